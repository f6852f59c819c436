//! What an author is told of blanks: answers of the solution that do not fit them, examples that show no form or too much, and a starter
//! that its right answers do not finish. What the mission file itself says of blanks is read, and refused, in `read`.

use grader::Subject;

use super::{Answered, Blank, Place, State, correct, fill, place};
use crate::{Mission, fields::shorten, problems::codes};

/// An error about a mission's blanks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) code: &'static str,
    /// Absent for what is about all of them.
    pub(crate) blank: Option<String>,
    /// A sentence.
    pub(crate) message: String,
}

/// Everything that is wrong with the blanks of a mission; nothing for one without blanks, or without its templates, which is said elsewhere.
pub(crate) fn findings(mission: &Mission) -> Vec<Finding> {
    let (Some(starter), Some(solution)) = (&mission.starter, &mission.solution) else {
        return Vec::new();
    };
    if mission.blanks.is_empty() {
        return Vec::new();
    }
    let mut text = starter.clone().into_bytes();
    let mut found = Vec::new();
    for placed in place(mission, solution.as_bytes()) {
        let Some(blank) = mission.blanks.iter().find(|blank| blank.id == placed.id) else {
            continue;
        };
        let answer = answer(placed.state);
        let example = example(mission, blank, answer.as_deref().ok());
        let filled = answer.and_then(|answer| {
            right(mission, blank, &answer)?;
            fill(mission, &text, &blank.id, &answer)
                .map_err(|error| format!("does not take the solution's answer: {error}"))
        });
        let mut tell = |code, what: String| {
            found.push(Finding {
                code,
                message: format!("the blank `{}` {what}", blank.id),
                blank: Some(blank.id.clone()),
            });
        };
        match filled {
            Ok(filled) => text = filled,
            Err(what) => tell(codes::BLANK_ANSWER, what),
        }
        if let Some(what) = example {
            tell(codes::BLANK_EXAMPLE, what);
        }
    }
    if found.iter().all(|one| one.code != codes::BLANK_ANSWER) {
        found.extend(unfinished(mission, &text));
    }
    found
}

/// What the solution has in the place of a blank.
fn answer(state: State) -> Result<String, String> {
    match state {
        State::Filled { answer, .. } => Ok(answer),
        State::Empty(Place { line, .. }) => Err(format!(
            "is empty in the solution, in line {line}: write the answer there"
        )),
        State::Lost(_) => Err(
            "has no answer in the solution: write what stands around it there as in the starter"
                .to_owned(),
        ),
    }
}

/// The right answer has the form that the blank asks for, as it is.
fn right(mission: &Mission, blank: &Blank, answer: &str) -> Result<(), String> {
    match form(mission, blank, answer) {
        None => Ok(()),
        Some(why) => Err(format!(
            "would refuse or change the solution's answer, so nobody could give it: {why}"
        )),
    }
}

/// What is wrong with a blank's example.
fn example(mission: &Mission, blank: &Blank, answer: Option<&str>) -> Option<String> {
    let shown = shorten(&blank.example);
    if answer.is_some_and(|answer| answer.eq_ignore_ascii_case(&blank.example)) {
        return Some(format!(
            "has the answer as its example, `{shown}`: show the form with another one"
        ));
    }
    let why = form(mission, blank, &blank.example)?;
    Some(format!(
        "has an example that would be refused or changed: {why}"
    ))
}

/// Why an answer would not be taken as it is; `None` when it would.
fn form(mission: &Mission, blank: &Blank, answer: &str) -> Option<String> {
    let starter = mission.starter.as_deref().unwrap_or_default();
    match correct(mission, starter.as_bytes(), &blank.id, answer) {
        Ok(Answered::Good { correction, .. }) => {
            let correction = correction?;
            Some(format!(
                "`{}` becomes `{}`. {}",
                shorten(&correction.from),
                shorten(&correction.to),
                correction.why
            ))
        }
        Ok(Answered::Malformed(why)) => Some(why),
        Err(error) => Some(error.to_string()),
    }
}

/// The starter with all right answers in it, when that does not pass.
fn unfinished(mission: &Mission, text: &[u8]) -> Option<Finding> {
    let subject = Subject {
        mission: &mission.id,
        template: "starter.yaml",
        text,
        parameters: &mission.parameters,
    };
    let report = grader::grade(subject, &mission.rubric);
    if report.score >= 1.0 {
        return None;
    }
    let unmet = report.results.iter().filter(|one| one.earned < one.weight);
    let unmet: Vec<String> = unmet.map(|one| format!("`{}`", one.id)).collect();
    Some(Finding {
        code: codes::BLANK_SCORE,
        blank: None,
        message: format!(
            "the starter with the solution's answers in its blanks scores {:.2} and does not meet {}: make the starter like the solution everywhere else",
            report.score,
            unmet.join(", ")
        ),
    })
}
