//! A template's tree as something to be changed: members of mappings, resources, one tree laid over another. Places in the text mean
//! nothing here.

use cfn::{Entry, Node, NodeKind, Position, Scalar, ScalarStyle, Span};
use serde_json::Value as Json;

use super::{CannotApply, cannot};
use crate::fields::shorten;

/// Resources of a template; a template without any gets the section.
pub(super) const RESOURCES: &str = "Resources";

fn nowhere() -> Span {
    Span::at(Position::START)
}

fn node(kind: NodeKind) -> Node {
    Node {
        kind,
        span: nowhere(),
    }
}

/// A mapping without members.
pub(super) fn empty() -> Node {
    node(NodeKind::Map(Vec::new()))
}

fn text(text: &str) -> Node {
    node(NodeKind::Scalar(Scalar {
        text: text.into(),
        style: ScalarStyle::DoubleQuoted,
    }))
}

/// A value as it would be written in a template: functions in their long form are functions.
pub(super) fn of_json(value: &Json) -> Result<Node, CannotApply> {
    // At the top an object with one member would be a function only by its name, as anywhere else.
    let parsed = cfn::parse(value.to_string().as_bytes());
    parsed
        .root
        .ok_or_else(|| cannot("The value of this edit cannot be written into a template."))
}

/// Whether nothing is written there.
pub(super) fn is_missing(node: &Node) -> bool {
    node.as_scalar().is_some_and(Scalar::is_missing)
}

/// The members of a mapping; what is missing becomes one. `None` for anything else.
pub(super) fn members(node: &mut Node) -> Option<&mut Vec<Entry>> {
    if is_missing(node) {
        *node = empty();
    }
    match &mut node.kind {
        NodeKind::Map(entries) => Some(entries),
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Function(_) => None,
    }
}

/// The value under a key, made where it is not there.
pub(super) fn member<'n>(entries: &'n mut Vec<Entry>, key: &str) -> &'n mut Node {
    let place = match entries.iter().position(|entry| entry.key == key) {
        Some(place) => place,
        None => {
            entries.push(Entry {
                key: key.into(),
                key_span: nowhere(),
                value: node(NodeKind::Scalar(Scalar {
                    text: "".into(),
                    style: ScalarStyle::Plain,
                })),
            });
            entries.len() - 1
        }
    };
    &mut entries[place].value
}

/// The resources of a template.
pub(super) fn resources(root: &mut Node) -> Result<&mut Vec<Entry>, CannotApply> {
    let sections = members(root);
    sections
        .and_then(|sections| members(member(sections, RESOURCES)))
        .ok_or_else(|| {
            cannot("`Resources` of your template is not a mapping, so nothing can be put into it.")
        })
}

/// A resource that is there.
pub(super) fn resource<'n>(root: &'n mut Node, id: &str) -> Result<&'n mut Node, CannotApply> {
    let found = resources(root)?
        .iter_mut()
        .find(|entry| entry.key == id)
        .map(|entry| &mut entry.value);
    found.ok_or_else(|| {
        cannot(format!(
            "Your template has no resource `{}` any more.",
            shorten(id)
        ))
    })
}

/// Adds a resource whose id is free.
pub(super) fn add_resource(
    root: &mut Node,
    id: &str,
    type_name: &str,
    properties: Node,
) -> Result<(), CannotApply> {
    let all = resources(root)?;
    if all.iter().any(|entry| entry.key == id) {
        return Err(cannot(format!(
            "Your template has a resource `{}` already.",
            shorten(id)
        )));
    }
    let mut body = empty();
    if let Some(entries) = members(&mut body) {
        *member(entries, "Type") = text(type_name);
        *member(entries, "Properties") = properties;
    }
    *member(all, id) = body;
    Ok(())
}

/// Takes a resource away that is there.
pub(super) fn remove_resource(root: &mut Node, id: &str) -> Result<(), CannotApply> {
    resource(root, id)?;
    resources(root)?.retain(|entry| entry.key != id);
    Ok(())
}

/// Lays one value over another: members of mappings one by one, all else in the place of what was there.
pub(super) fn lay_over(standing: &mut Node, new: &Node) {
    if let NodeKind::Map(news) = &new.kind
        && let Some(entries) = members(standing)
    {
        for entry in news {
            lay_over(member(entries, &entry.key), &entry.value);
        }
        return;
    }
    *standing = new.clone();
}
