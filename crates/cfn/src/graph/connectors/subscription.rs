//! The protocol of an SNS subscription, which says what its endpoint may be.
//!
//! # What it checks
//! `Protocol: sqs` delivers to a queue, `lambda` to a function and `firehose` to a Firehose stream, inline or as a resource. Without a
//! protocol nothing is delivered.
//!
//! # Why it matters
//! The ARN of a function with `Protocol: sqs` is refused when the stack is made, and so is a subscription without `Protocol`.
//!
//! # Example
//! ```yaml
//! OrdersToJobs:
//!   Type: AWS::SNS::Subscription
//!   Properties: {TopicArn: !Ref Orders, Protocol: sqs, Endpoint: !GetAtt Jobs.Arn}
//! ```
//!
//! # Fix
//! Give the protocol of the endpoint's type.

/// Whether a protocol is one for resources of a service; of a type that is not known it may be.
pub(in super::super) fn fits_protocol(protocol: &str, service: Option<&str>) -> bool {
    match protocol {
        "sqs" | "lambda" | "firehose" => service.is_none_or(|service| service == protocol),
        _ => true,
    }
}
