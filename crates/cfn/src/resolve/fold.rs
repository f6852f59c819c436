//! Functions whose value can be worked out here. Each takes its resolved argument, so that nothing is resolved twice.

use std::borrow::Cow;

use crate::{Data, Decision, Intrinsic, Node, Text, Unknown, Value};

use super::{
    substitution::{Piece, pieces},
    world::{PSEUDO_PARAMETERS, Parameter, World, unknown},
};

/// Said when a template multiplies its own size.
const TOO_LARGE: &str = "the template grows too large to work this out";

impl<'t> World<'_, 't> {
    /// The value of a function. `node` is the call itself.
    pub(super) fn fold(&self, node: &'t Node, name: Intrinsic, argument: &Value<'t>) -> Data<'t> {
        match name {
            Intrinsic::Ref => self.fold_ref(node, argument),
            Intrinsic::GetAtt => self.fold_get_att(argument),
            Intrinsic::Sub => self.fold_sub(argument),
            Intrinsic::Join => self.fold_join(argument),
            Intrinsic::Select => self.fold_select(argument),
            Intrinsic::Split => self.fold_split(node, argument),
            Intrinsic::FindInMap => self.fold_find_in_map(argument),
            Intrinsic::Base64 => fold_base64(argument),
            Intrinsic::Length => fold_length(argument),
            Intrinsic::Condition
            | Intrinsic::And
            | Intrinsic::Or
            | Intrinsic::Not
            | Intrinsic::Equals => self.fold_condition(node),
            Intrinsic::If => unknown("`Fn::If` needs a condition and two values"),
            Intrinsic::Cidr
            | Intrinsic::GetAZs
            | Intrinsic::GetStackOutput
            | Intrinsic::ImportValue => {
                opaque(name, argument, "is only known when the stack is made")
            }
            Intrinsic::ContainsAny
            | Intrinsic::EachMemberEquals
            | Intrinsic::EachMemberIn
            | Intrinsic::RefAll
            | Intrinsic::ValueOf
            | Intrinsic::ValueOfAll => unknown(format!("`{}` is for rules", name.long_name())),
            Intrinsic::ForEach | Intrinsic::Transform | Intrinsic::ToJsonString => {
                unknown(format!("`{}` is not expanded here", name.long_name()))
            }
            Intrinsic::Other => Data::Unknown(Unknown {
                reason: "CloudFormation does not know this function".to_owned(),
                canonical: None,
                first_form: scalar_argument(argument),
            }),
        }
    }

    fn fold_ref(&self, node: &'t Node, argument: &Value<'t>) -> Data<'t> {
        let Some(name) = written(argument) else {
            return unknown("`Ref` needs the name of a parameter or resource");
        };
        if let Some(Parameter::List(elements)) = self.parameter(&name) {
            let cost = elements.iter().map(|text| text.len() + 64).sum();
            if !self.spend(cost) {
                return unknown(TOO_LARGE);
            }
            let element = |text: &Cow<'t, str>| Value {
                data: Data::Text(Text {
                    resolved: text.clone(),
                    canonical: None,
                    first_form: None,
                    plain: false,
                }),
                node,
                function: None,
            };
            return Data::List(elements.iter().map(element).collect());
        }
        self.reference(&name)
    }

    /// What `Ref` gives for a name.
    fn reference(&self, name: &Cow<'t, str>) -> Data<'t> {
        if name == "AWS::NoValue" {
            return Data::Absent;
        }
        let canonical = Cow::Owned(format!("${{{name}}}"));
        match self.parameter(name) {
            Some(Parameter::Text { text, plain }) => {
                let owned = match text {
                    Cow::Borrowed(_) => 0,
                    Cow::Owned(text) => text.len(),
                };
                if !self.spend(owned) {
                    return unknown(TOO_LARGE);
                }
                Data::Text(Text {
                    resolved: text.clone(),
                    canonical: Some(canonical),
                    first_form: Some(name.clone()),
                    plain: *plain,
                })
            }
            Some(Parameter::List(_)) => Data::Unknown(Unknown {
                reason: format!("the parameter `{name}` is a list, and this is a text"),
                canonical: Some(canonical),
                first_form: Some(name.clone()),
            }),
            Some(Parameter::Unknown(reason)) => Data::Unknown(Unknown {
                reason: reason.clone(),
                canonical: Some(canonical),
                first_form: Some(name.clone()),
            }),
            None => self.symbol(name, canonical, name.clone()),
        }
    }

    /// A resource, pseudo parameter or something that SAM makes stays a symbol; any other name is unknown.
    fn symbol(&self, id: &str, canonical: Cow<'t, str>, first_form: Cow<'t, str>) -> Data<'t> {
        let template = self.template();
        let exists = template.resources.has(id)
            || PSEUDO_PARAMETERS.contains(&id)
            || template.may_generate(id);
        if !exists {
            return Data::Unknown(Unknown {
                reason: format!("the template has no `{id}`"),
                canonical: Some(canonical),
                first_form: Some(first_form),
            });
        }
        Data::Text(Text {
            resolved: canonical.clone(),
            canonical: Some(canonical),
            first_form: Some(first_form),
            plain: false,
        })
    }

    fn fold_get_att(&self, argument: &Value<'t>) -> Data<'t> {
        let parts = argument.as_list().unwrap_or_default();
        let [id, attribute @ ..] = parts else {
            return unknown("`Fn::GetAtt` needs a resource and an attribute");
        };
        if attribute.is_empty() {
            return unknown("`Fn::GetAtt` needs an attribute, as in `Orders.Arn`");
        }
        let Some(id) = written(id) else {
            return unknown("`Fn::GetAtt` needs the name of a resource");
        };
        let mut name = id.clone().into_owned();
        for part in attribute {
            name.push('.');
            match &part.data {
                Data::Text(text) => name.push_str(&text.resolved),
                Data::Unknown(inner) => return unknown(inner.reason.clone()),
                Data::List(_) | Data::Map(_) | Data::Absent => {
                    return unknown("`Fn::GetAtt` needs an attribute that is text");
                }
            }
        }
        self.attribute(&id, name)
    }

    /// What `Fn::GetAtt` gives: `name` is the id, a dot and the attribute.
    fn attribute(&self, id: &str, name: String) -> Data<'t> {
        if !self.spend(3 * name.len()) {
            return unknown(TOO_LARGE);
        }
        let canonical = Cow::Owned(format!("${{{name}}}"));
        self.symbol(id, canonical, Cow::Owned(name))
    }

    fn fold_sub(&self, argument: &Value<'t>) -> Data<'t> {
        let (format, variables) = match &argument.data {
            Data::Text(_) => (written(argument), None),
            Data::List(parts) => (parts.first().and_then(written), parts.get(1)),
            Data::Map(_) | Data::Absent | Data::Unknown(_) => (None, None),
        };
        let Some(format) = format else {
            return unknown("`Fn::Sub` needs a text");
        };
        let mut folded = Folded::default();
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

    fn fold_join(&self, argument: &Value<'t>) -> Data<'t> {
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

    fn fold_select(&self, argument: &Value<'t>) -> Data<'t> {
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

    fn fold_split(&self, node: &'t Node, argument: &Value<'t>) -> Data<'t> {
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
        if text.is_symbolic() {
            return unknown(format!(
                "`{}` is only known when the stack is made",
                text.resolved
            ));
        }
        let parts: Vec<&str> = text.resolved.split(delimiter).collect();
        if !self.spend(text.resolved.len() + 64 * parts.len()) {
            return unknown(TOO_LARGE);
        }
        let part = |part: &str| Value {
            data: Data::Text(Text {
                resolved: Cow::Owned(part.to_owned()),
                canonical: None,
                first_form: None,
                plain: false,
            }),
            node,
            function: None,
        };
        Data::List(parts.into_iter().map(part).collect())
    }

    fn fold_find_in_map(&self, argument: &Value<'t>) -> Data<'t> {
        let arguments = argument.as_list().unwrap_or_default();
        let [name, first, second, rest @ ..] = arguments else {
            return unknown("`Fn::FindInMap` needs a mapping and two keys");
        };
        let mut keys = [""; 3];
        for (key, value) in keys.iter_mut().zip([name, first, second]) {
            *key = match &value.data {
                Data::Text(text) if !text.is_symbolic() => &text.resolved,
                Data::Text(_) => {
                    return opaque(
                        Intrinsic::FindInMap,
                        argument,
                        "needs a key that is only known when the stack is made",
                    );
                }
                Data::Unknown(inner) => return unknown(inner.reason.clone()),
                Data::List(_) | Data::Map(_) | Data::Absent => {
                    return unknown("the keys of `Fn::FindInMap` are not texts");
                }
            };
        }
        match self.mapped(keys[0], keys[1], keys[2]) {
            Ok(leaf) => {
                let value = self.value(leaf);
                if self.spend(cost(&value)) {
                    selected(&value.data)
                } else {
                    unknown(TOO_LARGE)
                }
            }
            Err(reason) => match rest.first().and_then(|options| options.get("DefaultValue")) {
                Some(default) if self.spend(cost(default)) => selected(&default.data),
                Some(_) => unknown(TOO_LARGE),
                None => unknown(reason),
            },
        }
    }

    fn fold_condition(&self, node: &'t Node) -> Data<'t> {
        let text = match self.decide(node) {
            Decision::True => "true",
            Decision::False => "false",
            Decision::Unknown => return unknown("its condition cannot be decided"),
        };
        Data::Text(Text {
            resolved: Cow::Borrowed(text),
            canonical: None,
            first_form: None,
            plain: true,
        })
    }
}

/// User data is compared as it was written, not in its encoding.
fn fold_base64<'t>(argument: &Value<'t>) -> Data<'t> {
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

fn fold_length<'t>(argument: &Value<'t>) -> Data<'t> {
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

/// A function that stays a symbol of its arguments: `${Fn::ImportValue(network-vpc)}`.
fn opaque<'t>(name: Intrinsic, argument: &Value<'t>, why: &str) -> Data<'t> {
    let arguments = match &argument.data {
        Data::List(items) => items.iter().map(symbol_of).collect::<Option<Vec<_>>>(),
        Data::Text(_) | Data::Map(_) | Data::Absent | Data::Unknown(_) => {
            symbol_of(argument).map(|text| vec![text])
        }
    };
    Data::Unknown(Unknown {
        reason: format!("`{}` {why}", name.long_name()),
        canonical: arguments.map(|arguments| {
            Cow::Owned(format!(
                "${{{}({})}}",
                name.long_name(),
                arguments.join(",")
            ))
        }),
        first_form: scalar_argument(argument),
    })
}

fn symbol_of<'v>(value: &'v Value<'_>) -> Option<Cow<'v, str>> {
    value
        .canonical()
        .or_else(|| value.as_text().map(Cow::Borrowed))
}

/// `${Subnets}` and 0 -> `${Subnets[0]}`.
fn element_of<'t>(canonical: Option<&str>, index: usize) -> Option<Cow<'t, str>> {
    let inner = canonical?.strip_prefix("${")?.strip_suffix('}')?;
    Some(Cow::Owned(format!("${{{inner}[{index}]}}")))
}

/// What was picked out of a list or mapping. Its text is canonical too, since a function gave it.
fn selected<'t>(data: &Data<'t>) -> Data<'t> {
    match data {
        Data::Text(text) => {
            let mut text = text.clone();
            text.canonical.get_or_insert_with(|| text.resolved.clone());
            Data::Text(text)
        }
        Data::List(_) | Data::Map(_) | Data::Absent | Data::Unknown(_) => data.clone(),
    }
}

/// The text of an argument, when it is one.
fn written<'t>(argument: &Value<'t>) -> Option<Cow<'t, str>> {
    argument.text().map(|text| text.resolved.clone())
}

/// The text of an argument that is a scalar and no function.
fn scalar_argument<'t>(argument: &Value<'t>) -> Option<Cow<'t, str>> {
    argument.node.as_text().map(Cow::Borrowed)
}

/// What a copy of a value costs.
pub(super) fn cost(value: &Value<'_>) -> usize {
    let function = value
        .function
        .as_ref()
        .map_or(0, |function| cost(&function.argument));
    let own = match &value.data {
        Data::Text(text) => text.resolved.len(),
        Data::List(items) => items.iter().map(cost).sum(),
        Data::Map(members) => members.iter().map(|member| cost(&member.value)).sum(),
        Data::Absent | Data::Unknown(_) => 0,
    };
    64 + own + function
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
