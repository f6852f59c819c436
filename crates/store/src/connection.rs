//! Connections with their pragmas, each read back after it was set: SQLite ignores what it does not know or cannot do without a word.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags, ToSql, types::FromSql};

use crate::StoreError;

/// How long a statement waits for another process's transaction.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The first release without the WAL-reset corruption (<https://sqlite.org/wal.html>, "the WAL-reset bug").
const OLDEST_SQLITE: i32 = 3_051_003;
/// A withdrawn release.
const WITHDRAWN_SQLITE: i32 = 3_052_000;

const CONTEXT: &str = "opening the database";

/// Refuses a SQLite that can corrupt a WAL. The bundled one is good; this catches a build against the system's.
pub(crate) fn check_sqlite_version(version: i32) -> Result<(), StoreError> {
    if version < OLDEST_SQLITE || version == WITHDRAWN_SQLITE {
        return Err(StoreError::failed(
            CONTEXT,
            format!(
                "this build has SQLite {version}, which can corrupt a database; 3.51.3 or newer is needed, and not 3.52.0"
            ),
        ));
    }
    Ok(())
}

/// A connection that may write, before its pragmas are set. It changes nothing in an existing file by itself.
pub(crate) fn open_read_write(file: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

/// A connection that cannot write.
pub(crate) fn open_read_only(file: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

/// How many prepared statements a connection keeps; more than there are.
const STATEMENTS: usize = 128;

/// What every connection needs before it reads anything that another program may have put into the file.
pub(crate) fn distrust(connection: &Connection) -> Result<(), Refused> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    set(connection, "trusted_schema", "OFF", &0_i64)?;
    set(connection, "cell_size_check", "ON", &1_i64)?;
    let timeout_ms = i64::try_from(BUSY_TIMEOUT.as_millis()).unwrap_or(i64::MAX);
    read_back(connection, "busy_timeout", &timeout_ms)
}

/// What the writer needs. `journal_mode` is `wal`, or `memory` for a database without a file.
pub(crate) fn prepare_writer(
    connection: &Connection,
    journal_mode: &'static str,
) -> Result<(), Refused> {
    distrust(connection)?;
    set(
        connection,
        "journal_mode",
        journal_mode,
        &journal_mode.to_owned(),
    )?;
    // A copy that SQLite makes on its way would stay in the system's folder for temporary files for a while.
    set(connection, "temp_store", "MEMORY", &2_i64)?;
    // What is deleted is no more in the file, also where its page stays in use.
    set(connection, "secure_delete", "ON", &1_i64)?;
    // An acknowledged save survives a power cut.
    set(connection, "synchronous", "FULL", &2_i64)?;
    set(connection, "foreign_keys", "ON", &1_i64)
}

/// What a reader needs.
pub(crate) fn prepare_reader(connection: &Connection) -> Result<(), Refused> {
    distrust(connection)?;
    set(connection, "query_only", "ON", &1_i64)
}

/// Why a pragma is not in force.
#[derive(Debug)]
pub(crate) enum Refused {
    Sqlite(rusqlite::Error),
    /// It was set and reads back as something else.
    Ignored(String),
}

impl From<rusqlite::Error> for Refused {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Refused {
    pub(crate) fn into_store_error(self, file: &Path) -> StoreError {
        match self {
            Self::Sqlite(error) => StoreError::sqlite(CONTEXT, file, &error),
            Self::Ignored(reason) => StoreError::failed(CONTEXT, reason),
        }
    }
}

fn set<T>(
    connection: &Connection,
    pragma: &'static str,
    value: impl ToSql,
    expected: &T,
) -> Result<(), Refused>
where
    T: FromSql + PartialEq + std::fmt::Debug,
{
    connection.pragma_update(None, pragma, value)?;
    read_back(connection, pragma, expected)
}

fn read_back<T>(connection: &Connection, pragma: &'static str, expected: &T) -> Result<(), Refused>
where
    T: FromSql + PartialEq + std::fmt::Debug,
{
    let found: T = connection.pragma_query_value(None, pragma, |row| row.get(0))?;
    if found == *expected {
        Ok(())
    } else {
        Err(Refused::Ignored(format!(
            "PRAGMA {pragma} is {found:?} after it was set to {expected:?}"
        )))
    }
}
