//! Credentials on their way into the vault: the only DTOs with secrets in them. They are not declared by `dto!`, because what it derives would
//! print them.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{PlaceDto, SecretKindDto};

/// Credentials that were pasted.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveCredentials {
    /// What kind.
    pub kind: SecretKindDto,
    /// Of a Bedrock API key, the key.
    pub bearer_key: Option<String>,
    /// Of access keys.
    pub access_key_id: Option<String>,
    /// Of access keys.
    pub secret_access_key: Option<String>,
    /// Of temporary access keys.
    pub session_token: Option<String>,
    /// Where they are kept.
    pub place: PlaceDto,
    /// For an encrypted file.
    pub passphrase: Option<String>,
}

/// Unlocks the encrypted file.
#[derive(Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UnlockCredentials {
    /// The passphrase.
    pub passphrase: String,
}

/// The kind and the place; nothing that was pasted, the key's id included: people paste things into the wrong field.
impl fmt::Debug for SaveCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SaveCredentials")
            .field("kind", &self.kind)
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

/// Nothing of it.
impl fmt::Debug for UnlockCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("UnlockCredentials")
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_pasted_is_printed() {
        let pasted = |text: &str| Some(text.to_owned());
        let save = SaveCredentials {
            kind: SecretKindDto::AccessKeys,
            bearer_key: pasted("PASTED-bearer"),
            access_key_id: pasted("PASTED-id"),
            secret_access_key: pasted("PASTED-key"),
            session_token: pasted("PASTED-token"),
            place: PlaceDto::File,
            passphrase: pasted("PASTED-phrase"),
        };
        let unlock = UnlockCredentials {
            passphrase: "PASTED-phrase".to_owned(),
        };
        for printed in [
            format!("{save:?}"),
            format!("{save:#?}"),
            format!("{:?}", Some(&save)),
            format!("{unlock:?}"),
            format!("{unlock:#?}"),
        ] {
            assert!(
                !printed.contains("PASTED"),
                "a log or a panic would have it: {printed}"
            );
        }
        assert!(
            format!("{save:?}").contains("AccessKeys") && format!("{save:?}").contains("File"),
            "what kind and where is no secret, and helps: {save:?}"
        );
    }
}
