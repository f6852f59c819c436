//! The tables `responses` and `response_uses`.

use rusqlite::{Connection, OptionalExtension, Result, params};
use rusqlite_migration::M;

use crate::{CachedResponse, Purpose};

pub(crate) const MIGRATION_9: M<'static> =
    M::up(include_str!("0009_responses.sql")).comment("kept answers of models");

/// How many answers are kept; about 10 KB each.
pub(crate) const MOST: u32 = 500;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Keeps an answer as the newest, and lets the oldest go when there are too many.
pub(crate) fn put(
    connection: &Connection,
    response: &CachedResponse,
    model: &str,
    purpose: Purpose,
) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO responses (key, model, purpose, text) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            response.key.as_slice(),
            model,
            purpose,
            response.text
        ])?;
    connection
        .prepare_cached(
            "DELETE FROM responses WHERE id <= (SELECT id FROM responses ORDER BY id DESC LIMIT 1 OFFSET ?1)",
        )?
        .execute([MOST])?;
    Ok(())
}

pub(crate) fn get(connection: &Connection, key: &[u8; 32]) -> Result<Option<String>> {
    connection
        .prepare_cached("SELECT text FROM responses WHERE key = ?1")?
        .query_row([key.as_slice()], |row| row.get(0))
        .optional()
}

/// Counts a use.
pub(crate) fn used(connection: &Connection, key: &[u8; 32], now_ms: i64) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO response_uses (day_ms, model, purpose, uses)
             SELECT ?2, model, purpose, 1 FROM responses WHERE key = ?1
             ON CONFLICT (day_ms, model, purpose) DO UPDATE SET uses = uses + 1",
        )?
        .execute(params![
            key.as_slice(),
            now_ms.div_euclid(DAY_MS).saturating_mul(DAY_MS)
        ])?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, key: &[u8; 32]) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM responses WHERE key = ?1")?
        .execute([key.as_slice()])?;
    Ok(())
}
