//! Putting an earlier snapshot back, and taking that back. Whatever stood in the template is an attempt before it is replaced.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use missions::Mission;
use store::{AttemptId, Origin};
use tempfile::NamedTempFile;

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
        self.put_over(&wanted.summary.mission_id, wanted.snapshot)
    }

    /// Puts a text into the template as a new save that [`Engine::undo_restore`] takes back. What stood there is an attempt first.
    pub(crate) fn put_over(&self, id: &str, text: Vec<u8>) -> Result<Restored, EngineError> {
        let started = self.started(id)?;
        let mission = self.mission_as_started(&started)?;
        let recording = lock(&self.inner.recording);
        self.keep_standing(&mission, &started.template)?;
        let (text, recorded) = self.put_back(&mission, &started.template, text, Origin::Restore)?;
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
    pub(crate) fn keep_standing(
        &self,
        mission: &Arc<Mission>,
        template: &Path,
    ) -> Result<(), EngineError> {
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

    fn put_back(
        &self,
        mission: &Mission,
        template: &Path,
        snapshot: Vec<u8>,
        origin: Origin,
    ) -> Result<(GradedText, Recorded), EngineError> {
        let ready = stage(mission, template, snapshot)?;
        let recorded = self.record_anyway(mission, &ready.text, origin)?;
        let text = self.swap(mission, template, ready)?;
        Ok((text, recorded))
    }

    /// A text as a new save in the place of `standing`, or of nothing. `None` when something else is there by now: that is kept as an
    /// attempt, and nothing is replaced.
    pub(crate) fn put_in_place_of(
        &self,
        mission: &Mission,
        template: &Path,
        standing: Option<&[u8]>,
        text: Vec<u8>,
    ) -> Result<Option<(GradedText, Recorded)>, EngineError> {
        let is_there = || match (files::read(template), standing) {
            (Content::Bytes(bytes), Some(standing)) => bytes == standing,
            (Content::Missing, None) => true,
            _ => false,
        };
        let ready = stage(mission, template, text)?;
        if !is_there() {
            return Ok(None);
        }
        let recorded = self.record_anyway(mission, &ready.text, Origin::Save)?;
        // Recording waits for the disk, which is long enough for an editor to save.
        match files::persist_in_place_of(standing, ready.staged, &ready.file) {
            Ok(true) => Ok(Some((ready.text, recorded))),
            Ok(false) => {
                self.keep_standing(&Arc::new(mission.clone()), template)?;
                Ok(None)
            }
            Err(error) => {
                self.keep_standing(&Arc::new(mission.clone()), template)?;
                Err(unwritable(template, &error))
            }
        }
    }

    /// After its attempt was recorded: another engine that watches the file then finds its newest attempt in it, and records nothing.
    fn swap(
        &self,
        mission: &Mission,
        template: &Path,
        ready: Ready,
    ) -> Result<GradedText, EngineError> {
        if let Err(error) = files::persist(ready.staged, &ready.file) {
            // The history must end with what is in the file.
            self.keep_standing(&Arc::new(mission.clone()), template)?;
            return Err(unwritable(template, &error));
        }
        Ok(ready.text)
    }
}

/// A graded text that only has to be moved into its place.
struct Ready {
    staged: NamedTempFile,
    file: PathBuf,
    text: GradedText,
}

fn stage(mission: &Mission, template: &Path, text: Vec<u8>) -> Result<Ready, EngineError> {
    // A link to a neighbour stays a link: its target is what is replaced.
    let file = fs::canonicalize(template).unwrap_or_else(|_| template.to_owned());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| unwritable(template, &error))?;
    }
    let staged = files::stage(&file, &text).map_err(|error| unwritable(template, &error))?;
    let text = grade_text(mission, template, text, Instant::now())?;
    Ok(Ready { staged, file, text })
}

fn unwritable(template: &Path, error: &io::Error) -> EngineError {
    EngineError::Unwritable {
        path: template.to_owned(),
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Event, EventSink, Home, Options, SystemClock};

    use super::*;

    struct Nobody;

    impl EventSink for Nobody {
        fn emit(&self, _event: Event) {}
    }

    #[test]
    fn what_came_in_between_is_not_overwritten() {
        const ID: &str = "private-photo-bucket";
        let folder = tempfile::tempdir().expect("a folder");
        let options = Options::new(
            Home::under(folder.path()),
            Arc::new(SystemClock),
            Arc::new(Nobody),
        );
        let engine = Engine::open(options).expect("the engine opens");
        let template = engine.start(ID, None).expect("it starts").template;
        let mission = engine.mission(ID).expect("it is bundled");
        let seen = fs::read(&template).expect("the starter is there");
        fs::write(&template, "# saved meanwhile\n").expect("it is saved");
        let put = engine
            .put_in_place_of(&mission, &template, Some(&seen), b"# an answer\n".to_vec())
            .expect("nothing is wrong");
        assert!(put.is_none(), "the answer was for another text");
        let text = fs::read_to_string(&template).expect("it is there");
        assert_eq!(text, "# saved meanwhile\n", "the save stays");
        let put = engine
            .put_in_place_of(&mission, &template, Some(text.as_bytes()), seen.clone())
            .expect("nothing is wrong");
        assert!(put.is_some(), "for this text it is written");
        assert_eq!(
            fs::read(&template).expect("it is there"),
            seen,
            "whole, as it was given"
        );
    }
}
