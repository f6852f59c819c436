//! Everything in a template that can be broken by one small change, likely stories first. Whether a criterion sees it is asked elsewhere.

use cfn::{Entry, Node, NodeKind, types::resource_type};

use super::{
    permissions,
    references::{self, References},
    words,
};
use crate::{
    edit::{Address, Op, child, children, same},
    fields::shorten,
};

/// What kind of story a change tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Encryption,
    Reference,
    Permission,
    Zone,
    PublicAccess,
    DeadLetter,
    Retention,
    /// A near miss.
    Value,
    /// Anything else that was there and is not.
    Setting,
}

/// How likely it is that a change happens in real life, and so how often it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likely {
    /// When nothing better is found.
    Seldom = 1,
    Sometimes = 6,
    Often = 24,
}

/// A change that may break something.
#[derive(Clone, Debug)]
pub(super) struct Break {
    pub(super) kind: Kind,
    pub(super) likely: Likely,
    pub(super) resource: String,
    /// A sentence without its stop.
    pub(super) what: String,
    pub(super) address: Address,
    pub(super) op: Op,
}

/// A resource of the template.
pub(super) struct Resource<'t> {
    pub(super) id: &'t str,
    pub(super) type_name: &'t str,
    pub(super) node: &'t Node,
    pub(super) address: Address,
}

/// A place within a resource.
pub(super) struct Here<'h, 't> {
    pub(super) resource: &'h Resource<'t>,
    pub(super) node: &'t Node,
    pub(super) address: &'h [usize],
    /// Keys from the resource, elements of lists left out.
    pub(super) keys: &'h [&'t str],
}

impl Here<'_, '_> {
    /// A change here.
    pub(super) fn to(&self, kind: Kind, likely: Likely, how: &str, op: Op) -> Break {
        self.at(self.address.to_vec(), kind, likely, how, op)
    }

    /// A change below.
    pub(super) fn at(
        &self,
        address: Address,
        kind: Kind,
        likely: Likely,
        how: &str,
        op: Op,
    ) -> Break {
        let path: Vec<&str> = self
            .keys
            .iter()
            .copied()
            .filter(|key| *key != "Properties")
            .collect();
        let id = shorten(self.resource.id);
        let place = match path.is_empty() {
            true => format!("`{id}`"),
            false => format!("`{}` of `{id}`", shorten(&path.join("."))),
        };
        Break {
            kind,
            likely,
            resource: self.resource.id.to_owned(),
            what: format!("{place} {how}"),
            address,
            op,
        }
    }

    /// Keys from `Properties`; `None` for what is not in them.
    pub(super) fn property_keys(&self) -> Option<&[&str]> {
        match self.keys {
            ["Properties", rest @ ..] => Some(rest),
            _ => None,
        }
    }
}

/// All changes of a template, in the order of its resources.
pub(super) fn all(root: &Node) -> Vec<Break> {
    let resources = resources(root);
    let references = References::of(&resources);
    let mut found = Vec::new();
    for (place, resource) in resources.iter().enumerate() {
        let mut keys = Vec::new();
        let mut address = resource.address.clone();
        visit(resource, resource.node, &mut address, &mut keys, &mut found);
        references::elsewhere(&references, place, &mut found);
        let here = Here {
            resource,
            node: resource.node,
            address: &resource.address,
            keys: &[],
        };
        found.push(here.to(Kind::Setting, Likely::Seldom, "removed", Op::Remove));
    }
    zones(&resources, &mut found);
    found
}

fn resources(root: &Node) -> Vec<Resource<'_>> {
    let sections = root.as_map().unwrap_or_default();
    let Some(section) = sections.iter().position(|entry| entry.key == "Resources") else {
        return Vec::new();
    };
    let entries = child(root, section).and_then(Node::as_map);
    entries
        .unwrap_or_default()
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| {
            Some(Resource {
                id: &entry.key,
                type_name: entry.value.get("Type")?.as_text()?,
                node: &entry.value,
                address: vec![section, index],
            })
        })
        .collect()
}

fn visit<'t>(
    resource: &Resource<'t>,
    node: &'t Node,
    address: &mut Address,
    keys: &mut Vec<&'t str>,
    found: &mut Vec<Break>,
) {
    let here = Here {
        resource,
        node,
        address,
        keys,
    };
    permissions::of_statement(&here, found);
    permissions::of_managed_policies(&here, found);
    match &node.kind {
        NodeKind::Scalar(scalar) => near_misses(&here, &scalar.text, scalar.is_plain(), found),
        // What is inside of a function is one value.
        NodeKind::Function(_) => return,
        NodeKind::List(_) | NodeKind::Map(_) => {}
    }
    for index in 0..children(node) {
        let Some(inside) = child(node, index) else {
            continue;
        };
        let key = node
            .as_map()
            .and_then(|entries| entries.get(index))
            .map(|entry| entry.key.as_str());
        if keys.is_empty() && matches!(key, Some("Type" | "Metadata" | "Condition")) {
            continue;
        }
        address.push(index);
        keys.extend(key);
        removals(resource, inside, address, keys, key, found);
        visit(resource, inside, address, keys, found);
        if key.is_some() {
            keys.pop();
        }
        address.pop();
    }
}

/// An entry that is taken out, or opened; an element that is taken out.
fn removals<'t>(
    resource: &Resource<'t>,
    node: &'t Node,
    address: &[usize],
    keys: &[&'t str],
    key: Option<&'t str>,
    found: &mut Vec<Break>,
) {
    let here = Here {
        resource,
        node,
        address,
        keys,
    };
    if keys == ["Properties"] {
        return;
    }
    let (kind, likely) = match key.and_then(words::removed) {
        Some(kind) => (kind, Likely::Often),
        None if key.is_some() => (Kind::Setting, Likely::Seldom),
        None => (Kind::Setting, Likely::Sometimes),
    };
    let verb = if key.is_some() { "removed" } else { "lost one" };
    found.push(here.to(kind, likely, verb, Op::Remove));
    for (value, kind) in key.into_iter().flat_map(words::opened) {
        let is_other = node.as_text() != Some(value);
        if is_other && !matches!(node.kind, NodeKind::Map(_)) {
            let how = format!("changed to `{value}`");
            found.push(here.to(kind, Likely::Often, &how, Op::Value(value.to_owned())));
        }
    }
}

/// Values that are nearly right.
fn near_misses(here: &Here<'_, '_>, text: &str, is_plain: bool, found: &mut Vec<Break>) {
    if here.property_keys().is_none_or(<[&str]>::is_empty) {
        return;
    }
    let mut values: Vec<String> = Vec::new();
    match text {
        "true" if is_plain => values.push("false".to_owned()),
        "false" if is_plain => values.push("true".to_owned()),
        _ => {}
    }
    if let Ok(number) = text.parse::<i64>()
        && !text.starts_with(['0', '+'])
    {
        values.extend(near_numbers(number).map(|number| number.to_string()));
    }
    let last = here.keys.last().copied().unwrap_or_default();
    if last == "Runtime" {
        values.extend(words::older_runtime(text).map(str::to_owned));
    }
    for value in values {
        let how = format!("changed from `{}` to `{value}`", shorten(text));
        found.push(here.to(Kind::Value, Likely::Sometimes, &how, Op::Value(value)));
    }
    for value in other_words(here, text) {
        let how = format!("changed from `{}` to `{value}`", shorten(text));
        found.push(here.to(Kind::Value, Likely::Sometimes, &how, Op::Value(value)));
    }
}

/// Half, a digit less, a digit more; of a small number one less and one more.
fn near_numbers(number: i64) -> impl Iterator<Item = i64> {
    const SMALL: i64 = 20;
    let is_small = number.abs() <= SMALL;
    let by_size = [number / 2, number / 10, number.saturating_mul(10)];
    let by_one = [number.saturating_sub(1), number.saturating_add(1)];
    let by_one = by_one.into_iter().filter(move |_| is_small);
    let near = by_size.into_iter().chain(by_one);
    near.filter(move |other| *other != number && *other > 0)
}

/// The other words of a property that has only a few: those that are easiest taken for it.
fn other_words(here: &Here<'_, '_>, text: &str) -> Vec<String> {
    const MOST: usize = 2;
    let words = || {
        let keys = here.property_keys()?;
        resource_type(here.resource.type_name)?.values(keys)
    };
    let mut words = words().unwrap_or_default();
    if !words.contains(&text) {
        return Vec::new();
    }
    words.retain(|word| *word != text && !matches!(*word, "true" | "false"));
    words.sort_by_key(|word| strsim::osa_distance(word, text));
    words.into_iter().take(MOST).map(str::to_owned).collect()
}

/// Two of a kind in different zones, brought into one.
fn zones(resources: &[Resource<'_>], found: &mut Vec<Break>) {
    let zone = |resource: &Resource<'_>| -> Option<(Address, Entry)> {
        let at = |node: &Node, key: &str| {
            let entries = node.as_map()?;
            entries.iter().position(|entry| entry.key == key)
        };
        let properties = at(resource.node, "Properties")?;
        let node = child(resource.node, properties)?;
        let index = at(node, "AvailabilityZone")?;
        let entry = node.as_map()?.get(index)?.clone();
        let mut address = resource.address.clone();
        address.extend([properties, index]);
        Some((address, entry))
    };
    let zoned: Vec<(&Resource<'_>, (Address, Entry))> = resources
        .iter()
        .filter_map(|one| Some((one, zone(one)?)))
        .collect();
    for (one, (address, own)) in &zoned {
        for (other, (_, wanted)) in &zoned {
            if one.id == other.id || one.type_name != other.type_name {
                continue;
            }
            let mut difference = Vec::new();
            differences(&own.value, &wanted.value, &mut Vec::new(), &mut difference);
            let [(inside, text)] = difference.as_slice() else {
                continue;
            };
            found.push(Break {
                kind: Kind::Zone,
                likely: Likely::Often,
                resource: one.id.to_owned(),
                what: format!(
                    "`AvailabilityZone` of `{}` made that of `{}`",
                    shorten(one.id),
                    shorten(other.id)
                ),
                address: [address.as_slice(), inside].concat(),
                op: Op::Value(text.clone()),
            });
        }
    }
}

/// The texts in which two values of one shape differ: where, and the other's. A difference of shape counts as two.
fn differences(
    one: &Node,
    other: &Node,
    address: &mut Address,
    found: &mut Vec<(Address, String)>,
) {
    if same(one, other) {
        return;
    }
    match (&one.kind, &other.kind) {
        (NodeKind::Scalar(_), NodeKind::Scalar(text)) => {
            found.push((address.clone(), text.text.to_string()));
        }
        _ if std::mem::discriminant(&one.kind) == std::mem::discriminant(&other.kind)
            && children(one) == children(other)
            && one.as_function().map(|call| call.name)
                == other.as_function().map(|call| call.name) =>
        {
            for index in 0..children(one) {
                if let (Some(one), Some(other)) = (child(one, index), child(other, index)) {
                    address.push(index);
                    differences(one, other, address, found);
                    address.pop();
                }
            }
        }
        _ => found.extend([
            (address.clone(), String::new()),
            (address.clone(), String::new()),
        ]),
    }
}
