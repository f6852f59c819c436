//! Conversations with the mentor, a mission each, searchable. A reply is there from the moment it is asked for and is filled as it comes.

use crate::{CallId, Store, StoreError, tables::exchanges, writer::WriteError};

/// The number of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageId(pub i64);

/// What kind of exchange a message is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A hint of this level (1 nudge, 2 where, 3 similar example, 4 everything).
    Hint(u8),
    /// A free question.
    Question,
}

/// How a reply stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyState {
    /// It comes in.
    Streaming,
    /// It is whole.
    Done,
    /// The learner stopped it; what came is kept.
    Stopped,
    /// It broke off; what came is kept, and the reason says why.
    Failed,
    /// It was about to print the solution; what came before is kept.
    Withheld,
}

/// A question and its reply to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewExchange {
    /// The mission.
    pub mission_id: String,
    /// What kind.
    pub asked: Asked,
    /// The criterion that a hint is about.
    pub criterion_id: Option<String>,
    /// The learner's words; of a hint, what was asked for in words.
    pub question: String,
    /// The model.
    pub model: String,
    /// Now.
    pub at_ms: i64,
    /// When the reply is certain to have ended.
    pub deadline_ms: i64,
}

/// A question with its reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// Its number.
    pub id: MessageId,
    /// The mission.
    pub mission_id: String,
    /// What kind.
    pub asked: Asked,
    /// The criterion.
    pub criterion_id: Option<String>,
    /// The learner's words.
    pub question: String,
    /// What came so far, Markdown.
    pub reply: String,
    /// How the reply stands. One that was streaming past its deadline is shown as failed.
    pub state: ReplyState,
    /// Why it failed or was withheld, a sentence.
    pub reason: Option<String>,
    /// The model.
    pub model: String,
    /// When it was asked.
    pub at_ms: i64,
    /// When the reply ended.
    pub ended_at_ms: Option<i64>,
    /// What it was charged at, billionths of a USD.
    pub cost_nusd: i64,
    /// And in tokens.
    pub tokens: i64,
}

/// Something found in conversations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The exchange.
    pub exchange: MessageId,
    /// The mission.
    pub mission_id: String,
    /// When it was asked.
    pub at_ms: i64,
    /// Text around what was found; what was found stands between `\u{2}` and `\u{3}`.
    pub snippet: String,
}

impl Store {
    /// Writes a question and an empty reply that streams.
    ///
    /// # Errors
    /// When it cannot be written, or a hint's level is 0.
    pub fn begin_exchange(&self, exchange: NewExchange) -> Result<MessageId, StoreError> {
        self.write("recording a question", move |transaction| {
            Ok(exchanges::insert(transaction, &exchange)?)
        })
    }

    /// Keeps what came of a reply so far. Called at most about once a second. Nothing happens to a reply that has ended.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_reply(&self, id: MessageId, reply: &str) -> Result<(), StoreError> {
        let reply = reply.to_owned();
        self.write("recording a reply", move |transaction| {
            Ok(exchanges::keep(transaction, id, &reply)?)
        })
    }

    /// Ends a reply. False when it had ended, or its conversation was deleted.
    ///
    /// # Errors
    /// When it cannot be written, there is no such call, or the state is [`ReplyState::Streaming`].
    pub fn end_exchange(
        &self,
        id: MessageId,
        reply: &str,
        state: ReplyState,
        reason: Option<String>,
        call: Option<CallId>,
        at_ms: i64,
    ) -> Result<bool, StoreError> {
        let reply = reply.to_owned();
        self.write("recording the end of a reply", move |transaction| {
            if state == ReplyState::Streaming {
                return Err(WriteError::Refused("streaming is no end".to_owned()));
            }
            Ok(exchanges::end(
                transaction,
                id,
                &reply,
                state,
                reason.as_deref(),
                call,
                at_ms,
            )?)
        })
    }

    /// A mission's conversation, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn conversation(&self, mission_id: &str, now_ms: i64) -> Result<Vec<Exchange>, StoreError> {
        let id = mission_id.to_owned();
        self.read("reading a conversation", move |connection| {
            exchanges::of_mission(connection, &id, now_ms)
        })
    }

    /// One exchange.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn exchange(&self, id: MessageId, now_ms: i64) -> Result<Option<Exchange>, StoreError> {
        self.read("reading a reply", move |connection| {
            exchanges::get(connection, id, now_ms)
        })
    }

    /// How the call of a reply ended, as [`crate::CallEnd::outcome`] has it; absent when none was made or it has not ended.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn outcome_of_exchange(&self, id: MessageId) -> Result<Option<String>, StoreError> {
        self.read("reading how a reply ended", move |connection| {
            exchanges::outcome(connection, id)
        })
    }

    /// Looks for words in all conversations, or in one mission's; the best first. Any text is a valid query: every word of it has to be there,
    /// the last one may be a beginning. A text without a letter or a digit finds nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn search_conversations(
        &self,
        words: &str,
        mission_id: Option<&str>,
        limit: u32,
    ) -> Result<Vec<Hit>, StoreError> {
        let (words, id) = (words.to_owned(), mission_id.map(str::to_owned));
        self.read("searching the conversations", move |connection| {
            exchanges::search(connection, &words, id.as_deref(), limit)
        })
    }

    /// Deletes a mission's conversation for good, with the backups of earlier migrations; the calls and the ledger stay. Gives how many exchanges
    /// there were.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_conversation(&self, mission_id: &str) -> Result<u32, StoreError> {
        let id = mission_id.to_owned();
        self.delete_for_good("deleting a conversation", move |transaction| {
            Ok(exchanges::delete_of_mission(transaction, &id)?)
        })
    }
}
