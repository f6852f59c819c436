//! What `doctor` says of the way to the model: how it is configured, and whether it works when that is asked for.

use llm::{InForce, capabilities};

use super::{CredentialChoice, ModelAccess, trial};
use crate::{
    Check, CheckState, Engine,
    vault::{FileState, Held, HeldKind, KeyringState, VaultState},
};

/// Looks at how the model is reached. Makes no call to AWS, unless `online`: then a tiny one, which is entered in the ledger. That Bedrock is off or
/// that there are no credentials is no failure: everything else works without.
pub async fn doctor_model(engine: &Engine, online: bool) -> Vec<Check> {
    let access = match engine.model_access().await {
        Ok(access) => access,
        Err(error) => {
            return vec![check(
                "bedrock",
                "Bedrock",
                CheckState::Failed,
                error.to_string(),
            )];
        }
    };
    if access.choice == CredentialChoice::Off {
        let message = "Bedrock is off; bundled missions, grading and hints need none of it. `mission connect` turns it on";
        return vec![check(
            "bedrock",
            "Bedrock",
            CheckState::Ok,
            message.to_owned(),
        )];
    }
    let mut checks = vec![credentials(&access)];
    if let Some(in_force) = &access.in_force {
        checks.push(check(
            "bedrock-region",
            "Region",
            CheckState::Ok,
            in_force.region.clone(),
        ));
        checks.push(endpoint(in_force));
    }
    checks.push(models(&access));
    checks.push(prices(engine, &access));
    checks.push(vault(&access.vault, access.choice));
    if online {
        checks.push(test(engine).await);
    }
    checks
}

fn check(id: &'static str, label: &str, state: CheckState, message: String) -> Check {
    Check {
        id,
        label: label.to_owned(),
        state,
        message,
    }
}

fn credentials(access: &ModelAccess) -> Check {
    let (id, label) = ("bedrock", "Bedrock credentials");
    match (&access.problem, &access.in_force) {
        (Some(problem), _) => check(
            id,
            label,
            CheckState::Warning,
            format!(
                "{} {} Everything but missions from a model and the mentor works without",
                problem.message, problem.next_step
            ),
        ),
        (None, Some(in_force)) => {
            let state = if in_force.overrides.is_some() {
                CheckState::Warning
            } else {
                CheckState::Ok
            };
            check(id, label, state, trial::who_asks(in_force))
        }
        (None, None) => check(id, label, CheckState::Ok, "none are needed".to_owned()),
    }
}

fn endpoint(in_force: &InForce) -> Check {
    let state = if in_force.endpoint_is_aws {
        CheckState::Ok
    } else {
        CheckState::Warning
    };
    check(
        "bedrock-endpoint",
        "Endpoint",
        state,
        trial::where_to(in_force),
    )
}

fn models(access: &ModelAccess) -> Check {
    let (id, label) = ("bedrock-model", "Models");
    let mut said = vec![format!(
        "missions by {} ({})",
        access.model_label, access.model
    )];
    if access.mentor_model != access.model {
        said.push(format!(
            "the mentor is {} ({})",
            access.mentor_model_label, access.mentor_model
        ));
    }
    let unknown: Vec<&str> = [&access.model, &access.mentor_model]
        .into_iter()
        .map(String::as_str)
        .filter(|model| !capabilities(model).known)
        .collect();
    match unknown.first() {
        None => check(id, label, CheckState::Ok, said.join("; ")),
        Some(unknown) => check(
            id,
            label,
            CheckState::Warning,
            format!(
                "{}; what `{unknown}` can do is not known here, so it is asked in the plainest way",
                said.join("; ")
            ),
        ),
    }
}

fn prices(engine: &Engine, access: &ModelAccess) -> Check {
    let (id, label) = ("bedrock-prices", "Prices");
    let list = engine.prices();
    if let Some(problem) = list.problem {
        return check(id, label, CheckState::Warning, problem);
    }
    let unknown = [&access.model, &access.mentor_model]
        .into_iter()
        .find(|model| !list.of(model).1);
    match unknown {
        None => {
            let from = match &list.file {
                Some(file) => format!(", from {}", file.display()),
                None => String::new(),
            };
            check(
                id,
                label,
                CheckState::Ok,
                format!("as of {}{from}", list.as_of),
            )
        }
        Some(model) => check(
            id,
            label,
            CheckState::Warning,
            format!(
                "`{model}` is not in the price list of {}, so it is counted at the dearest price in it; put its price into {} in the config folder",
                list.as_of,
                crate::prices::FILE
            ),
        ),
    }
}

fn vault(state: &VaultState, choice: CredentialChoice) -> Check {
    let (id, label) = ("pasted-credentials", "Pasted credentials");
    let mut kept = Vec::new();
    kept.extend(
        state
            .in_memory
            .as_ref()
            .map(|held| format!("{} for this run", name(held))),
    );
    kept.extend(
        state
            .in_keyring
            .as_ref()
            .map(|held| format!("{} in the keyring", name(held))),
    );
    match &state.file {
        FileState::Unlocked(held) => kept.push(format!("{} in the encrypted file", name(held))),
        FileState::Locked => kept.push("an encrypted file that is locked".to_owned()),
        FileState::Unusable { reason } => {
            return check(id, label, CheckState::Warning, reason.clone());
        }
        FileState::Absent => {}
    }
    let is_used = choice == CredentialChoice::Pasted;
    let keyring = match &state.keyring {
        KeyringState::Available => None,
        unusable => Some(unusable.to_string()),
    };
    let mut message = if kept.is_empty() {
        "none are kept".to_owned()
    } else {
        kept.join(", ")
    };
    if !is_used {
        message.push_str("; not used, AWS's own configuration is");
    }
    message.extend(keyring.iter().map(|keyring| format!("; {keyring}")));
    message.extend(state.keyring_note.iter().map(|note| format!("; {note}")));
    // A keyring that nobody needs may be missing.
    let state = if is_used && keyring.is_some() {
        CheckState::Warning
    } else {
        CheckState::Ok
    };
    check(id, label, state, message)
}

fn name(held: &Held) -> String {
    let kind = match held.kind {
        HeldKind::BearerKey => "a Bedrock API key",
        HeldKind::AccessKeys => "access keys",
        HeldKind::TemporaryAccessKeys => "temporary access keys",
    };
    format!("{kind} ({})", held.masked)
}

async fn test(engine: &Engine) -> Check {
    let (id, label) = ("bedrock-test", "A tiny call");
    match engine.test_model().await {
        Err(error) => check(id, label, CheckState::Failed, error.to_string()),
        Ok(test) => match test.problem {
            Some(problem) => check(
                id,
                label,
                CheckState::Failed,
                format!("{} {}", problem.message, problem.next_step),
            ),
            None => {
                let first = test.first_ms.unwrap_or_default();
                check(
                    id,
                    label,
                    CheckState::Ok,
                    format!("the model answered within {first} ms"),
                )
            }
        },
    }
}
