//! Log groups that belong to a resource by their name alone.
//!
//! # What it checks
//! A `LogGroupName` of the form that a service writes to: `/aws/lambda/` and a function's name, `/aws/codebuild/` and a project's,
//! `/aws/vendedlogs/states/` and a state machine's. The name may be a reference or a literal that only one resource has.
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
    ("/aws/codebuild/", "codebuild"),
    ("/aws/lambda/", "lambda"),
    ("/aws/vendedlogs/states/", "states"),
    ("/aws/states/", "states"),
    ("/aws/kinesisfirehose/", "firehose"),
    ("/ecs/", "ecs"),
    ("/aws/ecs/", "ecs"),
];

pub(super) fn add(builder: &mut Builder<'_, '_>, index: usize, resource: &Resource<'_>) {
    let Some(member) = resource.properties.member("LogGroupName") else {
        return;
    };
    let canonical = member.value.canonical();
    let text = member.value.as_text().or(canonical.as_deref());
    let Some(text) = text else {
        return;
    };
    for (prefix, service) in PREFIXES {
        let Some(name) = text.strip_prefix(prefix) else {
            continue;
        };
        if let Some(from) = builder.names.resource(name, &[service]) {
            builder.add(Link {
                from,
                relation: Relation::LogsTo,
                to: index,
                via: None,
                span: mark(member.key_span, member.value.node),
                uncertain: member.value.as_unknown().is_some() && canonical.is_none(),
            });
            return;
        }
    }
}
