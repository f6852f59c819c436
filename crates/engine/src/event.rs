//! What the engine tells its shell. Events carry ids only; a shell asks again for what it shows.

use store::AttemptId;

/// Something changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A save was graded and recorded.
    AttemptGraded {
        /// The mission.
        mission_id: String,
        /// The attempt.
        attempt_id: AttemptId,
    },
    /// What is watched, or how the watch stands, changed.
    WatchChanged,
    /// A mission's standing changed (started, forgotten, hint revealed).
    MissionChanged {
        /// The mission.
        mission_id: String,
    },
}

/// Who hears of changes. Called from the engine's own threads; must not block.
pub trait EventSink: Send + Sync {
    /// Something changed.
    fn emit(&self, event: Event);
}
