//! Waiting for what the engine does asynchronously, and for Ctrl-C beside it.

use std::{future::Future, sync::Arc, time::Duration};

use engine::{Engine, Event, EventSink};
use tokio::{
    sync::mpsc::{self, UnboundedReceiver, UnboundedSender},
    time::Instant,
};

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

/// The longest that is waited until the end of a call that was broken off is written.
const LAST_ENTRY: Duration = Duration::from_secs(2);

/// Runs a future on a runtime of its own, until its end or Ctrl-C. A call that it had begun has its end in the ledger then: the engine writes it as
/// soon as the future is dropped, and says so in an event.
pub(crate) fn wait_or_stop<T>(
    events: &mut UnboundedReceiver<Event>,
    future: impl Future<Output = T>,
) -> Result<T, Failure> {
    wait(async {
        let mut interrupts = Interrupts::new();
        let mut future = Box::pin(future);
        tokio::select! {
            done = &mut future => return Ok(done),
            () = interrupts.next() => {}
        }
        while events.try_recv().is_ok() {}
        drop(future);
        let entered = async {
            while let Some(event) = events.recv().await {
                if matches!(event, Event::UsageChanged) {
                    break;
                }
            }
        };
        // Where no call was begun there is no entry.
        let _ = tokio::time::timeout(LAST_ENTRY, entered).await;
        Err(Failure::interrupted(
            "stopped before it was known whether it works",
        ))
    })?
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

/// Every Ctrl-C from the moment when this is made, also those that are pressed while something else is done; likewise the system's request to end,
/// so that a service that is stopped puts its jobs back.
pub(crate) struct Interrupts(UnboundedReceiver<()>);

impl Interrupts {
    /// Must be made on a runtime.
    pub(crate) fn new() -> Interrupts {
        let (sender, receiver) = mpsc::unbounded_channel();
        tokio::spawn(async move { while asked_to_end().await && sender.send(()).is_ok() {} });
        Interrupts(receiver)
    }

    /// Ends with the next Ctrl-C; never where none can be heard.
    pub(crate) async fn next(&mut self) {
        if self.0.recv().await.is_none() {
            std::future::pending::<()>().await;
        }
    }
}

/// Waits for Ctrl-C or SIGTERM; false where neither can be heard.
#[cfg(unix)]
async fn asked_to_end() -> bool {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return tokio::signal::ctrl_c().await.is_ok();
    };
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed.is_ok(),
        asked = terminate.recv() => asked.is_some(),
    }
}

/// Waits for Ctrl-C; false where it cannot be heard.
#[cfg(not(unix))]
async fn asked_to_end() -> bool {
    tokio::signal::ctrl_c().await.is_ok()
}

/// The longest that is waited for a runner that was told to stop; its own patience is as long.
const WIND_DOWN: Duration = Duration::from_secs(6);

/// Waits until a runner that was told to stop has put its jobs back: otherwise the process would end first, and its calls would be charged whole.
pub(crate) async fn wound_down(engine: &Engine) {
    let until = Instant::now() + WIND_DOWN;
    while engine.runs_jobs() && Instant::now() < until {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
