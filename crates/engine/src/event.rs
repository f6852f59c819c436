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
    /// The queue changed: a job, a pause, the breaker.
    QueueChanged,
    /// A mission failed for good, and its job is a dead letter.
    DeadLetter {
        /// The mission.
        mission_id: String,
    },
    /// Something was charged, or a budget changed.
    UsageChanged,
    /// A mission's standing changed (started, forgotten, hint revealed), or how its generation stands.
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
