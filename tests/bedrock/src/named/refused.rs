//! Scripts that refuse each call with an HTTP error.

use super::Named;
use crate::script::{Refusal, Script, Step};

/// Each refusal: the script's name, status, type and message.
const REFUSALS: &[(&str, u16, &str, &str)] = &[
    (
        "throttled",
        429,
        "ThrottlingException",
        "Too many requests, please wait before trying again.",
    ),
    (
        "throttled-tokens",
        429,
        "ThrottlingException",
        "Too many tokens, please wait before trying again.",
    ),
    (
        "daily-quota",
        429,
        "ThrottlingException",
        "Too many tokens per day, please wait before trying again.",
    ),
    (
        "unavailable",
        503,
        "ServiceUnavailableException",
        "Bedrock is unable to process your request.",
    ),
    (
        "too-many-connections",
        503,
        "ServiceUnavailableException",
        "Too many connections, please wait before trying again.",
    ),
    (
        "model-not-ready",
        429,
        "ModelNotReadyException",
        "The model specified in the request is not ready to serve inference requests. Try again later.",
    ),
    (
        "model-timeout",
        408,
        "ModelTimeoutException",
        "Model has timed out in processing the request. Try your request again.",
    ),
    (
        "model-error",
        424,
        "ModelErrorException",
        "The request failed due to an error while processing the model.",
    ),
    (
        "internal",
        500,
        "InternalServerException",
        "The system encountered an unexpected error during processing. Try your request again.",
    ),
    (
        "access-denied",
        403,
        "AccessDeniedException",
        "User: arn:aws:iam::123456789012:user/learner is not authorized to perform: bedrock:InvokeModelWithResponseStream on resource: arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.anthropic.claude-sonnet-4-6 because no identity-based policy allows the bedrock:InvokeModelWithResponseStream action",
    ),
    (
        "no-model-access",
        403,
        "AccessDeniedException",
        "You don't have access to the model with the specified model ID.",
    ),
    (
        "bearer-invalid",
        403,
        "AccessDeniedException",
        "Authentication failed: Please make sure your API Key is valid.",
    ),
    (
        "bearer-expired",
        403,
        "AccessDeniedException",
        "Bearer Token has expired",
    ),
    (
        "marketplace",
        403,
        "AccessDeniedException",
        "Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model. Refer to the Amazon Bedrock documentation for further details. Your AWS Marketplace subscription for this model cannot be completed at this time. If you recently fixed this issue, try again after 15 minutes.",
    ),
    (
        "payment",
        403,
        "AccessDeniedException",
        "Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided.. Your AWS Marketplace subscription for this model cannot be completed at this time. If you recently fixed this issue, try again after 15 minutes.",
    ),
    (
        "expired-token",
        403,
        "ExpiredTokenException",
        "The security token included in the request is expired",
    ),
    (
        "unrecognized-client",
        403,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
    ),
    (
        "bad-signature",
        403,
        "InvalidSignatureException",
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    ),
    (
        "clock-skew",
        403,
        "InvalidSignatureException",
        "Signature expired: 20260601T100000Z is now earlier than 20260601T101500Z (20260601T102000Z - 5 min.)",
    ),
    (
        "clock-ahead",
        403,
        "InvalidSignatureException",
        "Signature not yet current: 20260601T103000Z is still later than 20260601T101500Z (20260601T101000Z + 5 min.)",
    ),
    (
        "on-demand",
        400,
        "ValidationException",
        "Invocation of model ID anthropic.claude-sonnet-4-6 with on-demand throughput isn\u{2019}t supported. Retry your request with the ID or ARN of an inference profile that contains this model.",
    ),
    (
        "access-form",
        404,
        "ResourceNotFoundException",
        "Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model. If you have already filled out the form, try again in 15 minutes.",
    ),
    (
        "access-form-400",
        400,
        "ValidationException",
        "Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model.",
    ),
    (
        "no-json-schema",
        400,
        "ValidationException",
        "The model returned the following errors: output_config.format: Extra inputs are not permitted",
    ),
    (
        "no-forced-tool",
        400,
        "ValidationException",
        "This model doesn't support the toolConfig.toolChoice.tool field. Remove toolConfig.toolChoice.tool and try again.",
    ),
    (
        "schema-too-large",
        400,
        "ValidationException",
        "The model returned the following errors: The compiled grammar is too large, which would cause performance issues. Simplify your tool schemas or reduce the number of strict tools.",
    ),
    (
        "zero-quota",
        400,
        "ValidationException",
        "Operation not allowed",
    ),
    (
        "bad-model-id",
        400,
        "ValidationException",
        "The provided model identifier is invalid.",
    ),
    (
        "validation",
        400,
        "ValidationException",
        "The model returned the following errors: max_tokens: 200000 > 64000, which is the maximum allowed number of output tokens",
    ),
    (
        "input-too-long",
        400,
        "ValidationException",
        "Input is too long for requested model.",
    ),
    (
        "no-such-model",
        404,
        "ResourceNotFoundException",
        "Could not resolve the foundation model from the provided model identifier.",
    ),
    (
        "legacy-model",
        404,
        "ResourceNotFoundException",
        "This Model is marked by provider as Legacy and you have not been actively using the model in the last 15 days. Please upgrade to an active model on Amazon Bedrock",
    ),
    (
        "service-quota",
        400,
        "ServiceQuotaExceededException",
        "Your request exceeds the service quota for your account. You can view your quotas and request an increase in Service Quotas.",
    ),
    (
        "unknown-error",
        418,
        "SomethingNewException",
        "Something new went wrong.",
    ),
];

pub(super) fn refusal(status: u16, error_type: &str, message: &str) -> Step {
    Step::Refuse(Refusal {
        status,
        error_type: error_type.to_owned(),
        message: message.to_owned(),
        retry_after_s: None,
    })
}

pub(super) fn refusals() -> Vec<Named> {
    let mut all: Vec<Named> = REFUSALS
        .iter()
        .map(|(name, status, error_type, message)| Named {
            about: "Each call is refused with an HTTP error.",
            script: Script::repeat(name, refusal(*status, error_type, message)),
        })
        .collect();
    all.push(Named {
        about: "Throttled, and told to wait for 7 seconds.",
        script: Script::repeat(
            "throttled-retry-after",
            Step::Refuse(Refusal {
                status: 429,
                error_type: "ThrottlingException".to_owned(),
                message: "Too many requests, please wait before trying again.".to_owned(),
                retry_after_s: Some(7),
            }),
        ),
    });
    all
}
