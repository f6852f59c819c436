//! What an author is told of blanks, with its code and its line in the mission file.

use crate::{check_mission, parse_mission, prove};

/// Each blank in a line of its own, from line 22.
const MISSION: &str = r#"format: 1
id: queue-with-blanks
title: Queue with blanks
summary: A queue to put right.
level: foundation
services: [sqs]
skills: {messaging.visibility: [wait], messaging.dead-letter-queue: [aside]}
minutes: 10
scenario: Fill the blanks.
criteria:
  - id: wait
    label: Jobs stay hidden
    resourceType: AWS::SQS::Queue
    property: VisibilityTimeout
    expected: 180
  - id: aside
    label: What fails is set aside
    resourceType: AWS::SQS::Queue
    property: RedrivePolicy.deadLetterTargetArn
    expected: ${Aside.Arn}
blanks:
  wait: {type: duration, unit: seconds, min: 0, max: 43200, example: 45, ask: How long}
  encoded: {type: enum, values: ["true", "false", maybe], example: "false", ask: Whether}
starter: |
  Resources:
    Jobs:
      Type: AWS::SQS::Queue
      Properties:
        VisibilityTimeout: __wait__
        SqsManagedSseEnabled: __encoded__
        RedrivePolicy:
          deadLetterTargetArn: !GetAtt Aside.Arn
          maxReceiveCount: 3
    Aside:
      Type: AWS::SQS::Queue
solution: |
  Resources:
    Jobs:
      Type: AWS::SQS::Queue
      Properties:
        VisibilityTimeout: 180
        SqsManagedSseEnabled: true
        RedrivePolicy:
          deadLetterTargetArn: !GetAtt Aside.Arn
          maxReceiveCount: 3
    Aside:
      Type: AWS::SQS::Queue
"#;

/// The findings about blanks after a change of the mission file: `code line: message`.
fn found(from: &str, to: &str) -> Vec<String> {
    assert!(MISSION.contains(from), "`{from}` can be changed");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("queue-with-blanks.yaml");
    std::fs::write(&file, MISSION.replacen(from, to, 1)).expect("it is written");
    let check = check_mission(&file);
    assert!(
        check.found.is_some(),
        "it can be loaded: {:?}",
        check.problems
    );
    let problems = check.problems.into_iter();
    problems
        .filter(|problem| problem.code.starts_with("blank-"))
        .map(|problem| format!("{} {}: {}", problem.code, problem.line, problem.message))
        .collect()
}

fn check(from: &str, to: &str, expected: &[(&str, &str)]) {
    let found = found(from, to);
    assert_eq!(
        found.len(),
        expected.len(),
        "`{to}` for `{from}`: {found:#?}"
    );
    for (one, (start, part)) in found.iter().zip(expected) {
        assert!(
            one.starts_with(start) && one.contains(part),
            "`{to}` for `{from}`: {start}, {part}: {one}"
        );
    }
}

#[test]
fn good_blanks_have_no_findings() {
    check("minutes: 10", "minutes: 15", &[]);
}

#[test]
fn an_answer_that_its_blank_does_not_take_is_an_error_at_the_blank() {
    let refused = ("blank-answer 22:", "out of range");
    check("max: 43200", "max: 60", &[refused]);
    let unknown = ("blank-answer 23:", "none of the words");
    check(
        r#"values: ["true", "#,
        r#"values: ["perhaps", "#,
        &[unknown],
    );
    let changed = ("blank-answer 23:", "`true` becomes `True`");
    check(r#"values: ["true", "#, r#"values: ["True", "#, &[changed]);
    let empty = ("blank-answer 22:", "is empty in the solution");
    check(
        "VisibilityTimeout: 180",
        "VisibilityTimeout: __wait__",
        &[empty],
    );
    let gone = ("blank-answer 22:", "has no answer in the solution");
    check("        VisibilityTimeout: 180\n", "", &[gone]);
}

#[test]
fn an_example_of_another_form_or_that_is_the_answer_is_an_error_at_the_blank() {
    let refused = ("blank-example 22:", "no length of time");
    check("example: 45", "example: soon", &[refused]);
    let changed = ("blank-example 22:", "`1min` becomes `60`");
    check("example: 45", "example: 1min", &[changed]);
    let answer = ("blank-example 22:", "has the answer as its example, `180`");
    check("example: 45", "example: 180", &[answer]);
}

#[test]
fn a_starter_that_differs_elsewhere_is_not_finished_by_its_answers() {
    let unfinished = ("blank-score 21:", "does not meet `aside`");
    check(
        "deadLetterTargetArn: !GetAtt Aside.Arn",
        "deadLetterTargetArn: !GetAtt Jobs.Arn",
        &[unfinished],
    );
}

#[test]
fn a_proof_by_itself_refuses_them_too() {
    let broken = MISSION.replacen("max: 43200", "max: 60", 1);
    let (mission, problems) = parse_mission("mission.yaml", broken.as_bytes());
    let mission = mission.unwrap_or_else(|| panic!("it is understood: {problems:?}"));
    let codes: Vec<_> = prove(&mission)
        .problems
        .iter()
        .map(|one| one.code)
        .collect();
    assert!(
        codes.contains(&"blank-answer"),
        "who writes missions without a file is told: {codes:?}"
    );
}
