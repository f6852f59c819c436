//! Grading a text and keeping it as an attempt. The watch, the grade key and restoring all come through here, so that one content
//! is recorded once.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{Arc, MutexGuard},
    time::Instant,
};

use grader::{Report, Subject};
use missions::Mission;
use store::{Attempt, AttemptId, AttemptSummary, NewAttempt, Origin};

use crate::{
    AttemptDetail, Engine, EngineError, Event, Graded, engine::lock, files, history::letters,
    start::content,
};

/// A text with what grading it gave.
pub(crate) struct GradedText {
    pub(crate) bytes: Vec<u8>,
    pub(crate) hash: String,
    pub(crate) report: Report,
    /// From before reading to the report.
    pub(crate) grade_us: u64,
}

/// The attempt that keeps a graded text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recorded {
    pub(crate) attempt: AttemptId,
    /// False when the newest attempt had this content already.
    pub(crate) is_new: bool,
}

impl Engine {
    /// Reads and grades the template now, and records an attempt when its content changed.
    pub fn grade_now(&self, id: &str) -> Result<Graded, EngineError> {
        let started = self.started(id)?;
        let mission = self.mission_as_started(&started)?;
        self.grade_file(&mission, &started.template, Origin::Save)
    }

    pub(crate) fn grade_file(
        &self,
        mission: &Arc<Mission>,
        template: &Path,
        origin: Origin,
    ) -> Result<Graded, EngineError> {
        let recording = lock(&self.inner.recording);
        let began = Instant::now();
        let text = grade_text(mission, template, content(template)?, began)?;
        let recorded = self.record(mission, &text, origin)?;
        self.announce(recording, &mission.id, &text, recorded);
        Ok(Graded {
            report: text.report,
            attempt: recorded.attempt,
            changed: recorded.is_new,
        })
    }

    /// Keeps a graded text as an attempt, unless the newest attempt has it. [`crate::engine::Inner::recording`] is held by the caller.
    pub(crate) fn record(
        &self,
        mission: &Mission,
        text: &GradedText,
        origin: Origin,
    ) -> Result<Recorded, EngineError> {
        let (attempt, is_new) = self
            .inner
            .store
            .record_change(self.new_attempt(mission, text, origin))?;
        Ok(Recorded { attempt, is_new })
    }

    /// A graded text as an attempt that is to be recorded.
    pub(crate) fn new_attempt(
        &self,
        mission: &Mission,
        text: &GradedText,
        origin: Origin,
    ) -> NewAttempt {
        NewAttempt {
            mission_id: mission.id.clone(),
            at_ms: self.inner.clock.now_ms(),
            origin,
            snapshot: text.bytes.clone(),
            report: text.report.to_json(),
            verdicts: letters::write(&text.report),
            score: text.report.score,
            passed: count(text.report.passed),
            total: count(text.report.total),
            grade_us: text.grade_us,
        }
    }

    /// Tells the watch and the shell of an attempt that stands now. The watch hears of it before the lock is let go, so that it does
    /// not tell of it a second time; the shell after, since it may ask at once.
    pub(crate) fn announce(
        &self,
        recording: MutexGuard<'_, ()>,
        mission_id: &str,
        text: &GradedText,
        recorded: Recorded,
    ) {
        let is_news = lock(&self.inner.watching).as_ref().is_some_and(|watching| {
            watching.note(mission_id, text, recorded, self.inner.clock.now_ms())
        });
        drop(recording);
        if recorded.is_new || is_news {
            self.emit(Event::AttemptGraded {
                mission_id: mission_id.to_owned(),
                attempt_id: recorded.attempt,
            });
        }
        if is_news {
            self.emit(Event::WatchChanged);
        }
    }

    /// The attempts of a mission, oldest first.
    pub fn attempts(&self, id: &str) -> Result<Vec<AttemptSummary>, EngineError> {
        let attempts = self.inner.store.attempts(id)?;
        if attempts.is_empty() && self.inner.store.started(id)?.is_none() {
            self.mission_in_catalogue(id)?;
        }
        Ok(attempts)
    }

    /// The attempts of a mission with their reports, oldest first: what flipped with which save.
    pub fn history(&self, id: &str) -> Result<Vec<(AttemptSummary, Report)>, EngineError> {
        self.inner
            .store
            .attempts_with_reports(id)?
            .into_iter()
            .map(|(summary, report)| Ok((summary, parse_report(&report)?)))
            .collect()
    }

    /// An attempt, whole, its report parsed.
    pub fn attempt(&self, id: AttemptId) -> Result<AttemptDetail, EngineError> {
        let Attempt {
            summary,
            snapshot,
            report,
        } = self.stored_attempt(id)?;
        Ok(AttemptDetail {
            summary,
            report: parse_report(&report)?,
            snapshot,
            hints: self.inner.store.hints_of_attempt(id)?,
        })
    }

    pub(crate) fn stored_attempt(&self, id: AttemptId) -> Result<Attempt, EngineError> {
        self.inner
            .store
            .attempt(id)?
            .ok_or_else(|| EngineError::Unknown {
                what: "attempt",
                id: id.0.to_string(),
            })
    }

    pub(crate) fn newest_attempt(&self, id: &str) -> Result<Option<AttemptSummary>, EngineError> {
        Ok(self.inner.store.newest_attempt(id)?)
    }

    /// Forgets a mission's attempts and standing; the workspace's files stay.
    pub fn forget(&self, id: &str) -> Result<(), EngineError> {
        self.started(id)?;
        if self
            .watch_state()
            .is_some_and(|state| state.mission_id == id)
        {
            self.unwatch();
        }
        let recording = lock(&self.inner.recording);
        self.inner.store.forget(id)?;
        drop(recording);
        self.emit(Event::MissionChanged {
            mission_id: id.to_owned(),
        });
        Ok(())
    }
}

/// Grades bytes that were read from a template. A panic of the grader is an error here, so that one mission cannot end a watch.
pub(crate) fn grade_text(
    mission: &Mission,
    template: &Path,
    bytes: Vec<u8>,
    began: Instant,
) -> Result<GradedText, EngineError> {
    // The report names the template as the learner would; the folder is not part of what was graded.
    let name = template.file_name().unwrap_or_default().to_string_lossy();
    let subject = Subject {
        mission: &mission.id,
        template: &name,
        text: &bytes,
        parameters: &mission.parameters,
    };
    let report = catch_unwind(AssertUnwindSafe(|| grader::grade(subject, &mission.rubric)))
        .map_err(|panic| EngineError::Damaged {
            context: "grading stopped on a fault of the program",
            reason: words(&panic),
        })?;
    let grade_us = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
    Ok(GradedText {
        hash: files::hash(&bytes),
        bytes,
        report,
        grade_us,
    })
}

/// A report as it was stored.
pub(crate) fn parse_report(json: &str) -> Result<Report, EngineError> {
    serde_json::from_str(json).map_err(|error| EngineError::Damaged {
        context: "a stored report",
        reason: error.to_string(),
    })
}

/// What a panic said.
pub(crate) fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no words".to_owned())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_from_before_there_were_parts_is_read() {
        let json = r#"{"schemaVersion":1,"graderVersion":"0.1.0","mission":"m","template":"t.yaml","score":0,"earned":0,"possible":1,
            "passed":0,"total":1,"results":[{"id":"a","label":"A","kind":"property","verdict":"fail","earned":0,"weight":1,
            "message":"No.","evidence":[{"line":1,"column":1,"endLine":1,"endColumn":2}]}],"diagnostics":[]}"#;
        let report = parse_report(json).expect("an old report is a report");
        assert!(
            report.results[0].parts.is_empty() && report.results[0].evidence.len() == 1,
            "what it has is there, what it has not is empty"
        );
    }
}
