//! The table `calls`: what was asked of models. Sums over it are in `usage.rs` beside this folder's users.

use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use rusqlite_migration::M;

use super::budget::Open;
use crate::{Call, CallEnd, CallId, Charged, JobId, NewCall, Purpose, Reserve, Tokens};

pub(crate) const MIGRATION_7: M<'static> =
    M::up(include_str!("0007_calls.sql")).comment("calls to models");

/// A call that has not ended.
pub(crate) struct Running {
    pub(crate) open: Open,
    pub(crate) model: String,
}

/// All columns of a [`Call`], in the order in which [`read_call`] takes them.
const CALL: &str =
    "id, job, mission_id, purpose, model, prompt_version, started_at_ms, reserved_nusd, reserved_tokens,
     ended_at_ms, outcome, message, charged, charged_nusd, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens,
     first_ms, whole_ms";

pub(crate) fn insert(connection: &Connection, call: &NewCall, reservation: i64) -> Result<CallId> {
    connection
        .prepare_cached(
            "INSERT INTO calls
                 (reservation, job, mission_id, purpose, model, prompt_version, boot, started_at_ms, deadline_ms,
                  reserved_nusd, reserved_tokens)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            reservation,
            call.job.as_ref().map(|(job, _)| job.0),
            call.mission_id,
            call.reserve.purpose,
            call.model,
            call.prompt_version,
            call.boot,
            call.at_ms,
            call.deadline_ms,
            call.reserve.nusd,
            call.reserve.tokens,
        ])?;
    Ok(CallId(connection.last_insert_rowid()))
}

/// A call that has not ended, with its reservation.
pub(crate) fn running(connection: &Connection, call: CallId) -> Result<Option<Running>> {
    connection
        .prepare_cached(
            "SELECT reservation, purpose, reserved_nusd, reserved_tokens, model FROM calls WHERE id = ?1 AND ended_at_ms IS NULL",
        )?
        .query_row([call.0], |row| {
            Ok(Running {
                open: Open {
                    id: row.get(0)?,
                    reserve: Reserve {
                        purpose: row.get(1)?,
                        nusd: row.get(2)?,
                        tokens: row.get(3)?,
                    },
                },
                model: row.get(4)?,
            })
        })
        .optional()
}

/// Whether there is such a call, ended or not.
pub(crate) fn exists(connection: &Connection, call: CallId) -> Result<bool> {
    connection
        .prepare_cached("SELECT 1 FROM calls WHERE id = ?1")?
        .exists([call.0])
}

/// Writes how a call ended; `charge` is in billionths of a USD and tokens.
pub(crate) fn end(
    connection: &Connection,
    call: CallId,
    end: &CallEnd,
    charge: (i64, i64),
) -> Result<()> {
    let (charged, tokens) = match end.charged {
        Charged::Nothing => ("nothing", None),
        Charged::Known { tokens, .. } => ("known", Some(tokens)),
        Charged::Whole => ("whole", None),
    };
    connection
        .prepare_cached(
            "UPDATE calls
             SET ended_at_ms = ?2, outcome = ?3, message = ?4, charged = ?5, charged_nusd = ?6, charged_tokens = ?7,
                 input_tokens = ?8, output_tokens = ?9, cache_read_tokens = ?10, cache_write_tokens = ?11,
                 first_ms = ?12, whole_ms = ?13
             WHERE id = ?1",
        )?
        .execute(params![
            call.0,
            end.at_ms,
            end.outcome,
            end.message,
            charged,
            charge.0,
            charge.1,
            tokens.map(|tokens| tokens.input),
            tokens.map(|tokens| tokens.output),
            tokens.map(|tokens| tokens.cache_read),
            tokens.map(|tokens| tokens.cache_write),
            end.first_ms,
            end.whole_ms,
        ])?;
    Ok(())
}

/// Running calls of jobs that another start of the program made.
pub(crate) fn orphans(connection: &Connection, boot: &str) -> Result<Vec<CallId>> {
    connection
        .prepare_cached(
            "SELECT id FROM calls WHERE ended_at_ms IS NULL AND job IS NOT NULL AND boot <> ?1 ORDER BY id",
        )?
        .query_map([boot], |row| row.get(0).map(CallId))?
        .collect()
}

/// Running calls of no job whose deadline has passed. One that began later than its whole time from now was made before the clock was set
/// back; nobody waits for it either.
pub(crate) fn overdue(connection: &Connection, now_ms: i64) -> Result<Vec<CallId>> {
    connection
        .prepare_cached(
            "SELECT id FROM calls
             WHERE ended_at_ms IS NULL AND job IS NULL
               AND (deadline_ms <= ?1 OR started_at_ms - ?1 > deadline_ms - started_at_ms)
             ORDER BY id",
        )?
        .query_map([now_ms], |row| row.get(0).map(CallId))?
        .collect()
}

/// The newest calls, before `before` when given.
pub(crate) fn page(
    connection: &Connection,
    before: Option<CallId>,
    limit: u32,
) -> Result<Vec<Call>> {
    connection
        .prepare_cached(&format!(
            "SELECT {CALL} FROM calls WHERE id < ?1 ORDER BY id DESC LIMIT ?2"
        ))?
        .query_map(
            params![before.map_or(i64::MAX, |call| call.0), limit],
            read_call,
        )?
        .collect()
}

fn read_call(row: &Row<'_>) -> Result<Call> {
    let ended_at_ms: Option<i64> = row.get(9)?;
    Ok(Call {
        id: CallId(row.get(0)?),
        job: row.get::<_, Option<i64>>(1)?.map(JobId),
        mission_id: row.get(2)?,
        purpose: row.get::<_, Purpose>(3)?,
        model: row.get(4)?,
        prompt_version: row.get(5)?,
        started_at_ms: row.get(6)?,
        reserved_nusd: row.get(7)?,
        reserved_tokens: row.get(8)?,
        end: match ended_at_ms {
            None => None,
            Some(at_ms) => Some(CallEnd {
                at_ms,
                outcome: row.get(10)?,
                message: row.get(11)?,
                charged: read_charged(row)?,
                first_ms: row.get(18)?,
                whole_ms: row.get(19)?,
            }),
        },
    })
}

fn read_charged(row: &Row<'_>) -> Result<Charged> {
    // The column's CHECK knows these three.
    Ok(match row.get_ref(12)?.as_str()? {
        "nothing" => Charged::Nothing,
        "known" => Charged::Known {
            nusd: row.get(13)?,
            tokens: Tokens {
                input: row.get(14)?,
                output: row.get(15)?,
                cache_read: row.get(16)?,
                cache_write: row.get(17)?,
            },
        },
        _ => Charged::Whole,
    })
}
