//! Faults in the middle of writing, in SQLite's own way: fail the first, second, third ... step until all is done, and look each time.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use rusqlite::Connection;

use super::history::Work;
use super::{
    MINUTE, NOON, attempt, begin, call_end, enqueue, home, integrity, known, lease, mission,
    new_job, number, open, ready, reserve, sound,
};
use crate::{Enqueued, NewAttempt, Purpose, Store, StoreError};

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
    // Text that does not get small.
    let text: String = (1..20_000_u32)
        .map(|n| format!("{:x}", n.wrapping_mul(2_654_435_761)))
        .collect();
    let large = || attempt("m", 2, &text);
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
fn a_history_is_deleted_whole_or_not_at_all() {
    let (_folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 1)).expect("written");
    let mut work = Work::begin();
    for save in 1..=4 {
        work.edit(save);
        store.record_attempt(work.attempt(1)).expect("recorded");
    }
    let newest = work.attempt(1);
    fail_at_every_step(
        &store,
        || store.delete_older_attempts("m").is_ok(),
        |steps| {
            let left = store.attempts("m").expect("read");
            let state = (
                left.len(),
                number(&store, "SELECT coalesce(sum(saves), 0) FROM deleted_saves"),
            );
            assert!(
                state == (4, 0) || state == (1, 3),
                "all or nothing after {steps} steps: {state:?}"
            );
            let kept = store.attempt(left[left.len() - 1].id).expect("read");
            assert!(
                kept.is_some_and(
                    |kept| kept.snapshot == newest.snapshot && kept.report == newest.report
                ),
                "the newest save is whole after {steps} steps"
            );
            state.0 == 1
        },
    );
    assert_eq!(integrity(&store), "ok", "whole after all of it");
}

#[test]
fn a_full_disk_among_small_saves_loses_none() {
    let (_folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 1)).expect("written");
    let mut work = Work::begin();
    work.edit(1);
    let first = store.record_attempt(work.attempt(1)).expect("recorded");
    let kept = store.attempt(first).expect("read");
    store.with_writer(|connection| {
        let pages: i64 = connection
            .pragma_query_value(None, "page_count", |row| row.get(0))
            .expect("counted");
        connection
            .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
            .expect("limited");
    });
    let mut recorded = 1;
    let refused = loop {
        work.edit(2);
        match store.record_attempt(work.attempt(2)) {
            Ok(_) => recorded += 1,
            Err(error) => break error,
        }
    };
    assert!(
        matches!(refused, StoreError::Full),
        "it is said: {refused:?}"
    );
    assert_eq!(
        number(&store, "SELECT count(*) FROM attempts"),
        recorded,
        "what was acknowledged is there"
    );
    assert_eq!(
        number(
            &store,
            "SELECT count(*) FROM snapshots WHERE hash NOT IN (SELECT snapshot FROM attempts)
             AND hash NOT IN (SELECT packed_report FROM attempts)"
        ),
        0,
        "no text without its attempt"
    );
    assert_eq!(
        store.attempt(first).expect("read"),
        kept,
        "the first is whole"
    );
    store.with_writer(|connection| {
        connection
            .pragma_update_and_check(None, "max_page_count", 1_000_000, |_| Ok(()))
            .expect("room again");
    });
    let next = work.attempt(3);
    let id = store.record_attempt(next.clone()).expect("it goes on");
    assert_eq!(
        store.attempt(id).expect("read").map(|read| read.snapshot),
        Some(next.snapshot),
        "and comes back"
    );
    assert_eq!(integrity(&store), "ok", "whole");
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

#[test]
fn a_job_is_completed_whole_or_not_at_all_at_every_step() {
    let store = Store::in_memory().expect("memory");
    let job = enqueue(&store, "m", NOON);
    let held = lease(&store, NOON);
    let asked = reserve(Purpose::Mission, 100, 10);
    let call = begin(&store, Some((job, held.receipt.clone())), asked, NOON);
    fail_at_every_step(
        &store,
        || {
            let end = call_end(NOON + 1, known(40, 4));
            store
                .complete(&held.receipt, NOON + 1, ready("Ready"), Some((call, end)))
                .is_ok()
        },
        |steps| {
            let state = number(
                &store,
                "SELECT (SELECT count(*) FROM jobs WHERE state = 'done') + 10 * (SELECT count(*) FROM generated_missions WHERE state = 'ready')
                      + 100 * (SELECT count(*) FROM calls WHERE ended_at_ms IS NOT NULL) + 1000 * (SELECT count(*) FROM ledger WHERE entry = 'settle')
                      + 10000 * (SELECT count(*) FROM job_events WHERE event = 'done') + 100000 * (1 - (SELECT count(*) FROM reservations))",
            );
            assert!(
                state == 0 || state == 111_111,
                "all or nothing after {steps} steps: {state}"
            );
            state != 0
        },
    );
    sound(&store, "after all of it");
}

/// What a machine that is full, read-only or locked is told, by an operation of each kind. `again` makes it well.
fn refused(
    make_ill: fn(&mut Connection),
    again: fn(&mut Connection),
    told: fn(&StoreError) -> bool,
) {
    let (_folder, file) = home();
    let store = open(&file);
    let job = enqueue(&store, "m", NOON);
    let held = lease(&store, NOON);
    let asked = reserve(Purpose::Mission, 100, 10);
    let call = begin(&store, Some((job, held.receipt.clone())), asked, NOON);
    // Longer than what is left of a page, so that there is no room for it.
    let large = || crate::NewJob {
        request: format!("\"{}\"", "x".repeat(100_000)),
        ..new_job("large", NOON)
    };
    let finished = || crate::ReadyMission {
        document: "x".repeat(100_000),
        ..ready("Ready")
    };
    let end = || call_end(NOON + 1, known(40, 4));
    store.with_writer(make_ill);
    let answers = [
        store.enqueue(large(), vec![]).map(|_| ()),
        store
            .complete(&held.receipt, NOON + 1, finished(), Some((call, end())))
            .map(|_| ()),
    ];
    for answer in answers {
        let error = answer.expect_err("it is refused");
        assert!(told(&error), "and the reason is said: {error:?}");
    }
    assert_eq!(
        store
            .job(job)
            .expect("reading goes on")
            .map(|job| job.receive_count),
        Some(1),
        "the job is what it was"
    );
    store.with_writer(again);
    sound(&store, "after it was refused");
    assert!(
        matches!(store.enqueue(large(), vec![]), Ok(Enqueued::Job(_))),
        "it works again"
    );
    assert!(
        store
            .complete(&held.receipt, NOON + 1, finished(), Some((call, end())))
            .expect("written"),
        "under the same receipt"
    );
    sound(&store, "at the end");
}

#[test]
fn the_queue_goes_on_after_a_full_disk() {
    refused(
        |connection| {
            let pages: i64 = connection
                .pragma_query_value(None, "page_count", |row| row.get(0))
                .expect("counted");
            connection
                .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
                .expect("limited");
        },
        |connection| {
            connection
                .pragma_update_and_check(None, "max_page_count", 1_000_000, |_| Ok(()))
                .expect("room again");
        },
        |error| matches!(error, StoreError::Full),
    );
}

#[test]
fn the_queue_goes_on_after_the_file_was_read_only() {
    refused(
        |connection| {
            connection
                .pragma_update(None, "query_only", true)
                .expect("set");
        },
        |connection| {
            connection
                .pragma_update(None, "query_only", false)
                .expect("set");
        },
        |error| matches!(error, StoreError::ReadOnly { .. }),
    );
}

#[test]
fn a_lease_that_waits_for_a_busy_database_is_not_lost() {
    let (_folder, file) = home();
    let store = open(&file);
    enqueue(&store, "m", NOON);
    let other = Connection::open(&file).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    let held = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| lease(&store, NOON));
        // Readers are in nobody's way, and nobody in theirs.
        assert_eq!(store.job_counts().expect("read").ready, 1, "still ready");
        other.execute_batch("COMMIT").expect("let go");
        waiting.join().expect("it is leased")
    });
    assert!(
        store.extend(&held.receipt, NOON + MINUTE).expect("written"),
        "the lease holds"
    );
}
