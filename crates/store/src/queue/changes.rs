//! What can be asked about jobs by whoever does not run them: what changed since it was asked last, and whether all that is left waits for a budget.

use super::JobId;
use crate::{Store, StoreError, tables::waiting_jobs};

/// What happened to jobs, as far as it was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobsSeen(i64);

/// A job that something happened to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobChange {
    /// The job.
    pub job: JobId,
    /// Its mission.
    pub mission_id: String,
    /// Whether it died meanwhile and is dead still.
    pub died: bool,
}

impl Store {
    /// Everything that happened to jobs until now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn jobs_seen(&self) -> Result<JobsSeen, StoreError> {
        self.read("reading what happened to jobs", |connection| {
            waiting_jobs::newest_event(connection).map(JobsSeen)
        })
    }

    /// The jobs to which something happened since then, in this process or another one, and everything until now. Cheap when nothing did.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn jobs_changed_since(
        &self,
        seen: JobsSeen,
    ) -> Result<(JobsSeen, Vec<JobChange>), StoreError> {
        self.read("reading what happened to jobs", move |connection| {
            let newest = waiting_jobs::newest_event(connection)?;
            // Less than before: the database was restored from a copy.
            if newest <= seen.0 {
                return Ok((JobsSeen(newest), Vec::new()));
            }
            let changed = waiting_jobs::changed(connection, seen.0, newest)?;
            Ok((JobsSeen(newest), changed))
        })
    }

    /// Makes every job due that waits for a budget: it may have been raised meanwhile. Gives how many waited.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn hurry_jobs_for_budget(&self, now_ms: i64) -> Result<u32, StoreError> {
        self.write("hurrying waiting jobs", move |transaction| {
            let hurried = waiting_jobs::hurry_for_budget(transaction, now_ms, u32::MAX)?;
            Ok(u32::try_from(hurried).unwrap_or(u32::MAX))
        })
    }

    /// How many ready jobs wait for a budget and are not due yet.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn jobs_waiting_for_budget(&self, now_ms: i64) -> Result<u64, StoreError> {
        self.read("reading the queue", move |connection| {
            waiting_jobs::waiting_for_budget(connection, now_ms)
        })
    }
}
