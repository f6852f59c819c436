//! `mission history`: listing, looking back, comparing, exporting, deleting.

use std::fs;

use serde_json::Value;

use crate::support::{MISSION, Place, solution};

/// A mission with three saves: the starter, the solution, and the starter with a remark. Gives their numbers.
fn three_saves(place: &Place) -> Vec<i64> {
    let started = place
        .run(&format!("start {MISSION} --no-editor --format json"))
        .exits(0, "started")
        .json();
    let template = started["template"].as_str().expect("a path").to_owned();
    let starter = fs::read_to_string(&template).unwrap();
    for text in [solution(place), format!("# again\n{starter}")] {
        fs::write(&template, text).unwrap();
        place
            .run(&format!("start {MISSION} --no-editor"))
            .exits(0, "graded");
    }
    let listed = list(place);
    let attempts = listed["attempts"].as_array().expect("a list");
    assert_eq!(attempts.len(), 3, "three saves: {listed}");
    attempts
        .iter()
        .map(|attempt| attempt["id"].as_i64().expect("a number"))
        .collect()
}

fn list(place: &Place) -> Value {
    place
        .run(&format!("history {MISSION} --format json"))
        .exits(0, "listed")
        .json()
}

#[test]
fn a_strip_a_criterion_stands_below_the_saves() {
    let place = Place::new();
    let saves = three_saves(&place);
    let listed = list(&place);
    assert_eq!(
        listed["lastGreenId"].as_i64(),
        Some(saves[1]),
        "the newest whole pass"
    );
    assert!(
        listed["sizeBytes"].as_u64().is_some_and(|bytes| bytes > 0),
        "what it takes"
    );
    let strips = listed["strips"].as_array().expect("a list");
    assert!(!strips.is_empty(), "one a criterion");
    for strip in strips {
        assert_eq!(
            strip["verdicts"].as_array().map(|all| (all.len(), &all[1])),
            Some((3, &Value::from("pass"))),
            "a verdict a save: {strip}"
        );
    }
    let people = place.run(&format!("history {MISSION}")).exits(0, "shown");
    let label = strips[0]["label"].as_str().expect("a label");
    let start: String = label.chars().take(20).collect();
    let line = people.stdout.lines().find(|line| line.starts_with(&start));
    let line = line.unwrap_or_else(|| panic!("`{label}` has a line in {}", people.stdout));
    let icons: Vec<char> = line.chars().rev().take(3).collect();
    assert_eq!(icons[1], '✓', "the solution passes it: {line}");
    assert_eq!(
        people
            .stdout
            .lines()
            .filter(|line| line.contains(" UTC "))
            .count(),
        3,
        "a line a save: {}",
        people.stdout
    );
}

#[test]
fn any_save_is_printed_and_compared_with_any_other() {
    let place = Place::new();
    let saves = three_saves(&place);
    let printed = place
        .run(&format!("history {MISSION} --at {}", saves[1]))
        .exits(0, "printed");
    assert_eq!(printed.stdout, solution(&place), "that save's bytes");
    let json = place
        .run(&format!(
            "history {MISSION} --at {} --format json",
            saves[1]
        ))
        .exits(0, "as JSON")
        .json();
    assert_eq!(
        (json["template"].as_str(), json["report"]["score"].as_f64()),
        (Some(solution(&place).as_str()), Some(1.0)),
        "with its report"
    );
    let diff = place
        .run(&format!(
            "history {MISSION} --compare {} {}",
            saves[0], saves[2]
        ))
        .exits(0, "compared")
        .stdout;
    assert!(
        diff.starts_with(&format!(
            "--- save {}\n+++ save {}\n@@ ",
            saves[0], saves[2]
        )) && diff.contains("\n+# again\n"),
        "a unified diff: {diff}"
    );
    let same = place
        .run(&format!("history {MISSION} --compare {0} {0}", saves[0]))
        .exits(0, "compared with itself");
    assert_eq!(same.stdout, "", "nothing changed");
    assert!(same.stderr.contains("are the same"), "{}", same.stderr);
    for arguments in ["--at 424242", "--compare 1 424242"] {
        let ran = place
            .run(&format!("history {MISSION} {arguments}"))
            .exits(2, "no such save");
        assert!(
            ran.stderr
                .contains(&format!("no save 424242 of `{MISSION}`")),
            "it is named: {}",
            ran.stderr
        );
    }
    place
        .run(&format!("history {MISSION} --at 1 --delete"))
        .exits(2, "one thing at a time");
}

#[test]
fn a_compared_line_cannot_steer_the_terminal() {
    let place = Place::new();
    let saves = three_saves(&place);
    let template = place
        .run(&format!("start {MISSION} --no-editor --format json"))
        .json()["template"]
        .as_str()
        .expect("a path")
        .to_owned();
    fs::write(
        &template,
        "# \u{1b}[31mred \u{1b}]0;title\u{7}\tx\u{202e}\r\nResources: {}\n",
    )
    .unwrap();
    place
        .run(&format!("start {MISSION} --no-editor"))
        .exits(0, "graded");
    let diff = place
        .run(&format!(
            "history {MISSION} --compare {} {}",
            saves[0],
            saves[2] + 1
        ))
        .exits(0, "compared")
        .stdout;
    assert!(
        diff.contains("+# \\u{1b}[31mred \\u{1b}]0;title\\u{7}\tx\\u{202e}\r\n"),
        "shown and not done: {diff}"
    );
    place.write("a-file", "");
    let ran = place
        .run(&format!("history {MISSION} --export a-file"))
        .exits(2, "a file is no folder");
    assert!(
        ran.stderr.contains("choose another folder"),
        "what next: {}",
        ran.stderr
    );
}

#[test]
fn a_save_with_open_blanks_keeps_their_answers_back() {
    let place = Place::new();
    let id = "frost-before-dawn";
    place
        .run(&format!("start {id} --no-editor"))
        .exits(0, "started");
    let save = place.run(&format!("history {id} --format json")).json()["attempts"][0]["id"]
        .as_i64()
        .expect("a number");
    let told = place
        .run(&format!("history {id} --at {save} --format json"))
        .exits(0, "printed")
        .json();
    let results = told["report"]["results"].as_array().expect("a list");
    let failing: Vec<&Value> = results
        .iter()
        .filter(|result| result["verdict"] == "fail")
        .collect();
    assert!(!failing.is_empty(), "something is open: {told}");
    for result in failing {
        assert_eq!(
            result["message"], "What is missing is said once all blanks are answered.",
            "what a criterion needs is often the answer"
        );
    }
}

#[test]
fn the_saves_are_exported_and_then_deleted() {
    let place = Place::new();
    let saves = three_saves(&place);
    let exported = place
        .run(&format!("history {MISSION} --export out"))
        .exits(0, "exported");
    let folder = std::path::PathBuf::from(exported.stdout.trim_end());
    assert!(
        folder.starts_with(place.work().join("out")),
        "{}",
        folder.display()
    );
    let index: Value =
        serde_json::from_slice(&fs::read(folder.join("index.json")).unwrap()).unwrap();
    let file = index["saves"][1]["file"].as_str().expect("a file");
    assert_eq!(
        fs::read_to_string(folder.join(file)).unwrap(),
        solution(&place),
        "in its own bytes"
    );
    let asked = place
        .run(&format!("history {MISSION} --delete"))
        .exits(2, "nobody can be asked");
    assert!(
        asked.stderr.contains("--yes"),
        "the next step: {}",
        asked.stderr
    );
    assert_eq!(
        list(&place)["attempts"].as_array().map(Vec::len),
        Some(3),
        "nothing is deleted without a yes"
    );
    let deleted = place
        .run(&format!("history {MISSION} --delete --yes --format json"))
        .exits(0, "deleted")
        .json();
    assert_eq!(deleted["deleted"].as_u64(), Some(2), "all but the newest");
    let left = list(&place);
    assert_eq!(
        left["attempts"]
            .as_array()
            .map(|all| (all.len(), all[0]["id"].as_i64())),
        Some((1, Some(saves[2]))),
        "the newest is left: {left}"
    );
    place
        .run(&format!("restore {}", saves[0]))
        .exits(2, "what is deleted cannot be put back");
    place
        .run(&format!("solution {MISSION}"))
        .exits(0, "the mission is still passed");
    place
        .run("history private-foto-bucket --delete --yes")
        .exits(4, "no such mission");
}
