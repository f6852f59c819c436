//! What SAM adds: type aliases and `Globals`.
//! <https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html>

use std::collections::{BTreeMap, BTreeSet};

use crate::{Data, Member, Value};

use super::{fold::cost, world::World};

/// What a SAM type counts as.
pub(super) fn also(type_name: &str) -> &'static [&'static str] {
    match type_name {
        "AWS::Serverless::Function" => &["AWS::Lambda::Function"],
        "AWS::Serverless::SimpleTable" => &["AWS::DynamoDB::Table"],
        "AWS::Serverless::Api" => &["AWS::ApiGateway::RestApi"],
        "AWS::Serverless::HttpApi" => &["AWS::ApiGatewayV2::Api"],
        "AWS::Serverless::StateMachine" => &["AWS::StepFunctions::StateMachine"],
        "AWS::Serverless::LayerVersion" => &["AWS::Lambda::LayerVersion"],
        _ => &[],
    }
}

/// `Globals`, resolved, by resource type without its `AWS::Serverless::`.
pub(super) struct Globals<'t> {
    /// Each with what a copy of it costs.
    by_type: BTreeMap<&'t str, (Value<'t>, usize)>,
}

impl<'t> Globals<'t> {
    pub(super) fn read(world: &World<'_, 't>) -> Self {
        let by_type = world
            .template()
            .globals
            .entries()
            .iter()
            .map(|entry| {
                let value = world.value(&entry.value);
                let cost = cost(&value);
                (entry.key.as_str(), (value, cost))
            })
            .collect();
        Self { by_type }
    }

    /// The resource's properties with the globals of its type below them.
    pub(super) fn apply(
        &self,
        world: &World<'_, 't>,
        type_name: &str,
        attributes: &Value<'t>,
        own: Value<'t>,
    ) -> Value<'t> {
        let Some((global, cost)) = type_name
            .strip_prefix("AWS::Serverless::")
            .and_then(|short| self.by_type.get(short))
        else {
            return own;
        };
        let ignored = Ignored::read(attributes);
        if matches!(ignored, Ignored::All) || own.as_map().is_none() || !world.spend(*cost) {
            return own;
        }
        let mut global = global.clone();
        if let (Data::Map(members), Ignored::Names(names)) = (&mut global.data, &ignored) {
            members.retain(|member| !names.contains(member.key.as_ref()));
        }
        merge(global, own)
    }
}

/// `IgnoreGlobals`: all of them, or some properties by name.
enum Ignored<'v> {
    All,
    Names(BTreeSet<&'v str>),
}

impl<'v> Ignored<'v> {
    fn read(attributes: &'v Value<'_>) -> Self {
        let Some(value) = attributes.get("IgnoreGlobals") else {
            return Self::Names(BTreeSet::new());
        };
        if value.as_text() == Some("*") {
            return Self::All;
        }
        let names = value.as_list().unwrap_or_default();
        Self::Names(names.iter().filter_map(Value::as_text).collect())
    }
}

/// Lists are added to, mappings merged, anything else is replaced by the resource's own. A function is one value, not merged into.
fn merge<'t>(global: Value<'t>, own: Value<'t>) -> Value<'t> {
    if global.function.is_some() || own.function.is_some() {
        return own;
    }
    let data = match (global.data, own.data) {
        (Data::List(mut items), Data::List(own)) => {
            items.extend(own);
            Data::List(items)
        }
        (Data::Map(global), Data::Map(own)) => Data::Map(merge_members(global, own)),
        (_, data) => data,
    };
    Value {
        data,
        node: own.node,
        function: None,
    }
}

/// The resource's members in their order, then what only the globals have.
fn merge_members<'t>(global: Vec<Member<'t>>, own: Vec<Member<'t>>) -> Vec<Member<'t>> {
    let mut rest: BTreeMap<String, (usize, Member<'t>)> = global
        .into_iter()
        .enumerate()
        .map(|(index, member)| (member.key.to_string(), (index, member)))
        .collect();
    let mut members: Vec<Member<'t>> = own
        .into_iter()
        .map(|member| match rest.remove(member.key.as_ref()) {
            Some((_, global)) => Member {
                value: merge(global.value, member.value),
                ..member
            },
            None => member,
        })
        .collect();
    let mut rest: Vec<(usize, Member<'t>)> = rest.into_values().collect();
    rest.sort_by_key(|(index, _)| *index);
    members.extend(rest.into_iter().map(|(_, member)| member));
    members
}
