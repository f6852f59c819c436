//! The resource types that AWS has, with their properties and attributes: what a template is held against. The table is made by
//! `scripts/resource-types` from the schemas that the PyPI package `cfn-lint` carries; its notice lies beside it.

/// What is known of a resource type.
#[derive(Clone, Copy, Debug)]
pub struct ResourceType {
    _private: (),
}

/// What a path finds in a resource type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// There is such a property.
    Yes,
    /// There is none; the step at which it ends (0 is the first key), and the key that may be meant.
    No {
        /// Index into the keys asked for.
        step: usize,
        /// A key that is there.
        did_you_mean: Option<String>,
    },
    /// The type is open there (a free-form mapping), so nothing can be said.
    Open,
}

/// The type of this name, SAM's and AWS's. `None` for one that the table does not have; `Custom::`, modules and third-party types
/// (`is_checkable`) are never in it.
pub fn resource_type(name: &str) -> Option<ResourceType> {
    let _ = name;
    None
}

/// Whether a type's name is one that the table should have: `AWS::` and neither a module nor a third party's.
pub fn is_checkable(name: &str) -> bool {
    name.starts_with("AWS::") && !name.ends_with("::MODULE")
}

/// The type whose name is nearest to one that the table does not have.
pub fn nearest_type(name: &str) -> Option<&'static str> {
    let _ = name;
    None
}

impl ResourceType {
    /// Whether the keys lead to a property. List elements have no key: `Tags[0].Key` is `["Tags", "Key"]`.
    pub fn property(&self, keys: &[&str]) -> Known {
        let _ = keys;
        Known::Open
    }

    /// The names of the properties at the end of `keys`, in alphabetical order; the top ones for `[]`.
    pub fn properties(&self, keys: &[&str]) -> Vec<&str> {
        let _ = keys;
        Vec::new()
    }

    /// The properties that must be given, in alphabetical order.
    pub fn required(&self) -> Vec<&str> {
        Vec::new()
    }

    /// What `Fn::GetAtt` may ask for, in alphabetical order.
    pub fn attributes(&self) -> Vec<&str> {
        Vec::new()
    }
}
