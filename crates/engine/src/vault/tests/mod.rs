//! Real files under real passphrases, and real keyrings in sessions of their own.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a panic is how a test fails, in its helpers too; a skipped test says so"
)]

mod files;
mod real;
mod session;

use std::{fs, path::Path};

use secrecy::{ExposeSecret, SecretString};

use super::{HeldKind, Place, Secrets, Vault};
use crate::Home;

/// A secret that must never be seen again outside of a vault.
const CANARY: &str = "ABSKQmVkcm9ja0FQSUtleS05ZjNiMWM3N2QyZTg0YTA2c2VjcmV0";

fn bearer(key: &str) -> Secrets {
    Secrets::BearerKey(SecretString::from(key))
}

fn keys(session_token: Option<&str>) -> Secrets {
    Secrets::AccessKeys {
        access_key_id: "AKIAIOSFODNN7EXAMPLE".to_owned(),
        secret_access_key: SecretString::from(CANARY),
        session_token: session_token.map(SecretString::from),
    }
}

/// What secrets say, for comparing.
fn plain(secrets: &Secrets) -> Vec<String> {
    match secrets {
        Secrets::BearerKey(key) => vec![key.expose_secret().to_owned()],
        Secrets::AccessKeys {
            access_key_id,
            secret_access_key,
            session_token,
        } => {
            let token = session_token.as_ref().map(ExposeSecret::expose_secret);
            vec![
                access_key_id.clone(),
                secret_access_key.expose_secret().to_owned(),
                token.unwrap_or_default().to_owned(),
            ]
        }
    }
}

/// The secrets in force, for comparing.
fn got(vault: &Vault) -> Option<Vec<String>> {
    vault.get().unwrap().as_ref().map(plain)
}

/// Every file below a folder that has a text in it.
fn files_with(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().flatten() {
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                let content = fs::read(entry.path()).unwrap();
                let holds = content
                    .windows(text.len())
                    .any(|window| window == text.as_bytes());
                found.extend(holds.then(|| entry.path().display().to_string()));
            }
        }
    }
    found
}

#[test]
fn secrets_come_back_as_they_were_written() {
    for secrets in [
        bearer(CANARY),
        keys(None),
        keys(Some("a \"quoted\"\ntoken é")),
    ] {
        let again = Secrets::from_bytes(&secrets.to_bytes()).unwrap();
        assert_eq!(plain(&again), plain(&secrets), "nothing is lost");
    }
    for other in ["", "{}", "{\"kind\":\"other\"}", "null", "\u{0}"] {
        assert!(
            Secrets::from_bytes(other.as_bytes()).is_none(),
            "{other:?} is not ours"
        );
    }
}

#[test]
fn only_the_end_of_an_id_is_shown() {
    let held = keys(None).held();
    assert_eq!(
        (held.kind, held.masked.as_str()),
        (HeldKind::AccessKeys, "****MPLE"),
        "the id's last four"
    );
    assert_eq!(
        keys(Some("t")).held().kind,
        HeldKind::TemporaryAccessKeys,
        "a token means that they expire"
    );
    assert_eq!(
        bearer("short").held().masked,
        "****",
        "of a short key nothing can be spared"
    );
    assert_eq!(
        bearer(CANARY).held().masked,
        "****cmV0",
        "of a long one four characters"
    );
}

#[test]
fn nothing_prints_a_secret() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(&Home::under(folder.path()));
    vault.put(keys(Some(CANARY)), Place::Memory, None).unwrap();
    for printed in [
        format!("{:?}", keys(Some(CANARY))),
        format!("{:?}", bearer(CANARY)),
        format!("{vault:?}"),
        format!("{:?}", vault.get()),
        format!("{:?}", keys(None).held()),
        format!("{:?}", vault.memory()),
    ] {
        assert!(
            !printed.contains("canary") && !printed.contains("AKIAIOSF"),
            "printed: {printed}"
        );
    }
}

#[test]
fn memory_holds_for_this_vault_only() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::under(folder.path());
    let vault = Vault::new(&home);
    vault.put(bearer(CANARY), Place::Memory, None).unwrap();
    assert_eq!(got(&vault).unwrap(), [CANARY], "it is in force");
    assert_eq!(
        vault.memory().as_ref().unwrap().held(),
        bearer(CANARY).held(),
        "and is what the state shows"
    );
    assert!(
        Vault::new(&home).memory().is_none(),
        "another process would have nothing"
    );
    assert_eq!(vault.forget(Place::Memory), Ok(true), "there was something");
    assert_eq!(vault.forget(Place::Memory), Ok(false), "and is no more");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        0,
        "no file was made"
    );
}
