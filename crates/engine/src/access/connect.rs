//! The client in force: made of settings, vault and AWS's own files, and made anew when one of them changes.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use llm::{Bedrock, Credentials, InForce, Model, Timers};
use secrecy::SecretString;

use super::{CredentialChoice, Problem};
use crate::{
    BedrockSettings, Engine, EngineError, Event, Home, Settings,
    engine::lock,
    files::{self, Fingerprint},
    vault::{Place, Secrets, Vault},
};

/// What the way to the model is kept in.
pub(crate) struct Access {
    /// A model that was handed in, instead of Bedrock.
    given: Option<Arc<dyn Model>>,
    /// What the AWS SDK is told of the environment.
    pub(super) environment: llm::Environment,
    /// Instead of each model's own.
    timers: Option<Timers>,
    pub(super) vault: Vault,
    /// How often the vault was changed from here.
    changes: AtomicU64,
    connected: Mutex<Option<Connected>>,
}

/// A client, and what it was made of.
struct Connected {
    made_of: MadeOf,
    bedrock: Arc<Bedrock>,
}

/// Everything that a client depends on. What another process puts into the keyring is noticed when a call fails and access is checked.
#[derive(Clone, PartialEq, Eq)]
struct MadeOf {
    credentials: CredentialChoice,
    profile: Option<String>,
    region: Option<String>,
    vault_changes: u64,
    /// `config`, `credentials`, and the folder in which `aws sso login` leaves its tokens.
    aws_files: Vec<(PathBuf, Option<Fingerprint>)>,
}

impl Access {
    pub(crate) fn new(
        home: &Home,
        given: Option<Arc<dyn Model>>,
        environment: llm::Environment,
        timers: Option<Timers>,
    ) -> Access {
        Access {
            given,
            environment,
            timers,
            vault: Vault::new(home),
            changes: AtomicU64::new(0),
            connected: Mutex::new(None),
        }
    }

    fn made_of(&self, settings: &BedrockSettings) -> MadeOf {
        MadeOf {
            credentials: settings.credentials,
            profile: settings.profile.clone(),
            region: settings.region.clone(),
            vault_changes: self.changes.load(Ordering::Acquire),
            aws_files: (aws_files(&self.environment).into_iter())
                .map(|file| {
                    let found = files::fingerprint(&file);
                    (file, found)
                })
                .collect(),
        }
    }

    /// Whether a model was handed in, so that settings and credentials say nothing about it.
    pub(super) fn is_given(&self) -> bool {
        self.given.is_some()
    }

    fn changed(&self) {
        self.changes.fetch_add(1, Ordering::AcqRel);
        lock(&self.connected).take();
    }
}

impl Engine {
    /// The model in force. Makes no call to it; what is missing is said in words.
    pub(crate) async fn model(&self) -> Result<Arc<dyn Model>, Problem> {
        let settings = self.settings_off_thread().await?.bedrock;
        if settings.credentials == CredentialChoice::Off {
            return Err(Problem::off());
        }
        match &self.inner.access.given {
            Some(model) => Ok(Arc::clone(model)),
            None => Ok(self.bedrock(&settings).await?),
        }
    }

    /// Whether Bedrock is on and there is something to reach it with, as far as settings, environment and AWS's files say. Whether the credentials
    /// hold is not asked, so that this works without a network.
    ///
    /// # Errors
    /// What is missing, and what to do about it.
    pub async fn connected(&self) -> Result<(), Problem> {
        self.model().await.map(|_| ())
    }

    /// Whether there are credentials that hold, found out without a call to Bedrock. Looks at everything anew.
    pub(crate) async fn check_access(&self) -> Result<(), Problem> {
        let settings = self.settings_off_thread().await?.bedrock;
        if settings.credentials == CredentialChoice::Off {
            return Err(Problem::off());
        }
        if self.inner.access.given.is_some() {
            return Ok(());
        }
        self.forget_client();
        let bedrock = self.bedrock(&settings).await?;
        bedrock
            .check_credentials()
            .await
            .map(|_| ())
            .map_err(|failure| Problem::of(&failure, Some(bedrock.in_force())))
    }

    /// The client in force, or a new one.
    pub(super) async fn bedrock(
        &self,
        settings: &BedrockSettings,
    ) -> Result<Arc<Bedrock>, Problem> {
        let settings = settings.clone();
        let found = self
            .off_thread(move |engine| engine.cached_client(&settings))
            .await
            .map_err(|error| Problem::ours(&error))?;
        let (made_of, access) = match found {
            Found::Client(bedrock) => return Ok(bedrock),
            Found::Nothing(made_of, access) => (made_of, access?),
        };
        let bedrock = Bedrock::connect(access)
            .await
            .map_err(|failure| Problem::of(&failure, None))?;
        let bedrock = Arc::new(match self.inner.access.timers {
            Some(timers) => bedrock.with_timers(timers),
            None => bedrock,
        });
        *lock(&self.inner.access.connected) = Some(Connected {
            made_of,
            bedrock: Arc::clone(&bedrock),
        });
        Ok(bedrock)
    }

    /// Blocks: looks at files, and asks the vault when there is no client for what is there.
    fn cached_client(&self, settings: &BedrockSettings) -> Found {
        let access = &self.inner.access;
        let made_of = access.made_of(settings);
        if let Some(connected) = &*lock(&access.connected)
            && connected.made_of == made_of
        {
            return Found::Client(Arc::clone(&connected.bedrock));
        }
        let credentials = match settings.credentials {
            CredentialChoice::Pasted => access.pasted(),
            CredentialChoice::Aws | CredentialChoice::Off => Ok(Credentials::Chain {
                profile: settings.profile.clone(),
            }),
        };
        let way = credentials.map(|credentials| llm::Access {
            region: settings.region.clone(),
            credentials,
            environment: access.environment.clone(),
        });
        Found::Nothing(made_of, way)
    }

    /// What is in force, when there is a client.
    pub(crate) fn in_force(&self) -> Option<InForce> {
        let connected = lock(&self.inner.access.connected);
        let connected = connected.as_ref()?;
        Some(Bedrock::in_force(&connected.bedrock).clone())
    }

    pub(super) fn forget_client(&self) {
        lock(&self.inner.access.connected).take();
    }

    pub(super) async fn settings_off_thread(&self) -> Result<Settings, Problem> {
        self.off_thread(Engine::settings)
            .await
            .map_err(|error| Problem::ours(&error))
    }

    /// Keeps pasted credentials in one place, and uses them from now on. The passphrase is for [`Place::File`]. Blocks for up to three seconds.
    pub fn save_credentials(
        &self,
        secrets: Secrets,
        place: Place,
        passphrase: Option<SecretString>,
    ) -> Result<(), EngineError> {
        self.inner.access.vault.put(secrets, place, passphrase)?;
        self.use_pasted()
    }

    /// Takes credentials out of a place; says whether there were any.
    pub fn forget_credentials(&self, place: Place) -> Result<bool, EngineError> {
        let were_there = self.inner.access.vault.forget(place)?;
        self.inner.access.changed();
        self.look_at_pause_again();
        self.emit(Event::QueueChanged);
        Ok(were_there)
    }

    /// Opens the encrypted file for this run of the program, and uses what it holds. Takes about a second.
    pub fn unlock_credentials(&self, passphrase: SecretString) -> Result<(), EngineError> {
        self.inner.access.vault.unlock(passphrase)?;
        self.use_pasted()
    }

    fn use_pasted(&self) -> Result<(), EngineError> {
        self.inner.access.changed();
        let mut settings = self.settings();
        if settings.bedrock.credentials != CredentialChoice::Pasted {
            settings.bedrock.credentials = CredentialChoice::Pasted;
            self.put_settings(settings)?;
        }
        self.access_changed()
    }

    /// Something that the way to the model depends on is different: a queue that waits for it tries again.
    pub(super) fn access_changed(&self) -> Result<(), EngineError> {
        let pause = self.inner.store.queue_pause()?;
        if pause.is_some_and(|pause| super::is_about_access(&pause.code)) {
            self.resume_queue()?;
        }
        self.emit(Event::QueueChanged);
        Ok(())
    }
}

enum Found {
    Client(Arc<Bedrock>),
    Nothing(MadeOf, Result<llm::Access, Problem>),
}

impl Access {
    /// Blocks for up to three seconds.
    fn pasted(&self) -> Result<Credentials, Problem> {
        match self.vault.get() {
            Ok(Some(Secrets::BearerKey(key))) => Ok(Credentials::Bearer(key)),
            Ok(Some(Secrets::AccessKeys {
                access_key_id,
                secret_access_key,
                session_token,
            })) => Ok(Credentials::Keys {
                access_key_id,
                secret_access_key,
                session_token,
            }),
            Ok(None) => Err(Problem::nothing_pasted()),
            Err(error) => Err(Problem::of_vault(&error)),
        }
    }
}

/// The files in which AWS's own tools keep configuration, credentials and the tokens of `aws sso login`.
fn aws_files(environment: &llm::Environment) -> Vec<PathBuf> {
    let folder = environment
        .get("HOME")
        .or_else(|| environment.get("USERPROFILE"))
        .map(|home| Path::new(&home).join(".aws"));
    let file = |variable: &str, name: &str| {
        let named = environment.get(variable).map(PathBuf::from);
        named.or_else(|| Some(folder.as_ref()?.join(name)))
    };
    let mut files: Vec<PathBuf> = [
        file("AWS_CONFIG_FILE", "config"),
        file("AWS_SHARED_CREDENTIALS_FILE", "credentials"),
    ]
    .into_iter()
    .flatten()
    .collect();
    // A token is written into its file again, which the folder's own time does not tell.
    let cache = folder.map(|folder| folder.join("sso").join("cache"));
    let tokens = cache.and_then(|cache| std::fs::read_dir(cache).ok());
    let mut tokens: Vec<PathBuf> = (tokens.into_iter().flatten().flatten())
        .map(|entry| entry.path())
        .take(MOST_TOKENS)
        .collect();
    tokens.sort();
    files.extend(tokens);
    files
}

/// More sessions than anyone has.
const MOST_TOKENS: usize = 100;
