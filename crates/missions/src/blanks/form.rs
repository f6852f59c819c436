//! What an answer has to look like, in words. Never what it is.

use super::{Blank, BlankKind};

impl Blank {
    /// What an answer has to look like, a short phrase: "a whole number of seconds from 0 to 43200".
    pub fn form(&self) -> String {
        match &self.kind {
            BlankKind::Cidr => "a range of addresses: an address, `/`, and how many bits are fixed".to_owned(),
            BlankKind::Arn => "an ARN: `arn`, partition, service, region, account and resource, with colons between them".to_owned(),
            BlankKind::Runtime => "the identifier of a Lambda runtime".to_owned(),
            BlankKind::Integer { min, max } => format!("a whole number from {min} to {max}"),
            BlankKind::Duration { unit, min, max } => {
                format!("a whole number of {} from {min} to {max}", unit.as_str())
            }
            BlankKind::Enum { values } => format!("one of {}", listed(values)),
            BlankKind::LogicalId => "the logical id of a resource: letters and digits".to_owned(),
            BlankKind::Property => "the name of a property: letters and digits".to_owned(),
            BlankKind::Action => "an action: a service, `:`, and what it does".to_owned(),
        }
    }
}

/// `A, B or C`.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}
