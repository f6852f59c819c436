//! The runner of the queue: leases jobs, keeps at most so many calls under way, learns from throttles, pauses for what a person has to mend.

use store::{Job, JobCounts, JobEvent, JobId, Pause};

use crate::{Engine, EngineError, job_lock::JobRunner};

/// The queue, for people.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueState {
    /// Who runs it.
    pub runner: JobRunner,
    /// Whether a runner is at work in this process.
    pub running: bool,
    /// Why nothing is leased.
    pub pause: Option<Pause>,
    /// Why the runner waits although nothing is paused: the database is locked, the disk is full; a sentence.
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

/// Keeps the runner at work; it stops when this is dropped: calls under way are broken off and their jobs are orphans of the next start.
#[derive(Debug)]
pub struct RunningQueue {
    pub(crate) stop: tokio_util::sync::CancellationToken,
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
    /// When no job is ready or leased any more, or the queue is paused.
    Empty,
}

impl Engine {
    /// Runs the queue on the current Tokio runtime until the handle is dropped. While another process has the job lock it asks for it again every
    /// few seconds, so that the work goes on when that process ends.
    pub fn run_queue(&self) -> RunningQueue {
        todo!()
    }

    /// Runs the queue until every job has ended, the queue is paused, or the future is dropped. Every job that is due is run, orphans of a crash
    /// included.
    pub async fn run_queue_until(&self, until: RunUntil) -> Result<QueueState, EngineError> {
        todo!()
    }

    /// How the queue stands.
    pub fn queue_state(&self) -> Result<QueueState, EngineError> {
        todo!()
    }

    /// Jobs, the newest first: those that are not done, or all.
    pub fn jobs(&self, all: bool) -> Result<Vec<Job>, EngineError> {
        todo!()
    }

    /// A job with its history.
    pub fn job(&self, job: JobId) -> Result<(Job, Vec<JobEvent>), EngineError> {
        todo!()
    }

    /// Gives a dead or cancelled job another chance. False when it is neither.
    pub fn redrive(&self, job: JobId) -> Result<bool, EngineError> {
        todo!()
    }

    /// Removes a dead or cancelled job. False when it is neither.
    pub fn discard(&self, job: JobId) -> Result<bool, EngineError> {
        todo!()
    }

    /// Takes a waiting or running job back. False when it had ended.
    pub fn cancel_job(&self, job: JobId) -> Result<bool, EngineError> {
        todo!()
    }

    /// Ends a pause and an open breaker, and tries at once.
    pub fn resume_queue(&self) -> Result<bool, EngineError> {
        todo!()
    }
}
