//! What is said outside of the window: a badge with the number of dead letters, and a notification when there is a new one.

use std::sync::Arc;

use ipc::{Backend, EventDto, EventKind};
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::NotificationExt;

/// Follows an event of the queue. Asks for what it shows on a thread that may block: an event must not hold up the engine.
pub(crate) fn raise(app: &AppHandle, event: EventDto) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let backend = Arc::clone(&app.state::<Arc<Backend>>());
        let Ok(engine) = backend.engine() else { return };
        if let Ok(state) = engine.queue_state() {
            badge(&app, state.counts.dead);
        }
        let Some(mission_id) = event
            .mission_id
            .filter(|_| event.kind == EventKind::DeadLetter)
        else {
            return;
        };
        if let Ok(generation) = engine.generation(&mission_id) {
            let reason = generation.card.reason.unwrap_or_default();
            notify(&app, &generation.card.title, &reason);
        }
    });
}

/// Where a desktop has no badges, nothing happens.
fn badge(app: &AppHandle, dead: u64) {
    let count = i64::try_from(dead).ok().filter(|count| *count > 0);
    if let Some(window) = app.get_webview_window("main")
        && let Err(error) = window.set_badge_count(count)
    {
        tracing::debug!(%error, "this desktop shows no badge");
    }
}

/// The window says it too, so that a desktop without notifications loses nothing.
fn notify(app: &AppHandle, title: &str, reason: &str) {
    let shown = app
        .notification()
        .builder()
        .title("A mission could not be written")
        .body(format!("{title}: {reason}"))
        .show();
    if let Err(error) = shown {
        tracing::debug!(%error, "this desktop shows no notification");
    }
}
