//! `references` and `dependsOn`: every function in a resource that names another one. What the reference is for is not asked.

use crate::{Data, Intrinsic, Resource, Span, Text, Value};

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
    walk.value(&resource.properties, resource.id_span, false);
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

impl Walk<'_, '_, '_> {
    fn value(&mut self, value: &Value<'_>, span: Span, uncertain: bool) {
        if let Some(function) = &value.function {
            let uncertain = uncertain || function.name == Intrinsic::If;
            self.function(function.name, &function.argument, span, uncertain);
            // An ARN put together of literal parts.
            if let Data::Text(text) = &value.data {
                self.arn(text, span, uncertain);
            }
            return;
        }
        match &value.data {
            Data::Map(members) => {
                for member in members {
                    let span = mark(member.key_span, member.value.node);
                    self.value(&member.value, span, uncertain);
                }
            }
            Data::List(items) => {
                for item in items {
                    self.value(item, element(item, span), uncertain);
                }
            }
            Data::Text(text) => self.arn(text, span, uncertain),
            Data::Absent | Data::Unknown(_) => {}
        }
    }

    fn function(&mut self, name: Intrinsic, argument: &Value<'_>, span: Span, uncertain: bool) {
        match name {
            Intrinsic::Ref => self.named(argument.as_text(), span, uncertain),
            Intrinsic::GetAtt => {
                let id = argument.as_list().and_then(<[Value<'_>]>::first);
                self.named(id.and_then(Value::as_text), span, uncertain);
            }
            Intrinsic::Sub => {
                let (format, variables) = match argument.as_list() {
                    Some(parts) => (parts.first(), parts.get(1)),
                    None => (Some(argument), None),
                };
                if let Some(variables) = variables {
                    self.value(variables, span, uncertain);
                }
                let text = format.and_then(Value::as_text).unwrap_or_default();
                for name in names_in(text) {
                    if variables.is_none_or(|map| map.get(name).is_none()) {
                        self.named(Some(name), span, uncertain);
                    }
                }
            }
            _ => self.value(argument, span, uncertain),
        }
    }

    /// A literal name in an ARN joins as a function does.
    fn arn(&mut self, text: &Text<'_>, span: Span, uncertain: bool) {
        if text.resolved.starts_with("arn:")
            && let Some(to) = self.builder.names.of_text(text, &[])
        {
            self.add(to, Relation::References, span, uncertain);
        }
    }

    /// A logical id; SAM lets a function's alias stand behind it, `Resize.Alias`.
    fn named(&mut self, name: Option<&str>, span: Span, uncertain: bool) {
        let id = name.map(|name| name.split_once('.').map_or(name, |(id, _)| id));
        if let Some(to) = id.and_then(|id| self.builder.names.id(id)) {
            self.add(to, Relation::References, span, uncertain);
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
