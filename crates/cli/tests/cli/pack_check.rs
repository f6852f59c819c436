//! `mission pack check`: the table, each finding with its place and the mutation that showed it, and what is refused.

use std::path::Path;

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::support::Place;

/// A mission of two criteria, each of which fails on its own.
const MISSION: &str = "format: 1
id: kept-photos
title: Kept photos
summary: A sentence about a bucket.
level: foundation
services: [s3]
skills: {storage.versioning: [kept], storage.encryption: [sealed]}
minutes: 15
scenario: Keep versions, encrypted.
criteria:
  - {id: kept, label: Versions are kept, resourceType: AWS::S3::Bucket, property: VersioningConfiguration.Status, expected: Enabled}
  - {id: sealed, label: Photos are encrypted, kind: preset, preset: s3-encrypted}
";
const STARTER: &str = "Resources:
  Photos:
    Type: AWS::S3::Bucket
";
const SOLUTION: &str = "Resources:
  Photos:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        Status: Enabled
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault:
              SSEAlgorithm: AES256
";

/// A place with the pack `course`, whose mission `kept-photos` has this mission file and these templates.
fn course(mission: &str, starter: &str, solution: &str) -> Place {
    let place = Place::new();
    place.write(
        "course/pack.yaml",
        "format: 1\nid: course\ntitle: A course\nsummary: One.\nmissions: [kept-photos]\n",
    );
    place.write("course/kept-photos/mission.yaml", mission);
    place.write("course/kept-photos/starter.yaml", starter);
    place.write("course/kept-photos/solution.yaml", solution);
    place
}

/// A second criterion that asks what the first asks.
fn with_a_duplicate() -> String {
    format!(
        "{}  - {{id: again, label: Versions are kept again, kind: check, select: {{type: AWS::S3::Bucket}}, assert: [{{property: VersioningConfiguration.Status, op: equals, value: Enabled}}]}}\n",
        MISSION.replace(
            "storage.versioning: [kept]",
            "storage.versioning: [kept, again]"
        )
    )
}

#[test]
fn a_mission_alone_has_a_line_for_each_criterion() {
    let place = course(MISSION, STARTER, SOLUTION);
    let ran = place
        .run("pack check course/kept-photos")
        .exits(0, "it is proved");
    assert_eq!(
        ran.stdout,
        "course/kept-photos
  ✓ kept-photos: starter 0 %, solution 100 %, 2 mutations
    criterion  starter  alone  line  failed by
    kept       no       yes       5  `VersioningConfiguration` of `Photos`
                                     removed
    sealed     no       yes       9  `BucketEncryption.
                                     ServerSideEncryptionConfiguration[0]` of
                                     `Photos` dropped
  valid: 1 of 1 mission proved
",
        "each with the line of the solution and what fails it"
    );
}

#[test]
fn a_pack_has_a_line_for_each_mission_and_more_when_asked() {
    let place = course(MISSION, STARTER, SOLUTION);
    let ran = place.run("pack check course").exits(0, "it is proved");
    assert_eq!(
        ran.stdout,
        "course
    mission      starter  solution  can fail  alone  mutations
  ✓ kept-photos      0 %     100 %       2/2    2/2          2
  valid: 1 of 1 mission proved
",
        "a line a mission"
    );
    let ran = place
        .run("pack check course --table")
        .exits(0, "it is proved");
    assert!(
        ran.stdout.contains("    kept       no       yes       5  "),
        "and a line a criterion: {}",
        ran.stdout
    );
}

#[test]
fn a_mission_that_could_not_be_read_is_counted() {
    let place = course(MISSION, STARTER, SOLUTION);
    place.write(
        "course/pack.yaml",
        "format: 1\nid: course\ntitle: A course\nsummary: One.\nmissions: [broken, kept-photos, not-there, No Id]\n",
    );
    place.write("course/broken/mission.yaml", "format: [");
    let ran = place.run("pack check course").exits(4, "three are broken");
    let said = &ran.stdout;
    assert!(
        said.starts_with(
            "course
    mission      starter  solution  can fail  alone  mutations
  ✗ broken       could not be read
  ✓ kept-photos      0 %     100 %       2/2    2/2          2
  ✗ not-there    could not be read
  ✗ No Id        could not be read
"
        ),
        "a row each, in the pack's order: {said}"
    );
    assert!(
        said.contains("  not valid: 1 of 4 missions proved, "),
        "what could not be read is not proved: {said}"
    );
    let ran = place
        .run("pack check course --table")
        .exits(4, "three are broken");
    assert!(
        ran.stdout.contains("  ✗ broken: could not be read\n"),
        "by criteria too: {}",
        ran.stdout
    );
    let json = place
        .run("pack check course --format json")
        .exits(4, "three are broken")
        .json();
    let missions = &json["packs"][0]["missions"];
    let told = |index: usize| {
        let mission = &missions[index];
        (
            mission["id"].as_str(),
            mission["loaded"].as_bool(),
            mission["valid"].as_bool(),
        )
    };
    assert_eq!(
        told(0),
        (Some("broken"), Some(false), Some(false)),
        "an entry"
    );
    assert_eq!(
        told(1),
        (Some("kept-photos"), Some(true), Some(true)),
        "it was proved"
    );
    assert_eq!(
        told(3),
        (Some("No Id"), Some(false), Some(false)),
        "named is named"
    );
    let file = &missions[0]["problems"][0]["file"];
    assert_eq!(file, "broken/mission.yaml", "an entry says why: {missions}");
}

#[test]
fn a_finding_has_its_place_and_the_mutation_that_showed_it() {
    let place = course(&with_a_duplicate(), STARTER, SOLUTION);
    let ran = place
        .run("pack check course")
        .exits(0, "a warning is no failure");
    let said = &ran.stdout;
    assert!(
        said.contains("  course/kept-photos/mission.yaml:13:5: warning [duplicate]\n      `kept` (Versions are kept) and `again`"),
        "the place is on a line of its own: {said}"
    );
    assert!(
        said.contains("      shown by: `VersioningConfiguration` of `Photos` removed\n"),
        "with the mutation: {said}"
    );
    let json = place
        .run("pack check course --format json")
        .exits(0, "a warning is no failure")
        .json();
    let pack = &json["packs"][0];
    assert_eq!(pack["valid"], true, "it may be shown");
    let wanted = serde_json::json!({
        "severity": "warning",
        "code": "duplicate",
        "file": "kept-photos/mission.yaml",
        "line": 13,
        "column": 5,
        "mutation": "`VersioningConfiguration` of `Photos` removed",
    });
    for problems in [&pack["problems"], &pack["missions"][0]["problems"]] {
        let found = problems[0].as_object().expect("a finding");
        let message = found["message"].as_str().expect("a sentence");
        assert!(message.contains("only ever fail together"), "{message}");
        let mut found = found.clone();
        found.remove("message");
        assert_eq!(Value::from(found), wanted, "the finding for programs");
    }
    let criterion = &pack["missions"][0]["criteria"][2];
    assert_eq!(
        *criterion,
        serde_json::json!({
            "id": "again",
            "metByStarter": false,
            "given": false,
            "failedBy": "`VersioningConfiguration` of `Photos` removed",
            "file": "kept-photos/solution.yaml",
            "line": 5,
            "column": 7,
            "alone": false,
            "leavesAnother": true,
            "alsoFails": ["kept"],
        }),
        "and all of the table"
    );
}

#[test]
fn a_mission_that_means_nothing_is_refused_with_the_reason() {
    let vacuous = MISSION.replace(
        "kind: preset, preset: s3-encrypted",
        "kind: check, select: {type: AWS::S3::Bucket}, match: none, assert: [{property: BucketName, op: equals, value: a}, {property: BucketName, op: equals, value: b}]",
    );
    let table = [
        (
            "no solution passes",
            MISSION.to_owned(),
            STARTER,
            STARTER,
            "solution-score",
            "kept-photos/solution.yaml:2:3",
        ),
        (
            "nothing is left to do",
            MISSION.to_owned(),
            SOLUTION,
            SOLUTION,
            "starter-score",
            "kept-photos/starter.yaml:1:1",
        ),
        (
            "a criterion cannot fail",
            vacuous,
            STARTER,
            SOLUTION,
            "cannot-fail",
            "kept-photos/mission.yaml:12:5",
        ),
        (
            "both fail only together",
            MISSION.replace("preset: s3-encrypted", "preset: versioning-on"),
            STARTER,
            SOLUTION,
            "fails-with-all",
            "kept-photos/mission.yaml:11:5",
        ),
    ];
    for (what, mission, starter, solution, code, at) in table {
        let place = course(&mission, starter, solution);
        let ran = place.run("pack check course").exits(4, what);
        assert!(
            ran.stdout
                .contains(&format!("course/{at}: error [{code}]\n")),
            "{what}: with the place: {}",
            ran.stdout
        );
        assert!(
            ran.stdout.contains("✗ kept-photos"),
            "{what}: {}",
            ran.stdout
        );
        let json = place
            .run("pack check course --format json")
            .exits(4, what)
            .json();
        assert_eq!(json["packs"][0]["valid"], false, "{what}");
        assert_eq!(json["packs"][0]["missions"][0]["valid"], false, "{what}");
    }
}

#[test]
fn templates_in_the_mission_file_have_the_lines_of_that_file() {
    let inline = |text: &str| text.replace('\n', "\n  ").trim_end().to_owned();
    let single = |solution: &str| {
        format!(
            "{MISSION}starter: |\n  {}\nsolution: |\n  {}\n",
            inline(STARTER),
            inline(solution)
        )
    };
    let place = Place::new();
    place.write("alone.yaml", single(SOLUTION));
    let ran = place
        .run("pack check alone.yaml --format json")
        .exits(0, "it is proved");
    let criterion = &ran.json()["packs"][0]["missions"][0]["criteria"][0];
    assert_eq!(
        (criterion["file"].as_str(), criterion["line"].as_u64()),
        (Some("alone.yaml"), Some(22)),
        "where the editor finds it: {criterion}"
    );
    place.write(
        "alone.yaml",
        single(&SOLUTION.replace("Enabled", "Suspended")),
    );
    let ran = place
        .run("pack check alone.yaml")
        .exits(4, "the solution falls short");
    assert!(
        ran.stdout
            .contains("  alone.yaml:23:11: error [solution-score]\n"),
        "and so have findings: {}",
        ran.stdout
    );
}

#[test]
fn what_we_ship_fits_eighty_columns() {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../missions");
    let place = Place::new();
    let names = ["foundations", "data"];
    let folders: Vec<String> = names
        .iter()
        .map(|name| packs.join(name).display().to_string())
        .collect();
    let mut arguments = vec!["pack", "check", "--table"];
    arguments.extend(folders.iter().map(String::as_str));
    let ran = place.run_all(arguments).exits(0, "what we ship is proved");
    let wide: Vec<&str> = ran
        .stdout
        .lines()
        .filter(|line| line.width() > 80 && !line.contains("/missions/"))
        .collect();
    assert_eq!(wide, [""; 0], "only paths of files may be longer");
    assert!(
        ran.stdout.ends_with(" missions proved\n"),
        "the last line sums all of them up: {}",
        ran.stdout
    );
}

#[test]
fn a_first_part_that_is_nowhere_is_remarked() {
    let follows =
        |id: &str| MISSION.replace("minutes: 15\n", &format!("minutes: 15\nfollows: {id}\n"));
    let place = course(&follows("no-such-mission"), STARTER, SOLUTION);
    let ran = place
        .run("pack check course")
        .exits(0, "it can be done all the same");
    assert!(
        ran.stdout
            .contains("  course/kept-photos/mission.yaml:9:10: warning [follows]\n"),
        "at the field: {}",
        ran.stdout
    );
    for path in ["course", "course/kept-photos"] {
        let place = course(&follows("private-photo-bucket"), STARTER, SOLUTION);
        let ran = place
            .run(&format!("pack check {path}"))
            .exits(0, "it is bundled");
        assert!(!ran.stdout.contains("[follows]"), "{path}: {}", ran.stdout);
    }
    let place = course(&follows("kept-photos"), STARTER, SOLUTION);
    let ran = place
        .run("pack check course")
        .exits(0, "it can be done all the same");
    assert!(
        ran.stdout.contains("the mission follows itself"),
        "{}",
        ran.stdout
    );
}
