//! The rules: long because it is data. Connectors that name both ends are in `links`.
//!
//! In alphabetical order of types and paths. Property names are those of the CloudFormation resource reference.

use super::{
    Rule,
    Wanted::{Arn, Attribute, Ref},
    into, out,
    services::{
        BUS, CLUSTER, DB_CLUSTER, FIREHOSE, FUNCTION, KMS, LOGS, NONE, PROFILE, ROLE, S3, SNS,
        STREAM, TABLE,
    },
};
use crate::Relation::{
    Assumes, ContainedIn, DeadLettersTo, Delivers, EncryptsWith, LogsTo, Notifies, Protects,
};

const fn on(type_name: &'static str, rules: &'static [Rule]) -> (&'static str, &'static [Rule]) {
    (type_name, rules)
}

/// Every rule, by the type on which it is written.
pub(super) const RULES: &[(&str, &[Rule])] = &[
    on(
        "AWS::AmazonMQ::Broker",
        &[
            out("EncryptionOptions.KmsKeyId", EncryptsWith, Arn, KMS),
            into("SecurityGroups[]", Protects, Attribute("GroupId"), NONE),
            out("SubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::Amplify::App",
        &[out("IAMServiceRole", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::ApiGateway::Account",
        &[out("CloudWatchRoleArn", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::ApiGateway::Authorizer",
        &[
            out("AuthorizerCredentials", Assumes, Arn, NONE),
            out("RestApiId", Protects, Ref, NONE),
        ],
    ),
    on(
        "AWS::ApiGateway::Method",
        &[
            into("AuthorizerId", Protects, Ref, NONE),
            out("Integration.Credentials", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::ApiGateway::Stage",
        &[out("AccessLogSetting.DestinationArn", LogsTo, Arn, NONE)],
    ),
    on(
        "AWS::ApiGateway::VpcLink",
        &[out("TargetArns[]", Delivers, Ref, NONE)],
    ),
    on(
        "AWS::ApiGatewayV2::Authorizer",
        &[
            out("ApiId", Protects, Ref, NONE),
            out("AuthorizerCredentialsArn", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::ApiGatewayV2::Integration",
        &[out("CredentialsArn", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::ApiGatewayV2::Route",
        &[into("AuthorizerId", Protects, Ref, NONE)],
    ),
    on(
        "AWS::ApiGatewayV2::Stage",
        &[out("AccessLogSettings.DestinationArn", LogsTo, Arn, NONE)],
    ),
    on(
        "AWS::ApiGatewayV2::VpcLink",
        &[
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
            out("SubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::AppRunner::Service",
        &[
            out("EncryptionConfiguration.KmsKey", EncryptsWith, Arn, KMS),
            out("InstanceConfiguration.InstanceRoleArn", Assumes, Arn, NONE),
            out(
                "SourceConfiguration.AuthenticationConfiguration.AccessRoleArn",
                Assumes,
                Arn,
                NONE,
            ),
        ],
    ),
    on(
        "AWS::AppRunner::VpcConnector",
        &[
            into("SecurityGroups[]", Protects, Attribute("GroupId"), NONE),
            out("Subnets[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::AppSync::DataSource",
        &[out("ServiceRoleArn", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::AppSync::GraphQLApi",
        &[out("LogConfig.CloudWatchLogsRoleArn", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::ApplicationAutoScaling::ScalableTarget",
        &[out("RoleARN", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::Athena::WorkGroup",
        &[out(
            "WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.KmsKey",
            EncryptsWith,
            Arn,
            KMS,
        )],
    ),
    on(
        "AWS::AutoScaling::AutoScalingGroup",
        &[
            out(
                "LifecycleHookSpecificationList[].NotificationTargetARN",
                Notifies,
                Arn,
                NONE,
            ),
            into("LoadBalancerNames[]", Delivers, Ref, NONE),
            out("NotificationConfigurations[].TopicARN", Notifies, Arn, NONE),
            into("TargetGroupARNs[]", Delivers, Arn, NONE),
            into("TrafficSources[].Identifier", Delivers, Arn, NONE),
            out("VPCZoneIdentifier[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::AutoScaling::LaunchConfiguration",
        &[
            out("IamInstanceProfile", Assumes, Ref, PROFILE),
            into("SecurityGroups[]", Protects, Attribute("GroupId"), NONE),
        ],
    ),
    on(
        "AWS::AutoScaling::LifecycleHook",
        &[
            out("NotificationTargetARN", Notifies, Arn, NONE),
            out("RoleARN", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::Backup::BackupSelection",
        &[out("BackupSelection.IamRoleArn", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::Backup::BackupVault",
        &[
            out("EncryptionKeyArn", EncryptsWith, Arn, KMS),
            out("Notifications.SNSTopicArn", Notifies, Arn, NONE),
        ],
    ),
    on(
        "AWS::Batch::ComputeEnvironment",
        &[
            out("ComputeResources.InstanceRole", Assumes, Ref, PROFILE),
            into(
                "ComputeResources.SecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("ComputeResources.Subnets[]", ContainedIn, Ref, NONE),
            out("ServiceRole", Assumes, Arn, ROLE),
        ],
    ),
    on(
        "AWS::Batch::JobDefinition",
        &[
            out("ContainerProperties.ExecutionRoleArn", Assumes, Arn, NONE),
            out("ContainerProperties.JobRoleArn", Assumes, Arn, NONE),
            out(
                "ContainerProperties.LogConfiguration.Options.awslogs-group",
                LogsTo,
                Ref,
                LOGS,
            ),
        ],
    ),
    on(
        "AWS::Budgets::Budget",
        &[out(
            "NotificationsWithSubscribers[].Subscribers[].Address",
            Notifies,
            Arn,
            NONE,
        )],
    ),
    on(
        "AWS::Budgets::BudgetsAction",
        &[
            out("ExecutionRoleArn", Assumes, Arn, NONE),
            out("Subscribers[].Address", Notifies, Arn, NONE),
        ],
    ),
    on(
        "AWS::CE::AnomalySubscription",
        &[out("Subscribers[].Address", Notifies, Arn, NONE)],
    ),
    on(
        "AWS::Chatbot::SlackChannelConfiguration",
        &[
            out("IamRoleArn", Assumes, Arn, NONE),
            into("SnsTopicArns[]", Delivers, Arn, NONE),
        ],
    ),
    on(
        "AWS::Cloud9::EnvironmentEC2",
        &[out("SubnetId", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::CloudFormation::Stack",
        &[out("NotificationARNs[]", Notifies, Arn, NONE)],
    ),
    on(
        "AWS::CloudFront::Distribution",
        &[
            out(
                "DistributionConfig.CacheBehaviors[].FunctionAssociations[].FunctionARN",
                Delivers,
                Attribute("FunctionARN"),
                NONE,
            ),
            out(
                "DistributionConfig.CacheBehaviors[].LambdaFunctionAssociations[].LambdaFunctionARN",
                Delivers,
                Ref,
                NONE,
            ),
            out(
                "DistributionConfig.DefaultCacheBehavior.FunctionAssociations[].FunctionARN",
                Delivers,
                Attribute("FunctionARN"),
                NONE,
            ),
            out(
                "DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations[].LambdaFunctionARN",
                Delivers,
                Ref,
                NONE,
            ),
            out(
                "DistributionConfig.Logging.Bucket",
                LogsTo,
                Attribute("DomainName"),
                NONE,
            ),
            out(
                "DistributionConfig.Origins[].DomainName",
                Delivers,
                Attribute("RegionalDomainName"),
                NONE,
            ),
            into("DistributionConfig.WebACLId", Protects, Arn, NONE),
        ],
    ),
    on(
        "AWS::CloudTrail::Trail",
        &[
            out("CloudWatchLogsLogGroupArn", LogsTo, Arn, NONE),
            out("CloudWatchLogsRoleArn", Assumes, Arn, NONE),
            out("KMSKeyId", EncryptsWith, Arn, KMS),
            out("S3BucketName", LogsTo, Ref, S3),
            out("SnsTopicName", Notifies, Attribute("TopicName"), SNS),
        ],
    ),
    on(
        "AWS::CloudWatch::Alarm",
        &[
            out("AlarmActions[]", Notifies, Arn, NONE),
            out("InsufficientDataActions[]", Notifies, Arn, NONE),
            out("OKActions[]", Notifies, Arn, NONE),
        ],
    ),
    on(
        "AWS::CloudWatch::CompositeAlarm",
        &[
            out("AlarmActions[]", Notifies, Arn, NONE),
            out("InsufficientDataActions[]", Notifies, Arn, NONE),
            out("OKActions[]", Notifies, Arn, NONE),
        ],
    ),
    on(
        "AWS::CodeArtifact::Domain",
        &[out("EncryptionKey", EncryptsWith, Arn, KMS)],
    ),
    on(
        "AWS::CodeBuild::Project",
        &[
            out("EncryptionKey", EncryptsWith, Arn, KMS),
            out("LogsConfig.CloudWatchLogs.GroupName", LogsTo, Ref, LOGS),
            out("ServiceRole", Assumes, Arn, ROLE),
            into(
                "VpcConfig.SecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("VpcConfig.Subnets[]", ContainedIn, Ref, NONE),
            out("VpcConfig.VpcId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::CodeCommit::Repository",
        &[
            out("KmsKeyId", EncryptsWith, Arn, KMS),
            out("Triggers[].DestinationArn", Delivers, Arn, NONE),
        ],
    ),
    on(
        "AWS::CodeDeploy::DeploymentGroup",
        &[
            out("ServiceRoleArn", Assumes, Arn, NONE),
            out(
                "TriggerConfigurations[].TriggerTargetArn",
                Notifies,
                Arn,
                NONE,
            ),
        ],
    ),
    on(
        "AWS::CodePipeline::Pipeline",
        &[
            out("ArtifactStore.EncryptionKey.Id", EncryptsWith, Arn, KMS),
            out(
                "ArtifactStores[].ArtifactStore.EncryptionKey.Id",
                EncryptsWith,
                Arn,
                KMS,
            ),
            out("RoleArn", Assumes, Arn, NONE),
            out("Stages[].Actions[].RoleArn", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::CodeStarNotifications::NotificationRule",
        &[out("Targets[].TargetAddress", Notifies, Arn, NONE)],
    ),
    on(
        "AWS::Cognito::IdentityPoolRoleAttachment",
        &[out("Roles.*", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::Cognito::UserPool",
        &[
            out("LambdaConfig.CreateAuthChallenge", Delivers, Arn, NONE),
            out(
                "LambdaConfig.CustomEmailSender.LambdaArn",
                Delivers,
                Arn,
                NONE,
            ),
            out("LambdaConfig.CustomMessage", Delivers, Arn, NONE),
            out(
                "LambdaConfig.CustomSMSSender.LambdaArn",
                Delivers,
                Arn,
                NONE,
            ),
            out("LambdaConfig.DefineAuthChallenge", Delivers, Arn, NONE),
            out("LambdaConfig.KMSKeyID", EncryptsWith, Arn, KMS),
            out("LambdaConfig.PostAuthentication", Delivers, Arn, NONE),
            out("LambdaConfig.PostConfirmation", Delivers, Arn, NONE),
            out("LambdaConfig.PreAuthentication", Delivers, Arn, NONE),
            out("LambdaConfig.PreSignUp", Delivers, Arn, NONE),
            out("LambdaConfig.PreTokenGeneration", Delivers, Arn, NONE),
            out(
                "LambdaConfig.PreTokenGenerationConfig.LambdaArn",
                Delivers,
                Arn,
                NONE,
            ),
            out("LambdaConfig.UserMigration", Delivers, Arn, NONE),
            out(
                "LambdaConfig.VerifyAuthChallengeResponse",
                Delivers,
                Arn,
                NONE,
            ),
            out("SmsConfiguration.SnsCallerArn", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::Config::ConfigRule",
        &[out("Source.SourceIdentifier", Delivers, Arn, NONE)],
    ),
    on(
        "AWS::Config::ConfigurationAggregator",
        &[out(
            "OrganizationAggregationSource.RoleArn",
            Assumes,
            Arn,
            NONE,
        )],
    ),
    on(
        "AWS::Config::ConfigurationRecorder",
        &[out("RoleARN", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::Config::DeliveryChannel",
        &[
            out("S3BucketName", LogsTo, Ref, S3),
            out("SnsTopicARN", Notifies, Arn, NONE),
        ],
    ),
    on(
        "AWS::DAX::Cluster",
        &[
            out("IAMRoleARN", Assumes, Arn, NONE),
            out("NotificationTopicARN", Notifies, Arn, NONE),
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
        ],
    ),
    on(
        "AWS::DAX::SubnetGroup",
        &[out("SubnetIds[]", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::DMS::Endpoint",
        &[
            out("KmsKeyId", EncryptsWith, Arn, KMS),
            out("S3Settings.ServiceAccessRoleArn", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::DMS::ReplicationInstance",
        &[
            out("KmsKeyId", EncryptsWith, Arn, KMS),
            into(
                "VpcSecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
        ],
    ),
    on(
        "AWS::DMS::ReplicationSubnetGroup",
        &[out("SubnetIds[]", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::DirectoryService::MicrosoftAD",
        &[
            out("VpcSettings.SubnetIds[]", ContainedIn, Ref, NONE),
            out("VpcSettings.VpcId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::DirectoryService::SimpleAD",
        &[
            out("VpcSettings.SubnetIds[]", ContainedIn, Ref, NONE),
            out("VpcSettings.VpcId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::DocDB::DBCluster",
        &[
            out("KmsKeyId", EncryptsWith, Arn, KMS),
            into(
                "VpcSecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
        ],
    ),
    on(
        "AWS::DocDB::DBInstance",
        &[out("DBClusterIdentifier", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::DocDB::DBSubnetGroup",
        &[out("SubnetIds[]", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::DynamoDB::GlobalTable",
        &[out(
            "Replicas[].SSESpecification.KMSMasterKeyId",
            EncryptsWith,
            Arn,
            KMS,
        )],
    ),
    on(
        "AWS::DynamoDB::Table",
        &[
            out("KinesisStreamSpecification.StreamArn", Delivers, Arn, NONE),
            out("SSESpecification.KMSMasterKeyId", EncryptsWith, Arn, KMS),
        ],
    ),
    on(
        "AWS::EC2::ClientVpnEndpoint",
        &[
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
            out("VpcId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::EC2::EgressOnlyInternetGateway",
        &[out("VpcId", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::EC2::FlowLog",
        &[
            out("DeliverLogsPermissionArn", Assumes, Arn, NONE),
            out("LogDestination", LogsTo, Arn, NONE),
            out("LogGroupName", LogsTo, Ref, LOGS),
        ],
    ),
    on(
        "AWS::EC2::Instance",
        &[
            out("BlockDeviceMappings[].Ebs.KmsKeyId", EncryptsWith, Ref, KMS),
            out("IamInstanceProfile", Assumes, Ref, PROFILE),
            into(
                "NetworkInterfaces[].GroupSet[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("NetworkInterfaces[].SubnetId", ContainedIn, Ref, NONE),
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
            into("SecurityGroups[]", Protects, Ref, NONE),
            out("SubnetId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::EC2::InstanceConnectEndpoint",
        &[
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
            out("SubnetId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::EC2::LaunchTemplate",
        &[
            out(
                "LaunchTemplateData.BlockDeviceMappings[].Ebs.KmsKeyId",
                EncryptsWith,
                Ref,
                KMS,
            ),
            out(
                "LaunchTemplateData.IamInstanceProfile.Arn",
                Assumes,
                Arn,
                NONE,
            ),
            out(
                "LaunchTemplateData.IamInstanceProfile.Name",
                Assumes,
                Ref,
                PROFILE,
            ),
            into(
                "LaunchTemplateData.NetworkInterfaces[].Groups[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out(
                "LaunchTemplateData.NetworkInterfaces[].SubnetId",
                ContainedIn,
                Ref,
                NONE,
            ),
            into(
                "LaunchTemplateData.SecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
        ],
    ),
    on(
        "AWS::EC2::NatGateway",
        &[out("SubnetId", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::EC2::NetworkAcl",
        &[out("VpcId", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::EC2::NetworkAclEntry",
        &[out("NetworkAclId", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::EC2::NetworkInterface",
        &[
            into("GroupSet[]", Protects, Attribute("GroupId"), NONE),
            out("SubnetId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::EC2::Route",
        &[out("RouteTableId", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::EC2::RouteTable",
        &[out("VpcId", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::EC2::SecurityGroup",
        &[out("VpcId", ContainedIn, Ref, NONE)],
    ),
    on("AWS::EC2::Subnet", &[out("VpcId", ContainedIn, Ref, NONE)]),
    on(
        "AWS::EC2::TransitGatewayAttachment",
        &[
            out("SubnetIds[]", ContainedIn, Ref, NONE),
            out("VpcId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::EC2::TransitGatewayVpcAttachment",
        &[
            out("SubnetIds[]", ContainedIn, Ref, NONE),
            out("VpcId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::EC2::VPCEndpoint",
        &[
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
            out("SubnetIds[]", ContainedIn, Ref, NONE),
            out("VpcId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::EC2::Volume",
        &[out("KmsKeyId", EncryptsWith, Ref, KMS)],
    ),
    on(
        "AWS::ECR::Repository",
        &[out(
            "EncryptionConfiguration.KmsKey",
            EncryptsWith,
            Arn,
            KMS,
        )],
    ),
    on(
        "AWS::ECS::Cluster",
        &[
            out(
                "Configuration.ExecuteCommandConfiguration.KmsKeyId",
                EncryptsWith,
                Arn,
                KMS,
            ),
            out(
                "Configuration.ExecuteCommandConfiguration.LogConfiguration.CloudWatchLogGroupName",
                LogsTo,
                Ref,
                LOGS,
            ),
            out(
                "Configuration.ExecuteCommandConfiguration.LogConfiguration.S3BucketName",
                LogsTo,
                Ref,
                S3,
            ),
        ],
    ),
    on(
        "AWS::ECS::Service",
        &[
            out("Cluster", ContainedIn, Ref, CLUSTER),
            into("LoadBalancers[].LoadBalancerName", Delivers, Ref, NONE),
            into("LoadBalancers[].TargetGroupArn", Delivers, Arn, NONE),
            into(
                "NetworkConfiguration.AwsvpcConfiguration.SecurityGroups[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out(
                "NetworkConfiguration.AwsvpcConfiguration.Subnets[]",
                ContainedIn,
                Ref,
                NONE,
            ),
            out("Role", Assumes, Arn, ROLE),
        ],
    ),
    on(
        "AWS::ECS::TaskDefinition",
        &[
            out(
                "ContainerDefinitions[].LogConfiguration.Options.awslogs-group",
                LogsTo,
                Ref,
                LOGS,
            ),
            out("ExecutionRoleArn", Assumes, Arn, ROLE),
            out("TaskRoleArn", Assumes, Arn, ROLE),
        ],
    ),
    on(
        "AWS::EFS::FileSystem",
        &[out("KmsKeyId", EncryptsWith, Arn, KMS)],
    ),
    on(
        "AWS::EFS::MountTarget",
        &[
            into("SecurityGroups[]", Protects, Attribute("GroupId"), NONE),
            out("SubnetId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::EKS::Cluster",
        &[
            out("EncryptionConfig[].Provider.KeyArn", EncryptsWith, Arn, KMS),
            into(
                "ResourcesVpcConfig.SecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("ResourcesVpcConfig.SubnetIds[]", ContainedIn, Ref, NONE),
            out("RoleArn", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::EKS::FargateProfile",
        &[
            out("ClusterName", ContainedIn, Ref, NONE),
            out("PodExecutionRoleArn", Assumes, Arn, NONE),
            out("Subnets[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::EKS::Nodegroup",
        &[
            out("ClusterName", ContainedIn, Ref, NONE),
            out("NodeRole", Assumes, Arn, NONE),
            out("Subnets[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::EMR::Cluster",
        &[
            out("Instances.Ec2SubnetId", ContainedIn, Ref, NONE),
            out("Instances.Ec2SubnetIds[]", ContainedIn, Ref, NONE),
            out("JobFlowRole", Assumes, Ref, PROFILE),
            out("ServiceRole", Assumes, Ref, ROLE),
        ],
    ),
    on(
        "AWS::ElastiCache::CacheCluster",
        &[
            out("NotificationTopicArn", Notifies, Arn, NONE),
            into(
                "VpcSecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
        ],
    ),
    on(
        "AWS::ElastiCache::ReplicationGroup",
        &[
            out("KmsKeyId", EncryptsWith, Ref, KMS),
            out(
                "LogDeliveryConfigurations[].DestinationDetails.CloudWatchLogsDetails.LogGroup",
                LogsTo,
                Ref,
                LOGS,
            ),
            out("NotificationTopicArn", Notifies, Arn, NONE),
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
        ],
    ),
    on(
        "AWS::ElastiCache::ServerlessCache",
        &[
            out("KmsKeyId", EncryptsWith, Arn, KMS),
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
            out("SubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::ElastiCache::SubnetGroup",
        &[out("SubnetIds[]", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::ElasticLoadBalancing::LoadBalancer",
        &[
            out("AccessLoggingPolicy.S3BucketName", LogsTo, Ref, S3),
            out("Instances[]", Delivers, Ref, NONE),
            into("SecurityGroups[]", Protects, Attribute("GroupId"), NONE),
            out("Subnets[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::ElasticLoadBalancingV2::Listener",
        &[
            out(
                "DefaultActions[].ForwardConfig.TargetGroups[].TargetGroupArn",
                Delivers,
                Arn,
                NONE,
            ),
            out("DefaultActions[].TargetGroupArn", Delivers, Arn, NONE),
            out("LoadBalancerArn", ContainedIn, Arn, NONE),
        ],
    ),
    on(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        &[
            out(
                "Actions[].ForwardConfig.TargetGroups[].TargetGroupArn",
                Delivers,
                Arn,
                NONE,
            ),
            out("Actions[].TargetGroupArn", Delivers, Arn, NONE),
            out("ListenerArn", ContainedIn, Arn, NONE),
        ],
    ),
    on(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        &[
            into("SecurityGroups[]", Protects, Attribute("GroupId"), NONE),
            out("SubnetMappings[].SubnetId", ContainedIn, Ref, NONE),
            out("Subnets[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        &[
            out("Targets[].Id", Delivers, Arn, NONE),
            out("VpcId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::Elasticsearch::Domain",
        &[
            out("EncryptionAtRestOptions.KmsKeyId", EncryptsWith, Ref, KMS),
            out(
                "LogPublishingOptions.*.CloudWatchLogsLogGroupArn",
                LogsTo,
                Arn,
                NONE,
            ),
            into(
                "VPCOptions.SecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("VPCOptions.SubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::Events::Archive",
        &[into("SourceArn", Delivers, Arn, NONE)],
    ),
    on(
        "AWS::Events::EventBus",
        &[
            out("DeadLetterConfig.Arn", DeadLettersTo, Arn, NONE),
            out("KmsKeyIdentifier", EncryptsWith, Arn, KMS),
        ],
    ),
    on(
        "AWS::Events::Rule",
        &[
            into("EventBusName", Delivers, Ref, BUS),
            out("RoleArn", Assumes, Arn, NONE),
            out("Targets[].Arn", Delivers, Arn, NONE),
            out("Targets[].DeadLetterConfig.Arn", DeadLettersTo, Arn, NONE),
            out(
                "Targets[].EcsParameters.TaskDefinitionArn",
                Delivers,
                Ref,
                NONE,
            ),
            out("Targets[].RoleArn", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::FSx::FileSystem",
        &[
            out("KmsKeyId", EncryptsWith, Arn, KMS),
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
            out("SubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::GlobalAccelerator::EndpointGroup",
        &[
            out("EndpointConfigurations[].EndpointId", Delivers, Ref, NONE),
            out("ListenerArn", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::GlobalAccelerator::Listener",
        &[out("AcceleratorArn", ContainedIn, Ref, NONE)],
    ),
    on("AWS::Glue::Crawler", &[out("Role", Assumes, Arn, ROLE)]),
    on("AWS::Glue::Job", &[out("Role", Assumes, Arn, ROLE)]),
    on(
        "AWS::Glue::Trigger",
        &[
            out("Actions[].CrawlerName", Delivers, Ref, NONE),
            out("Actions[].JobName", Delivers, Ref, NONE),
        ],
    ),
    on(
        "AWS::Greengrass::Group",
        &[out("RoleArn", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::IAM::InstanceProfile",
        &[out("Roles[]", Assumes, Ref, ROLE)],
    ),
    on(
        "AWS::ImageBuilder::InfrastructureConfiguration",
        &[
            out("InstanceProfileName", Assumes, Ref, PROFILE),
            out("Logging.S3Logs.S3BucketName", LogsTo, Ref, S3),
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
            out("SnsTopicArn", Notifies, Arn, NONE),
            out("SubnetId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::IoT::TopicRule",
        &[
            out("TopicRulePayload.Actions[].*.RoleArn", Assumes, Arn, NONE),
            out(
                "TopicRulePayload.Actions[].CloudwatchLogs.LogGroupName",
                Delivers,
                Ref,
                LOGS,
            ),
            out(
                "TopicRulePayload.Actions[].DynamoDB.TableName",
                Delivers,
                Ref,
                TABLE,
            ),
            out(
                "TopicRulePayload.Actions[].DynamoDBv2.PutItem.TableName",
                Delivers,
                Ref,
                TABLE,
            ),
            out(
                "TopicRulePayload.Actions[].Firehose.DeliveryStreamName",
                Delivers,
                Ref,
                FIREHOSE,
            ),
            out(
                "TopicRulePayload.Actions[].Kinesis.StreamName",
                Delivers,
                Ref,
                STREAM,
            ),
            out(
                "TopicRulePayload.Actions[].Lambda.FunctionArn",
                Delivers,
                Arn,
                NONE,
            ),
            out(
                "TopicRulePayload.Actions[].S3.BucketName",
                Delivers,
                Ref,
                S3,
            ),
            out(
                "TopicRulePayload.Actions[].Sns.TargetArn",
                Delivers,
                Arn,
                NONE,
            ),
            out(
                "TopicRulePayload.Actions[].Sqs.QueueUrl",
                Delivers,
                Ref,
                NONE,
            ),
            out(
                "TopicRulePayload.Actions[].StepFunctions.StateMachineName",
                Delivers,
                Attribute("Name"),
                NONE,
            ),
            out(
                "TopicRulePayload.ErrorAction.Lambda.FunctionArn",
                DeadLettersTo,
                Arn,
                NONE,
            ),
            out(
                "TopicRulePayload.ErrorAction.S3.BucketName",
                DeadLettersTo,
                Ref,
                S3,
            ),
            out(
                "TopicRulePayload.ErrorAction.Sns.TargetArn",
                DeadLettersTo,
                Arn,
                NONE,
            ),
            out(
                "TopicRulePayload.ErrorAction.Sqs.QueueUrl",
                DeadLettersTo,
                Ref,
                NONE,
            ),
        ],
    ),
    on(
        "AWS::Kendra::DataSource",
        &[out("RoleArn", Assumes, Arn, NONE)],
    ),
    on("AWS::Kendra::Index", &[out("RoleArn", Assumes, Arn, NONE)]),
    on(
        "AWS::Kinesis::Stream",
        &[out("StreamEncryption.KeyId", EncryptsWith, Arn, KMS)],
    ),
    on(
        "AWS::KinesisAnalyticsV2::Application",
        &[out("ServiceExecutionRole", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::KinesisFirehose::DeliveryStream",
        &[
            out(
                "AmazonOpenSearchServerlessDestinationConfiguration.CollectionEndpoint",
                Delivers,
                Attribute("CollectionEndpoint"),
                NONE,
            ),
            out(
                "AmazonOpenSearchServerlessDestinationConfiguration.RoleARN",
                Assumes,
                Arn,
                NONE,
            ),
            out(
                "AmazonopensearchserviceDestinationConfiguration.DomainARN",
                Delivers,
                Arn,
                NONE,
            ),
            out(
                "AmazonopensearchserviceDestinationConfiguration.RoleARN",
                Assumes,
                Arn,
                NONE,
            ),
            out(
                "DeliveryStreamEncryptionConfigurationInput.KeyARN",
                EncryptsWith,
                Arn,
                KMS,
            ),
            out(
                "ExtendedS3DestinationConfiguration.BucketARN",
                Delivers,
                Arn,
                NONE,
            ),
            out(
                "ExtendedS3DestinationConfiguration.CloudWatchLoggingOptions.LogGroupName",
                LogsTo,
                Ref,
                LOGS,
            ),
            out(
                "ExtendedS3DestinationConfiguration.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN",
                EncryptsWith,
                Arn,
                KMS,
            ),
            out(
                "ExtendedS3DestinationConfiguration.ProcessingConfiguration.Processors[].Parameters[].ParameterValue",
                Delivers,
                Arn,
                NONE,
            ),
            out(
                "ExtendedS3DestinationConfiguration.RoleARN",
                Assumes,
                Arn,
                NONE,
            ),
            into(
                "KinesisStreamSourceConfiguration.KinesisStreamARN",
                Delivers,
                Arn,
                NONE,
            ),
            out(
                "KinesisStreamSourceConfiguration.RoleARN",
                Assumes,
                Arn,
                NONE,
            ),
            out("S3DestinationConfiguration.BucketARN", Delivers, Arn, NONE),
            out(
                "S3DestinationConfiguration.CloudWatchLoggingOptions.LogGroupName",
                LogsTo,
                Ref,
                LOGS,
            ),
            out(
                "S3DestinationConfiguration.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN",
                EncryptsWith,
                Arn,
                KMS,
            ),
            out("S3DestinationConfiguration.RoleARN", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::Lambda::Function",
        &[
            out("DeadLetterConfig.TargetArn", DeadLettersTo, Arn, NONE),
            out("KmsKeyArn", EncryptsWith, Arn, KMS),
            out("LoggingConfig.LogGroup", LogsTo, Ref, LOGS),
            out("Role", Assumes, Arn, NONE),
            into(
                "VpcConfig.SecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("VpcConfig.SubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::Lambda::Url",
        &[out("TargetFunctionArn", Delivers, Arn, FUNCTION)],
    ),
    on(
        "AWS::Logs::Destination",
        &[
            out("RoleArn", Assumes, Arn, NONE),
            out("TargetArn", Delivers, Arn, NONE),
        ],
    ),
    on(
        "AWS::Logs::LogGroup",
        &[out("KmsKeyId", EncryptsWith, Arn, NONE)],
    ),
    on(
        "AWS::Logs::SubscriptionFilter",
        &[out("RoleArn", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::MSK::Cluster",
        &[
            out(
                "BrokerNodeGroupInfo.ClientSubnets[]",
                ContainedIn,
                Ref,
                NONE,
            ),
            into(
                "BrokerNodeGroupInfo.SecurityGroups[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out(
                "EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId",
                EncryptsWith,
                Arn,
                KMS,
            ),
            out(
                "LoggingInfo.BrokerLogs.CloudWatchLogs.LogGroup",
                LogsTo,
                Ref,
                LOGS,
            ),
            out(
                "LoggingInfo.BrokerLogs.Firehose.DeliveryStream",
                LogsTo,
                Ref,
                FIREHOSE,
            ),
            out("LoggingInfo.BrokerLogs.S3.Bucket", LogsTo, Ref, S3),
        ],
    ),
    on(
        "AWS::MSK::ServerlessCluster",
        &[
            into(
                "VpcConfigs[].SecurityGroups[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("VpcConfigs[].SubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::MWAA::Environment",
        &[
            out("ExecutionRoleArn", Assumes, Arn, NONE),
            out("KmsKey", EncryptsWith, Arn, KMS),
            into(
                "NetworkConfiguration.SecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("NetworkConfiguration.SubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::MemoryDB::Cluster",
        &[
            out("KmsKeyId", EncryptsWith, Arn, KMS),
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
            out("SnsTopicArn", Notifies, Arn, NONE),
        ],
    ),
    on(
        "AWS::MemoryDB::SubnetGroup",
        &[out("SubnetIds[]", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::Neptune::DBCluster",
        &[
            out("KmsKeyId", EncryptsWith, Arn, KMS),
            into(
                "VpcSecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
        ],
    ),
    on(
        "AWS::Neptune::DBInstance",
        &[out("DBClusterIdentifier", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::Neptune::DBSubnetGroup",
        &[out("SubnetIds[]", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::NetworkFirewall::Firewall",
        &[
            out("SubnetMappings[].SubnetId", ContainedIn, Ref, NONE),
            out("VpcId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::OpenSearchService::Domain",
        &[
            out("EncryptionAtRestOptions.KmsKeyId", EncryptsWith, Ref, KMS),
            out(
                "LogPublishingOptions.*.CloudWatchLogsLogGroupArn",
                LogsTo,
                Arn,
                NONE,
            ),
            into(
                "VPCOptions.SecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("VPCOptions.SubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::Pipes::Pipe",
        &[
            out("KmsKeyIdentifier", EncryptsWith, Arn, KMS),
            out(
                "LogConfiguration.CloudwatchLogsLogDestination.LogGroupArn",
                LogsTo,
                Arn,
                NONE,
            ),
            out(
                "LogConfiguration.FirehoseLogDestination.DeliveryStreamArn",
                LogsTo,
                Arn,
                NONE,
            ),
            out(
                "LogConfiguration.S3LogDestination.BucketName",
                LogsTo,
                Ref,
                S3,
            ),
            out("RoleArn", Assumes, Arn, NONE),
            out(
                "SourceParameters.DynamoDBStreamParameters.DeadLetterConfig.Arn",
                DeadLettersTo,
                Arn,
                NONE,
            ),
            out(
                "SourceParameters.KinesisStreamParameters.DeadLetterConfig.Arn",
                DeadLettersTo,
                Arn,
                NONE,
            ),
        ],
    ),
    on(
        "AWS::RDS::DBCluster",
        &[
            out("AssociatedRoles[].RoleArn", Assumes, Arn, NONE),
            out("KmsKeyId", EncryptsWith, Arn, KMS),
            out("MasterUserSecret.KmsKeyId", EncryptsWith, Arn, KMS),
            out("MonitoringRoleArn", Assumes, Arn, NONE),
            out("PerformanceInsightsKmsKeyId", EncryptsWith, Arn, KMS),
            into(
                "VpcSecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
        ],
    ),
    on(
        "AWS::RDS::DBInstance",
        &[
            out("AssociatedRoles[].RoleArn", Assumes, Arn, NONE),
            out("DBClusterIdentifier", ContainedIn, Ref, DB_CLUSTER),
            out("KmsKeyId", EncryptsWith, Arn, KMS),
            out("MasterUserSecret.KmsKeyId", EncryptsWith, Arn, KMS),
            out("MonitoringRoleArn", Assumes, Arn, NONE),
            out("PerformanceInsightsKMSKeyId", EncryptsWith, Arn, KMS),
            into("VPCSecurityGroups[]", Protects, Attribute("GroupId"), NONE),
        ],
    ),
    on(
        "AWS::RDS::DBProxy",
        &[
            out("RoleArn", Assumes, Arn, NONE),
            into(
                "VpcSecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("VpcSubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::RDS::DBSubnetGroup",
        &[out("SubnetIds[]", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::RDS::EventSubscription",
        &[out("SnsTopicArn", Notifies, Arn, NONE)],
    ),
    on(
        "AWS::Redshift::Cluster",
        &[
            out("IamRoles[]", Assumes, Arn, NONE),
            out("KmsKeyId", EncryptsWith, Ref, KMS),
            out("LoggingProperties.BucketName", LogsTo, Ref, S3),
            into(
                "VpcSecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
        ],
    ),
    on(
        "AWS::Redshift::ClusterSubnetGroup",
        &[out("SubnetIds[]", ContainedIn, Ref, NONE)],
    ),
    on(
        "AWS::RedshiftServerless::Namespace",
        &[
            out("DefaultIamRoleArn", Assumes, Arn, NONE),
            out("IamRoles[]", Assumes, Arn, NONE),
            out("KmsKeyId", EncryptsWith, Arn, KMS),
        ],
    ),
    on(
        "AWS::RedshiftServerless::Workgroup",
        &[
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
            out("SubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::Route53::HostedZone",
        &[out(
            "QueryLoggingConfig.CloudWatchLogsLogGroupArn",
            LogsTo,
            Arn,
            NONE,
        )],
    ),
    on(
        "AWS::Route53Resolver::ResolverEndpoint",
        &[
            out("IpAddresses[].SubnetId", ContainedIn, Ref, NONE),
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
        ],
    ),
    on(
        "AWS::S3::Bucket",
        &[
            out(
                "BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.KMSMasterKeyID",
                EncryptsWith,
                Arn,
                KMS,
            ),
            out(
                "LoggingConfiguration.DestinationBucketName",
                LogsTo,
                Ref,
                S3,
            ),
            out(
                "NotificationConfiguration.LambdaConfigurations[].Function",
                Delivers,
                Arn,
                NONE,
            ),
            out(
                "NotificationConfiguration.QueueConfigurations[].Queue",
                Delivers,
                Arn,
                NONE,
            ),
            out(
                "NotificationConfiguration.TopicConfigurations[].Topic",
                Delivers,
                Arn,
                NONE,
            ),
            out("ReplicationConfiguration.Role", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::SES::ReceiptRule",
        &[
            out(
                "Rule.Actions[].LambdaAction.FunctionArn",
                Delivers,
                Arn,
                NONE,
            ),
            out("Rule.Actions[].S3Action.BucketName", Delivers, Ref, S3),
            out("Rule.Actions[].S3Action.TopicArn", Notifies, Arn, NONE),
            out("Rule.Actions[].SNSAction.TopicArn", Delivers, Arn, NONE),
        ],
    ),
    on(
        "AWS::SNS::Subscription",
        &[
            out(
                "RedrivePolicy.deadLetterTargetArn",
                DeadLettersTo,
                Arn,
                NONE,
            ),
            out("SubscriptionRoleArn", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::SNS::Topic",
        &[
            out("KmsMasterKeyId", EncryptsWith, Ref, KMS),
            out("Subscription[].Endpoint", Delivers, Arn, NONE),
        ],
    ),
    on(
        "AWS::SQS::Queue",
        &[
            out("KmsMasterKeyId", EncryptsWith, Ref, KMS),
            out(
                "RedrivePolicy.deadLetterTargetArn",
                DeadLettersTo,
                Arn,
                NONE,
            ),
        ],
    ),
    on(
        "AWS::SSM::MaintenanceWindowTask",
        &[out("ServiceRoleArn", Assumes, Arn, NONE)],
    ),
    on(
        "AWS::SageMaker::Domain",
        &[
            out("DefaultUserSettings.ExecutionRole", Assumes, Arn, NONE),
            out("KmsKeyId", EncryptsWith, Arn, KMS),
            out("SubnetIds[]", ContainedIn, Ref, NONE),
            out("VpcId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::SageMaker::EndpointConfig",
        &[out("KmsKeyId", EncryptsWith, Arn, KMS)],
    ),
    on(
        "AWS::SageMaker::Model",
        &[
            out("ExecutionRoleArn", Assumes, Arn, NONE),
            into(
                "VpcConfig.SecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("VpcConfig.Subnets[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::SageMaker::NotebookInstance",
        &[
            out("KmsKeyId", EncryptsWith, Ref, KMS),
            out("RoleArn", Assumes, Arn, NONE),
            into("SecurityGroupIds[]", Protects, Attribute("GroupId"), NONE),
            out("SubnetId", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::Scheduler::Schedule",
        &[
            out("KmsKeyArn", EncryptsWith, Arn, KMS),
            out("Target.Arn", Delivers, Arn, NONE),
            out("Target.DeadLetterConfig.Arn", DeadLettersTo, Arn, NONE),
            out(
                "Target.EcsParameters.TaskDefinitionArn",
                Delivers,
                Ref,
                NONE,
            ),
            out("Target.RoleArn", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::SecretsManager::Secret",
        &[out("KmsKeyId", EncryptsWith, Ref, KMS)],
    ),
    on(
        "AWS::Serverless::Api",
        &[
            out("AccessLogSetting.DestinationArn", LogsTo, Arn, NONE),
            into("Auth.Authorizers.*.FunctionArn", Protects, Arn, NONE),
            into("Auth.Authorizers.*.UserPoolArn", Protects, Arn, NONE),
        ],
    ),
    on(
        "AWS::Serverless::Function",
        &[
            out("DeadLetterQueue.TargetArn", DeadLettersTo, Arn, NONE),
            out(
                "EventInvokeConfig.DestinationConfig.OnFailure.Destination",
                DeadLettersTo,
                Arn,
                NONE,
            ),
            out(
                "EventInvokeConfig.DestinationConfig.OnSuccess.Destination",
                Delivers,
                Arn,
                NONE,
            ),
            out("KmsKeyArn", EncryptsWith, Arn, KMS),
            out("LoggingConfig.LogGroup", LogsTo, Ref, LOGS),
            out("Role", Assumes, Arn, NONE),
            into(
                "VpcConfig.SecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("VpcConfig.SubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::Serverless::HttpApi",
        &[
            out("AccessLogSettings.DestinationArn", LogsTo, Arn, NONE),
            into("Auth.Authorizers.*.FunctionArn", Protects, Arn, NONE),
            into(
                "Auth.Authorizers.*.JwtConfiguration.issuer",
                Protects,
                Attribute("ProviderURL"),
                NONE,
            ),
        ],
    ),
    on(
        "AWS::Serverless::SimpleTable",
        &[out(
            "SSESpecification.KMSMasterKeyId",
            EncryptsWith,
            Arn,
            KMS,
        )],
    ),
    on(
        "AWS::Serverless::StateMachine",
        &[
            out(
                "Logging.Destinations[].CloudWatchLogsLogGroup.LogGroupArn",
                LogsTo,
                Arn,
                NONE,
            ),
            out("Role", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::StepFunctions::StateMachine",
        &[
            out("EncryptionConfiguration.KmsKeyId", EncryptsWith, Arn, KMS),
            out(
                "LoggingConfiguration.Destinations[].CloudWatchLogsLogGroup.LogGroupArn",
                LogsTo,
                Arn,
                NONE,
            ),
            out("RoleArn", Assumes, Arn, NONE),
        ],
    ),
    on(
        "AWS::Synthetics::Canary",
        &[
            out("ExecutionRoleArn", Assumes, Arn, NONE),
            into(
                "VPCConfig.SecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("VPCConfig.SubnetIds[]", ContainedIn, Ref, NONE),
        ],
    ),
    on(
        "AWS::Timestream::Database",
        &[out("KmsKeyId", EncryptsWith, Arn, KMS)],
    ),
    on(
        "AWS::Transfer::Server",
        &[
            into(
                "EndpointDetails.SecurityGroupIds[]",
                Protects,
                Attribute("GroupId"),
                NONE,
            ),
            out("EndpointDetails.SubnetIds[]", ContainedIn, Ref, NONE),
            out("EndpointDetails.VpcId", ContainedIn, Ref, NONE),
            out("LoggingRole", Assumes, Arn, NONE),
            out("StructuredLogDestinations[]", LogsTo, Arn, NONE),
        ],
    ),
    on("AWS::Transfer::User", &[out("Role", Assumes, Arn, NONE)]),
];
