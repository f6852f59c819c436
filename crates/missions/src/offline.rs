//! The offline generator: a seed and a learner's wishes to a proven mission, without a model and without a network.

use crate::{Level, Mission};

/// The generator's version: the same seed, wishes and version give the same bytes.
pub const VERSION: u32 = 1;

/// What a learner may wish; all of it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// In their words.
    pub topic: String,
    /// Lower-case service names.
    pub services: Vec<String>,
    /// How much it may ask for.
    pub level: Option<Level>,
    /// Dotted skill names that it should practise.
    pub skills: Vec<String>,
}

/// No blueprint is anything like what was wished for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NoBlueprint(pub String);

/// Makes a mission and proves it.
///
/// # Errors
/// When no blueprint meets the wishes; the sentence says what there is.
pub fn make(_seed: u64, _wishes: &Wishes) -> Result<Mission, NoBlueprint> {
    todo!()
}
