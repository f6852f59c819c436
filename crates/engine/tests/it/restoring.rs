//! Putting a snapshot back and taking that back: nothing that ever stood in the template is lost.

use std::{fs, path::Path};

use engine::{Against, EngineError, LineChange, edit_here::SavedTemplate};

use crate::desk::{Desk, ID, half, home, read, starter, whole, write};

#[test]
fn a_restore_keeps_what_stood_and_can_be_undone() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let first = desk.attempts()[0].id;
    write(&template, whole("not yet graded"));
    desk.engine.restore(first).expect("the starter comes back");
    assert_eq!(read(&template), starter(), "the file is as it was");
    assert_eq!(
        desk.history(),
        ["Start 0/2", "Save 2/2", "Restore 0/2"],
        "what stood there is an attempt first"
    );
    desk.engine
        .undo_restore(ID)
        .expect("the restore is taken back");
    assert_eq!(
        read(&template),
        whole("not yet graded"),
        "the newest work is back"
    );
    assert_eq!(
        desk.history().last().map(String::as_str),
        Some("Undo 2/2"),
        "taking back is in the history"
    );
    let again = desk.engine.undo_restore(ID);
    assert!(
        matches!(again, Err(EngineError::NothingToUndo)),
        "there was one restore to undo: {again:?}"
    );
}

#[test]
fn a_save_after_a_restore_is_not_taken_back() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    write(&template, half("first"));
    desk.engine.grade_now(ID).expect("it is graded");
    desk.engine
        .restore(desk.attempts()[0].id)
        .expect("the starter comes back");
    write(&template, half("after"));
    let undone = desk.engine.undo_restore(ID);
    assert!(
        matches!(undone, Err(EngineError::NothingToUndo)),
        "the learner went on: {undone:?}"
    );
    assert_eq!(read(&template), half("after"), "and keeps what is there");
}

#[test]
fn a_watched_restore_is_one_attempt() {
    let (_folder, home) = home();
    let (desk, other) = (Desk::open(&home), Desk::open(&home));
    let template = desk.watching();
    other.watch();
    write(&template, half("first"));
    desk.next_attempt();
    other.next_attempt();
    let restored = desk
        .engine
        .restore(desk.attempts()[0].id)
        .expect("the starter comes back")
        .attempt;
    assert_eq!(
        desk.next_attempt().summary.id,
        restored,
        "the shell hears of it"
    );
    assert_eq!(
        other.next_attempt().summary.id,
        restored,
        "so does another engine that watches"
    );
    write(&template, half("second"));
    desk.next_attempt();
    other.next_attempt();
    assert_eq!(
        desk.history(),
        ["Start 0/2", "Save 1/2", "Restore 0/2", "Save 1/2"],
        "the watch does not take the restored file for a save"
    );
}

#[cfg(unix)]
#[test]
fn a_restore_keeps_the_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    write(&template, half("mine"));
    fs::set_permissions(&template, fs::Permissions::from_mode(0o640)).unwrap();
    desk.engine
        .restore(desk.attempts()[0].id)
        .expect("the starter comes back");
    let mode = fs::metadata(&template).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o640, "a restored file is as open as it was");
}

#[test]
fn a_deleted_template_can_be_restored() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    fs::remove_dir_all(template.parent().unwrap()).unwrap();
    desk.engine
        .restore(desk.attempts()[0].id)
        .expect("the starter comes back");
    assert_eq!(
        read(&template),
        starter(),
        "the folder is made again for it"
    );
}

#[cfg(unix)]
#[test]
fn a_link_whose_neighbour_is_gone_is_written_through() {
    use std::os::unix::fs::symlink;
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let first = desk.attempts()[0].id;
    let folder = template.parent().unwrap().to_owned();
    let real = folder.join("real.yaml");
    fs::remove_file(&template).unwrap();
    symlink("between.yaml", &template).unwrap();
    symlink("real.yaml", folder.join("between.yaml")).unwrap();
    desk.engine.restore(first).expect("the starter comes back");
    assert_eq!(read(&real), starter(), "where the links lead");
    fs::remove_file(&real).unwrap();
    let seen = desk.engine.template_text(ID).expect("read");
    let saved = desk
        .engine
        .save_template(ID, &whole("here"), &seen.hash)
        .expect("nothing is wrong");
    assert!(
        matches!(saved, SavedTemplate::Saved { .. }),
        "nothing stands there that it could be in conflict with: {saved:?}"
    );
    assert_eq!(read(&real), whole("here"), "where the links lead");
    let is_link = |path: &Path| fs::symlink_metadata(path).unwrap().is_symlink();
    assert!(
        is_link(&template) && is_link(&folder.join("between.yaml")),
        "both stay links"
    );
    fs::remove_file(&real).unwrap();
    fs::remove_file(folder.join("between.yaml")).unwrap();
    symlink("template.yaml", folder.join("between.yaml")).unwrap();
    let circle = desk.engine.restore(first);
    assert!(
        matches!(&circle, Err(EngineError::Unwritable { reason, .. }) if reason.contains("became a link")),
        "a circle leads nowhere, and that is what is said: {circle:?}"
    );
}

#[test]
fn what_a_dead_process_left_beside_the_template_is_swept() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let left = template.with_file_name(".mission-architect-a1B2c3");
    // The desk's clock stands years before that of the file system, and later after it.
    fs::write(&left, "left").unwrap();
    desk.start();
    assert!(left.exists(), "somebody may be at it");
    desk.pass_days(365 * 100);
    desk.start();
    assert!(!left.exists(), "it goes when the mission is started");
    fs::write(&left, "left").unwrap();
    desk.watch();
    assert!(!left.exists(), "and when it is watched");
    assert_eq!(read(&template), starter(), "the template stays");
}

#[test]
fn texts_are_compared_by_line() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let before = desk
        .engine
        .compare(ID, None, Against::Starter)
        .expect("a mission that is not started has its starter");
    assert!(
        before
            .lines
            .iter()
            .all(|line| line.change == LineChange::Same),
        "the starter is the starter"
    );
    let template = desk.start();
    // An editor that writes CRLF has not changed every line.
    write(
        &template,
        starter()
            .replace("Suspended", "Enabled")
            .replace('\n', "\r\n"),
    );
    desk.engine.grade_now(ID).expect("it is graded");
    let changes: Vec<_> = desk
        .engine
        .compare(ID, None, Against::Previous)
        .expect("the save before is the starter")
        .lines
        .into_iter()
        .filter(|line| line.change != LineChange::Same)
        .map(|line| {
            (
                line.change,
                line.old_line,
                line.new_line,
                line.text.trim().to_owned(),
            )
        })
        .collect();
    assert_eq!(
        changes,
        [
            (
                LineChange::Removed,
                Some(6),
                None,
                "Status: Suspended".to_owned()
            ),
            (
                LineChange::Added,
                None,
                Some(6),
                "Status: Enabled".to_owned()
            ),
        ],
        "one line is another"
    );
    let locked = desk.engine.compare(ID, None, Against::Solution);
    assert!(
        matches!(locked, Err(EngineError::SolutionLocked)),
        "a diff must not give the solution away: {locked:?}"
    );
}
