//! What is known and could not be written yet: written by a thread of its own as soon as the database takes it, for as long as the engine is there.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use store::{Store, StoreError};

use crate::engine::Inner;

/// Between two tries: at first, and at most.
pub(crate) const FIRST_PAUSE: Duration = Duration::from_millis(50);
pub(crate) const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// A database that takes nothing for so long does not take this entry at all.
const GIVEN_UP_AFTER: Duration = Duration::from_secs(6 * 60 * 60);

/// Writes something on a thread of its own, and calls `done` when it is written. The first try keeps the engine alive, so that a handle which is dropped
/// right now does not take the entry with it; later ones do not.
pub(crate) fn write_later(
    inner: &Arc<Inner>,
    what: &'static str,
    write: impl Fn(&Store) -> Result<(), StoreError> + Send + 'static,
    done: impl FnOnce(&Inner) + Send + 'static,
) {
    let weak = Arc::downgrade(inner);
    let mut strong = Some(Arc::clone(inner));
    let work = move || {
        let began = Instant::now();
        let mut pause = FIRST_PAUSE;
        while let Some(inner) = strong.take().or_else(|| weak.upgrade()) {
            match write(&inner.store) {
                Ok(()) => return done(&inner),
                Err(error) if began.elapsed() > GIVEN_UP_AFTER => {
                    tracing::error!(what, %error, "it is never written");
                    return;
                }
                Err(error) => tracing::warn!(what, %error, "it cannot be written yet"),
            }
            drop(inner);
            thread::sleep(pause);
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    };
    let begun = thread::Builder::new()
        .name("write-later".to_owned())
        .spawn(work);
    if let Err(error) = begun {
        tracing::warn!(what, %error, "it is not written: no thread can be started");
    }
}
