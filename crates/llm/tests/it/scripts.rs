//! Each script of the server, and what has to come of it: kind, reaction, charge and words of a failure; stop reason, usage and text of a reply.

use std::time::Duration;

use fake_bedrock::{Script, Server, Step, named_scripts};
use llm::{Charge, FailureKind, Reaction, StopReason, Structured, Timers, Usage};

use crate::support::{HASTY, PATIENT, ask, connect, mission, question};

/// What has to come of a script.
enum Expect {
    /// A reply; whether it has usage; what its text begins with.
    Reply(StopReason, bool, &'static str),
    /// A failure, and what it may cost.
    Failure(FailureKind, Charge),
}

use Expect::{Failure, Reply};

/// What is asked for.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Hint,
    Mission,
}

use Asked::{Hint, Mission};

const HINT: &str = "Think about what happens";
const JSON: &str = "{";

fn table() -> Vec<(&'static str, Asked, Timers, Expect)> {
    use Charge::{Nothing, Unknown};
    use FailureKind as Kind;
    use StopReason as Stop;
    let refused = |name, kind| (name, Hint, PATIENT, Failure(kind, Nothing));
    let unknown = |name, kind| (name, Hint, PATIENT, Failure(kind, Unknown));
    vec![
        (
            "bedrock",
            Mission,
            PATIENT,
            Reply(Stop::EndTurn, true, JSON),
        ),
        (
            "one-byte-at-a-time",
            Hint,
            PATIENT,
            Reply(Stop::EndTurn, true, HINT),
        ),
        (
            "split-anywhere",
            Mission,
            PATIENT,
            Reply(Stop::EndTurn, true, JSON),
        ),
        (
            "slow-drip",
            Hint,
            PATIENT,
            Reply(Stop::EndTurn, true, "w0 w1 w2 "),
        ),
        ("endless-drip", Hint, HASTY, Failure(Kind::Stalled, Unknown)),
        ("long-stream", Hint, HASTY, Failure(Kind::Stalled, Unknown)),
        (
            "huge-answer",
            Hint,
            PATIENT,
            Reply(Stop::EndTurn, true, HINT),
        ),
        (
            "usage-missing",
            Hint,
            PATIENT,
            Reply(Stop::EndTurn, false, HINT),
        ),
        (
            "usage-late",
            Hint,
            PATIENT,
            Reply(Stop::EndTurn, true, HINT),
        ),
        (
            "unknown-event",
            Hint,
            PATIENT,
            Reply(Stop::EndTurn, true, HINT),
        ),
        (
            "fenced-json",
            Mission,
            PATIENT,
            Reply(Stop::EndTurn, true, "```json\n{"),
        ),
        (
            "hostile-markdown",
            Hint,
            PATIENT,
            Reply(Stop::EndTurn, true, "# Hello <script>"),
        ),
        (
            "empty-answer",
            Hint,
            PATIENT,
            Reply(Stop::EndTurn, true, ""),
        ),
        (
            "wrong-json",
            Mission,
            PATIENT,
            Reply(Stop::EndTurn, true, "Certainly!"),
        ),
        (
            "wrong-shape",
            Mission,
            PATIENT,
            Reply(Stop::EndTurn, true, JSON),
        ),
        (
            "unsolvable",
            Mission,
            PATIENT,
            Reply(Stop::EndTurn, true, JSON),
        ),
        (
            "cannot-fail",
            Mission,
            PATIENT,
            Reply(Stop::EndTurn, true, JSON),
        ),
        (
            "starter-passes",
            Mission,
            PATIENT,
            Reply(Stop::EndTurn, true, JSON),
        ),
        (
            "truncated",
            Mission,
            PATIENT,
            Reply(Stop::MaxTokens, true, JSON),
        ),
        (
            "guardrail",
            Hint,
            PATIENT,
            Reply(Stop::Guardrail, true, "I cannot"),
        ),
        (
            "content-filtered",
            Hint,
            PATIENT,
            Reply(Stop::ContentFiltered, true, "I cannot"),
        ),
        (
            "malformed-output",
            Hint,
            PATIENT,
            Reply(Stop::Malformed, true, HINT),
        ),
        (
            "context-window",
            Hint,
            PATIENT,
            Reply(Stop::ContextWindow, true, HINT),
        ),
        (
            "unknown-stop-reason",
            Hint,
            PATIENT,
            Reply(Stop::Other("something_new".to_owned()), true, HINT),
        ),
        (
            "silence-before",
            Hint,
            HASTY,
            Failure(Kind::Stalled, Unknown),
        ),
        (
            "silence-before-head",
            Hint,
            HASTY,
            Failure(Kind::Stalled, Unknown),
        ),
        (
            "silence-between",
            Hint,
            HASTY,
            Failure(Kind::Stalled, Unknown),
        ),
        (
            "pause-between",
            Hint,
            PATIENT,
            Reply(Stop::EndTurn, true, HINT),
        ),
        unknown("bad-crc", Kind::Garbled),
        unknown("not-json-frame", Kind::Garbled),
        unknown("cut-in-frame", Kind::Interrupted),
        unknown("cut-between-frames", Kind::Interrupted),
        unknown("cut-before-first-event", Kind::Interrupted),
        unknown("reset", Kind::Interrupted),
        unknown("end-in-frame", Kind::Interrupted),
        unknown("no-message-stop", Kind::Interrupted),
        unknown("empty-stream", Kind::Interrupted),
        unknown("hang-up", Kind::Interrupted),
        unknown("not-bedrock", Kind::Unknown),
        unknown("bad-gateway", Kind::Internal),
        unknown("stream-internal", Kind::Internal),
        unknown("stream-model-error", Kind::ModelStream),
        unknown("stream-throttled", Kind::Throttled),
        unknown("stream-unavailable", Kind::Unavailable),
        unknown("stream-validation", Kind::Invalid),
        refused("stream-throttled-first", Kind::Throttled),
        unknown("stream-timeout", Kind::ModelTimeout),
        unknown("stream-unknown-exception", Kind::Unknown),
        unknown("stream-error-frame", Kind::Internal),
        refused("throttled", Kind::Throttled),
        refused("throttled-tokens", Kind::Throttled),
        refused("throttled-retry-after", Kind::Throttled),
        refused("daily-quota", Kind::DailyQuota),
        refused("unavailable", Kind::Unavailable),
        refused("too-many-connections", Kind::Throttled),
        refused("model-not-ready", Kind::ModelNotReady),
        unknown("model-timeout", Kind::ModelTimeout),
        unknown("model-error", Kind::ModelStream),
        unknown("internal", Kind::Internal),
        refused("access-denied", Kind::AccessDenied),
        refused("no-model-access", Kind::AccessDenied),
        refused("bearer-invalid", Kind::InvalidCredentials),
        refused("bearer-expired", Kind::ExpiredCredentials),
        refused("marketplace", Kind::Marketplace),
        refused("payment", Kind::Marketplace),
        refused("expired-token", Kind::ExpiredCredentials),
        refused("unrecognized-client", Kind::InvalidCredentials),
        refused("bad-signature", Kind::InvalidCredentials),
        refused("clock-skew", Kind::ClockSkew),
        refused("clock-ahead", Kind::ClockSkew),
        refused("on-demand", Kind::NeedsProfile),
        refused("access-form", Kind::AccessForm),
        refused("access-form-400", Kind::AccessForm),
        refused("no-json-schema", Kind::UnsupportedOutput),
        refused("no-forced-tool", Kind::UnsupportedOutput),
        refused("schema-too-large", Kind::UnsupportedOutput),
        refused("zero-quota", Kind::ZeroQuota),
        refused("bad-model-id", Kind::NoSuchModel),
        refused("validation", Kind::Invalid),
        refused("input-too-long", Kind::Invalid),
        refused("no-such-model", Kind::NoSuchModel),
        refused("legacy-model", Kind::NoSuchModel),
        refused("service-quota", Kind::Throttled),
        unknown("unknown-error", Kind::Unknown),
    ]
}

/// Those whose answers differ from call to call; they are made of steps that the table has.
const MIXTURES: [&str; 8] = [
    "throttle-storm",
    "throttle-half",
    "throttled-then-ordinary",
    "cut-then-ordinary",
    "repaired",
    "wrong-json-then-ordinary",
    "no-json-schema-then-ordinary",
    "bad-day",
];

#[test]
fn every_script_of_the_server_is_in_the_table() {
    let tested: Vec<&str> = table().iter().map(|(name, ..)| *name).collect();
    for named in named_scripts() {
        let name = named.script.name.as_str();
        assert!(
            tested.contains(&name) || MIXTURES.contains(&name),
            "nobody has said what has to come of the script {name}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_script_has_its_end_its_words_and_its_charge() {
    let server = Server::start(Script::default());
    for (name, asked, timers, expected) in table() {
        server.set_script(Script::named(name));
        let before = server.call_count();
        let bedrock = connect(&server, timers).await;
        let request = match asked {
            Hint => question(),
            Mission => mission(Structured::JsonSchema),
        };
        let (result, deltas) = ask(&bedrock, &request).await;
        assert_eq!(
            server.call_count() - before,
            1,
            "{name}: each attempt is the queue's, so one request is one call"
        );
        match (result, expected) {
            (Ok(reply), Reply(stop, has_usage, begins)) => {
                assert_eq!(
                    reply.stop, stop,
                    "{name}: the stop reason decides what is done with the text"
                );
                assert_eq!(
                    reply.usage.is_some(),
                    has_usage,
                    "{name}: usage is what is paid"
                );
                assert!(
                    reply.text.starts_with(begins),
                    "{name}: not the text that was sent: {:.60}",
                    reply.text
                );
                assert_eq!(
                    deltas.concat(),
                    reply.text,
                    "{name}: what was streamed is what is returned"
                );
                assert_eq!(
                    reply.first_delta.is_some(),
                    !reply.text.is_empty(),
                    "{name}: the time of the first delta is measured"
                );
            }
            (Err(failure), Failure(kind, charge)) => {
                assert_eq!(failure.kind, kind, "{name}: {}", failure.message);
                assert_eq!(failure.charge, charge, "{name}: what may have been paid");
                assert!(
                    failure.message.starts_with(kind.what()) || kind == FailureKind::Stalled,
                    "{name}: in our own words first: {}",
                    failure.message
                );
                assert!(
                    !failure.message.contains("123456789012"),
                    "{name}: no account id: {}",
                    failure.message
                );
                assert!(
                    !failure.message.contains('{'),
                    "{name}: nothing of an error's insides: {}",
                    failure.message
                );
            }
            (Ok(reply), Failure(kind, _)) => panic!(
                "{name}: {kind:?} was expected, a reply came: {:?} {:.60}",
                reply.stop, reply.text
            ),
            (Err(failure), Reply(..)) => panic!(
                "{name}: a reply was expected: {:?} {}",
                failure.kind, failure.message
            ),
        }
    }
}

#[tokio::test]
async fn what_broke_off_was_handed_out_until_then() {
    let server = Server::start(Script::default());
    for name in [
        "cut-in-frame",
        "bad-crc",
        "stream-throttled",
        "silence-between",
    ] {
        server.set_script(Script::named(name));
        let (result, deltas) = ask(&connect(&server, HASTY).await, &question()).await;
        assert!(result.is_err(), "{name} breaks off");
        assert!(
            matches!(deltas.len(), 4 | 5) && deltas.concat().starts_with("Think"),
            "{name}: Stop and breaks keep what came: {deltas:?}"
        );
        assert!(
            !deltas.concat().contains("never to be shown"),
            "{name}: a damaged frame says nothing"
        );
    }
}

#[tokio::test]
async fn a_request_to_wait_and_the_id_for_support_are_passed_on() {
    let server = Server::start(Script::named("throttled-retry-after"));
    let (result, _) = ask(&connect(&server, PATIENT).await, &question()).await;
    let failure = result.expect_err("throttled");
    assert_eq!(
        failure.retry_after,
        Some(Duration::from_secs(7)),
        "the service's own wish goes before our guess"
    );
    assert!(failure.request_id.is_some(), "AWS's support asks for it");
    assert_eq!(
        failure.kind.reaction(),
        Reaction::Snooze,
        "nobody's attempt is burnt by a throttle"
    );
    server.set_script(Script::named("stream-internal"));
    let (result, _) = ask(&connect(&server, PATIENT).await, &question()).await;
    assert!(
        result.expect_err("it breaks").request_id.is_some(),
        "broken streams have an id as well"
    );
}

#[tokio::test]
async fn a_daily_quota_pauses_and_throttling_does_not() {
    assert_eq!(
        FailureKind::DailyQuota.reaction(),
        Reaction::Pause,
        "waiting a minute does not help"
    );
    assert!(
        FailureKind::Unavailable.asks_for_fewer_calls(),
        "a 503 is throttling in disguise"
    );
    assert!(
        !FailureKind::DailyQuota.asks_for_fewer_calls(),
        "fewer calls do not help against it"
    );
}

#[tokio::test]
async fn the_whole_good_mission_arrives_by_every_way_of_structured_output() {
    let server = Server::start(Script::named("split-anywhere"));
    let bedrock = connect(&server, PATIENT).await;
    for (structured, stop) in [
        (Structured::JsonSchema, StopReason::EndTurn),
        (Structured::ForcedTool, StopReason::ToolUse),
        (Structured::Prompt, StopReason::EndTurn),
    ] {
        let (result, deltas) = ask(&bedrock, &mission(structured)).await;
        let reply = result.expect("a whole answer");
        assert_eq!(reply.stop, stop, "{structured:?} ends in its own way");
        assert!(reply.stop.is_whole(), "{structured:?}: and that is whole");
        let mission: serde_json::Value =
            serde_json::from_str(&reply.text).expect("the answer is JSON");
        assert!(mission["criteria"].is_object(), "{structured:?}: all of it");
        assert!(
            deltas.len() > 100,
            "{structured:?}: it was streamed in pieces, {}",
            deltas.len()
        );
    }
}

#[tokio::test]
async fn usage_is_what_the_server_counted_and_a_cached_prompt_is_read_the_second_time() {
    let server = Server::start(Script::default());
    let bedrock = connect(&server, PATIENT).await;
    let mut request = question();
    request.system[0].text = "The same long instructions. ".repeat(400);
    request.system[0].cache = true;
    let mut used = Vec::new();
    for _ in 0..2 {
        let (result, _) = ask(&bedrock, &request).await;
        used.push(result.expect("an answer").usage.expect("usage comes"));
    }
    let prefix = (request.system[0].text.len() as u64).div_ceil(4);
    assert_eq!(
        (used[0].cache_write, used[0].cache_read),
        (prefix, 0),
        "the first call writes the cache: {used:?}"
    );
    assert_eq!(
        (used[1].cache_write, used[1].cache_read),
        (0, prefix),
        "the second reads it: {used:?}"
    );
    assert_eq!(
        used[0].input, used[1].input,
        "the rest is paid in full both times"
    );
    assert_ne!(used[0], Usage::default(), "and it is something");
}

#[tokio::test]
async fn a_storm_throttles_as_its_seed_says_and_every_call_is_one_call() {
    let storm = Script::named("throttle-storm");
    let server = Server::start(storm.clone());
    let bedrock = connect(&server, PATIENT).await;
    for call in 0..60 {
        let (result, _) = ask(&bedrock, &question()).await;
        let is_throttled = result.is_err_and(|failure| failure.kind == FailureKind::Throttled);
        assert_eq!(
            is_throttled,
            matches!(storm.step(call), Step::Refuse(_)),
            "call {call} is drawn by the seed"
        );
    }
    assert_eq!(server.call_count(), 60, "no retry that nobody ordered");
}

#[tokio::test]
async fn nobody_at_the_endpoint_is_offline_and_costs_nothing() {
    let server = Server::start(Script::default());
    let bedrock = connect(&server, PATIENT).await;
    drop(server);
    let (result, deltas) = ask(&bedrock, &question()).await;
    let failure = result.expect_err("nobody listens");
    assert_eq!(failure.kind, FailureKind::Offline, "{}", failure.message);
    assert_eq!(failure.charge, Charge::Nothing, "nothing was sent");
    assert_eq!(
        failure.kind.reaction(),
        Reaction::Snooze,
        "a laptop without a network burns no attempt"
    );
    assert!(deltas.is_empty(), "and nothing came");
}
