//! The learner's own folder of downloaded service icons (settings, `icons.folder`): which file belongs to a resource type. Nothing of
//! it is bundled or kept.

use crate::{Engine, EngineError};

/// An icon of the learner's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnIcon {
    /// The resource type it was asked for.
    pub type_name: String,
    /// `data:image/svg+xml;base64,...` or `data:image/png;base64,...`.
    pub data_url: String,
}

impl Engine {
    /// The icons for these types, those without a file left out; empty while no folder is set.
    pub fn own_icons(&self, types: &[String]) -> Result<Vec<OwnIcon>, EngineError> {
        let _ = types;
        todo!()
    }
}
