//! `mission add`: a mission from a file, taken into the list; and the grader's hints on it, which say what their edit would do.

use crate::{bad_missions::VALID, support::Place};

#[test]
fn a_mission_from_a_file_is_added_and_its_hints_prove_themselves() {
    let place = Place::new();
    place.write("mine/bucket.yaml", VALID);
    let ran = place.run("add mine/bucket.yaml").exits(0, "it is added");
    assert_eq!(ran.stdout, "a-bucket\n", "its id, for scripts");
    assert!(
        ran.stderr.contains("mission start a-bucket"),
        "the next step: {}",
        ran.stderr
    );
    let again = place
        .run("add mine/bucket.yaml --format json")
        .exits(0, "it is there")
        .json();
    assert_eq!(
        (&again["missionId"], &again["existed"]),
        (&"a-bucket".into(), &true.into()),
        "once: {again}"
    );
    let listed = place.run("list").exits(0, "the list");
    assert!(listed.stdout.contains("a-bucket"), "{}", listed.stdout);
    place
        .run("start a-bucket --no-editor")
        .exits(0, "it can be started");
    for level in 1..=2 {
        let early = place.run("hint a-bucket").exits(0, "a hint");
        assert!(
            !early.stderr.contains("this edit:") && !early.stdout.contains("Enabled"),
            "level {level} tells neither the value nor what it does: {}{}",
            early.stdout,
            early.stderr
        );
    }
    let last = place.run("hint a-bucket").exits(0, "the last one");
    assert!(
        last.stdout.contains("Enabled") && last.stderr.contains("this edit: fixes 1, breaks 0"),
        "with what it would do: {}{}",
        last.stdout,
        last.stderr
    );
    let json = place
        .run("hint a-bucket --format json")
        .exits(0, "as JSON")
        .json();
    assert_eq!(
        (&json["proof"]["verified"], &json["proof"]["completes"]),
        (&true.into(), &true.into()),
        "{json}"
    );
    let looking_back = place.run("hint a-bucket --level 1").exits(0, "the first");
    assert!(
        !looking_back.stderr.contains("this edit:"),
        "it is about the last one: {}",
        looking_back.stderr
    );
}

#[test]
fn what_is_no_mission_is_refused_with_its_place() {
    let place = Place::new();
    place.write("bucket.yaml", VALID);
    place.run("add bucket.yaml").exits(0, "it is added");
    place.write("other.yaml", VALID.replace("minutes: 5", "minutes: 6"));
    place.write("wrong.yaml", VALID.replace("minutes:", "minuets:"));
    place.write(
        "loose.yaml",
        VALID.replace("expected: Enabled", "expected: Suspended"),
    );
    place.write("t.yaml", "Resources: {}\n");
    place.write("empty.yaml", "\n");
    place.write("broken.yaml", "format: [1\n");
    for (file, says) in [
        ("other.yaml", "give this one another `id`"),
        ("wrong.yaml", "wrong.yaml:8:1: unknown field `minuets`"),
        ("loose.yaml", "does not meet `one`"),
        ("t.yaml", "is a template, not a mission"),
        ("none.yaml", "cannot be opened"),
        ("empty.yaml", "a mission file needs `format`"),
        ("broken.yaml", "a mission file needs `format`"),
    ] {
        let ran = place.run(&format!("add {file}")).exits(4, file);
        assert!(ran.stderr.contains(says), "{file}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{file}: nothing for scripts");
    }
}
