//! References pointed to another resource of the same type.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

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

/// What each resource of a template names, read once.
pub(super) struct References<'r, 't> {
    resources: &'r [Resource<'t>],
    by_id: HashMap<&'t str, usize>,
    /// By the resource's place.
    names: Vec<Vec<Name<'t>>>,
    /// By the place of what is needed: the places of those that need it.
    needed_by: Vec<Vec<usize>>,
}

impl<'r, 't> References<'r, 't> {
    pub(super) fn of(resources: &'r [Resource<'t>]) -> Self {
        let places = resources.iter().enumerate();
        // Of two with one id, which the parser remarks, the first counts.
        let by_id: HashMap<&str, usize> =
            places.rev().map(|(place, one)| (one.id, place)).collect();
        let names: Vec<Vec<Name<'t>>> = resources.iter().map(names).collect();
        let mut needed_by = vec![Vec::new(); resources.len()];
        for (place, (resource, names)) in resources.iter().zip(&names).enumerate() {
            let depends = resource.node.get("DependsOn");
            let listed = depends.and_then(Node::as_list).unwrap_or_default();
            let depends = depends.into_iter().chain(listed).filter_map(Node::as_text);
            for id in names.iter().map(|name| name.id).chain(depends) {
                if let Some(needed) = by_id.get(id).and_then(|at| needed_by.get_mut(*at)) {
                    needed.push(place);
                }
            }
        }
        Self {
            resources,
            by_id,
            names,
            needed_by,
        }
    }

    /// The places of a resource and of those that need it, through others too: pointing it to one of them would make a circle.
    fn that_need(&self, place: usize) -> HashSet<usize> {
        let mut found = HashSet::from([place]);
        let mut open = vec![place];
        while let Some(at) = open.pop() {
            for by in self.needed_by.get(at).into_iter().flatten() {
                if found.insert(*by) {
                    open.push(*by);
                }
            }
        }
        found
    }
}

/// Each reference of the resource at a place, pointed to each other resource of the target's type.
pub(super) fn elsewhere(references: &References<'_, '_>, place: usize, found: &mut Vec<Break>) {
    let (Some(resource), Some(names)) = (
        references.resources.get(place),
        references
            .names
            .get(place)
            .filter(|names| !names.is_empty()),
    ) else {
        return;
    };
    let that_need = references.that_need(place);
    for name in names {
        let target = references.by_id.get(name.id);
        let Some(target) = target.and_then(|at| references.resources.get(*at)) else {
            continue;
        };
        let others = references.resources.iter().enumerate();
        let others = others.filter(|(at, one)| {
            one.type_name == target.type_name && one.id != target.id && !that_need.contains(at)
        });
        for (_, other) in others.take(MOST_TARGETS) {
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
