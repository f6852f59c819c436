//! What a preset says of one resource. Sentences about all of them are the kind's.

use cfn::{Decision, Span};
use serde_json::Value as Json;

use super::subject::Subject;
use crate::{remedy::Change, report::Evidence};

/// One resource, held against a preset.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    /// Place in the model.
    pub(crate) resource: usize,
    /// [`Decision::True`] when it is as the preset asks.
    pub(crate) decision: Decision,
    /// A whole sentence that begins with the resource's name.
    pub(crate) sentence: String,
    pub(crate) evidence: Evidence,
    /// Of a bad finding: how to mend it.
    pub(crate) fix: Option<Fix>,
}

/// How a bad finding is mended. The idea behind it is the preset's, and the place is the evidence's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fix {
    /// What to write, as whole sentences.
    pub(crate) value: String,
    /// The same as edits; empty when it cannot be said as edits.
    pub(crate) changes: Vec<Change>,
    /// Whether something is there already that is to be changed.
    pub(crate) is_there: bool,
}

impl Fix {
    /// A fix that a person has to work out.
    pub(super) fn advice(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            ..Self::default()
        }
    }

    /// Gives properties of a resource values.
    pub(super) fn set(
        subject: &Subject<'_>,
        value: impl Into<String>,
        settings: &[(&str, Json)],
    ) -> Self {
        let changes = settings
            .iter()
            .map(|(path, json)| set(subject.id(), path, json.clone()))
            .collect();
        Self {
            changes,
            ..Self::advice(value)
        }
    }

    /// Adds edits.
    pub(super) fn and(mut self, changes: impl IntoIterator<Item = Change>) -> Self {
        self.changes.extend(changes);
        self
    }
}

/// An edit that gives a property a value.
pub(super) fn set(id: &str, path: &str, value: Json) -> Change {
    Change::Set {
        resource: id.to_owned(),
        path: path.to_owned(),
        value,
    }
}

/// An edit that takes a property away.
pub(super) fn remove(id: &str, path: &str) -> Change {
    Change::Remove {
        resource: id.to_owned(),
        path: path.to_owned(),
    }
}

/// Where a finding shows.
#[derive(Clone, Copy, Debug)]
pub(super) enum At<'p> {
    /// At a property.
    Property(&'p str, Span),
    /// At the resource's name, since the property is not there.
    Missing(&'p str),
    /// At the resource's name, since it is about all of it.
    Resource,
}

impl Subject<'_> {
    /// It is as the preset asks.
    pub(super) fn good(&self, at: At<'_>, sentence: impl Into<String>) -> Finding {
        self.finding(Decision::True, at, sentence.into())
    }

    /// It is not as the preset asks.
    pub(super) fn bad(&self, at: At<'_>, sentence: impl Into<String>, fix: Fix) -> Finding {
        Finding {
            fix: Some(Fix {
                is_there: !matches!(at, At::Missing(_)),
                ..fix
            }),
            ..self.finding(Decision::False, at, sentence.into())
        }
    }

    /// It cannot be told; the reason is the end of a sentence.
    pub(super) fn undecided(&self, at: At<'_>, reason: &str) -> Finding {
        let id = self.id();
        let sentence = match at {
            At::Property(path, _) | At::Missing(path) => {
                format!("`{path}` of `{id}` cannot be decided: {reason}.")
            }
            At::Resource => format!("`{id}` cannot be decided: {reason}."),
        };
        self.finding(Decision::Unknown, at, sentence)
    }

    fn finding(&self, decision: Decision, at: At<'_>, sentence: String) -> Finding {
        let (path, span) = match at {
            At::Property(path, span) => (Some(path.to_owned()), span),
            At::Missing(path) => (Some(path.to_owned()), self.resource.id_span),
            At::Resource => (None, self.resource.id_span),
        };
        Finding {
            resource: self.index,
            decision,
            sentence,
            evidence: Evidence {
                resource: Some(self.id().to_owned()),
                path,
                ..Evidence::at(span)
            },
            fix: None,
        }
    }
}
