//! The answer as types: what `answer.schema.json` says, field by field. A test holds them against each other. What values may be is
//! checked in `limits` and by the grader.

use serde::{Deserialize, Serialize};

/// A whole answer.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Answer {
    pub(super) title: String,
    pub(super) level: Level,
    pub(super) minutes: u32,
    pub(super) services: Vec<String>,
    pub(super) skills: Vec<String>,
    pub(super) scenario: String,
    pub(super) parameters: Vec<Named>,
    pub(super) starter: String,
    pub(super) solution: String,
    pub(super) criteria: Criteria,
}

/// The levels, by the words of a mission file.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Foundation,
    Associate,
    Professional,
}

/// A parameter or an argument: mappings with free keys are no part of a strict schema.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) value: String,
}

/// One array a kind; `order` says how they are merged.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Criteria {
    pub(super) property: Vec<Property>,
    pub(super) check: Vec<Check>,
    pub(super) graph: Vec<Graph>,
    pub(super) iam: Vec<Iam>,
    pub(super) preset: Vec<Preset>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Property {
    pub(super) id: String,
    pub(super) order: i64,
    pub(super) label: String,
    pub(super) weight: i64,
    pub(super) resource_type: String,
    pub(super) property: String,
    pub(super) expected: String,
    pub(super) hints: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Check {
    pub(super) id: String,
    pub(super) order: i64,
    pub(super) label: String,
    pub(super) weight: i64,
    pub(super) resource_type: String,
    #[serde(rename = "match")]
    pub(super) matching: Match,
    pub(super) min: i64,
    #[serde(rename = "assert")]
    pub(super) asserts: Vec<Assert>,
    pub(super) hints: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Match {
    Any,
    All,
    None,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Assert {
    pub(super) property: String,
    pub(super) op: String,
    pub(super) value: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Graph {
    pub(super) id: String,
    pub(super) order: i64,
    pub(super) label: String,
    pub(super) weight: i64,
    pub(super) nodes: Vec<GraphNode>,
    pub(super) edges: Vec<Edge>,
    pub(super) hints: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct GraphNode {
    pub(super) name: String,
    pub(super) resource_type: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Edge {
    pub(super) from: String,
    pub(super) relation: String,
    pub(super) to: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Iam {
    pub(super) id: String,
    pub(super) order: i64,
    pub(super) label: String,
    pub(super) weight: i64,
    pub(super) who_type: String,
    pub(super) action: String,
    pub(super) on_type: String,
    pub(super) expect: String,
    pub(super) max_scope: String,
    pub(super) hints: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Preset {
    pub(super) id: String,
    pub(super) order: i64,
    pub(super) label: String,
    pub(super) weight: i64,
    pub(super) preset: String,
    pub(super) args: Vec<Named>,
    pub(super) hints: Vec<String>,
}

/// What every kind has, and where it stands in the answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head<'a> {
    /// `property`, `check` ...: the array's name and the kind's.
    pub(super) kind: &'static str,
    /// The place in its array.
    pub(super) index: usize,
    pub(super) id: &'a str,
    pub(super) order: i64,
    pub(super) label: &'a str,
    pub(super) weight: i64,
    pub(super) hints: &'a [String],
}

impl Head<'_> {
    /// `criteria.check[0]`
    pub(super) fn path(&self) -> String {
        format!("criteria.{}[{}]", self.kind, self.index)
    }
}

/// The heads of one array.
macro_rules! heads {
    ($list:expr, $kind:literal) => {
        $list.iter().enumerate().map(|(index, one)| Head {
            kind: $kind,
            index,
            id: &one.id,
            order: one.order,
            label: &one.label,
            weight: one.weight,
            hints: &one.hints,
        })
    };
}

impl Criteria {
    /// Every criterion, array by array.
    pub(super) fn heads(&self) -> impl Iterator<Item = Head<'_>> {
        heads!(self.property, "property")
            .chain(heads!(self.check, "check"))
            .chain(heads!(self.graph, "graph"))
            .chain(heads!(self.iam, "iam"))
            .chain(heads!(self.preset, "preset"))
    }
}
