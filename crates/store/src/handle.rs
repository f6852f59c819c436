//! The handle that everything else uses. Statements are in `tables`, threads in `writer` and `readers`.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use rusqlite::{Connection, Transaction};

use crate::{
    HintLevel, Notice, Review, StartedMission, StoreError, connection, copy, open,
    readers::Readers,
    schema::Schema,
    tables::{hint_levels, reviews, settings, snapshots, started_missions},
    writer::{WriteError, Writer},
};

/// A handle on the database; clones share it. The file is closed when the last one is dropped.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

/// Fields are dropped in this order: SQLite tidies up (`-wal`, `-shm`) when the last connection that is closed may write.
struct Shared {
    /// Absent for a database in memory, which only its writer can see.
    readers: Option<Readers>,
    writer: Writer,
    /// For messages.
    file: PathBuf,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Store")
            .field("file", &self.shared.file)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Opens or creates the database file and the folders above it; runs migrations after a checked backup. A file that is damaged is moved
    /// aside, never deleted, and a new one begun; the notices say so.
    ///
    /// # Errors
    /// [`StoreError::Newer`] and, for a file of another program, [`StoreError::Failed`]: the file is left as it was.
    /// [`StoreError::ReadOnly`] and [`StoreError::Full`]: [`Store::in_memory`] still works.
    pub fn open(file: &Path) -> Result<(Store, Vec<Notice>), StoreError> {
        Self::open_with(file, Schema::CURRENT)
    }

    pub(crate) fn open_with(
        file: &Path,
        schema: Schema,
    ) -> Result<(Store, Vec<Notice>), StoreError> {
        let opened = open::open(file, schema)?;
        let store = Self::over(opened.connection, file, Some(Readers::new(file.to_owned())))?;
        Ok((store, opened.notices))
    }

    /// A database that lives in memory only, for when nothing can be written.
    ///
    /// # Errors
    /// Only when memory or threads run out.
    pub fn in_memory() -> Result<Store, StoreError> {
        let file = Path::new(":memory:");
        let context = "opening a database in memory";
        let mut database = Connection::open_in_memory()
            .map_err(|error| StoreError::sqlite(context, file, &error))?;
        connection::prepare_writer(&database, "memory")
            .map_err(|refused| refused.into_store_error(file))?;
        Schema::CURRENT
            .migrate(&mut database)
            .map_err(|error| StoreError::failed(context, error.to_string()))?;
        Self::over(database, file, None)
    }

    fn over(
        connection: Connection,
        file: &Path,
        readers: Option<Readers>,
    ) -> Result<Store, StoreError> {
        let writer = Writer::start(connection)
            .map_err(|error| StoreError::failed("starting the writer", error.to_string()))?;
        Ok(Store {
            shared: Arc::new(Shared {
                readers,
                writer,
                file: file.to_owned(),
            }),
        })
    }

    /// Writes a whole, checked copy of a database file (of any version) to `target`, which must not exist. Other processes may go on using
    /// the file meanwhile.
    ///
    /// # Errors
    /// When the file is no whole database, or `target` is there already or cannot be written. Nothing is left at `target` then.
    pub fn export(file: &Path, target: &Path) -> Result<(), StoreError> {
        copy::export(file, target)
    }

    /// Records that a mission was started, or started again elsewhere. Keeps the first `started_at_ms` and `passed_at_ms` and the latest
    /// `touched_at_ms`.
    ///
    /// # Errors
    /// When it cannot be written, or the template's path is no valid Unicode.
    pub fn put_started(&self, mission: StartedMission) -> Result<(), StoreError> {
        let context = "recording a started mission";
        let template = mission
            .template
            .to_str()
            .map(str::to_owned)
            .ok_or_else(|| {
                StoreError::failed(
                    context,
                    format!("{} is no valid Unicode", mission.template.display()),
                )
            })?;
        self.write(context, move |transaction| {
            Ok(started_missions::put(transaction, &mission, &template)?)
        })
    }

    /// A started mission.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn started(&self, mission_id: &str) -> Result<Option<StartedMission>, StoreError> {
        let id = mission_id.to_owned();
        self.read("reading a started mission", move |connection| {
            started_missions::get(connection, &id)
        })
    }

    /// Every started mission, the latest touched first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn all_started(&self) -> Result<Vec<StartedMission>, StoreError> {
        self.read("reading the started missions", started_missions::all)
    }

    /// Forgets a mission: that it was started, its attempts, its revealed hints, and the snapshots that no other mission has, for good: no file
    /// has their texts after it, and the backups of earlier migrations go too. Says whether it had been started.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget(&self, mission_id: &str) -> Result<bool, StoreError> {
        let id = mission_id.to_owned();
        self.delete_for_good("forgetting a mission", move |transaction| {
            let was_started = started_missions::delete(transaction, &id)?;
            hint_levels::delete_of_mission(transaction, &id)?;
            snapshots::delete_unused(transaction)?;
            Ok(was_started)
        })
    }

    /// Raises the revealed hint level of a criterion (never lowers it) and gives the level that now stands. The first hint is level 1.
    ///
    /// # Errors
    /// When it cannot be written, or the level is 0.
    pub fn reveal_hint(
        &self,
        mission_id: &str,
        criterion_id: &str,
        level: u8,
    ) -> Result<u8, StoreError> {
        let (mission, criterion) = (mission_id.to_owned(), criterion_id.to_owned());
        self.write("recording a revealed hint", move |transaction| {
            Ok(hint_levels::raise(
                transaction,
                &mission,
                &criterion,
                level,
            )?)
        })
    }

    /// The revealed hint levels of a mission, by criterion id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn hint_levels(&self, mission_id: &str) -> Result<Vec<HintLevel>, StoreError> {
        let id = mission_id.to_owned();
        self.read("reading the revealed hints", move |connection| {
            hint_levels::of_mission(connection, &id)
        })
    }

    /// Keeps how well the skills of a mission were known, and that it was looked at; what is kept already stays.
    ///
    /// # Errors
    /// When it cannot be written, the mission has not been started, or a rating is none.
    pub fn put_reviews(&self, mission_id: &str, all: Vec<Review>) -> Result<(), StoreError> {
        let id = mission_id.to_owned();
        self.write("recording what was practised", move |transaction| {
            Ok(reviews::insert(transaction, &id, &all)?)
        })
    }

    /// The missions that were looked at, those among them that have no reviews.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn reviewed(&self) -> Result<Vec<String>, StoreError> {
        self.read("reading which missions were reviewed", reviews::missions)
    }

    /// How well skills were known whenever they were practised, by skill and time.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn reviews(&self) -> Result<Vec<Review>, StoreError> {
        self.read("reading what was practised", reviews::all)
    }

    /// A setting's JSON text.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let key = key.to_owned();
        self.read("reading a setting", move |connection| {
            settings::get(connection, &key)
        })
    }

    /// Writes a setting's JSON text.
    ///
    /// # Errors
    /// When it cannot be written, or is no JSON.
    pub fn put_setting(&self, key: &str, json: &str) -> Result<(), StoreError> {
        let (key, json) = (key.to_owned(), json.to_owned());
        self.write("writing a setting", move |transaction| {
            Ok(settings::put(transaction, &key, &json)?)
        })
    }

    /// Runs statements on a connection that cannot write.
    pub(crate) fn read<T: Send + 'static>(
        &self,
        context: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let file = &self.shared.file;
        match &self.shared.readers {
            Some(readers) => readers.read(work).map_err(|refused| match refused {
                connection::Refused::Sqlite(error) => StoreError::sqlite(context, file, &error),
                ignored @ connection::Refused::Ignored(_) => ignored.into_store_error(file),
            }),
            None => self
                .shared
                .writer
                .run(|connection| Ok(work(connection)?))
                .map_err(|error| error.into_store_error(context, file)),
        }
    }

    /// Runs statements in a transaction that is committed unless they give an error.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        context: &'static str,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, WriteError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.shared
            .writer
            .write(work)
            .map_err(|error| error.into_store_error(context, &self.shared.file))
    }

    /// Runs something on the writer's connection, outside of a transaction.
    pub(crate) fn on_writer<T: Send + 'static>(
        &self,
        context: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.shared
            .writer
            .run(|connection| Ok(work(connection)?))
            .map_err(|error| error.into_store_error(context, &self.shared.file))
    }

    pub(crate) fn file(&self) -> &Path {
        &self.shared.file
    }

    /// A transaction of a test's own.
    #[cfg(test)]
    pub(crate) fn write_for_test(
        &self,
        work: impl FnOnce(&Transaction<'_>) + Send + 'static,
    ) -> Result<(), StoreError> {
        self.write("testing", |transaction| {
            work(transaction);
            Ok(())
        })
    }

    /// The writer's connection itself, for tests that put faults into it.
    #[cfg(test)]
    pub(crate) fn with_writer<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> T + Send + 'static,
    ) -> T {
        match self.shared.writer.run(|connection| Ok(work(connection))) {
            Ok(value) => value,
            Err(error) => panic!("the writer answers: {error:?}"),
        }
    }
}

impl WriteError {
    fn into_store_error(self, context: &'static str, file: &Path) -> StoreError {
        match self {
            WriteError::Sqlite(error) => StoreError::sqlite(context, file, &error),
            WriteError::Refused(reason) => StoreError::failed(context, reason),
            WriteError::Lost => StoreError::failed(context, "the writer gave no answer"),
        }
    }
}
