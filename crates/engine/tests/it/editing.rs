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
