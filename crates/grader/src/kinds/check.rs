//! The kind `check`: conditions on selected resources, their number, or their absence.
//!
//! # What it checks
//! `select` says which resources are meant: their `type` (one or several), a pattern for their logical id (`name`) and conditions
//! (`where`). `count` says how many of them there have to be. `assert` is a list of conditions, and `match` says for which of the
//! resources they have to hold together: for `any` of them (the default), for `all`, or for `none`. Without `assert` and `count`,
//! `any` asks for one such resource and `none` for its absence. With `partial`, each condition earns its share.
//!
//! # Why it matters
//! A requirement is seldom one value: every bucket is encrypted *and* private; there is at most one NAT gateway; no table is provisioned.
//! One criterion says it as the customer would.
//!
//! # Example
//! ```yaml
//! kind: check
//! label: Every queue keeps messages long enough
//! select: {type: AWS::SQS::Queue}
//! match: all
//! count: {min: 1}
//! assert:
//!   - {property: MessageRetentionPeriod, op: gte, value: 4 days, measure: seconds}
//! ```
//!
//! # Fix
//! The message names the resource that is nearest and what is still wrong with it. Change that, on the line it names.

mod sentences;

use cfn::{Decision, Node, NodeKind};

use crate::{
    assert::{Assert, Judged},
    expected::Expected,
    fields::{Fields, Problems, describe},
    kinds::Outcome,
    remedy::{Change, Remedy},
    rubric::mapping,
    select::Select,
    sketch::Drawing,
    world::World,
};

pub(super) const FIELDS: &[&str] = &["select", "match", "count", "assert"];

/// A compiled `check`.
#[derive(Clone, Debug)]
pub(crate) struct Check {
    select: Select,
    matching: Match,
    count: Option<Count>,
    asserts: Vec<Assert>,
}

/// For which of the selected resources the conditions have to hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Match {
    #[default]
    Any,
    All,
    None,
}

impl Match {
    const WORDS: &'static [(&'static str, Match)] = &[
        ("any", Match::Any),
        ("all", Match::All),
        ("none", Match::None),
    ];
}

/// How many there have to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    min: Option<usize>,
    max: Option<usize>,
}

/// A selected resource and what it has for each condition.
struct Candidate<'c> {
    index: usize,
    /// Whether it is selected.
    selected: Decision,
    /// The conditions of `select`, then those of `assert`.
    judged: Vec<(&'c Assert, Judged)>,
    /// How many of them are of `select`.
    of_select: usize,
}

impl Candidate<'_> {
    /// The conditions of `assert`.
    fn asserted(&self) -> &[(&Assert, Judged)] {
        &self.judged[self.of_select..]
    }

    /// Whether all conditions of `assert` hold.
    fn holds(&self) -> Decision {
        self.asserted()
            .iter()
            .fold(Decision::True, |all, (_, judged)| and(all, judged.decision))
    }

    /// How much of it is there, 0 to 1: the resource, and each condition.
    fn nearness(&self) -> f64 {
        let met: f64 = self
            .judged
            .iter()
            .map(|(assert, judged)| assert.nearness(judged))
            .sum();
        (1.0 + met) / (1.0 + self.judged.len() as f64)
    }

    /// How near it is to meeting everything: conditions met, then how near the others are.
    fn rank(&self) -> (usize, usize, usize, usize) {
        let met = |judged: &[(&Assert, Judged)]| {
            judged
                .iter()
                .filter(|(_, judged)| judged.decision == Decision::True)
                .count()
        };
        let nearness = self
            .judged
            .iter()
            .filter(|(_, judged)| judged.decision != Decision::True)
            .map(|(_, judged)| judged.finding.rank())
            .fold((0, 0), |sum, rank| (sum.0 + rank.0, sum.1 + rank.1));
        let (of_select, of_assert) = self.judged.split_at(self.of_select);
        (
            met(of_select) + met(of_assert),
            met(of_select),
            nearness.0,
            nearness.1,
        )
    }
}

fn and(left: Decision, right: Decision) -> Decision {
    match (left, right) {
        (Decision::False, _) | (_, Decision::False) => Decision::False,
        (Decision::Unknown, _) | (_, Decision::Unknown) => Decision::Unknown,
        (Decision::True, Decision::True) => Decision::True,
    }
}

impl Check {
    pub(super) fn compile(fields: &Fields<'_>, problems: &mut Problems) -> Option<Self> {
        let select = fields
            .required("select", problems)
            .and_then(|node| Select::compile("select", node, problems));
        let matching = fields
            .word("match", Match::WORDS, problems)
            .unwrap_or_default();
        let count = match fields.get("count") {
            Some(node) => Some(count(node, problems)?),
            None => None,
        };
        let asserts = match fields.get("assert") {
            Some(node) => {
                let types = select.as_ref().map_or(&[][..], |select| &select.types);
                Assert::compile_list("assert", node, types, problems)?
            }
            None => Vec::new(),
        };
        if matching == Match::All {
            let span = fields.get("match").map_or(fields.span, |node| node.span);
            if asserts.is_empty() {
                problems.error(
                    span,
                    "`match: all` needs an `assert`: all of them are what?",
                );
                return None;
            }
            if count.and_then(|count| count.min).is_none_or(|min| min == 0) {
                problems.error(
                    span,
                    "`match: all` also holds when there is no such resource: add `count: {min: 1}`",
                );
                return None;
            }
        }
        Some(Self {
            select: select?,
            matching,
            count,
            asserts,
        })
    }

    pub(crate) fn select(&self) -> &Select {
        &self.select
    }

    pub(crate) fn asserts(&self) -> &[Assert] {
        &self.asserts
    }

    pub(super) fn evaluate(&self, world: &World<'_>) -> Outcome {
        let candidates = self.candidates(world);
        if let Some(outcome) = self.wrong_count(&candidates, world) {
            return outcome;
        }
        match self.matching {
            Match::Any if self.asserts.is_empty() && self.count.is_some() => {
                self.right_count(&candidates, world)
            }
            Match::Any => self.any(&candidates, world),
            Match::All => self.all(&candidates, world),
            Match::None => self.none(&candidates, world),
        }
    }

    /// Every resource of the right type and name, in document order.
    fn candidates<'c>(&'c self, world: &World<'_>) -> Vec<Candidate<'c>> {
        self.select
            .of_type_and_name(world)
            .into_iter()
            .map(|index| {
                let resource = world.resource(index);
                let mut judged: Vec<_> = self.select.judge(index, world).collect();
                let of_select = judged.len();
                let selected = judged.iter().fold(resource.presence, |all, (_, judged)| {
                    and(all, judged.decision)
                });
                judged.extend(
                    self.asserts
                        .iter()
                        .map(|assert| (assert, assert.judge(resource, world))),
                );
                Candidate {
                    index,
                    selected,
                    judged,
                    of_select,
                }
            })
            .collect()
    }

    /// The resource that is missing, when one is asked for and there is none of its type and name, with what it would refer to.
    pub(super) fn draw(&self, world: &World<'_>) -> Option<Drawing> {
        let at_least = self.count.and_then(|count| count.min);
        let asks = match self.matching {
            Match::Any if self.asserts.is_empty() && self.count.is_some() => at_least > Some(0),
            Match::Any => true,
            Match::All | Match::None => at_least > Some(0),
        };
        if !asks || !self.select.of_type_and_name(world).is_empty() {
            return None;
        }
        let id = self.select.name.as_ref().and_then(Expected::only_text);
        let conditions: Vec<&Assert> = self.select.conditions.iter().chain(&self.asserts).collect();
        Drawing::of_missing(world, &self.select.types, id, &conditions)
    }

    pub(super) fn remedy(&self, world: &World<'_>) -> Option<Remedy> {
        let candidates = self.candidates(world);
        let selected = || {
            candidates
                .iter()
                .filter(|candidate| candidate.selected != Decision::False)
        };
        let too_many = self
            .count
            .and_then(|count| count.max)
            .is_some_and(|max| selected().count() > max);
        if too_many {
            let last = selected().next_back()?;
            return Some(self.take_away(world, last));
        }
        match self.matching {
            Match::None => selected()
                .find(|candidate| candidate.holds() == Decision::True)
                .map(|candidate| self.take_away(world, candidate)),
            Match::All => {
                let wrong = selected().find(|candidate| candidate.holds() != Decision::True);
                wrong
                    .map(|candidate| self.mend(world, candidate))
                    .or_else(|| Some(self.add(world)))
            }
            Match::Any => {
                let too_few = self
                    .count
                    .and_then(|count| count.min)
                    .is_some_and(|min| selected().count() < min);
                match nearest(&candidates) {
                    Some(candidate) if !too_few => Some(self.mend(world, candidate)),
                    Some(candidate) if candidate.selected == Decision::False => {
                        Some(self.mend(world, candidate))
                    }
                    _ => Some(self.add(world)),
                }
            }
        }
    }

    /// The edits that make a candidate meet every condition that it does not meet yet.
    fn mend(&self, world: &World<'_>, candidate: &Candidate<'_>) -> Remedy {
        let resource = world.resource(candidate.index);
        let wrong: Vec<_> = candidate
            .judged
            .iter()
            .filter(|(_, judged)| judged.decision != Decision::True)
            .collect();
        let changes: Vec<Change> = wrong
            .iter()
            .flat_map(|(assert, judged)| assert.changes(resource, judged, world))
            .collect();
        let complete = changes.len() >= wrong.len();
        let paths: Vec<String> = wrong
            .iter()
            .map(|(assert, _)| assert.path.text.clone())
            .collect();
        let needs: Vec<String> = wrong
            .iter()
            .map(|(assert, _)| format!("`{}`: {}", assert.path.text, assert.needed()))
            .collect();
        let line = wrong
            .first()
            .map_or(resource.id_span.start.line, |(assert, judged)| {
                assert.evidence(resource, judged).line
            });
        Remedy::of_properties(
            &self.select.noun_with_article(),
            resource,
            line,
            &paths,
            &needs,
            if complete { changes } else { Vec::new() },
        )
    }

    fn take_away(&self, world: &World<'_>, candidate: &Candidate<'_>) -> Remedy {
        let resource = world.resource(candidate.index);
        let noun = self.select.noun();
        Remedy {
            concept: format!(
                "There is {} more than the task allows. What is not there costs nothing and cannot be broken into.",
                self.select.noun_with_article()
            ),
            place: format!(
                "Look at `{}`, on line {}.",
                resource.id, resource.id_span.start.line
            ),
            value: format!(
                "Take the {noun} `{}` out of the template, and what refers to it.",
                resource.id
            ),
            changes: vec![Change::RemoveResource {
                id: resource.id.to_owned(),
            }],
        }
    }

    /// Another resource that meets every condition.
    fn add(&self, world: &World<'_>) -> Remedy {
        let conditions: Vec<&Assert> = self.select.conditions.iter().chain(&self.asserts).collect();
        Remedy::of_new_resource(
            world,
            self.select.types.first().map_or("", String::as_str),
            self.select.name.as_ref(),
            &conditions,
        )
    }
}

/// The candidate that is nearest to meeting everything; the first of equally near ones.
fn nearest<'c, 'a>(candidates: &'c [Candidate<'a>]) -> Option<&'c Candidate<'a>> {
    let mut best: Option<&Candidate<'_>> = None;
    for candidate in candidates {
        if best.is_none_or(|best| candidate.rank() > best.rank()) {
            best = Some(candidate);
        }
    }
    best
}

fn count(node: &Node, problems: &mut Problems) -> Option<Count> {
    let Some(fields) = mapping(node) else {
        problems.error(
            node.span,
            format!(
                "`count` must be a mapping with min, max or exactly, not {}",
                describe(node)
            ),
        );
        return None;
    };
    fields.refuse_others("`count`", &["min", "max", "exactly"], problems);
    let mut number = |name: &str| -> Option<Option<usize>> {
        let Some(node) = fields.get(name) else {
            return Some(None);
        };
        let number = match &node.kind {
            NodeKind::Scalar(scalar) if scalar.is_plain() => scalar.text.parse().ok(),
            NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Function(_) => {
                None
            }
        };
        if number.is_none() {
            problems.error(
                node.span,
                format!(
                    "`{name}` must be a whole number from 0, not {}",
                    describe(node)
                ),
            );
        }
        number.map(Some)
    };
    let (min, max, exactly) = (number("min")?, number("max")?, number("exactly")?);
    if exactly.is_some() && (min.is_some() || max.is_some()) {
        problems.error(node.span, "`exactly` stands alone: leave out min and max");
        return None;
    }
    let count = Count {
        min: exactly.or(min),
        max: exactly.or(max),
    };
    match (count.min, count.max) {
        (None, None) => {
            problems.error(node.span, "`count` is empty: give min, max or exactly");
            None
        }
        (Some(min), Some(max)) if min > max => {
            problems.error(
                node.span,
                format!("no number is at least {min} and at most {max}"),
            );
            None
        }
        _ => Some(count),
    }
}
