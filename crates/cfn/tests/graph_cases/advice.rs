//! The law of advice: following it makes the edge, for every pair of common types; and what AWS does not have is not advised.

use cfn::{Advice, Relation};

use crate::support::with;

/// Two resources, by their place and type, with the advice in one of them or beside them.
fn followed(advice: &Advice, from: (usize, &str), to: (usize, &str)) -> String {
    let line = |(index, type_name): (usize, &str), letter: &str| {
        let id = format!("{letter}{}", index / 2);
        if advice.resource != Some(index) {
            return format!("{id}: {{Type: {type_name}}}\n");
        }
        let value = advice.value.as_str();
        if let Some(attribute) = advice.property.strip_prefix('@') {
            return format!("{id}: {{Type: {type_name}, {attribute}: {value}}}\n");
        }
        let below = |value: String, key: &str| match key.strip_suffix("[0]") {
            Some(key) => format!("{{{key}: [{value}]}}"),
            None => format!("{{{key}: {value}}}"),
        };
        let properties = advice.property.rsplit('.').fold(value.to_owned(), below);
        format!("{id}: {{Type: {type_name}, Properties: {properties}}}\n")
    };
    let new = match advice.resource {
        Some(_) => String::new(),
        None => format!(
            "New: {{Type: {}, Properties: {}}}\n",
            advice.property, advice.value
        ),
    };
    line(from, "A") + &line(to, "B") + &new
}

/// Every pair of these types for which something is advised.
const TYPES: &[&str] = &[
    "AWS::ApiGateway::Authorizer",
    "AWS::ApiGateway::Method",
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGateway::Stage",
    "AWS::ApiGatewayV2::Api",
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
    "AWS::AppSync::GraphQLApi",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::AutoScaling::LifecycleHook",
    "AWS::Budgets::Budget",
    "AWS::CloudFront::Distribution",
    "AWS::CloudTrail::Trail",
    "AWS::CloudWatch::Alarm",
    "AWS::CodeBuild::Project",
    "AWS::Cognito::UserPool",
    "AWS::DynamoDB::Table",
    "AWS::EC2::FlowLog",
    "AWS::EC2::Instance",
    "AWS::EC2::InternetGateway",
    "AWS::EC2::LaunchTemplate",
    "AWS::EC2::NetworkAcl",
    "AWS::EC2::Route",
    "AWS::EC2::RouteTable",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::Subnet",
    "AWS::EC2::VPC",
    "AWS::ECS::Cluster",
    "AWS::ECS::Service",
    "AWS::ECS::TaskDefinition",
    "AWS::EFS::FileSystem",
    "AWS::EKS::Cluster",
    "AWS::ElasticLoadBalancingV2::Listener",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::ElasticLoadBalancingV2::TargetGroup",
    "AWS::Events::EventBus",
    "AWS::Events::Rule",
    "AWS::IAM::InstanceProfile",
    "AWS::IAM::Role",
    "AWS::IoT::TopicRule",
    "AWS::KMS::Key",
    "AWS::Kinesis::Stream",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::Lambda::Function",
    "AWS::Lambda::Url",
    "AWS::Logs::LogGroup",
    "AWS::Pipes::Pipe",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBSubnetGroup",
    "AWS::S3::Bucket",
    "AWS::SNS::Subscription",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::Scheduler::Schedule",
    "AWS::Serverless::Api",
    "AWS::Serverless::Function",
    "AWS::Serverless::HttpApi",
    "AWS::Serverless::SimpleTable",
    "AWS::Serverless::StateMachine",
    "AWS::StepFunctions::StateMachine",
    "AWS::WAFv2::WebACL",
];

#[test]
fn following_the_advice_makes_the_edge() {
    let all: String = TYPES
        .iter()
        .enumerate()
        .map(|(index, name)| format!("A{index}: {{Type: {name}}}\nB{index}: {{Type: {name}}}\n"))
        .collect();
    let mut tried = 0;
    let mut wrong = String::new();
    with(&all, |model, graph| {
        for relation in Relation::all() {
            // Anything can refer to anything, so a few stand for all.
            let every = match relation {
                Relation::References | Relation::Reaches | Relation::DependsOn => 9,
                _ => 1,
            };
            for (first, from) in TYPES.iter().enumerate() {
                for (second, to) in TYPES.iter().enumerate().skip(first % every).step_by(every) {
                    let (a, b) = (2 * first, 2 * second + 1);
                    let Some(found) = graph.advice(model, a, relation, b) else {
                        continue;
                    };
                    // A profile of its own is the first of two steps.
                    let is_step =
                        found.resource.is_none() && found.property == "AWS::IAM::InstanceProfile";
                    if is_step {
                        continue;
                    }
                    tried += 1;
                    if found.property.contains('*') {
                        wrong += &format!("{from} {} {to}: {}\n", relation.name(), found.property);
                        continue;
                    }
                    let text = followed(&found, (a, from), (b, to));
                    let made = with(&text, |_, graph| graph.edge(0, relation, 1).is_some());
                    if !made {
                        wrong += &format!("{from} {} {to}\n{text}\n", relation.name());
                    }
                }
            }
        }
    });
    assert!(wrong.is_empty(), "advice that makes no edge:\n{wrong}");
    assert!(tried > 1000, "only {tried} pairs have advice");
}

#[test]
fn what_aws_does_not_have_is_not_advised() {
    for (from, relation, to) in [
        (
            "AWS::SQS::Queue",
            Relation::DeadLettersTo,
            "AWS::SNS::Topic",
        ),
        (
            "AWS::S3::Bucket",
            Relation::Delivers,
            "AWS::DynamoDB::Table",
        ),
        ("AWS::EC2::VPC", Relation::ContainedIn, "AWS::EC2::Subnet"),
        ("AWS::S3::Bucket", Relation::Assumes, "AWS::SQS::Queue"),
        ("AWS::SQS::Queue", Relation::LogsTo, "AWS::Logs::LogGroup"),
        ("AWS::KMS::Key", Relation::EncryptsWith, "AWS::S3::Bucket"),
        (
            "AWS::EC2::Instance",
            Relation::Protects,
            "AWS::EC2::SecurityGroup",
        ),
        (
            "AWS::SNS::Topic",
            Relation::Notifies,
            "AWS::CloudWatch::Alarm",
        ),
        ("Custom::Thing", Relation::Delivers, "AWS::SQS::Queue"),
    ] {
        let text = format!("A: {{Type: {from}}}\nB: {{Type: {to}}}\n");
        assert_eq!(
            with(&text, |model, graph| graph.advice(model, 0, relation, 1)),
            None,
            "{from} {} {to}",
            relation.name()
        );
    }
}
