//! # What it checks
//! A resource has every property that its type needs, and so has each mapping below `Properties`. Nothing is said when an include or
//! a loop may add it, and a property that is needed only beside others is not asked for.
//!
//! # Why it matters
//! CloudFormation refuses to make the resource.
//!
//! # Example
//! ```yaml
//! Resources:
//!   Resize:
//!     Type: AWS::Lambda::Function
//!     Properties:
//!       Runtime: python3.13
//!       Handler: index.handler
//! ```
//!
//! # Fix
//! Add what is named: a function needs `Code` and `Role`.

use crate::{Diagnostic, Span, codes, types::ResourceType};

use super::listed;

/// A remark about names that are not there; `keys` leads to the mapping that needs them.
pub(super) fn remark(
    resource_type: &ResourceType,
    keys: &[&str],
    missing: &[&str],
    place: Span,
) -> Diagnostic {
    let type_name = resource_type.name();
    let names = listed(missing);
    let message = if keys.is_empty() {
        format!("{type_name} needs {names}.")
    } else {
        format!("`{}` of {type_name} needs {names}.", keys.join("."))
    };
    Diagnostic::warning(codes::MISSING_PROPERTY, place, message)
}
