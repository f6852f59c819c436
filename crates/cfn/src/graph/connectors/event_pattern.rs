//! Where the events of a rule come from, when its pattern names it.
//!
//! # What it checks
//! Resources that are named in `EventPattern` of a rule (`Pattern` of a SAM event), by function or by literal name under
//! `detail.bucket.name` and `resources`: a bucket that sends its events to EventBridge, a state machine whose failures are told.
//!
//! # Why it matters
//! A bucket with `EventBridgeEnabled` names nobody: the rule chooses the bucket.
//!
//! # Example
//! ```yaml
//! Uploads:
//!   Type: AWS::Events::Rule
//!   Properties:
//!     EventPattern:
//!       source: [aws.s3]
//!       detail-type: [Object Created]
//!       detail: {bucket: {name: [!Ref Photos]}}
//! ```
//!
//! # Fix
//! Name the resource in the pattern of the rule, and switch its events on where the service wants it.

use crate::{Data, Span, Value};

use super::super::{
    Relation,
    builder::{Builder, Link},
    ends::{element, mark},
};

/// Adds an edge from everything that a pattern names.
pub(super) fn add(builder: &mut Builder<'_, '_>, to: usize, properties: &Value<'_>, key: &str) {
    if let Some(member) = properties.member(key) {
        let span = mark(member.key_span, member.value.node);
        value(builder, to, &member.value, "", span);
    }
}

fn value(builder: &mut Builder<'_, '_>, to: usize, found: &Value<'_>, key: &str, span: Span) {
    match &found.data {
        Data::Map(members) => {
            for member in members {
                let span = mark(member.key_span, member.value.node);
                // Only a bucket is named by a bare name.
                let key = match (key, member.key.as_ref()) {
                    ("bucket", "name") => "bucket name",
                    (_, key) => key,
                };
                value(builder, to, &member.value, key, span);
            }
        }
        Data::List(items) => {
            for item in items {
                value(builder, to, item, key, element(item, span));
            }
        }
        Data::Text(text) => {
            let services: &[&str] = if key == "bucket name" { &["s3"] } else { &[] };
            if let Some(from) = builder.names.of_text(text, services) {
                builder.add(Link {
                    from,
                    relation: Relation::Delivers,
                    to,
                    via: None,
                    span,
                    uncertain: false,
                });
            }
        }
        Data::Absent | Data::Unknown(_) => {}
    }
}
