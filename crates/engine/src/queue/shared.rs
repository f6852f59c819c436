//! What the runner, its workers and those who ask how the queue stands share, in memory alone.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
};

use llm::Structured;
use store::{JobId, Receipt};
use tokio::{
    sync::{Notify, OwnedMutexGuard},
    time::Instant,
};
use tokio_util::sync::CancellationToken;

use super::{
    breaker::{CircuitBreaker, Gate},
    limiter::Limiter,
    times::QueueTimes,
};
use crate::{engine::lock, generate::Phase};

/// How often in a row a job may be under way when the program ends before it is taken for the reason: each time may have been paid.
const MAX_ORPHANINGS: u32 = 5;

/// The queue's part of an engine.
pub(crate) struct Shared {
    /// One runner at a time in one engine; the next one waits as it would for another process.
    seat: Arc<tokio::sync::Mutex<()>>,
    /// Something changed that the runner should look at.
    pub(super) wake: Notify,
    state: Mutex<State>,
    /// Workers that hold something that the database did not take yet: nothing is leased meanwhile, since it may be theirs.
    unwritten: AtomicU32,
}

pub(super) struct State {
    pub(super) boot: String,
    pub(super) runs: bool,
    pub(super) times: QueueTimes,
    pub(super) max_orphanings: u32,
    pub(super) limiter: Limiter,
    pub(super) breaker: CircuitBreaker,
    pub(super) trouble: Option<String>,
    /// Jobs whose lease could not be ended, with a sentence about each.
    pub(super) held: BTreeMap<JobId, String>,
    pub(super) running: HashMap<JobId, Running>,
    /// Somebody says that what paused the queue may be mended.
    pub(super) look_again: bool,
    /// The model answered since the runner looked last.
    pub(super) answered: bool,
    /// How many ways of structured output a model has refused, in the order of its capabilities.
    refused_ways: HashMap<String, usize>,
}

/// A job that is worked on here.
#[derive(Clone, Debug)]
pub(super) struct Running {
    pub(super) mission_id: String,
    pub(super) receipt: Receipt,
    /// Ends the work; its call is closed at once.
    pub(super) cancel: CancellationToken,
    pub(super) phase: Phase,
    /// Characters of this call.
    pub(super) received: u64,
    pub(super) in_call: bool,
}

impl Shared {
    pub(crate) fn new() -> Shared {
        Shared {
            seat: Arc::default(),
            wake: Notify::new(),
            state: Mutex::new(State {
                boot: new_boot(),
                runs: false,
                times: QueueTimes::default(),
                max_orphanings: MAX_ORPHANINGS,
                limiter: Limiter::new(1),
                breaker: CircuitBreaker::default(),
                trouble: None,
                held: BTreeMap::new(),
                running: HashMap::new(),
                look_again: false,
                answered: false,
                refused_ways: HashMap::new(),
            }),
            unwritten: AtomicU32::new(0),
        }
    }

    pub(super) async fn seat(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.seat).lock_owned().await
    }

    /// Reads or changes the state. Never held across anything that waits.
    pub(super) fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut lock(&self.state))
    }

    /// This start of the runner: what an earlier one left is an orphan.
    pub(crate) fn boot(&self) -> String {
        self.with(|state| state.boot.clone())
    }

    /// Another start of the runner.
    pub(super) fn renew_boot(&self) -> String {
        let boot = new_boot();
        self.with(|state| state.boot.clone_from(&boot));
        boot
    }

    /// Whether a runner has the job lock here.
    pub(crate) fn is_running(&self) -> bool {
        self.with(|state| state.runs)
    }

    pub(super) fn times(&self) -> QueueTimes {
        self.with(|state| state.times)
    }

    /// What happens with a mission here: its phase and the characters received; nothing when it is not worked on in this process.
    pub(crate) fn live(&self, mission_id: &str) -> Option<(Phase, u64)> {
        self.with(|state| {
            let mut running = state.running.values();
            let found = running.find(|running| running.mission_id == mission_id)?;
            Some((found.phase, found.received))
        })
    }

    /// Breaks off the work on a job, if it is worked on here.
    pub(super) fn break_off(&self, job: JobId) {
        self.with(|state| {
            if let Some(running) = state.running.get(&job) {
                running.cancel.cancel();
            }
        });
    }

    /// Whether one more job may be taken: room below the limit, and nothing of the breaker against it.
    pub(super) fn gate(&self, now: Instant) -> Room {
        self.with(|state| {
            let running = u32::try_from(state.running.len()).unwrap_or(u32::MAX);
            if running >= state.limiter.limit() {
                return Room::None;
            }
            match state.breaker.gate(now) {
                Gate::Open => Room::Free,
                Gate::Probe if running == 0 => Room::Probe,
                // Calls from before the breaker opened: one of them may close it.
                Gate::Probe | Gate::Probing => Room::None,
                Gate::Shut(until) => Room::After(until),
            }
        })
    }

    /// The way of structured output to ask a model for: the best one that it has not refused. The last one stays: a model that refuses all of
    /// them says so in its failure.
    pub(crate) fn way(&self, model: &str) -> Structured {
        let ways = llm::capabilities(model).structured;
        let refused = self.with(|state| state.refused_ways.get(model).copied().unwrap_or(0));
        ways.get(refused.min(ways.len().saturating_sub(1)))
            .copied()
            .unwrap_or(Structured::Prompt)
    }

    /// A model refused this way; says whether there is another one.
    pub(crate) fn refuse_way(&self, model: &str, way: Structured) -> bool {
        let ways = llm::capabilities(model).structured;
        let Some(index) = ways.iter().position(|one| *one == way) else {
            return false;
        };
        if index + 1 >= ways.len() {
            return false;
        }
        self.with(|state| {
            let refused = state.refused_ways.entry(model.to_owned()).or_default();
            *refused = (*refused).max(index + 1);
        });
        true
    }

    pub(super) fn has_unwritten(&self) -> bool {
        self.unwritten.load(Ordering::Acquire) > 0
    }

    /// Counts as unwritten until it is dropped.
    pub(super) fn unwritten(&self) -> Unwritten<'_> {
        self.unwritten.fetch_add(1, Ordering::AcqRel);
        Unwritten(self)
    }
}

/// Something that the database has not taken yet.
pub(super) struct Unwritten<'a>(&'a Shared);

impl Drop for Unwritten<'_> {
    fn drop(&mut self) {
        self.0.unwritten.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Whether one more job may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    /// Yes.
    Free,
    /// One, which tries whether the service works again.
    Probe,
    /// Not before one that runs has ended.
    None,
    /// Not before this moment.
    After(Instant),
}

/// Nothing secret is made of it; it has to be another one each time.
fn new_boot() -> String {
    format!(
        "{}-{:016x}{:016x}",
        std::process::id(),
        fastrand::u64(..),
        fastrand::u64(..)
    )
}
