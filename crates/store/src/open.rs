//! From a path to a writer's connection with the current schema: whose file is it, is it whole, does it need a migration.
//! A file lock is held meanwhile, so that two processes never create, migrate or move aside the same file at once.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, config::DbConfig};

use crate::{
    Notice, StoreError, aside, connection,
    connection::Refused,
    copy::{self, with_suffix},
    error::is_corrupt,
    schema::{APPLICATION_ID, Schema},
    wipe::{self, Opening},
};

const CONTEXT: &str = "opening the database";

/// How long another process may take to open the same file: a migration with its backup is the longest that it can do.
const LOCK_TIMEOUT: Duration = Duration::from_secs(30);
const LOCK_RETRY: Duration = Duration::from_millis(10);

/// A database that is ready for the writer.
pub(crate) struct Opened {
    pub(crate) connection: Connection,
    pub(crate) notices: Vec<Notice>,
}

/// Opens or creates `file` with the given schema.
pub(crate) fn open(file: &Path, schema: Schema) -> Result<Opened, StoreError> {
    connection::check_sqlite_version(rusqlite::version_number())?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|error| StoreError::io(CONTEXT, folder, &error))?;
    }
    if file.is_dir() {
        return Err(StoreError::failed(
            CONTEXT,
            format!("{} is a folder", file.display()),
        ));
    }
    // Unlocked when it goes out of scope, by whatever way.
    let _lock = lock(file)?;
    match attempt(file, schema) {
        Ok(opened) => Ok(opened),
        Err(Failure::Stop(error)) => Err(error),
        Err(Failure::Corrupt(reason)) => {
            let moved_to = aside::move_aside(file)?;
            tracing::error!(%reason, moved_to = %moved_to.display(), "the database was corrupt");
            let mut opened = attempt(file, schema).map_err(Failure::into_store_error)?;
            opened.notices.push(Notice::CorruptMovedAside { moved_to });
            Ok(opened)
        }
    }
}

/// Why a file could not be opened.
enum Failure {
    /// The file itself is damaged.
    Corrupt(String),
    Stop(StoreError),
}

impl Failure {
    fn sqlite(file: &Path, error: &rusqlite::Error) -> Self {
        if is_corrupt(error) {
            Self::Corrupt(error.to_string())
        } else {
            Self::Stop(StoreError::sqlite(CONTEXT, file, error))
        }
    }

    fn refused(file: &Path, refused: Refused) -> Self {
        match refused {
            Refused::Sqlite(error) => Self::sqlite(file, &error),
            ignored @ Refused::Ignored(_) => Self::Stop(ignored.into_store_error(file)),
        }
    }

    fn into_store_error(self) -> StoreError {
        match self {
            Self::Corrupt(reason) => StoreError::failed(CONTEXT, reason),
            Self::Stop(error) => error,
        }
    }
}

fn attempt(file: &Path, schema: Schema) -> Result<Opened, Failure> {
    let sqlite = |error: rusqlite::Error| Failure::sqlite(file, &error);
    let refused = |reason: Refused| Failure::refused(file, reason);

    if let Some(header) = Header::read(file)? {
        header.check(schema)?;
    }
    let mut database = connection::open_read_write(file).map_err(sqlite)?;
    if database.is_readonly("main").map_err(sqlite)? {
        return Err(Failure::Stop(StoreError::ReadOnly {
            path: file.to_owned(),
            reason: "the file is read-only".to_owned(),
        }));
    }
    connection::distrust(&database).map_err(refused)?;
    let version = version_in_log(file, &database, schema)?;
    quick_check(&database).map_err(sqlite)??;
    connection::prepare_writer(&database, "wal").map_err(refused)?;

    // Before a migration, whose backup would be one more copy of the traces.
    wipe::finish(&database, file, Opening::Held);
    let mut notices = Vec::new();
    if version < schema.version() {
        if version > 0 {
            let backup = copy::back_up(&database, file, version).map_err(Failure::Stop)?;
            notices.push(Notice::Migrated { backup });
        }
        migrate(file, &mut database, schema)?;
    }
    Ok(Opened {
        connection: database,
        notices,
    })
}

/// Reads id and version again through SQLite, which also sees a log that a crash left behind. Gives the version.
fn version_in_log(file: &Path, database: &Connection, schema: Schema) -> Result<i64, Failure> {
    let sqlite = |error: rusqlite::Error| Failure::sqlite(file, &error);
    let pragma = |name| database.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let tables: i64 = database
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .map_err(sqlite)?;
    let header = Header {
        application_id: pragma("application_id").map_err(sqlite)?,
        user_version: pragma("user_version").map_err(sqlite)?,
    };
    if tables == 0 && header.application_id == 0 && header.user_version == 0 {
        return Ok(0);
    }
    if let Err(failure) = header.check(schema) {
        // Closing would write the log into a file that is not ours to change.
        database
            .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
            .map_err(sqlite)?;
        return Err(failure);
    }
    Ok(header.user_version)
}

fn quick_check(database: &Connection) -> rusqlite::Result<Result<(), Failure>> {
    let verdict: String = database.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok(if verdict == "ok" {
        Ok(())
    } else {
        Err(Failure::Corrupt(verdict))
    })
}

fn migrate(file: &Path, database: &mut Connection, schema: Schema) -> Result<(), Failure> {
    schema.migrate(database).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { query, err } => {
            tracing::error!(%query, %err, "a migration failed");
            Failure::sqlite(file, &err)
        }
        other => Failure::Stop(StoreError::failed(
            "migrating the database",
            other.to_string(),
        )),
    })
}

/// Whose a database is and which schema it has.
struct Header {
    application_id: i64,
    user_version: i64,
}

impl Header {
    /// Reads the file's first bytes (<https://sqlite.org/fileformat2.html>, 1.3) without SQLite, which may write beside a file that it
    /// only looks at. Nothing when there is no file or it is empty.
    fn read(file: &Path) -> Result<Option<Self>, Failure> {
        const LENGTH: usize = 100;
        let mut bytes = Vec::with_capacity(LENGTH);
        let read =
            File::open(file).and_then(|opened| opened.take(LENGTH as u64).read_to_end(&mut bytes));
        match read {
            Ok(0) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Failure::Stop(StoreError::io(CONTEXT, file, &error))),
            Ok(_) => {}
        }
        if bytes.len() < LENGTH || !bytes.starts_with(b"SQLite format 3\0") {
            return Err(Failure::Corrupt("the file is not a database".to_owned()));
        }
        let number = |offset: usize| {
            let mut word = [0; 4];
            word.copy_from_slice(&bytes[offset..offset + 4]);
            i64::from(i32::from_be_bytes(word))
        };
        let header = Self {
            application_id: number(68),
            user_version: number(60),
        };
        // A database that was only begun, or whose first transaction is still in the log: SQLite knows more.
        let begun = header.application_id == 0 && header.user_version == 0;
        Ok((!begun).then_some(header))
    }

    fn check(&self, schema: Schema) -> Result<(), Failure> {
        let supported = schema.version();
        if self.application_id != i64::from(APPLICATION_ID) {
            return Err(Failure::Stop(StoreError::failed(
                CONTEXT,
                format!(
                    "the file belongs to another program (application id {:#x})",
                    self.application_id
                ),
            )));
        }
        if self.user_version > supported {
            return Err(Failure::Stop(StoreError::Newer {
                found: self.user_version,
                supported,
            }));
        }
        Ok(())
    }
}

/// The lock file stays where it is: removing it would let two processes hold two locks.
fn lock(file: &Path) -> Result<File, StoreError> {
    let begun = Instant::now();
    loop {
        match try_lock(file) {
            Ok(lock) => return Ok(lock),
            Err(TryLockError::Error(error)) => {
                return Err(StoreError::io(CONTEXT, &lock_file(file), &error));
            }
            Err(TryLockError::WouldBlock) if begun.elapsed() >= LOCK_TIMEOUT => {
                return Err(StoreError::failed(
                    CONTEXT,
                    "another process has been opening it for too long",
                ));
            }
            Err(TryLockError::WouldBlock) => thread::sleep(LOCK_RETRY),
        }
    }
}

/// The lock of whoever opens `file`, without waiting for it.
pub(crate) fn try_lock(file: &Path) -> Result<File, TryLockError> {
    let lock = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(lock_file(file))
        .map_err(TryLockError::Error)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        // Some network file systems know no locks; there SQLite's own have to do.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(lock),
        Err(error) => Err(error),
    }
}

fn lock_file(file: &Path) -> PathBuf {
    with_suffix(file, ".opening")
}
