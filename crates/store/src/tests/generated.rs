//! Generated missions: their list, their ids, and what forgetting a start leaves.

use super::{NOON, cause, enqueue, home, lease, new_job, number, open, ready, sound};
use crate::{Cursor, GeneratedState, Store};

#[test]
fn an_id_is_taken_once() {
    let store = Store::in_memory().expect("memory");
    enqueue(&store, "m", NOON);
    let error = store
        .enqueue(new_job("m", NOON), vec![])
        .expect_err("it is refused");
    assert!(error.to_string().contains("`m` already"), "{error}");
    assert!(
        !store.put_ready("m", "{}", ready("x"), NOON).expect("asked"),
        "nor by a mission that needed no model"
    );
    assert_eq!(
        number(&store, "SELECT count(*) FROM reservations"),
        1,
        "and nothing is reserved for it"
    );
    sound(&store, "after both");
}

#[test]
fn a_forgotten_start_leaves_the_generated_mission() {
    let (_folder, file) = home();
    let store = open(&file);
    assert!(
        store
            .put_ready("m", "{\"seed\":7}", ready("Offline"), NOON)
            .expect("written"),
        "kept"
    );
    store
        .put_started(super::mission("m", NOON))
        .expect("written");
    assert!(store.forget("m").expect("written"), "it had been started");
    let mission = store
        .generated_mission("m")
        .expect("read")
        .expect("still there");
    assert_eq!(
        (
            mission.card.state,
            mission.card.job,
            mission.card.request.as_str()
        ),
        (GeneratedState::Ready, None, "{\"seed\":7}"),
        "ready, and without a job"
    );
}

#[test]
fn generated_missions_are_paged_and_counted() {
    let (_folder, file) = home();
    let store = open(&file);
    for number in 0..7 {
        // Two at a time, so that a page can end between equal times.
        store
            .put_ready(
                &format!("m{number}"),
                "{}",
                ready(&format!("T{number}")),
                NOON + number / 2,
            )
            .expect("written");
    }
    let dead = enqueue(&store, "dead", NOON + 9);
    let receipt = lease(&store, NOON + 9).receipt;
    store
        .bury(&receipt, NOON + 9, cause("invalid"))
        .expect("written");
    let gone = enqueue(&store, "gone", NOON + 10);
    store.cancel_job(gone, NOON + 10).expect("written");
    enqueue(&store, "new", NOON + 11);
    let (mut pages, mut after) = (Vec::new(), None);
    loop {
        let page = store.generated(after, None, 3).expect("read");
        let Some(last) = page.last() else { break };
        after = Some(Cursor {
            created_at_ms: last.created_at_ms,
            mission_id: last.mission_id.clone(),
        });
        pages.push(
            page.into_iter()
                .map(|card| card.mission_id)
                .collect::<Vec<_>>()
                .join(" "),
        );
    }
    assert_eq!(
        pages,
        ["new gone dead", "m6 m5 m4", "m3 m2 m1", "m0"],
        "newest first, none twice, none left out"
    );
    assert_eq!(
        store.generated_counts().expect("read"),
        [1, 7, 1, 1],
        "generating, ready, failed, cancelled"
    );
    let failed = store
        .generated(None, Some(GeneratedState::Failed), 10)
        .expect("read");
    assert_eq!(
        failed.iter().map(|card| card.job).collect::<Vec<_>>(),
        [Some(dead)],
        "one state's own list"
    );
    assert_eq!(
        store.generated_titles(2).expect("read"),
        ["T6", "T5"],
        "the newest ready titles"
    );
}
