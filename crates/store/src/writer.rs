//! The one thread that writes. Each job is one `BEGIN IMMEDIATE` transaction; the caller waits for what came of it.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{self, Sender},
    thread::{self, JoinHandle},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// The way to the thread. Dropping it ends the thread after the jobs it already has, and closes the connection.
pub(crate) struct Writer {
    /// Absent only while dropping.
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// Why a job gave nothing.
#[derive(Debug)]
pub(crate) enum WriteError {
    Sqlite(rusqlite::Error),
    /// The job found a reason to change nothing.
    Refused(String),
    /// The job panicked, or the thread could not be reached.
    Lost,
}

impl From<rusqlite::Error> for WriteError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Writer {
    pub(crate) fn start(mut connection: Connection) -> std::io::Result<Self> {
        let (jobs, queue) = mpsc::channel::<Job>();
        let thread = thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || {
                for job in queue {
                    // A transaction that unwinds is rolled back when it is dropped, so the connection is good for the next job; the
                    // caller learns of it because its answer never comes.
                    if catch_unwind(AssertUnwindSafe(|| job(&mut connection))).is_err() {
                        tracing::error!("a write panicked and was rolled back");
                    }
                }
            })?;
        Ok(Self {
            jobs: Some(jobs),
            thread: Some(thread),
        })
    }

    /// Runs `work` in a transaction; commits when it gives a value, rolls back when it gives an error.
    pub(crate) fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, WriteError> + Send + 'static,
    ) -> Result<T, WriteError> {
        self.run(move |connection| {
            if !connection.is_autocommit() {
                // An earlier transaction whose rollback failed; without this, no other could ever begin.
                connection.execute_batch("ROLLBACK")?;
            }
            // A deferred transaction that upgrades gets BUSY at once when another process wrote meanwhile; this one waits its turn.
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        })
    }

    /// Runs `work` on the writer's connection without a transaction.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, WriteError> + Send + 'static,
    ) -> Result<T, WriteError> {
        let (answer, result) = mpsc::sync_channel(1);
        let job: Job = Box::new(move |connection| {
            // Nobody listens only when the caller's thread is gone.
            let _ = answer.send(work(connection));
        });
        self.jobs
            .as_ref()
            .ok_or(WriteError::Lost)?
            .send(job)
            .map_err(|_| WriteError::Lost)?;
        result.recv().unwrap_or(Err(WriteError::Lost))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs = None;
        // Waits until the connection is closed, so that the file is whole (no -wal left) when the last handle is gone.
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
