//! Writes that must happen: tried again until the database takes them, so that nothing is lost while the process lives. While one waits, the
//! queue says in words what the trouble is, and leases nothing. A write that is refused for a reason of its own, while the disk and the file are
//! good, is given up after some tries: the others are not to wait for it for ever.

use std::time::Duration;

use store::{JobId, Store, StoreError};
use tokio_util::sync::CancellationToken;

use super::times::{QueueTimes, doubled};
use crate::{Engine, Event};

/// How often a write is tried that is refused for a reason of its own. With the default waits that is a quarter of a minute, in which a fault that
/// was not its own shows.
const MOST_OWN_REFUSALS: u32 = 6;

/// Why something was not written.
#[derive(Debug)]
pub(super) enum Unwritten {
    /// The runner was stopped first.
    Stopped,
    /// The database takes everything but this.
    Refused(StoreError),
}

impl Engine {
    /// Runs work that blocks (SQLite, files) where that is allowed.
    pub(crate) async fn blocking<T: Send + 'static, E: From<StoreError> + Send + 'static>(
        &self,
        work: impl FnOnce(&Engine) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let engine = self.clone();
        match tokio::task::spawn_blocking(move || work(&engine)).await {
            Ok(done) => done,
            Err(error) => Err(E::from(StoreError::Failed {
                context: "working in the background",
                reason: if error.is_panic() {
                    "a fault of the program ended it".to_owned()
                } else {
                    "the program is ending".to_owned()
                },
            })),
        }
    }

    /// Writes until it is written, as long as it is the disk or another process that is in the way.
    ///
    /// # Errors
    /// When `stop` is cancelled first, or it was refused some times in a row for a reason of its own.
    pub(super) async fn persist<T: Send + 'static>(
        &self,
        stop: &CancellationToken,
        write: impl Fn(&Store) -> Result<T, StoreError> + Clone + Send + 'static,
    ) -> Result<T, Unwritten> {
        let times = self.inner.queue.times();
        let (mut failures, mut own_refusals) = (0, 0);
        let mut unwritten = None;
        loop {
            let once = write.clone();
            match self.blocking(move |engine| once(&engine.inner.store)).await {
                Ok(done) => {
                    if unwritten.take().is_some() {
                        self.trouble_over();
                    }
                    return Ok(done);
                }
                Err(error) => {
                    unwritten.get_or_insert_with(|| self.inner.queue.unwritten());
                    self.trouble(&error);
                    own_refusals = if error.is_of_surroundings() {
                        0
                    } else {
                        own_refusals + 1
                    };
                    if own_refusals >= MOST_OWN_REFUSALS {
                        tracing::error!(%error, "a write is given up");
                        drop(unwritten);
                        self.wake_queue();
                        return Err(Unwritten::Refused(error));
                    }
                }
            }
            tokio::select! {
                biased;
                () = stop.cancelled() => return Err(Unwritten::Stopped),
                () = tokio::time::sleep(trouble_wait(&times, failures)) => {}
            }
            failures += 1;
        }
    }

    /// Says why the database cannot be used.
    pub(super) fn trouble(&self, error: &StoreError) {
        let sentence = sentence(error);
        let is_new = self.inner.queue.with(|state| {
            let is_new = state.trouble.as_ref() != Some(&sentence);
            state.trouble = Some(sentence.clone());
            is_new
        });
        if is_new {
            tracing::warn!(%error, "the queue waits for the database");
            self.emit(Event::QueueChanged);
        }
    }

    /// A job's lease cannot be ended, so that it stands there until it runs out: said until the job goes on or is cancelled.
    pub(super) fn job_is_held(&self, job: JobId, error: &StoreError) {
        tracing::error!(job = job.0, %error, "the lease of a job cannot be ended");
        let sentence = format!(
            "The end of job {} cannot be written ({error}). It is tried again when its lease runs out; the others go on. Cancel it if that does not help.",
            job.0
        );
        self.inner
            .queue
            .with(|state| state.held.insert(job, sentence));
        self.emit(Event::QueueChanged);
    }

    /// The database was used with success.
    pub(super) fn trouble_over(&self) {
        let was = self.inner.queue.with(|state| state.trouble.take());
        if was.is_some() {
            self.emit(Event::QueueChanged);
            self.wake_queue();
        }
    }
}

/// How long to wait after so many refusals in a row.
pub(super) fn trouble_wait(times: &QueueTimes, failures: u32) -> Duration {
    doubled(times.trouble_base, times.trouble_cap, failures)
}

fn sentence(error: &StoreError) -> String {
    let again = "The queue goes on by itself when it works again.";
    match error {
        StoreError::Full => format!("The disk is full: make some room. {again}"),
        StoreError::ReadOnly { path, reason } => format!(
            "{} cannot be written ({reason}): check its permissions and the disk. {again}",
            path.display()
        ),
        StoreError::Unreachable { path, reason } => format!(
            "{} cannot be reached ({reason}): check whether its disk is still there. {again}",
            path.display()
        ),
        error if error.is_locked() => format!(
            "The database is locked by another program: close what has it open, for example a database browser or a backup. {again}"
        ),
        StoreError::Failed { context, reason } => {
            format!("The database cannot be used ({context}: {reason}). {again}")
        }
        StoreError::Newer { .. } => format!("{error}. Update this program."),
    }
}
