//! How things stand: which criteria are about a box, a line or a badge, and what they say of it.

use std::collections::{BTreeMap, BTreeSet};

use cfn::Relation;
use grader::{Report, Rubric, Sketch, Verdict};

use super::{draft::Draft, folds::Form};
use crate::scene::State;

/// What makes a line and has no property but the line's ends.
const ONLY_JOINS: &str = "AWS::EC2::SubnetRouteTableAssociation";

/// What criteria say of one thing, by their place in the mission.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Marks(BTreeMap<usize, State>);

impl Marks {
    /// Notes what a criterion says; the worst that it says stays.
    pub(super) fn add(&mut self, criterion: usize, state: State) {
        let known = self.0.entry(criterion).or_insert(state);
        *known = (*known).max(state);
    }

    /// Takes over what is said of something that is drawn as one with this.
    pub(super) fn merge(&mut self, other: &Self) {
        for (criterion, state) in &other.0 {
            self.add(*criterion, *state);
        }
    }

    /// With failures in place of what is missing.
    pub(super) fn without_ghosts(&self) -> Self {
        let states = self.0.iter().map(|(criterion, state)| match state {
            State::Ghost => (*criterion, State::Fail),
            State::None | State::Pass | State::Unknown | State::Fail => (*criterion, *state),
        });
        Self(states.collect())
    }

    /// The worst of all.
    pub(super) fn state(&self) -> State {
        self.0.values().copied().max().unwrap_or(State::None)
    }

    /// The criteria's ids, in the mission's order.
    pub(super) fn criteria(&self, order: &Order<'_>) -> Vec<String> {
        self.0
            .keys()
            .filter_map(|place| order.ids.get(*place))
            .map(|id| (*id).to_owned())
            .collect()
    }
}

/// The criteria in the mission's order.
#[derive(Debug, Default)]
pub(super) struct Order<'r> {
    ids: Vec<&'r str>,
    places: BTreeMap<&'r str, usize>,
}

impl<'r> Order<'r> {
    pub(super) fn of(rubric: Option<&'r Rubric>, report: Option<&'r Report>) -> Self {
        let of_rubric = rubric.into_iter().flat_map(|rubric| &rubric.criteria);
        let of_report = report.into_iter().flat_map(|report| &report.results);
        let all = of_rubric
            .map(|criterion| criterion.id.as_str())
            .chain(of_report.map(|result| result.id.as_str()));
        let mut order = Self::default();
        for id in all {
            if !order.places.contains_key(id) {
                order.places.insert(id, order.ids.len());
                order.ids.push(id);
            }
        }
        order
    }

    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }
}

/// Marks what the report's verdicts rest on: the resources of its evidence. Of a criterion that is met only what is met counts, since
/// the other ways of an `anyOf` are not asked for; of one that is not met the failures are its evidence, and its parts say what is well.
/// What has nothing but two ends is right when one criterion is met by it; another that is not met by it misses a second one, and what it
/// would be drawn on says so, not the line.
pub(super) fn of_report(draft: &mut Draft<'_>, report: &Report, order: &Order<'_>) {
    let met: BTreeSet<&str> = report
        .results
        .iter()
        .filter(|result| result.verdict == Verdict::Pass)
        .flat_map(|result| &result.evidence)
        .filter_map(|place| place.resource.as_deref())
        .collect();
    for result in &report.results {
        let Some(criterion) = order.place(&result.id) else {
            continue;
        };
        let whole = match result.verdict {
            Verdict::Pass => State::Pass,
            Verdict::Partial | Verdict::Fail => State::Fail,
            Verdict::Unknown => State::Unknown,
            Verdict::Locked => continue,
        };
        let evidence = result.evidence.iter().map(|place| (place, whole));
        let parts = result
            .parts
            .iter()
            .filter(|part| part.verdict == Verdict::Pass)
            .filter_map(|part| Some((part.evidence.as_ref()?, State::Pass)));
        for (place, state) in evidence.chain(parts) {
            let Some(id) = place.resource.as_deref() else {
                continue;
            };
            let Some(resource) = draft.resource(id) else {
                continue;
            };
            let is_another = state != State::Pass
                && met.contains(id)
                && draft.model.resources[resource].type_name == ONLY_JOINS;
            if is_another {
                mark_hosts(draft, resource, criterion, state);
            } else {
                mark(draft, resource, criterion, state);
            }
        }
    }
}

/// Marks a resource where it is drawn: its box, its badge, the lines that it makes, else the box that it is a part of.
pub(super) fn mark(draft: &mut Draft<'_>, resource: usize, criterion: usize, state: State) {
    match draft.folding.form(resource) {
        None => mark_hosts(draft, resource, criterion, state),
        Some(Form::Badge(_)) => {
            for host in draft.boxes_of(resource) {
                let badges = draft.boxes[host].badges.iter_mut();
                for badge in badges.filter(|badge| badge.resource == resource) {
                    badge.marks.add(criterion, state);
                }
            }
        }
        Some(Form::Part) => {
            let mut is_drawn = false;
            // The role of a pipe is said of the pipe's line.
            let users = draft.graph.to(resource, Relation::Assumes);
            let makers: Vec<usize> = users.map(|edge| edge.from).chain([resource]).collect();
            for line in draft.lines.values_mut() {
                if line.via.first().is_some_and(|via| makers.contains(via)) {
                    line.marks.add(criterion, state);
                    is_drawn = true;
                }
            }
            if !is_drawn {
                mark_hosts(draft, resource, criterion, state);
            }
        }
    }
}

/// Marks the boxes that a resource is a part of.
fn mark_hosts(draft: &mut Draft<'_>, resource: usize, criterion: usize, state: State) {
    for host in draft.boxes_of(resource) {
        draft.boxes[host].marks.add(criterion, state);
    }
}

/// Marks the resources that sketches found.
pub(super) fn of_sketches(draft: &mut Draft<'_>, sketches: &[Sketch], order: &Order<'_>) {
    for sketch in sketches {
        if let Some(criterion) = order.place(&sketch.criterion) {
            of_sketch(draft, sketch, criterion);
        }
    }
}

/// Marks the resources that a sketch found: by the edges that they have in it.
fn of_sketch(draft: &mut Draft<'_>, sketch: &Sketch, criterion: usize) {
    for (place, node) in sketch.nodes.iter().enumerate() {
        let Some(resource) = node.resource.as_deref().and_then(|id| draft.resource(id)) else {
            continue;
        };
        // What is missing is written where an edge starts.
        let states = sketch.edges.iter().filter_map(|edge| match edge.verdict {
            _ if edge.from != place && edge.to != place => None,
            Verdict::Pass => Some(State::Pass),
            Verdict::Unknown => Some(State::Unknown),
            Verdict::Fail | Verdict::Partial | Verdict::Locked => Some(if edge.from == place {
                State::Fail
            } else {
                State::None
            }),
        });
        let state = states.max().unwrap_or(State::None);
        mark(draft, resource, criterion, state);
    }
}
