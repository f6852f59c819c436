//! Sabotage missions: a learner's template that passed, broken on purpose, as a mission of its own.

use std::{sync::Arc, time::Instant};

use missions::{Mission, MissionOrigin, sabotage::CannotSabotage};
use serde_json::json;
use store::AttemptSummary;

use crate::{
    Engine, EngineError,
    attempts::grade_text,
    files::{self, Content},
    keep::KeptAs,
    offline::usable_seed,
};

/// A mission that was made by breaking a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sabotaged {
    /// Its id.
    pub mission_id: String,
    /// Its title.
    pub title: String,
    /// In how many ways the template was broken, 1 to 3.
    pub changes: u32,
    /// The seed.
    pub seed: u64,
}

/// A drawn seed whose mission is there already is drawn again, so many times.
const MOST_DRAWS: usize = 20;

impl Engine {
    /// Breaks the learner's own template of a passed mission in one to three proven ways, as a new mission; the template itself stays as
    /// it is. The same seed breaks the same template in the same way; absent: a new one is drawn.
    ///
    /// # Errors
    /// [`EngineError::Request`]: it was not passed, or nothing in it can be broken.
    pub fn sabotage(&self, id: &str, seed: Option<u64>) -> Result<Sabotaged, EngineError> {
        usable_seed(seed)?;
        let mission = self.mission(id)?;
        if let Some(MissionOrigin::Sabotage { mission: of, .. }) = &mission.origin {
            return Err(EngineError::Request(format!(
                "`{id}` is a broken template already; `{of}`, which it was made from, can be broken again"
            )));
        }
        let text = self.passing_text(&mission)?;
        let draws = if seed.is_some() { 1 } else { MOST_DRAWS };
        let mut taken = String::new();
        for _ in 0..draws {
            // Few digits, which a person can copy.
            let seed = seed.unwrap_or_else(|| u64::from(fastrand::u32(..)));
            let broken = missions::sabotage::sabotage(&mission, &text, seed)
                .map_err(|error| cannot(id, error))?;
            taken = broken.mission.id.clone();
            match self.keep(id, seed, &broken)? {
                KeptAs::New | KeptAs::Same => {
                    return Ok(Sabotaged {
                        changes: u32::try_from(broken.changes.len()).unwrap_or(u32::MAX),
                        mission_id: broken.mission.id,
                        title: broken.mission.title,
                        seed,
                    });
                }
                KeptAs::Other => {}
            }
        }
        Err(EngineError::Request(format!(
            "`{taken}` is there already with other content, which an older program made of the same text and seed; choose another seed"
        )))
    }

    /// The template when it passes everything, else the newest attempt that does.
    fn passing_text(&self, mission: &Arc<Mission>) -> Result<Vec<u8>, EngineError> {
        let started = self.started(&mission.id)?;
        if let Content::Bytes(bytes) = files::read(&started.template) {
            let text = grade_text(mission, &started.template, bytes, Instant::now())?;
            if text.report.passed_all() {
                return Ok(text.bytes);
            }
        }
        let attempts = self.inner.store.attempts(&mission.id)?;
        let passed = |one: &&AttemptSummary| one.total > 0 && one.passed == one.total;
        let newest = attempts.iter().rev().find(passed);
        let newest = newest.ok_or_else(|| cannot(&mission.id, CannotSabotage::NotPassed))?;
        Ok(self.stored_attempt(newest.id)?.snapshot)
    }

    fn keep(
        &self,
        of: &str,
        seed: u64,
        broken: &missions::sabotage::Sabotaged,
    ) -> Result<KeptAs, EngineError> {
        let changes: Vec<_> = broken
            .changes
            .iter()
            .map(|change| json!({"what": change.what, "line": change.line, "fails": change.fails}))
            .collect();
        let request = json!({"sabotageOf": of, "seed": seed});
        let origin = json!({"sabotageOf": of, "seed": seed, "changes": changes});
        self.keep_ready(&broken.mission, &request, &origin)
    }
}

fn cannot(id: &str, error: CannotSabotage) -> EngineError {
    EngineError::Request(match error {
        CannotSabotage::Sabotage => format!("`{id}` is a broken template already"),
        CannotSabotage::NotPassed => format!(
            "`{id}` has no save that meets every criterion, and only a template that works can be broken; pass it first"
        ),
        CannotSabotage::Nothing => format!(
            "nothing in your template of `{id}` can be broken so that a criterion sees it; try another mission that you passed"
        ),
    })
}
