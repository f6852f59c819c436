//! A `graph` as it is drawn: a resource for each node where there is one, and what is known of each edge.

use std::cmp::Reverse;

use cfn::Decision;

use super::{Found, Graph, search};
use crate::{
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
                node.select.name.as_ref().and_then(|name| name.only_text()),
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
    /// missing. What another node is, is not taken.
    fn nearest(&self, world: &World<'_>, mut bound: Vec<Option<usize>>) -> Vec<Option<usize>> {
        for (place, node) in self.nodes.iter().enumerate() {
            if bound[place].is_some() {
                continue;
            }
            let candidates = node.select.of_type_and_name(world).into_iter();
            bound[place] = candidates
                .filter(|index| !bound.contains(&Some(*index)))
                .max_by_key(|index| {
                    let met = node
                        .select
                        .judge(*index, world)
                        .filter(|(_, judged)| judged.decision == Decision::True)
                        .count();
                    (
                        self.edges_with(world, &bound, place, *index),
                        met,
                        Reverse(*index),
                    )
                });
        }
        bound
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
