//! A learner's template that passed, broken as a mission of its own.

use std::fs;

use engine::{EngineError, MissionKind, MissionSource};

use crate::desk::{Desk, ID, half, home, read, starter, whole, write};

fn passed(desk: &Desk) -> std::path::PathBuf {
    let template = desk.start();
    write(&template, whole("mine"));
    desk.engine.grade_now(ID).expect("it is graded");
    template
}

#[test]
fn what_passed_is_broken_and_can_be_mended() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = passed(&desk);
    let sabotaged = desk.engine.sabotage(ID, Some(5)).expect("it is broken");
    assert!(
        sabotaged.mission_id.starts_with("one-bucket-sabotage-5-"),
        "named by mission and seed: {sabotaged:?}"
    );
    assert!(
        (1..=2).contains(&sabotaged.changes),
        "there are two criteria: {sabotaged:?}"
    );
    assert_eq!(
        read(&template),
        whole("mine"),
        "the learner's own file stays"
    );

    let started = desk
        .engine
        .start(&sabotaged.mission_id, None)
        .expect("it starts");
    let broken = read(&started.template);
    assert!(
        broken.starts_with("# mine\n"),
        "it is the learner's own text: {broken}"
    );
    assert_ne!(broken, whole("mine"), "but it is broken");
    write(&started.template, whole("mine"));
    let graded = desk
        .engine
        .grade_now(&sabotaged.mission_id)
        .expect("it is graded");
    assert!(graded.report.passed_all(), "mended, it passes");

    let packs = desk.engine.overview().expect("the missions are listed");
    let mut missions = packs.iter().flat_map(|pack| &pack.missions);
    let listed = missions
        .find(|one| one.id == sabotaged.mission_id)
        .expect("it is listed");
    assert_eq!(
        (listed.kind, listed.source),
        (MissionKind::Sabotage, MissionSource::Sabotage),
        "as what it is"
    );
    let again = desk.engine.sabotage(&sabotaged.mission_id, None);
    assert!(
        matches!(&again, Err(EngineError::Request(why)) if why.contains("`one-bucket`")),
        "once is enough, and what can be broken is said: {again:?}"
    );
}

#[test]
fn the_newest_save_that_passed_is_broken_when_the_file_does_not_pass_now() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = passed(&desk);
    write(&template, half("later"));
    desk.engine.grade_now(ID).expect("it is graded");
    let sabotaged = desk.engine.sabotage(ID, Some(1)).expect("it is broken");
    let started = desk
        .engine
        .start(&sabotaged.mission_id, None)
        .expect("it starts");
    assert!(
        read(&started.template).starts_with("# mine\n"),
        "the save that passed"
    );
    fs::remove_file(&template).unwrap();
    desk.engine
        .sabotage(ID, Some(2))
        .expect("the file is not needed for it");
}

#[test]
fn the_same_seed_is_the_same_mission() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = passed(&desk);
    let first = desk.engine.sabotage(ID, Some(9)).expect("it is broken");
    let again = desk.engine.sabotage(ID, Some(9)).expect("it is there");
    assert_eq!(first, again, "nothing new is made");
    let drawn = desk.engine.sabotage(ID, None).expect("it is broken");
    assert_ne!(
        drawn.mission_id, first.mission_id,
        "a drawn seed is another one"
    );
    write(&template, whole("another text of mine"));
    let other = desk.engine.sabotage(ID, Some(9)).expect("it is broken");
    assert_ne!(
        other.mission_id, first.mission_id,
        "of another text it is another mission, and both are kept"
    );
}

#[test]
fn a_seed_that_the_window_could_not_show_is_refused() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    passed(&desk);
    let refused = desk.engine.sabotage(ID, Some(missions::MOST_SEED + 1));
    assert!(
        matches!(&refused, Err(EngineError::Request(why)) if why.contains("choose one from 0 to 9007199254740991")),
        "JavaScript would show another number: {refused:?}"
    );
    let largest = desk.engine.sabotage(ID, Some(missions::MOST_SEED));
    assert!(largest.is_ok(), "the largest one is no fault: {largest:?}");
}

#[test]
fn only_what_passed_is_broken() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let unstarted = desk.engine.sabotage(ID, None);
    assert!(
        matches!(unstarted, Err(EngineError::NotStarted { .. })),
        "{unstarted:?}"
    );
    let template = desk.start();
    assert_eq!(read(&template), starter(), "the starter does not pass");
    let refused = desk.engine.sabotage(ID, None);
    assert!(
        matches!(&refused, Err(EngineError::Request(why)) if why.contains("pass it first")),
        "what to do is said: {refused:?}"
    );
    let unknown = desk.engine.sabotage("two-buckets", None);
    assert!(
        matches!(unknown, Err(EngineError::UnknownMission { .. })),
        "{unknown:?}"
    );
}
