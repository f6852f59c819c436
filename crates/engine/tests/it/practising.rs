//! Spaced return, end to end: what was hard comes back, in a mission that practises it.

use engine::{EngineError, PracticeSettings, Settings};
use missions::Catalogue;

use crate::desk::{Desk, ID, OTHER_ID, catalogue_of_two, half, home, starter, whole, write};

fn desk(home: &engine::Home) -> Desk {
    Desk::try_open(home, catalogue_of_two()).expect("the engine opens")
}

/// Saves a template and grades it.
fn save(desk: &Desk, text: &str) {
    let template = desk.start();
    write(&template, text);
    desk.engine.grade_now(ID).expect("it is graded");
}

/// Skill, reviews and lapses of what comes back, the soonest first.
fn remembered(desk: &Desk) -> Vec<(String, u32, u32)> {
    let practice = desk.engine.practice().expect("it is reckoned");
    let skills = practice.skills.into_iter();
    skills
        .map(|memory| (memory.skill, memory.reviews, memory.lapses))
        .collect()
}

#[test]
fn nothing_comes_back_before_something_was_passed() {
    let (_folder, home) = home();
    let desk = desk(&home);
    save(&desk, &half("one"));
    let practice = desk.engine.practice().expect("it is reckoned");
    assert!(practice.enabled, "it is on unless somebody turns it off");
    assert_eq!(
        (practice.skills.len(), practice.due, practice.next),
        (0, 0, None),
        "nothing was passed"
    );
    let asked = desk.engine.practise(None);
    assert!(
        matches!(&asked, Err(EngineError::Request(why)) if why.contains("nothing is due")),
        "{asked:?}"
    );
}

#[test]
fn what_needed_its_last_hint_comes_back_the_next_day_in_another_mission() {
    let (_folder, home) = home();
    let desk = desk(&home);
    save(&desk, &half("one"));
    for _ in 0..3 {
        desk.engine.reveal_hint(ID, "name").expect("a hint");
    }
    save(&desk, &whole("two"));
    assert_eq!(
        remembered(&desk),
        [
            ("storage.naming".to_owned(), 1, 1),
            ("storage.versioning".to_owned(), 1, 0)
        ],
        "the one with the hints first; the one that was met at the first save later"
    );
    assert_eq!(
        desk.engine.practice().expect("it is reckoned").due,
        0,
        "not on the same day"
    );
    desk.pass_days(1);
    let practice = desk.engine.practice().expect("it is reckoned");
    assert_eq!(practice.due, 1, "the next day");
    let next = practice.next.expect("there is a mission");
    assert_eq!(
        (next.mission_id.as_deref(), next.skills.as_slice()),
        (Some(OTHER_ID), ["storage.naming".to_owned()].as_slice()),
        "the mission that was not passed yet and practises it"
    );
    assert_eq!(
        desk.engine.practise(None).expect("one is chosen"),
        next,
        "what was offered is given"
    );
    let progress = desk.engine.progress().expect("it is reckoned");
    let with_memory = progress
        .skills
        .iter()
        .filter(|skill| skill.memory.is_some())
        .count();
    assert_eq!(with_memory, 2, "the skill map says how each is remembered");
}

#[test]
fn what_was_known_at_once_stays_away_for_long() {
    let (_folder, home) = home();
    let desk = desk(&home);
    save(&desk, &whole("at once"));
    let practice = desk.engine.practice().expect("it is reckoned");
    let days = |memory: &engine::practice::SkillMemory| {
        (memory.due_at_ms - memory.practised_at_ms) / (24 * 60 * 60 * 1000)
    };
    assert!(
        practice.skills.len() == 2 && practice.skills.iter().all(|memory| days(memory) >= 5),
        "both were easy: {:?}",
        practice.skills
    );
}

#[test]
fn a_mission_that_was_left_unfinished_comes_back_until_it_is_passed() {
    let (_folder, home) = home();
    let desk = desk(&home);
    save(&desk, &half("one"));
    desk.pass_days(2);
    assert_eq!(
        remembered(&desk),
        [("storage.naming".to_owned(), 1, 1)],
        "what is not met in it was not known; what is met says nothing yet"
    );
    save(&desk, &whole("two"));
    let after = remembered(&desk);
    assert!(
        after
            .iter()
            .all(|(_, reviews, lapses)| (*reviews, *lapses) == (1, 0)),
        "passed at last, that counts and not the pause: {after:?}"
    );
}

#[test]
fn a_starter_that_was_only_looked_at_says_nothing() {
    let (_folder, home) = home();
    let desk = desk(&home);
    desk.start();
    desk.pass_days(30);
    assert_eq!(remembered(&desk), [], "nobody tried");
}

#[test]
fn tries_that_failed_and_what_was_lost_again_count() {
    let (_folder, home) = home();
    let desk = desk(&home);
    save(&desk, &half("one"));
    for name in ["a", "b", "c", "d"] {
        save(
            &desk,
            &format!("{}      BucketName: {name}\n", half("tries")),
        );
    }
    // A save about something else is no try.
    save(
        &desk,
        &format!("{}      BucketName: d\n", half("only a comment")),
    );
    // What was met is lost, and found again.
    save(&desk, &starter());
    save(&desk, &whole("at last"));
    let memories = remembered(&desk);
    assert_eq!(
        memories,
        [
            ("storage.naming".to_owned(), 1, 1),
            ("storage.versioning".to_owned(), 1, 0)
        ],
        "four tries were too many; what was lost once is hard, not forgotten"
    );
    let practice = desk.engine.practice().expect("it is reckoned");
    assert!(
        practice.skills[0].stability_days < practice.skills[1].stability_days,
        "the one is weaker than the other: {:?}",
        practice.skills
    );
}

#[test]
fn the_switch_and_the_retention_hold_at_once() {
    let (_folder, home) = home();
    let desk = desk(&home);
    save(&desk, &whole("at once"));
    let due = |retention_percent| {
        let practice = PracticeSettings {
            spaced_return: true,
            retention_percent,
        };
        let settings = Settings {
            practice,
            ..desk.engine.settings()
        };
        desk.engine.put_settings(settings).expect("it is taken");
        desk.engine.practice().expect("it is reckoned").skills[0].due_at_ms
    };
    assert!(
        due(97) < due(90) && due(90) < due(70),
        "who wants to know more is asked sooner"
    );
    let off = PracticeSettings {
        spaced_return: false,
        retention_percent: 90,
    };
    let settings = Settings {
        practice: off,
        ..desk.engine.settings()
    };
    desk.engine.put_settings(settings).expect("it is taken");
    let practice = desk.engine.practice().expect("it is reckoned");
    assert!(
        !practice.enabled && practice.skills.is_empty(),
        "switched off, nothing comes back"
    );
    assert!(
        desk.engine
            .progress()
            .expect("it is reckoned")
            .skills
            .iter()
            .all(|skill| skill.memory.is_none()),
        "and the skill map does not speak of memory"
    );
    let asked = desk.engine.practise(None);
    assert!(
        matches!(&asked, Err(EngineError::Request(why)) if why.contains("switched off")),
        "{asked:?}"
    );
    for wrong in [0, 69, 98, 100] {
        let practice = PracticeSettings {
            spaced_return: true,
            retention_percent: wrong,
        };
        let settings = Settings {
            practice,
            ..desk.engine.settings()
        };
        assert!(
            desk.engine.put_settings(settings).is_err(),
            "{wrong} % is refused"
        );
    }
}

#[test]
fn blanks_answered_right_one_by_one_were_easy() {
    let (_folder, home) = home();
    let desk = Desk::try_open(&home, Catalogue::bundled()).expect("the engine opens");
    let id = "songs-that-come-back";
    desk.engine.start(id, None).expect("the mission starts");
    let mission = desk.engine.mission(id).expect("it is bundled");
    let solution = mission.solution.clone().expect("it has one");
    for placed in missions::blanks::place(&mission, solution.as_bytes()) {
        let missions::blanks::State::Filled { answer, .. } = placed.state else {
            panic!("the solution answers every blank");
        };
        desk.engine
            .fill_blank(id, &placed.id, &answer, true)
            .expect("it is answered");
    }
    let practice = desk.engine.practice().expect("it is reckoned");
    let weakest = practice.skills.iter().map(|memory| memory.stability_days);
    assert!(
        !practice.skills.is_empty() && weakest.fold(f64::MAX, f64::min) > 5.0,
        "that the others were still open is no failed try: {:?}",
        practice.skills
    );
}

#[test]
fn a_template_broken_on_purpose_is_no_practice_for_what_it_kept() {
    let (_folder, home) = home();
    let desk = Desk::try_open(&home, Catalogue::bundled()).expect("the engine opens");
    let template = desk
        .engine
        .start("private-photo-bucket", None)
        .expect("started")
        .template;
    let mission = desk
        .engine
        .mission("private-photo-bucket")
        .expect("it is bundled");
    write(&template, mission.solution.clone().expect("it has one"));
    desk.engine
        .grade_now("private-photo-bucket")
        .expect("it passes");
    let broken = desk
        .engine
        .sabotage("private-photo-bucket", Some(1))
        .expect("it can be broken");
    let kept = desk
        .engine
        .mission(&broken.mission_id)
        .expect("it is there");
    for skill in &mission.skills {
        let found = desk.engine.practise(Some(skill)).expect("one is chosen");
        let is_asked = (mission.rubric.criteria.iter())
            .any(|one| kept.skills_of(&one.id).contains(skill) && !kept.given.contains(&one.id));
        assert!(
            is_asked || found.mission_id.as_ref() != Some(&broken.mission_id),
            "`{skill}` is met in it from the start: {found:?}"
        );
    }
}

#[test]
fn what_nothing_practises_is_said_with_the_next_step() {
    let (_folder, home) = home();
    let desk = desk(&home);
    let why = |skill: &str| match desk.engine.practise(Some(skill)) {
        Err(EngineError::Request(why)) => why,
        other => panic!("{skill}: {other:?}"),
    };
    assert_eq!(
        why("storage.namings"),
        "no mission practises `storage.namings`, did you mean `storage.naming`?",
        "a slip is told from a skill that is used up"
    );
    for id in [ID, OTHER_ID] {
        let template = desk.engine.start(id, None).expect("started").template;
        write(&template, whole("done"));
        desk.engine.grade_now(id).expect("it passes");
    }
    let used_up = why("storage.naming");
    assert!(
        used_up.contains("is passed") && used_up.contains("mission new"),
        "what is left to do: {used_up}"
    );
}

#[test]
fn forgetting_a_mission_forgets_what_it_practised() {
    let (_folder, home) = home();
    let desk = desk(&home);
    save(&desk, &whole("at once"));
    assert_eq!(remembered(&desk).len(), 2, "it was practised");
    desk.engine.forget(ID).expect("it is forgotten");
    assert_eq!(remembered(&desk), [], "and so is that");
}

#[test]
fn an_attempt_says_which_hints_it_had() {
    let (_folder, home) = home();
    let desk = desk(&home);
    save(&desk, &half("one"));
    desk.engine.reveal_hint(ID, "versioning").expect("a hint");
    desk.engine
        .reveal_hint(ID, "name")
        .expect("a hint of the grader");
    save(&desk, &whole("two"));
    let attempts = desk.attempts();
    let used: Vec<u32> = attempts.iter().map(|attempt| attempt.hints_used).collect();
    assert_eq!(used, [0, 0, 2], "the newest save had two");
    let newest = desk.engine.attempt(attempts[2].id).expect("it is there");
    let hints: Vec<_> = newest
        .hints
        .iter()
        .map(|hint| (hint.criterion_id.as_str(), hint.level))
        .collect();
    assert_eq!(
        hints,
        [("name", 1), ("versioning", 1)],
        "one of each criterion, whoever gave it"
    );
}
