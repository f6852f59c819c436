//! The tables `attempts`, `attempt_hints` and `deleted_saves`. The texts are in `snapshots`.

use std::fmt::Write as _;

use rusqlite::{
    Connection, OptionalExtension, Result, Row, ToSql, params,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, Type, ValueRef},
};
use rusqlite_migration::M;

use super::snapshots::{self, Hash, Reader};
use crate::{ActivityBucket, Attempt, AttemptId, AttemptSummary, HintLevel, NewAttempt, Origin};

pub(crate) const MIGRATION_2: M<'static> =
    M::up(include_str!("0002_attempts.sql")).comment("graded saves and their snapshots");

pub(crate) const MIGRATION_11: M<'static> =
    M::up(include_str!("0011_attempt_hints.sql")).comment("the hints behind each save");

/// Shorter reports stand in their attempt: as a text they would take more.
const SHORT_BYTES: usize = 512;

/// The length of an [`ActivityBucket`].
const BUCKET_MS: i64 = 15 * 60 * 1000;

/// All columns of an [`AttemptSummary`], in the order in which [`read_summary`] takes them.
const SUMMARY: &str =
    "a.id, a.mission_id, a.at_ms, a.origin, a.snapshot, a.score, a.passed, a.total, a.grade_us,
     (SELECT coalesce(sum(level), 0) FROM attempt_hints WHERE attempt_id = a.id)";

/// Adds an attempt, and its texts if no other attempt has the same.
pub(crate) fn insert(connection: &Connection, attempt: &NewAttempt) -> Result<AttemptId> {
    let (like_snapshot, like_report) = newest_texts(connection, &attempt.mission_id)?;
    let snapshot = snapshots::put(connection, &attempt.snapshot, like_snapshot)?;
    let report = attempt.report.as_bytes();
    let packed_report = if report.len() < SHORT_BYTES {
        None
    } else {
        Some(snapshots::put(connection, report, like_report)?)
    };
    // What is no JSON is given to the table, which refuses it.
    connection
        .prepare_cached(
            "INSERT INTO attempts
                 (mission_id, at_ms, origin, snapshot, score, passed, total, grade_us, report, packed_report, verdicts)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, iif(?10 IS NOT NULL AND json_valid(?9), 'null', ?9), ?10, ?11)",
        )?
        .execute(params![
            attempt.mission_id,
            attempt.at_ms,
            attempt.origin,
            snapshot,
            attempt.score,
            attempt.passed,
            attempt.total,
            saturating(attempt.grade_us),
            attempt.report,
            packed_report,
            attempt.verdicts,
        ])?;
    let id = AttemptId(connection.last_insert_rowid());
    insert_hints(connection, id, &attempt.mission_id)?;
    Ok(id)
}

/// Snapshot and report of the mission's newest attempt: the next ones differ little from them.
fn newest_texts(connection: &Connection, mission_id: &str) -> Result<(Option<Hash>, Option<Hash>)> {
    let newest = connection
        .prepare_cached(
            "SELECT snapshot, packed_report FROM attempts WHERE mission_id = ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([mission_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(newest.unwrap_or_default())
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
    // Nothing is deleted between the statements.
    let reading = connection.unchecked_transaction()?;
    let found = reading
        .prepare_cached(&format!(
            "SELECT {SUMMARY}, a.report, a.packed_report FROM attempts AS a WHERE a.id = ?1"
        ))?
        .query_row([id.0], |row| {
            Ok((
                read_summary(row)?,
                row.get::<_, Hash>(4)?,
                row.get::<_, String>(10)?,
                row.get::<_, Option<Hash>>(11)?,
            ))
        })
        .optional()?;
    let Some((summary, snapshot, report, packed_report)) = found else {
        return Ok(None);
    };
    Ok(Some(Attempt {
        summary,
        snapshot: snapshots::get(&reading, snapshot)?,
        report: read_report(&mut Reader::new(&reading), report, packed_report)?,
    }))
}

/// The JSON of an attempt's report.
pub(crate) fn report(connection: &Connection, id: AttemptId) -> Result<Option<String>> {
    let reading = connection.unchecked_transaction()?;
    let found = reading
        .prepare_cached("SELECT report, packed_report FROM attempts WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((report, packed_report)) = found else {
        return Ok(None);
    };
    read_report(&mut Reader::new(&reading), report, packed_report).map(Some)
}

fn read_report(
    reader: &mut Reader<'_>,
    report: String,
    packed_report: Option<Hash>,
) -> Result<String> {
    let Some(hash) = packed_report else {
        return Ok(report);
    };
    // Its hash is right, and what was kept was text.
    String::from_utf8(reader.get(hash)?)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
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
    let reading = connection.unchecked_transaction()?;
    let mut reader = Reader::new(&reading);
    let mut statement = reading.prepare_cached(&format!(
        "SELECT {SUMMARY}, a.report, a.packed_report FROM attempts AS a WHERE a.mission_id = ?1 ORDER BY a.id"
    ))?;
    let rows = statement.query_map([mission_id], |row| {
        let report = read_report(&mut reader, row.get(10)?, row.get(11)?)?;
        Ok((read_summary(row)?, report))
    })?;
    rows.collect()
}

pub(crate) fn of_mission_with_verdicts(
    connection: &Connection,
    mission_id: &str,
) -> Result<Vec<(AttemptSummary, Option<String>)>> {
    connection
        .prepare_cached(&format!(
            "SELECT {SUMMARY}, a.verdicts FROM attempts AS a WHERE a.mission_id = ?1 ORDER BY a.id"
        ))?
        .query_map([mission_id], |row| Ok((read_summary(row)?, row.get(10)?)))?
        .collect()
}

/// Writes the verdicts of attempts that have none yet, or others.
pub(crate) fn put_verdicts(
    connection: &Connection,
    verdicts: &[(AttemptId, String)],
) -> Result<()> {
    let mut statement = connection
        .prepare_cached("UPDATE attempts SET verdicts = ?2 WHERE id = ?1 AND verdicts IS NOT ?2")?;
    for (id, letters) in verdicts {
        statement.execute(params![id.0, letters])?;
    }
    Ok(())
}

/// Deletes a mission's attempts but the newest, and keeps when they were saved. Says how many.
pub(crate) fn delete_older(connection: &Connection, mission_id: &str) -> Result<usize> {
    const OLDER: &str =
        "mission_id = ?1 AND id < (SELECT max(id) FROM attempts WHERE mission_id = ?1)";
    connection.execute(
        &format!(
            "INSERT INTO deleted_saves (mission_id, start_ms, saves)
             SELECT mission_id, at_ms / ?2 * ?2 AS start_ms, count(*) FROM attempts WHERE {OLDER} AND origin = 'save' GROUP BY start_ms
             ON CONFLICT (mission_id, start_ms) DO UPDATE SET saves = saves + excluded.saves"
        ),
        params![mission_id, BUCKET_MS],
    )?;
    connection.execute(&format!("DELETE FROM attempts WHERE {OLDER}"), [mission_id])
}

/// What a mission's snapshots and reports take, in bytes: each once, with what they are written against.
pub(crate) fn size_bytes(connection: &Connection, mission_id: &str) -> Result<u64> {
    connection
        .prepare_cached(
            "WITH used (hash) AS (
                 SELECT snapshot FROM attempts WHERE mission_id = ?1
                 UNION SELECT packed_report FROM attempts WHERE mission_id = ?1 AND packed_report IS NOT NULL
             ), needed (hash) AS (
                 SELECT hash FROM used UNION SELECT base FROM snapshots WHERE hash IN used AND base IS NOT NULL
             )
             SELECT (SELECT coalesce(sum(length(content)), 0) FROM snapshots WHERE hash IN needed)
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
    let hash = snapshots::hash(snapshot);
    let newest: Option<(i64, Hash)> = connection
        .prepare_cached(
            "SELECT id, snapshot FROM attempts WHERE mission_id = ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([mission_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(newest.and_then(|(id, standing)| (standing == hash).then_some(AttemptId(id))))
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
                 SELECT start_ms, saves, 0 FROM deleted_saves WHERE start_ms > ?1 - ?2
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
