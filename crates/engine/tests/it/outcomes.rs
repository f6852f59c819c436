//! Each way in which Bedrock can answer or fail, over a real connection to a server that plays it: the right state, the right words and the right
//! charge after one attempt.

use engine::{Event, generate::Phase};
use fake_bedrock::{Script, Server};

use crate::yard::Yard;

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
    ("stream-throttled", Retried, "throttled", "tried again by itself", "w"),
    ("stream-unavailable", Retried, "unavailable", "tried again by itself", "w"),
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
    hold("the calls charged", &yard.charged(), charges);
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
        // It may have been paid, so that it counted; what it waits for is the service all the same.
        Retried if is_snoozed(code) => Phase::Snoozed,
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

/// Whether a failure of this code waits for the service.
fn is_snoozed(code: &str) -> bool {
    llm::FailureKind::from_code(code).is_some_and(|kind| kind.reaction() == llm::Reaction::Snooze)
}
