//! Sabotage missions: a learner's template that passed, broken on purpose, as a mission of its own.

use crate::{Engine, EngineError};

/// A mission that was made by breaking a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sabotaged {
    /// Its id.
    pub mission_id: String,
    /// Its title.
    pub title: String,
    /// In how many ways the template was broken, 1 to 3.
    pub changes: u32,
    /// The seed.
    pub seed: u64,
}

impl Engine {
    /// Breaks the learner's own template of a passed mission in one to three proven ways, as a new mission; the template itself stays as
    /// it is. The same seed breaks the same template in the same way; absent: a new one is drawn.
    ///
    /// # Errors
    /// [`EngineError::Request`]: it was not passed, or nothing in it can be broken.
    pub fn sabotage(&self, _id: &str, _seed: Option<u64>) -> Result<Sabotaged, EngineError> {
        todo!()
    }
}
