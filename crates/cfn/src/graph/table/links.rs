//! The links: resources that are nothing but a connector between two others. Rules that are one property are in `rules`.

use super::{
    Link, link,
    services::{FUNCTION, LOGS, NONE, TABLE},
};
use crate::Relation::{ContainedIn, DeadLettersTo, Delivers, LogsTo, Notifies, Protects};

const fn on(type_name: &'static str, links: &'static [Link]) -> (&'static str, &'static [Link]) {
    (type_name, links)
}

/// Every link, in alphabetical order of types.
pub(super) const LINKS: &[(&str, &[Link])] = &[
    on(
        "AWS::ApiGateway::Authorizer",
        &[
            link("AuthorizerUri", "RestApiId", Protects, [NONE, NONE]),
            link("ProviderARNs[]", "RestApiId", Protects, [NONE, NONE]),
        ],
    ),
    on(
        "AWS::ApiGateway::Method",
        &[link("RestApiId", "Integration.Uri", Delivers, [NONE, NONE])],
    ),
    on(
        "AWS::ApiGatewayV2::Authorizer",
        &[
            link("AuthorizerUri", "ApiId", Protects, [NONE, NONE]),
            link("JwtConfiguration.Issuer", "ApiId", Protects, [NONE, NONE]),
        ],
    ),
    on(
        "AWS::ApiGatewayV2::Integration",
        &[
            link("ApiId", "IntegrationUri", Delivers, [NONE, NONE]),
            link("ApiId", "RequestParameters.*", Delivers, [NONE, NONE]),
        ],
    ),
    on(
        "AWS::AppSync::DataSource",
        &[
            link("ApiId", "DynamoDBConfig.TableName", Delivers, [NONE, TABLE]),
            link(
                "ApiId",
                "EventBridgeConfig.EventBusArn",
                Delivers,
                [NONE, NONE],
            ),
            link(
                "ApiId",
                "LambdaConfig.LambdaFunctionArn",
                Delivers,
                [NONE, NONE],
            ),
        ],
    ),
    on(
        "AWS::AutoScaling::LifecycleHook",
        &[link(
            "AutoScalingGroupName",
            "NotificationTargetARN",
            Notifies,
            [NONE, NONE],
        )],
    ),
    on(
        "AWS::DMS::ReplicationTask",
        &[link(
            "SourceEndpointArn",
            "TargetEndpointArn",
            Delivers,
            [NONE, NONE],
        )],
    ),
    on(
        "AWS::EC2::FlowLog",
        &[
            link("ResourceId", "LogDestination", LogsTo, [NONE, NONE]),
            link("ResourceId", "LogGroupName", LogsTo, [NONE, LOGS]),
        ],
    ),
    on(
        "AWS::EC2::SubnetNetworkAclAssociation",
        &[link("NetworkAclId", "SubnetId", Protects, [NONE, NONE])],
    ),
    on(
        "AWS::EC2::VPCGatewayAttachment",
        &[
            link("InternetGatewayId", "VpcId", ContainedIn, [NONE, NONE]),
            link("VpnGatewayId", "VpcId", ContainedIn, [NONE, NONE]),
        ],
    ),
    on(
        "AWS::EFS::MountTarget",
        &[
            link("FileSystemId", "SubnetId", ContainedIn, [NONE, NONE]),
            link("SecurityGroups[]", "FileSystemId", Protects, [NONE, NONE]),
        ],
    ),
    on(
        "AWS::ElasticLoadBalancingV2::Listener",
        &[
            link(
                "LoadBalancerArn",
                "DefaultActions[].ForwardConfig.TargetGroups[].TargetGroupArn",
                Delivers,
                [NONE, NONE],
            ),
            link(
                "LoadBalancerArn",
                "DefaultActions[].TargetGroupArn",
                Delivers,
                [NONE, NONE],
            ),
        ],
    ),
    on(
        "AWS::Lambda::EventInvokeConfig",
        &[
            link(
                "FunctionName",
                "DestinationConfig.OnFailure.Destination",
                DeadLettersTo,
                [FUNCTION, NONE],
            ),
            link(
                "FunctionName",
                "DestinationConfig.OnSuccess.Destination",
                Delivers,
                [FUNCTION, NONE],
            ),
        ],
    ),
    on(
        "AWS::Lambda::EventSourceMapping",
        &[
            link(
                "EventSourceArn",
                "DestinationConfig.OnFailure.Destination",
                DeadLettersTo,
                [NONE, NONE],
            ),
            link("EventSourceArn", "FunctionName", Delivers, [NONE, FUNCTION]),
            link(
                "FunctionName",
                "DestinationConfig.OnFailure.Destination",
                DeadLettersTo,
                [FUNCTION, NONE],
            ),
        ],
    ),
    on(
        "AWS::Logs::SubscriptionFilter",
        &[link(
            "LogGroupName",
            "DestinationArn",
            Delivers,
            [LOGS, NONE],
        )],
    ),
    on(
        "AWS::Pipes::Pipe",
        &[
            link("Source", "Enrichment", Delivers, [NONE, NONE]),
            link(
                "Source",
                "SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn",
                DeadLettersTo,
                [NONE, NONE],
            ),
            link(
                "Source",
                "SourceParameters.KinesisStreamParameters.DeadLetterConfig.Arn",
                DeadLettersTo,
                [NONE, NONE],
            ),
            link("Source", "Target", Delivers, [NONE, NONE]),
            link(
                "Source",
                "TargetParameters.EcsTaskParameters.TaskDefinitionArn",
                Delivers,
                [NONE, NONE],
            ),
        ],
    ),
    on(
        "AWS::RDS::DBProxyTargetGroup",
        &[
            link(
                "DBProxyName",
                "DBClusterIdentifiers[]",
                Delivers,
                [NONE, NONE],
            ),
            link(
                "DBProxyName",
                "DBInstanceIdentifiers[]",
                Delivers,
                [NONE, NONE],
            ),
        ],
    ),
    on(
        "AWS::SES::ConfigurationSetEventDestination",
        &[
            link(
                "ConfigurationSetName",
                "EventDestination.EventBridgeDestination.EventBusArn",
                Delivers,
                [NONE, NONE],
            ),
            link(
                "ConfigurationSetName",
                "EventDestination.KinesisFirehoseDestination.DeliveryStreamARN",
                Delivers,
                [NONE, NONE],
            ),
            link(
                "ConfigurationSetName",
                "EventDestination.SnsDestination.TopicARN",
                Delivers,
                [NONE, NONE],
            ),
        ],
    ),
    on(
        "AWS::SNS::Subscription",
        &[
            link("TopicArn", "Endpoint", Delivers, [NONE, NONE]),
            link(
                "TopicArn",
                "RedrivePolicy.deadLetterTargetArn",
                DeadLettersTo,
                [NONE, NONE],
            ),
        ],
    ),
    on(
        "AWS::SecretsManager::RotationSchedule",
        &[link(
            "SecretId",
            "RotationLambdaARN",
            Delivers,
            [NONE, NONE],
        )],
    ),
    on(
        "AWS::WAFRegional::WebACLAssociation",
        &[link("WebACLId", "ResourceArn", Protects, [NONE, NONE])],
    ),
    on(
        "AWS::WAFv2::LoggingConfiguration",
        &[link(
            "ResourceArn",
            "LogDestinationConfigs[]",
            LogsTo,
            [NONE, NONE],
        )],
    ),
    on(
        "AWS::WAFv2::WebACLAssociation",
        &[link("WebACLArn", "ResourceArn", Protects, [NONE, NONE])],
    ),
];
