//! Hints and the reference solution.

use engine::{EngineError, HintSource, NoHints};

use crate::desk::{Desk, ID, half, home, sealed_catalogue, starter, whole, write};

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
    assert!(
        hints[0].source == HintSource::Author && hints[1].source == HintSource::Grader,
        "the author's hints stand before those of the grader: {hints:?}"
    );
    let unknown = desk.engine.reveal_hint(ID, "no-such");
    assert!(
        matches!(unknown, Err(EngineError::Unknown { .. })),
        "there is no such criterion: {unknown:?}"
    );
}

#[test]
fn the_grader_hints_where_no_author_did() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let name = || desk.engine.hints(ID).expect("the hints").remove(1);
    assert_eq!(
        (name().revealed.len(), name().available, name().none),
        (0, 3, None),
        "three steps wait, and none is told unasked"
    );
    let mut shown = Vec::new();
    for level in 1..=3 {
        let hints = desk.engine.reveal_hint(ID, "name").expect("a hint");
        assert_eq!(hints.revealed.len(), level, "one step at a time");
        shown = hints.revealed;
    }
    assert!(
        !shown[0].contains("BucketName") && !shown[1].contains("kept"),
        "neither the place nor the value comes early: {shown:?}"
    );
    assert!(
        shown[1].contains("`Bucket`") && shown[1].contains("line 2"),
        "the second names the resource and its line: {shown:?}"
    );
    assert!(
        shown[2].contains("kept") && shown[2].contains("```yaml\nBucketName: kept\n```"),
        "the third says what to write: {shown:?}"
    );

    write(&template, format!("# one\n# two\n{}", starter()));
    let moved = name();
    assert!(
        moved.revealed.len() == 3 && moved.revealed[1].contains("line 4"),
        "it is about the file as it is now, and what was revealed stays: {moved:?}"
    );

    let another = starter().replace("Bucket:", "Photos:");
    write(&template, &another);
    let hints = name();
    assert_eq!(
        (hints.revealed.len(), hints.available),
        (0, 3),
        "a remedy for something else has not been asked for: {hints:?}"
    );
    write(&template, starter());
    assert_eq!(name().revealed.len(), 3, "the first one has been");
}

#[test]
fn it_is_said_why_there_is_no_hint() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let undecided = half("a parameter").replace(
        "Resources:",
        "Parameters: {Name: {Type: String}}\nResources:",
    ) + "      BucketName: !Ref Name\n";
    let table = [
        (whole("done"), Some(NoHints::Met), "it is met"),
        (
            undecided,
            Some(NoHints::Undecided),
            "a parameter without a value",
        ),
        (
            "Resources: [".to_owned(),
            Some(NoHints::Unreadable),
            "no template",
        ),
        (half("again"), None, "there is something to say again"),
    ];
    for (text, none, why) in table {
        write(&template, text);
        let hints = desk.engine.reveal_hint(ID, "name").expect("an answer");
        assert_eq!(hints.none, none, "{why}: {hints:?}");
        assert_eq!(hints.available > 0, none.is_none(), "{why}: {hints:?}");
    }
    std::fs::remove_file(&template).expect("it goes");
    let hints = desk.engine.hints(ID).expect("the hints").remove(1);
    assert_eq!(
        hints.none, None,
        "while the file is away, its newest save is looked at: {hints:?}"
    );
}

#[test]
fn a_test_has_no_hints_of_the_grader_and_a_criterion_may_have_its_own() {
    let (_folder, home) = home();
    let desk = Desk::try_open(&home, sealed_catalogue()).expect("it opens");
    desk.start();
    let sealed = desk.engine.reveal_hint(ID, "name").expect("an answer");
    assert_eq!(
        (sealed.available, sealed.none),
        (0, Some(NoHints::Sealed)),
        "what a test expects is not told"
    );
    let own = desk.engine.reveal_hint(ID, "versioning").expect("a hint");
    assert_eq!(
        (own.revealed, own.available, own.source),
        (vec!["Its own.".to_owned()], 1, HintSource::Author),
        "the hint at the criterion is its author's"
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
