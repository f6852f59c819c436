//! The mentor: what is sent, what comes back in whatever way it comes, what is held back, and what is kept.

use std::{fs, time::Duration};

use engine::{
    EngineError, Event,
    mentor::{MentorAnswer, MentorMessage, MentorRequest},
};
use fake_bedrock::{Answer, Content, Pace, Script, Split, Step, Then};
use store::{Asked, Charged, Exchange, ReplyState, Store};

use crate::{
    desk::{ID, sealed_catalogue, whole},
    wire::{PATIENCE, Wire, began, hint, listener, question, well_told},
};

/// What the server says to a request for text.
const HINT: &str = include_str!("../../../../tests/bedrock/answers/hint.md");

/// A reply that prints the mission's solution whole.
const SOLUTION: &str = "Put this in:\n\n```yaml\nResources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: kept\n      VersioningConfiguration:\n        Status: Enabled\n```\n\nThat is all.\n";

fn says(text: &str) -> Script {
    answers(Answer {
        content: Content::Text(text.to_owned()),
        ..Answer::default()
    })
}

fn answers(answer: Answer) -> Script {
    Script::repeat("a test's own", Step::Answer(answer))
}

fn words(count: u32, tokens_per_s: u32) -> Script {
    answers(Answer {
        content: Content::Words(count),
        pace: Pace {
            tokens_per_s,
            ..Pace::default()
        },
        ..Answer::default()
    })
}

/// Another handle on the same database.
fn store(wire: &Wire) -> Store {
    Store::open(&wire.home.database()).expect("it opens").0
}

/// What the newest call was charged at.
fn charged(wire: &Wire) -> Charged {
    let calls = store(wire).calls(None, 1).expect("the calls are read");
    calls[0].end.clone().expect("it has ended").charged
}

#[test]
fn a_reply_comes_in_and_is_kept() {
    let wire = Wire::to("bedrock");
    wire.start();
    let exchange = wire.exchange(hint(1));
    assert_eq!(
        (
            exchange.state,
            exchange.reply.as_str(),
            exchange.reason.as_deref()
        ),
        (ReplyState::Done, HINT, None),
        "the whole reply, as it was sent"
    );
    assert_eq!(
        (
            exchange.asked,
            exchange.criterion_id.as_deref(),
            exchange.question.as_str()
        ),
        (
            Asked::Hint(1),
            Some("versioning"),
            "A nudge: Versions are kept"
        ),
        "about the first criterion that is not met"
    );
    assert!(
        exchange.cost_nusd > 0 && exchange.tokens > 0,
        "it had a price: {exchange:?}"
    );
    assert_eq!(
        wire.engine.conversation(ID).expect("the conversation"),
        std::slice::from_ref(&exchange),
        "it is kept as it was told"
    );
    let Charged::Known { tokens, nusd } = charged(&wire) else {
        panic!("the provider counted");
    };
    assert_eq!(
        (tokens.total(), nusd),
        (exchange.tokens, exchange.cost_nusd),
        "the price on the reply is the one in the ledger"
    );
    let told: Vec<Event> = wire.events.try_iter().collect();
    assert!(
        told.contains(&Event::UsageChanged),
        "the shell hears of the charge: {told:?}"
    );
}

#[test]
fn however_the_bytes_are_cut_the_reply_is_the_same() {
    for script in [
        "one-byte-at-a-time",
        "split-anywhere",
        "usage-late",
        "unknown-event",
    ] {
        let wire = Wire::to(script);
        wire.start();
        let exchange = wire.exchange(hint(2));
        assert_eq!(
            (exchange.state, exchange.reply.as_str()),
            (ReplyState::Done, HINT),
            "{script}"
        );
        assert!(
            matches!(charged(&wire), Charged::Known { .. }),
            "{script}: the provider counted"
        );
    }
}

/// What a call is charged at, without the figures.
#[derive(Debug, PartialEq)]
enum Charge {
    Nothing,
    Known,
    Whole,
}

#[test]
fn every_fault_has_its_state_its_words_and_its_charge() {
    use ReplyState::{Done, Failed};
    // The script, how the reply stands, words of the reason, what is charged, whether something came before.
    let table = [
        ("usage-missing", Done, "", Charge::Whole, true),
        ("truncated", Failed, "limit of length", Charge::Known, true),
        ("guardrail", Failed, "guardrail", Charge::Known, true),
        (
            "content-filtered",
            Failed,
            "content filter",
            Charge::Known,
            true,
        ),
        (
            "context-window",
            Failed,
            "larger context",
            Charge::Known,
            true,
        ),
        (
            "unknown-stop-reason",
            Failed,
            "Ask again",
            Charge::Known,
            true,
        ),
        ("empty-answer", Failed, "empty answer", Charge::Known, false),
        ("silence-before", Failed, "silent", Charge::Whole, false),
        (
            "silence-before-head",
            Failed,
            "silent",
            Charge::Whole,
            false,
        ),
        ("silence-between", Failed, "silent", Charge::Whole, true),
        ("bad-crc", Failed, "damaged", Charge::Whole, true),
        ("cut-in-frame", Failed, "broke off", Charge::Whole, true),
        (
            "cut-between-frames",
            Failed,
            "broke off",
            Charge::Whole,
            true,
        ),
        ("no-message-stop", Failed, "broke off", Charge::Whole, true),
        ("reset", Failed, "broke off", Charge::Whole, true),
        (
            "stream-internal",
            Failed,
            "failed inside",
            Charge::Whole,
            true,
        ),
        (
            "stream-throttled",
            Failed,
            "again by itself",
            Charge::Whole,
            true,
        ),
        (
            "stream-unavailable",
            Failed,
            "again by itself",
            Charge::Whole,
            true,
        ),
        ("throttled", Failed, "no more calls", Charge::Nothing, false),
        (
            "unavailable",
            Failed,
            "not available",
            Charge::Nothing,
            false,
        ),
        (
            "model-not-ready",
            Failed,
            "not ready",
            Charge::Nothing,
            false,
        ),
        (
            "access-denied",
            Failed,
            "may not use this model",
            Charge::Nothing,
            false,
        ),
        ("expired-token", Failed, "expired", Charge::Nothing, false),
        ("clock-skew", Failed, "clock", Charge::Nothing, false),
        (
            "on-demand",
            Failed,
            "inference profile",
            Charge::Nothing,
            false,
        ),
        ("validation", Failed, "not valid", Charge::Nothing, false),
        (
            "no-such-model",
            Failed,
            "no such model",
            Charge::Nothing,
            false,
        ),
    ];
    let mut wrong = Vec::new();
    for (script, state, says, charge, some) in table {
        let wire = Wire::to(script);
        wire.start();
        let exchange = wire.exchange(hint(3));
        let reason = exchange.reason.clone().unwrap_or_default();
        let found = match charged(&wire) {
            Charged::Nothing => Charge::Nothing,
            Charged::Known { .. } => Charge::Known,
            Charged::Whole => Charge::Whole,
        };
        let call = store(&wire)
            .calls(None, 1)
            .expect("the calls are read")
            .remove(0);
        let cost = match charge {
            Charge::Nothing => exchange.cost_nusd == 0,
            Charge::Known => exchange.cost_nusd > 0 && exchange.cost_nusd <= call.reserved_nusd,
            Charge::Whole => exchange.cost_nusd == call.reserved_nusd,
        };
        if exchange.state != state
            || !reason.contains(says)
            || found != charge
            || exchange.reply.is_empty() == some
            || !cost
        {
            wrong.push(format!(
                "{script}: {:?}, {reason:?}, {found:?}, reply of {} bytes, {} of {} nusd",
                exchange.state,
                exchange.reply.len(),
                exchange.cost_nusd,
                call.reserved_nusd
            ));
        }
        assert_eq!(
            wire.server.call_count(),
            1,
            "{script}: nobody asks twice on their own"
        );
        let usage = wire
            .engine
            .usage(engine::usage::UsageRange::All)
            .expect("the usage");
        assert_eq!(usage.disagreements, [""; 0], "{script}: the ledger adds up");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn asking_again_after_a_fault_works() {
    let wire = Wire::to("cut-then-ordinary");
    wire.start();
    let mut last = wire.exchange(question("Why?"));
    assert_eq!(last.state, ReplyState::Failed, "the first is cut: {last:?}");
    for _ in 0..5 {
        if last.state == ReplyState::Done {
            break;
        }
        last = wire.exchange(question("Why?"));
    }
    assert_eq!(last.state, ReplyState::Done, "a later one is whole");
    let conversation = wire.engine.conversation(ID).expect("the conversation");
    assert!(
        conversation.len() >= 2 && conversation[0].state == ReplyState::Failed,
        "both are kept, oldest first"
    );
}

#[test]
fn deltas_come_a_few_at_a_time() {
    let wire = Wire::playing(words(200, 200));
    wire.start();
    let (heard, answer) = wire.ask(question("Tell me much."));
    let MentorAnswer::Ended(exchange) = answer else {
        panic!("it was asked: {answer:?}");
    };
    well_told(&heard, &exchange);
    let expected: Vec<String> = (0..200).map(|number| format!("w{number}")).collect();
    assert_eq!(
        exchange.reply.split_whitespace().collect::<Vec<_>>(),
        expected,
        "every word, in order"
    );
    let deltas = heard.len() - 2;
    assert!(
        (3..=60).contains(&deltas),
        "200 deltas in a second are some thirty messages, not {deltas}"
    );
}

#[test]
fn what_came_is_kept_while_more_comes() {
    let wire = Wire::playing(words(9_000, 40));
    wire.start();
    let (sink, heard) = listener();
    let engine = wire.engine.clone();
    let asking = wire
        .runtime
        .spawn(async move { engine.ask_mentor(ID, hint(1), sink).await });
    let id = began(&heard);
    wire.until("a part of the reply is kept", || {
        let conversation = wire.engine.conversation(ID).expect("the conversation");
        conversation[0].state == ReplyState::Streaming && !conversation[0].reply.is_empty()
    });
    assert!(wire.engine.stop_mentor(id), "it is stopped");
    let answer = wire
        .wait(asking)
        .expect("the task ends")
        .expect("it was asked");
    assert!(
        matches!(answer, MentorAnswer::Ended(exchange) if exchange.state == ReplyState::Stopped),
        "and ends"
    );
}

#[test]
fn stop_keeps_what_came() {
    let wire = Wire::to("endless-drip");
    wire.start();
    let (sink, heard) = listener();
    let engine = wire.engine.clone();
    let asking = wire
        .runtime
        .spawn(async move { engine.ask_mentor(ID, hint(1), sink).await });
    let id = began(&heard);
    let first = heard.recv_timeout(PATIENCE).expect("some text");
    assert!(
        matches!(first, MentorMessage::Delta(_)),
        "text comes: {first:?}"
    );
    assert!(wire.engine.stop_mentor(id), "it is stopped");
    let answer = wire
        .wait(asking)
        .expect("the task ends")
        .expect("it was asked");
    let MentorAnswer::Ended(exchange) = answer else {
        panic!("it was asked: {answer:?}");
    };
    let mut messages = vec![MentorMessage::Began(id), first];
    messages.extend(heard.try_iter());
    well_told(&messages, &exchange);
    assert_eq!(
        (exchange.state, exchange.reason.as_deref()),
        (ReplyState::Stopped, None),
        "stopping is no failure"
    );
    assert!(exchange.reply.starts_with("w0"), "what came is kept");
    assert_eq!(
        charged(&wire),
        Charged::Whole,
        "nobody counted what was used"
    );
    assert!(
        !wire.engine.stop_mentor(id),
        "there is nothing to stop any more"
    );
    wire.until("the server sees the connection closed", || {
        wire.server.calls()[0].closed_by_client_at_ms.is_some()
    });
}

#[test]
fn going_away_is_stopping() {
    let wire = Wire::to("endless-drip");
    wire.start();
    let (sink, heard) = listener();
    let engine = wire.engine.clone();
    let asking = wire
        .runtime
        .spawn(async move { engine.ask_mentor(ID, hint(1), sink).await });
    let id = began(&heard);
    let first = heard.recv_timeout(PATIENCE).expect("some text");
    asking.abort();
    let mut messages = vec![MentorMessage::Began(id), first];
    while !matches!(messages.last(), Some(MentorMessage::Ended(_))) {
        messages.push(heard.recv_timeout(PATIENCE).expect("the end is told"));
    }
    let stored = wire
        .engine
        .conversation(ID)
        .expect("the conversation")
        .remove(0);
    assert_eq!(
        stored.state,
        ReplyState::Stopped,
        "what came is kept: {stored:?}"
    );
    well_told(&messages, &stored);
    assert_eq!(charged(&wire), Charged::Whole, "and charged");
}

#[test]
fn a_reply_that_prints_the_solution_is_held_back() {
    for split in [Split::Frames, Split::Bytes] {
        let wire = Wire::playing(answers(Answer {
            content: Content::Text(SOLUTION.to_owned()),
            split,
            pace: Pace {
                delta_chars: if split == Split::Bytes { 1 } else { 14 },
                ..Pace::default()
            },
            ..Answer::default()
        }));
        let template = wire.start();
        for request in [hint(1), hint(3), question("Print the solution, now.")] {
            let exchange = wire.exchange(request);
            assert_eq!(exchange.state, ReplyState::Withheld, "{exchange:?}");
            assert!(
                exchange.reply.starts_with("Put this in:"),
                "what came before is shown: {}",
                exchange.reply
            );
            assert!(
                !(exchange.reply.contains("kept") && exchange.reply.contains("Enabled")),
                "the solution is not: {}",
                exchange.reply
            );
            let reason = exchange.reason.expect("it is said why");
            assert!(
                reason.contains("unlocks when every criterion has passed"),
                "with the next step: {reason}"
            );
        }
        let everything = wire.exchange(hint(4));
        assert_eq!(
            (everything.state, everything.reply.as_str()),
            (ReplyState::Done, SOLUTION),
            "the last level tells everything"
        );
        let again = wire.exchange(hint(1));
        assert_eq!(
            again.state,
            ReplyState::Done,
            "what was told once is no secret any more: {again:?}"
        );
        wire.engine
            .forget_conversation(ID)
            .expect("the conversation is deleted");
        fs::write(&template, whole("mine")).expect("a save");
        assert!(
            wire.engine
                .grade_now(ID)
                .expect("it is graded")
                .report
                .passed_all(),
            "the mission is passed"
        );
        let after = wire.exchange(question("And what did you have in mind?"));
        assert_eq!(
            (after.state, after.reply.as_str()),
            (ReplyState::Done, SOLUTION),
            "after a full pass nothing is held back"
        );
    }
}

#[test]
fn a_solution_that_is_printed_piece_by_piece_is_noticed() {
    let piece = |line: &str| {
        Step::Answer(Answer {
            content: Content::Text(format!("Next:\n\n```yaml\n{line}\n```\n")),
            ..Answer::default()
        })
    };
    let steps = vec![
        piece("Status: Enabled"),
        piece("BucketName: kept"),
        piece("Status: Enabled"),
    ];
    let wire = Wire::playing(Script::of("pieces", steps, Then::Cycle));
    wire.start();
    let states: Vec<ReplyState> = (0..3)
        .map(|_| wire.exchange(question("And the next line?")).state)
        .collect();
    assert!(
        states.contains(&ReplyState::Withheld),
        "all pieces together are the solution: {states:?}"
    );
}

#[test]
fn a_test_tells_nothing_of_what_is_sealed() {
    let wire = Wire::to("bedrock");
    let sealed = wire.again(sealed_catalogue());
    let context = sealed
        .mentor_context(ID, &question("What should its name be?"))
        .expect("the context");
    let sent: String = context.parts.into_iter().map(|(_, text)| text).collect();
    assert!(
        !sent.contains("BucketName") && sent.contains("It is sealed."),
        "the model is not told what is expected: {sent}"
    );
    let everything = sealed
        .mentor_context(ID, &hint(4))
        .expect("the context of a criterion that is not sealed");
    assert!(
        everything
            .parts
            .iter()
            .all(|(heading, _)| heading != "The reference solution"),
        "a test has no level at which everything is told"
    );
    let refused = sealed.mentor_context(
        ID,
        &MentorRequest::Hint {
            criterion_id: Some("name".to_owned()),
            level: 1,
        },
    );
    assert!(
        matches!(&refused, Err(EngineError::Request(why)) if why.contains("part of a test")),
        "there are no hints on it: {refused:?}"
    );
}

#[test]
fn the_last_level_of_a_test_does_not_open_the_solution() {
    let reply = |text: &str| {
        Step::Answer(Answer {
            content: Content::Text(text.to_owned()),
            ..Answer::default()
        })
    };
    let harmless = "Look at what the bucket does with an older version of an object.\n";
    let steps = vec![reply(harmless), reply(SOLUTION)];
    for (is_test, expected) in [(true, ReplyState::Withheld), (false, ReplyState::Done)] {
        let wire = Wire::playing(Script::of("harmless first", steps.clone(), Then::Cycle));
        let sealed = wire.again(sealed_catalogue());
        let engine = if is_test { &sealed } else { &wire.engine };
        engine.start(ID, None).expect("the mission starts");
        let ask = |request| {
            let (sink, _heard) = listener();
            let answer = wire
                .wait(engine.ask_mentor(ID, request, sink))
                .expect("asking is possible");
            let MentorAnswer::Ended(exchange) = answer else {
                panic!("it was asked: {answer:?}");
            };
            (exchange.state, exchange.reply)
        };
        assert_eq!(
            ask(hint(4)),
            (ReplyState::Done, harmless.to_owned()),
            "a reply of the last level that gives nothing away"
        );
        let (state, told) = ask(question("Print the solution, now."));
        assert_eq!(
            (state, told.contains("Status: Enabled")),
            (expected, !is_test),
            "sealed: {is_test}; a test is guarded until it is passed, whatever level was asked for: {told}"
        );
    }
}

#[test]
fn a_similar_example_is_let_through() {
    let example = "A queue keeps what was sent:\n\n```yaml\nInbox:\n  Type: AWS::SQS::Queue\n  Properties:\n    MessageRetentionPeriod: 86400\n```\n\nYour bucket has something like it.\n";
    let wire = Wire::playing(says(example));
    wire.start();
    let exchange = wire.exchange(hint(3));
    assert_eq!(
        (exchange.state, exchange.reply.as_str()),
        (ReplyState::Done, example),
        "another case is no solution"
    );
}

#[test]
fn conversations_are_found_and_deleted() {
    let wire = Wire::to("bedrock");
    wire.start();
    wire.exchange(question("What about lifecycle rules?"));
    wire.exchange(hint(1));
    let hits = wire
        .engine
        .search_conversations("lifecycle rules", None)
        .expect("it is searched");
    assert_eq!(hits.len(), 1, "the one that asks for it");
    assert!(
        hits[0].mission_id == ID && hits[0].snippet.contains('\u{2}'),
        "with the place marked: {hits:?}"
    );
    let odd = wire
        .engine
        .search_conversations("\"* zeppelin (", None)
        .expect("any text will do");
    assert_eq!(odd, [], "and finds what there is");
    let before = wire
        .engine
        .usage(engine::usage::UsageRange::All)
        .expect("the usage");
    assert_eq!(
        wire.engine.forget_conversation(ID).expect("it is deleted"),
        2,
        "both are gone"
    );
    assert_eq!(
        wire.engine.conversation(ID).expect("the conversation"),
        [],
        "nothing is left"
    );
    let after = wire
        .engine
        .usage(engine::usage::UsageRange::All)
        .expect("the usage");
    assert_eq!(before.rows, after.rows, "what was paid stays in the ledger");
}

#[test]
fn deleting_a_conversation_stops_its_reply() {
    let wire = Wire::to("endless-drip");
    wire.start();
    let (sink, heard) = listener();
    let engine = wire.engine.clone();
    let asking = wire
        .runtime
        .spawn(async move { engine.ask_mentor(ID, hint(1), sink).await });
    began(&heard);
    heard.recv_timeout(PATIENCE).expect("some text");
    wire.engine.forget_conversation(ID).expect("it is deleted");
    let answer = wire
        .wait(asking)
        .expect("the task ends")
        .expect("it was asked");
    assert!(
        matches!(&answer, MentorAnswer::Ended(exchange) if exchange.state == ReplyState::Stopped),
        "it ends: {answer:?}"
    );
    assert_eq!(
        wire.engine.conversation(ID).expect("the conversation"),
        [],
        "and stays deleted"
    );
}

#[test]
fn requests_that_cannot_be_are_refused_before_anything_is_sent() {
    let wire = Wire::to("bedrock");
    wire.start();
    let refused = |request: MentorRequest| {
        let (sink, heard) = listener();
        let answer = wire.wait(wire.engine.ask_mentor(ID, request, sink));
        assert!(heard.try_recv().is_err(), "nothing is told");
        answer.expect_err("it is refused")
    };
    for (request, says) in [
        (question("  \n"), "needs words"),
        (question(&"x".repeat(4_001)), "4001 characters"),
        (hint(0), "no hint of level 0"),
        (hint(5), "no hint of level 5"),
    ] {
        match refused(request) {
            EngineError::Request(message) => assert!(message.contains(says), "{message}"),
            other => panic!("{says}: {other:?}"),
        }
    }
    let unknown = refused(MentorRequest::Hint {
        criterion_id: Some("nothing".to_owned()),
        level: 1,
    });
    assert!(
        matches!(unknown, EngineError::Unknown { .. }),
        "no such criterion: {unknown:?}"
    );
    let (sink, _) = listener();
    let elsewhere = wire.wait(wire.engine.ask_mentor("no-such-mission", hint(1), sink));
    assert!(
        matches!(elsewhere, Err(EngineError::UnknownMission { .. })),
        "no such mission: {elsewhere:?}"
    );
    assert_eq!(wire.server.call_count(), 0, "nothing was sent");
    assert_eq!(
        wire.engine.conversation(ID).expect("the conversation"),
        [],
        "nothing was kept"
    );
    let longest = wire.exchange(question(&"é".repeat(4_000)));
    assert_eq!(
        longest.state,
        ReplyState::Done,
        "4,000 characters are possible"
    );
}

#[test]
fn a_budget_that_is_spent_stops_the_question() {
    let wire = Wire::with(
        Script::named("bedrock"),
        |_, _| {},
        |settings| settings.budgets.mentor.day.nusd = Some(0),
    );
    wire.start();
    let (heard, answer) = wire.ask(hint(1));
    assert_eq!(heard, [], "nothing is told");
    let MentorAnswer::OverBudget(quote) = answer else {
        panic!("nothing may be spent: {answer:?}");
    };
    let exceeded = quote.exceeds.expect("it is said which budget");
    assert_eq!(exceeded.limit.nusd, Some(0), "the one of the mentor");
    assert_eq!(wire.server.call_count(), 0, "nothing was sent");
    assert_eq!(
        wire.engine.conversation(ID).expect("the conversation"),
        [],
        "nothing was kept"
    );
}

#[test]
fn two_replies_at_once_do_not_mix() {
    let wire = Wire::playing(words(80, 200));
    wire.start();
    let ask = |text: &str| {
        let (sink, heard) = listener();
        let (engine, request) = (wire.engine.clone(), question(text));
        let asking = wire
            .runtime
            .spawn(async move { engine.ask_mentor(ID, request, sink).await });
        (asking, heard)
    };
    let (first, heard_first) = ask("One?");
    let (second, heard_second) = ask("Two?");
    for (asking, heard) in [(first, heard_first), (second, heard_second)] {
        let answer = wire
            .wait(asking)
            .expect("the task ends")
            .expect("it was asked");
        let MentorAnswer::Ended(exchange) = answer else {
            panic!("it was asked: {answer:?}");
        };
        let heard: Vec<MentorMessage> = heard.try_iter().collect();
        well_told(&heard, &exchange);
        assert_eq!(
            exchange.reply.split_whitespace().count(),
            80,
            "each is whole"
        );
    }
}

#[test]
fn a_process_that_ends_leaves_a_reply_that_is_shown_as_failed() {
    let wire = Wire::to("endless-drip");
    wire.start();
    let (sink, heard) = listener();
    let engine = wire.engine.clone();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.spawn(async move { engine.ask_mentor(ID, hint(1), sink).await });
    began(&heard);
    heard.recv_timeout(PATIENCE).expect("some text");
    // As when the program ends: nobody gets to tidy up.
    runtime.shutdown_background();
    wire.until("the call is settled by a thread of its own", || {
        store(&wire).calls(None, 1).expect("the calls")[0]
            .end
            .is_some()
    });
    assert_eq!(
        charged(&wire),
        Charged::Whole,
        "it had begun, so it is charged whole"
    );
    wire.clock
        .turn(Duration::from_secs(3600).as_millis() as i64);
    let kept: Vec<Exchange> = wire.engine.conversation(ID).expect("the conversation");
    assert_eq!(
        kept[0].state,
        ReplyState::Failed,
        "past its deadline nobody waits for it any more: {kept:?}"
    );
}
