//! What an `iam` check says beside its verdict, and of several resources at once: parts, places, and the nearest that is not selected.

use expect_test::expect;

use super::BASE;
use crate::support::{grade_with, show};

/// A role with these statements, and other resources.
fn role(statements: &str, others: &str) -> String {
    format!(
        "{BASE}  Worker: {{Type: AWS::IAM::Role, Properties: {{Policies: [{{PolicyName: Work, PolicyDocument: {{Statement: [{statements}]}}}}]}}}}\n{others}"
    )
}

/// The criterion's result, and its parts.
fn told(template: &str, criterion: &str) -> String {
    let report = grade_with(template, &format!("- {criterion}"), &[]);
    let shown = show(&report);
    let (_, shown) = shown.split_once('\n').expect("points come first");
    let parts = report.results.iter().flat_map(|result| &result.parts);
    let parts: Vec<String> = parts
        .map(|part| format!("\n- {:?}: {}", part.verdict, part.text))
        .collect();
    format!("{shown}{}", parts.concat())
}

#[test]
fn all_that_is_selected_is_within_reach() {
    let criterion = "{kind: iam, label: asked, who: {type: AWS::IAM::Role}, action: sqs:SendMessage, on: {type: AWS::SQS::Queue}, expect: allow, maxScope: thisResource}";
    let verdict = |resource: &str| {
        let statement =
            format!("{{Effect: Allow, Action: 'sqs:SendMessage', Resource: {resource}}}");
        let report = grade_with(&role(&statement, ""), &format!("- {criterion}"), &[]);
        format!("{:?}", report.results[0].verdict)
    };
    for (resource, expected, why) in [
        ("!GetAtt Jobs.Arn", "Pass", "one of them"),
        (
            "[!GetAtt Jobs.Arn, !GetAtt Slow.Arn]",
            "Pass",
            "all of them",
        ),
        (
            "[!GetAtt Jobs.Arn, !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:foreign']",
            "Fail",
            "another queue is not selected",
        ),
        (
            "!Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:*'",
            "Fail",
            "all queues are more than those that are selected",
        ),
    ] {
        assert_eq!(verdict(resource), expected, "{why}: {resource}");
    }
}

#[test]
fn a_role_does_not_meet_a_condition_on_the_source() {
    let verdict = |condition: &str, expect: &str| {
        let policy = format!(
            "  P: {{Type: AWS::SQS::QueuePolicy, Properties: {{Queues: [!Ref Jobs], PolicyDocument: {{Statement: [{{Effect: Allow, Principal: '*', Action: 'sqs:*', Resource: '*', Condition: {condition}}}]}}}}}}\n"
        );
        let criterion = format!(
            "- {{kind: iam, label: asked, who: {{type: AWS::IAM::Role}}, action: sqs:SendMessage, on: {{type: AWS::SQS::Queue, name: Jobs}}, expect: {expect}}}"
        );
        let report = grade_with(&role("", &policy), &criterion, &[]);
        format!("{:?}", report.results[0].verdict)
    };
    for (condition, allow, not_allow, why) in [
        (
            "{ArnEquals: {'aws:SourceArn': !Ref News}}",
            "Fail",
            "Pass",
            "its own request has no source",
        ),
        (
            "{StringEquals: {'AWS:SourceAccount': !Ref 'AWS::AccountId'}}",
            "Fail",
            "Pass",
            "nor the account of one",
        ),
        (
            "{ArnEqualsIfExists: {'aws:SourceArn': !Ref News}}",
            "Pass",
            "Fail",
            "what does not exist is not compared",
        ),
        (
            "{ArnNotEquals: {'aws:SourceArn': !Ref News}}",
            "Pass",
            "Fail",
            "nothing is not that topic",
        ),
        (
            "{StringEquals: {'aws:PrincipalOrgID': o-1}}",
            "Pass",
            "Fail",
            "a role has an organization, this one perhaps",
        ),
    ] {
        assert_eq!(verdict(condition, "allow"), allow, "{why}: {condition}");
        assert_eq!(
            verdict(condition, "notAllow"),
            not_allow,
            "{why}: {condition}"
        );
    }
}

#[test]
fn a_part_that_reaches_too_far_fails() {
    let criterion = "{kind: iam, label: asked, who: {type: AWS::IAM::Role}, action: sqs:SendMessage, on: {type: AWS::SQS::Queue, name: Jobs}, expect: allow, maxScope: thisResource}";
    expect![[r#"
        c1 Fail 0/1: `Worker` may `sqs:SendMessage` on `Jobs`, but statement 2 of `Work` (line 26) reaches further: `*`. Name only `${Jobs.Arn}` there.
          26:178-26:225 in "Worker" at "Policies[0].PolicyDocument.Statement[1]"
        - Pass: Statement 1 of `Work` (line 26) allows `sqs:SendMessage` on `${Jobs.Arn}`.
        - Fail: Statement 2 of `Work` (line 26) allows `sqs:*` on `*`. It reaches further than asked: `*`.
        - Fail: Statement 3 of `Work` (line 26) allows `sqs:Send*` on `${Jobs.Arn}`, `${Slow.Arn}`. It reaches further than asked: `${Slow.Arn}`."#]].assert_eq(&told(
        &role(
            "{Effect: Allow, Action: 'sqs:SendMessage', Resource: !GetAtt Jobs.Arn}, {Effect: Allow, Action: 'sqs:*', Resource: '*'}, {Effect: Allow, Action: 'sqs:Send*', Resource: [!GetAtt Jobs.Arn, !GetAtt Slow.Arn]}",
            "",
        ),
        criterion,
    ));
}

#[test]
fn an_allow_under_a_condition_fails_not_allow_and_its_part() {
    expect![[r#"
        c1 Fail 0/1: `Worker` may `sqs:SendMessage` on `Jobs` whenever the condition of statement 1 of `Work` (line 26) holds, and it must never be allowed.
          26:106-26:210 in "Worker" at "Policies[0].PolicyDocument.Statement[0]"
        - Fail: Statement 1 of `Work` (line 26) allows `sqs:*` on `*`, under a condition."#]].assert_eq(&told(
        &role(
            "{Effect: Allow, Action: 'sqs:*', Resource: '*', Condition: {Bool: {'aws:MultiFactorAuthPresent': true}}}",
            "",
        ),
        "{kind: iam, label: asked, who: {type: AWS::IAM::Role}, action: sqs:SendMessage, on: {type: AWS::SQS::Queue, name: Jobs}, expect: notAllow}",
    ));
}

#[test]
fn what_a_service_lacks_shows_where_it_acts() {
    let criterion = "{kind: iam, label: asked, who: {type: AWS::SNS::Topic}, action: sqs:SendMessage, on: {type: AWS::SQS::Queue, name: Jobs}, expect: allow}";
    expect![[r#"
        c1 Fail 0/1: No policy of `Jobs` allows `sqs:SendMessage` to SNS for `News`: add one.
          14:3-14:7 in "Jobs""#]]
    .assert_eq(&told(&role("", ""), criterion));
    let policy = "  P: {Type: AWS::SQS::QueuePolicy, Properties: {Queues: [!Ref Jobs], PolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: s3.amazonaws.com}, Action: 'sqs:*', Resource: '*'}]}}}\n";
    expect![[r#"
        c1 Fail 0/1: No policy of `Jobs` allows `sqs:SendMessage` to SNS for `News`: add one.
          27:3-27:4 in "P""#]]
    .assert_eq(&told(&role("", policy), criterion));
}

#[test]
fn a_policy_template_of_sam_shows_what_it_was_given() {
    let sam = format!(
        "{BASE}  Shop: {{Type: AWS::Serverless::Function, Properties: {{Policies: [DynamoDBReadPolicy: {{TableName: !Ref Orders}}]}}}}\n"
    );
    expect![[r#"
        c1 Pass 1/1: `Shop` may `dynamodb:Query` on `Orders`: `DynamoDBReadPolicy` (line 26) allows it.
          26:67-26:85 in "Shop"
        - Pass: `DynamoDBReadPolicy` (line 26) allows `dynamodb:GetItem`, `dynamodb:Scan`, `dynamodb:Query` and 2 more on `arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}`, `arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}/index/*`."#]].assert_eq(&told(
        &sam,
        "{kind: iam, label: asked, who: {type: AWS::Serverless::Function}, action: dynamodb:Query, on: {type: AWS::DynamoDB::Table}, expect: allow}",
    ));
}

#[test]
fn the_nearest_that_is_not_selected_is_named() {
    let who = |conditions: &str| {
        format!(
            "{{kind: iam, label: asked, who: {{type: AWS::IAM::Role, where: [{conditions}]}}, action: sqs:SendMessage, on: {{type: AWS::SQS::Queue}}, expect: allow}}"
        )
    };
    expect![[r#"
        c1 Fail 0/1: None of 2 roles is the one that is asked for; `Idle` is the nearest. `Idle` has no `MaxSessionDuration` yet; it needs at least 3600.
          27:3-27:7 in "Idle" at "MaxSessionDuration" expected "at least 3600""#]].assert_eq(&told(
        &role("", "  Idle: {Type: AWS::IAM::Role, Properties: {Path: /app/}}\n"),
        &who("{property: Path, op: equals, value: /app/}, {property: MaxSessionDuration, op: gte, value: 3600}"),
    ));
    expect![[r#"
        c1 Fail 0/1: There is no role in this template yet.
          9:1-9:10"#]]
    .assert_eq(&told(
        BASE,
        &who("{property: Path, op: equals, value: /app/}"),
    ));
}
