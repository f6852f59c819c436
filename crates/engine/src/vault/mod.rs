//! Where pasted secrets are kept: the system's keyring, this process's memory, or a file under a passphrase. Never in plain text on a
//! disk, and in no `Debug`, log or message. Profiles, SSO and the AWS chain are not here; nothing of them is kept by us.

mod file;
mod keyring;
mod patience;
mod secrets;
#[cfg(test)]
mod tests;

use std::{
    fmt,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use secrecy::SecretString;

pub(crate) use self::keyring::availability;
pub use self::{
    keyring::{KeyringNote, KeyringState},
    secrets::{Held, HeldKind, Secrets},
};
use crate::Home;

/// The shortest passphrase that a file is kept under, in characters.
pub const SHORTEST_PASSPHRASE: usize = 8;

/// A place where secrets are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The operating system's own secret store.
    Keyring,
    /// This process, until it ends.
    Memory,
    /// `credentials.age` in the config folder, encrypted under a passphrase.
    File,
}

/// What each place holds, and whether it can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VaultState {
    /// Whether the keyring can be used now.
    pub keyring: KeyringState,
    /// What the keyring holds; nothing when it cannot be asked.
    pub in_keyring: Option<Held>,
    /// A call that the keyring has not answered yet, or that went through although it was reported as failed.
    pub keyring_note: Option<KeyringNote>,
    /// What is kept for this run only.
    pub in_memory: Option<Held>,
    /// The encrypted file.
    pub file: FileState,
}

/// The encrypted file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// There is none.
    Absent,
    /// There is one, and this process was not told its passphrase, or it was replaced since.
    Locked,
    /// This process has its content.
    Unlocked(Held),
    /// It is there and cannot be read.
    Unusable {
        /// A sentence with the next step.
        reason: String,
    },
}

/// Why secrets were not kept, given or forgotten. Every message has a next step, and none has a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The keyring cannot be used. Nothing was written: a call that was given up undoes what it does afterwards.
    #[error("{0}")]
    Keyring(KeyringState),
    /// The keyring does not take values of this size.
    #[error(
        "these credentials have {bytes} bytes and the keyring of this system takes at most {most_bytes}; keep them in memory for this run, or in the encrypted file"
    )]
    TooLarge {
        /// What they take, written down.
        bytes: usize,
        /// What the keyring takes.
        most_bytes: usize,
    },
    /// What the keyring holds under our name was not written by this program.
    #[error(
        "the keyring's entry of Mission Architect cannot be understood; forget it, and paste the credentials again"
    )]
    KeyringDamaged,
    /// A file needs a passphrase.
    #[error(
        "the encrypted file needs a passphrase; give one of at least {SHORTEST_PASSPHRASE} characters"
    )]
    PassphraseMissing,
    /// The passphrase would not protect anything.
    #[error("the passphrase is too short; give one of at least {SHORTEST_PASSPHRASE} characters")]
    PassphraseTooShort,
    /// The passphrase is another one.
    #[error(
        "the passphrase does not open {file}; try again, or forget the file and paste the credentials again"
    )]
    WrongPassphrase {
        /// The encrypted file.
        file: PathBuf,
    },
    /// The file is there and its passphrase was not given to this process.
    #[error("{file} is locked; unlock it with its passphrase")]
    FileLocked {
        /// The encrypted file.
        file: PathBuf,
    },
    /// The file is not what this program wrote. It is left as it is.
    #[error(
        "{file} is damaged ({reason}); put back a copy of it, or forget it and paste the credentials again"
    )]
    FileDamaged {
        /// The encrypted file.
        file: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// There is no encrypted file to unlock.
    #[error("there is no {file} to unlock; paste the credentials and choose the encrypted file")]
    NoFile {
        /// Where it would be.
        file: PathBuf,
    },
    /// The file could not be read, written or deleted.
    #[error(
        "{file} cannot be {doing}: {reason}; check the folder's permissions and its free space"
    )]
    FileIo {
        /// The encrypted file.
        file: PathBuf,
        /// `read`, `written` or `deleted`.
        doing: &'static str,
        /// What the system says.
        reason: String,
    },
}

/// Keeps the secrets of one home. All methods block: a keyring call up to three seconds, the encrypted file about one.
pub struct Vault {
    entry: keyring::Name,
    file: file::EncryptedFile,
    memory: Mutex<Option<Secrets>>,
}

impl Vault {
    /// The vault of a home. Nothing is read yet.
    pub fn new(home: &Home) -> Vault {
        Vault {
            entry: keyring::Name::of(&home.data),
            file: file::EncryptedFile::new(home.config.join("credentials.age")),
            memory: Mutex::new(None),
        }
    }

    /// What each place holds. Asks the keyring, so it can take up to three seconds and can bring up the system's prompt.
    pub fn state(&self) -> VaultState {
        let (keyring, in_keyring) = match self.entry.get() {
            Ok(found) => (KeyringState::Available, found.as_ref().map(Secrets::held)),
            Err(VaultError::Keyring(state)) => (state, None),
            Err(error) => (
                KeyringState::Unavailable {
                    reason: error.to_string(),
                },
                None,
            ),
        };
        VaultState {
            keyring,
            in_keyring,
            keyring_note: self.entry.note(),
            in_memory: self.memory().as_ref().map(Secrets::held),
            file: self.file.state(),
        }
    }

    /// Keeps secrets in one place, instead of what that place held. Other places are left alone. The passphrase is for
    /// [`Place::File`] only.
    pub fn put(
        &self,
        secrets: Secrets,
        place: Place,
        passphrase: Option<SecretString>,
    ) -> Result<(), VaultError> {
        match place {
            Place::Keyring => self.entry.put(&secrets),
            Place::Memory => {
                *self.memory() = Some(secrets);
                Ok(())
            }
            Place::File => self
                .file
                .put(secrets, passphrase.ok_or(VaultError::PassphraseMissing)?),
        }
    }

    /// The secrets in force: those in memory, else those of the keyring, else those of the file, which must have been unlocked in this
    /// process. A keyring that is not there at all counts as one that holds nothing; one that is locked or denies access is an error
    /// unless the file can be used.
    pub fn get(&self) -> Result<Option<Secrets>, VaultError> {
        if let Some(secrets) = self.memory().as_ref() {
            return Ok(Some(secrets.clone()));
        }
        let refused = match self.entry.get() {
            Ok(Some(secrets)) => return Ok(Some(secrets)),
            Ok(None)
            | Err(VaultError::Keyring(KeyringState::NoBus | KeyringState::Unavailable { .. })) => {
                None
            }
            Err(error) => Some(error),
        };
        match (self.file.get(), refused) {
            (Ok(Some(secrets)), _) => Ok(Some(secrets)),
            (_, Some(error)) => Err(error),
            (found, None) => found,
        }
    }

    /// Opens the encrypted file for this process.
    pub fn unlock(&self, passphrase: SecretString) -> Result<(), VaultError> {
        self.file.unlock(passphrase)
    }

    /// Takes secrets out of a place; says whether there were any. A damaged file or entry can be forgotten too.
    pub fn forget(&self, place: Place) -> Result<bool, VaultError> {
        match place {
            Place::Keyring => self.entry.forget(),
            Place::Memory => Ok(self.memory().take().is_some()),
            Place::File => self.file.forget(),
        }
    }

    fn memory(&self) -> MutexGuard<'_, Option<Secrets>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Vault").finish_non_exhaustive()
    }
}
