//! # What it checks
//! The `Type` of a resource is one that AWS has. Custom resources, modules and types of other publishers are not known here and are
//! left alone.
//!
//! # Why it matters
//! CloudFormation refuses the whole template when it does not know a type, and a rubric looks for its resources by their type.
//!
//! # Example
//! ```yaml
//! Resources:
//!   Photos:
//!     Type: AWS::S3::Bukcet
//! ```
//!
//! # Fix
//! Write the type as AWS does, capitals included: `AWS::S3::Bucket`.

use crate::{Diagnostic, Span, codes, suggest, types};

/// A remark about a type that the table does not have, unless nothing can be said of it.
pub(super) fn remark(name: &str, place: Span, may_suggest: bool) -> Option<Diagnostic> {
    if name.starts_with("Custom::") || name.is_empty() || name.contains("${") {
        return None;
    }
    let is_of_aws = types::is_checkable(name);
    // Other publishers have names of three parts, too.
    let has_parts = name.split("::").filter(|part| !part.is_empty()).count() >= 3;
    if !is_of_aws && has_parts && !name.to_ascii_lowercase().starts_with("aws::") {
        return None;
    }
    if name.ends_with("::MODULE") {
        return None;
    }
    let nearest = may_suggest.then(|| types::nearest_type(name)).flatten();
    let end = match nearest {
        Some(_) => suggest::ending(nearest),
        None if is_of_aws => ", as far as is known here.".to_owned(),
        None => ". A type has three parts, such as `AWS::S3::Bucket`.".to_owned(),
    };
    let message = format!("AWS has no resource type `{name}`{end}");
    Some(Diagnostic::warning(codes::UNKNOWN_TYPE, place, message))
}
