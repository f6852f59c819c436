//! # What it checks
//! Each key below `Properties`, however deep, is one that the resource type has; and what stands beside `Properties` is one of the
//! few keys that every resource may have. Free-form mappings, such as environment variables, tags by name and policy documents, take
//! any key.
//!
//! # Why it matters
//! CloudFormation refuses a property that it does not know, and what was meant is not set.
//!
//! # Example
//! ```yaml
//! Resources:
//!   Photos:
//!     Type: AWS::S3::Bucket
//!     Properties:
//!       Encryption: AES256
//! ```
//!
//! # Fix
//! Use the name in the type's page of the CloudFormation reference, here `BucketEncryption`, and put it where it belongs.

use crate::{
    Diagnostic, Entry, codes, suggest,
    types::{self, Known, ResourceType},
};

/// A remark about a key below `Properties`; `before` leads to it.
pub(super) fn remark(
    resource_type: &ResourceType,
    before: &[&str],
    member: &Entry,
    meant: Option<&str>,
) -> Diagnostic {
    let mut path = before.to_vec();
    path.push(&member.key);
    let end = match meant {
        Some(_) => suggest::ending(meant),
        None => ", as far as is known here.".to_owned(),
    };
    let message = format!("{} has no `{}`{end}", resource_type.name(), path.join("."));
    Diagnostic::warning(codes::UNKNOWN_PROPERTY, member.key_span, message)
}

/// A remark about a key beside `Properties`.
pub(super) fn beside_properties(
    resource_type: Option<&ResourceType>,
    member: &Entry,
    may_suggest: bool,
) -> Diagnostic {
    let key = member.key.as_str();
    let belongs_below = resource_type.is_some_and(|found| found.property(&[key]) == Known::Yes);
    let message = if belongs_below {
        format!("`{key}` is a property: it has to stand under `Properties`.")
    } else {
        let attributes = types::RESOURCE_ATTRIBUTES.iter().copied();
        let meant = may_suggest
            .then(|| suggest::nearest(key, attributes))
            .flatten();
        let end = match meant {
            Some(_) => suggest::ending(meant),
            None => "; its properties stand under `Properties`.".to_owned(),
        };
        format!("A resource has no `{key}` of its own{end}")
    };
    Diagnostic::warning(codes::UNKNOWN_PROPERTY, member.key_span, message)
}
