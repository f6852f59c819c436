//! The language-model port, and Amazon Bedrock behind it. The only crate that names the AWS SDK. Knows no missions, no queue and no money: a
//! request goes in, text comes out as it arrives, and every end is told in a type. Nothing here retries: whoever calls owns every attempt.

mod access;
mod bedrock;
mod capabilities;
mod classify;
mod endpoint;
mod environment;
mod failure;
mod keyless;
mod keys;
mod outgoing;
mod plain;
mod port;
mod profiles;
mod request;
mod send_gate;
mod stream;
mod tokens;

pub use access::{Access, Credentials, InForce, KeySource, Overridden};
pub use bedrock::Bedrock;
pub use capabilities::{Capabilities, Structured, Timers, capabilities};
pub use environment::Environment;
pub use failure::{Charge, Failure, FailureKind, Reaction};
pub use port::{Block, Model, Output, Reply, Request, Speaker, StopReason, Turn, Usage};
pub use profiles::{Profile, ProfileKind, profiles, profiles_of};
pub use send_gate::SendGate;
pub use tokens::estimate_tokens;
