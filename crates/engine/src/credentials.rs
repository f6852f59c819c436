//! The operating system's secret store: only whether it is there. What is kept in it is the business of [`crate::vault`]; the probe
//! writes nothing.

use crate::vault::{KeyringState, availability};

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
    match availability() {
        KeyringState::Available => SecretStore::Available,
        state => SecretStore::Unavailable {
            reason: state.to_string(),
        },
    }
}
