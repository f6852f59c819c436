//! What every kind of criterion earns: shares with `partial`, `ifUnknown`, and what is locked behind what.

use grader::{CriterionResult, Verdict};

use crate::support::grade_with;

const TEMPLATE: &str = "Parameters:
  Wait: {Type: Number}
  Target: {Type: String}
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties: {VisibilityTimeout: 30, DelaySeconds: !Ref Wait, FifoQueue: true}
  More:
    Type: AWS::SQS::Queue
    Properties: {VisibilityTimeout: 200, DelaySeconds: !Ref Wait, KmsMasterKeyId: !Ref Key}
  Key:
    Type: AWS::KMS::Key
    Properties: {KeyPolicy: {}}
  Alerts:
    Type: AWS::SNS::Topic
  ToJobs:
    Type: AWS::SNS::Subscription
    Properties: {TopicArn: !Ref Alerts, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}
  Open:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt More.Arn, FunctionName: !Ref Target}
  Worker:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x}
  Reader:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: []}
      Policies:
        - PolicyName: read
          PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Photos.Arn}/*'}]}
  Guest:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: []}
      Policies:
        - PolicyName: read
          PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: !Ref Target}]}
  Photos:
    Type: AWS::S3::Bucket
    Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}}]}}
  Logs:
    Type: AWS::S3::Bucket
    Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: DES}}]}}
  Archive:
    Type: AWS::S3::Bucket
    Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: !Ref Target}}]}}
";

fn graded(criteria: &str) -> Vec<CriterionResult> {
    grade_with(TEMPLATE, criteria, &[]).results
}

/// Criteria of every kind that are met in part, and the share.
const IN_PART: &[(&str, f64)] = &[
    (
        "kind: check, select: {type: AWS::SQS::Queue, name: Jobs}, assert: [{property: VisibilityTimeout, value: 30}, {property: FifoQueue, value: false}]",
        0.5,
    ),
    (
        "kind: check, select: {type: AWS::SQS::Queue}, match: all, count: {min: 1}, assert: [{property: VisibilityTimeout, op: gte, value: 180}, {property: VisibilityTimeout, op: gte, value: 1}, {property: VisibilityTimeout, op: lte, value: 900}]",
        2.0 / 3.0,
    ),
    (
        "kind: graph, nodes: {t: {type: AWS::SNS::Topic}, a: {type: AWS::SQS::Queue, name: Jobs}, d: {type: AWS::SQS::Queue, name: More}}, edges: [[t, delivers, a], [a, deadLettersTo, d]]",
        0.5,
    ),
    (
        "kind: allOf, of: [{label: one, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 30}, {label: two, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 31}, {label: three, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 32}, {label: four, resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 33}]",
        0.25,
    ),
];

#[test]
fn a_part_earns_its_share_only_with_partial() {
    for (criterion, share) in IN_PART {
        let results = graded(&format!(
            "- {{label: in part, weight: 12, partial: true, {criterion}}}\n- {{label: whole, weight: 12, {criterion}}}"
        ));
        assert_eq!(
            results[0].verdict,
            Verdict::Partial,
            "{criterion}: {}",
            results[0].message
        );
        let earned = results[0].earned;
        assert!(
            (earned - 12.0 * share).abs() < 1e-9,
            "{criterion}: {earned} of 12"
        );
        assert_eq!(
            (results[1].verdict, results[1].earned),
            (Verdict::Fail, 0.0),
            "{criterion}: all or nothing"
        );
        let met = results[0]
            .parts
            .iter()
            .filter(|part| part.verdict == Verdict::Pass)
            .count();
        let all = results[0].parts.len();
        assert!(
            met > 0 && met < all,
            "{criterion}: {met} of {all} parts are met"
        );
    }
}

/// Criteria of every kind that cannot be decided.
const OPEN: &[&str] = &[
    "resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 5",
    "kind: check, select: {type: AWS::SQS::Queue}, assert: [{property: DelaySeconds, op: gte, value: 5}]",
    "kind: graph, nodes: {q: {type: AWS::SQS::Queue, name: More}, f: {type: AWS::Lambda::Function}}, edges: [[q, delivers, f]]",
    "kind: iam, who: {type: AWS::IAM::Role, name: Guest}, action: 's3:GetObject', on: {type: AWS::S3::Bucket, name: Photos}, expect: allow",
    "kind: allOf, of: [{label: inner, resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 5}]",
    "kind: anyOf, of: [{label: inner, resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 5}]",
    "kind: not, of: [{label: inner, resourceType: AWS::SQS::Queue, property: DelaySeconds, expected: 5}]",
];

#[test]
fn what_is_open_is_never_wrong() {
    for criterion in OPEN {
        let results = graded(&format!(
            "- {{label: fail, weight: 2, ifUnknown: fail, {criterion}}}\n- {{label: pass, weight: 2, ifUnknown: pass, {criterion}}}\n- {{label: skip, weight: 2, ifUnknown: skip, {criterion}}}"
        ));
        let shown: Vec<_> = results
            .iter()
            .map(|result| (result.verdict, result.earned, result.weight))
            .collect();
        assert_eq!(
            shown,
            [
                (Verdict::Unknown, 0.0, 2.0),
                (Verdict::Pass, 2.0, 2.0),
                (Verdict::Unknown, 0.0, 0.0)
            ],
            "{criterion}: {}",
            results[0].message
        );
    }
}

#[test]
fn every_kind_locks_and_is_locked() {
    let met = [
        "resourceType: AWS::SQS::Queue, property: VisibilityTimeout, expected: 30",
        "kind: check, select: {type: AWS::SQS::Queue}, count: {exactly: 2}",
        "kind: graph, nodes: {a: {type: AWS::SQS::Queue}, b: {type: AWS::KMS::Key}}, edges: [[a, encryptsWith, b]]",
        "kind: iam, who: {type: AWS::IAM::Role, name: Reader}, action: 's3:GetObject', on: {type: AWS::S3::Bucket, name: Photos}, expect: allow",
        "kind: preset, preset: no-nat-gateway",
        "kind: not, of: [{label: inner, kind: check, select: {type: AWS::EC2::VPC}}]",
    ];
    let unmet = IN_PART
        .iter()
        .map(|(criterion, _)| *criterion)
        .chain(OPEN.iter().copied());
    for (first, open) in met
        .iter()
        .map(|one| (*one, true))
        .chain(unmet.map(|one| (one, false)))
    {
        for then in met {
            // A part is not enough, and what cannot be decided is not either.
            let results = graded(&format!(
                "- {{id: a, label: The first, partial: true, {first}}}\n- {{id: b, label: The second, requires: [a], {then}}}"
            ));
            let expected = if open { Verdict::Pass } else { Verdict::Locked };
            assert_eq!(
                results[1].verdict, expected,
                "{first}, then {then}: {}",
                results[1].message
            );
        }
    }
}
