//! The way to Bedrock: region, endpoint and credentials, and the client made of them.

use std::{future::Future, pin::Pin};

use secrecy::SecretString;

use crate::{
    Failure, FailureKind, Charge,
    port::{Model, Reply, Request},
};

/// How Bedrock is reached.
#[derive(Clone, Debug, Default)]
pub struct Access {
    /// The region; otherwise the profile's or the environment's.
    pub region: Option<String>,
    /// Who asks.
    pub credentials: Credentials,
}

/// Who asks.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// The AWS chain without the instance metadata service: environment, profile (keys, SSO, `credential_process`, assumed role), web identity, container.
    Chain {
        /// A profile's name; otherwise the environment's or `default`.
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
    /// `AWS_ACCESS_KEY_ID` and its companions.
    Environment,
    /// A profile.
    Profile {
        /// Its name.
        name: String,
        /// What kind it is.
        kind: ProfileKind,
    },
}

/// A profile of the AWS configuration files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// Its region, when it says one.
    pub region: Option<String>,
    /// What kind it is.
    pub kind: ProfileKind,
}

/// Where a profile has its credentials from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProfileKind {
    /// Keys in the file.
    Keys,
    /// IAM Identity Center.
    Sso,
    /// `credential_process`.
    Process,
    /// Assumes a role.
    Role,
    /// Anything else, or nothing.
    Other,
}

/// The profiles of the AWS configuration files of this user, by name. No network, no credentials are read out.
pub async fn profiles() -> Vec<Profile> {
    Vec::new()
}

/// Amazon Bedrock. Credentials are asked for at each call and renewed by their providers when they expire.
#[derive(Clone)]
pub struct Bedrock {
    _private: (),
}

impl Bedrock {
    /// Finds region, endpoint and credential source. Makes no call to Bedrock.
    ///
    /// # Errors
    /// [`FailureKind::NoRegion`], [`FailureKind::NoCredentials`]: what is missing, in words.
    pub async fn connect(_access: Access) -> Result<Bedrock, Failure> {
        Err(Failure {
            kind: FailureKind::NoCredentials,
            message: String::new(),
            charge: Charge::Nothing,
            retry_after: None,
            request_id: None,
        })
    }

    /// What is in force.
    #[must_use]
    pub fn in_force(&self) -> &InForce {
        unreachable!()
    }
}

impl Model for Bedrock {
    fn converse<'a>(
        &'a self,
        _request: &'a Request,
        _on_delta: &'a mut (dyn FnMut(&str) + Send),
    ) -> Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send + 'a>> {
        unreachable!()
    }
}
