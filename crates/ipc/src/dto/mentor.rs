//! The mentor: what is asked, what comes in, what is kept.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ProblemDto, QuoteDto};

dto! {
    /// Asks the mentor. The reply comes in as [`MentorMessageDto`]s, the answer says how it ended.
    struct AskMentor {
        /// The mission.
        mission_id: String,
        /// A question in the learner's words; otherwise a hint is asked for.
        question: Option<String>,
        /// Of a hint, the criterion; otherwise the first one that is not met.
        criterion_id: Option<String>,
        /// Of a hint: 1 nudge, 2 where, 3 a similar case, 4 everything.
        level: u8,
    }

    /// What is heard while a reply comes in; exactly one field is there. The last message has `ended`.
    struct MentorMessageDto {
        /// The exchange was written; its number.
        #[ts(type = "number | null")]
        began: Option<i64>,
        /// More text, in order.
        delta: Option<String>,
        /// The exchange as it is stored.
        ended: Option<ExchangeDto>,
    }

    /// What asking came to: one of the three.
    struct MentorAnswerDto {
        /// A reply came in and ended, one way or another.
        exchange: Option<ExchangeDto>,
        /// A budget would be exceeded; nothing was asked.
        over_budget: Option<QuoteDto>,
        /// Bedrock cannot be reached; nothing was asked.
        not_connected: Option<ProblemDto>,
    }

    /// A question with its reply.
    struct ExchangeDto {
        /// Its number.
        #[ts(type = "number")]
        id: i64,
        /// The mission.
        mission_id: String,
        /// Of a hint, its level; nothing for a question.
        level: Option<u8>,
        /// Of a hint, the criterion.
        criterion_id: Option<String>,
        /// The learner's words.
        question: String,
        /// Markdown of a model: hostile until it was cleaned.
        reply: String,
        /// How the reply stands.
        state: ReplyStateDto,
        /// Why it failed or was withheld.
        reason: Option<String>,
        /// The model.
        model: String,
        /// When it was asked.
        #[ts(type = "number")]
        at_ms: i64,
        /// When the reply ended.
        #[ts(type = "number | null")]
        ended_at_ms: Option<i64>,
        /// What it was charged at, billionths of a USD.
        #[ts(type = "number")]
        cost_nusd: i64,
        /// And in tokens.
        #[ts(type = "number")]
        tokens: i64,
    }

    /// Names an exchange.
    struct ExchangeRef {
        /// Its number.
        #[ts(type = "number")]
        exchange_id: i64,
    }

    /// A mission's conversation.
    struct ConversationDto {
        /// Oldest first.
        exchanges: Vec<ExchangeDto>,
    }

    /// What would be sent, word for word.
    struct MentorContextDto {
        /// In order.
        parts: Vec<ContextPartDto>,
        /// What was left out of the learner's template.
        scrubbed: Vec<ScrubbedDto>,
        /// What it is likely to cost.
        quote: QuoteDto,
    }

    /// A text that goes out.
    struct ContextPartDto {
        /// What it is.
        heading: String,
        /// Word for word.
        text: String,
    }

    /// Something that was left out.
    struct ScrubbedDto {
        /// What kind, in words.
        kind: String,
        /// From 1.
        line: u32,
    }

    /// Looks for words in conversations.
    struct SearchConversations {
        /// Any text.
        words: String,
        /// Only in this mission's.
        mission_id: Option<String>,
    }

    /// What was found.
    struct HitListDto {
        /// The best first.
        hits: Vec<HitDto>,
    }

    /// Something found.
    struct HitDto {
        /// The exchange.
        #[ts(type = "number")]
        exchange_id: i64,
        /// The mission.
        mission_id: String,
        /// Its title.
        mission_title: String,
        /// When it was asked.
        #[ts(type = "number")]
        at_ms: i64,
        /// Text around what was found, in pieces; every second one, from the second on, is what was found.
        snippet: Vec<String>,
    }
}

words! {
    /// How a reply stands.
    enum ReplyStateDto {
        /// It comes in.
        Streaming,
        /// It is whole.
        Done,
        /// The learner stopped it.
        Stopped,
        /// It broke off.
        Failed,
        /// It was about to print the solution.
        Withheld,
    }
}
