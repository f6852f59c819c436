//! Gathers edges while connectors are read: drops what a condition takes away, orders what is left, and keeps each edge once.

use crate::{Decision, Model, Resource, Span};

use super::{
    Edge, Graph, OpenEnd, Relation, connectors,
    ends::{self, End, Named},
    names::Names,
    references, table,
};

pub(super) struct Builder<'m, 'v> {
    pub(super) model: &'m Model<'v>,
    pub(super) names: Names,
    edges: Vec<Edge>,
    open_ends: Vec<OpenEnd>,
}

/// An edge that a connector says.
#[derive(Clone, Copy)]
pub(super) struct Link {
    pub(super) from: usize,
    pub(super) relation: Relation,
    pub(super) to: usize,
    pub(super) via: Option<usize>,
    pub(super) span: Span,
    pub(super) uncertain: bool,
}

pub(super) fn build(model: &Model<'_>) -> Graph {
    let mut builder = Builder {
        model,
        names: Names::of(model),
        edges: Vec::new(),
        open_ends: Vec::new(),
    };
    for (index, resource) in model.resources.iter().enumerate() {
        if resource.presence == Decision::False {
            continue;
        }
        references::add(&mut builder, index, resource);
        builder.add_rules(index, resource);
        builder.add_links(index, resource);
        connectors::add(&mut builder, index, resource);
    }
    builder.sort();
    builder.add_hidden();
    builder.sort();
    let mut by_target: Vec<usize> = (0..builder.edges.len()).collect();
    by_target.sort_by_key(|index| {
        let edge = &builder.edges[*index];
        (edge.to, edge.relation, edge.from)
    });
    Graph {
        by_target,
        edges: builder.edges,
        open_ends: builder.open_ends,
        names: builder.names,
    }
}

impl Builder<'_, '_> {
    /// Adds an edge, unless one of its ends or its connector is not there, or it would lead to itself.
    pub(super) fn add(&mut self, link: Link) {
        let presence = |index: usize| {
            self.model
                .resources
                .get(index)
                .map_or(Decision::False, |resource| resource.presence)
        };
        let all = [Some(link.from), Some(link.to), link.via];
        let mut certainty = if link.uncertain {
            Decision::Unknown
        } else {
            Decision::True
        };
        for presence in all.into_iter().flatten().map(presence) {
            match presence {
                Decision::False => return,
                Decision::Unknown => certainty = Decision::Unknown,
                Decision::True => {}
            }
        }
        let wanted = self
            .model
            .resources
            .get(link.to)
            .is_some_and(|resource| link.relation.can_lead_to(resource.type_name));
        if link.from == link.to || !wanted {
            return;
        }
        self.edges.push(Edge {
            from: link.from,
            relation: link.relation,
            to: link.to,
            via: link.via,
            span: link.span,
            certainty,
        });
    }

    fn is_type(&self, index: usize, types: &[&str]) -> bool {
        self.model
            .resources
            .get(index)
            .is_some_and(|resource| types.contains(&resource.type_name))
    }

    /// Adds the edge to, or from, what stands at the end of a path; `outwards` says which.
    pub(super) fn add_end(
        &mut self,
        index: usize,
        relation: Relation,
        outwards: bool,
        via: Option<usize>,
        end: End,
    ) {
        match end.named {
            Named::Resource(other) => {
                let (from, to) = if outwards {
                    (index, other)
                } else {
                    (other, index)
                };
                self.add(Link {
                    from,
                    relation,
                    to,
                    via,
                    span: end.span,
                    uncertain: end.uncertain,
                });
            }
            Named::Open(reason) => self.open_ends.push(OpenEnd {
                resource: index,
                is_from: outwards,
                relation,
                span: end.span,
                reason,
            }),
        }
    }

    pub(super) fn ends(&self, resource: &Resource<'_>, path: &str, services: &[&str]) -> Vec<End> {
        ends::ends(&self.names, &resource.properties, path, services)
    }

    fn add_rules(&mut self, index: usize, resource: &Resource<'_>) {
        for rule in table::rules(resource.type_name) {
            for end in self.ends(resource, rule.path, rule.services) {
                self.add_end(index, rule.relation, rule.outwards, None, end);
            }
        }
    }

    /// Connectors that are resources of their own.
    fn add_links(&mut self, index: usize, resource: &Resource<'_>) {
        for link in table::links(resource.type_name) {
            let [from_services, to_services] = link.services;
            let starts = self.ends(resource, link.from, from_services);
            let ends = self.ends(resource, link.to, to_services);
            for start in &starts {
                for end in &ends {
                    self.add_pair(index, link.relation, start, end);
                }
            }
        }
    }

    /// One edge by way of a connector; where one end cannot be followed, the other is an open one.
    pub(super) fn add_pair(&mut self, via: usize, relation: Relation, start: &End, end: &End) {
        let uncertain = start.uncertain || end.uncertain;
        match (&start.named, &end.named) {
            (Named::Resource(from), _) => {
                let end = End {
                    uncertain,
                    ..end.clone()
                };
                self.add_end(*from, relation, true, Some(via), end);
            }
            (Named::Open(reason), Named::Resource(to)) => self.open_ends.push(OpenEnd {
                resource: *to,
                is_from: false,
                relation,
                span: start.span,
                reason: reason.clone(),
            }),
            (Named::Open(_), Named::Open(_)) => {}
        }
    }

    /// What is behind a resource that only stands between: the role of a profile, the VPC of a subnet, the subnets of a group, the
    /// stream of a consumer, the key of an alias.
    fn add_hidden(&mut self) {
        let mut hidden = Vec::new();
        for first in &self.edges {
            let Some(middle) = self.model.resources.get(first.to) else {
                continue;
            };
            let passes = table::BETWEEN.iter().any(|between| {
                between.type_name == middle.type_name && between.relation == first.relation
            });
            if passes {
                for second in range(&self.edges, first.to, first.relation) {
                    hidden.push(joined(first, second, first.relation));
                }
            }
        }
        for (index, resource) in self.model.resources.iter().enumerate() {
            let Some((_, property)) = table::SUBNET_GROUPS
                .iter()
                .find(|(type_name, _)| *type_name == resource.type_name)
            else {
                continue;
            };
            for end in self.ends(resource, property, &[]) {
                if let Named::Resource(group) = end.named {
                    for second in range(&self.edges, group, Relation::ContainedIn) {
                        hidden.push(Edge {
                            from: index,
                            via: Some(group),
                            span: end.span,
                            ..second.clone()
                        });
                    }
                }
            }
        }
        self.aliases(&mut hidden);
        self.consumers(&mut hidden);
        for edge in hidden {
            self.add(Link {
                from: edge.from,
                relation: edge.relation,
                to: edge.to,
                via: edge.via,
                span: edge.span,
                uncertain: edge.certainty == Decision::Unknown,
            });
        }
    }

    /// The key behind an alias.
    fn aliases(&self, hidden: &mut Vec<Edge>) {
        for edge in &self.edges {
            if edge.relation != Relation::EncryptsWith
                || !self.is_type(edge.to, &["AWS::KMS::Alias"])
            {
                continue;
            }
            let Some(alias) = self.model.resources.get(edge.to) else {
                continue;
            };
            for end in self.ends(alias, "TargetKeyId", &["kms"]) {
                if let Named::Resource(key) = end.named {
                    hidden.push(Edge {
                        to: key,
                        via: Some(edge.to),
                        ..edge.clone()
                    });
                }
            }
        }
    }

    /// The stream behind a consumer with throughput of its own.
    fn consumers(&self, hidden: &mut Vec<Edge>) {
        for edge in &self.edges {
            if edge.relation != Relation::Delivers
                || !self.is_type(edge.from, &["AWS::Kinesis::StreamConsumer"])
            {
                continue;
            }
            let Some(consumer) = self.model.resources.get(edge.from) else {
                continue;
            };
            for end in self.ends(consumer, "StreamARN", &["kinesis"]) {
                if let Named::Resource(stream) = end.named {
                    hidden.push(Edge {
                        from: stream,
                        ..edge.clone()
                    });
                }
            }
        }
    }

    /// Orders, and keeps of equal edges the one that is certain, else the first in the text.
    fn sort(&mut self) {
        let doubt = |edge: &Edge| edge.certainty != Decision::True;
        self.edges.sort_by(|a, b| {
            (a.from, a.relation, a.to, doubt(a), a.span).cmp(&(
                b.from,
                b.relation,
                b.to,
                doubt(b),
                b.span,
            ))
        });
        self.edges.dedup_by(|later, kept| {
            (later.from, later.relation, later.to) == (kept.from, kept.relation, kept.to)
        });
        self.open_ends.sort_by(|a, b| {
            (a.resource, a.relation, a.is_from, a.span)
                .cmp(&(b.resource, b.relation, b.is_from, b.span))
        });
        self.open_ends.dedup();
    }
}

/// The edges of a relation from a resource; `edges` are sorted.
pub(super) fn range(edges: &[Edge], from: usize, relation: Relation) -> &[Edge] {
    let start = edges.partition_point(|edge| (edge.from, edge.relation) < (from, relation));
    let end = edges.partition_point(|edge| (edge.from, edge.relation) <= (from, relation));
    edges.get(start..end).unwrap_or_default()
}

/// Where in `by_target` the edges of a relation to a resource stand.
pub(super) fn target_range(
    edges: &[Edge],
    by_target: &[usize],
    to: usize,
    relation: Relation,
) -> std::ops::Range<usize> {
    let key = |index: &usize| edges.get(*index).map(|edge| (edge.to, edge.relation));
    let start = by_target.partition_point(|index| key(index) < Some((to, relation)));
    let end = by_target.partition_point(|index| key(index) <= Some((to, relation)));
    start..end
}

fn joined(first: &Edge, second: &Edge, relation: Relation) -> Edge {
    let certain = first.certainty == Decision::True && second.certainty == Decision::True;
    Edge {
        from: first.from,
        relation,
        to: second.to,
        via: Some(first.to),
        span: first.span,
        certainty: if certain {
            Decision::True
        } else {
            Decision::Unknown
        },
    }
}
