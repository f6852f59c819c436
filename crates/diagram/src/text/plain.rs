//! Lines for a terminal. Marks are ASCII and say the same as colours would, so that they survive every terminal, log and screen reader.

use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::words;
use crate::{
    picture::ItemKind,
    scene::{Edge, Node, Scene, State},
};

/// Narrower than this a line is not made.
const NARROWEST: usize = 30;

pub(super) fn write(scene: &Scene, width: usize) -> String {
    let width = width.max(NARROWEST);
    let mut text = cut(&words::summary(scene), width) + "\n";
    if scene.nodes.is_empty() {
        return text;
    }
    text.push('\n');
    level(scene, None, 0, width, &mut text);
    let used = |state: State| {
        let nodes = scene.nodes.iter().map(|node| node.state);
        let badges = scene.nodes.iter().flat_map(|node| &node.badges);
        let edges = scene.edges.iter().map(|edge| edge.state);
        nodes
            .chain(edges)
            .chain(badges.map(|badge| badge.state))
            .any(|own| own == state)
    };
    let states = [State::Pass, State::Fail, State::Unknown, State::Ghost]
        .into_iter()
        .filter(|state| used(*state));
    let legend: Vec<String> = states
        .map(|state| format!("{} {}", mark(state), words::state(state)))
        .collect();
    if !legend.is_empty() {
        let _ = writeln!(text, "\n{}", cut(&legend.join("   "), width));
    }
    text
}

fn level(scene: &Scene, group: Option<&str>, depth: usize, width: usize, text: &mut String) {
    // Deep nesting must not push names out of sight.
    let indent = "  ".repeat(depth.min(width / 8));
    for node in scene
        .nodes
        .iter()
        .filter(|node| node.parent.as_deref() == group)
    {
        let head = format!("{indent}{} ", mark(node.state));
        // Writing to a `String` cannot fail, here and below.
        let _ = writeln!(
            text,
            "{head}{}",
            named(node, width.saturating_sub(head.width()))
        );
        for badge in &node.badges {
            let line = format!(
                "{indent}      + {} {} {}",
                words::badge(badge.kind),
                words::visible(&badge.id),
                bracket(badge.state)
            );
            let _ = writeln!(text, "{}", cut(line.trim_end(), width));
        }
        for edge in scene.edges.iter().filter(|edge| edge.from == node.id) {
            let _ = writeln!(text, "{}", arrow(scene, edge, &indent, width));
        }
        level(scene, Some(&node.id), depth + 1, width, text);
    }
}

/// `Jobs  SQS queue, line 12`.
fn named(node: &Node, room: usize) -> String {
    let mut about = words::service(node);
    if let Some(line) = node.line.filter(|_| node.kind != ItemKind::Ghost) {
        let _ = write!(about, ", line {line}");
    }
    let about = cut(&words::visible(&about), room / 2);
    let label = cut(
        &words::visible(&node.label),
        room.saturating_sub(about.width() + 2),
    );
    format!("{label}  {about}")
}

/// `--delivers--> Audit`.
fn arrow(scene: &Scene, edge: &Edge, indent: &str, width: usize) -> String {
    let target = scene.nodes.iter().find(|node| node.id == edge.to);
    let line = match edge.state {
        State::Ghost => ('.', "..>"),
        State::None | State::Pass | State::Unknown | State::Fail => ('-', "-->"),
    };
    let head = format!("{indent}      {0}{0}{1}{2} ", line.0, edge.relation, line.1);
    let tail = bracket(edge.state);
    let room = width.saturating_sub(head.width() + tail.width() + 1);
    let label = cut(
        &target.map_or_else(String::new, |node| words::visible(&node.label)),
        room,
    );
    format!("{head}{label} {tail}").trim_end().to_owned()
}

fn mark(state: State) -> &'static str {
    match state {
        State::None => "[ ]",
        State::Pass => "[+]",
        State::Unknown => "[?]",
        State::Fail => "[x]",
        State::Ghost => "[!]",
    }
}

fn bracket(state: State) -> &'static str {
    match state {
        State::None => "",
        State::Pass | State::Unknown | State::Fail | State::Ghost => mark(state),
    }
}

/// `text` in at most so many columns, its middle left out.
fn cut(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_owned();
    }
    let half = room.saturating_sub(3);
    let head = taken(text.chars(), half.div_ceil(2));
    let tail: String = taken(text.chars().rev(), half / 2).chars().rev().collect();
    format!("{head}...{tail}")
}

/// As many signs as fit into so many columns.
fn taken(signs: impl Iterator<Item = char>, columns: usize) -> String {
    let mut left = columns;
    signs
        .take_while(|sign| {
            let own = sign.width().unwrap_or(0);
            let fits = own <= left;
            left = left.saturating_sub(own);
            fits
        })
        .collect()
}
