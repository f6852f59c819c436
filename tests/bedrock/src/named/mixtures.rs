//! Scripts whose answers differ from call to call.

use super::{Named, refused::refusal};
use crate::script::{Answer, Content, Fault, FaultKind, Script, Step, Then};

pub(super) fn mixtures() -> Vec<Named> {
    let throttled = || {
        refusal(
            429,
            "ThrottlingException",
            "Too many requests, please wait before trying again.",
        )
    };
    let said = |content| {
        Step::Answer(Answer {
            content,
            ..Answer::default()
        })
    };
    let cut = || {
        Step::Answer(Answer {
            fault: Some(Fault {
                after_deltas: Some(20),
                kind: FaultKind::CutInFrame,
            }),
            ..Answer::default()
        })
    };
    let storm = |probability| Then::Chance {
        probability,
        step: Box::new(throttled()),
        otherwise: Box::new(said(Content::Ordinary)),
    };
    vec![
        Named {
            about: "95 of 100 calls are throttled, by the seed; the others are answered.",
            script: Script::of("throttle-storm", Vec::new(), storm(0.95)),
        },
        Named {
            about: "Half of the calls are throttled, by the seed.",
            script: Script::of("throttle-half", Vec::new(), storm(0.5)),
        },
        Named {
            about: "Three calls are throttled; then all are answered.",
            script: Script::then_ordinary(
                "throttled-then-ordinary",
                vec![throttled(), throttled(), throttled()],
            ),
        },
        Named {
            about: "The first stream is cut in a frame; then all are answered.",
            script: Script::then_ordinary("cut-then-ordinary", vec![cut()]),
        },
        Named {
            about: "The first mission cannot be solved; the next is good.",
            script: Script::then_ordinary("repaired", vec![said(Content::Unsolvable)]),
        },
        Named {
            about: "The first answer is no JSON; the next is a good mission.",
            script: Script::then_ordinary("wrong-json-then-ordinary", vec![said(Content::NotJson)]),
        },
        Named {
            about: "Structured output is refused once, as by a model that cannot; then all are answered.",
            script: Script::then_ordinary(
                "no-json-schema-then-ordinary",
                vec![refusal(
                    400,
                    "ValidationException",
                    "The model returned the following errors: output_config.format: Extra inputs are not permitted",
                )],
            ),
        },
        Named {
            about: "Throttled, cut, internal error, answered, and again.",
            script: Script::of(
                "bad-day",
                vec![
                    throttled(),
                    cut(),
                    refusal(
                        500,
                        "InternalServerException",
                        "The system encountered an unexpected error during processing. Try your request again.",
                    ),
                    said(Content::Ordinary),
                ],
                Then::Cycle,
            ),
        },
    ]
}
