//! What the text forms have in common: words for states and badges, and names without what a reader cannot see.

use std::collections::BTreeMap;

use crate::{
    picture::{BadgeKind, ItemKind},
    scene::{Node, Scene, State},
};

/// How something stands, after its name.
pub(super) fn state(state: State) -> &'static str {
    match state {
        State::None => "not asked about",
        State::Pass => "passing",
        State::Unknown => "undecided",
        State::Fail => "failing",
        State::Ghost => "missing",
    }
}

pub(super) fn badge(kind: BadgeKind) -> &'static str {
    match kind {
        BadgeKind::Role => "role",
        BadgeKind::Policy => "policy",
        BadgeKind::Logs => "log group",
        BadgeKind::Key => "key",
        BadgeKind::Guard => "security group",
    }
}

/// The second line of a box.
pub(super) fn service(node: &Node) -> String {
    match node.kind {
        ItemKind::Ghost => "missing".to_owned(),
        ItemKind::Resource => node.service.clone(),
        ItemKind::Group if node.collapsed => {
            format!("{}, holds {}", node.service, node.holds)
        }
        ItemKind::Group => node.service.clone(),
    }
}

/// `5 resources, 4 connections; 3 passing, 1 failing, 1 missing`.
pub(super) fn summary(scene: &Scene) -> String {
    let resources = scene
        .nodes
        .iter()
        .filter(|node| node.kind != ItemKind::Ghost)
        .count();
    let badges: usize = scene.nodes.iter().map(|node| node.badges.len()).sum();
    if scene.nodes.is_empty() {
        return "No resources".to_owned();
    }
    let counted = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    };
    let mut text = format!(
        "{}, {}",
        counted(resources + badges, "resource"),
        counted(scene.edges.len(), "connection")
    );
    let mut sign = "; ";
    for wanted in [State::Pass, State::Fail, State::Unknown, State::Ghost] {
        let nodes = scene.nodes.iter().map(|node| node.state);
        let states = nodes.chain(scene.edges.iter().map(|edge| edge.state));
        let count = states.filter(|state| *state == wanted).count();
        if count > 0 {
            text.push_str(&format!("{sign}{count} {}", state(wanted)));
            sign = ", ";
        }
    }
    text
}

/// A name without line breaks, control characters and turns of the direction of writing, which would act on what stands beside it.
pub(super) fn visible(text: &str) -> String {
    let turns = |sign: char| matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|sign| match sign {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            sign if sign.is_control() || turns(sign) => '\u{fffd}',
            '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            sign => sign,
        })
        .collect()
}

/// Names that forms with their own rules for names take: `n0`, `n1` ... by id.
pub(super) fn keys(scene: &Scene) -> BTreeMap<&str, String> {
    let ids = scene.nodes.iter().enumerate();
    ids.map(|(index, node)| (node.id.as_str(), format!("n{index}")))
        .collect()
}

/// The boxes of a level, in order: of a group, or those that lie in none.
pub(super) fn members<'s>(
    scene: &'s Scene,
    group: Option<&'s str>,
) -> impl Iterator<Item = &'s Node> {
    scene
        .nodes
        .iter()
        .filter(move |node| node.parent.as_deref() == group)
}

/// Whether one of two boxes lies in the other.
pub(super) fn is_inside(scene: &Scene, one: &str, other: &str) -> bool {
    let parent = |id: &str| {
        let node = scene.nodes.iter().find(|node| node.id == id)?;
        node.parent.as_deref()
    };
    let within =
        |inner, outer| std::iter::successors(parent(inner), |id| parent(id)).any(|id| id == outer);
    within(one, other) || within(other, one)
}
