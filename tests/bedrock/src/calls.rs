//! What arrived, for tests to look at and for `GET /calls`. Secrets are not kept: of a key only what a person may be shown.

use std::collections::BTreeMap;

use serde::Serialize;

/// One call that arrived.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// Its number, from 0.
    pub number: usize,
    /// When its head and body were read, in milliseconds since the server started.
    pub at_ms: u64,
    /// The model of the path, decoded.
    pub model: String,
    /// `converse-stream` or `converse`.
    pub operation: String,
    /// The body.
    pub body: serde_json::Value,
    /// Who asked.
    pub authorization: Authorization,
    /// Headers but for `authorization` and the session token, by lower-case name.
    pub headers: BTreeMap<String, String>,
    /// What was answered: the status and the error's type, or the answer's kind.
    pub answered: String,
    /// When the first delta of a stream was about to be written, in milliseconds since the Unix epoch.
    pub first_delta_unix_ms: Option<f64>,
    /// The `usage` that a stream told, once it has been written.
    pub usage: Option<serde_json::Value>,
    /// When the last byte of the answer was written, in milliseconds since the server started.
    pub ended_at_ms: Option<u64>,
    /// When the client closed the connection before the answer was over, in the same milliseconds.
    pub closed_by_client_at_ms: Option<u64>,
}

/// What a call was signed or authorised with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Authorization {
    /// Nothing, or nothing that could be read.
    None,
    /// AWS Signature Version 4.
    SigV4 {
        /// Not secret.
        access_key_id: String,
        /// The region of the credential scope.
        region: String,
        /// The service of the credential scope.
        service: String,
        /// Whether a session token came with it.
        session: bool,
    },
    /// A Bedrock API key.
    Bearer {
        /// Its last four characters.
        ends_with: String,
    },
}

impl Authorization {
    /// Reads the `authorization` header.
    pub(crate) fn read(header: Option<&str>, session: bool) -> Authorization {
        let Some(header) = header else {
            return Authorization::None;
        };
        if let Some(key) = header.strip_prefix("Bearer ") {
            let tail: Vec<char> = key.trim().chars().rev().take(4).collect();
            return if tail.is_empty() {
                Authorization::None
            } else {
                Authorization::Bearer {
                    ends_with: tail.into_iter().rev().collect(),
                }
            };
        }
        let scope = header.strip_prefix("AWS4-HMAC-SHA256 ").and_then(|rest| {
            rest.split(',')
                .find_map(|part| part.trim().strip_prefix("Credential="))
        });
        let parts: Vec<&str> = scope.unwrap_or_default().split('/').collect();
        match parts[..] {
            [access_key_id, _date, region, service, "aws4_request"] => Authorization::SigV4 {
                access_key_id: access_key_id.to_owned(),
                region: region.to_owned(),
                service: service.to_owned(),
                session,
            },
            _ => Authorization::None,
        }
    }
}
