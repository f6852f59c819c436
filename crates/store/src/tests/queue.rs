//! The queue by the contract of each operation: leases, receipts, retries, dead letters, cancelling.

use super::{
    DAY, MINUTE, NOON, begin, call_end, cause, enqueue, home, known, lease, new_job, number, open,
    ready, reserve, sound, terms,
};
use crate::{
    Begun, Buried, Enqueued, GeneratedState, JobChange, JobCounts, JobId, JobState, Leased,
    Purpose, PutBack, Receipt, Store,
};

pub(super) fn state(store: &Store, job: JobId) -> (JobState, GeneratedState) {
    let job = store.job(job).expect("read").expect("there");
    let mission = store
        .generated_mission(&job.mission_id)
        .expect("read")
        .expect("there");
    (job.state, mission.card.state)
}

fn events(store: &Store, job: JobId) -> Vec<String> {
    store
        .job_history(job)
        .expect("read")
        .into_iter()
        .map(|event| event.event)
        .collect()
}

pub(super) fn nothing_due(store: &Store, now_ms: i64) -> Option<i64> {
    match store.lease(terms("boot"), now_ms).expect("asked") {
        Leased::Nothing { next_due_ms } => next_due_ms,
        other => panic!("nothing is due, not {other:?}"),
    }
}

#[test]
fn a_mission_goes_from_the_queue_to_ready() {
    let (_folder, file) = home();
    let store = open(&file);
    let job = enqueue(&store, "m", NOON);
    assert_eq!(
        state(&store, job),
        (JobState::Ready, GeneratedState::Generating),
        "it waits"
    );
    let lease = lease(&store, NOON + 1);
    assert_eq!(
        (lease.job, lease.mission_id.as_str(), lease.receive_count),
        (job, "m", 1),
        "the first receive"
    );
    assert_eq!(
        nothing_due(&store, NOON + 2),
        Some(NOON + 1 + 30 * MINUTE),
        "nobody else gets it before the lease ends"
    );
    let call = begin(
        &store,
        Some((job, lease.receipt.clone())),
        reserve(Purpose::Mission, 90, 9),
        NOON + 2,
    );
    sound(&store, "while the call runs");
    let end = call_end(NOON + 3, known(42, 7));
    assert!(
        store
            .complete(
                &lease.receipt,
                NOON + 3,
                ready("Fan out"),
                Some((call, end))
            )
            .expect("written"),
        "the receipt is the lease's"
    );
    assert_eq!(
        state(&store, job),
        (JobState::Done, GeneratedState::Ready),
        "both at once"
    );
    let mission = store.generated_mission("m").expect("read").expect("there");
    assert_eq!(
        (
            mission.card.title.as_str(),
            mission.card.cost_nusd,
            mission.card.tokens,
            mission.card.job
        ),
        ("Fan out", 42, 7, Some(job)),
        "with its title and what it cost"
    );
    assert_eq!(
        mission.document.as_deref(),
        Some("format: 1\n"),
        "and its document"
    );
    assert_eq!(
        events(&store, job),
        ["enqueued", "leased", "done"],
        "its history says all of it"
    );
    assert_eq!(
        store.jobs(false, 10).expect("read"),
        vec![],
        "what is done is not in the queue any more"
    );
    assert_eq!(
        store.jobs(true, 10).expect("read").len(),
        1,
        "unless all are asked for"
    );
    sound(&store, "at the end");
}

#[test]
fn the_job_that_has_been_due_longest_is_leased_first() {
    let store = Store::in_memory().expect("memory");
    for (id, at_ms) in [("late", NOON + 20), ("first", NOON), ("second", NOON + 10)] {
        enqueue(&store, id, at_ms);
    }
    let order: Vec<_> = (0..3)
        .map(|_| lease(&store, NOON + 30).mission_id)
        .collect();
    assert_eq!(order, ["first", "second", "late"], "by due time");
}

#[test]
fn a_snooze_burns_no_receive_and_a_retry_does() {
    let store = Store::in_memory().expect("memory");
    let job = enqueue(&store, "m", NOON);
    let mut now_ms = NOON;
    for snoozes in 1..=20 {
        let lease = lease(&store, now_ms);
        assert_eq!(
            (lease.receive_count, lease.snoozes),
            (1, snoozes - 1),
            "a snooze gives the receive back"
        );
        now_ms += MINUTE;
        let back = store
            .put_back(
                &lease.receipt,
                now_ms,
                now_ms + MINUTE,
                cause("throttled"),
                false,
                3,
            )
            .expect("written");
        assert_eq!(back, PutBack::Again, "snooze {snoozes}");
        assert_eq!(
            nothing_due(&store, now_ms),
            Some(now_ms + MINUTE),
            "it waits as long as it was told to"
        );
        now_ms += MINUTE;
    }
    for burnt in 1..=3 {
        let lease = lease(&store, now_ms);
        assert_eq!(lease.receive_count, burnt, "each of these counts");
        let back = store
            .put_back(
                &lease.receipt,
                now_ms,
                now_ms,
                cause("interrupted"),
                true,
                3,
            )
            .expect("written");
        let expected = if burnt < 3 {
            PutBack::Again
        } else {
            PutBack::Dead
        };
        assert_eq!(back, expected, "and the third is the last");
    }
    assert_eq!(
        state(&store, job),
        (JobState::Dead, GeneratedState::Failed),
        "a dead job's mission failed"
    );
    let card = store
        .generated_mission("m")
        .expect("read")
        .expect("there")
        .card;
    assert_eq!(
        card.reason.as_deref(),
        Some("It was interrupted."),
        "and says why"
    );
    let job = store.job(job).expect("read").expect("there");
    assert_eq!(
        (job.snoozes, job.last_code.as_deref()),
        (20, Some("interrupted")),
        "all snoozes are counted"
    );
    sound(&store, "after all of it");
    assert_eq!(
        number(&store, "SELECT count(*) FROM reservations"),
        0,
        "its reservation is released"
    );
}

#[test]
fn a_lease_that_ran_out_is_taken_by_another_and_its_receipt_is_worth_nothing() {
    let (_folder, file) = home();
    let store = open(&file);
    let job = enqueue(&store, "m", NOON);
    let old = lease(&store, NOON);
    assert!(
        store
            .extend(&old.receipt, NOON + 40 * MINUTE)
            .expect("written"),
        "a heartbeat"
    );
    assert_eq!(
        nothing_due(&store, NOON + 35 * MINUTE),
        Some(NOON + 40 * MINUTE),
        "the extended lease holds"
    );
    let now_ms = NOON + 41 * MINUTE;
    let new = lease(&store, now_ms);
    assert_eq!(new.receive_count, 2, "the second receive");
    assert_ne!(new.receipt, old.receipt, "with a receipt of its own");
    assert!(
        !store.extend(&old.receipt, now_ms + DAY).expect("asked"),
        "the old one extends nothing"
    );
    assert_eq!(
        store
            .put_back(&old.receipt, now_ms, now_ms, cause("late"), true, 1)
            .expect("asked"),
        PutBack::Stale,
        "puts nothing back"
    );
    assert!(
        !store
            .bury(&old.receipt, now_ms, cause("late"))
            .expect("asked"),
        "buries nothing"
    );
    assert!(
        !store
            .complete(&old.receipt, now_ms, ready("late"), None)
            .expect("asked"),
        "completes nothing"
    );
    let call = super::new_call(
        Some((job, old.receipt)),
        reserve(Purpose::Mission, 1, 1),
        now_ms,
    );
    assert_eq!(
        store.begin_call(call, vec![]).expect("asked"),
        Begun::Stale,
        "and begins no call"
    );
    assert!(
        store
            .complete(&new.receipt, now_ms, ready("in time"), None)
            .expect("written"),
        "the new one does"
    );
    assert_eq!(
        events(&store, job),
        ["enqueued", "leased", "expired", "leased", "done"],
        "the history tells of both"
    );
    sound(&store, "at the end");
}

#[test]
fn a_job_whose_last_lease_runs_out_is_dead_and_the_next_one_is_taken() {
    let store = Store::in_memory().expect("memory");
    let job = enqueue(&store, "m", NOON);
    let mut now_ms = NOON;
    for _ in 0..3 {
        lease(&store, now_ms);
        now_ms += 31 * MINUTE;
    }
    enqueue(&store, "next", now_ms);
    let received = store.receive(terms("boot"), now_ms).expect("asked");
    assert!(
        matches!(received.leased, Leased::Job(lease) if lease.mission_id == "next"),
        "the dead one is in nobody's way"
    );
    let buried = Buried {
        job,
        mission_id: "m".to_owned(),
    };
    assert_eq!(received.buried, [buried], "somebody can be told of it");
    assert_eq!(
        state(&store, job),
        (JobState::Dead, GeneratedState::Failed),
        "it is dead at the moment of the fourth"
    );
    sound(&store, "at the end");
}

#[test]
fn a_buried_job_can_be_redriven_or_discarded() {
    let store = Store::in_memory().expect("memory");
    let job = enqueue(&store, "m", NOON);
    assert!(
        !store.redrive(job, NOON).expect("asked") && !store.discard_job(job, NOON).expect("asked"),
        "a waiting one cannot"
    );
    let lease_ = lease(&store, NOON);
    assert!(
        store
            .bury(&lease_.receipt, NOON, cause("invalid"))
            .expect("written"),
        "dead at once"
    );
    assert_eq!(
        store.job_counts().expect("read"),
        JobCounts {
            dead: 1,
            ..JobCounts::default()
        },
        "it is counted"
    );
    assert!(store.redrive(job, NOON + 5).expect("written"), "again");
    assert_eq!(
        state(&store, job),
        (JobState::Ready, GeneratedState::Generating),
        "as if new"
    );
    let again = lease(&store, NOON + 5);
    assert_eq!(again.receive_count, 1, "with all its receives");
    assert!(
        store
            .bury(&again.receipt, NOON + 6, cause("invalid"))
            .expect("written"),
        "dead again"
    );
    assert!(store.discard_job(job, NOON + 7).expect("written"), "away");
    assert!(
        !store.redrive(job, NOON + 8).expect("asked")
            && !store.discard_job(job, NOON + 8).expect("asked"),
        "and nothing more comes of it"
    );
    assert_eq!(
        store.job_counts().expect("read"),
        JobCounts::default(),
        "not counted"
    );
    assert_eq!(
        (
            store.jobs(false, 10).expect("read").len(),
            store.generated(None, None, 10).expect("read").len(),
            store.generated_mission("m").expect("read"),
        ),
        (0, 0, None),
        "not shown"
    );
    assert_eq!(
        events(&store, job),
        [
            "enqueued",
            "leased",
            "dead",
            "redriven",
            "leased",
            "dead",
            "discarded"
        ],
        "its history stays"
    );
    sound(&store, "at the end");
}

#[test]
fn a_discarded_job_says_so_and_a_screen_shows_what_matters_of_many() {
    let store = Store::in_memory().expect("memory");
    let bury = |id: &str| {
        let job = enqueue(&store, id, NOON);
        let lease = lease(&store, NOON);
        let buried = store.bury(&lease.receipt, NOON, cause("invalid"));
        assert!(buried.expect("written"), "it is dead");
        job
    };
    let (gone, dead) = (bury("gone"), bury("dead"));
    assert!(store.discard_job(gone, NOON).expect("written"), "away");
    let discarded: Vec<(JobId, bool)> = (store.jobs(true, 10).expect("read").iter())
        .map(|job| (job.id, job.discarded))
        .collect();
    assert_eq!(
        discarded,
        [(dead, false), (gone, true)],
        "both are dead, and one of them was removed"
    );
    let worked_on = enqueue(&store, "worked-on", NOON);
    lease(&store, NOON);
    let waiting: Vec<JobId> = (0..5)
        .map(|number| enqueue(&store, &format!("waiting-{number}"), NOON))
        .collect();
    let shown = |most| -> Vec<JobId> {
        let jobs = store.standing_jobs(most).expect("read");
        jobs.into_iter().map(|job| job.id).collect()
    };
    assert_eq!(
        shown(2),
        [waiting[4], waiting[3], worked_on, dead],
        "the newest, and besides what is worked on and what failed for good"
    );
    assert_eq!(shown(20).len(), 7, "each once, where there is room for all");
}

#[test]
fn the_receipt_decides_between_cancel_and_complete() {
    let (_folder, file) = home();
    let store = open(&file);
    let job = enqueue(&store, "m", NOON);
    let lease = lease(&store, NOON);
    let call = begin(
        &store,
        Some((job, lease.receipt.clone())),
        reserve(Purpose::Mission, 100, 10),
        NOON,
    );
    assert!(
        store.cancel_job(job, NOON + 1).expect("written"),
        "taken back"
    );
    sound(&store, "while its call still runs");
    assert!(
        !store
            .complete(
                &lease.receipt,
                NOON + 2,
                ready("too late"),
                Some((call, call_end(NOON + 2, known(50, 5)))),
            )
            .expect("asked"),
        "the answer comes too late"
    );
    assert_eq!(
        state(&store, job),
        (JobState::Cancelled, GeneratedState::Cancelled),
        "the mission stays cancelled"
    );
    let audit = store.audit().expect("audited");
    assert_eq!(
        (audit.ledger_nusd, audit.open_nusd),
        (50, (0, 0)),
        "but the call was paid"
    );
    assert!(
        !store.cancel_job(job, NOON + 3).expect("asked"),
        "once only"
    );
    sound(&store, "at the end");
    assert!(
        store.redrive(job, NOON + 4).expect("written"),
        "a cancelled one can come back"
    );
}

#[test]
fn receipts_are_never_the_same() {
    let store = Store::in_memory().expect("memory");
    enqueue(&store, "m", NOON);
    let mut seen = std::collections::HashSet::new();
    for _ in 0..50 {
        let receipt = lease(&store, NOON).receipt;
        store
            .put_back(&receipt, NOON, NOON, cause("throttled"), false, 3)
            .expect("written");
        assert!(
            receipt.0.starts_with("boot-1-") && receipt.0.len() >= "boot-1-".len() + 32,
            "boot, job and 128 random bits: {receipt:?}"
        );
        assert!(seen.insert(receipt), "one was there before");
    }
    assert!(
        !store.extend(&Receipt(String::new()), NOON).expect("asked"),
        "no receipt is none"
    );
}

#[test]
fn over_budget_nothing_is_enqueued() {
    let (_folder, file) = home();
    let store = open(&file);
    let limits = || vec![super::limit(crate::Window::Day, 250)];
    for number in 0..4 {
        let enqueued = store
            .enqueue(new_job(&format!("m{number}"), NOON), limits())
            .expect("asked");
        assert_eq!(
            matches!(enqueued, Enqueued::Job(_)),
            number < 2,
            "there is room for two, {number}: {enqueued:?}"
        );
    }
    assert_eq!(
        number(
            &store,
            "SELECT (SELECT count(*) FROM jobs) + 100 * (SELECT count(*) FROM generated_missions)
                  + 10000 * (SELECT count(*) FROM job_events) + 1000000 * (SELECT count(*) FROM ledger)"
        ),
        2_020_202,
        "the others left nothing behind"
    );
    sound(&store, "at the end");
}

#[test]
fn hurried_jobs_are_due_at_once() {
    let store = Store::in_memory().expect("memory");
    enqueue(&store, "snoozed", NOON);
    let receipt = lease(&store, NOON).receipt;
    let until = NOON + 5 * MINUTE;
    store
        .put_back(&receipt, NOON, until, cause("throttled"), false, 3)
        .expect("written");
    enqueue(&store, "leased", NOON);
    lease(&store, NOON);
    assert_eq!(store.hurry_jobs(NOON + 1).expect("written"), 1, "one waits");
    assert_eq!(
        lease(&store, NOON + 1).mission_id,
        "snoozed",
        "it waits no longer"
    );
    assert_eq!(
        nothing_due(&store, NOON + 1),
        Some(NOON + 30 * MINUTE),
        "a lease is as long as it was"
    );
}

#[test]
fn whoever_looks_on_is_told_what_changed_since() {
    let (_folder, file) = home();
    let (store, other) = (open(&file), open(&file));
    let (dies, waits) = (enqueue(&store, "a", NOON), enqueue(&store, "b", NOON));
    let seen = other.jobs_seen().expect("looked");
    let (same, nothing) = other.jobs_changed_since(seen).expect("looked");
    assert_eq!(
        (same, nothing),
        (seen, Vec::new()),
        "what was there is known"
    );
    let leased = lease(&store, NOON);
    store
        .bury(&leased.receipt, NOON, cause("invalid"))
        .expect("buried");
    let (seen, changed) = other.jobs_changed_since(seen).expect("looked");
    let change = |job, mission: &str, died| JobChange {
        job,
        mission_id: mission.to_owned(),
        died,
    };
    assert_eq!(
        changed,
        [change(dies, "a", true)],
        "once, however much happened, and nothing of the other one"
    );
    store.redrive(dies, NOON).expect("redriven");
    store.cancel_job(waits, NOON).expect("cancelled");
    let (seen, changed) = other.jobs_changed_since(seen).expect("looked");
    assert_eq!(
        changed,
        [change(dies, "a", false), change(waits, "b", false)],
        "a death is told once"
    );
    let (_, nothing) = other.jobs_changed_since(seen).expect("looked");
    assert_eq!(nothing, [], "and then nothing");
}
