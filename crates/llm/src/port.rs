//! The port: what is asked of a language model, and what comes back. Nothing of a provider is named here.

use std::{future::Future, pin::Pin, time::Duration};

use crate::{Failure, SendGate, capabilities::Structured};

/// A language model that answers one request at a time for as many callers as there are.
pub trait Model: Send + Sync {
    /// Sends one request and hands each piece of text to `on_delta` as it arrives, in order. Exactly one call to the provider is made, never a
    /// second one. Dropping the future closes the connection at once.
    ///
    /// `gate` is one of this request alone. It is passed when the request is handed to the wire, after credentials were found and the connection
    /// was made; a request whose gate was shut before is not sent.
    ///
    /// # Errors
    /// Why there is no whole reply; what was streamed until then was handed out already.
    fn converse<'a>(
        &'a self,
        request: &'a Request,
        gate: &'a SendGate,
        on_delta: &'a mut (dyn FnMut(&str) + Send),
    ) -> Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send + 'a>>;
}

/// What is asked of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// A model id, an inference profile's id, or an ARN of either.
    pub model: String,
    /// The system prompt, in order.
    pub system: Vec<Block>,
    /// The conversation so far; the last turn is the user's.
    pub turns: Vec<Turn>,
    /// What the answer has to be.
    pub output: Output,
    /// The answer's bound in tokens. Always sent: Bedrock reserves quota for it when a call starts. Cut to what the model can write at most.
    pub max_tokens: u32,
}

/// A piece of the system prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The text.
    pub text: String,
    /// Whether everything up to here is the same in many calls, so that a model that can cache prompts should.
    pub cache: bool,
}

/// One turn of a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who speaks.
    pub speaker: Speaker,
    /// What is said.
    pub text: String,
    /// As for [`Block::cache`].
    pub cache: bool,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The one who asks.
    User,
    /// The model.
    Assistant,
}

/// What an answer has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Plain text.
    Text,
    /// One JSON object.
    Json {
        /// What the object is called: letters, digits and underscores.
        name: &'static str,
        /// What it is for, a sentence.
        description: &'static str,
        /// Its JSON schema, as text.
        schema: String,
        /// How the provider is held to it; [`crate::capabilities()`] knows what a model can.
        structured: Structured,
    },
}

/// A reply that ended as the provider meant it to, with the text that was streamed. Whether it is *whole* is said by [`Reply::stop`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// All deltas, joined. For a forced tool the tool's input.
    pub text: String,
    /// Why the model stopped.
    pub stop: StopReason,
    /// What it used; absent when the provider did not say.
    pub usage: Option<Usage>,
    /// From sending to the first piece of text.
    pub first_delta: Option<Duration>,
    /// From sending to the end.
    pub whole: Duration,
}

/// Why a model stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// It was done.
    EndTurn,
    /// It called the tool that it was forced to.
    ToolUse,
    /// A stop sequence.
    StopSequence,
    /// [`Request::max_tokens`] was reached: the text is cut.
    MaxTokens,
    /// The context window is full: the text is cut.
    ContextWindow,
    /// A guardrail of the account stepped in.
    Guardrail,
    /// The provider's own filter stepped in.
    ContentFiltered,
    /// The model wrote a malformed tool call or output.
    Malformed,
    /// A reason that this version does not know.
    Other(String),
}

impl StopReason {
    /// Whether the text is all that the model wanted to say.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(
            self,
            StopReason::EndTurn | StopReason::ToolUse | StopReason::StopSequence
        )
    }
}

/// Tokens that a call used, as the provider counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Read, not from a cache.
    pub input: u64,
    /// Written.
    pub output: u64,
    /// Read from the prompt cache.
    pub cache_read: u64,
    /// Written to the prompt cache.
    pub cache_write: u64,
}
