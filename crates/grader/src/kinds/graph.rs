//! The kind `graph`: resources that have to do with each other.
//!
//! # What it checks
//! `nodes` names up to six resources and says which may be meant, each by a select; different names are different resources. `edges` is
//! a list of `[from, relation, to]`, and `differ` of `[a, b, property]`: two nodes whose property is not the same. The criterion is met
//! when the template has such resources. Connectors (subscriptions, permissions, event source mappings) are not nodes: a topic
//! `delivers` to the queue that is subscribed to it. With `partial`, each edge earns its share.
//!
//! # Why it matters
//! Architecture is what is connected to what. A template can have the right topic, queue and function, each perfect, and deliver nothing.
//!
//! # Example
//! ```yaml
//! kind: graph
//! label: Orders that fail are kept aside
//! nodes:
//!   queue: {type: AWS::SQS::Queue}
//!   dead: {type: AWS::SQS::Queue}
//!   worker: {type: [AWS::Lambda::Function, AWS::Serverless::Function]}
//! edges:
//!   - [queue, delivers, worker]
//!   - [queue, deadLettersTo, dead]
//! ```
//!
//! # Fix
//! The message says which edges are there, which one is missing, and what would make it, with the line.

mod drawing;
mod search;
mod sentences;

use cfn::{Decision, Node, Relation, suggest::nearest};

use crate::{
    fields::{Fields, Problems, describe, shorten},
    kinds::Outcome,
    path::Path,
    remedy::Remedy,
    select::Select,
    world::World,
};

pub(super) const FIELDS: &[&str] = &["nodes", "edges", "differ"];

/// Most nodes.
const MAX_NODES: usize = 6;

/// A compiled `graph`.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    nodes: Vec<NamedNode>,
    edges: Vec<Edge>,
    differ: Vec<Differ>,
}

#[derive(Clone, Debug)]
struct NamedNode {
    name: String,
    select: Select,
}

/// Nodes are meant by their places in [`Graph::nodes`].
#[derive(Clone, Debug)]
struct Edge {
    from: usize,
    relation: Relation,
    to: usize,
}

#[derive(Clone, Debug)]
struct Differ {
    nodes: [usize; 2],
    path: Path,
}

/// What the search for such resources came to.
enum Found {
    /// One resource a node, as places in the model.
    All(Vec<usize>),
    /// They may be there, but something that is not known decides.
    Perhaps(Vec<usize>),
    TooComplex,
    Nowhere,
}

impl Graph {
    pub(super) fn compile(fields: &Fields<'_>, problems: &mut Problems) -> Option<Self> {
        let nodes = nodes(fields.required("nodes", problems)?, problems)?;
        let names: Vec<&str> = nodes.iter().map(|node| node.name.as_str()).collect();
        let edges = triples(fields, "edges", "[from, relation, to]", problems)?;
        let edges: Vec<_> = edges
            .into_iter()
            .map(|triple| edge(triple, &names, problems))
            .collect();
        let differ = triples(fields, "differ", "[a, b, property]", problems)?;
        let differ: Vec<_> = differ
            .into_iter()
            .map(|triple| self::differ(triple, &names, problems))
            .collect();
        let edges: Option<Vec<_>> = edges.into_iter().collect();
        let differ: Option<Vec<_>> = differ.into_iter().collect();
        Some(Self {
            edges: edges?,
            differ: differ?,
            nodes,
        })
    }

    pub(crate) fn selects(&self) -> impl Iterator<Item = &Select> {
        self.nodes.iter().map(|node| &node.select)
    }

    pub(crate) fn relations(&self) -> impl Iterator<Item = Relation> {
        self.edges.iter().map(|edge| edge.relation)
    }

    pub(crate) fn differing(&self) -> impl Iterator<Item = &Path> {
        self.differ.iter().map(|differ| &differ.path)
    }

    pub(super) fn evaluate(&self, world: &World<'_>) -> Outcome {
        match search::find(self, world) {
            Found::All(bound) => self.met(world, &bound),
            Found::Perhaps(bound) => self.perhaps(world, &bound),
            Found::TooComplex => self.too_complex(world),
            Found::Nowhere => match self.made_later(world) {
                Some(outcome) => outcome,
                None => self.not_met(world, &search::longest(self, world)),
            },
        }
    }

    pub(super) fn remedy(&self, world: &World<'_>) -> Option<Remedy> {
        match search::find(self, world) {
            Found::Nowhere => self.edit(world, &search::longest(self, world)),
            Found::All(_) | Found::Perhaps(_) | Found::TooComplex => None,
        }
    }
}

impl Differ {
    /// Whether the property of two resources is not the same.
    fn holds(&self, world: &World<'_>, left: usize, right: usize) -> Decision {
        search::differ(world, &self.path, left, right)
    }
}

fn nodes(node: &Node, problems: &mut Problems) -> Option<Vec<NamedNode>> {
    let Some(entries) = node.as_map().filter(|entries| !entries.is_empty()) else {
        problems.error(
            node.span,
            format!(
                "`nodes` must be a mapping from names to selects, not {}",
                describe(node)
            ),
        );
        return None;
    };
    if let Some(first) = entries.get(MAX_NODES) {
        problems.error(
            first.key_span,
            format!("{} nodes are too many: at most {MAX_NODES}", entries.len()),
        );
        return None;
    }
    let nodes: Vec<_> = entries
        .iter()
        .map(|entry| {
            let select = Select::compile(&entry.key, &entry.value, problems)?;
            Some(NamedNode {
                name: entry.key.to_string(),
                select,
            })
        })
        .collect();
    nodes.into_iter().collect()
}

/// The elements of a list of three texts each.
fn triples<'n>(
    fields: &Fields<'n>,
    field: &str,
    form: &str,
    problems: &mut Problems,
) -> Option<Vec<[&'n Node; 3]>> {
    let Some(node) = fields.get(field) else {
        return Some(Vec::new());
    };
    let Some(items) = node.as_list() else {
        problems.error(
            node.span,
            format!("`{field}` must be a list of {form}, not {}", describe(node)),
        );
        return None;
    };
    let triples: Vec<_> = items
        .iter()
        .map(|item| match item.as_list() {
            Some([first, second, third])
                if [first, second, third]
                    .iter()
                    .all(|node| node.as_text().is_some()) =>
            {
                Some([first, second, third])
            }
            _ => {
                problems.error(
                    item.span,
                    format!(
                        "each of `{field}` is written {form}, not {}",
                        describe(item)
                    ),
                );
                None
            }
        })
        .collect();
    triples.into_iter().collect()
}

fn edge([from, relation, to]: [&Node; 3], names: &[&str], problems: &mut Problems) -> Option<Edge> {
    let name = relation.as_text().unwrap_or_default();
    let meant = Relation::named(name);
    if meant.is_none() {
        let near = nearest(name, Relation::all().map(Relation::name));
        let suggestion = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        problems.error(
            relation.span,
            format!("unknown relation `{}`{suggestion}", shorten(name)),
        );
    }
    let ends = (bound(from, names, problems), bound(to, names, problems));
    let (Some(from_place), Some(to_place), Some(relation)) = (ends.0, ends.1, meant) else {
        return None;
    };
    if from_place == to_place {
        problems.error(to.span, "an edge goes from one node to another");
        return None;
    }
    Some(Edge {
        from: from_place,
        relation,
        to: to_place,
    })
}

fn differ([a, b, property]: [&Node; 3], names: &[&str], problems: &mut Problems) -> Option<Differ> {
    let ends = (bound(a, names, problems), bound(b, names, problems));
    let path = Path::parse(property.as_text().unwrap_or_default())
        .map_err(|error| problems.error(property.span, format!("`differ`: {}", error.message)))
        .ok();
    let (Some(left), Some(right), Some(path)) = (ends.0, ends.1, path) else {
        return None;
    };
    if left == right {
        problems.error(b.span, "nothing differs from itself: name two nodes");
        return None;
    }
    Some(Differ {
        nodes: [left, right],
        path,
    })
}

fn bound(node: &Node, names: &[&str], problems: &mut Problems) -> Option<usize> {
    let name = node.as_text().unwrap_or_default();
    let place = names.iter().position(|known| *known == name);
    if place.is_none() {
        let suggestion = nearest(name, names.iter().copied())
            .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        problems.error(
            node.span,
            format!("`{}` is not one of `nodes`{suggestion}", shorten(name)),
        );
    }
    place
}
