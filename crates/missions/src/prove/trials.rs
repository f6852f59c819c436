//! The search for a mutation that fails each criterion. Most are found where the solution's own report says that a criterion rests, so
//! that few of the hundreds of mutations are graded; what remains is tried in a fixed order, up to a bound.

use std::path::PathBuf;

use cfn::{Position, Span};
use grader::{CriterionResult, Evidence, Report, Subject, Verdict};

use crate::Mission;

use super::{
    FailedBy, SOLUTION,
    additions::{allowed_too, connections, copies, forbidden, of_starter},
    flat::Flat,
    mutation::{Mutation, changes, everywhere, pointed_anywhere},
    near_misses::near_misses,
    pairs::Pairs,
    wants::Wants,
};

/// How much is tried before the search gives up.
#[derive(Clone, Copy)]
pub(crate) struct Bounds {
    /// The most mutations that are graded.
    pub(crate) most_trials: usize,
    /// The most bytes of templates that are graded, once `least_trials` have been.
    pub(crate) most_bytes: usize,
    pub(crate) least_trials: usize,
    /// The most mutations that are graded for a criterion that is shown to fail, in search of one that fails nothing else.
    pub(crate) most_for_one: usize,
    /// The most mutations that are graded to tell criteria apart, once each of them is shown to fail.
    pub(crate) most_for_pairs: usize,
}

impl Bounds {
    /// A second's work or two at the very most; missions need a few hundredths of one.
    pub(crate) const OF_A_PROOF: Self = Self {
        most_trials: 4_000,
        most_bytes: 16 << 20,
        least_trials: 200,
        most_for_one: 8,
        most_for_pairs: 1_000,
    };
}

/// What the search found.
pub(super) struct Trials {
    /// One a criterion, in the rubric's order.
    pub(super) found: Vec<Found>,
    /// The criteria that no mutation told apart.
    pub(super) pairs: Pairs,
    /// How many mutations were graded.
    pub(super) count: usize,
    /// Whether it ended at a bound, with mutations left.
    pub(super) ended_early: bool,
}

/// What was found of one criterion.
#[derive(Clone, Default)]
pub(super) struct Found {
    /// The mutation to show: one that fails nothing else, when there is one, else one that leaves another criterion whole.
    pub(super) failed_by: Option<FailedBy>,
    /// How many mutations failed it.
    pub(super) times: usize,
    /// Nothing was tried, since the solution does not meet it, which is said elsewhere.
    pub(super) skipped: bool,
    /// The solution meets it, and written in flow style it does not: no mutation would say anything.
    pub(super) differs: bool,
    /// How many mutations were graded for it since it was shown.
    more: usize,
}

impl Found {
    /// Whether a mutation fails it and leaves another criterion whole, or none is looked for.
    fn is_shown(&self) -> bool {
        self.skipped || self.differs || self.failed_by.as_ref().is_some_and(|by| by.alone)
    }

    /// Whether nothing better is looked for than what is shown.
    fn is_settled(&self, bounds: Bounds) -> bool {
        let is_best = matches!(&self.failed_by, Some(by) if by.also_fails.is_empty());
        self.is_shown() && (is_best || self.failed_by.is_none() || self.more >= bounds.most_for_one)
    }
}

/// Mutations, and which of them were tried.
struct Pool {
    mutations: Vec<Mutation>,
    tried: Vec<bool>,
}

impl Pool {
    fn of(mutations: Vec<Mutation>) -> Self {
        Self {
            tried: vec![false; mutations.len()],
            mutations,
        }
    }

    fn untried(&self) -> impl Iterator<Item = &Mutation> {
        let all = self.mutations.iter().zip(&self.tried);
        all.filter(|(_, tried)| !**tried)
            .map(|(mutation, _)| mutation)
    }
}

/// Whether a mutation may have to do with a criterion.
type Closeness = fn(&Mutation, &CriterionResult, &[usize]) -> bool;

/// Searches. `None` when the solution is no template.
pub(super) fn search(mission: &Mission, of_solution: &Report, bounds: Bounds) -> Option<Trials> {
    let text = mission.solution.as_deref()?;
    let parsed = cfn::parse(text.as_bytes());
    let flat = Flat::of(parsed.root.as_ref()?)?;
    let mut search = Search::new(mission, &flat, of_solution, bounds);
    let mut large = Pool::of(changes(&flat));
    let mut small = Pool::of(near_misses(&flat));
    search.near(&flat, &mut large, touches);
    search.near(&flat, &mut small, touches);
    search.near(&flat, &mut large, is_removed_in);
    let wants = Wants::of(&mission.document);
    search.aimed(&flat, &wants);
    search.near(&flat, &mut large, is_in);
    if search.is_done() {
        return Some(search.trials);
    }
    let mut many = Pool::of(everywhere(&flat));
    search.near(&flat, &mut many, touches);
    search.near(&flat, &mut many, is_in);
    search.near(&flat, &mut small, is_in);
    let starter = mission.starter.as_deref().unwrap_or_default();
    if let Some(root) = &cfn::parse(starter.as_bytes()).root {
        search.all(&of_starter(&flat, root));
    }
    search.connected(&flat, &wants);
    search.all(&forbidden(&flat, &wants));
    if !search.is_done() {
        // What is left forbids something, so that more is likelier to break it than less.
        search.all(&copies(&flat, bounds.most_trials));
        search.all(&pointed_anywhere(&flat, bounds.most_trials));
        for pool in [&large, &many, &small] {
            pool.untried().for_each(|mutation| search.attempt(mutation));
        }
    }
    Some(search.trials)
}

struct Search<'m> {
    mission: &'m Mission,
    flat: &'m Flat,
    of_solution: &'m Report,
    /// For each criterion those that may have to stand when it fails: the solution meets them, and they are not locked by it.
    others: Vec<Vec<usize>>,
    trials: Trials,
    bounds: Bounds,
    bytes: usize,
    for_pairs: usize,
}

impl<'m> Search<'m> {
    fn new(mission: &'m Mission, flat: &'m Flat, of_solution: &'m Report, bounds: Bounds) -> Self {
        let again = graded(mission, &flat.text);
        let found: Vec<Found> = of_solution
            .results
            .iter()
            .zip(&again.results)
            .map(|(result, again)| Found {
                skipped: result.verdict != Verdict::Pass,
                differs: result.verdict == Verdict::Pass && again.verdict != Verdict::Pass,
                ..Found::default()
            })
            .collect();
        let is_tried = |index: &usize| {
            found
                .get(*index)
                .is_some_and(|found| !found.skipped && !found.differs)
        };
        let others = (0..found.len())
            .map(|index| others(mission, index).filter(is_tried).collect())
            .collect();
        Self {
            mission,
            flat,
            of_solution,
            others,
            trials: Trials {
                pairs: Pairs::of((0..found.len()).filter(is_tried)),
                found,
                count: 0,
                ended_early: false,
            },
            bounds,
            bytes: 0,
            for_pairs: 0,
        }
    }

    fn is_shown(&self) -> bool {
        self.trials.found.iter().all(Found::is_shown)
    }

    /// Whether each criterion is shown to fail, and apart from each other.
    fn is_done(&self) -> bool {
        self.is_shown()
            && (self.trials.pairs.is_empty() || self.for_pairs >= self.bounds.most_for_pairs)
    }

    /// For each criterion, what is close to a place that its pass rests on, until nothing better is looked for.
    fn near(&mut self, flat: &Flat, pool: &mut Pool, closeness: Closeness) {
        let of_solution = self.of_solution;
        for (index, result) in of_solution.results.iter().enumerate() {
            if self.is_finished_with(index) {
                continue;
            }
            let resources = resources_of(flat, result);
            for (mutation, tried) in pool.mutations.iter().zip(&mut pool.tried) {
                if *tried || !closeness(mutation, result, &resources) {
                    continue;
                }
                if self.is_finished_with(index) {
                    break;
                }
                *tried = true;
                if let Some(found) = self.trials.found.get_mut(index)
                    && found.is_shown()
                {
                    found.more += 1;
                }
                self.attempt(mutation);
            }
        }
    }

    /// For each criterion that forbids actions, statements that allow one of them too.
    fn aimed(&mut self, flat: &Flat, wants: &Wants) {
        for (index, actions) in &wants.forbidden_actions {
            for mutation in allowed_too(flat, actions) {
                if self.is_finished_with(*index) {
                    break;
                }
                self.attempt(&mutation);
            }
        }
    }

    /// For each criterion that nothing fails yet, what connects the types that it speaks of in another way.
    fn connected(&mut self, flat: &Flat, wants: &Wants) {
        for (index, types) in wants.types_of.iter().enumerate() {
            let is_shown =
                |search: &Self| search.trials.found.get(index).is_none_or(Found::is_shown);
            if is_shown(self) {
                continue;
            }
            for mutation in connections(flat, types, self.bounds.most_trials) {
                if is_shown(self) {
                    break;
                }
                self.attempt(&mutation);
            }
        }
    }

    fn is_finished_with(&self, index: usize) -> bool {
        let found = |index: usize| self.trials.found.get(index);
        // What never failed yet has to fail first, and is looked for on its own.
        let has_failed = |other: usize| found(other).is_some_and(|found| found.times > 0);
        found(index).is_none_or(|found| found.is_settled(self.bounds))
            && !self.trials.pairs.has(index, has_failed)
    }

    fn all(&mut self, mutations: &[Mutation]) {
        for mutation in mutations {
            if self.is_done() {
                return;
            }
            self.attempt(mutation);
        }
    }

    /// Grades one mutation and notes what it fails, up to the bounds.
    fn attempt(&mut self, mutation: &Mutation) {
        let Bounds {
            most_trials,
            most_bytes,
            least_trials,
            ..
        } = self.bounds;
        let count = self.trials.count;
        if count >= most_trials || (self.bytes >= most_bytes && count >= least_trials) {
            self.trials.ended_early = true;
            return;
        }
        if self.is_shown()
            && self
                .trials
                .found
                .iter()
                .all(|one| one.is_settled(self.bounds))
        {
            self.for_pairs += 1;
        }
        let text = self.flat.with(&mutation.edits);
        self.trials.count += 1;
        self.bytes += text.len();
        let report = graded(self.mission, &text);
        self.note(mutation, &report);
        self.trials.pairs.part(&report);
    }

    fn note(&mut self, mutation: &Mutation, report: &Report) {
        let is_tried = |found: &Found| !found.skipped && !found.differs;
        let failed: Vec<usize> = (0..report.results.len())
            .filter(|index| report.results.get(*index).is_some_and(fails))
            .filter(|index| self.trials.found.get(*index).is_some_and(is_tried))
            .collect();
        for index in &failed {
            let alone = self.leaves_another(*index, report);
            let others = failed.iter().filter(|other| *other != index);
            let Some(found) = self.trials.found.get_mut(*index) else {
                continue;
            };
            found.times += 1;
            let is_better = match &found.failed_by {
                None => true,
                Some(shown) => {
                    (alone, shown.also_fails.len()) > (shown.alone, others.clone().count())
                }
            };
            if is_better {
                let ids = others.filter_map(|other| report.results.get(*other));
                found.failed_by = Some(failed_by(
                    mutation,
                    alone,
                    ids.map(|result| result.id.clone()).collect(),
                ));
            }
        }
    }

    /// Whether one of the others is met all the same; where there are none, there is nothing to leave.
    fn leaves_another(&self, index: usize, report: &Report) -> bool {
        let others = self.others.get(index).map_or(&[][..], Vec::as_slice);
        let is_met = |other: &usize| {
            let result = report.results.get(*other);
            result.is_some_and(|result| result.verdict == Verdict::Pass)
        };
        others.is_empty() || others.iter().any(is_met)
    }
}

fn failed_by(mutation: &Mutation, alone: bool, also_fails: Vec<String>) -> FailedBy {
    let at = mutation
        .spans
        .first()
        .map_or(Position::START, |span| span.start);
    FailedBy {
        mutation: mutation.what.clone(),
        file: PathBuf::from(SOLUTION),
        line: at.line,
        column: at.column,
        alone,
        also_fails,
    }
}

/// The criteria but one and those that it locks when it fails, through others too.
fn others(mission: &Mission, index: usize) -> impl Iterator<Item = usize> {
    let criteria = &mission.rubric.criteria;
    let mut locked = vec![false; criteria.len()];
    if let Some(own) = locked.get_mut(index) {
        *own = true;
    }
    // One is locked by at most all of the others in a row.
    for _ in criteria {
        let of = |id: &String| criteria.iter().position(|one| one.id == *id);
        for (place, criterion) in criteria.iter().enumerate() {
            let is_locked = criterion
                .requires
                .iter()
                .filter_map(of)
                .any(|required| locked.get(required) == Some(&true));
            if is_locked && let Some(own) = locked.get_mut(place) {
                *own = true;
            }
        }
    }
    locked
        .into_iter()
        .enumerate()
        .filter(|(_, locked)| !locked)
        .map(|(place, _)| place)
}

pub(super) fn graded(mission: &Mission, text: &str) -> Report {
    let subject = Subject {
        mission: &mission.id,
        template: "",
        text: text.as_bytes(),
        parameters: &mission.parameters,
    };
    grader::grade(subject, &mission.rubric)
}

/// Neither what cannot be decided nor what is locked behind another criterion is failed.
pub(super) fn fails(result: &CriterionResult) -> bool {
    matches!(result.verdict, Verdict::Fail | Verdict::Partial)
}

/// The places that a result rests on, its own first.
fn places(result: &CriterionResult) -> impl Iterator<Item = &Evidence> {
    let of_parts = result
        .parts
        .iter()
        .filter_map(|part| part.evidence.as_ref());
    result.evidence.iter().chain(of_parts)
}

/// The resources that a result names: those of its places, and in its sentences the ends of an edge.
fn resources_of(flat: &Flat, result: &CriterionResult) -> Vec<usize> {
    let texts =
        || std::iter::once(&result.message).chain(result.parts.iter().map(|part| &part.text));
    let named = |resource: &&usize| {
        let Some(id) = flat.key(**resource) else {
            return false;
        };
        let name = format!("`{id}`");
        places(result).any(|evidence| evidence.resource.as_deref() == Some(id))
            || texts().any(|text| text.contains(&name))
    };
    flat.resources.iter().filter(named).copied().collect()
}

/// Whether a mutation is at a place that a result names: the value, or what holds it.
fn touches(mutation: &Mutation, result: &CriterionResult, _: &[usize]) -> bool {
    places(result).any(|evidence| {
        let place = Span {
            start: Position {
                line: evidence.line,
                column: evidence.column,
            },
            end: Position {
                line: evidence.end_line,
                column: evidence.end_column,
            },
        };
        // A resource holds the place of everything in it, so only what is about as small counts.
        let lines = |span: &Span| span.end.line.saturating_sub(span.start.line);
        mutation.spans.iter().any(|span| {
            span.start < place.end && place.start < span.end && lines(span) <= lines(&place) + 1
        })
    })
}

/// Whether a mutation is of a resource that a result names.
fn is_in(mutation: &Mutation, _: &CriterionResult, resources: &[usize]) -> bool {
    mutation
        .resources
        .iter()
        .any(|resource| resources.contains(resource))
}

/// Whether a mutation takes something out of a resource that a result names: what is smaller is seldom what tells two criteria apart.
fn is_removed_in(mutation: &Mutation, result: &CriterionResult, resources: &[usize]) -> bool {
    let is_removal = mutation.edits.iter().all(|(_, text)| text.is_empty());
    is_removal && is_in(mutation, result, resources)
}
