//! Exit codes, and why a command did not do what it was asked for.

use std::process::ExitCode;

use engine::{EngineError, access::Problem, vault::VaultError};
use serde::Serialize;

/// What the process ends with. Scripts rely on the numbers; `mission --help` and the man page list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Done, and all that was graded passed.
    Passed = 0,
    /// Graded below `--fail-under`, or what was asked for is not open yet.
    Below = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// A template cannot be read or parsed.
    Template = 3,
    /// A mission or a pack is not valid.
    Mission = 4,
    /// Everything else.
    Internal = 5,
    /// There are no credentials for the model, or it refused.
    NotConnected = 6,
    /// A budget would be exceeded.
    Budget = 7,
    /// A mission could not be written.
    Generation = 8,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Why a command ended early. Under `--format json` it is printed as it serialises.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Failure {
    #[serde(skip)]
    pub(crate) exit: Exit,
    /// Stable; front ends branch on it.
    pub(crate) code: String,
    /// A sentence.
    pub(crate) message: String,
    /// More lines, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) detail: Option<String>,
}

impl Failure {
    fn new(exit: Exit, code: &str, message: impl Into<String>) -> Failure {
        Failure {
            exit,
            code: code.to_owned(),
            message: message.into(),
            detail: None,
        }
    }

    /// The command line makes no sense.
    pub(crate) fn usage(message: impl Into<String>) -> Failure {
        Failure::new(Exit::Usage, "usage", message)
    }

    /// A file or folder that the command line names cannot be written; everything else as it is.
    pub(crate) fn of_output(error: EngineError) -> Failure {
        match error {
            EngineError::Unwritable { path, reason } => {
                let path = crate::text::safe(&path.to_string_lossy());
                Failure::new(
                    Exit::Usage,
                    "unwritable",
                    format!("{path} cannot be written: {reason}; choose another folder"),
                )
            }
            other => other.into(),
        }
    }

    /// A save that the command line names is none, of the mission where it names one too; everything else as it is.
    pub(crate) fn of_save(error: EngineError, mission: Option<&str>) -> Failure {
        match error {
            EngineError::Unknown {
                what: "attempt",
                id,
            } => Failure::new(
                Exit::Usage,
                "notFound",
                match mission {
                    Some(mission) => format!(
                        "there is no save {id} of `{mission}`; `mission history {mission}` lists them"
                    ),
                    None => format!(
                        "there is no save {id}; `mission history ID` lists those of a mission"
                    ),
                },
            ),
            other => other.into(),
        }
    }

    /// A template cannot be read or parsed.
    pub(crate) fn template(message: impl Into<String>) -> Failure {
        Failure::new(Exit::Template, "unreadable", message)
    }

    /// A mission or pack is not valid, or there is none.
    pub(crate) fn mission(message: impl Into<String>) -> Failure {
        Failure::new(Exit::Mission, "missionInvalid", message)
    }

    /// Something outside of the command line and its files.
    pub(crate) fn internal(message: impl Into<String>) -> Failure {
        Failure::new(Exit::Internal, "internal", message)
    }

    /// There are no credentials for the model, it refused them, or a budget stands before it.
    pub(crate) fn not_connected(problem: &Problem) -> Failure {
        let next_step = match in_a_terminal(&problem.code) {
            Some(command) => format!("{}\n{command}", problem.next_step),
            None => problem.next_step.clone(),
        };
        Failure::paused(&problem.code, problem.message.clone()).with_detail(next_step)
    }

    /// The model refused somebody who had asked it already.
    pub(crate) fn refused(message: impl Into<String>) -> Failure {
        Failure::new(Exit::NotConnected, "refused", message)
    }

    /// The person pressed Ctrl-C before the end.
    pub(crate) fn interrupted(message: impl Into<String>) -> Failure {
        Failure::new(Exit::Internal, "stopped", message)
    }

    /// A budget would be exceeded; nothing was paid.
    pub(crate) fn budget(message: impl Into<String>) -> Failure {
        Failure::new(Exit::Budget, "budget", message)
    }

    /// The queue waits for a person.
    pub(crate) fn paused(code: &str, message: impl Into<String>) -> Failure {
        let exit = if code == "budget" {
            Exit::Budget
        } else {
            Exit::NotConnected
        };
        Failure::new(exit, code, message)
    }

    /// A mission, or a reply, failed for good.
    pub(crate) fn generation(message: impl Into<String>) -> Failure {
        Failure::new(Exit::Generation, "generationFailed", message)
    }

    pub(crate) fn with_detail(self, detail: impl Into<String>) -> Failure {
        Failure {
            detail: Some(detail.into()),
            ..self
        }
    }
}

/// What the engine's next step is on a command line, where it is said for the window.
fn in_a_terminal(code: &str) -> Option<&'static str> {
    match code {
        "off" | "no-credentials" => Some(
            "here: `mission connect --profile NAME` uses a profile of the AWS tools, `mission connect --bearer` a Bedrock API key",
        ),
        "no-region" => Some("here: `mission connect --region eu-central-1`, or AWS_REGION"),
        "locked" => Some(
            "here: the passphrase is asked for in a terminal; elsewhere MISSION_ARCHITECT_PASSPHRASE gives it",
        ),
        _ => None,
    }
}

/// Secrets that cannot be kept or had are missing credentials; a passphrase that will not do is a matter of the command line.
fn of_vault(error: &VaultError) -> Exit {
    match error {
        VaultError::Keyring(_)
        | VaultError::KeyringDamaged
        | VaultError::WrongPassphrase { .. }
        | VaultError::FileLocked { .. }
        | VaultError::FileDamaged { .. }
        | VaultError::NoFile { .. } => Exit::NotConnected,
        VaultError::TooLarge { .. }
        | VaultError::PassphraseMissing
        | VaultError::PassphraseTooShort => Exit::Usage,
        VaultError::FileIo { .. } => Exit::Internal,
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Failure {
        let exit = match &error {
            EngineError::UnknownMission { .. } => Exit::Mission,
            EngineError::Unknown { .. }
            | EngineError::NotStarted { .. }
            | EngineError::Request(_)
            | EngineError::Setting { .. } => Exit::Usage,
            EngineError::Vault(error) => of_vault(error),
            EngineError::SolutionLocked | EngineError::NothingToUndo => Exit::Below,
            EngineError::Unreadable { .. } => Exit::Template,
            EngineError::Unwritable { .. }
            | EngineError::Launch(_)
            | EngineError::Store(_)
            | EngineError::Damaged { .. } => Exit::Internal,
        };
        let next_step = match &error {
            EngineError::NotStarted { id } => Some(format!("`mission start {id}` starts it")),
            EngineError::UnknownMission { .. } => Some("`mission list` shows them all".to_owned()),
            EngineError::SolutionLocked => Some("`mission hint` helps on the way there".to_owned()),
            EngineError::NothingToUndo => Some(
                "`mission fill ID BLANK=` takes an answer back; `mission restore` puts an earlier save back"
                    .to_owned(),
            ),
            EngineError::Unknown { .. }
            | EngineError::Request(_)
            | EngineError::Vault(_)
            | EngineError::Setting { .. }
            | EngineError::Unreadable { .. }
            | EngineError::Unwritable { .. }
            | EngineError::Launch(_)
            | EngineError::Store(_)
            | EngineError::Damaged { .. } => None,
        };
        // The codes are those of the window, so that a consumer learns them once.
        let error = ipc::ErrorDto::from(error);
        let code = serde_json::to_value(error.code).ok();
        let code = code
            .as_ref()
            .and_then(serde_json::Value::as_str)
            .unwrap_or("internal");
        Failure {
            exit,
            code: code.to_owned(),
            message: error.message,
            detail: error.detail.or(next_step),
        }
    }
}
