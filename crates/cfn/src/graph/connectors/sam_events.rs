//! `Events` of a SAM function or state machine: SAM makes the subscription, mapping or permission from each.
//!
//! # What it checks
//! For each event the property that names its source: `Queue` of `SQS`, `Topic` of `SNS`, `Bucket` of `S3`, `Stream` of `Kinesis`,
//! `DynamoDB` and `MSK`, `RestApiId` of `Api`, `ApiId` of `HttpApi`, `EventBusName` of rules, and the like; and where an event sends
//! what fails. Schedules have no source in the template.
//!
//! # Why it matters
//! In SAM most architecture stands in `Events`, and the connectors that CloudFormation needs are nowhere in the text.
//!
//! # Example
//! ```yaml
//! Worker:
//!   Type: AWS::Serverless::Function
//!   Properties:
//!     Events:
//!       Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn}}
//! ```
//!
//! # Fix
//! Add an event of the source's type, and name the source in it.
//! <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html>

use crate::{Decision, Resource, Value};

use super::{
    super::{
        Relation,
        builder::{Builder, is_on},
        ends::{self, Named},
        table::NO,
    },
    event_pattern,
};

/// An event's type, the property that names its source, and the services whose bare names it takes.
const SOURCES: &[(&str, &str, &[&str])] = &[
    ("Api", "RestApiId", &[]),
    ("CloudWatchEvent", "EventBusName", &["events:event-bus/"]),
    ("CloudWatchLogs", "LogGroupName", &["logs"]),
    ("Cognito", "UserPool", &[]),
    ("DocumentDB", "Cluster", &[]),
    ("DynamoDB", "Stream", &[]),
    ("EventBridgeRule", "EventBusName", &["events:event-bus/"]),
    ("HttpApi", "ApiId", &[]),
    ("Kinesis", "Stream", &[]),
    ("MQ", "Broker", &[]),
    ("MSK", "Stream", &[]),
    ("S3", "Bucket", &[]),
    ("SNS", "Topic", &[]),
    ("SQS", "Queue", &[]),
];

/// Where an event sends what fails.
const FAILURES: &[&str] = &[
    "DeadLetterConfig.Arn",
    "DestinationConfig.OnFailure.Destination",
    "RedrivePolicy.deadLetterTargetArn",
];

pub(super) fn add(builder: &mut Builder<'_, '_>, index: usize, resource: &Resource<'_>) {
    let Some(events) = resource
        .properties
        .get("Events")
        .and_then(|value| value.as_map())
    else {
        return;
    };
    for event in events {
        let (Some(type_name), Some(properties)) = (
            event.value.get("Type").and_then(|value| value.as_text()),
            event.value.get("Properties"),
        ) else {
            continue;
        };
        let off = match type_name {
            "CloudWatchEvent" | "EventBridgeRule" => is_on(properties.get("State"), &["DISABLED"]),
            _ => Decision::True,
        };
        let switch = match is_on(properties.get("Enabled"), NO) {
            Decision::True => off,
            enabled => enabled,
        };
        builder.switched(switch, |builder| {
            read(builder, index, type_name, properties);
        });
    }
}

fn read(builder: &mut Builder<'_, '_>, index: usize, type_name: &str, properties: &Value<'_>) {
    let found = SOURCES.iter().find(|(known, _, _)| *known == type_name);
    let mut sources = found.map_or_else(Vec::new, |(_, path, services)| {
        ends::ends(&builder.names, properties, path, services)
    });
    sources.retain(|end| match end.named {
        Named::Resource(source) => fits(type_name, builder.names.service(source)),
        Named::Open(_) => true,
    });
    let queues = match type_name {
        "SNS" => ends::ends(&builder.names, properties, "SqsSubscription.QueueArn", &[]),
        _ => Vec::new(),
    };
    // A queue stands between the topic and the function.
    if queues.is_empty() {
        for end in &sources {
            builder.add_end(index, Relation::Delivers, false, None, end.clone());
        }
    }
    for queue in queues {
        if let Named::Resource(to) = queue.named {
            for end in &sources {
                builder.add_end(to, Relation::Delivers, false, None, end.clone());
            }
        }
        builder.add_end(index, Relation::Delivers, false, None, queue);
    }
    if matches!(type_name, "CloudWatchEvent" | "EventBridgeRule") {
        event_pattern::add(builder, index, properties, "Pattern");
    }
    for path in FAILURES {
        for end in ends::ends(&builder.names, properties, path, &[]) {
            // As with an event source mapping: what fails comes from the stream as well.
            if *path == "DestinationConfig.OnFailure.Destination" {
                for source in &sources {
                    if let Named::Resource(from) = source.named {
                        builder.add_end(from, Relation::DeadLettersTo, true, None, end.clone());
                    }
                }
            }
            builder.add_end(index, Relation::DeadLettersTo, true, None, end);
        }
    }
}

/// Whether events of a type come from resources of a service: a queue is no topic.
fn fits(type_name: &str, service: Option<&str>) -> bool {
    let Some(service) = service else {
        return true;
    };
    match type_name {
        "DynamoDB" => service == "dynamodb",
        "Kinesis" => service == "kinesis",
        "S3" => service == "s3",
        "SNS" => service == "sns",
        "SQS" => service == "sqs",
        _ => true,
    }
}
