//! The kind `check`, its operators and measures, and the combinations.

use expect_test::expect;

use super::support::{check, compiled, verdict};

const QUEUES: &str = "
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 200
      MessageRetentionPeriod: 60
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 30
      MessageRetentionPeriod: 1209600
";

#[test]
fn the_closest_candidate_is_named_with_what_is_still_wrong() {
    check(
        QUEUES,
        "
- kind: check
  label: slow enough
  select: {type: AWS::SQS::Queue}
  assert:
    - {property: VisibilityTimeout, op: gte, value: 180}
    - {property: MessageRetentionPeriod, op: gte, value: 4 days, measure: seconds}
    - {property: FifoQueue, op: absent}
- kind: check
  label: all slow enough
  select: {type: AWS::SQS::Queue}
  match: all
  count: {min: 1}
  partial: true
  assert:
    - {property: VisibilityTimeout, op: gte, value: 180}
    - {property: FifoQueue, op: absent}
- kind: check
  label: at most one
  select: {type: AWS::SQS::Queue}
  count: {max: 1}
- kind: check
  label: no provisioned table
  select: {type: AWS::DynamoDB::Table}
  match: none
- kind: check
  label: none is slow
  select: {type: AWS::SQS::Queue}
  match: none
  assert: [{property: VisibilityTimeout, op: gt, value: 100}]
- kind: check
  label: a topic
  select: {type: [AWS::SNS::Topic, AWS::Events::EventBus]}
",
        &expect![[r#"
            1.5/6 points, 1 of 6 passed
            c1 Fail 0/1: 2 queues; `Orders` is the nearest and only `MessageRetentionPeriod` is wrong: 60, needs at least 4 days.
              7:7-7:33 in "Orders" at "MessageRetentionPeriod" found "60" expected "at least 4 days"
            c2 Partial 0.5/1: 1 of 2 queues is right; `Jobs` is not. `VisibilityTimeout` of `Jobs` is 30, needs at least 180.
              11:7-11:28 in "Jobs" at "VisibilityTimeout" found "30" expected "at least 180"
            c3 Fail 0/1: There are 2 queues (`Orders`, `Jobs`), and at most 1 may be there.
              8:3-8:7 in "Jobs"
            c4 Pass 1/1: There is no table.
            c5 Fail 0/1: `VisibilityTimeout` of `Orders` is 200; no queue may have more than 100 there.
              6:7-6:29 in "Orders" at "VisibilityTimeout" found "200" expected "more than 100"
            c6 Fail 0/1: There is no topic or event bus in this template yet.
              2:1-2:10"#]],
    );
}

#[test]
fn combinations_say_which_part_is_not_met() {
    check(
        QUEUES,
        "
- kind: allOf
  label: both
  partial: true
  of:
    - {kind: check, label: queue, select: {type: AWS::SQS::Queue}}
    - {kind: check, label: topic, select: {type: AWS::SNS::Topic}}
- kind: anyOf
  label: one of them
  of:
    - {kind: check, label: topic, select: {type: AWS::SNS::Topic}}
    - {resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 30, label: thirty}
- kind: anyOf
  label: neither
  of:
    - {kind: check, label: topic, select: {type: AWS::SNS::Topic}}
    - {resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 31, label: thirty-one}
- kind: not
  label: no queue
  of: [{kind: check, label: queue, select: {type: AWS::SQS::Queue}}]
- kind: not
  label: no topic
  of: [{kind: check, label: topic, select: {type: AWS::SNS::Topic}}]
",
        &expect![[r#"
            2.5/5 points, 2 of 5 passed
            c1 Partial 0.5/1: 1 of 2 parts is met. “topic”: There is no topic in this template yet.
              2:1-2:10
            c2 Pass 1/1: “thirty”: `VisibilityTimeout` of `Jobs` is 30.
              11:7-11:28 in "Jobs" at "VisibilityTimeout" found "30" expected "30"
            c3 Fail 0/1: None of the 2 ways is there yet. The nearest is “thirty-one”: 2 queues; `Jobs` is the nearest and only `VisibilityTimeout` is wrong: 30, needs 31.
              11:7-11:28 in "Jobs" at "VisibilityTimeout" found "30" expected "31"
            c4 Fail 0/1: This must not be so: `Orders` is there.
              3:3-3:9 in "Orders"
            c5 Pass 1/1: “topic” is not so, as it should be."#]],
    );
}

#[test]
fn every_problem_of_a_rubric_is_told_with_its_place() {
    let (_, problems) = compiled(
        "
- {kind: check, label: empty select, select: {}}
- {kind: check, label: all of none, select: {type: AWS::SQS::Queue}, match: all, assert: [{property: A, op: exists}]}
- {kind: check, label: bad op, select: {type: AWS::SQS::Queue}, assert: [{property: A, op: equal, value: 1}]}
- {kind: check, label: no value, select: {type: AWS::SQS::Queue}, assert: [{property: A, op: gte}]}
- {kind: check, label: not a number, select: {type: AWS::SQS::Queue}, assert: [{property: A, op: gte, value: much}]}
- {kind: check, label: bad regex, select: {type: AWS::SQS::Queue}, assert: [{property: A, op: regex, value: '(a'}]}
- {kind: check, label: bad range, select: {type: AWS::SQS::Queue}, assert: [{property: A, op: cidrWithin, value: '10.0.0.0/99'}]}
- {kind: check, label: bad measure, select: {type: AWS::SQS::Queue}, assert: [{property: A, op: glob, value: 'a*', measure: seconds}]}
- {kind: check, label: bad count, select: {type: AWS::SQS::Queue}, count: {min: 3, max: 2}}
- {kind: check, label: empty list, select: {type: AWS::SQS::Queue}, assert: [{property: A, op: oneOf, value: []}]}
- {kind: check, label: unknown field, select: {type: AWS::SQS::Queue, called: x}}
- {kind: graph, label: unbound, nodes: {a: {type: AWS::SQS::Queue}}, edges: [[a, delivers, b]]}
- {kind: graph, label: relation, nodes: {a: {type: AWS::SQS::Queue}, b: {type: AWS::SNS::Topic}}, edges: [[b, deliver, a]]}
- {kind: not, label: too deep, of: [{kind: not, label: two, of: [{kind: not, label: three, of: [{kind: not, label: four, of: []}]}]}]}
- {kind: anyOf, label: nothing, of: []}
",
    );
    let shown: Vec<String> = problems
        .iter()
        .map(|problem| {
            format!(
                "{}:{} {}",
                problem.span.start.line, problem.span.start.column, problem.message
            )
        })
        .collect();
    let expected = expect![[r#"
        2:46 `select` is empty: say which resources are meant with `type`
        3:77 `match: all` also holds when there is no such resource: add `count: {min: 1}`
        3:102 AWS::SQS::Queue has no `A`
        4:85 AWS::SQS::Queue has no `A`
        4:92 unknown operator `equal`; did you mean `equals`?
        5:76 `value` is missing: `gte` needs one
        5:87 AWS::SQS::Queue has no `A`
        6:91 AWS::SQS::Queue has no `A`
        6:110 `value` of `gte` must be a number, not the text `much`
        7:88 AWS::SQS::Queue has no `A`
        7:109 `value` is not a regular expression: unclosed group
        8:88 AWS::SQS::Queue has no `A`
        8:114 `value` must be an address range such as `10.0.0.0/16`, not the text `10.0.0.0/99`
        9:90 AWS::SQS::Queue has no `A`
        9:125 `measure` has no meaning for `glob`: leave it out
        10:75 no number is at least 3 and at most 2
        11:89 AWS::SQS::Queue has no `A`
        11:110 `value` is an empty list: nothing is one of none
        12:71 unknown field `called` in `select`
        13:92 `b` is not one of `nodes`
        14:111 unknown relation `deliver`; did you mean `delivers`?
        15:97 combinations go at most 3 deep
        16:37 `of` is empty: at least one criterion is needed"#]];
    expected.assert_eq(&shown.join("\n"));
}

/// One queue with one property, one assert on it.
fn holds(yaml: &str, assert: &str) -> String {
    let template = format!(
        "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {{A: {yaml}}}\n  T:\n    Type: AWS::SNS::Topic\nParameters:\n  P: {{Type: String}}\n"
    );
    let criteria = format!(
        "- {{kind: check, label: the check, select: {{type: AWS::SQS::Queue}}, assert: [{{property: {assert}}}]}}"
    );
    verdict(&template, &criteria)
}

#[test]
fn operators_both_ways() {
    for (found, assert, expected) in [
        // without `op`: equals where there is a value, else exists
        ("180", "A, value: 180", "pass"),
        ("181", "A, value: 180", "fail"),
        ("181", "A", "pass"),
        ("181", "B", "fail"),
        // equals and notEquals
        ("180", "A, op: equals, value: 180", "pass"),
        ("180.0", "A, op: equals, value: 180", "pass"),
        ("'180.0'", "A, op: equals, value: '180'", "fail"),
        ("a*", "A, op: equals, value: 'a*'", "pass"),
        ("ab", "A, op: equals, value: 'a*'", "fail"),
        ("yes", "A, op: equals, value: true", "pass"),
        ("[a, b]", "A, op: equals, value: [a, b]", "pass"),
        ("[b, a]", "A, op: equals, value: [a, b]", "fail"),
        ("{x: 1, y: 2}", "A, op: equals, value: {y: 2, x: 1}", "pass"),
        ("{x: 1}", "A, op: equals, value: {y: 2, x: 1}", "fail"),
        ("[a]", "A, op: equals, value: a", "fail"),
        ("!Ref T", "A, op: equals, value: !Ref T", "pass"),
        ("!Sub '${T}'", "A, op: equals, value: {Ref: T}", "pass"),
        ("!Ref P", "A, op: equals, value: x", "unknown"),
        ("b", "A, op: notEquals, value: a", "pass"),
        ("a", "A, op: notEquals, value: a", "fail"),
        ("x", "B, op: notEquals, value: a", "pass"),
        ("!Ref P", "A, op: notEquals, value: a", "unknown"),
        // glob and regex
        ("nodejs22.x", "A, op: glob, value: 'nodejs*'", "pass"),
        ("python3.13", "A, op: glob, value: 'nodejs*'", "fail"),
        ("''", "A, op: glob, value: '*'", "pass"),
        ("x", "B, op: glob, value: '*'", "fail"),
        (
            "nodejs22.x",
            "A, op: regex, value: '^nodejs(20|22)'",
            "pass",
        ),
        (
            "nodejs18.x",
            "A, op: regex, value: '^nodejs(20|22)'",
            "fail",
        ),
        // oneOf
        ("b", "A, op: oneOf, value: [a, b]", "pass"),
        ("c", "A, op: oneOf, value: [a, b]", "fail"),
        // exists and absent
        ("x", "A, op: exists", "pass"),
        ("x", "B, op: exists", "fail"),
        ("!Ref P", "A, op: exists", "pass"),
        ("!Ref AWS::NoValue", "A, op: exists", "fail"),
        ("x", "A, op: absent", "fail"),
        ("x", "B, op: absent", "pass"),
        ("!Ref AWS::NoValue", "A, op: absent", "pass"),
        // numbers
        ("5", "A, op: gt, value: 5", "fail"),
        ("5.1", "A, op: gt, value: 5", "pass"),
        ("5", "A, op: gte, value: 5", "pass"),
        ("4.9", "A, op: gte, value: 5", "fail"),
        ("5", "A, op: lt, value: 5", "fail"),
        ("-7", "A, op: lt, value: 5", "pass"),
        ("5", "A, op: lte, value: 5", "pass"),
        ("6", "A, op: lte, value: 5", "fail"),
        ("many", "A, op: lte, value: 5", "fail"),
        ("[1]", "A, op: lte, value: 5", "fail"),
        ("x", "B, op: lte, value: 5", "fail"),
        ("!Ref P", "A, op: lte, value: 5", "unknown"),
        ("!GetAtt T.TopicName", "A, op: lte, value: 5", "unknown"),
        // contains
        ("[a, b]", "A, op: contains, value: b", "pass"),
        ("[ab]", "A, op: contains, value: b", "fail"),
        ("[!Ref P]", "A, op: contains, value: b", "unknown"),
        ("abc", "A, op: contains, value: b", "pass"),
        ("ac", "A, op: contains, value: b", "fail"),
        ("{b: 1}", "A, op: contains, value: b", "pass"),
        ("{a: b}", "A, op: contains, value: b", "fail"),
        // cidrWithin
        (
            "10.0.1.0/24",
            "A, op: cidrWithin, value: 10.0.0.0/16",
            "pass",
        ),
        (
            "10.1.1.0/24",
            "A, op: cidrWithin, value: 10.0.0.0/16",
            "fail",
        ),
        (
            "10.0.0.0/8",
            "A, op: cidrWithin, value: 10.0.0.0/16",
            "fail",
        ),
        ("10.0.3.4", "A, op: cidrWithin, value: 10.0.0.0/16", "pass"),
        (
            "'fd00::/64'",
            "A, op: cidrWithin, value: 'fd00::/8'",
            "pass",
        ),
        (
            "'fd00::/64'",
            "A, op: cidrWithin, value: 10.0.0.0/16",
            "fail",
        ),
        ("anything", "A, op: cidrWithin, value: 10.0.0.0/16", "fail"),
        // measures
        (
            "5 minutes",
            "A, op: equals, value: 300, measure: seconds",
            "pass",
        ),
        (
            "rate(5 minutes)",
            "A, op: lte, value: 10 minutes, measure: seconds",
            "pass",
        ),
        (
            "PT15M",
            "A, op: lte, value: 10 minutes, measure: seconds",
            "fail",
        ),
        (
            "512 MB",
            "A, op: gte, value: 0.5 GB, measure: bytes",
            "pass",
        ),
        (
            "511 MB",
            "A, op: gte, value: 0.5 GB, measure: bytes",
            "fail",
        ),
        ("[a, b, a]", "A, op: gte, value: 3, measure: length", "pass"),
        (
            "[a, b, a]",
            "A, op: gte, value: 3, measure: distinct",
            "fail",
        ),
        (
            "[a, b, c]",
            "A, op: gte, value: 3, measure: distinct",
            "pass",
        ),
        (
            "[{z: 1}, {z: 2}]",
            "'A[*].z', op: gte, value: 2, measure: distinct",
            "pass",
        ),
        (
            "[{z: 1}, {z: 1}]",
            "'A[*].z', op: gte, value: 2, measure: distinct",
            "fail",
        ),
        (
            "[{z: 1}, {z: !Ref P}]",
            "'A[*].z', op: gte, value: 2, measure: distinct",
            "unknown",
        ),
        (
            "[{z: 1}, {z: !Ref P}]",
            "'A[*].z', op: gte, value: 3, measure: distinct",
            "fail",
        ),
        ("abc", "A, op: equals, value: 3, measure: length", "pass"),
        // each
        ("[1, 9]", "'A[*]', op: gte, value: 5", "pass"),
        ("[1, 9]", "'A[*]', op: gte, value: 5, each: any", "pass"),
        ("[1, 9]", "'A[*]', op: gte, value: 5, each: all", "fail"),
        ("[7, 9]", "'A[*]', op: gte, value: 5, each: all", "pass"),
        ("[]", "'A[*]', op: gte, value: 5, each: all", "fail"),
        (
            "[7, !Ref P]",
            "'A[*]', op: gte, value: 5, each: all",
            "unknown",
        ),
        (
            "[1, !Ref P]",
            "'A[*]', op: gte, value: 5, each: all",
            "fail",
        ),
        ("[1, 2]", "'A[*]', op: gte, value: 5, each: none", "pass"),
        ("[1, 9]", "'A[*]', op: gte, value: 5, each: none", "fail"),
        ("[{k: 1}, {}]", "'A[*].k', op: exists, each: all", "fail"),
        ("[{k: 1}, {}]", "'A[*].k', op: absent", "pass"),
        ("[{k: 1}, {}]", "'A[*].k', op: absent, each: all", "fail"),
    ] {
        assert_eq!(
            holds(found, assert),
            expected,
            "found {found}, asked {assert}"
        );
    }
}

#[test]
fn what_would_leak_or_never_end_is_refused() {
    for (criterion, reason) in [
        (
            "{kind: anyOf, label: sealed inside, of: [{kind: check, sealed: true, label: inner, select: {type: AWS::SQS::Queue}}]}",
            "`sealed` inside of a combination",
        ),
        (
            "{kind: check, label: nested, select: {type: AWS::SQS::Queue}, assert: [{property: QueueName, op: refersTo, value: {type: AWS::SQS::Queue, where: [{property: QueueName, op: refersTo, value: {type: AWS::SQS::Queue}}]}}]}",
            "cannot hold `refersTo` again",
        ),
    ] {
        let (rubric, problems) = compiled(&format!("- {criterion}"));
        assert!(rubric.is_none(), "refused: {criterion}");
        assert!(
            problems
                .iter()
                .any(|problem| problem.message.contains(reason)),
            "says why: {problems:?}"
        );
    }
}

/// What is said of what must not be is a sentence for each operator.
#[test]
fn what_none_may_be_is_said_in_words() {
    const ROLES: &str = "Resources:
  Work:
    Type: AWS::IAM::Role
    Properties:
      Description: broad
      ManagedPolicyArns: [!Ref Own, 'arn:aws:iam::aws:policy/AdministratorAccess']
      AssumeRolePolicyDocument:
        Statement: [{Effect: Allow, Principal: {AWS: '*'}, Action: ['*', 'sts:TagSession']}]
  Own: {Type: AWS::IAM::ManagedPolicy}
";
    let place = |condition: &str| {
        format!(
            "- {{kind: check, label: one, select: {{type: AWS::IAM::Role}}, assert: [{condition}]}}"
        )
    };
    let resource = |condition: &str| {
        format!(
            "- {{kind: check, label: one, select: {{type: AWS::IAM::Role}}, match: none, assert: [{condition}]}}"
        )
    };
    let actions = "AssumeRolePolicyDocument.Statement[*].Action";
    for (criteria, said) in [
        (
            place(&format!(
                "{{property: '{actions}', op: contains, value: '*', each: none}}"
            )),
            "none may have `*` in it.",
        ),
        (
            place("{property: 'ManagedPolicyArns[*]', op: exists, each: none}"),
            "none may be there.",
        ),
        (
            place(
                "{property: 'ManagedPolicyArns[*]', op: glob, value: '*Administrator*', each: none}",
            ),
            "none may be text like `*Administrator*`.",
        ),
        (
            place(
                "{property: 'ManagedPolicyArns[*]', op: refersTo, value: {type: AWS::IAM::ManagedPolicy}, each: none}",
            ),
            "none may refer to a managed policy.",
        ),
        (
            place(&format!(
                "{{property: '{actions}', op: contains, value: 'sts:AssumeRole'}}"
            )),
            "needs `sts:AssumeRole` in it.",
        ),
        (
            resource(&format!(
                "{{property: '{actions}', op: contains, value: '*'}}"
            )),
            "no role may have `*` in it.",
        ),
        (
            resource("{property: Description, op: exists}"),
            "`Description` of `Work` is `broad`; no role may have it.",
        ),
        (
            resource("{property: PermissionsBoundary, op: absent}"),
            "`Work` has no `PermissionsBoundary`; every role needs it.",
        ),
        (
            resource("{property: Description, op: equals, value: broad}"),
            "`Description` of `Work` is `broad`; no role may have `broad` there.",
        ),
    ] {
        let report = crate::support::grade_with(ROLES, &criteria, &[]);
        let message = &report.results[0].message;
        assert!(
            message.ends_with(said),
            "{criteria}\n  says {message}\n  and should end in {said}"
        );
    }
}

#[test]
fn several_types_are_called_by_words() {
    check(
        "Resources:\n  A: {Type: AWS::SNS::Topic}\n",
        "
- {kind: check, label: a key or a user, select: {type: [AWS::IAM::AccessKey, AWS::IAM::User]}}
- {kind: check, label: a policy, select: {type: [AWS::IAM::Policy, AWS::IAM::RolePolicy, AWS::IAM::ManagedPolicy]}}
- {kind: check, label: a proxy, select: {type: [AWS::RDS::DBProxy, AWS::RDS::DBInstance]}}
- {kind: check, label: a proxy alone, select: {type: AWS::RDS::DBProxy}}
",
        &expect![[r#"
            0/4 points, 0 of 4 passed
            c1 Fail 0/1: There is no access key or user in this template yet.
              1:1-1:10
            c2 Fail 0/1: There is no policy, role policy or managed policy in this template yet.
              1:1-1:10
            c3 Fail 0/1: There is no DB proxy or database in this template yet.
              1:1-1:10
            c4 Fail 0/1: There is no AWS::RDS::DBProxy in this template yet.
              1:1-1:10"#]],
    );
}

/// Of several ways the one is told that got furthest, and each place of it has its sentence.
#[test]
fn the_nearest_way_is_the_one_that_got_furthest() {
    const JOBS: &str = "Resources:
  Jobs: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 30}}
  Slow: {Type: AWS::SQS::Queue}
  Worker: {Type: AWS::Lambda::Function}
";
    check(
        JOBS,
        "
- kind: anyOf
  label: one way alone
  of:
    - {kind: check, label: a topic, select: {type: AWS::SNS::Topic}}
- kind: anyOf
  label: a wrong value is nearer than none
  of:
    - {resourceType: AWS::SQS::Queue, property: KmsMasterKeyId, expected: x, label: a key}
    - {resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 31, label: a time}
- kind: anyOf
  label: the first of equal ones
  of:
    - {resourceType: AWS::SQS::Queue, property: KmsMasterKeyId, expected: x, label: a key}
    - {resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 31, label: a delay}
- kind: anyOf
  label: two resources of three are nearer than one of two
  of:
    - {kind: graph, label: a topic, nodes: {topic: {type: AWS::SNS::Topic}, fn: {type: AWS::Lambda::Function}}, edges: [[topic, delivers, fn]]}
    - {kind: graph, label: queues, nodes: {jobs: {type: AWS::SQS::Queue, name: Jobs}, slow: {type: AWS::SQS::Queue, name: Slow}, fn: {type: AWS::Lambda::Function}}, edges: [[jobs, delivers, fn], [slow, delivers, fn]]}
",
        &expect![[r#"
            0/4 points, 0 of 4 passed
            c1 Fail 0/1: “a topic”: There is no topic in this template yet.
              1:1-1:10
            c2 Fail 0/1: None of the 2 ways is there yet. The nearest is “a time”: 2 queues; `Jobs` is the nearest and only `VisibilityTimeout` is wrong: 30, needs 31.
              2:46-2:67 in "Jobs" at "VisibilityTimeout" found "30" expected "31"
            c3 Fail 0/1: None of the 2 ways is there yet. The nearest is “a key”: 2 queues; `Jobs` is the nearest and has no `KmsMasterKeyId` yet; it needs `x`.
              2:3-2:7 in "Jobs" at "KmsMasterKeyId" expected "x"
            c4 Fail 0/1: None of the 2 ways is there yet. The nearest is “queues”: `Jobs` does not deliver to `Worker`: add an event source mapping from `Jobs` to `Worker`. One more thing is missing.
              2:3-2:7 in "Jobs" expected "AWS::Lambda::EventSourceMapping"
              3:3-3:7 in "Slow" expected "AWS::Lambda::EventSourceMapping""#]],
    );
    let report = crate::support::grade_with(
        JOBS,
        "
- kind: anyOf
  label: ways
  of:
    - {kind: graph, label: queues, nodes: {jobs: {type: AWS::SQS::Queue, name: Jobs}, slow: {type: AWS::SQS::Queue, name: Slow}, fn: {type: AWS::Lambda::Function}}, edges: [[jobs, delivers, fn], [slow, delivers, fn]]}
    - {kind: check, label: a topic, select: {type: AWS::SNS::Topic}}
",
        &[],
    );
    let result = &report.results[0];
    for place in &result.evidence {
        assert!(
            result
                .parts
                .iter()
                .any(|part| part.evidence.as_ref() == Some(place)),
            "line {} has a sentence: {:#?}",
            place.line,
            result.parts
        );
    }
}

#[test]
fn what_is_not_there_is_said_once_with_all_that_is_asked_of_it() {
    check(
        "
Resources:
  Orders:
    Type: AWS::SQS::Queue
",
        "
- kind: check
  label: neither short nor long
  select: {type: AWS::SQS::Queue}
  assert:
    - {property: VisibilityTimeout, op: gte, value: 30}
    - {property: VisibilityTimeout, op: lte, value: 60}
- kind: check
  label: all of them are
  select: {type: AWS::SQS::Queue}
  match: all
  count: {min: 1}
  assert:
    - {property: VisibilityTimeout, op: gte, value: 30}
    - {property: DelaySeconds, op: gte, value: 5}
    - {property: VisibilityTimeout, op: lte, value: 60}
",
        &expect![[r#"
            0/2 points, 0 of 2 passed
            c1 Fail 0/1: `Orders` has no `VisibilityTimeout` yet; it needs at least 30 and at most 60.
              3:3-3:9 in "Orders" at "VisibilityTimeout" expected "at least 30"
              3:3-3:9 in "Orders" at "VisibilityTimeout" expected "at most 60"
            c2 Fail 0/1: `Orders` has no `VisibilityTimeout` yet; it needs at least 30 and at most 60. `Orders` has no `DelaySeconds` yet; it needs at least 5.
              3:3-3:9 in "Orders" at "VisibilityTimeout" expected "at least 30"
              3:3-3:9 in "Orders" at "DelaySeconds" expected "at least 5"
              3:3-3:9 in "Orders" at "VisibilityTimeout" expected "at most 60""#]],
    );
}
