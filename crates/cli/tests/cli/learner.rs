//! A learner's way: list, start, save, hint, restore, undo, solution.

use std::fs;

use crate::support::{MISSION, Place, solution};

#[test]
fn from_start_to_solution() {
    let place = Place::new();
    let started = place
        .run(&format!("start {MISSION} --no-editor --format json"))
        .exits(0, "started")
        .json();
    let template = started["template"]
        .as_str()
        .expect("the place of the template")
        .to_owned();
    assert_eq!(started["created"], true, "the starter was copied");
    let starter = fs::read_to_string(&template).unwrap();

    let ran = place
        .run(&format!("solution {MISSION}"))
        .exits(1, "it is not open yet");
    assert_eq!(ran.stdout, "", "nothing is given away");

    fs::write(&template, solution(&place)).unwrap();
    let again = place
        .run(&format!("start {MISSION} --no-editor --format json"))
        .exits(0, "gone on with")
        .json();
    assert_eq!(again["created"], false, "the learner's file is kept");

    let history = place
        .run(&format!("history {MISSION} --format json"))
        .exits(0, "there is a history")
        .json();
    let attempts = history["attempts"].as_array().expect("a list").clone();
    assert_eq!(attempts.len(), 2, "the starter and the save: {history}");
    assert_eq!(attempts[1]["score"].as_f64(), Some(1.0), "the save passes");

    let listed = place.run("list --format json").exits(0, "listed").json();
    let standing = &listed["packs"][0]["missions"][0]["standing"];
    assert_eq!(
        standing["state"], "passed",
        "progress is in the list: {standing}"
    );
    let shown = place
        .run(&format!("solution {MISSION}"))
        .exits(0, "it is open now");
    assert_eq!(
        shown.stdout,
        solution(&place),
        "the reference as it was written"
    );

    let first = attempts[0]["id"].to_string();
    place
        .run(&format!("restore {first}"))
        .exits(0, "the starter is back");
    assert_eq!(fs::read_to_string(&template).unwrap(), starter, "as it was");
    place.run(&format!("undo {MISSION}")).exits(0, "taken back");
    assert_eq!(
        fs::read_to_string(&template).unwrap(),
        solution(&place),
        "nothing was lost"
    );
    let ran = place.run("restore 424242").exits(2, "no such save");
    assert!(ran.stderr.contains("424242"), "it is named: {}", ran.stderr);
    place
        .run("history private-foto-bucket")
        .exits(4, "no such mission");
}

#[test]
fn nothing_is_done_before_the_start() {
    let place = Place::new();
    for command in ["hint", "undo", "open"] {
        let ran = place.run(&format!("{command} {MISSION}")).exits(2, command);
        assert!(
            ran.stderr.contains(&format!("mission start {MISSION}")),
            "the next step is said: {}",
            ran.stderr
        );
    }
    let ran = place
        .run(&format!("undo {MISSION} --format json"))
        .exits(2, "as JSON");
    assert_eq!(
        ran.json_error()["code"],
        "notStarted",
        "front ends branch on the code"
    );
}

#[test]
fn hints_come_one_at_a_time_and_are_remembered() {
    let place = Place::new();
    place
        .run(&format!("start {MISSION} --no-editor"))
        .exits(0, "started");
    let hint = |more: &str| {
        place
            .run(&format!("hint {MISSION} --format json {more}"))
            .exits(0, more)
            .json()
    };
    let first = hint("");
    let criterion = first["criterionId"]
        .as_str()
        .expect("the first open criterion")
        .to_owned();
    assert_eq!(
        (&first["revealed"], first["hints"].as_array().map(Vec::len)),
        (&1.into(), Some(1)),
        "one: {first}"
    );
    let second = hint(&format!("--criterion {criterion}"));
    assert_eq!(second["revealed"], 2, "the next one");
    assert_ne!(first["hints"], second["hints"], "another text");
    let again = hint(&format!("--criterion {criterion} --level 1"));
    assert_eq!(
        (&again["hints"], &again["revealed"]),
        (&first["hints"], &2.into()),
        "looking back reveals nothing"
    );
    let last = hint(&format!("--criterion {criterion} --level 4"));
    assert_eq!(
        last["hints"].as_array().map(Vec::len),
        Some(3),
        "there are three; the fourth is the mentor's"
    );
    let after = hint(&format!("--criterion {criterion}"));
    assert_eq!(
        after["hints"].as_array().map(Vec::len),
        Some(1),
        "the last one again"
    );
    place
        .run(&format!("hint {MISSION} --criterion nothing"))
        .exits(2, "no such criterion");
    place
        .run(&format!("hint {MISSION} --level 5"))
        .exits(2, "no such level");
}

#[test]
fn a_learners_file_is_never_overwritten() {
    let place = Place::new();
    place.write("mine/template.yaml", "Resources: {}\n# mine\n");
    let ran = place
        .run(&format!(
            "start {MISSION} --no-editor --dir mine --format json"
        ))
        .exits(0, "started")
        .json();
    assert_eq!(ran["created"], false, "there was a file");
    let text = fs::read_to_string(place.work().join("mine/template.yaml")).unwrap();
    assert_eq!(text, "Resources: {}\n# mine\n", "and it is as it was");
}

#[test]
fn a_mission_can_be_read() {
    let place = Place::new();
    let ran = place.run(&format!("show {MISSION}")).exits(0, "shown");
    assert!(
        ran.stdout.contains("Marisol Vega"),
        "the scenario is there: {}",
        ran.stdout
    );
    assert!(
        !ran.stdout.contains("**"),
        "emphasis is rendered: {}",
        ran.stdout
    );
    assert!(
        ran.stdout.lines().all(|line| line.chars().count() <= 100),
        "lines are wrapped: {}",
        ran.stdout
    );
    let shown = place
        .run(&format!("show {MISSION} --format json"))
        .exits(0, "as JSON");
    place.write("shown.json", &shown.stdout);
    let again = place
        .run("show shown.json --format json")
        .exits(0, "what is shown is a mission file again");
    assert_eq!(again.json(), shown.json(), "and says the same");
}
