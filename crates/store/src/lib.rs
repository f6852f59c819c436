//! SQLite: started missions, attempts, settings; generated missions, their queue, the calls and what they cost, conversations. The only crate
//! that names rusqlite.
//!
//! One writer thread, a few read-only connections; every call here blocks, so shells call it off their main thread. Two processes may
//! use one file at once. What a report means and what a mission is are not known here.

mod aside;
mod attempts;
mod budget;
mod calls;
mod connection;
mod copy;
mod error;
mod generated;
mod handle;
mod inspect;
mod mentor;
mod open;
mod pack;
mod queue;
mod readers;
mod records;
mod schema;
mod tables;
#[cfg(test)]
mod tests;
#[doc(hidden)]
pub mod trouble;
mod usage;
mod wipe;
mod writer;

pub use budget::{Audit, Exceeded, Limit, LimitState, Purpose, RESERVED_WAIT_MS, Reserve, Window};
pub use calls::{Begun, CachedResponse, Call, CallEnd, CallId, Charged, NewCall, Tokens};
pub use error::{Notice, StoreError};
pub use generated::{Cursor, GeneratedCard, GeneratedMission, GeneratedState, ReadyMission};
pub use handle::Store;
pub use inspect::Inspection;
pub use mentor::{Asked, Exchange, Hit, MessageId, NewExchange, ReplyState};
pub use queue::{
    Buried, Cause, Enqueued, Job, JobChange, JobCounts, JobEvent, JobId, JobState, JobsSeen, Lease,
    LeaseTerms, Leased, NewJob, Pause, PutBack, Receipt, Received,
};
pub use records::{
    ActivityBucket, Attempt, AttemptId, AttemptSummary, HintLevel, NewAttempt, Origin, Review,
    StartedMission,
};
pub use usage::{Latency, UsageDay, UsageRow};
