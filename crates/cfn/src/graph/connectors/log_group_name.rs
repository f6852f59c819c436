//! Log groups that belong to a resource by their name alone.
//!
//! # What it checks
//! A `LogGroupName` of the form that a service writes to: `/aws/lambda/` and a function's name, `/aws/codebuild/` and a project's,
//! `/aws/vendedlogs/states/` and a state machine's, `API-Gateway-Execution-Logs_` and an API's id. The name may be a reference or a literal that only one resource has.
//!
//! # Why it matters
//! Lambda writes to the group of its own name. A group with a retention only helps when it is exactly that group; nothing else in the
//! template ties the two together.
//!
//! # Example
//! ```yaml
//! ResizeLogs:
//!   Type: AWS::Logs::LogGroup
//!   Properties: {LogGroupName: !Sub "/aws/lambda/${Resize}", RetentionInDays: 14}
//! ```
//!
//! # Fix
//! Name the group after the function, or name the group in the function's `LoggingConfig`.

use crate::Resource;

use super::super::{
    Relation,
    builder::{Builder, Link},
    ends::mark,
};

/// What stands before a name, and the service whose name follows.
const PREFIXES: &[(&str, &str)] = &[
    ("/aws/appsync/apis/", "appsync"),
    ("/aws/codebuild/", "codebuild"),
    ("/aws/ecs/containerinsights/", "ecs:cluster/"),
    ("/aws/eks/", "eks"),
    ("/aws/kinesisfirehose/", "firehose"),
    ("/aws/lambda/", "lambda"),
    ("/aws/rds/cluster/", "rds:cluster:"),
    ("/aws/rds/instance/", "rds:db:"),
    ("/aws/states/", "states:stateMachine:"),
    ("/aws/vendedlogs/states/", "states:stateMachine:"),
    ("/ecs/", "ecs:task-definition/"),
    ("API-Gateway-Execution-Logs_", "apigateway"),
];

pub(super) fn add(builder: &mut Builder<'_, '_>, index: usize, resource: &Resource<'_>) {
    let Some(member) = resource.properties.member("LogGroupName") else {
        return;
    };
    let canonical = member.value.canonical();
    let written = member.value.text();
    let forgotten = written.is_some_and(|text| !text.is_symbolic() && text.resolved.contains("${"));
    let text = member.value.as_text().or(canonical.as_deref());
    let Some(text) = text.filter(|_| !forgotten) else {
        return;
    };
    for (prefix, service) in PREFIXES {
        let Some(name) = text.strip_prefix(prefix) else {
            continue;
        };
        // More may follow: `/performance`, `/cluster`, a stage.
        let name = name.split('/').next().unwrap_or(name);
        if let Some(from) = builder.names.resource(name, &[service]) {
            builder.add(Link {
                from,
                relation: Relation::LogsTo,
                to: index,
                via: None,
                span: mark(member.key_span, member.value.node),
                uncertain: false,
            });
            return;
        }
    }
}
