//! A file that was dropped on the window: what it is, and using it. A mission file becomes a mission of the list, a template the
//! learner's own as a new save.

use std::path::Path;

use crate::{Engine, EngineError, Restored};

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// A mission in its single-file form, or a folder with one; proved.
    Mission {
        /// Its id.
        mission_id: String,
        /// Its title.
        title: String,
        /// Whether a mission of this id is in the list already.
        known: bool,
    },
    /// A CloudFormation template.
    Template {
        /// How many resources it has.
        resources: usize,
    },
    /// Something else, or one that is not in order.
    Neither {
        /// Sentences with file, line and the next step.
        problems: Vec<String>,
    },
}

impl Engine {
    /// Looks at a file or folder; nothing is changed.
    pub fn look_at_dropped(&self, file: &Path) -> Result<Dropped, EngineError> {
        let _ = file;
        todo!()
    }

    /// Takes a proved mission into the list; gives its id.
    pub fn add_mission(&self, file: &Path) -> Result<String, EngineError> {
        let _ = file;
        todo!()
    }

    /// Writes a template file's text over the learner's, as a new save that can be taken back like a restore.
    pub fn use_template(&self, id: &str, file: &Path) -> Result<Restored, EngineError> {
        let _ = (id, file);
        todo!()
    }
}
