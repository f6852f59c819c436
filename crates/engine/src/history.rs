//! The time machine: every graded save of a mission, taken along or deleted. Putting one back is in `restore`, comparing in `compare`.

use std::path::{Path, PathBuf};

use grader::Verdict;
use store::{AttemptId, AttemptSummary};

use crate::{Engine, EngineError};

/// Every save of a mission, and how each criterion stood in it.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Oldest first.
    pub saves: Vec<AttemptSummary>,
    /// One a criterion, in the newest rubric's order.
    pub strips: Vec<Strip>,
    /// The newest save that met every criterion.
    pub last_green: Option<AttemptId>,
    /// What the saves take in the database, compressed, in bytes; shared content counted once.
    pub size_bytes: u64,
}

/// A criterion through the saves.
#[derive(Clone, Debug)]
pub struct Strip {
    /// The criterion.
    pub criterion_id: String,
    /// Its label.
    pub label: String,
    /// One a save; nothing where a save did not have the criterion.
    pub verdicts: Vec<Option<Verdict>>,
}

impl Engine {
    /// The saves of a mission with a strip a criterion.
    pub fn saves(&self, id: &str) -> Result<History, EngineError> {
        let _ = id;
        todo!()
    }

    /// Writes every save (`0001-<time>.yaml`), its report and an index into a new folder below `folder`; gives that folder.
    pub fn export_history(&self, id: &str, folder: &Path) -> Result<PathBuf, EngineError> {
        let _ = (id, folder);
        todo!()
    }

    /// Deletes every save but the newest; the mission stays started, its file untouched. Gives how many went.
    pub fn delete_history(&self, id: &str) -> Result<usize, EngineError> {
        let _ = id;
        todo!()
    }
}
