//! Permissions widened, narrowed and lost: the statements of policies, and managed policies.

use cfn::{Node, NodeKind};

use super::breaks::{Break, Here, Kind, Likely};
use crate::{
    edit::{Address, Op, child},
    fields::shorten,
};

/// Changes of a policy statement, when this is one.
pub(super) fn of_statement(here: &Here<'_, '_>, found: &mut Vec<Break>) {
    let Some(entries) = here.node.as_map() else {
        return;
    };
    let effect = here.node.get("Effect").and_then(Node::as_text);
    let index = |key: &str| entries.iter().position(|entry| entry.key == key);
    let (Some(effect), true) = (
        effect,
        index("Action").is_some() || index("NotAction").is_some(),
    ) else {
        return;
    };
    found.push(here.to(
        Kind::Permission,
        Likely::Sometimes,
        "lost a statement",
        Op::Remove,
    ));
    if let Some(at) = index("Condition") {
        let how = "lost the condition of a statement";
        let address = below(here, &[at]);
        found.push(here.at(address, Kind::Permission, Likely::Often, how, Op::Remove));
    }
    if effect != "Allow" {
        return;
    }
    if let Some(at) = index("Action") {
        actions(here, at, found);
    }
    for key in ["Resource", "Principal"] {
        let Some(at) = index(key) else {
            continue;
        };
        let address = below(here, &[at]);
        stars(here, key, &address, child(here.node, at), found);
    }
}

fn below(here: &Here<'_, '_>, steps: &[usize]) -> Address {
    [here.address, steps].concat()
}

/// One action that became all of its service, and one that went.
fn actions(here: &Here<'_, '_>, at: usize, found: &mut Vec<Break>) {
    let Some(node) = child(here.node, at) else {
        return;
    };
    let mut widened = |address: Address, action: &str| {
        let Some((service, name)) = action.split_once(':') else {
            return;
        };
        if name != "*" {
            let how = format!("allows `{service}:*` in the place of `{}`", shorten(action));
            let op = Op::Value(format!("{service}:*"));
            found.push(here.at(address, Kind::Permission, Likely::Often, &how, op));
        }
    };
    match &node.kind {
        NodeKind::Scalar(scalar) => widened(below(here, &[at]), &scalar.text),
        NodeKind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                if let Some(action) = item.as_text() {
                    widened(below(here, &[at, index]), action);
                }
            }
            for (index, item) in items.iter().enumerate() {
                let action = shorten(item.as_text().unwrap_or_default());
                let how = format!("lost `{action}`");
                let address = below(here, &[at, index]);
                found.push(here.at(address, Kind::Permission, Likely::Often, &how, Op::Remove));
            }
        }
        NodeKind::Map(_) | NodeKind::Function(_) => {}
    }
}

/// What was one, or a few, became all.
fn stars(
    here: &Here<'_, '_>,
    key: &str,
    address: &[usize],
    node: Option<&Node>,
    found: &mut Vec<Break>,
) {
    let Some(node) = node else {
        return;
    };
    let is_star = |node: &Node| node.as_text() == Some("*");
    let how = format!("allows `*` as `{key}`");
    let star = || Op::Value("*".to_owned());
    if !is_star(node) {
        found.push(here.at(
            address.to_vec(),
            Kind::Permission,
            Likely::Often,
            &how,
            star(),
        ));
    }
    let inside = match &node.kind {
        NodeKind::List(items) => items.len(),
        NodeKind::Map(entries) if key == "Principal" => entries.len(),
        NodeKind::Scalar(_) | NodeKind::Map(_) | NodeKind::Function(_) => 0,
    };
    for index in 0..inside {
        if child(node, index).is_some_and(|inside| !is_star(inside)) {
            let address = [address, &[index]].concat();
            found.push(here.at(address, Kind::Permission, Likely::Often, &how, star()));
        }
    }
}

/// A managed policy that became the administrator's.
pub(super) fn of_managed_policies(here: &Here<'_, '_>, found: &mut Vec<Break>) {
    if here.keys.last() != Some(&"ManagedPolicyArns") {
        return;
    }
    let text = match &here.node.kind {
        NodeKind::Scalar(scalar) => Some((Vec::new(), scalar.text.as_str())),
        NodeKind::Function(function) => function.argument.as_text().map(|text| (vec![0], text)),
        NodeKind::List(_) | NodeKind::Map(_) => None,
    };
    let Some((inside, text)) = text else {
        return;
    };
    if let Some(start) = text.find(":policy/").map(|at| at + ":policy/".len())
        && text.get(start..) != Some("AdministratorAccess")
    {
        let op = Op::Within(start..text.len(), "AdministratorAccess".to_owned());
        let how = "became the administrator's";
        found.push(here.at(
            below(here, &inside),
            Kind::Permission,
            Likely::Often,
            how,
            op,
        ));
    }
}
