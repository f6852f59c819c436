//! The search for a mutation that fails each criterion. Most are found where the solution's own report says that a criterion rests, so
//! that few of the hundreds of mutations are graded; what remains is tried in a fixed order, up to a bound.

use cfn::{Position, Span};
use grader::{CriterionResult, Report, Subject, Verdict};

use crate::Mission;

use super::{
    FailedBy,
    additions::{copies, forbidden, of_starter},
    flat::Flat,
    mutation::{Mutation, changes, everywhere, pointed_anywhere},
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
}

impl Bounds {
    /// A second's work or two at the very most; missions need a few hundredths of one.
    pub(super) const OF_A_PROOF: Self = Self {
        most_trials: 4_000,
        most_bytes: 16 << 20,
        least_trials: 200,
    };
}

/// What the search found.
pub(super) struct Trials {
    /// One a criterion, in the rubric's order.
    pub(super) found: Vec<Found>,
    /// How many mutations were graded.
    pub(super) count: usize,
    /// Whether it ended at a bound, with mutations left.
    pub(super) ended_early: bool,
}

/// What was found of one criterion.
#[derive(Clone, Default)]
pub(super) struct Found {
    /// The mutation to show; one that leaves another criterion whole, when there is one.
    pub(super) failed_by: Option<FailedBy>,
    /// Whether the starter or a mutation fails it and leaves another criterion whole.
    pub(super) alone: bool,
    /// Nothing was tried, since the solution does not meet it, which is said elsewhere.
    pub(super) skipped: bool,
    /// The solution meets it, and written in flow style it does not: no mutation would say anything.
    pub(super) differs: bool,
}

impl Found {
    fn is_shown(&self) -> bool {
        self.skipped || self.differs || (self.failed_by.is_some() && self.alone)
    }
}

/// Searches. `None` when the solution is no template.
pub(super) fn search(
    mission: &Mission,
    of_solution: &Report,
    of_starter_report: Option<&Report>,
    bounds: Bounds,
) -> Option<Trials> {
    let text = mission.solution.as_deref()?;
    let parsed = cfn::parse(text.as_bytes());
    let flat = Flat::of(parsed.root.as_ref()?)?;
    let mut search = Search::new(mission, &flat, of_solution, of_starter_report, bounds);
    let changes = changes(&flat);
    let mut tried = vec![false; changes.len()];
    search.near(&flat, of_solution, &changes, &mut tried);
    let everywhere = if search.is_done() {
        Vec::new()
    } else {
        everywhere(&flat)
    };
    let mut tried_everywhere = vec![false; everywhere.len()];
    search.near(&flat, of_solution, &everywhere, &mut tried_everywhere);
    if !search.is_done() {
        let starter = mission.starter.as_deref().unwrap_or_default();
        if let Some(root) = &cfn::parse(starter.as_bytes()).root {
            search.all(&of_starter(&flat, root));
        }
        search.all(&forbidden(&flat, &Wants::of(&mission.document)));
    }
    if !search.is_done() {
        // What is left forbids something, so that more is likelier to break it than less.
        search.all(&copies(&flat, bounds.most_trials));
        search.all(&pointed_anywhere(&flat, bounds.most_trials));
        let changes = changes.iter().zip(&tried);
        for (mutation, tried) in changes.chain(everywhere.iter().zip(&tried_everywhere)) {
            if !tried {
                search.attempt(mutation);
            }
        }
    }
    Some(search.trials)
}

struct Search<'m> {
    mission: &'m Mission,
    flat: &'m Flat,
    of_solution: &'m Report,
    trials: Trials,
    bounds: Bounds,
    bytes: usize,
}

impl<'m> Search<'m> {
    fn new(
        mission: &'m Mission,
        flat: &'m Flat,
        of_solution: &'m Report,
        of_starter: Option<&Report>,
        bounds: Bounds,
    ) -> Self {
        let again = graded(mission, &flat.text);
        let found = of_solution.results.iter().zip(&again.results).enumerate();
        let found = found
            .map(|(index, (result, again))| Found {
                alone: of_starter.is_some_and(|report| fails_alone(report, index, of_solution)),
                skipped: result.verdict != Verdict::Pass,
                differs: result.verdict == Verdict::Pass && again.verdict != Verdict::Pass,
                failed_by: None,
            })
            .collect();
        Self {
            mission,
            flat,
            of_solution,
            trials: Trials {
                found,
                count: 0,
                ended_early: false,
            },
            bounds,
            bytes: 0,
        }
    }

    fn is_done(&self) -> bool {
        self.trials.found.iter().all(Found::is_shown)
    }

    /// For each criterion, what changes a place that its pass rests on; then what changes the resources around such a place.
    fn near(
        &mut self,
        flat: &Flat,
        of_solution: &Report,
        changes: &[Mutation],
        tried: &mut [bool],
    ) {
        for (index, result) in of_solution.results.iter().enumerate() {
            let resources = resources_of(flat, result);
            for closeness in [
                touches as fn(&Mutation, &CriterionResult, &[usize]) -> bool,
                is_in,
            ] {
                for (mutation, tried) in changes.iter().zip(tried.iter_mut()) {
                    if self.trials.found.get(index).is_none_or(Found::is_shown) {
                        break;
                    }
                    if !*tried && closeness(mutation, result, &resources) {
                        *tried = true;
                        self.attempt(mutation);
                    }
                }
            }
        }
    }

    fn all(&mut self, mutations: &[Mutation]) {
        mutations.iter().for_each(|mutation| self.attempt(mutation));
    }

    /// Grades one mutation and notes what it fails, unless there is nothing left to show.
    fn attempt(&mut self, mutation: &Mutation) {
        if self.is_done() {
            return;
        }
        let Bounds {
            most_trials,
            most_bytes,
            least_trials,
        } = self.bounds;
        let count = self.trials.count;
        if count >= most_trials || (self.bytes >= most_bytes && count >= least_trials) {
            self.trials.ended_early = true;
            return;
        }
        let text = self.flat.with(&mutation.edits);
        self.trials.count += 1;
        self.bytes += text.len();
        let report = graded(self.mission, &text);
        let at = mutation
            .spans
            .first()
            .map_or(Position::START, |span| span.start);
        for (index, result) in report.results.iter().enumerate() {
            if !fails(result) {
                continue;
            }
            let alone = fails_alone(&report, index, self.of_solution);
            let Some(found) = self.trials.found.get_mut(index) else {
                continue;
            };
            if found.skipped {
                continue;
            }
            let is_better = match &found.failed_by {
                None => true,
                Some(shown) => alone && !shown.alone,
            };
            if is_better {
                found.failed_by = Some(FailedBy {
                    mutation: mutation.what.clone(),
                    line: at.line,
                    column: at.column,
                    alone,
                });
            }
            found.alone |= alone;
        }
    }
}

fn graded(mission: &Mission, text: &str) -> Report {
    let subject = Subject {
        mission: &mission.id,
        template: "",
        text: text.as_bytes(),
        parameters: &mission.parameters,
    };
    grader::grade(subject, &mission.rubric)
}

/// Neither what cannot be decided nor what is locked behind another criterion is failed.
fn fails(result: &CriterionResult) -> bool {
    matches!(result.verdict, Verdict::Fail | Verdict::Partial)
}

/// Whether a criterion is failed and not all of the others are, those left out that the solution does not meet either.
fn fails_alone(report: &Report, index: usize, of_solution: &Report) -> bool {
    let met = |other: &usize| {
        let result = of_solution.results.get(*other);
        *other != index && result.is_some_and(|result| result.verdict == Verdict::Pass)
    };
    let mut others = (0..report.results.len()).filter(met).peekable();
    let is_only_one = others.peek().is_none();
    report.results.get(index).is_some_and(fails)
        && (is_only_one || others.any(|other| !report.results.get(other).is_some_and(fails)))
}

/// The resources that a result names.
fn resources_of(flat: &Flat, result: &CriterionResult) -> Vec<usize> {
    let named = |resource: &&usize| {
        let id = flat.key(**resource);
        result
            .evidence
            .iter()
            .any(|evidence| evidence.resource.as_deref() == id)
    };
    flat.resources.iter().filter(named).copied().collect()
}

/// Whether a mutation is at a place that a result names: the value, or what holds it.
fn touches(mutation: &Mutation, result: &CriterionResult, _: &[usize]) -> bool {
    result.evidence.iter().any(|evidence| {
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
