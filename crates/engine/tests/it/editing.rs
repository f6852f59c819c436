//! *Edit here*: what the window saves, and what it never saves over.

use std::fs;

use engine::{
    EngineError, Graded,
    edit_here::{SavedTemplate, TemplateText},
};

use crate::desk::{Desk, ID, half, home, read, starter, whole, write};

/// What a save that was written gave.
fn written(saved: SavedTemplate) -> (Graded, String) {
    match saved {
        SavedTemplate::Saved { graded, hash } => (graded, hash),
        SavedTemplate::Conflict { theirs } => panic!("it is saved, not held against {theirs:?}"),
    }
}

/// What stands there instead.
fn conflict(saved: SavedTemplate) -> TemplateText {
    match saved {
        SavedTemplate::Conflict { theirs } => theirs,
        SavedTemplate::Saved { .. } => panic!("nothing is saved over another change"),
    }
}

fn open(desk: &Desk) -> TemplateText {
    desk.engine
        .template_text(ID)
        .expect("the mission is started")
}

fn save(desk: &Desk, text: &str, hash: &str) -> SavedTemplate {
    desk.engine
        .save_template(ID, text, hash)
        .expect("it is saved or held against another change")
}

#[test]
fn a_text_is_read_saved_and_graded() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let before = open(&desk);
    assert_eq!(
        (before.text.as_str(), &before.locked),
        (starter().as_str(), &None),
        "the file, free to be edited"
    );
    let (graded, hash) = written(save(&desk, &whole("here"), &before.hash));
    assert_eq!(read(&template), whole("here"), "the file has the text");
    assert_eq!(
        (graded.report.passed, graded.changed),
        (2, true),
        "it is graded"
    );
    assert_eq!(open(&desk).hash, hash, "the hash is the file's");
    assert_eq!(
        desk.history(),
        ["Start 0/2", "Save 2/2"],
        "one save is one attempt"
    );
    let (again, same) = written(save(&desk, &whole("here"), &hash));
    assert_eq!(
        (again.attempt, again.changed, same),
        (graded.attempt, false, hash.clone()),
        "the same text again is no new attempt"
    );
    written(save(&desk, &half("next"), &hash));
    assert_eq!(
        desk.history(),
        ["Start 0/2", "Save 2/2", "Save 1/2"],
        "it goes on with the hash of a save"
    );
}

#[test]
fn a_change_from_outside_is_never_saved_over() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let before = open(&desk);
    write(&template, half("outside"));
    let theirs = conflict(save(&desk, &whole("here"), &before.hash));
    assert_eq!(theirs.text, half("outside"), "both versions are there");
    assert_eq!(theirs.locked, None, "and may be edited");
    assert_eq!(read(&template), half("outside"), "the file stays");
    assert_eq!(
        desk.history(),
        ["Start 0/2", "Save 1/2"],
        "what was changed outside is an attempt"
    );
    written(save(&desk, &whole("here"), &theirs.hash));
    assert_eq!(
        (read(&template), desk.history()),
        (
            whole("here"),
            vec![
                "Start 0/2".to_owned(),
                "Save 1/2".to_owned(),
                "Save 2/2".to_owned()
            ]
        ),
        "knowing theirs, the learner may save over it; it stays in the history"
    );
}

#[test]
fn a_change_that_was_not_graded_yet_is_kept_before_it_is_replaced() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    write(&template, half("not graded"));
    let seen = open(&desk);
    written(save(&desk, &whole("here"), &seen.hash));
    assert_eq!(
        desk.history(),
        ["Start 0/2", "Save 1/2", "Save 2/2"],
        "what was read here first is an attempt too"
    );
}

#[test]
fn line_ends_a_byte_order_mark_and_the_last_line_stay() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let crlf = format!("\u{feff}{}", half("crlf").replace('\n', "\r\n"));
    fs::write(&template, &crlf).expect("written");
    let seen = open(&desk);
    assert_eq!(seen.text, half("crlf"), "the window sees line feeds");
    let (_, hash) = written(save(&desk, &seen.text, &seen.hash));
    assert_eq!(read(&template), crlf, "unchanged, to the byte");
    assert_eq!(hash, seen.hash, "and so is its hash");
    let typed = "Resources: {}\n# without a line end";
    written(save(&desk, typed, &hash));
    assert_eq!(
        read(&template),
        "\u{feff}Resources: {}\r\n# without a line end",
        "as it was typed, as the file is written"
    );
}

#[test]
fn a_deleted_file_is_made_anew_only_when_it_is_wanted() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let seen = open(&desk);
    fs::remove_file(&template).expect("deleted");
    let theirs = conflict(save(&desk, &whole("here"), &seen.hash));
    assert_eq!(theirs.text, "", "there is nothing");
    let reason = theirs.locked.expect("the reason is said");
    assert!(reason.contains("not there any more"), "{reason}");
    assert!(!template.exists(), "it is not brought back by itself");
    assert_eq!(open(&desk).hash, theirs.hash, "reading says the same");
    written(save(&desk, &whole("here"), &theirs.hash));
    assert_eq!(read(&template), whole("here"), "the second save was meant");
}

#[test]
fn what_cannot_be_edited_says_why_and_is_left_alone() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let latin = b"Resources: {} # caf\xe9\n".to_vec();
    let large = format!("# {}\n", "x".repeat(cfn::limits::S3_BYTES)).into_bytes();
    for (bytes, word) in [(latin, "UTF-8"), (large, "at most")] {
        fs::write(&template, &bytes).expect("written");
        let seen = open(&desk);
        let reason = seen.locked.expect("it is locked");
        assert!(reason.contains(word), "the reason: {reason}");
        let refused = desk.engine.save_template(ID, "Resources: {}\n", &seen.hash);
        assert!(
            matches!(&refused, Err(EngineError::Unwritable { reason: said, .. }) if *said == reason),
            "the same reason: {refused:?}"
        );
        assert_eq!(fs::read(&template).expect("read"), bytes, "it stays");
    }
}

#[test]
fn what_is_read_only_is_not_replaced() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let folder = template.parent().expect("it has one");
    for (path, word) in [
        (template.as_path(), "it is read-only"),
        (folder, "its folder"),
    ] {
        if path == folder && cfg!(windows) {
            continue;
        }
        let before = fs::metadata(path).expect("there").permissions();
        let mut read_only = before.clone();
        read_only.set_readonly(true);
        fs::set_permissions(path, read_only).expect("set");
        let seen = open(&desk);
        let refused = desk.engine.save_template(ID, &whole("here"), &seen.hash);
        fs::set_permissions(path, before).expect("set back");
        let reason = seen.locked.expect("it is locked");
        assert!(
            reason.starts_with(word) && reason.contains("allow writing"),
            "what it is, and what to do: {reason}"
        );
        assert!(
            matches!(refused, Err(EngineError::Unwritable { .. })),
            "even root respects it: {refused:?}"
        );
        assert_eq!(read(&template), starter(), "the file is as it was");
    }
    assert_eq!(
        open(&desk).locked,
        None,
        "and free when it is allowed again"
    );
    assert_eq!(desk.history(), ["Start 0/2"], "nothing was recorded");
}

#[cfg(unix)]
#[test]
fn a_link_to_elsewhere_is_not_followed_and_one_to_a_neighbour_stays() {
    use std::os::unix::fs::symlink;
    let (folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let elsewhere = folder.path().join("secret.yaml");
    fs::write(&elsewhere, "Resources: {}\n").expect("written");
    let seen = open(&desk);
    fs::remove_file(&template).expect("removed");
    symlink(&elsewhere, &template).expect("linked");
    let theirs = conflict(save(&desk, &whole("here"), &seen.hash));
    let reason = theirs.locked.expect("it is locked");
    assert!(reason.contains("became a link to"), "{reason}");
    assert_eq!(theirs.text, "", "what is elsewhere is not shown");
    let refused = desk.engine.save_template(ID, &whole("here"), &theirs.hash);
    assert!(
        matches!(refused, Err(EngineError::Unwritable { .. })),
        "nor written: {refused:?}"
    );
    assert_eq!(read(&elsewhere), "Resources: {}\n", "it is as it was");
    fs::remove_file(&template).expect("removed");
    let neighbour = template.with_file_name("real.yaml");
    fs::write(&neighbour, half("near")).expect("written");
    symlink("real.yaml", &template).expect("linked");
    let seen = open(&desk);
    assert_eq!(
        (seen.text.as_str(), seen.locked),
        (half("near").as_str(), None),
        "a neighbour is the template"
    );
    written(save(&desk, &whole("here"), &seen.hash));
    assert_eq!(
        read(&neighbour),
        whole("here"),
        "its target is what is written"
    );
    assert!(
        fs::symlink_metadata(&template).expect("there").is_symlink(),
        "the link stays a link"
    );
}

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    fs::set_permissions(&template, fs::Permissions::from_mode(0o640)).expect("set");
    let seen = open(&desk);
    written(save(&desk, &whole("here"), &seen.hash));
    let mode = fs::metadata(&template).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640, "as open as it was");
    let left = fs::read_dir(template.parent().expect("a folder")).expect("read");
    assert_eq!(left.count(), 1, "nothing of the saving is left beside it");
}

#[test]
fn a_watched_save_of_the_window_is_one_attempt() {
    let (_folder, home) = home();
    let (desk, other) = (Desk::open(&home), Desk::open(&home));
    let template = desk.watching();
    other.watch();
    let seen = open(&desk);
    let (graded, hash) = written(save(&desk, &half("here"), &seen.hash));
    for (who, one) in [("this", &desk), ("another", &other)] {
        assert_eq!(
            one.next_attempt().summary.id,
            graded.attempt,
            "{who} engine that watches tells of it"
        );
    }
    write(&template, whole("outside"));
    desk.next_attempt();
    other.next_attempt();
    let theirs = conflict(save(&desk, &half("again"), &hash));
    assert_eq!(theirs.text, whole("outside"), "what the editor saved");
    assert_eq!(
        desk.history(),
        ["Start 0/2", "Save 1/2", "Save 2/2"],
        "each save once"
    );
}

/// The editor and the window save at the same moment, again and again. Whoever comes second, the editor's save is never replaced by a window
/// that had not seen it.
#[test]
fn saves_at_the_same_moment_never_lose_what_the_editor_saved() {
    const ROUNDS: usize = 60;
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let beside = template.with_file_name("editor.tmp");
    let (mut won, mut lost) = (0, 0);
    for round in 0..ROUNDS {
        let seen = open(&desk);
        let (theirs, ours) = (
            half(&format!("theirs {round}")),
            whole(&format!("ours {round}")),
        );
        fs::write(&beside, &theirs).expect("written");
        let barrier = std::sync::Barrier::new(2);
        let saved = std::thread::scope(|scope| {
            let editor = scope.spawn(|| {
                barrier.wait();
                // A little later each round, so that the two meet at every point of a save.
                for _ in 0..round * 400 {
                    std::hint::spin_loop();
                }
                fs::rename(&beside, &template).expect("the editor saves");
            });
            barrier.wait();
            let saved = save(&desk, &ours, &seen.hash);
            editor.join().expect("the editor is done");
            saved
        });
        assert_eq!(
            read(&template),
            theirs,
            "the editor's save stands, round {round}"
        );
        match saved {
            SavedTemplate::Saved { .. } => won += 1,
            SavedTemplate::Conflict { theirs: found } => {
                assert_eq!(found.text, theirs, "both versions are offered");
                lost += 1;
            }
        }
        desk.engine.grade_now(ID).expect("graded");
    }
    assert_eq!(won + lost, ROUNDS, "each save had an end");
    assert!(
        lost > 0,
        "some of them met: {won} before the editor, {lost} after"
    );
}

#[test]
fn a_mission_that_was_not_started_has_no_template() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    assert!(
        matches!(
            desk.engine.template_text(ID),
            Err(EngineError::NotStarted { .. })
        ),
        "reading"
    );
    assert!(
        matches!(
            desk.engine.save_template(ID, "Resources: {}\n", "nothing"),
            Err(EngineError::NotStarted { .. })
        ),
        "nor is one made by saving"
    );
}
