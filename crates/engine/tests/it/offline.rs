//! Missions that no model wrote: made, kept once, told from a model's, started as any other.

use engine::{EngineError, Event, MissionKind, MissionSource, offline::OfflineRequest};
use missions::Level;

use crate::desk::{Desk, home};

fn seeded(seed: u64) -> OfflineRequest {
    OfflineRequest {
        seed: Some(seed),
        ..OfflineRequest::default()
    }
}

#[test]
fn a_mission_is_made_kept_once_and_listed_as_what_it_is() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let made = desk.engine.make_offline(&seeded(5)).expect("it is made");
    assert!(!made.existed && made.seed == 5, "a new one: {made:?}");
    let again = desk.engine.make_offline(&seeded(5)).expect("it is found");
    assert_eq!(
        (again.existed, &again.mission_id, &again.title),
        (true, &made.mission_id, &made.title),
        "the same seed is the same mission"
    );
    let packs = desk.engine.overview().expect("an overview");
    let generated = packs
        .iter()
        .find(|pack| pack.id == "generated")
        .expect("a list of its own");
    let [card] = generated.missions.as_slice() else {
        panic!("kept once: {generated:?}");
    };
    assert_eq!(
        (card.source, card.kind),
        (MissionSource::Offline, MissionKind::Build),
        "nobody takes it for a model's"
    );
    let make = desk.engine.make(&made.mission_id).expect("how it was made");
    assert_eq!(make.seed, Some(5), "its seed is shown");
    let generation = desk
        .engine
        .generation(&made.mission_id)
        .expect("it is among the generated ones");
    assert_eq!(
        (
            generation.card.model.as_str(),
            generation.card.cost_nusd,
            generation.card.job
        ),
        ("", 0, None),
        "no model, no cost, no job"
    );
}

#[test]
fn the_shell_hears_of_a_new_one_and_only_of_that() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let made = desk.engine.make_offline(&seeded(6)).expect("it is made");
    let heard = |event: &Event| matches!(event, Event::MissionChanged { mission_id } if *mission_id == made.mission_id);
    assert_eq!(desk.events.try_iter().filter(heard).count(), 1, "once");
    desk.engine.make_offline(&seeded(6)).expect("it is found");
    assert_eq!(
        desk.events.try_iter().filter(heard).count(),
        0,
        "nothing changed"
    );
}

#[test]
fn a_started_mission_stays_as_it_is_when_it_is_made_again() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let made = desk.engine.make_offline(&seeded(7)).expect("it is made");
    let started = desk
        .engine
        .start(&made.mission_id, None)
        .expect("it is started");
    std::fs::write(&started.template, "Resources: {}\n").expect("a learner's own text");
    let before = desk.engine.mission(&made.mission_id).expect("the mission");
    desk.engine.make_offline(&seeded(7)).expect("it is found");
    let after = desk.engine.mission(&made.mission_id).expect("the mission");
    assert_eq!(
        after.version, before.version,
        "the mission is the one that was started"
    );
    let text = std::fs::read_to_string(&started.template).expect("the template");
    assert_eq!(text, "Resources: {}\n", "and the template is the learner's");
    drop(desk);
    let desk = Desk::open(&home);
    let packs = desk.engine.overview().expect("an overview");
    let missions = packs.iter().flat_map(|pack| &pack.missions);
    let card = missions
        .into_iter()
        .find(|mission| mission.id == made.mission_id)
        .expect("it is there after a restart");
    assert!(
        card.standing.template.is_some() && card.source == MissionSource::Offline,
        "with its standing: {card:?}"
    );
}

#[test]
fn wishes_are_held_to_the_rules_of_requests_and_met_or_refused() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let refused = [
        OfflineRequest {
            services: vec!["eks".to_owned()],
            ..OfflineRequest::default()
        },
        OfflineRequest {
            topic: "x".repeat(501),
            ..OfflineRequest::default()
        },
        OfflineRequest {
            services: vec!["drop table;".to_owned()],
            ..OfflineRequest::default()
        },
    ];
    for request in refused {
        let error = desk
            .engine
            .make_offline(&request)
            .expect_err("it is refused");
        assert!(
            matches!(error, EngineError::Request(_)),
            "as a request that cannot be met: {error}"
        );
    }
    let wished = OfflineRequest {
        topic: "a queue".to_owned(),
        level: Some(Level::Foundation),
        seed: Some(9),
        ..OfflineRequest::default()
    };
    let made = desk.engine.make_offline(&wished).expect("it is made");
    let mission = desk.engine.mission(&made.mission_id).expect("the mission");
    assert_eq!(mission.level, Level::Foundation, "as wished");
    let again = desk
        .engine
        .make_offline(&seeded(made.seed))
        .expect("it is found");
    assert_eq!(
        (again.existed, again.mission_id),
        (true, made.mission_id),
        "its seed is enough"
    );
    assert_ne!(
        desk.engine
            .make_offline(&OfflineRequest::default())
            .expect("made")
            .seed,
        desk.engine
            .make_offline(&OfflineRequest::default())
            .expect("made")
            .seed,
        "without a seed one is drawn"
    );
}

#[test]
fn another_mission_under_the_id_stays_and_is_not_passed_off_as_the_new_one() {
    let (folder, home) = home();
    let made = {
        let desk = Desk::open(&home);
        desk.engine.make_offline(&seeded(8)).expect("it is made")
    };
    // The same seed under the id that a changed generator, which kept its version, gave to something else.
    let (elsewhere, other_home) = crate::desk::home();
    let ready = store::ReadyMission {
        title: "Of another program".to_owned(),
        summary: String::new(),
        level: "foundation".to_owned(),
        services: Vec::new(),
        skills: Vec::new(),
        minutes: 5,
        criteria: 1,
        document: "{}".to_owned(),
        version: "another".to_owned(),
        origin: "{}".to_owned(),
    };
    let (other, _) = store::Store::open(&other_home.database()).expect("a database");
    let request = r#"{"offline":{"seed":8}}"#;
    let is_new = other.put_ready(&made.mission_id, request, ready, 0);
    assert!(is_new.expect("it is written"), "it is kept");
    drop(other);
    let desk = Desk::open(&other_home);
    let refused = desk.engine.make_offline(&seeded(8));
    assert!(
        matches!(&refused, Err(EngineError::Request(why)) if why.contains(&made.mission_id) && why.contains("another seed")),
        "what is there is not the new one: {refused:?}"
    );
    drop((folder, elsewhere));
}

#[test]
fn a_seed_that_the_window_could_not_show_is_refused() {
    let (_folder, home) = home();
    let desk = Desk::open(&home);
    let refused = desk.engine.make_offline(&seeded(missions::MOST_SEED + 1));
    assert!(
        matches!(&refused, Err(EngineError::Request(why)) if why.contains("choose one from 0 to 9007199254740991")),
        "JavaScript would show another number: {refused:?}"
    );
    let largest = desk.engine.make_offline(&seeded(missions::MOST_SEED));
    assert_eq!(
        largest.map(|made| made.seed).ok(),
        Some(missions::MOST_SEED),
        "the largest one is no fault"
    );
}
