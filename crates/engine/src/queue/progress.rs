//! How the work on one job is seen from outside: its phase, what was received, and what its calls say about the service.

use std::{sync::Mutex, time::Duration};

use llm::{Failure, Reaction};
use store::JobId;
use tokio::time::Instant;

use crate::{Engine, EngineError, Event, calls::Called, engine::lock, generate::Phase};

/// The least time between two events about the same job's text: four a second.
const BETWEEN_EVENTS: Duration = Duration::from_millis(250);

/// The work on one job, as it is shown.
pub(crate) struct Progress {
    engine: Engine,
    job: JobId,
    mission_id: String,
    told: Mutex<Option<Instant>>,
}

/// A call under way.
pub(crate) struct Meter {
    began: Instant,
}

impl Progress {
    pub(super) fn new(engine: Engine, job: JobId, mission_id: String) -> Progress {
        Progress {
            engine,
            job,
            mission_id,
            told: Mutex::new(None),
        }
    }

    /// What happens now.
    pub(crate) fn phase(&self, phase: Phase) {
        let changed = self.engine.inner.queue.with(|state| {
            let Some(running) = state.running.get_mut(&self.job) else {
                return false;
            };
            let changed = running.phase != phase;
            running.phase = phase;
            if matches!(phase, Phase::Writing | Phase::Repairing) {
                running.received = 0;
            }
            changed
        });
        if changed {
            self.tell();
        }
    }

    /// A piece of text came.
    pub(crate) fn received(&self, delta: &str) {
        let characters = u64::try_from(delta.chars().count()).unwrap_or(u64::MAX);
        self.engine.inner.queue.with(|state| {
            if let Some(running) = state.running.get_mut(&self.job) {
                running.received = running.received.saturating_add(characters);
            }
        });
        let is_due = lock(&self.told).is_none_or(|told| told.elapsed() >= BETWEEN_EVENTS);
        if is_due {
            self.tell();
        }
    }

    /// A call is about to be made.
    pub(crate) fn call_begins(&self) -> Meter {
        self.in_call(true);
        Meter {
            began: Instant::now(),
        }
    }

    /// What the call says about the service: to the limit of calls, and to the circuit breaker.
    pub(crate) fn call_ended(&self, meter: &Meter, called: &Result<Called, EngineError>) {
        self.in_call(false);
        let changed = match called {
            Ok(Called::Reply { call: Some(_), .. }) => self.engine.inner.queue.with(|state| {
                state.answered = true;
                state.limiter.succeeded();
                state.breaker.succeeded()
            }),
            Ok(Called::Failed { failure, .. }) => self.failed(meter, failure),
            // A kept answer, or no call at all: nothing is known of the service.
            Ok(
                Called::Reply { call: None, .. }
                | Called::Cancelled { .. }
                | Called::OverBudget(_)
                | Called::Stale,
            )
            | Err(_) => false,
        };
        if changed {
            self.engine.emit(Event::QueueChanged);
        }
    }

    fn failed(&self, meter: &Meter, failure: &Failure) -> bool {
        let now = Instant::now();
        self.engine.inner.queue.with(|state| {
            let terms = state.times.breaker();
            if failure.kind.asks_for_fewer_calls() {
                let is_floor = state.limiter.limit() == 1;
                state.limiter.throttled(meter.began, now);
                return state
                    .breaker
                    .throttled(&failure.message, is_floor, now, terms);
            }
            match failure.kind.reaction() {
                Reaction::Snooze | Reaction::Retry => {
                    state.breaker.failed(&failure.message, now, terms)
                }
                Reaction::Pause | Reaction::GiveUp => false,
            }
        })
    }

    fn in_call(&self, is_in_call: bool) {
        self.engine.inner.queue.with(|state| {
            if let Some(running) = state.running.get_mut(&self.job) {
                running.in_call = is_in_call;
            }
        });
    }

    fn tell(&self) {
        *lock(&self.told) = Some(Instant::now());
        self.engine.emit(Event::MissionChanged {
            mission_id: self.mission_id.clone(),
        });
    }
}
