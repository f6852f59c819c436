//! The AWS configuration files: profiles by name, and where each has its credentials from. Nothing secret leaves this file.

use std::borrow::Cow;

use aws_config::profile::{Profile as Section, ProfileSet};
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_types::os_shim_internal::Fs;

use crate::Environment;

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

/// The profiles of the AWS configuration files of this user, by name. No network, no credentials are read out. Files that cannot be read have no
/// profiles: [`crate::Bedrock::connect`] says what is wrong with them.
pub async fn profiles() -> Vec<Profile> {
    profiles_of(&Environment::process()).await
}

/// The same for a given environment.
pub async fn profiles_of(environment: &Environment) -> Vec<Profile> {
    let Ok(set) = load(environment, None).await else {
        return Vec::new();
    };
    let mut profiles: Vec<Profile> = set
        .profiles()
        .filter_map(|name| set.get_profile(name))
        .map(|section| Profile {
            name: section.name().to_owned(),
            region: section.get("region").map(str::to_owned),
            kind: kind(section),
        })
        .collect();
    profiles.sort_by(|one, other| one.name.cmp(&other.name));
    profiles
}

/// Both files, with a profile selected: this one, else `AWS_PROFILE`, else `default`; an empty variable is none, which the SDK sees otherwise. Files that
/// are not there are empty.
///
/// # Errors
/// Where a file is malformed, as a sentence: its path and the line.
pub(crate) async fn load(
    environment: &Environment,
    profile: Option<&str>,
) -> Result<ProfileSet, String> {
    let profile = profile
        .map(str::to_owned)
        .or_else(|| environment.get("AWS_PROFILE"))
        .unwrap_or_else(|| "default".to_owned());
    aws_config::profile::load(
        &Fs::real(),
        &environment.for_sdk(),
        &EnvConfigFiles::default(),
        Some(Cow::Owned(profile)),
    )
    .await
    .map_err(|error| {
        let mut sentence = error.to_string();
        if let Some(cause) = std::error::Error::source(&error) {
            sentence = format!("{sentence}: {cause}");
        }
        sentence
    })
}

/// The files of a given environment, for the SDK's providers, which would look at the process's. Those that are not there are left out: named files
/// have to exist.
pub(crate) fn files(environment: &Environment) -> EnvConfigFiles {
    let home = environment
        .get("HOME")
        .or_else(|| environment.get("USERPROFILE"));
    let mut files = EnvConfigFiles::builder();
    for (kind, variable, below_home) in [
        (EnvConfigFileKind::Config, "AWS_CONFIG_FILE", ".aws/config"),
        (
            EnvConfigFileKind::Credentials,
            "AWS_SHARED_CREDENTIALS_FILE",
            ".aws/credentials",
        ),
    ] {
        let path = environment.get(variable).map(Into::into).or_else(|| {
            home.as_ref()
                .map(|home| std::path::Path::new(home).join(below_home))
        });
        if let Some(path) = path.filter(|path| path.is_file()) {
            files = files.with_file(kind, path);
        }
    }
    files.build()
}

/// What kind of profile this is, in the order in which the SDK looks.
pub(crate) fn kind(section: &Section) -> ProfileKind {
    let has = |key| section.get(key).is_some();
    if has("role_arn") {
        ProfileKind::Role
    } else if has("sso_start_url") || has("sso_session") {
        ProfileKind::Sso
    } else if has("credential_process") {
        ProfileKind::Process
    } else if has("aws_access_key_id") {
        ProfileKind::Keys
    } else {
        ProfileKind::Other
    }
}
