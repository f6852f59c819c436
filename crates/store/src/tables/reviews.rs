//! The tables `reviews` and `reviewed_missions`, which change together.

use rusqlite::{Connection, Result, params};
use rusqlite_migration::M;

use crate::Review;

pub(crate) const MIGRATION_12: M<'static> =
    M::up(include_str!("0012_reviews.sql")).comment("how well skills were known");

/// Adds the reviews of a mission, unless they were written already.
pub(crate) fn insert(connection: &Connection, mission_id: &str, reviews: &[Review]) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO reviewed_missions (mission_id) VALUES (?1) ON CONFLICT (mission_id) DO NOTHING",
        )?
        .execute([mission_id])?;
    let mut statement = connection.prepare_cached(
        "INSERT INTO reviews (mission_id, skill, at_ms, rating) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (mission_id, skill) DO NOTHING",
    )?;
    for review in reviews {
        statement.execute(params![
            mission_id,
            review.skill,
            review.at_ms,
            review.rating
        ])?;
    }
    Ok(())
}

/// The missions whose reviews were written.
pub(crate) fn missions(connection: &Connection) -> Result<Vec<String>> {
    connection
        .prepare_cached("SELECT mission_id FROM reviewed_missions ORDER BY mission_id")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// All of them, by skill and time.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Review>> {
    connection
        .prepare_cached(
            "SELECT mission_id, skill, at_ms, rating FROM reviews ORDER BY skill, at_ms, mission_id",
        )?
        .query_map([], |row| {
            Ok(Review {
                mission_id: row.get(0)?,
                skill: row.get(1)?,
                at_ms: row.get(2)?,
                rating: row.get(3)?,
            })
        })?
        .collect()
}
