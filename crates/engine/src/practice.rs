//! Spaced return: what was hard comes back in later missions, at growing intervals (FSRS).

use crate::{Engine, EngineError};

/// How a skill is remembered.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillMemory {
    /// Dotted name.
    pub skill: String,
    /// When it should come back.
    pub due_at_ms: i64,
    /// When it was last practised.
    pub practised_at_ms: i64,
    /// How often it was practised.
    pub reviews: u32,
    /// Of those, how often it went wrong.
    pub lapses: u32,
    /// The chance that it is still known, 0 to 1, now.
    pub retrievability: f64,
    /// The days until the chance has fallen to nine in ten.
    pub stability_days: f64,
}

/// What comes back and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Practice {
    /// Whether skills come back at all.
    pub enabled: bool,
    /// Skills that were practised, those due first, then by when they are.
    pub skills: Vec<SkillMemory>,
    /// How many are due now.
    pub due: usize,
    /// What would be offered for what is due.
    pub next: Option<Practised>,
}

/// A mission that practises something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practised {
    /// The mission, bundled or made just now; absent while one would have to be made.
    pub mission_id: Option<String>,
    /// Its title, when there is one.
    pub title: Option<String>,
    /// The due skills that it practises.
    pub skills: Vec<String>,
}

impl Engine {
    /// What comes back and when.
    pub fn practice(&self) -> Result<Practice, EngineError> {
        todo!()
    }

    /// A mission that practises a skill, or what is due: one of the catalogue that was not passed yet, else one of the offline generator,
    /// which is made and kept.
    ///
    /// # Errors
    /// [`EngineError::Request`]: nothing is due, or no mission practises the skill.
    pub fn practise(&self, _skill: Option<&str>) -> Result<Practised, EngineError> {
        todo!()
    }
}
