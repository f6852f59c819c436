//! `mission queue` as people look at it and work on it.

use fake_bedrock::{Answer, Content, Pause, Script, Step};
use serde_json::json;

use super::{Cloud, stuck};

#[test]
fn jobs_are_listed_cancelled_and_redriven() {
    let cloud = Cloud::named("bedrock");
    let empty = cloud.run("queue list").exits(0, "nothing yet");
    assert!(
        empty.stdout.is_empty() && empty.stderr.contains("mission new"),
        "what to do is said beside it: {}",
        empty.stderr
    );
    let queued = cloud
        .run_all(["new", "--topic", "fan out", "--format", "json"])
        .exits(0, "asked for")
        .json();
    let id = queued["missionId"].as_str().expect("the mission's id");
    assert_eq!(
        (&queued["jobId"], queued["quote"]["mostNusd"].is_i64()),
        (&1.into(), true),
        "its job and its price: {queued}"
    );
    assert_eq!(cloud.server.call_count(), 0, "nobody works on it yet");

    let listed = cloud
        .run("queue list --format json")
        .exits(0, "a list")
        .json();
    let job = &listed["jobs"][0];
    assert_eq!(
        (
            &job["id"],
            &job["missionId"],
            &job["state"],
            &job["receiveCount"],
            &job["lastError"]
        ),
        (
            &1.into(),
            &id.into(),
            &"ready".into(),
            &0.into(),
            &json!(null)
        ),
        "the contract's fields: {job}"
    );
    assert!(job["visibleAtMs"].is_i64(), "a time: {job}");
    let people = cloud.run("queue list").exits(0, "for people");
    assert!(
        people.stdout.contains(id) && people.stderr.contains("nobody works on the queue"),
        "what there is, and why nothing moves: {} {}",
        people.stdout,
        people.stderr
    );

    let cancelled = cloud
        .run("queue cancel 1 --format json")
        .exits(0, "taken back")
        .json();
    assert_eq!(cancelled, json!({"done": [1], "refused": []}), "as asked");
    cloud.run("queue cancel 1").exits(1, "it has ended");
    cloud
        .run("queue run --until-empty")
        .exits(0, "there is nothing to do");
    assert_eq!(cloud.server.call_count(), 0, "nothing was asked");
    let shown = cloud
        .run(&format!("show {id}"))
        .exits(4, "there is no such mission yet");
    assert!(
        shown.stderr.contains("taken back") && shown.stderr.contains("mission queue list"),
        "how it stands is said: {}",
        shown.stderr
    );

    cloud
        .run("queue redrive --all")
        .exits(0, "wanted after all");
    let ran = cloud
        .run("queue run --until-empty --format json")
        .exits(0, "now it is written");
    assert_eq!(ran.json()["jobs"], json!([]), "nothing is left");
    assert!(
        ran.stderr.contains(&format!("{id}: ready")),
        "what became of it is said: {}",
        ran.stderr
    );
    cloud.run(&format!("show {id}")).exits(0, "it is there");

    let history = cloud
        .run("queue history 1 --format json")
        .exits(0, "its history")
        .json();
    let events: Vec<&str> = history["history"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| line["event"].as_str().unwrap())
        .collect();
    assert_eq!(
        events,
        ["enqueued", "cancelled", "redriven", "leased", "done"],
        "all that happened, in order"
    );
    let people = cloud.run("queue history 1").exits(0, "for people").stdout;
    for event in events {
        assert!(people.contains(event), "{event}: {people}");
    }
    assert_eq!(
        cloud.usage()["budgets"][0]["reservedNusd"],
        0,
        "what was cancelled holds no money"
    );
}

#[test]
fn many_jobs_are_done_in_one_run() {
    let cloud = Cloud::named("bedrock");
    for topic in ["queues", "topics", "buckets"] {
        cloud
            .run_all(["new", "--topic", topic])
            .exits(0, "asked for");
    }
    let ran = cloud.run("new --wait").exits(0, "one is waited for");
    let waited_for = ran.stdout.trim_end().to_owned();
    cloud
        .run("queue run --until-empty")
        .exits(0, "the others are done as well");
    let jobs = cloud.jobs();
    assert!(
        jobs.len() == 4 && jobs.iter().all(|job| job["state"] == "done"),
        "all: {jobs:?}"
    );
    assert_eq!(cloud.server.call_count(), 4, "each was written once");
    let listed = cloud.run("list --format json").exits(0, "listed").stdout;
    assert!(listed.contains(&waited_for), "with the bundled ones");
}

#[test]
fn a_wait_lets_calls_for_other_missions_end() {
    let slow = || {
        Step::Answer(Answer {
            pause: Some(Pause {
                after_deltas: 8,
                ms: 2_000,
            }),
            ..Answer::default()
        })
    };
    let cloud = Cloud::playing(Script::then_ordinary(
        "slow ones first",
        vec![slow(), slow()],
    ));
    for topic in ["queues", "topics"] {
        cloud
            .run_all(["new", "--topic", topic])
            .exits(0, "asked for");
    }
    cloud.run("new --wait").exits(0, "the quick one is ready");
    let jobs = cloud.jobs();
    assert!(
        jobs.len() == 3 && jobs.iter().all(|job| job["state"] == "done"),
        "calls that were under way are paid for: they were let end: {jobs:?}"
    );
    assert_eq!(cloud.server.call_count(), 3, "and none was made twice");
}

#[test]
fn a_job_is_taken_over_from_a_process_that_died() {
    let cloud = Cloud::playing(Script::then_ordinary(
        "stuck, then ordinary",
        vec![stuck(Content::Ordinary)],
    ));
    let mut first = cloud.start("new --wait --topic queues");
    first.hears("the model writes");
    cloud.wait_for_calls(1);
    let mut second = cloud.start("queue run --until-empty");
    second.hears(&format!("process {} works on the queue", first.pid()));
    first.kill();
    second
        .ends()
        .exits(0, "the second one took over and wrote it");
    assert_eq!(cloud.jobs()[0]["state"], "done", "once");
    assert_eq!(cloud.server.call_count(), 2, "one call was lost");
}

#[test]
fn a_job_that_is_cancelled_elsewhere_ends_the_wait() {
    let cloud = Cloud::playing(Script::repeat("stuck", stuck(Content::Ordinary)));
    let mut waiting = cloud.start("new --wait --topic queues");
    waiting.hears("the model writes");
    cloud.wait_for_calls(1);
    cloud.run("queue cancel 1").exits(0, "taken back elsewhere");
    let ran = waiting.ends().exits(8, "there will be no mission");
    assert!(ran.stderr.contains("was taken back"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "", "nothing is printed");
}
