//! What a server answers, as data that is the same in a test and in a file. Built-in scripts live in `named.rs`; how a step becomes bytes, in
//! `plan.rs`.

use serde::{Deserialize, Serialize};

use crate::named::named_scripts;

/// What each call gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Script {
    /// What it is called, in logs.
    #[serde(default)]
    pub name: String,
    /// The answers to the first calls, one each, in order of arrival.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// What comes after the last of them.
    #[serde(default)]
    pub then: Then,
    /// Seed of everything that is drawn: the same script gives the same answers to the same order of calls.
    #[serde(default)]
    pub seed: u64,
    /// The pace of answers that have none of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pace: Option<Pace>,
}

/// What follows the last step.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Then {
    /// The last step again; an ordinary answer where there is no step.
    #[default]
    RepeatLast,
    /// All steps from the first.
    Cycle,
    /// Ordinary answers.
    Ordinary,
    /// One of two steps.
    Chance {
        /// Of `step`; from 0 to 1.
        probability: f64,
        /// What is drawn with that probability.
        step: Box<Step>,
        /// What comes otherwise.
        otherwise: Box<Step>,
    },
}

/// The answer to one call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Step {
    /// A stream of events.
    Answer(Answer),
    /// An HTTP error.
    Refuse(Refusal),
    /// Something that Bedrock would not say: a proxy's page.
    Page {
        /// HTTP status.
        status: u16,
        /// `content-type`.
        content_type: String,
        /// The body.
        body: String,
    },
    /// The connection is closed without an answer.
    HangUp,
}

/// An HTTP error as Bedrock writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// `x-amzn-errortype`.
    #[serde(rename = "type")]
    pub error_type: String,
    /// `message` of the JSON body.
    pub message: String,
    /// `retry-after`, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_s: Option<u64>,
}

/// A stream of events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Answer {
    /// What is said.
    pub content: Content,
    /// How fast.
    pub pace: Pace,
    /// How the bytes are cut into writes.
    pub split: Split,
    /// Silence before the HTTP head.
    pub head_after_ms: u64,
    /// Silence after the head, before the first event.
    pub first_event_after_ms: u64,
    /// One silence in the middle.
    pub pause: Option<Pause>,
    /// How it fails, when it does.
    pub fault: Option<Fault>,
    /// `stopReason`; otherwise `end_turn`, `tool_use` or `max_tokens`, whichever is true.
    pub stop_reason: Option<String>,
    /// Whether `metadata` never comes.
    pub without_usage: bool,
    /// Silence between `messageStop` and `metadata`.
    pub usage_after_ms: u64,
    /// Whether JSON is wrapped in a Markdown fence, as models do that are not held to a schema.
    pub fenced: bool,
}

/// What is said. Missions are given to requests for JSON; others get a hint instead.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Content {
    /// A good mission for a request for JSON, a hint for any other. Keeps to the request's `maxTokens`.
    #[default]
    Ordinary,
    /// A mission whose own solution does not pass.
    Unsolvable,
    /// A mission with a criterion that nothing fails.
    CannotFail,
    /// A mission whose starter passes already.
    StarterPasses,
    /// JSON, and no mission.
    WrongShape,
    /// Text that is no JSON.
    NotJson,
    /// Markdown that tries to run, load and link things.
    HostileMarkdown,
    /// Just this.
    Text(String),
    /// Numbered words `w0 w1 w2 ...`, one a delta, so that loss and reordering show.
    Words(u32),
    /// About so many bytes of Markdown.
    Huge(usize),
    /// No content block at all.
    Nothing,
}

/// How fast deltas come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Pace {
    /// Characters of a delta, about: from half of it to half as much again.
    pub delta_chars: u32,
    /// Tokens a second; 0 for no pauses. A token is four characters, or one word of [`Content::Words`].
    pub tokens_per_s: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Pace {
            delta_chars: 14,
            tokens_per_s: 0,
        }
    }
}

/// How bytes are cut into writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Split {
    /// Each frame in one write.
    #[default]
    Frames,
    /// Each byte in one.
    Bytes,
    /// Anywhere, by the script's seed; a write may end one frame and begin another.
    Anywhere,
}

/// A silence after some deltas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pause {
    /// After so many.
    pub after_deltas: usize,
    /// How long.
    pub ms: u64,
}

/// How a stream fails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// After so many deltas, or after the last when there are fewer; absent: before the first event.
    #[serde(default)]
    pub after_deltas: Option<usize>,
    /// In which way.
    pub kind: FaultKind,
}

/// The ways of failing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FaultKind {
    /// Nothing more comes, and the connection stays open.
    Silence,
    /// A delta whose checksum is wrong.
    BadCrc,
    /// The connection is closed inside a frame.
    CutInFrame,
    /// The connection is closed between two frames.
    CutBetweenFrames,
    /// The connection is reset.
    Reset,
    /// The HTTP body ends properly inside a frame.
    EndInFrame,
    /// The HTTP body ends properly without `messageStop`.
    EndWithoutStop,
    /// A delta that is no JSON.
    NotJson,
    /// An event that nobody knows; the answer goes on after it.
    UnknownEvent,
    /// An exception frame.
    Exception {
        /// `:exception-type`.
        #[serde(rename = "type")]
        exception_type: String,
        /// `message` of its payload.
        message: String,
    },
    /// A frame of `:message-type` `error`.
    Error {
        /// `:error-code`.
        code: String,
        /// `:error-message`.
        message: String,
    },
}

impl Default for Script {
    /// [`Script::named`] `bedrock`.
    fn default() -> Self {
        Script::repeat("bedrock", Step::Answer(Answer::default()))
    }
}

impl Script {
    /// The same answer to every call.
    #[must_use]
    pub fn repeat(name: &str, step: Step) -> Script {
        Script::of(name, vec![step], Then::RepeatLast)
    }

    /// Steps, and what comes after them.
    #[must_use]
    pub fn of(name: &str, steps: Vec<Step>, then: Then) -> Script {
        Script {
            name: name.to_owned(),
            steps,
            then,
            seed: 1,
            pace: None,
        }
    }

    /// These steps, then ordinary answers.
    #[must_use]
    pub fn then_ordinary(name: &str, steps: Vec<Step>) -> Script {
        Script::of(name, steps, Then::Ordinary)
    }

    /// A built-in script.
    ///
    /// # Panics
    /// When there is none of that name: a test that misspells it should fail. [`Script::find`] does not panic.
    #[must_use]
    #[expect(
        clippy::panic,
        reason = "a misspelt name in a test has to fail the test"
    )]
    pub fn named(name: &str) -> Script {
        Script::find(name).unwrap_or_else(|| panic!("there is no script called {name}"))
    }

    /// A built-in script, if there is one of that name.
    #[must_use]
    pub fn find(name: &str) -> Option<Script> {
        named_scripts()
            .into_iter()
            .find(|named| named.script.name == name)
            .map(|named| named.script)
    }

    /// The same script with another seed.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Script {
        self.seed = seed;
        self
    }

    /// The same script with this pace wherever an answer has none of its own.
    #[must_use]
    pub fn with_pace(mut self, pace: Pace) -> Script {
        self.pace = Some(pace);
        self
    }

    /// The answer to the call of this number, from 0.
    #[must_use]
    pub fn step(&self, call: usize) -> Step {
        let mut step = self.step_as_written(call);
        if let (Step::Answer(answer), Some(pace)) = (&mut step, self.pace)
            && answer.pace == Pace::default()
        {
            answer.pace = pace;
        }
        step
    }

    fn step_as_written(&self, call: usize) -> Step {
        if let Some(step) = self.steps.get(call) {
            return step.clone();
        }
        let ordinary = || Step::Answer(Answer::default());
        match &self.then {
            Then::RepeatLast => self.steps.last().cloned().unwrap_or_else(ordinary),
            Then::Cycle if self.steps.is_empty() => ordinary(),
            Then::Cycle => self.steps[call % self.steps.len()].clone(),
            Then::Ordinary => ordinary(),
            Then::Chance {
                probability,
                step,
                otherwise,
            } => {
                // Drawn from the call's number and not from a running state, so that it does not depend on which answer was asked for before.
                let drawn = fastrand::Rng::with_seed(
                    self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ call as u64,
                )
                .f64();
                if drawn < *probability {
                    (**step).clone()
                } else {
                    (**otherwise).clone()
                }
            }
        }
    }
}
