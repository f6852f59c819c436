//! The table `settings`.

use rusqlite::{Connection, OptionalExtension, Result};
use rusqlite_migration::M;

pub(crate) const MIGRATION_4: M<'static> =
    M::up(include_str!("0004_settings.sql")).comment("small values as JSON");

pub(crate) fn get(connection: &Connection, key: &str) -> Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM settings WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}

/// Deletes a setting that still has this value.
pub(crate) fn delete_if(connection: &Connection, key: &str, json: &str) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM settings WHERE key = ?1 AND value = ?2")?
        .execute([key, json])?;
    Ok(())
}

pub(crate) fn put(connection: &Connection, key: &str, json: &str) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO settings (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )?
        .execute([key, json])?;
    Ok(())
}
