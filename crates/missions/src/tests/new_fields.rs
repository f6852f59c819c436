//! Skills by criterion, what is given, second parts, blanks and origins: how they are read, what is said of bad ones, and that a document
//! gives them again.

use expect_test::{Expect, expect};

use super::{MISSION, SOLUTION, lines};
use crate::{Blank, BlankKind, DurationUnit, Mission, MissionOrigin, parse_mission};

const STARTER: &str = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: __wait__\n      __property__: __kept__\n";

/// The good mission with a second criterion and a starter with three blanks.
fn text(changes: &[(&str, &str)]) -> String {
    let json = |text: &str| serde_json::to_string(text).expect("a JSON string");
    let mut text = MISSION.replace(
        "hints:",
        "  - {id: kept, label: Jobs are kept, kind: check, select: {type: AWS::SQS::Queue}}\nhints:",
    );
    text.push_str(&format!(
        "starter: {}\nsolution: {}\n",
        json(STARTER),
        json(SOLUTION)
    ));
    for (from, to) in changes {
        assert!(text.contains(from), "`{from}` is in the good mission");
        text = text.replacen(from, to, 1);
    }
    text
}

/// What is said of the good mission changed.
fn check(changes: &[(&str, &str)], expect: &Expect) {
    let (mission, problems) = parse_mission("mission.yaml", text(changes).as_bytes());
    expect.assert_eq(&lines(&problems));
    let has_error = problems
        .iter()
        .any(|problem| problem.severity == cfn::Severity::Error);
    assert_eq!(
        mission.is_none(),
        has_error,
        "there is a mission only without errors"
    );
}

/// The good mission changed, which has no problems, and is the same when its document and its JSON are read again.
fn read(changes: &[(&str, &str)]) -> Mission {
    let text = text(changes);
    let (mission, problems) = parse_mission("mission.yaml", text.as_bytes());
    assert_eq!(lines(&problems), "", "no problems in:\n{text}");
    let mission = mission.expect("a mission without problems");
    for form in [
        mission.document.clone(),
        mission.to_single_file_json().to_string(),
    ] {
        let (again, problems) = parse_mission("again.yaml", form.as_bytes());
        assert_eq!(lines(&problems), "", "no problems in:\n{form}");
        let again = again.expect("a mission without problems");
        assert_eq!(again.document, mission.document, "the same document again");
        assert_eq!(again.version, mission.version, "and the same version");
        assert_eq!(again.criterion_skills, mission.criterion_skills, "skills");
        assert_eq!(again.given, mission.given, "what is given");
        assert_eq!(again.follows, mission.follows, "its first part");
        assert_eq!(again.blanks, mission.blanks, "blanks");
        assert_eq!(again.origin, mission.origin, "origin");
    }
    mission
}

const LISTED: &str = "skills: [messaging.visibility]";
const BLANKS: &str = "sources: [Amazon SQS visibility timeout]\n";

fn with_blanks(blanks: &str) -> String {
    format!("{BLANKS}blanks:\n{blanks}")
}

#[test]
fn a_mission_without_them_is_as_it_was() {
    let mission = read(&[]);
    assert_eq!(
        mission.skills_of("timeout"),
        ["messaging.visibility"],
        "each criterion practises what is listed"
    );
    assert_eq!(mission.given, [""; 0], "nothing is given");
    assert_eq!(mission.follows, None, "it is no second part");
    assert_eq!(mission.blanks, [], "it has no blanks");
    assert_eq!(mission.origin, None, "somebody wrote it");
}

#[test]
fn skills_say_which_criteria_practise_them() {
    let mission = read(&[(
        LISTED,
        "skills: {messaging.visibility: [timeout], messaging.queues: [kept, timeout]}",
    )]);
    assert_eq!(
        mission.skills,
        ["messaging.visibility", "messaging.queues"],
        "in the order in which they stand"
    );
    assert_eq!(
        mission.skills_of("timeout"),
        ["messaging.visibility", "messaging.queues"],
        "both"
    );
    assert_eq!(mission.skills_of("kept"), ["messaging.queues"], "one");
    assert_eq!(mission.skills_of("none"), [""; 0], "of no criterion none");
}

#[test]
fn skills_that_are_wrong() {
    check(
        &[(
            LISTED,
            "skills:\n  messaging.visibility: [timeuot, timeout, timeout]\n  Queues: [kept]\n  messaging.queues: []\n  messaging.more: timeout",
        )],
        &expect![[r#"
            mission.yaml:8:26: error: `timeuot` is no criterion's id, did you mean `timeout`?
            mission.yaml:8:44: error: `timeout` practises this skill already
            mission.yaml:9:3: error: the skill `Queues` must be lower case with a dot, as in `messaging.dead-letter`
            mission.yaml:10:21: error: no criterion practises the skill `messaging.queues`: name one, or leave the skill out
            mission.yaml:11:19: error: the criteria of the skill `messaging.more` must be a list of texts, not the text `timeout`
        "#]],
    );
    check(
        &[(LISTED, "skills: {messaging.visibility: [timeout]}")],
        &expect![[r#"
            mission.yaml:7:9: warning: the criterion `kept` practises no skill, so it never comes back
        "#]],
    );
    check(
        &[(
            LISTED,
            "skills:\n  messaging.visibility: [timeout, kept]\n  messaging.visibility: [kept]",
        )],
        &expect![[r#"
            mission.yaml:8:3: warning: the criterion `timeout` practises no skill, so it never comes back
            mission.yaml:9:3: error: The key `messaging.visibility` is here twice: line 8 has it already. The last one counts.
        "#]],
    );
    // Without criteria there is nothing to hold ids against.
    check(
        &[
            (LISTED, "skills: {messaging.visibility: [timeout]}"),
            ("criteria:\n", "given: [timeout]\ncriteria: none\nold:\n"),
        ],
        &expect![[r#"
            mission.yaml:15:11: error: `criteria` must be a list, not the text `none`
            mission.yaml:16:1: error: unknown field `old`
        "#]],
    );
}

#[test]
fn what_is_given_names_criteria() {
    let mission = read(&[(BLANKS, "given: [kept]\n")]);
    assert_eq!(mission.given, ["kept"], "as it is written");
    check(
        &[(BLANKS, "given: [kepd, timeout, timeout, 3]\n")],
        &expect![[r#"
            mission.yaml:23:9: error: `kepd` is no criterion's id, did you mean `kept`?
            mission.yaml:23:24: error: `timeout` is in `given` already
            mission.yaml:23:33: error: `3` is no criterion's id
        "#]],
    );
    check(
        &[(BLANKS, "given: kept\n")],
        &expect![[r#"
            mission.yaml:23:8: error: `given` must be a list of texts, not the text `kept`
        "#]],
    );
}

#[test]
fn a_second_part_names_its_first() {
    let mission = read(&[(BLANKS, "follows: slow-jobs-first\n")]);
    assert_eq!(
        mission.follows.as_deref(),
        Some("slow-jobs-first"),
        "as it is written"
    );
    // Words that are nothing or a number without quotes.
    for odd in ["null", "007", "on"] {
        let mission = read(&[
            (BLANKS, &format!("follows: \"{odd}\"\n")),
            ("id: slow-jobs", &format!("id: \"{odd}\"")),
        ]);
        assert_eq!(mission.follows.as_deref(), Some(odd), "in quotes an id");
    }
    check(
        &[(BLANKS, "follows: The First Part\n")],
        &expect![[r#"
            mission.yaml:23:10: error: `The First Part` is no mission's id, which is kebab case
        "#]],
    );
    check(
        &[(BLANKS, "follows:\n")],
        &expect![[r#"
            mission.yaml:23:9: error: `follows` is empty
        "#]],
    );
}

#[test]
fn blanks_say_what_they_take() {
    let mission = read(&[(
        BLANKS,
        &with_blanks(
            "  wait: {type: duration, unit: seconds, min: 0, max: 43200, example: 45, ask: How long a job is hidden}\n  property: {type: property, example: DelaySeconds, ask: How long a job is kept}\n  kept: {type: integer, min: -1, max: 9, example: \"007\", ask: How many}\n",
        ),
    )]);
    let blank = |id: &str, kind, example: &str, ask: &str| Blank {
        id: id.to_owned(),
        kind,
        ask: ask.to_owned(),
        example: example.to_owned(),
    };
    assert_eq!(
        mission.blanks,
        [
            blank(
                "wait",
                BlankKind::Duration {
                    unit: DurationUnit::Seconds,
                    min: 0,
                    max: 43200
                },
                "45",
                "How long a job is hidden"
            ),
            blank(
                "property",
                BlankKind::Property,
                "DelaySeconds",
                "How long a job is kept"
            ),
            blank(
                "kept",
                BlankKind::Integer { min: -1, max: 9 },
                "007",
                "How many"
            ),
        ],
        "in the order in which they stand"
    );
    for (kind, more, wanted) in [
        ("cidr", "", BlankKind::Cidr),
        ("arn", "", BlankKind::Arn),
        ("runtime", "", BlankKind::Runtime),
        ("logical-id", "", BlankKind::LogicalId),
        ("action", "", BlankKind::Action),
        (
            "enum",
            ", values: [ALL, \"NO\", 3]",
            BlankKind::Enum {
                values: vec!["ALL".to_owned(), "NO".to_owned(), "3".to_owned()],
            },
        ),
    ] {
        let one = format!("  wait: {{type: {kind}{more}, example: x, ask: y}}\n");
        let mission = read(&[(BLANKS, &with_blanks(&one))]);
        assert_eq!(mission.blanks[0].kind, wanted, "{kind}");
    }
    for unit in ["minutes", "hours", "days"] {
        let one = format!(
            "  wait: {{type: duration, unit: {unit}, min: 1, max: 2, example: 1, ask: y}}\n"
        );
        let mission = read(&[(BLANKS, &with_blanks(&one))]);
        let BlankKind::Duration { unit: found, .. } = mission.blanks[0].kind else {
            panic!("a duration, not {:?}", mission.blanks[0].kind);
        };
        assert_eq!(found.as_str(), unit, "its unit");
    }
}

#[test]
fn blanks_that_are_wrong() {
    check(
        &[(
            BLANKS,
            &with_blanks(
                "  Wait: {type: cidr, example: x, ask: y}\n  gone: {type: cidr, example: x, ask: y}\n  wait: {type: number, example: x, ask: y}\n  kept: {type: integer, min: 9, max: 9, example: 1, ask: y}\n  property: {type: enum, values: [a, b], example: x, ask: y}\n",
            ),
        )],
        &expect![[r#"
            mission.yaml:25:3: error: the blank `Wait` must be kebab case, as in `visibility-timeout`
            mission.yaml:26:3: error: the starter has no blank `__gone__`
            mission.yaml:27:16: error: a blank's `type` must be one of cidr, arn, runtime, integer, duration, enum, logical-id, property, action, not `number`
            mission.yaml:28:38: error: `max` must be more than `min`
            mission.yaml:29:34: error: `values` needs at least 3 words to choose from
        "#]],
    );
    check(
        &[(
            BLANKS,
            &with_blanks(
                "  wait: {type: duration, unit: weeks, min: one, max: 9, example: x, ask: y}\n  kept: {type: cidr, min: 1, exmple: x, ask: }\n  property: cidr\n",
            ),
        )],
        &expect![[r#"
            mission.yaml:25:32: error: `unit` must be seconds, minutes, hours or days, not `weeks`
            mission.yaml:25:44: error: `min` must be a whole number, not the text `one`
            mission.yaml:26:9: error: `example` is missing
            mission.yaml:26:22: error: unknown field `min`
            mission.yaml:26:30: error: unknown field `exmple`, did you mean `example`?
            mission.yaml:26:45: error: `ask` is empty
            mission.yaml:27:13: error: the blank `property` must be a mapping, not the text `cidr`
        "#]],
    );
    check(
        &[
            (
                BLANKS,
                &with_blanks("  wait: {type: cidr, example: x, ask: y}\n"),
            ),
            ("__kept__", "__wait__"),
        ],
        &expect![[r#"
            mission.yaml:25:3: error: the starter has the blank `__wait__` 2 times; each blank stands once
        "#]],
    );
    check(
        &[(BLANKS, "blanks: {}\n")],
        &expect![[r#"
            mission.yaml:23:9: error: `blanks` is empty: name the blanks of the starter, or leave it out
        "#]],
    );
    check(
        &[(BLANKS, "blanks: [wait]\n")],
        &expect![[r#"
            mission.yaml:23:9: error: `blanks` must be a mapping, not a list
        "#]],
    );
}

#[test]
fn a_program_says_that_it_made_a_mission() {
    let most = crate::MOST_SEED;
    let mission = read(&[(
        BLANKS,
        &format!("origin: {{blueprint: queue-worker, version: 3, seed: {most}}}\n"),
    )]);
    assert_eq!(
        mission.origin,
        Some(MissionOrigin::Blueprint {
            blueprint: "queue-worker".to_owned(),
            version: 3,
            seed: most
        }),
        "the largest seed, to the digit"
    );
    let mission = read(&[(BLANKS, "origin: {sabotaged: slow-jobs, changes: 2}\n")]);
    assert_eq!(
        mission.origin,
        Some(MissionOrigin::Sabotage {
            mission: "slow-jobs".to_owned(),
            changes: 2
        }),
        "what was broken, and in how many ways"
    );
}

#[test]
fn origins_that_are_wrong() {
    check(
        &[(
            BLANKS,
            "origin: {blueprint: Queue Worker, version: 0, seed: +5, by: me}\n",
        )],
        &expect![[r#"
            mission.yaml:23:21: error: `Queue Worker` is no id, which is kebab case
            mission.yaml:23:44: error: `version` must be a whole number from 1 to 4294967295, not the text `0`
            mission.yaml:23:53: error: `seed` must be a whole number from 0 to 9007199254740991, not the text `+5`
            mission.yaml:23:57: error: unknown field `by`
        "#]],
    );
    check(
        &[(
            BLANKS,
            "origin: {sabotaged: slow-jobs, changes: 4, seed: 1}\n",
        )],
        &expect![[r#"
            mission.yaml:23:41: error: `changes` must be a whole number from 1 to 3, not the text `4`
            mission.yaml:23:44: error: unknown field `seed`
        "#]],
    );
    check(
        &[(BLANKS, "origin: me\n")],
        &expect![[r#"
            mission.yaml:23:9: error: `origin` must be a mapping, not the text `me`
        "#]],
    );
}
