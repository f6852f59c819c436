//! `deadLettersTo`: every connector, present and nearly present.

use cfn::Relation::{Assumes, ContainedIn, Delivers, References};

use crate::support::{Case, check};

const CASES: &[Case] = &[
    (
        "a policy over several lines is shown at the ARN",
        "
Jobs:
  Type: AWS::SQS::Queue
  Properties:
    RedrivePolicy:
      maxReceiveCount: 3
      deadLetterTargetArn: !GetAtt Dead.Arn
Dead: {Type: AWS::SQS::Queue}",
        &["Jobs deadLettersTo Dead @6"],
    ),
    (
        "a policy as JSON text with Sub",
        r#"
Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: !Sub '{"deadLetterTargetArn": "${Dead.Arn}", "maxReceiveCount": 3}'}}
Dead: {Type: AWS::SQS::Queue}"#,
        &["Jobs deadLettersTo Dead @1"],
    ),
    (
        "JSON text without Sub names nothing",
        r#"
Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: '{"deadLetterTargetArn": "${Dead.Arn}", "maxReceiveCount": 3}'}}
Dead: {Type: AWS::SQS::Queue}"#,
        &["-"],
    ),
    (
        "JSON text with a literal ARN",
        r#"
Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: '{"deadLetterTargetArn": "arn:aws:sqs:eu-west-1:123456789012:dead", "maxReceiveCount": 3}'}}
Dead: {Type: AWS::SQS::Queue, Properties: {QueueName: dead}}"#,
        &["Jobs deadLettersTo Dead @1"],
    ),
    (
        "a queue's URL is not its ARN",
        "
Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !Ref Dead, maxReceiveCount: 3}}}
Dead: {Type: AWS::SQS::Queue}",
        &["-"],
    ),
    (
        "who may send here is not where it goes",
        "
Jobs: {Type: AWS::SQS::Queue, Properties: {RedriveAllowPolicy: {redrivePermission: byQueue, sourceQueueArns: [!GetAtt Dead.Arn]}}}
Dead: {Type: AWS::SQS::Queue}",
        &["-"],
    ),
    (
        "a topic is no dead-letter queue of a queue",
        "
Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !Ref Dead, maxReceiveCount: 3}}}
Dead: {Type: AWS::SNS::Topic}",
        &["-"],
    ),
    (
        "the key has capitals that AWS does not know",
        "
Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {DeadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}}}
Dead: {Type: AWS::SQS::Queue}",
        &["-"],
    ),
    (
        "a function's queue, or topic",
        "
Worker: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !GetAtt Dead.Arn}}}
Other: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !Ref Failed}}}
Wrong: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {Arn: !GetAtt Dead.Arn}}}
Dead: {Type: AWS::SQS::Queue}
Failed: {Type: AWS::SNS::Topic}",
        &["Worker deadLettersTo Dead @1", "Other deadLettersTo Failed @2"],
    ),
    (
        "failure of a stream's batch, from the stream and the function",
        "
Clicks: {Type: AWS::Kinesis::Stream}
Worker: {Type: AWS::Lambda::Function}
Dead: {Type: AWS::SQS::Queue}
Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Clicks.Arn, FunctionName: !Ref Worker, DestinationConfig: {OnFailure: {Destination: !GetAtt Dead.Arn}}}}",
        &[
            "Clicks deadLettersTo Dead via Map @4",
            "Worker deadLettersTo Dead via Map @4",
        ],
    ),
    (
        "a subscription's policy: from the topic, and from the subscription",
        "
Orders: {Type: AWS::SNS::Topic}
Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn, RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn}}}
Jobs: {Type: AWS::SQS::Queue}
Dead: {Type: AWS::SQS::Queue}",
        &[
            "Orders deadLettersTo Dead via Sub @2",
            "Sub deadLettersTo Dead @2",
        ],
    ),
    (
        "a rule's target",
        "
Rule: {Type: AWS::Events::Rule, Properties: {EventPattern: {source: [a]}, Targets: [{Id: a, Arn: !GetAtt Worker.Arn, DeadLetterConfig: {Arn: !GetAtt Dead.Arn}}]}}
Worker: {Type: AWS::Lambda::Function}
Dead: {Type: AWS::SQS::Queue}",
        &["Rule deadLettersTo Dead @1"],
    ),
    (
        "a rule's policy beside its targets instead of in one",
        "
Rule: {Type: AWS::Events::Rule, Properties: {EventPattern: {source: [a]}, DeadLetterConfig: {Arn: !GetAtt Dead.Arn}, Targets: [{Id: a, Arn: !GetAtt Worker.Arn}]}}
Worker: {Type: AWS::Lambda::Function}
Dead: {Type: AWS::SQS::Queue}",
        &["-"],
    ),
    (
        "a pipe from a stream",
        "
Pipe: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Clicks.Arn, Target: !Ref Flow, SourceParameters: {KinesisStreamParameters: {StartingPosition: LATEST, DeadLetterConfig: {Arn: !GetAtt Dead.Arn}}}}}
Clicks: {Type: AWS::Kinesis::Stream}
Flow: {Type: AWS::StepFunctions::StateMachine}
Dead: {Type: AWS::SQS::Queue}",
        &[
            "Pipe deadLettersTo Dead @1",
            "Clicks deadLettersTo Dead via Pipe @1",
        ],
    ),
    (
        "what an IoT rule cannot do",
        "
Rule: {Type: AWS::IoT::TopicRule, Properties: {TopicRulePayload: {Sql: SELECT 1, Actions: [], ErrorAction: {Sqs: {QueueUrl: !Ref Dead, RoleArn: x}}}}}
Dead: {Type: AWS::SQS::Queue}",
        &["Rule deadLettersTo Dead @1"],
    ),
];

#[test]
fn each_connector_sends_dead_letters_and_nearly_one_does_not() {
    check(CASES, &[References, ContainedIn, Assumes, Delivers]);
}
