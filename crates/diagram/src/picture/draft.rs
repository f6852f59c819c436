//! A picture while it is made: boxes and lines with what is known of each, before they have their order. What goes into it is decided in
//! the modules beside this one.

use std::collections::{BTreeMap, BTreeSet};

use cfn::{Decision, Edge, Graph, Model, Relation};

use super::{folding::Folding, folds::Form, marks::Marks};

/// Most pairs of boxes that one edge is drawn between, when its ends are drawn on several.
const MOST_PAIRS: usize = 25;

pub(super) struct Draft<'m> {
    pub(super) model: &'m Model<'m>,
    pub(super) graph: &'m Graph,
    pub(super) folding: Folding,
    /// What the template has, in its order, then ghosts.
    pub(super) boxes: Vec<DraftBox>,
    /// By place in the model.
    pub(super) box_of: Vec<Option<usize>>,
    pub(super) lines: BTreeMap<LineKey, Line>,
    /// Pairs of boxes that have a line, the smaller place first.
    joined: BTreeSet<(usize, usize)>,
}

/// From, to and the place of the relation in the criterion language: no two lines have all three in common.
pub(super) type LineKey = (usize, usize, Relation);

pub(super) struct DraftBox {
    /// Place in the model; none for a ghost.
    pub(super) resource: Option<usize>,
    pub(super) id: String,
    pub(super) label: String,
    pub(super) type_name: String,
    /// Place in [`Draft::boxes`].
    pub(super) parent: Option<usize>,
    pub(super) badges: Vec<DraftBadge>,
    pub(super) marks: Marks,
    pub(super) place: Option<(u32, u32)>,
}

pub(super) struct DraftBadge {
    /// Place in the model.
    pub(super) resource: usize,
    pub(super) kind: super::BadgeKind,
    pub(super) marks: Marks,
}

#[derive(Default)]
pub(super) struct Line {
    /// Places in the model, the first in the text first.
    pub(super) via: Vec<usize>,
    pub(super) is_ghost: bool,
    pub(super) marks: Marks,
    pub(super) place: Option<(u32, u32)>,
}

impl Line {
    /// Takes another line in that is drawn as this one: it is missing only when both are.
    pub(super) fn merge(&mut self, other: &Self) {
        for via in &other.via {
            if !self.via.contains(via) {
                self.via.push(*via);
            }
        }
        self.marks.merge(&other.marks);
        if self.is_ghost != other.is_ghost {
            self.is_ghost = false;
            self.marks = self.marks.without_ghosts();
        }
        self.place = self.place.or(other.place);
    }
}

impl<'m> Draft<'m> {
    /// A box for each resource that has one, and badges on them.
    pub(super) fn new(model: &'m Model<'m>, graph: &'m Graph, folding: Folding) -> Self {
        let mut draft = Self {
            model,
            graph,
            folding,
            boxes: Vec::new(),
            box_of: vec![None; model.resources.len()],
            lines: BTreeMap::new(),
            joined: BTreeSet::new(),
        };
        for (index, resource) in model.resources.iter().enumerate() {
            if resource.presence == Decision::False || !draft.folding.is_box(index) {
                continue;
            }
            draft.box_of[index] = Some(draft.boxes.len());
            let start = resource.id_span.start;
            draft.boxes.push(DraftBox {
                resource: Some(index),
                id: resource.id.to_owned(),
                label: resource.id.to_owned(),
                type_name: resource.type_name.to_owned(),
                parent: None,
                badges: Vec::new(),
                marks: Marks::default(),
                place: Some((start.line, start.column)),
            });
        }
        for index in 0..model.resources.len() {
            if let Some(Form::Badge(kind)) = draft.folding.form(index) {
                for host in draft.boxes_of(index) {
                    draft.boxes[host].badges.push(DraftBadge {
                        resource: index,
                        kind,
                        marks: Marks::default(),
                    });
                }
            }
        }
        draft
    }

    /// The boxes on which a resource is drawn, in the template's order.
    pub(super) fn boxes_of(&self, resource: usize) -> Vec<usize> {
        let anchors = self.folding.anchors(resource).iter();
        anchors.filter_map(|anchor| self.box_of[*anchor]).collect()
    }

    /// The place in the model of a logical id.
    pub(super) fn resource(&self, id: &str) -> Option<usize> {
        self.graph.names().id(id)
    }

    /// The type of the resource behind a box; of a ghost what it would be.
    pub(super) fn type_of(&self, at: usize) -> &str {
        &self.boxes[at].type_name
    }

    /// Whether one box lies in another, however deep.
    pub(super) fn is_inside(&self, inner: usize, outer: usize) -> bool {
        let mut at = self.boxes[inner].parent;
        while let Some(parent) = at {
            if parent == outer {
                return true;
            }
            at = self.boxes[parent].parent;
        }
        false
    }

    /// Pairs of boxes between which an edge of the graph is drawn: none where both ends are drawn on one box, or one lies in the other.
    pub(super) fn pairs(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let (starts, ends) = (self.boxes_of(from), self.boxes_of(to));
        if starts.iter().any(|start| ends.contains(start)) {
            return Vec::new();
        }
        let mut pairs = Vec::new();
        for start in &starts {
            for end in &ends {
                if !self.is_inside(*start, *end) && !self.is_inside(*end, *start) {
                    pairs.push((*start, *end));
                }
            }
        }
        pairs.truncate(MOST_PAIRS);
        pairs
    }

    /// Whether two boxes have a line between them, either way.
    pub(super) fn are_joined(&self, one: usize, other: usize) -> bool {
        self.joined.contains(&(one.min(other), one.max(other)))
    }

    /// The boxes that have a line. One that is missing joins nothing, so that what is there stays when a ghost appears.
    pub(super) fn has_lines(&self) -> BTreeSet<usize> {
        self.lines
            .iter()
            .filter(|(_, line)| !line.is_ghost)
            .flat_map(|((from, to, _), _)| [*from, *to])
            .collect()
    }

    /// The line of this key, made when there is none.
    pub(super) fn line(&mut self, key: LineKey) -> &mut Line {
        self.joined.insert((key.0.min(key.1), key.0.max(key.1)));
        self.lines.entry(key).or_default()
    }

    /// Draws an edge of the graph between two boxes; of several that are drawn as one the first keeps its place.
    pub(super) fn add_edge(&mut self, from: usize, to: usize, relation: Relation, edge: &Edge) {
        let connectors = [Some(edge.from), edge.via, Some(edge.to)];
        let folded: Vec<usize> = connectors
            .into_iter()
            .flatten()
            .filter(|index| self.folding.form(*index) == Some(Form::Part))
            .collect();
        let line = self.line((from, to, relation));
        for connector in folded {
            if !line.via.contains(&connector) {
                line.via.push(connector);
            }
        }
        let start = edge.span.start;
        line.place.get_or_insert((start.line, start.column));
    }
}
