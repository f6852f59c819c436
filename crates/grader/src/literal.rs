//! Values that an author writes to compare with: texts, numbers, lists, mappings, and the common functions.

use std::borrow::Cow;

use cfn::{Data, Function, Intrinsic, Node, NodeKind, Value};
use serde_json::Value as Json;

use crate::{
    expected::Expected,
    fields::{Problems, describe, is_null, shorten},
    inspect::{Answer, any_text},
    wording,
};

/// A written value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    /// Compared by the rules of [`Expected`], globs left out.
    Scalar(Expected),
    /// Elements in order.
    List(Vec<Literal>),
    /// The same keys, in any order.
    Map(Vec<(String, Literal)>),
}

impl Literal {
    /// Reads `name`'s value.
    pub(crate) fn compile(name: &str, node: &Node, problems: &mut Problems) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar(scalar) if is_null(scalar) => {
                problems.error(
                    node.span,
                    format!("`{name}` is empty; for empty text write \"\""),
                );
                None
            }
            NodeKind::Scalar(scalar) => Some(Self::Scalar(Expected::exactly(
                &scalar.text,
                scalar.is_plain(),
            ))),
            NodeKind::List(items) => items
                .iter()
                .map(|item| Self::compile(name, item, problems))
                .collect::<Option<_>>()
                .map(Self::List),
            NodeKind::Map(entries) => entries
                .iter()
                .map(|entry| {
                    let value = Self::compile(name, &entry.value, problems)?;
                    Some((entry.key.to_string(), value))
                })
                .collect::<Option<_>>()
                .map(Self::Map),
            NodeKind::Function(function) => match canonical(function) {
                Some(text) => Some(Self::Scalar(Expected::exactly(&text, false))),
                None => {
                    problems.error(
                        node.span,
                        format!(
                            "`{name}` can hold `!Ref`, `!GetAtt` and `!Sub`, not {}",
                            describe(node)
                        ),
                    );
                    None
                }
            },
        }
    }

    /// Whether a found value is this one.
    pub(crate) fn answer(&self, value: &Value<'_>, whole: Option<&str>) -> Answer {
        let unknown = || {
            value.as_unknown().map_or(Answer::No, |unknown| {
                Answer::Unknown(unknown.reason.clone())
            })
        };
        match self {
            Self::Scalar(expected) => {
                if any_text(value, whole, &|text, plain| expected.matches(text, plain)) {
                    Answer::Yes
                } else {
                    unknown()
                }
            }
            Self::List(expected) => match &value.data {
                Data::List(items) if items.len() == expected.len() => all(expected
                    .iter()
                    .zip(items)
                    .map(|(expected, item)| expected.answer(item, None))),
                Data::Unknown(_) => unknown(),
                Data::List(_) | Data::Text(_) | Data::Map(_) | Data::Absent => Answer::No,
            },
            Self::Map(expected) => match &value.data {
                Data::Map(members) if members.len() == expected.len() => {
                    all(expected.iter().map(|(key, expected)| {
                        value
                            .get(key)
                            .map_or(Answer::No, |value| expected.answer(value, None))
                    }))
                }
                Data::Unknown(_) => unknown(),
                Data::Map(_) | Data::Text(_) | Data::List(_) | Data::Absent => Answer::No,
            },
        }
    }

    /// For the end of `needs ...`.
    pub(crate) fn needed(&self) -> Cow<'_, str> {
        match self {
            Self::Scalar(expected) => wording::needed(expected),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(Self::needed).collect();
                format!("the list {}", shorten(&items.join(", "))).into()
            }
            Self::Map(members) => {
                let keys: Vec<_> = members.iter().map(|(key, _)| format!("`{key}`")).collect();
                format!("a mapping with {}", shorten(&keys.join(", "))).into()
            }
        }
    }

    /// For evidence: the source text of a scalar, JSON of anything larger.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Scalar(expected) => expected.text.clone(),
            Self::List(_) | Self::Map(_) => shorten(&self.json().to_string()),
        }
    }

    /// The value as it would be written into a template.
    pub(crate) fn json(&self) -> Json {
        match self {
            Self::Scalar(expected) => expected.json(),
            Self::List(items) => Json::Array(items.iter().map(Self::json).collect()),
            Self::Map(members) => Json::Object(
                members
                    .iter()
                    .map(|(key, value)| (key.clone(), value.json()))
                    .collect(),
            ),
        }
    }

    /// The scalar's text, when it is one.
    pub(crate) fn as_scalar(&self) -> Option<&Expected> {
        match self {
            Self::Scalar(expected) => Some(expected),
            Self::List(_) | Self::Map(_) => None,
        }
    }
}

/// `No` when one says so, else `Unknown` when one does.
pub(crate) fn all(answers: impl Iterator<Item = Answer>) -> Answer {
    let mut result = Answer::Yes;
    for answer in answers {
        match answer {
            Answer::Yes => {}
            Answer::No => return Answer::No,
            Answer::Unknown(_) if result == Answer::Yes => result = answer,
            Answer::Unknown(_) => {}
        }
    }
    result
}

/// `Yes` when one says so, else `Unknown` when one does.
pub(crate) fn any(answers: impl Iterator<Item = Answer>) -> Answer {
    let mut result = Answer::No;
    for answer in answers {
        match answer {
            Answer::No => {}
            Answer::Yes => return Answer::Yes,
            Answer::Unknown(_) if result == Answer::No => result = answer,
            Answer::Unknown(_) => {}
        }
    }
    result
}

/// The one spelling of the functions whose text needs no template: `${X}`, `${X.Arn}`, the format of a `Sub`.
fn canonical(function: &Function) -> Option<String> {
    let argument = &function.argument;
    match function.name {
        Intrinsic::Ref => argument.as_text().map(|name| format!("${{{name}}}")),
        Intrinsic::Sub => argument.as_text().map(str::to_owned),
        Intrinsic::GetAtt => match argument.as_list()? {
            [id, attribute] => Some(format!("${{{}.{}}}", id.as_text()?, attribute.as_text()?)),
            _ => None,
        },
        _ => None,
    }
}
