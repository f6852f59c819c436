//! `delivers` and `deadLettersTo`: each connector, and what comes near it.

use cfn::Relation::{DeadLettersTo, Delivers};

use crate::kit::check;

#[test]
fn topics_and_subscriptions() {
    check(
        Delivers,
        &[
            (
                "a subscription is a connector",
                "  Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}",
                "Orders -> Jobs by Sub",
            ),
            (
                "a subscription to a function",
                "  Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: lambda, Endpoint: !GetAtt Resize.Arn}}",
                "Orders -> Resize by Sub",
            ),
            (
                "an address is no resource",
                "  Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: email, Endpoint: cook@example.com}}",
                "",
            ),
            (
                "another type with the same properties is no subscription",
                "  Sub: {Type: AWS::SNS::TopicPolicy, Properties: {TopicArn: !Ref Orders, Endpoint: !GetAtt Jobs.Arn}}",
                "",
            ),
            (
                "a misspelt property names nothing",
                "  Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: sqs, EndPoint: !GetAtt Jobs.Arn}}",
                "",
            ),
            (
                "a subscription without a protocol is refused, and delivers nothing",
                "  Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Endpoint: !GetAtt Jobs.Arn}}",
                "",
            ),
            (
                "nor does one of the topic's own",
                "  Orders: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Endpoint: !GetAtt Jobs.Arn}, {Protocol: , Endpoint: !GetAtt Jobs.Arn}]}}",
                "",
            ),
            (
                "a protocol that a parameter gives may be the right one",
                "  Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: !ImportValue how, Endpoint: !GetAtt Jobs.Arn}}",
                "Orders -> Jobs by Sub",
            ),
            (
                "a false condition takes the connector away",
                "  Sub: {Type: AWS::SNS::Subscription, Condition: No, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}",
                "",
            ),
            (
                "a false condition takes an end away",
                "  Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}\n  Jobs: {Type: AWS::SQS::Queue, Condition: No}",
                "",
            ),
            (
                "a true condition takes nothing away",
                "  Sub: {Type: AWS::SNS::Subscription, Condition: Yes, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}",
                "Orders -> Jobs by Sub",
            ),
            (
                "a condition that cannot be decided makes it uncertain",
                "  Sub: {Type: AWS::SNS::Subscription, Condition: Perhaps, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}}",
                "Orders -> Jobs by Sub perhaps",
            ),
            (
                "inline",
                "  Orders: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}, {Protocol: lambda, Endpoint: !GetAtt Resize.Arn}]}}",
                "Orders -> Jobs; Orders -> Resize",
            ),
            (
                "inline with a wrong name",
                "  Orders: {Type: AWS::SNS::Topic, Properties: {Subscriptions: [{Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}]}}",
                "",
            ),
            (
                "inline, and no value",
                "  Orders: {Type: AWS::SNS::Topic, Properties: {Subscription: [{Protocol: sqs, Endpoint: !Ref AWS::NoValue}]}}",
                "",
            ),
        ],
    );
}

#[test]
fn event_source_mappings() {
    check(
        Delivers,
        &[
            (
                "from a queue",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Resize}}",
                "Jobs -> Resize by Map",
            ),
            (
                "from the stream of a table, to a function by its ARN",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Dishes.StreamArn, FunctionName: !GetAtt Resize.Arn}}",
                "Dishes -> Resize by Map",
            ),
            (
                "from a stream",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Clicks.Arn, FunctionName: !Ref Resize}}",
                "Clicks -> Resize by Map",
            ),
            (
                "to an alias, and so to its function",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Live}}\n  Live: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Resize, FunctionVersion: '1', Name: live}}",
                "Jobs -> Live by Map; Jobs -> Resize by Map",
            ),
            (
                "from a consumer, and so from its stream",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !Ref Fan, FunctionName: !Ref Resize}}\n  Fan: {Type: AWS::Kinesis::StreamConsumer, Properties: {StreamARN: !GetAtt Clicks.Arn, ConsumerName: fan}}",
                "Fan -> Resize by Map; Clicks -> Resize by Map",
            ),
            (
                "by literal names",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:jobs-prod', FunctionName: resize}}\n  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub 'jobs-${Stage}'}}\n  Resize: {Type: AWS::Lambda::Function, Properties: {FunctionName: resize}}",
                "Jobs -> Resize by Map",
            ),
            (
                "a literal name that differs by one character",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: resizer}}\n  Resize: {Type: AWS::Lambda::Function, Properties: {FunctionName: resize}}",
                "",
            ),
            (
                "a name that two functions share is nobody's",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: resize}}\n  Resize: {Type: AWS::Lambda::Function, Properties: {FunctionName: resize}}\n  Charge: {Type: AWS::Lambda::Function, Properties: {FunctionName: resize}}",
                "",
            ),
            (
                "the same name of two kinds of resources is no trouble",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: same}}\n  Resize: {Type: AWS::Lambda::Function, Properties: {FunctionName: same}}\n  DeadJobs: {Type: AWS::SQS::Queue, Properties: {QueueName: same}}",
                "Jobs -> Resize by Map",
            ),
            (
                "a permission permits a delivery, and makes none",
                "  May: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref Resize, Action: 'lambda:InvokeFunction', Principal: sns.amazonaws.com, SourceArn: !Ref Orders}}",
                "",
            ),
            (
                "a source from another stack is an open end",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !ImportValue jobs, FunctionName: !Ref Resize}}",
                "? -> Resize (`Fn::ImportValue` is only known when the stack is made)",
            ),
            (
                "a function that a parameter without a value names is an open end",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Open}}",
                "Jobs -> ? (the parameter `Open` has no value)",
            ),
            (
                "two open ends say nothing",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !ImportValue jobs, FunctionName: !Ref Open}}",
                "",
            ),
            (
                "a foreign ARN in a parameter is nobody's",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !Ref Foreign, FunctionName: !Ref Resize}}\n  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs-prod}}",
                "",
            ),
            (
                "an ARN in a parameter that is a queue's",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !Ref Home, FunctionName: !Ref Resize}}\n  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs-prod}}",
                "Jobs -> Resize by Map",
            ),
            (
                "an attribute of something else",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt DeadJobs.Arn, FunctionName: !Ref Resize}}",
                "DeadJobs -> Resize by Map",
            ),
        ],
    );
}

#[test]
fn buckets() {
    check(
        Delivers,
        &[
            (
                "to a function, a queue and a topic",
                "  Photos: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {LambdaConfigurations: [{Event: 's3:ObjectCreated:*', Function: !GetAtt Resize.Arn}], QueueConfigurations: [{Event: 's3:ObjectCreated:*', Queue: !GetAtt Jobs.Arn}], TopicConfigurations: [{Event: 's3:ObjectRemoved:*', Topic: !Ref Orders}]}}}",
                "Photos -> Jobs; Photos -> Orders; Photos -> Resize",
            ),
            (
                "the name of the property is that of CloudFormation, not of the API",
                "  Photos: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {LambdaFunctionConfigurations: [{Event: 's3:ObjectCreated:*', Function: !GetAtt Resize.Arn}]}}}",
                "",
            ),
            (
                "a notification that a condition may take away",
                "  Photos: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: !If [Perhaps, {QueueConfigurations: [{Event: 's3:ObjectCreated:*', Queue: !GetAtt Jobs.Arn}]}, !Ref AWS::NoValue]}}",
                "Photos -> Jobs perhaps",
            ),
            (
                "a notification that a condition does take away",
                "  Photos: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: !If [No, {QueueConfigurations: [{Event: 's3:ObjectCreated:*', Queue: !GetAtt Jobs.Arn}]}, !Ref AWS::NoValue]}}",
                "",
            ),
            (
                "the branch that is taken",
                "  Photos: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {QueueConfigurations: [{Event: 's3:ObjectCreated:*', Queue: !If [Yes, !GetAtt Jobs.Arn, !GetAtt DeadJobs.Arn]}]}}}",
                "Photos -> Jobs",
            ),
            (
                "a bucket and a rule whose pattern names it",
                "  Photos: {Type: AWS::S3::Bucket, Properties: {NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}}}\n  Rule: {Type: AWS::Events::Rule, Properties: {EventPattern: {source: [aws.s3], detail: {bucket: {name: [!Ref Photos]}}}, Targets: [{Id: a, Arn: !GetAtt Resize.Arn}]}}",
                "Photos -> Rule; Rule -> Resize",
            ),
            (
                "a rule whose pattern names a bucket by its name",
                "  Photos: {Type: AWS::S3::Bucket, Properties: {BucketName: photos}}\n  Rule: {Type: AWS::Events::Rule, Properties: {EventPattern: {source: [aws.s3], detail: {bucket: {name: [photos]}}}}}",
                "Photos -> Rule",
            ),
            (
                "a pattern in which the same word is something else",
                "  Photos: {Type: AWS::S3::Bucket, Properties: {BucketName: photos}}\n  Rule: {Type: AWS::Events::Rule, Properties: {EventPattern: {source: [photos], detail: {object: {name: [photos]}}}}}",
                "",
            ),
        ],
    );
}

#[test]
fn rules_schedules_and_pipes() {
    check(
        Delivers,
        &[
            (
                "targets of a rule",
                "  Rule: {Type: AWS::Events::Rule, Properties: {ScheduleExpression: rate(5 minutes), Targets: [{Id: a, Arn: !GetAtt Resize.Arn}, {Id: b, Arn: !GetAtt Jobs.Arn}]}}",
                "Rule -> Jobs; Rule -> Resize",
            ),
            (
                "a rule on a bus of its own",
                "  Rule: {Type: AWS::Events::Rule, Properties: {EventBusName: !Ref Bus, EventPattern: {source: [shop]}, Targets: [{Id: a, Arn: !Ref Flow}]}}",
                "Bus -> Rule; Rule -> Flow",
            ),
            (
                "a rule on a bus by its name",
                "  Bus: {Type: AWS::Events::EventBus, Properties: {Name: shop}}\n  Rule: {Type: AWS::Events::Rule, Properties: {Name: shop, EventBusName: shop, EventPattern: {source: [shop]}, Targets: [{Id: a, Arn: !GetAtt Bus.Arn}]}}",
                "Bus -> Rule; Rule -> Bus",
            ),
            (
                "the default bus is no resource",
                "  Rule: {Type: AWS::Events::Rule, Properties: {EventBusName: default, EventPattern: {source: [shop]}}}",
                "",
            ),
            (
                "a rule that starts a task",
                "  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt Cluster.Arn, EcsParameters: {TaskDefinitionArn: !Ref Task}}]}}\n  Cluster: {Type: AWS::ECS::Cluster}\n  Task: {Type: AWS::ECS::TaskDefinition}",
                "Rule -> Cluster; Rule -> Task",
            ),
            (
                "a rule's role is no target",
                "  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt Role.Arn, RoleArn: !GetAtt Role.Arn}]}}",
                "",
            ),
            (
                "a schedule",
                "  Nightly: {Type: AWS::Scheduler::Schedule, Properties: {Target: {Arn: !GetAtt Resize.Arn, RoleArn: !GetAtt Role.Arn}}}",
                "Nightly -> Resize",
            ),
            (
                "a schedule with the properties of a rule",
                "  Nightly: {Type: AWS::Scheduler::Schedule, Properties: {Targets: [{Arn: !GetAtt Resize.Arn}]}}",
                "",
            ),
            (
                "a pipe with something between",
                "  Pipe: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Jobs.Arn, Enrichment: !GetAtt Resize.Arn, Target: !Ref Flow}}",
                "Jobs -> Resize by Pipe; Jobs -> Flow by Pipe",
            ),
            (
                "a pipe from elsewhere",
                "  Pipe: {Type: AWS::Pipes::Pipe, Properties: {Source: !Ref Foreign, Target: !Ref Flow}}",
                "",
            ),
            (
                "what an archive keeps",
                "  Kept: {Type: AWS::Events::Archive, Properties: {SourceArn: !GetAtt Bus.Arn}}",
                "Bus -> Kept",
            ),
        ],
    );
}

#[test]
fn apis() {
    check(
        Delivers,
        &[
            (
                "a method with a function",
                "  Post: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Type: AWS_PROXY, Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Resize.Arn}/invocations'}}}",
                "Api -> Resize by Post",
            ),
            (
                "a method with a function, put together by Join",
                "  Post: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Type: AWS_PROXY, Uri: !Join ['', ['arn:aws:apigateway:', !Ref AWS::Region, ':lambda:path/2015-03-31/functions/', !GetAtt Resize.Arn, '/invocations']]}}}",
                "Api -> Resize by Post",
            ),
            (
                "a method with a queue",
                "  Post: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Type: AWS, Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:sqs:path/${AWS::AccountId}/${Jobs.QueueName}'}}}",
                "Api -> Jobs by Post",
            ),
            (
                "a method with a queue by its name",
                "  Jobs: {Type: AWS::SQS::Queue, Properties: {QueueName: jobs}}\n  Post: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Type: AWS, Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:sqs:path/${AWS::AccountId}/jobs'}}}",
                "Api -> Jobs by Post",
            ),
            (
                "a method with a table, named in the request",
                "  Post: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Type: AWS, Credentials: !GetAtt Role.Arn, Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:dynamodb:action/PutItem', RequestTemplates: {application/json: !Sub '{\"TableName\": \"${Dishes}\"}'}}}}",
                "Api -> Dishes by Post",
            ),
            (
                "a request that only looks as if it named a table",
                "  Post: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Type: AWS, Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:dynamodb:action/PutItem', RequestTemplates: {application/json: '{\"TableName\": \"${Dishes}\"}'}}}}",
                "",
            ),
            (
                "a method that answers itself",
                "  Post: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Type: MOCK}}}",
                "",
            ),
            (
                "a forgotten Sub",
                "  Post: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, Integration: {Uri: 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Resize.Arn}/invocations'}}}",
                "",
            ),
            (
                "an integration",
                "  Call: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Http, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Resize.Arn}}",
                "Http -> Resize by Call",
            ),
            (
                "an integration with a service",
                "  Call: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Http, IntegrationType: AWS_PROXY, IntegrationSubtype: StepFunctions-StartExecution, RequestParameters: {StateMachineArn: !Ref Flow}}}",
                "Http -> Flow by Call",
            ),
            (
                "an integration with a place on the internet",
                "  Call: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Http, IntegrationType: HTTP_PROXY, IntegrationUri: 'https://example.com'}}",
                "",
            ),
            (
                "an API in one go",
                "  Http: {Type: AWS::ApiGatewayV2::Api, Properties: {Target: !GetAtt Resize.Arn}}",
                "Http -> Resize",
            ),
            (
                "the body of an API",
                "  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {paths: {/a: {get: {x-amazon-apigateway-integration: {uri: !Sub 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Resize.Arn}/invocations'}}}}}}}",
                "Api -> Resize",
            ),
            (
                "a body without integration",
                "  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: {info: {title: !Ref Resize}}}}",
                "",
            ),
            (
                "the data source of a GraphQL API",
                "  Graph: {Type: AWS::AppSync::GraphQLApi}\n  Source: {Type: AWS::AppSync::DataSource, Properties: {ApiId: !GetAtt Graph.ApiId, DynamoDBConfig: {TableName: !Ref Dishes}}}",
                "Graph -> Dishes by Source",
            ),
            (
                "the data source of no API",
                "  Source: {Type: AWS::AppSync::DataSource, Properties: {ApiId: abc, DynamoDBConfig: {TableName: !Ref Dishes}}}",
                "",
            ),
        ],
    );
}

#[test]
fn workflows_and_logs() {
    check(
        Delivers,
        &[
            (
                "a task in an object",
                "  Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: !GetAtt Role.Arn, Definition: {StartAt: A, States: {A: {Type: Task, Resource: !GetAtt Charge.Arn, End: true}}}}}",
                "Flow -> Charge",
            ),
            (
                "a task in a text",
                "  Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString: !Sub '{\"States\": {\"A\": {\"Resource\": \"${Charge.Arn}\", \"Next\": \"${Role.Arn}\"}}}'}}",
                "Flow -> Charge",
            ),
            (
                "a task in a text put together",
                "  Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString: !Join ['', ['{\"Resource\": \"', !GetAtt Charge.Arn, '\"}']]}}",
                "Flow -> Charge",
            ),
            (
                "a task by substitution",
                "  Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString: '{\"Resource\": \"${Step}\"}', DefinitionSubstitutions: {Step: !GetAtt Charge.Arn}}}",
                "Flow -> Charge",
            ),
            (
                "a substitution that is not given names no resource, even when one is called so",
                "  Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString: '{\"Resource\": \"${Charge}\"}'}}",
                "",
            ),
            (
                "a task by ARN and literal name",
                "  Charge: {Type: AWS::Lambda::Function, Properties: {FunctionName: charge}}\n  Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString: '{\"Resource\": \"arn:aws:lambda:eu-west-1:123456789012:function:charge\"}'}}",
                "Flow -> Charge",
            ),
            (
                "a queue and a topic that tasks send to",
                "  Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {DefinitionString: {'Fn::ToJsonString': {States: {A: {Resource: 'arn:aws:states:::sqs:sendMessage', Parameters: {QueueUrl: !Ref Jobs}}, B: {Parameters: {TopicArn: !Ref Orders}}}}}}}",
                "Flow -> Jobs; Flow -> Orders",
            ),
            (
                "the role and the log group of a workflow are not called",
                "  Flow: {Type: AWS::StepFunctions::StateMachine, Properties: {RoleArn: !GetAtt Role.Arn, LoggingConfiguration: {Destinations: [{CloudWatchLogsLogGroup: {LogGroupArn: !GetAtt Logs.Arn}}]}}}",
                "",
            ),
            (
                "a subscription filter",
                "  Filter: {Type: AWS::Logs::SubscriptionFilter, Properties: {LogGroupName: !Ref Logs, FilterPattern: '', DestinationArn: !GetAtt Resize.Arn}}",
                "Logs -> Resize by Filter",
            ),
            (
                "a metric filter delivers nothing",
                "  Filter: {Type: AWS::Logs::MetricFilter, Properties: {LogGroupName: !Ref Logs, FilterPattern: '', DestinationArn: !GetAtt Resize.Arn}}",
                "",
            ),
            (
                "a table's changes to a stream",
                "  Dishes: {Type: AWS::DynamoDB::Table, Properties: {KinesisStreamSpecification: {StreamArn: !GetAtt Clicks.Arn}}}",
                "Dishes -> Clicks",
            ),
            (
                "a stream to a bucket by Firehose, with a function between",
                "  Fire: {Type: AWS::KinesisFirehose::DeliveryStream, Properties: {KinesisStreamSourceConfiguration: {KinesisStreamARN: !GetAtt Clicks.Arn, RoleARN: !GetAtt Role.Arn}, ExtendedS3DestinationConfiguration: {BucketARN: !GetAtt Photos.Arn, RoleARN: !GetAtt Role.Arn, ProcessingConfiguration: {Processors: [{Type: Lambda, Parameters: [{ParameterName: LambdaArn, ParameterValue: !GetAtt Resize.Arn}]}]}}}}",
                "Fire -> Resize; Fire -> Photos; Clicks -> Fire",
            ),
            (
                "a balancer to its targets",
                "  Listener: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Balancer, DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]}}",
                "Balancer -> Group by Listener; Listener -> Group",
            ),
            (
                "a balancer to its targets by a rule of a listener",
                "  Listener: {Type: AWS::ElasticLoadBalancingV2::Listener, Properties: {LoadBalancerArn: !Ref Balancer, DefaultActions: [{Type: fixed-response}]}}\n  Other: {Type: AWS::ElasticLoadBalancingV2::ListenerRule, Properties: {ListenerArn: !Ref Listener, Actions: [{Type: forward, ForwardConfig: {TargetGroups: [{TargetGroupArn: !Ref Group}]}}]}}",
                "Balancer -> Group by Other; Listener -> Group by Other; Other -> Group",
            ),
            (
                "a site and its bucket",
                "  Site: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Origins: [{Id: a, DomainName: !GetAtt Photos.RegionalDomainName}, {Id: b, DomainName: !Sub '${Api}.execute-api.${AWS::Region}.amazonaws.com'}]}}}",
                "Site -> Photos; Site -> Api",
            ),
            (
                "a site in front of a website",
                "  Site: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Origins: [{Id: a, DomainName: !Select [2, !Split ['/', !GetAtt Photos.WebsiteURL]]}]}}}",
                "Site -> Photos",
            ),
            (
                "a site in front of something else",
                "  Site: {Type: AWS::CloudFront::Distribution, Properties: {DistributionConfig: {Origins: [{Id: a, DomainName: photos.s3.amazonaws.com}]}}}\n  Photos: {Type: AWS::S3::Bucket, Properties: {BucketName: photo}}",
                "",
            ),
            (
                "functions of a user pool, and a key that is none",
                "  Pool: {Type: AWS::Cognito::UserPool, Properties: {LambdaConfig: {PreSignUp: !GetAtt Resize.Arn, KMSKeyID: !GetAtt Key.Arn}}}",
                "Pool -> Resize",
            ),
            (
                "what turns a secret",
                "  Secret: {Type: AWS::SecretsManager::Secret}\n  Turn: {Type: AWS::SecretsManager::RotationSchedule, Properties: {SecretId: !Ref Secret, RotationLambdaARN: !GetAtt Resize.Arn}}",
                "Secret -> Resize by Turn",
            ),
            (
                "mail and things",
                "  Mail: {Type: AWS::SES::ReceiptRule, Properties: {Rule: {Actions: [{S3Action: {BucketName: !Ref Photos}}, {SNSAction: {TopicArn: !Ref Orders}}]}}}\n  Thing: {Type: AWS::IoT::TopicRule, Properties: {TopicRulePayload: {Actions: [{Lambda: {FunctionArn: !GetAtt Resize.Arn}}, {Sqs: {QueueUrl: !Ref Jobs, RoleArn: !GetAtt Role.Arn}}]}}}",
                "Mail -> Photos; Mail -> Orders; Thing -> Jobs; Thing -> Resize",
            ),
        ],
    );
}

#[test]
fn dead_letters() {
    check(
        DeadLettersTo,
        &[
            (
                "a queue's",
                "  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt DeadJobs.Arn, maxReceiveCount: 5}}}",
                "Jobs -> DeadJobs",
            ),
            (
                "a queue's, as a text of JSON",
                "  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: !Sub '{\"deadLetterTargetArn\": \"${DeadJobs.Arn}\", \"maxReceiveCount\": 5}'}}",
                "Jobs -> DeadJobs",
            ),
            (
                "a queue's, as a text that no function fills in",
                "  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: '{\"deadLetterTargetArn\": \"${DeadJobs.Arn}\"}'}}",
                "",
            ),
            (
                "the name of the key matters",
                "  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {DeadLetterTargetArn: !GetAtt DeadJobs.Arn}}}",
                "",
            ),
            (
                "who may use it is another property",
                "  Jobs: {Type: AWS::SQS::Queue, Properties: {RedriveAllowPolicy: {redrivePermission: byQueue, sourceQueueArns: [!GetAtt DeadJobs.Arn]}}}",
                "",
            ),
            (
                "itself is no other",
                "  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt Jobs.Arn}}}",
                "",
            ),
            (
                "a function's",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !GetAtt DeadJobs.Arn}}}",
                "Resize -> DeadJobs",
            ),
            (
                "a function's, to a topic",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !Ref Orders}}}",
                "Resize -> Orders",
            ),
            (
                "a function's, to what takes none",
                "  Resize: {Type: AWS::Lambda::Function, Properties: {DeadLetterConfig: {TargetArn: !GetAtt Dishes.Arn}}}",
                "",
            ),
            (
                "where it goes on failure, and on success",
                "  Sent: {Type: AWS::Lambda::EventInvokeConfig, Properties: {FunctionName: !Ref Resize, Qualifier: $LATEST, DestinationConfig: {OnFailure: {Destination: !GetAtt DeadJobs.Arn}, OnSuccess: {Destination: !GetAtt Jobs.Arn}}}}",
                "Resize -> DeadJobs by Sent",
            ),
            (
                "a mapping's",
                "  Map: {Type: AWS::Lambda::EventSourceMapping, Properties: {EventSourceArn: !GetAtt Clicks.Arn, FunctionName: !Ref Resize, DestinationConfig: {OnFailure: {Destination: !GetAtt DeadJobs.Arn}}}}",
                "Resize -> DeadJobs by Map; Clicks -> DeadJobs by Map",
            ),
            (
                "a rule's",
                "  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt Resize.Arn, DeadLetterConfig: {Arn: !GetAtt DeadJobs.Arn}}]}}",
                "Rule -> DeadJobs",
            ),
            (
                "a rule's, at the wrong place",
                "  Rule: {Type: AWS::Events::Rule, Properties: {Targets: [{Id: a, Arn: !GetAtt Resize.Arn}], DeadLetterConfig: {Arn: !GetAtt DeadJobs.Arn}}}",
                "",
            ),
            (
                "a schedule's",
                "  Nightly: {Type: AWS::Scheduler::Schedule, Properties: {Target: {DeadLetterConfig: {Arn: !GetAtt DeadJobs.Arn}}}}",
                "Nightly -> DeadJobs",
            ),
            (
                "a pipe's",
                "  Pipe: {Type: AWS::Pipes::Pipe, Properties: {Source: !GetAtt Clicks.Arn, Target: !Ref Flow, SourceParameters: {KinesisStreamParameters: {DeadLetterConfig: {Arn: !GetAtt DeadJobs.Arn}}}}}",
                "Pipe -> DeadJobs; Clicks -> DeadJobs by Pipe",
            ),
            (
                "a subscription's",
                "  Sub: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn, RedrivePolicy: {deadLetterTargetArn: !GetAtt DeadJobs.Arn}}}",
                "Sub -> DeadJobs; Orders -> DeadJobs by Sub",
            ),
            (
                "an undecided choice of two",
                "  Jobs: {Type: AWS::SQS::Queue, Properties: {RedrivePolicy: {deadLetterTargetArn: !If [Perhaps, !GetAtt DeadJobs.Arn, !ImportValue dead]}}}",
                "Jobs -> DeadJobs perhaps; Jobs -> ? (`Fn::ImportValue` is only known when the stack is made)",
            ),
        ],
    );
}

#[test]
fn fleets_behind_balancers() {
    check(
        Delivers,
        &[
            (
                "a fleet names its target group",
                "  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {TargetGroupARNs: [!Ref Group]}}",
                "Group -> Fleet",
            ),
            (
                "a source of traffic is the newer way to say the same",
                "  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {TrafficSources: [{Identifier: !Ref Group, Type: elbv2}]}}",
                "Group -> Fleet",
            ),
            (
                "a target group's name is no ARN, and AWS refuses it",
                "  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {TrafficSources: [{Identifier: !GetAtt Group.TargetGroupName}]}}",
                "",
            ),
            (
                "a type alone names nothing",
                "  Fleet: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {TrafficSources: [{Type: elbv2}]}}",
                "",
            ),
        ],
    );
}
