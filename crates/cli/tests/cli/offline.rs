//! `mission new --offline`: a mission without a model, an account or a network.

use std::fs;

use crate::support::Place;

#[test]
fn a_seed_gives_a_mission_that_can_be_started_and_passed() {
    let place = Place::new();
    let made = place
        .run("new --offline --seed 42")
        .exits(0, "nothing but a seed is needed");
    let id = made.stdout.trim();
    assert!(
        id.ends_with("-42") && id.lines().count() == 1,
        "the id alone is on stdout: {id:?}"
    );
    for says in [
        "no AI wrote it",
        "its seed is 42",
        &format!("mission start {id}"),
    ] {
        assert!(
            made.stderr.contains(says),
            "it says `{says}`: {}",
            made.stderr
        );
    }

    let started = place
        .run(&format!("start {id} --no-editor --format json"))
        .exits(0, "it is a mission like any other")
        .json();
    let template = started["template"].as_str().expect("a template").to_owned();
    let shown = place
        .run(&format!("show {id} --format json"))
        .exits(0, "it is shown")
        .json();
    let solution = shown["solution"].as_str().map(str::to_owned);
    let solution = solution.unwrap_or_else(|| {
        let json = place
            .run("new --offline --seed 42 --format json")
            .exits(0, "the same seed gives the same mission")
            .json();
        json["solution"].as_str().expect("a solution").to_owned()
    });
    fs::write(&template, solution).unwrap();
    place
        .run(&format!("grade {template} --mission {id}"))
        .exits(0, "its solution passes");
}

#[test]
fn json_is_the_whole_mission_and_says_where_it_comes_from() {
    let place = Place::new();
    let made = place
        .run("new --offline --seed 7 --format json")
        .exits(0, "it is made");
    let mission = made.json();
    assert_eq!(
        mission["format"].as_str().or(Some("1")),
        Some("1"),
        "the single-file form: {mission}"
    );
    assert_eq!(
        mission["origin"]["seed"].as_u64(),
        Some(7),
        "its seed: {mission}"
    );
    assert!(
        made.stderr.contains("no AI wrote it"),
        "said beside the data: {}",
        made.stderr
    );
    let again = place
        .run("new --offline --seed 7 --format json")
        .exits(0, "it is found again");
    assert_eq!(again.stdout, made.stdout, "the same bytes");
    assert!(
        again.stderr.contains("was made before"),
        "which is said: {}",
        again.stderr
    );

    let listed = place.run("list --format json").exits(0, "listed").json();
    let packs = listed["packs"].as_array().expect("packs").clone();
    let generated = packs
        .iter()
        .find(|pack| pack["id"] == "generated")
        .expect("a list of its own");
    let missions = generated["missions"].as_array().expect("missions");
    assert_eq!(missions.len(), 1, "kept once: {generated}");
    assert_eq!(
        missions[0]["source"], "offline",
        "nobody takes it for a model's: {}",
        missions[0]
    );
}

#[test]
fn wishes_are_met() {
    let place = Place::new();
    let mission = place
        .run_all([
            "new",
            "--offline",
            "--seed",
            "3",
            "--topic",
            "queues",
            "--services",
            "SQS, lambda",
            "--level",
            "foundation",
            "--format",
            "json",
        ])
        .exits(0, "there is a blueprint for it")
        .json();
    assert_eq!(mission["level"], "foundation", "the level: {mission}");
    let services = mission["services"].as_array().expect("services").clone();
    assert!(
        services.contains(&"sqs".into()) && services.contains(&"lambda".into()),
        "the services: {services:?}"
    );
    let seed = mission["origin"]["seed"].as_u64().expect("a seed");
    let alone = Place::new()
        .run(&format!("new --offline --seed {seed} --format json"))
        .exits(0, "the seed in it gives it again")
        .json();
    assert_eq!(alone, mission, "elsewhere, and without the wishes");
}

#[test]
fn without_a_seed_one_is_drawn() {
    let place = Place::new();
    let one = place.run("new --offline").exits(0, "made").stdout;
    let other = place.run("new --offline").exits(0, "made").stdout;
    assert_ne!(one, other, "two draws are two missions");
}

#[test]
fn what_makes_no_sense_is_a_usage_error_with_a_sentence() {
    let place = Place::new();
    let table = [
        ("new --seed 3", "--offline"),
        ("new --offline --wait", "cannot be used with"),
        ("new --offline --price", "cannot be used with"),
        ("new --offline --yes", "cannot be used with"),
        ("new --offline --model some.model", "cannot be used with"),
        ("new --offline --seed minus", "invalid value 'minus'"),
        (
            "new --offline --services eks",
            "no blueprint has `eks`; there are: ",
        ),
        (
            "new --offline --topic quantum",
            "no blueprint is about `quantum`; there are: ",
        ),
        ("new --offline --services a;b", "no name of a service"),
    ];
    for (line, says) in table {
        let ran = place.run(line).exits(2, line);
        assert!(
            ran.stderr.contains(says),
            "`{line}` says `{says}`: {}",
            ran.stderr
        );
        assert_eq!(ran.stdout, "", "`{line}` gives nothing");
    }
    let error = place
        .run("new --offline --services eks --format json")
        .exits(2, "also as JSON")
        .json_error();
    assert_eq!(error["code"], "badRequest", "a stable code: {error}");
}
