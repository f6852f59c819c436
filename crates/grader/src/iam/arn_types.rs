//! What the ARNs of the common resource types look like, and what `Ref` gives for each. How texts are compared is not known here.

use cfn::Value;

/// A resource type's ARN.
#[derive(Debug, PartialEq)]
pub(crate) struct ArnType {
    type_name: &'static str,
    pub(crate) service: &'static str,
    pub(crate) fields: Fields,
    /// After the account; `{}` is the name, `{Group=default}` a property and what it is when it is left out, `%` a character and `#` a
    /// text that AWS adds, `*` is anything.
    pub(crate) rest: &'static str,
    pub(crate) reference: RefGives,
    /// What `Fn::GetAtt` gives the ARN for.
    pub(crate) arn_attribute: &'static str,
    /// What `Fn::GetAtt` gives the name for.
    pub(crate) name_attributes: &'static [&'static str],
    /// Keys from `Properties` to the name.
    pub(crate) name_property: Option<&'static str>,
}

/// Which of region and account an ARN has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fields {
    All,
    AccountOnly,
    Neither,
}

/// What `Ref` gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RefGives {
    /// The name, or the id where there is no name.
    Name,
    Arn,
    /// Neither: a queue's URL.
    Other,
}

use Fields::{AccountOnly, All, Neither};
use RefGives::{Arn, Name, Other};

/// Sources: the "Resource types" tables of the Service Authorization Reference for the ARNs, and "Return values" of each type's page
/// in the CloudFormation Template Reference for `Ref` and `Fn::GetAtt`. In alphabetical order.
#[rustfmt::skip]
const TYPES: &[ArnType] = &[
    entry("AWS::ApiGateway::RestApi", "execute-api", All, "{}/*", Name, "", &["RestApiId"], None),
    entry("AWS::ApiGatewayV2::Api", "execute-api", All, "{}/*", Name, "", &["ApiId"], None),
    entry("AWS::AppSync::GraphQLApi", "appsync", All, "apis/{}", Arn, "Arn", &["ApiId"], None),
    entry("AWS::Athena::WorkGroup", "athena", All, "workgroup/{}", Name, "", &[], Some("Name")),
    entry("AWS::AutoScaling::AutoScalingGroup", "autoscaling", All, "autoScalingGroup:*:autoScalingGroupName/{}", Name, "AutoScalingGroupARN", &[], Some("AutoScalingGroupName")),
    entry("AWS::Backup::BackupVault", "backup", All, "backup-vault:{}", Name, "BackupVaultArn", &["BackupVaultName"], Some("BackupVaultName")),
    entry("AWS::Batch::JobDefinition", "batch", All, "job-definition/{}:#", Arn, "JobDefinitionArn", &[], Some("JobDefinitionName")),
    entry("AWS::Batch::JobQueue", "batch", All, "job-queue/{}", Arn, "JobQueueArn", &[], Some("JobQueueName")),
    entry("AWS::Budgets::Budget", "budgets", AccountOnly, "budget/{}", Name, "", &[], Some("Budget.BudgetName")),
    entry("AWS::CloudFront::Distribution", "cloudfront", AccountOnly, "distribution/{}", Name, "", &["Id"], None),
    entry("AWS::CloudTrail::Trail", "cloudtrail", All, "trail/{}", Name, "Arn", &[], Some("TrailName")),
    entry("AWS::CloudWatch::Alarm", "cloudwatch", All, "alarm:{}", Name, "Arn", &[], Some("AlarmName")),
    entry("AWS::CodeBuild::Project", "codebuild", All, "project/{}", Name, "Arn", &[], Some("Name")),
    entry("AWS::CodeCommit::Repository", "codecommit", All, "{}", Other, "Arn", &["Name"], Some("RepositoryName")),
    entry("AWS::CodePipeline::Pipeline", "codepipeline", All, "{}", Name, "", &[], Some("Name")),
    entry("AWS::Cognito::UserPool", "cognito-idp", All, "userpool/{}", Name, "Arn", &["UserPoolId"], None),
    entry("AWS::DynamoDB::GlobalTable", "dynamodb", All, "table/{}", Name, "Arn", &[], Some("TableName")),
    entry("AWS::DynamoDB::Table", "dynamodb", All, "table/{}", Name, "Arn", &[], Some("TableName")),
    entry("AWS::EC2::Instance", "ec2", All, "instance/{}", Name, "", &["InstanceId"], None),
    entry("AWS::EC2::SecurityGroup", "ec2", All, "security-group/{}", Name, "", &["GroupId"], None),
    entry("AWS::EC2::Subnet", "ec2", All, "subnet/{}", Name, "", &["SubnetId"], None),
    entry("AWS::EC2::VPC", "ec2", All, "vpc/{}", Name, "", &["VpcId"], None),
    entry("AWS::EC2::Volume", "ec2", All, "volume/{}", Name, "", &["VolumeId"], None),
    entry("AWS::ECR::Repository", "ecr", All, "repository/{}", Name, "Arn", &[], Some("RepositoryName")),
    entry("AWS::ECS::Cluster", "ecs", All, "cluster/{}", Name, "Arn", &[], Some("ClusterName")),
    entry("AWS::ECS::TaskDefinition", "ecs", All, "task-definition/{}:#", Arn, "TaskDefinitionArn", &[], Some("Family")),
    entry("AWS::EFS::AccessPoint", "elasticfilesystem", All, "access-point/{}", Name, "Arn", &["AccessPointId"], None),
    entry("AWS::EFS::FileSystem", "elasticfilesystem", All, "file-system/{}", Name, "Arn", &["FileSystemId"], None),
    entry("AWS::EKS::Cluster", "eks", All, "cluster/{}", Name, "Arn", &[], Some("Name")),
    entry("AWS::ElastiCache::CacheCluster", "elasticache", All, "cluster:{}", Name, "", &[], Some("ClusterName")),
    entry("AWS::ElastiCache::ReplicationGroup", "elasticache", All, "replicationgroup:{}", Name, "", &["ReplicationGroupId"], Some("ReplicationGroupId")),
    entry("AWS::ElastiCache::ServerlessCache", "elasticache", All, "serverlesscache:{}", Name, "ARN", &[], Some("ServerlessCacheName")),
    entry("AWS::ElastiCache::User", "elasticache", All, "user:{}", Name, "Arn", &["UserId"], Some("UserId")),
    entry("AWS::ElastiCache::UserGroup", "elasticache", All, "usergroup:{}", Name, "Arn", &[], Some("UserGroupId")),
    entry("AWS::Events::EventBus", "events", All, "event-bus/{}", Name, "Arn", &["Name"], Some("Name")),
    entry("AWS::Events::Rule", "events", All, "rule/{}", Name, "Arn", &[], Some("Name")),
    entry("AWS::Glue::Crawler", "glue", All, "crawler/{}", Name, "", &["Name"], Some("Name")),
    entry("AWS::Glue::Database", "glue", All, "database/{}", Name, "", &[], Some("DatabaseInput.Name")),
    entry("AWS::Glue::Job", "glue", All, "job/{}", Name, "", &["Name"], Some("Name")),
    entry("AWS::Glue::Table", "glue", All, "table/{DatabaseName}/{}", Name, "", &["Name"], Some("TableInput.Name")),
    entry("AWS::IAM::Group", "iam", AccountOnly, "group/{}", Name, "Arn", &[], Some("GroupName")),
    entry("AWS::IAM::InstanceProfile", "iam", AccountOnly, "instance-profile/{}", Name, "Arn", &[], Some("InstanceProfileName")),
    entry("AWS::IAM::ManagedPolicy", "iam", AccountOnly, "policy/{}", Arn, "PolicyArn", &[], Some("ManagedPolicyName")),
    entry("AWS::IAM::Role", "iam", AccountOnly, "role/{}", Name, "Arn", &[], Some("RoleName")),
    entry("AWS::IAM::User", "iam", AccountOnly, "user/{}", Name, "Arn", &[], Some("UserName")),
    entry("AWS::KMS::Key", "kms", All, "key/{}", Name, "Arn", &["KeyId"], None),
    entry("AWS::Kinesis::Stream", "kinesis", All, "stream/{}", Name, "Arn", &[], Some("Name")),
    entry("AWS::KinesisFirehose::DeliveryStream", "firehose", All, "deliverystream/{}", Name, "Arn", &[], Some("DeliveryStreamName")),
    entry("AWS::Lambda::Function", "lambda", All, "function:{}", Name, "Arn", &[], Some("FunctionName")),
    entry("AWS::Logs::LogGroup", "logs", All, "log-group:{}:*", Name, "Arn", &[], Some("LogGroupName")),
    entry("AWS::Pipes::Pipe", "pipes", All, "pipe/{}", Name, "Arn", &["Name"], Some("Name")),
    entry("AWS::RDS::DBCluster", "rds", All, "cluster:{}", Name, "DBClusterArn", &[], Some("DBClusterIdentifier")),
    entry("AWS::RDS::DBInstance", "rds", All, "db:{}", Name, "DBInstanceArn", &[], Some("DBInstanceIdentifier")),
    entry("AWS::Route53::HostedZone", "route53", Neither, "hostedzone/{}", Name, "", &["Id"], None),
    entry("AWS::S3::Bucket", "s3", Neither, "{}", Name, "Arn", &[], Some("BucketName")),
    entry("AWS::SNS::Topic", "sns", All, "{}", Arn, "TopicArn", &["TopicName"], Some("TopicName")),
    entry("AWS::SQS::Queue", "sqs", All, "{}", Other, "Arn", &["QueueName"], Some("QueueName")),
    entry("AWS::SSM::Parameter", "ssm", All, "parameter/{}", Name, "", &[], Some("Name")),
    entry("AWS::Scheduler::Schedule", "scheduler", All, "schedule/{GroupName=default}/{}", Name, "Arn", &["Name"], Some("Name")),
    entry("AWS::Scheduler::ScheduleGroup", "scheduler", All, "schedule-group/{}", Name, "Arn", &["Name"], Some("Name")),
    entry("AWS::SecretsManager::Secret", "secretsmanager", All, "secret:{}-%%%%%%", Arn, "Id", &[], Some("Name")),
    entry("AWS::Serverless::Api", "execute-api", All, "{}/*", Name, "", &["RestApiId"], None),
    entry("AWS::Serverless::Function", "lambda", All, "function:{}", Name, "Arn", &[], Some("FunctionName")),
    entry("AWS::Serverless::HttpApi", "execute-api", All, "{}/*", Name, "", &["ApiId"], None),
    entry("AWS::Serverless::SimpleTable", "dynamodb", All, "table/{}", Name, "Arn", &[], Some("TableName")),
    entry("AWS::Serverless::StateMachine", "states", All, "stateMachine:{}", Arn, "Arn", &["Name"], Some("Name")),
    entry("AWS::StepFunctions::Activity", "states", All, "activity:{}", Arn, "Arn", &["Name"], Some("Name")),
    entry("AWS::StepFunctions::StateMachine", "states", All, "stateMachine:{}", Arn, "Arn", &["Name"], Some("StateMachineName")),
];

#[allow(clippy::too_many_arguments, reason = "a table's row")]
const fn entry(
    type_name: &'static str,
    service: &'static str,
    fields: Fields,
    rest: &'static str,
    reference: RefGives,
    arn_attribute: &'static str,
    name_attributes: &'static [&'static str],
    name_property: Option<&'static str>,
) -> ArnType {
    ArnType {
        type_name,
        service,
        fields,
        rest,
        reference,
        arn_attribute,
        name_attributes,
        name_property,
    }
}

impl ArnType {
    /// The ARN of this type's resources, when it is known.
    pub(crate) fn of(type_name: &str) -> Option<&'static Self> {
        TYPES
            .binary_search_by(|known| known.type_name.cmp(type_name))
            .ok()
            .and_then(|index| TYPES.get(index))
    }

    /// The name that a resource of this type is given.
    pub(crate) fn name<'v, 't>(&self, properties: &'v Value<'t>) -> Option<&'v Value<'t>> {
        let mut keys = self.name_property?.split('.');
        keys.try_fold(properties, |value, key| value.get(key))
    }

    /// Whether a generated name begins with the stack's. Source: "Name type" in the CloudFormation Template Reference.
    pub(crate) fn is_named_after_stack(&self) -> bool {
        self.name_property.is_some()
            && matches!(
                self.service,
                "dynamodb"
                    | "firehose"
                    | "iam"
                    | "kinesis"
                    | "lambda"
                    | "logs"
                    | "s3"
                    | "sns"
                    | "sqs"
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_sorted_and_single() {
        assert!(
            TYPES
                .windows(2)
                .all(|pair| pair[0].type_name < pair[1].type_name),
            "in alphabetical order, each once, or the search misses some"
        );
    }
}
