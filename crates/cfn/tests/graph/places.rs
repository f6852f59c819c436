//! Where edges are written: line and columns, from the key to the end of its value on that line.

use std::fmt::Write as _;

use cfn::{Graph, Parameters, Relation};
use expect_test::{Expect, expect};

use crate::kit::edge_text;

fn check(text: &str, expected: &Expect) {
    let document = cfn::parse(text.as_bytes());
    let model = cfn::resolve(&document, &Parameters::new());
    let graph = Graph::of(&model);
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::new();
    let mut edges: Vec<_> = graph.edges().iter().collect();
    edges.sort_by_key(|edge| (edge.span.start, edge.relation));
    for edge in edges {
        let (start, end) = (edge.span.start, edge.span.end);
        let line = lines[start.line as usize - 1];
        let marked = &line[start.column as usize - 1..end.column as usize - 1];
        let _ = writeln!(
            out,
            "{}:{}-{} {} {}  |{marked}|",
            start.line,
            start.column,
            end.column,
            edge.relation.name(),
            edge_text(&model, edge)
        );
        assert_eq!(start.line, end.line, "an edge is marked on one line");
        assert_ne!(
            edge.relation,
            Relation::Reaches,
            "is asked for, and not kept"
        );
    }
    expected.assert_eq(&out);
}

#[test]
fn in_blocks() {
    check(
        "\
Resources:
  Jobs:
    Type: AWS::SQS::Queue
    DependsOn: Orders
    Properties:
      KmsMasterKeyId: !Ref Key
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt DeadJobs.Arn
        maxReceiveCount: 5
  DeadJobs:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::SNS::Topic
    DependsOn:
      - Key
      - DeadJobs
  Key:
    Type: AWS::KMS::Key
  Sub:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Orders
      Protocol: sqs
      Endpoint:
        Fn::GetAtt:
          - Jobs
          - Arn
  Server:
    Type: AWS::EC2::Instance
    Properties:
      SubnetId: !Ref Inside
      SecurityGroupIds:
        - !Ref Guard
        - !GetAtt Other.GroupId
      Tags:
        - Key: a
          Value: !Join
            - '-'
            - - !Ref Orders
  Inside:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Network}
  Network: {Type: AWS::EC2::VPC}
  Guard: {Type: AWS::EC2::SecurityGroup}
  Other: {Type: AWS::EC2::SecurityGroup}
",
        &expect![[r#"
            4:5-22 references Jobs -> Orders  |DependsOn: Orders|
            4:5-22 dependsOn Jobs -> Orders  |DependsOn: Orders|
            6:7-31 references Jobs -> Key  |KmsMasterKeyId: !Ref Key|
            6:7-31 encryptsWith Jobs -> Key  |KmsMasterKeyId: !Ref Key|
            8:9-50 references Jobs -> DeadJobs  |deadLetterTargetArn: !GetAtt DeadJobs.Arn|
            8:9-50 deadLettersTo Jobs -> DeadJobs  |deadLetterTargetArn: !GetAtt DeadJobs.Arn|
            15:9-12 references Orders -> Key  |Key|
            15:9-12 dependsOn Orders -> Key  |Key|
            16:9-17 references Orders -> DeadJobs  |DeadJobs|
            16:9-17 dependsOn Orders -> DeadJobs  |DeadJobs|
            22:7-28 references Sub -> Orders  |TopicArn: !Ref Orders|
            24:7-15 references Sub -> Jobs  |Endpoint|
            24:7-15 delivers Orders -> Jobs by Sub  |Endpoint|
            31:7-28 references Server -> Inside  |SubnetId: !Ref Inside|
            31:7-28 containedIn Server -> Inside  |SubnetId: !Ref Inside|
            31:7-28 containedIn Server -> Network by Inside  |SubnetId: !Ref Inside|
            33:11-21 references Server -> Guard  |!Ref Guard|
            33:11-21 protects Guard -> Server  |!Ref Guard|
            34:11-32 references Server -> Other  |!GetAtt Other.GroupId|
            34:11-32 protects Other -> Server  |!GetAtt Other.GroupId|
            39:17-28 references Server -> Orders  |!Ref Orders|
            42:18-37 references Inside -> Network  |VpcId: !Ref Network|
            42:18-37 containedIn Inside -> Network  |VpcId: !Ref Network|
        "#]],
    );
}

#[test]
fn in_flows() {
    check(
        "\
Resources:
  Photos: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {LambdaConfigurations: [{Event: a, Function: !GetAtt Resize.Arn}]}}}
  Resize: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn, VpcConfig: {SubnetIds: [!Ref One, !Ref Two]}}}
  Role: {Type: AWS::IAM::Role}
  One: {Type: AWS::EC2::Subnet}
  Two: {Type: AWS::EC2::Subnet}
  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '/aws/lambda/${Resize}'}}
  Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {AlarmActions: [!If [No, x, !Ref News]]}}
  News: {Type: AWS::SNS::Topic}
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        News: {Type: SNS, Properties: {Topic: !Ref News}}
Conditions:
  No: !Equals [a, b]
",
        &expect![[r#"
            2:110-138 references Photos -> Resize  |Function: !GetAtt Resize.Arn|
            2:110-138 delivers Photos -> Resize  |Function: !GetAtt Resize.Arn|
            3:54-76 references Resize -> Role  |Role: !GetAtt Role.Arn|
            3:54-76 assumes Resize -> Role  |Role: !GetAtt Role.Arn|
            3:102-110 references Resize -> One  |!Ref One|
            3:102-110 containedIn Resize -> One  |!Ref One|
            3:112-120 references Resize -> Two  |!Ref Two|
            3:112-120 containedIn Resize -> Two  |!Ref Two|
            7:50-92 references Logs -> Resize  |LogGroupName: !Sub '/aws/lambda/${Resize}'|
            7:50-92 logsTo Resize -> Logs  |LogGroupName: !Sub '/aws/lambda/${Resize}'|
            8:81-90 references Alarm -> News  |!Ref News|
            8:81-90 notifies Alarm -> News  |!Ref News|
            14:40-56 references Work -> News  |Topic: !Ref News|
            14:40-56 delivers News -> Work  |Topic: !Ref News|
        "#]],
    );
}

#[test]
fn in_json() {
    check(
        r#"{
  "Resources": {
    "Jobs": {"Type": "AWS::SQS::Queue", "Properties": {"RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}}}},
    "Dead": {"Type": "AWS::SQS::Queue"},
    "Stage": {"Type": "AWS::ApiGateway::Stage", "Properties": {
      "AccessLogSetting": {
        "DestinationArn": {
          "Fn::GetAtt": ["Logs", "Arn"]
        }
      }
    }},
    "Logs": {"Type": "AWS::Logs::LogGroup", "DependsOn": ["Jobs"]}
  }
}"#,
        &expect![[r#"
            3:74-128 references Jobs -> Dead  |"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}|
            3:74-128 deadLettersTo Jobs -> Dead  |"deadLetterTargetArn": {"Fn::GetAtt": ["Dead", "Arn"]}|
            7:9-25 references Stage -> Logs  |"DestinationArn"|
            7:9-25 logsTo Stage -> Logs  |"DestinationArn"|
            12:45-56 references Logs -> Jobs  |"DependsOn"|
            12:45-56 dependsOn Logs -> Jobs  |"DependsOn"|
        "#]],
    );
}
