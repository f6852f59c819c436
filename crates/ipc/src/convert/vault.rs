//! What is kept of pasted credentials, as front ends see it, and credentials on their way in. Nothing secret goes out.

use engine::vault::{
    FileState, Held, HeldKind, KeyringNote, KeyringState, Place, Secrets, VaultState,
};
use secrecy::SecretString;

use crate::dto::*;

impl From<VaultState> for VaultDto {
    fn from(state: VaultState) -> VaultDto {
        let keyring = match &state.keyring {
            KeyringState::Available => KeyringDto::Available,
            KeyringState::NoBus => KeyringDto::NoBus,
            KeyringState::Locked => KeyringDto::Locked,
            KeyringState::Denied => KeyringDto::Denied,
            KeyringState::Unavailable { .. } => KeyringDto::Unavailable,
        };
        let file = match &state.file {
            FileState::Absent => None,
            FileState::Locked | FileState::Unusable { .. } => Some(HeldDto {
                place: PlaceDto::File,
                kind: SecretKindDto::Unknown,
                mark: String::new(),
                locked: true,
            }),
            FileState::Unlocked(held) => Some(held_in(PlaceDto::File, held)),
        };
        let keyring_reason = match state.keyring {
            KeyringState::Unavailable { reason } => Some(reason),
            KeyringState::Available
            | KeyringState::NoBus
            | KeyringState::Locked
            | KeyringState::Denied => None,
        };
        let file_problem = match state.file {
            FileState::Unusable { reason } => Some(reason),
            FileState::Absent | FileState::Locked | FileState::Unlocked(_) => None,
        };
        VaultDto {
            keyring,
            keyring_reason,
            keyring_note: state.keyring_note.map(|note| match note {
                KeyringNote::Waits => KeyringNoteDto::Waits,
                KeyringNote::GoneThrough => KeyringNoteDto::GoneThrough,
            }),
            file_problem,
            held: [
                state
                    .in_keyring
                    .as_ref()
                    .map(|held| held_in(PlaceDto::Keyring, held)),
                state
                    .in_memory
                    .as_ref()
                    .map(|held| held_in(PlaceDto::Memory, held)),
                file,
            ]
            .into_iter()
            .flatten()
            .collect(),
        }
    }
}

fn held_in(place: PlaceDto, held: &Held) -> HeldDto {
    HeldDto {
        place,
        kind: match held.kind {
            HeldKind::BearerKey => SecretKindDto::Bearer,
            HeldKind::AccessKeys | HeldKind::TemporaryAccessKeys => SecretKindDto::AccessKeys,
        },
        mark: held.masked.clone(),
        locked: false,
    }
}

impl From<PlaceDto> for Place {
    fn from(place: PlaceDto) -> Place {
        match place {
            PlaceDto::Keyring => Place::Keyring,
            PlaceDto::Memory => Place::Memory,
            PlaceDto::File => Place::File,
        }
    }
}

/// Secrets and passphrase of a request; what is missing, in words. Nothing of them is in the words.
pub(crate) fn secrets(
    request: &SaveCredentials,
) -> Result<(Secrets, Option<SecretString>), &'static str> {
    let given = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default().trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let secrets = match request.kind {
        SecretKindDto::Bearer => Secrets::BearerKey(
            given(&request.bearer_key)
                .ok_or("the Bedrock API key is empty; paste it")?
                .into(),
        ),
        SecretKindDto::AccessKeys => Secrets::AccessKeys {
            access_key_id: given(&request.access_key_id)
                .ok_or("the access key id is empty; paste it")?,
            secret_access_key: given(&request.secret_access_key)
                .ok_or("the secret access key is empty; paste it")?
                .into(),
            session_token: given(&request.session_token).map(Into::into),
        },
        SecretKindDto::Unknown => return Err("choose a Bedrock API key or access keys"),
    };
    // A passphrase is taken as it is: spaces may be part of it.
    let passphrase = request.passphrase.clone().filter(|text| !text.is_empty());
    Ok((secrets, passphrase.map(Into::into)))
}
