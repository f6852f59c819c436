//! The resource graph: who has to do with whom, and how. Connectors (subscriptions, permissions, event source mappings) are hidden:
//! an edge goes from topic to queue, and names the subscription that makes it. Criteria and pictures are not known here.

mod relation;

use crate::{Decision, Model, Span, Value};

pub use relation::Relation;

/// Every relation between the resources of a template in one world. Resources are meant by their place in [`Model::resources`];
/// those that a false condition takes away, and connectors that are taken away, have no edges.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// Ordered by `from`, relation, `to`, place; no two differ in their place alone: the first in the text is kept.
    edges: Vec<Edge>,
    open_ends: Vec<OpenEnd>,
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
        let _ = model;
        Self::default()
    }

    /// Every edge, in a fixed order.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// What cannot be followed.
    pub fn open_ends(&self) -> &[OpenEnd] {
        &self.open_ends
    }

    /// The edges of a relation that start at a resource. Never gives [`Relation::Reaches`].
    pub fn from(&self, from: usize, relation: Relation) -> impl Iterator<Item = &Edge> {
        self.edges
            .iter()
            .filter(move |edge| edge.from == from && edge.relation == relation)
    }

    /// The edges of a relation that end at a resource. Never gives [`Relation::Reaches`].
    pub fn to(&self, to: usize, relation: Relation) -> impl Iterator<Item = &Edge> {
        self.edges
            .iter()
            .filter(move |edge| edge.to == to && edge.relation == relation)
    }

    /// The edge between two resources; for [`Relation::Reaches`] the first edge of the shortest way, with the certainty of the
    /// whole way.
    pub fn edge(&self, from: usize, relation: Relation, to: usize) -> Option<Edge> {
        self.from(from, relation)
            .find(|edge| edge.to == to)
            .cloned()
    }

    /// The resources that a value refers to, by function (`Ref`, `Fn::GetAtt`, `Fn::Sub`) or by a literal name or ARN that only
    /// one resource has; with the place of each reference.
    pub fn targets(&self, model: &Model<'_>, value: &Value<'_>) -> Vec<(usize, Span)> {
        let _ = (model, value);
        Vec::new()
    }

    /// How to write an edge that is missing; `None` when AWS has no such relation between the two types.
    pub fn advice(
        &self,
        model: &Model<'_>,
        from: usize,
        relation: Relation,
        to: usize,
    ) -> Option<Advice> {
        let _ = (model, from, relation, to);
        None
    }
}
