//! The engine's events, sent to the window.

use engine::{Event, EventSink};
use ipc::{EventDto, EventKind};
use tauri::{AppHandle, Emitter};

use crate::badge;

/// Sends each event to the window under the name that its kind has.
pub(crate) struct ToWindow(pub(crate) AppHandle);

impl EventSink for ToWindow {
    fn emit(&self, event: Event) {
        let event = EventDto::from(event);
        let name = match event.kind {
            EventKind::AttemptGraded => "attempt-graded",
            EventKind::WatchChanged => "watch-changed",
            EventKind::MissionChanged => "mission-changed",
            EventKind::QueueChanged => "queue-changed",
            EventKind::DeadLetter => "dead-letter",
            EventKind::UsageChanged => "usage-changed",
        };
        if matches!(event.kind, EventKind::QueueChanged | EventKind::DeadLetter) {
            badge::refresh(&self.0);
        }
        if let Err(error) = self.0.emit(name, event) {
            tracing::warn!(%error, name, "an event did not reach the window");
        }
    }
}
