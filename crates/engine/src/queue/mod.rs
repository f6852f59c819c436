//! The runner of the queue: leases jobs, keeps at most so many calls under way, learns from throttles, pauses for what a person has to mend.
//! What is asked of a model and what makes its answer a mission is in `generate`.

mod breaker;
mod limiter;
mod pauses;
mod persist;
mod progress;
mod runner;
mod shared;
#[cfg(test)]
mod tests;
mod times;
mod worker;

use store::{Job, JobCounts, JobEvent, JobId, Pause};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

pub(crate) use progress::Progress;
pub(crate) use shared::Shared;
pub use times::QueueTimes;

use crate::{Engine, EngineError, Event, job_lock::JobRunner};
use runner::Runner;

/// Jobs that are listed at once.
const MOST_JOBS: u32 = 1_000;

/// Jobs of each kind for a screen; there is none that shows more.
const MOST_SHOWN: u32 = 200;

/// The queue, for people.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueState {
    /// Who runs it.
    pub runner: JobRunner,
    /// Whether a runner is at work in this process.
    pub running: bool,
    /// Why nothing is leased.
    pub pause: Option<Pause>,
    /// Why the runner waits although nothing is paused (the database is locked, the disk is full), or why one job does not end; a sentence.
    pub trouble: Option<String>,
    /// The circuit breaker, when it is open: it tries again by itself then.
    pub breaker: Option<Breaker>,
    /// How many jobs stand where.
    pub counts: JobCounts,
    /// Calls under way in this process.
    pub calls: u32,
    /// How many may be under way at once now: the setting, or fewer after throttles.
    pub call_limit: u32,
}

/// An open circuit breaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breaker {
    /// How many calls failed in a row.
    pub failures: u32,
    /// The last failure, a sentence.
    pub message: String,
    /// When one call tries whether it works again.
    pub until_ms: i64,
}

/// Keeps the runner at work; it stops when this is dropped: calls under way are broken off, and their jobs are put back or, when there is no time
/// for that, are orphans of the next start.
#[derive(Debug)]
pub struct RunningQueue {
    pub(crate) stop: CancellationToken,
}

impl Drop for RunningQueue {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// When a runner is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunUntil {
    /// Never: it waits for the next job.
    Stopped,
    /// When no job is ready or leased any more, or the queue is paused, or all jobs that are left wait for a budget.
    Empty,
}

impl Engine {
    /// Runs the queue on the current Tokio runtime until the handle is dropped. While another process has the job lock it asks for it again every
    /// few seconds, so that the work goes on when that process ends.
    ///
    /// # Panics
    /// Outside of a Tokio runtime.
    pub fn run_queue(&self) -> RunningQueue {
        let stop = CancellationToken::new();
        let runner = Runner::new(self.clone(), stop.clone(), RunUntil::Stopped);
        tokio::spawn(runner.run());
        RunningQueue { stop }
    }

    /// Runs the queue until every job has ended or waits for a budget, the queue is paused, or the future is dropped. Every job that is due is run,
    /// orphans of a crash included. While another process has the job lock this waits for what that one does.
    pub async fn run_queue_until(&self, until: RunUntil) -> Result<QueueState, EngineError> {
        let stop = CancellationToken::new();
        let _stops = stop.clone().drop_guard();
        let engine = self.clone();
        let runner = self
            .blocking(move |_| Ok::<_, EngineError>(Runner::new(engine, stop, until)))
            .await?;
        // In a task of its own, so that it has the time to put its jobs back when this future is dropped.
        if let Err(error) = tokio::spawn(runner.run()).await {
            tracing::error!(%error, "the runner of the queue failed");
        }
        self.blocking(Engine::queue_state).await
    }

    /// How the queue stands.
    pub fn queue_state(&self) -> Result<QueueState, EngineError> {
        let (counts, pause) = (
            self.inner.store.job_counts()?,
            self.inner.store.queue_pause()?,
        );
        let (now_ms, now) = (self.inner.clock.now_ms(), Instant::now());
        let ceiling = self.settings().bedrock.calls_at_once;
        let state = self.inner.queue.with(|state| {
            let breaker = state
                .breaker
                .state()
                .map(|(failures, message, until)| Breaker {
                    failures,
                    message: message.to_owned(),
                    until_ms: now_ms
                        .saturating_add(times::ms(until.saturating_duration_since(now))),
                });
            let calls = state.running.values().filter(|running| running.in_call);
            QueueState {
                runner: JobRunner::ThisEngine,
                running: state.runs,
                pause,
                trouble: state
                    .trouble
                    .as_ref()
                    .or_else(|| state.held.values().next())
                    .cloned(),
                breaker,
                counts,
                calls: u32::try_from(calls.count()).unwrap_or(u32::MAX),
                call_limit: if state.runs {
                    state.limiter.limit()
                } else {
                    ceiling
                },
            }
        });
        Ok(QueueState {
            runner: self.job_runner(),
            ..state
        })
    }

    /// Jobs, the newest first: those that are not done, or all. At most a thousand.
    pub fn jobs(&self, all: bool) -> Result<Vec<Job>, EngineError> {
        Ok(self.inner.store.jobs(all, MOST_JOBS)?)
    }

    /// What a screen shows, the newest first: the newest 200 jobs that are neither done nor discarded, and besides those that are worked on and the
    /// dead letters, 200 of each at most. [`QueueState::counts`] counts all.
    pub fn standing_jobs(&self) -> Result<Vec<Job>, EngineError> {
        Ok(self.inner.store.standing_jobs(MOST_SHOWN)?)
    }

    /// A job with its history.
    pub fn job(&self, job: JobId) -> Result<(Job, Vec<JobEvent>), EngineError> {
        let found = self.inner.store.job(job)?;
        let found = found.ok_or_else(|| EngineError::Unknown {
            what: "job",
            id: job.0.to_string(),
        })?;
        Ok((found, self.inner.store.job_history(job)?))
    }

    /// Gives a dead or cancelled job another chance. False when it is neither.
    pub fn redrive(&self, job: JobId) -> Result<bool, EngineError> {
        let (found, _) = self.job(job)?;
        let redriven = self.inner.store.redrive(job, self.inner.clock.now_ms())?;
        self.told_of_job(redriven, found.mission_id);
        Ok(redriven)
    }

    /// Removes a dead or cancelled job. False when it is neither.
    pub fn discard(&self, job: JobId) -> Result<bool, EngineError> {
        let (found, _) = self.job(job)?;
        let now = self.inner.clock.now_ms();
        let discarded = self.inner.store.discard_job(job, now)?;
        self.told_of_job(discarded, found.mission_id);
        Ok(discarded)
    }

    /// Takes a waiting or running job back. False when it had ended.
    pub fn cancel_job(&self, job: JobId) -> Result<bool, EngineError> {
        let (found, _) = self.job(job)?;
        let now = self.inner.clock.now_ms();
        // Written first: a crash in between must not bring it back.
        let cancelled = self.inner.store.cancel_job(job, now)?;
        self.inner.queue.break_off(job);
        self.inner.queue.with(|state| state.held.remove(&job));
        self.told_of_job(cancelled, found.mission_id);
        Ok(cancelled)
    }

    /// Ends a pause and an open breaker, and tries at once, jobs that wait for a later moment too. Says whether there was one of them.
    pub fn resume_queue(&self) -> Result<bool, EngineError> {
        let was_paused = self.inner.store.resume_queue()?;
        let hurried = self.inner.store.hurry_jobs(self.inner.clock.now_ms())?;
        let was_open = self.inner.queue.with(|state| state.breaker.succeeded());
        self.emit(Event::QueueChanged);
        self.inner.queue.wake.notify_one();
        Ok(was_paused || was_open || hurried > 0)
    }

    /// How long the queue waits for what, for tests and demonstrations. Waits that have begun are not changed.
    pub fn set_queue_times(&self, times: QueueTimes) {
        self.inner.queue.with(|state| state.times = times);
    }

    /// How often in a row the program may end while it works on a job before that job is taken for the reason; for tests that end it over and over.
    pub fn set_max_orphanings(&self, most: u32) {
        self.inner.queue.with(|state| state.max_orphanings = most);
    }

    /// Tells the runner that something may be otherwise: a job was added, a setting or a secret changed. What paused the queue is looked at again.
    pub(crate) fn wake_queue(&self) {
        self.inner.queue.wake.notify_one();
    }

    /// As [`Engine::wake_queue`], when credentials may be others.
    pub(crate) fn look_at_pause_again(&self) {
        self.inner.queue.with(|state| state.look_again = true);
        self.wake_queue();
    }

    /// The start of the runner under which calls are made: those of an earlier one are ended as unknown when the next one starts.
    pub(crate) fn boot(&self) -> String {
        self.inner.queue.boot()
    }

    fn told_of_job(&self, changed: bool, mission_id: String) {
        if changed {
            self.emit(Event::MissionChanged { mission_id });
            self.emit(Event::QueueChanged);
            self.wake_queue();
        }
    }
}
