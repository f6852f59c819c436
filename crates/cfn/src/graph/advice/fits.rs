//! Which types of resources advice may name in a property: those that AWS is known to take there. What the graph reads is wider, in
//! `table::accepts`.

use super::{Relation, Rule, service};

/// Whether a property takes a resource of this type, as far as is known.
pub(super) fn fits(rule: &Rule, on: &str, other: &str) -> bool {
    let last = rule.path.rsplit('.').next().unwrap_or(rule.path);
    let last = last.trim_end_matches("[]");
    let any = |types: &[&str]| types.contains(&other);
    // A cluster, an API and their parts are of one service.
    let same_service = service(on) == service(other);
    match rule.relation {
        // It wants a number of seconds beside it.
        Relation::Assumes if last == "MonitoringRoleArn" => false,
        Relation::Assumes if rule.path.contains("Profile") => any(&["AWS::IAM::InstanceProfile"]),
        Relation::Assumes if matches!(last, "InstanceRole" | "JobFlowRole") => {
            any(&["AWS::IAM::InstanceProfile"])
        }
        Relation::Assumes => any(&["AWS::IAM::Role"]),
        Relation::EncryptsWith => any(&["AWS::KMS::Key"]),
        Relation::ContainedIn => match last {
            "VpcId" => any(&["AWS::EC2::VPC"]),
            "RouteTableId" => any(&["AWS::EC2::RouteTable"]),
            "NetworkAclId" => any(&["AWS::EC2::NetworkAcl"]),
            "LoadBalancerArn" => any(&["AWS::ElasticLoadBalancingV2::LoadBalancer"]),
            "ListenerArn" => same_service && other.ends_with("::Listener"),
            "AcceleratorArn" => any(&["AWS::GlobalAccelerator::Accelerator"]),
            "Cluster" | "ClusterName" => same_service && other.ends_with("::Cluster"),
            "DBClusterIdentifier" => same_service && other.ends_with("::DBCluster"),
            _ => any(&["AWS::EC2::Subnet"]),
        },
        Relation::Protects => match last {
            "WebACLId" => any(&["AWS::WAFv2::WebACL"]),
            "AuthorizerId" => same_service && other.ends_with("::Authorizer"),
            "RestApiId" => any(&["AWS::ApiGateway::RestApi", "AWS::Serverless::Api"]),
            "ApiId" => any(&["AWS::ApiGatewayV2::Api", "AWS::Serverless::HttpApi"]),
            "UserPoolArn" | "issuer" => any(&["AWS::Cognito::UserPool"]),
            "FunctionArn" => any(FUNCTIONS),
            _ => any(&["AWS::EC2::SecurityGroup"]),
        },
        Relation::DeadLettersTo => match last {
            "TargetArn" | "Destination" => {
                any(&["AWS::SQS::Queue"]) && on.starts_with("AWS::Lambda")
            }
            "Arn" | "deadLetterTargetArn" => any(&["AWS::SQS::Queue"]),
            _ => false,
        },
        Relation::Notifies => match last {
            "AlarmActions" | "OKActions" | "InsufficientDataActions" => {
                any(&["AWS::SNS::Topic", "AWS::AutoScaling::ScalingPolicy"])
            }
            "NotificationTargetARN" => any(&["AWS::SNS::Topic", "AWS::SQS::Queue"]),
            _ => any(&["AWS::SNS::Topic"]),
        },
        Relation::LogsTo => match last {
            "DestinationArn" | "LogDestination" => false,
            _ if last.contains("Bucket") => any(&["AWS::S3::Bucket"]),
            _ if last.contains("LogGroup") || matches!(last, "awslogs-group" | "GroupName") => {
                any(&["AWS::Logs::LogGroup"])
            }
            "DeliveryStream" | "DeliveryStreamArn" => {
                any(&["AWS::KinesisFirehose::DeliveryStream"])
            }
            _ => false,
        },
        Relation::Delivers => delivers(rule.path, on, other),
        Relation::References | Relation::Reaches | Relation::DependsOn => false,
    }
}

pub(super) const FUNCTIONS: &[&str] = &["AWS::Lambda::Function", "AWS::Serverless::Function"];

fn delivers(path: &str, on: &str, other: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    let any = |types: &[&str]| types.contains(&other);
    match last.trim_end_matches("[]") {
        "LambdaFunctionARN" => any(&["AWS::Lambda::Version"]),
        "FunctionARN" => any(&["AWS::CloudFront::Function"]),
        "DomainName" => any(&[
            "AWS::S3::Bucket",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
        ]),
        "Arn" if path == "Target.Arn" => any(&[
            "AWS::Lambda::Function",
            "AWS::SNS::Topic",
            "AWS::SQS::Queue",
            "AWS::Serverless::Function",
            "AWS::StepFunctions::StateMachine",
        ]),
        "SourceIdentifier" | "Function" | "FunctionArn" => any(FUNCTIONS),
        _ if path.starts_with("LambdaConfig.") => any(FUNCTIONS),
        "TaskDefinitionArn" => any(&["AWS::ECS::TaskDefinition"]),
        "Instances" => any(&["AWS::EC2::Instance"]),
        "Id" => any(&["AWS::EC2::Instance", "AWS::Lambda::Function"]),
        "TargetGroupArn" | "TargetGroupARNs" => any(&["AWS::ElasticLoadBalancingV2::TargetGroup"]),
        "LoadBalancerNames" | "LoadBalancerName" => {
            any(&["AWS::ElasticLoadBalancing::LoadBalancer"])
        }
        "BucketARN" | "BucketName" => any(&["AWS::S3::Bucket"]),
        "DomainARN" => any(&["AWS::OpenSearchService::Domain"]),
        "CollectionEndpoint" => any(&["AWS::OpenSearchServerless::Collection"]),
        "TopicArn" | "SnsTopicArns" => any(&["AWS::SNS::Topic"]),
        "TargetArn" if on == "AWS::IoT::TopicRule" => any(&["AWS::SNS::Topic"]),
        "TargetArn" | "StreamArn" | "StreamName" | "KinesisStreamARN" => {
            any(&["AWS::Kinesis::Stream"])
        }
        "DeliveryStreamName" => any(&["AWS::KinesisFirehose::DeliveryStream"]),
        "QueueUrl" => any(&["AWS::SQS::Queue"]),
        "TableName" => any(&["AWS::DynamoDB::Table"]),
        "StateMachineName" => any(&["AWS::StepFunctions::StateMachine"]),
        "LogGroupName" => any(&["AWS::Logs::LogGroup"]),
        "DestinationArn" => any(&["AWS::Lambda::Function", "AWS::SNS::Topic"]),
        "JobName" => any(&["AWS::Glue::Job"]),
        "CrawlerName" => any(&["AWS::Glue::Crawler"]),
        "EventBusName" | "SourceArn" => any(&["AWS::Events::EventBus"]),
        "EndpointId" => any(&["AWS::ElasticLoadBalancingV2::LoadBalancer"]),
        _ => false,
    }
}
