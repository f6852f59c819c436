//! Gathers edges while connectors are read: drops what a condition takes away, orders what is left, and keeps each edge once.

use crate::{Data, Decision, Model, Resource, Span, Value};

use super::{
    Edge, Graph, OpenEnd, Relation, connectors,
    ends::{self, End, Named},
    names::Names,
    references, table,
};

/// How often what is behind is looked for: an instance of a cluster in a group of subnets of a network.
const ROUNDS: usize = 3;
/// No connector names more ends than this; one that does is hostile, and every pair of them would be an edge.
const MOST_ENDS: usize = 100;
/// Most edges found in one round behind what stands between; a template with more is hostile.
const MOST_HIDDEN: usize = 100_000;

pub(super) struct Builder<'m, 'v> {
    pub(super) model: &'m Model<'v>,
    pub(super) names: Names,
    /// Whether what is read just now is switched on.
    switch: Decision,
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
        switch: Decision::True,
        edges: Vec::new(),
        open_ends: Vec::new(),
    };
    for (index, resource) in model.resources.iter().enumerate() {
        if resource.presence == Decision::False {
            continue;
        }
        references::add(&mut builder, index, resource);
        builder.switch = table::SWITCHES
            .iter()
            .find(|(type_name, _, _)| *type_name == resource.type_name)
            .map_or(Decision::True, |(_, property, off)| {
                is_on(resource.properties.get(property), off)
            });
        builder.add_rules(index, resource);
        builder.add_links(index, resource);
        connectors::add(&mut builder, index, resource);
    }
    builder.switch = Decision::True;
    builder.sort();
    builder.add_hidden();
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
        let switch = self.switch_of(link.relation);
        if switch == Decision::False {
            return;
        }
        let mut certainty = if link.uncertain || switch == Decision::Unknown {
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
        if link.from == link.to {
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

    /// What is switched off delivers nothing, and has all the rest.
    fn switch_of(&self, relation: Relation) -> Decision {
        match relation {
            Relation::Delivers => self.switch,
            _ => Decision::True,
        }
    }

    /// Reads a part that has a switch of its own.
    pub(super) fn switched(&mut self, switch: Decision, read: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.switch, switch);
        read(self);
        self.switch = before;
    }

    /// Adds an open end, unless it is switched off.
    pub(super) fn open(&mut self, end: OpenEnd) {
        if self.switch_of(end.relation) != Decision::False {
            self.open_ends.push(end);
        }
    }

    pub(super) fn type_name(&self, index: usize) -> &str {
        self.model
            .resources
            .get(index)
            .map_or("", |resource| resource.type_name)
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
            Named::Open(reason) => self.open(OpenEnd {
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
                if let Named::Resource(other) = end.named
                    && !table::accepts(rule.relation, rule.path, self.type_name(other))
                {
                    continue;
                }
                self.add_end(index, rule.relation, rule.outwards, None, end);
            }
        }
    }

    /// Connectors that are resources of their own.
    fn add_links(&mut self, index: usize, resource: &Resource<'_>) {
        for link in table::links(resource.type_name) {
            let [from_services, to_services] = link.services;
            let mut starts = self.ends(resource, link.from, from_services);
            let mut ends = self.ends(resource, link.to, to_services);
            // Only what is guarded or guards has its type said by the path at its start.
            let (checked, path) = match link.relation {
                Relation::Protects => (&mut starts, link.from),
                _ => (&mut ends, link.to),
            };
            checked.retain(|end| match end.named {
                Named::Resource(other) => {
                    table::accepts(link.relation, path, self.type_name(other))
                }
                Named::Open(_) => true,
            });
            for start in starts.iter().take(MOST_ENDS) {
                for end in ends.iter().take(MOST_ENDS) {
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
            (Named::Open(reason), Named::Resource(to)) => self.open(OpenEnd {
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
    /// stream of a consumer, the key of an alias. In rounds, since what is behind may stand between too.
    fn add_hidden(&mut self) {
        for _ in 0..ROUNDS {
            let before = self.edges.len();
            let mut hidden = Vec::new();
            self.between(&mut hidden);
            self.shared(&mut hidden);
            self.behind(&mut hidden);
            for edge in hidden.into_iter().take(MOST_HIDDEN) {
                self.add(Link {
                    from: edge.from,
                    relation: edge.relation,
                    to: edge.to,
                    via: edge.via,
                    span: edge.span,
                    uncertain: edge.certainty == Decision::Unknown,
                });
            }
            self.sort();
            if self.edges.len() == before {
                return;
            }
        }
    }

    /// Two edges of one relation in a row.
    fn between(&self, hidden: &mut Vec<Edge>) {
        for first in &self.edges {
            let passes = table::BETWEEN.iter().any(|between| {
                between.relation == first.relation && between.type_name == self.type_name(first.to)
            });
            if passes && hidden.len() < MOST_HIDDEN {
                for second in range(&self.edges, first.to, first.relation) {
                    if first.relation == Relation::ContainedIn
                        && self.is_in_another_vpc(first.from, second.to)
                    {
                        continue;
                    }
                    hidden.push(Edge {
                        to: second.to,
                        via: Some(first.to),
                        certainty: both(first.certainty, second.certainty),
                        ..first.clone()
                    });
                }
            }
        }
    }

    /// Whether a resource names a VPC itself, and not this one: what it says goes before where its subnets lie.
    fn is_in_another_vpc(&self, index: usize, vpc: usize) -> bool {
        const VPC: &str = "AWS::EC2::VPC";
        let mut own = range(&self.edges, index, Relation::ContainedIn)
            .iter()
            .filter(|edge| {
                edge.via.is_none()
                    && edge.certainty == Decision::True
                    && self.type_name(edge.to) == VPC
            })
            .peekable();
        self.type_name(vpc) == VPC && own.peek().is_some() && own.all(|edge| edge.to != vpc)
    }

    /// What a resource has from another that it names: the subnets of its group, the role of its launch template.
    fn shared(&self, hidden: &mut Vec<Edge>) {
        let mut guards: Vec<&Edge> = self
            .edges
            .iter()
            .filter(|edge| edge.relation == Relation::Protects)
            .collect();
        guards.sort_by_key(|edge| edge.to);
        for (index, resource) in self.model.resources.iter().enumerate() {
            for shared in table::shared(resource.type_name) {
                if hidden.len() >= MOST_HIDDEN {
                    return;
                }
                for end in self.ends(resource, shared.path, &[]) {
                    let Named::Resource(other) = end.named else {
                        continue;
                    };
                    let copy = |edge: &Edge, from: usize, to: usize| Edge {
                        from,
                        to,
                        via: Some(other),
                        span: end.span,
                        certainty: if end.uncertain {
                            Decision::Unknown
                        } else {
                            edge.certainty
                        },
                        relation: shared.relation,
                    };
                    // A guard guards; everything else starts at what has it.
                    if shared.relation == Relation::Protects {
                        let start = guards.partition_point(|edge| edge.to < other);
                        let own = guards
                            .iter()
                            .skip(start)
                            .take_while(|edge| edge.to == other);
                        hidden.extend(own.map(|edge| copy(edge, edge.from, index)));
                    } else {
                        let own = range(&self.edges, other, shared.relation).iter();
                        hidden.extend(own.map(|edge| copy(edge, index, edge.to)));
                    }
                }
            }
        }
    }

    /// What a resource only stands for: the key of an alias, the function of a version, the stream of a consumer.
    fn behind(&self, hidden: &mut Vec<Edge>) {
        for edge in &self.edges {
            if hidden.len() >= MOST_HIDDEN {
                return;
            }
            for behind in table::BEHIND {
                let middle = if behind.at_the_start {
                    edge.from
                } else {
                    edge.to
                };
                if behind.relation != edge.relation || behind.type_name != self.type_name(middle) {
                    continue;
                }
                let Some(resource) = self.model.resources.get(middle) else {
                    continue;
                };
                for end in self.ends(resource, behind.path, behind.services) {
                    let Named::Resource(other) = end.named else {
                        continue;
                    };
                    let (from, to) = if behind.at_the_start {
                        (other, edge.to)
                    } else {
                        (edge.from, other)
                    };
                    hidden.push(Edge {
                        from,
                        to,
                        // The connector that made the edge stays the one that is named.
                        via: edge.via.or(Some(middle)),
                        certainty: match end.uncertain {
                            true => Decision::Unknown,
                            false => edge.certainty,
                        },
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

/// Whether a switch does not stand on one of the words that turn it off.
pub(super) fn is_on(switch: Option<&Value<'_>>, off: &[&str]) -> Decision {
    match switch.map(|value| &value.data) {
        Some(Data::Text(text)) => Decision::of(
            !off.iter()
                .any(|word| text.resolved.eq_ignore_ascii_case(word)),
        ),
        Some(Data::Unknown(_)) => Decision::Unknown,
        _ => Decision::True,
    }
}

fn both(first: Decision, second: Decision) -> Decision {
    if first == Decision::True && second == Decision::True {
        Decision::True
    } else {
        Decision::Unknown
    }
}
