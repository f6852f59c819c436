//! From the engine's types to DTOs and back. No decisions here.

mod attempts;
pub(crate) mod bedrock;
mod diagram;
pub(crate) mod mentor;
mod missions;
pub(crate) mod practice;
mod progress;
mod settings;
mod template;
mod usage;
pub(crate) mod vault;
mod watch;

use std::path::Path;

use engine::{EngineError, Event};
use store::StoreError;

pub(crate) use self::{
    attempts::{against, attempt},
    missions::criteria,
    progress::progress,
    settings::settings,
};
use crate::{backend::Backend, dto::*};

/// Counts in DTOs are `u32`; nothing here comes near its end.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(crate) fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

pub(crate) fn data_state(backend: &Backend) -> DataDto {
    match (
        backend.engine().map(engine::Engine::data_state),
        backend.refusal(),
    ) {
        (Ok(state), _) => DataDto {
            state: if state.kept {
                DataStateDto::Kept
            } else {
                DataStateDto::Temporary
            },
            notices: state.notices,
        },
        (Err(error), refusal) => DataDto {
            state: match refusal {
                Some(EngineError::Store(StoreError::Newer { .. })) => DataStateDto::Newer,
                _ => DataStateDto::Refused,
            },
            notices: vec![error.message],
        },
    }
}

pub(crate) fn error(error: &EngineError) -> ErrorDto {
    let code = match error {
        EngineError::UnknownMission { .. } | EngineError::Unknown { .. } => ErrorCode::NotFound,
        EngineError::NotStarted { .. } => ErrorCode::NotStarted,
        EngineError::SolutionLocked => ErrorCode::SolutionLocked,
        EngineError::NothingToUndo => ErrorCode::NothingToUndo,
        EngineError::Unreadable { .. } => ErrorCode::Unreadable,
        EngineError::Unwritable { .. } => ErrorCode::Unwritable,
        EngineError::Launch(_) => ErrorCode::Editor,
        EngineError::Setting { .. } | EngineError::Vault(_) => ErrorCode::Setting,
        EngineError::Request(_) => ErrorCode::BadRequest,
        EngineError::Store(_) => ErrorCode::Data,
        EngineError::Damaged { .. } => ErrorCode::Internal,
    };
    ErrorDto {
        code,
        message: error.to_string(),
        detail: None,
    }
}

impl From<EngineError> for ErrorDto {
    fn from(engine_error: EngineError) -> ErrorDto {
        error(&engine_error)
    }
}

impl ErrorDto {
    pub(crate) fn bad_request(command: &str, reason: &dyn std::fmt::Display) -> ErrorDto {
        ErrorDto {
            code: ErrorCode::BadRequest,
            message: format!("the command `{command}` was called in a way it does not know"),
            detail: Some(reason.to_string()),
        }
    }

    pub(crate) fn credentials(message: &str) -> ErrorDto {
        ErrorDto {
            code: ErrorCode::Credentials,
            message: message.to_owned(),
            detail: None,
        }
    }

    pub(crate) fn not_found(message: String) -> ErrorDto {
        ErrorDto {
            code: ErrorCode::NotFound,
            message,
            detail: None,
        }
    }

    /// Something that should not happen, such as an answer that cannot be written as JSON or a panic in a command.
    #[must_use]
    pub fn internal(reason: &dyn std::fmt::Display) -> ErrorDto {
        ErrorDto {
            code: ErrorCode::Internal,
            message: "something went wrong inside; the log has more".to_owned(),
            detail: Some(reason.to_string()),
        }
    }
}

impl From<Event> for EventDto {
    fn from(event: Event) -> EventDto {
        let (kind, mission_id, attempt_id) = match event {
            Event::AttemptGraded {
                mission_id,
                attempt_id,
            } => (
                EventKind::AttemptGraded,
                Some(mission_id),
                Some(attempt_id.0),
            ),
            Event::WatchChanged => (EventKind::WatchChanged, None, None),
            Event::MissionChanged { mission_id } => {
                (EventKind::MissionChanged, Some(mission_id), None)
            }
            Event::QueueChanged => (EventKind::QueueChanged, None, None),
            Event::DeadLetter { mission_id } => (EventKind::DeadLetter, Some(mission_id), None),
            Event::UsageChanged => (EventKind::UsageChanged, None, None),
        };
        EventDto {
            kind,
            mission_id,
            attempt_id,
        }
    }
}
