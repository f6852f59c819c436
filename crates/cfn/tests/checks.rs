//! What is remarked of a template that is held against the resource types: both the slip and what only looks like one.

mod support;

use std::fmt::Write as _;

use expect_test::{Expect, expect};

/// The remarks about types alone.
fn check(text: &str, expected: &Expect) {
    let document = cfn::parse(text.as_bytes());
    assert!(
        document.root.is_some(),
        "the text can be read: {:?}",
        document.diagnostics
    );
    let model = cfn::resolve(&document, &Default::default());
    let of_types = model.diagnostics.iter().filter(|remark| {
        matches!(
            remark.code,
            "unknown-type" | "unknown-property" | "missing-property" | "unknown-attribute"
        )
    });
    expected.assert_eq(&support::remarks(of_types));
}

#[test]
fn types_that_aws_does_not_have() {
    check(
        "Resources:
  A: {Type: AWS::S3::Bukcet}
  B: {Type: AWS::Nothing::AtAll}
  C: {Type: Bucket}
  D: {Type: 'aws::s3::bucket'}
  E: {Type: 'AWS:SQS:Queue'}
  Fine1: {Type: AWS::S3::Bucket}
  Fine2: {Type: Custom::Seed}
  Fine3: {Type: Initech::TPS::Report}
  Fine4: {Type: Initech::TPS::Report::MODULE}
  Fine5: {Type: AWS::CloudFormation::WaitConditionHandle}
",
        &expect![[r#"
            2:13 warning unknown-type: AWS has no resource type `AWS::S3::Bukcet`, did you mean `AWS::S3::Bucket`?
            3:13 warning unknown-type: AWS has no resource type `AWS::Nothing::AtAll`, as far as is known here.
            4:13 warning unknown-type: AWS has no resource type `Bucket`. A type has three parts, such as `AWS::S3::Bucket`.
            5:13 warning unknown-type: AWS has no resource type `aws::s3::bucket`, did you mean `AWS::S3::Bucket`?
            6:13 warning unknown-type: AWS has no resource type `AWS:SQS:Queue`, did you mean `AWS::SQS::Queue`?
        "#]],
    );
}

#[test]
fn properties_that_a_type_does_not_have() {
    check(
        "Resources:
  A:
    Type: AWS::S3::Bucket
    Properties:
      Encryption: AES256
      BucketEncryption:
        ServerSideEncryptionConfig: []
      Tags:
        - {Key: a, Value: b}
        - {key: a, Value: b}
      LifecycleConfiguration:
        Rules:
          - !If [Yes, {Status: Enabled, Expiry: 3}, {Status: Enabled}]
  B:
    Type: AWS::Lambda::Function
    Properties:
      Code: {ZipFile: ''}
      Role: !GetAtt R.Arn
      Environment: {Variables: {ANY: thing}, STAGE: prod}
      Fn::Transform: {Name: AWS::Include}
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statment: []}
  U:
    Type: Custom::Seed
    Properties: {ServiceToken: x, Anything: y}
Conditions:
  Yes: !Equals [a, b]
",
        &expect![[r#"
            5:7 warning unknown-property: AWS::S3::Bucket has no `Encryption`, did you mean `BucketEncryption`?
            7:9 warning unknown-property: AWS::S3::Bucket has no `BucketEncryption.ServerSideEncryptionConfig`, did you mean `ServerSideEncryptionConfiguration`?
            10:12 warning unknown-property: AWS::S3::Bucket has no `Tags.key`, did you mean `Key`?
            13:41 warning unknown-property: AWS::S3::Bucket has no `LifecycleConfiguration.Rules.Expiry`, as far as is known here.
            19:46 warning unknown-property: AWS::Lambda::Function has no `Environment.STAGE`, as far as is known here.
        "#]],
    );
}

#[test]
fn keys_beside_the_properties() {
    check(
        "Resources:
  A:
    Type: AWS::Lambda::Function
    Propertes: {Code: {ZipFile: ''}}
  B:
    Type: AWS::S3::Bucket
    BucketName: photos
    Stuff: 1
    DeletionPolicy: Retain
    Description: CloudFormation takes it
",
        &expect![[r#"
            4:5 warning unknown-property: A resource has no `Propertes` of its own, did you mean `Properties`?
            7:5 warning unknown-property: `BucketName` is a property: it has to stand under `Properties`.
            8:5 warning unknown-property: A resource has no `Stuff` of its own; its properties stand under `Properties`.
        "#]],
    );
}

#[test]
fn properties_that_are_needed() {
    check(
        "Resources:
  A:
    Type: AWS::Lambda::Function
  B:
    Type: AWS::Lambda::Function
    Properties: {Role: a, Cod: b}
  C:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {}
      Tags: [{Key: a}]
  Fine1:
    Type: AWS::Lambda::Function
    Properties: !If [Yes, {Code: {ZipFile: ''}, Role: a}, !Ref AWS::NoValue]
  Fine2:
    Type: AWS::Lambda::Function
    Properties: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: x}}}
  Fine3:
    Type: AWS::Lambda::Function
    Properties: {Runtime: a, 'Fn::Transform': {Name: AWS::Include}}
  Fine4:
    Type: AWS::S3::Bucket
    Properties:
Conditions:
  Yes: !Equals [a, b]
",
        &expect![[r#"
            2:3 warning missing-property: AWS::Lambda::Function needs `Code` and `Role`.
            6:27 warning unknown-property: AWS::Lambda::Function has no `Cod`, did you mean `Code`?
            10:7 warning missing-property: `VersioningConfiguration` of AWS::S3::Bucket needs `Status`.
            11:14 warning missing-property: `Tags` of AWS::S3::Bucket needs `Value`.
        "#]],
    );
}

#[test]
fn attributes_that_a_type_does_not_have() {
    check(
        "Resources:
  Q: {Type: AWS::SQS::Queue}
  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: x}}
  C: {Type: Custom::Seed, Properties: {ServiceToken: x}}
  V: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: x}}
  D: {Type: AWS::RDS::DBInstance}
Outputs:
  A: {Value: !GetAtt Q.Url}
  B: {Value: !Sub 'see ${Q.QueueURL} and ${Q.Arn}'}
  C: {Value: {'Fn::GetAtt': [D, Endpoint.Adress]}}
  D: {Value: !GetAtt N.VpcId}
  E: {Value: !GetAtt V.Name}
  Fine1: {Value: !GetAtt Q.QueueUrl}
  Fine2: {Value: !GetAtt N.Outputs.VpcId}
  Fine3: {Value: !GetAtt C.Anything}
  Fine4: {Value: !Sub '${!Q.Url} ${C.Any}'}
  Fine5: {Value: !GetAtt D.Endpoint.Port}
",
        &expect![[r#"
            8:24 warning unknown-attribute: `Q` (AWS::SQS::Queue) has no attribute `Url`; it has `Arn`, `QueueName` and `QueueUrl`.
            9:24 warning unknown-attribute: `Q` (AWS::SQS::Queue) has no attribute `QueueURL`, did you mean `QueueUrl`?
            10:33 warning unknown-attribute: `D` (AWS::RDS::DBInstance) has no attribute `Endpoint.Adress`, did you mean `Endpoint.Address`?
            11:24 warning unknown-attribute: `N` (AWS::CloudFormation::Stack) has no attribute `VpcId`; it has `Outputs.*`.
            12:24 warning unknown-attribute: `V` (AWS::EC2::VPCGatewayAttachment) has no attribute `Name`; it has `AttachmentType`.
        "#]],
    );
}

#[test]
fn sam_is_held_against_its_own_types() {
    check(
        "Transform: AWS::Serverless-2016-10-31
Globals:
  Function: {Runtime: python3.13}
  HttpApi: {StageName: prod}
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      CodeURI: src
      Events:
        Upload: {Type: S3, Properties: {Bucket: !Ref B, Anything: x}}
    Connectors: {ToB: {Properties: {Destination: {Id: B}, Permissions: [Read]}}}
  A: {Type: AWS::Serverless::Api}
  B: {Type: AWS::S3::Bucket}
Outputs:
  Stage: {Value: !Sub '${A.Stage} ${F.Arn} ${FRole.Arn}'}
  Name: {Value: !GetAtt F.Name}
",
        &expect![[r#"
            9:7 warning unknown-property: AWS::Serverless::Function has no `CodeURI`, did you mean `CodeUri`?
            13:3 warning missing-property: AWS::Serverless::Api needs `StageName`.
            17:27 warning unknown-attribute: `F` (AWS::Serverless::Function) has no attribute `Name`.
        "#]],
    );
}

#[test]
fn what_may_be_rewritten_is_left_alone() {
    check(
        "Transform: [MyMacro]
Resources:
  A: {Type: AWS::S3::Bukcet}
  B: {Type: AWS::S3::Bucket, Properties: {Encryption: yes}}
",
        &expect![[r#""#]],
    );
}

/// Ten thousand wrong keys end soon, with a bounded number of remarks.
#[test]
fn remarks_are_bounded() {
    let mut text =
        String::from("Resources:\n  A:\n    Type: AWS::RDS::DBInstance\n    Properties:\n");
    for index in 0..10_000 {
        let _ = writeln!(text, "      DBInstanceIdentifer{index}: {{Endpoint: 1}}");
    }
    let document = cfn::parse(text.as_bytes());
    let model = cfn::resolve(&document, &Default::default());
    assert_eq!(
        model.diagnostics.len(),
        1_000,
        "remarks stop where the others do"
    );
}
