//! What each family of models can do, as data: `models.json` beside this file.

use std::time::Duration;

/// How a model is held to a JSON schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Structured {
    /// Converse's own structured output.
    JsonSchema,
    /// A tool that the model is forced to call.
    ForcedTool,
    /// The schema in the prompt, and a repair when it was not followed.
    Prompt,
}

/// How long to wait for a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timers {
    /// From sending to the first event.
    pub first_event: Duration,
    /// Between two events.
    pub between_events: Duration,
    /// For everything.
    pub whole: Duration,
}

/// What a model can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// What people call it, for example `Claude Sonnet 4.6`; the id itself for one that is not known.
    pub label: String,
    /// Ways of structured output, the best first; never empty.
    pub structured: Vec<Structured>,
    /// The least prompt in tokens that it caches; absent when it caches none.
    pub cache_from_tokens: Option<u32>,
    /// How long to wait for it.
    pub timers: Timers,
    /// The most tokens that it writes.
    pub max_output_tokens: u32,
    /// Whether the table knows it.
    pub known: bool,
}

/// What a model, an inference profile or an ARN of either can do. One that is not known gets cautious values.
#[must_use]
pub fn capabilities(model: &str) -> Capabilities {
    Capabilities {
        label: model.to_owned(),
        structured: vec![Structured::Prompt],
        cache_from_tokens: None,
        timers: Timers {
            first_event: Duration::from_secs(30),
            between_events: Duration::from_secs(20),
            whole: Duration::from_secs(120),
        },
        max_output_tokens: 4096,
        known: false,
    }
}
