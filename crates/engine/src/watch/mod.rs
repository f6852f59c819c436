//! Watching a started mission's template. `decide` says when to look (pure), `events` what a raw event means (pure), `look` reads,
//! grades and records, and `driver` is the task that holds them together.

mod decide;
mod driver;
mod events;
mod look;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use missions::Mission;
use tokio::{runtime::Handle, sync::mpsc, task::JoinHandle};

use crate::{
    Engine, EngineError, Event, WatchPhase, WatchState,
    attempts::{GradedText, Recorded},
    engine::lock,
};

pub(crate) use driver::see_one_event;

/// A watch. Dropping it ends the task and the system's watch.
pub(crate) struct Watching {
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Release);
        self.task.abort();
    }
}

impl Watching {
    /// Takes note of an attempt that stands now, when it is of the watched mission. Says whether it is news.
    pub(crate) fn note(
        &self,
        mission_id: &str,
        text: &GradedText,
        recorded: Recorded,
        now_ms: i64,
    ) -> bool {
        self.shared.mission.id == mission_id && self.shared.note(text, recorded, now_ms)
    }
}

/// What the task, its looks and the engine share.
struct Shared {
    mission: Arc<Mission>,
    template: PathBuf,
    stopped: AtomicBool,
    seen: Mutex<Seen>,
}

struct Seen {
    state: WatchState,
    /// The hash of the content that `state.attempt` keeps.
    hash: Option<String>,
}

impl Shared {
    fn folder(&self) -> &Path {
        self.template.parent().unwrap_or(Path::new("/"))
    }

    fn note(&self, text: &GradedText, recorded: Recorded, now_ms: i64) -> bool {
        let mut seen = lock(&self.seen);
        let is_news = seen.state.attempt != Some(recorded.attempt);
        seen.hash = Some(text.hash.clone());
        seen.state.phase = WatchPhase::Watching;
        if is_news {
            seen.state.attempt = Some(recorded.attempt);
            seen.state.saved_at_ms = Some(now_ms);
            seen.state.grade_us = Some(text.grade_us);
        }
        is_news
    }

    /// Says whether the phase is another than before.
    fn enter(&self, phase: WatchPhase) -> bool {
        let mut seen = lock(&self.seen);
        let changed = seen.state.phase != phase;
        seen.state.phase = phase;
        changed
    }

    /// Says whether the reason is another than before.
    fn poll_because(&self, reason: Option<String>) -> bool {
        let mut seen = lock(&self.seen);
        let changed = seen.state.polling != reason;
        seen.state.polling = reason;
        changed
    }

    fn has_seen(&self, hash: &str) -> bool {
        lock(&self.seen).hash.as_deref() == Some(hash)
    }
}

impl Engine {
    /// Begins to watch a started mission's template; at most one mission is watched by an engine. Needs a Tokio runtime's context.
    /// A save that was made while nobody watched is graded first. When this returns, no later save is missed.
    pub fn watch(&self, id: &str) -> Result<(), EngineError> {
        let runtime = Handle::try_current().map_err(|error| EngineError::Damaged {
            context: "watching needs a Tokio runtime",
            reason: error.to_string(),
        })?;
        let started = self.started(id)?;
        let mission = self.mission_as_started(&started)?;
        let newest = self.newest_attempt(id)?;
        self.sweep_beside(&started.template);
        let shared = Arc::new(Shared {
            mission,
            template: started.template.clone(),
            stopped: AtomicBool::new(false),
            seen: Mutex::new(Seen {
                state: WatchState {
                    mission_id: id.to_owned(),
                    template: started.template,
                    phase: WatchPhase::Watching,
                    saved_at_ms: newest.as_ref().map(|newest| newest.at_ms),
                    grade_us: newest.as_ref().map(|newest| newest.grade_us),
                    attempt: newest.as_ref().map(|newest| newest.id),
                    polling: None,
                },
                hash: newest.map(|newest| newest.content_hash),
            }),
        });
        let (sender, receiver) = mpsc::unbounded_channel();
        let armed = driver::arm(&shared, &sender);
        let driver = driver::Driver::new(
            Arc::downgrade(&self.inner),
            Arc::clone(&shared),
            sender,
            armed,
        );
        let task = runtime.spawn(driver.run(receiver));
        let before = lock(&self.inner.watching).replace(Watching { shared, task });
        drop(before);
        self.emit(Event::WatchChanged);
        Ok(())
    }

    /// Stops watching.
    pub fn unwatch(&self) {
        let before = lock(&self.inner.watching).take();
        if before.is_some() {
            drop(before);
            self.emit(Event::WatchChanged);
        }
    }

    /// What is watched, and how it stands.
    pub fn watch_state(&self) -> Option<WatchState> {
        let watching = lock(&self.inner.watching);
        watching
            .as_ref()
            .map(|watching| lock(&watching.shared.seen).state.clone())
    }
}
