//! The time machine: saves with their strips, compared, exported, deleted.

use std::fs;

use engine::{Against, Comparison, EngineError, LineChange};
use grader::Verdict;

use crate::desk::{Desk, ID, OTHER_ID, catalogue_of_two, half, home, read, starter, whole, write};

/// Saves a text in the learner's editor, and grades it.
fn save(desk: &Desk, template: &std::path::Path, text: String) -> store::AttemptId {
    write(template, text);
    desk.engine.grade_now(ID).expect("it is graded").attempt
}

/// The strips, as a letter a save.
fn strips(desk: &Desk) -> Vec<String> {
    let history = desk.engine.saves(ID).expect("the saves can be read");
    let letter = |verdict: &Option<Verdict>| match verdict {
        Some(Verdict::Pass) => 'p',
        Some(Verdict::Fail) => 'f',
        Some(_) => '?',
        None => '-',
    };
    let strips = history.strips.iter();
    strips
        .map(|strip| {
            let letters: String = strip.verdicts.iter().map(letter).collect();
            format!("{} {letters}", strip.criterion_id)
        })
        .collect()
}

#[test]
fn the_saves_have_a_strip_a_criterion() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let before = desk.engine.saves(ID).expect("a mission of the catalogue");
    assert_eq!(
        (before.saves.len(), before.strips.len(), before.last_green),
        (0, 2, None),
        "before it is started there are criteria and no saves"
    );
    let template = desk.start();
    save(&desk, &template, half("one"));
    let green = save(&desk, &template, whole("two"));
    save(&desk, &template, half("three"));
    assert_eq!(
        strips(&desk),
        ["versioning fppp", "name ffpf"],
        "in the rubric's order, the oldest save first"
    );
    let history = desk.engine.saves(ID).expect("read");
    assert_eq!(history.last_green, Some(green), "the newest whole pass");
    assert_eq!(
        history.strips[0].label, "Versions are kept",
        "with the label of the mission"
    );
    assert!(history.size_bytes > 0, "and what they take");
    assert!(
        matches!(
            desk.engine.saves("no-such"),
            Err(EngineError::UnknownMission { .. })
        ),
        "a mission that is none has none"
    );
}

#[test]
fn a_history_from_before_the_letters_is_read_from_its_reports_once() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    save(&desk, &template, half("one"));
    save(&desk, &template, whole("two"));
    let expected = strips(&desk);
    store::trouble::forget_verdicts(&home.database()).expect("as before the migration");
    assert_eq!(strips(&desk), expected, "from the reports");
    assert_eq!(
        store::trouble::without_verdicts(&home.database()).expect("counted"),
        0,
        "and kept, so that they are read once"
    );
    assert_eq!(strips(&desk), expected, "the same again");
}

#[test]
fn a_damaged_save_is_a_gap_and_named_in_an_export() {
    let (folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let damaged = save(&desk, &template, half("one"));
    save(&desk, &template, whole("two"));
    store::trouble::damage_attempt(&home.database(), damaged).expect("damaged");
    assert_eq!(
        strips(&desk),
        ["versioning f-p", "name f-p"],
        "its verdicts are not known, and all others are"
    );
    let read = desk.engine.attempt(damaged).expect_err("it is not given");
    assert!(read.to_string().contains("damaged"), "it is said: {read}");
    let exported = desk
        .engine
        .export_history(ID, &folder.path().join("out"))
        .expect("the others are exported");
    let saves = index(&exported)["saves"].as_array().cloned();
    let saves = saves.expect("a list");
    assert!(
        saves[1]["damaged"].is_string() && saves[1]["file"].is_null(),
        "it is named and has no file: {}",
        saves[1]
    );
    assert!(
        saves[2]["damaged"].is_null() && saves[2]["file"].is_string(),
        "the next one has: {}",
        saves[2]
    );
}

fn index(exported: &std::path::Path) -> serde_json::Value {
    let text = fs::read(exported.join("index.json")).expect("there is an index");
    serde_json::from_slice(&text).expect("it is JSON")
}

#[test]
fn saves_are_exported_in_their_own_bytes_beside_what_is_there() {
    let (folder, home) = home();
    let desk = Desk::open(&home);
    let out = folder.path().join("out");
    let none = desk.engine.export_history(ID, &out);
    assert!(
        matches!(none, Err(EngineError::Request(_))),
        "there is nothing to export: {none:?}"
    );
    assert!(!out.exists(), "and nothing is made");
    let template = desk.start();
    let odd = b"\xff\xfe not text\r\n".to_vec();
    fs::write(&template, &odd).expect("written");
    desk.engine.grade_now(ID).expect("it is graded");
    save(&desk, &template, whole("two"));
    let first = desk.engine.export_history(ID, &out).expect("exported");
    let second = desk.engine.export_history(ID, &out).expect("again");
    assert_ne!(first, second, "an export is never written over");
    let index = index(&first);
    let saves = index["saves"].as_array().expect("a list");
    let bytes = |save: &serde_json::Value| {
        let name = save["file"].as_str().expect("a file");
        fs::read(first.join(name)).expect("it is there")
    };
    assert_eq!(saves.len(), 3, "all of them");
    assert_eq!(bytes(&saves[0]), starter().into_bytes(), "the starter");
    assert_eq!(bytes(&saves[1]), odd, "whatever the bytes are");
    assert_eq!(bytes(&saves[2]), whole("two").into_bytes(), "the last");
    let named = saves[0]["file"].as_str().expect("a name");
    assert!(
        named.starts_with("0001-2023-11-14T") && named.ends_with("Z.yaml"),
        "numbered, with the time: {named}"
    );
    assert_eq!(
        (&saves[2]["verdicts"]["name"], &saves[2]["green"]),
        (&serde_json::json!("pass"), &serde_json::json!(true)),
        "with how it stood"
    );
    let report = fs::read(first.join(saves[2]["report"].as_str().expect("a report")));
    let report: grader::Report =
        serde_json::from_slice(&report.expect("it is there")).expect("a report");
    assert!(report.passed_all(), "as it was graded");
    let readme = fs::read_to_string(first.join("README.txt")).expect("a line for people");
    assert!(
        readme.contains("3 saves of the mission `one-bucket`"),
        "{readme}"
    );
}

#[cfg(unix)]
#[test]
fn an_export_that_cannot_be_written_leaves_nothing() {
    let (folder, home) = home();
    let desk = Desk::open(&home);
    desk.start();
    let in_the_way = folder.path().join("file");
    fs::write(&in_the_way, "a file").expect("written");
    let refused = desk.engine.export_history(ID, &in_the_way);
    assert!(
        matches!(&refused, Err(EngineError::Unwritable { path, .. }) if *path == in_the_way),
        "it is said what is in the way: {refused:?}"
    );
    assert_eq!(
        fs::read_to_string(&in_the_way).expect("read"),
        "a file",
        "and left as it is"
    );
}

#[test]
fn a_deleted_history_keeps_the_newest_save_and_cannot_be_undone_into() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    save(&desk, &template, half("one"));
    save(&desk, &template, whole("two"));
    desk.engine
        .restore(desk.attempts()[0].id)
        .expect("the starter is back");
    let progress = desk.engine.progress().expect("read");
    assert_eq!(
        desk.engine.delete_history(ID).expect("deleted"),
        3,
        "all but one"
    );
    assert_eq!(desk.history(), ["Restore 0/2"], "the newest is left");
    assert_eq!(read(&template), starter(), "the file is not touched");
    assert_eq!(
        strips(&desk),
        ["versioning f", "name f"],
        "the strips are as long as the history"
    );
    let undone = desk.engine.undo_restore(ID);
    assert!(
        matches!(undone, Err(EngineError::NothingToUndo)),
        "what would come back is gone: {undone:?}"
    );
    let after = desk.engine.progress().expect("read");
    assert_eq!(
        (after.activity, after.passed, after.criteria_passed),
        (progress.activity, progress.passed, progress.criteria_passed),
        "progress is what it was"
    );
    desk.engine.solution(ID).expect("the solution stays open");
    save(&desk, &template, half("next"));
    desk.engine
        .restore(desk.attempts()[0].id)
        .expect("and it goes on");
    desk.engine.undo_restore(ID).expect("as before");
    assert_eq!(read(&template), half("next"), "the newest work is back");
    assert!(
        matches!(
            desk.engine.delete_history(OTHER_ID),
            Err(EngineError::NotStarted { .. } | EngineError::UnknownMission { .. })
        ),
        "what was not started has no history"
    );
}

#[test]
fn what_was_practised_is_worked_out_before_its_history_goes() {
    let memory = |delete: bool| {
        let (_folder, home) = home();
        let desk = Desk::try_open(&home, catalogue_of_two()).expect("it opens");
        let template = desk.start();
        // Lost again after it was met: hard, not easy.
        save(&desk, &template, half("one"));
        save(
            &desk,
            &template,
            starter().replace("Resources", "# \nResources"),
        );
        save(&desk, &template, whole("two"));
        if delete {
            desk.engine.delete_history(ID).expect("deleted");
        }
        let practice = desk.engine.practice().expect("read");
        let days: Vec<(String, f64)> = practice
            .skills
            .into_iter()
            .map(|memory| (memory.skill, memory.stability_days))
            .collect();
        assert!(!days.is_empty(), "skills were practised");
        days
    };
    assert_eq!(
        memory(true),
        memory(false),
        "as if nothing had been deleted"
    );
}

fn texts(comparison: &Comparison) -> Vec<String> {
    let changed = |line: &&engine::ComparedLine| line.change != LineChange::Same;
    let sign = |change| match change {
        LineChange::Added => '+',
        LineChange::Removed => '-',
        LineChange::Same => ' ',
    };
    let lines = comparison.lines.iter().filter(changed);
    lines
        .map(|line| format!("{}{}", sign(line.change), line.text.trim()))
        .collect()
}

#[test]
fn saves_are_compared_with_the_last_green_and_with_each_other() {
    let (_folder, home) = home();
    let desk = Desk::try_open(&home, catalogue_of_two()).expect("it opens");
    let template = desk.start();
    let start = desk.attempts()[0].id;
    let compare = |attempt, against| desk.engine.compare(ID, attempt, against);
    let early = compare(None, Against::LastGreen);
    assert!(
        matches!(&early, Err(EngineError::Request(reason)) if reason.contains("no save up to this one")),
        "there is none yet: {early:?}"
    );
    let green = save(&desk, &template, whole("two"));
    let broken = save(&desk, &template, half("three"));
    assert_eq!(
        texts(&compare(None, Against::LastGreen).expect("compared")),
        ["-# two", "+# three", "-BucketName: kept"],
        "what was changed since"
    );
    assert_eq!(
        texts(&compare(Some(green), Against::LastGreen).expect("compared")),
        Vec::<String>::new(),
        "a green save is its own"
    );
    assert!(
        matches!(
            compare(Some(start), Against::LastGreen),
            Err(EngineError::Request(_))
        ),
        "seen from the first save, no later one counts"
    );
    assert_eq!(
        texts(&compare(Some(green), Against::Attempt(broken)).expect("compared")),
        ["-# three", "+# two", "+BucketName: kept"],
        "any two, in either order"
    );
    let other = desk.engine.start(OTHER_ID, None).expect("it starts");
    let other = other.attempt.expect("it is graded");
    for refused in [
        compare(Some(green), Against::Attempt(other)),
        compare(Some(other), Against::Starter),
    ] {
        assert!(
            matches!(refused, Err(EngineError::Unknown { .. })),
            "a save of another mission is none of this one: {refused:?}"
        );
    }
    let unified = desk.engine.unified(ID, green, broken).expect("compared");
    assert!(
        unified.starts_with("--- save 2\n+++ save 3\n@@ ")
            && unified.contains("\n-      BucketName: kept\n"),
        "as `diff -u` writes it: {unified}"
    );
    assert!(
        matches!(
            desk.engine.unified(ID, green, other),
            Err(EngineError::Unknown { .. })
        ),
        "of one mission"
    );
    assert_eq!(
        desk.engine.unified(ID, green, green).expect("compared"),
        "",
        "nothing changed"
    );
}

#[test]
fn the_last_green_save_is_restored_and_taken_back() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    save(&desk, &template, whole("green"));
    save(&desk, &template, half("broken"));
    let green = desk.engine.saves(ID).expect("read").last_green;
    desk.engine
        .restore(green.expect("there is one"))
        .expect("restored");
    assert_eq!(read(&template), whole("green"), "the last that was whole");
    desk.engine.undo_restore(ID).expect("taken back");
    assert_eq!(read(&template), half("broken"), "and back");
}

/// A thousand saves of another program: reports with other criteria than the mission's, and letters that say nothing.
const MANY: usize = 1_000;

#[test]
fn many_saves_of_other_criteria_are_read_from_one_report() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let known = save(&desk, &template, half("one"));
    let known = desk.engine.attempt(known).expect("read");
    let (store, _) = store::Store::open(&home.database()).expect("opened beside it");
    let other = known
        .report
        .to_json()
        .replace("\"id\":\"name\"", "\"id\":\"other\"");
    assert_ne!(other, known.report.to_json(), "a report of other criteria");
    for n in 0..MANY {
        store
            .record_attempt(store::NewAttempt {
                mission_id: ID.to_owned(),
                at_ms: n as i64,
                origin: store::Origin::Save,
                snapshot: half(&n.to_string()).into_bytes(),
                report: other.clone(),
                verdicts: "?".to_owned(),
                score: 0.5,
                passed: 1,
                total: 2,
                grade_us: 1,
            })
            .expect("recorded");
    }
    save(&desk, &template, whole("two"));
    let expected = [
        format!("versioning fp{}p", "p".repeat(MANY)),
        format!("name ff{}p", "-".repeat(MANY)),
    ];
    assert_eq!(strips(&desk), expected, "from the reports, once");
    store::trouble::damage_reports(&home.database(), known.summary.id, 1).expect("damaged");
    let began = std::time::Instant::now();
    assert_eq!(
        strips(&desk),
        expected,
        "from the letters: the report of one of them says what all are of"
    );
    println!(
        "{MANY} saves of other criteria are listed in {:?}",
        began.elapsed()
    );
}
