//! Whole, checked copies of a database: backups before a migration, exports. `VACUUM INTO` reads one consistent state while others write.

use std::{
    fs::{self, OpenOptions},
    path::{Path, PathBuf},
};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::{StoreError, connection};

const BACKUP: &str = "backing up the database before a migration";
const EXPORT: &str = "exporting the database";

/// Copies the database of an open connection beside its file, named with the version it has.
pub(crate) fn back_up(
    connection: &Connection,
    file: &Path,
    version: i64,
) -> Result<PathBuf, StoreError> {
    for number in 1_u32.. {
        let suffix = if number == 1 {
            format!(".v{version}-backup")
        } else {
            format!(".v{version}-backup-{number}")
        };
        let target = with_suffix(file, &suffix);
        if claim(&target, BACKUP)? {
            copy_into(connection, &target, BACKUP)?;
            return Ok(target);
        }
    }
    Err(StoreError::failed(BACKUP, "too many backups"))
}

/// Whether a path is one that [`back_up`] gives a copy of this database.
pub(crate) fn is_backup_of(file: &Path, path: &Path) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    let name = |path: &Path| Some(path.file_name()?.to_str()?.to_owned());
    let (Some(file), Some(path)) = (name(file), name(path)) else {
        return false;
    };
    let suffix = path
        .strip_prefix(&file)
        .and_then(|rest| rest.strip_prefix(".v"));
    suffix
        .and_then(|rest| rest.split_once("-backup"))
        .is_some_and(|(version, number)| {
            is_number(version)
                && (number.is_empty() || number.strip_prefix('-').is_some_and(is_number))
        })
}

/// See [`crate::Store::export`].
pub(crate) fn export(file: &Path, target: &Path) -> Result<(), StoreError> {
    let source = open_source(file).map_err(|error| source_error(file, &error))?;
    if !claim(target, EXPORT)? {
        return Err(StoreError::failed(
            EXPORT,
            format!("{} is there already", target.display()),
        ));
    }
    copy_into(&source, target, EXPORT)
}

/// `file` with more at the end of its name.
pub(crate) fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Opens a database of any version without changing it.
fn open_source(file: &Path) -> rusqlite::Result<Connection> {
    let normal = connection::open_read_only(file).and_then(|source| {
        source.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(source)
    });
    let unwritable = |error: &rusqlite::Error| {
        matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied)
        )
    };
    match normal {
        // A file in WAL mode wants a -shm beside it. In a folder that nobody can write there are no other processes to agree with, and
        // without a -wal nothing is missed.
        Err(error) if unwritable(&error) && file.is_file() && !has_wal(file) => {
            let uri = immutable_uri(file).ok_or(error)?;
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
                | OpenFlags::SQLITE_OPEN_NO_MUTEX
                | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(uri, flags)
        }
        other => other,
    }
}

pub(crate) fn has_wal(file: &Path) -> bool {
    fs::metadata(with_suffix(file, "-wal")).is_ok_and(|wal| wal.len() > 0)
}

/// <https://sqlite.org/uri.html>, 3.1: what has a meaning in a URI is escaped, a drive letter gets a slash before it.
pub(crate) fn immutable_uri(file: &Path) -> Option<String> {
    let path = std::path::absolute(file).ok()?;
    let text = path.to_str()?;
    let text = if cfg!(windows) {
        format!("/{}", text.replace('\\', "/"))
    } else {
        text.to_owned()
    };
    let escaped = text
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    Some(format!("file://{escaped}?immutable=1"))
}

fn source_error(file: &Path, error: &rusqlite::Error) -> StoreError {
    StoreError::failed(EXPORT, format!("{}: {error}", file.display()))
}

/// Makes an empty file, so that no other process takes the name. `false` when something is there already.
fn claim(target: &Path, context: &'static str) -> Result<bool, StoreError> {
    match OpenOptions::new().write(true).create_new(true).open(target) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(StoreError::io(context, target, &error)),
    }
}

/// Fills a claimed file; takes it away again when that fails.
fn copy_into(source: &Connection, target: &Path, context: &'static str) -> Result<(), StoreError> {
    let copied = vacuum_into(source, target, context)
        .and_then(|()| check(target, context))
        .and_then(|()| {
            // SQLite leaves a copy in the system's cache; a backup has to be on the disk before a migration changes the original.
            OpenOptions::new()
                .write(true)
                .open(target)
                .and_then(|file| file.sync_all())
                .map_err(|error| StoreError::io(context, target, &error))
        });
    if copied.is_err() {
        let _ = fs::remove_file(target);
    }
    copied
}

fn vacuum_into(
    source: &Connection,
    target: &Path,
    context: &'static str,
) -> Result<(), StoreError> {
    let Some(name) = target.to_str() else {
        return Err(StoreError::failed(
            context,
            format!("{} is no valid Unicode", target.display()),
        ));
    };
    source
        .execute("VACUUM INTO ?1", [name])
        .map(|_| ())
        .map_err(|error| StoreError::sqlite(context, target, &error))
}

/// Opens the copy and reads all of it.
fn check(copy: &Path, context: &'static str) -> Result<(), StoreError> {
    let verdict: rusqlite::Result<String> = connection::open_read_only(copy)
        .and_then(|copy| copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)));
    match verdict {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(verdict) => Err(StoreError::failed(
            context,
            format!("the copy is damaged: {verdict}"),
        )),
        Err(error) => Err(StoreError::sqlite(context, copy, &error)),
    }
}
