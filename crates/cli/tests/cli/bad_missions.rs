//! Missions and packs that are not valid: exit code 4, every problem with its place.

use std::{fs, path::Path};

use crate::support::{CRITERIA, GOOD, MISSION, Place};

/// A mission with nothing wrong in it.
pub(crate) const VALID: &str = "format: 1
id: a-bucket
title: A bucket
summary: A sentence about a bucket.
level: foundation
services: [s3]
skills: [storage.versioning]
minutes: 5
scenario: Keep versions.
criteria:
  - {id: one, label: Versions are kept, resourceType: AWS::S3::Bucket, property: VersioningConfiguration.Status, expected: Enabled}
starter: |
  Resources:
    Bucket:
      Type: AWS::S3::Bucket
solution: |
  Resources:
    Bucket:
      Type: AWS::S3::Bucket
      Properties:
        VersioningConfiguration:
          Status: Enabled
";

#[test]
fn the_valid_one_is_valid() {
    let place = Place::new();
    place.write("good.yaml", GOOD);
    place.write("mission.yaml", VALID);
    place
        .run("grade good.yaml -m mission.yaml")
        .exits(0, "the base of all that is broken below");
    place
        .run("pack check mission.yaml")
        .exits(0, "and it is proved");
}

#[test]
fn each_problem_has_its_place() {
    let table = [
        ("unknown field", VALID.replace("minutes: 5", "minutes: 5\nminuets: 5"), "mission.yaml:9:1"),
        ("wrong type", VALID.replace("minutes: 5", "minutes: [5]"), "mission.yaml:8:"),
        (
            "duplicate id",
            VALID.replace("starter:", "  - {id: one, label: Again, resourceType: A::B::C, property: P, expected: x}\nstarter:"),
            "mission.yaml:12:",
        ),
        ("unknown kind", VALID.replace("{id: one,", "{id: one, kind: wish,"), "mission.yaml:11:"),
        ("no criteria", VALID.replace("criteria:", "criteria: []\nhints:"), "mission.yaml:10:"),
        ("not YAML", "format: [1\n".to_owned(), "mission.yaml:"),
        ("empty", String::new(), "mission.yaml:1:1"),
    ];
    let place = Place::new();
    place.write("good.yaml", GOOD);
    for (what, text, located) in table {
        place.write("mission.yaml", &text);
        let ran = place.run("grade good.yaml -m mission.yaml").exits(4, what);
        assert!(
            ran.stderr.contains(located),
            "{what}: the place {located} is said: {}",
            ran.stderr
        );
        assert_eq!(ran.stdout, "", "{what}: nothing was graded");
        let ran = place
            .run("grade good.yaml -m mission.yaml --format json")
            .exits(4, what);
        assert_eq!(
            ran.json_error()["code"],
            "missionInvalid",
            "{what}: under json the error is JSON"
        );
    }
}

#[test]
fn a_mission_that_is_not_there() {
    let place = Place::new();
    place.write("good.yaml", GOOD);
    fs::create_dir(place.work().join("folder")).unwrap();
    let ran = place
        .run("grade good.yaml -m private-foto-bucket")
        .exits(4, "a typo");
    assert!(
        ran.stderr.contains(MISSION),
        "the nearest one is offered: {}",
        ran.stderr
    );
    place
        .run("grade good.yaml -m no/such/file.yaml")
        .exits(4, "a file that is missing");
    place
        .run("grade good.yaml -m folder")
        .exits(4, "a folder without a mission");
    place
        .run("show private-foto-bucket")
        .exits(4, "the same when shown");
    place
        .run("start private-foto-bucket")
        .exits(4, "the same when started");
}

#[test]
fn an_older_criteria_list_is_enough() {
    let place = Place::new();
    place.write("good.yaml", GOOD);
    place.write(
        "object.json",
        format!("{{\"successCriteria\": {CRITERIA}}}"),
    );
    place
        .run("grade good.yaml -m criteria.json")
        .exits(0, "a bare list");
    place
        .run("grade good.yaml -m object.json")
        .exits(0, "an object with the list");
}

#[test]
fn a_file_wins_over_a_bundled_mission_of_its_name() {
    let place = Place::new();
    place.write("good.yaml", GOOD);
    place.write(MISSION, CRITERIA);
    place
        .run(&format!("grade good.yaml -m {MISSION}"))
        .exits(0, "an author grades with what is on disk");
    fs::remove_file(place.work().join(MISSION)).unwrap();
    // A learner's folder of that name is no mission.
    fs::create_dir(place.work().join(MISSION)).unwrap();
    place
        .run(&format!("grade good.yaml -m {MISSION}"))
        .exits(1, "the bundled one asks for more");
}

#[test]
fn packs_are_checked() {
    let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../missions/foundations");
    let place = Place::new();
    let bundled = bundled.to_str().expect("the project's path is UTF-8");
    let ran = place
        .run_all(["pack", "check", bundled, "--format", "json"])
        .exits(0, "what we ship is proved")
        .json();
    let missions = ran["packs"][0]["missions"]
        .as_array()
        .expect("a list of missions")
        .clone();
    assert!(!missions.is_empty(), "there are missions");
    for mission in missions {
        assert_eq!(
            mission["solutionScore"], 1.0,
            "the solution passes: {mission}"
        );
        assert!(
            mission["starterScore"].as_f64() < Some(0.6),
            "the starter does not: {mission}"
        );
    }
    place.write(
        "pack/pack.yaml",
        "format: 1\nid: pack\ntitle: A pack\nsummary: One.\nmissions: [not-there]\n",
    );
    let ran = place
        .run("pack check pack")
        .exits(4, "a mission is missing");
    assert!(
        ran.stdout.contains("not-there"),
        "it is named: {}",
        ran.stdout
    );
    place.run("pack check nowhere").exits(4, "no such folder");
    place.write(
        "unproved.yaml",
        VALID.replace("Status: Enabled", "Status: Suspended"),
    );
    place
        .run("pack check unproved.yaml")
        .exits(4, "a solution that does not pass");
}
