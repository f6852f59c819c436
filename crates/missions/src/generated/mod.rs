//! A model's answer to a mission: the shape it is asked for, and the way from its text to a proved [`Mission`]. Who asks, with what
//! prompt and at what price, is not known here.
//!
//! An answer goes through four stages, and the first that finds something wrong ends it with all that this stage has found:
//! shape (JSON of the schema), limits (sizes, ids), rubric (the criteria as the grader reads them, both templates as CloudFormation
//! reads them) and proof. Reading is strict: besides white space around the object, only one ` ```json ` fence around it is taken off,
//! since models that are merely asked for JSON add it.

mod answer;
mod criteria;
mod limits;
mod problems;
mod shape;
#[cfg(test)]
mod tests;
mod text;
mod values;

use std::collections::BTreeMap;

use cfn::Severity;
use grader::Rubric;

use crate::{
    Level, Mission, document, parse_mission,
    problems::has_error,
    prove::{SOLUTION, STARTER, prove},
    single,
    template::parse_errors,
};

use answer::Answer;
use criteria::Merged;
pub use problems::{AnswerProblems, Stage};

/// The version of the answer's shape; it changes when [`answer_schema`] does, and is kept with each generated mission.
pub const SCHEMA_VERSION: u32 = 1;

/// The JSON schema to hand to the provider. Without bounds, patterns, descriptions and alternatives, which providers refuse or compile
/// for minutes; and the same text every time, since a changed one is compiled anew. What it cannot say is checked by [`read_answer`].
pub fn answer_schema() -> &'static str {
    include_str!("answer.schema.json").trim_ascii_end()
}

/// Reads the whole text of a model's answer as the mission `id` (kebab case, the caller's choice) and proves it.
///
/// # Errors
/// Whatever keeps it from being shown, as sentences that can be handed back to the model as they are.
pub fn read_answer(id: &str, text: &str) -> Result<Mission, AnswerProblems> {
    let answer = shape::read(text).map_err(|found| AnswerProblems::new(Stage::Shape, found))?;
    stop(Stage::Limits, limits::check(&answer))?;
    let merged = criteria::merge(&answer.criteria);
    let rubric = rubric(&answer, &merged)?;
    let mission = mission(id, answer, &merged, rubric)?;
    let proof = prove(&mission);
    let found: Vec<String> = proof
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| match template_name(&problem.file) {
            Some(name) => format!("In `{name}`, line {}: {}", problem.line, problem.message),
            None => text::sentence(&problem.message),
        })
        .collect();
    stop(Stage::Proof, found)?;
    Ok(mission)
}

fn stop(stage: Stage, found: Vec<String>) -> Result<(), AnswerProblems> {
    if found.is_empty() {
        Ok(())
    } else {
        Err(AnswerProblems::new(stage, found))
    }
}

/// The field of the answer whose text a proof's problem is about; none for a problem of a criterion.
fn template_name(file: &std::path::Path) -> Option<&'static str> {
    [(STARTER, "starter"), (SOLUTION, "solution")]
        .into_iter()
        .find(|(name, _)| file.as_os_str() == *name)
        .map(|(_, field)| field)
}

/// The static check: what the grader refuses of the criteria, and what keeps the templates from being read.
fn rubric(answer: &Answer, merged: &Merged) -> Result<Rubric, AnswerProblems> {
    let (rubric, problems) = Rubric::compile_generated(&merged.node);
    let mut found: Vec<String> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .map(|problem| format!("`{}`: {}", merged.path(problem.span), problem.message))
        .collect();
    for (name, template) in [("starter", &answer.starter), ("solution", &answer.solution)] {
        found.extend(parse_errors(template.as_bytes()).map(|error| {
            format!(
                "In `{name}`, line {}: {}",
                error.span.start.line, error.message
            )
        }));
    }
    match rubric {
        Some(rubric) if found.is_empty() => Ok(rubric),
        _ => Err(AnswerProblems::new(Stage::Rubric, found)),
    }
}

/// The mission in its single-file form, read back from it: what is kept is what was checked.
fn mission(
    id: &str,
    answer: Answer,
    merged: &Merged,
    rubric: Rubric,
) -> Result<Mission, AnswerProblems> {
    let mission = Mission {
        id: id.to_owned(),
        title: answer.title.trim().to_owned(),
        summary: single::first_sentence(text::without_headings(&answer.scenario)),
        level: match answer.level {
            answer::Level::Foundation => Level::Foundation,
            answer::Level::Associate => Level::Associate,
            answer::Level::Professional => Level::Professional,
        },
        services: answer.services,
        skills: answer.skills,
        criterion_skills: BTreeMap::new(),
        minutes: answer.minutes,
        scenario: answer.scenario,
        parameters: answer
            .parameters
            .into_iter()
            .map(|one| (one.name, one.value))
            .collect(),
        rubric,
        hints: hints(&answer.criteria),
        starter: Some(answer.starter),
        solution: Some(answer.solution),
        given: Vec::new(),
        follows: None,
        blanks: Vec::new(),
        origin: None,
        sources: Vec::new(),
        version: String::new(),
        document: String::new(),
    };
    let sealed = document::seal(mission, &merged.node);
    let (read, problems) = parse_mission("mission.yaml", sealed.document.as_bytes());
    match read {
        Some(read) if !has_error(&problems) => Ok(read),
        _ => {
            let found = problems
                .iter()
                .map(|problem| text::sentence(&problem.message))
                .collect();
            Err(AnswerProblems::new(Stage::Rubric, found))
        }
    }
}

/// What is written of each criterion's hints. They come in the order concept, where, kind of value, so what follows a blank one is left
/// out; the grader has hints of its own for the rest.
fn hints(criteria: &answer::Criteria) -> BTreeMap<String, Vec<String>> {
    criteria
        .heads()
        .map(|head| {
            let written = head.hints.iter().take_while(|hint| !hint.trim().is_empty());
            (head.id.to_owned(), written.cloned().collect::<Vec<_>>())
        })
        .filter(|(_, hints)| !hints.is_empty())
        .collect()
}
