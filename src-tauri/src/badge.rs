//! What the program's icon says: how many missions failed for good and wait for a decision. What is said in words outside of the window comes from
//! the page, which knows the learner's language.

use std::sync::Arc;

use ipc::Backend;
use tauri::{AppHandle, Manager};

/// Counts again. On a thread that may block: an event must not hold up the engine.
pub(crate) fn refresh(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        // An event may come while the engine is still being opened.
        let Some(backend) = app
            .try_state::<Arc<Backend>>()
            .map(|state| Arc::clone(&state))
        else {
            return;
        };
        if let Ok(engine) = backend.engine()
            && let Ok(state) = engine.queue_state()
        {
            show(&app, state.counts.dead);
        }
    });
}

/// Where a desktop has no badges, nothing happens.
fn show(app: &AppHandle, dead: u64) {
    let count = i64::try_from(dead).ok().filter(|count| *count > 0);
    if let Some(window) = app.get_webview_window("main")
        && let Err(error) = window.set_badge_count(count)
    {
        tracing::debug!(%error, "this desktop shows no badge");
    }
}
