//! Why there are no keys, in words that lead on: which sign-in, which profile, which program.

use std::{error::Error, time::Duration};

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::result::ConnectorError;

use crate::{Failure, FailureKind, ProfileKind, classify::causes, keys::Source};

/// What an error of a source means, in words that lead on. Its own text may hold what a `credential_process` printed, so it is not shown.
pub(crate) fn failure(source: &Source, error: &CredentialsError) -> Failure {
    let causes = causes(error);
    if is_unreachable(error) {
        return Failure::unsent(
            FailureKind::Offline,
            "AWS could not be reached to get credentials: check the network and the proxy.",
        );
    }
    if causes.contains("signature expired") || causes.contains("signature not yet current") {
        return Failure::unsent(FailureKind::ClockSkew, FailureKind::ClockSkew.what());
    }
    let Source::Profile { name, kind, .. } = source else {
        return Failure::unsent(
            FailureKind::NoCredentials,
            "The credentials that the environment leads to could not be got.",
        );
    };
    profile_failure(name, *kind, &causes)
}

/// Keys that came and are over already.
pub(crate) fn expired(source: &Source) -> Failure {
    let message = match source {
        Source::Profile { name, kind, .. } => match kind {
            ProfileKind::Sso => sign_in(name),
            ProfileKind::Process => format!(
                "The program of credential_process in the profile {name} gave credentials that have expired."
            ),
            ProfileKind::Keys | ProfileKind::Role | ProfileKind::Other => {
                format!("The credentials of the profile {name} have expired.")
            }
        },
        Source::Bearer(_)
        | Source::Keys { .. }
        | Source::WebIdentity { .. }
        | Source::Container => FailureKind::ExpiredCredentials.what().to_owned(),
    };
    Failure::unsent(FailureKind::ExpiredCredentials, message)
}

/// A source that did not answer in time.
pub(crate) fn silent(source: &Source, most_time: Duration) -> Failure {
    let message = match source {
        Source::Profile { name, .. } => format!(
            "The profile {name} gave no credentials within {} seconds.",
            most_time.as_secs()
        ),
        Source::Bearer(_)
        | Source::Keys { .. }
        | Source::WebIdentity { .. }
        | Source::Container => FailureKind::NoCredentials.what().to_owned(),
    };
    Failure::unsent(FailureKind::NoCredentials, message)
}

fn profile_failure(name: &str, kind: ProfileKind, causes: &str) -> Failure {
    let (failure, message) = match kind {
        // The sign-in is missing, over, or was taken back; all need the same.
        ProfileKind::Sso
            if !causes.contains("forbidden")
                && !causes.contains("invalid sso config")
                && !causes.contains("sso-session") =>
        {
            (FailureKind::ExpiredCredentials, sign_in(name))
        }
        ProfileKind::Sso if causes.contains("forbidden") => (
            FailureKind::AccessDenied,
            format!(
                "The sign-in of the profile {name} is good, but may not use the account or role that the profile names."
            ),
        ),
        ProfileKind::Sso => (
            FailureKind::NoCredentials,
            format!(
                "The SSO settings of the profile {name} are not complete: run `aws configure sso --profile {name}`."
            ),
        ),
        ProfileKind::Process => (
            FailureKind::NoCredentials,
            format!(
                "The program of credential_process in the profile {name} failed or gave no credentials: run it in a terminal to see why."
            ),
        ),
        ProfileKind::Role if causes.contains("accessdenied") => (
            FailureKind::AccessDenied,
            format!(
                "The profile {name} may not assume its role: check the role's trust policy and role_arn."
            ),
        ),
        ProfileKind::Role if causes.contains("expiredtoken") => (
            FailureKind::ExpiredCredentials,
            format!(
                "The credentials with which the profile {name} assumes its role have expired: sign in again for its source profile."
            ),
        ),
        ProfileKind::Role
            if causes.contains("invalidclienttokenid")
                || causes.contains("signaturedoesnotmatch") =>
        {
            (
                FailureKind::InvalidCredentials,
                format!(
                    "AWS does not accept the keys with which the profile {name} assumes its role."
                ),
            )
        }
        ProfileKind::Role if causes.contains("sso") => (
            FailureKind::ExpiredCredentials,
            format!(
                "The sign-in with which the profile {name} assumes its role has expired: run `aws sso login` for its source profile."
            ),
        ),
        ProfileKind::Role => (
            FailureKind::NoCredentials,
            format!(
                "The profile {name} could not assume its role: check its role_arn, source_profile and credential_source."
            ),
        ),
        ProfileKind::Keys => (
            FailureKind::NoCredentials,
            format!(
                "The keys of the profile {name} are not complete: aws_access_key_id and aws_secret_access_key are both needed."
            ),
        ),
        ProfileKind::Other => (
            FailureKind::NoCredentials,
            format!(
                "The profile {name} gets its credentials in a way that this program does not know."
            ),
        ),
    };
    Failure::unsent(failure, message)
}

fn sign_in(profile: &str) -> String {
    format!(
        "The sign-in of the profile {profile} is missing or has expired: run `aws sso login --profile {profile}`."
    )
}

/// Whether an error comes from a connection that was not made or broke.
fn is_unreachable(error: &CredentialsError) -> bool {
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = next {
        if error.downcast_ref::<ConnectorError>().is_some() {
            return true;
        }
        next = error.source();
    }
    false
}
