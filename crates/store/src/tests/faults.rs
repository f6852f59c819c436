//! Faults in the middle of writing, in SQLite's own way: fail the first, second, third ... step until all is done, and look each time.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use super::{attempt, home, integrity, mission, number, open};
use crate::{NewAttempt, Store, StoreError};

#[test]
fn a_full_disk_is_said_and_nothing_is_half_written() {
    let (_folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 1)).expect("written");
    store.with_writer(|connection| {
        let pages: i64 = connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .expect("counted");
        connection
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .expect("limited");
    });
    let large = || attempt("m", 2, &"x".repeat(100_000));
    assert!(
        matches!(store.record_attempt(large()), Err(StoreError::Full)),
        "there is no room"
    );
    assert_eq!(
        number(&store, "SELECT count(*) FROM snapshots"),
        0,
        "no snapshot without its attempt"
    );
    let touched = store
        .started("m")
        .expect("read")
        .expect("started")
        .touched_at_ms;
    assert_eq!(touched, 1, "the mission is not touched");
    assert_eq!(integrity(&store), "ok", "whole");
    store.with_writer(|connection| {
        connection
            .pragma_update_and_check(None, "max_page_count", 1_000_000, |_| Ok(()))
            .expect("room again");
    });
    store.record_attempt(large()).expect("and it goes on");
}

/// Stops the writer after each number of SQLite's steps in turn, until the work gets through. `look` says whether the work is there,
/// after it has made sure that it is there whole or not at all. SQLite may stop when it has just committed, so that work which is
/// there was not always acknowledged; what was acknowledged is there.
fn fail_at_every_step(
    store: &Store,
    mut work: impl FnMut() -> bool,
    mut look: impl FnMut(u32) -> bool,
) {
    for steps in 1_u32.. {
        let left = Arc::new(AtomicU32::new(steps));
        store.with_writer(move |connection| {
            // Only once: the rollback after it has to work.
            let stop = move || left.fetch_sub(1, Ordering::Relaxed) == 0;
            connection.progress_handler(1, Some(stop)).expect("set");
        });
        let acknowledged = work();
        store.with_writer(|connection| {
            let nothing = None::<fn() -> bool>;
            connection.progress_handler(0, nothing).expect("taken away");
        });
        let is_there = look(steps);
        assert!(
            is_there || !acknowledged,
            "what was acknowledged after {steps} steps is there"
        );
        if is_there {
            assert!(steps > 20, "there were steps to fail at, {steps} of them");
            return;
        }
    }
}

#[test]
fn an_attempt_is_recorded_whole_or_not_at_all() {
    let (_folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 1)).expect("written");
    let full_pass = || NewAttempt {
        passed: 2,
        ..attempt("m", 5, "text")
    };
    fail_at_every_step(
        &store,
        || store.record_attempt(full_pass()).is_ok(),
        |steps| {
            let mission = store.started("m").expect("read").expect("started");
            let state = (
                number(&store, "SELECT count(*) FROM snapshots"),
                number(&store, "SELECT count(*) FROM attempts"),
                mission.touched_at_ms,
                mission.passed_at_ms,
            );
            let is_there = state == (1, 1, 5, Some(5));
            assert!(
                is_there || state == (0, 0, 1, None),
                "all or nothing after {steps} steps: {state:?}"
            );
            is_there
        },
    );
    assert_eq!(integrity(&store), "ok", "whole after all of it");
}

#[test]
fn a_mission_is_forgotten_whole_or_not_at_all() {
    let (_folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 1)).expect("written");
    store
        .record_attempt(attempt("m", 2, "text"))
        .expect("recorded");
    store.reveal_hint("m", "c", 1).expect("written");
    fail_at_every_step(
        &store,
        || store.forget("m").is_ok(),
        |steps| {
            let rows = number(
                &store,
                "SELECT (SELECT count(*) FROM started_missions) + (SELECT count(*) FROM attempts)
                      + (SELECT count(*) FROM snapshots) + (SELECT count(*) FROM hint_levels)",
            );
            assert!(
                rows == 0 || rows == 4,
                "all or nothing after {steps} steps: {rows} rows"
            );
            rows == 0
        },
    );
    assert_eq!(integrity(&store), "ok", "whole after all of it");
}

#[test]
fn a_transaction_that_was_left_open_does_not_stop_the_writer() {
    let (_folder, file) = home();
    let store = open(&file);
    store.with_writer(|connection| {
        connection
            .execute_batch("BEGIN; INSERT INTO settings VALUES ('left', '1')")
            .expect("left open, as after a rollback that failed");
    });
    store.put_setting("k", "2").expect("the next job is done");
    assert_eq!(
        store.setting("left").expect("read"),
        None,
        "without what was left"
    );
}

#[test]
fn a_job_that_panics_is_rolled_back_and_the_writer_lives() {
    let (_folder, file) = home();
    let store = open(&file);
    let answer = store.write_for_test(|transaction| {
        transaction
            .execute("INSERT INTO settings VALUES ('k', '1')", [])
            .expect("written");
        panic!("on purpose");
    });
    assert!(
        matches!(answer, Err(StoreError::Failed { .. })),
        "the caller is told: {answer:?}"
    );
    assert_eq!(
        store.setting("k").expect("read"),
        None,
        "nothing of it is kept"
    );
    store.put_setting("k", "2").expect("the next job is done");
}
