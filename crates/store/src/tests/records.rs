//! What is written can be read, by the contract of each method.

use expect_test::expect;

use super::{attempt, home, integrity, mission, number, open};
use crate::{AttemptId, HintLevel, NewAttempt, Origin, Review, StartedMission, Store, StoreError};

#[test]
fn a_started_mission_keeps_its_first_times() {
    let store = Store::in_memory().expect("memory");
    store.put_started(mission("m", 100)).expect("written");
    store
        .put_started(StartedMission {
            mission_version: "v2".to_owned(),
            template: "/elsewhere/template.yaml".into(),
            touched_at_ms: 90,
            ..mission("m", 200)
        })
        .expect("written again");
    assert_eq!(
        store.started("m").expect("read"),
        Some(StartedMission {
            mission_version: "v2".to_owned(),
            template: "/elsewhere/template.yaml".into(),
            ..mission("m", 100)
        }),
        "version and place are the new ones, the first start and the latest touch stay"
    );
    assert_eq!(store.started("n").expect("read"), None, "never started");
}

#[test]
fn started_missions_are_listed_by_their_last_touch() {
    let (_folder, file) = home();
    let store = open(&file);
    for (id, at_ms) in [("b", 100), ("a", 100), ("c", 300)] {
        store.put_started(mission(id, at_ms)).expect("written");
    }
    store
        .record_attempt(attempt("b", 400, "x"))
        .expect("recorded");
    let order: Vec<_> = store
        .all_started()
        .expect("read")
        .into_iter()
        .map(|mission| (mission.mission_id, mission.touched_at_ms))
        .collect();
    assert_eq!(
        order,
        [
            ("b".to_owned(), 400),
            ("c".to_owned(), 300),
            ("a".to_owned(), 100)
        ],
        "an attempt touches its mission; equal times are in order of their ids"
    );
}

#[test]
fn an_attempt_comes_back_whole() {
    let (_folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 1)).expect("written");
    let binary = NewAttempt {
        snapshot: vec![0xff, 0x00, b'\r', b'\n'],
        origin: Origin::Restore,
        score: 1.0 / 3.0,
        ..attempt("m", 5, "")
    };
    let id = store.record_attempt(binary.clone()).expect("recorded");
    let read = store.attempt(id).expect("read").expect("there");
    assert_eq!(
        read.snapshot, binary.snapshot,
        "bytes are kept as they were"
    );
    assert_eq!(read.report, binary.report, "so is the report");
    expect![[r#"
        AttemptSummary {
            id: AttemptId(
                1,
            ),
            mission_id: "m",
            at_ms: 5,
            origin: Restore,
            content_hash: "6375a1044d294c4efc761ce86b9c48d451d11bcf9ef4b586f56d833edb18f6da",
            score: 0.3333333333333333,
            passed: 1,
            total: 2,
            grade_us: 1234,
            hints_used: 0,
        }
    "#]]
    .assert_debug_eq(&read.summary);
    assert_eq!(
        store.attempt(AttemptId(99)).expect("read"),
        None,
        "there is no such attempt"
    );
}

#[test]
fn every_origin_is_kept() {
    let store = Store::in_memory().expect("memory");
    store.put_started(mission("m", 1)).expect("written");
    let origins = [Origin::Start, Origin::Save, Origin::Restore, Origin::Undo];
    for origin in origins {
        store
            .record_attempt(NewAttempt {
                origin,
                ..attempt("m", 1, "x")
            })
            .expect("recorded");
    }
    let read: Vec<_> = store
        .attempts("m")
        .expect("read")
        .iter()
        .map(|a| a.origin)
        .collect();
    assert_eq!(read, origins, "in the order in which they were recorded");
}

#[test]
fn equal_snapshots_are_kept_once() {
    let store = Store::in_memory().expect("memory");
    store.put_started(mission("m", 1)).expect("written");
    store.put_started(mission("n", 1)).expect("written");
    for (id, text) in [("m", "one"), ("m", "two"), ("m", "one"), ("n", "one")] {
        store
            .record_attempt(attempt(id, 1, text))
            .expect("recorded");
    }
    assert_eq!(
        number(&store, "SELECT count(*) FROM snapshots"),
        2,
        "two contents"
    );
    assert_eq!(
        number(&store, "SELECT count(*) FROM attempts"),
        4,
        "four attempts"
    );
}

#[test]
fn the_first_full_pass_is_remembered() {
    let store = Store::in_memory().expect("memory");
    store.put_started(mission("m", 1)).expect("written");
    let passed_at = |passed, total, at_ms| {
        store
            .record_attempt(NewAttempt {
                passed,
                total,
                ..attempt("m", at_ms, "x")
            })
            .expect("recorded");
        store
            .started("m")
            .expect("read")
            .expect("started")
            .passed_at_ms
    };
    assert_eq!(passed_at(1, 2, 10), None, "one of two is no full pass");
    assert_eq!(passed_at(0, 0, 20), None, "none of none is no full pass");
    assert_eq!(passed_at(2, 2, 30), Some(30), "the first full pass");
    assert_eq!(
        passed_at(1, 2, 40),
        Some(30),
        "a later fall does not take it away"
    );
    assert_eq!(
        passed_at(2, 2, 50),
        Some(30),
        "a second pass does not move it"
    );
}

#[test]
fn an_attempt_that_cannot_be_recorded_leaves_nothing() {
    let store = Store::in_memory().expect("memory");
    store.put_started(mission("m", 1)).expect("written");
    let cases = [
        (
            "not started",
            attempt("n", 5, "x"),
            "the mission `n` has not been started",
        ),
        (
            "score",
            NewAttempt {
                score: 1.5,
                ..attempt("m", 5, "x")
            },
            "score BETWEEN",
        ),
        (
            "not a number",
            NewAttempt {
                score: f64::NAN,
                ..attempt("m", 5, "x")
            },
            "NOT NULL",
        ),
        (
            "passed",
            NewAttempt {
                passed: 3,
                ..attempt("m", 5, "x")
            },
            "passed BETWEEN",
        ),
        (
            "report",
            NewAttempt {
                report: "{".to_owned(),
                ..attempt("m", 5, "x")
            },
            "json_valid",
        ),
    ];
    for (name, bad, reason) in cases {
        match store.record_attempt(bad) {
            Err(StoreError::Failed { reason: found, .. }) => {
                assert!(found.contains(reason), "{name}: `{found}` names the reason");
            }
            other => panic!("{name}: it is refused, not {other:?}"),
        }
        assert_eq!(
            number(&store, "SELECT count(*) FROM snapshots"),
            0,
            "{name}: no snapshot"
        );
        let touched = store
            .started("m")
            .expect("read")
            .expect("started")
            .touched_at_ms;
        assert_eq!(touched, 1, "{name}: the mission is not touched");
    }
}

#[test]
fn the_newest_attempt_of_each_mission() {
    let (_folder, file) = home();
    let store = open(&file);
    for id in ["b", "a", "never-graded"] {
        store.put_started(mission(id, 1)).expect("written");
    }
    for (id, at_ms) in [("b", 50), ("a", 10), ("b", 20), ("a", 30)] {
        store
            .record_attempt(attempt(id, at_ms, "x"))
            .expect("recorded");
    }
    let latest: Vec<_> = store
        .latest_attempts()
        .expect("read")
        .into_iter()
        .map(|attempt| (attempt.mission_id, attempt.id.0))
        .collect();
    assert_eq!(
        latest,
        [("a".to_owned(), 4), ("b".to_owned(), 3)],
        "the last recorded counts, whatever the clock said"
    );
}

#[test]
fn hints_are_only_ever_revealed() {
    let (_folder, file) = home();
    let store = open(&file);
    let reveal = |criterion, level| store.reveal_hint("m", criterion, level).expect("written");
    assert_eq!(
        reveal("queue", 2),
        2,
        "revealed before the mission is started"
    );
    assert_eq!(reveal("queue", 1), 2, "never lowered");
    assert_eq!(reveal("queue", 3), 3, "raised");
    assert_eq!(reveal("alarm", 1), 1, "each criterion has its own");
    let level = |criterion_id: &str, level| HintLevel {
        criterion_id: criterion_id.to_owned(),
        level,
    };
    assert_eq!(
        store.hint_levels("m").expect("read"),
        [level("alarm", 1), level("queue", 3)],
        "by criterion id"
    );
    assert_eq!(
        store.hint_levels("n").expect("read"),
        [],
        "another mission has none"
    );
}

#[test]
fn an_attempt_keeps_the_hints_that_had_been_revealed() {
    let (_folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 0)).expect("written");
    let record = |text| {
        store
            .record_attempt(attempt("m", 1, text))
            .expect("written")
    };
    let before = record("a");
    for (criterion, level) in [
        ("queue", 2),
        ("alarm#Jobs.Alarm", 1),
        ("alarm#Jobs.Topic", 3),
    ] {
        store.reveal_hint("m", criterion, level).expect("written");
    }
    store.reveal_hint("n", "queue", 1).expect("written");
    let after = record("b");
    store.reveal_hint("m", "queue", 3).expect("written");
    let level = |criterion_id: &str, level| HintLevel {
        criterion_id: criterion_id.to_owned(),
        level,
    };
    assert_eq!(
        store.hints_of_attempt(after).expect("read"),
        [level("alarm", 3), level("queue", 2)],
        "the criterion counts with the highest of its levels, as they were then, and those of this mission only"
    );
    assert_eq!(
        store.hints_of_attempt(before).expect("read"),
        [],
        "what was revealed later is not told of an earlier save"
    );
    let used: Vec<u32> = (store.attempts("m").expect("read").iter())
        .map(|attempt| attempt.hints_used)
        .collect();
    assert_eq!(used, [0, 5], "a list says how many, all criteria together");
    store.forget("m").expect("forgotten");
    assert_eq!(
        number(&store, "SELECT count(*) FROM attempt_hints"),
        0,
        "they go with their attempts"
    );
}

#[test]
fn reviews_are_kept_once_a_mission_and_go_with_it() {
    let (_folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 0)).expect("written");
    let review = |mission_id: &str, skill: &str, at_ms, rating| Review {
        mission_id: mission_id.to_owned(),
        skill: skill.to_owned(),
        at_ms,
        rating,
    };
    let first = vec![review("m", "b.two", 5, 3), review("m", "a.one", 5, 1)];
    store.put_reviews("m", first).expect("written");
    store
        .put_reviews("m", vec![review("m", "a.one", 9, 4)])
        .expect("nothing happens");
    assert_eq!(
        store.reviews().expect("read"),
        [review("m", "a.one", 5, 1), review("m", "b.two", 5, 3)],
        "by skill, and the first counts"
    );
    for (wrong, why) in [
        (review("n", "a.one", 5, 1), "a mission that was not started"),
        (review("m", "c.three", 5, 5), "a rating that there is not"),
    ] {
        store
            .put_reviews(&wrong.mission_id.clone(), vec![wrong])
            .expect_err(why);
    }
    store.put_started(mission("none", 0)).expect("written");
    store.put_reviews("none", vec![]).expect("written");
    assert_eq!(
        store.reviewed().expect("read"),
        ["m", "none"],
        "a mission without reviews was looked at all the same"
    );
    assert!(store.forget("m").expect("forgotten"), "it was there");
    assert_eq!(
        store.reviewed().expect("read"),
        ["none"],
        "it may be looked at again when it is passed again"
    );
    assert_eq!(
        store.reviews().expect("read"),
        [],
        "nothing is left of a forgotten mission"
    );
}

#[test]
fn activity_counts_saves_and_first_passes_by_the_quarter_hour() {
    const QUARTER: i64 = 900_000;
    let store = Store::in_memory().expect("memory");
    store.put_started(mission("m", 0)).expect("written");
    let record = |at_ms, origin, passed| {
        store
            .record_attempt(NewAttempt {
                origin,
                passed,
                ..attempt("m", at_ms, "x")
            })
            .expect("recorded");
    };
    record(0, Origin::Start, 0);
    record(QUARTER - 1, Origin::Save, 1);
    record(QUARTER, Origin::Save, 1);
    record(QUARTER + 5, Origin::Save, 2);
    record(2 * QUARTER, Origin::Undo, 2);
    record(5 * QUARTER + 7, Origin::Save, 2);
    let activity = |since_ms| -> Vec<(i64, u32, u32)> {
        store
            .activity(since_ms)
            .expect("read")
            .iter()
            .map(|bucket| (bucket.start_ms / QUARTER, bucket.saves, bucket.passes))
            .collect()
    };
    assert_eq!(
        activity(0),
        [(0, 1, 0), (1, 2, 1), (5, 1, 0)],
        "start and undo are no saves"
    );
    assert_eq!(
        activity(QUARTER + 1),
        [(1, 1, 1), (5, 1, 0)],
        "from a moment on"
    );
    assert_eq!(activity(9 * QUARTER), [], "nothing since");
}

#[test]
fn settings_are_json() {
    let (_folder, file) = home();
    let store = open(&file);
    assert_eq!(store.setting("k").expect("read"), None, "not set");
    store.put_setting("k", "[1, \"two\"]").expect("written");
    store
        .put_setting("k", "{\"a\": null}")
        .expect("written again");
    assert_eq!(
        store.setting("k").expect("read").as_deref(),
        Some("{\"a\": null}"),
        "the last one, as it was written"
    );
    assert!(
        store.put_setting("k", "not json").is_err(),
        "only JSON is taken"
    );
}

#[test]
fn forgetting_takes_all_of_one_mission_and_nothing_else() {
    let (_folder, file) = home();
    let store = open(&file);
    for id in ["m", "n"] {
        store.put_started(mission(id, 1)).expect("written");
        store
            .record_attempt(attempt(id, 2, "shared"))
            .expect("recorded");
        store.record_attempt(attempt(id, 3, id)).expect("recorded");
        store.reveal_hint(id, "c", 1).expect("written");
    }
    assert!(store.forget("m").expect("forgotten"), "it had been started");
    assert!(!store.forget("m").expect("forgotten"), "now it had not");
    assert_eq!(
        store.started("m").expect("read"),
        None,
        "not started any more"
    );
    assert_eq!(store.attempts("m").expect("read"), [], "no attempts");
    assert_eq!(store.hint_levels("m").expect("read"), [], "no hints");
    assert_eq!(
        store.attempts("n").expect("read").len(),
        2,
        "the other one is whole"
    );
    assert_eq!(
        number(&store, "SELECT count(*) FROM snapshots"),
        2,
        "its snapshots stay, the shared one too"
    );
    store.put_started(mission("m", 9)).expect("started again");
    let id = store
        .record_attempt(attempt("m", 9, "x"))
        .expect("recorded");
    assert_eq!(id, AttemptId(5), "a number is never used again");
    assert_eq!(integrity(&store), "ok", "references hold");
}
