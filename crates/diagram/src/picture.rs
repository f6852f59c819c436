//! What is in the picture, before anything has a place: connectors folded into connections, roles and log groups into badges, ghosts
//! of what a criterion misses.

use std::collections::BTreeSet;

use grader::{Report, Rubric, Subject};
use serde::Serialize;

use crate::scene::State;

/// Everything that a layout places. Equal [`Picture::topology`] means that an old layout still holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Groups before what they hold; otherwise in the order of the template, ghosts last.
    pub items: Vec<Item>,
    /// In a fixed order.
    pub connections: Vec<Connection>,
}

/// A box without a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// As [`crate::Node::id`].
    pub id: String,
    /// As [`crate::Node::label`].
    pub label: String,
    /// As [`crate::Node::type_name`].
    pub type_name: String,
    /// What kind of box it is.
    pub kind: ItemKind,
    /// How it stands.
    pub state: State,
    /// The place in [`Picture::items`] of the group that it lies in.
    pub parent: Option<usize>,
    /// Whether it is a group whose members are folded into it.
    pub collapsed: bool,
    /// How many resources a collapsed group holds.
    pub holds: usize,
    /// Roles, log groups and the like that belong to it.
    pub badges: Vec<Badge>,
    /// The ids of the criteria that are about it.
    pub criteria: Vec<String>,
    /// Line and column, from 1.
    pub place: Option<(u32, u32)>,
}

/// What kind of box it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    /// A resource of the template.
    Resource,
    /// A resource that holds others: a VPC, a subnet.
    Group,
    /// What a criterion asks for and the template does not have.
    Ghost,
}

/// A resource that is drawn as a sign on what uses it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Badge {
    /// What it is.
    pub kind: BadgeKind,
    /// Its logical id.
    pub id: String,
    /// Its type.
    #[serde(rename = "type")]
    pub type_name: String,
    /// How it stands.
    pub state: State,
    /// The ids of the criteria that are about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<String>,
    /// Where it is written, from 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
}

/// What a badge stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum BadgeKind {
    /// An IAM role, its policies and instance profiles.
    Role,
    /// A resource policy: of a queue, a topic, a bucket, a function's permission.
    Policy,
    /// A log group.
    Logs,
    /// A KMS key.
    Key,
    /// A security group.
    Guard,
}

/// A line without a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Connection {
    /// As [`crate::Edge::id`].
    pub id: String,
    /// A place in [`Picture::items`].
    pub from: usize,
    /// A place in [`Picture::items`].
    pub to: usize,
    /// The relation's name as in criteria.
    pub relation: &'static str,
    /// How it stands.
    pub state: State,
    /// The connector that makes it, when it is a resource of its own.
    pub via: Option<String>,
    /// The ids of the criteria that are about it.
    pub criteria: Vec<String>,
    /// Line and column, from 1.
    pub place: Option<(u32, u32)>,
}

/// The picture of a template as it was graded. Never fails: a text that is no template gives an empty picture. `collapsed` names the
/// groups whose members are folded into them.
pub fn picture(
    subject: Subject<'_>,
    rubric: Option<&Rubric>,
    report: Option<&Report>,
    collapsed: &BTreeSet<String>,
) -> Picture {
    let _ = (subject, rubric, report, collapsed);
    todo!()
}

impl Picture {
    /// What a layout depends on: ids, labels, nesting, connections with their relations. States, places in the text and criteria do not
    /// belong to it.
    pub fn topology(&self) -> String {
        todo!()
    }
}
