//! Fill-in-the-blank missions: a starter with typed blanks, `__id__`, that are answered in the file or in the window.

mod correct;
mod fill;
mod findings;
mod form;
mod pattern;
mod place;
mod read;
mod site;
#[cfg(test)]
mod tests;

pub use correct::{Answered, Correction, correct};
pub use fill::{CannotFill, fill};
pub(crate) use findings::findings;
pub use place::{Place, Placed, State, place};
pub(crate) use read::read;

/// A place in a starter that is to be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// Kebab case; the starter has it once, as `__id__`.
    pub id: String,
    /// What kind of answer it takes.
    pub kind: BlankKind,
    /// What is asked for, a short phrase.
    pub ask: String,
    /// Shows type and form, and is not the answer.
    pub example: String,
}

/// What kind of answer a blank takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlankKind {
    /// A range of addresses, as in `192.0.2.0/24`.
    Cidr,
    /// The name of something in AWS, as in `arn:aws:s3:::example`.
    Arn,
    /// A Lambda runtime.
    Runtime,
    /// A whole number.
    Integer {
        /// The least.
        min: i64,
        /// The most.
        max: i64,
    },
    /// A length of time, written as a number of its unit.
    Duration {
        /// The unit that the property counts in.
        unit: DurationUnit,
        /// The least, in units.
        min: i64,
        /// The most, in units.
        max: i64,
    },
    /// One of a few words.
    Enum {
        /// All of them.
        values: Vec<String>,
    },
    /// The name of a resource of the template.
    LogicalId,
    /// The name of a property.
    Property,
    /// An action of a policy, as in `s3:GetObject`.
    Action,
}

/// What a property counts time in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DurationUnit {
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days.
    Days,
}

impl DurationUnit {
    /// Every unit by its word in a mission file.
    pub(crate) const WORDS: &'static [(&'static str, DurationUnit)] = &[
        ("seconds", DurationUnit::Seconds),
        ("minutes", DurationUnit::Minutes),
        ("hours", DurationUnit::Hours),
        ("days", DurationUnit::Days),
    ];

    /// The word in a mission file.
    pub fn as_str(self) -> &'static str {
        match self {
            DurationUnit::Seconds => "seconds",
            DurationUnit::Minutes => "minutes",
            DurationUnit::Hours => "hours",
            DurationUnit::Days => "days",
        }
    }
}

impl BlankKind {
    /// The word in a mission file.
    pub fn as_str(&self) -> &'static str {
        match self {
            BlankKind::Cidr => "cidr",
            BlankKind::Arn => "arn",
            BlankKind::Runtime => "runtime",
            BlankKind::Integer { .. } => "integer",
            BlankKind::Duration { .. } => "duration",
            BlankKind::Enum { .. } => "enum",
            BlankKind::LogicalId => "logical-id",
            BlankKind::Property => "property",
            BlankKind::Action => "action",
        }
    }
}

impl Blank {
    /// How it stands in the starter while it is not answered.
    pub fn marker(&self) -> String {
        format!("__{}__", self.id)
    }
}
