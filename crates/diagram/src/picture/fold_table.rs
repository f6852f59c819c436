//! The table of what is not drawn as a box: which resources are parts of others, which are badges on others, and on which. More of them
//! is more data; so this file is long.

use cfn::Relation;

use super::{
    BadgeKind,
    folds::{
        Fold, Form,
        Hosts::{self, At, Of, To, Users},
    },
};

const fn fold(type_name: &'static str, form: Form, hosts: &'static [Hosts]) -> Fold {
    Fold {
        type_name,
        form,
        hosts,
    }
}

/// In alphabetical order of types.
pub(super) const FOLDS: &[Fold] = &[
    fold(
        "AWS::ApiGateway::ApiKey",
        Form::Part,
        &[At("StageKeys"), Users],
    ),
    fold(
        "AWS::ApiGateway::Authorizer",
        Form::Part,
        &[At("RestApiId")],
    ),
    fold(
        "AWS::ApiGateway::BasePathMapping",
        Form::Part,
        &[At("RestApiId")],
    ),
    fold(
        "AWS::ApiGateway::Deployment",
        Form::Part,
        &[At("RestApiId")],
    ),
    fold("AWS::ApiGateway::DomainName", Form::Part, &[Users]),
    fold(
        "AWS::ApiGateway::GatewayResponse",
        Form::Part,
        &[At("RestApiId")],
    ),
    fold("AWS::ApiGateway::Method", Form::Part, &[At("RestApiId")]),
    fold("AWS::ApiGateway::Model", Form::Part, &[At("RestApiId")]),
    fold(
        "AWS::ApiGateway::RequestValidator",
        Form::Part,
        &[At("RestApiId")],
    ),
    fold("AWS::ApiGateway::Resource", Form::Part, &[At("RestApiId")]),
    fold("AWS::ApiGateway::Stage", Form::Part, &[At("RestApiId")]),
    fold("AWS::ApiGateway::UsagePlan", Form::Part, &[At("ApiStages")]),
    fold(
        "AWS::ApiGateway::UsagePlanKey",
        Form::Part,
        &[At("UsagePlanId")],
    ),
    fold("AWS::ApiGatewayV2::ApiMapping", Form::Part, &[At("ApiId")]),
    fold("AWS::ApiGatewayV2::Authorizer", Form::Part, &[At("ApiId")]),
    fold("AWS::ApiGatewayV2::Deployment", Form::Part, &[At("ApiId")]),
    fold("AWS::ApiGatewayV2::DomainName", Form::Part, &[Users]),
    fold("AWS::ApiGatewayV2::Integration", Form::Part, &[At("ApiId")]),
    fold(
        "AWS::ApiGatewayV2::IntegrationResponse",
        Form::Part,
        &[At("ApiId")],
    ),
    fold("AWS::ApiGatewayV2::Model", Form::Part, &[At("ApiId")]),
    fold("AWS::ApiGatewayV2::Route", Form::Part, &[At("ApiId")]),
    fold(
        "AWS::ApiGatewayV2::RouteResponse",
        Form::Part,
        &[At("ApiId")],
    ),
    fold("AWS::ApiGatewayV2::Stage", Form::Part, &[At("ApiId")]),
    fold("AWS::AppSync::ApiCache", Form::Part, &[At("ApiId")]),
    fold("AWS::AppSync::ApiKey", Form::Part, &[At("ApiId")]),
    fold("AWS::AppSync::DataSource", Form::Part, &[At("ApiId")]),
    fold(
        "AWS::AppSync::FunctionConfiguration",
        Form::Part,
        &[At("ApiId")],
    ),
    fold("AWS::AppSync::GraphQLSchema", Form::Part, &[At("ApiId")]),
    fold("AWS::AppSync::Resolver", Form::Part, &[At("ApiId")]),
    fold(
        "AWS::ApplicationAutoScaling::ScalableTarget",
        Form::Part,
        &[At("ResourceId")],
    ),
    fold(
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        Form::Part,
        &[At("ScalingTargetId"), At("ResourceId")],
    ),
    fold(
        "AWS::AutoScaling::LaunchConfiguration",
        Form::Part,
        &[Users],
    ),
    fold(
        "AWS::AutoScaling::LifecycleHook",
        Form::Part,
        &[At("AutoScalingGroupName")],
    ),
    fold(
        "AWS::AutoScaling::ScalingPolicy",
        Form::Part,
        &[At("AutoScalingGroupName")],
    ),
    fold(
        "AWS::AutoScaling::ScheduledAction",
        Form::Part,
        &[At("AutoScalingGroupName")],
    ),
    fold(
        "AWS::AutoScaling::WarmPool",
        Form::Part,
        &[At("AutoScalingGroupName")],
    ),
    fold(
        "AWS::Backup::BackupSelection",
        Form::Part,
        &[At("BackupPlanId")],
    ),
    fold("AWS::CertificateManager::Certificate", Form::Part, &[Users]),
    fold(
        "AWS::CloudFormation::WaitConditionHandle",
        Form::Part,
        &[Users],
    ),
    fold("AWS::CloudFront::CachePolicy", Form::Part, &[Users]),
    fold(
        "AWS::CloudFront::CloudFrontOriginAccessIdentity",
        Form::Part,
        &[Users],
    ),
    fold("AWS::CloudFront::KeyGroup", Form::Part, &[Users]),
    fold("AWS::CloudFront::OriginAccessControl", Form::Part, &[Users]),
    fold("AWS::CloudFront::OriginRequestPolicy", Form::Part, &[Users]),
    fold("AWS::CloudFront::PublicKey", Form::Part, &[Users]),
    fold(
        "AWS::CloudFront::ResponseHeadersPolicy",
        Form::Part,
        &[Users],
    ),
    fold(
        "AWS::Cognito::IdentityPoolRoleAttachment",
        Form::Part,
        &[At("IdentityPoolId")],
    ),
    fold(
        "AWS::Cognito::UserPoolClient",
        Form::Part,
        &[At("UserPoolId")],
    ),
    fold(
        "AWS::Cognito::UserPoolDomain",
        Form::Part,
        &[At("UserPoolId")],
    ),
    fold(
        "AWS::Cognito::UserPoolGroup",
        Form::Part,
        &[At("UserPoolId")],
    ),
    fold(
        "AWS::Cognito::UserPoolIdentityProvider",
        Form::Part,
        &[At("UserPoolId")],
    ),
    fold(
        "AWS::Cognito::UserPoolResourceServer",
        Form::Part,
        &[At("UserPoolId")],
    ),
    fold(
        "AWS::Cognito::UserPoolUser",
        Form::Part,
        &[At("UserPoolId")],
    ),
    fold("AWS::DAX::ParameterGroup", Form::Part, &[Users]),
    fold("AWS::DAX::SubnetGroup", Form::Part, &[Users]),
    fold("AWS::DMS::ReplicationSubnetGroup", Form::Part, &[Users]),
    fold("AWS::DocDB::DBClusterParameterGroup", Form::Part, &[Users]),
    fold("AWS::DocDB::DBSubnetGroup", Form::Part, &[Users]),
    fold("AWS::EC2::DHCPOptions", Form::Part, &[Users]),
    fold("AWS::EC2::EIP", Form::Part, &[At("InstanceId"), Users]),
    fold(
        "AWS::EC2::EIPAssociation",
        Form::Part,
        &[
            At("InstanceId"),
            At("NetworkInterfaceId"),
            At("AllocationId"),
        ],
    ),
    fold("AWS::EC2::FlowLog", Form::Part, &[At("ResourceId")]),
    fold("AWS::EC2::LaunchTemplate", Form::Part, &[Users]),
    fold(
        "AWS::EC2::NetworkAcl",
        Form::Badge(BadgeKind::Guard),
        &[To(Relation::Protects)],
    ),
    fold(
        "AWS::EC2::NetworkAclEntry",
        Form::Part,
        &[At("NetworkAclId")],
    ),
    fold("AWS::EC2::NetworkInterface", Form::Part, &[Users]),
    fold(
        "AWS::EC2::NetworkInterfaceAttachment",
        Form::Part,
        &[At("InstanceId")],
    ),
    fold("AWS::EC2::Route", Form::Part, &[At("RouteTableId")]),
    fold(
        "AWS::EC2::SecurityGroup",
        Form::Badge(BadgeKind::Guard),
        &[To(Relation::Protects)],
    ),
    fold(
        "AWS::EC2::SecurityGroupEgress",
        Form::Part,
        &[At("GroupId")],
    ),
    fold(
        "AWS::EC2::SecurityGroupIngress",
        Form::Part,
        &[At("GroupId")],
    ),
    fold("AWS::EC2::SubnetCidrBlock", Form::Part, &[At("SubnetId")]),
    fold(
        "AWS::EC2::SubnetNetworkAclAssociation",
        Form::Part,
        &[At("NetworkAclId")],
    ),
    fold(
        "AWS::EC2::SubnetRouteTableAssociation",
        Form::Part,
        &[At("RouteTableId")],
    ),
    fold(
        "AWS::EC2::TransitGatewayRoute",
        Form::Part,
        &[At("TransitGatewayRouteTableId")],
    ),
    fold(
        "AWS::EC2::TransitGatewayRouteTable",
        Form::Part,
        &[At("TransitGatewayId")],
    ),
    fold(
        "AWS::EC2::TransitGatewayRouteTableAssociation",
        Form::Part,
        &[At("TransitGatewayRouteTableId")],
    ),
    fold(
        "AWS::EC2::TransitGatewayRouteTablePropagation",
        Form::Part,
        &[At("TransitGatewayRouteTableId")],
    ),
    fold("AWS::EC2::VPCCidrBlock", Form::Part, &[At("VpcId")]),
    fold(
        "AWS::EC2::VPCDHCPOptionsAssociation",
        Form::Part,
        &[At("VpcId")],
    ),
    fold(
        "AWS::EC2::VPCEndpointServicePermissions",
        Form::Part,
        &[At("ServiceId")],
    ),
    fold(
        "AWS::EC2::VPCGatewayAttachment",
        Form::Part,
        &[At("InternetGatewayId"), At("VpnGatewayId"), At("VpcId")],
    ),
    fold(
        "AWS::EC2::VPNConnectionRoute",
        Form::Part,
        &[At("VpnConnectionId")],
    ),
    fold(
        "AWS::EC2::VPNGatewayRoutePropagation",
        Form::Part,
        &[At("VpnGatewayId")],
    ),
    fold(
        "AWS::EC2::VolumeAttachment",
        Form::Part,
        &[At("InstanceId")],
    ),
    fold("AWS::ECS::CapacityProvider", Form::Part, &[Users]),
    fold(
        "AWS::ECS::ClusterCapacityProviderAssociations",
        Form::Part,
        &[At("Cluster")],
    ),
    fold("AWS::ECS::TaskDefinition", Form::Part, &[Users]),
    fold("AWS::EFS::AccessPoint", Form::Part, &[At("FileSystemId")]),
    fold("AWS::EFS::MountTarget", Form::Part, &[At("FileSystemId")]),
    fold("AWS::EKS::Addon", Form::Part, &[At("ClusterName")]),
    fold("AWS::ElastiCache::ParameterGroup", Form::Part, &[Users]),
    fold("AWS::ElastiCache::SubnetGroup", Form::Part, &[Users]),
    fold("AWS::ElastiCache::User", Form::Part, &[Users]),
    fold("AWS::ElastiCache::UserGroup", Form::Part, &[Users]),
    fold(
        "AWS::ElasticLoadBalancingV2::Listener",
        Form::Part,
        &[At("LoadBalancerArn")],
    ),
    fold(
        "AWS::ElasticLoadBalancingV2::ListenerCertificate",
        Form::Part,
        &[At("ListenerArn")],
    ),
    fold(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        Form::Part,
        &[At("ListenerArn")],
    ),
    fold("AWS::Events::Connection", Form::Part, &[Users]),
    fold(
        "AWS::Events::EventBusPolicy",
        Form::Badge(BadgeKind::Policy),
        &[At("EventBusName")],
    ),
    fold(
        "AWS::GlobalAccelerator::EndpointGroup",
        Form::Part,
        &[At("ListenerArn")],
    ),
    fold(
        "AWS::GlobalAccelerator::Listener",
        Form::Part,
        &[At("AcceleratorArn")],
    ),
    fold("AWS::IAM::AccessKey", Form::Part, &[At("UserName")]),
    fold(
        "AWS::IAM::GroupPolicy",
        Form::Badge(BadgeKind::Role),
        &[At("GroupName")],
    ),
    fold(
        "AWS::IAM::InstanceProfile",
        Form::Badge(BadgeKind::Role),
        &[Of(Relation::Assumes), At("Roles")],
    ),
    fold(
        "AWS::IAM::ManagedPolicy",
        Form::Badge(BadgeKind::Role),
        &[At("Roles"), At("Users"), At("Groups"), Users],
    ),
    fold(
        "AWS::IAM::Policy",
        Form::Badge(BadgeKind::Role),
        &[At("Roles"), At("Users"), At("Groups")],
    ),
    fold(
        "AWS::IAM::Role",
        Form::Badge(BadgeKind::Role),
        &[Of(Relation::Assumes)],
    ),
    fold(
        "AWS::IAM::RolePolicy",
        Form::Badge(BadgeKind::Role),
        &[At("RoleName")],
    ),
    fold(
        "AWS::IAM::UserPolicy",
        Form::Badge(BadgeKind::Role),
        &[At("UserName")],
    ),
    fold(
        "AWS::IAM::UserToGroupAddition",
        Form::Part,
        &[At("GroupName")],
    ),
    fold("AWS::KMS::Alias", Form::Part, &[At("TargetKeyId")]),
    fold(
        "AWS::KMS::Key",
        Form::Badge(BadgeKind::Key),
        &[Of(Relation::EncryptsWith)],
    ),
    fold(
        "AWS::KMS::ReplicaKey",
        Form::Badge(BadgeKind::Key),
        &[Of(Relation::EncryptsWith)],
    ),
    fold(
        "AWS::Kinesis::StreamConsumer",
        Form::Part,
        &[At("StreamARN")],
    ),
    fold("AWS::Lambda::Alias", Form::Part, &[At("FunctionName")]),
    fold("AWS::Lambda::CodeSigningConfig", Form::Part, &[Users]),
    fold(
        "AWS::Lambda::EventInvokeConfig",
        Form::Part,
        &[At("FunctionName")],
    ),
    fold(
        "AWS::Lambda::EventSourceMapping",
        Form::Part,
        &[At("FunctionName")],
    ),
    fold("AWS::Lambda::LayerVersion", Form::Part, &[Users]),
    fold(
        "AWS::Lambda::LayerVersionPermission",
        Form::Part,
        &[At("LayerVersionArn")],
    ),
    fold(
        "AWS::Lambda::Permission",
        Form::Badge(BadgeKind::Policy),
        &[At("FunctionName")],
    ),
    fold("AWS::Lambda::Url", Form::Part, &[At("TargetFunctionArn")]),
    fold("AWS::Lambda::Version", Form::Part, &[At("FunctionName")]),
    fold(
        "AWS::Logs::LogGroup",
        Form::Badge(BadgeKind::Logs),
        &[Of(Relation::LogsTo)],
    ),
    fold("AWS::Logs::LogStream", Form::Part, &[At("LogGroupName")]),
    fold("AWS::Logs::MetricFilter", Form::Part, &[At("LogGroupName")]),
    fold(
        "AWS::Logs::ResourcePolicy",
        Form::Badge(BadgeKind::Policy),
        &[At("PolicyDocument")],
    ),
    fold(
        "AWS::Logs::SubscriptionFilter",
        Form::Part,
        &[At("LogGroupName")],
    ),
    fold("AWS::MemoryDB::ParameterGroup", Form::Part, &[Users]),
    fold("AWS::MemoryDB::SubnetGroup", Form::Part, &[Users]),
    fold(
        "AWS::Neptune::DBClusterParameterGroup",
        Form::Part,
        &[Users],
    ),
    fold("AWS::Neptune::DBParameterGroup", Form::Part, &[Users]),
    fold("AWS::Neptune::DBSubnetGroup", Form::Part, &[Users]),
    fold("AWS::Pipes::Pipe", Form::Part, &[]),
    fold("AWS::RDS::DBClusterParameterGroup", Form::Part, &[Users]),
    fold("AWS::RDS::DBParameterGroup", Form::Part, &[Users]),
    fold(
        "AWS::RDS::DBProxyEndpoint",
        Form::Part,
        &[At("DBProxyName")],
    ),
    fold(
        "AWS::RDS::DBProxyTargetGroup",
        Form::Part,
        &[At("DBProxyName")],
    ),
    fold("AWS::RDS::DBSubnetGroup", Form::Part, &[Users]),
    fold("AWS::RDS::OptionGroup", Form::Part, &[Users]),
    fold("AWS::Redshift::ClusterParameterGroup", Form::Part, &[Users]),
    fold("AWS::Redshift::ClusterSubnetGroup", Form::Part, &[Users]),
    fold(
        "AWS::S3::BucketPolicy",
        Form::Badge(BadgeKind::Policy),
        &[At("Bucket")],
    ),
    fold(
        "AWS::SNS::Subscription",
        Form::Part,
        &[At("TopicArn"), At("Endpoint")],
    ),
    fold(
        "AWS::SNS::TopicInlinePolicy",
        Form::Badge(BadgeKind::Policy),
        &[At("TopicArn")],
    ),
    fold(
        "AWS::SNS::TopicPolicy",
        Form::Badge(BadgeKind::Policy),
        &[At("Topics")],
    ),
    fold(
        "AWS::SQS::QueueInlinePolicy",
        Form::Badge(BadgeKind::Policy),
        &[At("Queue")],
    ),
    fold(
        "AWS::SQS::QueuePolicy",
        Form::Badge(BadgeKind::Policy),
        &[At("Queues")],
    ),
    fold("AWS::Scheduler::ScheduleGroup", Form::Part, &[Users]),
    fold(
        "AWS::SecretsManager::ResourcePolicy",
        Form::Badge(BadgeKind::Policy),
        &[At("SecretId")],
    ),
    fold(
        "AWS::SecretsManager::RotationSchedule",
        Form::Part,
        &[At("SecretId")],
    ),
    fold(
        "AWS::SecretsManager::SecretTargetAttachment",
        Form::Part,
        &[At("SecretId")],
    ),
    fold("AWS::Serverless::LayerVersion", Form::Part, &[Users]),
    fold(
        "AWS::WAFRegional::WebACLAssociation",
        Form::Part,
        &[At("WebACLId")],
    ),
    fold("AWS::WAFv2::IPSet", Form::Part, &[Users]),
    fold(
        "AWS::WAFv2::LoggingConfiguration",
        Form::Part,
        &[At("ResourceArn")],
    ),
    fold("AWS::WAFv2::RegexPatternSet", Form::Part, &[Users]),
    fold("AWS::WAFv2::RuleGroup", Form::Part, &[Users]),
    fold(
        "AWS::WAFv2::WebACLAssociation",
        Form::Part,
        &[At("WebACLArn")],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(
            FOLDS
                .windows(2)
                .all(|pair| pair[0].type_name < pair[1].type_name),
            "types are looked up by binary search"
        );
    }
}
