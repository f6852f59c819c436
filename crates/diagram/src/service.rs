//! How a resource type is called in words, and which glyph stands for it. No AWS artwork: its licence allows no changes.

/// A service in words with its glyph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// `SQS queue`, `Lambda function`; for a type without a row its last two parts.
    pub name: String,
    /// The Lucide icon's name in kebab case: `inbox`, `square-function`.
    pub icon: &'static str,
}

/// The name and glyph of a resource type; for one that nobody knows its own words and a plain box.
pub fn service(type_name: &str) -> Glyph {
    let _ = type_name;
    todo!()
}
