//! What SAM writes in its own way: `Events` of every type that has a source, `Globals`, and properties with other names.

use cfn::Relation::{Assumes, ContainedIn, DeadLettersTo, Delivers, LogsTo, Protects};

use crate::kit::{check, found, template};

/// A SAM function with one event.
fn event(event: &str) -> String {
    format!(
        "  Work: {{Type: AWS::Serverless::Function, Properties: {{Events: {{It: {event}}}}}}}\n  Sam: {{Type: AWS::Serverless::Api}}\n  SamHttp: {{Type: AWS::Serverless::HttpApi}}\n  Pool: {{Type: AWS::Cognito::UserPool}}\n  Kafka: {{Type: AWS::MSK::Cluster}}\n  Broker: {{Type: AWS::AmazonMQ::Broker}}\n  Documents: {{Type: AWS::DocDB::DBCluster}}"
    )
}

#[test]
fn events_of_every_type() {
    for (title, written, expected) in [
        (
            "SQS",
            "{Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}",
            "Jobs -> Work",
        ),
        (
            "SQS, of another property",
            "{Type: SQS, Properties: {QueueArn: !GetAtt Jobs.Arn}}",
            "",
        ),
        (
            "SQS, of another type",
            "{Type: Sqs, Properties: {Queue: !GetAtt Jobs.Arn}}",
            "",
        ),
        (
            "SNS",
            "{Type: SNS, Properties: {Topic: !Ref Orders}}",
            "Orders -> Work",
        ),
        (
            "SNS from elsewhere",
            "{Type: SNS, Properties: {Topic: 'arn:aws:sns:eu-west-1:123456789012:news'}}",
            "",
        ),
        (
            "S3",
            "{Type: S3, Properties: {Bucket: !Ref Photos, Events: 's3:ObjectCreated:*'}}",
            "Photos -> Work",
        ),
        (
            "Kinesis",
            "{Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, StartingPosition: LATEST}}",
            "Clicks -> Work",
        ),
        (
            "DynamoDB",
            "{Type: DynamoDB, Properties: {Stream: !GetAtt Dishes.StreamArn, StartingPosition: LATEST}}",
            "Dishes -> Work",
        ),
        (
            "MSK",
            "{Type: MSK, Properties: {Stream: !Ref Kafka, StartingPosition: LATEST, Topics: [a]}}",
            "Kafka -> Work",
        ),
        (
            "MQ",
            "{Type: MQ, Properties: {Broker: !GetAtt Broker.Arn, Queues: [a]}}",
            "Broker -> Work",
        ),
        (
            "DocumentDB",
            "{Type: DocumentDB, Properties: {Cluster: !Ref Documents, DatabaseName: a}}",
            "Documents -> Work",
        ),
        (
            "Cognito",
            "{Type: Cognito, Properties: {UserPool: !Ref Pool, Trigger: PreSignUp}}",
            "Pool -> Work",
        ),
        (
            "CloudWatchLogs",
            "{Type: CloudWatchLogs, Properties: {LogGroupName: !Ref Logs, FilterPattern: ''}}",
            "Logs -> Work",
        ),
        (
            "Api",
            "{Type: Api, Properties: {RestApiId: !Ref Sam, Path: /, Method: get}}",
            "Sam -> Work",
        ),
        (
            "Api that SAM makes itself",
            "{Type: Api, Properties: {Path: /, Method: get}}",
            "",
        ),
        (
            "HttpApi",
            "{Type: HttpApi, Properties: {ApiId: !Ref SamHttp}}",
            "SamHttp -> Work",
        ),
        (
            "EventBridgeRule on a bus",
            "{Type: EventBridgeRule, Properties: {EventBusName: !Ref Bus, Pattern: {source: [shop]}}}",
            "Bus -> Work",
        ),
        (
            "EventBridgeRule about a bucket",
            "{Type: EventBridgeRule, Properties: {Pattern: {source: [aws.s3], detail: {bucket: {name: [!Ref Photos]}}}}}",
            "Photos -> Work",
        ),
        (
            "CloudWatchEvent on a bus",
            "{Type: CloudWatchEvent, Properties: {EventBusName: !Ref Bus, Pattern: {source: [shop]}}}",
            "Bus -> Work",
        ),
        (
            "Schedule",
            "{Type: Schedule, Properties: {Schedule: rate(5 minutes), Input: !Sub '{\"queue\": \"${Jobs}\"}'}}",
            "",
        ),
        (
            "ScheduleV2",
            "{Type: ScheduleV2, Properties: {ScheduleExpression: rate(5 minutes)}}",
            "",
        ),
        (
            "a source from elsewhere",
            "{Type: SQS, Properties: {Queue: !ImportValue jobs}}",
            "? -> Work (`Fn::ImportValue` is only known when the stack is made)",
        ),
        (
            "a source that may not be",
            "{Type: SQS, Properties: {Queue: !If [Perhaps, !GetAtt Jobs.Arn, !GetAtt DeadJobs.Arn]}}",
            "Jobs -> Work perhaps; DeadJobs -> Work perhaps",
        ),
        (
            "a source that a false condition takes away",
            "!If [No, {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}, !Ref AWS::NoValue]",
            "",
        ),
    ] {
        check(Delivers, &[(title, &event(written), expected)]);
    }
}

#[test]
fn failures() {
    for (title, written, expected) in [
        (
            "of a schedule",
            "{Type: ScheduleV2, Properties: {ScheduleExpression: rate(5 minutes), DeadLetterConfig: {Arn: !GetAtt DeadJobs.Arn}}}",
            "Work -> DeadJobs",
        ),
        (
            "of a stream",
            "{Type: Kinesis, Properties: {Stream: !GetAtt Clicks.Arn, DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt DeadJobs.Arn}}}}",
            "Work -> DeadJobs",
        ),
        (
            "of a topic",
            "{Type: SNS, Properties: {Topic: !Ref Orders, RedrivePolicy: {deadLetterTargetArn: !GetAtt DeadJobs.Arn}}}",
            "Work -> DeadJobs",
        ),
        (
            "of a queue that another names",
            "{Type: SQS, Properties: {Queue: !GetAtt DeadJobs.Arn}}",
            "",
        ),
    ] {
        check(DeadLettersTo, &[(title, &event(written), expected)]);
    }
    check(
        DeadLettersTo,
        &[
            (
                "of the function",
                "  Work: {Type: AWS::Serverless::Function, Properties: {DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt DeadJobs.Arn}}}",
                "Work -> DeadJobs",
            ),
            (
                "of the function, as CloudFormation names it",
                "  Work: {Type: AWS::Serverless::Function, Properties: {DeadLetterConfig: {TargetArn: !GetAtt DeadJobs.Arn}}}",
                "",
            ),
            (
                "of the function, as SAM names it, on a function that is not SAM's",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt DeadJobs.Arn}}}",
                "",
            ),
            (
                "of its invocations",
                "  Work: {Type: AWS::Serverless::Function, Properties: {EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt DeadJobs.Arn}, OnSuccess: {Type: SQS, Destination: !GetAtt Jobs.Arn}}}}}",
                "Work -> DeadJobs",
            ),
        ],
    );
    check(
        Delivers,
        &[(
            "the successes of its invocations",
            "  Work: {Type: AWS::Serverless::Function, Properties: {EventInvokeConfig: {DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt DeadJobs.Arn}, OnSuccess: {Type: SQS, Destination: !GetAtt Jobs.Arn}}}}}",
            "Work -> Jobs",
        )],
    );
}

#[test]
fn globals_apply() {
    let resources = "  Work: {Type: AWS::Serverless::Function, Properties: {Handler: a.b}}\n  Plain: {Type: AWS::Lambda::Function}\n  Own: {Type: AWS::Serverless::Function, Properties: {Role: !GetAtt Other.Arn}}\n  Other: {Type: AWS::IAM::Role}";
    let text = format!(
        "Globals: {{Function: {{Role: !GetAtt Role.Arn, VpcConfig: {{SubnetIds: [!Ref Inside], SecurityGroupIds: [!Ref Guard]}}, DeadLetterQueue: {{Type: SQS, TargetArn: !GetAtt DeadJobs.Arn}}}}}}\n{}",
        template(resources)
    );
    for (relation, expected) in [
        (Assumes, "Work -> Role; Own -> Other"),
        (ContainedIn, "Work -> Inside; Own -> Inside"),
        (Protects, "Guard -> Work; Guard -> Own"),
        (DeadLettersTo, "Work -> DeadJobs; Own -> DeadJobs"),
    ] {
        assert_eq!(
            found(&text, relation),
            expected,
            "{} from Globals, in SAM's types alone",
            relation.name()
        );
    }
}

#[test]
fn other_types() {
    check(
        Delivers,
        &[
            (
                "a state machine with an event and substitutions",
                "  Steps: {Type: AWS::Serverless::StateMachine, Properties: {DefinitionUri: a.json, DefinitionSubstitutions: {Charge: !GetAtt Charge.Arn, Role: !Ref Role}, Events: {It: {Type: EventBridgeRule, Properties: {EventBusName: !Ref Bus, Pattern: {source: [a]}}}}}}",
                "Steps -> Charge; Bus -> Steps",
            ),
            (
                "an API with a body",
                "  Sam: {Type: AWS::Serverless::Api, Properties: {StageName: a, DefinitionBody: {paths: {/a: {get: {x-amazon-apigateway-integration: {uri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Resize.Arn}/invocations'}}}}}}}",
                "Sam -> Resize",
            ),
        ],
    );
    check(
        Protects,
        &[
            (
                "an authorizer of an API",
                "  Sam: {Type: AWS::Serverless::Api, Properties: {StageName: a, Auth: {Authorizers: {Guests: {UserPoolArn: !GetAtt Pool.Arn}}}}}\n  Pool: {Type: AWS::Cognito::UserPool}",
                "Pool -> Sam",
            ),
            (
                "a pool that an API only mentions",
                "  Sam: {Type: AWS::Serverless::Api, Properties: {StageName: a, Variables: {POOL: !GetAtt Pool.Arn}}}\n  Pool: {Type: AWS::Cognito::UserPool}",
                "",
            ),
        ],
    );
    check(
        LogsTo,
        &[
            (
                "a group with the name of a function",
                "  Work: {Type: AWS::Serverless::Function}\n  Logs: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: !Sub '/aws/lambda/${Work}'}}",
                "Work -> Logs",
            ),
            (
                "an HTTP API",
                "  Web: {Type: AWS::Serverless::HttpApi, Properties: {AccessLogSettings: {DestinationArn: !GetAtt Logs.Arn}}}",
                "Web -> Logs",
            ),
        ],
    );
}
