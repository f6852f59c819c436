//! What stands in the way of a template: nothing of it ends the watch, hangs it, or is followed where it should not be.

use std::{
    fs::{self, File},
    time::Instant,
};

use engine::{EngineError, WatchPhase};

use crate::desk::{Desk, ID, half, home, whole, write};

#[test]
fn a_template_that_is_not_utf8_is_graded_and_said_to_be() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    write(&template, b"Resources: \xff\xfe\n");
    let graded = desk.next_attempt();
    assert_eq!(graded.report.score, 0.0, "nothing can be right in it");
    assert_eq!(
        graded.report.diagnostics[0].code,
        cfn::codes::NOT_UTF8,
        "the report says why"
    );
    assert_eq!(
        graded.snapshot, b"Resources: \xff\xfe\n",
        "the bytes are kept as they are"
    );
}

#[test]
fn an_empty_template_is_graded_too() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    write(&template, "");
    assert_eq!(
        desk.next_attempt().report.diagnostics[0].code,
        cfn::codes::EMPTY,
        "the report says why"
    );
}

#[test]
fn a_template_that_is_deleted_is_waited_for() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    fs::remove_file(&template).unwrap();
    desk.until_phase("the template is missing", |phase| {
        *phase == WatchPhase::Missing
    });
    let graded = desk.engine.grade_now(ID);
    assert!(
        matches!(graded, Err(EngineError::Unreadable { .. })),
        "grading now says so: {graded:?}"
    );
    write(&template, half("back"));
    assert_eq!(
        desk.next_attempt().report.passed,
        1,
        "it is graded when it is back"
    );
    desk.until_phase("it is watched again", |phase| {
        *phase == WatchPhase::Watching
    });
}

#[test]
fn a_folder_that_is_deleted_and_made_again_is_watched_again() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    let workspace = template.parent().unwrap();
    fs::remove_dir_all(workspace).unwrap();
    desk.until_phase("the template is missing", |phase| {
        *phase == WatchPhase::Missing
    });
    fs::create_dir(workspace).unwrap();
    for round in 0..3 {
        write(&template, half(&format!("in the new folder {round}")));
        assert_eq!(
            desk.next_attempt().report.passed,
            1,
            "the new folder is watched as the old one was"
        );
    }
}

#[test]
fn a_folder_that_is_replaced_by_another_is_watched_again() {
    let (folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    let workspace = template.parent().unwrap();
    fs::rename(workspace, folder.path().join("moved away")).unwrap();
    fs::create_dir(workspace).unwrap();
    for round in 0..3 {
        write(&template, half(&format!("{round}")));
        assert_eq!(
            desk.next_attempt().report.passed,
            1,
            "what is at the path counts, not what was there once"
        );
    }
}

#[test]
fn a_folder_in_the_templates_place_is_unreadable() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    fs::remove_file(&template).unwrap();
    fs::create_dir(&template).unwrap();
    let phase = desk.until_phase("it cannot be read", |phase| {
        matches!(phase, WatchPhase::Unreadable { .. })
    });
    assert!(
        format!("{phase:?}").contains("it is a folder"),
        "the sentence says what it is: {phase:?}"
    );
    let resumed = desk
        .engine
        .start(ID, None)
        .expect("the mission opens all the same");
    assert_eq!(
        resumed.attempt,
        desk.attempts().last().map(|newest| newest.id),
        "on its newest attempt"
    );
}

#[test]
fn a_mission_does_not_begin_on_a_folder() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    fs::create_dir_all(home.workspaces.join(ID).join("template.yaml")).unwrap();
    let started = desk.engine.start(ID, None);
    assert!(
        matches!(started, Err(EngineError::Unreadable { .. })),
        "there is nothing to grade: {started:?}"
    );
    assert_eq!(
        desk.engine.standing(ID).unwrap().template,
        None,
        "so nothing was started"
    );
}

#[test]
fn a_gigabyte_is_not_read() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    let began = Instant::now();
    File::create(&template).unwrap().set_len(1 << 30).unwrap();
    let phase = desk.until_phase("it is too large", |phase| {
        matches!(phase, WatchPhase::Unreadable { .. })
    });
    assert!(
        format!("{phase:?}").contains("1073741824 bytes"),
        "the sentence says how large: {phase:?}"
    );
    assert!(
        began.elapsed().as_secs() < 20,
        "a gigabyte was read and hashed"
    );
    write(&template, whole("small again"));
    assert!(desk.next_attempt().report.passed_all(), "the watch goes on");
}

#[cfg(unix)]
#[test]
fn a_link_that_is_swapped_in_is_not_followed_to_elsewhere() {
    let (folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    let secret = folder.path().join("secret.yaml");
    write(&secret, whole("not the learner's"));
    fs::remove_file(&template).unwrap();
    std::os::unix::fs::symlink(&secret, &template).unwrap();
    let phase = desk.until_phase("it became a link", |phase| {
        matches!(phase, WatchPhase::LinkElsewhere { .. })
    });
    let target = fs::canonicalize(&secret).unwrap();
    assert_eq!(
        phase,
        WatchPhase::LinkElsewhere { target },
        "the learner is told where it leads"
    );
    assert_eq!(
        desk.history(),
        ["Start 0/2"],
        "what it leads to was not read into the history"
    );
    assert!(
        desk.engine.grade_now(ID).is_err(),
        "grading now does not follow it either"
    );
    assert!(
        desk.engine.restore(desk.attempts()[0].id).is_err(),
        "and nothing is written through it"
    );
    let started = desk
        .engine
        .start(ID, None)
        .expect("starting again is asking");
    assert_eq!(
        started.template,
        fs::canonicalize(&secret).unwrap(),
        "the learner works there from now on"
    );
    assert_eq!(
        desk.history(),
        ["Start 0/2", "Save 2/2"],
        "and it is graded"
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_a_neighbour_is_followed() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    write(&template.with_file_name("second.yaml"), half("the second"));
    fs::remove_file(&template).unwrap();
    std::os::unix::fs::symlink("second.yaml", &template).unwrap();
    assert_eq!(
        desk.next_attempt().report.passed,
        1,
        "a link inside of the workspace is the learner's own"
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_does_not_hang_the_watch() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    fs::remove_file(&template).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(&template)
        .status()
        .expect("mkfifo runs");
    assert!(made.success(), "the pipe is made");
    desk.until_phase("it is a pipe", |phase| {
        matches!(phase, WatchPhase::Unreadable { .. })
    });
    fs::remove_file(&template).unwrap();
    write(&template, half("a file again"));
    assert_eq!(desk.next_attempt().report.passed, 1, "the watch goes on");
}
