//! References pointed to another resource of the same type.

use std::ops::Range;

use cfn::{Intrinsic, Node, NodeKind};

use super::breaks::{Break, Here, Kind, Likely, Resource};
use crate::{
    edit::{Address, Op, child, children},
    fields::shorten,
};

/// Of many resources of a type, so many are tried.
const MOST_TARGETS: usize = 4;

/// A stretch of a scalar that names a resource.
struct Name<'t> {
    address: Address,
    inside: Range<usize>,
    id: &'t str,
    /// The key that it is the value of.
    key: &'t str,
}

/// Each reference of a resource, pointed to each other resource of the target's type.
pub(super) fn elsewhere(
    resource: &Resource<'_>,
    resources: &[Resource<'_>],
    found: &mut Vec<Break>,
) {
    for name in names(resource) {
        let Some(target) = resources.iter().find(|one| one.id == name.id) else {
            continue;
        };
        let others = resources.iter().filter(|one| {
            one.type_name == target.type_name
                && one.id != target.id
                && one.id != resource.id
                && !reaches(resources, one.id, resource.id)
        });
        for other in others.take(MOST_TARGETS) {
            let kind = match name.key.contains("Subnet") {
                true => Kind::Zone,
                false => Kind::Reference,
            };
            let here = Here {
                resource,
                node: resource.node,
                address: &name.address,
                keys: &[name.key],
            };
            let how = format!(
                "pointed from `{}` to `{}`",
                shorten(target.id),
                shorten(other.id)
            );
            let op = Op::Within(name.inside.clone(), other.id.to_owned());
            found.push(here.to(kind, Likely::Often, &how, op));
        }
    }
}

fn names<'t>(resource: &Resource<'t>) -> Vec<Name<'t>> {
    let mut found = Vec::new();
    let mut address = resource.address.clone();
    look(resource.node, &mut address, "", &mut found);
    found
}

fn look<'t>(node: &'t Node, address: &mut Address, key: &'t str, found: &mut Vec<Name<'t>>) {
    if let NodeKind::Function(function) = &node.kind {
        match function.name {
            Intrinsic::Ref => {
                if let Some(id) = function.argument.as_text() {
                    found.push(name(address, &[0], 0..id.len(), id, key));
                }
            }
            Intrinsic::GetAtt => {
                let first = function.argument.as_list().and_then(<[Node]>::first);
                if let Some(id) = first.and_then(Node::as_text) {
                    found.push(name(address, &[0, 0], 0..id.len(), id, key));
                }
            }
            Intrinsic::Sub => substituted(&function.argument, address, key, found),
            _ => {}
        }
    }
    for index in 0..children(node) {
        let own = node.as_map().and_then(|entries| entries.get(index));
        let key = own.map_or(key, |entry| entry.key.as_str());
        if let Some(inside) = child(node, index) {
            address.push(index);
            look(inside, address, key, found);
            address.pop();
        }
    }
}

fn name<'t>(
    address: &[usize],
    below: &[usize],
    inside: Range<usize>,
    id: &'t str,
    key: &'t str,
) -> Name<'t> {
    Name {
        address: [address, below].concat(),
        inside,
        id,
        key,
    }
}

/// Each `${X}` and `${X.Arn}`.
fn substituted<'t>(argument: &'t Node, address: &[usize], key: &'t str, found: &mut Vec<Name<'t>>) {
    let (text, below): (_, &[usize]) = match &argument.kind {
        NodeKind::List(items) => (items.first().and_then(Node::as_text), &[0, 0]),
        NodeKind::Scalar(scalar) => (Some(scalar.text.as_str()), &[0]),
        NodeKind::Map(_) | NodeKind::Function(_) => (None, &[]),
    };
    let text = text.unwrap_or_default();
    for (open, _) in text.match_indices("${") {
        let start = open + 2;
        let rest = text.get(start..).unwrap_or_default();
        let Some(end) = rest.find(['}', '.']) else {
            continue;
        };
        if let Some(id) = rest.get(..end) {
            found.push(name(address, below, start..start + end, id, key));
        }
    }
}

/// Whether a resource needs another one, so that pointing that one to it would make a circle.
fn reaches(resources: &[Resource<'_>], from: &str, to: &str) -> bool {
    let mut seen: Vec<&str> = vec![from];
    let mut at = 0;
    while let Some(id) = seen.get(at).copied() {
        at += 1;
        if id == to {
            return true;
        }
        let Some(resource) = resources.iter().find(|one| one.id == id) else {
            continue;
        };
        for name in names(resource) {
            if !seen.contains(&name.id) {
                seen.push(name.id);
            }
        }
        let depends = resource.node.get("DependsOn");
        let listed = depends.and_then(Node::as_list).unwrap_or_default();
        for id in depends.into_iter().chain(listed).filter_map(Node::as_text) {
            if !seen.contains(&id) {
                seen.push(id);
            }
        }
    }
    false
}
