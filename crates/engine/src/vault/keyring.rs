//! The operating system's secret store, asked with a time limit.
//!
//! A locked keyring brings up a prompt and waits for a person, for ever if need be, and a call to it cannot be ended. So each call runs
//! on a thread of its own, one at a time, and is given up after three seconds. What then? The call and its caller agree through a
//! [`Ticket`] on whether it happened: it is either *done* or *given up*, never both. A change that was given up and goes through all the
//! same, because the person unlocks the keyring a minute later, puts back what stood there before; when even that fails, [`Name::note`]
//! says so. If the program ends meanwhile, its connection and with it the prompt are gone, and nothing is written.

use std::{fmt, path::Path, time::Duration};

use ::keyring::v1::{Entry, Error};
use secrecy::zeroize::Zeroizing;

use super::{
    Secrets, VaultError,
    patience::{Ticket, line, within},
};
use crate::{Environment, files};

/// A locked keyring waits for a person for ever; nobody waits longer than this for it.
const PATIENCE: Duration = Duration::from_secs(3);

const SERVICE: &str = "mission-architect";

/// The most bytes that the keyring is given. Windows takes 2,560 (`CRED_MAX_CREDENTIAL_BLOB_SIZE`); others take more than AWS ever gives
/// out, and are not asked to.
const MOST_BYTES: usize = if cfg!(windows) { 2_560 } else { 16 << 10 };

/// Whether the keyring can be used now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyringState {
    /// It can.
    Available,
    /// There is no D-Bus session bus to reach one by.
    NoBus,
    /// It is locked, or does not answer, as one that waits for its password does.
    Locked,
    /// It refuses access to this program.
    Denied,
    /// There is none, or it does not work.
    Unavailable {
        /// A sentence.
        reason: String,
    },
}

impl fmt::Display for KeyringState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            KeyringState::Available => formatter.write_str("the system's keyring can keep secrets"),
            KeyringState::NoBus => formatter.write_str(
                "there is no session bus, so no keyring can be reached; start the program from a desktop session, or under `dbus-run-session`",
            ),
            KeyringState::Locked => formatter.write_str(
                "the keyring is locked, or did not answer within 3 seconds; answer its prompt or unlock it, and try again",
            ),
            KeyringState::Denied => formatter.write_str(
                "the keyring refused access; allow Mission Architect when it asks, and try again",
            ),
            KeyringState::Unavailable { reason } => {
                write!(formatter, "the keyring does not work: {reason}; {NEXT_STEP}")
            }
        }
    }
}

/// What a person should know of a call that was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyringNote {
    /// It is not answered still.
    Waits,
    /// It was carried out all the same.
    GoneThrough,
}

impl fmt::Display for KeyringNote {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            KeyringNote::Waits => {
                "the keyring still waits, perhaps for its password; what was asked of it before will not be carried out"
            }
            KeyringNote::GoneThrough => {
                "a change of the keyring that was reported as failed went through later and could not be undone; look at what is stored, and forget or replace it"
            }
        })
    }
}

const NEXT_STEP: &str = if cfg!(target_os = "linux") {
    "install and start a keyring, such as GNOME Keyring or KWallet, and start the program again"
} else {
    "check the system's keychain, and start the program again"
};

/// Looks for the keyring by asking it for an entry that does not exist. Takes at most three seconds.
pub(crate) fn availability() -> KeyringState {
    let probe = Name("probe".to_owned());
    match probe.ask(|entry, _| read(entry).map(drop)) {
        Ok(()) => KeyringState::Available,
        Err(state) => state,
    }
}

/// The name of a home's entry: homes do not share one.
pub(super) struct Name(String);

/// What the system says, kept apart from what it means.
type Answer<T> = Result<T, Error>;

impl Name {
    /// The name that belongs to a data folder.
    pub(super) fn of(data: &Path) -> Name {
        let data = std::path::absolute(data).unwrap_or_else(|_| data.to_owned());
        let hash = files::hash(data.as_os_str().as_encoded_bytes());
        Name(format!("credentials-{}", &hash[..16]))
    }

    /// What the entry is called.
    #[cfg(test)]
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn get(&self) -> Result<Option<Secrets>, VaultError> {
        let found = self
            .ask(|entry, _| read(entry))
            .map_err(VaultError::Keyring)?;
        found
            .map(|bytes| Secrets::from_bytes(&bytes).ok_or(VaultError::KeyringDamaged))
            .transpose()
    }

    pub(super) fn put(&self, secrets: &Secrets) -> Result<(), VaultError> {
        let bytes = secrets.to_bytes();
        if bytes.len() > MOST_BYTES {
            return Err(VaultError::TooLarge {
                bytes: bytes.len(),
                most_bytes: MOST_BYTES,
            });
        }
        let length = bytes.len();
        let name = self.0.clone();
        let written = self.ask(move |entry, ticket| {
            change(&name, entry, ticket, |entry, _| {
                match entry.set_secret(&bytes) {
                    Err(Error::TooLong(_, most_bytes)) => Ok(Some(most_bytes)),
                    Err(error) => Err(error),
                    Ok(()) => Ok(None),
                }
            })
        });
        match written.map_err(VaultError::Keyring)? {
            Some(most_bytes) => Err(VaultError::TooLarge {
                bytes: length,
                most_bytes: most_bytes as usize,
            }),
            None => Ok(()),
        }
    }

    pub(super) fn forget(&self) -> Result<bool, VaultError> {
        let name = self.0.clone();
        self.ask(move |entry, ticket| {
            change(&name, entry, ticket, |entry, had| {
                if had {
                    delete(entry)?;
                }
                Ok(had)
            })
        })
        .map_err(VaultError::Keyring)
    }

    /// What a person should know beside the state.
    pub(super) fn note(&self) -> Option<KeyringNote> {
        let line = line();
        if line.gone_through.contains(&self.0) {
            return Some(KeyringNote::GoneThrough);
        }
        line.given_up().then_some(KeyringNote::Waits)
    }

    /// Asks the keyring about this entry, with the time limit.
    fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Entry, &Ticket) -> Answer<T> + Send + 'static,
    ) -> Result<T, KeyringState> {
        if !Environment::of_this_process().has_session_bus {
            return Err(KeyringState::NoBus);
        }
        let name = self.0.clone();
        within(PATIENCE, move |ticket| {
            Entry::new(SERVICE, &name)
                .and_then(|entry| work(&entry, ticket))
                .map_err(|error| state_of(&error))
        })
        .unwrap_or(Err(KeyringState::Locked))
    }
}

/// The entry's bytes; nothing when there is none, which is so too when somebody deleted it by other means.
fn read(entry: &Entry) -> Answer<Option<Zeroizing<Vec<u8>>>> {
    match entry.get_secret() {
        Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error),
    }
}

fn delete(entry: &Entry) -> Answer<()> {
    match entry.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Makes a change, told whether there was an entry. One that goes through after it was given up is taken back.
pub(super) fn change<T>(
    name: &str,
    entry: &Entry,
    ticket: &Ticket,
    make: impl FnOnce(&Entry, bool) -> Answer<T>,
) -> Answer<T> {
    // A locked keyring waits here already, before anything is written.
    let before = read(entry)?;
    if ticket.is_given_up() {
        return Err(Error::NoEntry);
    }
    let made = make(entry, before.is_some());
    if ticket.done() {
        if made.is_ok() {
            line().gone_through.retain(|gone| gone != name);
        }
        return made;
    }
    let undone = match before {
        Some(bytes) => entry.set_secret(&bytes),
        None => delete(entry),
    };
    if undone.is_err() && made.is_ok() {
        line().gone_through.push(name.to_owned());
    }
    made
}

/// What an error of the keyring means for a person. Errors that carry what was read are never printed.
fn state_of(error: &Error) -> KeyringState {
    let unavailable = |reason: &str| KeyringState::Unavailable {
        reason: reason.to_owned(),
    };
    match error {
        Error::NoStorageAccess(why) | Error::PlatformFailure(why) => refusal(&why.to_string()),
        Error::NoDefaultStore => match Entry::store_status() {
            Err(Error::NoStorageAccess(why) | Error::PlatformFailure(why)) => {
                refusal(&why.to_string())
            }
            _ => unavailable("this system has none that is known"),
        },
        Error::Ambiguous(_) => {
            unavailable("it has more than one entry of Mission Architect; delete them")
        }
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) => {
            unavailable("what it holds cannot be read")
        }
        Error::NotSupportedByStore(_) | Error::Invalid(..) | Error::TooLong(..) => {
            unavailable("it does not do what is asked of it")
        }
        _ => unavailable("it gave no reason"),
    }
}

/// Reads the words of the platform, for it has no codes in common.
fn refusal(why: &str) -> KeyringState {
    let lower = why.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(&["prompt dismissed", "locked"]) {
        // The prompts of the Secret Service ask for the keyring's password; one that cannot be shown counts as dismissed.
        KeyringState::Locked
    } else if says(&["denied", "cancel", "not allowed", "notauthorized"]) {
        KeyringState::Denied
    } else if says(&["not returned"]) {
        // The Secret Service has no default collection, or answers with nothing.
        KeyringState::Unavailable {
            reason: "it has no default collection to keep secrets in".to_owned(),
        }
    } else {
        KeyringState::Unavailable {
            reason: why.lines().next().unwrap_or_default().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_platform_are_told_apart() {
        let state = |why: &str| refusal(why);
        assert_eq!(
            state("SS Error: object locked"),
            KeyringState::Locked,
            "locked"
        );
        assert_eq!(
            state("SS error: prompt dismissed"),
            KeyringState::Locked,
            "it would have been unlocked by that prompt"
        );
        assert_eq!(
            state("zbus error: org.freedesktop.DBus.Error.AccessDenied: Rejected send message"),
            KeyringState::Denied,
            "refused"
        );
        assert_eq!(
            state("User canceled the operation."),
            KeyringState::Denied,
            "macOS"
        );
        assert!(
            matches!(state("out of memory"), KeyringState::Unavailable { reason } if reason == "out of memory"),
            "anything else is told as it is"
        );
    }

    #[test]
    fn homes_have_entries_of_their_own() {
        let name = |path: &str| Name::of(Path::new(path)).0;
        assert_ne!(
            name("/one/data"),
            name("/two/data"),
            "they do not share secrets"
        );
        assert_eq!(name("/one/data"), name("/one/data"), "and find them again");
    }
}
