//! The operating system's secret store: only whether it is there. Nothing is kept in it yet, and the probe writes nothing.

use std::{sync::mpsc, thread, time::Duration};

use keyring::v1::{Entry, Error};

use crate::Environment;

/// A locked keyring waits for a person for ever; nobody waits longer than this for it.
const PATIENCE: Duration = Duration::from_secs(3);

const SERVICE: &str = "mission-architect";

/// Whether secrets can be kept by the operating system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretStore {
    /// They can.
    Available,
    /// They cannot, now.
    Unavailable {
        /// A sentence with the next step.
        reason: String,
    },
}

/// Looks for the secret store by asking it for an entry that does not exist. Takes at most three seconds.
pub fn secret_store() -> SecretStore {
    if !Environment::of_this_process().has_session_bus {
        return unavailable(
            "there is no session bus, so no keyring can be reached; start the program from a desktop session, or under `dbus-run-session`",
        );
    }
    within(PATIENCE, probe).unwrap_or_else(|| {
        unavailable("the keyring did not answer within 3 seconds, as one that is locked does; unlock it and try again")
    })
}

fn probe() -> SecretStore {
    if let Err(error) = Entry::store_status() {
        return unavailable(&format!(
            "the secret store cannot be reached: {error}; {NEXT_STEP}"
        ));
    }
    let found = Entry::new(SERVICE, "probe").and_then(|entry| entry.get_password());
    match found {
        Ok(_) | Err(Error::NoEntry) => SecretStore::Available,
        Err(Error::NoStorageAccess(error)) => unavailable(&format!(
            "the secret store is locked or refuses access: {error}; unlock it and try again"
        )),
        Err(error) => unavailable(&format!(
            "the secret store does not work: {error}; {NEXT_STEP}"
        )),
    }
}

const NEXT_STEP: &str = if cfg!(target_os = "linux") {
    "install and start a keyring, such as GNOME Keyring or KWallet"
} else {
    "check the system's keychain"
};

fn unavailable(reason: &str) -> SecretStore {
    SecretStore::Unavailable {
        reason: reason.to_owned(),
    }
}

/// Runs something on a thread of its own and stops waiting after a while. The thread is left behind then: it cannot be ended, and it
/// holds nothing that anyone else needs.
fn within<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let thread = thread::Builder::new()
        .name("secret-store".to_owned())
        .spawn(move || {
            // Nobody listens any more when this took too long.
            let _ = sender.send(work());
        });
    thread.ok()?;
    receiver.recv_timeout(patience).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_that_waits_for_ever_is_given_up() {
        let (keep_waiting, never) = mpsc::channel::<()>();
        let answer = within(Duration::from_millis(20), move || never.recv().is_ok());
        assert_eq!(
            answer, None,
            "a locked keyring must not hold up the program"
        );
        drop(keep_waiting);
    }

    #[test]
    fn an_answer_in_time_is_taken() {
        assert_eq!(
            within(Duration::from_secs(60), || 7),
            Some(7),
            "the answer came at once"
        );
    }
}
