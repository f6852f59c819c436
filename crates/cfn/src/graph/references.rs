//! `references` and `dependsOn`: every function in a resource that names another one. What the reference is for is not asked.

use std::collections::BTreeSet;

use crate::{Data, Intrinsic, Member, Resource, Span, Text, Value};

use super::{
    Relation,
    builder::{Builder, Link},
    ends::{element, mark},
};

/// Adds the references of one resource.
pub(super) fn add(builder: &mut Builder<'_, '_>, index: usize, resource: &Resource<'_>) {
    let mut walk = Walk {
        builder,
        from: index,
    };
    walk.value(&resource.properties, Place::At(resource.id_span), false);
    if let Some(member) = resource.attributes.member("DependsOn") {
        let span = mark(member.key_span, member.value.node);
        let items = member
            .value
            .as_list()
            .unwrap_or(std::slice::from_ref(&member.value));
        for item in items {
            let span = if items.len() > 1 {
                element(item, span)
            } else {
                span
            };
            if let Some(to) = item.as_text().and_then(|id| walk.builder.names.id(id)) {
                walk.add(to, Relation::DependsOn, span, false);
                walk.add(to, Relation::References, span, false);
            }
        }
    }
}

struct Walk<'b, 'm, 'v> {
    builder: &'b mut Builder<'m, 'v>,
    from: usize,
}

/// Where a value is written. Worked out only for what is a reference: most values are none, and looking at the tree costs more
/// than everything else here.
#[derive(Clone, Copy)]
enum Place<'p> {
    At(Span),
    Member(&'p Member<'p>),
    Item(&'p Value<'p>, &'p Place<'p>),
}

impl Place<'_> {
    fn span(self) -> Span {
        match self {
            Self::At(span) => span,
            Self::Member(member) => mark(member.key_span, member.value.node),
            Self::Item(item, list) => element(item, list.span()),
        }
    }
}

impl Walk<'_, '_, '_> {
    fn value(&mut self, value: &Value<'_>, place: Place<'_>, uncertain: bool) {
        if let Some(function) = &value.function {
            let uncertain = uncertain || function.name == Intrinsic::If;
            self.function(function.name, &function.argument, place, uncertain);
            // An ARN put together of literal parts.
            if let Data::Text(text) = &value.data {
                self.arn(text, place, uncertain);
            }
            return;
        }
        match &value.data {
            Data::Map(members) => {
                for member in members {
                    self.value(&member.value, Place::Member(member), uncertain);
                }
            }
            Data::List(items) => {
                for item in items {
                    self.value(item, Place::Item(item, &place), uncertain);
                }
            }
            Data::Text(text) => self.arn(text, place, uncertain),
            Data::Absent | Data::Unknown(_) => {}
        }
    }

    fn function(
        &mut self,
        name: Intrinsic,
        argument: &Value<'_>,
        place: Place<'_>,
        uncertain: bool,
    ) {
        match name {
            Intrinsic::Ref => self.named(argument.as_text(), place, uncertain),
            Intrinsic::GetAtt => {
                let id = argument.as_list().and_then(<[Value<'_>]>::first);
                self.named(id.and_then(Value::as_text), place, uncertain);
            }
            Intrinsic::Sub => {
                let (format, variables) = match argument.as_list() {
                    Some(parts) => (parts.first(), parts.get(1)),
                    None => (Some(argument), None),
                };
                if let Some(variables) = variables {
                    self.value(variables, place, uncertain);
                }
                let own: BTreeSet<&str> = variables
                    .and_then(Value::as_map)
                    .unwrap_or_default()
                    .iter()
                    .map(|member| member.key.as_ref())
                    .collect();
                let text = format.and_then(Value::as_text).unwrap_or_default();
                for name in names_in(text).filter(|name| !own.contains(name)) {
                    self.named(Some(name), place, uncertain);
                }
            }
            _ => self.value(argument, place, uncertain),
        }
    }

    /// A literal name in an ARN joins as a function does.
    fn arn(&mut self, text: &Text<'_>, place: Place<'_>, uncertain: bool) {
        if text.resolved.starts_with("arn:")
            && let Some(to) = self.builder.names.of_text(text, &[])
        {
            self.add(to, Relation::References, place.span(), uncertain);
        }
    }

    /// A logical id; SAM lets a function's alias stand behind it, `Resize.Alias`.
    fn named(&mut self, name: Option<&str>, place: Place<'_>, uncertain: bool) {
        let id = name.map(|name| name.split_once('.').map_or(name, |(id, _)| id));
        if let Some(to) = id.and_then(|id| self.builder.names.id(id)) {
            self.add(to, Relation::References, place.span(), uncertain);
        }
    }

    fn add(&mut self, to: usize, relation: Relation, span: Span, uncertain: bool) {
        self.builder.add(Link {
            from: self.from,
            relation,
            to,
            via: None,
            span,
            uncertain,
        });
    }
}

/// The names in a `Fn::Sub`'s format; `${!Literal}` is none.
fn names_in(text: &str) -> impl Iterator<Item = &str> {
    text.split("${")
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.trim())
        .filter(|name| !name.starts_with('!'))
}
