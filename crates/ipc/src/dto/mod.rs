//! What crosses to a front end. Shapes only; conversions from the engine's types are in `convert`. Times are milliseconds since the
//! Unix epoch, lines and columns count from 1.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Declares DTOs with the attributes that all of them share.
macro_rules! dto {
    ($($(#[$meta:meta])* struct $name:ident { $($(#[$field_meta:meta])* $field:ident : $type:ty,)* })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
            #[serde(rename_all = "camelCase", deny_unknown_fields)]
            pub struct $name { $($(#[$field_meta])* pub $field : $type,)* }
        )*
    };
}

/// Declares enums of words with the attributes that all of them share.
macro_rules! words {
    ($($(#[$meta:meta])* enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident,)* })*) => {
        $(
            $(#[$meta])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
            #[serde(rename_all = "camelCase")]
            pub enum $name { $($(#[$variant_meta])* $variant,)* }
        )*
    };
}

mod access;
mod attempts;
mod bedrock;
mod diagram;
mod mentor;
mod missions;
mod pasted;
mod practice;
mod progress;
mod settings;
mod template;
mod usage;
mod watch;

pub use self::access::*;
pub use self::attempts::*;
pub use self::bedrock::*;
pub use self::diagram::*;
pub use self::mentor::*;
pub use self::missions::*;
pub use self::pasted::*;
pub use self::practice::*;
pub use self::progress::*;
pub use self::settings::*;
pub use self::template::*;
pub use self::usage::*;
pub use self::watch::*;

dto! {
    /// No fields.
    struct Nothing {}

    /// Names a mission.
    struct MissionRef {
        /// Its id.
        mission_id: String,
    }

    /// Names a criterion of a mission.
    struct CriterionRef {
        /// The mission.
        mission_id: String,
        /// The criterion.
        criterion_id: String,
    }

    /// Names an attempt.
    struct AttemptRef {
        /// Its number.
        #[ts(type = "number")]
        attempt_id: i64,
    }

    /// Names a folder.
    struct FolderRef {
        /// Absolute.
        path: String,
    }

    /// What the program is and how its data stands.
    struct AppInfoDto {
        /// The program's version.
        version: String,
        /// Where the database is.
        data_folder: String,
        /// The settings file.
        config_file: String,
        /// Where workspaces are made.
        workspace_folder: String,
        /// Where logs are.
        log_folder: String,
        /// How the data stands.
        data: DataDto,
        /// The platform: `linux`, `macos`, `windows`.
        platform: String,
        /// The settings in force; the defaults when the data is refused.
        settings: SettingsDto,
    }

    /// How the data stands.
    struct DataDto {
        /// The state.
        state: DataStateDto,
        /// Sentences to show.
        notices: Vec<String>,
    }

    /// An event: ids only, a front end asks again for what it shows.
    struct EventDto {
        /// What changed.
        kind: EventKind,
        /// The mission, when one did.
        mission_id: Option<String>,
        /// The attempt, when one was recorded.
        #[ts(type = "number | null")]
        attempt_id: Option<i64>,
    }

    /// An error as a front end sees it.
    struct ErrorDto {
        /// What a front end may branch on.
        code: ErrorCode,
        /// A sentence.
        message: String,
        /// More, for the curious.
        detail: Option<String>,
    }
}

words! {
    /// How the data stands.
    enum DataStateDto {
        /// Everything is kept.
        Kept,
        /// The folder cannot be written: everything works, nothing is kept.
        Temporary,
        /// A newer version wrote it: nothing is touched, it can be exported.
        Newer,
        /// It cannot be opened at all.
        Refused,
    }

    /// What changed.
    enum EventKind {
        /// A save was graded and recorded.
        AttemptGraded,
        /// What is watched, or how the watch stands.
        WatchChanged,
        /// A mission's standing, or how its generation stands.
        MissionChanged,
        /// The queue: a job, a pause, the breaker.
        QueueChanged,
        /// A mission failed for good.
        DeadLetter,
        /// Something was charged, or a budget changed.
        UsageChanged,
    }

    /// What a front end may branch on.
    enum ErrorCode {
        /// No such mission, attempt or criterion.
        NotFound,
        /// The mission has not been started.
        NotStarted,
        /// The solution is still locked.
        SolutionLocked,
        /// There is nothing to take back.
        NothingToUndo,
        /// The template cannot be read.
        Unreadable,
        /// A file or folder cannot be written.
        Unwritable,
        /// No editor, or it did not start.
        Editor,
        /// A setting is wrong.
        Setting,
        /// Credentials could not be kept, opened or forgotten.
        Credentials,
        /// The data cannot be used.
        Data,
        /// The request was malformed.
        BadRequest,
        /// Everything else.
        Internal,
    }
}
