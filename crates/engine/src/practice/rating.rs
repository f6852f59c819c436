//! How well the skills of a mission were known, from the saves until it was passed.

use std::collections::BTreeMap;

use grader::{CriterionResult, Report, Verdict};
use missions::Mission;
use store::HintLevel;

/// How well something was known, in the words and numbers of FSRS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rating {
    Again = 1,
    Hard = 2,
    Good = 3,
    Easy = 4,
}

/// The hint that all but says the value.
const LAST_HINT: u8 = 3;

/// Tries that failed, from which on a criterion was not known, and from which on it was hard.
const MANY_TRIES: usize = 4;
const SOME_TRIES: usize = 2;

/// The rating of each skill: that of the criterion that was hardest among those that practise it. Criteria that were met from the start and
/// stayed so say nothing. `reports` are those of a mission's attempts from the start to the first that passed; `hints` had been revealed
/// by then.
pub(super) fn of_skills(
    mission: &Mission,
    reports: &[Report],
    hints: &[HintLevel],
) -> BTreeMap<String, Rating> {
    let mut ratings: BTreeMap<String, Rating> = BTreeMap::new();
    for criterion in &mission.rubric.criteria {
        let id = &criterion.id;
        let results: Vec<&CriterionResult> = reports
            .iter()
            .filter_map(|report| report.results.iter().find(|result| result.id == *id))
            .collect();
        let level = hints.iter().find(|hint| hint.criterion_id == *id);
        let Some(rating) = of_criterion(&results, level.map_or(0, |hint| hint.level)) else {
            continue;
        };
        for skill in mission.skills_of(id) {
            let standing = ratings.entry(skill.clone()).or_insert(rating);
            *standing = rating.min(*standing);
        }
    }
    ratings
}

fn of_criterion(results: &[&CriterionResult], hint: u8) -> Option<Rating> {
    let is_met = |result: &CriterionResult| result.verdict == Verdict::Pass;
    if results.iter().all(|result| is_met(result)) {
        return None;
    }
    let pairs = || {
        results
            .windows(2)
            .filter_map(|pair| Some((pair.first()?, pair.last()?)))
    };
    // What changed without being met was a try; a save about something else leaves a result as it was, and what could not be decided
    // before was not tried.
    let tries = pairs()
        .filter(|(before, now)| is_missed(before) && is_missed(now) && found(before) != found(now))
        .count();
    let was_lost = pairs().any(|(before, now)| is_met(before) && !is_met(now));
    let is_first_save = results.get(1).is_some_and(|result| is_met(result));
    Some(if hint >= LAST_HINT || tries >= MANY_TRIES {
        Rating::Again
    } else if hint > 0 || tries >= SOME_TRIES || was_lost {
        Rating::Hard
    } else if is_first_save && tries == 0 {
        Rating::Easy
    } else {
        Rating::Good
    })
}

fn is_missed(result: &CriterionResult) -> bool {
    matches!(result.verdict, Verdict::Fail | Verdict::Partial)
}

/// What a criterion saw of the template, without where: lines move with every edit.
fn found(result: &CriterionResult) -> Vec<(Option<&str>, Option<&str>, Option<&str>)> {
    let evidence = result.evidence.iter().map(|evidence| {
        (
            evidence.resource.as_deref(),
            evidence.path.as_deref(),
            evidence.found.as_deref(),
        )
    });
    evidence.collect()
}

/// The skills of what a report leaves unmet.
pub(super) fn unmet(mission: &Mission, report: &Report) -> Vec<String> {
    let mut skills: Vec<String> = Vec::new();
    for result in &report.results {
        if result.verdict == Verdict::Pass {
            continue;
        }
        for skill in mission.skills_of(&result.id) {
            if !skills.contains(skill) {
                skills.push(skill.clone());
            }
        }
    }
    skills
}
