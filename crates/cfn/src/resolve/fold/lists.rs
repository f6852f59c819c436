//! Functions that take a list apart or make one: `Fn::Select`, `Fn::Split`, `Fn::Length`.

use std::borrow::Cow;

use crate::{Data, Node, Text, Unknown, Value};

use super::{
    super::world::{World, unknown},
    TOO_LARGE, cost, selected,
};

impl<'t> World<'_, 't> {
    pub(super) fn fold_select(&self, argument: &Value<'t>) -> Data<'t> {
        let Some([index, list]) = argument.as_list() else {
            return unknown("`Fn::Select` needs an index and a list");
        };
        let Some(index) = index.as_text().and_then(|text| text.parse::<usize>().ok()) else {
            return unknown("the index of `Fn::Select` is not known");
        };
        match &list.data {
            Data::List(items) => match items.get(index) {
                Some(item) if self.spend(cost(item)) => selected(&item.data),
                Some(_) => unknown(TOO_LARGE),
                None => unknown(format!(
                    "`Fn::Select` asks for element {index}, counted from 0, of {}",
                    items.len()
                )),
            },
            Data::Unknown(inner) => Data::Unknown(Unknown {
                reason: inner.reason.clone(),
                canonical: element_of(inner.canonical.as_deref(), index),
                first_form: None,
            }),
            Data::Text(_) | Data::Map(_) | Data::Absent => unknown("`Fn::Select` needs a list"),
        }
    }

    pub(super) fn fold_split(&self, node: &'t Node, argument: &Value<'t>) -> Data<'t> {
        let Some([delimiter, text]) = argument.as_list() else {
            return unknown("`Fn::Split` needs a delimiter and a text");
        };
        let Some(delimiter) = delimiter.as_text().filter(|text| !text.is_empty()) else {
            return unknown("the delimiter of `Fn::Split` is not known");
        };
        let text = match &text.data {
            Data::Text(text) => text,
            Data::Unknown(inner) => return unknown(inner.reason.clone()),
            Data::List(_) | Data::Map(_) | Data::Absent => {
                return unknown("`Fn::Split` needs a text");
            }
        };
        if text.is_symbolic() && !(is_separator(delimiter) && is_made_of_names(&text.resolved)) {
            return unknown(format!(
                "`{}` is only known when the stack is made",
                text.resolved
            ));
        }
        let parts: Vec<&str> = text.resolved.split(delimiter).collect();
        if !self.spend(text.resolved.len() + 64 * parts.len()) {
            return unknown(TOO_LARGE);
        }
        let symbolic = text.is_symbolic();
        let part = |part: &str| Value {
            data: Data::Text(Text {
                resolved: Cow::Owned(part.to_owned()),
                canonical: (symbolic && part.contains("${")).then(|| Cow::Owned(part.to_owned())),
                first_form: only_symbol(part)
                    .filter(|_| symbolic)
                    .map(|name| Cow::Owned(name.to_owned())),
                plain: false,
            }),
            node,
            function: None,
        };
        Data::List(parts.into_iter().map(part).collect())
    }
}

pub(super) fn fold_length<'t>(argument: &Value<'t>) -> Data<'t> {
    match &argument.data {
        Data::List(items) => Data::Text(Text {
            resolved: Cow::Owned(items.len().to_string()),
            canonical: None,
            first_form: None,
            plain: true,
        }),
        Data::Unknown(inner) => unknown(inner.reason.clone()),
        Data::Text(_) | Data::Map(_) | Data::Absent => unknown("`Fn::Length` needs a list"),
    }
}

/// Whether no name, id or ARN has it in it, so that it stands only between them.
fn is_separator(delimiter: &str) -> bool {
    delimiter
        .chars()
        .all(|char| matches!(char, ',' | ';' | '|' | ' '))
}

/// Whether each symbol of a text is one id, name or ARN: `${Web}`, `${Web.SubnetId}`, `${AWS::Region}`. What a nested stack or a
/// custom resource gives may be a whole list in one text.
fn is_made_of_names(text: &str) -> bool {
    let symbols = text.split("${").skip(1);
    symbols
        .filter_map(|rest| rest.split_once('}'))
        .all(|(symbol, _)| {
            if symbol.starts_with("AWS::") {
                return symbol != "AWS::NotificationARNs";
            }
            match symbol.split_once('.') {
                None => true,
                Some((_, attribute)) => {
                    !attribute.contains('.')
                        && ["Arn", "ARN", "Id"]
                            .iter()
                            .any(|end| attribute.ends_with(end))
                }
            }
        })
}

/// `Web` of `${Web}`.
fn only_symbol(text: &str) -> Option<&str> {
    let name = text.strip_prefix("${")?.strip_suffix('}')?;
    (!name.contains(['$', '{', '}'])).then_some(name)
}

/// `${Subnets}` and 0 -> `${Subnets[0]}`.
fn element_of<'t>(canonical: Option<&str>, index: usize) -> Option<Cow<'t, str>> {
    let inner = canonical?.strip_prefix("${")?.strip_suffix('}')?;
    Some(Cow::Owned(format!("${{{inner}[{index}]}}")))
}
