//! Asking: when of a reply more is told, how it is kept meanwhile, and how it ends. What of it may be shown is in `incoming`.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use llm::Model;
use store::{CallId, Exchange, MessageId, NewExchange, ReplyState, Store, StoreError};
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep_until},
};
use tokio_util::sync::CancellationToken;

use super::{MentorMessage, MentorSink, compose::Composed, incoming::Incoming};
use crate::{
    Engine, EngineError, Event,
    access::Problem,
    calls::{Called, Plan},
    engine::lock,
    later::write_later,
};

/// Deltas that come closer together than this are one message: a message is dear where it crosses into a window.
const PACE: Duration = Duration::from_millis(50);

/// How often what came is kept.
const KEPT_EVERY: Duration = Duration::from_secs(1);

/// Past the model's own timers and the writing of its end.
const AFTER_THE_TIMERS: Duration = Duration::from_secs(150);

/// An exchange that was written down.
pub(super) struct Running {
    engine: Engine,
    id: MessageId,
    exchange: NewExchange,
    sink: MentorSink,
    cancel: CancellationToken,
}

/// How it ended.
pub(super) struct End {
    pub(super) reply: String,
    pub(super) state: ReplyState,
    pub(super) reason: Option<String>,
    pub(super) call: Option<CallId>,
}

impl Running {
    /// Writes the question down and tells of it.
    pub(super) async fn begin(
        engine: &Engine,
        mission_id: &str,
        composed: &Composed,
        sink: MentorSink,
        cancel: CancellationToken,
    ) -> Result<Running, EngineError> {
        let timers = llm::capabilities(&composed.request.model).timers;
        let longest = i64::try_from((timers.whole + AFTER_THE_TIMERS).as_millis());
        let at_ms = engine.inner.clock.now_ms();
        let exchange = NewExchange {
            mission_id: mission_id.to_owned(),
            asked: composed.question.asked,
            criterion_id: composed.question.criterion_id.clone(),
            question: composed.question.words.clone(),
            model: composed.request.model.clone(),
            at_ms,
            deadline_ms: at_ms.saturating_add(longest.unwrap_or(i64::MAX)),
        };
        let written = exchange.clone();
        let id = engine
            .off_thread(move |engine| engine.inner.store.begin_exchange(written))
            .await??;
        lock(&engine.inner.replies).insert(id, cancel.clone());
        sink(MentorMessage::Began(id));
        Ok(Running {
            engine: engine.clone(),
            id,
            exchange,
            sink,
            cancel,
        })
    }

    /// Asks, hands the reply on as it comes, and ends the exchange. What happens in between is in the exchange, not in the result.
    pub(super) async fn ask(self, model: &dyn Model, composed: Composed) -> Exchange {
        let incoming = Incoming::new(composed.guard, composed.hold, &self.cancel);
        let plan = Plan {
            purpose: composed.question.purpose,
            mission_id: Some(self.exchange.mission_id.clone()),
            job: None,
            prompt_version: composed.prompt_version,
            request: composed.request,
            cached: false,
        };
        let begun = OnceLock::new();
        let called = self.hear(model, plan, &incoming, &begun).await;
        incoming.finish().await;
        let end = incoming.end(called, begun.get().copied(), |failure| {
            Problem::of(failure, self.engine.in_force().as_ref())
        });
        self.deliver(&incoming);
        self.end(end).await
    }

    /// The call, with its deltas told in order and kept about once a second.
    async fn hear(
        &self,
        model: &dyn Model,
        plan: Plan,
        incoming: &Arc<Incoming>,
        begun: &OnceLock<CallId>,
    ) -> Result<Called, EngineError> {
        let mut on_begun = |call| {
            let _ = begun.set(call);
        };
        let taking = Arc::clone(incoming);
        let mut on_delta = move |text: &str| taking.take(text);
        let call =
            self.engine
                .call_telling(model, plan, &mut on_begun, &mut on_delta, &self.cancel);
        tokio::pin!(call);
        let mut told: Option<Instant> = None;
        let mut kept = Instant::now();
        let mut keeping: Option<JoinHandle<()>> = None;
        let called = loop {
            tokio::select! {
                biased;
                called = &mut call => break called,
                () = incoming.news.notified() => {}
            }
            // The first words go out at once, those after them together with what comes right behind.
            if let Some(told) = told {
                tokio::select! {
                    biased;
                    called = &mut call => break called,
                    () = sleep_until(told + PACE) => {}
                }
            }
            if self.deliver(incoming) {
                told = Some(Instant::now());
            }
            let is_idle = keeping.as_ref().is_none_or(JoinHandle::is_finished);
            if kept.elapsed() >= KEPT_EVERY && is_idle {
                kept = Instant::now();
                keeping = Some(self.keep(incoming.shown()));
            }
        };
        if let Some(keeping) = keeping {
            // The end is written after it.
            let _ = keeping.await;
        }
        called
    }

    /// Tells what came since the last time; false when all of it is held back still.
    fn deliver(&self, incoming: &Incoming) -> bool {
        let news = incoming.untold();
        if news.is_empty() {
            return false;
        }
        (self.sink)(MentorMessage::Delta(news));
        true
    }

    fn keep(&self, reply: String) -> JoinHandle<()> {
        let (engine, id) = (self.engine.clone(), self.id);
        tokio::task::spawn_blocking(move || {
            if let Err(error) = engine.inner.store.keep_reply(id, &reply) {
                // The end is written in any case; this is for a process that ends before it.
                tracing::warn!(exchange = id.0, %error, "a reply was not kept meanwhile");
            }
        })
    }

    /// Writes the end and tells it, last of all.
    async fn end(self, end: End) -> Exchange {
        let ended_at_ms = self.engine.inner.clock.now_ms();
        let id = self.id;
        let mut exchange = self.as_told(&end, ended_at_ms);
        let written = self
            .engine
            .off_thread(move |engine| {
                let written = end.write(&engine.inner.store, id, ended_at_ms);
                if written.is_err() {
                    end.write_later(engine, id, ended_at_ms);
                }
                written.and_then(|()| engine.inner.store.exchange(id, ended_at_ms))
            })
            .await;
        match written {
            Ok(Ok(Some(stored))) => exchange = stored,
            // The conversation was deleted meanwhile.
            Ok(Ok(None)) => {}
            Ok(Err(error)) => not_kept_yet(&mut exchange, &error),
            Err(error) => {
                tracing::warn!(exchange = id.0, %error, "the end of a reply was not kept");
            }
        }
        lock(&self.engine.inner.replies).remove(&id);
        (self.sink)(MentorMessage::Ended(Box::new(exchange.clone())));
        exchange
    }

    /// The exchange as it is known here.
    fn as_told(&self, end: &End, ended_at_ms: i64) -> Exchange {
        let asked = self.exchange.clone();
        Exchange {
            id: self.id,
            mission_id: asked.mission_id,
            asked: asked.asked,
            criterion_id: asked.criterion_id,
            question: asked.question,
            reply: end.reply.clone(),
            state: end.state,
            reason: end.reason.clone(),
            model: asked.model,
            at_ms: asked.at_ms,
            ended_at_ms: Some(ended_at_ms),
            cost_nusd: 0,
            tokens: 0,
        }
    }
}

impl End {
    fn write(&self, store: &Store, id: MessageId, at_ms: i64) -> Result<(), StoreError> {
        let reason = self.reason.clone();
        store
            .end_exchange(id, &self.reply, self.state, reason, self.call, at_ms)
            .map(|_| ())
    }

    fn write_later(self, engine: &Engine, id: MessageId, at_ms: i64) {
        write_later(
            &engine.inner,
            "the end of a reply",
            move |store| self.write(store, id, at_ms),
            // A shell that asks for usage again shows the reply's price as well.
            |inner| inner.events.emit(Event::UsageChanged),
        );
    }
}

fn not_kept_yet(exchange: &mut Exchange, error: &StoreError) {
    tracing::warn!(exchange = exchange.id.0, %error, "the end of a reply was not kept yet");
    let sentence = format!(
        "This reply could not be kept yet ({error}); it is tried again by itself while the program runs."
    );
    exchange.reason = Some(match exchange.reason.take() {
        Some(reason) => format!("{reason} {sentence}"),
        None => sentence,
    });
}
