//! Budgets: what is held against a limit, in every window and purpose; amounts that make no sense; many at once; a ledger that cannot be
//! rewritten, and an audit that finds what disagrees.

use std::thread;

use super::{
    DAY, MINUTE, NOON, begin, call_end, cause, enqueue, home, known, lease, limit, new_call,
    number, open, reserve, sound,
};
use crate::{
    Begun, CallEnd, Charged, Exceeded, Limit, Purpose, PutBack, Store, StoreError, Window,
};

/// Makes a call that is charged at this, at once.
fn spend(store: &Store, purpose: Purpose, nusd: i64, at_ms: i64) {
    let call = begin(store, None, reserve(purpose, nusd, 1), at_ms);
    store
        .end_call(call, call_end(at_ms, known(nusd, 1)), None)
        .expect("settled");
}

fn exceeded(store: &Store, nusd: i64, limits: Vec<Limit>, now_ms: i64) -> Option<Exceeded> {
    store
        .would_exceed(reserve(Purpose::Hint, nusd, 1), limits, now_ms)
        .expect("asked")
}

#[test]
fn a_call_is_held_against_what_was_settled_and_what_is_reserved() {
    let (_folder, file) = home();
    let store = open(&file);
    spend(&store, Purpose::Hint, 40, NOON);
    begin(&store, None, reserve(Purpose::Mission, 50, 5), NOON);
    let limits = || vec![limit(Window::Day, 100)];
    assert_eq!(exceeded(&store, 10, limits(), NOON), None, "just fits");
    let over = exceeded(&store, 11, limits(), NOON).expect("one too many");
    assert_eq!(
        (over.used_nusd, over.reserved_nusd, over.reserved_tokens),
        (40, 50, 5),
        "and says what stands"
    );
    let call = new_call(None, reserve(Purpose::Hint, 11, 1), NOON);
    match store.begin_call(call, limits()).expect("asked") {
        Begun::OverBudget(same) => assert_eq!(same, over, "the same answer when it is meant"),
        other => panic!("there is no room, not {other:?}"),
    }
    assert_eq!(
        number(&store, "SELECT count(*) FROM calls"),
        2,
        "and nothing was written"
    );
    let states = store.limit_states(limits(), NOON).expect("read");
    assert_eq!(
        (
            states[0].used_nusd,
            states[0].reserved_nusd,
            states[0].since_ms
        ),
        (40, 50, NOON - DAY / 2),
        "as the screen shows it, since midnight"
    );
    sound(&store, "at the end");
}

#[test]
fn what_is_only_reserved_is_waited_for_a_minute_and_its_end_hurries_two_jobs() {
    let store = Store::in_memory().expect("memory");
    let jobs: Vec<_> = ["a", "b", "c", "d"]
        .into_iter()
        .map(|mission| enqueue(&store, mission, NOON))
        .collect();
    // Three that wait for a budget and one that waits for something else, all until midnight.
    for code in ["throttled", "budget", "budget", "budget"] {
        let lease = lease(&store, NOON);
        let put = store
            .put_back(&lease.receipt, NOON, NOON + DAY / 2, cause(code), false, 3)
            .expect("put back");
        assert_eq!(put, PutBack::Again, "it waits for {code}");
    }
    let waiting = |now_ms| store.jobs_waiting_for_budget(now_ms).expect("read");
    assert_eq!(waiting(NOON), 3, "those of the budget");
    let hint = begin(&store, None, reserve(Purpose::Hint, 90, 1), NOON);
    for window in [Window::TenMinutes, Window::Day, Window::Month] {
        let over = exceeded(&store, 20, vec![limit_of_hints(window, 100)], NOON);
        assert_eq!(
            over.expect("it does not fit").fits_at_ms,
            Some(NOON + MINUTE),
            "nothing is spent of {window:?}: soon, and not when it has passed"
        );
    }
    store
        .end_call(hint, call_end(NOON + 1, known(1, 1)), None)
        .expect("settled");
    let due: Vec<_> = jobs
        .iter()
        .map(|job| store.job(*job).expect("read").expect("there").visible_at_ms)
        .collect();
    let later = NOON + DAY / 2;
    assert_eq!(
        due,
        [later, NOON + 1, NOON + 1, later],
        "the two that have waited longest are due, and what waits for something else is not"
    );
    assert_eq!(waiting(NOON + 1), 1, "the others do not wait any more");
    store.cancel_job(jobs[0], NOON + 2).expect("cancelled");
    assert_eq!(
        waiting(NOON + 2),
        0,
        "a job that is taken back leaves room as well"
    );
    spend(&store, Purpose::Hint, 85, NOON);
    begin(&store, None, reserve(Purpose::Hint, 5, 1), NOON);
    let over = exceeded(&store, 20, vec![limit_of_hints(Window::Month, 100)], NOON);
    assert_eq!(
        over.expect("it does not fit").fits_at_ms,
        Some(NOON + DAY / 2 + 15 * DAY),
        "what is spent is in the way as well, and stays until the month has passed"
    );
    sound(&store, "at the end");
}

fn limit_of_hints(window: Window, nusd: i64) -> Limit {
    Limit {
        purposes: vec![Purpose::Hint],
        ..limit(window, nusd)
    }
}

#[test]
fn windows_pass() {
    let store = Store::in_memory().expect("memory");
    spend(&store, Purpose::Hint, 60, NOON - 5 * MINUTE);
    spend(&store, Purpose::Hint, 30, NOON - 2 * MINUTE);
    let fits_at = |window, nusd| {
        exceeded(&store, nusd, vec![limit(window, 100)], NOON)
            .unwrap_or_else(|| panic!("{nusd} do not fit into {window:?}"))
            .fits_at_ms
    };
    assert_eq!(
        fits_at(Window::TenMinutes, 20),
        Some(NOON + 5 * MINUTE),
        "when the first leaves the window"
    );
    assert_eq!(
        fits_at(Window::TenMinutes, 80),
        Some(NOON + 8 * MINUTE),
        "when both have left it"
    );
    assert_eq!(
        fits_at(Window::Day, 20),
        Some(NOON + DAY / 2),
        "at midnight"
    );
    assert_eq!(
        fits_at(Window::Month, 20),
        Some(NOON + DAY / 2 + 15 * DAY),
        "on the first of July"
    );
    assert_eq!(
        fits_at(Window::Day, 101),
        None,
        "never: it is more than the limit"
    );
    for (window, nusd, at_ms) in [
        (Window::TenMinutes, 20, NOON + 5 * MINUTE),
        (Window::TenMinutes, 80, NOON + 8 * MINUTE),
        (Window::Day, 100, NOON + DAY / 2),
        (Window::Month, 100, NOON + DAY / 2 + 15 * DAY),
    ] {
        let limits = || vec![limit(window, 100)];
        assert_eq!(
            exceeded(&store, nusd, limits(), at_ms),
            None,
            "it does fit into {window:?} then"
        );
        assert!(
            exceeded(&store, nusd, limits(), at_ms - 1).is_some(),
            "and not before"
        );
    }
}

#[test]
fn limits_are_about_their_purposes_and_about_both_measures() {
    let store = Store::in_memory().expect("memory");
    spend(&store, Purpose::Mission, 90, NOON);
    let of = |purposes: &[Purpose]| Limit {
        purposes: purposes.to_vec(),
        ..limit(Window::Day, 100)
    };
    assert_eq!(
        exceeded(
            &store,
            50,
            vec![of(&[Purpose::Hint, Purpose::Question])],
            NOON
        ),
        None,
        "missions are not held against hints"
    );
    assert_eq!(
        exceeded(&store, 500, vec![of(&[Purpose::Mission])], NOON),
        None,
        "nor a hint against a limit on missions"
    );
    let both = of(&[Purpose::Hint, Purpose::Mission, Purpose::Hint]);
    assert!(
        exceeded(&store, 11, vec![both.clone()], NOON).is_some(),
        "both against one on both"
    );
    assert_eq!(
        exceeded(&store, 10, vec![both], NOON),
        None,
        "a purpose that is named twice counts once"
    );
    let tokens = Limit {
        nusd: None,
        tokens: Some(1),
        ..limit(Window::Day, 0)
    };
    assert!(
        exceeded(
            &store,
            0,
            vec![limit(Window::Month, 1000), tokens.clone()],
            NOON
        )
        .is_some_and(|over| over.limit == tokens),
        "one token was used, and a second is one too many"
    );
    assert_eq!(
        exceeded(&store, i64::MAX, vec![], NOON),
        None,
        "without limits nothing is limited"
    );
}

#[test]
fn amounts_that_make_no_sense_are_refused() {
    let (_folder, file) = home();
    let store = open(&file);
    for (nusd, tokens) in [(-1, 0), (0, -1), (i64::MIN, i64::MIN)] {
        let asked = reserve(Purpose::Hint, nusd, tokens);
        let refused = store.begin_call(new_call(None, asked, NOON), vec![]);
        assert!(
            matches!(refused, Err(StoreError::Failed { .. })),
            "less than nothing cannot be reserved: {refused:?}"
        );
        assert!(
            store.would_exceed(asked, vec![], NOON).is_err(),
            "nor asked about"
        );
    }
    let call = begin(&store, None, reserve(Purpose::Hint, i64::MAX, 1), NOON);
    let limits = || vec![limit(Window::Day, i64::MAX)];
    assert!(
        exceeded(&store, 1, limits(), NOON).is_some(),
        "sums beyond all numbers do not fit"
    );
    let more = store.begin_call(new_call(None, reserve(Purpose::Hint, 1, 1), NOON), limits());
    assert!(
        matches!(more, Ok(Begun::OverBudget(_)) | Err(_)),
        "and nothing is begun: {more:?}"
    );
    let unlimited = store.begin_call(new_call(None, reserve(Purpose::Hint, 1, 1), NOON), vec![]);
    assert!(
        unlimited.is_err(),
        "not even without limits, since it could not be counted: {unlimited:?}"
    );
    for charged in [known(-1, 0), known(0, -1)] {
        let refused = store.end_call(call, call_end(NOON, charged), None);
        assert!(refused.is_err(), "a charge below zero is none: {charged:?}");
    }
    assert!(
        store
            .end_call(call, call_end(NOON, known(5, 5)), None)
            .expect("settled"),
        "and the call is still there to be ended"
    );
    assert!(
        exceeded(&store, 1, vec![limit(Window::Day, -1)], NOON).is_some(),
        "a limit below zero lets nothing through"
    );
    sound(&store, "at the end");
}

#[test]
fn a_call_takes_the_place_of_its_jobs_reservation() {
    let (_folder, file) = home();
    let store = open(&file);
    let job = enqueue(&store, "m", NOON);
    let receipt = lease(&store, NOON).receipt;
    let on = |asked, limits| {
        let call = new_call(Some((job, receipt.clone())), asked, NOON);
        store.begin_call(call, limits).expect("asked")
    };
    let over = on(
        reserve(Purpose::Mission, 101, 10),
        vec![limit(Window::Day, 100)],
    );
    assert!(
        matches!(over, Begun::OverBudget(ref over) if over.reserved_nusd == 0),
        "one more than was reserved does not fit, and its own is not in its way: {over:?}"
    );
    assert_eq!(
        store.audit().expect("audited").open_nusd,
        (100, 100),
        "what was reserved still is"
    );
    let less = on(
        reserve(Purpose::Mission, 80, 10),
        vec![limit(Window::Day, 0)],
    );
    let Begun::Call(first) = less else {
        panic!(
            "what was reserved may be used even where the limit was lowered meanwhile: {less:?}"
        );
    };
    assert_eq!(
        store.audit().expect("audited").open_nusd,
        (80, 80),
        "the rest is given back"
    );
    sound(&store, "while the call runs");
    let second = on(
        reserve(Purpose::Repair, 30, 10),
        vec![limit(Window::Day, 110)],
    );
    assert!(
        matches!(second, Begun::Call(_)),
        "a second call is reserved anew: {second:?}"
    );
    let third = on(
        reserve(Purpose::Repair, 1, 1),
        vec![limit(Window::Day, 110)],
    );
    assert!(
        matches!(third, Begun::OverBudget(_)),
        "as far as there is room: {third:?}"
    );
    let ended = CallEnd {
        outcome: "throttled".to_owned(),
        ..call_end(NOON, Charged::Nothing)
    };
    assert!(
        store.end_call(first, ended.clone(), None).expect("ended"),
        "once"
    );
    assert!(
        !store.end_call(first, ended, None).expect("asked"),
        "not twice"
    );
    assert_eq!(
        store.audit().expect("audited").ledger_nusd,
        0,
        "a throttled call costs nothing"
    );
    sound(&store, "at the end");
}

#[test]
fn another_purpose_is_reserved_anew() {
    let store = Store::in_memory().expect("memory");
    let job = enqueue(&store, "m", NOON);
    let receipt = lease(&store, NOON).receipt;
    let repairs = Limit {
        purposes: vec![Purpose::Repair],
        ..limit(Window::Day, 50)
    };
    let call = new_call(Some((job, receipt)), reserve(Purpose::Repair, 60, 1), NOON);
    assert!(
        matches!(
            store.begin_call(call, vec![repairs]).expect("asked"),
            Begun::OverBudget(_)
        ),
        "what was reserved for a mission says nothing about repairs"
    );
    sound(&store, "after it");
}

#[test]
fn an_unknown_end_is_charged_whole_and_more_than_was_reserved_is_charged_too() {
    let (_folder, file) = home();
    let store = open(&file);
    let unknown = begin(&store, None, reserve(Purpose::Hint, 70, 7), NOON);
    store
        .end_call(unknown, call_end(NOON, Charged::Whole), None)
        .expect("settled");
    let dearer = begin(&store, None, reserve(Purpose::Hint, 10, 1), NOON);
    store
        .end_call(dearer, call_end(NOON, known(15, 2)), None)
        .expect("settled");
    let audit = store.audit().expect("audited");
    assert_eq!(
        (audit.ledger_nusd, audit.ledger_tokens),
        (85, 9),
        "the ledger says what was paid, whatever was thought before"
    );
    sound(&store, "at the end");
}

#[test]
fn fifty_threads_do_not_overspend() {
    const EACH: i64 = 10;
    let (_folder, file) = home();
    let (one, two) = (open(&file), open(&file));
    let limits = || {
        vec![
            limit(Window::TenMinutes, 1000),
            Limit {
                tokens: Some(130),
                ..limit(Window::Day, 1005)
            },
            limit(Window::Month, 2000),
        ]
    };
    let begun: i64 = thread::scope(|scope| {
        let threads: Vec<_> = (0..50)
            .map(|number| {
                let store = if number % 2 == 0 { &one } else { &two };
                scope.spawn(move || {
                    let mut begun = 0;
                    for round in 0..EACH {
                        let call = new_call(None, reserve(Purpose::Hint, 10, 1), NOON + round);
                        if let Begun::Call(call) = store.begin_call(call, limits()).expect("asked")
                        {
                            begun += 1;
                            // Some give back all of it, some a half, some nothing, some go on.
                            let charged = match (number + round) % 4 {
                                0 => Charged::Nothing,
                                1 => known(5, 1),
                                2 => Charged::Whole,
                                _ => continue,
                            };
                            store
                                .end_call(call, call_end(NOON + round, charged), None)
                                .expect("ended");
                        }
                    }
                    begun
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("it ends"))
            .sum()
    });
    let audit = one.audit().expect("audited");
    let spent = audit.ledger_nusd + audit.open_nusd.0;
    assert!(spent <= 1000, "overspent by {}", spent - 1000);
    assert!(
        spent > 980 && begun >= 100,
        "and what there was could be used: {spent} by {begun} calls"
    );
    sound(&one, "after all of it");
}

#[test]
fn the_ledger_and_the_histories_are_only_ever_added_to() {
    let (_folder, file) = home();
    let store = open(&file);
    let job = enqueue(&store, "m", NOON);
    let receipt = lease(&store, NOON).receipt;
    let call = begin(
        &store,
        Some((job, receipt)),
        reserve(Purpose::Mission, 100, 10),
        NOON,
    );
    store
        .end_call(call, call_end(NOON, known(1, 1)), None)
        .expect("settled");
    for (statement, words) in [
        ("UPDATE ledger SET charged_nusd = 0", "only ever added to"),
        ("DELETE FROM ledger", "only ever added to"),
        ("UPDATE job_events SET detail = ''", "only ever added to"),
        ("DELETE FROM job_events", "only ever added to"),
        ("UPDATE calls SET charged_nusd = 0", "not changed"),
        ("DELETE FROM calls", "not deleted"),
        (
            "INSERT INTO ledger (at_ms, entry, reservation, purpose, reserved_nusd, reserved_tokens, charged_nusd, charged_tokens)
             SELECT at_ms, 'release', reservation, purpose, reserved_nusd, reserved_tokens, 0, 0 FROM ledger WHERE entry = 'settle'",
            "UNIQUE",
        ),
    ] {
        let refused = store.with_writer(move |connection| connection.execute(statement, []));
        let error = refused.expect_err(statement);
        assert!(error.to_string().contains(words), "{statement}: {error}");
    }
    sound(&store, "after all attempts");
}

#[test]
fn the_audit_finds_what_disagrees() {
    for (damage, found) in [
        (
            "UPDATE counters SET nusd = nusd + 1 WHERE period = 'day'",
            "the counter of a day",
        ),
        (
            "UPDATE counters SET tokens = tokens + 1 WHERE period = 'month'",
            "the counter of a month",
        ),
        (
            "UPDATE counters SET nusd = nusd + 1 WHERE period = 'open'",
            "the counter of open",
        ),
        ("DELETE FROM counters", "the counter of a day"),
        (
            "UPDATE reservations SET nusd = nusd + 1",
            "not what the ledger says",
        ),
        (
            "PRAGMA foreign_keys = OFF; DELETE FROM reservations",
            "has not reserved",
        ),
        (
            "UPDATE jobs SET state = 'cancelled', receipt = NULL, boot = NULL WHERE id = 2",
            "neither a running call's nor a waiting job's",
        ),
        (
            "DROP TRIGGER ended_calls_are_not_changed; UPDATE calls SET charged_nusd = 2 WHERE ended_at_ms IS NOT NULL",
            "not charged in the ledger",
        ),
        (
            "INSERT INTO ledger (at_ms, entry, reservation, purpose, reserved_nusd, reserved_tokens, charged_nusd, charged_tokens)
             VALUES (0, 'settle', 99, 'hint', 0, 0, 1, 1)",
            "that is no call",
        ),
    ] {
        let (_folder, file) = home();
        let store = open(&file);
        spend(&store, Purpose::Hint, 40, NOON);
        enqueue(&store, "m", NOON);
        enqueue(&store, "n", NOON);
        let held = lease(&store, NOON);
        begin(
            &store,
            Some((held.job, held.receipt)),
            reserve(Purpose::Mission, 50, 5),
            NOON,
        );
        sound(&store, "before the damage");
        store.with_writer(move |connection| connection.execute_batch(damage).expect(damage));
        let audit = store.audit().expect("audited");
        assert!(
            audit.disagreements.iter().any(|said| said.contains(found)),
            "{damage}: {:?}",
            audit.disagreements
        );
    }
}

#[test]
fn entries_of_the_future_count_for_a_day() {
    let store = Store::in_memory().expect("memory");
    spend(&store, Purpose::Hint, 100, NOON + DAY);
    let limits = || vec![limit(Window::TenMinutes, 100)];
    assert!(
        exceeded(&store, 1, limits(), NOON).is_some(),
        "a clock that was set back by hours makes nothing cheaper"
    );
    assert_eq!(
        exceeded(&store, 1, limits(), NOON - 1),
        None,
        "one that was wrong by days does not block until it is right again"
    );
}
