//! What is kept, how it is written down before it is encrypted, and how little of it is shown.

use std::{borrow::Cow, fmt};

use secrecy::{ExposeSecret, SecretString, zeroize::Zeroizing};
use serde::{Deserialize, Serialize};

/// More than any credentials take, written down.
const MOST_BYTES: usize = 16 << 10;

/// Pasted credentials.
#[derive(Clone)]
pub enum Secrets {
    /// A Bedrock API key.
    BearerKey(SecretString),
    /// Static or temporary keys of an IAM principal.
    AccessKeys {
        /// `AKIA...` or `ASIA...`.
        access_key_id: String,
        /// Its secret.
        secret_access_key: SecretString,
        /// Of temporary keys.
        session_token: Option<SecretString>,
    },
}

/// What kind of secrets a place holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldKind {
    /// A Bedrock API key.
    BearerKey,
    /// Access keys without a session token.
    AccessKeys,
    /// Access keys with a session token, which expire.
    TemporaryAccessKeys,
}

/// What may be shown of secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Their kind.
    pub kind: HeldKind,
    /// Stars and the last four characters of the access key id, or of a Bedrock key that is long enough to spare them.
    pub masked: String,
}

/// The form in which secrets are encrypted. Versions to come add a tag; an unknown one is not understood.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum Written<'a> {
    BearerKey {
        key: Cow<'a, str>,
    },
    AccessKeys {
        access_key_id: Cow<'a, str>,
        secret_access_key: Cow<'a, str>,
        session_token: Option<Cow<'a, str>>,
    },
}

impl Secrets {
    /// What may be shown of them.
    pub fn held(&self) -> Held {
        match self {
            Secrets::BearerKey(key) => Held {
                kind: HeldKind::BearerKey,
                masked: masked(key.expose_secret(), 32),
            },
            Secrets::AccessKeys {
                access_key_id,
                session_token,
                ..
            } => Held {
                kind: if session_token.is_some() {
                    HeldKind::TemporaryAccessKeys
                } else {
                    HeldKind::AccessKeys
                },
                masked: masked(access_key_id, 16),
            },
        }
    }

    /// Their bytes, for a place that encrypts them. Wiped when dropped.
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let written = match self {
            Secrets::BearerKey(key) => Written::BearerKey {
                key: Cow::Borrowed(key.expose_secret()),
            },
            Secrets::AccessKeys {
                access_key_id,
                secret_access_key,
                session_token,
            } => Written::AccessKeys {
                access_key_id: Cow::Borrowed(access_key_id),
                secret_access_key: Cow::Borrowed(secret_access_key.expose_secret()),
                session_token: session_token
                    .as_ref()
                    .map(|token| Cow::Borrowed(token.expose_secret())),
            },
        };
        // Room for all of it at once, so that no half of it is left behind in memory by growing.
        let mut bytes = Zeroizing::new(Vec::with_capacity(MOST_BYTES));
        // Strings always serialise, and a `Vec` takes all.
        let _ = serde_json::to_writer(&mut *bytes, &written);
        bytes
    }

    /// Reads what [`Secrets::to_bytes`] wrote; nothing when it is something else.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Secrets> {
        let secret = |text: Cow<'_, str>| SecretString::from(text.into_owned());
        Some(match serde_json::from_slice(bytes).ok()? {
            Written::BearerKey { key } => Secrets::BearerKey(secret(key)),
            Written::AccessKeys {
                access_key_id,
                secret_access_key,
                session_token,
            } => Secrets::AccessKeys {
                access_key_id: access_key_id.into_owned(),
                secret_access_key: secret(secret_access_key),
                session_token: session_token.map(secret),
            },
        })
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = self.held();
        write!(formatter, "Secrets({:?}, {})", held.kind, held.masked)
    }
}

/// Stars, and the last four characters of something that has at least `enough`.
fn masked(text: &str, enough: usize) -> String {
    let characters = text.chars().count();
    let shown = if characters >= enough { 4 } else { 0 };
    let end: String = text.chars().skip(characters - shown).collect();
    format!("****{end}")
}
