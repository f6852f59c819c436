//! Follows a connector's path to what it names. Which edge comes of it is the caller's.

use crate::{Data, Intrinsic, Node, NodeKind, Span, Value, resolve::NOT_THERE};

use super::names::Names;

/// What stands at the end of a path.
#[derive(Clone, Debug)]
pub(super) struct End {
    pub(super) named: Named,
    /// Where it is written: from the key to the end of the value on the same line.
    pub(super) span: Span,
    /// Whether a condition that cannot be decided takes part.
    pub(super) uncertain: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Named {
    /// Place in the model.
    Resource(usize),
    /// It cannot be followed; why, as the end of a sentence.
    Open(String),
}

/// The ends of `path` from a value, in document order.
pub(super) fn ends(names: &Names, root: &Value<'_>, path: &str, services: &[&str]) -> Vec<End> {
    let mut ends = Vec::new();
    let keys: Vec<&str> = path
        .split('.')
        .map(|key| key.trim_end_matches("[]"))
        .collect();
    let mut walk = Walk {
        names,
        services,
        ends: &mut ends,
    };
    walk.step(root, &keys, root.span(), false);
    ends
}

struct Walk<'w> {
    names: &'w Names,
    services: &'w [&'w str],
    ends: &'w mut Vec<End>,
}

impl Walk<'_> {
    fn step(&mut self, value: &Value<'_>, keys: &[&str], span: Span, uncertain: bool) {
        match (&value.data, keys) {
            (Data::List(items), _) => {
                for item in items {
                    self.step(item, keys, element(item, span), uncertain);
                }
            }
            (Data::Map(members), [key, rest @ ..]) => {
                for member in members {
                    if *key == "*" || member.key == *key {
                        let span = mark(member.key_span, member.value.node);
                        self.step(&member.value, rest, span, uncertain);
                    }
                }
            }
            (Data::Unknown(unknown), _) => match &value.function {
                Some(function) if function.name == Intrinsic::If => {
                    let branches = function.argument.as_list().unwrap_or_default();
                    for branch in branches.iter().skip(1) {
                        self.step(branch, keys, span, true);
                    }
                }
                _ => {
                    let known = value
                        .canonical()
                        .filter(|_| keys.is_empty())
                        .and_then(|text| self.names.resource(&text, self.services))
                        .or_else(|| self.picked(value, keys));
                    let named = match known {
                        Some(index) => Named::Resource(index),
                        None if unknown.reason.starts_with(NOT_THERE) => return,
                        None => Named::Open(unknown.reason.clone()),
                    };
                    self.push(named, span, uncertain);
                }
            },
            (Data::Text(text), []) => {
                if let Some(index) = self.names.of_text(text, self.services) {
                    self.push(Named::Resource(index), span, uncertain);
                }
            }
            (Data::Text(text), keys) => {
                // JSON written as a text: `RedrivePolicy: '{"deadLetterTargetArn": ...}'`.
                let symbols = text.is_symbolic() || !text.resolved.contains("${");
                if symbols
                    && text.resolved.trim_start().starts_with('{')
                    && let Some(inner) = in_json(&text.resolved, keys)
                    && let Some(index) = self.names.resource(&inner, self.services)
                {
                    self.push(Named::Resource(index), span, uncertain);
                }
            }
            (Data::Map(_) | Data::Absent, _) => {}
        }
    }

    /// What `!Select [2, !Split ["/", !GetAtt Site.WebsiteURL]]` picks a piece of.
    fn picked(&self, value: &Value<'_>, keys: &[&str]) -> Option<usize> {
        let function = value.function.as_ref()?;
        if !keys.is_empty() || !matches!(function.name, Intrinsic::Select | Intrinsic::Split) {
            return None;
        }
        let last = function.argument.as_list()?.last()?;
        match &last.data {
            Data::Text(text) => self.names.of_text(text, &[]),
            _ => self.picked(last, keys),
        }
    }

    fn push(&mut self, named: Named, span: Span, uncertain: bool) {
        self.ends.push(End {
            named,
            span,
            uncertain,
        });
    }
}

fn in_json(text: &str, keys: &[&str]) -> Option<String> {
    let document = crate::parse(text.as_bytes());
    let mut node = document.root.as_ref()?;
    for key in keys {
        node = node.get(key)?;
    }
    node.as_text().map(str::to_owned)
}

/// What an editor marks: from the key to the end of its value on the same line, else the key alone.
pub(super) fn mark(key: Span, node: &Node) -> Span {
    let inline = matches!(node.kind, NodeKind::Scalar(_) | NodeKind::Function(_));
    let one_line =
        node.span.start.line == node.span.end.line && node.span.end.line == key.start.line;
    if inline && one_line && node.span.end > key.start {
        Span {
            start: key.start,
            end: node.span.end,
        }
    } else {
        key
    }
}

/// The place of a list's element: its own when it stands on one line.
pub(super) fn element(item: &Value<'_>, otherwise: Span) -> Span {
    let span = item.node.span;
    let own = matches!(item.node.kind, NodeKind::Scalar(_) | NodeKind::Function(_))
        && span.start.line == span.end.line;
    if own { span } else { otherwise }
}
