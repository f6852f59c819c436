//! Tauri's side of the command table: takes a command off the window's thread, lets `ipc` answer it, sends the answer back.

use std::sync::Arc;

use ipc::{Backend, ErrorDto, MentorListener, MentorMessageDto};
use serde_json::Value;
use tauri::{
    Manager, Runtime, Webview,
    ipc::{Channel, Invoke, InvokeBody, JavaScriptChannelId},
};

/// The one command whose answer comes in pieces, and where its payload names the channel that they go through.
const STREAMING: &str = "ask_mentor";
const CHANNEL: &str = "onMessage";

/// Answers every command of the table. Tauri has checked the ACL before it comes here.
pub(crate) fn answer<R: Runtime>(invoke: Invoke<R>) -> bool {
    let command = invoke.message.command().to_owned();
    if !ipc::COMMANDS.contains(&command.as_str()) {
        return false;
    }
    let backend = Arc::clone(&invoke.message.webview_ref().state::<Arc<Backend>>());
    let mut payload = match invoke.message.payload() {
        InvokeBody::Json(payload) => payload.clone(),
        InvokeBody::Raw(_) => Value::Null,
    };
    let listener = (command == STREAMING)
        .then(|| listener(invoke.message.webview(), &mut payload))
        .flatten();
    let resolver = invoke.resolver;
    tauri::async_runtime::spawn(async move {
        // Commands read files and SQLite; neither the window's thread nor the async workers may wait for those.
        let answered = tauri::async_runtime::spawn_blocking(move || match listener {
            Some(listener) => backend.ask_mentor(payload, listener),
            None => backend.call(&command, payload),
        })
        .await;
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

/// Takes the channel out of a payload. Messages keep their order in it; one for a page that is gone is dropped, and the reply is kept all the same.
fn listener<R: Runtime>(webview: Webview<R>, payload: &mut Value) -> Option<MentorListener> {
    let named = payload.as_object_mut()?.remove(CHANNEL)?;
    let channel: JavaScriptChannelId = named.as_str()?.parse().ok()?;
    let channel: Channel<MentorMessageDto> = channel.channel_on(webview);
    Some(Arc::new(move |message| {
        if let Err(error) = channel.send(message) {
            tracing::debug!(%error, "a piece of a reply did not reach the window");
        }
    }))
}
