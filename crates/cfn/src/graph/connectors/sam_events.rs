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

use crate::Resource;

use super::{
    super::{Relation, builder::Builder, ends},
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
        let source = SOURCES.iter().find(|(known, _, _)| *known == type_name);
        if let Some((_, path, services)) = source {
            for end in ends::ends(&builder.names, properties, path, services) {
                builder.add_end(index, Relation::Delivers, false, None, end);
            }
        }
        if matches!(type_name, "CloudWatchEvent" | "EventBridgeRule") {
            event_pattern::add(builder, index, properties, "Pattern");
        }
        for path in FAILURES {
            for end in ends::ends(&builder.names, properties, path, &[]) {
                builder.add_end(index, Relation::DeadLettersTo, true, None, end);
            }
        }
    }
}
