//! Functions that put a text together: `Fn::Sub`, `Fn::Join`, `Fn::Base64`.

use std::borrow::Cow;

use crate::{Data, Text, Unknown, Value};

use super::{
    super::{
        substitution::{Piece, pieces},
        world::{World, unknown},
    },
    TOO_LARGE, written,
};

impl<'t> World<'_, 't> {
    pub(super) fn fold_sub(&self, argument: &Value<'t>) -> Data<'t> {
        let (format, variables) = match &argument.data {
            Data::Text(_) => (written(argument), None),
            Data::List(parts) => (parts.first().and_then(written), parts.get(1)),
            Data::Map(_) | Data::Absent | Data::Unknown(_) => (None, None),
        };
        let Some(format) = format else {
            return unknown("`Fn::Sub` needs a text");
        };
        let mut folded = Folded::with_room(format.len());
        for piece in pieces(&format) {
            match piece {
                Piece::Literal(text) => folded.push(text, Some(text)),
                Piece::Escaped(name) => {
                    folded.push(&format!("${{{name}}}"), Some(&format!("${{!{name}}}")));
                }
                Piece::Name(name, _) => match variables.and_then(|map| map.get(name)) {
                    Some(value) => folded.push_value(value),
                    None => folded.push_data(&self.substituted(name)),
                },
            }
            if !self.spend(folded.take_cost()) {
                return unknown(TOO_LARGE);
            }
        }
        folded.finish(Some(format))
    }

    /// `${Name}` or `${Name.Attribute}` without a variable of that name.
    fn substituted(&self, name: &str) -> Data<'t> {
        match name.split_once('.') {
            Some((id, _)) => self.attribute(id, name.to_owned()),
            None => self.reference(&Cow::Owned(name.to_owned())),
        }
    }

    pub(super) fn fold_join(&self, argument: &Value<'t>) -> Data<'t> {
        let Some([delimiter, list]) = argument.as_list() else {
            return unknown("`Fn::Join` needs a delimiter and a list");
        };
        let Some(delimiter) = delimiter.as_text() else {
            return unknown("the delimiter of `Fn::Join` is not known");
        };
        let items = match &list.data {
            Data::List(_) if list.first_form().is_some() => {
                return self.join_parameter(delimiter, list);
            }
            Data::List(items) => items,
            Data::Unknown(inner) => {
                return Data::Unknown(Unknown {
                    first_form: None,
                    ..inner.clone()
                });
            }
            Data::Text(_) | Data::Map(_) | Data::Absent => {
                return unknown("`Fn::Join` needs a list");
            }
        };
        let mut folded = Folded::default();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                folded.push(delimiter, Some(delimiter));
            }
            folded.push_value(item);
            if !self.spend(folded.take_cost()) {
                return unknown(TOO_LARGE);
            }
        }
        folded.finish(None)
    }

    /// A list parameter as a whole: its elements joined, and its name as the canonical text.
    fn join_parameter(&self, delimiter: &str, list: &Value<'t>) -> Data<'t> {
        let texts: Vec<&str> = list
            .as_list()
            .unwrap_or_default()
            .iter()
            .filter_map(Value::as_text)
            .collect();
        let joined = texts.join(delimiter);
        if !self.spend(joined.len()) {
            return unknown(TOO_LARGE);
        }
        Data::Text(Text {
            resolved: Cow::Owned(joined),
            canonical: list.canonical().map(|text| Cow::Owned(text.into_owned())),
            first_form: None,
            plain: false,
        })
    }
}

/// User data is compared as it was written, not in its encoding.
pub(super) fn fold_base64<'t>(argument: &Value<'t>) -> Data<'t> {
    match &argument.data {
        Data::Text(text) => {
            let inner = text.clone();
            Data::Text(Text {
                canonical: inner.canonical.or_else(|| Some(inner.resolved.clone())),
                first_form: inner.first_form.or_else(|| Some(inner.resolved.clone())),
                resolved: inner.resolved,
                plain: false,
            })
        }
        Data::Unknown(inner) => Data::Unknown(inner.clone()),
        Data::List(_) | Data::Map(_) | Data::Absent => unknown("`Fn::Base64` needs a text"),
    }
}

/// A text put together of pieces, in its resolved and its canonical form.
#[derive(Default)]
struct Folded {
    resolved: String,
    canonical: String,
    has_no_canonical: bool,
    unknown: Option<String>,
    counted: usize,
}

impl Folded {
    /// For texts of about this length, so that putting pieces together seldom moves them.
    fn with_room(bytes: usize) -> Self {
        Self {
            resolved: String::with_capacity(bytes),
            canonical: String::with_capacity(bytes),
            ..Self::default()
        }
    }

    fn push(&mut self, resolved: &str, canonical: Option<&str>) {
        self.resolved.push_str(resolved);
        match canonical {
            Some(text) => self.canonical.push_str(text),
            None => self.has_no_canonical = true,
        }
    }

    fn push_value(&mut self, value: &Value<'_>) {
        match &value.data {
            Data::List(_) => {
                self.unknown("a list stands where a text is needed");
                self.push("", value.canonical().as_deref());
            }
            Data::Text(_) | Data::Map(_) | Data::Absent | Data::Unknown(_) => {
                self.push_data(&value.data);
            }
        }
    }

    fn push_data(&mut self, data: &Data<'_>) {
        match data {
            Data::Text(text) => self.push(
                &text.resolved,
                Some(text.canonical.as_deref().unwrap_or(&text.resolved)),
            ),
            Data::Unknown(inner) => {
                self.unknown(&inner.reason);
                self.push("", inner.canonical.as_deref());
            }
            Data::Absent => {}
            Data::List(_) | Data::Map(_) => {
                self.unknown("a list or mapping stands where a text is needed");
                self.push("", None);
            }
        }
    }

    fn unknown(&mut self, reason: &str) {
        self.unknown.get_or_insert_with(|| reason.to_owned());
    }

    /// Bytes written since the last call.
    fn take_cost(&mut self) -> usize {
        let total = self.resolved.len() + self.canonical.len();
        let cost = total - self.counted;
        self.counted = total;
        cost
    }

    fn finish<'t>(self, first_form: Option<Cow<'t, str>>) -> Data<'t> {
        let canonical = (!self.has_no_canonical).then_some(Cow::Owned(self.canonical));
        match self.unknown {
            Some(reason) => Data::Unknown(Unknown {
                reason,
                canonical,
                first_form,
            }),
            None => Data::Text(Text {
                resolved: Cow::Owned(self.resolved),
                canonical,
                first_form,
                plain: false,
            }),
        }
    }
}
