//! A call that was written and has not ended yet. It ends by what is known of it, also when whoever made it goes away.

use std::{sync::Arc, thread, time::Duration};

use llm::SendGate;
use store::{CachedResponse, CallEnd, CallId, Charged, Store, StoreError};

use crate::{
    Engine, Event,
    engine::Inner,
    later::{FIRST_PAUSE, LONGEST_PAUSE, write_later},
};

/// How long whoever waits for an answer waits for its end to be written; then they get the answer, and the writing goes on behind.
const PATIENCE: Duration = Duration::from_secs(3);

/// A call between its first entry and its last.
pub(super) struct OpenCall {
    id: CallId,
    engine: Engine,
    /// What went out by it may be on the bill: from then on an unknown end costs the whole reservation.
    gate: SendGate,
    /// Its end, once it is known.
    end: Option<Settlement>,
    written: bool,
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
            gate: SendGate::new(),
            end: None,
            written: false,
        }
    }

    pub(super) fn id(&self) -> CallId {
        self.id
    }

    /// The gate that its request goes out by.
    pub(super) fn gate(&self) -> SendGate {
        self.gate.clone()
    }

    /// How a call ends that is broken off: the request is called back, and where that is too late nobody knows what it cost.
    pub(super) fn broken_off(&self) -> Outcome {
        let (message, charged) = if self.gate.shut() {
            (
                "The call was broken off before anything was sent.",
                Charged::Nothing,
            )
        } else {
            ("The call was broken off.", Charged::Whole)
        };
        Outcome {
            outcome: "cancelled".to_owned(),
            message: message.to_owned(),
            charged,
            first_ms: None,
            whole_ms: None,
            keep: None,
        }
    }

    /// Writes the end. When the database does not take it for a while, it is written as soon as it does; the caller goes on.
    pub(super) async fn end(mut self, outcome: Outcome) {
        self.end = Some(self.settlement(outcome));
        let (id, engine) = (self.id, self.engine.clone());
        // It goes with the work: when a runtime that is ending does not do it, dropping it does.
        if let Err(error) = engine.off_thread(move |_| self.write_end()).await {
            tracing::warn!(call = id.0, %error, "the end of a call is written by a thread of its own");
        }
    }

    /// Blocks for [`PATIENCE`] at most.
    fn write_end(mut self) {
        let Some(settlement) = &self.end else {
            return;
        };
        if settlement.write_for(&self.engine.inner.store, PATIENCE) {
            self.written = true;
            self.engine.emit(Event::UsageChanged);
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

/// What could not be written yet, or whose maker is gone (dropped, panicked), is written on a thread of its own, since nobody waits for it.
impl Drop for OpenCall {
    fn drop(&mut self) {
        if self.written {
            return;
        }
        let end = self.end.take();
        let settlement = end.unwrap_or_else(|| self.settlement(self.broken_off()));
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

    /// Tries for a while; says whether that was enough.
    fn write_for(&self, store: &Store, patience: Duration) -> bool {
        let began = std::time::Instant::now();
        let mut pause = FIRST_PAUSE;
        loop {
            match self.write(store) {
                Ok(_) => return true,
                Err(error) => {
                    tracing::warn!(call = self.call.0, %error, "the end of a call cannot be written yet");
                }
            }
            if began.elapsed() + pause > patience {
                return false;
            }
            thread::sleep(pause);
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// When the program ends before it is written, the next start charges the call whole: too much rather than too little.
    fn write_later(self, inner: &Arc<Inner>) {
        write_later(
            inner,
            "the end of a call",
            move |store| self.write(store).map(|_| ()),
            |inner| inner.events.emit(Event::UsageChanged),
        );
    }
}
