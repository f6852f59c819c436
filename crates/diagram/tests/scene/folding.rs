//! What is drawn as a box, what as a sign on one, what as a line, and what lies in what.

use cfn::Parameters;

use crate::support::{described, drawn};

fn check(resources: &str, expected: &str) {
    let text = format!("Resources:\n{resources}");
    let picture = drawn(&text, None, &Parameters::new());
    assert_eq!(described(&picture).trim(), expected.trim(), "{text}");
}

#[test]
fn connectors_are_lines() {
    check(
        "
  Orders: {Type: AWS::SNS::Topic}
  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}}}
  Dead: {Type: AWS::SQS::Queue}
  Worker: {Type: AWS::Lambda::Function}
  ToJobs: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}
  JobsToWorker: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker}}
",
        "
Orders (SNS topic)
Jobs (SQS queue)
Dead (SQS queue)
Worker (Lambda function)
Orders delivers Jobs via ToJobs
Jobs deadLettersTo Dead
Jobs delivers Worker via JobsToWorker
",
    );
}

#[test]
fn an_api_is_one_box_whatever_it_is_made_of() {
    check(
        "
  Api: {Type: AWS::ApiGateway::RestApi}
  Songs: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: songs}}
  GetSongs:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Songs
      HttpMethod: GET
      Integration: {Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations'}
  Deployed: {Type: AWS::ApiGateway::Deployment, DependsOn: GetSongs, Properties: {RestApiId: !Ref Api}}
  Live: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployed}}
  Fn: {Type: AWS::Lambda::Function}
  MayCall: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Fn, Action: lambda:InvokeFunction, Principal: apigateway.amazonaws.com}}
",
        "
Api (REST API)
Fn (Lambda function) +policy MayCall
Api delivers Fn via GetSongs
",
    );
}

#[test]
fn roles_logs_keys_and_guards_are_signs_on_what_uses_them() {
    check(
        "
  Fn: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn, KmsKeyArn: !GetAtt Key.Arn, VpcConfig: {SecurityGroupIds: [!Ref Guard], SubnetIds: []}}}
  Role: {Type: AWS::IAM::Role}
  Rights: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Role]}}
  Log: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '/aws/lambda/${Fn}'}}
  Key: {Type: AWS::KMS::Key}
  Alias: {Type: AWS::KMS::Alias, Properties: {TargetKeyId: !Ref Key}}
  Guard: {Type: AWS::EC2::SecurityGroup}
  LetIn: {Type: AWS::EC2::SecurityGroupIngress, Properties: {GroupId: !Ref Guard}}
  Unused: {Type: AWS::IAM::Role}
",
        "
Fn (Lambda function) +role Role +role Rights +logs Log +key Key +guard Guard
Unused (IAM role)
",
    );
}

#[test]
fn what_is_used_has_an_arrow_and_what_is_joined_already_has_no_second_one() {
    check(
        "
  Fn: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn, Environment: {Variables: {TABLE: !Ref Table}}}}
  Role: {Type: AWS::IAM::Role, Properties: {Policies: [{PolicyName: p, PolicyDocument: {Statement: [{Effect: Allow, Action: '*', Resource: [!GetAtt Jobs.Arn, !GetAtt Bucket.Arn]}]}}]}}
  Table: {Type: AWS::DynamoDB::Table}
  Bucket: {Type: AWS::S3::Bucket}
  Jobs: {Type: AWS::SQS::Queue}
  JobsToFn: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Fn}}
",
        "
Fn (Lambda function) +role Role
Table (DynamoDB table)
Bucket (S3 bucket)
Jobs (SQS queue)
Fn references Table
Fn references Bucket
Jobs delivers Fn via JobsToFn
",
    );
}

#[test]
fn networks_hold_subnets_that_hold_what_lies_in_them() {
    check(
        "
  Net: {Type: AWS::EC2::VPC}
  Gate: {Type: AWS::EC2::InternetGateway}
  Attach: {Type: AWS::EC2::VPCGatewayAttachment, Properties: {VpcId: !Ref Net, InternetGatewayId: !Ref Gate}}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net}}
  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net}}
  Web: {Type: AWS::EC2::Instance, Properties: {SubnetId: !Ref A}}
  Front: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: {Subnets: [!Ref A, !Ref B]}}
  Table: {Type: AWS::EC2::RouteTable, Properties: {VpcId: !Ref Net}}
  Out: {Type: AWS::EC2::Route, Properties: {RouteTableId: !Ref Table, GatewayId: !Ref Gate}}
  ATable: {Type: AWS::EC2::SubnetRouteTableAssociation, Properties: {SubnetId: !Ref A, RouteTableId: !Ref Table}}
",
        "
Net (VPC)
  Gate (Internet gateway)
  A (Subnet)
    Web (EC2 instance)
  B (Subnet)
  Front (Load balancer)
  Table (Route table)
A references Table via ATable
Front containedIn B
Table references Gate via Out
",
    );
}

#[test]
fn clusters_hold_their_services_and_lie_where_those_do() {
    check(
        "
  Net: {Type: AWS::EC2::VPC}
  A: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net}}
  B: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Net}}
  Cluster: {Type: AWS::ECS::Cluster}
  Shop:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref ShopTask
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A, !Ref B]}}
  ShopTask: {Type: AWS::ECS::TaskDefinition, Properties: {TaskRoleArn: !GetAtt TaskRole.Arn}}
  TaskRole: {Type: AWS::IAM::Role}
",
        "
Net (VPC)
  A (Subnet)
  B (Subnet)
  Cluster (ECS cluster)
    Shop (ECS service) +role TaskRole
Shop containedIn A
Shop containedIn B
",
    );
}

#[test]
fn events_of_sam_functions_are_lines() {
    let text = "
Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Api: {Type: AWS::Serverless::HttpApi}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        FromJobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}
        FromApi: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /, Method: get}}
";
    let picture = drawn(text, None, &Parameters::new());
    assert_eq!(
        described(&picture).trim(),
        "
Jobs (SQS queue)
Api (HTTP API)
Fn (Lambda function)
Jobs delivers Fn
Api delivers Fn
"
        .trim(),
        "both of the function's events"
    );
}

#[test]
fn what_a_false_condition_takes_away_is_not_drawn() {
    let text = "
Parameters: {Stage: {Type: String, Default: dev}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  Topic: {Type: AWS::SNS::Topic}
  Alarm: {Type: AWS::CloudWatch::Alarm, Condition: IsProd, Properties: {AlarmActions: [!Ref Topic]}}
";
    let dev = drawn(text, None, &Parameters::new());
    assert_eq!(described(&dev), "Topic (SNS topic)\n", "without the alarm");
    let prod = drawn(
        text,
        None,
        &Parameters::from([("Stage".to_owned(), "prod".to_owned())]),
    );
    assert_eq!(
        described(&prod),
        "Topic (SNS topic)\nAlarm (CloudWatch alarm)\nAlarm notifies Topic\n",
        "with it"
    );
}

#[test]
fn a_connector_that_leads_nowhere_is_not_lost() {
    check(
        "
  Lost: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !ImportValue orders, Protocol: email, Endpoint: a@example.com}}
  Pipe: {Type: AWS::Pipes::Pipe, Properties: {Source: !ImportValue a, Target: !ImportValue b}}
",
        "
Lost (SNS subscription)
Pipe (EventBridge pipe)
",
    );
}

#[test]
fn the_role_of_a_pipe_is_no_sign_of_its_source() {
    check(
        "
  Jobs: {Type: AWS::SQS::Queue}
  Done: {Type: AWS::SQS::Queue}
  Pipe: {Type: AWS::Pipes::Pipe, Properties: {RoleArn: !GetAtt Role.Arn, Source: !GetAtt Jobs.Arn, Target: !GetAtt Done.Arn}}
  Role: {Type: AWS::IAM::Role}
  Rights: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Role]}}
",
        "
Jobs (SQS queue)
Done (SQS queue)
Jobs delivers Done via Pipe
",
    );
    check(
        "
  Jobs: {Type: AWS::SQS::Queue}
  Done: {Type: AWS::SQS::Queue}
  Fn: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
  Pipe: {Type: AWS::Pipes::Pipe, Properties: {RoleArn: !GetAtt Role.Arn, Source: !GetAtt Jobs.Arn, Target: !GetAtt Done.Arn}}
  Role: {Type: AWS::IAM::Role}
",
        "
Jobs (SQS queue)
Done (SQS queue)
Fn (Lambda function) +role Role
Jobs delivers Done via Pipe
",
    );
}

#[test]
fn a_subscriber_outside_of_the_template_has_a_box() {
    check(
        "
  Duty: {Type: AWS::SNS::Topic}
  ToNils: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Duty, Protocol: email, Endpoint: nils@example.com}}
",
        "
Duty (SNS topic)
ToNils (SNS subscription)
Duty delivers ToNils
",
    );
}

#[test]
fn who_may_use_a_key_is_no_arrow_and_what_a_guard_lets_in_comes_from_there() {
    check(
        "
  Diary: {Type: AWS::S3::Bucket, Properties: {BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn}}]}}}
  Key: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {Statement: [{Effect: Allow, Principal: {AWS: !GetAtt Keeper.Arn}, Action: 'kms:*', Resource: '*'}]}}}
  Keeper: {Type: AWS::IAM::Role}
",
        "
Diary (S3 bucket) +key Key
Keeper (IAM role)
",
    );
    check(
        "
  Sales: {Type: AWS::RDS::DBInstance, Properties: {VPCSecurityGroups: [!GetAtt SalesGroup.GroupId]}}
  SalesGroup: {Type: AWS::EC2::SecurityGroup, Properties: {SecurityGroupIngress: [{SourceSecurityGroupId: !GetAtt TillGroup.GroupId}]}}
  Till: {Type: AWS::EC2::Instance, Properties: {SecurityGroupIds: [!GetAtt TillGroup.GroupId]}}
  TillGroup: {Type: AWS::EC2::SecurityGroup}
",
        "
Sales (RDS database) +guard SalesGroup
Till (EC2 instance) +guard TillGroup
Till references Sales
",
    );
}
