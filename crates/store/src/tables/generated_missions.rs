//! The table `generated_missions`.

use rusqlite::{Connection, OptionalExtension, Result, Row, params, types::Type};
use rusqlite_migration::M;

use crate::{Cursor, GeneratedCard, GeneratedMission, GeneratedState, JobId, NewJob, ReadyMission};

pub(crate) const MIGRATION_5: M<'static> =
    M::up(include_str!("0005_generated_missions.sql")).comment("generated missions");

/// All columns of a [`GeneratedCard`], in the order in which [`read_card`] takes them. What a mission cost is the sum of the calls that wrote
/// it; hints about it are not part of that.
const CARD: &str =
    "m.mission_id, (SELECT max(j.id) FROM jobs AS j WHERE j.mission_id = m.mission_id), m.state, m.title, m.summary,
     m.level, m.services, m.skills, m.minutes, m.criteria, m.request, m.model, m.reason, m.created_at_ms, m.changed_at_ms,
     (SELECT coalesce(sum(c.charged_nusd), 0) FROM calls AS c
      WHERE c.mission_id = m.mission_id AND c.purpose IN ('mission', 'repair')),
     (SELECT coalesce(sum(c.charged_tokens), 0) FROM calls AS c
      WHERE c.mission_id = m.mission_id AND c.purpose IN ('mission', 'repair'))";

/// Adds a mission that is to be generated; false when the id is taken.
pub(crate) fn insert(connection: &Connection, job: &NewJob) -> Result<bool> {
    let inserted = connection
        .prepare_cached(
            "INSERT INTO generated_missions (mission_id, created_at_ms, changed_at_ms, state, title, model, request)
             VALUES (?1, ?2, ?2, 'generating', ?3, ?4, ?5)
             ON CONFLICT (mission_id) DO NOTHING",
        )?
        .execute(params![
            job.mission_id,
            job.at_ms,
            job.title,
            job.model,
            job.request
        ])?;
    Ok(inserted == 1)
}

/// Adds a mission that is ready already; false when the id is taken.
pub(crate) fn insert_ready(
    connection: &Connection,
    mission_id: &str,
    request: &str,
    mission: &ReadyMission,
    now_ms: i64,
) -> Result<bool> {
    let inserted = connection
        .prepare_cached(
            "INSERT INTO generated_missions
                 (mission_id, created_at_ms, changed_at_ms, state, title, model, request, summary, level, services, skills,
                  minutes, criteria, document, version, origin)
             VALUES (?1, ?2, ?2, 'ready', ?3, '', ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
             ON CONFLICT (mission_id) DO NOTHING",
        )?
        .execute(params![
            mission_id,
            now_ms,
            mission.title,
            request,
            mission.summary,
            mission.level,
            list(&mission.services),
            list(&mission.skills),
            mission.minutes,
            mission.criteria,
            mission.document,
            mission.version,
            mission.origin,
        ])?;
    Ok(inserted == 1)
}

/// From `generating` to `ready`; false when it was not `generating`.
pub(crate) fn make_ready(
    connection: &Connection,
    mission_id: &str,
    mission: &ReadyMission,
    now_ms: i64,
) -> Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE generated_missions
             SET state = 'ready', changed_at_ms = ?2, title = ?3, summary = ?4, level = ?5, services = ?6, skills = ?7,
                 minutes = ?8, criteria = ?9, document = ?10, version = ?11, origin = ?12
             WHERE mission_id = ?1 AND state = 'generating'",
        )?
        .execute(params![
            mission_id,
            now_ms,
            mission.title,
            mission.summary,
            mission.level,
            list(&mission.services),
            list(&mission.skills),
            mission.minutes,
            mission.criteria,
            mission.document,
            mission.version,
            mission.origin,
        ])?;
    Ok(changed == 1)
}

/// From `generating` to `failed`.
pub(crate) fn fail(
    connection: &Connection,
    mission_id: &str,
    reason: &str,
    now_ms: i64,
) -> Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE generated_missions SET state = 'failed', reason = ?2, changed_at_ms = ?3
             WHERE mission_id = ?1 AND state = 'generating'",
        )?
        .execute(params![mission_id, reason, now_ms])?;
    Ok(changed == 1)
}

/// From `generating` to `cancelled`.
pub(crate) fn cancel(connection: &Connection, mission_id: &str, now_ms: i64) -> Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE generated_missions SET state = 'cancelled', changed_at_ms = ?2
             WHERE mission_id = ?1 AND state = 'generating'",
        )?
        .execute(params![mission_id, now_ms])?;
    Ok(changed == 1)
}

/// From `failed` or `cancelled` back to `generating`.
pub(crate) fn try_again(connection: &Connection, mission_id: &str, now_ms: i64) -> Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE generated_missions SET state = 'generating', reason = NULL, changed_at_ms = ?2
             WHERE mission_id = ?1 AND state IN ('failed', 'cancelled')",
        )?
        .execute(params![mission_id, now_ms])?;
    Ok(changed == 1)
}

/// Takes a mission out of what is shown.
pub(crate) fn discard(connection: &Connection, mission_id: &str, now_ms: i64) -> Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE generated_missions SET discarded = 1, changed_at_ms = ?2 WHERE mission_id = ?1",
        )?
        .execute(params![mission_id, now_ms])?;
    Ok(changed == 1)
}

/// A page, the newest first.
pub(crate) fn page(
    connection: &Connection,
    after: Option<&Cursor>,
    state: Option<GeneratedState>,
    limit: u32,
) -> Result<Vec<GeneratedCard>> {
    // A later time than any, when the page is the first. One shape for all pages keeps the index in use.
    let (created_at_ms, mission_id) = after.map_or((i64::MAX, ""), |cursor| {
        (cursor.created_at_ms, cursor.mission_id.as_str())
    });
    let within = match state {
        Some(_) => "m.state = ?4 AND",
        None => "?4 IS NULL AND",
    };
    connection
        .prepare_cached(&format!(
            "SELECT {CARD} FROM generated_missions AS m
             WHERE {within} m.discarded = 0 AND (m.created_at_ms, m.mission_id) < (?1, ?2)
             ORDER BY m.created_at_ms DESC, m.mission_id DESC LIMIT ?3"
        ))?
        .query_map(params![created_at_ms, mission_id, limit, state], read_card)?
        .collect()
}

/// How many are shown in each state.
pub(crate) fn counts(connection: &Connection) -> Result<Vec<(GeneratedState, u64)>> {
    connection
        .prepare_cached(
            "SELECT state, count(*) FROM generated_missions WHERE discarded = 0 GROUP BY state",
        )?
        .query_map([], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
        })?
        .collect()
}

pub(crate) fn get(connection: &Connection, mission_id: &str) -> Result<Option<GeneratedMission>> {
    connection
        .prepare_cached(&format!(
            "SELECT {CARD}, m.document, m.version, m.origin FROM generated_missions AS m WHERE m.mission_id = ?1 AND m.discarded = 0"
        ))?
        .query_row([mission_id], |row| {
            Ok(GeneratedMission {
                card: read_card(row)?,
                document: row.get(17)?,
                version: row.get(18)?,
                origin: row.get(19)?,
            })
        })
        .optional()
}

/// The newest ready titles.
pub(crate) fn titles(connection: &Connection, limit: u32) -> Result<Vec<String>> {
    connection
        .prepare_cached(
            "SELECT title FROM generated_missions WHERE state = 'ready' AND discarded = 0
             ORDER BY created_at_ms DESC, mission_id DESC LIMIT ?1",
        )?
        .query_map([limit], |row| row.get(0))?
        .collect()
}

fn read_card(row: &Row<'_>) -> Result<GeneratedCard> {
    Ok(GeneratedCard {
        mission_id: row.get(0)?,
        job: row.get::<_, Option<i64>>(1)?.map(JobId),
        state: row.get(2)?,
        title: row.get(3)?,
        summary: row.get(4)?,
        level: row.get(5)?,
        services: read_list(row, 6)?,
        skills: read_list(row, 7)?,
        minutes: row.get(8)?,
        criteria: row.get(9)?,
        request: row.get(10)?,
        model: row.get(11)?,
        reason: row.get(12)?,
        created_at_ms: row.get(13)?,
        changed_at_ms: row.get(14)?,
        cost_nusd: row.get(15)?,
        tokens: row.get(16)?,
    })
}

fn list(names: &[String]) -> String {
    serde_json::Value::from(names).to_string()
}

fn read_list(row: &Row<'_>, column: usize) -> Result<Vec<String>> {
    serde_json::from_str(row.get_ref(column)?.as_str()?).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
    })
}
