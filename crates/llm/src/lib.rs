//! The language-model port, and Amazon Bedrock behind it. The only crate that names the AWS SDK. Knows no missions, no queue and no money: a
//! request goes in, text comes out as it arrives, and every end is told in a type. Nothing here retries: whoever calls owns every attempt.

mod access;
mod capabilities;
mod failure;
mod port;

pub use access::{Access, Bedrock, Credentials, InForce, KeySource, Profile, ProfileKind, profiles};
pub use capabilities::{Capabilities, Structured, Timers, capabilities};
pub use failure::{Charge, Failure, FailureKind, Reaction};
pub use port::{Block, Model, Output, Reply, Request, Speaker, StopReason, Turn, Usage};
