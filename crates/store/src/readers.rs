//! Read-only connections, opened when first needed and shared by whoever reads.

use std::{
    path::PathBuf,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

use rusqlite::Connection;

use crate::connection::{self, Refused};

/// A window, a watcher and a command at the same time; more would only wait for the disk.
const MOST: usize = 3;

pub(crate) struct Readers {
    file: PathBuf,
    pool: Mutex<Pool>,
    returned: Condvar,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Connection>,
    /// Idle and lent.
    open: usize,
}

impl Readers {
    pub(crate) fn new(file: PathBuf) -> Self {
        Self {
            file,
            pool: Mutex::default(),
            returned: Condvar::new(),
        }
    }

    /// Runs `work` on a connection, waiting for one when all are lent.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Refused> {
        let connection = self.lend()?;
        let result = work(&connection);
        self.lock().idle.push(connection);
        self.returned.notify_one();
        Ok(result?)
    }

    fn lend(&self) -> Result<Connection, Refused> {
        let mut pool = self.lock();
        while pool.idle.is_empty() && pool.open == MOST {
            pool = self
                .returned
                .wait(pool)
                .unwrap_or_else(PoisonError::into_inner);
        }
        if let Some(connection) = pool.idle.pop() {
            return Ok(connection);
        }
        let connection = connection::open_read_only(&self.file)?;
        connection::prepare_reader(&connection)?;
        pool.open += 1;
        Ok(connection)
    }

    fn lock(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
