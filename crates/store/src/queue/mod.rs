//! The queue's vocabulary. SQS's semantics: a lease with a receipt, a visibility timeout, a receive count and dead letters. What is done to it is
//! in `operations`, statements are in `tables`; when to lease, how long to wait and what an error means is the engine's.

mod changes;
mod operations;

use crate::{Exceeded, Reserve};

pub use changes::{JobChange, JobsSeen};
pub(crate) use operations::lost;

/// The number of a job. Never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(pub i64);

/// Proof of a lease: what is done to a job under an older one changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Receipt(pub String);

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// Waits to be leased, from `visible_at_ms` on.
    Ready,
    /// Somebody works on it, until `visible_at_ms`.
    Leased,
    /// Its mission is ready.
    Done,
    /// It failed for good; its mission says why.
    Dead,
    /// The learner took it back.
    Cancelled,
}

/// A mission to be generated.
#[derive(Clone, Debug, PartialEq)]
pub struct NewJob {
    /// The id that the mission will have; unique among all generated ones.
    pub mission_id: String,
    /// What is shown until the mission has a title of its own.
    pub title: String,
    /// What was asked for, as JSON.
    pub request: String,
    /// The model that is to write it.
    pub model: String,
    /// What its first call may cost.
    pub reserve: Reserve,
    /// Now.
    pub at_ms: i64,
}

/// What enqueuing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enqueued {
    /// It is in the queue.
    Job(JobId),
    /// Nothing was written: a limit would be exceeded.
    OverBudget(Exceeded),
}

/// How leases are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaseTerms {
    /// This start of the program; leases of another one are orphans.
    pub boot: String,
    /// How long the job is nobody else's.
    pub visibility_ms: i64,
    /// How often a job may be received before it is dead.
    pub max_receives: u32,
}

/// A leased job.
#[derive(Clone, Debug, PartialEq)]
pub struct Lease {
    /// The job.
    pub job: JobId,
    /// The proof.
    pub receipt: Receipt,
    /// The mission.
    pub mission_id: String,
    /// What was asked for, as JSON.
    pub request: String,
    /// The model.
    pub model: String,
    /// How often it was received, this time included.
    pub receive_count: u32,
    /// How often it was snoozed in a row.
    pub snoozes: u32,
}

/// What asking for a lease gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Leased {
    /// A job.
    Job(Lease),
    /// Nothing is due.
    Nothing {
        /// When the next one is, if any waits.
        next_due_ms: Option<i64>,
    },
    /// The queue is paused.
    Paused(Pause),
}

/// What receiving came to, with what else was done by it.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The lease, or why there is none.
    pub leased: Leased,
    /// Jobs that are dead now, because they had been received too often without an end.
    pub buried: Vec<Buried>,
}

/// A job that is dead now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buried {
    /// The job.
    pub job: JobId,
    /// The mission that failed by it.
    pub mission_id: String,
}

/// Why nothing is leased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// A stable word.
    pub code: String,
    /// A sentence with the next step.
    pub message: String,
    /// Since when.
    pub since_ms: i64,
    /// When it ends by itself; absent when a person has to do something.
    pub until_ms: Option<i64>,
}

/// What came of putting a job back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutBack {
    /// It is in the queue again.
    Again,
    /// It had its last chance: it is dead, and its mission failed.
    Dead,
    /// The receipt is not the lease's any more: nothing changed.
    Stale,
}

/// A job, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its number.
    pub id: JobId,
    /// The mission.
    pub mission_id: String,
    /// What is shown.
    pub title: String,
    /// The model.
    pub model: String,
    /// Where it stands.
    pub state: JobState,
    /// Whether a dead or cancelled one was removed from what is shown.
    pub discarded: bool,
    /// How often it was received.
    pub receive_count: u32,
    /// How often it was snoozed, in all.
    pub snoozes: u32,
    /// When it is due, or when its lease ends.
    pub visible_at_ms: i64,
    /// When it was enqueued.
    pub created_at_ms: i64,
    /// When it last changed.
    pub changed_at_ms: i64,
    /// The last thing that went wrong, a sentence.
    pub last_error: Option<String>,
    /// Its stable code.
    pub last_code: Option<String>,
}

/// A line of a job's history, which is only ever added to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobEvent {
    /// The job.
    pub job: JobId,
    /// When.
    pub at_ms: i64,
    /// What: `enqueued`, `leased`, `snoozed`, `retried`, `expired`, `orphaned`, `done`, `dead`, `redriven`, `discarded`, `cancelled`.
    pub event: String,
    /// Why, a sentence; may be empty.
    pub detail: String,
}

/// How many jobs stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JobCounts {
    /// Waiting.
    pub ready: u64,
    /// Being worked on.
    pub leased: u64,
    /// Failed for good and not discarded.
    pub dead: u64,
}

/// Why a job is put back or ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// A stable word.
    pub code: String,
    /// A sentence.
    pub message: String,
}
