//! The queue when something comes in between: clocks that jump, starts of the program, pauses.

use super::{
    DAY, MINUTE, NOON, begin, cause, enqueue, home, lease, open, ready, reserve, sound, terms,
};
use crate::{Charged, GeneratedState, JobState, Leased, Pause, Purpose, Store};

use super::queue::{nothing_due, state};

#[test]
fn orphans_of_another_start_are_taken_up_at_once() {
    let (_folder, file) = home();
    let store = open(&file);
    let job = enqueue(&store, "m", NOON);
    let lease = lease(&store, NOON);
    begin(
        &store,
        Some((job, lease.receipt.clone())),
        reserve(Purpose::Mission, 100, 10),
        NOON,
    );
    begin(&store, None, reserve(Purpose::Hint, 7, 7), NOON);
    assert_eq!(
        store.adopt_orphans("boot", 3, NOON + 1).expect("asked"),
        vec![],
        "its own leases are none"
    );
    assert_eq!(
        store.adopt_orphans("boot 2", 3, NOON + 1).expect("written"),
        vec![job],
        "another's are"
    );
    assert!(
        !store.extend(&lease.receipt, NOON + DAY).expect("asked"),
        "the old receipt is worth nothing"
    );
    let audit = store.audit().expect("audited");
    assert_eq!(
        (audit.ledger_nusd, audit.open_nusd.0),
        (100, 7),
        "the job's call is charged whole, a hint's is left to its deadline"
    );
    let calls = store.calls(None, 10).expect("read");
    let end = calls[1].end.as_ref().expect("it has ended");
    assert_eq!(
        (end.outcome.as_str(), end.charged),
        ("unknown", Charged::Whole),
        "and it says that nobody knows"
    );
    match store.lease(terms("boot 2"), NOON + 1).expect("asked") {
        Leased::Job(again) => assert_eq!(
            (again.job, again.receive_count),
            (job, 1),
            "at once, the receive given back"
        ),
        other => panic!("it is due, not {other:?}"),
    }
    assert_eq!(
        store.end_overdue_calls(NOON + MINUTE).expect("asked"),
        0,
        "the hint may still come"
    );
    assert_eq!(
        store.end_overdue_calls(NOON + 2 * MINUTE).expect("written"),
        1,
        "until its deadline"
    );
    sound(&store, "at the end");
}

#[test]
fn a_job_that_ends_the_program_each_time_is_dead() {
    let store = Store::in_memory().expect("memory");
    let job = enqueue(&store, "m", NOON);
    for start in 1..=3 {
        let boot = format!("boot {start}");
        store
            .adopt_orphans(&boot, 3, NOON + start)
            .expect("written");
        match store.lease(terms(&boot), NOON + start).expect("asked") {
            Leased::Job(_) => {}
            other => panic!("start {start} gets it, not {other:?}"),
        }
    }
    assert_eq!(
        store.adopt_orphans("boot 4", 3, NOON + 9).expect("written"),
        vec![job],
        "the third time in a row"
    );
    assert_eq!(
        state(&store, job),
        (JobState::Dead, GeneratedState::Failed),
        "is the last"
    );
    let reason = store
        .generated_mission("m")
        .expect("read")
        .expect("there")
        .card
        .reason
        .expect("there is one");
    assert!(reason.contains("3 times in a row"), "{reason}");
    sound(&store, "at the end");
}

#[test]
fn coming_back_alive_between_two_ends_of_the_program_counts() {
    let store = Store::in_memory().expect("memory");
    let job = enqueue(&store, "m", NOON);
    for start in 1..=6 {
        let boot = format!("boot {start}");
        store
            .adopt_orphans(&boot, 2, NOON + start)
            .expect("written");
        let receipt = match store.lease(terms(&boot), NOON + start).expect("asked") {
            Leased::Job(lease) => lease.receipt,
            other => panic!("start {start} gets it, not {other:?}"),
        };
        store
            .put_back(
                &receipt,
                NOON + start,
                NOON + start,
                cause("throttled"),
                false,
                3,
            )
            .expect("written");
        store.lease(terms(&boot), NOON + start).expect("asked");
    }
    assert_eq!(
        state(&store, job).0,
        JobState::Leased,
        "never twice in a row"
    );
}

#[test]
fn a_paused_queue_leases_nothing() {
    let store = Store::in_memory().expect("memory");
    enqueue(&store, "m", NOON);
    assert_eq!(store.queue_pause().expect("read"), None, "it runs");
    let by_hand = Pause {
        code: "no-credentials".to_owned(),
        message: "Sign in.".to_owned(),
        since_ms: NOON,
        until_ms: None,
    };
    store.pause_queue(by_hand.clone()).expect("written");
    assert_eq!(
        store.lease(terms("boot"), NOON + DAY).expect("asked"),
        Leased::Paused(by_hand),
        "until a person does something"
    );
    assert!(store.resume_queue().expect("written"), "as here");
    assert!(!store.resume_queue().expect("asked"), "once");
    let by_itself = Pause {
        code: "disk-full".to_owned(),
        message: "Make room.".to_owned(),
        since_ms: NOON,
        until_ms: Some(NOON + MINUTE),
    };
    store.pause_queue(by_itself.clone()).expect("written");
    assert_eq!(
        store
            .lease(terms("boot"), NOON + MINUTE - 1)
            .expect("asked"),
        Leased::Paused(by_itself),
        "until then"
    );
    lease(&store, NOON + MINUTE);
    assert_eq!(
        store.queue_pause().expect("read"),
        None,
        "and then it is over"
    );
}

#[test]
fn a_clock_that_is_set_back_hides_no_job() {
    let store = Store::in_memory().expect("memory");
    let snoozed = enqueue(&store, "snoozed", NOON);
    let receipt = lease(&store, NOON).receipt;
    store
        .put_back(
            &receipt,
            NOON,
            NOON + 5 * MINUTE,
            cause("throttled"),
            false,
            3,
        )
        .expect("written");
    enqueue(&store, "leased", NOON);
    let held = lease(&store, NOON);
    enqueue(&store, "new", NOON);
    let year_ago = NOON - 365 * DAY;
    assert_eq!(
        lease(&store, year_ago).mission_id,
        "new",
        "one that was due is due"
    );
    assert_eq!(
        nothing_due(&store, year_ago),
        Some(year_ago + 5 * MINUTE),
        "a snooze of five minutes ends in five minutes"
    );
    assert_eq!(
        lease(&store, year_ago + 5 * MINUTE).job,
        snoozed,
        "as it was meant to"
    );
    assert_eq!(
        nothing_due(&store, year_ago + 6 * MINUTE),
        Some(year_ago + 30 * MINUTE),
        "a lease ends after its whole length"
    );
    assert!(
        store
            .complete(&held.receipt, year_ago, ready("done"), None)
            .expect("written"),
        "and whoever holds it goes on"
    );
}

#[test]
fn a_lease_that_was_extended_under_a_wrong_clock_ends() {
    let store = Store::in_memory().expect("memory");
    enqueue(&store, "m", NOON);
    let held = lease(&store, NOON);
    let next_year = NOON + 365 * DAY;
    assert!(
        store
            .extend(&held.receipt, next_year + 30 * MINUTE)
            .expect("written"),
        "the clock was a year ahead for a moment"
    );
    assert_eq!(
        nothing_due(&store, NOON + MINUTE),
        Some(NOON + 31 * MINUTE),
        "the lease is as long as leases are"
    );
    assert_eq!(
        lease(&store, NOON + 31 * MINUTE).receive_count,
        2,
        "and then it is somebody else's"
    );
}

#[test]
fn a_pause_that_began_under_a_wrong_clock_ends() {
    let store = Store::in_memory().expect("memory");
    enqueue(&store, "m", NOON);
    store
        .pause_queue(Pause {
            code: "breaker".to_owned(),
            message: "Later.".to_owned(),
            since_ms: NOON + 365 * DAY,
            until_ms: Some(NOON + 365 * DAY + MINUTE),
        })
        .expect("written");
    match store.lease(terms("boot"), NOON).expect("asked") {
        Leased::Paused(pause) => assert_eq!(
            pause.until_ms,
            Some(NOON + MINUTE),
            "as long from now as it was meant to be"
        ),
        other => panic!("it is paused, not {other:?}"),
    }
    lease(&store, NOON + MINUTE);
}

#[test]
fn no_job_waits_longer_than_a_day() {
    let store = Store::in_memory().expect("memory");
    enqueue(&store, "m", NOON);
    let receipt = lease(&store, NOON).receipt;
    store
        .put_back(&receipt, NOON, i64::MAX, cause("throttled"), false, 3)
        .expect("written");
    assert_eq!(
        nothing_due(&store, NOON),
        Some(NOON + DAY),
        "whatever was asked for"
    );
}
