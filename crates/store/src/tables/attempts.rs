//! The tables `attempts` and `snapshots`, which change together.

use std::fmt::Write as _;

use rusqlite::{
    Connection, OptionalExtension, Result, Row, ToSql, params,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, Type, ValueRef},
};
use rusqlite_migration::M;
use sha2::{Digest, Sha256};

use crate::{ActivityBucket, Attempt, AttemptId, AttemptSummary, HintLevel, NewAttempt, Origin};

pub(crate) const MIGRATION_2: M<'static> =
    M::up(include_str!("0002_attempts.sql")).comment("graded saves and their snapshots");

pub(crate) const MIGRATION_11: M<'static> =
    M::up(include_str!("0011_attempt_hints.sql")).comment("the hints behind each save");

/// The only codec so far: the bytes themselves.
const PLAIN: &str = "plain";

/// The length of an [`ActivityBucket`].
const BUCKET_MS: i64 = 15 * 60 * 1000;

/// All columns of an [`AttemptSummary`], in the order in which [`read_summary`] takes them.
const SUMMARY: &str =
    "a.id, a.mission_id, a.at_ms, a.origin, a.snapshot, a.score, a.passed, a.total, a.grade_us,
     (SELECT coalesce(sum(level), 0) FROM attempt_hints WHERE attempt_id = a.id)";

/// Adds an attempt, and its snapshot if no other attempt has the same.
pub(crate) fn insert(connection: &Connection, attempt: &NewAttempt) -> Result<AttemptId> {
    let hash = Sha256::digest(&attempt.snapshot);
    connection
        .prepare_cached(
            "INSERT INTO snapshots (hash, codec, size_bytes, content) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (hash) DO NOTHING",
        )?
        .execute(params![
            hash.as_slice(),
            PLAIN,
            saturating(attempt.snapshot.len()),
            attempt.snapshot,
        ])?;
    connection
        .prepare_cached(
            "INSERT INTO attempts
                 (mission_id, at_ms, origin, snapshot, score, passed, total, grade_us, report)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            attempt.mission_id,
            attempt.at_ms,
            attempt.origin,
            hash.as_slice(),
            attempt.score,
            attempt.passed,
            attempt.total,
            saturating(attempt.grade_us),
            attempt.report,
        ])?;
    let id = AttemptId(connection.last_insert_rowid());
    insert_hints(connection, id, &attempt.mission_id)?;
    Ok(id)
}

/// Notes which hints had been revealed by now.
fn insert_hints(connection: &Connection, id: AttemptId, mission_id: &str) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO attempt_hints (attempt_id, criterion_id, level)
             SELECT ?1,
                    CASE instr(criterion_id, '#') WHEN 0 THEN criterion_id
                         ELSE substr(criterion_id, 1, instr(criterion_id, '#') - 1) END AS criterion,
                    max(level)
             FROM hint_levels WHERE mission_id = ?2 GROUP BY criterion",
        )?
        .execute(params![id.0, mission_id])?;
    Ok(())
}

/// The hints that had been revealed when an attempt was graded, by criterion.
pub(crate) fn hints(connection: &Connection, id: AttemptId) -> Result<Vec<HintLevel>> {
    connection
        .prepare_cached(
            "SELECT criterion_id, level FROM attempt_hints WHERE attempt_id = ?1 ORDER BY criterion_id",
        )?
        .query_map([id.0], |row| {
            Ok(HintLevel {
                criterion_id: row.get(0)?,
                level: row.get(1)?,
            })
        })?
        .collect()
}

pub(crate) fn get(connection: &Connection, id: AttemptId) -> Result<Option<Attempt>> {
    connection
        .prepare_cached(&format!(
            "SELECT {SUMMARY}, a.report, s.codec, s.content
             FROM attempts AS a JOIN snapshots AS s ON s.hash = a.snapshot
             WHERE a.id = ?1"
        ))?
        .query_row([id.0], |row| {
            Ok(Attempt {
                summary: read_summary(row)?,
                report: row.get(10)?,
                snapshot: decode(&row.get::<_, String>(11)?, row.get(12)?)?,
            })
        })
        .optional()
}

pub(crate) fn of_mission(connection: &Connection, mission_id: &str) -> Result<Vec<AttemptSummary>> {
    connection
        .prepare_cached(&format!(
            "SELECT {SUMMARY} FROM attempts AS a WHERE a.mission_id = ?1 ORDER BY a.id"
        ))?
        .query_map([mission_id], read_summary)?
        .collect()
}

pub(crate) fn of_mission_with_reports(
    connection: &Connection,
    mission_id: &str,
) -> Result<Vec<(AttemptSummary, String)>> {
    connection
        .prepare_cached(&format!(
            "SELECT {SUMMARY}, a.report FROM attempts AS a WHERE a.mission_id = ?1 ORDER BY a.id"
        ))?
        .query_map([mission_id], |row| Ok((read_summary(row)?, row.get(10)?)))?
        .collect()
}

/// What a mission's snapshots and reports take, in bytes.
pub(crate) fn size_bytes(connection: &Connection, mission_id: &str) -> Result<u64> {
    connection
        .prepare_cached(
            "SELECT (SELECT coalesce(sum(length(content)), 0) FROM snapshots
                     WHERE hash IN (SELECT snapshot FROM attempts WHERE mission_id = ?1))
                  + (SELECT coalesce(sum(octet_length(report)), 0) FROM attempts WHERE mission_id = ?1)",
        )?
        .query_row([mission_id], |row| {
            Ok(row.get::<_, i64>(0)?.unsigned_abs())
        })
}

/// The newest attempt of one mission.
pub(crate) fn newest(connection: &Connection, mission_id: &str) -> Result<Option<AttemptSummary>> {
    connection
        .prepare_cached(&format!(
            "SELECT {SUMMARY} FROM attempts AS a WHERE a.mission_id = ?1 ORDER BY a.id DESC LIMIT 1"
        ))?
        .query_row([mission_id], read_summary)
        .optional()
}

/// Whether the newest attempt of the mission has this snapshot already; if so, its number.
pub(crate) fn newest_with_snapshot(
    connection: &Connection,
    mission_id: &str,
    snapshot: &[u8],
) -> Result<Option<AttemptId>> {
    let hash = Sha256::digest(snapshot);
    let newest: Option<(i64, Vec<u8>)> = connection
        .prepare_cached(
            "SELECT id, snapshot FROM attempts WHERE mission_id = ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([mission_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(newest.and_then(|(id, standing)| (standing == hash.as_slice()).then_some(AttemptId(id))))
}

/// The newest attempt of each mission, by mission id.
pub(crate) fn latest(connection: &Connection) -> Result<Vec<AttemptSummary>> {
    connection
        .prepare_cached(&format!(
            "SELECT {SUMMARY}
             FROM started_missions AS m
             JOIN attempts AS a ON a.id = (SELECT max(id) FROM attempts WHERE mission_id = m.mission_id)
             ORDER BY a.mission_id"
        ))?
        .query_map([], read_summary)?
        .collect()
}

/// Saves and first full passes from `since_ms` on, by quarter of an hour, oldest first.
pub(crate) fn activity(connection: &Connection, since_ms: i64) -> Result<Vec<ActivityBucket>> {
    connection
        .prepare_cached(
            "SELECT at_ms / ?2 * ?2 AS start_ms, sum(save), sum(pass) FROM (
                 SELECT at_ms, 1 AS save, 0 AS pass FROM attempts WHERE origin = 'save' AND at_ms >= ?1
                 UNION ALL
                 SELECT passed_at_ms, 0, 1 FROM started_missions WHERE passed_at_ms >= ?1
             )
             GROUP BY start_ms ORDER BY start_ms",
        )?
        .query_map([since_ms, BUCKET_MS], |row| {
            Ok(ActivityBucket {
                start_ms: row.get(0)?,
                saves: row.get(1)?,
                passes: row.get(2)?,
            })
        })?
        .collect()
}

/// Removes the snapshots that no attempt has any more.
pub(crate) fn delete_unused_snapshots(connection: &Connection) -> Result<()> {
    connection.execute(
        "DELETE FROM snapshots WHERE NOT EXISTS (SELECT 1 FROM attempts WHERE snapshot = hash)",
        [],
    )?;
    Ok(())
}

fn read_summary(row: &Row<'_>) -> Result<AttemptSummary> {
    let hash: Vec<u8> = row.get(4)?;
    Ok(AttemptSummary {
        id: AttemptId(row.get(0)?),
        mission_id: row.get(1)?,
        at_ms: row.get(2)?,
        origin: row.get(3)?,
        content_hash: hex(&hash),
        score: row.get(5)?,
        passed: row.get(6)?,
        total: row.get(7)?,
        grade_us: row.get::<_, i64>(8)?.unsigned_abs(),
        hints_used: row.get(9)?,
    })
}

fn decode(codec: &str, content: Vec<u8>) -> Result<Vec<u8>> {
    if codec == PLAIN {
        return Ok(content);
    }
    Err(rusqlite::Error::FromSqlConversionFailure(
        11,
        Type::Text,
        format!("the snapshot's codec `{codec}` is unknown").into(),
    ))
}

fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// SQLite's integers are signed.
fn saturating(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

impl ToSql for Origin {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        let word = match self {
            Origin::Start => "start",
            Origin::Save => "save",
            Origin::Restore => "restore",
            Origin::Undo => "undo",
        };
        Ok(ToSqlOutput::from(word))
    }
}

impl FromSql for Origin {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "start" => Ok(Origin::Start),
            "save" => Ok(Origin::Save),
            "restore" => Ok(Origin::Restore),
            "undo" => Ok(Origin::Undo),
            word => Err(FromSqlError::Other(format!("`{word}` is no origin").into())),
        }
    }
}
