//! The runner: leases jobs while there is room. How it comes to lease at all is in `taking_over`, what it does about a pause in `paused`, what it
//! notices from one turn to the next in `changes`; what is done with a job is in `worker`.

mod at_work;
mod changes;
mod paused;
mod taking_over;

use std::time::Duration;

use store::{Buried, JobId, Lease, LeaseTerms, Leased, Received, Store, StoreError};
use tokio::{task::JoinSet, time::Instant};
use tokio_util::sync::CancellationToken;

use self::{at_work::AtWork, taking_over::is_over};
use super::{
    RunUntil,
    pauses::{OurSettings, PauseWatch},
    persist::trouble_wait,
    shared::{Room, Running},
    times::{QueueTimes, ms},
    worker::{MAX_RECEIVES, Terms, Worker},
};
use crate::{Engine, Event, generate::Phase};

/// How long workers may take to put their jobs back when the runner ends.
const WIND_DOWN: Duration = Duration::from_secs(5);

/// A runner.
pub(super) struct Runner {
    engine: Engine,
    stop: CancellationToken,
    until: RunUntil,
    workers: JoinSet<JobId>,
    pauses: PauseWatch,
    settings: OurSettings,
    /// Settings, credentials or clocks changed since a pause was looked at last.
    changed: bool,
    /// A job was let through to try what paused the queue, and nothing came of it yet.
    trying: bool,
    refusals: u32,
    clocks: (i64, Instant),
}

/// Why nothing more is leased now.
enum Wait {
    /// Until a worker ends, somebody wakes the runner, or this moment.
    Until(Option<Instant>),
    /// Nothing is due, and perhaps nothing is there at all.
    Idle(Option<Instant>),
    /// The queue is paused.
    Paused(Option<Instant>),
}

/// Marks the engine as running jobs until it is dropped.
struct Marked(Engine);

impl Drop for Marked {
    fn drop(&mut self) {
        self.0.inner.queue.with(|state| state.runs = false);
        self.0.emit(Event::QueueChanged);
    }
}

impl Runner {
    pub(super) fn new(engine: Engine, stop: CancellationToken, until: RunUntil) -> Runner {
        let settings = OurSettings::from(engine.settings());
        let clocks = (engine.inner.clock.now_ms(), Instant::now());
        Runner {
            engine,
            stop,
            until,
            workers: JoinSet::new(),
            pauses: PauseWatch::new(clocks.0),
            settings,
            changed: false,
            trying: false,
            refusals: 0,
            clocks,
        }
    }

    /// Runs until the stop or, when asked so, until nothing is left.
    pub(super) async fn run(mut self) {
        let Some(_seat) = self.seat().await else {
            return;
        };
        let Some(_held) = self.own().await else {
            return;
        };
        self.engine.inner.queue.with(|state| state.runs = true);
        let _marked = Marked(self.engine.clone());
        if self.adopt().await {
            self.engine.emit(Event::QueueChanged);
            self.keep_leasing().await;
        }
        self.wind_down().await;
    }

    async fn keep_leasing(&mut self) {
        while !self.stop.is_cancelled() {
            self.notice_changes().await;
            let wait = self.fill().await;
            let at = match wait {
                Wait::Until(at) => at,
                Wait::Idle(_) | Wait::Paused(_) if self.is_done().await => return,
                Wait::Idle(at) | Wait::Paused(at) => at,
            };
            let tick = Instant::now() + self.times().tick;
            let until = at.map_or(tick, |at| at.min(tick));
            let queue = &self.engine.inner.queue;
            let mut is_tick = false;
            tokio::select! {
                biased;
                () = self.stop.cancelled() => {}
                Some(ended) = self.workers.join_next(), if !self.workers.is_empty() => {
                    if let Err(error) = ended {
                        tracing::error!(%error, "a worker of the queue failed");
                    }
                }
                () = queue.wake.notified() => {}
                () = tokio::time::sleep_until(until) => is_tick = until == tick,
            }
            if is_tick {
                self.look_after_running().await;
                self.end_overdue_calls().await;
            }
        }
    }

    /// Leases jobs as long as there is room.
    async fn fill(&mut self) -> Wait {
        loop {
            if self.engine.inner.queue.has_unwritten() {
                return Wait::Until(None);
            }
            let is_probe = match self.engine.inner.queue.gate(Instant::now()) {
                Room::Free => false,
                Room::Probe => true,
                Room::None => return Wait::Until(None),
                Room::After(at) => return self.shut(at).await,
            };
            match self.lease().await {
                Ok(Leased::Job(lease)) => {
                    self.used_the_database();
                    self.changed = false;
                    self.employ(lease, is_probe);
                }
                Ok(Leased::Nothing { next_due_ms }) => {
                    self.used_the_database();
                    self.changed = false;
                    return Wait::Idle(next_due_ms.map(|due| self.moment(due)));
                }
                Ok(Leased::Paused(pause)) => {
                    self.used_the_database();
                    match self.paused(&pause).await {
                        Some(at) => return Wait::Paused(at),
                        None => continue,
                    }
                }
                Err(error) => {
                    self.engine.trouble(&error);
                    let wait = trouble_wait(&self.times(), self.refusals);
                    self.refusals += 1;
                    return Wait::Until(Some(Instant::now() + wait));
                }
            }
        }
    }

    /// The breaker is open: an empty or paused queue is over all the same.
    async fn shut(&self, at: Instant) -> Wait {
        match self.seen().await {
            Some(seen) if is_over(&seen) => Wait::Idle(Some(at)),
            Some(_) | None => Wait::Until(Some(at)),
        }
    }

    async fn lease(&mut self) -> Result<Leased, StoreError> {
        self.receive(Store::receive).await
    }

    async fn receive(
        &mut self,
        receive: fn(&Store, LeaseTerms, i64) -> Result<Received, StoreError>,
    ) -> Result<Leased, StoreError> {
        self.survive_clock_jump().await?;
        let terms = LeaseTerms {
            boot: self.engine.inner.queue.boot(),
            visibility_ms: ms(self.visibility()),
            max_receives: MAX_RECEIVES,
        };
        // The time at which no jump was seen: another look at the clock might be one.
        let (now, _) = self.clocks;
        let received = self
            .engine
            .blocking(move |engine| receive(&engine.inner.store, terms, now))
            .await?;
        for buried in received.buried {
            self.buried(buried);
        }
        Ok(received.leased)
    }

    /// A job had its last receive, and nobody ended it: work on it that goes on here is void, and somebody should know.
    fn buried(&self, Buried { job, mission_id }: Buried) {
        tracing::warn!(job = job.0, "a job was received too often without an end");
        self.engine.inner.queue.break_off(job);
        self.engine
            .inner
            .queue
            .with(|state| state.held.remove(&job));
        self.engine.emit(Event::DeadLetter {
            mission_id: mission_id.clone(),
        });
        self.engine.emit(Event::MissionChanged { mission_id });
        self.engine.emit(Event::QueueChanged);
    }

    fn employ(&mut self, lease: Lease, is_probe: bool) {
        let job = lease.job;
        let cancel = self.stop.child_token();
        let queue = &self.engine.inner.queue;
        let earlier = queue.with(|state| {
            state.held.remove(&job);
            if is_probe {
                state.breaker.probe_begins();
            }
            state.running.insert(
                job,
                Running {
                    mission_id: lease.mission_id.clone(),
                    receipt: lease.receipt.clone(),
                    cancel: cancel.clone(),
                    phase: Phase::Waiting,
                    received: 0,
                    in_call: false,
                },
            )
        });
        // Its lease ran out here and was given again: the older work is void.
        if let Some(earlier) = earlier {
            earlier.cancel.cancel();
        }
        let at_work = AtWork {
            engine: self.engine.clone(),
            job,
            mission_id: lease.mission_id.clone(),
            cancel: cancel.clone(),
            is_probe,
        };
        let worker = Worker {
            engine: self.engine.clone(),
            lease,
            terms: Terms {
                visibility: self.visibility(),
                sqs_strict: self.settings.bedrock.sqs_strict,
            },
            cancel,
            stop: self.stop.clone(),
        };
        at_work.tell();
        self.workers.spawn(async move {
            let _at_work = at_work;
            worker.work().await;
            job
        });
    }

    async fn is_done(&self) -> bool {
        self.until == RunUntil::Empty
            && self.workers.is_empty()
            && self.seen().await.as_ref().is_some_and(is_over)
    }

    async fn wind_down(&mut self) {
        self.stop.cancel();
        let ended = async { while self.workers.join_next().await.is_some() {} };
        if tokio::time::timeout(WIND_DOWN, ended).await.is_err() {
            tracing::warn!("jobs under way are left to the next start");
            self.workers.abort_all();
        }
    }

    fn used_the_database(&mut self) {
        self.refusals = 0;
        self.engine.trouble_over();
    }

    /// The moment of a time of the wall clock.
    fn moment(&self, at_ms: i64) -> Instant {
        let left = u64::try_from(at_ms - self.now_ms()).unwrap_or(0);
        Instant::now() + Duration::from_millis(left)
    }

    fn visibility(&self) -> Duration {
        Duration::from_secs(60 * u64::from(self.settings.bedrock.visibility_minutes.max(1)))
    }

    fn times(&self) -> QueueTimes {
        self.engine.inner.queue.times()
    }

    fn now_ms(&self) -> i64 {
        self.engine.inner.clock.now_ms()
    }
}
