//! The examples of the criterion language: each passes on a template that meets it, and says what is wrong with ones that nearly do.

use expect_test::{Expect, expect};
use grader::Verdict;
use serde_json::Value as Json;

use crate::support::{compiled, grade_with};

const EXAMPLES: &str = include_str!("../fixtures/criteria.examples.json");

/// One example, found by how its label starts, and the templates that it is tried on.
struct Example {
    label: &'static str,
    /// Meets it.
    meets: &'static str,
    said: Expect,
    /// What makes `meets` a template that nearly meets it.
    nearly: Vec<Nearly>,
}

/// A template that nearly meets an example.
struct Nearly {
    /// What stands in `meets`, and what stands here in its place. `#<-` ends the line that the verdict has to point at.
    changes: &'static [(&'static str, &'static str)],
    verdict: Verdict,
    earned: f64,
    said: Expect,
}

fn fails(changes: &'static [(&'static str, &'static str)], said: Expect) -> Nearly {
    Nearly {
        changes,
        verdict: Verdict::Fail,
        earned: 0.0,
        said,
    }
}

fn in_part(changes: &'static [(&'static str, &'static str)], earned: f64, said: Expect) -> Nearly {
    Nearly {
        changes,
        verdict: Verdict::Partial,
        earned,
        said,
    }
}

/// A rubric of the one example, what it requires included.
fn criteria(label: &str) -> String {
    let all: Vec<Json> = serde_json::from_str(EXAMPLES).expect("the examples are JSON");
    let starts = |one: &Json| {
        one["label"]
            .as_str()
            .is_some_and(|found| found.starts_with(label))
    };
    let found: Vec<&Json> = all.iter().filter(|one| starts(one)).collect();
    let [example] = found.as_slice() else {
        panic!("one example starts with {label}: {found:?}");
    };
    let required = |one: &&Json| {
        example["requires"]
            .as_array()
            .is_some_and(|ids| ids.contains(&one["id"]))
    };
    let mut rubric = vec![*example];
    rubric.extend(all.iter().filter(required));
    serde_json::to_string(&rubric).expect("JSON can be written")
}

fn hold(example: &Example) {
    let criteria = criteria(example.label);
    let (_, problems) = compiled(&criteria);
    assert_eq!(problems, [], "{} is used without a remark", example.label);
    let passed = &grade_with(example.meets, &criteria, &[]).results[0];
    assert_eq!(
        passed.verdict,
        Verdict::Pass,
        "{} is met: {}",
        example.label,
        passed.message
    );
    example.said.assert_eq(&passed.message);
    for nearly in &example.nearly {
        let mut template = example.meets.to_owned();
        for (from, to) in nearly.changes {
            assert!(template.contains(from), "{from} is in {template}");
            template = template.replacen(from, to, 1);
        }
        let report = grade_with(&template, &criteria, &[]);
        let result = &report.results[0];
        assert_eq!(
            (result.verdict, result.earned),
            (nearly.verdict, nearly.earned),
            "{} with {:?}: {}",
            example.label,
            nearly.changes,
            result.message
        );
        nearly.said.assert_eq(&result.message);
        let marked = template
            .lines()
            .position(|line| line.ends_with("#<-"))
            .map(|index| index + 1);
        let shown: Vec<usize> = result
            .evidence
            .iter()
            .map(|evidence| evidence.line as usize)
            .collect();
        assert!(
            marked.is_some_and(|line| shown.contains(&line)),
            "{} with {:?} points at line {marked:?}, not at {shown:?}: {}",
            example.label,
            nearly.changes,
            result.message
        );
    }
}

#[test]
fn the_first_form() {
    hold(&Example {
        label: "Lambda uses Node.js 22",
        meets: "AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Thumbnails:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Role: !GetAtt Execution.Arn
      Code: {ZipFile: 'exports.handler = async () => {}'}
  Execution:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}
",
        said: expect!["`Runtime` of `Thumbnails` is `nodejs22.x`."],
        nearly: vec![
            fails(
                &[("Runtime: nodejs22.x", "Runtime: nodejs20.x #<-")],
                expect!["`Runtime` of `Thumbnails` is `nodejs20.x`, needs `nodejs22.x`."],
            ),
            fails(
                &[
                    ("  Thumbnails:", "  Thumbnails: #<-"),
                    ("      Runtime: nodejs22.x\n", ""),
                ],
                expect!["`Thumbnails` has no `Runtime` yet; it needs `nodejs22.x`."],
            ),
        ],
    });
}

const FAN_OUT: &str = "Resources:
  Orders:
    Type: AWS::SNS::Topic
    Properties:
      Subscription:
        - {Protocol: lambda, Endpoint: !GetAtt Receipt.Arn}
  ToPacking:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: sqs
      Endpoint: !GetAtt Packing.Arn
  Packing:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 180
      RedrivePolicy: {deadLetterTargetArn: !GetAtt Unpacked.Arn, maxReceiveCount: 5}
  Unpacked:
    Type: AWS::SQS::Queue
    Properties: {MessageRetentionPeriod: 1209600}
  PackingWork:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Packing.Arn
      FunctionName: !GetAtt Packer.Arn
  Receipt:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x, Handler: receipt.handler, Role: !GetAtt Execution.Arn, Code: {S3Bucket: code, S3Key: receipt.zip}}
  Packer:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs22.x, Handler: packer.handler, Role: !GetAtt Execution.Arn, Code: {S3Bucket: code, S3Key: packer.zip}}
  Execution:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
";

#[test]
fn the_fan_out() {
    hold(&Example {
        label: "An SNS topic fans out",
        meets: FAN_OUT,
        said: expect![
            "`Orders` delivers to `Receipt`; `Orders` delivers to `Packing`; `Packing` delivers to `Packer`."
        ],
        nearly: vec![
            // The mapping reads from the dead-letter queue.
            in_part(
                &[
                    ("  Packing:\n", "  Packing: #<-\n"),
                    (
                        "EventSourceArn: !GetAtt Packing.Arn",
                        "EventSourceArn: !GetAtt Unpacked.Arn",
                    ),
                ],
                2.0,
                expect![
                    "`Orders` delivers to `Receipt`; `Orders` delivers to `Packing`; `Packing` does not deliver to `Packer`: add an event source mapping from `Packing` to `Packer`."
                ],
            ),
            // One function does both: four names are four resources.
            in_part(
                &[
                    ("  Packing:\n", "  Packing: #<-\n"),
                    ("!GetAtt Packer.Arn", "!GetAtt Receipt.Arn"),
                ],
                2.0,
                expect![
                    "`Orders` delivers to `Receipt`; `Orders` delivers to `Packing`; `Packing` does not deliver to `Packer`: add an event source mapping from `Packing` to `Packer`."
                ],
            ),
            // A subscription to a topic of elsewhere.
            in_part(
                &[
                    ("  Orders:\n", "  Orders: #<-\n"),
                    (
                        "TopicArn: !Ref Orders",
                        "TopicArn: arn:aws:sns:eu-west-1:111122223333:elsewhere",
                    ),
                ],
                2.0,
                expect![
                    "`Orders` delivers to `Receipt`; `Packing` delivers to `Packer`; `Orders` does not deliver to `Packing`: add a subscription of `Packing` to `Orders`."
                ],
            ),
        ],
    });
}

#[test]
fn a_dead_letter_queue_after_five_attempts() {
    hold(&Example {
        label: "Queue has a DLQ",
        meets: FAN_OUT,
        said: expect!["`Packing` sends what fails to `Unpacked`."],
        nearly: vec![fails(
            &[(
                "      RedrivePolicy: {deadLetterTargetArn: !GetAtt Unpacked.Arn, maxReceiveCount: 5}",
                "      RedrivePolicy: {deadLetterTargetArn: !GetAtt Unpacked.Arn, maxReceiveCount: 6} #<-",
            )],
            expect!["`RedrivePolicy.maxReceiveCount` of `Packing` is 6, needs at most 5."],
        )],
    });
    let criteria = criteria("Queue has a DLQ");
    let without_work = FAN_OUT.replace("AWS::Lambda::EventSourceMapping", "Custom::Other");
    let result = &grade_with(&without_work, &criteria, &[]).results[0];
    assert_eq!(result.verdict, Verdict::Locked, "it requires the fan-out");
    expect!["Locked: first comes “An SNS topic fans out to a Lambda and to an SQS queue, and that queue feeds a second Lambda”."].assert_eq(&result.message);
}

#[test]
fn a_role_that_reads_one_bucket() {
    hold(&Example {
        label: "The function's role may read objects",
        meets: "Resources:
  Data:
    Type: AWS::S3::Bucket
  Report:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: report.handler
      Role: !GetAtt ReportRole.Arn
      Code: {S3Bucket: code, S3Key: report.zip}
  ReportRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: s3:GetObject
                Resource: !Sub '${Data.Arn}/*'
",
        said: expect!["`Report` (through `ReportRole`) may `s3:GetObject` on `${Data.Arn}/*`: statement 1 of `read` (line 22) allows it."],
        nearly: vec![
            // The bucket without its objects.
            fails(
                &[("              - Effect: Allow", "              - Effect: Allow #<-"), ("!Sub '${Data.Arn}/*'", "!GetAtt Data.Arn")],
                expect!["`Report` (through `ReportRole`) may not `s3:GetObject` on `${Data.Arn}/*`: statement 1 of `read` (line 22) allows `s3:GetObject` on `${Data.Arn}`, and not on `${Data.Arn}/*`. The ARN of the objects in a bucket ends in `/*`."],
            ),
            // Every bucket's objects.
            fails(
                &[("              - Effect: Allow", "              - Effect: Allow #<-"), ("!Sub '${Data.Arn}/*'", "'*'")],
                expect!["`Report` (through `ReportRole`) may `s3:GetObject` on `${Data.Arn}/*`, but statement 1 of `read` (line 22) reaches further: `*`. Name only `${Data.Arn}/*` there."],
            ),
            fails(
                &[("              - Effect: Allow", "              - Effect: Allow #<-"), ("s3:GetObject", "s3:ListBucket")],
                expect!["`Report` (through `ReportRole`) may not `s3:GetObject` on `${Data.Arn}/*`: statement 1 of `read` (line 22) is the nearest and allows only `s3:ListBucket` there."],
            ),
            // The role is not the function's.
            fails(
                &[("  Report:\n", "  Report: #<-\n"), ("Role: !GetAtt ReportRole.Arn", "Role: !GetAtt Other.Arn"), ("  ReportRole:", "  Other: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: []}}}\n  ReportRole:")],
                expect!["`Report` (through `Other`) has no statement that allows `s3:GetObject` on `${Data.Arn}/*`: add one to its `Policies`."],
            ),
        ],
    });
}

#[test]
fn ssh_is_closed() {
    hold(&Example {
        label: "No security group opens SSH",
        meets: "Resources:
  Web:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: Web and the office
      VpcId: vpc-0a1b2c3d
      SecurityGroupIngress:
        - {IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}
        - {IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 203.0.113.0/24}
",
        said: expect!["`Web` lets nobody in who is not meant."],
        nearly: vec![
            fails(
                &[("CidrIp: 203.0.113.0/24}", "CidrIp: 0.0.0.0/0} #<-")],
                expect![
                    "`Web` lets everybody in `0.0.0.0/0` in on port 22: `SecurityGroupIngress[1].CidrIp`."
                ],
            ),
            fails(
                &[("CidrIp: 203.0.113.0/24}", "CidrIpv6: '::/0'} #<-")],
                expect![
                    "`Web` lets everybody in `::/0` in on port 22: `SecurityGroupIngress[1].CidrIpv6`."
                ],
            ),
            // A range of ports that has 22 in it.
            fails(
                &[(
                    "FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}",
                    "FromPort: 0, ToPort: 1023, CidrIp: 0.0.0.0/0} #<-",
                )],
                expect![
                    "`Web` lets everybody in `0.0.0.0/0` in on the ports 0 to 1023: `SecurityGroupIngress[0].CidrIp`."
                ],
            ),
        ],
    });
}

#[test]
fn every_bucket_is_safe() {
    hold(&Example {
        label: "Every bucket is encrypted",
        meets: "Resources:
  Photos:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: {SSEAlgorithm: 'aws:kms'}
      PublicAccessBlockConfiguration: {BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true}
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
",
        said: expect!["All 2 buckets are right."],
        nearly: vec![
            in_part(
                &[("        IgnorePublicAcls: true", "        IgnorePublicAcls: false #<-")],
                0.8,
                expect!["1 of 2 buckets is right; `Logs` is not. `PublicAccessBlockConfiguration.IgnorePublicAcls` of `Logs` is false, needs true."],
            ),
            in_part(
                &[("SSEAlgorithm: AES256}", "SSEAlgorithm: AES-256} #<-")],
                0.8,
                expect!["1 of 2 buckets is right; `Logs` is not. `BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm` of `Logs` is `AES-256`, needs one of `AES256`, `aws:kms` or `aws:kms:dsse`."],
            ),
            in_part(
                &[("  Logs:\n", "  Logs: #<-\n"), ("        RestrictPublicBuckets: true\n", "")],
                0.8,
                expect!["1 of 2 buckets is right; `Logs` is not. `Logs` has no `PublicAccessBlockConfiguration.RestrictPublicBuckets` yet; it needs true."],
            ),
        ],
    });
}

#[test]
fn an_index_by_user() {
    hold(&Example {
        label: "Table has a GSI",
        meets: "Resources:
  Bookings:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions:
        - {AttributeName: id, AttributeType: S}
        - {AttributeName: userId, AttributeType: S}
        - {AttributeName: day, AttributeType: S}
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      GlobalSecondaryIndexes:
        - IndexName: byUser
          KeySchema:
            - {AttributeName: day, KeyType: RANGE}
            - {AttributeName: userId, KeyType: HASH}
          Projection: {ProjectionType: ALL}
",
        said: expect![
            "`GlobalSecondaryIndexes[0].KeySchema[1].AttributeName` of `Bookings` is `userId`."
        ],
        nearly: vec![
            // The right attribute in the wrong part of the key.
            fails(
                &[
                    (
                        "{AttributeName: day, KeyType: RANGE}",
                        "{AttributeName: userId, KeyType: RANGE}",
                    ),
                    (
                        "{AttributeName: userId, KeyType: HASH}",
                        "{AttributeName: day, KeyType: HASH} #<-",
                    ),
                ],
                expect![
                    "`GlobalSecondaryIndexes[0].KeySchema[1].AttributeName` of `Bookings` is `day`, needs `userId`."
                ],
            ),
            // The table's own key is no index.
            fails(
                &[
                    ("  Bookings:\n", "  Bookings: #<-\n"),
                    (
                        "{AttributeName: id, KeyType: HASH}",
                        "{AttributeName: userId, KeyType: HASH}",
                    ),
                    (
                        "      GlobalSecondaryIndexes:",
                        "      LocalSecondaryIndexes:",
                    ),
                ],
                expect![
                    "`Bookings` has no `GlobalSecondaryIndexes[*].KeySchema[?KeyType=HASH].AttributeName` yet; it needs `userId`."
                ],
            ),
        ],
    });
}

#[test]
fn subnets_in_two_zones() {
    hold(&Example {
        label: "At least two subnets",
        meets: "Resources:
  Network:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  Left:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Network
      CidrBlock: 10.0.0.0/24
      AvailabilityZone: !Select [0, !GetAZs '']
  Right:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Network
      CidrBlock: 10.0.1.0/24
      AvailabilityZone: !Select [1, !GetAZs '']
",
        said: expect!["`Left` lies in `Network`; `Right` lies in `Network`."],
        nearly: vec![
            fails(
                &[("!Select [1, !GetAZs '']", "!Select [0, !GetAZs ''] #<-")],
                expect![
                    "`Left` lies in `Network`; `Right` lies in `Network`; `Left` and `Right` have the same `AvailabilityZone`, and it has to differ."
                ],
            ),
            fails(
                &[
                    ("  Right:\n", "  Right: #<-\n"),
                    (
                        "      VpcId: !Ref Network\n      CidrBlock: 10.0.1.0/24",
                        "      VpcId: vpc-0a1b2c3d\n      CidrBlock: 10.0.1.0/24",
                    ),
                ],
                expect![
                    "`Left` lies in `Network`; `Right` does not lie in `Network`: name `Network` in `VpcId` of `Right`, line 11."
                ],
            ),
        ],
    });
}

#[test]
fn a_functions_dead_letter_queue_is_in_the_template() {
    hold(&Example {
        label: "Lambda's DLQ is a queue",
        meets: "Resources:
  Mail:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
      Handler: mail.handler
      Role: arn:aws:iam::111122223333:role/mail
      Code: {S3Bucket: code, S3Key: mail.zip}
      DeadLetterConfig:
        TargetArn: !GetAtt Unsent.Arn
  Unsent:
    Type: AWS::SQS::Queue
  Alerts:
    Type: AWS::SNS::Topic
",
        said: expect!["`DeadLetterConfig.TargetArn` of `Mail` is `${Unsent.Arn}`."],
        nearly: vec![
            fails(
                &[("!GetAtt Unsent.Arn", "!Ref Alerts #<-")],
                expect![
                    "`DeadLetterConfig.TargetArn` of `Mail` is `${Alerts}`, needs a reference to a queue."
                ],
            ),
            fails(
                &[(
                    "!GetAtt Unsent.Arn",
                    "arn:aws:sqs:eu-west-1:111122223333:elsewhere #<-",
                )],
                expect![
                    "`DeadLetterConfig.TargetArn` of `Mail` is `arn:aws:sqs:eu-west-1:111122223333:elsewhere`, needs a reference to a queue."
                ],
            ),
            fails(
                &[
                    ("  Mail:\n", "  Mail: #<-\n"),
                    (
                        "      DeadLetterConfig:\n        TargetArn: !GetAtt Unsent.Arn\n",
                        "",
                    ),
                ],
                expect![
                    "`Mail` has no `DeadLetterConfig.TargetArn` yet; it needs a reference to a queue."
                ],
            ),
        ],
    });
}

#[test]
fn one_nat_gateway_at_most() {
    let none =
        "Resources:\n  Network: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}\n";
    let report = grade_with(none, &criteria("Exactly one NAT gateway"), &[]);
    assert_eq!(report.results[0].verdict, Verdict::Pass, "none is fine");
    hold(&Example {
        label: "Exactly one NAT gateway",
        meets: "Resources:
  Address:
    Type: AWS::EC2::EIP
    Properties: {Domain: vpc}
  Out:
    Type: AWS::EC2::NatGateway
    Properties: {SubnetId: subnet-0a1b2c3d, AllocationId: !GetAtt Address.AllocationId}
",
        said: expect!["`Out` is the only NAT gateway."],
        nearly: vec![fails(
            &[(
                "  Out:\n",
                "  Inner:\n    Type: AWS::EC2::NatGateway\n    Properties: {SubnetId: subnet-0e1f2a3b, ConnectivityType: private}\n  Out: #<-\n",
            )],
            expect!["There are 2 NAT gateways (`Inner`, `Out`), and at most 1 may be there."],
        )],
    });
}

#[test]
fn one_kind_of_authorizer_is_enough() {
    hold(&Example {
        label: "API is protected",
        meets: "Resources:
  Shop:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: shop, ProtocolType: HTTP}
  Read:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Shop
      RouteKey: GET /orders
      AuthorizationType: JWT
      AuthorizerId: !Ref Login
  Write:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Shop
      RouteKey: POST /orders
      AuthorizationType: AWS_IAM
  Login:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Shop
      Name: login
      AuthorizerType: JWT
      IdentitySource: [$request.header.Authorization]
      JwtConfiguration: {Audience: [shop], Issuer: 'https://login.example.com'}
",
        said: expect!["“http api authorizer”: All 2 API routes are right."],
        nearly: vec![
            fails(
                &[("AuthorizationType: AWS_IAM", "AuthorizationType: NONE #<-")],
                expect![
                    "None of the 2 ways is there yet. The nearest is “http api authorizer”: 1 of 2 API routes is right; `Write` is not. `AuthorizationType` of `Write` is `NONE`, needs one of `JWT`, `AWS_IAM` or `CUSTOM`."
                ],
            ),
            fails(
                &[
                    ("  Write:\n", "  Write: #<-\n"),
                    ("      AuthorizationType: AWS_IAM\n", ""),
                ],
                expect![
                    "None of the 2 ways is there yet. The nearest is “http api authorizer”: 1 of 2 API routes is right; `Write` is not. `Write` has no `AuthorizationType` yet; it needs one of `JWT`, `AWS_IAM` or `CUSTOM`."
                ],
            ),
        ],
    });
}

#[test]
fn nobody_may_do_everything() {
    hold(&Example {
        label: "No IAM policy allows every action",
        meets: "Resources:
  Deploy:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement: [{Effect: Allow, Principal: {Service: codebuild.amazonaws.com}, Action: 'sts:AssumeRole'}]
      Policies:
        - PolicyName: deploy
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - {Effect: Allow, Action: 's3:*', Resource: '*'}
",
        said: expect!["“star-star” is not so, as it should be."],
        nearly: vec![
            fails(
                &[("{Effect: Allow, Action: 's3:*', Resource: '*'}", "{Effect: Allow, Action: '*', Resource: '*'} #<-")],
                expect!["This must not be so: `Deploy` may `*` on `*`: statement 1 of `deploy` (line 13) allows it."],
            ),
            fails(
                &[("      Policies:", "      ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] #<-\n      Policies:")],
                expect!["This must not be so: `Deploy` may `*` on `*`: the AWS managed policy `AdministratorAccess` (line 8) allows it."],
            ),
        ],
    });
}

#[test]
fn a_queue_that_waits_long_enough() {
    hold(&Example {
        label: "Queue visibility timeout",
        meets: "Resources:
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: jobs
      VisibilityTimeout: 180
",
        said: expect!["`VisibilityTimeout` of `Jobs` is 180."],
        nearly: vec![
            fails(
                &[("VisibilityTimeout: 180", "VisibilityTimeout: 179 #<-")],
                expect!["`VisibilityTimeout` of `Jobs` is 179, needs at least 180 seconds."],
            ),
            fails(
                &[
                    ("  Jobs:\n", "  Jobs: #<-\n"),
                    ("      VisibilityTimeout: 180\n", ""),
                ],
                expect!["`Jobs` has no `VisibilityTimeout` yet; it needs at least 180 seconds."],
            ),
        ],
    });
}

#[test]
fn the_reserved_kind_is_refused() {
    let (rubric, problems) = compiled(&criteria("Instructor rule"));
    assert!(rubric.is_none(), "a rubric with it is not used");
    let said: Vec<&str> = problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(
        said,
        ["kind `guard` is reserved and not supported yet"],
        "clear, and once"
    );
}

#[test]
fn each_example_is_tried_here() {
    let all: Vec<Json> = serde_json::from_str(EXAMPLES).expect("the examples are JSON");
    let source = include_str!("examples.rs");
    assert_eq!(all.len(), 14, "as the language's page has them");
    for example in all {
        let label = example["label"].as_str().expect("it has a label");
        let tried = source
            .split('"')
            .any(|text| text.len() > 10 && label.starts_with(text));
        assert!(tried, "{label}");
    }
}
