//! A `graph` as it is drawn: a resource for each node where there is one, and what is known of each edge.

use std::cmp::Reverse;

use cfn::Decision;

use super::{Found, Graph, search};
use crate::{
    expected::Expected,
    report::Verdict,
    sketch::{Drawing, SketchEdge, SketchNode},
    world::World,
};

impl Graph {
    /// `None` when it is too complex to decide, so that nothing can be said of any node.
    pub(in crate::kinds) fn draw(&self, world: &World<'_>) -> Option<Drawing> {
        let whole = |bound: Vec<usize>| bound.into_iter().map(Some).collect::<Vec<_>>();
        let (bound, otherwise) = match search::find(self, world) {
            Found::All(bound) => (whole(bound), Verdict::Pass),
            Found::Perhaps(bound) => (whole(bound), Verdict::Unknown),
            Found::TooComplex => return None,
            Found::Nowhere => {
                let bound = search::longest(self, world);
                if self.made_later(world).is_some() {
                    (bound, Verdict::Unknown)
                } else {
                    (self.nearest(world, bound), Verdict::Fail)
                }
            }
        };
        let nodes = self.nodes.iter().zip(&bound);
        let nodes = nodes.map(|(node, index)| SketchNode {
            resource: index.map(|index| world.resource(index).id.to_owned()),
            ..SketchNode::missing(
                &node.name,
                &node.select.types,
                node.select.name.as_ref().and_then(Expected::only_text),
            )
        });
        let edges = self.edges.iter().map(|edge| SketchEdge {
            from: edge.from,
            relation: edge.relation,
            to: edge.to,
            verdict: match (bound[edge.from], bound[edge.to]) {
                (Some(from), Some(to)) => match search::holds(world, edge.relation, from, to) {
                    Decision::True => Verdict::Pass,
                    Decision::Unknown => Verdict::Unknown,
                    Decision::False => otherwise,
                },
                _ => otherwise,
            },
        });
        Some(Drawing {
            edges: edges.collect(),
            nodes: nodes.collect(),
        })
    }

    /// Binds nodes that nothing fits to what has their type and name all the same: a queue with another timeout is not a queue that is
    /// missing. What another node is, is only taken from one that asks for less and has no edge by it.
    fn nearest(&self, world: &World<'_>, mut bound: Vec<Option<usize>>) -> Vec<Option<usize>> {
        for place in 0..self.nodes.len() {
            if bound[place].is_none() && self.near(world, &bound, place).is_none() {
                self.take_over(world, &mut bound, place);
            }
        }
        for place in 0..self.nodes.len() {
            if bound[place].is_none() {
                bound[place] = self.near(world, &bound, place);
            }
        }
        bound
    }

    /// Of what has the type and name of a node, and is no other node, what has most edges, then what meets most conditions.
    fn near(&self, world: &World<'_>, bound: &[Option<usize>], place: usize) -> Option<usize> {
        let select = &self.nodes[place].select;
        let candidates = select.of_type_and_name(world).into_iter();
        candidates
            .filter(|index| !bound.contains(&Some(*index)))
            .max_by_key(|index| {
                let met = select
                    .judge(*index, world)
                    .filter(|(_, judged)| judged.decision == Decision::True)
                    .count();
                (
                    self.edges_with(world, bound, place, *index),
                    met,
                    Reverse(*index),
                )
            })
    }

    /// Gives a node the resource of another one that would do with anything: the only queue is the one that lacks a dead-letter queue,
    /// not the dead-letter queue.
    fn take_over(&self, world: &World<'_>, bound: &mut [Option<usize>], place: usize) {
        let asks = |node: usize| {
            let select = &self.nodes[node].select;
            (select.name.is_some(), select.conditions.len())
        };
        let candidates = self.nodes[place].select.of_type_and_name(world);
        let other = (0..self.nodes.len()).find(|other| {
            bound[*other].is_some_and(|index| {
                candidates.contains(&index)
                    && asks(*other) < asks(place)
                    && self.edges_with(world, bound, *other, index) == 0
            })
        });
        if let Some(other) = other {
            bound[place] = bound[other].take();
        }
    }

    /// How many edges there would be if a node were this resource.
    fn edges_with(
        &self,
        world: &World<'_>,
        bound: &[Option<usize>],
        place: usize,
        index: usize,
    ) -> usize {
        let at = |node: usize| {
            if node == place {
                Some(index)
            } else {
                bound[node]
            }
        };
        self.edges
            .iter()
            .filter(|edge| edge.from == place || edge.to == place)
            .filter(|edge| match (at(edge.from), at(edge.to)) {
                (Some(from), Some(to)) => {
                    search::holds(world, edge.relation, from, to) == Decision::True
                }
                _ => false,
            })
            .count()
    }
}
