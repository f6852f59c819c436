//! The place of an edit in a resource, as criteria name it: `A.B[0]['a.b']`, `A[*].B`, `@DeletionPolicy`. Filters and JSON in text name
//! no place to write to.

use cfn::{Node, NodeKind};

use super::{
    CannotApply, cannot,
    tree::{empty, is_missing, member, members},
};
use crate::fields::shorten;

/// What to do at the end of a path.
#[derive(Clone, Copy)]
enum Act<'n> {
    Set(&'n Node),
    Remove,
}

#[derive(Debug, PartialEq)]
enum Step {
    Key(String),
    Index(usize),
    Every,
}

/// Gives a place a value, making what is missing on the way. An index one past the end appends.
pub(super) fn set(resource: &mut Node, path: &str, value: &Node) -> Result<(), CannotApply> {
    act(resource, path, Act::Set(value))
}

/// Takes what stands at a place away.
pub(super) fn remove(resource: &mut Node, path: &str) -> Result<(), CannotApply> {
    act(resource, path, Act::Remove)
}

fn act(resource: &mut Node, path: &str, what: Act<'_>) -> Result<(), CannotApply> {
    let nowhere = || {
        cannot(format!(
            "Your template has no place `{}` to write to.",
            shorten(path)
        ))
    };
    let (rest, of_attributes) = match path.strip_prefix('@') {
        Some(rest) => (rest, true),
        None => (path, false),
    };
    let steps = steps(rest).ok_or_else(nowhere)?;
    let from = if of_attributes {
        resource
    } else {
        member(members(resource).ok_or_else(nowhere)?, "Properties")
    };
    go(from, &steps, what).ok_or_else(nowhere)
}

fn steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix("['") {
            let (key, after) = quoted.split_once("']")?;
            steps.push(Step::Key(key.to_owned()));
            rest = after;
        } else if let Some(bracket) = rest.strip_prefix('[') {
            let (index, after) = bracket.split_once(']')?;
            steps.push(match index {
                "*" => Step::Every,
                number => Step::Index(number.parse().ok()?),
            });
            rest = after;
        } else {
            let key = rest.strip_prefix('.').unwrap_or(rest);
            let end = key.find(['.', '[']).unwrap_or(key.len());
            let (name, after) = key.split_at(end);
            if name.is_empty() || name.contains(['(', ')']) {
                return None;
            }
            steps.push(Step::Key(name.to_owned()));
            rest = after;
        }
    }
    (!steps.is_empty()).then_some(steps)
}

/// `None` when the way does not lead on.
fn go(node: &mut Node, steps: &[Step], what: Act<'_>) -> Option<()> {
    let Some((step, rest)) = steps.split_first() else {
        if let Act::Set(value) = what {
            *node = value.clone();
        }
        return Some(());
    };
    let is_last = rest.is_empty();
    match step {
        Step::Key(key) => {
            // `Tags.0.Value`, as the first form wrote it.
            if let (NodeKind::List(_), Ok(index)) = (&node.kind, key.parse::<usize>()) {
                return into_list(node, index, rest, what);
            }
            // A mapping in the place of a text: `Principal: "*"` becomes `Principal: {Service: ..}`.
            if matches!((&node.kind, what), (NodeKind::Scalar(_), Act::Set(_))) {
                *node = empty();
            }
            let entries = members(node)?;
            if is_last && matches!(what, Act::Remove) {
                let before = entries.len();
                entries.retain(|entry| entry.key != *key);
                return (entries.len() < before).then_some(());
            }
            go(member(entries, key), rest, what)
        }
        Step::Index(index) => into_list(node, *index, rest, what),
        Step::Every => {
            let items = items(node)?;
            if items.is_empty() {
                return into_list(node, 0, rest, what);
            }
            if is_last && matches!(what, Act::Remove) {
                items.clear();
                return Some(());
            }
            items.iter_mut().try_for_each(|item| go(item, rest, what))
        }
    }
}

fn into_list(node: &mut Node, index: usize, rest: &[Step], what: Act<'_>) -> Option<()> {
    let items = items(node)?;
    if rest.is_empty() && matches!(what, Act::Remove) {
        (index < items.len()).then(|| items.remove(index))?;
        return Some(());
    }
    if index == items.len() {
        items.push(empty());
    }
    go(items.get_mut(index)?, rest, what)
}

/// The elements of a list; what is missing becomes one.
fn items(node: &mut Node) -> Option<&mut Vec<Node>> {
    if is_missing(node) {
        node.kind = NodeKind::List(Vec::new());
    }
    match &mut node.kind {
        NodeKind::List(items) => Some(items),
        NodeKind::Scalar(_) | NodeKind::Map(_) | NodeKind::Function(_) => None,
    }
}
