//! What several tests need: a connection to a server, requests, timers.

use std::time::{Duration, Instant};

use fake_bedrock::Server;
use llm::{
    Access, Bedrock, Block, Environment, Failure, Model, Output, Reply, Request, SendGate, Speaker,
    Structured, Timers, Turn,
};

/// Long enough that a busy machine does not trip over them.
pub(crate) const PATIENT: Timers = Timers {
    first_event: Duration::from_secs(20),
    between_events: Duration::from_secs(20),
    whole: Duration::from_secs(60),
};

/// Short enough that a test of silence is quick.
pub(crate) const HASTY: Timers = Timers {
    first_event: Duration::from_millis(500),
    between_events: Duration::from_millis(500),
    whole: Duration::from_millis(1500),
};

pub(crate) async fn connect(server: &Server, timers: Timers) -> Bedrock {
    Bedrock::connect(Access {
        environment: Environment::of(server.environment()),
        ..Access::default()
    })
    .await
    .expect("the environment of the server has all that is needed")
    .with_timers(timers)
}

pub(crate) fn question() -> Request {
    Request {
        model: "global.anthropic.claude-sonnet-4-6".to_owned(),
        system: vec![Block {
            text: "You are a mentor.".to_owned(),
            cache: false,
        }],
        turns: vec![Turn {
            speaker: Speaker::User,
            text: "Why does my queue lose messages?".to_owned(),
            cache: false,
        }],
        output: Output::Text,
        max_tokens: 1000,
    }
}

pub(crate) const SCHEMA: &str = r#"{"type":"object","properties":{"title":{"type":"string"}},"required":["title"],"additionalProperties":false}"#;

pub(crate) fn mission(structured: Structured) -> Request {
    Request {
        output: Output::Json {
            name: "mission",
            description: "A mission for a learner.",
            schema: SCHEMA.to_owned(),
            structured,
        },
        max_tokens: 8000,
        ..question()
    }
}

/// Sends a request; gives what came and all deltas.
pub(crate) async fn ask(
    bedrock: &Bedrock,
    request: &Request,
) -> (Result<Reply, Failure>, Vec<String>) {
    let mut deltas = Vec::new();
    let result = bedrock
        .converse(request, &SendGate::new(), &mut |delta| {
            deltas.push(delta.to_owned());
        })
        .await;
    (result, deltas)
}

/// Lets the runtime go on until a condition holds; a test that waits longer has failed.
pub(crate) async fn wait_until(what: &str, most: Duration, condition: impl Fn() -> bool) {
    let deadline = Instant::now() + most;
    while !condition() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        tokio::task::yield_now().await;
    }
}
