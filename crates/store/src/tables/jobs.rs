//! The tables `jobs`, `job_events` and `queue_pause`.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use rusqlite_migration::M;

use crate::{Cause, Job, JobCounts, JobEvent, JobId, JobState, Lease, LeaseTerms, Pause, Receipt};

pub(crate) const MIGRATION_6: M<'static> =
    M::up(include_str!("0006_jobs.sql")).comment("the queue");

/// A day. No job waits longer and no lease is longer at a time, whatever is asked for: what is due later than that was not meant.
pub(crate) const LONGEST_WAIT_MS: i64 = 24 * 60 * 60 * 1000;

/// All columns of a [`Job`], in the order in which [`read_job`] takes them.
const JOB: &str =
    "j.id, j.mission_id, m.title, m.model, j.state, j.receive_count, j.snoozes, j.visible_at_ms, j.created_at_ms,
     j.changed_at_ms, j.last_error, j.last_code, j.discarded";

/// A job that may be leased, or whose lease ran out.
pub(crate) struct Due {
    pub(crate) id: JobId,
    pub(crate) mission_id: String,
    pub(crate) state: JobState,
    pub(crate) receive_count: u32,
}

/// The job of a lease in force.
pub(crate) struct Held {
    pub(crate) id: JobId,
    pub(crate) mission_id: String,
    pub(crate) receive_count: u32,
}

/// A lease that another start of the program left.
pub(crate) struct Orphan {
    pub(crate) id: JobId,
    pub(crate) mission_id: String,
    pub(crate) orphanings_in_a_row: u32,
}

pub(crate) fn insert(connection: &Connection, mission_id: &str, now_ms: i64) -> Result<JobId> {
    connection
        .prepare_cached(
            "INSERT INTO jobs (mission_id, state, visible_at_ms, created_at_ms, changed_at_ms) VALUES (?1, 'ready', ?2, ?2, ?2)",
        )?
        .execute(params![mission_id, now_ms])?;
    Ok(JobId(connection.last_insert_rowid()))
}

/// Adds to a job's history.
pub(crate) fn tell(
    connection: &Connection,
    job: JobId,
    now_ms: i64,
    event: &str,
    detail: &str,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO job_events (job, at_ms, event, detail) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![job.0, now_ms, event, detail])?;
    Ok(())
}

/// Brings due times back that are farther away than the wait or the lease they belong to: the clock was set back meanwhile, and the jobs
/// would not be seen until it has caught up.
pub(crate) fn survive_clock_set_back(connection: &Connection, now_ms: i64) -> Result<usize> {
    connection
        .prepare_cached(
            "UPDATE jobs SET visible_at_ms = ?1 + wait_ms
             WHERE state IN ('ready', 'leased') AND visible_at_ms - wait_ms > ?1",
        )?
        .execute([now_ms])
}

/// The job that has been due longest.
pub(crate) fn due(connection: &Connection, now_ms: i64) -> Result<Option<Due>> {
    connection
        .prepare_cached(
            "SELECT id, mission_id, state, receive_count FROM jobs
             WHERE state IN ('ready', 'leased') AND visible_at_ms <= ?1
             ORDER BY visible_at_ms, id LIMIT 1",
        )?
        .query_row([now_ms], |row| {
            Ok(Due {
                id: JobId(row.get(0)?),
                mission_id: row.get(1)?,
                state: row.get(2)?,
                receive_count: row.get(3)?,
            })
        })
        .optional()
}

/// When the next job will be due, a lease's end included.
pub(crate) fn next_due_ms(connection: &Connection) -> Result<Option<i64>> {
    connection
        .prepare_cached(
            "SELECT visible_at_ms FROM jobs WHERE state IN ('ready', 'leased') ORDER BY visible_at_ms, id LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()
}

/// Makes a new lease, with a receipt that no other lease ever had.
pub(crate) fn lease(
    connection: &Connection,
    job: JobId,
    terms: &LeaseTerms,
    now_ms: i64,
) -> Result<Lease> {
    let wait_ms = terms.visibility_ms.clamp(0, LONGEST_WAIT_MS);
    connection
        .prepare_cached(
            "UPDATE jobs
             SET state = 'leased', receive_count = receive_count + 1, visible_at_ms = ?2, wait_ms = ?3, boot = ?4,
                 receipt = ?4 || '-' || id || '-' || lower(hex(randomblob(16))), changed_at_ms = ?5
             WHERE id = ?1",
        )?
        .execute(params![
            job.0,
            now_ms.saturating_add(wait_ms),
            wait_ms,
            terms.boot,
            now_ms
        ])?;
    connection
        .prepare_cached(
            "SELECT j.receipt, j.mission_id, m.request, m.model, j.receive_count, j.snoozes_in_a_row
             FROM jobs AS j JOIN generated_missions AS m ON m.mission_id = j.mission_id WHERE j.id = ?1",
        )?
        .query_row([job.0], |row| {
            Ok(Lease {
                job,
                receipt: Receipt(row.get(0)?),
                mission_id: row.get(1)?,
                request: row.get(2)?,
                model: row.get(3)?,
                receive_count: row.get(4)?,
                snoozes: row.get(5)?,
            })
        })
}

/// The job of a receipt, when its lease is in force.
pub(crate) fn held(connection: &Connection, receipt: &Receipt) -> Result<Option<Held>> {
    connection
        .prepare_cached("SELECT id, mission_id, receive_count FROM jobs WHERE receipt = ?1")?
        .query_row([&receipt.0], |row| {
            Ok(Held {
                id: JobId(row.get(0)?),
                mission_id: row.get(1)?,
                receive_count: row.get(2)?,
            })
        })
        .optional()
}

/// Moves the end of a lease; false when the receipt is of none.
pub(crate) fn extend(connection: &Connection, receipt: &Receipt, until_ms: i64) -> Result<bool> {
    let changed = connection
        .prepare_cached("UPDATE jobs SET visible_at_ms = ?2 WHERE receipt = ?1")?
        .execute(params![receipt.0, until_ms])?;
    Ok(changed == 1)
}

/// Ends a lease and waits; the receive counts (`burn`), or is given back and the wait is a snooze.
pub(crate) fn put_back(
    connection: &Connection,
    job: JobId,
    now_ms: i64,
    until_ms: i64,
    cause: &Cause,
    burn: bool,
) -> Result<()> {
    let wait_ms = until_ms.saturating_sub(now_ms).clamp(0, LONGEST_WAIT_MS);
    connection
        .prepare_cached(
            "UPDATE jobs
             SET state = 'ready', receipt = NULL, boot = NULL, visible_at_ms = ?2, wait_ms = ?3, changed_at_ms = ?4,
                 last_code = ?5, last_error = ?6, orphanings_in_a_row = 0,
                 receive_count = receive_count - iif(?7, 0, 1),
                 snoozes = snoozes + iif(?7, 0, 1),
                 snoozes_in_a_row = iif(?7, 0, snoozes_in_a_row + 1)
             WHERE id = ?1",
        )?
        .execute(params![
            job.0,
            now_ms.saturating_add(wait_ms),
            wait_ms,
            now_ms,
            cause.code,
            cause.message,
            burn
        ])?;
    Ok(())
}

/// Makes every waiting job due; gives how many waited.
pub(crate) fn hurry(connection: &Connection, now_ms: i64) -> Result<usize> {
    connection
        .prepare_cached(
            "UPDATE jobs SET visible_at_ms = ?1, wait_ms = 0, changed_at_ms = ?1 WHERE state = 'ready' AND visible_at_ms > ?1",
        )?
        .execute([now_ms])
}

/// Ends a job, with what went wrong if anything did.
pub(crate) fn end(
    connection: &Connection,
    job: JobId,
    state: JobState,
    cause: Option<&Cause>,
    now_ms: i64,
) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE jobs
             SET state = ?2, receipt = NULL, boot = NULL, changed_at_ms = ?3,
                 last_code = coalesce(?4, last_code), last_error = coalesce(?5, last_error)
             WHERE id = ?1",
        )?
        .execute(params![
            job.0,
            state,
            now_ms,
            cause.map(|cause| &cause.code),
            cause.map(|cause| &cause.message)
        ])?;
    Ok(())
}

/// Takes a ready or leased job back; gives its mission, or nothing when it is neither.
pub(crate) fn cancel(connection: &Connection, job: JobId, now_ms: i64) -> Result<Option<String>> {
    connection
        .prepare_cached(
            "UPDATE jobs SET state = 'cancelled', receipt = NULL, boot = NULL, changed_at_ms = ?2
             WHERE id = ?1 AND state IN ('ready', 'leased') RETURNING mission_id",
        )?
        .query_row(params![job.0, now_ms], |row| row.get(0))
        .optional()
}

/// Makes a dead or cancelled job like a new one; gives its mission, or nothing when it is neither.
pub(crate) fn redrive(connection: &Connection, job: JobId, now_ms: i64) -> Result<Option<String>> {
    connection
        .prepare_cached(
            "UPDATE jobs
             SET state = 'ready', visible_at_ms = ?2, wait_ms = 0, changed_at_ms = ?2, receive_count = 0, snoozes_in_a_row = 0,
                 orphanings_in_a_row = 0
             WHERE id = ?1 AND state IN ('dead', 'cancelled') AND discarded = 0 RETURNING mission_id",
        )?
        .query_row(params![job.0, now_ms], |row| row.get(0))
        .optional()
}

/// Takes a dead or cancelled job out of what is shown; gives its mission, or nothing when it is neither.
pub(crate) fn discard(connection: &Connection, job: JobId, now_ms: i64) -> Result<Option<String>> {
    connection
        .prepare_cached(
            "UPDATE jobs SET discarded = 1, changed_at_ms = ?2
             WHERE id = ?1 AND state IN ('dead', 'cancelled') AND discarded = 0 RETURNING mission_id",
        )?
        .query_row(params![job.0, now_ms], |row| row.get(0))
        .optional()
}

/// Leases of other starts of the program.
pub(crate) fn orphans(connection: &Connection, boot: &str) -> Result<Vec<Orphan>> {
    connection
        .prepare_cached(
            "SELECT id, mission_id, orphanings_in_a_row FROM jobs
             WHERE state IN ('ready', 'leased') AND boot <> ?1 ORDER BY id",
        )?
        .query_map([boot], |row| {
            Ok(Orphan {
                id: JobId(row.get(0)?),
                mission_id: row.get(1)?,
                orphanings_in_a_row: row.get(2)?,
            })
        })?
        .collect()
}

/// Makes an orphan ready at once, its receive given back.
pub(crate) fn adopt(connection: &Connection, job: JobId, now_ms: i64) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE jobs
             SET state = 'ready', receipt = NULL, boot = NULL, visible_at_ms = ?2, wait_ms = 0, changed_at_ms = ?2,
                 receive_count = receive_count - 1, orphanings_in_a_row = orphanings_in_a_row + 1
             WHERE id = ?1",
        )?
        .execute(params![job.0, now_ms])?;
    Ok(())
}

/// Jobs, the newest first; without `all` only those that stand somewhere.
pub(crate) fn list(connection: &Connection, all: bool, limit: u32) -> Result<Vec<Job>> {
    let which = if all {
        ""
    } else {
        "WHERE j.state <> 'done' AND j.discarded = 0"
    };
    connection
        .prepare_cached(&format!(
            "SELECT {JOB} FROM jobs AS j JOIN generated_missions AS m ON m.mission_id = j.mission_id {which}
             ORDER BY j.id DESC LIMIT ?1"
        ))?
        .query_map([limit], read_job)?
        .collect()
}

/// The newest jobs that stand somewhere, those that are worked on, and the newest dead ones; `most` of each, the newest first.
pub(crate) fn standing(connection: &Connection, most: u32) -> Result<Vec<Job>> {
    connection
        .prepare_cached(&format!(
            "SELECT {JOB} FROM jobs AS j JOIN generated_missions AS m ON m.mission_id = j.mission_id
             WHERE j.id IN (SELECT id FROM jobs WHERE state <> 'done' AND discarded = 0 ORDER BY id DESC LIMIT ?1)
                OR j.id IN (SELECT id FROM jobs WHERE state = 'leased' AND discarded = 0 ORDER BY id DESC LIMIT ?1)
                OR j.id IN (SELECT id FROM jobs WHERE state = 'dead' AND discarded = 0 ORDER BY id DESC LIMIT ?1)
             ORDER BY j.id DESC"
        ))?
        .query_map([most], read_job)?
        .collect()
}

pub(crate) fn get(connection: &Connection, job: JobId) -> Result<Option<Job>> {
    connection
        .prepare_cached(&format!(
            "SELECT {JOB} FROM jobs AS j JOIN generated_missions AS m ON m.mission_id = j.mission_id WHERE j.id = ?1"
        ))?
        .query_row([job.0], read_job)
        .optional()
}

/// The newest job of a mission.
pub(crate) fn of_mission(connection: &Connection, mission_id: &str) -> Result<Option<Job>> {
    connection
        .prepare_cached(&format!(
            "SELECT {JOB} FROM jobs AS j JOIN generated_missions AS m ON m.mission_id = j.mission_id
             WHERE j.mission_id = ?1 ORDER BY j.id DESC LIMIT 1"
        ))?
        .query_row([mission_id], read_job)
        .optional()
}

pub(crate) fn counts(connection: &Connection) -> Result<JobCounts> {
    let count = |state: JobState| -> Result<u64> {
        connection
            .prepare_cached("SELECT count(*) FROM jobs WHERE state = ?1 AND discarded = 0")?
            .query_row([state], |row| row.get::<_, i64>(0))
            .map(i64::unsigned_abs)
    };
    Ok(JobCounts {
        ready: count(JobState::Ready)?,
        leased: count(JobState::Leased)?,
        dead: count(JobState::Dead)?,
    })
}

/// A job's history, oldest first.
pub(crate) fn history(connection: &Connection, job: JobId) -> Result<Vec<JobEvent>> {
    connection
        .prepare_cached("SELECT at_ms, event, detail FROM job_events WHERE job = ?1 ORDER BY id")?
        .query_map([job.0], |row| {
            Ok(JobEvent {
                job,
                at_ms: row.get(0)?,
                event: row.get(1)?,
                detail: row.get(2)?,
            })
        })?
        .collect()
}

pub(crate) fn put_pause(connection: &Connection, pause: &Pause) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO queue_pause (only_one, code, message, since_ms, until_ms) VALUES (1, ?1, ?2, ?3, ?4)
             ON CONFLICT (only_one) DO UPDATE SET
                 code = excluded.code, message = excluded.message, since_ms = excluded.since_ms, until_ms = excluded.until_ms",
        )?
        .execute(params![
            pause.code,
            pause.message,
            pause.since_ms,
            pause.until_ms
        ])?;
    Ok(())
}

pub(crate) fn end_pause(connection: &Connection) -> Result<bool> {
    let ended = connection
        .prepare_cached("DELETE FROM queue_pause")?
        .execute([])?;
    Ok(ended == 1)
}

pub(crate) fn pause(connection: &Connection) -> Result<Option<Pause>> {
    connection
        .prepare_cached("SELECT code, message, since_ms, until_ms FROM queue_pause")?
        .query_row([], |row| {
            Ok(Pause {
                code: row.get(0)?,
                message: row.get(1)?,
                since_ms: row.get(2)?,
                until_ms: row.get(3)?,
            })
        })
        .optional()
}

fn read_job(row: &Row<'_>) -> Result<Job> {
    Ok(Job {
        id: JobId(row.get(0)?),
        mission_id: row.get(1)?,
        title: row.get(2)?,
        model: row.get(3)?,
        state: row.get(4)?,
        receive_count: row.get(5)?,
        snoozes: row.get(6)?,
        visible_at_ms: row.get(7)?,
        created_at_ms: row.get(8)?,
        changed_at_ms: row.get(9)?,
        last_error: row.get(10)?,
        last_code: row.get(11)?,
        discarded: row.get(12)?,
    })
}
