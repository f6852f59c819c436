//! Deleting for good. SQLite leaves what was deleted in free pages and in its log, and each migration left a whole copy; a person who deletes
//! a history means all of it. What is left of a damaged database that was moved aside is not touched: something may still be got out of it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, Transaction};

use crate::{
    Store, StoreError,
    copy::is_backup_of,
    open::try_lock,
    tables::{exchanges, settings},
    writer::WriteError,
};

/// The setting that is there from a deletion until its traces are gone. Each deletion gives it another value, so that whoever takes traces away
/// leaves what another process deleted meanwhile to be done.
pub(crate) const DUE: &str = "traces-of-deleted-texts";

/// Who keeps other processes from opening, and so from making a backup, while backups are removed.
#[derive(Clone, Copy)]
pub(crate) enum Opening {
    /// The caller, who is opening the database.
    Held,
    /// Nobody yet.
    Free,
}

/// Why traces are left.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Left {
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error("another program reads the database's log")]
    LogIsRead,
    #[error("another process opens the database, and may be making a backup")]
    BeingOpened,
    #[error("{path} cannot be removed: {error}")]
    Backup { path: PathBuf, error: io::Error },
}

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
            let token: String =
                transaction.query_row("SELECT json_quote(hex(randomblob(16)))", [], |row| {
                    row.get(0)
                })?;
            settings::put(transaction, DUE, &token)?;
            Ok(deleted)
        })?;
        let file = self.file().to_owned();
        let wiped = self.on_writer(
            "taking the traces of deleted texts away",
            move |connection| {
                finish(connection, &file, Opening::Free);
                Ok(())
            },
        );
        if let Err(error) = wiped {
            tracing::warn!(%error, "traces of deleted texts are left until the next start");
        }
        Ok(deleted)
    }
}

/// Does what is to be done after a deletion, or was left to be done. While opening this comes before a migration's backup: that would be
/// a copy of the traces.
pub(crate) fn finish(connection: &Connection, file: &Path, opening: Opening) {
    let finished = due(connection).and_then(|due| match due {
        Some(due) => take_traces_away(connection, file, opening, &due),
        None => Ok(()),
    });
    if let Err(error) = finished {
        tracing::warn!(%error, "traces of deleted texts are left until the next start");
    }
}

/// A database that is new, or older than the settings, has nothing due.
fn due(connection: &Connection) -> Result<Option<String>, Left> {
    if connection.table_exists(None, "settings")? {
        Ok(settings::get(connection, DUE)?)
    } else {
        Ok(None)
    }
}

/// Outside of a transaction. What was noted under another value than `due` stays noted.
pub(crate) fn take_traces_away(
    connection: &Connection,
    file: &Path,
    opening: Opening,
    due: &str,
) -> Result<(), Left> {
    exchanges::forget_deleted_words(connection)?;
    // What is left is written anew, so that pages that were freed by an earlier version go too.
    connection.execute_batch("VACUUM")?;
    let is_busy: bool =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if is_busy {
        return Err(Left::LogIsRead);
    }
    // Only now: a database that could be read and written whole does not need them.
    let is_in_memory = connection.path().is_none_or(str::is_empty);
    if !is_in_memory {
        remove_backups(file, opening)?;
    }
    Ok(settings::delete_if(connection, DUE, due)?)
}

/// Removes the copies that migrations made of a database: all that can be removed, and then says which could not.
fn remove_backups(file: &Path, opening: Opening) -> Result<(), Left> {
    // Unlocked when it goes out of scope. Another process that migrates right now needs its backup.
    let _lock = match opening {
        Opening::Held => None,
        Opening::Free => Some(try_lock(file).map_err(|_| Left::BeingOpened)?),
    };
    let mut left = None;
    for path in backups(file)? {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                left = Some(Left::Backup { path, error });
            }
            _ => {}
        }
    }
    left.map_or(Ok(()), Err)
}

fn backups(file: &Path) -> Result<Vec<PathBuf>, Left> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let listed = || {
        let mut backups = Vec::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if is_backup_of(file, &path) {
                backups.push(path);
            }
        }
        Ok(backups)
    };
    listed().map_err(|error| Left::Backup {
        path: folder.to_owned(),
        error,
    })
}
