//! `mission practice`: what comes back, and which mission practises it.

use std::fs;

use crate::support::{MISSION, Place, solution};

/// Passes the mission with its third hint.
fn pass(place: &Place) {
    let started = place
        .run(&format!("start {MISSION} --no-editor --format json"))
        .exits(0, "started")
        .json();
    for level in 1..=3 {
        place
            .run(&format!(
                "hint {MISSION} --criterion versioning --level {level}"
            ))
            .exits(0, "a hint");
    }
    let template = started["template"].as_str().expect("its place");
    fs::write(template, solution(place)).unwrap();
    place
        .run(&format!("start {MISSION} --no-editor"))
        .exits(0, "graded and passed");
}

#[test]
fn what_was_passed_is_listed_with_its_day() {
    let place = Place::new();
    let empty = place.run("practice").exits(0, "nothing yet");
    assert_eq!(empty.stdout, "", "there is nothing to list");
    assert!(
        empty.stderr.contains("nothing was practised yet"),
        "the empty state says what will be here: {}",
        empty.stderr
    );

    pass(&place);
    let listed = place.run("practice").exits(0, "listed");
    assert!(
        listed.stdout.contains("in a day") && listed.stdout.contains("storage.versioning"),
        "the last hint was used: it comes back tomorrow: {}",
        listed.stdout
    );
    let practice = place
        .run("practice --format json")
        .exits(0, "listed")
        .json();
    assert_eq!(practice["enabled"], true, "{practice}");
    assert_eq!(
        practice["due"], 0,
        "nothing is due on the same day: {practice}"
    );
    assert_eq!(
        practice["skills"][0]["skill"], "storage.versioning",
        "the soonest first: {practice}"
    );
    let history = place.run(&format!("history {MISSION}")).exits(0, "shown");
    assert!(
        history
            .stdout
            .lines()
            .nth(1)
            .is_some_and(|line| line.ends_with("3 hints")),
        "the save says how much help it had: {}",
        history.stdout
    );
}

#[test]
fn a_mission_is_chosen_or_made_for_a_skill() {
    let place = Place::new();
    let chosen = place
        .run("practice --next --skill storage.versioning")
        .exits(0, "one is chosen");
    assert_eq!(
        chosen.stdout.trim(),
        MISSION,
        "the first that practises it and was not passed"
    );
    let refused = place.run("practice --next").exits(2, "nothing is due");
    assert!(
        refused.stderr.contains("nothing is due"),
        "it is said why: {}",
        refused.stderr
    );
    let unknown = place
        .run("practice --next --skill magic.wands")
        .exits(2, "no mission practises that");
    assert!(unknown.stderr.contains("magic.wands"), "{}", unknown.stderr);
    place
        .run("practice --skill storage.versioning")
        .exits(2, "a skill alone asks for nothing");
}
