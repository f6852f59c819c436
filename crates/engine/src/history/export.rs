//! The saves of a mission as files: templates in their own bytes, reports, a table of contents. Nothing that is there is written over.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use store::{AttemptSummary, Origin};

use super::{History, is_green};
use crate::{Engine, EngineError, calendar, export};

/// The shape of `index.json`.
const SCHEMA_VERSION: u32 = 1;

impl Engine {
    /// Writes every save (`0001-<time>.yaml`), its report and an index into a new folder below `folder`; gives that folder. A save that is
    /// damaged in the database is named in the index, and the others are written.
    ///
    /// # Errors
    /// [`EngineError::Request`]: there are no saves. [`EngineError::Unwritable`]: nothing of it is left.
    pub fn export_history(&self, id: &str, folder: &Path) -> Result<PathBuf, EngineError> {
        let history = self.saves(id)?;
        if history.saves.is_empty() {
            return Err(EngineError::Request(format!(
                "`{id}` has no saves to export; start the mission first"
            )));
        }
        let now_ms = self.inner.clock.now_ms();
        let name = format!("history-{id}-{}", calendar::for_file_names(now_ms));
        let target = export::new_folder(folder, &name)?;
        match self.write_history(id, &history, &target, now_ms) {
            Ok(()) => Ok(target),
            Err(error) => {
                // It is ours: it was not there before.
                let _ = fs::remove_dir_all(&target);
                Err(error)
            }
        }
    }

    fn write_history(
        &self,
        id: &str,
        history: &History,
        target: &Path,
        now_ms: i64,
    ) -> Result<(), EngineError> {
        let template = self.inner.store.started(id)?.map(|one| one.template);
        let extension = template.as_deref().and_then(Path::extension);
        let extension = extension.map_or("yaml".into(), |extension| extension.to_string_lossy());
        let mission = self.mission(id).ok();
        let mut saves = Vec::with_capacity(history.saves.len());
        for (place, save) in history.saves.iter().enumerate() {
            let time = calendar::for_file_names(save.at_ms);
            let name = format!("{:04}-{time}", place + 1);
            let mut entry = entry(save, history, place);
            match self.stored_attempt(save.id) {
                Ok(stored) => {
                    let (file, report) = (
                        format!("{name}.{extension}"),
                        // A template may be JSON itself.
                        format!("{name}.report.json"),
                    );
                    export::write(&target.join(&file), &stored.snapshot)?;
                    // While blanks are open, a report says no more here than in the window.
                    let told = self.told_report(id, &stored)?.to_json();
                    export::write(&target.join(&report), told.as_bytes())?;
                    entry["file"] = json!(file);
                    entry["report"] = json!(report);
                }
                Err(error) => entry["damaged"] = json!(error.to_string()),
            }
            saves.push(entry);
        }
        let index = json!({
            "schemaVersion": SCHEMA_VERSION,
            "missionId": id,
            "title": mission.map(|mission| mission.title.clone()),
            "exportedAtMs": now_ms,
            "saves": saves,
        });
        let text = format!("{index:#}\n");
        export::write(&target.join("index.json"), text.as_bytes())?;
        export::write(&target.join("README.txt"), readme(id, history).as_bytes())
    }
}

fn entry(save: &AttemptSummary, history: &History, place: usize) -> Value {
    let verdicts: serde_json::Map<String, Value> = history
        .strips
        .iter()
        .map(|strip| (strip.criterion_id.clone(), json!(strip.verdicts[place])))
        .collect();
    json!({
        "number": place + 1,
        "id": save.id.0,
        "atMs": save.at_ms,
        "at": calendar::date_and_time(save.at_ms),
        "origin": word(save.origin),
        "score": save.score,
        "passed": save.passed,
        "total": save.total,
        "green": is_green(save),
        "hintsUsed": save.hints_used,
        "sha256": save.content_hash,
        "verdicts": verdicts,
    })
}

fn word(origin: Origin) -> &'static str {
    match origin {
        Origin::Start => "start",
        Origin::Save => "save",
        Origin::Restore => "restore",
        Origin::Undo => "undo",
    }
}

fn readme(id: &str, history: &History) -> String {
    format!(
        "{} saves of the mission `{id}`, oldest first, as Mission Architect graded them: each template in its own bytes, with its report \
         beside it. index.json lists them. Times are in UTC.\n",
        history.saves.len()
    )
}
