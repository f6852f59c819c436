//! What is in the picture, before anything has a place: connectors folded into connections, roles and log groups into badges, ghosts
//! of what a criterion misses.

mod draft;
mod finish;
mod fold_table;
mod folding;
mod folds;
mod ghost_lines;
mod ghosts;
mod lines;
mod loose_ends;
mod marks;
mod missing_parts;
mod nesting;

use std::{collections::BTreeSet, fmt::Write as _};

use cfn::Graph;
use grader::{Report, Rubric, Subject};
use serde::Serialize;

use self::{draft::Draft, folding::Folding, marks::Order};
use crate::scene::State;

/// The id of the box that stands for all that are too many to draw, and is no resource itself; no logical id has a colon.
pub(crate) const MORE: &str = "more:";

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

impl BadgeKind {
    /// Its name in the published format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Policy => "policy",
            Self::Logs => "logs",
            Self::Key => "key",
            Self::Guard => "guard",
        }
    }
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
    let document = cfn::parse(subject.text);
    let model = cfn::resolve(&document, subject.parameters);
    let graph = Graph::of(&model);
    let sketches = rubric.map_or_else(Vec::new, |rubric| {
        grader::sketch_of(&document, &model, rubric)
    });
    let order = Order::of(rubric, report);
    let boxed = ghosts::boxed(
        &sketches,
        |id| graph.names().id(id),
        |index| {
            let resource = model.resources.get(index);
            resource.map_or_else(String::new, |resource| resource.type_name.to_owned())
        },
    );
    let folding = Folding::of(&model, &graph, &boxed);
    let mut draft = Draft::new(&model, &graph, folding);
    nesting::nest(&mut draft);
    lines::draw(&mut draft);
    ghosts::draw(&mut draft, &sketches, &order);
    loose_ends::draw(&mut draft);
    marks::of_sketches(&mut draft, &sketches, &order);
    if let Some(report) = report {
        marks::of_report(&mut draft, report, &order);
    }
    finish::finish(&draft, &order, collapsed)
}

impl Picture {
    /// What a layout depends on: ids, labels, types, nesting, connections with their relations. Badges, states, places in the text and
    /// criteria do not belong to it. Two pictures have the same topology only when all of that is the same: every text stands behind
    /// its length.
    pub fn topology(&self) -> String {
        let mut text = String::with_capacity(64 * self.items.len() + 32 * self.connections.len());
        let mut put = |part: &str| {
            // Writing to a text cannot fail.
            let _ = write!(text, "{}:{part}", part.len());
        };
        for item in &self.items {
            put(&item.id);
            put(&item.label);
            put(&item.type_name);
            let parent = item.parent.map_or(0, |parent| parent + 1);
            put(&format!(
                "{parent} {} {} {}",
                item.collapsed,
                item.holds,
                match item.kind {
                    ItemKind::Resource => "resource",
                    ItemKind::Group => "group",
                    ItemKind::Ghost => "ghost",
                }
            ));
        }
        for connection in &self.connections {
            put(&format!(
                "{} {} {}",
                connection.from, connection.to, connection.relation
            ));
        }
        text
    }
}
