//! When a found value is the expected one, as templates really write values.

use crate::support::{grade_with, one, verdict};

/// The property `P` of one resource, written as `found` after `P:`, against `expected` as YAML.
fn check(found: &str, expected: &str, passes: bool) {
    let template = format!(
        "Parameters:\n  Stage: {{Type: String, Default: prod}}\n  Size: {{Type: Number, Default: 3}}\n  Secret: {{Type: String}}\nConditions:\n  Big: !Equals [!Ref Stage, prod]\nResources:\n  X:\n    Type: A::B::C\n    Properties:\n      P: {found}\n  Q: {{Type: AWS::SQS::Queue}}\n"
    );
    let found_verdict = verdict(&template, &one("A::B::C", "P", expected));
    let wanted = if passes { "pass" } else { "fail" };
    assert_eq!(found_verdict, wanted, "P: {found}, expected: {expected}");
}

#[test]
fn scalars() {
    check("nodejs22.x", "nodejs22.x", true);
    check("'nodejs22.x'", "\"nodejs22.x\"", true);
    check("180", "180", true);
    check("\"180\"", "180", true);
    check("180.0", "180", true);
    check("180.0", "\"180\"", false);
    check("012345670123", "12345670123", false);
    check("012345670123", "\"012345670123\"", true);
    check("1.10", "\"1.1\"", false);
    check("1.10", "1.10", true);
    check("2012-10-17", "\"2012-10-17\"", true);
    check("\"2012-10-17\"", "2012-10-17", true);
    check("yes", "true", true);
    check("On", "\"true\"", true);
    check("\"yes\"", "true", false);
    check("\"true\"", "true", true);
    check("no", "false", true);
    check("'Off'", "false", false);
}

#[test]
fn a_list_or_mapping_is_no_scalar() {
    check("[a]", "a", false);
    check("[a]", "'*'", false);
    check("{a: b}", "b", false);
    check("[1]", "1", false);
    check("{}", "''", false);
    check("[]", "''", false);
}

#[test]
fn globs() {
    check("nodejs22.x", "nodejs*", true);
    check("python3.13", "nodejs*", false);
    check("\"\"", "'*'", true);
    check("|\n        one\n        two", "'one*two*'", true);
    check("'a*b'", "'a\\*b'", true);
    check("axb", "'a\\*b'", false);
    check("!Sub '${Secret}-orders'", "'*-orders'", true);
}

#[test]
fn a_property_that_is_not_there_matches_nothing() {
    let template = "Resources:\n  X: {Type: 'A::B::C', Properties: {Q: 1}}\n  Y: {Type: 'A::B::C'}\n  Z: {Type: 'A::B::C', Properties: {P: !Ref 'AWS::NoValue'}}\n";
    assert_eq!(
        verdict(template, &one("A::B::C", "P", "'*'")),
        "fail",
        "a star needs something there"
    );
    assert_eq!(
        verdict(template, &one("A::B::C", "P", "''")),
        "fail",
        "so does empty text"
    );
}

#[test]
fn functions_by_value_canonical_text_and_first_form() {
    check("!Ref Q", "'${Q}'", true);
    check("!Ref Q", "Q", true);
    check("{Ref: Q}", "Q", true);
    check("!Sub '${Q}'", "'${Q}'", true);
    check("!GetAtt Q.Arn", "'${Q.Arn}'", true);
    check("!GetAtt Q.Arn", "Q.Arn", true);
    check("{'Fn::GetAtt': [Q, Arn]}", "Q.Arn", true);
    check("!Sub '${Stage}-orders'", "prod-orders", true);
    check("!Sub '${Stage}-orders'", "'${Stage}-orders'", true);
    check("!Sub '${Stage}-orders'", "dev-orders", false);
    check("!Join ['-', [!Ref Stage, orders]]", "prod-orders", true);
    check("!Ref Stage", "prod", true);
    check("!Ref Stage", "Stage", true);
    check("!Ref Size", "3", true);
    check("!If [Big, 10, 20]", "10", true);
    check("!If [Big, 10, 20]", "20", false);
    check("!Sub '${AWS::Region}-x'", "'${AWS::Region}-x'", true);
    check("!Ref Secret", "'${Secret}'", true);
}

#[test]
fn yaml_and_its_json_translation_get_the_same_verdicts() {
    let yaml = "
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Timeout: 30
      Role: !GetAtt Role.Arn
      Environment: {Variables: {QUEUE: !Ref Jobs, DEBUG: true}}
  Jobs:
    Type: AWS::SQS::Queue
    DeletionPolicy: Retain
    Properties: {QueueName: !Sub '${AWS::StackName}-jobs'}
  Role: {Type: AWS::IAM::Role}
";
    let json = r#"{"Resources": {
  "Fn": {"Type": "AWS::Lambda::Function", "Properties": {
    "Runtime": "nodejs22.x", "Timeout": 30, "Role": {"Fn::GetAtt": ["Role", "Arn"]},
    "Environment": {"Variables": {"QUEUE": {"Ref": "Jobs"}, "DEBUG": true}}}},
  "Jobs": {"Type": "AWS::SQS::Queue", "DeletionPolicy": "Retain",
    "Properties": {"QueueName": {"Fn::Sub": "${AWS::StackName}-jobs"}}},
  "Role": {"Type": "AWS::IAM::Role"}}}"#;
    let criteria = [
        one("AWS::Lambda::Function", "Runtime", "nodejs22.x"),
        one("AWS::Lambda::Function", "Timeout", "'30'"),
        one("AWS::Lambda::Function", "Timeout", "31"),
        one("AWS::Lambda::Function", "Role", "Role.Arn"),
        one("AWS::Lambda::Function", "Role.Fn::GetAtt", "Role.Arn"),
        one(
            "AWS::Lambda::Function",
            "Environment.Variables.QUEUE.Ref",
            "Jobs",
        ),
        one(
            "AWS::Lambda::Function",
            "Environment.Variables.DEBUG",
            "true",
        ),
        one("AWS::SQS::Queue", "@DeletionPolicy", "Retain"),
        one("AWS::SQS::Queue", "QueueName", "'${AWS::StackName}-jobs'"),
        one("AWS::SQS::Queue", "QueueName.Fn::Sub", "'*-jobs'"),
        one("AWS::IAM::Role", "RoleName", "x"),
    ]
    .concat();
    let said = |template: &str| -> Vec<String> {
        grade_with(template, &criteria, &[])
            .results
            .iter()
            .map(|result| format!("{:?} {}", result.verdict, result.message))
            .collect()
    };
    assert_eq!(said(yaml), said(json), "one template in two spellings");
    let passed = said(yaml)
        .iter()
        .filter(|said| said.starts_with("Pass"))
        .count();
    assert_eq!(
        passed,
        9,
        "all but the wrong timeout and the missing name: {:#?}",
        said(yaml)
    );
}
