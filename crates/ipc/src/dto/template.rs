//! The learner's template in the window: editing it here, every save of it, files dropped on it, and changes that are suggested.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AttemptDto, VerdictDto};

dto! {
    /// The template as it is in the file.
    struct TemplateDto {
        /// With line feeds alone; the file keeps its own line ends.
        text: String,
        /// What the file's bytes are; goes back with a save.
        hash: String,
        /// Why it cannot be edited here.
        locked: Option<String>,
    }

    /// Saves what was edited here.
    struct SaveTemplate {
        /// The mission.
        mission_id: String,
        /// The whole text.
        text: String,
        /// The hash of what was read; of what stands there now, to save over it.
        hash: String,
    }

    /// What came of a save: an attempt, or what was changed from outside.
    struct SavedTemplateDto {
        /// The attempt; absent when nothing was written.
        attempt: Option<AttemptDto>,
        /// Of the file now.
        hash: String,
        /// What stands there, when it was changed from outside; nothing was written then.
        theirs: Option<TemplateDto>,
    }

    /// A criterion through the saves.
    struct StripDto {
        /// The criterion.
        criterion_id: String,
        /// Its label.
        label: String,
        /// One a save; nothing where a save did not have the criterion.
        verdicts: Vec<Option<VerdictDto>>,
    }

    /// Writes a mission's saves into a folder.
    struct ExportHistory {
        /// The mission.
        mission_id: String,
        /// The folder below which a new one is made.
        path: String,
    }

    /// A suggested change.
    struct CheckSuggestion {
        /// The mission.
        mission_id: String,
        /// What stood between the fences.
        text: String,
    }

    /// What a suggested change would do to the template as it is.
    struct SuggestionDto {
        /// Whether it could be applied and graded.
        verified: bool,
        /// Labels of the criteria that it would make pass.
        fixes: Vec<String>,
        /// Labels of the criteria that pass now and would not.
        breaks: Vec<String>,
        /// Whether every criterion would pass.
        completes: bool,
        /// Why it is not verified.
        reason: Option<String>,
    }

    /// Names a file or a folder.
    struct FileRef {
        /// Absolute.
        path: String,
    }

    /// What a dropped file is.
    struct DroppedDto {
        /// What it is.
        kind: DroppedKindDto,
        /// A mission's id.
        mission_id: Option<String>,
        /// A mission's title.
        title: Option<String>,
        /// Whether a mission of this id is in the list already.
        known: bool,
        /// How many resources a template has.
        resources: u32,
        /// What is wrong with it, with file, line and the next step.
        problems: Vec<String>,
    }

    /// Writes a template file over the learner's.
    struct UseTemplate {
        /// The mission.
        mission_id: String,
        /// The file, absolute.
        path: String,
    }
}

words! {
    /// What a dropped file is.
    enum DroppedKindDto {
        /// A mission.
        Mission,
        /// A template.
        Template,
        /// Something else.
        Neither,
    }
}
