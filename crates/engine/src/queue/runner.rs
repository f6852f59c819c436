//! The runner: takes the job lock, takes up what another start left, and leases jobs while there is room. What is done with a job is in `worker`.

use std::time::Duration;

use store::{JobCounts, JobId, JobState, Lease, LeaseTerms, Leased, Pause, StoreError};
use tokio::{sync::OwnedMutexGuard, task::JoinSet, time::Instant};
use tokio_util::sync::CancellationToken;

use super::{
    RunUntil,
    pauses::{Look, OurSettings, PauseWatch},
    persist::trouble_wait,
    shared::{Room, Running},
    times::{QueueTimes, ms},
    worker::{MAX_RECEIVES, Terms, Worker},
};
use crate::{Engine, Event, access::Problem, generate::Phase, job_lock::HeldLock};

/// The first tries for the lock come quickly: whoever only looks whether it is free has it for a moment.
const QUICK_TRIES: u32 = 5;
const QUICK_RETRY: Duration = Duration::from_millis(50);

/// A wall clock that moved this much against the other one was set, or the machine slept.
const JUMP: Duration = Duration::from_secs(5);

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

    /// Waits until no other runner of this engine is at work.
    async fn seat(&self) -> Option<OwnedMutexGuard<()>> {
        loop {
            tokio::select! {
                biased;
                () = self.stop.cancelled() => return None,
                seat = self.engine.inner.queue.seat() => return Some(seat),
                () = tokio::time::sleep(self.times().lock_retry) => {}
            }
            let is_enough = self.until == RunUntil::Empty;
            if is_enough && self.seen().await.as_ref().is_some_and(is_over) {
                return None;
            }
        }
    }

    /// Waits for the job lock. While another process has it, what that one does is told as far as it can be seen.
    async fn own(&mut self) -> Option<HeldLock> {
        let times = self.times();
        let mut seen = None;
        for tries in 0_u32.. {
            let held = self
                .engine
                .blocking(|engine| Ok::<_, StoreError>(engine.inner.jobs.take()));
            if let Ok(Some(held)) = held.await {
                return Some(held);
            }
            let now = self.seen().await;
            if self.until == RunUntil::Empty && now.as_ref().is_some_and(is_over) {
                return None;
            }
            if seen.is_some() && now != seen {
                self.engine.emit(Event::QueueChanged);
            }
            seen = now;
            let wait = if tries < QUICK_TRIES {
                QUICK_RETRY
            } else {
                times.lock_retry
            };
            tokio::select! {
                biased;
                () = self.stop.cancelled() => return None,
                () = tokio::time::sleep(wait) => {}
            }
        }
        None
    }

    /// What can be seen of the queue from outside.
    async fn seen(&self) -> Option<(JobCounts, Option<Pause>, [u64; 4])> {
        let seen = self.engine.blocking(|engine| {
            let store = &engine.inner.store;
            Ok::<_, StoreError>((
                store.job_counts()?,
                store.queue_pause()?,
                store.generated_counts()?,
            ))
        });
        match seen.await {
            Ok(seen) => Some(seen),
            Err(error) => {
                self.engine.trouble(&error);
                None
            }
        }
    }

    /// Takes up the jobs and calls of an earlier start. False when the runner was stopped first.
    async fn adopt(&self) -> bool {
        let boot = self.engine.inner.queue.renew_boot();
        let most = (self.engine.inner.queue).with(|state| state.max_orphanings);
        let now = self.now_ms();
        let adopted = self
            .engine
            .persist(&self.stop, move |store| {
                let adopted = store.adopt_orphans(&boot, most, now)?;
                adopted
                    .into_iter()
                    .map(|job| store.job(job))
                    .collect::<Result<Vec<_>, _>>()
            })
            .await;
        let Some(adopted) = adopted else {
            return false;
        };
        for job in adopted.into_iter().flatten() {
            tracing::info!(job = job.id.0, "a job of an earlier start is taken up");
            if job.state == JobState::Dead {
                self.engine.emit(Event::DeadLetter {
                    mission_id: job.mission_id.clone(),
                });
            }
            self.engine.emit(Event::MissionChanged {
                mission_id: job.mission_id,
            });
        }
        true
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

    async fn lease(&self) -> Result<Leased, StoreError> {
        let terms = LeaseTerms {
            boot: self.engine.inner.queue.boot(),
            visibility_ms: ms(self.visibility()),
            max_receives: MAX_RECEIVES,
        };
        let now = self.now_ms();
        self.engine
            .blocking(move |engine| engine.inner.store.lease(terms, now))
            .await
    }

    fn employ(&mut self, lease: Lease, is_probe: bool) {
        let job = lease.job;
        let cancel = self.stop.child_token();
        let queue = &self.engine.inner.queue;
        let earlier = queue.with(|state| {
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

    /// What to do about a pause; nothing to wait for when it is over.
    async fn paused(&mut self, pause: &Pause) -> Option<Option<Instant>> {
        let changed = std::mem::take(&mut self.changed);
        let (now, times) = (Instant::now(), self.times());
        match self.pauses.look(pause, changed, self.now_ms(), now, &times) {
            Look::Over => self.end_pause(&pause.code).await,
            Look::Wait(at) => {
                let end = pause.until_ms.map(|until| self.moment(until));
                Some(at.into_iter().chain(end).min())
            }
            Look::Credentials => match self.engine.check_access().await {
                Ok(()) => {
                    tracing::info!(code = pause.code, "what paused the queue is mended");
                    self.end_pause(&pause.code).await
                }
                Err(problem) => {
                    self.say_anew(pause, problem).await;
                    self.pauses.still_bad(now, &times);
                    Some(Some(now + times.recheck))
                }
            },
        }
    }

    async fn end_pause(&mut self, code: &str) -> Option<Option<Instant>> {
        self.pauses.mended(code);
        let ended = self
            .engine
            .persist(&self.stop, store::Store::resume_queue)
            .await;
        self.engine.emit(Event::QueueChanged);
        // Stopped before it could be written: the loop ends.
        ended.is_none().then_some(None)
    }

    /// What is wrong now may be something else than when the queue was paused.
    async fn say_anew(&self, pause: &Pause, problem: Problem) {
        if problem.code == pause.code {
            return;
        }
        let anew = Pause {
            code: problem.code,
            message: format!("{} {}", problem.message, problem.next_step),
            since_ms: pause.since_ms,
            until_ms: None,
        };
        self.engine
            .persist(&self.stop, move |store| store.pause_queue(anew.clone()))
            .await;
        self.engine.emit(Event::QueueChanged);
    }

    /// Looks whether settings were changed, here or in another process, and whether a clock jumped or the machine slept.
    async fn notice_changes(&mut self) {
        let read = self
            .engine
            .blocking(|engine| Ok::<_, StoreError>(engine.settings()))
            .await;
        if let Ok(read) = read {
            let read = OurSettings::from(read);
            if read != self.settings {
                self.settings = read;
                self.changed = true;
                self.hurry().await;
            }
        }
        let queue = &self.engine.inner.queue;
        let ceiling = self.settings.bedrock.calls_at_once;
        let (asked, answered) = queue.with(|state| {
            state.limiter.set_ceiling(ceiling);
            (
                std::mem::take(&mut state.look_again),
                std::mem::take(&mut state.answered),
            )
        });
        self.changed |= asked;
        if answered {
            self.pauses.answered();
        }
        if self.has_jumped() {
            self.changed = true;
            self.extend_all().await;
        }
    }

    /// Jobs that wait for a budget or for something else that a setting may have changed are tried now.
    async fn hurry(&self) {
        let now = self.now_ms();
        self.engine
            .persist(&self.stop, move |store| store.hurry_jobs(now))
            .await;
    }

    fn has_jumped(&mut self) -> bool {
        let now = (self.now_ms(), Instant::now());
        let (wall, steady) = std::mem::replace(&mut self.clocks, now);
        let moved = now.0 - wall - ms(now.1 - steady);
        let jumped = moved.unsigned_abs() > u64::try_from(JUMP.as_millis()).unwrap_or(u64::MAX);
        if jumped {
            tracing::info!(moved, "the clock was set or the machine slept");
        }
        jumped
    }

    /// Leases of this process seem to have run out after a sleep; they are kept before anybody asks for a job that is due.
    async fn extend_all(&self) {
        let until = self.now_ms() + ms(self.visibility());
        let running = self.engine.inner.queue.with(|state| {
            let running = state.running.values();
            running
                .map(|running| (running.receipt.clone(), running.cancel.clone()))
                .collect::<Vec<_>>()
        });
        for (receipt, cancel) in running {
            let kept = self
                .engine
                .blocking(move |engine| engine.inner.store.extend(&receipt, until));
            if let Ok(false) = kept.await {
                cancel.cancel();
            }
        }
    }

    /// Jobs that another process cancelled are broken off within a tick.
    async fn look_after_running(&self) {
        let jobs: Vec<JobId> = self
            .engine
            .inner
            .queue
            .with(|state| state.running.keys().copied().collect());
        if jobs.is_empty() {
            return;
        }
        let gone = self.engine.blocking(move |engine| {
            let mut gone = Vec::new();
            for job in jobs {
                let found = engine.inner.store.job(job)?;
                if found.is_none_or(|job| job.state == JobState::Cancelled) {
                    gone.push(job);
                }
            }
            Ok::<_, StoreError>(gone)
        });
        for job in gone.await.unwrap_or_default() {
            self.engine.inner.queue.break_off(job);
        }
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

/// Whether nothing is ready or leased any more, or the queue is paused.
fn is_over((counts, pause, _): &(JobCounts, Option<Pause>, [u64; 4])) -> bool {
    pause.is_some() || counts.ready + counts.leased == 0
}

/// A job in the map of those that are worked on, until it is dropped, however the work ends.
struct AtWork {
    engine: Engine,
    job: JobId,
    mission_id: String,
    cancel: CancellationToken,
    is_probe: bool,
}

impl AtWork {
    fn tell(&self) {
        self.engine.emit(Event::MissionChanged {
            mission_id: self.mission_id.clone(),
        });
        self.engine.emit(Event::QueueChanged);
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.cancel.cancel();
        self.engine.inner.queue.with(|state| {
            // Another lease of the same job has an entry of its own.
            let is_mine = state
                .running
                .get(&self.job)
                .is_some_and(|running| running.cancel.is_cancelled());
            if is_mine {
                state.running.remove(&self.job);
            }
            if self.is_probe {
                state.breaker.probe_said_nothing();
            }
        });
        self.tell();
    }
}
