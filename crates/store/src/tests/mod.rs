//! Tests by what they are about; what they share is here.

mod faults;
mod opening;
mod processes;
mod records;

use std::path::{Path, PathBuf};

use crate::{NewAttempt, Origin, StartedMission, Store};

/// A folder of its own, gone after the test, and the database's file in it.
pub(super) fn home() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("missions.db");
    (folder, file)
}

/// Opens a database from which no notice is expected.
pub(super) fn open(file: &Path) -> Store {
    let (store, notices) = Store::open(file).expect("the database opens");
    assert_eq!(
        notices,
        vec![],
        "nothing happened that a person should know"
    );
    store
}

pub(super) fn mission(id: &str, at_ms: i64) -> StartedMission {
    StartedMission {
        mission_id: id.to_owned(),
        mission_version: "v1".to_owned(),
        document: "format: 1\n".to_owned(),
        template: PathBuf::from(format!("/home/ada/{id}/template.yaml")),
        started_at_ms: at_ms,
        touched_at_ms: at_ms,
        passed_at_ms: None,
    }
}

pub(super) fn attempt(mission_id: &str, at_ms: i64, snapshot: &str) -> NewAttempt {
    NewAttempt {
        mission_id: mission_id.to_owned(),
        at_ms,
        origin: Origin::Save,
        snapshot: snapshot.as_bytes().to_vec(),
        report: "{\"score\":0.5}".to_owned(),
        score: 0.5,
        passed: 1,
        total: 2,
        grade_us: 1234,
    }
}

/// One number from the writer's connection.
pub(super) fn number(store: &Store, sql: &'static str) -> i64 {
    store.with_writer(move |connection| {
        connection
            .query_row(sql, [], |row| row.get(0))
            .expect("the query gives a number")
    })
}

/// What `PRAGMA integrity_check` says of the whole file.
pub(super) fn integrity(store: &Store) -> String {
    store.with_writer(|connection| {
        connection
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .expect("the check runs")
    })
}
