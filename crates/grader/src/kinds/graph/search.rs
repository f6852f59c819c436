//! The search for resources that fit a graph: backtracking along edges, with a limit to its steps. Sentences are beside it.

use std::collections::BTreeMap;

use cfn::{Data, Decision, Relation, Value};

use super::{Edge, Found, Graph};
use crate::{
    inspect,
    measure::is_element_of_set,
    path::Path,
    walk::{Arrival, walk},
    world::World,
};

/// Steps after which a search gives up.
const MAX_STEPS: usize = 200_000;

/// Steps after which the search for the longest part takes what it has.
const MAX_STEPS_LONGEST: usize = 20_000;

/// Candidates without any edge that the search for the longest part tries for a node.
const UNCONNECTED: usize = 3;

/// Finds one resource for each node.
pub(super) fn find(graph: &Graph, world: &World<'_>) -> Found {
    let mut search = Search::new(graph, world, false);
    match search.run() {
        Some(bound) => return Found::All(bound),
        None if search.steps > MAX_STEPS => return Found::TooComplex,
        None => {}
    }
    let steps = search.steps;
    if !search.something_is_unknown() {
        return Found::Nowhere;
    }
    let mut search = Search::new(graph, world, true);
    search.steps = steps;
    match search.run() {
        Some(bound) => Found::Perhaps(bound),
        None if search.steps > MAX_STEPS => Found::TooComplex,
        None => Found::Nowhere,
    }
}

/// The assignment that meets most edges, as far as the limit allows; the first of equal ones.
pub(super) fn longest(graph: &Graph, world: &World<'_>) -> Vec<Option<usize>> {
    let search = Search::new(graph, world, false);
    let mut longest = Longest {
        best: vec![None; graph.nodes.len()],
        best_score: (0, 0),
        steps: 0,
        search: &search,
    };
    let mut bound = vec![None; graph.nodes.len()];
    longest.extend(&mut bound, 0);
    longest.best
}

struct Search<'g, 'w> {
    graph: &'g Graph,
    world: &'w World<'w>,
    /// For each node the resources that it may be, in document order.
    candidates: Vec<BTreeMap<usize, Decision>>,
    /// The nodes in the order in which they are bound: each, where it can, has an edge to one before it.
    order: Vec<usize>,
    /// Whether what is not known counts as met.
    hopeful: bool,
    steps: usize,
}

impl<'g, 'w> Search<'g, 'w> {
    fn new(graph: &'g Graph, world: &'w World<'w>, hopeful: bool) -> Self {
        let candidates: Vec<BTreeMap<usize, Decision>> = graph
            .nodes
            .iter()
            .map(|node| {
                node.select
                    .resources(world)
                    .into_iter()
                    .filter(|(_, decision)| hopeful || *decision == Decision::True)
                    .collect()
            })
            .collect();
        let order = order(graph, &candidates);
        Self {
            graph,
            world,
            candidates,
            order,
            hopeful,
            steps: 0,
        }
    }

    fn run(&mut self) -> Option<Vec<usize>> {
        if self.candidates.iter().any(BTreeMap::is_empty) {
            return None;
        }
        let mut bound = vec![None; self.graph.nodes.len()];
        if self.extend(&mut bound, 0) {
            return bound.into_iter().collect();
        }
        None
    }

    fn extend(&mut self, bound: &mut Vec<Option<usize>>, depth: usize) -> bool {
        let Some(node) = self.order.get(depth).copied() else {
            return true;
        };
        for candidate in self.choices(node, bound) {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return false;
            }
            if bound.contains(&Some(candidate)) {
                continue;
            }
            bound[node] = Some(candidate);
            if self.fits(node, bound) && self.extend(bound, depth + 1) {
                return true;
            }
            bound[node] = None;
            if self.steps > MAX_STEPS {
                return false;
            }
        }
        false
    }

    /// The resources that a node may be, given what is bound: along an edge when there is one, else all.
    fn choices(&mut self, node: usize, bound: &[Option<usize>]) -> Vec<usize> {
        let candidates = &self.candidates[node];
        let along = self
            .graph
            .edges
            .iter()
            .filter(|edge| edge.relation != Relation::Reaches)
            .find_map(|edge| match (edge.from == node, edge.to == node) {
                (true, _) => bound[edge.to].map(|other| (edge, other, true)),
                (_, true) => bound[edge.from].map(|other| (edge, other, false)),
                _ => None,
            });
        let Some((edge, other, node_is_from)) = along else {
            return candidates.keys().copied().collect();
        };
        if self.hopeful && self.may_be_open(edge) {
            return candidates.keys().copied().collect();
        }
        let graph = self.world.graph();
        let mut choices: Vec<usize> = if node_is_from {
            graph
                .to(other, edge.relation)
                .map(|edge| edge.from)
                .filter(|index| candidates.contains_key(index))
                .collect()
        } else {
            graph
                .from(other, edge.relation)
                .map(|edge| edge.to)
                .filter(|index| candidates.contains_key(index))
                .collect()
        };
        choices.sort_unstable();
        choices.dedup();
        choices
    }

    /// Whether everything about a node that is bound can hold, given what else is bound.
    fn fits(&mut self, node: usize, bound: &[Option<usize>]) -> bool {
        let enough = |decision: Decision| match decision {
            Decision::True => true,
            Decision::Unknown => self.hopeful,
            Decision::False => false,
        };
        for edge in &self.graph.edges {
            if edge.from != node && edge.to != node {
                continue;
            }
            if let (Some(from), Some(to)) = (bound[edge.from], bound[edge.to]) {
                if edge.relation == Relation::Reaches {
                    // A way is looked for each time.
                    self.steps += 20;
                }
                if !enough(holds(self.world, edge.relation, from, to)) {
                    return false;
                }
            }
        }
        for differ in &self.graph.differ {
            if !differ.nodes.contains(&node) {
                continue;
            }
            if let [Some(left), Some(right)] = differ.nodes.map(|node| bound[node])
                && !enough(differ.holds(self.world, left, right))
            {
                return false;
            }
        }
        true
    }

    /// Whether an edge of this relation may be there that cannot be seen.
    fn may_be_open(&self, edge: &Edge) -> bool {
        self.world
            .graph()
            .open_ends()
            .iter()
            .any(|open| open.relation == edge.relation)
    }

    /// Whether a second search, in which what is not known counts as met, could find more.
    fn something_is_unknown(&self) -> bool {
        let graph = self.world.graph();
        let relations = || self.graph.edges.iter().map(|edge| edge.relation);
        let uncertain_edge = relations().any(|relation| {
            graph
                .open_ends()
                .iter()
                .any(|open| open.relation == relation)
                || graph.edges().iter().any(|edge| {
                    edge.certainty == Decision::Unknown
                        && (edge.relation == relation || relation == Relation::Reaches)
                })
        });
        uncertain_edge
            || !self.graph.differ.is_empty()
            || self.graph.nodes.iter().any(|node| {
                node.select
                    .resources(self.world)
                    .iter()
                    .any(|(_, decision)| *decision == Decision::Unknown)
            })
    }
}

/// Whether one resource has a relation to another; unknown when an end that cannot be followed may be it.
pub(super) fn holds(world: &World<'_>, relation: Relation, from: usize, to: usize) -> Decision {
    let graph = world.graph();
    if let Some(edge) = graph.edge(from, relation, to) {
        return edge.certainty;
    }
    let open = graph.open_ends().iter().any(|open| {
        open.relation == relation && open.resource == if open.is_from { from } else { to }
    });
    if open {
        Decision::Unknown
    } else {
        Decision::False
    }
}

/// Whether two resources have different values at a path. What is not there differs from nothing.
pub(super) fn differ(world: &World<'_>, path: &Path, left: usize, right: usize) -> Decision {
    let mut answer = None;
    first(world, path, left, &mut |left| {
        first(world, path, right, &mut |right| {
            answer = Some(different(left, right));
        });
    });
    answer.unwrap_or(Decision::False)
}

fn first(world: &World<'_>, path: &Path, index: usize, visit: &mut dyn FnMut(&Value<'_>)) {
    let resource = world.resource(index);
    let mut seen = false;
    walk(inspect::root(resource, path), path, &mut |arrival| {
        if let (Arrival::Found(found), false) = (arrival, seen) {
            seen = true;
            visit(found.value);
        }
    });
}

fn different(left: &Value<'_>, right: &Value<'_>) -> Decision {
    match (&left.data, &right.data) {
        (Data::Text(one), Data::Text(other)) if one.resolved == other.resolved => Decision::False,
        (Data::Text(one), Data::Text(other)) => {
            let symbols = |text: &str| -> Vec<String> {
                text.split("${")
                    .skip(1)
                    .filter_map(|rest| rest.split_once('}'))
                    .map(|(name, _)| name.to_owned())
                    .collect()
            };
            let symbolic = one.is_symbolic() || other.is_symbolic();
            // Two names or ARNs of two resources are never the same.
            let both_symbols = [one, other].into_iter().all(|text| {
                text.is_symbolic()
                    && text.resolved.starts_with("${")
                    && text.resolved.ends_with('}')
                    && !text.resolved.contains("AWS::")
                    && symbols(&text.resolved).len() == 1
            });
            if both_symbols {
                let of = |text: &str| text.split(['.', '}']).next().map(str::to_owned);
                return Decision::of(of(&one.resolved) != of(&other.resolved));
            }
            // `${AWS::Region}a` is never `${AWS::Region}b`, but may be `us-east-1a`.
            if symbolic && symbols(&one.resolved) != symbols(&other.resolved) {
                Decision::Unknown
            } else {
                Decision::True
            }
        }
        (Data::Unknown(_), Data::Unknown(_)) => match (left.canonical(), right.canonical()) {
            (Some(one), Some(other)) if one == other => Decision::False,
            // Two elements of a list of zones, or of ranges cut from one, are never the same.
            (Some(one), Some(other)) if is_element_of_set(&one) && is_element_of_set(&other) => {
                Decision::of(one != other)
            }
            _ => Decision::Unknown,
        },
        (Data::Unknown(_), _) | (_, Data::Unknown(_)) => Decision::Unknown,
        _ => match (
            crate::measure::spelled(left),
            crate::measure::spelled(right),
        ) {
            (Ok(one), Ok(other)) => Decision::of(one != other),
            _ => Decision::Unknown,
        },
    }
}

/// The nodes in the order in which they are bound: the one with fewest candidates first, then what is connected.
fn order(graph: &Graph, candidates: &[BTreeMap<usize, Decision>]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    while order.len() < graph.nodes.len() {
        let connected = |node: usize| {
            graph.edges.iter().any(|edge| {
                (edge.from == node && order.contains(&edge.to))
                    || (edge.to == node && order.contains(&edge.from))
            })
        };
        let next = (0..graph.nodes.len())
            .filter(|node| !order.contains(node))
            .min_by_key(|node| (!connected(*node), candidates[*node].len(), *node));
        order.extend(next);
    }
    order
}

/// The search for the assignment that meets most.
struct Longest<'s> {
    search: &'s Search<'s, 's>,
    best: Vec<Option<usize>>,
    /// Edges and differences met, nodes bound.
    best_score: (usize, usize),
    steps: usize,
}

impl Longest<'_> {
    fn extend(&mut self, bound: &mut Vec<Option<usize>>, depth: usize) {
        self.steps += 1;
        let score = self.score(bound);
        if score > self.best_score {
            self.best_score = score;
            self.best.clone_from(bound);
        }
        let Some(node) = self.search.order.get(depth).copied() else {
            return;
        };
        let open = self.still_open(depth);
        if self.steps > MAX_STEPS_LONGEST || score.0 + open < self.best_score.0 {
            return;
        }
        for candidate in self.choices(node, bound) {
            if bound.contains(&Some(candidate)) {
                continue;
            }
            bound[node] = Some(candidate);
            self.extend(bound, depth + 1);
            bound[node] = None;
            let all = self.search.graph.edges.len() + self.search.graph.differ.len();
            if self.best_score.0 == all || self.steps > MAX_STEPS_LONGEST {
                return;
            }
        }
        self.extend(bound, depth + 1);
    }

    /// Edges and differences of which an end is not bound yet.
    fn still_open(&self, depth: usize) -> usize {
        let later = &self.search.order[depth..];
        let graph = self.search.graph;
        let edges = graph
            .edges
            .iter()
            .filter(|edge| later.contains(&edge.from) || later.contains(&edge.to))
            .count();
        let differ = graph
            .differ
            .iter()
            .filter(|differ| differ.nodes.iter().any(|node| later.contains(node)))
            .count();
        edges + differ
    }

    /// What an edge leads to first, then a few others.
    fn choices(&self, node: usize, bound: &[Option<usize>]) -> Vec<usize> {
        let candidates = &self.search.candidates[node];
        let graph = self.search.world.graph();
        let mut choices: Vec<usize> = Vec::new();
        for edge in &self.search.graph.edges {
            let other = match (edge.from == node, edge.to == node) {
                (true, _) => bound[edge.to].map(|other| (other, true)),
                (_, true) => bound[edge.from].map(|other| (other, false)),
                _ => None,
            };
            let Some((other, is_from)) = other else {
                continue;
            };
            if is_from {
                choices.extend(graph.to(other, edge.relation).map(|edge| edge.from));
            } else {
                choices.extend(graph.from(other, edge.relation).map(|edge| edge.to));
            }
        }
        choices.retain(|index| candidates.contains_key(index));
        choices.sort_unstable();
        choices.dedup();
        let connected = choices.len();
        // The first node has no edge yet: each of its resources may be where most begins.
        let others = if bound.iter().all(Option::is_none) {
            usize::MAX
        } else {
            UNCONNECTED
        };
        let unconnected: Vec<usize> = candidates
            .keys()
            .filter(|index| {
                !choices[..connected].contains(index) && !bound.contains(&Some(**index))
            })
            .take(others)
            .copied()
            .collect();
        choices.extend(unconnected);
        choices
    }

    fn score(&self, bound: &[Option<usize>]) -> (usize, usize) {
        let Search { graph, world, .. } = self.search;
        let edges = graph
            .edges
            .iter()
            .filter(|edge| {
                matches!(
                    (bound[edge.from], bound[edge.to]),
                    (Some(from), Some(to))
                        if holds(world, edge.relation, from, to) == Decision::True
                )
            })
            .count();
        let differ = graph
            .differ
            .iter()
            .filter(|differ| {
                matches!(
                    differ.nodes.map(|node| bound[node]),
                    [Some(left), Some(right)]
                        if differ.holds(world, left, right) == Decision::True
                )
            })
            .count();
        (edges + differ, bound.iter().flatten().count())
    }
}
