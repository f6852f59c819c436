//! Suggestions that prove themselves: a change is made to the template in memory and graded, before it is believed. Finding changes is
//! the grader's and the mentor's work; how a change is made on a text is in `missions::apply`.

pub mod fence;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Instant,
};

use grader::{Change, Report, Verdict};
use missions::{
    Mission,
    apply::{self, CannotApply},
};

use crate::{Engine, EngineError, attempts::grade_text};

/// What a suggested change would do to the template as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Whether it could be applied and graded.
    pub verified: bool,
    /// Labels of the criteria that it would make pass. Sealed ones are not named.
    pub fixes: Vec<String>,
    /// Labels of the criteria that pass now and would not. Sealed ones are not named.
    pub breaks: Vec<String>,
    /// Whether every criterion would pass. Of a test it is never said.
    pub completes: bool,
    /// Why it is not verified, as a sentence.
    pub reason: Option<String>,
}

impl Suggestion {
    pub(crate) fn not_verified(reason: impl Into<String>) -> Suggestion {
        Suggestion {
            verified: false,
            fixes: Vec::new(),
            breaks: Vec::new(),
            completes: false,
            reason: Some(reason.into()),
        }
    }

    /// "fixes 1, breaks 0" or "not verified: ...", as a terminal shows it; a window has its own words.
    pub fn summary(&self) -> String {
        match &self.reason {
            Some(reason) if !self.verified => format!("not verified: {reason}"),
            Some(_) | None => {
                format!("fixes {}, breaks {}", self.fixes.len(), self.breaks.len())
            }
        }
    }
}

impl Engine {
    /// Applies a fenced change to the template in memory, and grades it: a whole template, resources or a piece of one, properties alone
    /// where only one resource can be meant, each as YAML or JSON, or a unified diff. Nothing is written. What cannot be applied is not
    /// verified, with the reason.
    ///
    /// # Errors
    /// When there is no such mission, or what the program keeps cannot be read.
    pub fn check_suggestion(&self, id: &str, text: &str) -> Result<Suggestion, EngineError> {
        let mission = self.mission(id)?;
        let started = self.inner.store.started(id)?;
        let template = self.template_now(&mission, started.as_ref())?;
        let before = grade_text(&mission, TEMPLATE.as_ref(), template, Instant::now())?;
        let changed = guarded(|| apply::read(&before.bytes, text).certain);
        Ok(proof(&mission, &before.report, changed))
    }
}

/// What reports call it.
const TEMPLATE: &str = "template.yaml";

/// What the grader's own edits would do.
pub(crate) fn proof_of_changes(
    mission: &Mission,
    template: &[u8],
    before: &Report,
    changes: &[Change],
) -> Suggestion {
    if changes.is_empty() {
        return Suggestion::not_verified(
            "This hint leaves you a choice, so there is no one change to try.",
        );
    }
    let changed = guarded(|| apply::changes(template, changes));
    proof(mission, before, changed)
}

/// Every template that a block of code may make of this one, and whether it would complete the mission: for whoever must not show such a
/// block.
pub(crate) fn readings(mission: &Mission, template: &[u8], block: &str) -> Vec<(String, bool)> {
    let possible = guarded(|| Ok(apply::read(template, block).possible)).unwrap_or_default();
    possible
        .into_iter()
        .map(|text| {
            let graded = graded(mission, &text);
            let completes = graded.is_some_and(|report| report.passed_all());
            (text, completes)
        })
        .collect()
}

/// A fault of the program takes the proof away, not the window.
fn guarded<T>(work: impl FnOnce() -> Result<T, CannotApply>) -> Result<T, CannotApply> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(CannotApply(
            "Trying it stopped on a fault of the program.".to_owned(),
        ))
    })
}

/// Nothing for what cannot be graded.
fn graded(mission: &Mission, text: &str) -> Option<Report> {
    let bytes = text.as_bytes().to_vec();
    if bytes.len() > cfn::limits::HARD_BYTES {
        return None;
    }
    let text = grade_text(mission, TEMPLATE.as_ref(), bytes, Instant::now());
    text.ok().map(|text| text.report)
}

fn proof(mission: &Mission, before: &Report, changed: Result<String, CannotApply>) -> Suggestion {
    let changed = match changed {
        Ok(changed) => changed,
        Err(error) => return Suggestion::not_verified(error.0),
    };
    let Some(after) = graded(mission, &changed) else {
        return Suggestion::not_verified("The template with it cannot be graded.");
    };
    if let Some(unreadable) = unreadable(&changed, &after) {
        return Suggestion::not_verified(format!(
            "The template could not be read with it: {unreadable}"
        ));
    }
    let labels = |wanted: fn(bool, bool) -> bool| -> Vec<String> {
        let criteria = mission.rubric.criteria.iter();
        criteria
            .filter(|criterion| !criterion.sealed)
            .filter(|criterion| {
                wanted(passes(before, &criterion.id), passes(&after, &criterion.id))
            })
            .map(|criterion| criterion.label.clone())
            .collect()
    };
    let is_test = mission.rubric.criteria.iter().any(|one| one.sealed);
    Suggestion {
        verified: true,
        fixes: labels(|before, after| !before && after),
        breaks: labels(|before, after| before && !after),
        completes: !is_test && after.passed_all(),
        reason: None,
    }
}

fn passes(report: &Report, criterion: &str) -> bool {
    let mut results = report.results.iter();
    results.any(|result| result.id == criterion && result.verdict == Verdict::Pass)
}

/// What keeps the whole template from being read.
fn unreadable(changed: &str, report: &Report) -> Option<String> {
    let is_tree = cfn::parse(changed.as_bytes()).root.is_some();
    let mut remarks = report.diagnostics.iter();
    let remark = remarks.find(|remark| match is_tree {
        true => remark.code == cfn::codes::NOT_A_TEMPLATE,
        false => remark.severity == "error",
    })?;
    Some(remark.message.clone())
}
