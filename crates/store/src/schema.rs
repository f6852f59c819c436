//! Which migrations there are, in order. The SQL lives beside the code of the table it changes, in `tables`.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::tables::{
    attempts, budget, calls, exchanges, generated_missions, hint_levels, jobs, responses, reviews,
    settings, snapshots, started_missions,
};

/// `MArc`, as the first migration writes it.
pub(crate) const APPLICATION_ID: i32 = 0x4D41_7263;

/// Every migration, oldest first. One that was released is never changed or moved; a new one goes to the end.
pub(crate) const MIGRATIONS: &[M<'static>] = &[
    started_missions::MIGRATION_1,
    attempts::MIGRATION_2,
    hint_levels::MIGRATION_3,
    settings::MIGRATION_4,
    generated_missions::MIGRATION_5,
    jobs::MIGRATION_6,
    calls::MIGRATION_7,
    budget::MIGRATION_8,
    responses::MIGRATION_9,
    exchanges::MIGRATION_10,
    attempts::MIGRATION_11,
    reviews::MIGRATION_12,
    snapshots::MIGRATION_13,
];

/// A line of migrations; the number of those that ran is the database's `user_version`.
#[derive(Clone, Copy)]
pub(crate) struct Schema {
    migrations: &'static [M<'static>],
}

impl Schema {
    /// The one that this program knows.
    pub(crate) const CURRENT: Self = Self {
        migrations: MIGRATIONS,
    };

    /// Another one, for tests of what happens between versions.
    #[cfg(test)]
    pub(crate) fn of(migrations: &'static [M<'static>]) -> Self {
        Self { migrations }
    }

    /// The version after every migration.
    pub(crate) fn version(self) -> i64 {
        i64::try_from(self.migrations.len()).unwrap_or(i64::MAX)
    }

    /// Brings a database to [`Schema::version`], all of it or nothing.
    pub(crate) fn migrate(
        self,
        connection: &mut Connection,
    ) -> Result<(), rusqlite_migration::Error> {
        Migrations::from_slice(self.migrations).to_latest(connection)
    }
}
