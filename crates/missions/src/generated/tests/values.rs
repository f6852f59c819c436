//! What a model writes, held against what a learner writes.

use grader::{Rubric, Subject, Verdict};
use serde_json::{Value as Json, json};

use super::good;
use crate::generated::{answer::Answer, criteria::merge};

/// One criterion on one resource: what a model writes, held against what a learner writes.
fn grades(criterion: &Json, template: &str) -> bool {
    let mut answer = good();
    answer["criteria"] = json!({"property": [], "check": [], "graph": [], "iam": [], "preset": []});
    let kind = if criterion.get("assert").is_some() {
        "check"
    } else {
        "property"
    };
    let mut whole = json!({"id": "one", "order": 1, "label": "label", "weight": 1, "hints": []});
    let fields = criterion.as_object().expect("an object").clone();
    whole.as_object_mut().expect("an object").extend(fields);
    answer["criteria"][kind] = json!([whole]);
    let answer: Answer = serde_json::from_value(answer).expect("it is of the shape");
    let merged = merge(&answer.criteria);
    let (rubric, problems) = Rubric::compile(&merged.node);
    let rubric = rubric.unwrap_or_else(|| panic!("{criterion}: {problems:?}"));
    let parameters = cfn::Parameters::new();
    let subject = Subject {
        mission: "m",
        template: "t",
        text: template.as_bytes(),
        parameters: &parameters,
    };
    grader::grade(subject, &rubric).results[0].verdict == Verdict::Pass
}

#[test]
fn values_grade_as_they_were_meant() {
    const QUEUE: &str = "AWS::SQS::Queue VisibilityTimeout";
    const ALARM: &str = "AWS::CloudWatch::Alarm Threshold";
    const DATABASE: &str = "AWS::RDS::DBInstance EngineVersion";
    const BUCKET: &str = "AWS::S3::Bucket PublicAccessBlockConfiguration.BlockPublicAcls";
    const TAG: &str = "AWS::SQS::Queue Tags[0].Value";
    const ROLE: &str = "AWS::Lambda::Function Role";
    let table = [
        (QUEUE, "180", "180", true),
        (QUEUE, "180", "'180'", true),
        (QUEUE, "180", "180.0", true),
        (QUEUE, "180", "18", false),
        (ALARM, "0.5", "0.50", true),
        (ALARM, "0.5", ".5", true),
        (DATABASE, "16.1", "16.1", true),
        (DATABASE, "16.1", "'16.1'", true),
        (DATABASE, "16.1", "16.10", false),
        (BUCKET, "true", "true", true),
        (BUCKET, "true", "yes", true),
        (BUCKET, "True", "true", true),
        (BUCKET, "true", "false", false),
        (BUCKET, "FALSE", "false", true),
        (TAG, "012345678901", "'012345678901'", true),
        (TAG, "12345678901", "'012345678901'", false),
        (TAG, "1.10", "'1.1'", false),
        (TAG, "yes", "'yes'", true),
        (TAG, "null", "'null'", true),
        (ROLE, "${R.Arn}", "!GetAtt R.Arn", true),
        (ROLE, "!GetAtt R.Arn", "!GetAtt R.Arn", true),
        (ROLE, "!Sub \"${R.Arn}\"", "!GetAtt R.Arn", true),
        (ROLE, "!Ref R", "!Ref R", true),
        (ROLE, "!Ref R", "!Ref Q", false),
    ];
    for (place, expected, found, passes) in table {
        let (type_name, path) = place.split_once(' ').expect("a type and a path");
        let value = path.rsplit('.').fold(found.to_owned(), |inside, step| {
            match step.strip_suffix("[0]") {
                Some(key) => format!("{{{key}: [{inside}]}}"),
                None => format!("{{{step}: {inside}}}"),
            }
        });
        let template = format!(
            "Resources:\n  R: {{Type: AWS::IAM::Role}}\n  Q: {{Type: AWS::IAM::Role}}\n  X: {{Type: {type_name}, Properties: {value}}}\n"
        );
        let property = json!({"resourceType": type_name, "property": path, "expected": expected});
        assert_eq!(
            grades(&property, &template),
            passes,
            "property {path}: {expected} and {found}"
        );
        let check = json!({"resourceType": type_name, "match": "any", "min": 1,
            "assert": [{"property": path, "op": "equals", "value": expected}]});
        assert_eq!(
            grades(&check, &template),
            passes,
            "check {path}: {expected} and {found}"
        );
    }
}

#[test]
fn operators_read_their_text() {
    let template = "Resources:\n  D: {Type: AWS::SQS::Queue, Properties: {QueueName: dead}}\n  X:\n    Type: AWS::SQS::Queue\n    Properties:\n      \
        VisibilityTimeout: 180\n      QueueName: jobs-prod\n      RedrivePolicy: {deadLetterTargetArn: !GetAtt D.Arn}\n      \
        Tags: [{Key: team, Value: a}]\n";
    let table = [
        ("VisibilityTimeout", "gte", "180", true),
        ("VisibilityTimeout", "gte", " 60 ", true),
        ("VisibilityTimeout", "lte", "179", false),
        ("VisibilityTimeout", "oneOf", "60, 180", true),
        ("VisibilityTimeout", "oneOf", "[60, 180.0]", true),
        ("VisibilityTimeout", "oneOf", "[\"60\", \"90\"]", false),
        ("QueueName", "oneOf", "jobs-test,jobs-prod", true),
        ("QueueName", "glob", "jobs-*", true),
        ("QueueName", "contains", "prod", true),
        ("QueueName", "exists", "", true),
        ("QueueName", "absent", "ignored", false),
        (
            "RedrivePolicy.deadLetterTargetArn",
            "refersTo",
            "AWS::SQS::Queue",
            true,
        ),
        (
            "RedrivePolicy.deadLetterTargetArn",
            "refersTo",
            "AWS::SNS::Topic",
            false,
        ),
    ];
    for (path, op, value, passes) in table {
        let check = json!({"resourceType": "AWS::SQS::Queue", "match": "any", "min": 1,
            "assert": [{"property": path, "op": op, "value": value}]});
        assert_eq!(grades(&check, template), passes, "{path} {op} {value}");
    }
}

#[test]
fn what_min_means() {
    let queues = |count: usize| {
        let queues: String = (0..count)
            .map(|index| {
                format!(
                    "  Q{index}: {{Type: AWS::SQS::Queue, Properties: {{DelaySeconds: {index}}}}}\n"
                )
            })
            .collect();
        format!("Resources:\n  T: {{Type: AWS::SNS::Topic}}\n{queues}")
    };
    let delay = json!([{"property": "DelaySeconds", "op": "gte", "value": "1"}]);
    let table = [
        ("any", 2, json!([]), 2, true),
        ("any", 2, json!([]), 1, false),
        // None without a condition is an absence, whatever `min` says.
        ("none", 1, json!([]), 0, true),
        ("none", 1, json!([]), 1, false),
        ("none", 0, delay.clone(), 1, true),
        ("none", 0, delay.clone(), 2, false),
        // All of nothing is nothing.
        ("all", 0, delay.clone(), 0, false),
        ("all", 0, delay.clone(), 2, false),
        ("any", 0, delay, 2, true),
    ];
    for (matching, min, assert, count, passes) in table {
        let check = json!({"resourceType": "AWS::SQS::Queue", "match": matching, "min": min, "assert": assert});
        assert_eq!(
            grades(&check, &queues(count)),
            passes,
            "{check} and {count} queues"
        );
    }
}
