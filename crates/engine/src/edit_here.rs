//! *Edit here*: the learner's template in the window. A save replaces the file whole, and never one that was changed from outside since
//! the text was read.

use crate::{Engine, EngineError, Graded};

/// The template as it is in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateText {
    /// With `\n` alone between lines; the file's own line ends and byte order mark are kept when it is saved.
    pub text: String,
    /// What the file's bytes are, to be given back with a save.
    pub hash: String,
    /// Why it cannot be edited here (not UTF-8, too large, not writable), as a sentence.
    pub locked: Option<String>,
}

/// What came of a save.
#[derive(Clone, Debug)]
pub enum SavedTemplate {
    /// Written and graded.
    Saved {
        /// The grading.
        graded: Graded,
        /// Of the file now.
        hash: String,
    },
    /// The file was changed from outside: nothing was written.
    Conflict {
        /// What stands there.
        theirs: TemplateText,
    },
}

impl Engine {
    /// Reads the template of a started mission for editing.
    pub fn template_text(&self, id: &str) -> Result<TemplateText, EngineError> {
        let _ = id;
        todo!()
    }

    /// Saves a text, if the file still is what `hash` says.
    pub fn save_template(
        &self,
        id: &str,
        text: &str,
        hash: &str,
    ) -> Result<SavedTemplate, EngineError> {
        let _ = (id, text, hash);
        todo!()
    }
}
