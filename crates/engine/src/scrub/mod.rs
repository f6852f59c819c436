//! What must not be sent to a model, replaced: keys, passwords, tokens, private keys, account ids, addresses. Works on a template in YAML
//! or JSON, broken ones too, and on free text, by its letters alone; knows nothing of missions or of models.

use std::fmt;

/// A text without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scrubbed {
    /// The text, with the same lines; each secret is a word such as `REMOVED_PASSWORD`, which stands wherever a YAML scalar can.
    pub text: String,
    /// What was replaced, in order.
    pub found: Vec<Found>,
}

/// Something that was replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it was.
    pub kind: SecretKind,
    /// The line where it began, from 1; the same in both texts.
    pub line: u32,
}

/// What must not be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SecretKind {
    /// `AKIA...`, `ASIA...`.
    AccessKeyId,
    /// The 40 characters that go with an access key id.
    SecretAccessKey,
    /// The token of temporary AWS keys.
    SessionToken,
    /// A Bedrock API key.
    BedrockKey,
    /// PEM, OpenSSH, PGP and age private keys.
    PrivateKey,
    /// A password, by its name, its option or its place in a URL.
    Password,
    /// A token or key of another service, by its form or its name.
    Token,
    /// The `Default` of a parameter with `NoEcho`.
    HiddenDefault,
    /// An AWS account.
    AccountId,
    /// An e-mail address.
    Email,
}

impl SecretKind {
    /// The word that is put in its place. It is left alone when the text is scrubbed again.
    pub fn placeholder(self) -> &'static str {
        match self {
            SecretKind::AccessKeyId => "REMOVED_AWS_ACCESS_KEY_ID",
            SecretKind::SecretAccessKey => "REMOVED_AWS_SECRET_ACCESS_KEY",
            SecretKind::SessionToken => "REMOVED_AWS_SESSION_TOKEN",
            SecretKind::BedrockKey => "REMOVED_BEDROCK_API_KEY",
            SecretKind::PrivateKey => "REMOVED_PRIVATE_KEY",
            SecretKind::Password => "REMOVED_PASSWORD",
            SecretKind::Token => "REMOVED_TOKEN",
            SecretKind::HiddenDefault => "REMOVED_NOECHO_DEFAULT",
            SecretKind::AccountId => "REMOVED_ACCOUNT_ID",
            SecretKind::Email => "REMOVED_EMAIL",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            SecretKind::AccessKeyId => "AWS access key id",
            SecretKind::SecretAccessKey => "AWS secret access key",
            SecretKind::SessionToken => "AWS session token",
            SecretKind::BedrockKey => "Bedrock API key",
            SecretKind::PrivateKey => "private key",
            SecretKind::Password => "password",
            SecretKind::Token => "token or API key",
            SecretKind::HiddenDefault => "default of a NoEcho parameter",
            SecretKind::AccountId => "AWS account id",
            SecretKind::Email => "e-mail address",
        }
    }
}

impl fmt::Display for SecretKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.label())
    }
}
