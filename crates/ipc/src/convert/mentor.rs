//! The mentor, as front ends see it.

use engine::mentor::{MentorAnswer, MentorContext, MentorMessage, MentorRequest};
use store::{Asked, Exchange, ReplyState};

use crate::dto::*;

impl From<&AskMentor> for MentorRequest {
    fn from(dto: &AskMentor) -> MentorRequest {
        match &dto.question {
            Some(text) => MentorRequest::Question { text: text.clone() },
            None => MentorRequest::Hint {
                criterion_id: dto.criterion_id.clone(),
                level: dto.level,
            },
        }
    }
}

impl From<MentorMessage> for MentorMessageDto {
    fn from(message: MentorMessage) -> MentorMessageDto {
        let mut dto = MentorMessageDto {
            began: None,
            delta: None,
            ended: None,
        };
        match message {
            MentorMessage::Began(id) => dto.began = Some(id.0),
            MentorMessage::Delta(text) => dto.delta = Some(text),
            MentorMessage::Ended(exchange) => dto.ended = Some((*exchange).into()),
        }
        dto
    }
}

impl From<MentorAnswer> for MentorAnswerDto {
    fn from(answer: MentorAnswer) -> MentorAnswerDto {
        let mut dto = MentorAnswerDto {
            exchange: None,
            over_budget: None,
            not_connected: None,
        };
        match answer {
            MentorAnswer::Ended(exchange) => dto.exchange = Some((*exchange).into()),
            MentorAnswer::OverBudget(quote) => dto.over_budget = Some(quote.into()),
            MentorAnswer::NotConnected(problem) => dto.not_connected = Some(problem.into()),
        }
        dto
    }
}

impl From<Exchange> for ExchangeDto {
    fn from(exchange: Exchange) -> ExchangeDto {
        ExchangeDto {
            id: exchange.id.0,
            mission_id: exchange.mission_id,
            level: match exchange.asked {
                Asked::Hint(level) => Some(level),
                Asked::Question => None,
            },
            criterion_id: exchange.criterion_id,
            question: exchange.question,
            reply: exchange.reply,
            state: match exchange.state {
                ReplyState::Streaming => ReplyStateDto::Streaming,
                ReplyState::Done => ReplyStateDto::Done,
                ReplyState::Stopped => ReplyStateDto::Stopped,
                ReplyState::Failed => ReplyStateDto::Failed,
                ReplyState::Withheld => ReplyStateDto::Withheld,
            },
            reason: exchange.reason,
            model: exchange.model,
            at_ms: exchange.at_ms,
            ended_at_ms: exchange.ended_at_ms,
            cost_nusd: exchange.cost_nusd,
            tokens: exchange.tokens,
        }
    }
}

impl From<MentorContext> for MentorContextDto {
    fn from(context: MentorContext) -> MentorContextDto {
        MentorContextDto {
            parts: context
                .parts
                .into_iter()
                .map(|(heading, text)| ContextPartDto { heading, text })
                .collect(),
            scrubbed: context
                .scrubbed
                .into_iter()
                .map(|(kind, line)| ScrubbedDto { kind, line })
                .collect(),
            quote: context.quote.into(),
        }
    }
}

/// The pieces of a snippet: what was found stands between `\u{2}` and `\u{3}`.
pub(crate) fn snippet(text: &str) -> Vec<String> {
    text.split(['\u{2}', '\u{3}']).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_second_piece_of_a_snippet_was_found() {
        assert_eq!(
            snippet("a \u{2}queue\u{3} and a \u{2}topic\u{3}"),
            ["a ", "queue", " and a ", "topic", ""],
            "text and finds take turns"
        );
        assert_eq!(snippet("\u{2}x\u{3}"), ["", "x", ""], "a find at the start");
    }
}
