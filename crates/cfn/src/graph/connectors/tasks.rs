//! Tasks of a Step Functions state machine: what its definition calls.
//!
//! # What it checks
//! Functions, queues, topics, tables, buses, other state machines, tasks, jobs and the like that are named in `Definition`,
//! `DefinitionString` (a text, with or without functions in it) or `DefinitionSubstitutions`. Roles and log groups are not called.
//!
//! # Why it matters
//! A workflow that never calls the step it was made for looks complete.
//!
//! # Example
//! ```yaml
//! Flow:
//!   Type: AWS::StepFunctions::StateMachine
//!   Properties:
//!     RoleArn: !GetAtt FlowRole.Arn
//!     DefinitionString: '{"StartAt": "Charge", "States": {"Charge": {"Type": "Task", "Resource": "${Charge}", "End": true}}}'
//!     DefinitionSubstitutions: {Charge: !GetAtt Charge.Arn}
//! ```
//!
//! # Fix
//! Add a task whose `Resource` or `Parameters` name what has to be called.

use crate::{Data, Resource, Span, Value};

use super::{
    super::{
        OpenEnd, Relation,
        builder::{Builder, Link},
        ends::{element, mark},
    },
    not_known,
};

/// Where the definition stands.
const PLACES: &[&str] = &["Definition", "DefinitionString", "DefinitionSubstitutions"];

/// Parameters of a task that are handed on to what is called: a function named there is not called by the task.
const HANDED_ON: &[&str] = &["Input", "Message", "MessageBody", "Payload"];

/// Where a definition stands that is not in the template.
const ELSEWHERE: &[&str] = &["DefinitionS3Location", "DefinitionUri"];

/// What a task can call.
const CALLED: &[&str] = &[
    "AWS::ApiGateway::RestApi",
    "AWS::Batch::JobDefinition",
    "AWS::Batch::JobQueue",
    "AWS::CodeBuild::Project",
    "AWS::DynamoDB::GlobalTable",
    "AWS::DynamoDB::Table",
    "AWS::ECS::Cluster",
    "AWS::ECS::TaskDefinition",
    "AWS::Events::EventBus",
    "AWS::Glue::Crawler",
    "AWS::Glue::Job",
    "AWS::Kinesis::Stream",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::Lambda::Alias",
    "AWS::Lambda::Function",
    "AWS::Lambda::Version",
    "AWS::S3::Bucket",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::Serverless::Function",
    "AWS::Serverless::SimpleTable",
    "AWS::Serverless::StateMachine",
    "AWS::StepFunctions::Activity",
    "AWS::StepFunctions::StateMachine",
];

pub(super) fn add(builder: &mut Builder<'_, '_>, index: usize, resource: &Resource<'_>) {
    for place in PLACES {
        if let Some(member) = resource.properties.member(place) {
            let span = mark(member.key_span, member.value.node);
            value(builder, index, &member.value, span);
            if let Some(text) = filled(&member.value, resource) {
                called(builder, index, &text, span, false);
            }
            not_known(builder, index, &member.value, span);
        }
    }
    for place in ELSEWHERE {
        if let Some(member) = resource.properties.member(place)
            && !matches!(member.value.data, Data::Absent)
        {
            builder.open(OpenEnd {
                resource: index,
                is_from: true,
                relation: Relation::Delivers,
                span: mark(member.key_span, member.value.node),
                reason: "its definition is in another file".to_owned(),
            });
        }
    }
}

fn value(builder: &mut Builder<'_, '_>, index: usize, found: &Value<'_>, span: Span) {
    match &found.data {
        Data::Map(members) => {
            for member in members {
                let span = mark(member.key_span, member.value.node);
                let called = matches!(member.key.as_ref(), "Arguments" | "Parameters");
                match member.value.as_map().filter(|_| called) {
                    Some(parameters) => {
                        for parameter in parameters {
                            if !HANDED_ON.contains(&parameter.key.as_ref()) {
                                let span = mark(parameter.key_span, parameter.value.node);
                                value(builder, index, &parameter.value, span);
                            }
                        }
                    }
                    None => value(builder, index, &member.value, span),
                }
            }
        }
        Data::List(items) => {
            for item in items {
                value(builder, index, item, element(item, span));
            }
        }
        Data::Text(text) => {
            let symbols = text.is_symbolic();
            called(builder, index, &text.resolved, span, symbols);
        }
        Data::Unknown(_) => {
            // `Fn::ToJsonString` and the like: what is inside of it is known all the same.
            if let Some(function) = &found.function {
                value(builder, index, &function.argument, span);
            }
            if let Some(text) = found.canonical() {
                called(builder, index, &text, span, true);
            }
        }
        Data::Absent => {}
    }
}

/// In a text that no function made, `${Charge}` is for `DefinitionSubstitutions`, which are looked at on their own.
fn called(builder: &mut Builder<'_, '_>, index: usize, text: &str, span: Span, symbols: bool) {
    if !(symbols && text.contains("${") || text.contains("arn:")) {
        return;
    }
    let found = if symbols {
        builder.names.resources_in(text)
    } else {
        builder.names.arns_named_in(text)
    };
    for to in found {
        if CALLED.contains(&builder.type_name(to)) {
            builder.add(Link {
                from: index,
                relation: Relation::Delivers,
                to,
                via: None,
                span,
                uncertain: false,
            });
        }
    }
}

/// Most text that placeholders are replaced in, and that comes of it: little text could mean much.
const MOST_TEXT: usize = 1 << 20;

/// A definition's text with the literal texts of `DefinitionSubstitutions` in their places.
fn filled(definition: &Value<'_>, resource: &Resource<'_>) -> Option<String> {
    let text = definition.text().filter(|text| !text.is_symbolic())?;
    let substitutions = resource.properties.get("DefinitionSubstitutions")?;
    let mut pieces = text.resolved.split("${");
    let mut out = pieces.next()?.to_owned();
    for piece in pieces {
        if out.len() > MOST_TEXT {
            return None;
        }
        let literal = piece.split_once('}').and_then(|(name, rest)| {
            let value = substitutions.get(name)?.text()?;
            (!value.is_symbolic()).then_some((&value.resolved, rest))
        });
        match literal {
            Some((value, rest)) => {
                out.push_str(value);
                out.push_str(rest);
            }
            None => {
                out.push_str("${");
                out.push_str(piece);
            }
        }
    }
    Some(out)
}
