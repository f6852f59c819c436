//! The mentor: hints in levels and free questions, streamed; what is sent, and what is kept.

use std::sync::Arc;

use store::{Exchange, Hit, MessageId};

use crate::{Engine, EngineError, access::Problem, budget::Quote};

/// What is asked of the mentor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MentorRequest {
    /// A hint.
    Hint {
        /// The criterion; absent: the first one that is not met.
        criterion_id: Option<String>,
        /// 1 nudge, 2 where, 3 a worked example of a similar case, 4 everything (the leak check ends).
        level: u8,
    },
    /// A free question.
    Question {
        /// In the learner's words.
        text: String,
    },
}

/// What a shell hears while a reply comes in. The last message is always [`MentorMessage::Ended`].
#[derive(Clone, Debug, PartialEq)]
pub enum MentorMessage {
    /// The exchange was written; its number.
    Began(MessageId),
    /// More text, in order; several deltas of the model in one, 25 to 50 ms apart.
    Delta(String),
    /// The end; the exchange as it is stored.
    Ended(Box<Exchange>),
}

/// Who hears of a reply. Called in order from one task; must not block.
pub type MentorSink = Arc<dyn Fn(MentorMessage) + Send + Sync>;

/// What asking came to.
#[derive(Clone, Debug, PartialEq)]
pub enum MentorAnswer {
    /// A reply came in and ended, one way or another.
    Ended(Box<Exchange>),
    /// A budget would be exceeded; nothing was asked.
    OverBudget(Quote),
    /// Bedrock is off or cannot be reached; nothing was asked.
    NotConnected(Problem),
}

/// What would be sent, word for word, and what was left out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentorContext {
    /// The texts that go out, each with a heading.
    pub parts: Vec<(String, String)>,
    /// What was replaced in the learner's template: what kind, in which line.
    pub scrubbed: Vec<(String, u32)>,
    /// What it is likely to cost.
    pub quote: Quote,
}

impl Engine {
    /// Asks the mentor; the reply comes through `sink`. Dropping the future is the same as stopping: what came is kept.
    pub async fn ask_mentor(
        &self,
        mission_id: &str,
        request: MentorRequest,
        sink: MentorSink,
    ) -> Result<MentorAnswer, EngineError> {
        todo!()
    }

    /// Stops a reply that comes in; what came is kept. False when it had ended.
    pub fn stop_mentor(&self, exchange: MessageId) -> bool {
        todo!()
    }

    /// What a request would send. Nothing is sent.
    pub fn mentor_context(
        &self,
        mission_id: &str,
        request: &MentorRequest,
    ) -> Result<MentorContext, EngineError> {
        todo!()
    }

    /// A mission's conversation, oldest first.
    pub fn conversation(&self, mission_id: &str) -> Result<Vec<Exchange>, EngineError> {
        todo!()
    }

    /// Looks for words in all conversations, or in one mission's.
    pub fn search_conversations(
        &self,
        words: &str,
        mission_id: Option<&str>,
    ) -> Result<Vec<Hit>, EngineError> {
        todo!()
    }

    /// Deletes a mission's conversation.
    pub fn forget_conversation(&self, mission_id: &str) -> Result<u32, EngineError> {
        todo!()
    }
}
