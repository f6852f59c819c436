//! Statements on jobs that wait, and on what changed about jobs, in the tables of `jobs`.

use rusqlite::{Connection, Result, params};

use crate::{JobChange, JobId};

/// The code of a job that waits for a budget.
const BUDGET: &str = "budget";

/// How many jobs are hurried when something that was reserved is given back: a call that ends leaves room for one or two, and the others would ask
/// in vain.
pub(crate) const HURRIED: u32 = 2;

/// Makes the jobs due that have waited longest for a budget, so many at most: there may be room now. Gives how many waited.
pub(crate) fn hurry_for_budget(connection: &Connection, now_ms: i64, most: u32) -> Result<usize> {
    connection
        .prepare_cached(
            "UPDATE jobs SET visible_at_ms = ?1, wait_ms = 0, changed_at_ms = ?1
             WHERE id IN (
                 SELECT id FROM jobs
                 WHERE state IN ('ready', 'leased') AND visible_at_ms > ?1 AND state = 'ready' AND last_code = ?2
                 ORDER BY changed_at_ms, id LIMIT ?3
             )",
        )?
        .execute(params![now_ms, BUDGET, most])
}

/// How many jobs wait for a budget and are not due.
pub(crate) fn waiting_for_budget(connection: &Connection, now_ms: i64) -> Result<u64> {
    connection
        .prepare_cached(
            "SELECT count(*) FROM jobs
             WHERE state IN ('ready', 'leased') AND visible_at_ms > ?1 AND state = 'ready' AND last_code = ?2",
        )?
        .query_row(params![now_ms, BUDGET], |row| row.get::<_, i64>(0))
        .map(i64::unsigned_abs)
}

/// The number of the newest line of all jobs' history.
pub(crate) fn newest_event(connection: &Connection) -> Result<i64> {
    connection
        .prepare_cached("SELECT coalesce(max(id), 0) FROM job_events")?
        .query_row([], |row| row.get(0))
}

/// The jobs with a line of history after this one up to that one, each once.
pub(crate) fn changed(connection: &Connection, after: i64, until: i64) -> Result<Vec<JobChange>> {
    connection
        .prepare_cached(
            "SELECT e.job, j.mission_id, max(e.event = 'dead') AND j.state = 'dead'
             FROM job_events AS e JOIN jobs AS j ON j.id = e.job
             WHERE e.id > ?1 AND e.id <= ?2 GROUP BY e.job ORDER BY max(e.id)",
        )?
        .query_map([after, until], |row| {
            Ok(JobChange {
                job: JobId(row.get(0)?),
                mission_id: row.get(1)?,
                died: row.get(2)?,
            })
        })?
        .collect()
}
