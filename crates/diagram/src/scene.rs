//! The scene: what is drawn, where. A published format (`mission diagram --format json`), so it serialises itself.

use serde::Serialize;

use crate::{
    layout::{curve, leaves_level},
    picture::{Badge, ItemKind},
};

/// A picture with a place for everything in it. Lengths are pixels at 100 %; the origin is the upper left corner, and nothing lies left
/// of it or above it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scene {
    /// Groups before what they hold; otherwise in the order of the template, ghosts last.
    pub nodes: Vec<Node>,
    /// In a fixed order.
    pub edges: Vec<Edge>,
    /// Of everything.
    pub width: f64,
    /// Of everything.
    pub height: f64,
}

impl Scene {
    /// The cubic curves that an edge is drawn as: start, two handles, end.
    pub fn curve(&self, edge: &Edge) -> Vec<[Point; 4]> {
        let from = self.nodes.iter().find(|node| node.id == edge.from);
        let level = from.is_some_and(|from| {
            leaves_level(&edge.points, [from.x, from.y, from.width, from.height])
        });
        curve(&edge.points, level)
    }
}

/// A box.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Node {
    /// The logical id; `ghost:<type>:<what it is known by>` for what is missing.
    pub id: String,
    /// What is written on it: the logical id, or what is missing in words.
    pub label: String,
    /// The CloudFormation type; of a ghost the type that is asked for, empty where several would do.
    #[serde(rename = "type")]
    pub type_name: String,
    /// The service in words: `SQS queue`, `Lambda function`.
    pub service: String,
    /// The name of its Lucide glyph, as in [`crate::Glyph`].
    pub glyph: &'static str,
    /// What kind of box it is.
    pub kind: ItemKind,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// How it stands.
    pub state: State,
    /// The group that it lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Whether it is a group whose members are folded into it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub collapsed: bool,
    /// How many resources a collapsed group holds.
    #[serde(skip_serializing_if = "is_zero")]
    pub holds: usize,
    /// Roles, log groups and the like that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub badges: Vec<Badge>,
    /// The ids of the criteria that are about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<String>,
    /// Where it is written, from 1; of a ghost where its counterpart is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// From 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

/// A line from one box to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Edge {
    /// Unique, and the same from save to save as long as the edge is.
    pub id: String,
    /// A [`Node::id`].
    pub from: String,
    /// A [`Node::id`].
    pub to: String,
    /// The relation's name as in criteria: `delivers`.
    pub relation: &'static str,
    /// How it stands.
    pub state: State,
    /// From the border of `from` to the border of `to`; at least two.
    pub points: Vec<Point>,
    /// The middle of its label.
    pub label_at: Point,
    /// Where the label is written, `points` leaves room for it.
    pub label_width: f64,
    /// The connector that makes it, when it is a resource of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// The ids of the criteria that are about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<String>,
    /// Where it is written, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// From 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
}

/// `[x, y]`.
pub type Point = [f64; 2];

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// No criterion is about it.
    None,
    /// Every criterion about it is met.
    Pass,
    /// A criterion about it cannot be decided; none fails.
    Unknown,
    /// A criterion about it is not met.
    Fail,
    /// It is not there, and a criterion asks for it.
    Ghost,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}
