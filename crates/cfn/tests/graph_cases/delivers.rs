//! `delivers`: every connector, present and nearly present.

use cfn::Relation::{Assumes, ContainedIn, References};

use crate::support::{Case, check};

const CASES: &[Case] = &[
    // SNS subscriptions.
    (
        "the same in JSON",
        r#"{"Resources": {
"Orders": {"Type": "AWS::SNS::Topic"},
"Jobs": {"Type": "AWS::SQS::Queue"},
"Sub": {"Type": "AWS::SNS::Subscription", "Properties": {"TopicArn": {"Ref": "Orders"}, "Protocol": "sqs", "Endpoint": {"Fn::GetAtt": ["Jobs", "Arn"]}}}}}"#,
        &["Orders delivers Jobs via Sub @4"],
    ),
    (
        "a queue's URL is no endpoint",
        "
Orders: {Type: AWS::SNS::Topic}
Jobs: {Type: AWS::SQS::Queue}
Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !Ref Jobs}}",
        &["-"],
    ),
    (
        "the protocol is that of another type",
        "
Orders: {Type: AWS::SNS::Topic}
Jobs: {Type: AWS::SQS::Queue}
Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: lambda, Endpoint: !GetAtt Jobs.Arn}}",
        &["-"],
    ),
    (
        "a topic's name is not its ARN",
        "
Orders: {Type: AWS::SNS::Topic}
Jobs: {Type: AWS::SQS::Queue}
Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !GetAtt Orders.TopicName, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}",
        &["-"],
    ),
    (
        "mail goes to nothing of the template",
        "
Orders: {Type: AWS::SNS::Topic}
Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: a@b.c}}
Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: email, Endpoint: a@b.c}}",
        &["-"],
    ),
    (
        "inline subscriptions, a function and a queue",
        "
Orders: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Protocol: lambda, Endpoint: !GetAtt Worker.Arn}, {Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}]}}
Jobs: {Type: AWS::SQS::Queue}
Worker: {Type: AWS::Lambda::Function}",
        &["Orders delivers Jobs @1", "Orders delivers Worker @1"],
    ),
    (
        "Firehose as an endpoint",
        "
Orders: {Type: AWS::SNS::Topic}
Hose: {Type: AWS::KinesisFirehose::DeliveryStream}
Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !GetAtt Orders.TopicArn, Protocol: firehose, Endpoint: !GetAtt Hose.Arn}}",
        &["Orders delivers Hose via Sub @3"],
    ),
    (
        "an alias of a function is the function as well",
        "
Orders: {Type: AWS::SNS::Topic}
Worker: {Type: AWS::Lambda::Function}
Live: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Worker, FunctionVersion: '1', Name: live}}
Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: lambda, Endpoint: !Ref Live}}",
        &["Orders delivers Worker via Sub @4", "Orders delivers Live via Sub @4"],
    ),
    // Event source mappings.
    (
        "a mapping over several lines is shown at the function's name",
        "
Jobs: {Type: AWS::SQS::Queue}
Worker: {Type: AWS::Lambda::Function}
Map:
  Type: AWS::Lambda::EventSourceMapping
  Properties:
    EventSourceArn: !GetAtt Jobs.Arn
    FunctionName: !GetAtt Worker.Arn",
        &["Jobs delivers Worker via Map @7"],
    ),
    (
        "a mapping that is switched off",
        "
Jobs: {Type: AWS::SQS::Queue}
Worker: {Type: AWS::Lambda::Function}
Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {Enabled: false, EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker}}",
        &["-"],
    ),
    (
        "a mapping with the URL of a queue",
        "
Jobs: {Type: AWS::SQS::Queue}
Worker: {Type: AWS::Lambda::Function}
Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !Ref Jobs, FunctionName: !Ref Worker}}",
        &["-"],
    ),
    (
        "a table's ARN is not that of its stream",
        "
Orders: {Type: AWS::DynamoDB::Table}
Worker: {Type: AWS::Lambda::Function}
Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Worker}}",
        &["-"],
    ),
    (
        "a Kinesis stream, to a function by its literal name",
        "
Clicks: {Type: AWS::Kinesis::Stream}
Worker: {Type: AWS::Lambda::Function, Properties: {FunctionName: work}}
Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Clicks.Arn, FunctionName: work}}",
        &["Clicks delivers Worker via Map @3"],
    ),
    (
        "a consumer of a stream is the stream",
        "
Clicks: {Type: AWS::Kinesis::Stream}
Fan: {Type: AWS::Kinesis::StreamConsumer, Properties: {ConsumerName: fan, StreamARN: !GetAtt Clicks.Arn}}
Worker: {Type: AWS::Lambda::Function}
Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !Ref Fan, FunctionName: !Ref Worker}}",
        &[
            "Clicks delivers Worker via Map @4",
            "Fan delivers Worker via Map @4",
        ],
    ),
    // S3 notifications.
    (
        "a bucket tells a function, a queue and a topic",
        "
Files:
  Type: AWS::S3::Bucket
  Properties:
    NotificationConfiguration:
      LambdaConfigurations: [{Event: 's3:ObjectCreated:*', Function: !GetAtt Worker.Arn}]
      QueueConfigurations: [{Event: 's3:ObjectCreated:*', Queue: !GetAtt Jobs.Arn}]
      TopicConfigurations:
        - Event: 's3:ObjectCreated:*'
          Topic: !Ref Orders
Worker: {Type: AWS::Lambda::Function}
Jobs: {Type: AWS::SQS::Queue}
Orders: {Type: AWS::SNS::Topic}",
        &[
            "Files delivers Worker @5",
            "Files delivers Jobs @6",
            "Files delivers Orders @9",
        ],
    ),
    (
        "a function where a queue is wanted",
        "
Files: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {QueueConfigurations: [{Event: 's3:ObjectCreated:*', Queue: !GetAtt Worker.Arn}]}}}
Worker: {Type: AWS::Lambda::Function}",
        &["-"],
    ),
    (
        "EventBridge alone names nobody",
        "
Files: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}}}
Worker: {Type: AWS::Lambda::Function}",
        &["-"],
    ),
    // EventBridge.
    (
        "a rule to its targets, and a bus to its rule",
        "
Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
Rule: {Type: AWS::Events::Rule, Properties: {EventBusName: !Ref Bus, EventPattern: {source: [shop]}, Targets: [{Id: a, Arn: !GetAtt Worker.Arn}, {Id: b, Arn: !GetAtt Jobs.Arn}]}}
Worker: {Type: AWS::Lambda::Function}
Jobs: {Type: AWS::SQS::Queue}",
        &[
            "Bus delivers Rule @2",
            "Rule delivers Worker @2",
            "Rule delivers Jobs @2",
        ],
    ),
    (
        "a bus by its literal name",
        "
Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
Rule: {Type: AWS::Events::Rule, Properties: {EventBusName: shop, EventPattern: {source: [shop]}}}",
        &["Bus delivers Rule @2"],
    ),
    (
        "a rule on the default bus, to a function's name",
        "
Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
Rule: {Type: AWS::Events::Rule, Properties: {EventPattern: {source: [shop]}, Targets: [{Id: a, Arn: !Ref Worker}]}}
Worker: {Type: AWS::Lambda::Function}",
        &["-"],
    ),
    (
        "a rule that is switched off",
        "
Rule: {Type: AWS::Events::Rule, Properties: {State: DISABLED, ScheduleExpression: rate(1 day), Targets: [{Id: a, Arn: !GetAtt Worker.Arn}]}}
Worker: {Type: AWS::Lambda::Function}",
        &["-"],
    ),
    (
        "a rule to a log group by its ARN in text",
        "
Rule: {Type: AWS::Events::Rule, Properties: {EventPattern: {source: [shop]}, Targets: [{Id: a, Arn: !Sub 'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/events/shop'}]}}
Seen: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /aws/events/shop}}",
        &["Rule delivers Seen @1"],
    ),
    (
        "a schedule",
        "
Daily: {Type: AWS::Scheduler::Schedule, Properties: {ScheduleExpression: rate(1 day), FlexibleTimeWindow: {Mode: 'OFF'}, Target: {Arn: !GetAtt Worker.Arn, RoleArn: !GetAtt Role.Arn}}}
Worker: {Type: AWS::Lambda::Function}
Role: {Type: AWS::IAM::Role}",
        &["Daily delivers Worker @1"],
    ),
    (
        "a schedule that is switched off",
        "
Daily: {Type: AWS::Scheduler::Schedule, Properties: {State: DISABLED, ScheduleExpression: rate(1 day), FlexibleTimeWindow: {Mode: 'OFF'}, Target: {Arn: !GetAtt Worker.Arn, RoleArn: !GetAtt Role.Arn}}}
Worker: {Type: AWS::Lambda::Function}
Role: {Type: AWS::IAM::Role}",
        &["-"],
    ),
    // Pipes.
    (
        "a pipe from a queue to a state machine, by way of a function",
        "
Pipe: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Jobs.Arn, Enrichment: !GetAtt Worker.Arn, Target: !Ref Flow, RoleArn: !GetAtt Role.Arn}}
Jobs: {Type: AWS::SQS::Queue}
Worker: {Type: AWS::Lambda::Function}
Flow: {Type: AWS::StepFunctions::StateMachine}
Role: {Type: AWS::IAM::Role}",
        &[
            "Jobs delivers Worker via Pipe @1",
            "Jobs delivers Flow via Pipe @1",
        ],
    ),
    (
        "a pipe that is stopped",
        "
Pipe: {Type: AWS::Pipes::Pipe, Properties: {DesiredState: STOPPED, Source: !GetAtt Jobs.Arn, Target: !Ref Flow, RoleArn: x}}
Jobs: {Type: AWS::SQS::Queue}
Flow: {Type: AWS::StepFunctions::StateMachine}",
        &["-"],
    ),
    (
        "a pipe from a table wants its stream",
        "
Pipe: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Orders.StreamArn, Target: !GetAtt Jobs.Arn, RoleArn: x}}
Other: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Orders.Arn, Target: !GetAtt Jobs.Arn, RoleArn: x}}
Orders: {Type: AWS::DynamoDB::Table}
Jobs: {Type: AWS::SQS::Queue}",
        &["Orders delivers Jobs via Pipe @1"],
    ),
    // API Gateway.
    (
        "a method with a function's address in Sub",
        "
Api: {Type: AWS::ApiGateway::RestApi}
Post:
  Type: AWS::ApiGateway::Method
  Properties:
    RestApiId: !Ref Api
    Integration:
      Type: AWS_PROXY
      Uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations
Worker: {Type: AWS::Lambda::Function}",
        &["Api delivers Worker via Post @8"],
    ),
    (
        "the same with Join in JSON",
        r#"{"Resources": {
"Api": {"Type": "AWS::ApiGateway::RestApi"},
"Post": {"Type": "AWS::ApiGateway::Method", "Properties": {"RestApiId": {"Ref": "Api"}, "Integration": {"Type": "AWS_PROXY",
"Uri": {"Fn::Join": ["", ["arn:aws:apigateway:", {"Ref": "AWS::Region"}, ":lambda:path/2015-03-31/functions/", {"Fn::GetAtt": ["Worker", "Arn"]}, "/invocations"]]}}}},
"Worker": {"Type": "AWS::Lambda::Function"}}}"#,
        &["Api delivers Worker via Post @4"],
    ),
    (
        "an address with an ARN that is put together",
        "
Api: {Type: AWS::ApiGateway::RestApi}
Post: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Worker}/invocations'}}}
Worker: {Type: AWS::Lambda::Function}",
        &["Api delivers Worker via Post @2"],
    ),
    (
        "a method that mocks",
        "
Api: {Type: AWS::ApiGateway::RestApi}
Options: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Type: MOCK}}}
Worker: {Type: AWS::Lambda::Function}",
        &["-"],
    ),
    (
        "a method that sends to a queue by its path",
        "
Api: {Type: AWS::ApiGateway::RestApi}
Post: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Type: AWS, Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:sqs:path/${AWS::AccountId}/${Jobs.QueueName}'}}}
Jobs: {Type: AWS::SQS::Queue}",
        &["Api delivers Jobs via Post @2"],
    ),
    (
        "a method that starts a state machine named in its template",
        "
Api: {Type: AWS::ApiGateway::RestApi}
Post: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Type: AWS, Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:states:action/StartExecution', RequestTemplates: {application/json: !Sub '{\"stateMachineArn\": \"${Flow}\"}'}}}}
Flow: {Type: AWS::StepFunctions::StateMachine}",
        &["Api delivers Flow via Post @2"],
    ),
    (
        "an HTTP API: the function's ARN alone",
        "
Api: {Type: AWS::ApiGatewayV2::Api}
Call: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Worker.Arn}}
Route: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: GET /, Target: !Sub 'integrations/${Call}'}}
Worker: {Type: AWS::Lambda::Function}",
        &["Api delivers Worker via Call @2"],
    ),
    (
        "an HTTP API whose integration has a function's name",
        "
Api: {Type: AWS::ApiGatewayV2::Api}
Call: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !Ref Worker}}
Worker: {Type: AWS::Lambda::Function}",
        &["-"],
    ),
    (
        "an HTTP API that sends to a queue",
        "
Api: {Type: AWS::ApiGatewayV2::Api}
Call: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationSubtype: SQS-SendMessage, RequestParameters: {QueueUrl: !Ref Jobs, MessageBody: $request.body}}}
Jobs: {Type: AWS::SQS::Queue}",
        &["Api delivers Jobs via Call @2"],
    ),
    (
        "an OpenAPI document in the API",
        "
Api:
  Type: AWS::ApiGateway::RestApi
  Properties:
    Body:
      paths:
        /orders:
          post:
            x-amazon-apigateway-integration:
              uri: !Sub arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations
Worker: {Type: AWS::Lambda::Function}",
        &["Api delivers Worker @9"],
    ),
    // Step Functions.
    (
        "tasks in a mapping",
        "
Flow:
  Type: AWS::StepFunctions::StateMachine
  Properties:
    Definition:
      StartAt: Work
      States:
        Work:
          Type: Task
          Resource: !GetAtt Worker.Arn
          Next: Tell
        Tell:
          Type: Task
          Resource: arn:aws:states:::sns:publish
          Parameters:
            TopicArn: !Ref Orders
Worker: {Type: AWS::Lambda::Function}
Orders: {Type: AWS::SNS::Topic}",
        &["Flow delivers Worker @9", "Flow delivers Orders @15"],
    ),
    (
        "tasks in JSON text with Sub, nested in a parallel state",
        r#"
Flow:
  Type: AWS::StepFunctions::StateMachine
  Properties:
    DefinitionString: !Sub |
      {"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "Branches": [
        {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "${Worker}"}}}},
        {"StartAt": "B", "States": {"B": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": {"QueueUrl": "${Jobs}"}}}}]}}}
Worker: {Type: AWS::Lambda::Function}
Jobs: {Type: AWS::SQS::Queue}"#,
        &["Flow delivers Worker @4", "Flow delivers Jobs @4"],
    ),
    (
        "placeholders, one of them without a substitution",
        r#"
Flow:
  Type: AWS::StepFunctions::StateMachine
  Properties:
    DefinitionSubstitutions: {Work: !GetAtt Worker.Arn, Table: !Ref Orders}
    DefinitionString: '{"States": {"A": {"Type": "Task", "Resource": "${Work}"}, "B": {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem", "Parameters": {"TableName": "${Table}"}}, "C": {"Type": "Task", "Resource": "${Other}"}}}'
Worker: {Type: AWS::Lambda::Function}
Orders: {Type: AWS::DynamoDB::Table}
Other: {Type: AWS::Lambda::Function}"#,
        &["Flow delivers Worker @4", "Flow delivers Orders @4"],
    ),
    (
        "a definition that Join puts together, and a placeholder within an ARN",
        r#"
Flow:
  Type: AWS::StepFunctions::StateMachine
  Properties:
    DefinitionString: !Join ['', ['{"States": {"A": {"Type": "Task", "Resource": "', !GetAtt Worker.Arn, '"}}}']]
More:
  Type: AWS::StepFunctions::StateMachine
  Properties:
    DefinitionSubstitutions: {Name: work}
    DefinitionString: '{"States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:1:function:${Name}"}}}'
Worker: {Type: AWS::Lambda::Function, Properties: {FunctionName: work}}"#,
        &["Flow delivers Worker @4", "More delivers Worker @9"],
    ),
    (
        "a placeholder without Sub is text",
        r#"
Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString: '{"States": {"A": {"Type": "Task", "Resource": "${Worker.Arn}"}}}'}}
Worker: {Type: AWS::Lambda::Function}"#,
        &["-"],
    ),
    (
        "a parameter of a task that is not its target",
        "
Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {Definition: {States: {A: {Type: Task, Resource: 'arn:aws:states:::lambda:invoke', Parameters: {Payload: {arn: !GetAtt Worker.Arn}}}}}}}
Worker: {Type: AWS::Lambda::Function}",
        &["-"],
    ),
    // Logs, streams, IoT, Cognito, CloudFront, balancers.
    (
        "a subscription filter",
        "
Logs: {Type: AWS::Logs::LogGroup}
Filter: {Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: !Ref Logs, FilterPattern: '', DestinationArn: !GetAtt Worker.Arn}}
Worker: {Type: AWS::Lambda::Function}",
        &["Logs delivers Worker via Filter @2"],
    ),
    (
        "a subscription filter by the group's literal name, and one by another",
        "
Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /shop}}
Filter: {Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: /shop, FilterPattern: '', DestinationArn: !GetAtt Worker.Arn}}
Wrong: {Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: /shops, FilterPattern: '', DestinationArn: !GetAtt Worker.Arn}}
Worker: {Type: AWS::Lambda::Function}",
        &["Logs delivers Worker via Filter @2"],
    ),
    (
        "Firehose between a stream and a bucket",
        "
Clicks: {Type: AWS::Kinesis::Stream}
Hose: {Type: AWS::KinesisFirehose::DeliveryStream, Properties: {KinesisStreamSourceConfiguration: {KinesisStreamARN: !GetAtt Clicks.Arn, RoleARN: x}, ExtendedS3DestinationConfiguration: {BucketARN: !Sub 'arn:${AWS::Partition}:s3:::${Files}', RoleARN: x}}}
Files: {Type: AWS::S3::Bucket}",
        &["Clicks delivers Hose @2", "Hose delivers Files @2"],
    ),
    (
        "Firehose with a bucket's name where its ARN belongs",
        "
Hose: {Type: AWS::KinesisFirehose::DeliveryStream, Properties: {ExtendedS3DestinationConfiguration: {BucketARN: !Ref Files, RoleARN: x}}}
Files: {Type: AWS::S3::Bucket}",
        &["-"],
    ),
    (
        "a table's changes to Kinesis",
        "
Orders: {Type: AWS::DynamoDB::Table, Properties: {KinesisStreamSpecification: {StreamArn: !GetAtt Clicks.Arn}}}
Clicks: {Type: AWS::Kinesis::Stream}",
        &["Orders delivers Clicks @1"],
    ),
    (
        "an IoT rule",
        "
Rule: {Type: AWS::IoT::TopicRule, Properties: {TopicRulePayload: {Sql: SELECT 1, Actions: [{Lambda: {FunctionArn: !GetAtt Worker.Arn}}, {Sqs: {QueueUrl: !Ref Jobs, RoleArn: x}}]}}}
Worker: {Type: AWS::Lambda::Function}
Jobs: {Type: AWS::SQS::Queue}",
        &["Rule delivers Worker @1", "Rule delivers Jobs @1"],
    ),
    (
        "triggers of a user pool",
        "
Users: {Type: AWS::Cognito::UserPool, Properties: {LambdaConfig: {PostConfirmation: !GetAtt Worker.Arn, PreSignUp: !Ref Other}}}
Worker: {Type: AWS::Lambda::Function}
Other: {Type: AWS::Lambda::Function}",
        &["Users delivers Worker @1"],
    ),
    (
        "an origin, and one that is nobody's",
        "
Site: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Origins: [{Id: a, DomainName: !GetAtt Files.RegionalDomainName}, {Id: b, DomainName: example.com}]}}}
Files: {Type: AWS::S3::Bucket}
Other: {Type: AWS::S3::Bucket}",
        &["Site delivers Files @1"],
    ),
    (
        "a balancer, its group and its instance",
        "
Web: {Type: AWS::ElasticLoadBalancingV2::LoadBalancer}
Port: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Web, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]}}
Group: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Targets: [{Id: !Ref Box}]}}
Box: {Type: AWS::EC2::Instance}",
        &[
            "Web delivers Group via Port @2",
            "Port delivers Group @2",
            "Group delivers Box @3",
        ],
    ),
    (
        "a function's URL, who calls it, and one of another function",
        "
Site: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Origins: [{Id: a, DomainName: !Select [2, !Split ['/', !GetAtt Web.FunctionUrl]]}]}}}
Web: {Type: AWS::Lambda::Url, Properties: {AuthType: NONE, TargetFunctionArn: !Ref Worker}}
Else: {Type: AWS::Lambda::Url, Properties: {AuthType: NONE, TargetFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:other'}}
Worker: {Type: AWS::Lambda::Function}",
        &[
            "Site delivers Web @1",
            "Site delivers Worker via Web @1",
            "Web delivers Worker @2",
        ],
    ),
];

#[test]
fn each_connector_delivers_and_nearly_one_does_not() {
    check(CASES, &[References, ContainedIn, Assumes]);
}
