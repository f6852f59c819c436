//! Suggestions that prove themselves: a change is made to the template in memory and graded, before it is believed. Finding changes is
//! the grader's and the mentor's work.

use crate::{Engine, EngineError};

/// What a suggested change would do to the template as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Whether it could be applied and graded.
    pub verified: bool,
    /// Labels of the criteria that it would make pass.
    pub fixes: Vec<String>,
    /// Labels of the criteria that pass now and would not.
    pub breaks: Vec<String>,
    /// Whether every criterion would pass.
    pub completes: bool,
    /// Why it is not verified, as a sentence.
    pub reason: Option<String>,
}

impl Engine {
    /// Applies a fenced change (resources or properties in YAML or JSON, a unified diff) to the template in memory, and grades it.
    pub fn check_suggestion(&self, id: &str, text: &str) -> Result<Suggestion, EngineError> {
        let _ = (id, text);
        todo!()
    }
}
