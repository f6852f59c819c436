//! What is watched. No decisions here.

use engine::{WatchPhase, WatchState};

use super::path;
use crate::dto::*;

impl From<WatchState> for WatchStateDto {
    fn from(watch: WatchState) -> WatchStateDto {
        let (phase, reason) = match watch.phase {
            WatchPhase::Watching => (WatchPhaseDto::Watching, None),
            WatchPhase::Missing => (WatchPhaseDto::Missing, None),
            WatchPhase::Unreadable { reason } => (WatchPhaseDto::Unreadable, Some(reason)),
            WatchPhase::LinkElsewhere { target } => {
                (WatchPhaseDto::LinkElsewhere, Some(path(&target)))
            }
        };
        WatchStateDto {
            mission_id: watch.mission_id,
            path: path(&watch.template),
            phase,
            reason,
            polling: watch.polling,
            saved_at_ms: watch.saved_at_ms,
            grade_us: watch.grade_us,
            attempt_id: watch.attempt.map(|attempt| attempt.0),
        }
    }
}
