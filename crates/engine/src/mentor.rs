//! The mentor: hints in levels and free questions, streamed; what is sent, and what is kept.

mod compose;
mod hold;
mod incoming;
mod material;
mod passages;
mod prompts;
mod reply;

use std::sync::Arc;

use store::{Exchange, Hit, MessageId};
use tokio_util::sync::CancellationToken;

use self::reply::Running;
use crate::{Engine, EngineError, Event, access::Problem, budget::Quote, engine::lock};

/// How many places a search gives.
const MOST_HITS: u32 = 100;

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
#[derive(Clone, Debug, PartialEq)]
pub struct MentorContext {
    /// The texts that go out, each with a heading.
    pub parts: Vec<(String, String)>,
    /// What was replaced in the learner's template: what kind, in which line.
    pub scrubbed: Vec<(String, u32)>,
    /// What it is likely to cost.
    pub quote: Quote,
}

impl Engine {
    /// Asks the mentor; the reply comes through `sink`. Dropping the future is the same as stopping: what came is kept, and the last message
    /// still comes.
    pub async fn ask_mentor(
        &self,
        mission_id: &str,
        request: MentorRequest,
        sink: MentorSink,
    ) -> Result<MentorAnswer, EngineError> {
        let id = mission_id.to_owned();
        let (composed, quote) = self
            .off_thread(move |engine| {
                let composed = engine.compose(&id, &request)?;
                let quote = engine.quote(&composed.request, composed.question.purpose)?;
                Ok::<_, EngineError>((composed, quote))
            })
            .await??;
        let model = match self.model().await {
            Ok(model) => model,
            Err(problem) => return Ok(MentorAnswer::NotConnected(problem)),
        };
        if quote.exceeds.is_some() {
            return Ok(MentorAnswer::OverBudget(quote));
        }
        let cancel = CancellationToken::new();
        // A task of its own: whoever goes away stops it, and it still ends the exchange properly.
        let _stopped_when_dropped = cancel.clone().drop_guard();
        let (engine, id) = (self.clone(), mission_id.to_owned());
        let task = tokio::spawn(async move {
            let running = Running::begin(&engine, &id, &composed, sink, cancel).await?;
            Ok::<_, EngineError>(running.ask(&*model, composed).await)
        });
        match task.await {
            Ok(exchange) => Ok(MentorAnswer::Ended(Box::new(exchange?))),
            Err(error) => Err(EngineError::Damaged {
                context: "asking the mentor stopped on a fault of the program",
                reason: error.to_string(),
            }),
        }
    }

    /// Stops a reply that comes in; what came is kept. False when it had ended.
    pub fn stop_mentor(&self, exchange: MessageId) -> bool {
        match lock(&self.inner.replies).get(&exchange) {
            Some(cancel) => {
                cancel.cancel();
                true
            }
            None => false,
        }
    }

    /// Whether a reply failed because the model refused, so that nothing will work until a person does something about it: credentials, access, a
    /// quota.
    pub fn was_refused(&self, exchange: MessageId) -> Result<bool, EngineError> {
        let outcome = self.inner.store.outcome_of_exchange(exchange)?;
        let kind = outcome.as_deref().and_then(llm::FailureKind::from_code);
        Ok(kind.is_some_and(|kind| kind.reaction() == llm::Reaction::Pause))
    }

    /// What a request would send. Nothing is sent.
    pub fn mentor_context(
        &self,
        mission_id: &str,
        request: &MentorRequest,
    ) -> Result<MentorContext, EngineError> {
        let composed = self.compose(mission_id, request)?;
        let quote = self.quote(&composed.request, composed.question.purpose)?;
        Ok(MentorContext {
            parts: composed.parts,
            scrubbed: composed.scrubbed,
            quote,
        })
    }

    /// A mission's conversation, oldest first.
    pub fn conversation(&self, mission_id: &str) -> Result<Vec<Exchange>, EngineError> {
        let now_ms = self.inner.clock.now_ms();
        Ok(self.inner.store.conversation(mission_id, now_ms)?)
    }

    /// Looks for words in all conversations, or in one mission's.
    pub fn search_conversations(
        &self,
        words: &str,
        mission_id: Option<&str>,
    ) -> Result<Vec<Hit>, EngineError> {
        let store = &self.inner.store;
        Ok(store.search_conversations(words, mission_id, MOST_HITS)?)
    }

    /// Deletes a mission's conversation. A reply that still comes in is stopped, and not kept.
    pub fn forget_conversation(&self, mission_id: &str) -> Result<u32, EngineError> {
        for exchange in self.conversation(mission_id)? {
            self.stop_mentor(exchange.id);
        }
        let deleted = self.inner.store.forget_conversation(mission_id)?;
        self.emit(Event::MissionChanged {
            mission_id: mission_id.to_owned(),
        });
        Ok(deleted)
    }
}
