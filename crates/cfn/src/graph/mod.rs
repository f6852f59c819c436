//! The resource graph: who has to do with whom, and how. Connectors (subscriptions, permissions, event source mappings) are hidden:
//! an edge goes from topic to queue, and names the subscription that makes it. Criteria and pictures are not known here.

mod advice;
mod builder;
mod connectors;
mod ends;
mod kinds;
mod names;
mod references;
mod relation;
mod table;
mod ways;

use std::collections::BTreeSet;

use crate::{Data, Decision, Intrinsic, Model, Span, Value};

pub use names::Names;
pub use relation::Relation;

/// Most references in a row for [`Relation::Reaches`].
const LONGEST_WAY: usize = 6;

/// Every relation between the resources of a template in one world. Resources are meant by their place in [`Model::resources`];
/// those that a false condition takes away, and connectors that are taken away, have no edges.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Ordered by `from`, relation, `to`, place; no two differ in their place alone: the first in the text is kept.
    edges: Vec<Edge>,
    /// Places in `edges`, ordered by `to` and relation.
    by_target: Vec<usize>,
    open_ends: Vec<OpenEnd>,
    names: Names,
}

/// One resource has to do with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Place in [`Model::resources`].
    pub from: usize,
    /// What they have to do with each other; never [`Relation::Reaches`], which is asked for by [`Graph::edge`].
    pub relation: Relation,
    /// Place in [`Model::resources`].
    pub to: usize,
    /// The connector that makes it, when it is a resource of its own: a subscription, an event source mapping.
    pub via: Option<usize>,
    /// Where it is written.
    pub span: Span,
    /// [`Decision::True`], or [`Decision::Unknown`] when a condition that cannot be decided takes part.
    pub certainty: Decision,
}

/// A place where an edge starts whose other end cannot be known: `Endpoint: !ImportValue orders-queue`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenEnd {
    /// The resource that is known.
    pub resource: usize,
    /// Whether the known resource is where the edge would start.
    pub is_from: bool,
    /// What the edge would say.
    pub relation: Relation,
    /// Where it is written.
    pub span: Span,
    /// Why, as the end of a sentence.
    pub reason: String,
}

/// How a relation between two resources would be written, for a learner who has not done so yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The resource on which it is written; `None` when a new resource is needed (a subscription).
    pub resource: Option<usize>,
    /// The property, from `Properties`, or the type of the new resource: `RedrivePolicy.deadLetterTargetArn`,
    /// `AWS::SNS::Subscription`.
    pub property: String,
    /// What to write there, as YAML in one line: `!GetAtt DeadJobs.Arn`; for a new resource its properties as a flow mapping.
    pub value: String,
    /// The end of a sentence: "add `RedrivePolicy` to `Jobs`", "add a subscription of `Orders` to `Jobs`".
    pub text: String,
}

impl Graph {
    /// Finds every edge. Linear in the size of the template and the number of edges.
    pub fn of(model: &Model<'_>) -> Self {
        builder::build(model)
    }

    /// Every edge, in a fixed order.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// What cannot be followed.
    pub fn open_ends(&self) -> &[OpenEnd] {
        &self.open_ends
    }

    /// How the resources are named in texts.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The edges of a relation that start at a resource. Never gives [`Relation::Reaches`].
    pub fn from(&self, from: usize, relation: Relation) -> impl Iterator<Item = &Edge> {
        builder::range(&self.edges, from, relation).iter()
    }

    /// The edges of a relation that end at a resource. Never gives [`Relation::Reaches`].
    pub fn to(&self, to: usize, relation: Relation) -> impl Iterator<Item = &Edge> {
        self.by_target
            .get(builder::target_range(
                &self.edges,
                &self.by_target,
                to,
                relation,
            ))
            .unwrap_or_default()
            .iter()
            .filter_map(|index| self.edges.get(*index))
    }

    /// The edge between two resources; for [`Relation::Reaches`] the first edge of the shortest way, with the certainty of the
    /// whole way.
    pub fn edge(&self, from: usize, relation: Relation, to: usize) -> Option<Edge> {
        if relation == Relation::Reaches {
            return self
                .way(from, to, true)
                .or_else(|| self.way(from, to, false));
        }
        let edges = builder::range(&self.edges, from, relation);
        edges
            .binary_search_by_key(&to, |edge| edge.to)
            .ok()
            .and_then(|place| edges.get(place))
            .cloned()
    }

    /// A shortest way of references; `certain` leaves out those that a condition may take away.
    fn way(&self, from: usize, to: usize, certain: bool) -> Option<Edge> {
        let mut seen = BTreeSet::from([from]);
        // Each with the edge by which it was first left `from`.
        let mut ends: Vec<(usize, Option<&Edge>)> = vec![(from, None)];
        for _ in 0..LONGEST_WAY {
            let mut next = Vec::new();
            for (end, first) in ends {
                for edge in builder::range(&self.edges, end, Relation::References) {
                    if certain && edge.certainty != Decision::True {
                        continue;
                    }
                    let first = first.unwrap_or(edge);
                    if edge.to == to {
                        return Some(Edge {
                            from,
                            relation: Relation::Reaches,
                            to,
                            certainty: if certain {
                                Decision::True
                            } else {
                                Decision::Unknown
                            },
                            ..first.clone()
                        });
                    }
                    if seen.insert(edge.to) {
                        next.push((edge.to, Some(first)));
                    }
                }
            }
            ends = next;
        }
        None
    }

    /// The resources that a value refers to, by function (`Ref`, `Fn::GetAtt`, `Fn::Sub`) or by a literal name or ARN that only
    /// one resource has; with the place of each reference.
    pub fn targets(&self, model: &Model<'_>, value: &Value<'_>) -> Vec<(usize, Span)> {
        let mut targets = Vec::new();
        self.collect(value, &mut targets);
        targets.retain(|(index, _)| {
            model
                .resources
                .get(*index)
                .is_some_and(|resource| resource.presence != Decision::False)
        });
        targets
    }

    fn collect(&self, value: &Value<'_>, targets: &mut Vec<(usize, Span)>) {
        match &value.data {
            Data::List(items) => items.iter().for_each(|item| self.collect(item, targets)),
            Data::Map(members) => members
                .iter()
                .for_each(|member| self.collect(&member.value, targets)),
            Data::Text(text) => {
                let found = if text.is_symbolic() {
                    self.names.resources_in(&text.resolved)
                } else {
                    self.names.arns_named_in(&text.resolved)
                };
                let whole = self.names.of_text(text, ANY_SERVICE);
                let mut all: Vec<usize> = whole.into_iter().chain(found).collect();
                all.dedup();
                targets.extend(all.into_iter().map(|index| (index, value.span())));
            }
            Data::Unknown(_) => match (&value.function, value.canonical()) {
                (Some(function), None) if function.name != Intrinsic::If => {
                    self.collect(&function.argument, targets);
                }
                (_, Some(text)) => {
                    let found = self.names.resources_in(&text);
                    targets.extend(found.into_iter().map(|index| (index, value.span())));
                }
                _ => {}
            },
            Data::Absent => {}
        }
    }

    /// How to write an edge that is missing; `None` when AWS has no such relation between the two types.
    pub fn advice(
        &self,
        model: &Model<'_>,
        from: usize,
        relation: Relation,
        to: usize,
    ) -> Option<Advice> {
        advice::advice(model, from, relation, to)
    }
}

/// The property that switches a connector of this type on and off: `Enabled` of an event source mapping.
pub fn switch_of(type_name: &str) -> Option<&'static str> {
    let switch =
        |(known, property, _): &(&str, &'static str, _)| (*known == type_name).then_some(*property);
    table::SWITCHES.iter().find_map(switch)
}

/// Services whose bare names mean a resource where any kind of resource may be meant.
const ANY_SERVICE: &[&str] = &[
    "sqs", "sns", "lambda", "dynamodb", "s3", "iam", "kinesis", "logs", "events", "states",
];
