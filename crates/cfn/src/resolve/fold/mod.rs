//! Functions whose value can be worked out here. Each takes its resolved argument, so that nothing is resolved twice. Which
//! function is worked out where is said here, and what several of them need; a decided `Fn::If` never comes here.

mod lists;
mod lookup;
mod text;

use std::borrow::Cow;

use crate::{Data, Decision, Intrinsic, Node, Text, Unknown, Value};

use super::world::{World, unknown};

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
            Intrinsic::Base64 => text::fold_base64(argument),
            Intrinsic::Length => lists::fold_length(argument),
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
