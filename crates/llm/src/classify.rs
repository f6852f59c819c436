//! From an error of the SDK to a [`Failure`]: the one place that knows Bedrock's names and wordings. The kind follows from the error's name, which is
//! the modelled variant, else `.code()`, else the `:exception-type` header; a known wording makes it narrower; without a name the HTTP status
//! decides. Errors are never printed with `{:?}`: they hold headers and bodies.

use std::{error::Error, time::Duration};

use aws_sdk_bedrockruntime::{
    error::{ProvideErrorMetadata, SdkError},
    operation::{RequestId, converse_stream::ConverseStreamError},
    types::error::ConverseStreamOutputError,
};
use aws_smithy_runtime_api::{client::result::ConnectorError, http::Response};
use aws_smithy_types::event_stream::{Message, RawMessage};

use crate::{Charge, Failure, FailureKind, Usage, plain::harmless};

/// Names of errors, as the service writes them, without regard to case.
const NAMES: &[(&str, FailureKind)] = &[
    ("ThrottlingException", FailureKind::Throttled),
    ("Throttling", FailureKind::Throttled),
    ("TooManyRequestsException", FailureKind::Throttled),
    ("RequestLimitExceeded", FailureKind::Throttled),
    // "You can resubmit your request later", says the reference of ConverseStream.
    ("ServiceQuotaExceededException", FailureKind::Throttled),
    ("ServiceUnavailableException", FailureKind::Unavailable),
    ("ServiceUnavailable", FailureKind::Unavailable),
    ("ModelNotReadyException", FailureKind::ModelNotReady),
    ("ModelTimeoutException", FailureKind::ModelTimeout),
    ("ModelErrorException", FailureKind::ModelStream),
    ("ModelStreamErrorException", FailureKind::ModelStream),
    ("InternalServerException", FailureKind::Internal),
    ("InternalFailure", FailureKind::Internal),
    ("InternalError", FailureKind::Internal),
    ("InternalServerError", FailureKind::Internal),
    ("AccessDeniedException", FailureKind::AccessDenied),
    ("AccessDenied", FailureKind::AccessDenied),
    ("NotAuthorized", FailureKind::AccessDenied),
    ("OptInRequired", FailureKind::Marketplace),
    ("ExpiredTokenException", FailureKind::ExpiredCredentials),
    ("ExpiredToken", FailureKind::ExpiredCredentials),
    (
        "UnrecognizedClientException",
        FailureKind::InvalidCredentials,
    ),
    ("InvalidClientTokenId", FailureKind::InvalidCredentials),
    ("InvalidSignatureException", FailureKind::InvalidCredentials),
    ("SignatureDoesNotMatch", FailureKind::InvalidCredentials),
    ("IncompleteSignature", FailureKind::InvalidCredentials),
    (
        "IncompleteSignatureException",
        FailureKind::InvalidCredentials,
    ),
    (
        "MissingAuthenticationToken",
        FailureKind::InvalidCredentials,
    ),
    (
        "MissingAuthenticationTokenException",
        FailureKind::InvalidCredentials,
    ),
    ("RequestExpired", FailureKind::ClockSkew),
    ("RequestTimeTooSkewed", FailureKind::ClockSkew),
    ("ResourceNotFoundException", FailureKind::NoSuchModel),
    ("ValidationException", FailureKind::Invalid),
    ("SerializationException", FailureKind::Invalid),
];

/// Wordings that say more than the name: all parts have to be in the message, in small letters; the first row that fits wins.
const WORDINGS: &[(&[&str], FailureKind)] = &[
    (
        &["on-demand throughput isn't supported"],
        FailureKind::NeedsProfile,
    ),
    (
        &["on-demand throughput", "inference profile"],
        FailureKind::NeedsProfile,
    ),
    (&["use case details"], FailureKind::AccessForm),
    (&["aws-marketplace"], FailureKind::Marketplace),
    (&["aws marketplace"], FailureKind::Marketplace),
    (&["invalid_payment_instrument"], FailureKind::Marketplace),
    (&["signature expired"], FailureKind::ClockSkew),
    (&["signature not yet current"], FailureKind::ClockSkew),
    (&["token", "has expired"], FailureKind::ExpiredCredentials),
    (&["token", "is expired"], FailureKind::ExpiredCredentials),
    (&["api key", "expired"], FailureKind::ExpiredCredentials),
    (&["api key is valid"], FailureKind::InvalidCredentials),
    (&["invalid api key"], FailureKind::InvalidCredentials),
    (&["authentication failed"], FailureKind::InvalidCredentials),
    (&["per day"], FailureKind::DailyQuota),
    (&["daily", "quota"], FailureKind::DailyQuota),
    (&["operation not allowed"], FailureKind::ZeroQuota),
    (&["your account is not authorized"], FailureKind::ZeroQuota),
    (&["quota", " of 0"], FailureKind::ZeroQuota),
    (&["quota is 0"], FailureKind::ZeroQuota),
    (&["not available in this region"], FailureKind::NoRegion),
    (&["not supported in this region"], FailureKind::NoRegion),
    (&["model identifier is invalid"], FailureKind::NoSuchModel),
    (
        &["could not resolve the foundation model"],
        FailureKind::NoSuchModel,
    ),
    (&["too many connections"], FailureKind::Throttled),
];

/// Wordings of a request that is refused for its structured output alone.
const OUTPUT_WORDINGS: &[&str] = &[
    "output_config",
    "outputconfig",
    "output_format",
    "toolconfig",
    "toolchoice",
    "tool_choice",
    "tool use",
    "compiled grammar",
    "structured output",
    "schema is too",
];

/// The kind of an error by its name, its message and the HTTP status it came with.
pub(crate) fn kind(name: Option<&str>, message: &str, status: Option<u16>) -> FailureKind {
    let message = message.to_lowercase().replace('\u{2019}', "'");
    let by_name = name.and_then(|name| {
        NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, kind)| *kind)
    });
    let by_wording = WORDINGS
        .iter()
        .find(|(parts, _)| parts.iter().all(|part| message.contains(part)))
        .map(|(_, kind)| *kind);
    match (by_wording, by_name, name) {
        // Only of an error that has a name: a proxy's page may say anything.
        (Some(kind), _, Some(_)) => kind,
        (_, Some(FailureKind::Invalid), _)
            if OUTPUT_WORDINGS.iter().any(|part| message.contains(part)) =>
        {
            FailureKind::UnsupportedOutput
        }
        (_, Some(kind), _) => kind,
        (_, None, named) => by_status(status, named.is_some()),
    }
}

/// What the status alone says. Of a name that is not known it is believed; without a name it may be anybody's, so that only what passes by
/// itself is taken from it. A proxy that got no good answer (502) or none in time (504) had sent the request on: it may have been served and
/// charged.
fn by_status(status: Option<u16>, named: bool) -> FailureKind {
    match (status, named) {
        (Some(429), _) => FailureKind::Throttled,
        (Some(500), _) | (Some(502 | 504), false) => FailureKind::Internal,
        (Some(502..=504 | 529), _) => FailureKind::Unavailable,
        (Some(408), true) => FailureKind::ModelTimeout,
        (Some(424), true) => FailureKind::ModelStream,
        (Some(401 | 403), true) => FailureKind::AccessDenied,
        (Some(400), true) => FailureKind::Invalid,
        _ => FailureKind::Unknown,
    }
}

/// A call that got no stream.
pub(crate) fn refused(error: &SdkError<ConverseStreamError, Response>) -> Failure {
    let mut failure = match error {
        SdkError::ServiceError(service) => {
            let status = service.raw().status().as_u16();
            let message = service.err().message().unwrap_or_default();
            let kind = kind(refusal_name(service.err()), message, Some(status));
            // Without an error's name the message is a page's, and nothing for a person.
            let told = service.err().code().and_then(|_| harmless(message));
            told_by_aws(kind, told.as_deref())
        }
        SdkError::DispatchFailure(dispatch) => dispatch
            .as_connector_error()
            .map_or_else(|| sentence(FailureKind::Interrupted), unconnected),
        SdkError::TimeoutError(_) => sentence(FailureKind::Offline),
        SdkError::ConstructionFailure(_) => Failure {
            charge: Charge::Nothing,
            ..sentence(FailureKind::Invalid)
        },
        _ => sentence(FailureKind::Unknown),
    };
    failure.retry_after = error.raw_response().and_then(retry_after);
    failure.request_id = error.request_id().map(str::to_owned);
    failure
}

/// The name of a refusal: `code` is there for all modelled ones and for most of the others.
fn refusal_name(error: &ConverseStreamError) -> Option<&str> {
    let modelled = match error {
        ConverseStreamError::AccessDeniedException(_) => Some("AccessDeniedException"),
        ConverseStreamError::InternalServerException(_) => Some("InternalServerException"),
        ConverseStreamError::ModelErrorException(_) => Some("ModelErrorException"),
        ConverseStreamError::ModelNotReadyException(_) => Some("ModelNotReadyException"),
        ConverseStreamError::ModelTimeoutException(_) => Some("ModelTimeoutException"),
        ConverseStreamError::ResourceNotFoundException(_) => Some("ResourceNotFoundException"),
        ConverseStreamError::ServiceUnavailableException(_) => Some("ServiceUnavailableException"),
        ConverseStreamError::ThrottlingException(_) => Some("ThrottlingException"),
        ConverseStreamError::ValidationException(_) => Some("ValidationException"),
        // The enum is open; whatever else there is has a code or no name.
        _ => None,
    };
    modelled.or_else(|| error.code())
}

/// No stream, and no answer either: whether a connection was made decides what it may cost.
fn unconnected(error: &ConnectorError) -> Failure {
    let causes = causes(error);
    // The HTTP stack tells the two apart in words only.
    if error.is_timeout() || causes.contains("client error (connect)") {
        sentence(FailureKind::Offline)
    } else {
        sentence(FailureKind::Interrupted)
    }
}

/// How far a stream was when it broke.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Progress {
    /// Events that arrived.
    pub(crate) events: u64,
    /// Usage, when it had been told already.
    pub(crate) usage: Option<Usage>,
}

impl Progress {
    /// What may have been charged when it ended like this now.
    pub(crate) fn charge(self, kind: FailureKind) -> Charge {
        match (self.usage, self.events) {
            (Some(usage), _) => Charge::Known(usage),
            (None, 0) => kind.charge_before_answer(),
            (None, _) => Charge::Unknown,
        }
    }
}

/// A stream that broke.
pub(crate) fn broken(
    error: &SdkError<ConverseStreamOutputError, RawMessage>,
    progress: Progress,
) -> Failure {
    let failure = match error {
        SdkError::ServiceError(service) => {
            let message = service.err().message().unwrap_or_default();
            let name = exception_name(service.err())
                .map(str::to_owned)
                .or_else(|| header(service.raw(), ":exception-type"));
            let kind = kind(name.as_deref(), message, None);
            told_by_aws(kind, harmless(message).as_deref())
        }
        SdkError::ResponseError(response) => unreadable(response.raw(), progress),
        SdkError::DispatchFailure(_) | SdkError::TimeoutError(_) => {
            sentence(FailureKind::Interrupted)
        }
        _ => sentence(FailureKind::Garbled),
    };
    Failure {
        charge: progress.charge(failure.kind),
        ..failure
    }
}

/// The name of an exception in a stream. The SDK gives these no code.
fn exception_name(error: &ConverseStreamOutputError) -> Option<&str> {
    let modelled = match error {
        ConverseStreamOutputError::InternalServerException(_) => Some("InternalServerException"),
        ConverseStreamOutputError::ModelStreamErrorException(_) => {
            Some("ModelStreamErrorException")
        }
        ConverseStreamOutputError::ValidationException(_) => Some("ValidationException"),
        ConverseStreamOutputError::ThrottlingException(_) => Some("ThrottlingException"),
        ConverseStreamOutputError::ServiceUnavailableException(_) => {
            Some("ServiceUnavailableException")
        }
        // The enum is open, as above.
        _ => None,
    };
    modelled.or_else(|| error.code())
}

/// Frames that could not be read.
fn unreadable(raw: &RawMessage, progress: Progress) -> Failure {
    match raw {
        RawMessage::Decoded(message) => match text_header(message, ":error-code") {
            // `:message-type` `error` is for errors outside of the model; the SDK does not know it.
            Some(code) => {
                let told = text_header(message, ":error-message").unwrap_or_default();
                let kind = kind(Some(&code), &told, None);
                told_by_aws(kind, harmless(&told).as_deref())
            }
            None => sentence(FailureKind::Garbled),
        },
        // The stream ended inside of a frame. A frame begins with its length, which no text does: then this was never an event stream.
        RawMessage::Invalid(Some(bytes)) if progress.events == 0 && bytes.first() != Some(&0) => {
            sentence(FailureKind::Unknown)
        }
        RawMessage::Invalid(Some(_)) => sentence(FailureKind::Interrupted),
        _ => sentence(FailureKind::Garbled),
    }
}

fn header(raw: &RawMessage, name: &str) -> Option<String> {
    match raw {
        RawMessage::Decoded(message) => text_header(message, name),
        _ => None,
    }
}

fn text_header(message: &Message, name: &str) -> Option<String> {
    message
        .headers()
        .iter()
        .find(|header| header.name().as_str() == name)
        .and_then(|header| header.value().as_string().ok())
        .map(|value| value.as_str().to_owned())
}

/// A failure in our own words alone.
pub(crate) fn sentence(kind: FailureKind) -> Failure {
    told_by_aws(kind, None)
}

/// A failure in our own words and the service's.
fn told_by_aws(kind: FailureKind, told: Option<&str>) -> Failure {
    Failure {
        kind,
        message: match told {
            Some(told) => format!("{} AWS says: {told}", kind.what()),
            None => kind.what().to_owned(),
        },
        charge: kind.charge_before_answer(),
        retry_after: None,
        request_id: None,
    }
}

/// How long the service asks to wait.
fn retry_after(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get("retry-after")?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// The texts of an error and of all that it was caused by, in small letters. To tell errors apart, never to be shown: a cause may hold anything.
pub(crate) fn causes(error: &dyn Error) -> String {
    let mut texts = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        texts.push_str(&error.to_string().to_lowercase());
        texts.push('\n');
        next = error.source();
    }
    texts
}

#[cfg(test)]
#[path = "classify_tests.rs"]
mod tests;
