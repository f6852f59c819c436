//! The way to the model: which model, which credentials, which region are in force; the test that says in words what is wrong.

mod checks;
mod connect;
mod trial;
mod words;

use llm::{Bedrock, InForce, Profile};

pub use self::checks::doctor_model;
pub(crate) use self::connect::Access;
pub(crate) use self::words::is_about_access;
use crate::{Engine, EngineError, vault::VaultState};

/// Where credentials are taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CredentialChoice {
    /// AWS's own chain: a profile, SSO, `credential_process`, an assumed role, the environment.
    #[default]
    Aws,
    /// What was pasted and is kept by the operating system, by an encrypted file or in memory, whichever holds something.
    Pasted,
    /// Bedrock is not used.
    Off,
}

impl CredentialChoice {
    /// As `config.toml` names it.
    pub fn name(self) -> &'static str {
        match self {
            CredentialChoice::Aws => "aws",
            CredentialChoice::Pasted => "pasted",
            CredentialChoice::Off => "off",
        }
    }

    /// The choice of a name.
    pub fn named(name: &str) -> Option<CredentialChoice> {
        [
            CredentialChoice::Aws,
            CredentialChoice::Pasted,
            CredentialChoice::Off,
        ]
        .into_iter()
        .find(|choice| choice.name() == name)
    }
}

/// How the model is reached, for people. Nothing in it is secret.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelAccess {
    /// What was chosen.
    pub choice: CredentialChoice,
    /// The model or inference profile for missions.
    pub model: String,
    /// And for the mentor.
    pub mentor_model: String,
    /// What people call them.
    pub model_label: String,
    /// What people call the mentor's.
    pub mentor_model_label: String,
    /// What is in force; absent when something is missing.
    pub in_force: Option<InForce>,
    /// Why not, a sentence with the next step; absent when nothing is missing as far as is known without a call.
    pub problem: Option<Problem>,
    /// What is kept of pasted credentials.
    pub vault: VaultState,
    /// Profiles found on this machine.
    pub profiles: Vec<Profile>,
}

/// What is wrong, with its stable code and the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// `llm::FailureKind::code`, or `off`, `locked`, `budget`.
    pub code: String,
    /// What is wrong, a sentence.
    pub message: String,
    /// What to do, a sentence.
    pub next_step: String,
    /// The same for a shell with words of its own.
    pub step: NextStep,
}

/// What to do, as a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// Stable; of a failed call that the kind of failure alone decides, its [`llm::FailureKind::code`].
    pub code: &'static str,
    /// The profile that it is about, as the sentence has it: of `sso-login` with the quotes that a shell needs around some names, otherwise
    /// its bare name.
    pub profile: Option<String>,
}

impl From<&'static str> for NextStep {
    fn from(code: &'static str) -> NextStep {
        NextStep {
            code,
            profile: None,
        }
    }
}

/// What the test call found.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelTest {
    /// What was looked at, in order; the first one that failed is the last.
    pub steps: Vec<TestStep>,
    /// What is wrong; absent when the model answered.
    pub problem: Option<Problem>,
    /// To the first text, in milliseconds.
    pub first_ms: Option<i64>,
    /// What it cost, in billionths of a USD.
    pub cost_nusd: i64,
}

/// One thing that the test looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestStep {
    /// `region`, `credentials`, `endpoint`, `clock`, `model`.
    pub id: &'static str,
    /// Whether it is good.
    pub good: bool,
    /// What was found, a sentence.
    pub message: String,
}

impl Engine {
    /// How the model is reached. Reads configuration files and the vault, so that it can take the keyring's three seconds; makes no call to AWS.
    pub async fn model_access(&self) -> Result<ModelAccess, EngineError> {
        let (settings, vault) = self
            .off_thread(|engine| (engine.settings().bedrock, engine.inner.access.vault.state()))
            .await?;
        let connected = match settings.credentials {
            CredentialChoice::Off => Err(Problem::off()),
            CredentialChoice::Aws | CredentialChoice::Pasted => self.reach(&settings).await,
        };
        let (in_force, problem) = match connected {
            Ok(in_force) => (in_force, None),
            Err(problem) => (None, Some(problem)),
        };
        let mentor_model = settings.for_mentor().to_owned();
        Ok(ModelAccess {
            choice: settings.credentials,
            model_label: llm::capabilities(&settings.model).label,
            mentor_model_label: llm::capabilities(&mentor_model).label,
            model: settings.model,
            mentor_model,
            in_force,
            problem,
            vault,
            profiles: llm::profiles_of(&self.inner.access.environment).await,
        })
    }

    /// What is in force; nothing when a model was handed in.
    async fn reach(&self, settings: &crate::BedrockSettings) -> Result<Option<InForce>, Problem> {
        if self.inner.access.is_given() {
            return Ok(None);
        }
        let bedrock = self.bedrock(settings).await?;
        Ok(Some(Bedrock::in_force(&bedrock).clone()))
    }
}
