//! What the text forms have in common: words for states and badges, and names without what a reader cannot see.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    picture::{BadgeKind, ItemKind, MORE},
    scene::{Edge, Node, Scene, State},
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

/// The same after a comma, `, passing`; nothing where no criterion is about it.
pub(super) fn stated(stands: State) -> String {
    match stands {
        State::None => String::new(),
        State::Pass | State::Unknown | State::Fail | State::Ghost => {
            format!(", {}", state(stands))
        }
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

/// `5 resources, 4 connections; 3 passing, 1 failing, 1 missing`, counted as the window counts: a resource that is a badge on many boxes is
/// one, what makes a connection and what a folded group holds are counted, and a connection to what is missing is not missing beside it.
pub(super) fn summary(scene: &Scene) -> String {
    if scene.nodes.is_empty() {
        return "No resources".to_owned();
    }
    let is_ghost = |node: &&Node| node.kind == ItemKind::Ghost;
    let ghosts: BTreeSet<&str> = scene
        .nodes
        .iter()
        .filter(is_ghost)
        .map(|node| node.id.as_str())
        .collect();
    let drawn = scene.nodes.iter().filter(|node| !is_ghost(node));
    let boxes: usize = drawn
        .map(|node| node.holds + usize::from(node.id != MORE))
        .sum();
    let badges = scene.nodes.iter().flat_map(|node| &node.badges);
    // A badge stands alike on every box.
    let badges: BTreeMap<&str, State> = badges
        .map(|badge| (badge.id.as_str(), badge.state))
        .collect();
    let real = scene.edges.iter().filter(|edge| edge.state != State::Ghost);
    let connectors: BTreeSet<&str> = real
        .clone()
        .filter_map(|edge| edge.via.as_deref())
        .filter(|id| !badges.contains_key(id) && scene.nodes.iter().all(|node| node.id != *id))
        .collect();
    let counted = |count: usize, one: &str| match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    };
    let mut text = format!(
        "{}, {}",
        counted(boxes + badges.len() + connectors.len(), "resource"),
        counted(real.count(), "connection")
    );
    let leads_to_a_ghost =
        |edge: &Edge| ghosts.contains(edge.from.as_str()) || ghosts.contains(edge.to.as_str());
    let mut sign = "; ";
    for wanted in [State::Pass, State::Fail, State::Unknown, State::Ghost] {
        let edges = scene
            .edges
            .iter()
            .filter(|edge| edge.state != State::Ghost || !leads_to_a_ghost(edge));
        let states = scene
            .nodes
            .iter()
            .map(|node| node.state)
            .chain(badges.values().copied())
            .chain(edges.map(|edge| edge.state));
        let count = states.filter(|state| *state == wanted).count();
        if count > 0 {
            text.push_str(&format!("{sign}{count} {}", state(wanted)));
            sign = ", ";
        }
    }
    text
}

/// Whether a sign acts on the text around it, or hides in it: control characters, line ends, turns of the direction of writing, and what has
/// no width. A name with such a sign could look like another.
pub fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(
            sign,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

/// A name without the signs that [`is_unseen`] tells: they would act on what stands beside it.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .map(|sign| match sign {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            sign if is_unseen(sign) => '\u{fffd}',
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

/// Whether others lie in a box.
pub(super) fn holds_others(scene: &Scene, id: &str) -> bool {
    members(scene, Some(id)).next().is_some()
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
