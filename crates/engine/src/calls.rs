//! One call to the model with its entry in the ledger: written before it is made, settled after it, whatever happens in between. What was
//! asked and answered is never logged.

mod key;
mod open;
#[cfg(test)]
mod tests;

use std::time::Duration;

use llm::{Charge, Failure, Model, Reply, Request, StopReason};
use store::{Begun, CachedResponse, CallId, Charged, Exceeded, JobId, NewCall, Purpose, Receipt};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use self::open::{OpenCall, Outcome};
use crate::{Engine, EngineError, Event, budget::Price, prices};

/// A call is given up by the model's own timers, which a new schema makes three minutes longer; then its end is written. By this much later it
/// has certainly ended.
const AFTER_THE_TIMERS: Duration = Duration::from_secs(300);

/// A call to be made.
pub(crate) struct Plan {
    /// What for.
    pub(crate) purpose: Purpose,
    /// The mission it is about.
    pub(crate) mission_id: Option<String>,
    /// The job and the lease under which it is made.
    pub(crate) job: Option<(JobId, Receipt)>,
    /// The prompt's version.
    pub(crate) prompt_version: String,
    /// What is asked.
    pub(crate) request: Request,
    /// Whether a whole answer is looked for among the kept ones, and kept.
    pub(crate) cached: bool,
}

/// How a call ended.
pub(crate) enum Called {
    /// With a reply; from the response cache there is no call.
    Reply {
        /// The reply.
        reply: Reply,
        /// The call; absent when the answer was a kept one.
        call: Option<CallId>,
        /// The key under which a whole answer is kept now.
        key: Option<[u8; 32]>,
    },
    /// Without.
    Failed {
        /// Why.
        failure: Failure,
        /// The call.
        call: CallId,
    },
    /// It was broken off from here; what had come was charged as far as it is known.
    Cancelled {
        /// The call.
        call: CallId,
    },
    /// It was not made: a limit would be exceeded.
    OverBudget(Exceeded),
    /// It was not made: the lease is somebody else's.
    Stale,
}

/// What beginning came to.
enum Entered {
    Call(OpenCall),
    OverBudget(Exceeded),
    Stale,
}

impl Engine {
    /// Makes one call. Text is handed to `on_delta` as it arrives. When `cancel` is cancelled the connection is closed at once; dropping the
    /// future does the same.
    pub(crate) async fn call(
        &self,
        model: &dyn Model,
        plan: Plan,
        on_delta: &mut (dyn FnMut(&str) + Send),
        cancel: &CancellationToken,
    ) -> Result<Called, EngineError> {
        self.call_telling(model, plan, &mut |_| {}, on_delta, cancel)
            .await
    }

    /// As [`Engine::call`]; `on_begun` hears of the call's number before anything is sent.
    pub(crate) async fn call_telling(
        &self,
        model: &dyn Model,
        plan: Plan,
        on_begun: &mut (dyn FnMut(CallId) + Send),
        on_delta: &mut (dyn FnMut(&str) + Send),
        cancel: &CancellationToken,
    ) -> Result<Called, EngineError> {
        let key = plan.cached.then(|| key::of(&plan.request));
        if let Some(key) = key {
            let now_ms = self.inner.clock.now_ms();
            let kept = self
                .off_thread(move |engine| engine.inner.store.cached_response(key, now_ms))
                .await??;
            if let Some(text) = kept {
                on_delta(&text);
                return Ok(Called::Reply {
                    reply: kept_reply(text),
                    call: None,
                    key: Some(key),
                });
            }
        }
        let (price, _) = self.prices().of(&plan.request.model);
        let request = plan.request.clone();
        let call = match self.enter(plan).await? {
            Entered::Call(call) => call,
            Entered::OverBudget(exceeded) => return Ok(Called::OverBudget(exceeded)),
            Entered::Stale => return Ok(Called::Stale),
        };
        on_begun(call.id());
        Ok(converse(model, &request, &price, key, call, on_delta, cancel).await)
    }

    /// What a call that has ended was charged at, in billionths of a USD; nothing while it runs.
    pub(crate) fn cost_of(&self, call: CallId) -> Result<i64, EngineError> {
        let after = CallId(call.0.saturating_add(1));
        let found = self.inner.store.calls(Some(after), 1)?;
        let found = found.into_iter().find(|found| found.id == call);
        Ok(
            found.map_or(0, |found| match found.end.map(|end| end.charged) {
                None | Some(Charged::Nothing) => 0,
                Some(Charged::Known { nusd, .. }) => nusd,
                Some(Charged::Whole) => found.reserved_nusd,
            }),
        )
    }

    /// Writes the call before it is made.
    async fn enter(&self, plan: Plan) -> Result<Entered, EngineError> {
        let timers = llm::capabilities(&plan.request.model).timers;
        let longest = timers.whole + AFTER_THE_TIMERS;
        // Wrapped where it is written: when nobody waits for it any more, it is ended again.
        self.off_thread(move |engine| {
            let now_ms = engine.inner.clock.now_ms();
            let reserve = engine.costs(&plan.request, plan.purpose).first;
            let begun = engine.inner.store.begin_call(
                NewCall {
                    job: plan.job,
                    mission_id: plan.mission_id,
                    model: plan.request.model,
                    prompt_version: plan.prompt_version,
                    boot: engine.boot(),
                    deadline_ms: now_ms.saturating_add(ms(longest)),
                    reserve,
                    at_ms: now_ms,
                },
                engine.limits(),
            )?;
            Ok(match begun {
                Begun::Call(id) => {
                    engine.emit(Event::UsageChanged);
                    Entered::Call(OpenCall::new(engine, id))
                }
                Begun::OverBudget(exceeded) => Entered::OverBudget(exceeded),
                Begun::Stale => Entered::Stale,
            })
        })
        .await?
    }
}

/// Makes the call and ends it.
async fn converse(
    model: &dyn Model,
    request: &Request,
    price: &Price,
    key: Option<[u8; 32]>,
    call: OpenCall,
    on_delta: &mut (dyn FnMut(&str) + Send),
    cancel: &CancellationToken,
) -> Called {
    let began = Instant::now();
    let mut first = None;
    let ended = {
        let mut timed = |text: &str| {
            first.get_or_insert_with(|| began.elapsed());
            on_delta(text);
        };
        let gate = call.gate();
        let asking = async { model.converse(request, &gate, &mut timed).await };
        tokio::select! {
            biased;
            () = cancel.cancelled() => None,
            ended = asking => Some(ended),
        }
    };
    let whole = began.elapsed();
    let id = call.id();
    let outcome = |outcome: &str, message: String, charged| Outcome {
        outcome: outcome.to_owned(),
        message,
        charged,
        first_ms: first.map(ms),
        whole_ms: Some(ms(whole)),
        keep: None,
    };
    match ended {
        None => {
            let outcome = Outcome {
                first_ms: first.map(ms),
                whole_ms: Some(ms(whole)),
                ..call.broken_off()
            };
            call.end(outcome).await;
            Called::Cancelled { call: id }
        }
        Some(Err(failure)) => {
            let charged = charged(failure.charge, price);
            call.end(outcome(
                failure.kind.code(),
                failure.message.clone(),
                charged,
            ))
            .await;
            Called::Failed { failure, call: id }
        }
        Some(Ok(reply)) => {
            let charge = reply.usage.map_or(Charge::Unknown, Charge::Known);
            let key = key.filter(|_| reply.stop.is_whole());
            call.end(Outcome {
                first_ms: reply.first_delta.or(first).map(ms),
                whole_ms: Some(ms(reply.whole)),
                keep: key.map(|key| CachedResponse {
                    key,
                    text: reply.text.clone(),
                }),
                ..outcome("ok", cut_short(&reply.stop), charged(charge, price))
            })
            .await;
            Called::Reply {
                reply,
                call: Some(id),
                key,
            }
        }
    }
}

fn charged(charge: Charge, price: &Price) -> Charged {
    match charge {
        Charge::Nothing => Charged::Nothing,
        Charge::Known(usage) => {
            let tokens = prices::tokens(usage);
            Charged::Known {
                tokens,
                nusd: price.cost_nusd(tokens),
            }
        }
        Charge::Unknown => Charged::Whole,
    }
}

/// What the ledger says of a reply that is not whole; nothing of one that is.
fn cut_short(stop: &StopReason) -> String {
    match stop {
        StopReason::EndTurn | StopReason::ToolUse | StopReason::StopSequence => "",
        StopReason::MaxTokens => "The answer was cut at its limit of tokens.",
        StopReason::ContextWindow => "The answer was cut: the model's context is full.",
        StopReason::Guardrail => "A guardrail of the account stepped in.",
        StopReason::ContentFiltered => "The provider's content filter stepped in.",
        StopReason::Malformed => "The model wrote a malformed answer.",
        StopReason::Other(_) => "The model stopped for a reason that this version does not know.",
    }
    .to_owned()
}

/// A kept answer as a reply: it took no time and cost nothing.
fn kept_reply(text: String) -> Reply {
    Reply {
        text,
        stop: StopReason::EndTurn,
        usage: None,
        first_delta: None,
        whole: Duration::ZERO,
    }
}

fn ms(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
