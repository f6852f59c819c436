//! Which resources a criterion is about: by type, logical id and conditions.

use cfn::{Decision, Node};

use crate::{assert::Assert, fields::Problems, world::World};

/// A compiled `{type, name, where}`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Select {
    /// At least one; a resource is of one of them.
    pub(crate) types: Vec<String>,
    /// A glob over logical ids.
    pub(crate) name: Option<crate::expected::Expected>,
    /// All hold.
    pub(crate) conditions: Vec<Assert>,
}

impl Select {
    /// Reads the field `field`; its problems are noted with their places.
    pub(crate) fn compile(field: &str, node: &Node, problems: &mut Problems) -> Option<Self> {
        let _ = (field, node, problems);
        None
    }

    /// The resources that it selects, in document order, as places in the model: with [`Decision::True`], or with
    /// [`Decision::Unknown`] when their presence or a condition cannot be decided. Those that are certainly not selected are left out.
    pub(crate) fn resources(&self, world: &World<'_>) -> Vec<(usize, Decision)> {
        let _ = world;
        Vec::new()
    }

    /// A noun for what it selects: "queue", "queue named `Jobs*`", "function or state machine".
    pub(crate) fn noun(&self) -> String {
        String::new()
    }
}
