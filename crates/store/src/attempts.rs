//! Graded saves: recorded, read, listed, deleted. Statements are in `tables::attempts` and `tables::snapshots`.

use rusqlite::Transaction;

use crate::{
    ActivityBucket, Attempt, AttemptId, AttemptSummary, HintLevel, NewAttempt, Store, StoreError,
    tables::{attempts, snapshots, started_missions},
    writer::WriteError,
};

impl Store {
    /// Records an attempt of a started mission, touches the mission, and sets its `passed_at_ms` on its first full pass, all at once.
    /// Snapshots are kept once a content.
    ///
    /// # Errors
    /// When it cannot be written, the mission has not been started, or a value is out of its range (a score above 1, a report that is
    /// no JSON). Nothing is recorded then.
    pub fn record_attempt(&self, attempt: NewAttempt) -> Result<AttemptId, StoreError> {
        self.write("recording an attempt", move |transaction| {
            insert_attempt(transaction, &attempt)
        })
    }

    /// Records an attempt as [`Store::record_attempt`] does, unless the mission's newest attempt has the same snapshot: then that one is
    /// given, with `false`. Two processes that see the same save record it once.
    ///
    /// # Errors
    /// As [`Store::record_attempt`].
    pub fn record_change(&self, attempt: NewAttempt) -> Result<(AttemptId, bool), StoreError> {
        self.write("recording an attempt", move |transaction| {
            let newest = attempts::newest_with_snapshot(
                transaction,
                &attempt.mission_id,
                &attempt.snapshot,
            )?;
            match newest {
                Some(standing) => Ok((standing, false)),
                None => Ok((insert_attempt(transaction, &attempt)?, true)),
            }
        })
    }

    /// Records an attempt as [`Store::record_attempt`] does, if `place` says so, which is called in the middle of it: what it does and the record
    /// belong together, and no other process records anything in between. Nothing when it says no. On an error that comes after it, what it
    /// did has to be taken back.
    ///
    /// # Errors
    /// As [`Store::record_attempt`]. `place` may have been called by then, or not.
    pub fn record_attempt_if(
        &self,
        attempt: NewAttempt,
        place: impl FnOnce() -> bool + Send + 'static,
    ) -> Result<Option<AttemptId>, StoreError> {
        self.write("recording an attempt", move |transaction| {
            // What is likely to fail comes first.
            transaction.execute_batch("SAVEPOINT placing")?;
            let id = insert_attempt(transaction, &attempt)?;
            if place() {
                return Ok(Some(id));
            }
            transaction.execute_batch("ROLLBACK TO placing")?;
            Ok(None)
        })
    }

    /// The newest attempt of a mission, without its snapshot.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn newest_attempt(&self, mission_id: &str) -> Result<Option<AttemptSummary>, StoreError> {
        let id = mission_id.to_owned();
        self.read("reading the newest attempt", move |connection| {
            attempts::newest(connection, &id)
        })
    }

    /// An attempt with its snapshot and report.
    ///
    /// # Errors
    /// When the database cannot be read, or one of the two is damaged in it.
    pub fn attempt(&self, id: AttemptId) -> Result<Option<Attempt>, StoreError> {
        self.read("reading an attempt", move |connection| {
            attempts::get(connection, id)
        })
    }

    /// A mission's attempts, oldest first, without snapshots.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn attempts(&self, mission_id: &str) -> Result<Vec<AttemptSummary>, StoreError> {
        let id = mission_id.to_owned();
        self.read("reading the attempts of a mission", move |connection| {
            attempts::of_mission(connection, &id)
        })
    }

    /// A mission's attempts with the JSON of their reports, oldest first, without snapshots.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn attempts_with_reports(
        &self,
        mission_id: &str,
    ) -> Result<Vec<(AttemptSummary, String)>, StoreError> {
        let id = mission_id.to_owned();
        self.read("reading the reports of a mission", move |connection| {
            attempts::of_mission_with_reports(connection, &id)
        })
    }

    /// A mission's attempts with the letters of their verdicts, oldest first; none for attempts from before they were kept.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn attempts_with_verdicts(
        &self,
        mission_id: &str,
    ) -> Result<Vec<(AttemptSummary, Option<String>)>, StoreError> {
        let id = mission_id.to_owned();
        self.read("reading the verdicts of a mission", move |connection| {
            attempts::of_mission_with_verdicts(connection, &id)
        })
    }

    /// Keeps the verdicts of attempts that have none yet, or others.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn put_verdicts(&self, verdicts: Vec<(AttemptId, String)>) -> Result<(), StoreError> {
        self.write(
            "keeping the verdicts of earlier saves",
            move |transaction| Ok(attempts::put_verdicts(transaction, &verdicts)?),
        )
    }

    /// The JSON of an attempt's report.
    ///
    /// # Errors
    /// When the database cannot be read, or the report is damaged in it.
    pub fn report(&self, id: AttemptId) -> Result<Option<String>, StoreError> {
        self.read("reading a report", move |connection| {
            attempts::report(connection, id)
        })
    }

    /// Deletes a mission's attempts but the newest, with the snapshots and reports that nothing else has. That they were saved, and when, is
    /// still known to [`Store::activity`]. They go for good: no file has them after it, and the backups of earlier migrations go too. Says how many
    /// went.
    ///
    /// # Errors
    /// When it cannot be written; nothing is deleted then.
    pub fn delete_older_attempts(&self, mission_id: &str) -> Result<usize, StoreError> {
        let id = mission_id.to_owned();
        self.delete_for_good("deleting the history of a mission", move |transaction| {
            let deleted = attempts::delete_older(transaction, &id)?;
            snapshots::delete_unused(transaction)?;
            Ok(deleted)
        })
    }

    /// What the snapshots and reports of a mission's attempts take in the database, in bytes; what several have is counted once.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn history_bytes(&self, mission_id: &str) -> Result<u64, StoreError> {
        let id = mission_id.to_owned();
        self.read("measuring the attempts of a mission", move |connection| {
            attempts::size_bytes(connection, &id)
        })
    }

    /// The newest attempt of each started mission, by mission id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn latest_attempts(&self) -> Result<Vec<AttemptSummary>, StoreError> {
        self.read("reading the newest attempts", attempts::latest)
    }

    /// The hints of each criterion that had been revealed when an attempt was graded, by criterion id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hints_of_attempt(&self, id: AttemptId) -> Result<Vec<HintLevel>, StoreError> {
        self.read("reading the hints of an attempt", move |connection| {
            attempts::hints(connection, id)
        })
    }

    /// Saves and first full passes in buckets of 15 minutes, oldest first, from `since_ms` on. Buckets in which nothing happened are left
    /// out. The starter, restores and their undoing are no saves.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn activity(&self, since_ms: i64) -> Result<Vec<ActivityBucket>, StoreError> {
        self.read("reading the activity", move |connection| {
            attempts::activity(connection, since_ms)
        })
    }
}

fn insert_attempt(
    transaction: &Transaction<'_>,
    attempt: &NewAttempt,
) -> Result<AttemptId, WriteError> {
    let passed_all = attempt.total > 0 && attempt.passed == attempt.total;
    let id = &attempt.mission_id;
    if !started_missions::graded(transaction, id, attempt.at_ms, passed_all)? {
        return Err(WriteError::Refused(format!(
            "the mission `{id}` has not been started"
        )));
    }
    Ok(attempts::insert(transaction, attempt)?)
}
