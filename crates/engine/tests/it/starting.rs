//! Starting, resuming, forgetting: whatever the learner wrote stays.

use std::fs;

use engine::{EngineError, Event};
use grader::Verdict;

use crate::desk::{
    Desk, ID, changed_catalogue, empty_catalogue, half, home, read, starter, whole, write,
};

#[test]
fn starting_copies_the_starter_and_grades_it() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let started = desk.engine.start(ID, None).expect("the mission starts");
    assert!(started.created, "there was no template before");
    assert_eq!(
        started.template,
        home.workspaces.join(ID).join("template.yaml"),
        "the workspace is where it belongs"
    );
    assert_eq!(
        read(&started.template),
        starter(),
        "the starter is copied as it is"
    );
    assert_eq!(
        desk.history(),
        ["Start 0/2"],
        "the starter is the first attempt"
    );
    let others: Vec<_> = fs::read_dir(home.workspaces.join(ID))
        .expect("the workspace is there")
        .collect();
    assert_eq!(
        others.len(),
        1,
        "nothing but the template is written into the workspace"
    );
    let standing = desk.engine.standing(ID).expect("it stands somewhere");
    assert_eq!(
        standing.verdicts,
        [Verdict::Fail, Verdict::Fail],
        "the verdicts are in the rubric's order"
    );
    assert_eq!(
        standing.next.as_deref(),
        Some("Versions are kept"),
        "the first criterion that is not met comes next"
    );
    let events: Vec<_> = desk.events.try_iter().collect();
    assert!(
        events.contains(&Event::MissionChanged {
            mission_id: ID.to_owned()
        }),
        "the shell hears of it: {events:?}"
    );
}

#[test]
fn a_template_that_is_already_there_is_kept_and_graded() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = home.workspaces.join(ID).join("template.yaml");
    fs::create_dir_all(home.workspaces.join(ID)).expect("a workspace from before");
    write(&template, half("mine"));
    let started = desk.engine.start(ID, None).expect("the mission starts");
    assert!(!started.created, "there was a template");
    assert_eq!(
        read(&template),
        half("mine"),
        "the learner's file is never overwritten"
    );
    assert_eq!(desk.history(), ["Start 1/2"], "it is graded as it is");
}

#[test]
fn starting_again_resumes_and_grades_what_changed() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    let first = desk.engine.start(ID, None).expect("it resumes").attempt;
    assert_eq!(
        first,
        desk.attempts().last().map(|newest| newest.id),
        "nothing changed, so the newest attempt stands"
    );
    write(&template, half("away"));
    let again = desk.engine.start(ID, None).expect("it resumes");
    assert!(!again.created, "the template was there");
    assert_eq!(
        desk.history(),
        ["Start 0/2", "Save 1/2"],
        "a save that nobody watched is an attempt"
    );
}

#[test]
fn a_template_that_is_gone_comes_back_as_last_saved() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    write(&template, half("mine"));
    desk.engine.grade_now(ID).expect("it is graded");
    fs::remove_dir_all(template.parent().expect("a workspace")).expect("the workspace goes");
    let again = desk.engine.start(ID, None).expect("it resumes");
    assert!(again.created, "the template was written anew");
    assert_eq!(
        read(&template),
        half("mine"),
        "the last save comes back, not the starter"
    );
    assert_eq!(
        desk.history(),
        ["Start 0/2", "Save 1/2"],
        "coming back is no attempt"
    );
}

#[test]
fn a_folder_of_the_learners_own_is_used_and_remembered() {
    let (folder, home) = home();
    let own = folder.path().join("own place");
    let desk = Desk::open(&home);
    let started = desk
        .engine
        .start(ID, Some(&own))
        .expect("the mission starts");
    assert_eq!(
        started.template,
        own.join("template.yaml"),
        "the folder that was asked for"
    );
    let again = desk.engine.start(ID, None).expect("it resumes");
    assert_eq!(
        again.template, started.template,
        "resuming goes to the recorded place"
    );
}

#[test]
fn an_unknown_mission_is_an_error_with_the_nearest() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    match desk.engine.start("one-buckets", None) {
        Err(EngineError::UnknownMission { nearest, .. }) => {
            assert_eq!(
                nearest.as_deref(),
                Some(ID),
                "a typing mistake is recognised"
            );
        }
        other => panic!("there is no such mission: {other:?}"),
    }
    let not_started = desk.engine.grade_now(ID);
    assert!(
        matches!(not_started, Err(EngineError::NotStarted { .. })),
        "a known mission is told apart: {not_started:?}"
    );
}

#[test]
fn a_mission_stays_as_it_was_started_when_the_program_is_updated() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.start();
    drop(desk);
    let desk = Desk::try_open(&home, changed_catalogue()).expect("the new version opens");
    assert!(
        desk.engine.standing(ID).expect("it stands").outdated,
        "the bundled mission is another now"
    );
    write(&template, whole("old rules"));
    let graded = desk.engine.grade_now(ID).expect("it is graded");
    assert!(
        graded.report.passed_all(),
        "the old criteria hold for a mission that was begun with them"
    );
    desk.engine.forget(ID).expect("it is forgotten");
    let graded = desk
        .engine
        .start(ID, None)
        .and_then(|_| desk.engine.grade_now(ID))
        .expect("it starts anew");
    assert_eq!(
        graded.report.passed, 1,
        "a new start takes the new criteria"
    );
    assert_eq!(
        read(&template),
        whole("old rules"),
        "forgetting leaves the learner's file alone"
    );
}

#[test]
fn a_mission_that_is_no_longer_bundled_is_still_listed() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    desk.start();
    drop(desk);
    let desk = Desk::try_open(&home, empty_catalogue()).expect("the new version opens");
    let packs = desk.engine.overview().expect("the missions are listed");
    let listed: Vec<_> = packs
        .iter()
        .flat_map(|pack| &pack.missions)
        .map(|mission| mission.id.as_str())
        .collect();
    assert_eq!(listed, [ID], "a learner's work does not go with a pack");
    desk.engine.grade_now(ID).expect("it can still be graded");
}

#[test]
fn forgetting_takes_the_attempts_and_leaves_the_files() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let template = desk.watching();
    desk.engine.forget(ID).expect("it is forgotten");
    assert_eq!(
        desk.engine.watch_state(),
        None,
        "a mission that is not started is not watched"
    );
    assert!(template.exists(), "the learner's file stays");
    assert_eq!(desk.attempts().len(), 0, "no attempt is left");
    assert_eq!(
        desk.engine.standing(ID).expect("it stands").template,
        None,
        "it is as if never started"
    );
}
