//! The entry of a job among those that are worked on, for as long as it is.

use store::JobId;
use tokio_util::sync::CancellationToken;

use crate::{Engine, Event};

/// A job in the map of those that are worked on, until it is dropped, however the work ends.
pub(super) struct AtWork {
    pub(super) engine: Engine,
    pub(super) job: JobId,
    pub(super) mission_id: String,
    pub(super) cancel: CancellationToken,
    pub(super) is_probe: bool,
}

impl AtWork {
    pub(super) fn tell(&self) {
        self.engine.emit(Event::MissionChanged {
            mission_id: self.mission_id.clone(),
        });
        self.engine.emit(Event::QueueChanged);
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.cancel.cancel();
        self.engine.inner.queue.with(|state| {
            // Another lease of the same job has an entry of its own.
            let is_mine = state
                .running
                .get(&self.job)
                .is_some_and(|running| running.cancel.is_cancelled());
            if is_mine {
                state.running.remove(&self.job);
            }
            if self.is_probe {
                state.breaker.probe_said_nothing();
            }
        });
        self.tell();
    }
}
