//! What a `graph` says of each outcome: what is there, what is missing, and what would make it.

use cfn::{Advice, Decision, Relation};
use serde_json::Value as Json;

use super::{Differ, Edge, Graph, NamedNode, search};
use crate::{
    inspect,
    kinds::Outcome,
    path::Path,
    remedy::{Change, Remedy, free_id, json_of, written},
    report::{Evidence, Part, Verdict},
    walk::{Arrival, walk},
    wording,
    world::World,
};

/// How a relation is said: of two resources, of one that lacks it, and what it is about.
struct Words {
    relation: Relation,
    /// Between two names.
    says: &'static str,
    /// Before one name, what is missing from it.
    lacks: &'static str,
    /// The idea, for someone who has not met it.
    idea: &'static str,
}

const WORDS: &[Words] = &[
    words(
        Relation::References,
        "refers to",
        "no reference from",
        "Resources of a template are tied together by references: CloudFormation then knows in which order to make them, and the name follows when it changes.",
    ),
    words(
        Relation::Reaches,
        "reaches",
        "no way of references from",
        "One resource can depend on another by way of others. Follow the references one by one until the way ends.",
    ),
    words(
        Relation::DependsOn,
        "depends on",
        "no `DependsOn` on",
        "CloudFormation makes resources in parallel unless one refers to another. Where no reference says so, the order has to be asked for.",
    ),
    words(
        Relation::Delivers,
        "delivers to",
        "nothing is delivered from",
        "Having a source and a target is not enough: something has to connect them, so that what arrives at one is handed to the other.",
    ),
    words(
        Relation::DeadLettersTo,
        "sends what fails to",
        "no dead-letter queue on",
        "What cannot be processed must neither be lost nor block the rest. It is set aside after a few attempts, for a person to look at.",
    ),
    words(
        Relation::Assumes,
        "runs with the role",
        "no role on",
        "Code gets its rights from a role that it runs with, never from keys that it carries.",
    ),
    words(
        Relation::ContainedIn,
        "lies in",
        "no place in the network for",
        "Where a resource lies decides what can reach it, and what it can reach.",
    ),
    words(
        Relation::Protects,
        "protects",
        "nothing is protected by",
        "A guard only works where it is attached. A group or firewall that nothing names protects nothing.",
    ),
    words(
        Relation::Notifies,
        "notifies",
        "no notification from",
        "A problem that nobody hears of is not handled. Something has to carry the news to people or to machines.",
    ),
    words(
        Relation::LogsTo,
        "writes its logs to",
        "no logs from",
        "What happened can only be found out later when it was written down, in a place that is kept.",
    ),
    words(
        Relation::EncryptsWith,
        "is encrypted with",
        "no key on",
        "With a key of one's own one decides who can read the data, and can see each use of the key.",
    ),
];

const fn words(
    relation: Relation,
    says: &'static str,
    lacks: &'static str,
    idea: &'static str,
) -> Words {
    Words {
        relation,
        says,
        lacks,
        idea,
    }
}

fn of(relation: Relation) -> &'static Words {
    WORDS
        .iter()
        .find(|words| words.relation == relation)
        .unwrap_or(&WORDS[0])
}

impl Graph {
    pub(super) fn met(&self, world: &World<'_>, bound: &[usize]) -> Outcome {
        let bound: Vec<Option<usize>> = bound.iter().copied().map(Some).collect();
        let parts = self.parts(world, &bound);
        let message = match self.edges.as_slice() {
            [] if !self.differ.is_empty() => {
                let said: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
                said.join(" ")
            }
            [] => {
                let names: Vec<String> = bound
                    .iter()
                    .flatten()
                    .map(|index| format!("`{}`", world.resource(*index).id))
                    .collect();
                format!("It is there: {}.", names.join(", "))
            }
            edges => self.chain(world, edges, &bound),
        };
        Outcome {
            message,
            evidence: parts
                .iter()
                .filter_map(|part| part.evidence.clone())
                .collect(),
            parts,
            ..Outcome::of(Verdict::Pass)
        }
    }

    /// Whole sentences for edges that are there.
    fn chain(&self, world: &World<'_>, edges: &[Edge], bound: &[Option<usize>]) -> String {
        let texts: Vec<String> = edges
            .iter()
            .filter_map(|edge| {
                let (from, to) = (bound[edge.from]?, bound[edge.to]?);
                Some(says(world, edge.relation, from, to))
            })
            .collect();
        format!("{}.", texts.join("; "))
    }

    pub(super) fn perhaps(&self, world: &World<'_>, bound: &[usize]) -> Outcome {
        let bound: Vec<Option<usize>> = bound.iter().copied().map(Some).collect();
        let parts = self.parts(world, &bound);
        let open = parts.iter().find(|part| part.verdict == Verdict::Unknown);
        let (message, evidence) = match open {
            Some(part) => (part.text.clone(), part.evidence.clone()),
            None => self.open_node(world, &bound),
        };
        Outcome {
            message,
            evidence: evidence.into_iter().collect(),
            parts,
            ..Outcome::of(Verdict::Unknown)
        }
    }

    /// Of which node it is not known whether it is as it should be, and why.
    fn open_node(&self, world: &World<'_>, bound: &[Option<usize>]) -> (String, Option<Evidence>) {
        let doubts = self.nodes.iter().zip(bound).filter_map(|(node, index)| {
            let index = (*index)?;
            let doubt = node.select.doubt(index, world)?;
            let place = node
                .select
                .judge(index, world)
                .find(|(_, judged)| judged.decision == Decision::Unknown)
                .map(|(assert, judged)| assert.evidence(world.resource(index), &judged));
            Some((
                format!("This cannot be decided: {doubt}."),
                Some(place.unwrap_or_else(|| world.place(index))),
            ))
        });
        doubts.into_iter().next().unwrap_or_else(|| {
            let unknown = "This cannot be decided: something that it depends on is not known.";
            (unknown.to_owned(), None)
        })
    }

    pub(super) fn too_complex(&self, world: &World<'_>) -> Outcome {
        Outcome {
            message: "This is too complex to decide: too many resources could be meant.".to_owned(),
            evidence: vec![Evidence::at(world.resources_span())],
            ..Outcome::of(Verdict::Unknown)
        }
    }

    /// A loop or macro may make what is missing.
    pub(super) fn made_later(&self, world: &World<'_>) -> Option<Outcome> {
        let (node, unexpanded) = self
            .nodes
            .iter()
            .find_map(|node| Some((node, node.select.unexpanded(world)?)))?;
        Some(Outcome {
            message: format!(
                "Whether this is met cannot be decided: `{}` makes {} only when the template is deployed.",
                unexpanded.key,
                node.select.nouns_of_many()
            ),
            evidence: vec![Evidence::at(unexpanded.span)],
            ..Outcome::of(Verdict::Unknown)
        })
    }

    pub(super) fn not_met(&self, world: &World<'_>, bound: &[Option<usize>]) -> Outcome {
        let parts = self.parts(world, bound);
        let is_met = |edge: &&Edge| self.holds(world, edge, bound) == Decision::True;
        let met: Vec<Edge> = self.edges.iter().filter(is_met).cloned().collect();
        let missing: Vec<String> = self.missing(world, bound);
        let there = if met.is_empty() {
            String::new()
        } else {
            let chain = self.chain(world, &met, bound);
            format!("{}; ", chain.trim_end_matches('.'))
        };
        let mut evidence: Vec<Evidence> = parts
            .iter()
            .filter(|part| part.verdict == Verdict::Fail)
            .filter_map(|part| part.evidence.clone())
            .collect();
        let mut seen: Vec<Evidence> = Vec::new();
        evidence.retain(|place| {
            let new = !seen.contains(place);
            seen.push(place.clone());
            new
        });
        if evidence.is_empty() {
            evidence.push(Evidence::at(world.resources_span()));
        }
        let share = match self.edges.len() {
            0 => 0.0,
            all => met.len() as f64 / all as f64,
        };
        let first = missing.first().map_or("", String::as_str);
        let more = match missing.len().saturating_sub(1) {
            0 => String::new(),
            1 => " One more thing is missing.".to_owned(),
            count => format!(" {count} more things are missing."),
        };
        let message = if there.is_empty() {
            format!("{}.{more}", capital(first))
        } else {
            format!("{there}{first}.{more}")
        };
        // All edges can be there while a difference is not.
        let verdict = if share > 0.0 && share < 1.0 {
            Verdict::Partial
        } else {
            Verdict::Fail
        };
        let all = self.nodes.len() + self.edges.len() + self.differ.len();
        let differ = parts
            .iter()
            .filter(|part| part.verdict == Verdict::Pass)
            .count()
            .saturating_sub(met.len());
        let there = bound.iter().flatten().count() + met.len() + differ;
        Outcome {
            share,
            nearness: there as f64 / all as f64,
            message,
            evidence,
            parts,
            ..Outcome::of(verdict)
        }
    }

    fn holds(&self, world: &World<'_>, edge: &Edge, bound: &[Option<usize>]) -> Decision {
        match (bound[edge.from], bound[edge.to]) {
            (Some(from), Some(to)) => search::holds(world, edge.relation, from, to),
            _ => Decision::False,
        }
    }

    /// What is missing, each as the end of a sentence.
    fn missing(&self, world: &World<'_>, bound: &[Option<usize>]) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for (node, bound) in self.nodes.iter().zip(bound) {
            if bound.is_none() && self.has_no_candidate(world, node) {
                texts.push(self.no_node(world, node));
            }
        }
        for edge in &self.edges {
            if self.holds(world, edge, bound) != Decision::True && !self.is_said(world, edge, bound)
            {
                texts.push(self.no_edge(world, edge, bound));
            }
        }
        for differ in &self.differ {
            if let [Some(left), Some(right)] = differ.nodes.map(|node| bound[node])
                && differ.holds(world, left, right) != Decision::True
            {
                texts.push(same(world, differ, left, right));
            }
        }
        texts
    }

    fn has_no_candidate(&self, world: &World<'_>, node: &NamedNode) -> bool {
        node.select.resources(world).is_empty()
    }

    /// Whether an edge is missing because a node is, which is said on its own.
    fn is_said(&self, world: &World<'_>, edge: &Edge, bound: &[Option<usize>]) -> bool {
        [edge.from, edge.to]
            .into_iter()
            .any(|node| bound[node].is_none() && self.has_no_candidate(world, &self.nodes[node]))
    }

    /// A node for which there is no resource: what is nearest, when something has its type.
    fn no_node(&self, world: &World<'_>, node: &NamedNode) -> String {
        let near = node
            .select
            .of_type_and_name(world)
            .into_iter()
            .max_by_key(|index| {
                let met = node
                    .select
                    .judge(*index, world)
                    .filter(|(_, judged)| judged.decision == Decision::True)
                    .count();
                (met, std::cmp::Reverse(*index))
            });
        let Some(index) = near else {
            let misspelt = node
                .select
                .types
                .iter()
                .find_map(|type_name| world.misspelt(type_name))
                .map_or_else(String::new, |misspelt| {
                    format!(". {}", misspelt.sentence().trim_end_matches('?'))
                });
            return format!("there is no {} yet{misspelt}", node.select.noun());
        };
        let wrong: Vec<String> = node
            .select
            .judge(index, world)
            .filter(|(_, judged)| judged.decision != Decision::True)
            .map(|(assert, judged)| {
                let sentence = assert.sentence(world.resource(index), &judged);
                sentence.trim_end_matches('.').to_owned()
            })
            .collect();
        wrong.join("; ")
    }

    /// An edge that is missing, and what would make it.
    fn no_edge(&self, world: &World<'_>, edge: &Edge, bound: &[Option<usize>]) -> String {
        let words = of(edge.relation);
        let Some(from) = bound[edge.from] else {
            let noun = self.nodes[edge.from].select.noun();
            let to = match bound[edge.to] {
                Some(index) => format!("`{}`", world.resource(index).id),
                None => self.nodes[edge.to].select.noun_with_article(),
            };
            return format!("no {noun} {} {to}", words.says);
        };
        let from = format!("`{}`", world.resource(from).id);
        let Some(to) = bound[edge.to] else {
            let noun = self.nodes[edge.to].select.noun_with_article();
            let other = if self.shares(world, edge, bound) {
                " of its own"
            } else {
                ""
            };
            return format!("{from} {} {noun}{other}", does_not(edge.relation));
        };
        let target = &world.resource(to).id;
        let missing = match edge.relation {
            Relation::DeadLettersTo | Relation::Assumes | Relation::EncryptsWith => {
                format!("{} {from}", words.lacks)
            }
            Relation::DependsOn => format!("{from} has no `DependsOn` on `{target}`"),
            _ => format!("{from} {} `{target}`", does_not(edge.relation)),
        };
        match self.advice(world, edge, bound) {
            Some((advice, line)) if advice.resource.is_some() => {
                format!("{missing}: {}, line {line}", advice.text)
            }
            Some((advice, _)) => format!("{missing}: {}", advice.text),
            None => missing,
        }
    }

    /// Whether a node has such an edge, but only to a resource that another node is.
    fn shares(&self, world: &World<'_>, edge: &Edge, bound: &[Option<usize>]) -> bool {
        bound[edge.from].is_some_and(|from| {
            world
                .graph()
                .from(from, edge.relation)
                .any(|found| bound.contains(&Some(found.to)))
        })
    }

    /// How a missing edge is made, and the line of the resource on which it is written.
    fn advice(
        &self,
        world: &World<'_>,
        edge: &Edge,
        bound: &[Option<usize>],
    ) -> Option<(Advice, u32)> {
        let (from, to) = (bound[edge.from]?, bound[edge.to]?);
        let advice = world.graph().advice(world.model, from, edge.relation, to)?;
        let line = advice.resource.map_or_else(
            || world.resources_span().start.line,
            |index| world.resource(index).id_span.start.line,
        );
        Some((advice, line))
    }

    /// One part for each node that is nowhere, each edge and each difference.
    fn parts(&self, world: &World<'_>, bound: &[Option<usize>]) -> Vec<Part> {
        let mut parts = Vec::new();
        for (node, bound) in self.nodes.iter().zip(bound) {
            if bound.is_none() && self.has_no_candidate(world, node) {
                parts.push(Part {
                    verdict: Verdict::Fail,
                    text: format!("{}.", capital(&self.no_node(world, node))),
                    evidence: self.place_of_node(world, node),
                });
            }
        }
        parts.extend(
            self.edges
                .iter()
                .filter(|edge| !self.is_said(world, edge, bound))
                .map(|edge| self.part_of_edge(world, edge, bound)),
        );
        for differ in &self.differ {
            if let [Some(left), Some(right)] = differ.nodes.map(|node| bound[node]) {
                parts.push(part_of_differ(world, differ, left, right));
            }
        }
        parts
    }

    fn place_of_node(&self, world: &World<'_>, node: &NamedNode) -> Option<Evidence> {
        let index = node.select.of_type_and_name(world).into_iter().next();
        Some(match index {
            Some(index) => node
                .select
                .judge(index, world)
                .find(|(_, judged)| judged.decision != Decision::True)
                .map_or_else(
                    || world.place(index),
                    |(assert, judged)| assert.evidence(world.resource(index), &judged),
                ),
            None => Evidence {
                expected: node.select.types.first().cloned(),
                ..Evidence::at(world.resources_span())
            },
        })
    }

    fn part_of_edge(&self, world: &World<'_>, edge: &Edge, bound: &[Option<usize>]) -> Part {
        if let (Some(from), Some(to)) = (bound[edge.from], bound[edge.to]) {
            if let Some(found) = world.graph().edge(from, edge.relation, to) {
                let (verdict, text) = match found.certainty {
                    Decision::True => (Verdict::Pass, says(world, edge.relation, from, to)),
                    Decision::False | Decision::Unknown => (
                        Verdict::Unknown,
                        format!(
                            "Whether {} cannot be decided: {}",
                            says(world, edge.relation, from, to),
                            not_certain(world, &found)
                        ),
                    ),
                };
                return Part {
                    verdict,
                    text: format!("{text}."),
                    evidence: Some(Evidence {
                        resource: Some(world.resource(found.via.unwrap_or(from)).id.to_owned()),
                        ..Evidence::at(found.span)
                    }),
                };
            }
            let open = world.graph().open_ends().iter().find(|open| {
                open.relation == edge.relation
                    && open.resource == if open.is_from { from } else { to }
            });
            if let Some(open) = open {
                return Part {
                    verdict: Verdict::Unknown,
                    text: format!(
                        "Whether {} cannot be decided: {}.",
                        says(world, edge.relation, from, to),
                        open.reason
                    ),
                    evidence: Some(Evidence {
                        resource: Some(world.resource(open.resource).id.to_owned()),
                        ..Evidence::at(open.span)
                    }),
                };
            }
        }
        let evidence = match self.advice(world, edge, bound) {
            Some((advice, _)) => match advice.resource {
                // The value is left to the hints.
                Some(index) => Some(Evidence {
                    path: Some(advice.property),
                    ..world.place(index)
                }),
                None => Some(Evidence {
                    expected: Some(advice.property),
                    ..bound[edge.from].map_or_else(
                        || Evidence::at(world.resources_span()),
                        |index| world.place(index),
                    )
                }),
            },
            None => bound[edge.from]
                .or(bound[edge.to])
                .map(|index| world.place(index)),
        };
        Part {
            verdict: Verdict::Fail,
            text: format!("{}.", capital(&self.no_edge(world, edge, bound))),
            evidence,
        }
    }

    /// The edit that makes the first thing that is missing.
    pub(super) fn edit(&self, world: &World<'_>, bound: &[Option<usize>]) -> Option<Remedy> {
        for (node, bound) in self.nodes.iter().zip(bound) {
            if bound.is_none() && self.has_no_candidate(world, node) {
                let conditions: Vec<_> = node.select.conditions.iter().collect();
                let type_name = node.select.types.first()?;
                let mut remedy = Remedy::of_new_resource(
                    world,
                    type_name,
                    node.select.name.as_ref(),
                    &conditions,
                );
                // It is one step of several: alone it does not make the criterion pass.
                remedy.changes.clear();
                return Some(remedy);
            }
        }
        let missing: Vec<&Edge> = self
            .edges
            .iter()
            .filter(|edge| self.holds(world, edge, bound) != Decision::True)
            .collect();
        let edge = missing.first()?;
        let (advice, line) = self.advice(world, edge, bound)?;
        let only_this = missing.len() == 1
            && self.differ.iter().all(|differ| {
                matches!(
                    differ.nodes.map(|node| bound[node]),
                    [Some(left), Some(right)] if differ.holds(world, left, right) == Decision::True
                )
            });
        let changes = if only_this {
            change(world, &advice).into_iter().collect()
        } else {
            Vec::new()
        };
        let place = match advice.resource {
            Some(index) => format!(
                "Look at `{}`, line {line}: the property `{}` is where it is said.",
                world.resource(index).id,
                advice.property
            ),
            None => format!(
                "A resource of the type `{}` connects the two; it is not there yet.",
                advice.property
            ),
        };
        let value = match (advice.resource, change(world, &advice)) {
            (None, Some(new)) => format!(
                "{}. For example:\n{}",
                capital(&advice.text),
                written(std::slice::from_ref(&new))
            ),
            _ => format!(
                "{}: `{}: {}`.",
                capital(&advice.text),
                advice.property,
                advice.value
            ),
        };
        Some(Remedy {
            concept: of(edge.relation).idea.to_owned(),
            place,
            value,
            changes,
        })
    }
}

/// An advice as an edit.
fn change(world: &World<'_>, advice: &Advice) -> Option<Change> {
    let document = cfn::parse(advice.value.as_bytes());
    let value: Json = json_of(document.root.as_ref()?);
    Some(match advice.resource {
        Some(index) => Change::Set {
            resource: world.resource(index).id.to_owned(),
            path: advice.property.clone(),
            value,
        },
        None => Change::AddResource {
            id: free_id(world, &advice.property),
            type_name: advice.property.clone(),
            properties: value,
        },
    })
}

/// Why an edge that is there is not certain, as the end of a sentence.
fn not_certain(world: &World<'_>, edge: &cfn::Edge) -> String {
    for index in [Some(edge.from), edge.via, Some(edge.to)]
        .into_iter()
        .flatten()
    {
        let resource = world.resource(index);
        if resource.presence == Decision::Unknown {
            return format!(
                "the condition of `{}` depends on something that is not known",
                resource.id
            );
        }
    }
    let connector = world.resource(edge.via.unwrap_or(edge.from));
    let switch = cfn::switch_of(connector.type_name).and_then(|switch| {
        let unknown = connector.properties.get(switch)?.as_unknown()?;
        Some((switch, &unknown.reason))
    });
    match switch {
        Some((switch, reason)) => {
            format!("`{switch}` of `{}` is not known, as {reason}", connector.id)
        }
        None => "a condition depends on something that is not known".to_owned(),
    }
}

fn says(world: &World<'_>, relation: Relation, from: usize, to: usize) -> String {
    format!(
        "`{}` {} `{}`",
        world.resource(from).id,
        of(relation).says,
        world.resource(to).id
    )
}

fn does_not(relation: Relation) -> &'static str {
    match relation {
        Relation::References => "does not refer to",
        Relation::Reaches => "does not reach",
        Relation::DependsOn => "does not depend on",
        Relation::Delivers => "does not deliver to",
        Relation::DeadLettersTo => "does not send what fails to",
        Relation::Assumes => "does not run with the role",
        Relation::ContainedIn => "does not lie in",
        Relation::Protects => "does not protect",
        Relation::Notifies => "does not notify",
        Relation::LogsTo => "does not write its logs to",
        Relation::EncryptsWith => "is not encrypted with",
    }
}

fn part_of_differ(world: &World<'_>, differ: &Differ, left: usize, right: usize) -> Part {
    let (left_id, right_id) = (world.resource(left).id, world.resource(right).id);
    let path = &differ.path.text;
    match differ.holds(world, left, right) {
        Decision::True => Part {
            verdict: Verdict::Pass,
            text: format!(
                "`{path}` of `{left_id}` and `{right_id}` differs{}.",
                both_values(world, &differ.path, left, right)
            ),
            evidence: place_of(world, &differ.path, right),
        },
        Decision::Unknown => Part {
            verdict: Verdict::Unknown,
            text: format!(
                "Whether `{path}` of `{left_id}` and `{right_id}` differs cannot be decided: it is only known when the stack is made."
            ),
            evidence: place_of(world, &differ.path, right),
        },
        Decision::False => Part {
            verdict: Verdict::Fail,
            text: format!("{}.", capital(&same(world, differ, left, right))),
            evidence: place_of(world, &differ.path, right).or_else(|| Some(world.place(right))),
        },
    }
}

/// ": `eu-west-1a` and `eu-west-1b`", where both are short enough to be seen at once.
fn both_values(world: &World<'_>, path: &Path, left: usize, right: usize) -> String {
    let found = |index: usize| place_of(world, path, index).and_then(|place| place.found);
    match (found(left), found(right)) {
        (Some(left), Some(right)) => format!(": `{left}` and `{right}`"),
        _ => String::new(),
    }
}

fn same(world: &World<'_>, differ: &Differ, left: usize, right: usize) -> String {
    let (left_id, right_id) = (world.resource(left).id, world.resource(right).id);
    let path = &differ.path.text;
    for (index, id) in [(left, left_id), (right, right_id)] {
        if place_of(world, &differ.path, index).is_none() {
            return format!(
                "`{id}` has no `{path}`, which has to differ between `{left_id}` and `{right_id}`"
            );
        }
    }
    format!("`{left_id}` and `{right_id}` have the same `{path}`, and it has to differ")
}

fn place_of(world: &World<'_>, path: &Path, index: usize) -> Option<Evidence> {
    let resource = world.resource(index);
    let mut place = None;
    walk(inspect::root(resource, path), path, &mut |arrival| {
        if let (Arrival::Found(found), None) = (arrival, &place) {
            place = Some(Evidence {
                resource: Some(resource.id.to_owned()),
                path: Some(path.text.clone()),
                found: Some(wording::found(found.value).text),
                ..Evidence::at(found.place.mark())
            });
        }
    });
    place
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_relation_has_words() {
        for relation in Relation::all() {
            assert_eq!(
                of(relation).relation,
                relation,
                "words for {}",
                relation.name()
            );
        }
    }
}
