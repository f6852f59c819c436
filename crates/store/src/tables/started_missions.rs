//! The table `started_missions`.

use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension, Result, Row, params};
use rusqlite_migration::M;

use crate::StartedMission;

pub(crate) const MIGRATION_1: M<'static> =
    M::up(include_str!("0001_started_missions.sql")).comment("missions that were started");

const COLUMNS: &str =
    "mission_id, mission_version, document, template, started_at_ms, touched_at_ms, passed_at_ms";

/// `template` is passed beside the mission, since only text can be stored and not every path is.
pub(crate) fn put(connection: &Connection, mission: &StartedMission, template: &str) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO started_missions
                 (mission_id, mission_version, document, template, started_at_ms, touched_at_ms, passed_at_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (mission_id) DO UPDATE SET
                 mission_version = excluded.mission_version,
                 document = excluded.document,
                 template = excluded.template,
                 touched_at_ms = max(touched_at_ms, excluded.touched_at_ms),
                 passed_at_ms = coalesce(passed_at_ms, excluded.passed_at_ms)",
        )?
        .execute(params![
            mission.mission_id,
            mission.mission_version,
            mission.document,
            template,
            mission.started_at_ms,
            mission.touched_at_ms,
            mission.passed_at_ms,
        ])?;
    Ok(())
}

pub(crate) fn get(connection: &Connection, mission_id: &str) -> Result<Option<StartedMission>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM started_missions WHERE mission_id = ?1"
        ))?
        .query_row([mission_id], read)
        .optional()
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<StartedMission>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM started_missions ORDER BY touched_at_ms DESC, mission_id"
        ))?
        .query_map([], read)?
        .collect()
}

/// Notes that a mission was graded, and its first full pass. Says whether there is such a mission.
pub(crate) fn graded(
    connection: &Connection,
    mission_id: &str,
    at_ms: i64,
    passed_all: bool,
) -> Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE started_missions SET
                 touched_at_ms = max(touched_at_ms, ?2),
                 passed_at_ms = coalesce(passed_at_ms, iif(?3, ?2, NULL))
             WHERE mission_id = ?1",
        )?
        .execute(params![mission_id, at_ms, passed_all])?;
    Ok(changed == 1)
}

/// Says whether there was such a mission. Its attempts go with it.
pub(crate) fn delete(connection: &Connection, mission_id: &str) -> Result<bool> {
    let deleted = connection.execute(
        "DELETE FROM started_missions WHERE mission_id = ?1",
        [mission_id],
    )?;
    Ok(deleted == 1)
}

fn read(row: &Row<'_>) -> Result<StartedMission> {
    Ok(StartedMission {
        mission_id: row.get(0)?,
        mission_version: row.get(1)?,
        document: row.get(2)?,
        template: PathBuf::from(row.get::<_, String>(3)?),
        started_at_ms: row.get(4)?,
        touched_at_ms: row.get(5)?,
        passed_at_ms: row.get(6)?,
    })
}
