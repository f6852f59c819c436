//! Functions that look a name up: `Ref`, `Fn::GetAtt`, `Fn::FindInMap`. What a parameter or mapping holds is known in `world`.

use std::borrow::Cow;

use crate::{Data, Intrinsic, Node, Text, Unknown, Value};

use super::{
    super::world::{PSEUDO_PARAMETERS, Parameter, World, unknown},
    TOO_LARGE, cost, opaque, selected, written,
};

impl<'t> World<'_, 't> {
    pub(super) fn fold_ref(&self, node: &'t Node, argument: &Value<'t>) -> Data<'t> {
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
    pub(super) fn reference(&self, name: &Cow<'t, str>) -> Data<'t> {
        if name == "AWS::NoValue" {
            return Data::Absent;
        }
        let canonical = Cow::Owned(symbol_text(name));
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
                reason: format!("{}`{id}`", crate::resolve::NOT_THERE),
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

    pub(super) fn fold_get_att(&self, argument: &Value<'t>) -> Data<'t> {
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
    pub(super) fn attribute(&self, id: &str, name: String) -> Data<'t> {
        if !self.spend(3 * name.len()) {
            return unknown(TOO_LARGE);
        }
        let canonical = Cow::Owned(symbol_text(&name));
        self.symbol(id, canonical, Cow::Owned(name))
    }

    pub(super) fn fold_find_in_map(&self, argument: &Value<'t>) -> Data<'t> {
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
}

/// `${Name}`. Asked for every reference of a template, and so without the machinery of `format!`.
fn symbol_text(name: &str) -> String {
    ["${", name, "}"].concat()
}
