//! # What it checks
//! What `Fn::GetAtt`, or `${Name.Attribute}` in `Fn::Sub`, asks a resource for is something that its type gives. Custom resources
//! and nested stacks give what they like.
//!
//! # Why it matters
//! CloudFormation refuses the template. What a resource gives is often named differently from what it takes, and its name or id is
//! mostly what `Ref` gives.
//!
//! # Example
//! ```yaml
//! Resources:
//!   Jobs:
//!     Type: AWS::SQS::Queue
//! Outputs:
//!   JobsUrl:
//!     Value: !GetAtt Jobs.Url
//! ```
//!
//! # Fix
//! Ask for one of the type's return values: a queue has `Arn`, `QueueName` and `QueueUrl`.

use crate::{
    Diagnostic, Span, codes, suggest,
    types::{Known, ResourceType},
};

use super::listed;

/// More names than these do not fit a sentence.
const MOST_LISTED: usize = 6;

/// A remark about an attribute of a resource, unless it has it or may have it.
pub(crate) fn remark(
    id: &str,
    resource_type: &ResourceType,
    name: &str,
    place: Span,
) -> Option<Diagnostic> {
    let Known::No { did_you_mean, .. } = resource_type.attribute(name) else {
        return None;
    };
    let attributes = resource_type.attributes();
    let end = if did_you_mean.is_some() {
        suggest::ending(did_you_mean.as_deref())
    } else if attributes.is_empty() {
        "; it has none. `Ref` gives its name or id.".to_owned()
    } else if attributes.len() <= MOST_LISTED {
        format!("; it has {}.", listed(&attributes))
    } else {
        ".".to_owned()
    };
    let message = format!(
        "`{id}` ({}) has no attribute `{name}`{end}",
        resource_type.name()
    );
    Some(Diagnostic::warning(
        codes::UNKNOWN_ATTRIBUTE,
        place,
        message,
    ))
}
