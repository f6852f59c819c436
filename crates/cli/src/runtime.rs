//! Waiting for what the engine does asynchronously, and for Ctrl-C beside it.

use std::{future::Future, sync::Arc};

use engine::{Engine, Event, EventSink};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use crate::{data, failure::Failure, shell::Shell};

/// Runs a future on a runtime of its own.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::internal(format!("no threads to work on: {error}")))?;
    Ok(runtime.block_on(future))
}

/// The engine on the learner's data, and its events.
pub(crate) fn open_listening(shell: &Shell) -> Result<(Engine, UnboundedReceiver<Event>), Failure> {
    let (sender, events) = mpsc::unbounded_channel();
    let engine = data::open_for(shell, Arc::new(ToChannel(sender)))?;
    Ok((engine, events))
}

/// Brings the engine's events to whoever waits for them.
struct ToChannel(UnboundedSender<Event>);

impl EventSink for ToChannel {
    fn emit(&self, event: Event) {
        // Whoever has ended listens no more.
        let _ = self.0.send(event);
    }
}

/// Ends when the person presses Ctrl-C; never where that cannot be heard.
pub(crate) async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
