//! Putting an earlier snapshot back, and taking that back. Whatever stood in the template is an attempt before it is replaced.

use std::{fs, io, path::Path, sync::Arc, time::Instant};

use missions::Mission;
use store::{AttemptId, Origin};

use crate::{
    Engine, EngineError, Restored,
    attempts::{GradedText, Recorded, grade_text},
    engine::lock,
    files::{self, Content},
};

impl Engine {
    /// Puts an attempt's snapshot back into the template as a new save. What stood there is kept as an attempt first, so that
    /// [`Engine::undo_restore`] loses nothing.
    pub fn restore(&self, attempt: AttemptId) -> Result<Restored, EngineError> {
        let wanted = self.stored_attempt(attempt)?;
        let started = self.started(&wanted.summary.mission_id)?;
        let mission = self.mission_as_started(&started)?;
        let recording = lock(&self.inner.recording);
        self.keep_standing(&mission, &started.template)?;
        let (text, recorded) = self.put_back(
            &mission,
            &started.template,
            wanted.snapshot,
            Origin::Restore,
        )?;
        self.announce(recording, &mission.id, &text, recorded);
        Ok(Restored {
            attempt: recorded.attempt,
        })
    }

    /// Takes the last restore of a mission back. A save since then is the learner's newest work, and there is nothing to take back.
    pub fn undo_restore(&self, id: &str) -> Result<Restored, EngineError> {
        let started = self.started(id)?;
        let mission = self.mission_as_started(&started)?;
        let recording = lock(&self.inner.recording);
        self.keep_standing(&mission, &started.template)?;
        let attempts = self.inner.store.attempts(id)?;
        let [.., before, last] = attempts.as_slice() else {
            return Err(EngineError::NothingToUndo);
        };
        if last.origin != Origin::Restore {
            return Err(EngineError::NothingToUndo);
        }
        let wanted = self.stored_attempt(before.id)?.snapshot;
        let (text, recorded) = self.put_back(&mission, &started.template, wanted, Origin::Undo)?;
        self.announce(recording, id, &text, recorded);
        Ok(Restored {
            attempt: recorded.attempt,
        })
    }

    /// Records what stands in the template when that is not the newest attempt. A template that is gone has nothing to lose.
    fn keep_standing(&self, mission: &Arc<Mission>, template: &Path) -> Result<(), EngineError> {
        let began = Instant::now();
        match files::read(template) {
            Content::Bytes(bytes) => {
                let text = grade_text(mission, template, bytes, began)?;
                self.record(mission, &text, Origin::Save)?;
                Ok(())
            }
            Content::Missing => Ok(()),
            Content::Unreadable(reason) => Err(EngineError::Unreadable {
                path: template.to_owned(),
                reason,
            }),
            Content::LinkElsewhere(target) => Err(EngineError::Unwritable {
                path: template.to_owned(),
                reason: format!(
                    "it became a link to {}; start the mission again to work there",
                    target.display()
                ),
            }),
        }
    }

    /// Recorded before the file is replaced: another engine that watches it then finds its newest attempt in it, and records nothing.
    fn put_back(
        &self,
        mission: &Mission,
        template: &Path,
        snapshot: Vec<u8>,
        origin: Origin,
    ) -> Result<(GradedText, Recorded), EngineError> {
        let unwritable = |error: &io::Error| EngineError::Unwritable {
            path: template.to_owned(),
            reason: error.to_string(),
        };
        // A link to a neighbour stays a link: its target is what is replaced.
        let file = fs::canonicalize(template).unwrap_or_else(|_| template.to_owned());
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(|error| unwritable(&error))?;
        }
        let staged = files::stage(&file, &snapshot).map_err(|error| unwritable(&error))?;
        let text = grade_text(mission, template, snapshot, Instant::now())?;
        let recorded = self.record_anyway(mission, &text, origin)?;
        if let Err(error) = files::persist(staged, &file) {
            // The history must end with what is in the file.
            self.keep_standing(&Arc::new(mission.clone()), template)?;
            return Err(unwritable(&error));
        }
        Ok((text, recorded))
    }
}
