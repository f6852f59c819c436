//! What is watched, and how the watch stands.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// What is watched.
    struct WatchDto {
        /// Nothing when no mission is watched.
        watch: Option<WatchStateDto>,
    }

    /// A watch.
    struct WatchStateDto {
        /// The mission.
        mission_id: String,
        /// The template, absolute.
        path: String,
        /// How it stands.
        phase: WatchPhaseDto,
        /// Why, when it does not stand well.
        reason: Option<String>,
        /// Why saves are noticed only every two seconds, when the system's own file events cannot be had.
        polling: Option<String>,
        /// When the content last changed.
        #[ts(type = "number | null")]
        saved_at_ms: Option<i64>,
        /// From reading to the report, in microseconds.
        #[ts(type = "number | null")]
        grade_us: Option<u64>,
        /// The newest attempt.
        #[ts(type = "number | null")]
        attempt_id: Option<i64>,
    }
}

words! {
    /// How a watch stands.
    enum WatchPhaseDto {
        /// Waiting for the next save.
        Watching,
        /// The file is not there.
        Missing,
        /// The file cannot be read.
        Unreadable,
        /// The file became a link to somewhere else.
        LinkElsewhere,
    }
}
