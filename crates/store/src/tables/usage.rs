//! Sums over the tables `calls` and `response_uses`.

use rusqlite::{Connection, Result, params};

use crate::{Latency, Tokens, UsageDay, UsageRow};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// By model and purpose, the dearest first.
pub(crate) fn by_model(connection: &Connection, from_ms: i64, to_ms: i64) -> Result<Vec<UsageRow>> {
    let first_day_ms = from_ms.div_euclid(DAY_MS).saturating_mul(DAY_MS);
    connection
        .prepare_cached(
            "SELECT model, purpose, sum(calls), sum(failed), sum(throttled), sum(unknown), sum(input), sum(output), sum(cache_read),
                 sum(cache_write), sum(tokens), sum(nusd), sum(uses)
             FROM (
                 SELECT model, purpose, 1 AS calls, coalesce(outcome NOT IN ('ok', 'cancelled'), 0) AS failed,
                     outcome IS 'throttled' AS throttled, charged IS 'whole' AS unknown,
                     coalesce(input_tokens, 0) AS input, coalesce(output_tokens, 0) AS output,
                     coalesce(cache_read_tokens, 0) AS cache_read, coalesce(cache_write_tokens, 0) AS cache_write,
                     coalesce(charged_tokens, 0) AS tokens, coalesce(charged_nusd, 0) AS nusd, 0 AS uses
                 FROM calls WHERE started_at_ms >= ?1 AND started_at_ms < ?2
                 UNION ALL
                 SELECT model, purpose, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, uses
                 FROM response_uses WHERE day_ms >= ?3 AND day_ms < ?2
             )
             GROUP BY model, purpose ORDER BY sum(nusd) DESC, model, purpose",
        )?
        .query_map(params![from_ms, to_ms, first_day_ms], |row| {
            let count = |column| row.get::<_, i64>(column).map(i64::unsigned_abs);
            Ok(UsageRow {
                model: row.get(0)?,
                purpose: row.get(1)?,
                calls: count(2)?,
                failed: count(3)?,
                throttled: count(4)?,
                unknown: count(5)?,
                tokens: Tokens {
                    input: row.get(6)?,
                    output: row.get(7)?,
                    cache_read: row.get(8)?,
                    cache_write: row.get(9)?,
                },
                charged_tokens: row.get(10)?,
                nusd: row.get(11)?,
                answers_from_cache: count(12)?,
            })
        })?
        .collect()
}

/// By day of their beginning, oldest first.
pub(crate) fn by_day(connection: &Connection, from_ms: i64, to_ms: i64) -> Result<Vec<UsageDay>> {
    connection
        .prepare_cached(
            "SELECT unixepoch(started_at_ms / 1000, 'unixepoch', 'start of day') * 1000 AS start_ms, count(*),
                 sum(coalesce(charged_tokens, 0)), sum(coalesce(charged_nusd, 0))
             FROM calls WHERE started_at_ms >= ?1 AND started_at_ms < ?2 GROUP BY start_ms ORDER BY start_ms",
        )?
        .query_map([from_ms, to_ms], |row| {
            Ok(UsageDay {
                start_ms: row.get(0)?,
                calls: row.get::<_, i64>(1)?.unsigned_abs(),
                tokens: row.get(2)?,
                nusd: row.get(3)?,
            })
        })?
        .collect()
}

/// Of calls that went well.
pub(crate) fn latency(connection: &Connection, from_ms: i64, to_ms: i64) -> Result<Latency> {
    let rows: Vec<(Option<i64>, Option<i64>)> = connection
        .prepare_cached(
            "SELECT first_ms, whole_ms FROM calls WHERE started_at_ms >= ?1 AND started_at_ms < ?2 AND outcome = 'ok'",
        )?
        .query_map([from_ms, to_ms], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    let calls = rows.len() as u64;
    let (first, whole): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let sorted = |times: Vec<Option<i64>>| {
        let mut times: Vec<i64> = times.into_iter().flatten().collect();
        times.sort_unstable();
        times
    };
    let (first, whole) = (sorted(first), sorted(whole));
    Ok(Latency {
        calls,
        first_p50_ms: nearest_rank(&first, 50),
        first_p95_ms: nearest_rank(&first, 95),
        whole_p50_ms: nearest_rank(&whole, 50),
        whole_p95_ms: nearest_rank(&whole, 95),
    })
}

/// The smallest value that at least `percent` of all are no greater than.
fn nearest_rank(sorted: &[i64], percent: usize) -> Option<i64> {
    let rank = sorted.len().saturating_mul(percent).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}
