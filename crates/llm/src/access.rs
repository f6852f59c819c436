//! The way to Bedrock: which region, endpoint and credentials are in force, and why. Reads the environment and the configuration files; calls nothing.

use aws_config::profile::ProfileSet;
use secrecy::SecretString;

use crate::{
    Environment, Failure, FailureKind, ProfileKind, endpoint,
    keys::Source,
    profiles::{self, kind},
};

/// How Bedrock is reached.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// The region; otherwise the profile's or the environment's.
    pub region: Option<String>,
    /// Who asks.
    pub credentials: Credentials,
    /// Where environment variables come from: the process, but for tests.
    pub environment: Environment,
}

/// Who asks.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// The AWS chain without the instance metadata service: environment, profile (keys, SSO, `credential_process`, assumed role), web identity, container.
    Chain {
        /// A profile's name; otherwise the environment's or `default`. A name that is given goes before keys of the environment.
        profile: Option<String>,
    },
    /// A Bedrock API key.
    Bearer(SecretString),
    /// Keys that somebody pasted.
    Keys {
        /// Not secret by itself.
        access_key_id: String,
        /// Secret.
        secret_access_key: SecretString,
        /// Secret.
        session_token: Option<SecretString>,
    },
}

impl Default for Credentials {
    fn default() -> Self {
        Credentials::Chain { profile: None }
    }
}

/// What is in force: what a person is shown before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The region.
    pub region: String,
    /// The endpoint that is called.
    pub endpoint: String,
    /// Whether the endpoint is AWS's own.
    pub endpoint_is_aws: bool,
    /// What signs or authorises the calls.
    pub source: KeySource,
    /// What is there too and not used, when something is (a bearer key in the environment wins over a profile).
    pub overrides: Option<Overridden>,
}

/// What would be in force were it not for something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overridden {
    /// A variable of the environment.
    Variable(&'static str),
    /// A profile.
    Profile(String),
}

impl InForce {
    /// What is overridden, as a sentence.
    pub fn overrides_in_words(&self) -> Option<String> {
        let overridden = match self.overrides.as_ref()? {
            Overridden::Variable(name) => (*name).to_owned(),
            Overridden::Profile(name) => format!("the profile {name}"),
        };
        Some(match &self.source {
            KeySource::Bearer => {
                format!("The Bedrock API key given here wins over {overridden} of the environment.")
            }
            KeySource::Keys => {
                format!("The keys given here win over {overridden} of the environment.")
            }
            KeySource::BearerFromEnvironment => {
                format!("{BEARER} is set and wins over {overridden}.")
            }
            KeySource::Environment => format!("{ACCESS_KEY_ID} is set and wins over {overridden}."),
            KeySource::Profile { name, .. } => {
                format!("The profile {name} wins over {overridden}.")
            }
        })
    }
}

/// What signs or authorises calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// `AWS_BEARER_TOKEN_BEDROCK`.
    BearerFromEnvironment,
    /// A Bedrock API key that was given.
    Bearer,
    /// Keys that were given.
    Keys,
    /// `AWS_ACCESS_KEY_ID` and its companions, or a web identity or a container that the environment names.
    Environment,
    /// A profile.
    Profile {
        /// Its name.
        name: String,
        /// What kind it is.
        kind: ProfileKind,
    },
}

/// The variable with a Bedrock API key.
const BEARER: &str = "AWS_BEARER_TOKEN_BEDROCK";

/// The variable with the id of an access key.
const ACCESS_KEY_ID: &str = "AWS_ACCESS_KEY_ID";

/// All that a client is made of.
pub(crate) struct Resolved {
    pub(crate) in_force: InForce,
    pub(crate) source: Source,
    /// An endpoint that is not the region's own.
    pub(crate) endpoint_url: Option<String>,
    pub(crate) use_fips: bool,
}

/// Finds out what is in force.
///
/// # Errors
/// [`FailureKind::NoRegion`], [`FailureKind::NoCredentials`], and [`FailureKind::Unknown`] for an endpoint that is no URL.
pub(crate) async fn resolve(access: &Access) -> Result<Resolved, Failure> {
    let environment = &access.environment;
    let profile = match &access.credentials {
        Credentials::Chain { profile } => profile.as_deref().filter(|name| !name.trim().is_empty()),
        Credentials::Bearer(_) | Credentials::Keys { .. } => None,
    };
    let set = match profiles::load(environment, profile).await {
        Ok(set) => set,
        // Who brings keys of their own does not need the files.
        Err(_) if !matches!(access.credentials, Credentials::Chain { .. }) => ProfileSet::default(),
        Err(sentence) => {
            return Err(no_credentials(format!(
                "The AWS configuration files cannot be read: {sentence}."
            )));
        }
    };
    let found = source(&access.credentials, environment, profile, &set)?;
    let region = endpoint::region(access.region.as_deref(), environment, &set)?;
    let endpoint_url = endpoint::configured(environment, &set)?;
    let use_fips = endpoint::use_fips(environment, &set);
    let endpoint = match &endpoint_url {
        Some(url) => url.clone(),
        None => endpoint::of_region(&region, use_fips).await?,
    };
    Ok(Resolved {
        in_force: InForce {
            endpoint_is_aws: endpoint::is_aws(&endpoint),
            endpoint,
            region,
            source: found.key_source,
            overrides: found.overrides,
        },
        source: found.source,
        endpoint_url,
        use_fips,
    })
}

struct Found {
    key_source: KeySource,
    source: Source,
    overrides: Option<Overridden>,
}

fn source(
    credentials: &Credentials,
    environment: &Environment,
    profile: Option<&str>,
    set: &ProfileSet,
) -> Result<Found, Failure> {
    let bearer = environment.get(BEARER);
    match credentials {
        Credentials::Bearer(key) => Ok(Found {
            key_source: KeySource::Bearer,
            source: Source::Bearer(key.clone()),
            overrides: bearer.map(|_| Overridden::Variable(BEARER)),
        }),
        Credentials::Keys {
            access_key_id,
            secret_access_key,
            session_token,
        } => Ok(Found {
            key_source: KeySource::Keys,
            source: Source::keys(
                access_key_id.clone(),
                secret_access_key.clone(),
                session_token.clone(),
            ),
            overrides: bearer.map(|_| Overridden::Variable(BEARER)),
        }),
        Credentials::Chain { .. } => match bearer {
            Some(key) => Ok(Found {
                key_source: KeySource::BearerFromEnvironment,
                source: Source::Bearer(key.into()),
                overrides: beside(environment, profile, set),
            }),
            None => chain(environment, profile, set),
        },
    }
}

/// What there is beside a bearer key.
fn beside(
    environment: &Environment,
    profile: Option<&str>,
    set: &ProfileSet,
) -> Option<Overridden> {
    if let Some(name) = profile {
        Some(Overridden::Profile(name.to_owned()))
    } else if environment.get(ACCESS_KEY_ID).is_some() {
        Some(Overridden::Variable(ACCESS_KEY_ID))
    } else {
        selected(set).map(|(name, _)| Overridden::Profile(name))
    }
}

/// The profile that is selected, if it is there and leads to credentials.
fn selected(set: &ProfileSet) -> Option<(String, ProfileKind)> {
    let section = set.get_profile(set.selected_profile())?;
    let kind = kind(section);
    // Roles of other kinds are the SDK's to refuse, in its own words.
    let leads_somewhere = kind != ProfileKind::Other || section.get("login_session").is_some();
    leads_somewhere.then(|| (set.selected_profile().to_owned(), kind))
}

fn chain(
    environment: &Environment,
    profile: Option<&str>,
    set: &ProfileSet,
) -> Result<Found, Failure> {
    let selected = selected(set);
    let keys = environment
        .get(ACCESS_KEY_ID)
        .zip(environment.get("AWS_SECRET_ACCESS_KEY"));
    if let (None, Some((id, secret))) = (profile, keys) {
        let token = environment.get("AWS_SESSION_TOKEN").map(Into::into);
        return Ok(Found {
            key_source: KeySource::Environment,
            source: Source::keys(id, secret.into(), token),
            overrides: selected.map(|(name, _)| Overridden::Profile(name)),
        });
    }
    if let Some((name, kind)) = selected {
        return Ok(Found {
            key_source: KeySource::Profile {
                name: name.clone(),
                kind,
            },
            source: Source::Profile {
                name,
                kind,
                environment: environment.clone(),
            },
            overrides: None,
        });
    }
    if let Some(name) = profile
        .map(str::to_owned)
        .or_else(|| environment.get("AWS_PROFILE"))
    {
        return Err(no_credentials(if set.get_profile(&name).is_some() {
            format!(
                "The profile {name} says nothing about credentials: it has neither keys nor SSO, credential_process or a role."
            )
        } else {
            format!("There is no profile {name} in the AWS configuration files.")
        }));
    }
    from_surroundings(environment).ok_or_else(|| {
        no_credentials(
            "No AWS credentials were found: neither a Bedrock API key nor keys in the environment, and no profile called default."
                .to_owned(),
        )
    })
}

/// Credentials of a pod or a container, which the environment leads to.
fn from_surroundings(environment: &Environment) -> Option<Found> {
    let source = if let Some(token_file) = environment.get("AWS_WEB_IDENTITY_TOKEN_FILE") {
        Source::WebIdentity {
            token_file,
            role_arn: environment.get("AWS_ROLE_ARN")?,
            session_name: environment.get("AWS_ROLE_SESSION_NAME"),
        }
    } else if environment
        .get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")
        .is_some()
        || environment
            .get("AWS_CONTAINER_CREDENTIALS_FULL_URI")
            .is_some()
    {
        Source::Container
    } else {
        return None;
    };
    Some(Found {
        key_source: KeySource::Environment,
        source,
        overrides: None,
    })
}

fn no_credentials(message: String) -> Failure {
    Failure::unsent(FailureKind::NoCredentials, message)
}
