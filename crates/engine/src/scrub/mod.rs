//! What must not be sent to a model, replaced: keys, passwords, tokens, private keys, account ids, addresses. Works on a template in YAML
//! or JSON, broken ones too, and on free text, by its letters alone; knows nothing of missions or of models.

mod hidden;
mod keys;
mod named;
mod page;
#[cfg(test)]
mod tests;
mod tokens;
mod value;

use std::{fmt, ops::Range};

use self::page::Page;

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

/// Replaces everything that must not be sent to a model. Takes time in proportion to the text's length.
pub fn scrub(text: &str) -> Scrubbed {
    let page = Page::new(text);
    let mut secrets = keys::find(&page);
    secrets.extend(tokens::find(&page));
    secrets.extend(named::find(&page));
    secrets.extend(hidden::find(&page));
    secrets
        .retain(|secret| !secret.range.is_empty() && !is_placeholder(&text[secret.range.clone()]));
    // What begins first wins, and of those the longest: a password in a connection string before the address it seems to be part of.
    secrets.sort_by_key(|secret| (secret.range.start, std::cmp::Reverse(secret.range.end)));
    replace(&page, &secrets)
}

/// A part of the text that is secret.
#[derive(Clone, Debug)]
struct Secret {
    range: Range<usize>,
    kind: SecretKind,
    /// Goes on from the one before: a line of a private key.
    continues: bool,
}

impl Secret {
    fn new(range: Range<usize>, kind: SecretKind) -> Secret {
        Secret {
            range,
            kind,
            continues: false,
        }
    }
}

fn replace(page: &Page<'_>, secrets: &[Secret]) -> Scrubbed {
    let mut text = String::with_capacity(page.text.len());
    let mut found = Vec::new();
    let mut done = 0;
    for secret in secrets {
        // Of two that overlap, the rest of the second is left to it: a half of a secret is one too.
        let start = secret.range.start.max(done);
        if start >= secret.range.end {
            continue;
        }
        text.push_str(&page.text[done..start]);
        if start == secret.range.start {
            text.push_str(&page.in_place(secret));
            if !secret.continues {
                found.push(Found {
                    kind: secret.kind,
                    line: page.line_of(start),
                });
            }
        }
        done = secret.range.end;
    }
    text.push_str(&page.text[done..]);
    Scrubbed { text, found }
}

fn is_placeholder(text: &str) -> bool {
    text.starts_with("REMOVED_")
}
