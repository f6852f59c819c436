//! What can go wrong and what a person should be told, and how SQLite's and the system's errors become that.

use std::{
    io,
    path::{Path, PathBuf},
};

use rusqlite::{ErrorCode, ffi};

/// The reason of a [`StoreError::Failed`] when another process had the database for too long.
const LOCKED: &str = "the database is locked by another process";

/// Why a store could not be opened or used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A newer program wrote this database. It is left untouched.
    #[error(
        "the data was written by a newer version (schema {found}, this program knows {supported})"
    )]
    Newer {
        /// The schema version found.
        found: i64,
        /// The newest schema version this program knows.
        supported: i64,
    },
    /// The folder or file cannot be written.
    #[error("{path} cannot be written: {reason}")]
    ReadOnly {
        /// What could not be written.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// No room left on the disk.
    #[error("the disk is full; free some space, then try again")]
    Full,
    /// The disk or the file system failed while reading or writing: it was taken out, it broke, a network drive is away.
    #[error("{path} cannot be reached: {reason}")]
    Unreachable {
        /// What could not be read or written.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// Anything else that SQLite or the file system said.
    #[error("{context}: {reason}")]
    Failed {
        /// What was being done.
        context: &'static str,
        /// The system's words.
        reason: String,
    },
}

/// What happened while opening, that a person should be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The database was corrupt; it was moved aside and a new one begun.
    CorruptMovedAside {
        /// Where the old files are now.
        moved_to: PathBuf,
    },
    /// A migration ran after a checked backup.
    Migrated {
        /// The backup.
        backup: PathBuf,
    },
}

impl StoreError {
    /// Whether another process had the database locked for longer than is waited for: the same may work a little later.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        matches!(self, Self::Failed { reason, .. } if reason == LOCKED)
    }

    /// Whether the disk or another process is in the way, of every write alike: the same works when that is over, however long it takes.
    #[must_use]
    pub fn is_of_surroundings(&self) -> bool {
        match self {
            Self::Full | Self::ReadOnly { .. } | Self::Unreachable { .. } => true,
            Self::Failed { .. } => self.is_locked(),
            Self::Newer { .. } => false,
        }
    }

    pub(crate) fn failed(context: &'static str, reason: impl Into<String>) -> Self {
        Self::Failed {
            context,
            reason: reason.into(),
        }
    }

    /// What SQLite said while doing something to `file`.
    pub(crate) fn sqlite(context: &'static str, file: &Path, error: &rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            // The index of the log beside the file could not grow, which only a full disk does.
            Some(ErrorCode::SystemIoFailure)
                if error.sqlite_extended_error_code() == Some(ffi::SQLITE_IOERR_SHMSIZE) =>
            {
                Self::Full
            }
            Some(ErrorCode::SystemIoFailure | ErrorCode::FileLockingProtocolFailed) => {
                Self::Unreachable {
                    path: file.to_owned(),
                    reason: error.to_string(),
                }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::failed(context, LOCKED)
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                Self::ReadOnly {
                    path: file.to_owned(),
                    reason: error.to_string(),
                }
            }
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(_, _, reason)
                    if reason.is::<Damage>() =>
                {
                    Self::failed(context, reason.to_string())
                }
                _ => Self::failed(context, error.to_string()),
            },
        }
    }

    /// What the file system said while writing `path`.
    pub(crate) fn io(context: &'static str, path: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly {
                path: path.to_owned(),
                reason: error.to_string(),
            },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::failed(context, format!("{}: {error}", path.display())),
        }
    }
}

/// A text in the database is damaged; all else may be read.
#[derive(Debug, thiserror::Error)]
#[error("the text of this save is damaged in the database ({0}); other saves can still be read")]
pub(crate) struct Damage(pub(crate) String);

/// Whether SQLite found the file itself to be damaged, and not merely busy, locked or out of reach.
pub(crate) fn is_corrupt(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}
