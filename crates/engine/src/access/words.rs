//! What is wrong with the way to the model, in words that a person can act on.

use llm::{Failure, FailureKind, InForce, KeySource, ProfileKind};
use store::{Exceeded, Window};

use super::{NextStep, Problem};
use crate::{EngineError, vault::VaultError};

impl Problem {
    /// Bedrock was switched off.
    pub(crate) fn off() -> Problem {
        Problem {
            code: "off".to_owned(),
            message: "Bedrock is off.".to_owned(),
            next_step: "Connect it in Settings to have missions written and questions answered; bundled missions, grading and the authors' hints need none of it.".to_owned(),
            step: "off".into(),
        }
    }

    pub(super) fn nothing_pasted() -> Problem {
        Problem {
            code: FailureKind::NoCredentials.code().to_owned(),
            message: "No pasted credentials are kept, neither in the keyring nor in memory nor in an encrypted file.".to_owned(),
            next_step: "Paste a Bedrock API key or access keys, or choose an AWS profile.".to_owned(),
            step: "paste".into(),
        }
    }

    pub(super) fn of_vault(error: &VaultError) -> Problem {
        let (code, step, next_step) = match error {
            VaultError::FileLocked { .. } => (
                "locked",
                "unlock-file",
                "Unlock the encrypted file with its passphrase; it stays open until the program ends.",
            ),
            VaultError::Keyring(_) => (
                "locked",
                "unlock-keyring",
                "Unlock the keyring and try again, or keep the credentials in memory for this run or in an encrypted file.",
            ),
            VaultError::TooLarge { .. }
            | VaultError::KeyringDamaged
            | VaultError::PassphraseMissing
            | VaultError::PassphraseTooShort
            | VaultError::WrongPassphrase { .. }
            | VaultError::FileDamaged { .. }
            | VaultError::NoFile { .. }
            | VaultError::FileIo { .. } => (
                FailureKind::NoCredentials.code(),
                "paste-again",
                "Paste the credentials again, or choose an AWS profile.",
            ),
        };
        Problem {
            code: code.to_owned(),
            message: sentence(&error.to_string()),
            next_step: next_step.to_owned(),
            step: step.into(),
        }
    }

    /// What a failed call says. Which command renews the credentials is known from what is in force.
    pub(crate) fn of(failure: &Failure, in_force: Option<&InForce>) -> Problem {
        let (next_step, step) = login(failure.kind, in_force).unwrap_or_else(|| {
            let kind = failure.kind;
            (kind.next_step().to_owned(), kind.code().into())
        });
        Problem {
            code: failure.kind.code().to_owned(),
            message: sentence(&failure.message),
            next_step,
            step,
        }
    }

    /// A budget stands in the way.
    pub(crate) fn budget(exceeded: &Exceeded) -> Problem {
        let window = match exceeded.limit.window {
            Window::TenMinutes => "the last ten minutes",
            Window::Day => "the day",
            Window::Month => "the month",
        };
        let (next_step, step) = match exceeded.fits_at_ms {
            Some(_) => (
                "Wait until enough of it has passed, or raise the budget in Settings.",
                "wait-or-raise-budget",
            ),
            None => ("Raise the budget in Settings.", "raise-budget"),
        };
        Problem {
            code: "budget".to_owned(),
            message: format!("The budget for {window} would be exceeded."),
            next_step: next_step.to_owned(),
            step: step.into(),
        }
    }

    /// A fault on this side: the program is ending, or cannot read its own data.
    pub(super) fn ours(error: &EngineError) -> Problem {
        Problem {
            code: FailureKind::Unknown.code().to_owned(),
            message: sentence(&error.to_string()),
            next_step:
                "Try again; `mission doctor` says what is wrong with the program's own data."
                    .to_owned(),
            step: "doctor".into(),
        }
    }
}

/// The very command that renews what has expired.
fn login(kind: FailureKind, in_force: Option<&InForce>) -> Option<(String, NextStep)> {
    if !matches!(
        kind,
        FailureKind::ExpiredCredentials
            | FailureKind::NoCredentials
            | FailureKind::InvalidCredentials
    ) {
        return None;
    }
    let in_force = in_force?;
    let of_profile = |code, name: &String| NextStep {
        code,
        profile: Some(name.clone()),
    };
    Some(match &in_force.source {
        KeySource::Profile {
            name,
            kind: ProfileKind::Sso,
        } => (
            format!(
                "Run `aws sso login --profile {}`; it is noticed by itself.",
                in_quotes(name)
            ),
            of_profile("sso-login", &in_quotes(name)),
        ),
        KeySource::Profile {
            name,
            kind: ProfileKind::Process,
        } => (
            format!(
                "Run the `credential_process` of the profile `{name}` by hand to see what it says, or sign in again as your organisation wants it."
            ),
            of_profile("credential-process", name),
        ),
        KeySource::BearerFromEnvironment => (
            "Make a new Bedrock API key and put it into AWS_BEARER_TOKEN_BEDROCK, or unset that variable to use the profile; start the program again then.".to_owned(),
            "bearer-variable".into(),
        ),
        KeySource::Environment => (
            "Put new keys into AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or unset them to use the profile; start the program again then.".to_owned(),
            "key-variables".into(),
        ),
        KeySource::Bearer | KeySource::Keys => (
            "Paste new credentials; those that are kept do not hold any more.".to_owned(),
            "paste-new".into(),
        ),
        KeySource::Profile {
            kind: ProfileKind::Keys | ProfileKind::Role | ProfileKind::Other,
            ..
        } => return None,
    })
}

/// For a shell, when the name needs it.
fn in_quotes(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.@/+".contains(c);
    if !name.is_empty() && name.chars().all(plain) {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', r"'\''"))
    }
}

/// A first letter and an end.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    let mut sentence: String = first.into_iter().flatten().chain(letters).collect();
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

/// Whether a pause of the queue is about the way to the model, so that a change there may end it.
pub(crate) fn is_about_access(code: &str) -> bool {
    code != "budget"
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, fs, path::Path};

    use llm::Charge;

    use super::*;

    /// The window's English catalogue, by id, with the quotes that the engine writes.
    fn catalogue() -> HashMap<String, String> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/messages/en.ftl");
        let text = fs::read_to_string(file).expect("the catalogue is there");
        let messages = text.lines().filter_map(|line| line.split_once(" = "));
        messages
            .map(|(id, words)| (id.to_owned(), words.replace('’', "'")))
            .collect()
    }

    fn failed(kind: FailureKind) -> Failure {
        Failure {
            kind,
            message: "It failed.".to_owned(),
            charge: Charge::Nothing,
            retry_after: None,
            request_id: None,
        }
    }

    #[test]
    fn the_window_says_the_same_next_steps() {
        let catalogue = catalogue();
        for kind in FailureKind::ALL {
            let problem = Problem::of(&failed(kind), None);
            let id = format!("next-{}", problem.step.code);
            assert_eq!(
                catalogue.get(&id),
                Some(&problem.next_step),
                "{kind:?}: in English as the terminal has it, and so there is something to translate"
            );
        }
        let in_force = |source| InForce {
            region: "us-east-1".to_owned(),
            endpoint: "https://bedrock-runtime.us-east-1.amazonaws.com".to_owned(),
            endpoint_is_aws: true,
            source,
            overrides: None,
        };
        let of_profile = |kind| KeySource::Profile {
            name: "at work".to_owned(),
            kind,
        };
        for source in [
            of_profile(ProfileKind::Sso),
            of_profile(ProfileKind::Process),
            of_profile(ProfileKind::Keys),
            KeySource::BearerFromEnvironment,
            KeySource::Environment,
            KeySource::Bearer,
        ] {
            let source = in_force(source);
            let problem = Problem::of(&failed(FailureKind::ExpiredCredentials), Some(&source));
            let profile = problem.step.profile.clone().unwrap_or_default();
            let words = catalogue.get(&format!("next-{}", problem.step.code));
            assert_eq!(
                words.map(|words| words.replace("{ $profile }", &profile)),
                Some(problem.next_step),
                "{:?}: with the profile where it is about one",
                source.source
            );
        }
        for problem in [Problem::off(), Problem::nothing_pasted()] {
            assert_eq!(
                catalogue.get(&format!("next-{}", problem.step.code)),
                Some(&problem.next_step),
                "what stands in the way before a call is made"
            );
        }
    }
}
