//! What is said of criteria: those that cannot fail, that fail only with all the others, that ask for the same as another, and that the
//! starter meets already.

use cfn::Severity;
use grader::{Criterion, Report};

use crate::{
    Mission,
    problems::{Problems, codes},
};

use super::{CriterionProof, met, trials::Trials};

/// An error for each criterion that nothing fails, or nothing but what fails all of the others.
pub(super) fn cannot_fail(mission: &Mission, trials: &Trials, problems: &mut Problems) {
    for (criterion, found) in mission.rubric.criteria.iter().zip(&trials.found) {
        let name = named(criterion);
        let (code, message) = match &found.failed_by {
            _ if found.skipped => continue,
            _ if found.differs => (
                codes::CANNOT_FAIL,
                format!(
                    "{name} could not be tried: the solution does not meet it when it is written on one line; write the solution more plainly"
                ),
            ),
            Some(by) if by.alone => continue,
            None if trials.ended_early => (
                codes::CANNOT_FAIL,
                format!(
                    "{name} could not be shown to fail: none of {} mutations of the solution fails it, and no more are tried",
                    trials.count
                ),
            ),
            None => (
                codes::CANNOT_FAIL,
                format!(
                    "{name} cannot fail: none of {} mutations of the solution fails it, so it asks for nothing; ask for something that can be wrong or missing",
                    trials.count
                ),
            ),
            Some(_) => (
                codes::FAILS_WITH_ALL,
                format!(
                    "{name} fails only together with all the other criteria, so it asks for nothing of its own; let it check something else, or leave it out"
                ),
            ),
        };
        problems.found(code, Severity::Error, criterion.span.start, message);
        problems.shown_by(found.failed_by.as_ref().map(|by| by.mutation.clone()));
    }
}

/// A warning for each criterion that no mutation tells from an earlier one.
pub(super) fn repeated(mission: &Mission, trials: &Trials, problems: &mut Problems) {
    for (later, earlier) in trials.pairs.repeated() {
        let criterion = |index: usize| mission.rubric.criteria.get(index);
        let (Some(later_one), Some(earlier_one)) = (criterion(later), criterion(earlier)) else {
            continue;
        };
        // What never fails, or only with all, is refused already.
        let Some(found) = trials
            .found
            .get(later)
            .filter(|found| found.failed_by.as_ref().is_some_and(|by| by.alone))
        else {
            continue;
        };
        let message = format!(
            "{} and {} only ever fail together, by each of {} mutations of the solution that fail either, so they ask for the same; let one of them ask for something that can be wrong on its own, or leave it out",
            named(earlier_one),
            named(later_one),
            found.times
        );
        let at = later_one.span.start;
        problems.found(codes::DUPLICATE, Severity::Warning, at, message);
        problems.shown_by(found.failed_by.as_ref().map(|by| by.mutation.clone()));
    }
}

/// A warning for each criterion that the starter meets and that is not given, and for each that is given and that it does not meet. What
/// cannot fail is met by everything, and refused already.
pub(super) fn met_by_starter(
    mission: &Mission,
    starter: &Report,
    proofs: &[CriterionProof],
    problems: &mut Problems,
) {
    for criterion in &mission.rubric.criteria {
        let proof = proofs.iter().find(|proof| proof.id == criterion.id);
        if proof.is_some_and(|proof| proof.failed_by.is_none()) {
            continue;
        }
        let is_met = met(starter).any(|result| result.id == criterion.id);
        let is_given = mission.given.contains(&criterion.id);
        let name = named(criterion);
        let (code, message) = match (is_met, is_given) {
            (true, false) => (
                codes::MET_BY_STARTER,
                format!(
                    "the starter meets {name} already, so there is nothing to do for it: break it in the starter, or name it in `given` when it guards what must stay"
                ),
            ),
            (false, true) => (
                codes::NOT_GIVEN,
                format!(
                    "{name} is in `given`, and the starter does not meet it: take it out of `given`, or let the starter meet it"
                ),
            ),
            (true, true) | (false, false) => continue,
        };
        problems.found(code, Severity::Warning, criterion.span.start, message);
    }
}

fn named(criterion: &Criterion) -> String {
    format!("`{}` ({})", criterion.id, criterion.label)
}
