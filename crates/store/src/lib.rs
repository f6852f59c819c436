//! SQLite: started missions, attempts, settings, profile. The only crate that names rusqlite.
//!
//! One writer thread, a few read-only connections; every call here blocks, so shells call it off their main thread. Two processes may
//! use one file at once. What a report means and what a mission is are not known here.

mod aside;
mod connection;
mod copy;
mod error;
mod handle;
mod inspect;
mod open;
mod readers;
mod records;
mod schema;
mod tables;
#[cfg(test)]
mod tests;
mod writer;

pub use error::{Notice, StoreError};
pub use handle::Store;
pub use inspect::Inspection;
pub use records::{
    ActivityBucket, Attempt, AttemptId, AttemptSummary, HintLevel, NewAttempt, Origin,
    StartedMission,
};
