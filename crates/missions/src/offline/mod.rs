//! The offline generator: a seed and a learner's wishes to a proven mission, without a model and without a network.
//!
//! Architectures are data: one blueprint a file, in `blueprints/`, with a page for who writes them beside. A seed alone says everything of a
//! mission, the blueprint included. Wishes only choose among seeds: the first one, in an order that follows from the seed given, whose
//! mission is what was wished for. So every mission can be made again from the seed that stands in it.

mod blueprint;
mod blueprints;
mod language;
mod lint;
mod plan;
mod random;
mod survey;
#[cfg(test)]
mod tests;
mod wish;
mod write;

use crate::{Level, Mission};

pub use blueprints::Blueprints;
pub use survey::{Made, Survey};

/// The generator's version: the same seed, wishes and version give the same bytes. Every change of a blueprint or of this module that changes
/// what a seed gives needs the next number.
pub const VERSION: u32 = 1;

/// What a learner may wish; all of it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// In their words.
    pub topic: String,
    /// Lower-case service names; the mission has all of them.
    pub services: Vec<String>,
    /// How much it may ask for.
    pub level: Option<Level>,
    /// Dotted skill names; the mission practises at least one of them.
    pub skills: Vec<String>,
}

/// No blueprint is anything like what was wished for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoBlueprint(pub String);

/// Makes a mission and proves it. Its seed, in [`crate::MissionOrigin`], is the one given when there are no wishes, or when that one's mission
/// meets them; else another, which gives the same mission without wishes.
///
/// # Errors
/// When no blueprint meets the wishes; the sentence says what there is.
pub fn make(seed: u64, wishes: &Wishes) -> Result<Mission, NoBlueprint> {
    Blueprints::embedded().make(seed, wishes)
}
