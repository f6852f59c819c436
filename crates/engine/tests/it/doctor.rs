//! `doctor` looks at everything and changes nothing.

use std::{fs, path::Path};

use engine::{Check, CheckState, Home, doctor};

use crate::desk::{Desk, home, write};

#[test]
fn everything_is_looked_at_and_nothing_is_changed() {
    let (folder, home) = home();
    let checks = doctor(&home);
    let ids: Vec<_> = checks.iter().map(|check| check.id).collect();
    assert_eq!(
        ids,
        [
            "data-folder",
            "database",
            "config",
            "workspaces-folder",
            "bundled-missions",
            "watching",
            "editors",
            "display",
            "session-bus",
            "secret-store"
        ],
        "the ids are stable"
    );
    for id in [
        "data-folder",
        "database",
        "config",
        "workspaces-folder",
        "bundled-missions",
    ] {
        assert_eq!(
            state(&checks, id),
            CheckState::Ok,
            "a new home is in order: {checks:#?}"
        );
    }
    assert!(
        checks.iter().all(|check| !check.message.is_empty()),
        "every finding has its sentence: {checks:#?}"
    );
    assert_eq!(
        listing(folder.path()),
        [""; 0],
        "looking makes no folder and no file"
    );
}

#[test]
fn a_home_in_use_is_left_as_it_is() {
    let (folder, home) = home();
    let desk = Desk::open(&home);
    desk.start();
    let before = listing(folder.path());
    assert_eq!(
        state(&doctor(&home), "database"),
        CheckState::Ok,
        "a database in use is whole"
    );
    assert_eq!(
        listing(folder.path()),
        before,
        "looking leaves nothing behind"
    );
    drop(desk);
    let before = listing(folder.path());
    assert_eq!(
        state(&doctor(&home), "database"),
        CheckState::Ok,
        "so is one at rest"
    );
    assert_eq!(
        listing(folder.path()),
        before,
        "looking leaves nothing behind"
    );
}

#[test]
fn what_is_wrong_is_said() {
    let (_folder, home) = home();
    fs::create_dir_all(&home.data).unwrap();
    fs::create_dir_all(&home.config).unwrap();
    write(&home.database(), "no database".repeat(100));
    write(&home.config_file(), "theme = 7\n");
    let blocked = Home {
        workspaces: home.database().join("below a file"),
        ..home.clone()
    };
    let checks = doctor(&blocked);
    assert_eq!(
        state(&checks, "database"),
        CheckState::Failed,
        "it is no database: {checks:#?}"
    );
    assert_eq!(
        state(&checks, "config"),
        CheckState::Warning,
        "the theme is no theme: {checks:#?}"
    );
    assert_eq!(
        state(&checks, "workspaces-folder"),
        CheckState::Failed,
        "a file is in the way: {checks:#?}"
    );
    assert!(
        fs::read_to_string(home.database())
            .unwrap()
            .starts_with("no database"),
        "doctor repairs nothing"
    );
}

fn state(checks: &[Check], id: &str) -> CheckState {
    checks
        .iter()
        .find(|check| check.id == id)
        .unwrap_or_else(|| panic!("{id} is looked at"))
        .state
}

/// Every path below a folder with its length.
fn listing(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().flatten() {
            let length =
                entry.metadata().map_or(
                    0,
                    |metadata| if metadata.is_dir() { 0 } else { metadata.len() },
                );
            found.push(format!("{} {length}", entry.path().display()));
            folders.extend(entry.file_type().unwrap().is_dir().then(|| entry.path()));
        }
    }
    found.sort();
    found
}
