//! `credentials.age`: secrets under a passphrase, in the age format, so that the `age` tool opens it too.

use std::{
    fs,
    io::{ErrorKind, Write},
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use age::DecryptError;
use secrecy::{ExposeSecret, SecretString, zeroize::Zeroizing};

use super::{FileState, SHORTEST_PASSPHRASE, Secrets, VaultError};
use crate::files;

/// Scrypt with N = 2^18 (r = 8, p = 1) takes 256 MiB and about a second on a laptop of today; it is what `age` itself takes for a second.
/// Fixed, so that a fast machine does not make a file that a slow one cannot open. A debug build takes as long, because `scrypt` is
/// optimised there too (the workspace's `Cargo.toml`).
const WORK_FACTOR: u8 = 18;

/// A file that asks for more is not ours: 2^21 would take two gigabytes.
const MOST_WORK_FACTOR: u8 = 20;

/// What this program writes is under 10 KiB.
const MOST_BYTES: u64 = 1 << 20;

pub(super) struct EncryptedFile {
    path: PathBuf,
    work_factor: u8,
    /// What the file held when it was opened or written by this process, with its bytes then: a file that was replaced is locked again.
    opened: Mutex<Option<Opened>>,
}

struct Opened {
    encrypted: Vec<u8>,
    secrets: Secrets,
}

impl EncryptedFile {
    pub(super) fn new(path: PathBuf) -> EncryptedFile {
        EncryptedFile {
            path,
            work_factor: WORK_FACTOR,
            opened: Mutex::new(None),
        }
    }

    /// One that takes no time, for tests that are not about that.
    #[cfg(test)]
    pub(super) fn without_work(path: PathBuf) -> EncryptedFile {
        EncryptedFile {
            work_factor: 4,
            ..EncryptedFile::new(path)
        }
    }

    pub(super) fn state(&self) -> FileState {
        match self.get() {
            Ok(None) => FileState::Absent,
            Ok(Some(secrets)) => FileState::Unlocked(secrets.held()),
            Err(VaultError::FileLocked { .. }) => FileState::Locked,
            Err(error) => FileState::Unusable {
                reason: error.to_string(),
            },
        }
    }

    pub(super) fn get(&self) -> Result<Option<Secrets>, VaultError> {
        let Some(encrypted) = self.read()? else {
            self.opened().take();
            return Ok(None);
        };
        match &*self.opened() {
            Some(opened) if opened.encrypted == encrypted => Ok(Some(opened.secrets.clone())),
            _ => Err(VaultError::FileLocked {
                file: self.path.clone(),
            }),
        }
    }

    pub(super) fn put(&self, secrets: Secrets, passphrase: SecretString) -> Result<(), VaultError> {
        if passphrase.expose_secret().chars().count() < SHORTEST_PASSPHRASE {
            return Err(VaultError::PassphraseTooShort);
        }
        let mut recipient = age::scrypt::Recipient::new(passphrase);
        recipient.set_work_factor(self.work_factor);
        let encrypted = age::encrypt(&recipient, &secrets.to_bytes())
            .map_err(|error| self.io("written", &error))?;
        self.replace(&encrypted)
            .map_err(|error| self.io("written", &error))?;
        *self.opened() = Some(Opened { encrypted, secrets });
        Ok(())
    }

    pub(super) fn unlock(&self, passphrase: SecretString) -> Result<(), VaultError> {
        let Some(encrypted) = self.read()? else {
            return Err(VaultError::NoFile {
                file: self.path.clone(),
            });
        };
        let mut identity = age::scrypt::Identity::new(passphrase);
        identity.set_max_work_factor(MOST_WORK_FACTOR);
        let content = age::decrypt(&identity, &encrypted)
            .map(Zeroizing::new)
            .map_err(|error| self.refused(&error))?;
        let secrets =
            Secrets::from_bytes(&content).ok_or_else(|| self.damaged("it holds something else"))?;
        *self.opened() = Some(Opened { encrypted, secrets });
        Ok(())
    }

    pub(super) fn forget(&self) -> Result<bool, VaultError> {
        self.opened().take();
        match fs::remove_file(&self.path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(self.io("deleted", &error)),
        }
    }

    /// The file's bytes; nothing when there is none.
    fn read(&self) -> Result<Option<Vec<u8>>, VaultError> {
        let found = match fs::metadata(&self.path) {
            Ok(found) => found,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.io("read", &error)),
        };
        if !found.is_file() {
            return Err(self.damaged("it is not a file"));
        }
        if found.len() > MOST_BYTES {
            return Err(self.damaged("it is far too large"));
        }
        match fs::read(&self.path) {
            Ok(encrypted) => Ok(Some(encrypted)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.io("read", &error)),
        }
    }

    /// Whole or not at all, and the owner's only: a temporary file is made with 0600, and the rename keeps that.
    fn replace(&self, encrypted: &[u8]) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(std::path::Path::new("."));
        fs::create_dir_all(folder)?;
        let mut staged = tempfile::Builder::new()
            .prefix(".mission-architect-")
            .tempfile_in(folder)?;
        staged.write_all(encrypted)?;
        staged.as_file().sync_all()?;
        files::persist(staged, &self.path)
    }

    fn refused(&self, error: &DecryptError) -> VaultError {
        match error {
            // The passphrase opens the file's own key, and that is sealed: nothing else fails there but a few damaged bytes.
            DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => {
                VaultError::WrongPassphrase {
                    file: self.path.clone(),
                }
            }
            DecryptError::ExcessiveWork { .. } => self.damaged("it asks for too much work"),
            DecryptError::NoMatchingKeys => self.damaged("it was not made with a passphrase"),
            DecryptError::UnknownFormat => self.damaged("its format is not known"),
            // What is left is a broken head or body, of which age's words say no more.
            _ => self.damaged("it is not whole"),
        }
    }

    fn damaged(&self, reason: &str) -> VaultError {
        VaultError::FileDamaged {
            file: self.path.clone(),
            reason: reason.to_owned(),
        }
    }

    fn io(&self, doing: &'static str, error: &dyn std::error::Error) -> VaultError {
        VaultError::FileIo {
            file: self.path.clone(),
            doing,
            reason: error.to_string(),
        }
    }

    fn opened(&self) -> MutexGuard<'_, Option<Opened>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
