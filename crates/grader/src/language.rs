//! The criterion language as tables: what its documentation and its JSON schema are made of. Nothing is compiled or graded here.

use cfn::Relation;

pub use crate::operator::{OPERATORS, OperatorInfo};
pub use crate::presets::{PresetHelp, presets};
use crate::{kinds::KINDS, measure::Measure, rubric};

/// A word of the language and what it says.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// As it is written.
    pub name: &'static str,
    /// What it says, as the end of a sentence.
    pub says: &'static str,
}

/// A kind of criterion: its name and the fields that it has beside those of every kind.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// As `kind` says it.
    pub name: &'static str,
    /// Its own fields.
    pub fields: &'static [&'static str],
}

/// Every kind, in the language's order.
pub fn kinds() -> impl Iterator<Item = Kind> {
    KINDS.iter().map(|kind| Kind {
        name: kind.name,
        fields: kind.fields,
    })
}

/// The fields of every kind.
pub fn common_fields() -> &'static [&'static str] {
    rubric::COMMON_FIELDS
}

/// What `measure` may say.
pub fn measures() -> impl Iterator<Item = Word> {
    Measure::WORDS.iter().map(|(name, measure)| Word {
        name,
        says: measure.says(),
    })
}

/// Every relation with when it holds.
pub fn relations() -> impl Iterator<Item = Word> {
    Relation::all().map(|relation| Word {
        name: relation.name(),
        says: relation.holds_when(),
    })
}
