//! The tables `reservations`, `ledger` and `counters`, which change together: the counters by triggers on the ledger.

use rusqlite::{Connection, OptionalExtension, Result, Row, named_params, params};
use rusqlite_migration::M;

use super::waiting_jobs;
use crate::{JobId, Limit, Purpose, Reserve, Window};

pub(crate) const MIGRATION_8: M<'static> =
    M::up(include_str!("0008_budget.sql")).comment("reservations, the ledger and its counters");

const TEN_MINUTES_MS: i64 = 10 * 60 * 1000;

/// How far ahead of now an entry may lie and still count in the rolling window: entries of the future were written before the clock was set
/// back. Within a day they count, which is the careful side; beyond, a clock that was wrong by years would block for years.
const FUTURE_MS: i64 = 24 * 60 * 60 * 1000;

/// Limits with what is used and reserved in them, a row each, by its place in the list (`:limits`, see [`limits_json`]) at `:now`.
/// `:instead` is the number of a reservation that does not count because it is about to be replaced. A window that is not known gives
/// NULL, which fits nothing.
const STANDING: &str = "
WITH limits AS (
    SELECT key AS place, value ->> 'window' AS span, value ->> 'nusd' AS limit_nusd, value ->> 'tokens' AS limit_tokens,
           value -> 'purposes' AS purposes,
           CASE value ->> 'window'
               WHEN 'ten-minutes' THEN :now - :ten_minutes
               WHEN 'day' THEN unixepoch(:now / 1000, 'unixepoch', 'start of day') * 1000
               WHEN 'month' THEN unixepoch(:now / 1000, 'unixepoch', 'start of month') * 1000
           END AS since_ms
    FROM json_each(:limits)
), standing AS (
    SELECT place, limit_nusd, limit_tokens, purposes, since_ms,
        CASE WHEN span = 'ten-minutes' THEN
            (SELECT coalesce(sum(charged_nusd), 0) FROM ledger WHERE entry = 'settle' AND at_ms > since_ms AND at_ms <= :now + :future
                AND purpose IN (SELECT value FROM json_each(purposes)))
        WHEN span IN ('day', 'month') THEN
            (SELECT coalesce(sum(nusd), 0) FROM counters WHERE period = span AND start_ms = since_ms
                AND purpose IN (SELECT value FROM json_each(purposes)))
        END AS used_nusd,
        CASE WHEN span = 'ten-minutes' THEN
            (SELECT coalesce(sum(charged_tokens), 0) FROM ledger WHERE entry = 'settle' AND at_ms > since_ms AND at_ms <= :now + :future
                AND purpose IN (SELECT value FROM json_each(purposes)))
        WHEN span IN ('day', 'month') THEN
            (SELECT coalesce(sum(tokens), 0) FROM counters WHERE period = span AND start_ms = since_ms
                AND purpose IN (SELECT value FROM json_each(purposes)))
        END AS used_tokens,
        (SELECT coalesce(sum(nusd), 0) FROM counters WHERE period = 'open' AND start_ms = 0
            AND purpose IN (SELECT value FROM json_each(purposes)))
        - (SELECT coalesce(sum(nusd), 0) FROM reservations WHERE id = :instead
            AND purpose IN (SELECT value FROM json_each(purposes))) AS open_nusd,
        (SELECT coalesce(sum(tokens), 0) FROM counters WHERE period = 'open' AND start_ms = 0
            AND purpose IN (SELECT value FROM json_each(purposes)))
        - (SELECT coalesce(sum(tokens), 0) FROM reservations WHERE id = :instead
            AND purpose IN (SELECT value FROM json_each(purposes))) AS open_tokens
    FROM limits
)";

/// Whether `:nusd` and `:tokens` fit into a row of `standing`. What cannot be worked out (NULL) is no fit for whoever asks with
/// `coalesce(.., 0)`.
const FITS: &str = "(
    (limit_nusd IS NULL OR used_nusd + open_nusd + :nusd <= limit_nusd)
    AND (limit_tokens IS NULL OR used_tokens + open_tokens + :tokens <= limit_tokens)
    AND used_nusd IS NOT NULL AND used_tokens IS NOT NULL AND open_nusd IS NOT NULL AND open_tokens IS NOT NULL
)";

/// An open reservation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Open {
    pub(crate) id: i64,
    pub(crate) reserve: Reserve,
}

/// What a limit's row says.
pub(crate) struct Standing {
    /// In the list of limits.
    pub(crate) place: usize,
    pub(crate) used_nusd: i64,
    pub(crate) used_tokens: i64,
    pub(crate) reserved_nusd: i64,
    pub(crate) reserved_tokens: i64,
    pub(crate) since_ms: i64,
}

/// Reserves when every limit that is about the purpose leaves room, in one statement; gives the reservation's number, or nothing when one
/// does not. `instead` is replaced and does not count (the caller releases it); with `certain` it is replaced by no more than itself, and
/// limits are not asked again.
pub(crate) fn reserve(
    connection: &Connection,
    asked: Reserve,
    limits: &[Limit],
    instead: Option<i64>,
    certain: bool,
    now_ms: i64,
) -> Result<Option<i64>> {
    let reserved = connection
        .prepare_cached(&format!(
            "{STANDING}
             INSERT INTO reservations (purpose, nusd, tokens)
             SELECT :purpose, :nusd, :tokens
             WHERE :certain OR NOT EXISTS (
                 SELECT 1 FROM standing
                 WHERE :purpose IN (SELECT value FROM json_each(purposes)) AND NOT coalesce({FITS}, 0)
             )"
        ))?
        .execute(named_params! {
            ":purpose": asked.purpose,
            ":nusd": asked.nusd,
            ":tokens": asked.tokens,
            ":limits": limits_json(limits),
            ":instead": instead,
            ":certain": certain,
            ":now": now_ms,
            ":ten_minutes": TEN_MINUTES_MS,
            ":future": FUTURE_MS,
        })?;
    if reserved == 0 {
        return Ok(None);
    }
    let id = connection.last_insert_rowid();
    append(connection, now_ms, "reserve", id, asked, (0, 0))?;
    Ok(Some(id))
}

/// Says that a reservation is a waiting job's.
pub(crate) fn assign(connection: &Connection, reservation: i64, job: JobId) -> Result<()> {
    connection
        .prepare_cached("UPDATE reservations SET job = ?2 WHERE id = ?1")?
        .execute([reservation, job.0])?;
    Ok(())
}

/// Ends a reservation without a charge.
pub(crate) fn release(connection: &Connection, open: Open, now_ms: i64) -> Result<()> {
    append(
        connection,
        now_ms,
        "release",
        open.id,
        given_back(open),
        (0, 0),
    )?;
    remove(connection, open.id)
}

/// Ends a reservation with a charge: billionths of a USD and tokens.
pub(crate) fn settle(
    connection: &Connection,
    open: Open,
    charge: (i64, i64),
    now_ms: i64,
) -> Result<()> {
    append(
        connection,
        now_ms,
        "settle",
        open.id,
        given_back(open),
        charge,
    )?;
    remove(connection, open.id)
}

/// The open reservation of a waiting job.
pub(crate) fn of_job(connection: &Connection, job: JobId) -> Result<Option<Open>> {
    connection
        .prepare_cached("SELECT id, purpose, nusd, tokens FROM reservations WHERE job = ?1")?
        .query_row([job.0], read_open)
        .optional()
}

/// Releases what a job has reserved, if anything.
pub(crate) fn release_job(connection: &Connection, job: JobId, now_ms: i64) -> Result<()> {
    match of_job(connection, job)? {
        Some(open) => {
            release(connection, open, now_ms)?;
            waiting_jobs::hurry_for_budget(connection, now_ms, waiting_jobs::HURRIED)?;
            Ok(())
        }
        None => Ok(()),
    }
}

/// How limits stand, in their order.
pub(crate) fn standing(
    connection: &Connection,
    limits: &[Limit],
    now_ms: i64,
) -> Result<Vec<Standing>> {
    connection
        .prepare_cached(&format!(
            "{STANDING}
             SELECT place, used_nusd, used_tokens, open_nusd, open_tokens, since_ms FROM standing ORDER BY place"
        ))?
        .query_map(
            named_params! {
                ":limits": limits_json(limits),
                ":instead": None::<i64>,
                ":now": now_ms,
                ":ten_minutes": TEN_MINUTES_MS,
                ":future": FUTURE_MS,
            },
            read_standing,
        )?
        .collect()
}

/// The first limit that leaves no room.
pub(crate) fn first_exceeded(
    connection: &Connection,
    asked: Reserve,
    limits: &[Limit],
    instead: Option<i64>,
    now_ms: i64,
) -> Result<Option<Standing>> {
    connection
        .prepare_cached(&format!(
            "{STANDING}
             SELECT place, used_nusd, used_tokens, open_nusd, open_tokens, since_ms FROM standing
             WHERE :purpose IN (SELECT value FROM json_each(purposes)) AND NOT coalesce({FITS}, 0)
             ORDER BY place LIMIT 1"
        ))?
        .query_row(
            named_params! {
                ":purpose": asked.purpose,
                ":nusd": asked.nusd,
                ":tokens": asked.tokens,
                ":limits": limits_json(limits),
                ":instead": instead,
                ":now": now_ms,
                ":ten_minutes": TEN_MINUTES_MS,
                ":future": FUTURE_MS,
            },
            read_standing,
        )
        .optional()
}

/// What was settled in the rolling window at `now_ms` for these purposes, oldest first: when it leaves the window, and how much it was.
pub(crate) fn leaving(
    connection: &Connection,
    limit: &Limit,
    now_ms: i64,
) -> Result<Vec<(i64, i64, i64)>> {
    connection
        .prepare_cached(
            "SELECT at_ms + ?4, charged_nusd, charged_tokens FROM ledger
             WHERE entry = 'settle' AND at_ms > ?1 - ?4 AND at_ms <= ?1 + ?3
               AND purpose IN (SELECT value FROM json_each(?2))
             ORDER BY at_ms",
        )?
        .query_map(
            params![
                now_ms,
                words(&limit.purposes).to_string(),
                FUTURE_MS,
                TEN_MINUTES_MS
            ],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?
        .collect()
}

/// When the window that `now_ms` lies in has passed as a whole.
pub(crate) fn window_end_ms(connection: &Connection, window: Window, now_ms: i64) -> Result<i64> {
    let next = match window {
        Window::TenMinutes => return Ok(now_ms.saturating_add(TEN_MINUTES_MS)),
        Window::Day => "unixepoch(?1 / 1000, 'unixepoch', 'start of day', '+1 day')",
        Window::Month => "unixepoch(?1 / 1000, 'unixepoch', 'start of month', '+1 month')",
    };
    connection
        .prepare_cached(&format!("SELECT {next} * 1000"))?
        .query_row([now_ms], |row| row.get(0))
}

/// The purposes and windows that limits are about, always spelled out: the statement knows no "everything".
fn limits_json(limits: &[Limit]) -> String {
    let limits: Vec<serde_json::Value> = limits
        .iter()
        .map(|limit| {
            serde_json::json!({
                "window": match limit.window {
                    Window::TenMinutes => "ten-minutes",
                    Window::Day => "day",
                    Window::Month => "month",
                },
                "nusd": limit.nusd,
                "tokens": limit.tokens,
                "purposes": words(&limit.purposes),
            })
        })
        .collect();
    serde_json::Value::from(limits).to_string()
}

fn words(purposes: &[Purpose]) -> serde_json::Value {
    let purposes = if purposes.is_empty() {
        &Purpose::ALL
    } else {
        purposes
    };
    purposes.iter().map(|purpose| purpose.word()).collect()
}

fn append(
    connection: &Connection,
    now_ms: i64,
    entry: &str,
    reservation: i64,
    reserved: Reserve,
    charge: (i64, i64),
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO ledger
                 (at_ms, entry, reservation, purpose, reserved_nusd, reserved_tokens, charged_nusd, charged_tokens)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            now_ms,
            entry,
            reservation,
            reserved.purpose,
            reserved.nusd,
            reserved.tokens,
            charge.0,
            charge.1
        ])?;
    Ok(())
}

fn given_back(open: Open) -> Reserve {
    Reserve {
        purpose: open.reserve.purpose,
        nusd: open.reserve.nusd.saturating_neg(),
        tokens: open.reserve.tokens.saturating_neg(),
    }
}

fn remove(connection: &Connection, reservation: i64) -> Result<()> {
    let removed = connection
        .prepare_cached("DELETE FROM reservations WHERE id = ?1")?
        .execute([reservation])?;
    if removed == 1 {
        Ok(())
    } else {
        Err(rusqlite::Error::StatementChangedRows(removed))
    }
}

fn read_open(row: &Row<'_>) -> Result<Open> {
    Ok(Open {
        id: row.get(0)?,
        reserve: Reserve {
            purpose: row.get(1)?,
            nusd: row.get(2)?,
            tokens: row.get(3)?,
        },
    })
}

fn read_standing(row: &Row<'_>) -> Result<Standing> {
    Ok(Standing {
        place: usize::try_from(row.get::<_, u32>(0)?).unwrap_or(usize::MAX),
        used_nusd: row.get(1)?,
        used_tokens: row.get(2)?,
        reserved_nusd: row.get(3)?,
        reserved_tokens: row.get(4)?,
        since_ms: row.get(5)?,
    })
}
