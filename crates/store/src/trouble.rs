//! Real trouble with a real database, made on purpose, and a look whether it is whole: for tests of what stands on this crate, which cannot reach
//! SQLite by themselves. No part of the program calls it.

use std::path::Path;

use rusqlite::Connection;

use crate::{AttemptId, Store, StoreError, connection};

/// How the writer's connection refuses to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no room for another page, as on a full disk.
    Full,
    /// Nothing may be written, as on a medium that became read-only.
    ReadOnly,
    /// The first job of all cannot be done; everything else works.
    FirstJobIsNotDone,
    /// The lease of the first job of all cannot be ended in any way; everything else works.
    FirstJobIsHeld,
    /// None any more.
    Over,
}

/// The lock that a transaction of another program has, until it is dropped.
#[derive(Debug)]
pub struct HeldLock {
    _connection: Connection,
}

/// Locks a database against writing, as a database browser or a backup does.
///
/// # Errors
/// When the file cannot be opened, or somebody else has the lock.
pub fn hold_lock(file: &Path) -> Result<HeldLock, StoreError> {
    const CONTEXT: &str = "locking the database";
    let held = connection::open_read_write(file).and_then(|connection| {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        Ok(HeldLock {
            _connection: connection,
        })
    });
    held.map_err(|error| StoreError::sqlite(CONTEXT, file, &error))
}

/// What `PRAGMA integrity_check` says of a database: `ok`, or what is wrong.
///
/// # Errors
/// When the file cannot be opened or read.
pub fn integrity(file: &Path) -> Result<String, StoreError> {
    let said = connection::open_read_only(file).and_then(|connection| {
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
    });
    said.map_err(|error| StoreError::sqlite("checking the database", file, &error))
}

/// Takes the verdicts from every attempt, as if a program from before there were any had written them.
///
/// # Errors
/// When the file cannot be written.
pub fn forget_verdicts(file: &Path) -> Result<(), StoreError> {
    change(file, "UPDATE attempts SET verdicts = NULL")
}

/// Damages the texts of one attempt and of no other: what is there has another hash, and the report is none.
///
/// # Errors
/// When the file cannot be written.
pub fn damage_attempt(file: &Path, attempt: AttemptId) -> Result<(), StoreError> {
    let id = attempt.0;
    change(
        file,
        &format!(
            "INSERT OR IGNORE INTO snapshots (hash, codec, size_bytes, content) VALUES (zeroblob(32), 'plain', 1, x'00');
             UPDATE attempts SET snapshot = zeroblob(32), report = '{{}}', packed_report = NULL, verdicts = NULL WHERE id = {id}"
        ),
    )
}

/// Damages the reports of all attempts behind one, but of the first few of them.
///
/// # Errors
/// When the file cannot be written.
pub fn damage_reports(file: &Path, behind: AttemptId, but: u32) -> Result<(), StoreError> {
    let id = behind.0;
    change(
        file,
        &format!(
            "UPDATE attempts SET report = '{{}}', packed_report = NULL
             WHERE id IN (SELECT id FROM attempts WHERE id > {id} ORDER BY id LIMIT -1 OFFSET {but})"
        ),
    )
}

/// How many attempts have no verdicts beside their report.
///
/// # Errors
/// When the file cannot be read.
pub fn without_verdicts(file: &Path) -> Result<u32, StoreError> {
    let counted = connection::open_read_only(file).and_then(|connection| {
        connection.query_row(
            "SELECT count(*) FROM attempts WHERE verdicts IS NULL",
            [],
            |row| row.get(0),
        )
    });
    counted.map_err(|error| StoreError::sqlite("counting attempts", file, &error))
}

fn change(file: &Path, sql: &str) -> Result<(), StoreError> {
    connection::open_read_write(file)
        .and_then(|connection| connection.execute_batch(sql))
        .map_err(|error| StoreError::sqlite("making trouble", file, &error))
}

impl Store {
    /// Makes the writer refuse, or takes that away again.
    ///
    /// # Errors
    /// When the connection does not do that.
    pub fn make_trouble(&self, trouble: Trouble) -> Result<(), StoreError> {
        self.on_writer("making trouble", move |connection| {
            connection.pragma_update(None, "query_only", false)?;
            connection.execute_batch("DROP TRIGGER IF EXISTS temp.refuses")?;
            if let Some(condition) = refused(trouble) {
                connection.execute_batch(&format!(
                    "CREATE TEMP TRIGGER refuses BEFORE UPDATE OF state ON main.jobs
                     WHEN {condition} AND NEW.id = (SELECT min(id) FROM jobs)
                     BEGIN SELECT RAISE(ABORT, 'refused on purpose'); END"
                ))?;
            }
            let query_only = trouble == Trouble::ReadOnly;
            let most_pages: i64 = if trouble == Trouble::Full {
                connection.pragma_query_value(None, "page_count", |row| row.get(0))?
            } else {
                i64::from(u32::MAX - 1)
            };
            connection.pragma_update(None, "query_only", query_only)?;
            connection.pragma_update_and_check(None, "max_page_count", most_pages, |_| Ok(()))
        })
    }
}

/// What of jobs is refused.
fn refused(trouble: Trouble) -> Option<&'static str> {
    match trouble {
        Trouble::FirstJobIsNotDone => Some("NEW.state = 'done'"),
        Trouble::FirstJobIsHeld => Some("OLD.state = 'leased' AND NEW.state <> 'leased'"),
        Trouble::Full | Trouble::ReadOnly | Trouble::Over => None,
    }
}
