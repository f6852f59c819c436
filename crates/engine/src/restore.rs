//! Putting an earlier snapshot back, and taking that back. Whatever stood in the template is an attempt before it is replaced.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
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

/// How often a restore begins again because something else was saved in the meantime.
const MOST_TRIES: usize = 5;

impl Engine {
    /// Puts an attempt's snapshot back into the template as a new save. What stood there is kept as an attempt first, so that
    /// [`Engine::undo_restore`] loses nothing.
    pub fn restore(&self, attempt: AttemptId) -> Result<Restored, EngineError> {
        let wanted = self.stored_attempt(attempt)?;
        self.put_over(&wanted.summary.mission_id, &wanted.snapshot)
    }

    /// Puts a text into the template as a new save that [`Engine::undo_restore`] takes back. What stood there is an attempt first.
    pub(crate) fn put_over(&self, id: &str, text: &[u8]) -> Result<Restored, EngineError> {
        let started = self.started(id)?;
        let mission = self.mission_as_started(&started)?;
        let recording = lock(&self.inner.recording);
        let (text, recorded) =
            self.put_back(&mission, &started.template, Origin::Restore, || {
                Ok(text.to_vec())
            })?;
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
        let (text, recorded) = self.put_back(&mission, &started.template, Origin::Undo, || {
            let attempts = self.inner.store.attempts(id)?;
            match attempts.as_slice() {
                [.., before, last] if last.origin == Origin::Restore => {
                    Ok(self.stored_attempt(before.id)?.snapshot)
                }
                _ => Err(EngineError::NothingToUndo),
            }
        })?;
        self.announce(recording, id, &text, recorded);
        Ok(Restored {
            attempt: recorded.attempt,
        })
    }

    /// Records what stands in the template when that is not the newest attempt, and gives it. A template that is gone has nothing to lose.
    pub(crate) fn keep_standing(
        &self,
        mission: &Arc<Mission>,
        template: &Path,
    ) -> Result<Option<Vec<u8>>, EngineError> {
        let began = Instant::now();
        match files::read(template) {
            Content::Bytes(bytes) => {
                let text = grade_text(mission, template, bytes, began)?;
                self.record(mission, &text, Origin::Save)?;
                Ok(Some(text.bytes))
            }
            Content::Missing => Ok(None),
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

    /// Puts what is wanted into the template, whatever stands there; that is an attempt first, and what was saved in between too.
    fn put_back(
        &self,
        mission: &Arc<Mission>,
        template: &Path,
        origin: Origin,
        wanted: impl Fn() -> Result<Vec<u8>, EngineError>,
    ) -> Result<(GradedText, Recorded), EngineError> {
        for _ in 0..MOST_TRIES {
            let standing = self.keep_standing(mission, template)?;
            let ready = stage(mission, template, wanted()?)?;
            if let Some(put) =
                self.record_in_place(mission, template, standing.as_deref(), ready, origin)?
            {
                return Ok(put);
            }
        }
        Err(EngineError::Unwritable {
            path: template.to_owned(),
            reason: "another program writes it all the time; try again when it is done".to_owned(),
        })
    }

    /// A text as a new save in the place of `standing`, or of nothing. `None` when something else is there: nothing is replaced or recorded.
    pub(crate) fn put_in_place_of(
        &self,
        mission: &Mission,
        template: &Path,
        standing: Option<&[u8]>,
        text: Vec<u8>,
    ) -> Result<Option<(GradedText, Recorded)>, EngineError> {
        let ready = stage(mission, template, text)?;
        self.record_in_place(mission, template, standing, ready, Origin::Save)
    }

    /// Moves a text into its place and records it: both or neither, so that the history has nothing that was never in the file. Another engine
    /// that watches the file waits for the record, finds its newest attempt in the file, and records nothing.
    fn record_in_place(
        &self,
        mission: &Mission,
        template: &Path,
        standing: Option<&[u8]>,
        ready: Ready,
        origin: Origin,
    ) -> Result<Option<(GradedText, Recorded)>, EngineError> {
        let Ready { staged, file, text } = ready;
        let outcome = Arc::new(Mutex::new(None));
        let placing = Arc::clone(&outcome);
        let standing = standing.map(<[u8]>::to_vec);
        let attempt = self.new_attempt(mission, &text, origin);
        let recorded = self.inner.store.record_attempt_if(attempt, move || {
            let placed = files::persist_in_place_of(standing.as_deref(), staged, &file);
            let is_placed = matches!(placed, Ok(Some(_)));
            *lock(&placing) = Some(placed);
            is_placed
        });
        let placed = lock(&outcome).take();
        match (recorded, placed) {
            (Ok(Some(attempt)), _) => Ok(Some((
                text,
                Recorded {
                    attempt,
                    is_new: true,
                },
            ))),
            (Ok(None), Some(Err(error))) => Err(unwritable(template, &error)),
            (Ok(None), _) => Ok(None),
            (Err(error), Some(Ok(Some(replaced)))) => {
                if let Err(error) = replaced.take_back() {
                    tracing::error!(%error, "a template was replaced and could not be recorded");
                }
                Err(error.into())
            }
            (Err(error), _) => Err(error.into()),
        }
    }
}

/// A graded text that only has to be moved into its place.
struct Ready {
    staged: NamedTempFile,
    file: PathBuf,
    text: GradedText,
}

fn stage(mission: &Mission, template: &Path, text: Vec<u8>) -> Result<Ready, EngineError> {
    let file = files::behind_links(template);
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
        reason: files::why(error),
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
        assert_eq!(
            engine.attempts(ID).expect("read").len(),
            1,
            "and the answer, which was in the file for no longer than it took to see that, is no save"
        );
        let folder = template.parent().expect("a folder");
        assert_eq!(
            fs::read_dir(folder).expect("read").count(),
            1,
            "nothing is left beside it"
        );
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
