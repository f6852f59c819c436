//! Cancelling, slow streams and fast ones.

use std::time::{Duration, Instant};

use fake_bedrock::{Answer, Content, Pace, Script, Server, Step};
use llm::{Model, SendGate};

use crate::support::{HASTY, PATIENT, ask, connect, question, wait_until};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dropping_a_call_closes_its_socket_within_a_tenth_of_a_second() {
    for (name, needs_delta) in [
        ("endless-drip", true),
        ("silence-between", true),
        ("silence-before-head", false),
    ] {
        let server = Server::start(Script::named(name));
        let bedrock = connect(&server, PATIENT).await;
        let (first, mut came) = tokio::sync::mpsc::unbounded_channel();
        let gate = SendGate::new();
        let sending = gate.clone();
        let task = tokio::spawn(async move {
            let request = question();
            let mut on_delta = |_: &str| {
                let _ = first.send(());
            };
            bedrock.converse(&request, &sending, &mut on_delta).await
        });
        if needs_delta {
            came.recv().await.expect("a first delta comes");
        } else {
            wait_until("the call has arrived", Duration::from_secs(10), || {
                server.call_count() == 1
            })
            .await;
        }
        let dropped = Instant::now();
        task.abort();
        wait_until(
            "the server sees that the client is gone",
            Duration::from_secs(5),
            || server.calls()[0].closed_by_client_at_ms.is_some(),
        )
        .await;
        let took = dropped.elapsed();
        assert!(
            took < Duration::from_millis(100),
            "{name}: Stop stops what is paid for; it took {took:?}"
        );
        assert!(
            !gate.shut(),
            "{name}: it had gone out, and may cost something"
        );
        let mut ended = task.await;
        assert!(
            ended.as_mut().is_err_and(|error| error.is_cancelled()),
            "{name}: the call itself is gone as well"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fast_stream_loses_nothing_and_mixes_nothing_up() {
    let words = 600;
    let server = Server::start(Script::repeat(
        "words",
        Step::Answer(Answer {
            content: Content::Words(words),
            pace: Pace {
                tokens_per_s: 200,
                ..Pace::default()
            },
            ..Answer::default()
        }),
    ));
    let bedrock = connect(&server, PATIENT).await;
    let (result, deltas) = ask(&bedrock, &question()).await;
    let reply = result.expect("a whole answer");
    let expected: Vec<String> = (0..words).map(|number| format!("w{number} ")).collect();
    assert_eq!(deltas, expected, "each word once, in order");
    assert_eq!(
        reply.usage.expect("usage").output,
        u64::from(words),
        "and all are counted"
    );
    let at_least = Duration::from_secs_f64(f64::from(words) / 200.0 * 0.95);
    assert!(
        reply.whole >= at_least,
        "it was really streamed: {:?}",
        reply.whole
    );
    assert!(
        reply.whole < at_least * 2,
        "and kept up with: {:?}",
        reply.whole
    );
    assert!(
        reply.first_delta.expect("text came") < Duration::from_secs(1),
        "the first word is not held back"
    );
}

#[tokio::test]
async fn a_slow_stream_is_no_stall_as_long_as_something_comes() {
    let server = Server::start(Script::named("slow-drip"));
    let timers = llm::Timers {
        first_event: Duration::from_secs(5),
        between_events: Duration::from_millis(900),
        whole: Duration::from_secs(30),
    };
    let (result, deltas) = ask(&connect(&server, timers).await, &question()).await;
    let reply = result.expect("slow is not silent");
    assert_eq!(deltas.len(), 60, "every word");
    assert!(
        reply.whole > timers.between_events,
        "it took longer than one silence may, {:?}, because the timer begins anew with each event",
        reply.whole
    );
}

#[tokio::test]
async fn many_calls_at_once_share_one_client() {
    let server = Server::start(Script::named("split-anywhere"));
    let bedrock = connect(&server, PATIENT).await;
    let calls: Vec<_> = (0..20)
        .map(|_| {
            let bedrock = bedrock.clone();
            tokio::spawn(async move { ask(&bedrock, &question()).await.0 })
        })
        .collect();
    for call in calls {
        let reply = call.await.expect("no panic").expect("a whole answer");
        assert!(reply.text.starts_with("Think"), "each gets its own answer");
    }
    assert_eq!(server.call_count(), 20, "one call each");
}

#[tokio::test]
async fn a_whole_answer_is_not_held_back_by_usage_that_never_comes() {
    let server = Server::start(Script::repeat(
        "never",
        Step::Answer(Answer {
            usage_after_ms: 3_600_000,
            ..Answer::default()
        }),
    ));
    let (result, _) = ask(&connect(&server, HASTY).await, &question()).await;
    let reply = result.expect("messageStop came, so that it is whole");
    assert_eq!(reply.usage, None, "what it used is not known");
    assert!(
        reply.whole < Duration::from_secs(4),
        "usage is waited for for a few seconds at most: {:?}",
        reply.whole
    );
}
