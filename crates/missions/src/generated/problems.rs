//! Why an answer became no mission, as sentences for the model.

use std::fmt;

use super::text;

/// The most bytes of all messages together: they go into the next prompt, and the first ones matter most.
const MOST_BYTES: usize = 6_000;

/// The most bytes of one message, so that one long name does not push out the others.
const MOST_BYTES_OF_ONE: usize = 700;

/// How far an answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// It is no JSON object of the schema.
    Shape,
    /// Something is too long, too many or said twice.
    Limits,
    /// The grader refuses a criterion, or a template cannot be read.
    Rubric,
    /// The mission cannot be solved as asked, asks for nothing, or has a criterion that cannot fail.
    Proof,
}

impl Stage {
    /// A word to keep with a failed attempt.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shape => "shape",
            Self::Limits => "limits",
            Self::Rubric => "rubric",
            Self::Proof => "proof",
        }
    }
}

/// What is wrong with an answer. The same answer always gives the same messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerProblems {
    /// Where it ended.
    pub stage: Stage,
    /// At least one sentence, to be handed back to the model as it is; about 6 KB at most in all.
    pub messages: Vec<String>,
}

impl AnswerProblems {
    pub(super) fn new(stage: Stage, found: Vec<String>) -> Self {
        let all = found.len();
        let mut messages: Vec<String> = Vec::new();
        let mut bytes = 0;
        for message in found {
            let message = text::stopped(&text::cut(&message, MOST_BYTES_OF_ONE));
            if messages.contains(&message) {
                continue;
            }
            bytes += message.len() + 1;
            if bytes > MOST_BYTES {
                messages.push(format!(
                    "There are more problems than are listed here: {all} in all. Look at the whole answer again."
                ));
                break;
            }
            messages.push(message);
        }
        if messages.is_empty() {
            messages.push("The answer could not be read as a mission.".to_owned());
        }
        Self { stage, messages }
    }
}

impl fmt::Display for AnswerProblems {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.messages.join("\n"))
    }
}

impl std::error::Error for AnswerProblems {}
