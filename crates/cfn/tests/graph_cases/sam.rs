//! SAM: events of every type, its own names of properties, and what counts as plain types.

use cfn::Relation::References;

use crate::support::{Case, check};

const CASES: &[Case] = &[
    (
        "a queue, a topic, a bucket, a stream and a table's stream start a function",
        "
Worker:
  Type: AWS::Serverless::Function
  Properties:
    Events:
      A: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}
      B: {Type: SNS, Properties: {Topic: !Ref Orders}}
      C: {Type: S3, Properties: {Bucket: !Ref Files, Events: 's3:ObjectCreated:*'}}
      D: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, StartingPosition: LATEST}}
      E: {Type: DynamoDB, Properties: {Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST}}
Jobs: {Type: AWS::SQS::Queue}
Orders: {Type: AWS::SNS::Topic}
Files: {Type: AWS::S3::Bucket}
Clicks: {Type: AWS::Kinesis::Stream}
Table: {Type: AWS::DynamoDB::Table}",
        &[
            "Jobs delivers Worker @5",
            "Orders delivers Worker @6",
            "Files delivers Worker @7",
            "Clicks delivers Worker @8",
            "Table delivers Worker @9",
        ],
    ),
    (
        "nearly: a URL, a topic's name, a table's ARN, another type of event",
        "
Worker:
  Type: AWS::Serverless::Function
  Properties:
    Events:
      A: {Type: SQS, Properties: {Queue: !Ref Jobs}}
      B: {Type: SNS, Properties: {Topic: !GetAtt Orders.TopicName}}
      C: {Type: DynamoDB, Properties: {Stream: !GetAtt Table.Arn, StartingPosition: LATEST}}
      D: {Type: SNS, Properties: {Topic: !GetAtt Jobs.Arn}}
Jobs: {Type: AWS::SQS::Queue}
Orders: {Type: AWS::SNS::Topic}
Table: {Type: AWS::DynamoDB::Table}",
        &["-"],
    ),
    (
        "APIs by their ids; the implicit one is no resource",
        "
Worker:
  Type: AWS::Serverless::Function
  Properties:
    Events:
      A: {Type: Api, Properties: {RestApiId: !Ref Rest, Path: /, Method: get}}
      B: {Type: HttpApi, Properties: {ApiId: !Ref Http}}
      C: {Type: Api, Properties: {Path: /other, Method: get}}
Rest: {Type: AWS::Serverless::Api, Properties: {StageName: prod}}
Http: {Type: AWS::Serverless::HttpApi}
Other: {Type: AWS::Serverless::Api, Properties: {StageName: prod}}",
        &["Rest delivers Worker @5", "Http delivers Worker @6"],
    ),
    (
        "buses, log groups, brokers and user pools",
        "
Worker:
  Type: AWS::Serverless::Function
  Properties:
    Events:
      A: {Type: EventBridgeRule, Properties: {EventBusName: !Ref Bus, Pattern: {source: [a]}}}
      B: {Type: CloudWatchEvent, Properties: {EventBusName: shop, Pattern: {source: [b]}}}
      C: {Type: CloudWatchLogs, Properties: {LogGroupName: !Ref Logs, FilterPattern: ''}}
      D: {Type: MSK, Properties: {Stream: !Ref Kafka, StartingPosition: LATEST, Topics: [a]}}
      E: {Type: MQ, Properties: {Broker: !GetAtt Broker.Arn, Queues: [a]}}
      F: {Type: Cognito, Properties: {UserPool: !Ref Users, Trigger: PreSignUp}}
Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
Shop: {Type: AWS::Events::EventBus, Properties: {Name: shop}}
Logs: {Type: AWS::Logs::LogGroup}
Kafka: {Type: AWS::MSK::Cluster}
Broker: {Type: AWS::AmazonMQ::Broker}
Users: {Type: AWS::Cognito::UserPool}",
        &[
            "Bus delivers Worker @5",
            "Shop delivers Worker @6",
            "Logs delivers Worker @7",
            "Kafka delivers Worker @8",
            "Broker delivers Worker @9",
            "Users delivers Worker @10",
        ],
    ),
    (
        "schedules and IoT rules have no source; their dead letters go somewhere",
        "
Worker:
  Type: AWS::Serverless::Function
  Properties:
    Events:
      A: {Type: Schedule, Properties: {Schedule: rate(1 day), DeadLetterConfig: {Arn: !GetAtt Dead.Arn}}}
      B: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day)}}
      C: {Type: IoTRule, Properties: {Sql: SELECT 1}}
Dead: {Type: AWS::SQS::Queue}",
        &["Worker deadLettersTo Dead @5"],
    ),
    (
        "an event that is switched off",
        "
Worker: {Type: AWS::Serverless::Function, Properties: {Events: {A: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn, Enabled: false}}}}}
Jobs: {Type: AWS::SQS::Queue}",
        &["-"],
    ),
    (
        "a stream's failures",
        "
Worker: {Type: AWS::Serverless::Function, Properties: {Events: {A: {Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, StartingPosition: LATEST, DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Dead.Arn}}}}}}}
Clicks: {Type: AWS::Kinesis::Stream}
Dead: {Type: AWS::SQS::Queue}",
        &[
            "Worker deadLettersTo Dead @1",
            "Clicks delivers Worker @1",
            "Clicks deadLettersTo Dead @1",
        ],
    ),
    (
        "a topic by way of a queue",
        "
Worker: {Type: AWS::Serverless::Function, Properties: {Events: {A: {Type: SNS, Properties: {Topic: !Ref Orders, SqsSubscription: {QueueArn: !GetAtt Jobs.Arn, QueueUrl: !Ref Jobs}}}}}}
Orders: {Type: AWS::SNS::Topic}
Jobs: {Type: AWS::SQS::Queue}",
        &["Orders delivers Jobs @1", "Jobs delivers Worker @1"],
    ),
    (
        "a function's own names: dead letters, destinations, role",
        "
Worker:
  Type: AWS::Serverless::Function
  Properties:
    Role: !GetAtt Role.Arn
    DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Dead.Arn}
    EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SNS, Destination: !Ref Failed}, OnSuccess: {Type: SQS, Destination: !GetAtt Done.Arn}}}
Role: {Type: AWS::IAM::Role}
Dead: {Type: AWS::SQS::Queue}
Failed: {Type: AWS::SNS::Topic}
Done: {Type: AWS::SQS::Queue}",
        &[
            "Worker delivers Done @6",
            "Worker deadLettersTo Dead @5",
            "Worker deadLettersTo Failed @6",
            "Worker assumes Role @4",
        ],
    ),
    (
        "a state machine: its role, its log group, its tasks, its bus",
        "
Flow:
  Type: AWS::Serverless::StateMachine
  Properties:
    Role: !GetAtt Role.Arn
    Logging: {Destinations: [{CloudWatchLogsLogGroup: {LogGroupArn: !GetAtt Logs.Arn}}]}
    Definition: {States: {A: {Type: Task, Resource: !GetAtt Worker.Arn}}}
    Events: {E: {Type: EventBridgeRule, Properties: {EventBusName: !Ref Bus, Pattern: {source: [a]}}}}
Role: {Type: AWS::IAM::Role}
Logs: {Type: AWS::Logs::LogGroup}
Worker: {Type: AWS::Serverless::Function}
Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}",
        &[
            "Flow delivers Worker @6",
            "Flow assumes Role @4",
            "Flow logsTo Logs @5",
            "Bus delivers Flow @7",
        ],
    ),
    (
        "globals put a function into a subnet",
        "
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    VpcConfig: {SubnetIds: [!Ref Near], SecurityGroupIds: [!Ref Wall]}
Resources:
  Worker: {Type: AWS::Serverless::Function}
  Near: {Type: AWS::EC2::Subnet}
  Wall: {Type: AWS::EC2::SecurityGroup}",
        &["Worker containedIn Near @5", "Wall protects Worker @5"],
    ),
    (
        "an API's document, access log and authorizers",
        "
Rest:
  Type: AWS::Serverless::Api
  Properties:
    DefinitionBody: {paths: {/: {get: {x-amazon-apigateway-integration: {uri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Worker.Arn}/invocations'}}}}}
    AccessLogSetting: {DestinationArn: !GetAtt Logs.Arn}
    Auth: {Authorizers: {Users: {UserPoolArn: !GetAtt Users.Arn}, Guard: {FunctionArn: !GetAtt Guard.Arn}}}
Worker: {Type: AWS::Serverless::Function}
Logs: {Type: AWS::Logs::LogGroup}
Users: {Type: AWS::Cognito::UserPool}
Guard: {Type: AWS::Serverless::Function}",
        &[
            "Rest delivers Worker @4",
            "Rest logsTo Logs @5",
            "Users protects Rest @6",
            "Guard protects Rest @6",
        ],
    ),
    (
        "a published alias is the function",
        "
Transform: AWS::Serverless-2016-10-31
Resources:
  Worker: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: live}}
  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !Ref Worker.Alias}]}}",
        &["Rule delivers Worker @5"],
    ),
];

#[test]
fn sam_says_the_same_in_its_own_words() {
    check(CASES, &[References]);
}
