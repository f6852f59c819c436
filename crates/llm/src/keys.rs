//! The keys that sign calls: asked of their source when they are needed, held until shortly before they expire, and asked for anew after AWS refused
//! them. Configuration files are read anew each time, so that a sign-in in another window is seen.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use aws_config::{
    ecs::EcsCredentialsProvider,
    profile::ProfileFileCredentialsProvider,
    provider_config::ProviderConfig,
    web_identity_token::{StaticConfiguration, WebIdentityTokenCredentialsProvider},
};
use aws_credential_types::{
    Credentials,
    provider::{self, ProvideCredentials, error::CredentialsError, future},
};
use aws_types::region::Region;
use secrecy::{ExposeSecret, SecretString};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

use crate::{Environment, Failure, ProfileKind, keyless, profiles};

/// How long a source may take: a `credential_process` may ask for a code.
const MOST_TIME: Duration = Duration::from_secs(30);
/// Keys without an end are asked for again after this: their file may have changed.
const HELD_FOR: Duration = Duration::from_secs(5 * 60);
/// Keys that end sooner than this are asked for again.
const EARLY: Duration = Duration::from_secs(2 * 60);

/// Where keys come from.
#[derive(Clone)]
pub(crate) enum Source {
    /// A Bedrock API key: signs nothing, and is sent as it is.
    Bearer(SecretString),
    /// Keys that are there.
    Keys {
        access_key_id: String,
        secret_access_key: SecretString,
        session_token: Option<SecretString>,
    },
    /// A profile.
    Profile {
        name: String,
        kind: ProfileKind,
        environment: Environment,
    },
    /// A token of a pod.
    WebIdentity {
        token_file: String,
        role_arn: String,
        session_name: Option<String>,
    },
    /// A container.
    Container,
}

impl Source {
    /// Keys that are there.
    pub(crate) fn keys(
        access_key_id: String,
        secret_access_key: SecretString,
        session_token: Option<SecretString>,
    ) -> Source {
        Source::Keys {
            access_key_id,
            secret_access_key,
            session_token,
        }
    }
}

/// Keys of one source.
pub(crate) struct Keys {
    source: Source,
    region: String,
    held: Mutex<Option<Held>>,
}

struct Held {
    credentials: Credentials,
    asked_at: Instant,
}

impl Held {
    fn is_good(&self) -> bool {
        match self.credentials.expiry() {
            Some(expiry) => expiry > SystemTime::now() + EARLY,
            None => self.asked_at.elapsed() < HELD_FOR,
        }
    }
}

impl Keys {
    /// Asks for nothing yet.
    pub(crate) fn new(source: Source, region: String) -> Keys {
        Keys {
            source,
            region,
            held: Mutex::new(None),
        }
    }

    /// The Bedrock API key, when that is what the source is.
    pub(crate) fn bearer(&self) -> Option<&str> {
        match &self.source {
            Source::Bearer(key) => Some(key.expose_secret()),
            Source::Keys { .. }
            | Source::Profile { .. }
            | Source::WebIdentity { .. }
            | Source::Container => None,
        }
    }

    /// Makes sure that there are keys that have not expired.
    ///
    /// # Errors
    /// What a person has to do for them, in words.
    pub(crate) async fn ready(&self) -> Result<(), Failure> {
        if self.bearer().is_some() {
            return Ok(());
        }
        self.get().await.map(|_| ())
    }

    /// Asks the source now, whatever is held; says when the keys expire.
    pub(crate) async fn check(&self) -> Result<Option<SystemTime>, Failure> {
        self.forget().await;
        if self.bearer().is_some() {
            return Ok(None);
        }
        Ok(self.get().await?.expiry())
    }

    /// Forgets what is held, because AWS does not take it.
    pub(crate) async fn forget(&self) {
        *self.held.lock().await = None;
    }

    async fn get(&self) -> Result<Credentials, Failure> {
        // Held while the source is asked, on purpose: ten calls that begin at once ask it once. Whoever gives up waiting lets it go.
        let mut held = self.held.lock().await;
        if let Some(held) = held.as_ref().filter(|held| held.is_good()) {
            return Ok(held.credentials.clone());
        }
        let credentials = match timeout(MOST_TIME, self.ask()).await {
            Ok(Ok(credentials)) => credentials,
            Ok(Err(error)) => return Err(keyless::failure(&self.source, &error)),
            Err(_) => return Err(keyless::silent(&self.source, MOST_TIME)),
        };
        if credentials
            .expiry()
            .is_some_and(|expiry| expiry <= SystemTime::now())
        {
            return Err(keyless::expired(&self.source));
        }
        *held = Some(Held {
            credentials: credentials.clone(),
            asked_at: Instant::now(),
        });
        Ok(credentials)
    }

    async fn ask(&self) -> provider::Result {
        let config =
            ProviderConfig::without_region().with_region(Some(Region::new(self.region.clone())));
        match &self.source {
            Source::Bearer(_) => Err(CredentialsError::not_loaded_no_source()),
            Source::Keys {
                access_key_id,
                secret_access_key,
                session_token,
            } => Ok(Credentials::new(
                access_key_id,
                secret_access_key.expose_secret(),
                session_token
                    .as_ref()
                    .map(|token| token.expose_secret().to_owned()),
                None,
                "given",
            )),
            Source::Profile {
                name, environment, ..
            } => {
                profile_provider(name, environment, &config)
                    .provide_credentials()
                    .await
            }
            Source::WebIdentity {
                token_file,
                role_arn,
                session_name,
            } => {
                WebIdentityTokenCredentialsProvider::builder()
                    .static_configuration(StaticConfiguration {
                        web_identity_token_file: token_file.into(),
                        role_arn: role_arn.clone(),
                        session_name: session_name
                            .clone()
                            .unwrap_or_else(|| "mission-architect".to_owned()),
                    })
                    .configure(&config)
                    .build()
                    .provide_credentials()
                    .await
            }
            Source::Container => {
                EcsCredentialsProvider::builder()
                    .configure(&config)
                    .build()
                    .provide_credentials()
                    .await
            }
        }
    }
}

fn profile_provider(
    name: &str,
    environment: &Environment,
    config: &ProviderConfig,
) -> ProfileFileCredentialsProvider {
    let builder = ProfileFileCredentialsProvider::builder()
        .configure(config)
        .profile_name(name)
        // A profile may say `credential_source = Ec2InstanceMetadata`; on a laptop that is seconds of silence.
        .with_custom_provider("Ec2InstanceMetadata", NoMetadataService);
    if *environment == Environment::process() {
        builder.build()
    } else {
        builder.profile_files(profiles::files(environment)).build()
    }
}

/// Stands where the instance metadata service would be asked.
#[derive(Debug)]
struct NoMetadataService;

impl ProvideCredentials for NoMetadataService {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err(CredentialsError::not_loaded(
            "the instance metadata service is not asked",
        )))
    }
}

/// Keys as the SDK asks for them: at each call.
pub(crate) struct ForSdk(pub(crate) std::sync::Arc<Keys>);

impl fmt::Debug for ForSdk {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ForSdk")
    }
}

impl ProvideCredentials for ForSdk {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            self.0
                .get()
                .await
                .map_err(|failure| CredentialsError::not_loaded(failure.message))
        })
    }
}
