//! The connectors that are one property of one resource (`rules`), or a resource that names both ends (`links`): type, path, relation,
//! and which way the edge goes. More of them is more data. Connectors with a rule of their own are in `connectors`.
//!
//! Paths go through lists without saying so; `[]` marks where a list is written, for advice. `*` is any key. Property names are those of
//! the CloudFormation resource reference.

mod links;
mod rules;

use super::Relation;

/// One connector.
pub(super) struct Rule {
    pub(super) path: &'static str,
    pub(super) relation: Relation,
    /// Whether the edge goes from the resource to what the property names, or the other way.
    pub(super) outwards: bool,
    pub(super) value: Wanted,
    /// Services whose bare names the property takes.
    pub(super) services: &'static [&'static str],
}

/// What is written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Arn,
    /// A name or id: what `Ref` gives.
    Ref,
    /// An attribute by name.
    Attribute(&'static str),
}

const fn out(
    path: &'static str,
    relation: Relation,
    value: Wanted,
    services: &'static [&'static str],
) -> Rule {
    Rule {
        path,
        relation,
        outwards: true,
        value,
        services,
    }
}

const fn into(
    path: &'static str,
    relation: Relation,
    value: Wanted,
    services: &'static [&'static str],
) -> Rule {
    Rule {
        path,
        relation,
        outwards: false,
        value,
        services,
    }
}

<<<<<<< HEAD
=======
const NONE: &[&str] = &[];
const IAM: &[&str] = &["iam"];
const KMS: &[&str] = &["kms"];
const S3: &[&str] = &["s3"];
const SNS: &[&str] = &["sns"];
const LOGS: &[&str] = &["logs"];
const LAMBDA: &[&str] = &["lambda"];

/// Every rule, in alphabetical order of types.
pub(super) const RULES: &[Rule] = &[
    out(
        "AWS::ApiGateway::Account",
        "CloudWatchRoleArn",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::ApiGateway::Authorizer",
        "RestApiId",
        Protects,
        Ref,
        NONE,
    ),
    into(
        "AWS::ApiGateway::Method",
        "AuthorizerId",
        Protects,
        Ref,
        NONE,
    ),
    out(
        "AWS::ApiGateway::Method",
        "Integration.Credentials",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::ApiGateway::Stage",
        "AccessLogSetting.DestinationArn",
        LogsTo,
        Arn,
        NONE,
    ),
    out(
        "AWS::ApiGatewayV2::Authorizer",
        "ApiId",
        Protects,
        Ref,
        NONE,
    ),
    out(
        "AWS::ApiGatewayV2::Integration",
        "CredentialsArn",
        Assumes,
        Arn,
        NONE,
    ),
    into(
        "AWS::ApiGatewayV2::Route",
        "AuthorizerId",
        Protects,
        Ref,
        NONE,
    ),
    out(
        "AWS::ApiGatewayV2::Stage",
        "AccessLogSettings.DestinationArn",
        LogsTo,
        Arn,
        NONE,
    ),
    out(
        "AWS::AppSync::DataSource",
        "ServiceRoleArn",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::AutoScaling::AutoScalingGroup",
        "LifecycleHookSpecificationList[].NotificationTargetARN",
        Notifies,
        Arn,
        NONE,
    ),
    out(
        "AWS::AutoScaling::AutoScalingGroup",
        "NotificationConfigurations[].TopicARN",
        Notifies,
        Arn,
        NONE,
    ),
    into(
        "AWS::AutoScaling::AutoScalingGroup",
        "TargetGroupARNs[]",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::AutoScaling::AutoScalingGroup",
        "VPCZoneIdentifier[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out(
        "AWS::AutoScaling::LaunchConfiguration",
        "IamInstanceProfile",
        Assumes,
        Ref,
        IAM,
    ),
    into(
        "AWS::AutoScaling::LaunchConfiguration",
        "SecurityGroups[]",
        Protects,
        Ref,
        NONE,
    ),
    out(
        "AWS::AutoScaling::LifecycleHook",
        "NotificationTargetARN",
        Notifies,
        Arn,
        NONE,
    ),
    out(
        "AWS::AutoScaling::LifecycleHook",
        "RoleARN",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::Backup::BackupSelection",
        "BackupSelection.IamRoleArn",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::Backup::BackupVault",
        "EncryptionKeyArn",
        EncryptsWith,
        Arn,
        KMS,
    ),
    out(
        "AWS::Backup::BackupVault",
        "Notifications.SNSTopicArn",
        Notifies,
        Arn,
        NONE,
    ),
    out(
        "AWS::Batch::ComputeEnvironment",
        "ComputeResources.InstanceRole",
        Assumes,
        Arn,
        IAM,
    ),
    into(
        "AWS::Batch::ComputeEnvironment",
        "ComputeResources.SecurityGroupIds[]",
        Protects,
        Ref,
        NONE,
    ),
    out(
        "AWS::Batch::ComputeEnvironment",
        "ComputeResources.Subnets[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out(
        "AWS::Batch::ComputeEnvironment",
        "ServiceRole",
        Assumes,
        Arn,
        IAM,
    ),
    out(
        "AWS::Batch::JobDefinition",
        "ContainerProperties.ExecutionRoleArn",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::Batch::JobDefinition",
        "ContainerProperties.JobRoleArn",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::Budgets::Budget",
        "NotificationsWithSubscribers[].Subscribers[].Address",
        Notifies,
        Arn,
        NONE,
    ),
    out(
        "AWS::CE::AnomalySubscription",
        "Subscribers[].Address",
        Notifies,
        Arn,
        NONE,
    ),
    out(
        "AWS::CloudFront::Distribution",
        "DistributionConfig.Logging.Bucket",
        LogsTo,
        Attribute("DomainName"),
        NONE,
    ),
    out(
        "AWS::CloudFront::Distribution",
        "DistributionConfig.Origins[].DomainName",
        Delivers,
        Attribute("RegionalDomainName"),
        NONE,
    ),
    into(
        "AWS::CloudFront::Distribution",
        "DistributionConfig.WebACLId",
        Protects,
        Arn,
        NONE,
    ),
    out(
        "AWS::CloudTrail::Trail",
        "CloudWatchLogsLogGroupArn",
        LogsTo,
        Arn,
        NONE,
    ),
    out(
        "AWS::CloudTrail::Trail",
        "CloudWatchLogsRoleArn",
        Assumes,
        Arn,
        NONE,
    ),
    out("AWS::CloudTrail::Trail", "KMSKeyId", EncryptsWith, Arn, KMS),
    out("AWS::CloudTrail::Trail", "S3BucketName", LogsTo, Ref, S3),
    out(
        "AWS::CloudTrail::Trail",
        "SnsTopicName",
        Notifies,
        Attribute("TopicName"),
        SNS,
    ),
    out(
        "AWS::CloudWatch::Alarm",
        "AlarmActions[]",
        Notifies,
        Arn,
        NONE,
    ),
    out(
        "AWS::CloudWatch::Alarm",
        "InsufficientDataActions[]",
        Notifies,
        Arn,
        NONE,
    ),
    out("AWS::CloudWatch::Alarm", "OKActions[]", Notifies, Arn, NONE),
    out(
        "AWS::CloudWatch::CompositeAlarm",
        "AlarmActions[]",
        Notifies,
        Arn,
        NONE,
    ),
    out(
        "AWS::CloudWatch::CompositeAlarm",
        "InsufficientDataActions[]",
        Notifies,
        Arn,
        NONE,
    ),
    out(
        "AWS::CloudWatch::CompositeAlarm",
        "OKActions[]",
        Notifies,
        Arn,
        NONE,
    ),
    out(
        "AWS::CodeBuild::Project",
        "EncryptionKey",
        EncryptsWith,
        Arn,
        KMS,
    ),
    out(
        "AWS::CodeBuild::Project",
        "LogsConfig.CloudWatchLogs.GroupName",
        LogsTo,
        Ref,
        LOGS,
    ),
    out("AWS::CodeBuild::Project", "ServiceRole", Assumes, Arn, IAM),
    into(
        "AWS::CodeBuild::Project",
        "VpcConfig.SecurityGroupIds[]",
        Protects,
        Ref,
        NONE,
    ),
    out(
        "AWS::CodeBuild::Project",
        "VpcConfig.Subnets[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out(
        "AWS::CodeBuild::Project",
        "VpcConfig.VpcId",
        ContainedIn,
        Ref,
        NONE,
    ),
    out(
        "AWS::CodeDeploy::DeploymentGroup",
        "ServiceRoleArn",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::CodePipeline::Pipeline",
        "ArtifactStore.EncryptionKey.Id",
        EncryptsWith,
        Arn,
        KMS,
    ),
    out("AWS::CodePipeline::Pipeline", "RoleArn", Assumes, Arn, NONE),
    out(
        "AWS::CodeStarNotifications::NotificationRule",
        "Targets[].TargetAddress",
        Notifies,
        Arn,
        NONE,
    ),
    out(
        "AWS::Cognito::IdentityPoolRoleAttachment",
        "Roles.*",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::Cognito::UserPool",
        "LambdaConfig.*",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::Config::ConfigurationRecorder",
        "RoleARN",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::Config::DeliveryChannel",
        "S3BucketName",
        LogsTo,
        Ref,
        S3,
    ),
    out(
        "AWS::Config::DeliveryChannel",
        "SnsTopicARN",
        Notifies,
        Arn,
        NONE,
    ),
    out(
        "AWS::DynamoDB::GlobalTable",
        "Replicas[].SSESpecification.KMSMasterKeyId",
        EncryptsWith,
        Arn,
        KMS,
    ),
    out(
        "AWS::DynamoDB::Table",
        "KinesisStreamSpecification.StreamArn",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::DynamoDB::Table",
        "SSESpecification.KMSMasterKeyId",
        EncryptsWith,
        Arn,
        KMS,
    ),
    out(
        "AWS::EC2::FlowLog",
        "DeliverLogsPermissionArn",
        Assumes,
        Arn,
        NONE,
    ),
    out("AWS::EC2::FlowLog", "LogDestination", LogsTo, Arn, NONE),
    out("AWS::EC2::FlowLog", "LogGroupName", LogsTo, Ref, LOGS),
    out(
        "AWS::EC2::Instance",
        "BlockDeviceMappings[].Ebs.KmsKeyId",
        EncryptsWith,
        Ref,
        KMS,
    ),
    out(
        "AWS::EC2::Instance",
        "IamInstanceProfile",
        Assumes,
        Ref,
        IAM,
    ),
    into(
        "AWS::EC2::Instance",
        "NetworkInterfaces[].GroupSet[]",
        Protects,
        Ref,
        NONE,
    ),
    out(
        "AWS::EC2::Instance",
        "NetworkInterfaces[].SubnetId",
        ContainedIn,
        Ref,
        NONE,
    ),
    into(
        "AWS::EC2::Instance",
        "SecurityGroupIds[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    into(
        "AWS::EC2::Instance",
        "SecurityGroups[]",
        Protects,
        Ref,
        NONE,
    ),
    out("AWS::EC2::Instance", "SubnetId", ContainedIn, Ref, NONE),
    out(
        "AWS::EC2::LaunchTemplate",
        "LaunchTemplateData.BlockDeviceMappings[].Ebs.KmsKeyId",
        EncryptsWith,
        Ref,
        KMS,
    ),
    out(
        "AWS::EC2::LaunchTemplate",
        "LaunchTemplateData.IamInstanceProfile.Arn",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::EC2::LaunchTemplate",
        "LaunchTemplateData.IamInstanceProfile.Name",
        Assumes,
        Ref,
        IAM,
    ),
    into(
        "AWS::EC2::LaunchTemplate",
        "LaunchTemplateData.NetworkInterfaces[].Groups[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    into(
        "AWS::EC2::LaunchTemplate",
        "LaunchTemplateData.SecurityGroupIds[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out("AWS::EC2::NatGateway", "SubnetId", ContainedIn, Ref, NONE),
    out("AWS::EC2::NetworkAcl", "VpcId", ContainedIn, Ref, NONE),
    out(
        "AWS::EC2::NetworkAclEntry",
        "NetworkAclId",
        ContainedIn,
        Ref,
        NONE,
    ),
    into(
        "AWS::EC2::NetworkInterface",
        "GroupSet[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::EC2::NetworkInterface",
        "SubnetId",
        ContainedIn,
        Ref,
        NONE,
    ),
    out("AWS::EC2::Route", "RouteTableId", ContainedIn, Ref, NONE),
    out("AWS::EC2::RouteTable", "VpcId", ContainedIn, Ref, NONE),
    out("AWS::EC2::SecurityGroup", "VpcId", ContainedIn, Ref, NONE),
    out("AWS::EC2::Subnet", "VpcId", ContainedIn, Ref, NONE),
    into(
        "AWS::EC2::VPCEndpoint",
        "SecurityGroupIds[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::EC2::VPCEndpoint",
        "SubnetIds[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out("AWS::EC2::VPCEndpoint", "VpcId", ContainedIn, Ref, NONE),
    out("AWS::EC2::Volume", "KmsKeyId", EncryptsWith, Ref, KMS),
    out(
        "AWS::ECR::Repository",
        "EncryptionConfiguration.KmsKey",
        EncryptsWith,
        Arn,
        KMS,
    ),
    out("AWS::ECS::Service", "Cluster", ContainedIn, Ref, &["ecs"]),
    into(
        "AWS::ECS::Service",
        "LoadBalancers[].TargetGroupArn",
        Delivers,
        Arn,
        NONE,
    ),
    into(
        "AWS::ECS::Service",
        "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::ECS::Service",
        "NetworkConfiguration.AwsvpcConfiguration.Subnets[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out("AWS::ECS::Service", "Role", Assumes, Arn, IAM),
    out(
        "AWS::ECS::TaskDefinition",
        "ContainerDefinitions[].LogConfiguration.Options.awslogs-group",
        LogsTo,
        Ref,
        LOGS,
    ),
    out(
        "AWS::ECS::TaskDefinition",
        "ExecutionRoleArn",
        Assumes,
        Arn,
        IAM,
    ),
    out("AWS::ECS::TaskDefinition", "TaskRoleArn", Assumes, Arn, IAM),
    out("AWS::EFS::FileSystem", "KmsKeyId", EncryptsWith, Arn, KMS),
    into(
        "AWS::EFS::MountTarget",
        "SecurityGroups[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out("AWS::EFS::MountTarget", "SubnetId", ContainedIn, Ref, NONE),
    out(
        "AWS::EKS::Cluster",
        "EncryptionConfig[].Provider.KeyArn",
        EncryptsWith,
        Arn,
        KMS,
    ),
    into(
        "AWS::EKS::Cluster",
        "ResourcesVpcConfig.SecurityGroupIds[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::EKS::Cluster",
        "ResourcesVpcConfig.SubnetIds[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out("AWS::EKS::Cluster", "RoleArn", Assumes, Arn, NONE),
    out("AWS::EKS::Nodegroup", "NodeRole", Assumes, Arn, NONE),
    out("AWS::EKS::Nodegroup", "Subnets[]", ContainedIn, Ref, NONE),
    out(
        "AWS::ElastiCache::CacheCluster",
        "NotificationTopicArn",
        Notifies,
        Arn,
        NONE,
    ),
    into(
        "AWS::ElastiCache::CacheCluster",
        "VpcSecurityGroupIds[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::ElastiCache::ReplicationGroup",
        "KmsKeyId",
        EncryptsWith,
        Ref,
        KMS,
    ),
    out(
        "AWS::ElastiCache::ReplicationGroup",
        "NotificationTopicArn",
        Notifies,
        Arn,
        NONE,
    ),
    into(
        "AWS::ElastiCache::ReplicationGroup",
        "SecurityGroupIds[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::ElastiCache::SubnetGroup",
        "SubnetIds[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out(
        "AWS::ElasticLoadBalancing::LoadBalancer",
        "AccessLoggingPolicy.S3BucketName",
        LogsTo,
        Ref,
        S3,
    ),
    out(
        "AWS::ElasticLoadBalancing::LoadBalancer",
        "Instances[]",
        Delivers,
        Ref,
        NONE,
    ),
    into(
        "AWS::ElasticLoadBalancing::LoadBalancer",
        "SecurityGroups[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::ElasticLoadBalancing::LoadBalancer",
        "Subnets[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out(
        "AWS::ElasticLoadBalancingV2::Listener",
        "DefaultActions[].ForwardConfig.TargetGroups[].TargetGroupArn",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::ElasticLoadBalancingV2::Listener",
        "DefaultActions[].TargetGroupArn",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::ElasticLoadBalancingV2::Listener",
        "LoadBalancerArn",
        ContainedIn,
        Arn,
        NONE,
    ),
    out(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "Actions[].ForwardConfig.TargetGroups[].TargetGroupArn",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "Actions[].TargetGroupArn",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "ListenerArn",
        ContainedIn,
        Arn,
        NONE,
    ),
    into(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "SecurityGroups[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "SubnetMappings[].SubnetId",
        ContainedIn,
        Ref,
        NONE,
    ),
    out(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "Subnets[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out(
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "Targets[].Id",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "VpcId",
        ContainedIn,
        Ref,
        NONE,
    ),
    into(
        "AWS::Events::Rule",
        "EventBusName",
        Delivers,
        Ref,
        &["events"],
    ),
    out("AWS::Events::Rule", "RoleArn", Assumes, Arn, NONE),
    out("AWS::Events::Rule", "Targets[].Arn", Delivers, Arn, NONE),
    out(
        "AWS::Events::Rule",
        "Targets[].DeadLetterConfig.Arn",
        DeadLettersTo,
        Arn,
        NONE,
    ),
    out("AWS::Events::Rule", "Targets[].RoleArn", Assumes, Arn, NONE),
    out("AWS::Glue::Job", "Role", Assumes, Arn, IAM),
    out("AWS::IAM::InstanceProfile", "Roles[]", Assumes, Ref, IAM),
    out(
        "AWS::IoT::TopicRule",
        "TopicRulePayload.Actions[].DynamoDBv2.PutItem.TableName",
        Delivers,
        Ref,
        &["dynamodb"],
    ),
    out(
        "AWS::IoT::TopicRule",
        "TopicRulePayload.Actions[].Firehose.DeliveryStreamName",
        Delivers,
        Ref,
        &["firehose"],
    ),
    out(
        "AWS::IoT::TopicRule",
        "TopicRulePayload.Actions[].Kinesis.StreamName",
        Delivers,
        Ref,
        &["kinesis"],
    ),
    out(
        "AWS::IoT::TopicRule",
        "TopicRulePayload.Actions[].Lambda.FunctionArn",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::IoT::TopicRule",
        "TopicRulePayload.Actions[].S3.BucketName",
        Delivers,
        Ref,
        S3,
    ),
    out(
        "AWS::IoT::TopicRule",
        "TopicRulePayload.Actions[].Sns.TargetArn",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::IoT::TopicRule",
        "TopicRulePayload.Actions[].Sqs.QueueUrl",
        Delivers,
        Ref,
        NONE,
    ),
    out(
        "AWS::Kinesis::Stream",
        "StreamEncryption.KeyId",
        EncryptsWith,
        Arn,
        KMS,
    ),
    out(
        "AWS::KinesisFirehose::DeliveryStream",
        "DeliveryStreamEncryptionConfigurationInput.KeyARN",
        EncryptsWith,
        Arn,
        KMS,
    ),
    out(
        "AWS::KinesisFirehose::DeliveryStream",
        "ExtendedS3DestinationConfiguration.BucketARN",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::KinesisFirehose::DeliveryStream",
        "ExtendedS3DestinationConfiguration.CloudWatchLoggingOptions.LogGroupName",
        LogsTo,
        Ref,
        LOGS,
    ),
    out(
        "AWS::KinesisFirehose::DeliveryStream",
        "ExtendedS3DestinationConfiguration.RoleARN",
        Assumes,
        Arn,
        NONE,
    ),
    into(
        "AWS::KinesisFirehose::DeliveryStream",
        "KinesisStreamSourceConfiguration.KinesisStreamARN",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::KinesisFirehose::DeliveryStream",
        "KinesisStreamSourceConfiguration.RoleARN",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::KinesisFirehose::DeliveryStream",
        "S3DestinationConfiguration.BucketARN",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::KinesisFirehose::DeliveryStream",
        "S3DestinationConfiguration.RoleARN",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::Lambda::Function",
        "DeadLetterConfig.TargetArn",
        DeadLettersTo,
        Arn,
        NONE,
    ),
    out("AWS::Lambda::Function", "KmsKeyArn", EncryptsWith, Arn, KMS),
    out(
        "AWS::Lambda::Function",
        "LoggingConfig.LogGroup",
        LogsTo,
        Ref,
        LOGS,
    ),
    out("AWS::Lambda::Function", "Role", Assumes, Arn, NONE),
    into(
        "AWS::Lambda::Function",
        "VpcConfig.SecurityGroupIds[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::Lambda::Function",
        "VpcConfig.SubnetIds[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out("AWS::Logs::LogGroup", "KmsKeyId", EncryptsWith, Arn, KMS),
    out(
        "AWS::Logs::SubscriptionFilter",
        "RoleArn",
        Assumes,
        Arn,
        NONE,
    ),
    into(
        "AWS::MSK::Cluster",
        "BrokerNodeGroupInfo.SecurityGroups[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::OpenSearchService::Domain",
        "EncryptionAtRestOptions.KmsKeyId",
        EncryptsWith,
        Ref,
        KMS,
    ),
    out(
        "AWS::OpenSearchService::Domain",
        "LogPublishingOptions.*.CloudWatchLogsLogGroupArn",
        LogsTo,
        Arn,
        NONE,
    ),
    into(
        "AWS::OpenSearchService::Domain",
        "VPCOptions.SecurityGroupIds[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::OpenSearchService::Domain",
        "VPCOptions.SubnetIds[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out("AWS::Pipes::Pipe", "RoleArn", Assumes, Arn, NONE),
    out("AWS::RDS::DBCluster", "KmsKeyId", EncryptsWith, Arn, KMS),
    out(
        "AWS::RDS::DBCluster",
        "MonitoringRoleArn",
        Assumes,
        Arn,
        NONE,
    ),
    into(
        "AWS::RDS::DBCluster",
        "VpcSecurityGroupIds[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::RDS::DBInstance",
        "DBClusterIdentifier",
        ContainedIn,
        Ref,
        &["rds"],
    ),
    out("AWS::RDS::DBInstance", "KmsKeyId", EncryptsWith, Arn, KMS),
    out(
        "AWS::RDS::DBInstance",
        "MonitoringRoleArn",
        Assumes,
        Arn,
        NONE,
    ),
    into(
        "AWS::RDS::DBInstance",
        "VPCSecurityGroups[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::RDS::DBSubnetGroup",
        "SubnetIds[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out(
        "AWS::RDS::EventSubscription",
        "SnsTopicArn",
        Notifies,
        Arn,
        NONE,
    ),
    out("AWS::Redshift::Cluster", "KmsKeyId", EncryptsWith, Ref, KMS),
    out(
        "AWS::Redshift::Cluster",
        "LoggingProperties.BucketName",
        LogsTo,
        Ref,
        S3,
    ),
    into(
        "AWS::Redshift::Cluster",
        "VpcSecurityGroupIds[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::S3::Bucket",
        "BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.KMSMasterKeyID",
        EncryptsWith,
        Arn,
        KMS,
    ),
    out(
        "AWS::S3::Bucket",
        "LoggingConfiguration.DestinationBucketName",
        LogsTo,
        Ref,
        S3,
    ),
    out(
        "AWS::S3::Bucket",
        "NotificationConfiguration.LambdaConfigurations[].Function",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::S3::Bucket",
        "NotificationConfiguration.QueueConfigurations[].Queue",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::S3::Bucket",
        "NotificationConfiguration.TopicConfigurations[].Topic",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::S3::Bucket",
        "ReplicationConfiguration.Role",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::SES::ReceiptRule",
        "Rule.Actions[].LambdaAction.FunctionArn",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::SES::ReceiptRule",
        "Rule.Actions[].S3Action.BucketName",
        Delivers,
        Ref,
        S3,
    ),
    out(
        "AWS::SES::ReceiptRule",
        "Rule.Actions[].SNSAction.TopicArn",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::SNS::Subscription",
        "RedrivePolicy.deadLetterTargetArn",
        DeadLettersTo,
        Arn,
        NONE,
    ),
    out("AWS::SNS::Topic", "KmsMasterKeyId", EncryptsWith, Ref, KMS),
    out(
        "AWS::SNS::Topic",
        "Subscription[].Endpoint",
        Delivers,
        Arn,
        NONE,
    ),
    out("AWS::SQS::Queue", "KmsMasterKeyId", EncryptsWith, Ref, KMS),
    out(
        "AWS::SQS::Queue",
        "RedrivePolicy.deadLetterTargetArn",
        DeadLettersTo,
        Arn,
        NONE,
    ),
    out(
        "AWS::SageMaker::NotebookInstance",
        "RoleArn",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::Scheduler::Schedule",
        "Target.Arn",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::Scheduler::Schedule",
        "Target.DeadLetterConfig.Arn",
        DeadLettersTo,
        Arn,
        NONE,
    ),
    out(
        "AWS::Scheduler::Schedule",
        "Target.RoleArn",
        Assumes,
        Arn,
        NONE,
    ),
    out(
        "AWS::SecretsManager::Secret",
        "KmsKeyId",
        EncryptsWith,
        Ref,
        KMS,
    ),
    out(
        "AWS::Serverless::Api",
        "AccessLogSetting.DestinationArn",
        LogsTo,
        Arn,
        NONE,
    ),
    out(
        "AWS::Serverless::Function",
        "DeadLetterQueue.TargetArn",
        DeadLettersTo,
        Arn,
        NONE,
    ),
    out(
        "AWS::Serverless::Function",
        "EventInvokeConfig.DestinationConfig.OnFailure.Destination",
        DeadLettersTo,
        Arn,
        NONE,
    ),
    out(
        "AWS::Serverless::Function",
        "EventInvokeConfig.DestinationConfig.OnSuccess.Destination",
        Delivers,
        Arn,
        NONE,
    ),
    out(
        "AWS::Serverless::Function",
        "KmsKeyArn",
        EncryptsWith,
        Arn,
        KMS,
    ),
    out(
        "AWS::Serverless::Function",
        "LoggingConfig.LogGroup",
        LogsTo,
        Ref,
        LOGS,
    ),
    out("AWS::Serverless::Function", "Role", Assumes, Arn, NONE),
    into(
        "AWS::Serverless::Function",
        "VpcConfig.SecurityGroupIds[]",
        Protects,
        Attribute("GroupId"),
        NONE,
    ),
    out(
        "AWS::Serverless::Function",
        "VpcConfig.SubnetIds[]",
        ContainedIn,
        Ref,
        NONE,
    ),
    out(
        "AWS::Serverless::HttpApi",
        "AccessLogSettings.DestinationArn",
        LogsTo,
        Arn,
        NONE,
    ),
    out(
        "AWS::Serverless::StateMachine",
        "Logging.Destinations[].CloudWatchLogsLogGroup.LogGroupArn",
        LogsTo,
        Arn,
        NONE,
    ),
    out("AWS::Serverless::StateMachine", "Role", Assumes, Arn, NONE),
    out(
        "AWS::StepFunctions::StateMachine",
        "EncryptionConfiguration.KmsKeyId",
        EncryptsWith,
        Arn,
        KMS,
    ),
    out(
        "AWS::StepFunctions::StateMachine",
        "LoggingConfiguration.Destinations[].CloudWatchLogsLogGroup.LogGroupArn",
        LogsTo,
        Arn,
        NONE,
    ),
    out(
        "AWS::StepFunctions::StateMachine",
        "RoleArn",
        Assumes,
        Arn,
        NONE,
    ),
];

>>>>>>> h-proofs
/// A connector that is a resource of its own and names both ends.
pub(super) struct Link {
    pub(super) from: &'static str,
    pub(super) to: &'static str,
    pub(super) relation: Relation,
    /// Services whose bare names `from` and `to` take.
    pub(super) services: [&'static [&'static str]; 2],
}

const fn link(
    from: &'static str,
    to: &'static str,
    relation: Relation,
    services: [&'static [&'static str]; 2],
) -> Link {
    Link {
        from,
        to,
        relation,
        services,
    }
}

/// Whose bare names a property takes, as in [`super::Names::resource`].
mod services {
    pub(super) const BUS: &[&str] = &["events:event-bus/"];
    pub(super) const CLUSTER: &[&str] = &["ecs:cluster/"];
    pub(super) const DB_CLUSTER: &[&str] = &["rds:cluster:"];
    pub(super) const FIREHOSE: &[&str] = &["firehose"];
    pub(super) const FUNCTION: &[&str] = &["lambda"];
    pub(super) const KMS: &[&str] = &["kms"];
    pub(super) const LOGS: &[&str] = &["logs"];
    pub(super) const NONE: &[&str] = &[];
    pub(super) const PROFILE: &[&str] = &["iam:instance-profile/"];
    pub(super) const ROLE: &[&str] = &["iam:role/"];
    pub(super) const S3: &[&str] = &["s3"];
    pub(super) const SNS: &[&str] = &["sns"];
    pub(super) const STREAM: &[&str] = &["kinesis"];
    pub(super) const TABLE: &[&str] = &["dynamodb"];
}

/// A resource that stands between two others of one relation: what is hidden behind it is an edge too.
pub(super) struct Between {
    pub(super) type_name: &'static str,
    pub(super) relation: Relation,
}

/// An instance's profile holds its role; a subnet lies in a VPC, and so does what lies in the subnet.
pub(super) const BETWEEN: &[Between] = &[
    Between {
        type_name: "AWS::EC2::Subnet",
        relation: Relation::ContainedIn,
    },
    Between {
        type_name: "AWS::IAM::InstanceProfile",
        relation: Relation::Assumes,
    },
];

/// What a resource has from another that it names.
pub(super) struct Shared {
    pub(super) path: &'static str,
    pub(super) relation: Relation,
}

const fn shared_by(path: &'static str, relation: Relation) -> Shared {
    Shared { path, relation }
}

/// What is in a group of subnets lies in its subnets; what is started from a template has the template's role and guards.
const SHARED: &[(&str, &[Shared])] = &[
    (
        "AWS::AutoScaling::AutoScalingGroup",
        &[
            shared_by("LaunchConfigurationName", Relation::Assumes),
            shared_by("LaunchConfigurationName", Relation::Protects),
            shared_by("LaunchTemplate.LaunchTemplateId", Relation::Assumes),
            shared_by("LaunchTemplate.LaunchTemplateId", Relation::Protects),
            shared_by(MIXED, Relation::Assumes),
            shared_by(MIXED, Relation::Protects),
        ],
    ),
    (
        "AWS::DAX::Cluster",
        &[shared_by("SubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::DMS::ReplicationInstance",
        &[shared_by(
            "ReplicationSubnetGroupIdentifier",
            Relation::ContainedIn,
        )],
    ),
    (
        "AWS::DocDB::DBCluster",
        &[shared_by("DBSubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::DocDB::DBInstance",
        &[
            shared_by("DBClusterIdentifier", Relation::ContainedIn),
            shared_by("DBClusterIdentifier", Relation::Protects),
        ],
    ),
    (
        "AWS::EC2::Instance",
        &[
            shared_by("LaunchTemplate.LaunchTemplateId", Relation::Assumes),
            shared_by("LaunchTemplate.LaunchTemplateId", Relation::Protects),
            shared_by(
                "NetworkInterfaces[].NetworkInterfaceId",
                Relation::ContainedIn,
            ),
            shared_by("NetworkInterfaces[].NetworkInterfaceId", Relation::Protects),
        ],
    ),
    (
        "AWS::ECS::Service",
        &[
            shared_by("TaskDefinition", Relation::Assumes),
            shared_by("TaskDefinition", Relation::LogsTo),
        ],
    ),
    (
        "AWS::EKS::Nodegroup",
        &[shared_by("LaunchTemplate.Id", Relation::Protects)],
    ),
    (
        "AWS::ElastiCache::CacheCluster",
        &[shared_by("CacheSubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::ElastiCache::ReplicationGroup",
        &[shared_by("CacheSubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::MemoryDB::Cluster",
        &[shared_by("SubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::Neptune::DBCluster",
        &[shared_by("DBSubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::Neptune::DBInstance",
        &[
            shared_by("DBClusterIdentifier", Relation::ContainedIn),
            shared_by("DBClusterIdentifier", Relation::Protects),
        ],
    ),
    (
        "AWS::RDS::DBCluster",
        &[shared_by("DBSubnetGroupName", Relation::ContainedIn)],
    ),
    (
        "AWS::RDS::DBInstance",
        &[
            shared_by("DBClusterIdentifier", Relation::ContainedIn),
            shared_by("DBClusterIdentifier", Relation::Protects),
            shared_by("DBSubnetGroupName", Relation::ContainedIn),
        ],
    ),
    (
        "AWS::Redshift::Cluster",
        &[shared_by("ClusterSubnetGroupName", Relation::ContainedIn)],
    ),
];

const MIXED: &str =
    "MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.LaunchTemplateId";

/// A resource that stands for another one: an edge to it, or from it, is one of the other too.
pub(super) struct Behind {
    pub(super) type_name: &'static str,
    pub(super) path: &'static str,
    pub(super) relation: Relation,
    /// Whether it stands where edges start, or where they end.
    pub(super) at_the_start: bool,
    pub(super) services: &'static [&'static str],
}

const fn behind(
    type_name: &'static str,
    path: &'static str,
    relation: Relation,
    at_the_start: bool,
    services: &'static [&'static str],
) -> Behind {
    Behind {
        type_name,
        path,
        relation,
        at_the_start,
        services,
    }
}

pub(super) const BEHIND: &[Behind] = &[
    behind(
        "AWS::ApiGateway::Stage",
        "RestApiId",
        Relation::LogsTo,
        true,
        services::NONE,
    ),
    behind(
        "AWS::ApiGateway::Stage",
        "RestApiId",
        Relation::Protects,
        false,
        services::NONE,
    ),
    behind(
        "AWS::ApiGatewayV2::Stage",
        "ApiId",
        Relation::LogsTo,
        true,
        services::NONE,
    ),
    behind(
        "AWS::ApiGatewayV2::Stage",
        "ApiId",
        Relation::Protects,
        false,
        services::NONE,
    ),
    behind(
        "AWS::ElasticLoadBalancingV2::Listener",
        "LoadBalancerArn",
        Relation::Delivers,
        true,
        services::NONE,
    ),
    behind(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        "ListenerArn",
        Relation::Delivers,
        true,
        services::NONE,
    ),
    behind(
        "AWS::KMS::Alias",
        "TargetKeyId",
        Relation::EncryptsWith,
        false,
        services::KMS,
    ),
    behind(
        "AWS::Kinesis::StreamConsumer",
        "StreamARN",
        Relation::Delivers,
        true,
        services::STREAM,
    ),
    behind(
        "AWS::Lambda::Alias",
        "FunctionName",
        Relation::Delivers,
        false,
        services::FUNCTION,
    ),
    behind(
        "AWS::Lambda::Version",
        "FunctionName",
        Relation::Delivers,
        false,
        services::FUNCTION,
    ),
];

/// The rules of a type.
pub(super) fn rules(type_name: &str) -> &'static [Rule] {
    rows(rules::RULES, type_name)
}

/// The links of a type.
pub(super) fn links(type_name: &str) -> &'static [Link] {
    rows(links::LINKS, type_name)
}

/// What resources of a type have from others.
pub(super) fn shared(type_name: &str) -> &'static [Shared] {
    rows(SHARED, type_name)
}

fn rows<T>(table: &'static [(&str, &[T])], type_name: &str) -> &'static [T] {
    table
        .binary_search_by_key(&type_name, |(known, _)| known)
        .map_or(&[], |place| table[place].1)
}

/// Whether a property can name a resource of this type for a relation. A security group's place may hold
/// `!GetAtt Network.DefaultSecurityGroup`: that is no group of the template.
pub(super) fn accepts(relation: Relation, path: &str, type_name: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    let of = |types: &[&str]| types.contains(&type_name);
    match relation {
        Relation::Assumes if last.contains("Profile") || path.contains("InstanceProfile") => {
            of(&["AWS::IAM::InstanceProfile"])
        }
        Relation::Assumes => of(&["AWS::IAM::Role", "AWS::IAM::InstanceProfile"]),
        Relation::EncryptsWith => of(&["AWS::KMS::Key", "AWS::KMS::ReplicaKey", "AWS::KMS::Alias"]),
        Relation::ContainedIn if last.contains("Subnet") || last.starts_with("VPCZone") => {
            of(&["AWS::EC2::Subnet"])
        }
        Relation::ContainedIn if last == "VpcId" => of(&["AWS::EC2::VPC"]),
        Relation::Protects if last.contains("SecurityGroup") || last.contains("Group") => {
            of(&["AWS::EC2::SecurityGroup"])
        }
        Relation::DeadLettersTo => of(&[
            "AWS::Events::EventBus",
            "AWS::Lambda::Function",
            "AWS::S3::Bucket",
            "AWS::SNS::Topic",
            "AWS::SQS::Queue",
            "AWS::Serverless::Function",
        ]),
        Relation::LogsTo => of(&[
            "AWS::KinesisFirehose::DeliveryStream",
            "AWS::Logs::LogGroup",
            "AWS::S3::Bucket",
        ]),
        Relation::Delivers | Relation::Notifies => !type_name.starts_with("AWS::IAM::"),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{SHARED, links::LINKS, rules::RULES};

    #[test]
    fn the_tables_are_sorted() {
        assert!(
            RULES.windows(2).all(|pair| pair[0].0 < pair[1].0)
                && LINKS.windows(2).all(|pair| pair[0].0 < pair[1].0)
                && SHARED.windows(2).all(|pair| pair[0].0 < pair[1].0),
            "types are looked up by binary search"
        );
        assert!(
            RULES
                .iter()
                .all(|(_, rules)| rules.windows(2).all(|pair| pair[0].path <= pair[1].path)),
            "rules read best in order"
        );
    }
}
