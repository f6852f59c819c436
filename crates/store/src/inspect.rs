//! Looking at a database file without changing it, for `doctor`.

use std::{fs, path::Path};

use rusqlite::{Connection, OpenFlags};

use crate::{
    Store, StoreError, connection,
    copy::{has_wal, immutable_uri},
    schema::{APPLICATION_ID, Schema},
};

const CONTEXT: &str = "inspecting the database";

/// What a database file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The schema version that it has.
    pub schema: i64,
    /// The newest schema version this program knows.
    pub supported: i64,
    /// The file's length.
    pub size_bytes: u64,
}

impl Store {
    /// Reads all of a database file (of any version) and checks it. Nothing is written, not even beside it.
    ///
    /// # Errors
    /// When the file cannot be read, is damaged, or belongs to another program; the reason says which.
    pub fn inspect(file: &Path) -> Result<Inspection, StoreError> {
        let failed =
            |reason: String| StoreError::failed(CONTEXT, format!("{}: {reason}", file.display()));
        let size_bytes = fs::metadata(file)
            .map_err(|error| StoreError::io(CONTEXT, file, &error))?
            .len();
        let (verdict, application_id, schema) =
            read(file).map_err(|error| failed(error.to_string()))?;
        if verdict != "ok" {
            return Err(failed(format!("it is damaged: {verdict}")));
        }
        if application_id != i64::from(APPLICATION_ID) {
            return Err(failed(format!(
                "it belongs to another program (application id {application_id:#x})"
            )));
        }
        Ok(Inspection {
            schema,
            supported: Schema::CURRENT.version(),
            size_bytes,
        })
    }
}

fn read(file: &Path) -> rusqlite::Result<(String, i64, i64)> {
    let database = open(file)?;
    let number = |name| database.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application_id, schema) = (number("application_id")?, number("user_version")?);
    let verdict = database.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok((verdict, application_id, schema))
}

/// Where nobody has a log beside the file, SQLite is told that nobody writes: then it makes none either.
fn open(file: &Path) -> rusqlite::Result<Connection> {
    match immutable_uri(file).filter(|_| !has_wal(file)) {
        Some(uri) => Connection::open_with_flags(
            uri,
            OpenFlags::SQLITE_OPEN_READ_ONLY
                | OpenFlags::SQLITE_OPEN_NO_MUTEX
                | OpenFlags::SQLITE_OPEN_URI,
        ),
        None => connection::open_read_only(file),
    }
}
