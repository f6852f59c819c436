//! The keyring for real: GNOME Keyring in sessions of its own, and what can be wrong with it.

use std::{
    fmt::{self, Write as _},
    path::Path,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use ::keyring::v1::Entry;
use secrecy::SecretString;
use tracing::field::{Field, Visit};

use super::{
    CANARY, bearer, files_with, got, keys, plain,
    session::{Keyring, stages},
};
use crate::{
    Home,
    credentials::{SecretStore, secret_store},
    vault::{KeyringNote, KeyringState, Place, Vault, VaultError, keyring, patience::Ticket},
};

/// The time limit of a call, and something for a machine that is busy with other tests.
const IN_TIME: Duration = Duration::from_millis(4_500);

fn vault(folder: &Path) -> Vault {
    Vault::new(&home(folder))
}

fn home(folder: &Path) -> Home {
    Home::under(&folder.join("app"))
}

/// The entry as any other program sees it.
fn entry(folder: &Path) -> Entry {
    let name = keyring::Name::of(&home(folder).data);
    Entry::new("mission-architect", name.as_str()).unwrap()
}

fn store(folder: &Path) {
    vault(folder).put(keys(None), Place::Keyring, None).unwrap();
}

/// Every use of a keyring that cannot be used says the same, in time.
fn refused(folder: &Path, expected: &KeyringState) {
    let vault = vault(folder);
    let began = Instant::now();
    let state = vault.state().keyring;
    assert!(
        began.elapsed() < IN_TIME,
        "the state took {:?}",
        began.elapsed()
    );
    assert_eq!(&state, expected, "the state is told");
    let began = Instant::now();
    let put = vault.put(bearer(CANARY), Place::Keyring, None);
    assert!(began.elapsed() < IN_TIME, "put took {:?}", began.elapsed());
    assert_eq!(
        put,
        Err(VaultError::Keyring(expected.clone())),
        "and so does an error"
    );
    let said = put.unwrap_err().to_string();
    assert!(
        said.contains("; ") && !said.contains("canary"),
        "what is wrong and the next step: {said}"
    );
    let began = Instant::now();
    assert_eq!(
        vault.forget(Place::Keyring),
        Err(VaultError::Keyring(expected.clone())),
        "nothing can be forgotten either"
    );
    assert!(
        began.elapsed() < IN_TIME,
        "forget took {:?}",
        began.elapsed()
    );
}

#[test]
fn secrets_are_kept_given_replaced_and_forgotten() {
    stages(
        "vault::tests::real::secrets_are_kept_given_replaced_and_forgotten",
        &[
            (Keyring::Unlocked, |folder| {
                let vault = vault(folder);
                let empty = vault.state();
                assert_eq!(empty.keyring, KeyringState::Available, "it is there");
                assert_eq!(
                    secret_store(),
                    SecretStore::Available,
                    "doctor says the same"
                );
                assert_eq!(
                    (empty.in_keyring, empty.keyring_note),
                    (None, None),
                    "and holds nothing"
                );
                vault.put(bearer("first"), Place::Keyring, None).unwrap();
                vault
                    .put(keys(Some("token")), Place::Keyring, None)
                    .unwrap();
                assert_eq!(
                    got(&vault).unwrap(),
                    plain(&keys(Some("token"))),
                    "the last is in force"
                );
                let other = Vault::new(&Home::under(&folder.join("other")));
                assert_eq!(got(&other), None, "homes do not share secrets");
            }),
            (Keyring::Unlocked, |folder| {
                let vault = vault(folder);
                assert_eq!(
                    vault.state().in_keyring,
                    Some(keys(Some("token")).held()),
                    "they are there in the next session"
                );
                assert_eq!(vault.forget(Place::Keyring), Ok(true), "it is deleted");
                assert_eq!(vault.forget(Place::Keyring), Ok(false), "once");
                assert_eq!(got(&vault), None, "nothing is left");
            }),
        ],
    );
}

#[test]
fn an_entry_that_was_deleted_or_changed_outside_is_noticed() {
    stages(
        "vault::tests::real::an_entry_that_was_deleted_or_changed_outside_is_noticed",
        &[(Keyring::Unlocked, |folder| {
            let vault = vault(folder);
            store(folder);
            entry(folder).delete_credential().unwrap();
            assert_eq!(got(&vault), None, "it is gone");
            assert_eq!(vault.state().in_keyring, None, "and the state says so");
            entry(folder).set_password("something else").unwrap();
            assert_eq!(
                vault.get().unwrap_err(),
                VaultError::KeyringDamaged,
                "what another program wrote is not taken for a secret"
            );
            let state = vault.state();
            assert!(
                matches!(state.keyring, KeyringState::Unavailable { .. }),
                "the state says so: {state:?}"
            );
            assert_eq!(
                vault.forget(Place::Keyring),
                Ok(true),
                "it can be forgotten"
            );
            store(folder);
            assert_eq!(got(&vault).unwrap(), plain(&keys(None)), "and written anew");
        })],
    );
}

#[test]
fn without_a_bus_that_is_said_at_once() {
    stages(
        "vault::tests::real::without_a_bus_that_is_said_at_once",
        &[(Keyring::NoBus, |folder| {
            refused(folder, &KeyringState::NoBus);
            assert!(
                matches!(secret_store(), SecretStore::Unavailable { reason } if reason.contains("session bus")),
                "doctor says the same"
            );
            let vault = vault(folder);
            assert_eq!(
                got(&vault),
                None,
                "a keyring that is not there holds nothing"
            );
            vault.put(bearer(CANARY), Place::Memory, None).unwrap();
            assert_eq!(got(&vault).unwrap(), [CANARY], "memory works without it");
        })],
    );
}

#[test]
fn without_a_keyring_that_is_said_at_once() {
    stages(
        "vault::tests::real::without_a_keyring_that_is_said_at_once",
        &[(Keyring::Absent, |folder| {
            let state = vault(folder).state().keyring;
            assert!(
                matches!(state, KeyringState::Unavailable { .. }),
                "there is a bus and no keyring: {state:?}"
            );
            refused(folder, &state);
        })],
    );
}

#[test]
fn a_locked_keyring_is_told_and_given_up_in_time() {
    stages(
        "vault::tests::real::a_locked_keyring_is_told_and_given_up_in_time",
        &[
            (Keyring::Unlocked, store),
            (Keyring::Locked, |folder| {
                refused(folder, &KeyringState::Locked);
                assert_eq!(
                    vault(folder).get().unwrap_err(),
                    VaultError::Keyring(KeyringState::Locked),
                    "what was stored may be there, so nothing else is used in its place"
                );
            }),
            (Keyring::Unlocked, |folder| {
                assert_eq!(
                    got(&vault(folder)).unwrap(),
                    plain(&keys(None)),
                    "what stood there still does"
                );
            }),
        ],
    );
}

#[test]
fn a_prompt_that_nobody_answers_holds_up_nothing() {
    stages(
        "vault::tests::real::a_prompt_that_nobody_answers_holds_up_nothing",
        &[
            (Keyring::Unlocked, store),
            (Keyring::Silent, |folder| {
                let began = Instant::now();
                let put = vault(folder).put(bearer(CANARY), Place::Keyring, None);
                let took = began.elapsed();
                assert_eq!(
                    put,
                    Err(VaultError::Keyring(KeyringState::Locked)),
                    "it did not answer"
                );
                assert!(
                    took < IN_TIME && took > Duration::from_millis(2_500),
                    "it was given its three seconds, and no more: {took:?}"
                );
                let began = Instant::now();
                let state = vault(folder).state();
                assert_eq!(state.keyring, KeyringState::Locked, "it still waits");
                assert_eq!(
                    state.keyring_note,
                    Some(KeyringNote::Waits),
                    "and the state says what becomes of the call before"
                );
                assert!(
                    began.elapsed() < Duration::from_secs(1),
                    "calls behind it fail at once: {:?}",
                    began.elapsed()
                );
            }),
            (Keyring::Unlocked, |folder| {
                assert_eq!(
                    got(&vault(folder)).unwrap(),
                    plain(&keys(None)),
                    "what was reported as failed was not written"
                );
            }),
        ],
    );
}

#[test]
fn a_change_that_was_given_up_and_goes_through_is_undone() {
    stages(
        "vault::tests::real::a_change_that_was_given_up_and_goes_through_is_undone",
        &[(Keyring::Unlocked, |folder| {
            let late = |made: fn(&Entry) -> ::keyring::v1::Result<()>| {
                let ticket = Ticket::default();
                keyring::change("name", &entry(folder), &ticket, |entry, _| {
                    made(entry)?;
                    assert!(ticket.give_up(), "the caller loses patience just then");
                    Ok(())
                })
                .unwrap();
            };
            late(|entry| entry.set_password("late"));
            assert_eq!(got(&vault(folder)), None, "there was nothing before");
            store(folder);
            late(|entry| entry.set_password("late"));
            assert_eq!(
                got(&vault(folder)).unwrap(),
                plain(&keys(None)),
                "what stood there is put back"
            );
            late(Entry::delete_credential);
            assert_eq!(
                got(&vault(folder)).unwrap(),
                plain(&keys(None)),
                "after a deletion too"
            );
            assert_eq!(
                vault(folder).state().keyring_note,
                None,
                "there is nothing to tell"
            );
        })],
    );
}

#[test]
fn a_keyring_that_refuses_access_is_told() {
    stages(
        "vault::tests::real::a_keyring_that_refuses_access_is_told",
        &[(Keyring::Denied, |folder| {
            refused(folder, &KeyringState::Denied);
            assert!(
                matches!(secret_store(), SecretStore::Unavailable { reason } if reason.contains("refused")),
                "doctor says the same"
            );
        })],
    );
}

#[test]
fn what_is_too_large_is_refused_before_it_is_tried() {
    stages(
        "vault::tests::real::what_is_too_large_is_refused_before_it_is_tried",
        &[(Keyring::Unlocked, |folder| {
            let vault = vault(folder);
            store(folder);
            let refused = vault
                .put(keys(Some(&"t".repeat(20_000))), Place::Keyring, None)
                .unwrap_err();
            assert!(
                matches!(refused, VaultError::TooLarge { bytes, most_bytes } if bytes > 20_000 && most_bytes < bytes),
                "{refused}"
            );
            assert_eq!(
                got(&vault).unwrap(),
                plain(&keys(None)),
                "what stood there still does"
            );
            vault
                .put(keys(Some(&"t".repeat(2_000))), Place::Keyring, None)
                .unwrap();
            assert!(
                got(&vault).is_some(),
                "a session token of AWS's size fits here"
            );
        })],
    );
}

/// Collects everything that is logged, at every level.
struct Logged(Arc<Mutex<String>>);

struct Write<'t>(&'t mut String);

impl Visit for Write<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, "{field}={value:?} ");
    }
}

impl tracing::Subscriber for Logged {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        span.record(&mut Write(&mut self.0.lock().unwrap()));
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        values.record(&mut Write(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut Write(&mut self.0.lock().unwrap()));
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

#[test]
fn a_canary_is_in_no_file_and_no_log() {
    stages(
        "vault::tests::real::a_canary_is_in_no_file_and_no_log",
        &[(Keyring::Unlocked, |folder| {
            let log = Arc::new(Mutex::new(String::new()));
            tracing::subscriber::set_global_default(Logged(Arc::clone(&log))).unwrap();
            tracing::info!("the log is listened to");
            let vault = vault(folder);
            let passphrase = || Some(SecretString::from("correct horse battery"));
            for place in [Place::Keyring, Place::Memory, Place::File] {
                vault.put(keys(Some(CANARY)), place, passphrase()).unwrap();
                let _ = (vault.get().unwrap(), vault.state());
            }
            let _ = vault.unlock(SecretString::from("another passphrase"));
            assert_eq!(
                files_with(folder, CANARY),
                [""; 0],
                "neither below the home nor in the keyring's own files"
            );
            assert_eq!(
                files_with(folder, "correct horse"),
                [""; 0],
                "nor is the passphrase"
            );
            for place in [Place::Keyring, Place::Memory, Place::File] {
                assert_eq!(vault.forget(place), Ok(true), "{place:?} held it");
            }
            assert_eq!(files_with(folder, CANARY), [""; 0], "nor afterwards");
            let log = log.lock().unwrap();
            assert!(log.contains("the log is listened to"), "the log was heard");
            assert!(
                !log.contains("canary") && !log.contains("correct horse"),
                "no line of the log has it: {log}"
            );
        })],
    );
}
