//! The single-file form, written and read again, as YAML and as JSON.

use super::{MISSION, SOLUTION, STARTER, lines};
use crate::{Mission, parse_mission};

fn parse(text: &str) -> Mission {
    let (mission, problems) = parse_mission("m.yaml", text.as_bytes());
    assert_eq!(lines(&problems), "", "no problems in:\n{text}");
    mission.expect("a mission without problems")
}

/// The good mission with this starter, in a form that can hold any text.
fn with_starter(starter: &str) -> String {
    let starter = serde_json::to_string(starter).expect("a JSON string");
    let solution = serde_json::to_string(SOLUTION).expect("a JSON string");
    format!("{MISSION}starter: {starter}\nsolution: {solution}\n")
}

#[test]
fn a_document_gives_the_same_mission_whatever_the_templates_look_like() {
    let starters = [
        STARTER,
        "A: 1",
        "A: 1\n\n\n",
        "\n\nA: 1\n",
        "  A: 1\n  B: 2\n",
        "A: 1\r\nB: 2\r\n",
        "A: |\n  tab\there  \n\n  end\n   \nB: 2\n",
        "# a remark first\nA: 1\n",
        "A: \"caf\u{e9} \u{1F680} \u{2028} \u{85}\"\n",
        "A: 'it''s \\n'\n---x: 1\n",
        "{\n  \"A\": 1\n}\n",
    ];
    for starter in starters {
        let mission = parse(&with_starter(starter));
        assert_eq!(
            mission.starter.as_deref(),
            Some(starter),
            "read as it is written"
        );
        let again = parse(&mission.document);
        assert_eq!(
            again.starter.as_deref(),
            Some(starter),
            "and again from:\n{}",
            mission.document
        );
        assert_eq!(
            again.document, mission.document,
            "the document is written one way"
        );
        assert_eq!(again.version, mission.version, "so it is the same version");
    }
}

#[test]
fn quotes_around_an_expected_value_are_kept() {
    for expected in [
        "yes",
        "\"yes\"",
        "1.10",
        "\"1.10\"",
        "012345670123",
        "2012-10-17",
        "'*'",
        "\"a: b # c\"",
        "a,b]",
        "''",
    ] {
        let text = with_starter(STARTER).replace("expected: 180", &format!("expected: {expected}"));
        let mission = parse(&text);
        let again = parse(&mission.document);
        assert_eq!(
            format!("{:?}", spanless(&again)),
            format!("{:?}", spanless(&mission)),
            "{expected} is compiled to the same criterion"
        );
    }
}

/// The JSON form as a program reads it.
fn json(mission: &Mission) -> serde_json::Value {
    let text = mission.to_single_file_json().to_string();
    serde_json::from_str(&text).expect("it is JSON")
}

/// A rubric without its places, which the document moves.
fn spanless(mission: &Mission) -> grader::Rubric {
    let mut rubric = mission.rubric.clone();
    for criterion in &mut rubric.criteria {
        criterion.span = cfn::Span::default();
    }
    rubric
}

#[test]
fn any_change_is_another_version() {
    let base = parse(&with_starter(STARTER)).version;
    assert_eq!(base.len(), 64, "hex SHA-256");
    for (from, to) in [
        ("180", "181"),
        ("\"180\"", "180"),
        ("Slow jobs", "Slow job"),
        ("prod", "test"),
        ("Look at", "See"),
    ] {
        let text = with_starter(STARTER).replace("expected: 180", "expected: \"180\"");
        let before = parse(&text).version;
        assert_ne!(
            parse(&text.replacen(from, to, 1)).version,
            before,
            "{from} -> {to}"
        );
    }
    let remarked = format!("# a remark\n{}", with_starter(STARTER));
    assert_eq!(parse(&remarked).version, base, "a remark is no change");
}

#[test]
fn json_is_a_mission_file_too() {
    let text = with_starter(STARTER).replace(
        "expected: 180",
        "expected: 180\n    weight: 2\n    partial: true\n    hint: \"007\"",
    );
    let mission = parse(&text);
    let text = mission.to_single_file_json().to_string();
    assert!(
        text.starts_with("{\"format\":1,\"id\":\"slow-jobs\",\"title\":"),
        "fields come in the order of the single-file form: {text}"
    );
    let json = json(&mission);
    assert_eq!(json["id"], "slow-jobs", "the id");
    assert_eq!(json["format"], 1, "the format is a number");
    assert_eq!(json["minutes"], 10, "so are the minutes");
    assert_eq!(json["starter"], STARTER, "the starter");
    assert_eq!(
        json["parameters"]["Account"], "012345678901",
        "parameters are texts"
    );
    let criterion = &json["criteria"][0];
    assert_eq!(
        criterion["expected"], 180,
        "a number without quotes is a number"
    );
    assert_eq!(criterion["partial"], true, "a boolean is a boolean");
    assert_eq!(criterion["hint"], "007", "a text in quotes is text");
    let again = parse(&text);
    assert_eq!(
        again.version, mission.version,
        "and it is the same mission again"
    );
}

#[test]
fn plain_scalars_become_what_they_count_as() {
    for (expected, wanted) in [
        ("true", "true"),
        ("Yes", "true"),
        ("off", "false"),
        ("\"yes\"", "\"yes\""),
        ("1.5", "1.5"),
        ("-3", "-3"),
        ("012345670123", "\"012345670123\""),
        ("2012-10-17", "\"2012-10-17\""),
        ("12345678901234567890123", "\"12345678901234567890123\""),
        ("nodejs22.x", "\"nodejs22.x\""),
        (".5", "\".5\""),
    ] {
        let text = with_starter(STARTER).replace("expected: 180", &format!("expected: {expected}"));
        let found = json(&parse(&text))["criteria"][0]["expected"].to_string();
        assert_eq!(found, wanted, "`{expected}`");
    }
}

/// Another YAML reader has to find in a document what we find: it is a file that people may take elsewhere.
#[test]
fn another_yaml_reader_reads_the_same() {
    for starter in [STARTER, "A: 1\r\n\tB\n", "  A: 1\n", "A: 1\n\n"] {
        let starter_json = serde_json::to_string(starter).expect("a JSON string");
        let text =
            with_starter("A: 1").replace("starter: \"A: 1\"", &format!("starter: {starter_json}"));
        let (mission, _) = parse_mission("m.yaml", text.as_bytes());
        // A tab where YAML wants spaces is no template.
        let Some(mission) = mission else { continue };
        let theirs: serde_json::Value =
            serde_yaml::from_str(&mission.document).expect("it is YAML");
        assert_eq!(theirs, json(&mission), "the same in:\n{}", mission.document);
    }
}
