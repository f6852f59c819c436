//! Whether a mission is fit to be shown: its solution passes, its starter leaves something to do, and each of its criteria can be
//! failed, which is shown by mutations of the solution. How templates are mutated is in the modules below.

mod additions;
mod findings;
mod flat;
mod json_text;
mod mutation;
mod near_misses;
mod needed;
mod pairs;
mod trials;
mod wants;

use std::path::PathBuf;

use cfn::{Position, Severity};
use grader::{CriterionResult, Report, Subject, Verdict};

use crate::{
    Mission, MissionOrigin, Problem, blanks,
    problems::{Problems, codes},
    template::parse_errors,
};

pub use needed::{Needed, NotNeeded, needed};
pub(crate) use trials::Bounds;
use trials::Trials;

/// A starter must score less than this.
pub const STARTER_SCORE_LIMIT: f64 = 0.6;

pub(crate) const STARTER: &str = "starter.yaml";
pub(crate) const SOLUTION: &str = "solution.yaml";
pub(crate) const MISSION: &str = "mission.yaml";

/// What the proof of one mission found.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The mission's id.
    pub mission: String,
    /// The starter's score; absent when the mission has no starter.
    pub starter_score: Option<f64>,
    /// The solution's score; absent when the mission has no solution.
    pub solution_score: Option<f64>,
    /// How each criterion was shown to be able to fail, in the rubric's order; empty when there is no solution to mutate.
    pub criteria: Vec<CriterionProof>,
    /// How many mutations of the solution were graded.
    pub mutations: usize,
    /// Errors are why the mission may not be shown; warnings are what its author should mend: criteria that only ever fail together,
    /// criteria that the starter meets and that are not said to be given. Lines are those of the starter's or the solution's own text,
    /// and for a criterion those of the mission file.
    pub problems: Vec<Problem>,
}

/// Whether one criterion can be failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionProof {
    /// The criterion's id.
    pub id: String,
    /// Whether the starter meets it already: nothing is left to do for it, but it may guard what must not be broken.
    pub met_by_starter: bool,
    /// Whether the mission says so.
    pub given: bool,
    /// The mutation of the solution that fails it; absent when none does, which is among the problems.
    pub failed_by: Option<FailedBy>,
}

/// A mutation that fails a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedBy {
    /// What it does, as a sentence without its stop: "`VisibilityTimeout` of `Jobs` removed".
    pub mutation: String,
    /// The file of the solution: `solution.yaml`, or where [`crate::check_pack`] found it.
    pub file: PathBuf,
    /// The line of the solution that it changes, from 1; the first for what is added.
    pub line: u32,
    /// From 1.
    pub column: u32,
    /// Whether another criterion is met all the same. Those that are locked by this one do not count; where no others are left, it is.
    pub alone: bool,
    /// The other criteria that it fails, by id, in the rubric's order; best none. Locked ones are not failed.
    pub also_fails: Vec<String>,
}

/// Proves a mission: the solution scores 1.0 and the starter below [`STARTER_SCORE_LIMIT`] (of a sabotaged template: below 1.0); and every
/// criterion is failed by a mutation of the solution that leaves another one whole. Deterministic, and bounded in the number and the size
/// of mutations. Of a mission with blanks, the starter with the solution's answers scores 1.0, and answers and examples have the form that
/// is asked for.
pub fn prove(mission: &Mission) -> Proof {
    let mut proof = prove_within(mission, Bounds::OF_A_PROOF);
    let mut problems = Problems::of(MISSION);
    for finding in blanks::findings(mission) {
        let at = Position::START;
        problems.found(finding.code, Severity::Error, at, finding.message);
    }
    proof.problems.extend(problems.into_sorted());
    proof
}

/// As [`prove`], with bounds of the caller's, and nothing of blanks.
pub(crate) fn prove_within(mission: &Mission, bounds: Bounds) -> Proof {
    let starter = prove_starter(mission);
    let solution = prove_solution(mission);
    let trials = solution
        .report
        .as_ref()
        .and_then(|report| trials::search(mission, report, bounds));
    let (criteria, mutations) = match &trials {
        Some(trials) => (
            criteria(mission, trials, starter.report.as_ref()),
            trials.count,
        ),
        None => (Vec::new(), 0),
    };
    let mut of_criteria = Problems::of(MISSION);
    if let Some(trials) = &trials {
        findings::cannot_fail(mission, trials, &mut of_criteria);
        findings::repeated(mission, trials, &mut of_criteria);
    }
    // A starter that scores too much is refused with all that it meets.
    if let Some(report) = &starter.report
        && !is_sabotage(mission)
        && starter.problems.is_empty()
    {
        findings::met_by_starter(mission, report, &criteria, &mut of_criteria);
    }
    Proof {
        mission: mission.id.clone(),
        starter_score: starter.report.map(|report| report.score),
        solution_score: solution.report.map(|report| report.score),
        criteria,
        mutations,
        problems: [
            starter.problems,
            solution.problems,
            of_criteria.into_sorted(),
        ]
        .concat(),
    }
}

/// Whether the starter is a solution that was broken in a few places, so that it scores high on purpose.
fn is_sabotage(mission: &Mission) -> bool {
    matches!(mission.origin, Some(MissionOrigin::Sabotage { .. }))
}

fn criteria(
    mission: &Mission,
    trials: &Trials,
    of_starter: Option<&Report>,
) -> Vec<CriterionProof> {
    let criteria = mission.rubric.criteria.iter().zip(&trials.found);
    criteria
        .map(|(criterion, found)| CriterionProof {
            id: criterion.id.clone(),
            met_by_starter: of_starter
                .is_some_and(|report| met(report).any(|result| result.id == criterion.id)),
            given: mission.given.contains(&criterion.id),
            failed_by: found.failed_by.clone(),
        })
        .collect()
}

struct Half {
    /// Absent when there is nothing to grade.
    report: Option<Report>,
    problems: Vec<Problem>,
}

fn prove_starter(mission: &Mission) -> Half {
    let mut problems = Problems::of(STARTER);
    let Some(text) = &mission.starter else {
        let message = "the mission has no starter";
        problems.found(
            codes::NO_TEMPLATE,
            Severity::Error,
            Position::START,
            message,
        );
        return half(None, problems);
    };
    for error in parse_errors(text.as_bytes()) {
        let at = error.span.start;
        problems.found(codes::TEMPLATE, Severity::Error, at, error.message);
    }
    let report = grade(mission, STARTER, text);
    let limit = match is_sabotage(mission) {
        true => 1.0,
        false => STARTER_SCORE_LIMIT,
    };
    if report.score >= limit {
        let met: Vec<String> = met(&report)
            .map(|result| format!("`{}`", result.id))
            .collect();
        let message = format!(
            "the starter scores {:.2} already, and must stay below {limit:.2}; it meets {}",
            report.score,
            met.join(", ")
        );
        problems.found(
            codes::STARTER_SCORE,
            Severity::Error,
            Position::START,
            message,
        );
    }
    half(Some(report), problems)
}

fn prove_solution(mission: &Mission) -> Half {
    let mut problems = Problems::of(SOLUTION);
    let Some(text) = &mission.solution else {
        let message = "the mission has no solution";
        problems.found(
            codes::NO_TEMPLATE,
            Severity::Error,
            Position::START,
            message,
        );
        return half(None, problems);
    };
    let report = grade(mission, SOLUTION, text);
    // A solution is shown as the right way to write it, so nothing in it may be refused by CloudFormation.
    for diagnostic in &report.diagnostics {
        if diagnostic.severity == "error" {
            let at = Position {
                line: diagnostic.line,
                column: diagnostic.column,
            };
            let message = &diagnostic.message;
            problems.found(codes::TEMPLATE, Severity::Error, at, message);
        }
    }
    for result in report
        .results
        .iter()
        .filter(|result| result.verdict != Verdict::Pass)
    {
        // Left out of the total by `ifUnknown: skip`, or counted as met by `ifUnknown: pass`.
        let severity = if report.score < 1.0 || result.verdict != Verdict::Unknown {
            Severity::Error
        } else {
            Severity::Warning
        };
        let message = format!(
            "the solution does not meet `{}` ({}): {}",
            result.id, result.label, result.message
        );
        problems.found(codes::SOLUTION_SCORE, severity, place(result), message);
    }
    half(Some(report), problems)
}

fn half(report: Option<Report>, problems: Problems) -> Half {
    Half {
        report,
        problems: problems.into_sorted(),
    }
}

fn grade(mission: &Mission, template: &str, text: &str) -> Report {
    grader::grade(
        Subject {
            mission: &mission.id,
            template,
            text: text.as_bytes(),
            parameters: &mission.parameters,
        },
        &mission.rubric,
    )
}

fn met(report: &Report) -> impl Iterator<Item = &CriterionResult> {
    report
        .results
        .iter()
        .filter(|result| result.verdict == Verdict::Pass)
}

fn place(result: &CriterionResult) -> Position {
    result
        .evidence
        .first()
        .map_or(Position::START, |evidence| Position {
            line: evidence.line,
            column: evidence.column,
        })
}

/// A template on one line, the same one to the grader.
pub(crate) fn flat_text(root: &cfn::Node) -> String {
    flat::Flat::of(root)
        .map(|flat| flat.text)
        .unwrap_or_default()
}

/// What each mutation of a solution does, and the template that it gives, for tests.
#[cfg(test)]
pub(crate) fn mutations_of(root: &cfn::Node) -> Vec<(String, String)> {
    let Some(flat) = flat::Flat::of(root) else {
        return Vec::new();
    };
    let all = [
        mutation::changes(&flat),
        near_misses::near_misses(&flat),
        mutation::everywhere(&flat),
    ];
    all.into_iter()
        .flatten()
        .map(|mutation| (mutation.what.clone(), flat.with(&mutation.edits)))
        .collect()
}
