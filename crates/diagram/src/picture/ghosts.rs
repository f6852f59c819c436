//! What criteria ask for and the template does not have: missing boxes; their lines are in `ghost_lines`. Two criteria that miss the same thing share
//! one ghost.

use std::collections::BTreeSet;

use cfn::Relation;
use grader::{Sketch, SketchNode, Verdict};

use super::{
    draft::{Draft, DraftBox},
    folds::{Form, fold_of},
    ghost_lines,
    marks::{Marks, Order},
    missing_parts,
    nesting::rank,
};
use crate::{scene::State, service::service};

/// Most ghosts: a mission has at most 200 criteria, but a picture of nothing but ghosts helps nobody.
const MOST_GHOSTS: usize = 60;

/// Where a node of a sketch is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// On these boxes, as this resource.
    There(usize, Vec<usize>),
    /// A ghost, by its place among boxes.
    Ghost(usize),
    /// Nowhere: a connector that is missing, whose neighbours are joined instead; or nothing that can be drawn.
    Nowhere,
}

/// Draws what the sketches say: which lines are asked for and there, and what is missing.
pub(super) fn draw(draft: &mut Draft<'_>, sketches: &[Sketch], order: &Order<'_>) {
    let mut ghosts = Ghosts::default();
    for sketch in sketches {
        let Some(criterion) = order.place(&sketch.criterion) else {
            continue;
        };
        if !missing_parts::draw(draft, sketch, criterion) {
            let stands = ghosts.stands(draft, sketch, criterion);
            ghost_lines::draw(draft, sketch, criterion, &stands);
        }
    }
    ghosts.name(draft);
}

/// Resources that get a box though their type is folded: a criterion misses a line to them that no badge can say.
pub(super) fn boxed(
    sketches: &[Sketch],
    resource: impl Fn(&str) -> Option<usize>,
    type_of: impl Fn(usize) -> String,
) -> BTreeSet<usize> {
    let mut boxed = BTreeSet::new();
    for sketch in sketches {
        let missing = sketch.edges.iter().filter(|edge| {
            edge.verdict == Verdict::Fail
                && matches!(
                    edge.relation,
                    Relation::Assumes
                        | Relation::EncryptsWith
                        | Relation::LogsTo
                        | Relation::Protects
                )
        });
        for place in missing.flat_map(|edge| [edge.from, edge.to]) {
            let found = sketch
                .nodes
                .get(place)
                .and_then(|node| node.resource.as_deref());
            if let Some(index) = found.and_then(&resource)
                && fold_of(&type_of(index)).is_some_and(|fold| matches!(fold.form, Form::Badge(_)))
            {
                boxed.insert(index);
            }
        }
    }
    boxed
}

#[derive(Default)]
struct Ghosts {
    /// What each is known by.
    known: Vec<Known>,
}

/// The lines that a ghost should have to what is there: relation, whether it starts at the ghost, and the box.
type Lines = BTreeSet<(Relation, bool, usize)>;

struct Known {
    at: usize,
    types: Vec<String>,
    /// Those of the types that every criterion that misses it would take.
    fitting: Vec<String>,
    id: Option<String>,
    lines: Lines,
}

impl Ghosts {
    /// Where each node of a sketch is drawn.
    fn stands(&mut self, draft: &mut Draft<'_>, sketch: &Sketch, criterion: usize) -> Vec<Stand> {
        let mut stands: Vec<Stand> = sketch
            .nodes
            .iter()
            .map(|node| match node.resource.as_deref() {
                Some(id) => draft.resource(id).map_or(Stand::Nowhere, |resource| {
                    Stand::There(resource, draft.boxes_of(resource))
                }),
                None => Stand::Nowhere,
            })
            .collect();
        for (place, node) in sketch.nodes.iter().enumerate() {
            if node.resource.is_none()
                && is_missing(sketch, place)
                && !is_connector(sketch, place)
                && let Some(ghost) = self.ghost(draft, sketch, place, node, &stands)
            {
                draft.boxes[ghost].marks.add(criterion, State::Ghost);
                stands[place] = Stand::Ghost(ghost);
            }
        }
        stands
    }

    /// The ghost of a missing node: one that another criterion misses already, or a new one.
    fn ghost(
        &mut self,
        draft: &mut Draft<'_>,
        sketch: &Sketch,
        place: usize,
        node: &SketchNode,
        taken: &[Stand],
    ) -> Option<usize> {
        let lines = lines_to_boxes(sketch, place, taken);
        // Two nodes of one criterion are two things.
        let same = self
            .known
            .iter_mut()
            .find(|known| !taken.contains(&Stand::Ghost(known.at)) && known.is(node, &lines));
        if let Some(known) = same {
            known.lines.extend(lines);
            if node.types.iter().any(|name| known.fitting.contains(name)) {
                known.fitting.retain(|name| node.types.contains(name));
            }
            if known.id.is_none() && node.id.is_some() {
                known.id.clone_from(&node.id);
                draft.boxes[known.at].label = label(sketch, place, node);
            }
            return Some(known.at);
        }
        if self.known.len() >= MOST_GHOSTS {
            return None;
        }
        let at = draft.boxes.len();
        let counterpart = lines.iter().next().copied();
        draft.boxes.push(DraftBox {
            resource: None,
            id: String::new(),
            label: label(sketch, place, node),
            type_name: type_name(node),
            parent: parent(draft, node, &lines),
            badges: Vec::new(),
            marks: Marks::default(),
            place: counterpart.and_then(|(_, _, other)| draft.boxes[other].place),
        });
        self.known.push(Known {
            at,
            types: node.types.clone(),
            fitting: node.types.clone(),
            id: node.id.clone(),
            lines,
        });
        Some(at)
    }

    /// Gives every ghost its id: what it is and which lines it has. Which criteria miss it does not belong to it, since it stays the same
    /// ghost when one of several is met.
    fn name(&self, draft: &mut Draft<'_>) {
        for known in &self.known {
            draft.boxes[known.at].id = known.name(draft);
        }
    }
}

impl Known {
    /// `ghost:<type>:<logical id>` where one is asked for, else `ghost:<type>:<lines>`. Two that have all in common are told apart when
    /// the picture is finished.
    fn name(&self, draft: &Draft<'_>) -> String {
        let type_name = self.fitting.iter().min().map_or("", String::as_str);
        if let Some(id) = &self.id {
            return format!("ghost:{type_name}:{id}");
        }
        let mut lines: Vec<String> = self
            .lines
            .iter()
            .map(|(relation, starts, other)| {
                let other = &draft.boxes[*other];
                let name = match other.resource {
                    Some(_) => &other.id,
                    None => &other.type_name,
                };
                if *starts {
                    format!("{}.{name}", relation.name())
                } else {
                    format!("{name}.{}", relation.name())
                }
            })
            .collect();
        lines.sort_unstable();
        format!("ghost:{type_name}:{}", lines.join("+"))
    }

    /// Whether this is what a node misses too: of the same kind, and with no line that only another one could have.
    fn is(&self, node: &SketchNode, lines: &Lines) -> bool {
        let fits_type = node.types.iter().any(|name| self.types.contains(name));
        if self.id.is_some() && self.id == node.id {
            return fits_type;
        }
        let fits_id = self.id.is_none() || node.id.is_none();
        fits_type && fits_id && !lines.iter().any(|line| self.has_another(line))
    }

    /// Whether it has a line elsewhere that it can only have once. An alarm watches one thing and a queue has a dead-letter queue of its
    /// own; many may deliver to one, or refer to it, and a group of servers lies in several subnets.
    fn has_another(&self, (relation, starts, at): &(Relation, bool, usize)) -> bool {
        let once = match relation {
            Relation::ContainedIn => {
                *starts && self.types.iter().any(|name| is_in_one_subnet(name))
            }
            Relation::DeadLettersTo => true,
            _ => *starts,
        };
        once && !self.lines.contains(&(*relation, *starts, *at))
            && self
                .lines
                .iter()
                .any(|(known, known_starts, _)| known == relation && known_starts == starts)
    }
}

fn is_in_one_subnet(type_name: &str) -> bool {
    matches!(
        type_name,
        "AWS::EC2::Instance" | "AWS::EC2::NatGateway" | "AWS::EC2::RouteTable" | "AWS::EC2::Subnet"
    )
}

/// Whether a sketch says that a node is missing, and not that it may be there.
fn is_missing(sketch: &Sketch, place: usize) -> bool {
    let mut edges = sketch
        .edges
        .iter()
        .filter(|edge| edge.from == place || edge.to == place)
        .peekable();
    if edges.peek().is_some() {
        return edges.any(|edge| edge.verdict == Verdict::Fail);
    }
    // A node without edges beside others is drawn as what it is; alone it is there because it is missing.
    let is_folded = sketch.nodes[place]
        .types
        .iter()
        .all(|name| fold_of(name).is_some());
    (!is_folded || sketch.nodes.len() == 1)
        && sketch
            .edges
            .iter()
            .all(|edge| edge.verdict != Verdict::Unknown)
}

/// Whether a missing node would only connect others: a route, a subscription. The others are joined instead.
pub(super) fn is_connector(sketch: &Sketch, place: usize) -> bool {
    let node = &sketch.nodes[place];
    let is_part = |name: &String| {
        fold_of(name).is_some_and(|fold| {
            fold.form == Form::Part && !fold.hosts.contains(&super::folds::Hosts::Users)
        })
    };
    let others = neighbours(sketch, place);
    let is_rule = |name: &String| {
        matches!(
            name.as_str(),
            "AWS::EC2::NetworkAclEntry"
                | "AWS::EC2::SecurityGroupEgress"
                | "AWS::EC2::SecurityGroupIngress"
        )
    };
    !node.types.is_empty()
        && !others.is_empty()
        && (others.len() >= 2 && node.types.iter().all(is_part) || node.types.iter().all(is_rule))
}

/// The nodes that a node has edges with.
pub(super) fn neighbours(sketch: &Sketch, place: usize) -> Vec<(usize, Relation)> {
    let edges = sketch.edges.iter();
    edges
        .filter_map(|edge| match (edge.from == place, edge.to == place) {
            (true, _) => Some((edge.to, edge.relation)),
            (_, true) => Some((edge.from, edge.relation)),
            _ => None,
        })
        .collect()
}

fn lines_to_boxes(sketch: &Sketch, place: usize, stands: &[Stand]) -> Lines {
    let mut lines = BTreeSet::new();
    for edge in &sketch.edges {
        let (other, starts) = match (edge.from == place, edge.to == place) {
            (true, _) => (edge.to, true),
            (_, true) => (edge.from, false),
            _ => continue,
        };
        match stands.get(other) {
            Some(Stand::There(_, boxes)) => {
                lines.extend(boxes.first().map(|at| (edge.relation, starts, *at)));
            }
            Some(Stand::Ghost(at)) => {
                lines.insert((edge.relation, starts, *at));
            }
            Some(Stand::Nowhere) | None => {}
        }
    }
    lines
}

/// What is written on a ghost: the name that is asked for, else what it is.
fn label(sketch: &Sketch, place: usize, node: &SketchNode) -> String {
    if let Some(id) = &node.id {
        return id.clone();
    }
    let takes_failures = sketch
        .edges
        .iter()
        .any(|edge| edge.to == place && edge.relation == Relation::DeadLettersTo);
    if takes_failures && node.types.iter().all(|name| name == "AWS::SQS::Queue") {
        return "dead-letter queue".to_owned();
    }
    let noun = if node.noun.is_empty() {
        "resource"
    } else {
        &node.noun
    };
    let vowel =
        noun.starts_with(['a', 'e', 'i', 'o', 'A', 'E', 'I', 'O']) || noun.starts_with("HTTP");
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// The type, where all that would do are called the same.
fn type_name(node: &SketchNode) -> String {
    let Some(first) = node.types.first() else {
        return String::new();
    };
    let name = service(first).name;
    if node.types.iter().all(|other| service(other).name == name) {
        first.clone()
    } else {
        String::new()
    }
}

/// The group that a ghost belongs into: the one that is asked for, else for what lies in networks the one of its counterparts, where they
/// have one.
fn parent(draft: &Draft<'_>, node: &SketchNode, lines: &Lines) -> Option<usize> {
    let own = rank(node.types.first().map_or("", String::as_str));
    let inside: Vec<usize> = lines
        .iter()
        .filter(|(relation, starts, _)| *relation == Relation::ContainedIn && *starts)
        .map(|(_, _, at)| *at)
        .filter(|at| rank(draft.type_of(*at)) < own && draft.boxes[*at].resource.is_some())
        .collect();
    match inside[..] {
        [group] => return Some(group),
        [first, ..] => return draft.boxes[first].parent,
        [] => {}
    }
    if !node.types.iter().any(|name| lies_in_a_network(name)) {
        return None;
    }
    let mut groups = lines
        .iter()
        .filter_map(|(_, _, at)| draft.boxes[*at].parent)
        .filter(|group| rank(draft.type_of(*group)) < own);
    let first = groups.next()?;
    groups.all(|group| group == first).then_some(first)
}

/// What joins networks lies in none of them.
fn lies_in_a_network(type_name: &str) -> bool {
    matches!(
        type_name.split("::").nth(1),
        Some(
            "AutoScaling"
                | "EC2"
                | "ECS"
                | "EFS"
                | "ElastiCache"
                | "ElasticLoadBalancingV2"
                | "RDS"
        )
    ) && !matches!(
        type_name,
        "AWS::EC2::TransitGateway" | "AWS::EC2::VPC" | "AWS::EC2::VPCPeeringConnection"
    )
}
