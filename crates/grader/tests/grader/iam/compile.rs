//! What is refused or remarked on before a criterion is used, each with its place.

use expect_test::{Expect, expect};

use crate::support::compiled;

fn check(fields: &str, expected: &Expect) {
    let (rubric, problems) = compiled(&format!("- {{label: asked, kind: iam, {fields}}}"));
    let mut lines: Vec<String> = problems
        .iter()
        .map(|problem| {
            format!(
                "{} {:?}: {}",
                problem.span.start.column, problem.severity, problem.message
            )
        })
        .collect();
    lines.push(
        if rubric.is_some() {
            "a rubric"
        } else {
            "no rubric"
        }
        .to_owned(),
    );
    expected.assert_eq(&lines.join("\n"));
}

const REST: &str = "who: {type: AWS::IAM::Role}, on: '*', expect: allow";

#[test]
fn what_is_right_has_no_problem() {
    check(
        &format!("action: 's3:GetObject', {REST}"),
        &expect!["a rubric"],
    );
    check(
        &format!("action: ['s3:GetObject', 's3:Put*'], {REST}"),
        &expect!["a rubric"],
    );
    check(
        &format!("action: '*', maxScope: service, {REST}"),
        &expect!["a rubric"],
    );
    check(
        "who: {type: AWS::IAM::Role}, on: '${Data.Arn}/*', expect: notAllow, action: 's3:*'",
        &expect!["a rubric"],
    );
    check(
        "who: {type: [AWS::IAM::Role, AWS::IAM::User]}, on: {type: AWS::S3::Bucket, name: Data}, expect: explicitDeny, action: 's3:*'",
        &expect!["a rubric"],
    );
}

#[test]
fn actions_have_a_service() {
    check(
        &format!("action: GetObject, {REST}"),
        &expect![[r#"
        37 Error: `action` must be a service and an action such as s3:GetObject, or `*`, not `GetObject`
        no rubric"#]],
    );
    check(
        &format!("action: 's3:', {REST}"),
        &expect![[r#"
        37 Error: `action` must be a service and an action such as s3:GetObject, or `*`, not `s3:`
        no rubric"#]],
    );
    check(
        &format!("action: ['s3:GetObject', 5], {REST}"),
        &expect![[r#"
            54 Error: `action` must be text, not the number 5; put it in quotes
            no rubric"#]],
    );
    check(
        &format!("action: [], {REST}"),
        &expect![[r#"
        37 Error: `action` is an empty list: at least one action is needed
        no rubric"#]],
    );
    check(
        &format!("action: {{a: b}}, {REST}"),
        &expect![[r#"
        37 Error: `action` must be text, not a mapping
        no rubric"#]],
    );
    check(
        &format!("action: 's4:GetObject', {REST}"),
        &expect![[r#"
        37 Warning: `s4` is no service that IAM is known to have; did you mean `s3:GetObject`?
        a rubric"#]],
    );
    check(
        &format!("action: 'dynamdb:GetItem', {REST}"),
        &expect![[r#"
            37 Warning: `dynamdb` is no service that IAM is known to have; did you mean `dynamodb:GetItem`?
            a rubric"#]],
    );
    check(
        &format!("action: 's3:{}', {REST}", "a".repeat(300)),
        &expect![[r#"
            37 Error: `action` is longer than 256 characters
            no rubric"#]],
    );
}

#[test]
fn words_are_of_a_closed_set() {
    check(
        "who: {type: AWS::IAM::Role}, on: '*', action: '*', expect: alow",
        &expect![[r#"
            88 Error: `expect` must be one of allow, notAllow, explicitDeny, not `alow`; did you mean `allow`?
            no rubric"#]],
    );
    check(
        &format!("action: '*', maxScope: thisresource, {REST}"),
        &expect![[r#"
            52 Error: `maxScope` must be one of thisResource, service, any, not `thisresource`; did you mean `thisResource`?
            no rubric"#]],
    );
    check(
        "who: {type: AWS::IAM::Role}, on: '*', action: '*', expect: notAllow, maxScope: any",
        &expect![[r#"
            108 Warning: `maxScope` only says something with `expect: allow`
            a rubric"#]],
    );
}

#[test]
fn everything_that_is_lacking_is_said_at_once() {
    check(
        "hint: x",
        &expect![[r#"
        3 Error: `action` is missing
        3 Error: `expect` is missing
        3 Error: `on` is missing
        3 Error: `who` is missing
        no rubric"#]],
    );
    check(
        "who: {}, on: {}, action: '', expect: ''",
        &expect![[r#"
        34 Error: `who` is empty: say which resources are meant with `type`
        42 Error: `on` is empty: say which resources are meant with `type`
        54 Error: `action` is empty
        66 Error: `expect` is empty
        no rubric"#]],
    );
    check(
        "who: Worker, on: data, action: '*', expect: allow",
        &expect![[r#"
            34 Error: `who` must be a mapping with `type`, not the text `Worker`
            46 Error: `on` must be `*`, an ARN, an ARN of the template such as ${Data.Arn}/*, or a selection with `type`, not `data`
            no rubric"#]],
    );
    check(
        "who: {type: AWS::IAM::Role}, on: ['*'], action: '*', expect: allow",
        &expect![[r#"
            62 Error: `on` must be text or a selection with `type`, not a list
            no rubric"#]],
    );
}
