//! The smallest edit that would make a criterion pass, told in three steps. How it is found is each kind's own; how it is put into
//! a text is in `edit`.

use serde_json::Value as Json;

/// What to change, from idea to value: the steps are disclosed one at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// What it is about, and why: neither where nor what. Whole sentences.
    pub concept: String,
    /// Which resource and which property, with its line where there is one. Whole sentences.
    pub place: String,
    /// What to write there, in words and YAML. Whole sentences.
    pub value: String,
    /// The same as edits; empty when it cannot be said as edits (a resource to be taken away in another way, a choice of several).
    pub changes: Vec<Change>,
}

/// One edit of a template.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Gives a property a value, making what is missing on the way. Functions are in their long form: `{"Fn::GetAtt": [..]}`.
    Set {
        /// The resource's logical id.
        resource: String,
        /// As in criteria: `A.B[0].C`, `@DeletionPolicy`; an index one past the end appends.
        path: String,
        /// What to write.
        value: Json,
    },
    /// Takes a property or a list's element away.
    Remove {
        /// The resource's logical id.
        resource: String,
        /// As in criteria.
        path: String,
    },
    /// Adds a resource.
    AddResource {
        /// A logical id that the template does not have.
        id: String,
        /// `Type`.
        type_name: String,
        /// `Properties`, a mapping.
        properties: Json,
    },
    /// Takes a resource away.
    RemoveResource {
        /// Its logical id.
        id: String,
    },
}
