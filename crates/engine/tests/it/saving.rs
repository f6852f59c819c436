//! Saves as editors make them, each recorded once and with the right verdict.

use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    path::Path,
};

use engine::{Event, WatchPhase};

use crate::desk::{Desk, half, home, starter, whole, write};

type Save = fn(&Path, &str);

/// Every way that is known of putting a new content under an old name.
const STYLES: &[(&str, Save)] = &[
    ("in place", |path, text| {
        let mut file = OpenOptions::new().write(true).open(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.set_len(text.len() as u64).unwrap();
    }),
    ("truncate and three chunks", |path, text| {
        let mut file = File::create(path).unwrap();
        for chunk in text.as_bytes().chunks(text.len().div_ceil(3)) {
            file.write_all(chunk).unwrap();
            file.flush().unwrap();
        }
    }),
    ("temporary file and rename", |path, text| {
        let temporary = path.with_extension("tmp");
        fs::write(&temporary, text).unwrap();
        fs::rename(&temporary, path).unwrap();
    }),
    ("vim, backup by rename", |path, text| {
        let backup = path.with_extension("yaml~");
        fs::rename(path, &backup).unwrap();
        fs::write(path, text).unwrap();
        fs::set_permissions(path, fs::metadata(&backup).unwrap().permissions()).unwrap();
        fs::remove_file(&backup).unwrap();
    }),
    ("vim, backup by copy", |path, text| {
        let backup = path.with_extension("yaml~");
        fs::copy(path, &backup).unwrap();
        fs::write(path, text).unwrap();
        fs::remove_file(&backup).unwrap();
    }),
    ("JetBrains", |path, text| {
        let (temporary, old) = (
            path.with_extension("yaml___jb_tmp___"),
            path.with_extension("yaml___jb_old___"),
        );
        fs::write(&temporary, text).unwrap();
        fs::rename(path, &old).unwrap();
        fs::rename(&temporary, path).unwrap();
        fs::remove_file(&old).unwrap();
    }),
    ("VS Code", |path, text| {
        let mut file = OpenOptions::new()
            .write(true)
            .truncate(true)
            .open(path)
            .unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.sync_all().unwrap();
    }),
    ("git checkout", |path, text| {
        fs::remove_file(path).unwrap();
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .unwrap();
        file.write_all(text.as_bytes()).unwrap();
    }),
];

#[test]
fn every_style_of_saving_is_graded_once() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    let mut expected = vec!["Start 0/2".to_owned()];
    for (style, save) in STYLES {
        for round in 0..3 {
            save(&template, &half(&format!("{style} {round}")));
            assert_eq!(
                desk.next_attempt().report.passed,
                1,
                "{style}: half of it is right"
            );
            save(&template, &whole(&format!("{style} {round}")));
            let graded = desk.next_attempt();
            assert!(graded.report.passed_all(), "{style}: all of it is right");
            assert_eq!(
                String::from_utf8_lossy(&graded.snapshot),
                whole(&format!("{style} {round}")),
                "{style}: the attempt keeps what was saved"
            );
            expected.extend(["Save 1/2".to_owned(), "Save 2/2".to_owned()]);
        }
        assert_eq!(desk.history(), expected, "{style}: one attempt a save");
    }
}

#[test]
fn a_touch_and_a_save_of_the_same_content_are_no_attempts() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    File::options()
        .write(true)
        .open(&template)
        .unwrap()
        .set_modified(std::time::SystemTime::now())
        .unwrap();
    for (_, save) in STYLES {
        save(&template, &starter());
    }
    // The events of the real save come after all of those.
    write(&template, half("at last"));
    desk.next_attempt();
    assert_eq!(
        desk.history(),
        ["Start 0/2", "Save 1/2"],
        "only another content is a save"
    );
}

#[test]
fn a_save_that_nobody_watched_is_graded_when_the_watch_begins() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    write(&template, half("the app was closed"));
    desk.watch();
    assert_eq!(
        desk.next_attempt().report.passed,
        1,
        "what was saved meanwhile is graded"
    );
}

#[test]
fn a_text_that_is_completed_at_once_is_graded_whole() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    for round in 0..5 {
        let text = format!(
            "{}    \"quoted\": \"to the end\"\n",
            half(&round.to_string())
        );
        // Cut inside of the quotes, so that the first half is no YAML, and close after each half.
        let (first, second) = text.split_at(text.len() - 8);
        write(&template, first);
        OpenOptions::new()
            .append(true)
            .open(&template)
            .unwrap()
            .write_all(second.as_bytes())
            .unwrap();
        assert_eq!(
            desk.next_attempt().snapshot,
            text.as_bytes(),
            "half a save is not shown"
        );
    }
    assert_eq!(desk.attempts().len(), 6, "one attempt a save");
}

#[test]
fn a_text_that_stays_broken_is_shown() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    write(&template, "Resources:\n  Bucket: \"unfinished\n");
    let graded = desk.next_attempt();
    assert_eq!(graded.report.passed, 0, "nothing of it can be right");
    assert!(
        graded
            .report
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == "error"),
        "the reader says what is wrong: {:?}",
        graded.report.diagnostics
    );
}

#[test]
fn the_watch_tells_how_it_stands() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    let before = desk.engine.watch_state().expect("it is watched");
    assert_eq!(before.phase, WatchPhase::Watching, "it waits for a save");
    assert_eq!(before.polling, None, "this system tells of changes");
    write(&template, half("news"));
    let attempt = desk.next_attempt();
    let after = desk.engine.watch_state().expect("it is watched");
    assert_eq!(
        after.attempt,
        Some(attempt.summary.id),
        "the newest attempt is known before anybody hears of it"
    );
    assert!(
        after.saved_at_ms > before.saved_at_ms,
        "the save is newer than the start"
    );
    assert!(
        after.grade_us.is_some_and(|us| us > 0),
        "grading took some time"
    );
    desk.engine.unwatch();
    assert_eq!(
        desk.engine.watch_state(),
        None,
        "nothing is watched any more"
    );
    assert!(
        desk.events
            .try_iter()
            .any(|event| event == Event::WatchChanged),
        "the shell hears of that"
    );
}

#[test]
fn nothing_is_recorded_after_the_watch_ended() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    desk.engine.unwatch();
    write(&template, half("unseen"));
    desk.watch();
    desk.next_attempt();
    assert_eq!(
        desk.history(),
        ["Start 0/2", "Save 1/2"],
        "one attempt, by the second watch"
    );
}

#[test]
fn two_engines_that_watch_one_file_record_a_save_once_and_both_tell() {
    let (_folder, home) = home();
    let (one, other) = (Desk::open(&home), Desk::open(&home));
    let template = one.watching();
    other.watch();
    for round in 0..10 {
        write(&template, half(&round.to_string()));
        let (first, second) = (one.next_attempt(), other.next_attempt());
        assert_eq!(
            first.summary.id, second.summary.id,
            "both tell of the same attempt"
        );
    }
    assert_eq!(
        one.attempts().len(),
        11,
        "one attempt a save, though two saw it"
    );
}
