//! The operating system's lock on the data folder. Any number of processes may record attempts; only its owner runs jobs.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
    sync::Mutex,
};

use crate::engine::lock;

/// Who runs the jobs of a data folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobRunner {
    /// The engine that was asked.
    ThisEngine,
    /// Another engine.
    Other {
        /// Its process, when it could be read.
        pid: Option<u32>,
    },
}

/// The lock, held or asked for again. The system lets go of it when the process ends, however it ends.
pub(crate) struct JobLock {
    folder: Option<PathBuf>,
    held: Mutex<Option<File>>,
}

impl JobLock {
    /// Asks for the lock of a data folder.
    pub(crate) fn on(folder: &Path) -> JobLock {
        let lock = JobLock {
            folder: Some(folder.to_owned()),
            held: Mutex::new(None),
        };
        lock.runner();
        lock
    }

    /// For data that lives in this process alone: there is nobody to share jobs with.
    pub(crate) fn not_needed() -> JobLock {
        JobLock {
            folder: None,
            held: Mutex::new(None),
        }
    }

    pub(crate) fn runner(&self) -> JobRunner {
        let Some(folder) = &self.folder else {
            return JobRunner::ThisEngine;
        };
        let mut held = lock(&self.held);
        if held.is_some() {
            return JobRunner::ThisEngine;
        }
        match take(folder) {
            Ok(file) => {
                *held = Some(file);
                // Beside the lock, not in it: where locks are mandatory nobody else could read it there.
                let _ = fs::write(pid_file(folder), std::process::id().to_string());
                JobRunner::ThisEngine
            }
            Err(error) => {
                if !matches!(error, TryLockError::WouldBlock) {
                    tracing::warn!(%error, "the lock of the data folder cannot be asked for");
                }
                let pid = fs::read_to_string(pid_file(folder)).ok();
                JobRunner::Other {
                    pid: pid.and_then(|text| text.trim().parse().ok()),
                }
            }
        }
    }
}

fn take(folder: &Path) -> Result<File, TryLockError> {
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join("engine.lock"))
        .map_err(TryLockError::Error)?;
    file.try_lock()?;
    Ok(file)
}

fn pid_file(folder: &Path) -> PathBuf {
    folder.join("engine.pid")
}
