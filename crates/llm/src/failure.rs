//! Why a call gave no whole reply, and what follows from each kind: the one table of errors.

use std::time::Duration;

use crate::Usage;

/// Why a call gave no reply.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// The kind: what to do about it follows from this alone.
    pub kind: FailureKind,
    /// A sentence for a person; never holds a header, a body or a secret.
    pub message: String,
    /// What may have been charged.
    pub charge: Charge,
    /// How long the provider asks to wait.
    pub retry_after: Option<Duration>,
    /// The provider's id of the call, for its support.
    pub request_id: Option<String>,
}

/// What a failed call may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charge {
    /// The provider refused before it began: nothing.
    Nothing,
    /// The provider said what was used before it failed.
    Known(Usage),
    /// It had begun, and nobody knows.
    Unknown,
}

/// What follows from a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaction {
    /// Again later; nobody is to blame, and no attempt is burnt.
    Snooze,
    /// Again, a limited number of times.
    Retry,
    /// Nothing will work until a person does something: pause everything and say so.
    Pause,
    /// This request will never work.
    GiveUp,
}

/// The kinds of failure. Each has a stable code and one reaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FailureKind {
    /// Too many requests or tokens a minute.
    Throttled,
    /// The service is unavailable or overloaded.
    Unavailable,
    /// The model is not ready to serve.
    ModelNotReady,
    /// No connection could be made.
    Offline,
    /// The model took too long, says the service.
    ModelTimeout,
    /// The model failed while it was answering.
    ModelStream,
    /// The service failed inside.
    Internal,
    /// The stream ended or broke before the reply was whole.
    Interrupted,
    /// Nothing came for longer than the model's timers allow.
    Stalled,
    /// Frames or events that make no sense (a bad checksum, no JSON).
    Garbled,
    /// No credentials were found, or the profile is not there.
    NoCredentials,
    /// They have expired.
    ExpiredCredentials,
    /// They are not known to AWS, or the signature does not fit.
    InvalidCredentials,
    /// They are good, and may not use this model.
    AccessDenied,
    /// The provider's form for first use was not filled in.
    AccessForm,
    /// The model has to be subscribed to in AWS Marketplace, or a payment method is missing.
    Marketplace,
    /// This machine's clock is wrong.
    ClockSkew,
    /// The account's quota for the day is used up.
    DailyQuota,
    /// The account has a quota of zero for this model.
    ZeroQuota,
    /// No region is set, or there is no Bedrock in it.
    NoRegion,
    /// A plain model id that only works through an inference profile.
    NeedsProfile,
    /// There is no such model or profile in this region.
    NoSuchModel,
    /// The model does not take the way in which structured output was asked for; another way may work.
    UnsupportedOutput,
    /// The request is not valid.
    Invalid,
    /// The endpoint is not a Bedrock, or an error that this version does not know.
    Unknown,
}
