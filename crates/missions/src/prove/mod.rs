//! Whether a mission is fit to be shown: its solution passes, its starter leaves something to do, and each of its criteria can be
//! failed, which is shown by mutations of the solution. How templates are mutated is in the modules below.

mod additions;
mod flat;
mod mutation;
mod trials;
mod wants;

use std::path::Path;

use cfn::{Position, Severity};
use grader::{CriterionResult, Report, Subject, Verdict};

use crate::{Mission, Problem, problems::Problems, template::parse_errors};

pub(crate) use trials::Bounds;
use trials::Trials;

/// A starter must score less than this.
pub const STARTER_SCORE_LIMIT: f64 = 0.6;

pub(crate) const STARTER: &str = "starter.yaml";
pub(crate) const SOLUTION: &str = "solution.yaml";
const MISSION: &str = "mission.yaml";

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
    /// Why the mission may not be shown; empty when it may. Lines are those of the starter's or the solution's own text.
    pub problems: Vec<Problem>,
}

/// Whether one criterion can be failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionProof {
    /// The criterion's id.
    pub id: String,
    /// Whether the starter meets it already: nothing is left to do for it, but it may guard what must not be broken.
    pub met_by_starter: bool,
    /// The mutation of the solution that fails it; absent when none does, which is among the problems.
    pub failed_by: Option<FailedBy>,
}

/// A mutation that fails a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedBy {
    /// What it does, as a sentence without its stop: "`VisibilityTimeout` of `Jobs` removed".
    pub mutation: String,
    /// The line of the solution that it changes, from 1; the first for what is added.
    pub line: u32,
    /// From 1.
    pub column: u32,
    /// Whether it leaves another criterion whole.
    pub alone: bool,
}

/// Proves a mission: the solution scores 1.0 and the starter below [`STARTER_SCORE_LIMIT`]; and every criterion is failed by a mutation
/// of the solution, and not only together with all the others. Deterministic, and bounded in the number and the size of mutations.
pub fn prove(mission: &Mission) -> Proof {
    prove_within(mission, Bounds::OF_A_PROOF)
}

/// As [`prove`], with bounds of the caller's.
pub(crate) fn prove_within(mission: &Mission, bounds: Bounds) -> Proof {
    let starter = prove_starter(mission);
    let solution = prove_solution(mission);
    let trials = solution
        .report
        .as_ref()
        .and_then(|report| trials::search(mission, report, starter.report.as_ref(), bounds));
    let (criteria, mutations, of_criteria) = match trials {
        Some(trials) => (
            criteria(mission, &trials, starter.report.as_ref()),
            trials.count,
            cannot_fail(mission, &trials),
        ),
        None => (Vec::new(), 0, Vec::new()),
    };
    Proof {
        mission: mission.id.clone(),
        starter_score: starter.report.map(|report| report.score),
        solution_score: solution.report.map(|report| report.score),
        criteria,
        mutations,
        problems: [starter.problems, solution.problems, of_criteria].concat(),
    }
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
            failed_by: found.failed_by.clone(),
        })
        .collect()
}

/// A problem for each criterion that nothing fails, or nothing but what fails all of them.
fn cannot_fail(mission: &Mission, trials: &Trials) -> Vec<Problem> {
    let mut problems = Problems::of(MISSION);
    for (criterion, found) in mission.rubric.criteria.iter().zip(&trials.found) {
        let name = format!("`{}` ({})", criterion.id, criterion.label);
        let message = match (&found.failed_by, found.alone) {
            _ if found.skipped => continue,
            _ if found.differs => format!(
                "{name} could not be tried: the solution does not meet it when it is written on one line; write the solution more plainly"
            ),
            (Some(_), true) => continue,
            (None, _) if trials.ended_early => format!(
                "{name} could not be shown to fail: none of {} mutations of the solution fails it, and no more are tried",
                trials.count
            ),
            (None, _) => format!(
                "{name} cannot fail: none of {} mutations of the solution fails it, so it asks for nothing; ask for something that can be wrong or missing",
                trials.count
            ),
            (Some(_), false) => format!(
                "{name} fails only together with all the other criteria, so it asks for nothing of its own; let it check something else, or leave it out"
            ),
        };
        problems.error(criterion.span.start, message);
    }
    problems.into_sorted()
}

struct Half {
    /// Absent when there is nothing to grade.
    report: Option<Report>,
    problems: Vec<Problem>,
}

fn prove_starter(mission: &Mission) -> Half {
    let mut problems = Problems::of(STARTER);
    let Some(text) = &mission.starter else {
        problems.error(Position::START, "the mission has no starter");
        return half(None, problems);
    };
    for error in parse_errors(text.as_bytes()) {
        problems.error(error.span.start, error.message);
    }
    let report = grade(mission, STARTER, text);
    if report.score >= STARTER_SCORE_LIMIT {
        let met: Vec<String> = met(&report)
            .map(|result| format!("`{}`", result.id))
            .collect();
        let message = format!(
            "the starter scores {:.2} already, and must stay below {STARTER_SCORE_LIMIT:.2}; it meets {}",
            report.score,
            met.join(", ")
        );
        problems.error(Position::START, message);
    }
    half(Some(report), problems)
}

fn prove_solution(mission: &Mission) -> Half {
    let mut problems = Problems::of(SOLUTION);
    let Some(text) = &mission.solution else {
        problems.error(Position::START, "the mission has no solution");
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
            problems.error(at, &diagnostic.message);
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
        problems.push(severity, place(result), message);
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

/// Names the files of a proof as they stand in a pack's folder.
pub(crate) fn in_folder(proof: Proof, folder: &Path) -> Proof {
    let problems = proof
        .problems
        .into_iter()
        .map(|problem| Problem {
            file: folder.join(problem.file),
            ..problem
        })
        .collect();
    Proof { problems, ..proof }
}

/// A template as it is mutated, for tests of other modules.
#[cfg(test)]
pub(crate) fn flat_text(root: &cfn::Node) -> String {
    flat::Flat::of(root)
        .map(|flat| flat.text)
        .unwrap_or_default()
}
