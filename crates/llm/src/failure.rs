//! Why a call gave no whole reply, and what follows from each kind. How an error of the SDK becomes one of these is in `classify.rs`.

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

impl FailureKind {
    /// Every kind, in the order of their declaration.
    pub const ALL: [FailureKind; 25] = [
        FailureKind::Throttled,
        FailureKind::Unavailable,
        FailureKind::ModelNotReady,
        FailureKind::Offline,
        FailureKind::ModelTimeout,
        FailureKind::ModelStream,
        FailureKind::Internal,
        FailureKind::Interrupted,
        FailureKind::Stalled,
        FailureKind::Garbled,
        FailureKind::NoCredentials,
        FailureKind::ExpiredCredentials,
        FailureKind::InvalidCredentials,
        FailureKind::AccessDenied,
        FailureKind::AccessForm,
        FailureKind::Marketplace,
        FailureKind::ClockSkew,
        FailureKind::DailyQuota,
        FailureKind::ZeroQuota,
        FailureKind::NoRegion,
        FailureKind::NeedsProfile,
        FailureKind::NoSuchModel,
        FailureKind::UnsupportedOutput,
        FailureKind::Invalid,
        FailureKind::Unknown,
    ];

    /// A stable code, for front ends and for what is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            FailureKind::Throttled => "throttled",
            FailureKind::Unavailable => "unavailable",
            FailureKind::ModelNotReady => "model-not-ready",
            FailureKind::Offline => "offline",
            FailureKind::ModelTimeout => "model-timeout",
            FailureKind::ModelStream => "model-stream",
            FailureKind::Internal => "internal",
            FailureKind::Interrupted => "interrupted",
            FailureKind::Stalled => "stalled",
            FailureKind::Garbled => "garbled",
            FailureKind::NoCredentials => "no-credentials",
            FailureKind::ExpiredCredentials => "expired-credentials",
            FailureKind::InvalidCredentials => "invalid-credentials",
            FailureKind::AccessDenied => "access-denied",
            FailureKind::AccessForm => "access-form",
            FailureKind::Marketplace => "marketplace",
            FailureKind::ClockSkew => "clock-skew",
            FailureKind::DailyQuota => "daily-quota",
            FailureKind::ZeroQuota => "zero-quota",
            FailureKind::NoRegion => "no-region",
            FailureKind::NeedsProfile => "needs-profile",
            FailureKind::NoSuchModel => "no-such-model",
            FailureKind::UnsupportedOutput => "unsupported-output",
            FailureKind::Invalid => "invalid",
            FailureKind::Unknown => "unknown",
        }
    }

    /// The kind of a code that was stored.
    #[must_use]
    pub fn from_code(code: &str) -> Option<FailureKind> {
        FailureKind::ALL
            .into_iter()
            .find(|kind| kind.code() == code)
    }

    /// What follows from it.
    #[must_use]
    pub const fn reaction(self) -> Reaction {
        match self {
            FailureKind::Throttled
            | FailureKind::Unavailable
            | FailureKind::ModelNotReady
            | FailureKind::Offline => Reaction::Snooze,
            FailureKind::ModelTimeout
            | FailureKind::ModelStream
            | FailureKind::Internal
            | FailureKind::Interrupted
            | FailureKind::Stalled
            | FailureKind::Garbled
            | FailureKind::Unknown => Reaction::Retry,
            FailureKind::NoCredentials
            | FailureKind::ExpiredCredentials
            | FailureKind::InvalidCredentials
            | FailureKind::AccessDenied
            | FailureKind::AccessForm
            | FailureKind::Marketplace
            | FailureKind::ClockSkew
            | FailureKind::DailyQuota
            | FailureKind::ZeroQuota
            | FailureKind::NoRegion => Reaction::Pause,
            FailureKind::NeedsProfile
            | FailureKind::NoSuchModel
            | FailureKind::UnsupportedOutput
            | FailureKind::Invalid => Reaction::GiveUp,
        }
    }

    /// Whether fewer calls at once would help: Bedrock says so in three ways, only one of which is called throttling.
    #[must_use]
    pub const fn asks_for_fewer_calls(self) -> bool {
        matches!(
            self,
            FailureKind::Throttled | FailureKind::Unavailable | FailureKind::ModelNotReady
        )
    }

    /// What is wrong, a sentence without any detail of the call.
    #[must_use]
    pub const fn what(self) -> &'static str {
        match self {
            FailureKind::Throttled => {
                "Bedrock takes no more calls from this account for the moment."
            }
            FailureKind::Unavailable => "Bedrock is overloaded or not available for the moment.",
            FailureKind::ModelNotReady => "The model is not ready to answer yet.",
            FailureKind::Offline => "No connection to Bedrock could be made.",
            FailureKind::ModelTimeout => "The model took too long, and Bedrock gave up on it.",
            FailureKind::ModelStream => "The model failed while it was answering.",
            FailureKind::Internal => "Bedrock failed inside.",
            FailureKind::Interrupted => "The answer broke off before it was whole.",
            FailureKind::Stalled => "The model went silent.",
            FailureKind::Garbled => "What arrived was damaged and could not be read.",
            FailureKind::NoCredentials => "No AWS credentials were found.",
            FailureKind::ExpiredCredentials => "The AWS credentials have expired.",
            FailureKind::InvalidCredentials => "AWS does not accept these credentials.",
            FailureKind::AccessDenied => "These credentials are good, but may not use this model.",
            FailureKind::AccessForm => {
                "The model's provider wants a form about the use case to be filled in first."
            }
            FailureKind::Marketplace => {
                "The account is not subscribed to this model in AWS Marketplace, or has no valid way to pay."
            }
            FailureKind::ClockSkew => {
                "This computer's clock is wrong, so AWS refuses what it signs."
            }
            FailureKind::DailyQuota => "The account's quota of tokens for the day is used up.",
            FailureKind::ZeroQuota => {
                "The account may not call this model at all: its quota is 0, as is usual for new accounts."
            }
            FailureKind::NoRegion => "No AWS region is set, or Bedrock is not in it.",
            FailureKind::NeedsProfile => {
                "This model id does not work by itself; it has to be called through an inference profile."
            }
            FailureKind::NoSuchModel => {
                "There is no such model or inference profile in this region, or it was retired."
            }
            FailureKind::UnsupportedOutput => {
                "This model does not take the form of structured output that was asked for."
            }
            FailureKind::Invalid => "Bedrock refuses the request as not valid.",
            FailureKind::Unknown => {
                "The answer is not one that this version knows, or not from a Bedrock."
            }
        }
    }

    /// What a person can do about it.
    #[must_use]
    pub const fn next_step(self) -> &'static str {
        match self {
            FailureKind::Throttled => {
                "Nothing to do: it is tried again by itself. If it stays like this, ask for a higher quota in Service Quotas."
            }
            FailureKind::Unavailable | FailureKind::ModelNotReady => {
                "Nothing to do: it is tried again by itself."
            }
            FailureKind::Offline => {
                "Check the network, the proxy and the region; it is tried again by itself."
            }
            FailureKind::ModelTimeout
            | FailureKind::ModelStream
            | FailureKind::Internal
            | FailureKind::Interrupted
            | FailureKind::Stalled
            | FailureKind::Garbled => {
                "Try again; if it happens every time, try another model or region."
            }
            FailureKind::NoCredentials => {
                "Choose a profile or enter a key in Connect Bedrock, or run `aws configure`."
            }
            FailureKind::ExpiredCredentials => {
                "Sign in again (for a profile with SSO: `aws sso login`), or enter a new key in Connect Bedrock."
            }
            FailureKind::InvalidCredentials => {
                "Enter the key again in Connect Bedrock, or choose another profile; a key may have been deleted or typed wrong."
            }
            FailureKind::AccessDenied => {
                "Ask whoever runs the account to allow bedrock:InvokeModelWithResponseStream on the inference profile and on its model in every region it routes to."
            }
            FailureKind::AccessForm => {
                "Open the model in the Bedrock console, fill in the use case form, and try again after 15 minutes."
            }
            FailureKind::Marketplace => {
                "Have somebody with AWS Marketplace permissions open the model once in the Bedrock console, check the account's payment method, and try again after 15 minutes."
            }
            FailureKind::ClockSkew => {
                "Set the clock of this computer (switch on automatic time) and try again."
            }
            FailureKind::DailyQuota => {
                "Wait until the next day, choose another model, or ask for a higher quota in Service Quotas."
            }
            FailureKind::ZeroQuota => {
                "Ask for a quota in Service Quotas or open a support case with AWS; trying again does not help until then."
            }
            FailureKind::NoRegion => {
                "Set a region with Bedrock, for example us-east-1, in Connect Bedrock or in the profile."
            }
            FailureKind::NeedsProfile => {
                "Use the id of an inference profile: the model id with global., us., eu., apac., jp. or au. before it."
            }
            FailureKind::NoSuchModel => {
                "Check the model id and the region, or choose another model."
            }
            FailureKind::UnsupportedOutput => {
                "Choose another model; this one cannot be held to a form of answer in this way."
            }
            FailureKind::Invalid => {
                "Choose another model or ask for less; if it stays, please report it."
            }
            FailureKind::Unknown => {
                "Check the endpoint and the network's sign-in page; if it stays, please report it."
            }
        }
    }

    /// What a call costs that ended like this before the first event of an answer.
    #[must_use]
    pub const fn charge_before_answer(self) -> Charge {
        match self {
            FailureKind::Throttled
            | FailureKind::Unavailable
            | FailureKind::ModelNotReady
            | FailureKind::Offline
            | FailureKind::NoCredentials
            | FailureKind::ExpiredCredentials
            | FailureKind::InvalidCredentials
            | FailureKind::AccessDenied
            | FailureKind::AccessForm
            | FailureKind::Marketplace
            | FailureKind::ClockSkew
            | FailureKind::DailyQuota
            | FailureKind::ZeroQuota
            | FailureKind::NoRegion
            | FailureKind::NeedsProfile
            | FailureKind::NoSuchModel
            | FailureKind::UnsupportedOutput
            | FailureKind::Invalid => Charge::Nothing,
            // The model may have worked, and whether that is on the bill is not told.
            FailureKind::ModelTimeout
            | FailureKind::ModelStream
            | FailureKind::Internal
            | FailureKind::Interrupted
            | FailureKind::Stalled
            | FailureKind::Garbled
            | FailureKind::Unknown => Charge::Unknown,
        }
    }
}

impl Failure {
    /// A failure before anything was sent, with a sentence of its own.
    pub(crate) fn unsent(kind: FailureKind, message: impl Into<String>) -> Failure {
        Failure {
            kind,
            message: message.into(),
            charge: Charge::Nothing,
            retry_after: None,
            request_id: None,
        }
    }
}
