//! The time machine: every graded save of a mission, taken along or deleted. Putting one back is in `restore`, comparing in `compare`.

use std::path::{Path, PathBuf};

use grader::{Report, Verdict};
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
    ///
    /// # Errors
    /// [`EngineError::UnknownMission`], or when the database cannot be read.
    pub fn saves(&self, id: &str) -> Result<History, EngineError> {
        let mission = self.mission(id)?;
        let saves = self.history(id)?;
        let strips = mission.rubric.criteria.iter().map(|criterion| Strip {
            criterion_id: criterion.id.clone(),
            label: criterion.label.clone(),
            verdicts: saves
                .iter()
                .map(|(_, report)| verdict_of(report, &criterion.id))
                .collect(),
        });
        let strips = strips.collect();
        let saves: Vec<AttemptSummary> = saves.into_iter().map(|(save, _)| save).collect();
        Ok(History {
            strips,
            last_green: saves
                .iter()
                .rev()
                .find(|save| is_green(save))
                .map(|save| save.id),
            size_bytes: self.inner.store.history_bytes(id)?,
            saves,
        })
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

/// Whether a save met every criterion.
pub(crate) fn is_green(save: &AttemptSummary) -> bool {
    save.total > 0 && save.passed == save.total
}

fn verdict_of(report: &Report, criterion: &str) -> Option<Verdict> {
    let result = report
        .results
        .iter()
        .find(|result| result.id == criterion)?;
    Some(result.verdict)
}
