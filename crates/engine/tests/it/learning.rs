//! Hints and the reference solution.

use engine::EngineError;

use crate::desk::{Desk, ID, home, whole, write};

#[test]
fn hints_come_one_at_a_time_and_stay() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let early = desk.engine.reveal_hint(ID, "versioning");
    assert!(
        matches!(early, Err(EngineError::NotStarted { .. })),
        "hints are for a mission that was begun: {early:?}"
    );
    desk.start();
    for (number, expected) in ["The first.", "The second.", "The third.", "The third."]
        .into_iter()
        .enumerate()
    {
        let hints = desk.engine.reveal_hint(ID, "versioning").expect("a hint");
        assert_eq!(
            hints.revealed.last().map(String::as_str),
            Some(expected),
            "the next one is shown"
        );
        assert_eq!(
            hints.revealed.len(),
            (number + 1).min(3),
            "one more than before, up to all"
        );
        assert_eq!(hints.available, 3, "it is said how many there are");
    }
    drop(desk);
    let desk = Desk::open(&home);
    let hints = desk.engine.hints(ID).expect("the hints");
    let shown: Vec<_> = hints
        .iter()
        .map(|hints| (hints.criterion_id.as_str(), hints.revealed.len()))
        .collect();
    assert_eq!(
        shown,
        [("versioning", 3), ("name", 0)],
        "what was revealed is remembered, in the rubric's order"
    );
    let none = desk
        .engine
        .reveal_hint(ID, "name")
        .expect("a criterion without hints");
    assert_eq!(
        (none.revealed.len(), none.available),
        (0, 0),
        "there is nothing to reveal"
    );
    let unknown = desk.engine.reveal_hint(ID, "no-such");
    assert!(
        matches!(unknown, Err(EngineError::Unknown { .. })),
        "there is no such criterion: {unknown:?}"
    );
}

#[test]
fn the_solution_is_locked_until_the_first_full_pass() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let locked = desk.engine.solution(ID);
    assert!(
        matches!(locked, Err(EngineError::SolutionLocked)),
        "not before it is begun: {locked:?}"
    );
    let template = desk.start();
    assert!(desk.engine.solution(ID).is_err(), "not before it is passed");
    write(&template, whole("done"));
    desk.engine.grade_now(ID).expect("it is graded");
    let solution = desk.engine.solution(ID).expect("it is open now");
    assert!(
        solution.contains("BucketName: kept"),
        "it is the mission's solution"
    );
    write(&template, "Resources: {}\n");
    desk.engine.grade_now(ID).expect("it is graded");
    assert!(desk.engine.solution(ID).is_ok(), "it stays open");
}
