//! The table `reviews`.

use rusqlite::{Connection, Result, params};
use rusqlite_migration::M;

use crate::Review;

pub(crate) const MIGRATION_12: M<'static> =
    M::up(include_str!("0012_reviews.sql")).comment("how well skills were known");

/// Adds the reviews of a mission, unless it has some already.
pub(crate) fn insert(connection: &Connection, reviews: &[Review]) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO reviews (mission_id, skill, at_ms, rating) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (mission_id, skill) DO NOTHING",
    )?;
    for review in reviews {
        statement.execute(params![
            review.mission_id,
            review.skill,
            review.at_ms,
            review.rating
        ])?;
    }
    Ok(())
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
