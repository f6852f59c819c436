//! How an edge that is missing would be written. Most of it comes from the table of connectors; what needs a shape of its own is here.

use crate::{Model, Resource};

use super::{
    Advice, Relation,
    connectors::tasks,
    names::ref_is_arn,
    table::{self, Wanted},
};

/// A connector with a shape of its own: what is written for a pair of types.
struct Way {
    relation: Relation,
    from: &'static [&'static str],
    to: &'static [&'static str],
    place: Place,
    /// The property, or the type of the new resource.
    property: &'static str,
    /// What is written there: `{from.ref}`, `{from.arn}`, `{to.ref}`, `{to.arn}` stand for the two resources.
    value: &'static str,
    /// The end of a sentence; `{from}` and `{to}` stand for their names.
    text: &'static str,
}

#[derive(Clone, Copy)]
enum Place {
    From,
    To,
    /// A resource of its own.
    New,
}

const FUNCTION: &[&str] = &["AWS::Lambda::Function", "AWS::Serverless::Function"];
const SAM_FUNCTION: &[&str] = &["AWS::Serverless::Function"];
const PLAIN_FUNCTION: &[&str] = &["AWS::Lambda::Function"];
const QUEUE: &[&str] = &["AWS::SQS::Queue"];
const TOPIC: &[&str] = &["AWS::SNS::Topic"];
const TABLE: &[&str] = &["AWS::DynamoDB::Table"];
const STREAM: &[&str] = &["AWS::Kinesis::Stream"];
const BUCKET: &[&str] = &["AWS::S3::Bucket"];
const RULE: &[&str] = &["AWS::Events::Rule"];
const STATE_MACHINE: &[&str] = &[
    "AWS::Serverless::StateMachine",
    "AWS::StepFunctions::StateMachine",
];

use Relation::{DeadLettersTo, Delivers, LogsTo, Protects};

const WAYS: &[Way] = &[
    Way {
        relation: Delivers,
        from: TOPIC,
        to: SAM_FUNCTION,
        place: Place::To,
        property: "Events.{from}",
        value: "{Type: SNS, Properties: {Topic: {from.arn}}}",
        text: "add an event of the type `SNS` to `{to}`",
    },
    Way {
        relation: Delivers,
        from: TOPIC,
        to: PLAIN_FUNCTION,
        place: Place::New,
        property: "AWS::SNS::Subscription",
        value: "{TopicArn: {from.arn}, Protocol: lambda, Endpoint: {to.arn}}",
        text: "add a subscription of `{to}` to `{from}`",
    },
    Way {
        relation: Delivers,
        from: TOPIC,
        to: QUEUE,
        place: Place::New,
        property: "AWS::SNS::Subscription",
        value: "{TopicArn: {from.arn}, Protocol: sqs, Endpoint: {to.arn}}",
        text: "add a subscription of `{to}` to `{from}`",
    },
    Way {
        relation: Delivers,
        from: QUEUE,
        to: SAM_FUNCTION,
        place: Place::To,
        property: "Events.{from}",
        value: "{Type: SQS, Properties: {Queue: {from.arn}}}",
        text: "add an event of the type `SQS` to `{to}`",
    },
    Way {
        relation: Delivers,
        from: QUEUE,
        to: PLAIN_FUNCTION,
        place: Place::New,
        property: "AWS::Lambda::EventSourceMapping",
        value: "{EventSourceArn: {from.arn}, FunctionName: {to.ref}}",
        text: "add an event source mapping from `{from}` to `{to}`",
    },
    Way {
        relation: Delivers,
        from: TABLE,
        to: FUNCTION,
        place: Place::New,
        property: "AWS::Lambda::EventSourceMapping",
        value: "{EventSourceArn: !GetAtt {from}.StreamArn, FunctionName: {to.ref}, StartingPosition: LATEST}",
        text: "add an event source mapping from the stream of `{from}` to `{to}`",
    },
    Way {
        relation: Delivers,
        from: STREAM,
        to: FUNCTION,
        place: Place::New,
        property: "AWS::Lambda::EventSourceMapping",
        value: "{EventSourceArn: {from.arn}, FunctionName: {to.ref}, StartingPosition: LATEST}",
        text: "add an event source mapping from `{from}` to `{to}`",
    },
    Way {
        relation: Delivers,
        from: BUCKET,
        to: FUNCTION,
        place: Place::From,
        property: "NotificationConfiguration.LambdaConfigurations",
        value: "[{Event: \"s3:ObjectCreated:*\", Function: {to.arn}}]",
        text: "add a notification for `{to}` to `{from}`",
    },
    Way {
        relation: Delivers,
        from: BUCKET,
        to: QUEUE,
        place: Place::From,
        property: "NotificationConfiguration.QueueConfigurations",
        value: "[{Event: \"s3:ObjectCreated:*\", Queue: {to.arn}}]",
        text: "add a notification for `{to}` to `{from}`",
    },
    Way {
        relation: Delivers,
        from: BUCKET,
        to: TOPIC,
        place: Place::From,
        property: "NotificationConfiguration.TopicConfigurations",
        value: "[{Event: \"s3:ObjectCreated:*\", Topic: {to.arn}}]",
        text: "add a notification for `{to}` to `{from}`",
    },
    Way {
        relation: Delivers,
        from: RULE,
        to: &[],
        place: Place::From,
        property: "Targets",
        value: "[{Id: {to}, Arn: {to.arn}}]",
        text: "add `{to}` to the targets of `{from}`",
    },
    Way {
        relation: Delivers,
        from: STATE_MACHINE,
        to: tasks::CALLED,
        place: Place::From,
        property: "DefinitionSubstitutions.{to}",
        value: "{to.arn}",
        text: "add a task that calls `{to}` to the definition of `{from}`",
    },
    Way {
        relation: Delivers,
        from: &["AWS::ApiGatewayV2::Api"],
        to: FUNCTION,
        place: Place::New,
        property: "AWS::ApiGatewayV2::Integration",
        value: "{ApiId: {from.ref}, IntegrationType: AWS_PROXY, IntegrationUri: {to.arn}, PayloadFormatVersion: \"2.0\"}",
        text: "add an integration of `{from}` with `{to}`",
    },
    Way {
        relation: Delivers,
        from: &["AWS::ApiGateway::RestApi"],
        to: FUNCTION,
        place: Place::New,
        property: "AWS::ApiGateway::Method",
        value: "{RestApiId: {from.ref}, ResourceId: !GetAtt {from}.RootResourceId, HttpMethod: POST, AuthorizationType: AWS_IAM, Integration: {Type: AWS_PROXY, IntegrationHttpMethod: POST, Uri: !Sub \"arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${{to}.Arn}/invocations\"}}",
        text: "add a method of `{from}` that is integrated with `{to}`",
    },
    Way {
        relation: Delivers,
        from: &["AWS::Serverless::Api"],
        to: SAM_FUNCTION,
        place: Place::To,
        property: "Events.{from}",
        value: "{Type: Api, Properties: {RestApiId: {from.ref}, Path: /, Method: post}}",
        text: "add an event of the type `Api` to `{to}`",
    },
    Way {
        relation: Delivers,
        from: &["AWS::Serverless::HttpApi"],
        to: SAM_FUNCTION,
        place: Place::To,
        property: "Events.{from}",
        value: "{Type: HttpApi, Properties: {ApiId: {from.ref}, Path: /, Method: post}}",
        text: "add an event of the type `HttpApi` to `{to}`",
    },
    Way {
        relation: Delivers,
        from: &["AWS::Logs::LogGroup"],
        to: &[],
        place: Place::New,
        property: "AWS::Logs::SubscriptionFilter",
        value: "{LogGroupName: {from.ref}, FilterPattern: \"\", DestinationArn: {to.arn}}",
        text: "add a subscription filter from `{from}` to `{to}`",
    },
    Way {
        relation: Delivers,
        from: &["AWS::ElasticLoadBalancingV2::LoadBalancer"],
        to: &["AWS::ElasticLoadBalancingV2::TargetGroup"],
        place: Place::New,
        property: "AWS::ElasticLoadBalancingV2::Listener",
        value: "{LoadBalancerArn: {from.ref}, Port: 443, Protocol: HTTPS, DefaultActions: [{Type: forward, TargetGroupArn: {to.ref}}]}",
        text: "add a listener that forwards from `{from}` to `{to}`",
    },
    Way {
        relation: DeadLettersTo,
        from: QUEUE,
        to: QUEUE,
        place: Place::From,
        property: "RedrivePolicy",
        value: "{deadLetterTargetArn: {to.arn}, maxReceiveCount: 5}",
        text: "add `RedrivePolicy` to `{from}`",
    },
    Way {
        relation: DeadLettersTo,
        from: PLAIN_FUNCTION,
        to: &[],
        place: Place::From,
        property: "DeadLetterConfig",
        value: "{TargetArn: {to.arn}}",
        text: "add `DeadLetterConfig` to `{from}`",
    },
    Way {
        relation: DeadLettersTo,
        from: SAM_FUNCTION,
        to: QUEUE,
        place: Place::From,
        property: "DeadLetterQueue",
        value: "{Type: SQS, TargetArn: {to.arn}}",
        text: "add `DeadLetterQueue` to `{from}`",
    },
    Way {
        relation: DeadLettersTo,
        from: SAM_FUNCTION,
        to: TOPIC,
        place: Place::From,
        property: "DeadLetterQueue",
        value: "{Type: SNS, TargetArn: {to.arn}}",
        text: "add `DeadLetterQueue` to `{from}`",
    },
    Way {
        relation: DeadLettersTo,
        from: &["AWS::Scheduler::Schedule"],
        to: QUEUE,
        place: Place::From,
        property: "Target.DeadLetterConfig",
        value: "{Arn: {to.arn}}",
        text: "add `DeadLetterConfig` to the target of `{from}`",
    },
    Way {
        relation: DeadLettersTo,
        from: &["AWS::SNS::Subscription"],
        to: QUEUE,
        place: Place::From,
        property: "RedrivePolicy",
        value: "{deadLetterTargetArn: {to.arn}}",
        text: "add `RedrivePolicy` to `{from}`",
    },
    Way {
        relation: LogsTo,
        from: FUNCTION,
        to: &["AWS::Logs::LogGroup"],
        place: Place::From,
        property: "LoggingConfig",
        value: "{LogGroup: {to.ref}}",
        text: "name `{to}` in the `LoggingConfig` of `{from}`, or name the group after the function",
    },
    Way {
        relation: LogsTo,
        from: &["AWS::EC2::VPC", "AWS::EC2::Subnet"],
        to: BUCKET,
        place: Place::New,
        property: "AWS::EC2::FlowLog",
        value: "{ResourceId: {from.ref}, ResourceType: VPC, TrafficType: ALL, LogDestinationType: s3, LogDestination: {to.arn}}",
        text: "add a flow log from `{from}` to `{to}`",
    },
    Way {
        relation: Protects,
        from: &["AWS::WAFv2::WebACL"],
        to: &[],
        place: Place::New,
        property: "AWS::WAFv2::WebACLAssociation",
        value: "{WebACLArn: !GetAtt {from}.Arn, ResourceArn: {to.arn}}",
        text: "associate `{from}` with `{to}`",
    },
];

/// How to write an edge; `None` when no connector is known for the two types.
pub(super) fn advice(
    model: &Model<'_>,
    from: usize,
    relation: Relation,
    to: usize,
) -> Option<Advice> {
    let (source, target) = (model.resources.get(from)?, model.resources.get(to)?);
    if relation == Relation::DependsOn {
        return Some(Advice {
            resource: Some(from),
            property: "@DependsOn".to_owned(),
            value: target.id.to_owned(),
            text: format!("add `DependsOn: {}` to `{}`", target.id, source.id),
        });
    }
    by_way(source, target, relation)
        .map(|(way, property, value, text)| Advice {
            resource: match way.place {
                Place::From => Some(from),
                Place::To => Some(to),
                Place::New => None,
            },
            property,
            value,
            text,
        })
        .or_else(|| by_rule((from, source), relation, (to, target)))
}

fn by_way(
    source: &Resource<'_>,
    target: &Resource<'_>,
    relation: Relation,
) -> Option<(&'static Way, String, String, String)> {
    let fits = |types: &[&str], resource: &Resource<'_>| {
        types.is_empty() || types.contains(&resource.type_name)
    };
    let way = WAYS
        .iter()
        .find(|way| way.relation == relation && fits(way.from, source) && fits(way.to, target))?;
    let fill = |text: &str| {
        text.replace("{from.arn}", &arn_of(source))
            .replace("{to.arn}", &arn_of(target))
            .replace("{from.ref}", &format!("!Ref {}", source.id))
            .replace("{to.ref}", &format!("!Ref {}", target.id))
            .replace("{from}", source.id)
            .replace("{to}", target.id)
    };
    Some((way, fill(way.property), fill(way.value), fill(way.text)))
}

/// The first property of the table that says such an edge.
fn by_rule(
    (from, source): (usize, &Resource<'_>),
    relation: Relation,
    (to, target): (usize, &Resource<'_>),
) -> Option<Advice> {
    let outwards = table::rules(source.type_name)
        .iter()
        .filter(|rule| rule.outwards)
        .map(|rule| (rule, from, source, target));
    let inwards = table::rules(target.type_name)
        .iter()
        .filter(|rule| !rule.outwards)
        .map(|rule| (rule, to, target, source));
    let (rule, place, on, other) = outwards.chain(inwards).find(|(rule, _, _, other)| {
        rule.relation == relation
            && relation.can_lead_to(target.type_name)
            && fits(rule.path, other)
    })?;
    let value = match rule.value {
        Wanted::Arn => arn_of(other),
        Wanted::Ref => format!("!Ref {}", other.id),
        Wanted::Attribute(name) => format!("!GetAtt {}.{name}", other.id),
    };
    let (path, value) = match rule.path.strip_suffix("[]") {
        Some(path) => (path, format!("[{value}]")),
        None => (rule.path, value),
    };
    let path = path.replace("[]", "[0]");
    let last = path.rsplit('.').next().unwrap_or(&path).to_owned();
    Some(Advice {
        resource: Some(place),
        text: format!("name `{}` in `{last}` of `{}`", other.id, on.id),
        property: path,
        value,
    })
}

/// Whether a path is one that takes a resource of this type, as far as its name says.
fn fits(path: &str, other: &Resource<'_>) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    let of = |types: &[&str]| types.contains(&other.type_name);
    if last.contains("Subnet") || last == "VPCZoneIdentifier[]" {
        of(&["AWS::EC2::Subnet"])
    } else if last == "VpcId" {
        of(&["AWS::EC2::VPC"])
    } else if last.contains("SecurityGroup") || last.contains("Groups[]") || last == "GroupSet[]" {
        of(&["AWS::EC2::SecurityGroup"])
    } else if last.contains("InstanceProfile") {
        of(&["AWS::IAM::InstanceProfile"])
    } else if last.contains("Role") && !last.contains("Table") {
        of(&["AWS::IAM::Role"])
    } else if last.contains("Bucket") {
        of(BUCKET)
    } else if last.contains("LogGroup") {
        of(&["AWS::Logs::LogGroup"])
    } else if last.contains("Topic") || last.contains("SNS") {
        of(TOPIC)
    } else if last.contains("Queue") {
        of(QUEUE)
    } else {
        true
    }
}

/// The function that gives a resource's ARN.
fn arn_of(resource: &Resource<'_>) -> String {
    if ref_is_arn(resource.type_name) {
        format!("!Ref {}", resource.id)
    } else {
        format!("!GetAtt {}.Arn", resource.id)
    }
}
