//! A call that was written and has not ended yet. It ends by what is known of it, also when whoever made it goes away.

use std::{
    sync::{Arc, Weak},
    thread,
    time::Duration,
};

use store::{CachedResponse, CallEnd, CallId, Charged, Store, StoreError};

use crate::{Engine, Event, engine::Inner};

/// How long whoever waits for an answer waits for its end to be written; then they get the answer, and the writing goes on behind.
const PATIENCE: Duration = Duration::from_secs(3);

/// Between two tries of writing an end.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// A call between its first entry and its last.
pub(super) struct OpenCall {
    id: CallId,
    engine: Engine,
    /// Whether anything may have gone out: from then on an unknown end costs the whole reservation.
    sent: bool,
    ended: bool,
}

/// How the call went.
pub(super) struct Outcome {
    pub(super) outcome: String,
    pub(super) message: String,
    pub(super) charged: Charged,
    pub(super) first_ms: Option<i64>,
    pub(super) whole_ms: Option<i64>,
    pub(super) keep: Option<CachedResponse>,
}

impl OpenCall {
    pub(super) fn new(engine: &Engine, id: CallId) -> OpenCall {
        OpenCall {
            id,
            engine: engine.clone(),
            sent: false,
            ended: false,
        }
    }

    pub(super) fn id(&self) -> CallId {
        self.id
    }

    /// From now on the provider may have begun.
    pub(super) fn sent(&mut self) {
        self.sent = true;
    }

    /// What it costs when nobody says.
    pub(super) fn unknown(&self) -> Charged {
        if self.sent {
            Charged::Whole
        } else {
            Charged::Nothing
        }
    }

    /// Writes the end. When the database does not take it for a while, it is written as soon as it does; the caller goes on.
    pub(super) async fn end(mut self, outcome: Outcome) {
        self.ended = true;
        let settlement = self.settlement(outcome);
        let engine = self.engine.clone();
        let written = self
            .engine
            .off_thread(move |engine| settlement.write_for(&engine.inner.store, PATIENCE))
            .await;
        match written {
            Ok(Ok(())) => engine.emit(Event::UsageChanged),
            Ok(Err(settlement)) => settlement.write_later(&engine.inner),
            // The runtime is ending: the next start ends the call as unknown.
            Err(error) => {
                tracing::warn!(call = self.id.0, %error, "the end of a call was not written")
            }
        }
    }

    fn settlement(&self, outcome: Outcome) -> Settlement {
        Settlement {
            call: self.id,
            end: CallEnd {
                at_ms: self.engine.inner.clock.now_ms(),
                outcome: outcome.outcome,
                message: outcome.message,
                charged: outcome.charged,
                first_ms: outcome.first_ms,
                whole_ms: outcome.whole_ms,
            },
            keep: outcome.keep,
        }
    }
}

/// Whoever made the call is gone (dropped, panicked): it is ended on a thread of its own, since nobody waits for it.
impl Drop for OpenCall {
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        let charged = self.unknown();
        let settlement = self.settlement(Outcome {
            outcome: "cancelled".to_owned(),
            message: "The call was broken off.".to_owned(),
            charged,
            first_ms: None,
            whole_ms: None,
            keep: None,
        });
        settlement.write_later(&self.engine.inner);
    }
}

struct Settlement {
    call: CallId,
    end: CallEnd,
    keep: Option<CachedResponse>,
}

impl Settlement {
    fn write(&self, store: &Store) -> Result<bool, StoreError> {
        store.end_call(self.call, self.end.clone(), self.keep.clone())
    }

    /// Tries for a while; gives itself back when that was not enough.
    fn write_for(self, store: &Store, patience: Duration) -> Result<(), Settlement> {
        let began = std::time::Instant::now();
        let mut pause = FIRST_PAUSE;
        loop {
            match self.write(store) {
                Ok(_) => return Ok(()),
                Err(error) => {
                    tracing::warn!(call = self.call.0, %error, "the end of a call cannot be written yet");
                }
            }
            if began.elapsed() + pause > patience {
                return Err(self);
            }
            thread::sleep(pause);
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Writes it on a thread of its own, for as long as the engine is there. When the program ends first, the next start charges the call
    /// whole: too much rather than too little.
    fn write_later(self, inner: &Arc<Inner>) {
        let weak: Weak<Inner> = Arc::downgrade(inner);
        // The first try holds the engine, so that a handle that is dropped right now does not take the entry with it.
        let strong = Some(Arc::clone(inner));
        let id = self.call;
        let begun = thread::Builder::new()
            .name("settle".to_owned())
            .spawn(move || self.keep_writing(&weak, strong));
        if let Err(error) = begun {
            tracing::warn!(call = id.0, %error, "the end of a call was not written");
        }
    }

    fn keep_writing(self, weak: &Weak<Inner>, mut strong: Option<Arc<Inner>>) {
        let mut pause = FIRST_PAUSE;
        while let Some(inner) = strong.take().or_else(|| weak.upgrade()) {
            match self.write(&inner.store) {
                Ok(_) => {
                    inner.events.emit(Event::UsageChanged);
                    return;
                }
                Err(error) => {
                    tracing::warn!(call = self.call.0, %error, "the end of a call cannot be written yet");
                }
            }
            drop(inner);
            thread::sleep(pause);
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}
