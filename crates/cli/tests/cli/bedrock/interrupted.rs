//! Ctrl-C: what came is kept, what waits stays, and the program ends at once.

use std::time::{Duration, Instant};

use engine::{Engine, Event, EventSink, Home, Options, ReplyState, SystemClock};
use fake_bedrock::{Content, Script};

use super::{Cloud, stuck};
use crate::support::MISSION;

struct Nobody;

impl EventSink for Nobody {
    fn emit(&self, _event: Event) {}
}

fn stuck_for_ever(content: Content) -> Cloud {
    Cloud::playing(Script::repeat("stuck", stuck(content)))
}

/// The call that was broken off was closed, so that it costs no more.
fn assert_closed(cloud: &Cloud) {
    super::wait_until("the connection is closed", || {
        let calls = cloud.server.calls();
        calls.len() == 1 && calls[0].closed_by_client_at_ms.is_some()
    });
}

#[test]
fn a_mission_stays_in_the_queue() {
    let cloud = stuck_for_ever(Content::Ordinary);
    let mut writing = cloud.start("new --wait --topic queues --format json");
    writing.hears("the model writes");
    cloud.wait_for_calls(1);
    let began = Instant::now();
    writing.interrupt();
    let ran = writing
        .ends()
        .exits(5, "it did not do what it was asked for");
    assert!(
        began.elapsed() < Duration::from_secs(5),
        "at once: {:?}",
        began.elapsed()
    );
    let error = ran.json_error();
    assert_eq!(error["code"], "stopped", "{error}");
    assert!(
        error["message"]
            .as_str()
            .unwrap()
            .contains("stays in the queue"),
        "and says what becomes of it: {error}"
    );
    let job = cloud.jobs()[0].clone();
    assert_eq!(
        job["state"], "ready",
        "it was put back, and is nobody's orphan: {job}"
    );
    assert_closed(&cloud);
    cloud.server.set_script(Script::named("bedrock"));
    cloud
        .run("queue run --until-empty")
        .exits(0, "it goes on later");
    assert_eq!(cloud.jobs()[0]["state"], "done", "and is written");
}

#[test]
fn a_service_that_is_stopped_puts_its_jobs_back() {
    let cloud = stuck_for_ever(Content::Ordinary);
    cloud
        .run("new --topic queues")
        .exits(0, "it is in the queue");
    let working = cloud.start("queue run");
    cloud.wait_for_calls(1);
    working.terminate();
    working.ends();
    let job = cloud.jobs()[0].clone();
    assert_eq!(
        job["state"], "ready",
        "it was put back, and is nobody's orphan: {job}"
    );
    assert_closed(&cloud);
}

#[test]
fn a_reply_is_kept_as_far_as_it_came() {
    let cloud = stuck_for_ever(Content::Words(200));
    let asking = cloud.start_all(["hint", MISSION, "--ask", "Why?"]);
    let mut printed = asking.first_output();
    asking.interrupt();
    let ran = asking.ends().exits(0, "a person may stop");
    assert!(ran.stderr.contains("what came is kept"), "{}", ran.stderr);
    printed.push_str(&ran.stdout);
    assert!(
        printed.ends_with('\n'),
        "the prompt begins a line: {printed:?}"
    );

    let engine = Engine::open(Options::new(
        Home::under(cloud.place.home()),
        std::sync::Arc::new(SystemClock),
        std::sync::Arc::new(Nobody),
    ))
    .unwrap();
    let conversation = engine.conversation(MISSION).unwrap();
    assert_eq!(conversation.len(), 1, "one question");
    assert_eq!(conversation[0].state, ReplyState::Stopped, "it was stopped");
    assert_eq!(
        conversation[0].reply.trim_end(),
        printed.trim_end(),
        "what was printed is what is kept"
    );
    assert_closed(&cloud);
}

#[test]
fn a_runner_puts_its_jobs_back() {
    let cloud = stuck_for_ever(Content::Ordinary);
    cloud.run("new --topic queues").exits(0, "asked for");
    let mut running = cloud.start("queue run --until-empty");
    running.hears("the model writes");
    cloud.wait_for_calls(1);
    running.interrupt();
    let ran = running.ends().exits(5, "it is not empty");
    assert!(ran.stderr.contains("1 job left"), "{}", ran.stderr);
    assert_eq!(cloud.jobs()[0]["state"], "ready", "put back");
    assert_closed(&cloud);
    assert_eq!(
        cloud.usage()["totals"]["calls"],
        1,
        "and the call has its end in the ledger"
    );
}

#[test]
fn a_test_of_the_connection_has_its_end_in_the_ledger() {
    let cloud = stuck_for_ever(Content::Words(200));
    let connecting = cloud.start("connect --format json");
    cloud.wait_for_calls(1);
    connecting.interrupt();
    let ran = connecting
        .ends()
        .exits(5, "it is not known whether it works");
    assert_eq!(ran.json_error()["code"], "stopped", "{}", ran.stderr);
    assert_closed(&cloud);
    let usage = cloud.usage();
    assert_eq!(
        (
            &usage["totals"]["calls"],
            &usage["budgets"][0]["reservedNusd"]
        ),
        (&1.into(), &0.into()),
        "nothing stays reserved for it: {usage}"
    );
}

#[test]
fn a_reader_that_goes_away_stops_the_reply() {
    let cloud = stuck_for_ever(Content::Words(200));
    let (reader, writer) = std::io::pipe().unwrap();
    let mut command = cloud.command(["hint", MISSION, "--ask", "Why?"]);
    command.stdout(writer).stderr(std::process::Stdio::null());
    let mut child = command.spawn().unwrap();
    drop(command);
    drop(reader);
    let status = child.wait().unwrap();
    assert_eq!(status.code(), Some(0), "`| head` has what it wanted");
    assert_closed(&cloud);
}

#[test]
#[cfg(target_os = "linux")]
fn a_crash_writes_no_core_file() {
    let cloud = stuck_for_ever(Content::Ordinary);
    let mut writing = cloud.start("new --wait");
    writing.hears("the model writes");
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", writing.pid())).unwrap();
    let core = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"))
        .expect("Linux lists it");
    let figures: Vec<&str> = core.split_whitespace().skip(4).take(2).collect();
    assert_eq!(figures, ["0", "0"], "soft and hard: {core}");
}
