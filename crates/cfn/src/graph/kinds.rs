//! The kinds of resources that have names, and how their names and ARNs are made. Whose name a text is, is told in `names`.

/// How a resource type is named in ARNs.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>
#[derive(Debug)]
pub(super) struct Named {
    pub(super) type_name: &'static str,
    /// The property that holds its name.
    pub(super) property: &'static str,
    /// The service in its ARN.
    pub(super) service: &'static str,
    /// What stands before its name in its ARN.
    pub(super) prefix: &'static str,
    /// Whether `Ref` is its ARN and not its name.
    pub(super) ref_is_arn: bool,
}

const fn named(
    type_name: &'static str,
    property: &'static str,
    service: &'static str,
    prefix: &'static str,
    ref_is_arn: bool,
) -> Named {
    Named {
        type_name,
        property,
        service,
        prefix,
        ref_is_arn,
    }
}

/// In alphabetical order of types.
pub(super) const NAMED: &[Named] = &[
    named(
        "AWS::CloudWatch::Alarm",
        "AlarmName",
        "cloudwatch",
        "alarm:",
        false,
    ),
    named(
        "AWS::CodeBuild::Project",
        "Name",
        "codebuild",
        "project/",
        false,
    ),
    named(
        "AWS::DynamoDB::GlobalTable",
        "TableName",
        "dynamodb",
        "table/",
        false,
    ),
    named(
        "AWS::DynamoDB::Table",
        "TableName",
        "dynamodb",
        "table/",
        false,
    ),
    named(
        "AWS::ECR::Repository",
        "RepositoryName",
        "ecr",
        "repository/",
        false,
    ),
    named("AWS::ECS::Cluster", "ClusterName", "ecs", "cluster/", false),
    named(
        "AWS::ECS::TaskDefinition",
        "Family",
        "ecs",
        "task-definition/",
        true,
    ),
    named(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "Name",
        "elasticloadbalancing",
        "loadbalancer/",
        true,
    ),
    named(
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        "Name",
        "elasticloadbalancing",
        "targetgroup/",
        true,
    ),
    named(
        "AWS::Events::EventBus",
        "Name",
        "events",
        "event-bus/",
        false,
    ),
    named("AWS::Events::Rule", "Name", "events", "rule/", false),
    named("AWS::IAM::Group", "GroupName", "iam", "group/", false),
    named(
        "AWS::IAM::InstanceProfile",
        "InstanceProfileName",
        "iam",
        "instance-profile/",
        false,
    ),
    named(
        "AWS::IAM::ManagedPolicy",
        "ManagedPolicyName",
        "iam",
        "policy/",
        true,
    ),
    named("AWS::IAM::Role", "RoleName", "iam", "role/", false),
    named("AWS::IAM::User", "UserName", "iam", "user/", false),
    named("AWS::KMS::Alias", "AliasName", "kms", "", false),
    named("AWS::KMS::Key", "", "kms", "key/", false),
    named("AWS::Kinesis::Stream", "Name", "kinesis", "stream/", false),
    named(
        "AWS::KinesisFirehose::DeliveryStream",
        "DeliveryStreamName",
        "firehose",
        "deliverystream/",
        false,
    ),
    named(
        "AWS::Lambda::Function",
        "FunctionName",
        "lambda",
        "function:",
        false,
    ),
    named(
        "AWS::Logs::LogGroup",
        "LogGroupName",
        "logs",
        "log-group:",
        false,
    ),
    named(
        "AWS::RDS::DBCluster",
        "DBClusterIdentifier",
        "rds",
        "cluster:",
        false,
    ),
    named(
        "AWS::RDS::DBInstance",
        "DBInstanceIdentifier",
        "rds",
        "db:",
        false,
    ),
    named("AWS::S3::Bucket", "BucketName", "s3", "", false),
    named("AWS::SNS::Topic", "TopicName", "sns", "", true),
    named("AWS::SQS::Queue", "QueueName", "sqs", "", false),
    named("AWS::SSM::Parameter", "Name", "ssm", "parameter/", false),
    named(
        "AWS::SecretsManager::Secret",
        "Name",
        "secretsmanager",
        "secret:",
        true,
    ),
    named(
        "AWS::Serverless::Function",
        "FunctionName",
        "lambda",
        "function:",
        false,
    ),
    named(
        "AWS::Serverless::SimpleTable",
        "TableName",
        "dynamodb",
        "table/",
        false,
    ),
    named(
        "AWS::Serverless::StateMachine",
        "Name",
        "states",
        "stateMachine:",
        true,
    ),
    named(
        "AWS::StepFunctions::Activity",
        "Name",
        "states",
        "activity:",
        true,
    ),
    named(
        "AWS::StepFunctions::StateMachine",
        "StateMachineName",
        "states",
        "stateMachine:",
        true,
    ),
];

/// Whether `Ref` of a type is its ARN.
pub(super) fn ref_is_arn(type_name: &str) -> bool {
    table_entry(type_name).is_some_and(|named| named.ref_is_arn)
        || matches!(
            type_name,
            "AWS::ApplicationAutoScaling::ScalingPolicy"
                | "AWS::AutoScaling::ScalingPolicy"
                | "AWS::Batch::JobDefinition"
                | "AWS::Batch::JobQueue"
                | "AWS::ElasticLoadBalancingV2::Listener"
                | "AWS::ElasticLoadBalancingV2::ListenerRule"
                | "AWS::Lambda::Alias"
                | "AWS::Lambda::Version"
        )
}

/// How a type is named, when it has a name at all.
pub(super) fn table_entry(type_name: &str) -> Option<&'static Named> {
    NAMED
        .binary_search_by_key(&type_name, |named| named.type_name)
        .ok()
        .map(|place| &NAMED[place])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(
            NAMED
                .windows(2)
                .all(|pair| pair[0].type_name < pair[1].type_name),
            "lookups are by binary search"
        );
    }
}
