//! What stands in the way: no credentials, off, budgets, a model that refuses, nonsense. Each has its exit code and its next step.

use fake_bedrock::Script;
use serde_json::json;

use super::Cloud;
use crate::support::{MISSION, Ran};

#[test]
fn without_credentials_nothing_is_asked() {
    let cloud = Cloud::named("bedrock");
    for (line, why) in [
        ("new --topic queues", "nothing is put into the queue"),
        ("new --wait", "nor waited for"),
        ("hint private-photo-bucket --ask why", "nor asked"),
        ("connect", "nor tried"),
    ] {
        let ran = Ran::of(cloud.without_keys(line).output().unwrap()).exits(6, why);
        assert!(
            ran.stderr.contains("No AWS credentials were found")
                && ran.stderr.contains("mission connect --profile"),
            "{line}: what is missing, and what to do in a terminal: {}",
            ran.stderr
        );
        let json = format!("{line} --format json");
        let error = Ran::of(cloud.without_keys(&json).output().unwrap())
            .exits(6, &json)
            .json_error();
        assert_eq!(error["code"], "no-credentials", "{json}");
    }
    assert_eq!(cloud.server.call_count(), 0, "nothing was sent");
    assert_eq!(
        cloud.jobs(),
        Vec::<serde_json::Value>::new(),
        "no job is left"
    );
    cloud
        .run("new --price")
        .exits(0, "a price needs no credentials");
}

#[test]
fn off_is_off_although_there_are_keys() {
    let cloud = Cloud::named("bedrock");
    let ran = cloud
        .run("connect --off --format json")
        .exits(0, "it can be switched off");
    assert_eq!(ran.json()["off"], true, "and says so");
    for line in [
        "new --wait",
        "hint private-photo-bucket --ask why",
        "connect",
    ] {
        let error = cloud
            .run(&format!("{line} --format json"))
            .exits(6, line)
            .json_error();
        assert_eq!(error["code"], "off", "{line}: {error}");
        assert!(
            error["detail"]
                .as_str()
                .unwrap()
                .contains("mission connect"),
            "{line}: the way back: {error}"
        );
    }
    cloud.run("doctor").exits(0, "and that is no failure");
    assert_eq!(cloud.server.call_count(), 0, "nothing was sent");
    cloud.run("connect --profile").exits(0, "on again");
}

#[test]
fn a_budget_of_nothing_sends_nothing() {
    let cloud = Cloud::named("bedrock");
    cloud.configure("[budgets.all]\nday_usd = 0\n");
    for line in [
        "new --topic queues",
        "new --wait",
        "new --price",
        "hint private-photo-bucket --ask why",
        "hint private-photo-bucket --mentor",
    ] {
        let ran = cloud.run(line).exits(7, line);
        assert!(
            ran.stderr
                .contains("the budget of a day would be exceeded: 0.00 of 0.00 USD")
                && ran.stderr.contains("config.toml"),
            "{line}: which, and where: {}",
            ran.stderr
        );
        let error = cloud
            .run(&format!("{line} --format json"))
            .exits(7, line)
            .json_error();
        assert_eq!(error["code"], "budget", "{line}");
    }
    cloud.run("connect").exits(7, "the test call costs as well");
    assert_eq!(cloud.server.call_count(), 0, "nothing was sent");
    assert_eq!(cloud.usage()["totals"]["calls"], 0, "nothing was entered");
    cloud.configure("[budgets.mentor]\nday_tokens = 1\n");
    cloud
        .run("hint private-photo-bucket --ask why")
        .exits(7, "the mentor has a budget of its own");
    cloud
        .run("new --wait")
        .exits(0, "missions have another one");
}

#[test]
fn a_model_that_may_not_be_used_pauses_the_queue() {
    let cloud = Cloud::named("access-denied");
    let ran = cloud
        .run("new --wait --topic queues")
        .exits(6, "the model refuses");
    assert!(
        ran.stderr.contains("may not use this model") && ran.stderr.contains("stays in the queue"),
        "why, and what becomes of the mission: {}",
        ran.stderr
    );
    assert_eq!(
        ran.stderr.matches("may not use this model").count(),
        1,
        "once: {}",
        ran.stderr
    );
    let listed = cloud
        .run("queue list --format json")
        .exits(0, "a list")
        .json();
    let job = &listed["jobs"][0];
    assert_eq!(
        (&job["state"], &job["receiveCount"]),
        (&"ready".into(), &0.into()),
        "the job stays, and no receive was burnt: {job}"
    );
    assert_eq!(listed["pause"]["code"], "access-denied", "{listed}");
    let people = cloud.run("queue list").exits(0, "for people");
    assert!(
        people.stderr.contains("paused") && people.stderr.contains("mission queue resume"),
        "why nothing moves, and what to do: {}",
        people.stderr
    );

    let calls = cloud.server.call_count();
    cloud
        .run("queue run --until-empty")
        .exits(6, "it does not run against the same wall");
    let queued = cloud
        .run("new --topic topics")
        .exits(0, "it can be asked for");
    assert!(
        queued.stderr.contains("paused"),
        "with a warning: {}",
        queued.stderr
    );
    assert_eq!(
        cloud.server.call_count(),
        calls,
        "nothing was asked meanwhile"
    );

    cloud.server.set_script(Script::named("bedrock"));
    let resumed = cloud.run("queue resume").exits(0, "a person says go on");
    assert!(resumed.stderr.contains("goes on"), "{}", resumed.stderr);
    cloud
        .run("queue run --until-empty")
        .exits(0, "both are written");
    let states: Vec<_> = cloud
        .jobs()
        .iter()
        .map(|job| job["state"].clone())
        .collect();
    assert_eq!(states, ["done", "done"], "both");
    let again = cloud.run("queue resume").exits(0, "nothing to resume");
    assert!(again.stderr.contains("was not paused"), "{}", again.stderr);
}

#[test]
fn keys_that_are_there_now_end_a_pause_for_want_of_them() {
    let cloud = Cloud::named("bedrock");
    cloud
        .run("new --topic queues")
        .exits(0, "asked for while there are keys");
    Ran::of(
        cloud
            .without_keys("queue run --until-empty")
            .output()
            .unwrap(),
    )
    .exits(6, "run where there are none");
    assert_eq!(cloud.server.call_count(), 0, "nothing was sent");
    cloud
        .run("queue run --until-empty")
        .exits(0, "the next start looks again, which is free");
}

#[test]
fn the_mentor_says_refused_and_failed_apart() {
    let cloud = Cloud::named("access-denied");
    let ask = ["hint", MISSION, "--ask", "why"];
    let ran = cloud.run_all(ask).exits(6, "refused");
    assert!(
        ran.stderr.contains("may not use this model") && ran.stderr.contains("mission doctor"),
        "why, and the next step: {}",
        ran.stderr
    );
    assert_eq!(ran.stdout, "", "nothing came");
    for script in ["validation", "empty-answer", "cut-before-first-event"] {
        cloud.server.set_script(Script::named(script));
        let ran = cloud.run_all(ask).exits(8, script);
        assert!(
            ran.stderr
                .lines()
                .last()
                .is_some_and(|line| line.starts_with("error: ")),
            "{script}: the reason is the last thing said: {}",
            ran.stderr
        );
        let json = cloud
            .run_all(ask.into_iter().chain(["--format", "json"]))
            .exits(8, script);
        assert_eq!(json.json()["state"], "failed", "{script}: the exchange");
        assert_eq!(json.json_error()["code"], "generationFailed", "{script}");
    }
}

#[test]
fn a_mission_that_fails_for_good_is_a_dead_letter() {
    let cloud = Cloud::named("validation");
    let ran = cloud
        .run("new --wait --topic queues")
        .exits(8, "the request is refused as not valid");
    assert!(
        ran.stderr.contains("could not be written")
            && ran.stderr.contains("mission queue redrive 1"),
        "the reason and the very command: {}",
        ran.stderr
    );
    let job = cloud.jobs()[0].clone();
    assert_eq!(job["state"], "dead", "{job}");
    assert!(
        job["lastError"].as_str().unwrap().contains("max_tokens"),
        "with what AWS said: {job}"
    );
    let error = cloud
        .run("new --wait --topic topics --format json")
        .exits(8, "as JSON")
        .json_error();
    assert_eq!(error["code"], "generationFailed", "{error}");
    let people = cloud.run("queue list").exits(0, "for people").stdout;
    assert!(
        people.contains("dead") && people.contains("max_tokens"),
        "the reason stands in the list: {people}"
    );

    cloud.run("queue discard 2").exits(0, "one is removed");
    cloud
        .run("queue discard 2")
        .exits(1, "which can be done once");
    cloud.server.set_script(Script::named("bedrock"));
    let redriven = cloud
        .run("queue redrive 1 --format json")
        .exits(0, "the other has another chance")
        .json();
    assert_eq!(redriven, json!({"done": [1], "refused": []}), "it is named");
    cloud
        .run("queue run --until-empty")
        .exits(0, "and is written");
    let left = cloud
        .run("queue list --format json")
        .exits(0, "a list")
        .json();
    assert_eq!(left["jobs"], json!([]), "nothing is left to see to");
    let all = cloud.jobs();
    let removed: Vec<_> = (all.iter())
        .map(|job| (&job["id"], &job["state"], &job["discarded"]))
        .collect();
    assert_eq!(
        json!(removed),
        json!([[2, "dead", true], [1, "done", false]]),
        "of all jobs the removed one says that it was"
    );
    let people = cloud.run("queue list --all").exits(0, "for people").stdout;
    assert!(
        people.contains("2  discarded  ") && !people.contains("dead"),
        "what was removed is not something to see to: {people}"
    );
}

#[test]
fn a_mission_that_cannot_be_solved_dies_after_three_receives() {
    let cloud = Cloud::named("unsolvable");
    let ran = cloud
        .run("new --wait --topic queues")
        .exits(8, "it is never accepted");
    assert!(
        ran.stderr.contains("the model mends what was not accepted"),
        "a round of mending is told: {}",
        ran.stderr
    );
    let job = cloud.jobs()[0].clone();
    assert_eq!(
        (&job["state"], &job["receiveCount"]),
        (&"dead".into(), &3.into()),
        "{job}"
    );
    let usage = cloud.usage();
    let mut purposes: Vec<_> = usage["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| format!("{} {}", row["purpose"], row["calls"]))
        .collect();
    purposes.sort();
    assert_eq!(
        purposes,
        ["\"mission\" 3", "\"repair\" 3"],
        "each attempt and its repair are paid once: {usage}"
    );
}

#[test]
fn what_cannot_be_asked_is_a_matter_of_the_command_line() {
    let cloud = Cloud::named("bedrock");
    let long = "x".repeat(501);
    let table: &[&[&str]] = &[
        &["new", "--topic", &long],
        &["new", "--services", "sns;rm -rf"],
        &["new", "--model", "no model at all"],
        &["new", "--level", "guru"],
        &["new", "--seed", "1"],
        &["new", "--price", "--wait"],
        &["hint", MISSION, "--ask", " "],
        &["hint", MISSION, "--ask", "x", "--mentor"],
        &["hint", MISSION, "--mentor", "--level", "5"],
        &["connect", "--region", "nowhere"],
        &["connect", "--bearer", "--off"],
        &["connect", "--session"],
        &["queue", "redrive"],
        &["queue", "redrive", "1"],
        &["queue", "history", "7"],
        &["usage", "--range", "decade"],
    ];
    for arguments in table {
        let ran = cloud.run_all(arguments.iter().copied());
        let ran = ran.exits(2, &arguments.join(" "));
        assert!(
            ran.stderr.starts_with("error: "),
            "{arguments:?}: a sentence: {}",
            ran.stderr
        );
        let error = cloud
            .run_all(arguments.iter().copied().chain(["--format", "json"]))
            .exits(2, &arguments.join(" "))
            .json_error();
        assert!(
            !error["message"].as_str().unwrap().is_empty(),
            "{arguments:?}: {error}"
        );
    }
    cloud
        .run("hint no-such-mission --ask why")
        .exits(4, "no such mission");
    assert_eq!(cloud.server.call_count(), 0, "nothing was sent");
}
