//! What keeps credentials and what learners write out of files that others read: no core files, and no logs of libraries that write down what
//! they send.

/// A filter for logs, in the syntax of `tracing_subscriber::EnvFilter`, that holds back the libraries that speak to AWS: at their finest they write
/// down whole requests, headers and bodies included. It goes behind whatever a person asks for, so that it wins.
pub const CONFIDENTIAL_LOGS: &[&str] = &[
    "aws_config=warn",
    "aws_credential_types=warn",
    "aws_runtime=warn",
    "aws_sdk_bedrockruntime=warn",
    "aws_sdk_sso=warn",
    "aws_sdk_ssooidc=warn",
    "aws_sdk_sts=warn",
    "aws_sigv4=warn",
    "aws_smithy_eventstream=warn",
    "aws_smithy_http=warn",
    "aws_smithy_http_client=warn",
    "aws_smithy_runtime=warn",
    "aws_smithy_runtime_api=warn",
    "h2=warn",
    "hyper=warn",
    "hyper_util=warn",
    "rustls=warn",
    "zbus=warn",
];

/// Asks the system never to write this process's memory to a file when it crashes. Called once, first of all.
#[cfg(unix)]
pub fn refuse_core_files() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    if let Err(error) = setrlimit(Resource::Core, none) {
        tracing::warn!(%error, "core files cannot be refused");
    }
}

/// Windows writes no memory of its own accord; what its error reporting keeps is the administrator's choice.
#[cfg(not(unix))]
pub fn refuse_core_files() {}
