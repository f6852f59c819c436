//! What learners wish for: met, or refused with what there is.

use crate::{
    Level, Mission,
    offline::{Wishes, make},
};

fn wishing(topic: &str, services: &[&str], skills: &[&str]) -> Wishes {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Wishes {
        topic: topic.to_owned(),
        services: owned(services),
        level: None,
        skills: owned(skills),
    }
}

fn made(seed: u64, wishes: &Wishes) -> Mission {
    make(seed, wishes).unwrap_or_else(|none| panic!("{wishes:?} with seed {seed}: {none}"))
}

#[test]
fn services_are_met_however_they_are_written() {
    for services in [
        &["sqs"][..],
        &["SQS", "lambda"],
        &["Dynamo-DB"],
        &["sqs", "dynamodb"],
        &["cloudfront"],
    ] {
        for seed in 0..5 {
            let mission = made(seed, &wishing("", services, &[]));
            for service in services {
                let plain = service.to_lowercase().replace('-', "");
                assert!(
                    mission.services.contains(&plain),
                    "{services:?}, seed {seed}: {:?}",
                    mission.services
                );
            }
        }
    }
}

#[test]
fn levels_are_met() {
    for level in [Level::Foundation, Level::Associate, Level::Professional] {
        for seed in 0..5 {
            let wishes = Wishes {
                level: Some(level),
                ..Wishes::default()
            };
            assert_eq!(made(seed, &wishes).level, level, "seed {seed}");
        }
    }
}

#[test]
fn one_of_the_skills_is_practised() {
    for seed in 0..5 {
        let wishes = wishing("", &[], &["messaging.dead-letter", "nobody.has-this"]);
        let mission = made(seed, &wishes);
        let practised = mission.criterion_skills.iter().any(|(id, skills)| {
            !mission.given.contains(id)
                && skills.iter().any(|skill| skill == "messaging.dead-letter")
        });
        assert!(
            practised,
            "seed {seed}: a criterion that is not met yet: {:?}",
            mission.criterion_skills
        );
    }
}

#[test]
fn topics_find_their_blueprint_and_story() {
    let table = [
        ("retries with a dead-letter queue", "queue-worker-"),
        ("work off queues at a pharmacy", "queue-worker-"),
        ("I want to learn about private subnets", "two-tier-network-"),
        ("a static website behind CloudFront", "static-site-"),
        ("a REST API with a table", "http-api-"),
    ];
    for (topic, id) in table {
        for seed in 0..3 {
            let mission = made(seed, &wishing(topic, &[], &[]));
            assert!(mission.id.starts_with(id), "`{topic}` gives {}", mission.id);
        }
    }
    let pharmacy = made(1, &wishing("work off queues at a pharmacy", &[], &[]));
    assert!(
        pharmacy.scenario.contains("Pharmacy"),
        "the story is chosen too: {}",
        pharmacy.scenario
    );
}

#[test]
fn other_seeds_give_other_missions_of_one_wish() {
    let wishes = wishing("queue", &["sqs"], &[]);
    let mut versions: Vec<String> = (0..20).map(|seed| made(seed, &wishes).version).collect();
    versions.sort();
    versions.dedup();
    assert!(
        versions.len() >= 19,
        "twenty seeds, {} missions",
        versions.len()
    );
}

#[test]
fn what_no_blueprint_has_is_refused_with_what_there_is() {
    let table = [
        (
            wishing("", &["eks"], &[]),
            "no blueprint has `eks`; there are: ",
        ),
        (
            wishing("", &["cloudfront", "sqs"], &[]),
            "no blueprint has `cloudfront` and `sqs` together; with `cloudfront` there are: ",
        ),
        (
            wishing("quantum entanglement", &[], &[]),
            "no blueprint is about `quantum entanglement`; there are: ",
        ),
        (
            wishing("please", &[], &[]),
            "no blueprint is about `please`; there are: ",
        ),
        (
            wishing("", &[], &["quantum.entanglement"]),
            "no blueprint practises `quantum.entanglement`; there are: ",
        ),
        (
            wishing("a static website", &["sqs"], &[]),
            "no blueprint meets all of these wishes together; without the topic there are missions for the rest; there are: ",
        ),
    ];
    for (wishes, says) in table {
        let refused = make(1, &wishes).expect_err("it is refused").to_string();
        assert!(
            refused.starts_with(says),
            "{wishes:?} is refused with: {refused}"
        );
        let there = refused.trim_start_matches(says);
        assert!(there.len() > 3, "and something is named: {refused}");
        assert!(
            refused.split("; ").count() < 12,
            "a few titles, not all of them: {refused}"
        );
    }
}

#[test]
fn the_wish_to_leave_out_leaves_missions() {
    let wishes = wishing("a static website", &["sqs"], &[]);
    assert!(make(1, &wishes).is_err(), "no static site has a queue");
    let rest = wishing("", &["sqs"], &[]);
    assert!(make(1, &rest).is_ok(), "without the topic, as is said");
    let refused = make(1, &wishing("quantum", &[], &[])).expect_err("it is refused");
    assert!(
        refused
            .to_string()
            .ends_with(" more; `mission new --offline` without wishes draws any"),
        "the list ends with what to do: {refused}"
    );
}
