//! What a model may write into a rubric, and what is refused though an author may write it.

use expect_test::{Expect, expect};
use grader::{Problem, Rubric};

use crate::support::compiled;

fn generated(criteria: &str) -> (Option<Rubric>, Vec<Problem>) {
    let document = cfn::parse(criteria.as_bytes());
    let root = document.root.expect("the rubric is readable");
    Rubric::compile_generated(&root)
}

fn told((rubric, problems): (Option<Rubric>, Vec<Problem>)) -> String {
    let mut lines: Vec<String> = problems
        .iter()
        .map(|problem| {
            format!(
                "{}:{} {:?}: {}",
                problem.span.start.line,
                problem.span.start.column,
                problem.severity,
                problem.message
            )
        })
        .collect();
    lines.push(match rubric {
        Some(rubric) => format!("{} criteria", rubric.criteria.len()),
        None => "no rubric".to_owned(),
    });
    lines.join("\n")
}

const ONE: &str = "- {label: The queue waits, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 180}\n";

#[test]
fn everything_that_a_model_may_write_is_taken() {
    let criteria = "
- {label: The runtime, weight: 3, resourceType: 'AWS::Lambda::Function', property: Runtime, expected: 'nodejs*'}
- kind: check
  label: Every operator
  select: {type: AWS::SQS::Queue, where: [{property: FifoQueue, op: absent}]}
  assert:
    - {property: VisibilityTimeout, op: gte, value: 180}
    - {property: VisibilityTimeout, op: lte, value: 900}
    - {property: VisibilityTimeout, op: equals, value: 180}
    - {property: VisibilityTimeout, op: oneOf, value: [180, 360]}
    - {property: QueueName, op: exists}
    - {property: QueueName, op: contains, value: jobs}
    - {property: QueueName, op: glob, value: 'jobs-*'}
    - {property: KmsMasterKeyId, op: refersTo, value: {type: AWS::KMS::Key}}
    - {property: 'Tags[*].Key', op: equals, value: team, each: any}
- kind: graph
  label: Every relation
  weight: 2
  nodes: {a: {type: AWS::SNS::Topic}, b: {type: AWS::SQS::Queue}, c: {type: AWS::Lambda::Function}, d: {type: AWS::IAM::Role}}
  edges: [[a, delivers, b], [b, deadLettersTo, a], [c, assumes, d], [c, references, b], [c, containedIn, a], [a, protects, b]]
- {kind: iam, label: The role, who: {type: AWS::IAM::Role}, action: 's3:GetObject', on: {type: AWS::S3::Bucket}, expect: allow, maxScope: thisResource}
- {kind: preset, label: The bucket, preset: s3-encrypted, args: {}}
";
    expect!["5 criteria"].assert_eq(&told(generated(criteria)));
    for count in 3..=8 {
        let (rubric, problems) = generated(&ONE.repeat(count));
        assert!(rubric.is_some(), "{count} criteria: {problems:?}");
    }
}

/// Refused when a model writes it as the last of a few criteria; taken, with a warning at most, when an author does.
fn check(criterion: &str, expected: &Expect) {
    let criteria = format!("{}{criterion}\n", ONE.repeat(3));
    let (of_author, problems) = compiled(&criteria);
    assert!(of_author.is_some(), "an author may: {problems:?}");
    expected.assert_eq(&told(generated(&criteria)));
}

#[test]
fn numbers_have_bounds() {
    for count in [1, 2, 9] {
        let (of_author, _) = compiled(&ONE.repeat(count));
        assert!(of_author.is_some(), "an author may have {count}");
    }
    expect![[r#"
        1:3 Error: a generated mission has 3 to 8 criteria, not 2
        no rubric"#]]
    .assert_eq(&told(generated(&ONE.repeat(2))));
    expect![[r#"
        1:3 Error: a generated mission has 3 to 8 criteria, not 9
        no rubric"#]]
    .assert_eq(&told(generated(&ONE.repeat(9))));
    let weight = |weight: &str| {
        ONE.trim_end()
            .replace('}', &format!(", weight: {weight}}}"))
    };
    check(
        &weight("4"),
        &expect![[r#"
        4:3 Error: in a generated mission `weight` is 1 to 3, not 4
        no rubric"#]],
    );
    check(
        &weight("0.5"),
        &expect![[r#"
        4:3 Error: in a generated mission `weight` is 1 to 3, not 0.5
        no rubric"#]],
    );
}

#[test]
fn kinds_and_relations_are_fewer() {
    let inner = ONE.trim_end().trim_start_matches("- ");
    for (kind, expected) in [
        (
            "allOf",
            expect![[r#"
            4:3 Error: the kind `allOf` may not be used in a generated mission
            no rubric"#]],
        ),
        (
            "anyOf",
            expect![[r#"
            4:3 Error: the kind `anyOf` may not be used in a generated mission
            no rubric"#]],
        ),
        (
            "not",
            expect![[r#"
            4:3 Error: the kind `not` may not be used in a generated mission
            no rubric"#]],
        ),
    ] {
        check(
            &format!("- {{kind: {kind}, label: Some of it, of: [{inner}]}}"),
            &expected,
        );
    }
    for (relation, expected) in [
        (
            "reaches",
            expect![[r#"
            4:3 Error: the relation `reaches` may not be used in a generated mission
            no rubric"#]],
        ),
        (
            "dependsOn",
            expect![[r#"
            4:3 Error: the relation `dependsOn` may not be used in a generated mission
            no rubric"#]],
        ),
        (
            "notifies",
            expect![[r#"
            4:3 Error: the relation `notifies` may not be used in a generated mission
            no rubric"#]],
        ),
        (
            "logsTo",
            expect![[r#"
            4:3 Error: the relation `logsTo` may not be used in a generated mission
            no rubric"#]],
        ),
        (
            "encryptsWith",
            expect![[r#"
            4:3 Error: the relation `encryptsWith` may not be used in a generated mission
            no rubric"#]],
        ),
    ] {
        check(
            &format!(
                "- {{kind: graph, label: Two of them, nodes: {{a: {{type: AWS::SQS::Queue}}, b: {{type: AWS::KMS::Key}}}}, edges: [[a, {relation}, b]]}}"
            ),
            &expected,
        );
    }
    check(
        "- {kind: graph, label: Five nodes, nodes: {a: {type: AWS::SQS::Queue}, b: {type: AWS::SQS::Queue}, c: {type: AWS::SQS::Queue}, d: {type: AWS::SQS::Queue}, e: {type: AWS::SQS::Queue}}}",
        &expect![[r#"
            4:3 Error: a graph of 5 nodes (more than 4) may not be used in a generated mission
            no rubric"#]],
    );
    let (_, problems) = generated(&format!(
        "{}- {{kind: guard, label: A rule, rules: x}}",
        ONE.repeat(3)
    ));
    assert_eq!(problems.len(), 1, "what nobody may: {problems:?}");
}

#[test]
fn operators_are_fewer_wherever_they_stand() {
    for (operator, expected) in [
        (
            "notEquals, value: a",
            expect![[r#"
            4:3 Error: the operator `notEquals` may not be used in a generated mission
            no rubric"#]],
        ),
        (
            "regex, value: a",
            expect![[r#"
            4:3 Error: the operator `regex` may not be used in a generated mission
            no rubric"#]],
        ),
        (
            "gt, value: 1",
            expect![[r#"
            4:3 Error: the operator `gt` may not be used in a generated mission
            no rubric"#]],
        ),
        (
            "lt, value: 1",
            expect![[r#"
            4:3 Error: the operator `lt` may not be used in a generated mission
            no rubric"#]],
        ),
        (
            "cidrWithin, value: 10.0.0.0/8",
            expect![[r#"
            4:3 Error: the operator `cidrWithin` may not be used in a generated mission
            no rubric"#]],
        ),
    ] {
        check(
            &format!(
                "- {{kind: check, label: The name, select: {{type: AWS::SQS::Queue}}, assert: [{{property: QueueName, op: {operator}}}]}}"
            ),
            &expected,
        );
    }
    let by_regex = "{type: AWS::SQS::Queue, where: [{property: QueueName, op: regex, value: a}]}";
    for (criterion, expected) in [
        (
            format!("{{kind: check, label: A place, select: {by_regex}}}"),
            expect![[r#"
                4:3 Error: the operator `regex` may not be used in a generated mission
                no rubric"#]],
        ),
        (
            format!("{{kind: graph, label: A place, nodes: {{a: {by_regex}}}}}"),
            expect![[r#"
                4:3 Error: the operator `regex` may not be used in a generated mission
                no rubric"#]],
        ),
        (
            format!(
                "{{kind: iam, label: A place, who: {{type: AWS::IAM::Role}}, action: 'sqs:SendMessage', on: {by_regex}, expect: allow}}"
            ),
            expect![[r#"
                4:3 Error: the operator `regex` may not be used in a generated mission
                no rubric"#]],
        ),
        (
            format!(
                "{{kind: iam, label: A place, who: {by_regex}, action: 'sqs:SendMessage', on: '*', expect: allow}}"
            ),
            expect![[r#"
                4:3 Error: the operator `regex` may not be used in a generated mission
                no rubric"#]],
        ),
        (
            format!(
                "{{kind: check, label: A place, select: {{type: AWS::Lambda::Function}}, assert: [{{property: DeadLetterConfig.TargetArn, op: refersTo, value: {by_regex}}}]}}"
            ),
            expect![[r#"
                4:3 Error: the operator `regex` may not be used in a generated mission
                no rubric"#]],
        ),
    ] {
        check(&format!("- {criterion}"), &expected);
    }
}

#[test]
fn paths_have_no_filters() {
    for (criterion, expected) in [
        (
            "{label: A tag, resourceType: AWS::SQS::Queue, property: 'Tags[?Key=team].Value', expected: x}",
            expect![[r#"
                4:3 Error: a path with `[?..]` (`Tags[?Key=team].Value`) may not be used in a generated mission
                no rubric"#]],
        ),
        (
            "{kind: check, label: A tag, select: {type: AWS::SQS::Queue}, assert: [{property: 'Tags[?Key=team].Value', op: exists}]}",
            expect![[r#"
                4:3 Error: a path with `[?..]` (`Tags[?Key=team].Value`) may not be used in a generated mission
                no rubric"#]],
        ),
        (
            "{kind: graph, label: A tag, nodes: {a: {type: AWS::SQS::Queue}, b: {type: AWS::SQS::Queue}}, differ: [[a, b, 'Tags[?Key=team].Value']]}",
            expect![[r#"
                4:3 Error: a path with `[?..]` (`Tags[?Key=team].Value`) may not be used in a generated mission
                no rubric"#]],
        ),
    ] {
        check(&format!("- {criterion}"), &expected);
    }
}

#[test]
fn what_aws_does_not_have_is_refused_and_else_only_doubted() {
    for (criterion, expected) in [
        (
            "{label: A slip, resourceType: AWS::S3::Bucket, property: Encryption, expected: x}",
            expect![[r#"
                4:60 Error: AWS::S3::Bucket has no `Encryption`, did you mean `BucketEncryption`?
                no rubric"#]],
        ),
        (
            "{label: A slip, resourceType: AWS::SQS::Queues, property: QueueName, expected: x}",
            expect![[r#"
                4:33 Error: AWS has no resource type `AWS::SQS::Queues`, did you mean `AWS::SQS::Queue`?
                no rubric"#]],
        ),
        (
            "{kind: check, label: A slip, select: {type: AWS::SQS::Queue}, assert: [{property: VisibilityTimout, op: exists}]}",
            expect![[r#"
                4:85 Error: AWS::SQS::Queue has no `VisibilityTimout`, did you mean `VisibilityTimeout`?
                no rubric"#]],
        ),
        (
            "{kind: check, label: A slip, select: {type: AWS::SQS::Queue, where: [{property: Fifo, op: exists}]}}",
            expect![[r#"
                4:83 Error: AWS::SQS::Queue has no `Fifo`, did you mean `FifoQueue`?
                no rubric"#]],
        ),
        (
            "{kind: check, label: A slip, select: {type: AWS::SQS::Queue}, assert: [{property: '@DeletePolicy', op: exists}]}",
            expect![[r#"
                4:85 Error: a resource has no `@DeletePolicy`
                no rubric"#]],
        ),
        (
            "{kind: graph, label: A slip, nodes: {a: {type: AWS::SNS::Topics}}}",
            expect![[r#"
                4:50 Error: AWS has no resource type `AWS::SNS::Topics`, did you mean `AWS::SNS::Topic`?
                no rubric"#]],
        ),
        (
            "{kind: iam, label: A slip, who: {type: AWS::IAM::Roles}, action: 's3:GetObject', on: '*', expect: allow}",
            expect![[r#"
                4:42 Error: AWS has no resource type `AWS::IAM::Roles`, did you mean `AWS::IAM::Role`?
                no rubric"#]],
        ),
    ] {
        let criteria = format!("{}- {criterion}\n", ONE.repeat(3));
        let as_author = told(compiled(&criteria));
        let as_model = told(generated(&criteria));
        expected.assert_eq(&as_model);
        assert_eq!(
            as_author
                .replace("Warning", "Error")
                .replace("4 criteria", "no rubric"),
            as_model,
            "the same words, and an author is only warned: {as_author}"
        );
        assert!(as_author.ends_with("4 criteria"), "{as_author}");
    }
}

#[test]
fn every_problem_is_told_at_once() {
    expect![[r#"
        2:3 Error: a generated mission has 3 to 8 criteria, not 2
        2:3 Error: in a generated mission `weight` is 1 to 3, not 9
        2:3 Error: the kind `not` may not be used in a generated mission
        3:3 Error: a path with `[?..]` (`Tags[?Key=a].Value`) may not be used in a generated mission
        3:3 Error: the operator `regex` may not be used in a generated mission
        no rubric"#]].assert_eq(&told(generated(
        "
- {kind: not, label: Not this, weight: 9, of: [{label: A queue, resourceType: AWS::SQS::Queue, property: QueueName, expected: x}]}
- {kind: check, label: Two at once, select: {type: AWS::SQS::Queue}, assert: [{property: 'Tags[?Key=a].Value', op: regex, value: a}]}
",
    )));
}
