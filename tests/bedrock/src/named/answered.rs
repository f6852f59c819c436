//! Scripts whose streams are whole: good answers, and answers that are wrong in what they say.

use super::{Named, answer, content};
use crate::script::{Answer, Content, Fault, FaultKind, Pace, Split};

pub(super) fn whole() -> Vec<Named> {
    vec![
        answer(
            "bedrock",
            "A good mission for a request for JSON, a hint for any other.",
            Answer::default(),
        ),
        answer(
            "one-byte-at-a-time",
            "A whole answer, each byte in a write of its own.",
            Answer {
                split: Split::Bytes,
                ..Answer::default()
            },
        ),
        answer(
            "split-anywhere",
            "A whole answer, cut into writes anywhere, by the seed.",
            Answer {
                split: Split::Anywhere,
                ..Answer::default()
            },
        ),
        answer(
            "slow-drip",
            "A short text at 40 tokens a second.",
            Answer {
                content: Content::Words(60),
                pace: Pace {
                    tokens_per_s: 40,
                    ..Pace::default()
                },
                ..Answer::default()
            },
        ),
        answer(
            "endless-drip",
            "A word every tenth of a second for a quarter of an hour.",
            Answer {
                content: Content::Words(9000),
                pace: Pace {
                    tokens_per_s: 10,
                    ..Pace::default()
                },
                ..Answer::default()
            },
        ),
        answer(
            "long-stream",
            "12,000 numbered words at 200 a second: a minute.",
            Answer {
                content: Content::Words(12_000),
                pace: Pace {
                    tokens_per_s: 200,
                    ..Pace::default()
                },
                ..Answer::default()
            },
        ),
        answer(
            "huge-answer",
            "4 MiB of Markdown, whatever maxTokens says.",
            Answer {
                content: Content::Huge(4 * 1024 * 1024),
                pace: Pace {
                    delta_chars: 2000,
                    ..Pace::default()
                },
                ..Answer::default()
            },
        ),
        answer(
            "usage-missing",
            "A whole answer; the connection ends without usage.",
            Answer {
                without_usage: true,
                ..Answer::default()
            },
        ),
        answer(
            "usage-late",
            "A whole answer; usage comes 300 ms after messageStop.",
            Answer {
                usage_after_ms: 300,
                ..Answer::default()
            },
        ),
        answer(
            "unknown-event",
            "A whole answer with an event in it that nobody knows.",
            Answer {
                fault: Some(Fault {
                    after_deltas: Some(3),
                    kind: FaultKind::UnknownEvent,
                }),
                ..Answer::default()
            },
        ),
        answer(
            "fenced-json",
            "A good mission in a Markdown fence.",
            Answer {
                fenced: true,
                ..Answer::default()
            },
        ),
        content(
            "hostile-markdown",
            "Markdown that tries to run, load and link things.",
            Content::HostileMarkdown,
        ),
    ]
}

pub(super) fn wrong() -> Vec<Named> {
    let stopped = |name: &str, about, reason: &str| {
        let mut said = Answer {
            stop_reason: Some(reason.to_owned()),
            ..Answer::default()
        };
        if matches!(reason, "guardrail_intervened" | "content_filtered") {
            said.content = Content::Text("I cannot help with that.".to_owned());
        }
        if reason == "max_tokens" {
            said.content = Content::Text("{\"title\":\"Fan out order eve".to_owned());
        }
        answer(name, about, said)
    };
    vec![
        content(
            "empty-answer",
            "An answer without any text.",
            Content::Nothing,
        ),
        content("wrong-json", "Text that is no JSON.", Content::NotJson),
        content(
            "wrong-shape",
            "JSON that is no mission.",
            Content::WrongShape,
        ),
        content(
            "unsolvable",
            "A mission whose own solution does not pass.",
            Content::Unsolvable,
        ),
        content(
            "cannot-fail",
            "A mission with a criterion that nothing fails.",
            Content::CannotFail,
        ),
        content(
            "starter-passes",
            "A mission whose starter passes already.",
            Content::StarterPasses,
        ),
        stopped("truncated", "An answer that maxTokens cut.", "max_tokens"),
        stopped(
            "guardrail",
            "A guardrail of the account stepped in.",
            "guardrail_intervened",
        ),
        stopped(
            "content-filtered",
            "The provider's filter stepped in.",
            "content_filtered",
        ),
        stopped(
            "malformed-output",
            "The model's output was malformed.",
            "malformed_model_output",
        ),
        stopped(
            "context-window",
            "The context window is full.",
            "model_context_window_exceeded",
        ),
        stopped(
            "unknown-stop-reason",
            "A stop reason that nobody knows.",
            "something_new",
        ),
    ]
}
