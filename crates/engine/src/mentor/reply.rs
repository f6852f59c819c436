//! A reply that comes in: what of it is shown and when, how it is kept meanwhile, and how it ends.

use std::{
    sync::{Arc, Mutex, OnceLock},
    time::Duration,
};

use llm::{Model, StopReason};
use store::{CallId, Exchange, MessageId, NewExchange, ReplyState, Store, StoreError};
use tokio::{
    sync::Notify,
    task::JoinHandle,
    time::{Instant, sleep_until},
};
use tokio_util::sync::CancellationToken;

use super::{
    MentorMessage, MentorSink,
    compose::Composed,
    hold::{Hold, Trial},
};
use crate::{
    Engine, EngineError, Event,
    access::Problem,
    calls::{Called, Plan},
    engine::lock,
    later::write_later,
    leak::{LeakGuard, Verdict},
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
struct End {
    reply: String,
    state: ReplyState,
    reason: Option<String>,
    call: Option<CallId>,
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

/// What came in, and what of it was told.
pub(super) struct Incoming {
    text: Mutex<Text>,
    news: Notify,
    cancel: CancellationToken,
}

struct Text {
    shown: String,
    /// How much of it was told.
    told: usize,
    guard: Option<LeakGuard>,
    /// Behind the guard: what is shown comes through both.
    hold: Option<Hold>,
    is_withheld: bool,
}

impl Incoming {
    fn new(
        guard: Option<LeakGuard>,
        hold: Option<Hold>,
        cancel: &CancellationToken,
    ) -> Arc<Incoming> {
        Arc::new(Incoming {
            text: Mutex::new(Text {
                shown: String::new(),
                told: 0,
                guard,
                hold,
                is_withheld: false,
            }),
            news: Notify::new(),
            cancel: cancel.clone(),
        })
    }

    /// Takes a delta. What would print the solution ends the call: nothing of it is shown, so nothing of it needs to be paid.
    fn take(self: &Arc<Self>, delta: &str) {
        let mut text = lock(&self.text);
        if text.is_withheld {
            return;
        }
        let verdict = match &mut text.guard {
            Some(guard) => guard.push(delta),
            None => Verdict::Show(delta.to_owned()),
        };
        text.enter(&verdict);
        if text.is_withheld {
            self.cancel.cancel();
        }
        drop(text);
        self.try_next();
        self.news.notify_one();
    }

    /// Has the next change tried, where one waits and none is being tried. That takes as long as grading does, and the deltas behind it come
    /// in meanwhile.
    fn try_next(self: &Arc<Self>) {
        let next = lock(&self.text).hold.as_mut().and_then(Hold::next);
        if let Some(mut trial) = next {
            let incoming = Arc::clone(self);
            tokio::task::spawn_blocking(move || {
                let completes = trial.completes();
                incoming.tried(trial, completes);
            });
        }
    }

    fn tried(self: &Arc<Self>, trial: Trial, completes: bool) {
        let mut text = lock(&self.text);
        let shown = text.hold.as_mut().map(|hold| hold.tried(trial, completes));
        text.shown.push_str(&shown.unwrap_or_default());
        drop(text);
        self.try_next();
        self.news.notify_one();
    }

    /// The call has ended: looks at what is left of the reply, and waits until every change in it was tried.
    async fn finish(self: &Arc<Self>) {
        lock(&self.text).finish();
        self.try_next();
        let is_busy = || {
            let text = lock(&self.text);
            text.hold.as_ref().is_some_and(|hold| !hold.is_idle())
        };
        while is_busy() {
            self.news.notified().await;
        }
    }

    fn untold(&self) -> String {
        let mut text = lock(&self.text);
        let news = text.shown[text.told..].to_owned();
        text.told = text.shown.len();
        news
    }

    fn shown(&self) -> String {
        lock(&self.text).shown.clone()
    }

    /// What the call came to, as the end of an exchange.
    fn end(
        &self,
        called: Result<Called, EngineError>,
        begun: Option<CallId>,
        explain: impl FnOnce(&llm::Failure) -> Problem,
    ) -> End {
        let text = lock(&self.text);
        let (state, reason) = match called {
            _ if text.is_withheld => (ReplyState::Withheld, Some(WITHHELD.to_owned())),
            Ok(Called::Reply { reply, .. }) => whole(&reply.stop, &text.shown),
            Ok(Called::Failed { failure, .. }) => {
                let problem = explain(&failure);
                let words = format!("{} {}", problem.message, problem.next_step);
                (ReplyState::Failed, Some(words))
            }
            Ok(Called::Cancelled { .. }) => (ReplyState::Stopped, None),
            Ok(Called::OverBudget(exceeded)) => {
                let problem = Problem::budget(&exceeded);
                let words = format!("{} {}", problem.message, problem.next_step);
                (ReplyState::Failed, Some(words))
            }
            // It is made under no lease.
            Ok(Called::Stale) => (ReplyState::Failed, None),
            Err(error) => (
                ReplyState::Failed,
                Some(format!(
                    "Nothing could be written down: {error}. Ask again when that is mended."
                )),
            ),
        };
        End {
            reply: text.shown.clone(),
            state,
            reason,
            call: begun,
        }
    }
}

impl Text {
    fn finish(&mut self) {
        // The line that the model was in the middle of is looked at as if it were whole.
        if let Some(mut guard) = self.guard.take()
            && !self.is_withheld
        {
            let last = guard.finish();
            self.enter(&last);
        }
        // What a change would have been is not known where the rest is held back.
        if let Some(hold) = &mut self.hold
            && !self.is_withheld
        {
            self.shown.push_str(&hold.finish());
        }
    }

    fn enter(&mut self, verdict: &Verdict) {
        match &mut self.hold {
            Some(hold) => self.shown.push_str(&hold.push(verdict.show())),
            None => self.shown.push_str(verdict.show()),
        }
        self.is_withheld = verdict.leak().is_some();
    }
}

const WITHHELD: &str = "The reply was about to print the solution, so the rest is held back. The solution unlocks when every criterion has passed; ask for a hint of the next level instead.";

/// How a reply stands that the model ended by itself.
fn whole(stop: &StopReason, text: &str) -> (ReplyState, Option<String>) {
    let broken = |words: &str| (ReplyState::Failed, Some(words.to_owned()));
    match stop {
        StopReason::EndTurn | StopReason::ToolUse | StopReason::StopSequence
            if text.trim().is_empty() =>
        {
            broken("The model gave an empty answer. Ask again, or in other words.")
        }
        StopReason::EndTurn | StopReason::ToolUse | StopReason::StopSequence => {
            (ReplyState::Done, None)
        }
        StopReason::MaxTokens => broken(
            "The answer reached its limit of length and is cut here. Ask for one part of it.",
        ),
        StopReason::ContextWindow => broken(
            "The answer is cut here: template and conversation fill the model's context. Delete this mission's conversation, or choose a model with a larger context.",
        ),
        StopReason::Guardrail => broken(
            "A guardrail of your AWS account ended the answer. Ask in other words, or ask whoever looks after the account.",
        ),
        StopReason::ContentFiltered => {
            broken("The provider's content filter ended the answer. Ask in other words.")
        }
        StopReason::Malformed | StopReason::Other(_) => broken(
            "The model ended its answer for a reason that this version does not know. Ask again.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[tokio::test]
    async fn a_change_that_is_being_tried_keeps_nobody_waiting_and_its_place() {
        let (decide, decision) = channel();
        let decision = Mutex::new(decision);
        let judge = move |change: &[String]| {
            assert_eq!(change, ["A: 1\n"], "what stands between the marks");
            lock(&decision).recv().expect("somebody decides")
        };
        let hold = Hold::with(Box::new(judge), "(Held back.)");
        let incoming = Incoming::new(None, Some(hold), &CancellationToken::new());
        let block = "```yaml\nA: 1\n```\n";
        // Were it tried here, this would never come back: nobody has decided yet.
        incoming.take(&format!("Before it.\n{block}Behind it.\n{block}"));
        incoming.take("The end");
        assert_eq!(incoming.untold(), "Before it.\n", "what is known is told");
        decide.send(false).expect("it is tried");
        decide.send(true).expect("and so is the other");
        incoming.finish().await;
        assert_eq!(
            incoming.untold(),
            format!("{block}Behind it.\n(Held back.)\nThe end"),
            "everything in its order"
        );
    }
}
