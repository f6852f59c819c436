//! Deleting for good. SQLite leaves what was deleted in free pages and in its log, and each migration left a whole copy; a person who deletes
//! a history means all of it. What is left of a damaged database that was moved aside is not touched: something may still be got out of it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, Transaction};

use crate::{
    Store, StoreError,
    copy::is_backup_of,
    tables::{exchanges, settings},
    writer::WriteError,
};

/// The setting that is there from a deletion until its traces are gone.
pub(crate) const DUE: &str = "traces-of-deleted-texts";

impl Store {
    /// Runs a deletion in a transaction, and takes its traces away after it. What was deleted is deleted even when its traces cannot be taken
    /// away now (a full disk, another program that reads): then that is done when the database is next opened.
    pub(crate) fn delete_for_good<T: Send + 'static>(
        &self,
        context: &'static str,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, WriteError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let deleted = self.write(context, move |transaction| {
            let deleted = work(transaction)?;
            settings::put(transaction, DUE, "true")?;
            Ok(deleted)
        })?;
        let file = self.file().to_owned();
        let wiped = self.on_writer(
            "taking the traces of deleted texts away",
            move |connection| take_traces_away(connection, &file, None),
        );
        if let Err(error) = wiped {
            tracing::warn!(%error, "traces of deleted texts are left until the next start");
        }
        Ok(deleted)
    }
}

/// Does what could not be done after a deletion. Backups that were made a moment ago stay: nothing that was deleted is in them.
pub(crate) fn finish(connection: &Connection, file: &Path, new_backup: Option<&Path>) {
    let finished = settings::get(connection, DUE).and_then(|due| match due {
        Some(_) => take_traces_away(connection, file, new_backup),
        None => Ok(()),
    });
    if let Err(error) = finished {
        tracing::warn!(%error, "traces of deleted texts are left until the next start");
    }
}

/// Outside of a transaction.
fn take_traces_away(
    connection: &Connection,
    file: &Path,
    new_backup: Option<&Path>,
) -> rusqlite::Result<()> {
    for backup in backups(file) {
        if Some(backup.as_path()) != new_backup
            && let Err(error) = fs::remove_file(&backup)
        {
            tracing::warn!(backup = %backup.display(), %error, "a backup with deleted texts is left");
        }
    }
    exchanges::forget_deleted_words(connection)?;
    // What is left is written anew, so that pages that were freed by an earlier version go too.
    connection.execute_batch("VACUUM")?;
    let is_busy: bool =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if is_busy {
        return Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
            None,
        ));
    }
    settings::delete(connection, DUE)
}

/// The copies that migrations made of a database.
fn backups(file: &Path) -> Vec<PathBuf> {
    let Some(entries) = file.parent().and_then(|folder| fs::read_dir(folder).ok()) else {
        return Vec::new();
    };
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| is_backup_of(file, path))
        .collect()
}
