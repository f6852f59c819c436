//! Missions from a model, over a real connection to a server that plays Bedrock: each way in which it can answer or fail gives the right state, the
//! right words and the right charge; what is ready behaves like any other mission.

use std::{fs, time::Instant};

use engine::{
    EngineError, Event,
    access::CredentialChoice,
    generate::{Asked, Phase},
};
use fake_bedrock::{Answer, Content, Fault, FaultKind, Pace, Script, Server, Step};
use store::{Charged, JobState, Purpose};

use crate::yard::{Yard, about};

/// Where a job stands after its first attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Its mission can be started.
    Ready,
    /// Later again, and nothing is burnt.
    Snoozed,
    /// Later again, one receive burnt.
    Retried,
    /// The queue is paused, and nothing is burnt.
    Paused,
    /// It failed for good.
    Dead,
}

use End::{Dead, Paused, Ready, Retried, Snoozed};

/// Script; where the job stands; the stable code; words that a person reads; what each call was charged at: `0` nothing, `k` what the provider
/// counted, `w` the whole reservation.
type Row = (&'static str, End, &'static str, &'static str, &'static str);

// A row a line, so that they can be compared.
#[rustfmt::skip]
const TABLE: &[Row] = &[
    ("bedrock", Ready, "", "", "k"),
    ("one-byte-at-a-time", Ready, "", "", "k"),
    ("split-anywhere", Ready, "", "", "k"),
    ("usage-late", Ready, "", "", "k"),
    ("usage-missing", Ready, "", "", "w"),
    ("unknown-event", Ready, "", "", "k"),
    ("fenced-json", Ready, "", "", "k"),
    ("pause-between", Ready, "", "", "k"),
    ("repaired", Ready, "", "", "kk"),
    ("wrong-json-then-ordinary", Ready, "", "", "kk"),
    ("no-json-schema-then-ordinary", Ready, "", "", "0k"),
    ("wrong-json", Retried, "not-accepted-shape", "not one JSON object", "kk"),
    ("wrong-shape", Retried, "not-accepted-shape", "was not accepted by the grader", "kk"),
    ("unsolvable", Retried, "not-accepted-proof", "solution", "kk"),
    ("cannot-fail", Retried, "not-accepted-proof", "was not accepted by the grader", "kk"),
    ("starter-passes", Retried, "not-accepted-proof", "starter", "kk"),
    ("empty-answer", Retried, "not-accepted-shape", "The answer is empty", "k"),
    ("huge-answer", Retried, "not-accepted-shape", "was not accepted by the grader", "k"),
    ("truncated", Retried, "max-tokens", "was cut", "k"),
    ("guardrail", Retried, "guardrail", "A guardrail of your AWS account", "k"),
    ("content-filtered", Retried, "content-filtered", "content filter", "k"),
    ("malformed-output", Retried, "malformed", "malformed", "k"),
    ("unknown-stop-reason", Retried, "stopped", "`something_new`", "k"),
    ("context-window", Dead, "context-window", "too long for this model", "k"),
    ("throttled", Snoozed, "throttled", "tried again by itself", "0"),
    ("throttled-tokens", Snoozed, "throttled", "tried again by itself", "0"),
    ("unavailable", Snoozed, "unavailable", "tried again by itself", "0"),
    ("too-many-connections", Snoozed, "throttled", "tried again by itself", "0"),
    ("model-not-ready", Snoozed, "model-not-ready", "not ready", "0"),
    ("stream-throttled-first", Snoozed, "throttled", "tried again by itself", "0"),
    ("stream-throttled", Snoozed, "throttled", "tried again by itself", "w"),
    ("stream-unavailable", Snoozed, "unavailable", "tried again by itself", "w"),
    ("model-timeout", Retried, "model-timeout", "took too long", "w"),
    ("model-error", Retried, "model-stream", "failed", "w"),
    ("internal", Retried, "internal", "failed inside", "w"),
    ("stream-internal", Retried, "internal", "failed inside", "w"),
    ("stream-model-error", Retried, "model-stream", "failed", "w"),
    ("stream-timeout", Retried, "model-timeout", "took too long", "w"),
    ("silence-before", Retried, "stalled", "silent", "w"),
    ("silence-before-head", Retried, "stalled", "silent", "w"),
    ("silence-between", Retried, "stalled", "silent", "w"),
    ("bad-crc", Retried, "garbled", "damaged", "w"),
    ("not-json-frame", Retried, "garbled", "damaged", "w"),
    ("cut-in-frame", Retried, "interrupted", "broke off", "w"),
    ("cut-between-frames", Retried, "interrupted", "broke off", "w"),
    ("cut-before-first-event", Retried, "interrupted", "broke off", "w"),
    ("reset", Retried, "interrupted", "broke off", "w"),
    ("end-in-frame", Retried, "interrupted", "broke off", "w"),
    ("no-message-stop", Retried, "interrupted", "broke off", "w"),
    ("empty-stream", Retried, "interrupted", "broke off", "w"),
    ("hang-up", Retried, "interrupted", "broke off", "w"),
    ("expired-token", Paused, "expired-credentials", "expired", "0"),
    ("bearer-expired", Paused, "expired-credentials", "expired", "0"),
    ("unrecognized-client", Paused, "invalid-credentials", "AWS does not accept these credentials", "0"),
    ("bad-signature", Paused, "invalid-credentials", "AWS does not accept these credentials", "0"),
    ("access-denied", Paused, "access-denied", "may not use this model", "0"),
    ("access-form", Paused, "access-form", "form", "0"),
    ("access-form-400", Paused, "access-form", "form", "0"),
    ("marketplace", Paused, "marketplace", "Marketplace", "0"),
    ("payment", Paused, "marketplace", "payment", "0"),
    ("clock-skew", Paused, "clock-skew", "clock", "0"),
    ("clock-ahead", Paused, "clock-skew", "clock", "0"),
    ("daily-quota", Paused, "daily-quota", "for the day", "0"),
    ("zero-quota", Paused, "zero-quota", "quota is 0", "0"),
    ("on-demand", Dead, "needs-profile", "inference profile", "0"),
    ("no-such-model", Dead, "no-such-model", "no such model", "0"),
    ("legacy-model", Dead, "no-such-model", "retired", "0"),
    ("validation", Dead, "invalid", "not valid", "0"),
    ("input-too-long", Dead, "invalid", "not valid", "0"),
];

#[test]
fn each_way_to_answer_or_fail_gives_the_right_state_words_and_charge() {
    assert!(TABLE.len() >= 30, "thirty scripts at least");
    let next = std::sync::atomic::AtomicUsize::new(0);
    let wrong = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let Some(row) = TABLE.get(index) else {
                        return;
                    };
                    let found = std::panic::catch_unwind(|| look(row));
                    let found = found.unwrap_or_else(|_| vec!["it panicked".to_owned()]);
                    let lines = found.into_iter().map(|line| format!("{}: {line}", row.0));
                    wrong.lock().expect("the list is there").extend(lines);
                }
            });
        }
    });
    let wrong = wrong.into_inner().expect("the list is there");
    assert!(
        wrong.is_empty(),
        "right state, right words, right charge:\n{}",
        wrong.join("\n")
    );
}

/// What is not as the row says.
fn look(&(script, end, code, words, charges): &Row) -> Vec<String> {
    let server = Server::start(Script::named(script));
    let yard = Yard::on(&server).one_attempt_only();
    let (mission, job) = yard.ask("parcels");
    let queue = yard.run();
    let event = yard.until_ended(job);
    drop(queue);
    yard.until("the runner has ended", || {
        (!yard.engine.runs_jobs()).then_some(())
    });
    let (found, pause) = (
        yard.job(job),
        yard.store().queue_pause().expect("the pause is read"),
    );
    let stands = match (event.as_str(), &pause) {
        ("done", None) => Ready,
        ("dead", None) => Dead,
        ("retried", None) => Retried,
        ("snoozed", None) => Snoozed,
        ("snoozed", Some(_)) => Paused,
        other => panic!("an end of another kind: {other:?}"),
    };
    let mut wrong = Vec::new();
    let mut hold = |what: &str, found: &str, expected: &str| {
        if found != expected {
            wrong.push(format!("{what} is {found}, not {expected}"));
        }
    };
    hold("the end", &format!("{stands:?}"), &format!("{end:?}"));
    hold("the code", found.last_code.as_deref().unwrap_or(""), code);
    let burnt = match end {
        Ready | Dead | Retried => 1,
        Snoozed | Paused => 0,
    };
    hold(
        "what is burnt",
        &found.receive_count.to_string(),
        &burnt.to_string(),
    );
    hold("the calls charged", &charged(&yard), charges);
    hold(
        "the calls made",
        &server.call_count().to_string(),
        &charges.len().to_string(),
    );
    let generation = yard.engine.generation(&mission).expect("it is there");
    let phase = match end {
        Ready => Phase::Ready,
        Dead => Phase::Failed,
        Paused => Phase::Paused,
        Snoozed => Phase::Snoozed,
        Retried => Phase::Waiting,
    };
    hold(
        "the phase",
        &format!("{:?}", generation.phase),
        &format!("{phase:?}"),
    );
    let said = found.last_error.unwrap_or_default();
    if !said.contains(words) {
        wrong.push(format!("it says {said:?}, without {words:?}"));
    }
    if end != Ready && (!said.ends_with('.') || said.contains("123456789012")) {
        wrong.push(format!(
            "{said:?} is no sentence that can be shown to anybody"
        ));
    }
    if let Some(pause) = &pause
        && (pause.code != code || !pause.message.contains(words))
    {
        wrong.push(format!("the pause says {pause:?}"));
    }
    if end == Dead && generation.card.reason.as_deref() != Some(said.as_str()) {
        wrong.push(format!(
            "the mission's reason is {:?}",
            generation.card.reason
        ));
    }
    let heard = yard.heard().into_iter();
    let alarms = heard.filter(|event| matches!(event, Event::DeadLetter { .. }));
    let (alarms, expected) = (alarms.count(), usize::from(end == Dead));
    if alarms != expected {
        wrong.push(format!("{alarms} alarms, not {expected}"));
    }
    let disagreements = yard.store().audit().expect("the ledger").disagreements;
    wrong.extend(disagreements);
    wrong
}

/// A letter a call.
fn charged(yard: &Yard) -> String {
    let calls = yard.calls().into_iter();
    calls
        .map(|call| match call.end.map(|end| end.charged) {
            Some(Charged::Nothing) => '0',
            Some(Charged::Known { tokens, nusd }) if tokens.total() > 0 && nusd > 0 => 'k',
            Some(Charged::Known { .. }) => '?',
            Some(Charged::Whole) => 'w',
            None => 'r',
        })
        .collect()
}

#[test]
fn a_stream_that_is_cut_is_tried_again_and_both_calls_are_in_the_ledger() {
    let server = Server::start(Script::named("cut-then-ordinary"));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    assert_eq!(
        yard.history(job),
        ["enqueued", "leased", "retried", "leased", "done"],
        "one receive was burnt"
    );
    assert_eq!(charged(&yard), "wk", "what nobody knows is charged whole");
    let card = yard.engine.generation(&mission).expect("it is there").card;
    let spent: i64 = yard.calls().iter().map(cost).sum();
    assert_eq!(card.cost_nusd, spent, "the mission says what both cost");
    yard.audit();
}

fn cost(call: &store::Call) -> i64 {
    match call.end.as_ref().map(|end| end.charged) {
        Some(Charged::Known { nusd, .. }) => nusd,
        Some(Charged::Whole) => call.reserved_nusd,
        Some(Charged::Nothing) | None => 0,
    }
}

#[test]
fn a_repair_hands_the_graders_words_back_and_the_mission_says_that_there_was_one() {
    let server = Server::start(Script::named("repaired"));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    let calls = yard.calls();
    let purposes: Vec<Purpose> = calls.iter().map(|call| call.purpose).collect();
    assert_eq!(
        purposes,
        [Purpose::Mission, Purpose::Repair],
        "each call says what it was for"
    );
    let asked = server.calls();
    let turns = asked[1].body["messages"]
        .as_array()
        .expect("a conversation");
    let roles: Vec<&str> = turns
        .iter()
        .filter_map(|turn| turn["role"].as_str())
        .collect();
    assert_eq!(
        roles,
        ["user", "assistant", "user"],
        "the answer is handed back, and asked for again"
    );
    let words = turns[2]["content"][0]["text"].as_str().expect("a text");
    assert!(
        words.contains("not accepted") && words.contains("solution"),
        "the grader's own words: {words}"
    );
    assert_eq!(
        asked[0].body["messages"][0], asked[1].body["messages"][0],
        "what was asked for first stays as it was"
    );
    let kept = yard
        .store()
        .generated_mission(&mission)
        .expect("read")
        .expect("it is there");
    let origin: serde_json::Value =
        serde_json::from_str(&kept.origin.expect("it has an origin")).expect("JSON");
    assert_eq!(origin["repairs"], 1, "{origin}");
    assert_eq!(origin["model"], crate::yard::MODEL, "{origin}");
    assert_eq!(
        origin["schemaVersion"],
        missions::generated::SCHEMA_VERSION,
        "{origin}"
    );
    for field in ["promptVersion", "requestText"] {
        assert!(
            origin[field].as_str().is_some_and(|text| !text.is_empty()),
            "`{field}` is recorded: {origin}"
        );
    }
    let used: i64 = ["input", "output", "cacheRead", "cacheWrite"]
        .iter()
        .filter_map(|field| origin["usage"][field].as_i64())
        .sum();
    assert_eq!(used, kept.card.tokens, "its tokens are those of the ledger");
}

#[test]
fn what_is_sent_has_a_cache_point_a_bound_and_no_temperature() {
    let server = Server::start(Script::named("bedrock"));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("late parcels");
    let _queue = yard.run();
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    let body = server.calls().remove(0).body;
    let system = body["system"].to_string();
    assert!(
        system.contains("cachePoint"),
        "the prompt is cached: {system}"
    );
    assert!(
        body["inferenceConfig"]["maxTokens"]
            .as_u64()
            .is_some_and(|most| most > 0),
        "Bedrock reserves by this bound"
    );
    assert!(
        body["inferenceConfig"].get("temperature").is_none(),
        "newer models refuse it"
    );
    let text = body["messages"][0]["content"][0]["text"]
        .as_str()
        .expect("a text");
    for part in ["late parcels", "sqs", "associate", mission.as_str()] {
        assert!(text.contains(part), "`{part}` is asked for: {text}");
    }
    let (other, second) = yard.ask("late parcels");
    yard.until("the other is ready", || {
        (yard.job(second).state == JobState::Done).then_some(())
    });
    assert_eq!(
        server.call_count(),
        2,
        "the same wish again is another mission ({other}), and no kept answer"
    );
    let text = server.calls().remove(1).body["messages"][0]["content"][0]["text"].to_string();
    let title = yard
        .engine
        .mission(&mission)
        .expect("the first")
        .title
        .clone();
    assert!(
        text.contains(&title),
        "the second is told of the first's title: {text}"
    );
}

#[test]
fn a_generated_mission_is_like_any_other() {
    let server = Server::start(Script::named("bedrock"));
    let yard = Yard::on(&server).quick();
    let (id, job) = yard.ask("parcels");
    assert!(
        matches!(
            yard.engine.mission(&id),
            Err(EngineError::UnknownMission { .. })
        ),
        "it is none before it is ready"
    );
    let queue = yard.run();
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    drop(queue);
    let mission = yard.engine.mission(&id).expect("it is a mission");
    let packs = yard.engine.overview().expect("the overview");
    let pack = packs
        .iter()
        .find(|pack| pack.id == "generated")
        .expect("a pack");
    assert_eq!(pack.missions[0].id, id, "the newest first");
    assert_eq!(
        pack.missions[0].criteria,
        mission.rubric.criteria.len(),
        "the card says what the mission has"
    );
    let started = yard.engine.start(&id, None).expect("it starts");
    let solution = mission.solution.clone().expect("it has a solution");
    assert!(
        matches!(yard.engine.solution(&id), Err(EngineError::SolutionLocked)),
        "before the first pass"
    );
    let hints = yard.engine.hints(&id).expect("it has hints");
    let hinted = hints
        .iter()
        .find(|hints| hints.available > 0)
        .expect("one has");
    yard.engine
        .reveal_hint(&id, &hinted.criterion_id)
        .expect("it is revealed");
    fs::write(&started.template, &solution).expect("the solution is written");
    let graded = yard.engine.grade_now(&id).expect("it is graded");
    assert!(graded.report.passed_all(), "its own solution passes");
    assert_eq!(
        yard.engine.solution(&id).expect("it is unlocked"),
        solution,
        "as for any other"
    );
    drop(mission);
    let home = yard.home.clone();
    let again = Yard::at(&home, &server);
    assert!(
        again
            .engine
            .standing(&id)
            .expect("it stands")
            .passed_at_ms
            .is_some(),
        "after a restart too"
    );
    again.engine.forget(&id).expect("it is forgotten");
    assert!(
        again.engine.mission(&id).is_ok(),
        "forgetting it leaves it to be started again"
    );
}

#[test]
fn a_cancelled_call_is_closed_within_a_tenth_of_a_second() {
    let endless = Step::Answer(Answer {
        content: Content::Words(3_000),
        pace: Pace {
            tokens_per_s: 100,
            ..Pace::default()
        },
        ..Answer::default()
    });
    let server = Server::start(Script::repeat("endless", endless));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("text comes", || {
        let now = yard.engine.generation(&mission).expect("it is there");
        (now.phase == Phase::Writing && now.received > 0).then_some(())
    });
    let asked = Instant::now();
    assert!(
        yard.engine
            .cancel_generation(&mission)
            .expect("it is cancelled"),
        "it was running"
    );
    let closed = yard.until("the server sees the close", || {
        server.calls()[0]
            .closed_by_client_at_ms
            .map(|_| asked.elapsed())
    });
    // The transaction that writes the cancellation is part of it.
    assert!(closed.as_millis() < 100, "it took {closed:?}");
    assert_eq!(yard.job(job).state, JobState::Cancelled, "it says so");
    yard.until("the call is settled", || {
        yard.calls()[0].end.as_ref().map(|_| ())
    });
    assert_eq!(charged(&yard), "w", "nobody knows what came to be charged");
    assert_eq!(
        yard.engine.generation(&mission).expect("it is there").phase,
        Phase::Cancelled,
        "the mission too"
    );
    assert!(
        !yard.engine.cancel_generation(&mission).expect("again"),
        "it has ended"
    );
    server.set_script(Script::named("bedrock"));
    assert!(
        yard.engine
            .retry_generation(&mission)
            .expect("it is tried again"),
        "a cancelled one may"
    );
    yard.until("it is ready after all", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    yard.audit();
}

#[test]
fn three_bad_answers_are_a_dead_letter_with_its_reasons_and_it_can_be_redriven() {
    let server = Server::start(Script::named("unsolvable"));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the job is dead", || {
        (yard.job(job).state == JobState::Dead).then_some(())
    });
    let alarm = Event::DeadLetter {
        mission_id: mission.clone(),
    };
    yard.until("the alarm is given", || {
        yard.heard().contains(&alarm).then_some(())
    });
    assert_eq!(
        server.call_count(),
        6,
        "three attempts of a call and its repair: a kept answer that is no good is not taken twice"
    );
    let generation = yard.engine.generation(&mission).expect("it is there");
    let reason = generation.card.reason.expect("a reason");
    assert!(
        reason.contains("solution") && generation.phase == Phase::Failed,
        "the mission says why: {reason}"
    );
    server.set_script(Script::named("bedrock"));
    assert!(yard.engine.redrive(job).expect("redriven"), "it was dead");
    yard.until("it is ready after all", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    let generation = yard.engine.generation(&mission).expect("it is there");
    assert_eq!(
        (generation.phase, generation.card.reason),
        (Phase::Ready, None),
        "the old reason is gone"
    );
    yard.audit();
}

#[test]
fn a_dead_one_can_be_discarded_and_its_calls_stay() {
    let server = Server::start(Script::named("on-demand"));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the job is dead", || {
        (yard.job(job).state == JobState::Dead).then_some(())
    });
    assert!(
        yard.engine.discard_generation(&mission).expect("discarded"),
        "it was dead"
    );
    assert!(
        yard.engine
            .generations(None, None, 10)
            .expect("listed")
            .is_empty(),
        "it is shown no more"
    );
    assert_eq!(yard.calls().len(), 1, "what happened stays in the ledger");
    assert!(
        !yard.engine.discard_generation(&mission).unwrap_or(false),
        "once is enough"
    );
}

#[test]
fn what_was_paid_for_is_not_paid_again_after_a_crash() {
    let unsolvable = Step::Answer(Answer {
        content: Content::Unsolvable,
        ..Answer::default()
    });
    let endless = Step::Answer(Answer {
        content: Content::Words(3_000),
        pace: Pace {
            tokens_per_s: 100,
            ..Pace::default()
        },
        ..Answer::default()
    });
    let steps = vec![unsolvable, endless];
    let server = Server::start(Script::then_ordinary("crash-in-a-repair", steps));
    let yard = Yard::on(&server).quick();
    let (mission, job) = yard.ask("parcels");
    let queue = yard.run();
    yard.until("the repair comes in", || {
        let now = yard.engine.generation(&mission).expect("it is there");
        (now.phase == Phase::Repairing && now.received > 0).then_some(())
    });
    std::mem::forget(queue);
    let (home, _folder) = yard.crash();
    let again = Yard::at(&home, &server).quick();
    let began = Instant::now();
    let _queue = again.run();
    again.until("the mission is ready", || {
        (again.job(job).state == JobState::Done).then_some(())
    });
    let history = again.history(job);
    assert!(
        began.elapsed().as_secs() < 20 && history.contains(&"orphaned".to_owned()),
        "it was taken up at once, not when its lease ran out: {history:?}"
    );
    let purposes: Vec<Purpose> = again.calls().iter().map(|call| call.purpose).collect();
    assert_eq!(
        purposes,
        [Purpose::Mission, Purpose::Repair, Purpose::Repair],
        "the first answer was kept; only the repair is asked for again"
    );
    assert_eq!(
        charged(&again),
        "kwk",
        "what came of the broken one nobody knows"
    );
    assert_eq!(again.job(job).receive_count, 1, "a crash burns nothing");
    again.audit();
}

#[test]
fn asking_is_refused_in_words_and_writes_nothing() {
    let server = Server::start(Script::named("bedrock"));
    let yard = Yard::on(&server);
    yard.change_settings(|settings| settings.bedrock.credentials = CredentialChoice::Off);
    match yard.engine.ask_mission(&about("parcels")) {
        Ok(Asked::NotConnected(problem)) => {
            assert_eq!(problem.code, "off", "Bedrock is off: {problem:?}");
        }
        other => panic!("it is said that Bedrock is off: {other:?}"),
    }
    yard.change_settings(|settings| {
        settings.bedrock.credentials = CredentialChoice::Aws;
        settings.budgets.all.day.nusd = Some(1_000);
    });
    match yard.engine.ask_mission(&about("parcels")) {
        Ok(Asked::OverBudget(quote)) => {
            assert!(quote.exceeds.is_some(), "the quote says which: {quote:?}");
            assert!(
                quote.most_nusd > quote.likely_nusd && quote.likely_nusd > 0,
                "and what it may cost: {quote:?}"
            );
        }
        other => panic!("the budget is in the way: {other:?}"),
    }
    assert!(
        matches!(
            yard.engine.ask_mission(&about(&"x".repeat(501))),
            Err(EngineError::Request(_))
        ),
        "a topic of more than 500 characters"
    );
    assert!(
        yard.engine.jobs(true).expect("listed").is_empty(),
        "nothing was written"
    );
    assert_eq!(server.call_count(), 0, "and nothing was sent");
}

#[test]
fn asking_is_quick() {
    let server = Server::start(Script::named("bedrock"));
    let yard = Yard::on(&server);
    yard.change_settings(|settings| settings.budgets = engine::Budgets::default());
    yard.ask("the first opens files");
    let mut times: Vec<_> = (0..4)
        .map(|_| {
            let began = Instant::now();
            yard.ask("parcels");
            began.elapsed()
        })
        .collect();
    times.sort_unstable();
    // The figure to meet is measured by `scripts/bench`; this is for a machine that does other things too.
    assert!(
        times[0].as_millis() < 100,
        "nobody waits for a model when asking: {times:?}"
    );
}

#[test]
fn throttles_in_the_middle_of_a_stream_keep_the_job_and_say_what_was_charged() {
    let fault = |after_deltas| {
        Step::Answer(Answer {
            fault: Some(Fault {
                after_deltas,
                kind: FaultKind::Exception {
                    exception_type: "throttlingException".to_owned(),
                    message: "Too many tokens, please wait before trying again.".to_owned(),
                },
            }),
            ..Answer::default()
        })
    };
    let steps = vec![fault(None), fault(Some(10)), fault(Some(400))];
    let server = Server::start(Script::then_ordinary("late-throttles", steps));
    let yard = Yard::on(&server).quick();
    let (_, job) = yard.ask("parcels");
    let _queue = yard.run();
    yard.until("the mission is ready", || {
        (yard.job(job).state == JobState::Done).then_some(())
    });
    assert_eq!(
        charged(&yard),
        "0wwk",
        "before anything nothing, after that the whole"
    );
    let (job, _) = yard.engine.job(job).expect("it is there");
    assert_eq!(
        (job.receive_count, job.snoozes),
        (1, 3),
        "a throttle burns nothing, wherever it comes"
    );
    yard.audit();
}
