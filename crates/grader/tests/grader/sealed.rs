//! Sealed criteria: a test tells whether, and where, but nothing from which what is expected could be read.

use cfn::Parameters;
use expect_test::expect;
use grader::{Subject, Verdict, remedy};

use crate::support::{check, grade_with, rubric};

const TEMPLATE: &str = "Parameters:
  Wait: {Type: Number}
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: jobs
      VisibilityTimeout: 30
      DelaySeconds: !Ref Wait
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: []}
  Photos:
    Type: AWS::S3::Bucket
";

/// What is asked, the words that may not be read anywhere, and the verdict.
const SEALED: &[(&str, &[&str], Verdict)] = &[
    (
        "resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 187",
        &["187"],
        Verdict::Fail,
    ),
    (
        "resourceType: AWS::SQS::Queue, property: KmsMasterKeyId, expected: alias/hidden",
        &["hidden"],
        Verdict::Fail,
    ),
    (
        "resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 187",
        &["187"],
        Verdict::Unknown,
    ),
    (
        "ifUnknown: pass, resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 187",
        &["187"],
        Verdict::Pass,
    ),
    (
        "resourceType: AWS::SQS::Queue, property: QueueName, expected: 'j?bs'",
        &["j?bs"],
        Verdict::Pass,
    ),
    (
        "resourceType: AWS::SNS::Topic, property: TopicName, expected: hidden",
        &["hidden"],
        Verdict::Fail,
    ),
    (
        "kind: check, select: {type: AWS::SQS::Queue}, assert: [{property: VisibilityTimeout, op: gte, value: 187}]",
        &["187", "at least"],
        Verdict::Fail,
    ),
    (
        "kind: check, select: {type: AWS::SQS::Queue}, assert: [{property: QueueName, op: oneOf, value: [jobs, hidden]}]",
        &["hidden"],
        Verdict::Pass,
    ),
    (
        "kind: check, partial: true, select: {type: AWS::SQS::Queue}, assert: [{property: QueueName, op: exists}, {property: VisibilityTimeout, op: equals, value: 187}]",
        &["187"],
        Verdict::Partial,
    ),
    (
        "kind: check, select: {type: AWS::SQS::Queue}, count: {min: 187}",
        &["187"],
        Verdict::Fail,
    ),
    (
        "kind: graph, nodes: {a: {type: AWS::SQS::Queue}, b: {type: AWS::SNS::Topic}}, edges: [[b, delivers, a]]",
        &["delivers", "topic", "Topic"],
        Verdict::Fail,
    ),
    (
        "kind: iam, who: {type: AWS::IAM::Role}, action: 's3:GetObject', on: {type: AWS::S3::Bucket}, expect: allow",
        &["GetObject"],
        Verdict::Fail,
    ),
    (
        "kind: preset, preset: s3-encrypted",
        &["encrypt", "AES256"],
        Verdict::Fail,
    ),
    (
        "kind: not, of: [{label: inner, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 187}]",
        &["187"],
        Verdict::Pass,
    ),
    (
        "kind: allOf, of: [{label: inner, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 187}]",
        &["187"],
        Verdict::Fail,
    ),
    (
        "kind: anyOf, of: [{label: inner, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 187}]",
        &["187"],
        Verdict::Fail,
    ),
];

#[test]
fn nothing_in_a_report_says_what_is_expected() {
    for (criterion, words, verdict) in SEALED {
        for sealed in [true, false] {
            let criteria = format!("- {{label: asked, sealed: {sealed}, {criterion}}}");
            let report = grade_with(TEMPLATE, &criteria, &[]);
            assert_eq!(
                report.results[0].verdict, *verdict,
                "sealed {sealed}: {criterion}"
            );
            let json = report.to_json();
            let found: Vec<_> = words.iter().filter(|word| json.contains(**word)).collect();
            if *verdict == Verdict::Pass && !sealed {
                // What is met need not be told.
                continue;
            }
            assert_eq!(
                found.is_empty(),
                sealed,
                "sealed {sealed}, {criterion}: {found:?} in {json}"
            );
        }
    }
}

#[test]
fn a_sealed_criterion_has_no_remedy() {
    let parameters = Parameters::new();
    let subject = Subject {
        mission: "m",
        template: "t.yaml",
        text: TEMPLATE.as_bytes(),
        parameters: &parameters,
    };
    for (criterion, _, verdict) in SEALED {
        let told = |sealed: bool| {
            let rubric = rubric(&format!(
                "- {{label: asked, sealed: {sealed}, {criterion}}}"
            ));
            remedy(subject, &rubric.criteria[0])
        };
        assert_eq!(told(true), None, "{criterion}");
        assert!(
            told(false).is_some() || matches!(verdict, Verdict::Pass | Verdict::Unknown),
            "without the seal there is one: {criterion}"
        );
    }
}

#[test]
fn the_verdict_and_the_place_are_told() {
    check(
        TEMPLATE,
        "
- {label: wrong, sealed: true, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 187}
- {label: right, sealed: true, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 30}
- {label: in part, sealed: true, partial: true, kind: check, select: {type: AWS::SQS::Queue}, assert: [{property: QueueName, op: exists}, {property: VisibilityTimeout, op: equals, value: 187}]}
- {label: open, sealed: true, resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 187}
- {id: last, label: locked, sealed: true, requires: [c1], resourceType: AWS::SQS::Queue, property: QueueName, expected: jobs}
",
        &expect![[r#"
            1.5/5 points, 1 of 5 passed
            c1 Fail 0/1: This is not met yet; what is expected is sealed. Look at `Jobs`, line 8.
              8:7-8:28 in "Jobs" at "VisibilityTimeout" found "30"
            c2 Pass 1/1: This is met; what is expected is sealed.
              8:7-8:28 in "Jobs" at "VisibilityTimeout" found "30"
            c3 Partial 0.5/1: This is met in part; what is expected is sealed. Look at `Jobs`, line 8.
              8:7-8:28 in "Jobs" at "VisibilityTimeout" found "30"
            c4 Unknown 0/1: This cannot be decided; what is expected is sealed. Look at `Jobs`, line 9.
              9:7-9:30 in "Jobs" at "DelaySeconds" found "${Wait}"
            last Locked 0/1: Locked: first comes “wrong”."#]],
    );
}
