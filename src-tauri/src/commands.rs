//! Tauri's side of the command table: takes a command off the window's thread, lets `ipc` answer it, sends the answer back.

use std::sync::Arc;

use ipc::{Backend, ErrorDto};
use tauri::{
    Manager, Runtime,
    ipc::{Invoke, InvokeBody},
};

/// Answers every command of the table. Tauri has checked the ACL before it comes here.
pub(crate) fn answer<R: Runtime>(invoke: Invoke<R>) -> bool {
    let command = invoke.message.command().to_owned();
    if !ipc::COMMANDS.contains(&command.as_str()) {
        return false;
    }
    let backend = Arc::clone(&invoke.message.webview_ref().state::<Arc<Backend>>());
    let payload = match invoke.message.payload() {
        InvokeBody::Json(payload) => payload.clone(),
        InvokeBody::Raw(_) => serde_json::Value::Null,
    };
    let resolver = invoke.resolver;
    tauri::async_runtime::spawn(async move {
        // Commands read files and SQLite; neither the window's thread nor the async workers may wait for those.
        let answered =
            tauri::async_runtime::spawn_blocking(move || backend.call(&command, payload)).await;
        match answered {
            Ok(Ok(response)) => resolver.resolve(response),
            Ok(Err(error)) => resolver.reject(error),
            Err(panic) => {
                tracing::error!(%panic, "a command panicked");
                resolver.reject(ErrorDto::internal(&"a command panicked"));
            }
        }
    });
    true
}
