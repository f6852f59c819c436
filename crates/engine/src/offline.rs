//! Missions of the offline generator: made from a seed, kept beside those that a model wrote.

use missions::Level;

use crate::{Engine, EngineError};

/// What a learner asks the offline generator for; all of it may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OfflineRequest {
    /// In their words.
    pub topic: String,
    /// Lower-case service names.
    pub services: Vec<String>,
    /// How much it may ask for.
    pub level: Option<Level>,
    /// Dotted skill names that it should practise.
    pub skills: Vec<String>,
    /// The same seed, wishes and version give the same mission; absent: a new one is drawn.
    pub seed: Option<u64>,
}

/// A mission that was made, ready to be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfflineMission {
    /// Its id.
    pub mission_id: String,
    /// Its title.
    pub title: String,
    /// The seed, to make it again elsewhere.
    pub seed: u64,
    /// The generator's version.
    pub version: u32,
    /// Whether it was there before.
    pub existed: bool,
}

impl Engine {
    /// Makes a mission without a model, proves it, and keeps it; ready at once.
    ///
    /// # Errors
    /// [`EngineError::Request`]: no blueprint is anything like what was asked for.
    pub fn make_offline(&self, _request: &OfflineRequest) -> Result<OfflineMission, EngineError> {
        todo!()
    }
}
