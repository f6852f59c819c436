//! The table `hint_levels`.

use rusqlite::{Connection, Result, params};
use rusqlite_migration::M;

use crate::HintLevel;

pub(crate) const MIGRATION_3: M<'static> =
    M::up(include_str!("0003_hint_levels.sql")).comment("revealed hints");

/// Raises a level, never lowers it, and gives the one that now stands.
pub(crate) fn raise(
    connection: &Connection,
    mission_id: &str,
    criterion_id: &str,
    level: u8,
) -> Result<u8> {
    connection
        .prepare_cached(
            "INSERT INTO hint_levels (mission_id, criterion_id, level) VALUES (?1, ?2, ?3)
             ON CONFLICT (mission_id, criterion_id) DO UPDATE SET level = max(level, excluded.level)
             RETURNING level",
        )?
        .query_row(params![mission_id, criterion_id, level], |row| row.get(0))
}

pub(crate) fn of_mission(connection: &Connection, mission_id: &str) -> Result<Vec<HintLevel>> {
    connection
        .prepare_cached(
            "SELECT criterion_id, level FROM hint_levels WHERE mission_id = ?1 ORDER BY criterion_id",
        )?
        .query_map([mission_id], |row| {
            Ok(HintLevel {
                criterion_id: row.get(0)?,
                level: row.get(1)?,
            })
        })?
        .collect()
}

pub(crate) fn delete_of_mission(connection: &Connection, mission_id: &str) -> Result<()> {
    connection.execute(
        "DELETE FROM hint_levels WHERE mission_id = ?1",
        [mission_id],
    )?;
    Ok(())
}
