//! Whether a mission is fit to be shown: its solution passes, and its starter leaves something to do.

use std::path::Path;

use cfn::{Position, Severity};
use grader::{CriterionResult, Report, Subject, Verdict};

use crate::{Mission, Problem, problems::Problems, template::parse_errors};

/// A starter must score less than this.
pub const STARTER_SCORE_LIMIT: f64 = 0.6;

pub(crate) const STARTER: &str = "starter.yaml";
pub(crate) const SOLUTION: &str = "solution.yaml";

/// What the proof of one mission found.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The mission's id.
    pub mission: String,
    /// The starter's score; absent when the mission has no starter.
    pub starter_score: Option<f64>,
    /// The solution's score; absent when the mission has no solution.
    pub solution_score: Option<f64>,
    /// Why the mission may not be shown; empty when it may. Lines are those of the starter's or the solution's own text.
    pub problems: Vec<Problem>,
}

/// Proves a mission: the solution scores 1.0 and the starter below [`STARTER_SCORE_LIMIT`].
pub fn prove(mission: &Mission) -> Proof {
    let starter = prove_starter(mission);
    let solution = prove_solution(mission);
    Proof {
        mission: mission.id.clone(),
        starter_score: starter.score,
        solution_score: solution.score,
        problems: [starter.problems, solution.problems].concat(),
    }
}

struct Half {
    score: Option<f64>,
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
    half(Some(report.score), problems)
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
    half(Some(report.score), problems)
}

fn half(score: Option<f64>, problems: Problems) -> Half {
    Half {
        score,
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
