//! Scripts whose streams break, stall, or end with an exception.

use super::{Named, answer};
use crate::script::{Answer, Fault, FaultKind, Pause, Script, Step};

pub(super) fn broken() -> Vec<Named> {
    let fault = |name: &str, about, after_deltas, kind| {
        answer(
            name,
            about,
            Answer {
                fault: Some(Fault { after_deltas, kind }),
                ..Answer::default()
            },
        )
    };
    vec![
        fault(
            "silence-before",
            "The head, then nothing.",
            None,
            FaultKind::Silence,
        ),
        answer(
            "silence-before-head",
            "Nothing at all, not even a head.",
            Answer {
                head_after_ms: 3_600_000,
                ..Answer::default()
            },
        ),
        fault(
            "silence-between",
            "Some deltas, then nothing.",
            Some(5),
            FaultKind::Silence,
        ),
        answer(
            "pause-between",
            "A silence of 200 ms in the middle; then it goes on.",
            Answer {
                pause: Some(Pause {
                    after_deltas: 5,
                    ms: 200,
                }),
                ..Answer::default()
            },
        ),
        fault(
            "bad-crc",
            "A frame whose checksum is wrong.",
            Some(5),
            FaultKind::BadCrc,
        ),
        fault(
            "not-json-frame",
            "A delta whose payload is no JSON.",
            Some(5),
            FaultKind::NotJson,
        ),
        fault(
            "cut-in-frame",
            "The connection is closed inside a frame.",
            Some(5),
            FaultKind::CutInFrame,
        ),
        fault(
            "cut-between-frames",
            "The connection is closed between two frames.",
            Some(5),
            FaultKind::CutBetweenFrames,
        ),
        fault(
            "cut-before-first-event",
            "The connection is closed before the first event.",
            None,
            FaultKind::CutBetweenFrames,
        ),
        fault(
            "reset",
            "The connection is reset.",
            Some(5),
            FaultKind::Reset,
        ),
        fault(
            "end-in-frame",
            "The body ends properly inside a frame.",
            Some(5),
            FaultKind::EndInFrame,
        ),
        fault(
            "no-message-stop",
            "The body ends properly without messageStop.",
            Some(5),
            FaultKind::EndWithoutStop,
        ),
        fault(
            "empty-stream",
            "The body ends properly without any event.",
            None,
            FaultKind::EndWithoutStop,
        ),
        Named {
            about: "The connection is closed without an answer.",
            script: Script::repeat("hang-up", Step::HangUp),
        },
        Named {
            about: "A page of something that is no Bedrock, with status 200.",
            script: Script::repeat("not-bedrock", page(200)),
        },
        Named {
            about: "A proxy's page with status 502.",
            script: Script::repeat("bad-gateway", page(502)),
        },
    ]
}

fn page(status: u16) -> Step {
    Step::Page {
        status,
        content_type: "text/html".to_owned(),
        body: "<html><body><h1>Please sign in to the network</h1></body></html>".to_owned(),
    }
}

pub(super) fn exceptions() -> Vec<Named> {
    let exception =
        |name: &str, after_deltas: Option<usize>, exception_type: &str, message: &str| {
            answer(
                name,
                if after_deltas.is_some() {
                    "An exception frame after some deltas."
                } else {
                    "An exception frame before the first event."
                },
                Answer {
                    fault: Some(Fault {
                        after_deltas,
                        kind: FaultKind::Exception {
                            exception_type: exception_type.to_owned(),
                            message: message.to_owned(),
                        },
                    }),
                    ..Answer::default()
                },
            )
        };
    vec![
        exception(
            "stream-internal",
            Some(4),
            "internalServerException",
            "The system encountered an unexpected error during processing. Try your request again.",
        ),
        exception(
            "stream-model-error",
            Some(4),
            "modelStreamErrorException",
            "The model has timed out in processing the request. Try your request again.",
        ),
        exception(
            "stream-throttled",
            Some(4),
            "throttlingException",
            "Too many tokens, please wait before trying again.",
        ),
        exception(
            "stream-unavailable",
            Some(4),
            "serviceUnavailableException",
            "Bedrock is unable to process your request.",
        ),
        exception(
            "stream-validation",
            Some(4),
            "validationException",
            "The model returned the following errors: invalid_request_error",
        ),
        exception(
            "stream-throttled-first",
            None,
            "throttlingException",
            "Too many requests, please wait before trying again.",
        ),
        exception(
            "stream-timeout",
            Some(4),
            "modelTimeoutException",
            "Model has timed out in processing the request. Try your request again.",
        ),
        exception(
            "stream-unknown-exception",
            Some(4),
            "somethingNewException",
            "Something new went wrong.",
        ),
        answer(
            "stream-error-frame",
            "An error frame that is in no model.",
            Answer {
                fault: Some(Fault {
                    after_deltas: Some(4),
                    kind: FaultKind::Error {
                        code: "InternalError".to_owned(),
                        message: "An internal server error occurred".to_owned(),
                    },
                }),
                ..Answer::default()
            },
        ),
    ]
}
