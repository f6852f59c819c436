//! Blueprints are data, and checked like code.

use std::path::Path;

use crate::offline::Blueprints;

/// The model, for tests that break it.
const QUEUE_WORKER: &str = include_str!("../../../blueprints/queue-worker.yaml");

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints"))
}

#[test]
fn every_blueprint_can_be_read_and_is_sound() {
    let (read, problems) = Blueprints::of_folder(folder());
    let problems: Vec<&String> = problems
        .iter()
        .filter(|problem| !problem.contains("README.md"))
        .collect();
    assert!(
        problems.is_empty(),
        "every file is a blueprint: {problems:#?}"
    );
    let embedded: Vec<_> = Blueprints::embedded().titles().collect();
    assert_eq!(
        read.titles().collect::<Vec<_>>(),
        embedded,
        "the folder's are those inside the binary"
    );
    let faults = read.lint();
    assert!(
        faults.is_empty(),
        "names fit together, nothing is unused, everything can be drawn:\n{}",
        faults.join("\n")
    );
}

fn broken(find: &str, replace: &str) -> (Blueprints, Vec<String>) {
    let text = QUEUE_WORKER.replacen(find, replace, 1);
    assert_ne!(text, QUEUE_WORKER, "`{find}` stands in the model");
    Blueprints::of_files(vec![("queue-worker.yaml".to_owned(), text)])
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let table = [
        (
            "title: A queue",
            "tittle: A queue",
            "unknown field `tittle`",
        ),
        ("id: queue-worker", "id: queue", "its id is `queue`"),
        (
            "    effort: 2\n",
            "    effort: 2\n    easy: true\n",
            "unknown field `easy`",
        ),
    ];
    for (find, replace, says) in table {
        let (_, problems) = broken(find, replace);
        assert!(
            problems.iter().any(|problem| problem.contains(says)),
            "`{replace}` is refused with `{says}`: {problems:?}"
        );
    }
}

#[test]
fn what_is_never_used_or_drawn_is_said() {
    let table = [
        (
            "  tries: [3, 4, 5, 6]",
            "  tries: [3, 4, 5, 6]\n  spare: [1, 2]",
            "`spare` is used nowhere",
        ),
        (
            "  tries: [3, 4, 5, 6]",
            "  tries: [3]",
            "the value `tries` has one choice only",
        ),
        (
            "  - id: ledger\n",
            "  - id: ledger\n  - id: annexe\n",
            "the part `annexe` changes nothing",
        ),
        (
            "    requires: [dead-letter]\n",
            "    requires: [dead-leter]\n",
            "names `dead-leter`, which is neither",
        ),
        (
            "    needs: [ledger]\n",
            "    needs: [ledger]\n    excludes: [ledger]\n",
            "`writes-the-book` as `missing` is never drawn",
        ),
        (
            "      thing: prescription\n",
            "",
            "do not both have the word `thing`",
        ),
        (
            "  tries: [3, 4, 5, 6]",
            "  seconds_is: [1, 2]\n  time_enough: [3, 4]\n  tries: [3, 4, 5, 6]",
            "two things are called `time_enough`",
        ),
        (
            "    skill: messaging.visibility",
            "    skill: visibility",
            "is no skill",
        ),
        ("    tag: function\n", "    tag: fun\n", "is no tag"),
    ];
    for (find, replace, says) in table {
        let (blueprints, problems) = broken(find, replace);
        assert!(problems.is_empty(), "it can be read: {problems:?}");
        let faults = blueprints.lint();
        assert!(
            faults.iter().any(|fault| fault.contains(says)),
            "`{replace}` is found with `{says}`: {faults:#?}"
        );
    }
}

/// Faults that only a mission shows: the proof, and what is looked at beside it.
#[test]
fn what_is_wrong_with_a_mission_is_said() {
    let table = [
        (
            "{{ things | upfirst }}, one",
            "{{ thingies | upfirst }}, one",
            "undefined value",
        ),
        (
            "          maxReceiveCount:",
            "          maxRecieveCount:",
            "attempts",
        ),
        (
            "VisibilityTimeout: {{ seconds // 2 }}",
            "VisibilityTimeout: {{ seconds * 6 }}",
            "the starter meets `hidden-long-enough`",
        ),
        (
            "MessageRetentionPeriod: 345600",
            "MessageRetention: 345600",
            "MessageRetention",
        ),
        (
            "BatchSize: {{ batch }}",
            "BatchSize: {{ 10 if sealed_is == \"off\" and one_by_one_is == \"missing\" else 1 }}",
            "no lesson owns the difference",
        ),
    ];
    for (find, replace, says) in table {
        let (blueprints, _) = broken(find, replace);
        let mut found = Vec::new();
        let is_found = (0..60).any(|seed| {
            let faults = blueprints.make_from("queue-worker", seed).err();
            found = faults.unwrap_or_default();
            found.iter().any(|fault| fault.contains(says))
        });
        assert!(
            is_found,
            "`{replace}` is found with `{says}`; the last seed says {found:#?}"
        );
    }
}
