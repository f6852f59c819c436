//! Proofs: which criteria are shown to be able to fail, by what, and which are refused.

use expect_test::{Expect, expect};
use grader::{Subject, Verdict};

use super::lines;
use crate::{
    Catalogue, Mission, Proof, parse_mission,
    prove::{Bounds, prove, prove_within},
};

/// A mission with these criteria, as YAML in flow style, and its templates.
fn mission(criteria: &[&str], starter: &str, solution: &str) -> Mission {
    mission_given(&[], criteria, starter, solution)
}

/// As [`mission`], with criteria that the starter meets on purpose.
fn mission_given(given: &[&str], criteria: &[&str], starter: &str, solution: &str) -> Mission {
    let criteria: String = criteria.iter().map(|one| format!("  - {one}\n")).collect();
    let text = format!(
        "format: 1\nid: a-mission\ntitle: A mission\nsummary: One.\nlevel: foundation\nservices: [sqs]\nskills: [a.b]\nminutes: 10\n\
         scenario: Do it.\ncriteria:\n{criteria}{}starter: {}\nsolution: {}\n",
        match given.is_empty() {
            true => String::new(),
            false => format!("given: [{}]\n", given.join(", ")),
        },
        serde_json::to_string(starter).expect("a text"),
        serde_json::to_string(solution).expect("a text"),
    );
    let (mission, problems) = parse_mission("mission.yaml", text.as_bytes());
    mission.unwrap_or_else(|| panic!("{}", lines(&problems)))
}

fn told(proof: &Proof) -> String {
    let mut text = String::new();
    for criterion in &proof.criteria {
        let by = match &criterion.failed_by {
            Some(by) if by.also_fails.is_empty() => {
                format!("{}:{} {}", by.line, by.column, by.mutation)
            }
            Some(by) => format!(
                "{}:{} {} (and {})",
                by.line,
                by.column,
                by.mutation,
                by.also_fails.join(", ")
            ),
            None => "nothing".to_owned(),
        };
        text.push_str(&format!("{}: {by}\n", criterion.id));
    }
    text + &lines(&proof.problems)
}

const QUEUE: &str = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 180\n";
const EMPTY: &str = "Resources:\n  Other:\n    Type: AWS::SNS::Topic\n";
const TIMEOUT: &str = "{id: timeout, label: timeout, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 180}";

fn check(criteria: &[&str], starter: &str, solution: &str, expect: &Expect) {
    let proof = prove(&mission(criteria, starter, solution));
    expect.assert_eq(&told(&proof));
}

/// A criterion beside one that every solution here meets can be failed, and the mission is proved.
fn can_fail(criterion: &str, solution: &str) {
    let solution = format!("{QUEUE}{solution}");
    // Some of what is forbidden the starter has not either, and some it does not even have the resources for.
    let of_starter = prove(&mission(&[TIMEOUT, criterion], EMPTY, &solution));
    let given: &[&str] = match of_starter.criteria[1].met_by_starter {
        true => &["c2"],
        false => &[],
    };
    let mission = mission_given(given, &[TIMEOUT, criterion], EMPTY, &solution);
    let proof = prove(&mission);
    assert_eq!(lines(&proof.problems), "", "{criterion} can be failed");
    let by = proof.criteria[1]
        .failed_by
        .as_ref()
        .expect("a mutation fails it");
    assert!(
        by.alone,
        "{criterion}: `{}` leaves the other criterion whole",
        by.mutation
    );
}

#[test]
fn what_forbids_something_is_failed_by_what_is_added() {
    const ROLE: &str = "  Reader:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {Statement: []}\n";
    const FUNCTION: &str =
        "  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: !GetAtt Reader.Arn\n";
    const BUCKET: &str = "  Files: {Type: AWS::S3::Bucket}\n";
    let rights = format!("{ROLE}{FUNCTION}{BUCKET}");
    let table: &[(&str, &str)] = &[
        ("{kind: preset, label: no NAT, preset: no-nat-gateway}", ""),
        (
            "{kind: preset, label: no open port, preset: sg-not-open}",
            "",
        ),
        (
            "{kind: preset, label: ssh is closed, preset: sg-not-open, args: {port: 22}}",
            "",
        ),
        ("{kind: preset, label: no star, preset: iam-no-star}", ""),
        ("{kind: preset, label: no star, preset: iam-no-star}", ROLE),
        (
            "{kind: preset, label: no secret, preset: no-hardcoded-secret}",
            "",
        ),
        (
            "{kind: preset, label: no ARN, preset: no-hardcoded-arn}",
            "",
        ),
        (
            "{kind: check, label: no topic, select: {type: AWS::SNS::Topic}, match: none}",
            "",
        ),
        (
            "{kind: check, label: one queue, select: {type: AWS::SQS::Queue}, count: {exactly: 1}}",
            "",
        ),
        (
            "{kind: check, label: two at most, select: {type: AWS::SQS::Queue}, count: {max: 2}}",
            "  More: {Type: AWS::SQS::Queue}\n",
        ),
        (
            "{kind: check, label: no delay, select: {type: AWS::SQS::Queue}, match: all, count: {min: 1}, assert: [{property: DelaySeconds, op: absent}]}",
            "",
        ),
        (
            "{kind: check, label: no long delay, select: {type: AWS::SQS::Queue}, match: none, assert: [{property: DelaySeconds, op: gte, value: 60}, {property: QueueName, op: exists}]}",
            "",
        ),
        (
            "{kind: not, label: no name, of: [{label: named, resourceType: AWS::SQS::Queue, property: QueueName, expected: jobs}]}",
            "",
        ),
        (
            "{kind: not, label: no fan-out, of: [{kind: graph, label: sends, nodes: {topic: {type: AWS::SNS::Topic}, queue: {type: AWS::SQS::Queue, name: Jobs}}, edges: [[topic, delivers, queue]]}]}",
            "  News: {Type: AWS::SNS::Topic}\n  Kept: {Type: AWS::SQS::Queue}\n  Sub:\n    Type: AWS::SNS::Subscription\n    Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Kept.Arn}\n",
        ),
        (
            "{kind: iam, label: no writing, who: {type: AWS::Lambda::Function}, action: s3:PutObject, on: {type: AWS::S3::Bucket}, expect: notAllow}",
            &rights,
        ),
    ];
    for (criterion, solution) in table {
        can_fail(criterion, solution);
    }
}

#[test]
fn what_only_one_of_several_has_to_meet_is_failed_in_all_of_them() {
    let two = format!(
        "{QUEUE}  More:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 180\n      DelaySeconds: 5\n"
    );
    check(
        &[
            TIMEOUT,
            "{id: some, kind: check, label: some queue, select: {type: AWS::SQS::Queue}}",
            "{id: delay, label: delay, resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 5}",
        ],
        EMPTY,
        &two,
        &expect![[r#"
            timeout: 5:7 `VisibilityTimeout` of every AWS::SQS::Queue removed
            some: 2:3 Every AWS::SQS::Queue removed (and timeout, delay)
            delay: 10:7 `DelaySeconds` of `More` removed
            mission.yaml:12:5: error: `some` (some queue) fails only together with all the other criteria, so it asks for nothing of its own; let it check something else, or leave it out
        "#]],
    );
}

#[test]
fn what_cannot_fail_is_refused() {
    check(
        &[
            TIMEOUT,
            "{id: never, kind: check, label: both at once, select: {type: AWS::SQS::Queue}, match: none, assert: [{property: DelaySeconds, op: gte, value: 9}, {property: DelaySeconds, op: lte, value: 1}]}",
        ],
        EMPTY,
        QUEUE,
        &expect![[r#"
            timeout: 4:5 `Properties` of `Jobs` removed
            never: nothing
            mission.yaml:12:5: error: `never` (both at once) cannot fail: none of 29 mutations of the solution fails it, so it asks for nothing; ask for something that can be wrong or missing
        "#]],
    );
}

#[test]
fn what_fails_only_with_all_the_others_is_refused() {
    check(
        &[
            TIMEOUT,
            "{id: same, kind: check, label: the same, select: {type: AWS::SQS::Queue}, assert: [{property: VisibilityTimeout, op: equals, value: 180}]}",
        ],
        EMPTY,
        QUEUE,
        &expect![[r#"
            timeout: 4:5 `Properties` of `Jobs` removed (and same)
            same: 4:5 `Properties` of `Jobs` removed (and timeout)
            mission.yaml:11:5: error: `timeout` (timeout) fails only together with all the other criteria, so it asks for nothing of its own; let it check something else, or leave it out
            mission.yaml:12:5: error: `same` (the same) fails only together with all the other criteria, so it asks for nothing of its own; let it check something else, or leave it out
        "#]],
    );
    // A third criterion that stays whole is enough.
    check(
        &[
            TIMEOUT,
            "{id: same, kind: check, label: the same, select: {type: AWS::SQS::Queue}, assert: [{property: VisibilityTimeout, op: gte, value: 180}]}",
            "{label: other, resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 5}",
        ],
        EMPTY,
        &format!("{QUEUE}      DelaySeconds: 5\n"),
        &expect![[r#"
            timeout: 5:7 `VisibilityTimeout` of `Jobs` changed to `1000000007`
            same: 5:7 `VisibilityTimeout` of `Jobs` removed (and timeout)
            c3: 6:7 `DelaySeconds` of `Jobs` removed
        "#]],
    );
}

#[test]
fn what_is_locked_is_not_failed() {
    let solution = format!("{QUEUE}      DelaySeconds: 5\n");
    check(
        &[
            TIMEOUT,
            "{id: delay, label: delay, requires: [timeout], resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 5}",
        ],
        EMPTY,
        &solution,
        &expect![[r#"
            timeout: 5:7 `VisibilityTimeout` of `Jobs` removed
            delay: 6:7 `DelaySeconds` of `Jobs` removed
        "#]],
    );
    check(
        &[
            TIMEOUT,
            "{id: again, label: again, requires: [timeout], resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 180}",
        ],
        EMPTY,
        QUEUE,
        &expect![[r#"
            timeout: 4:5 `Properties` of `Jobs` removed
            again: nothing
            mission.yaml:12:5: error: `again` (again) cannot fail: none of 28 mutations of the solution fails it, so it asks for nothing; ask for something that can be wrong or missing
        "#]],
    );
}

#[test]
fn a_solution_that_falls_short_is_tried_where_it_does_not() {
    check(
        &[
            TIMEOUT,
            "{id: delay, label: delay, resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 5}",
        ],
        EMPTY,
        QUEUE,
        &expect![[r#"
            timeout: 4:5 `Properties` of `Jobs` removed
            delay: nothing
            solution.yaml:2:3: error: the solution does not meet `delay` (delay): `Jobs` has no `DelaySeconds` yet; it needs 5.
        "#]],
    );
}

#[test]
fn what_the_starter_meets_is_reported_unless_it_is_given() {
    let starter = "Resources:\n  Jobs: {Type: AWS::SQS::Queue}\n";
    let criteria = [
        TIMEOUT,
        "{id: queue, label: some queue, kind: check, select: {type: AWS::SQS::Queue}, weight: 0.5}",
        "{id: topic, label: some topic, kind: check, select: {type: AWS::SNS::Topic}, weight: 0.5}",
    ];
    let solution = format!("{QUEUE}  News: {{Type: AWS::SNS::Topic}}\n");
    let shown = "timeout: 4:5 `Properties` of `Jobs` removed\nqueue: 2:3 `Jobs` removed (and timeout)\ntopic: 6:3 `News` removed\n";
    let proved = |given: &[&str]| prove(&mission_given(given, &criteria, starter, &solution));
    assert_eq!(
        told(&proved(&[])),
        format!(
            "{shown}mission.yaml:12:5: warning: the starter meets `queue` (some queue) already, so there is nothing to do for it: break it in the \
             starter, or name it in `given` when it guards what must stay\n"
        ),
        "at the criterion's own line of the mission file"
    );
    let proof = proved(&["queue"]);
    assert_eq!(told(&proof), shown, "a guard that is said to be one");
    let met: Vec<(bool, bool)> = proof
        .criteria
        .iter()
        .map(|one| (one.met_by_starter, one.given))
        .collect();
    assert_eq!(
        met,
        [(false, false), (true, true), (false, false)],
        "and both are told to who asks"
    );
    assert_eq!(
        told(&proved(&["queue", "topic"])),
        format!(
            "{shown}mission.yaml:13:5: warning: `topic` (some topic) is in `given`, and the starter does not meet it: take it out of `given`, or let \
             the starter meet it\n"
        ),
        "what is said to be given has to be there"
    );
}

#[test]
fn a_guard_has_to_be_able_to_fail() {
    let vacuous = "{id: guard, label: a guard of nothing, kind: check, select: {type: AWS::SQS::Queue}, match: none, \
        assert: [{property: DelaySeconds, op: gte, value: 9}, {property: DelaySeconds, op: lte, value: 1}]}";
    let proof = prove(&mission_given(
        &["guard"],
        &[TIMEOUT, vacuous],
        EMPTY,
        QUEUE,
    ));
    let said = lines(&proof.problems);
    assert!(
        said.starts_with("mission.yaml:12:5: error: `guard` (a guard of nothing) cannot fail"),
        "`given` excuses from work, not from meaning something: {said}"
    );
    assert_eq!(
        proof.problems[0].code, "cannot-fail",
        "and a program can tell"
    );
}

/// Only mutations count: what the starter fails says nothing of a criterion that the rest of the solution keeps up.
#[test]
fn the_starter_alone_shows_nothing() {
    let both = "{id: never, kind: anyOf, label: either, of: [{kind: check, label: no such topic, select: {type: AWS::SNS::Topic, name: News}, match: none}, \
        {kind: check, label: such a topic, select: {type: AWS::SNS::Topic, name: News}}]}";
    let proof = prove(&mission(&[TIMEOUT, both], EMPTY, QUEUE));
    assert!(
        proof.criteria[1].failed_by.is_none(),
        "there is a topic or there is none: {}",
        told(&proof)
    );
}

#[test]
fn criteria_that_only_ever_fail_together_are_reported() {
    let same = "{id: same, kind: check, label: the same, select: {type: AWS::SQS::Queue}, assert: [{property: VisibilityTimeout, op: equals, value: 180}]}";
    let other = "{id: other, label: other, resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 5}";
    let solution = format!("{QUEUE}      DelaySeconds: 5\n");
    let proof = prove(&mission(&[TIMEOUT, same, other], EMPTY, &solution));
    let duplicates: Vec<_> = proof
        .problems
        .iter()
        .filter(|problem| problem.code == "duplicate")
        .collect();
    assert_eq!(duplicates.len(), 1, "one pair: {}", told(&proof));
    let (found, said) = (duplicates[0], &duplicates[0].message);
    assert_eq!(
        (found.line, found.severity),
        (12, cfn::Severity::Warning),
        "at the later of them"
    );
    assert!(
        said.starts_with(
            "`timeout` (timeout) and `same` (the same) only ever fail together, by each of "
        ),
        "both are named: {said}"
    );
    assert_eq!(
        found.mutation.as_deref(),
        Some("`VisibilityTimeout` of `Jobs` removed"),
        "with what showed it"
    );
    // Three of a kind are two findings, each with the first of them.
    let third = same.replace("id: same", "id: third");
    let proof = prove(&mission(&[TIMEOUT, same, &third, other], EMPTY, &solution));
    let lines: Vec<u32> = proof
        .problems
        .iter()
        .filter(|problem| problem.code == "duplicate")
        .map(|problem| problem.line)
        .collect();
    assert_eq!(lines, [12, 13], "{}", told(&proof));
}

/// Bounds that differ by one are told apart by a value that differs by one.
#[test]
fn a_near_miss_tells_criteria_apart() {
    let other = "{id: other, label: other, resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 5}";
    let one_less = "{id: less, kind: check, label: less, select: {type: AWS::SQS::Queue}, assert: [{property: VisibilityTimeout, op: oneOf, value: [180, 179]}]}";
    let solution = format!("{QUEUE}      DelaySeconds: 5\n");
    let proof = prove(&mission(&[TIMEOUT, one_less, other], EMPTY, &solution));
    assert_eq!(
        told(&proof),
        "timeout: 5:7 `VisibilityTimeout` of `Jobs` changed to `179`\n\
         less: 5:7 `VisibilityTimeout` of `Jobs` removed (and timeout)\n\
         other: 6:7 `DelaySeconds` of `Jobs` removed\n",
        "only 179 meets one and not the other"
    );
}

/// What a criterion locks cannot stand when it fails, and says nothing of it.
#[test]
fn a_criterion_that_all_others_require_can_be_failed() {
    let solution = format!("{QUEUE}      DelaySeconds: 5\n");
    let delay = "{id: delay, label: delay, requires: [timeout], resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 5}";
    let proof = prove(&mission(&[TIMEOUT, delay], EMPTY, &solution));
    assert_eq!(lines(&proof.problems), "", "{}", told(&proof));
    // Where another does not require it, that one has to stand.
    let exists = "{id: exists, kind: check, label: some queue, select: {type: AWS::SQS::Queue, where: [{property: VisibilityTimeout, op: equals, value: 180}]}}";
    let proof = prove(&mission(&[TIMEOUT, exists, delay], EMPTY, &solution));
    let said = lines(&proof.problems);
    assert!(
        said.contains("error: `timeout` (timeout) fails only together with all the other criteria"),
        "a locked criterion does not stand: {said}"
    );
}

const MANY: &str = r#"
Resources:
  First:
    Type: AWS::EC2::Subnet
    Properties: {CidrBlock: 10.0.1.0/24, AvailabilityZone: !Select [0, !GetAZs ""]}
  Second:
    Type: AWS::EC2::Subnet
    Properties: {CidrBlock: 10.0.2.0/24, AvailabilityZone: !Select [1, !GetAZs ""]}
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Timeout: 30
      Role: !GetAtt Role.Arn
      VpcConfig: {SubnetIds: [!Ref First, !Ref Second]}
  Clock:
    Type: AWS::Events::Rule
    Properties: {ScheduleExpression: rate(5 minutes), State: ENABLED}
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: files
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: [s3:GetObject, s3:PutObject], Resource: !Sub "${Files.Arn}/*"}
              - {Effect: Deny, Action: s3:DeleteObject, Resource: "*"}
  Files:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
  Flow:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      DefinitionString: !Sub '{"StartAt": "Pay", "States": {"Pay": {"Type": "Task", "Resource": "${Fn.Arn}", "TimeoutSeconds": 20}}}'
"#;

#[test]
fn a_solution_is_mutated_in_every_way() {
    let parsed = cfn::parse(MANY.as_bytes());
    let all = crate::prove::mutations_of(parsed.root.as_ref().expect("a template"));
    let table: &[(&str, &[&str])] = &[
        (
            "removed",
            &[
                "`Fn` removed",
                "`Timeout` of `Fn` removed",
                "`DeletionPolicy` of `Files` removed",
            ],
        ),
        (
            "another value of the type",
            &[
                "`Timeout` of `Fn` changed to `0`",
                "`Policies[0].PolicyDocument.Statement[0].Effect` of `Role` changed to `Deny`",
            ],
        ),
        (
            "numbers near by",
            &[
                "of `Fn` changed to `29`",
                "of `Fn` changed to `31`",
                "of `Fn` changed to `300`",
                "of `Fn` changed to `3`",
            ],
        ),
        (
            "a time in the wrong unit",
            &[
                "`Timeout` of `Fn` changed to `1800`",
                "changed to `rate(5 hours)`",
            ],
        ),
        (
            "a range one bit off, and the next one",
            &[
                "`10.0.1.0/23`",
                "`10.0.1.0/25`",
                "`CidrBlock` of `First` changed to `10.0.2.0/24`",
            ],
        ),
        (
            "a runtime one version older",
            &["`Runtime` of `Fn` changed to `nodejs20.x`"],
        ),
        (
            "another word of an enumeration",
            &["`State` of `Clock` changed to `DISABLED`"],
        ),
        (
            "the case of a text",
            &["`State` of `Clock` changed to `enabled`"],
        ),
        (
            "a reference broken and pointed elsewhere",
            &[
                "The reference in `Role` of `Fn` broken",
                "`VpcConfig.SubnetIds[0]` of `Fn` pointed to `Second`",
            ],
        ),
        (
            "permissions widened",
            &[
                "`Policies[0].PolicyDocument.Statement[0].Action` of `Role` changed to `*`",
                "`Policies[0].PolicyDocument.Statement[0].Action[1]` of `Role` changed to `s3:*`",
                "`Policies[0].PolicyDocument.Statement[0].Resource` of `Role` changed to `*`",
            ],
        ),
        (
            "permissions removed",
            &[
                "`Policies[0].PolicyDocument.Statement[1]` of `Role` dropped",
                "`Policies[0].PolicyDocument.Statement[0].Action[1]` of `Role` dropped",
            ],
        ),
        (
            "a list's element dropped and doubled",
            &[
                "`VpcConfig.SubnetIds[1]` of `Fn` dropped",
                "`VpcConfig.SubnetIds[1]` of `Fn` made the same as the first",
            ],
        ),
        (
            "two subnets in one zone",
            &["`Second` put into the zone of `First`"],
        ),
        (
            "inside of a JSON text",
            &["`States.Pay.TimeoutSeconds` in `DefinitionString` of `Flow` removed"],
        ),
    ];
    let said: Vec<&str> = all.iter().map(|(what, _)| what.as_str()).collect();
    for (way, wanted) in table {
        for part in *wanted {
            assert!(
                said.iter().any(|what| what.contains(part)),
                "{way}: no mutation says {part}; there are\n{}",
                said.join("\n")
            );
        }
    }
    for (what, text) in &all {
        let parsed = cfn::parse(text.as_bytes());
        let broken = parsed
            .diagnostics
            .iter()
            .find(|one| one.severity == cfn::Severity::Error && one.code == cfn::codes::SYNTAX);
        assert!(
            parsed.root.is_some() && broken.is_none(),
            "{what} gives a template that can be read, not {text}"
        );
    }
}

#[test]
fn the_same_proof_each_time() {
    for mission in Catalogue::bundled().missions().take(12) {
        let (first, second) = (prove(mission), prove(mission));
        assert_eq!(told(&first), told(&second), "`{}`", mission.id);
        assert_eq!(first.mutations, second.mutations, "`{}`", mission.id);
    }
}

#[test]
fn a_template_on_one_line_is_the_same_template() {
    let verdicts = |mission: &Mission, text: &str| -> Vec<(Verdict, String)> {
        let subject = Subject {
            mission: &mission.id,
            template: "",
            text: text.as_bytes(),
            parameters: &mission.parameters,
        };
        let report = grader::grade(subject, &mission.rubric);
        report
            .results
            .into_iter()
            .map(|result| (result.verdict, result.id))
            .collect()
    };
    for mission in Catalogue::bundled().missions() {
        for text in [&mission.starter, &mission.solution].into_iter().flatten() {
            let parsed = cfn::parse(text.as_bytes());
            let flat = crate::prove::flat_text(parsed.root.as_ref().expect("a template"));
            assert_eq!(
                verdicts(mission, &flat),
                verdicts(mission, text),
                "`{}` in flow style",
                mission.id
            );
            assert_eq!(flat.lines().count(), 1, "and on one line");
        }
    }
}

#[test]
fn json_is_proved_like_yaml() {
    for mission in Catalogue::bundled().missions() {
        let text = mission.solution.as_deref().expect("a solution");
        let parsed = cfn::parse(text.as_bytes());
        let flat = crate::prove::flat_text(parsed.root.as_ref().expect("a template"));
        let json: serde_json::Value = serde_json::from_str(&flat)
            .unwrap_or_else(|error| panic!("`{}` is no JSON in flow style: {error}", mission.id));
        let solution = serde_json::to_string_pretty(&json).expect("it is written");
        let proof = prove(&Mission {
            solution: Some(solution),
            ..mission.clone()
        });
        assert_eq!(
            lines(&proof.problems),
            "",
            "`{}` with a solution in JSON",
            mission.id
        );
    }
}

#[test]
fn odd_texts_survive() {
    let solution = "Resources:\n  Jobs:\n    Type: AWS::SQS::Queue\n    DeletionPolicy: Retain\n    Properties:\n      VisibilityTimeout: 180\n      \
        QueueName: \"a\\\"b\\\\c\\u00e9\\t:{}[],#\"\n      Tags: []\n      RedriveAllowPolicy: {}\n      KmsMasterKeyId:\n      \
        Description: |\n        two\n        lines\n  'Odd: id': {Type: AWS::SNS::Topic}\n  Empty: {Type: AWS::SNS::Topic, Properties: }\n";
    check(
        &[
            TIMEOUT,
            r#"{id: odd, label: odd, resourceType: AWS::SQS::Queue, property: QueueName, expected: "a\"b\\\\cé\t:{}[],#"}"#,
            r#"{id: lines, label: lines, resourceType: AWS::SQS::Queue, property: Description, expected: "two\nlines\n"}"#,
            r#"{id: kept, label: kept, resourceType: AWS::SQS::Queue, property: "@DeletionPolicy", expected: Retain}"#,
        ],
        EMPTY,
        solution,
        &expect![[r#"
            timeout: 6:7 `VisibilityTimeout` of `Jobs` removed
            odd: 7:7 `QueueName` of `Jobs` removed
            lines: 11:7 `Description` of `Jobs` removed
            kept: 4:5 `DeletionPolicy` of `Jobs` removed
        "#]],
    );
}

#[test]
fn a_large_solution_comes_to_an_end() {
    let more: String = (0..300)
        .map(|index| format!("  Q{index}: {{Type: AWS::SQS::Queue, Properties: {{VisibilityTimeout: 180, QueueName: q{index}, Tags: [{{Key: a, Value: b}}]}}}}\n"))
        .collect();
    let criteria = [
        TIMEOUT,
        "{id: never, kind: check, label: both at once, select: {type: AWS::SNS::Topic}, match: none, assert: [{property: TopicName, op: exists}, {property: TopicName, op: absent}]}",
    ];
    let bounds = Bounds {
        most_trials: 40,
        most_bytes: 64 << 20,
        least_trials: 5,
        most_for_one: 8,
        most_for_pairs: 40,
    };
    let large = mission(&criteria, EMPTY, &format!("{QUEUE}{more}"));
    let proof = prove_within(&large, bounds);
    assert!(
        proof.criteria[0].failed_by.is_some(),
        "what can fail is found among three hundred"
    );
    let said = lines(&proof.problems);
    assert!(
        said.contains("could not be shown to fail"),
        "and the rest is given up in words of its own: {said}"
    );
    assert_eq!(proof.mutations, 40, "at the bound of mutations");
    let few = Bounds {
        most_bytes: 1,
        ..bounds
    };
    assert_eq!(
        prove_within(&large, few).mutations,
        5,
        "or at that of bytes, but not before a few"
    );
}
