//! The way to Bedrock: which region, endpoint and credentials are in force, and why. Reads the environment and the configuration files; calls nothing.

use aws_config::profile::ProfileSet;
use aws_runtime::env_config::property::PropertiesKey;
use aws_sdk_bedrockruntime::config::endpoint::{DefaultResolver, Params, ResolveEndpoint};
use secrecy::SecretString;

use crate::{
    Environment, Failure, FailureKind, ProfileKind,
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
    /// A sentence on what is overridden by it, when something is (a bearer key in the environment wins over a profile).
    pub overrides: Option<String>,
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
    let region = region(access, &set)?;
    let endpoint_url = endpoint_url(environment, &set)?;
    let use_fips = setting(
        environment,
        &set,
        "AWS_USE_FIPS_ENDPOINT",
        "use_fips_endpoint",
    )
    .as_deref()
        == Some("true");
    let endpoint = match &endpoint_url {
        Some(url) => url.clone(),
        None => endpoint_of(&region, use_fips).await?,
    };
    Ok(Resolved {
        in_force: InForce {
            endpoint_is_aws: is_aws(&endpoint),
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
    overrides: Option<String>,
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
            overrides: bearer.map(|_| {
                format!("The Bedrock API key given here wins over {BEARER} of the environment.")
            }),
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
            overrides: bearer
                .map(|_| format!("The keys given here win over {BEARER} of the environment.")),
        }),
        Credentials::Chain { .. } => match bearer {
            Some(key) => Ok(Found {
                key_source: KeySource::BearerFromEnvironment,
                source: Source::Bearer(key.into()),
                overrides: beside(environment, profile, set)
                    .map(|beside| format!("{BEARER} is set and wins over {beside}.")),
            }),
            None => chain(environment, profile, set),
        },
    }
}

/// What there is beside a bearer key.
fn beside(environment: &Environment, profile: Option<&str>, set: &ProfileSet) -> Option<String> {
    if let Some(name) = profile {
        Some(format!("the profile {name}"))
    } else if environment.get("AWS_ACCESS_KEY_ID").is_some() {
        Some("AWS_ACCESS_KEY_ID".to_owned())
    } else {
        selected(set).map(|(name, _)| format!("the profile {name}"))
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
        .get("AWS_ACCESS_KEY_ID")
        .zip(environment.get("AWS_SECRET_ACCESS_KEY"));
    if let (None, Some((id, secret))) = (profile, keys) {
        let token = environment.get("AWS_SESSION_TOKEN").map(Into::into);
        return Ok(Found {
            key_source: KeySource::Environment,
            source: Source::keys(id, secret.into(), token),
            overrides: selected.map(|(name, _)| {
                format!("AWS_ACCESS_KEY_ID is set and wins over the profile {name}.")
            }),
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

/// The region: given, else of the environment, else of the profile. Never asked of the network.
fn region(access: &Access, set: &ProfileSet) -> Result<String, Failure> {
    let environment = &access.environment;
    let region = access
        .region
        .clone()
        .filter(|region| !region.trim().is_empty())
        .or_else(|| environment.get("AWS_REGION"))
        .or_else(|| environment.get("AWS_DEFAULT_REGION"))
        .or_else(|| set.get("region").map(str::to_owned))
        .ok_or_else(|| {
            Failure::unsent(
                FailureKind::NoRegion,
                "No AWS region is set: neither here, nor in AWS_REGION, nor in the profile.",
            )
        })?;
    let region = region.trim().to_owned();
    let is_plausible = region.chars().all(|character| {
        character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-'
    });
    if is_plausible {
        Ok(region)
    } else {
        Err(Failure::unsent(
            FailureKind::NoRegion,
            "What is set as the AWS region is none; it should look like us-east-1.",
        ))
    }
}

/// A setting of the environment, else of the profile.
fn setting(
    environment: &Environment,
    set: &ProfileSet,
    variable: &str,
    key: &str,
) -> Option<String> {
    environment
        .get(variable)
        .or_else(|| set.get(key).map(str::to_owned))
        .map(|value| value.trim().to_lowercase())
}

/// An endpoint that the environment or the profile names: for Bedrock before one for all services.
fn endpoint_url(environment: &Environment, set: &ProfileSet) -> Result<Option<String>, Failure> {
    let ignored = setting(
        environment,
        set,
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "ignore_configured_endpoint_urls",
    );
    if ignored.as_deref() == Some("true") {
        return Ok(None);
    }
    let url = environment
        .get("AWS_ENDPOINT_URL_BEDROCK_RUNTIME")
        .or_else(|| environment.get("AWS_ENDPOINT_URL"))
        .or_else(|| of_services(set))
        .or_else(|| set.get("endpoint_url").map(str::to_owned))
        .map(|url| url.trim().trim_end_matches('/').to_owned())
        .filter(|url| !url.is_empty());
    match url {
        Some(url) if host(&url).is_none_or(str::is_empty) => Err(Failure::unsent(
            FailureKind::Unknown,
            "The endpoint that is set for Bedrock is no address of http:// or https://.",
        )),
        url => Ok(url),
    }
}

/// The endpoint of the `services` section that the profile names. The reference writes `bedrock_runtime` there
/// (<https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html>); the SDK's own reader knows `bedrock-runtime` alone.
fn of_services(set: &ProfileSet) -> Option<String> {
    let services = set.get("services")?;
    ["bedrock_runtime", "bedrock-runtime"]
        .into_iter()
        .find_map(|service| {
            let key = PropertiesKey::builder()
                .section_key("services")
                .section_name(services)
                .property_name(service)
                .sub_property_name("endpoint_url")
                .build()
                .ok()?;
            set.other_sections().get(&key).cloned()
        })
}

/// The region's own endpoint, by the SDK's rules.
async fn endpoint_of(region: &str, use_fips: bool) -> Result<String, Failure> {
    let no_endpoint = || {
        Failure::unsent(
            FailureKind::NoRegion,
            format!("The SDK knows no Bedrock endpoint in the region {region}."),
        )
    };
    let params = Params::builder()
        .region(region)
        .use_fips(use_fips)
        .build()
        .map_err(|_| no_endpoint())?;
    let endpoint = DefaultResolver::new()
        .resolve_endpoint(&params)
        .await
        .map_err(|_| no_endpoint())?;
    Ok(endpoint.url().to_owned())
}

/// The host of a URL of http or https, without user, port and path.
fn host(url: &str) -> Option<&str> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    Some(host.split(':').next().unwrap_or(host))
}

/// Whether an endpoint belongs to AWS: a private one of a VPC does as well.
fn is_aws(endpoint: &str) -> bool {
    endpoint.starts_with("https://")
        && host(endpoint).is_some_and(|host| {
            [
                ".amazonaws.com",
                ".amazonaws.com.cn",
                ".api.aws",
                ".api.amazonwebservices.com.cn",
            ]
            .iter()
            .any(|suffix| host.ends_with(suffix))
        })
}

#[cfg(test)]
mod tests {
    use super::is_aws;

    #[test]
    fn only_hosts_of_aws_over_tls_count_as_its_own() {
        for (endpoint, expected) in [
            ("https://bedrock-runtime.us-east-1.amazonaws.com", true),
            ("https://bedrock-runtime.cn-north-1.amazonaws.com.cn", true),
            (
                "https://vpce-1-2.bedrock-runtime.us-east-1.vpce.amazonaws.com",
                true,
            ),
            ("http://bedrock-runtime.us-east-1.amazonaws.com", false),
            ("http://127.0.0.1:4000", false),
            ("https://amazonaws.com.example.org", false),
            ("https://bedrock.amazonaws.com@example.org/", false),
            ("https://example.org/.amazonaws.com", false),
            ("https://evilamazonaws.com", false),
        ] {
            assert_eq!(
                is_aws(endpoint),
                expected,
                "{endpoint}: keys go to whoever this is"
            );
        }
    }
}
