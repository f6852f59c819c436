//! Sabotage missions: a learner's own template that passed, broken in one to three proven ways, to be found and mended. What can be broken
//! is in `breaks`, which of it is broken in `choose`, what the learner reads in `told`. Knows nothing of files and attempts.

mod breaks;
mod choose;
mod permissions;
mod references;
#[cfg(test)]
mod tests;
mod told;
mod words;

use grader::{Report, Subject, Verdict};

use crate::{Mission, MissionOrigin, edit::Source, template::parse_errors};

/// The version of what breaks templates: the same mission, text, seed and version give the same bytes. Every change of this module that changes
/// what a seed gives needs the next number; it is in the ids.
pub const VERSION: u32 = 1;

/// The most ways in which one template is broken.
pub const MOST_CHANGES: usize = 3;

/// A template that was broken, as a mission of its own.
#[derive(Clone, Debug)]
pub struct Sabotaged {
    /// Its starter is the broken template, its solution the learner's own.
    pub mission: Mission,
    /// What was changed, a sentence each without its stop. Not for the learner, before it is mended.
    pub changes: Vec<Change>,
}

/// One way in which a template was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was done: "`SSESpecification` of `CheckIns` removed".
    pub what: String,
    /// The line of the learner's text, from 1.
    pub line: u32,
    /// The criteria that fail for this change alone: they would pass if only it were mended.
    pub fails: Vec<String>,
}

/// Why a template is not broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotSabotage {
    /// It was broken on purpose already.
    #[error("this mission is a broken template already")]
    Sabotage,
    /// The text does not pass every criterion, so there is nothing to break.
    #[error("the template does not pass every criterion")]
    NotPassed,
    /// No change of it is seen by a criterion.
    #[error("nothing in the template can be broken so that a criterion sees it")]
    Nothing,
}

/// Breaks a text that passes a mission. The same mission, text, seed and [`VERSION`] give the same mission.
///
/// # Errors
/// When it does not pass, or nothing in it can be broken.
pub fn sabotage(mission: &Mission, text: &[u8], seed: u64) -> Result<Sabotaged, CannotSabotage> {
    if matches!(mission.origin, Some(MissionOrigin::Sabotage { .. })) {
        return Err(CannotSabotage::Sabotage);
    }
    let report = graded(mission, text);
    let document = cfn::parse(text);
    let (Some(root), Some(source)) = (&document.root, Source::of(text)) else {
        return Err(CannotSabotage::NotPassed);
    };
    if !report.passed_all() || parse_errors(text).next().is_some() {
        return Err(CannotSabotage::NotPassed);
    }
    let breaks = breaks::all(root);
    let chosen = choose::choose(mission, &source, root, &report, breaks, seed);
    let chosen = chosen.ok_or(CannotSabotage::Nothing)?;
    let mission = told::mission(mission, source.text, &chosen, seed);
    Ok(Sabotaged {
        mission: mission.ok_or(CannotSabotage::Nothing)?,
        changes: chosen.changes,
    })
}

fn graded(mission: &Mission, text: &[u8]) -> Report {
    let subject = Subject {
        mission: &mission.id,
        template: "template.yaml",
        text,
        parameters: &mission.parameters,
    };
    grader::grade(subject, &mission.rubric)
}

/// What a learner sees as not met.
fn is_open(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Fail | Verdict::Partial)
}
