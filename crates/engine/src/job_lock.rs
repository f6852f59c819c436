//! The operating system's lock on the data folder. Any number of processes may record attempts; only its owner runs jobs. It is taken when a
//! runner starts and let go when that one ends; opening an engine does not touch it.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

/// Who runs the jobs of a data folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobRunner {
    /// The engine that was asked, or nobody: it would if it were told to.
    ThisEngine,
    /// Another engine.
    Other {
        /// Its process, when it could be read.
        pid: Option<u32>,
    },
}

/// The way to the lock of a data folder.
pub(crate) struct JobLock {
    folder: Option<PathBuf>,
}

/// The lock, held until this is dropped. The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct HeldLock {
    /// Absent where there is nobody to share jobs with.
    _file: Option<File>,
}

impl JobLock {
    /// The lock of a data folder.
    pub(crate) fn on(folder: &Path) -> JobLock {
        JobLock {
            folder: Some(folder.to_owned()),
        }
    }

    /// For data that lives in this process alone: there is nobody to share jobs with.
    pub(crate) fn not_needed() -> JobLock {
        JobLock { folder: None }
    }

    /// Asks for the lock; nothing when another engine has it, of this process or of another.
    pub(crate) fn take(&self) -> Option<HeldLock> {
        let Some(folder) = &self.folder else {
            return Some(HeldLock { _file: None });
        };
        match open(folder).and_then(|file| file.try_lock().map(|()| file)) {
            Ok(file) => {
                // Beside the lock, not in it: where locks are mandatory nobody else could read it there.
                let _ = fs::write(pid_file(folder), std::process::id().to_string());
                Some(HeldLock { _file: Some(file) })
            }
            Err(error) => {
                if !matches!(error, TryLockError::WouldBlock) {
                    tracing::warn!(%error, "the lock of the data folder cannot be asked for");
                }
                None
            }
        }
    }

    /// Who has the lock, for an engine that has not. A shared lock is asked for and let go at once, so that two who look do not see each other.
    pub(crate) fn runner(&self) -> JobRunner {
        let Some(folder) = &self.folder else {
            return JobRunner::ThisEngine;
        };
        match open(folder).and_then(|file| file.try_lock_shared()) {
            Err(TryLockError::WouldBlock) => {
                let pid = fs::read_to_string(pid_file(folder)).ok();
                JobRunner::Other {
                    pid: pid.and_then(|text| text.trim().parse().ok()),
                }
            }
            Ok(()) => JobRunner::ThisEngine,
            Err(TryLockError::Error(error)) => {
                tracing::warn!(%error, "the lock of the data folder cannot be asked for");
                JobRunner::Other { pid: None }
            }
        }
    }
}

fn open(folder: &Path) -> Result<File, TryLockError> {
    OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(folder.join("engine.lock"))
        .map_err(TryLockError::Error)
}

fn pid_file(folder: &Path) -> PathBuf {
    folder.join("engine.pid")
}
