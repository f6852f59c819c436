use super::{NAMES, Progress, kind};
use crate::{Charge, FailureKind, Reaction, Usage};

/// Name, message, status, and the kind that they mean: at least one row a kind that an error of the service can have.
const TABLE: &[(&str, &str, u16, FailureKind)] = &[
    (
        "ThrottlingException",
        "Too many requests, please wait before trying again.",
        429,
        FailureKind::Throttled,
    ),
    (
        "throttlingException",
        "Too many tokens, please wait before trying again.",
        0,
        FailureKind::Throttled,
    ),
    (
        "ThrottlingException",
        "Too many tokens per day, please wait before trying again.",
        429,
        FailureKind::DailyQuota,
    ),
    (
        "ServiceQuotaExceededException",
        "Your request exceeds the service quota for your account.",
        400,
        FailureKind::Throttled,
    ),
    (
        "ServiceUnavailableException",
        "Bedrock is unable to process your request.",
        503,
        FailureKind::Unavailable,
    ),
    (
        "ServiceUnavailableException",
        "Too many connections, please wait before trying again.",
        503,
        FailureKind::Throttled,
    ),
    (
        "ModelNotReadyException",
        "Try again later.",
        429,
        FailureKind::ModelNotReady,
    ),
    ("ModelTimeoutException", "", 408, FailureKind::ModelTimeout),
    ("ModelErrorException", "", 424, FailureKind::ModelStream),
    ("modelStreamErrorException", "", 0, FailureKind::ModelStream),
    ("internalServerException", "", 500, FailureKind::Internal),
    (
        "AccessDeniedException",
        "You don't have access to the model with the specified model ID.",
        403,
        FailureKind::AccessDenied,
    ),
    (
        "AccessDeniedException",
        "Model access is denied due to ... AWS Marketplace actions (aws-marketplace:Subscribe)",
        403,
        FailureKind::Marketplace,
    ),
    (
        "AccessDeniedException",
        "Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided.",
        403,
        FailureKind::Marketplace,
    ),
    (
        "AccessDeniedException",
        "Authentication failed: Please make sure your API Key is valid.",
        403,
        FailureKind::InvalidCredentials,
    ),
    (
        "AccessDeniedException",
        "Bearer Token has expired",
        403,
        FailureKind::ExpiredCredentials,
    ),
    (
        "ExpiredTokenException",
        "The security token included in the request is expired",
        403,
        FailureKind::ExpiredCredentials,
    ),
    (
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
        403,
        FailureKind::InvalidCredentials,
    ),
    (
        "InvalidSignatureException",
        "The request signature we calculated does not match",
        403,
        FailureKind::InvalidCredentials,
    ),
    (
        "InvalidSignatureException",
        "Signature expired: 20260601T100000Z is now earlier than 20260601T101500Z",
        403,
        FailureKind::ClockSkew,
    ),
    (
        "InvalidSignatureException",
        "Signature not yet current: 20260601T103000Z",
        403,
        FailureKind::ClockSkew,
    ),
    ("RequestTimeTooSkewed", "", 403, FailureKind::ClockSkew),
    (
        "ValidationException",
        "Invocation of model ID x with on-demand throughput isn\u{2019}t supported. Retry",
        400,
        FailureKind::NeedsProfile,
    ),
    (
        "ValidationException",
        "Invocation of model ID x with on-demand throughput isn't supported. Retry",
        400,
        FailureKind::NeedsProfile,
    ),
    (
        "ResourceNotFoundException",
        "Model use case details have not been submitted for this account.",
        404,
        FailureKind::AccessForm,
    ),
    (
        "ValidationException",
        "Operation not allowed",
        400,
        FailureKind::ZeroQuota,
    ),
    (
        "ValidationException",
        "The provided model identifier is invalid.",
        400,
        FailureKind::NoSuchModel,
    ),
    (
        "ResourceNotFoundException",
        "This model version has reached the end of its life.",
        404,
        FailureKind::NoSuchModel,
    ),
    (
        "ValidationException",
        "The model returned the following errors: output_config.format: Extra inputs are not permitted",
        400,
        FailureKind::UnsupportedOutput,
    ),
    (
        "ValidationException",
        "This model doesn't support the toolConfig.toolChoice.tool field.",
        400,
        FailureKind::UnsupportedOutput,
    ),
    (
        "ValidationException",
        "This model doesn't support tool use.",
        400,
        FailureKind::UnsupportedOutput,
    ),
    (
        "ValidationException",
        "Input is too long for requested model.",
        400,
        FailureKind::Invalid,
    ),
    (
        "ValidationException",
        "The model is not supported in this region.",
        400,
        FailureKind::NoRegion,
    ),
    (
        "SomethingNewException",
        "Something new.",
        403,
        FailureKind::AccessDenied,
    ),
    (
        "SomethingNewException",
        "Something new.",
        418,
        FailureKind::Unknown,
    ),
];

#[test]
fn each_name_and_wording_has_its_kind() {
    for (name, message, status, expected) in TABLE {
        let status = (*status > 0).then_some(*status);
        assert_eq!(
            kind(Some(name), message, status),
            *expected,
            "{name} {status:?} {message:?}: a person is told what to do by the kind"
        );
    }
}

#[test]
fn an_answer_without_a_name_is_believed_only_as_far_as_it_passes_by_itself() {
    for (status, expected) in [
        (500, FailureKind::Internal),
        (503, FailureKind::Unavailable),
        (529, FailureKind::Unavailable),
        (429, FailureKind::Throttled),
        (403, FailureKind::Unknown),
        (404, FailureKind::Unknown),
        (400, FailureKind::Unknown),
    ] {
        assert_eq!(
            kind(None, "Signature expired, says a proxy's page", Some(status)),
            expected,
            "a page of somebody else with status {status} must not pause the queue for credentials"
        );
    }
}

#[test]
fn a_proxy_that_had_no_answer_may_have_sent_the_request_on() {
    for status in [502, 504] {
        let unnamed = kind(None, "", Some(status));
        assert_eq!(
            (unnamed, unnamed.reaction(), unnamed.charge_before_answer()),
            (FailureKind::Internal, Reaction::Retry, Charge::Unknown),
            "a page with status {status}: it may be on the bill, and is not tried for ever"
        );
        assert_eq!(
            kind(Some("SomethingNewException"), "", Some(status)),
            FailureKind::Unavailable,
            "AWS itself says that it did not take it, with status {status}"
        );
    }
}

#[test]
fn no_name_stands_twice_in_the_table() {
    for (index, (name, _)) in NAMES.iter().enumerate() {
        assert!(
            !NAMES[..index]
                .iter()
                .any(|(before, _)| before.eq_ignore_ascii_case(name)),
            "{name} is there twice, and only the first counts"
        );
    }
}

#[test]
fn every_kind_has_a_code_of_its_own_a_step_and_a_charge_that_fits_its_reaction() {
    let mut codes = Vec::new();
    for kind in FailureKind::ALL {
        assert!(
            !codes.contains(&kind.code()),
            "{} is the code of two kinds",
            kind.code()
        );
        codes.push(kind.code());
        assert_eq!(
            FailureKind::from_code(kind.code()),
            Some(kind),
            "a stored code leads back to its kind"
        );
        assert!(
            kind.what().ends_with('.') && kind.next_step().ends_with('.'),
            "{}: sentences for people",
            kind.code()
        );
        match kind.reaction() {
            Reaction::Snooze | Reaction::Pause | Reaction::GiveUp => assert_eq!(
                kind.charge_before_answer(),
                Charge::Nothing,
                "{}: refused before it began, so that it is not paid for",
                kind.code()
            ),
            Reaction::Retry => assert_eq!(
                kind.charge_before_answer(),
                Charge::Unknown,
                "{}: the model may have worked, so that the reservation stands",
                kind.code()
            ),
        }
    }
}

#[test]
fn what_is_charged_depends_on_how_far_it_was() {
    let usage = Usage {
        input: 10,
        output: 3,
        ..Usage::default()
    };
    for (events, told, kind, expected) in [
        (0, None, FailureKind::Throttled, Charge::Nothing),
        (0, None, FailureKind::Interrupted, Charge::Unknown),
        (7, None, FailureKind::Throttled, Charge::Unknown),
        (
            7,
            Some(usage),
            FailureKind::Interrupted,
            Charge::Known(usage),
        ),
    ] {
        let progress = Progress {
            events,
            usage: told,
        };
        assert_eq!(
            progress.charge(kind),
            expected,
            "{} after {events} events: nobody pays twice, and nothing is forgotten",
            kind.code()
        );
    }
}
