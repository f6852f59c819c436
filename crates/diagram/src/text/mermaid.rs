//! Mermaid's `flowchart`, as Markdown files and wikis draw it.

use std::fmt::Write as _;

use super::words;
use crate::{
    picture::ItemKind,
    scene::{Node, Scene, State},
};

/// Longer names make boxes that nobody can read.
const LONGEST: usize = 60;

pub(super) fn write(scene: &Scene) -> String {
    let mut text = "flowchart LR\n".to_owned();
    if scene.nodes.is_empty() {
        text.push_str("  none[\"No resources\"]\n");
        return text;
    }
    let keys = words::keys(scene);
    let key = |id: &str| keys.get(id).map_or("", String::as_str);
    level(scene, None, 1, &key, &mut text);
    let mut styles = String::new();
    let mut drawn = 0;
    for edge in &scene.edges {
        // Mermaid refuses a line between a subgraph and what is in it: then it is only said.
        let refused = words::is_inside(scene, &edge.from, &edge.to);
        let arrow = match edge.state {
            State::Ghost => "-.->",
            State::Fail => "==>",
            State::None | State::Pass | State::Unknown => "-->",
        };
        let (from, to) = (key(&edge.from), key(&edge.to));
        // Writing to a `String` cannot fail, here and below.
        let _ = match refused {
            true => writeln!(
                text,
                "  %% {from} {} {to}{}",
                edge.relation,
                words::stated(edge.state)
            ),
            false => writeln!(
                text,
                "  {from} {arrow}|\"{}{}\"| {to}",
                mark(edge.state),
                edge.relation
            ),
        };
        if !refused {
            if let Some(colour) = colour(edge.state) {
                let _ = writeln!(styles, "  linkStyle {drawn} stroke:{colour}");
            }
            drawn += 1;
        }
    }
    text.push_str(&styles);
    for (state, name) in [
        (State::Pass, "pass"),
        (State::Unknown, "unknown"),
        (State::Fail, "fail"),
        (State::Ghost, "missing"),
    ] {
        let own = scene.nodes.iter().filter(|node| node.state == state);
        let own: Vec<&str> = own.map(|node| key(&node.id)).collect();
        if let (Some(colour), false) = (colour(state), own.is_empty()) {
            let dashes = match state {
                State::Ghost => ",stroke-dasharray:4 3",
                State::Unknown => ",stroke-dasharray:7 2",
                State::None | State::Pass | State::Fail => "",
            };
            let _ = writeln!(
                text,
                "  classDef {name} stroke:{colour}{dashes}\n  class {} {name}",
                own.join(",")
            );
        }
    }
    text
}

fn level<'k>(
    scene: &Scene,
    group: Option<&str>,
    depth: usize,
    key: &impl Fn(&str) -> &'k str,
    text: &mut String,
) {
    let indent = "  ".repeat(depth);
    for node in words::members(scene, group) {
        let name = key(&node.id);
        if words::holds_others(scene, &node.id) {
            let _ = writeln!(text, "{indent}subgraph {name}[\"{}\"]", label(node));
            level(scene, Some(&node.id), depth + 1, key, text);
            let _ = writeln!(text, "{indent}end");
        } else {
            let _ = writeln!(text, "{indent}{name}[\"{}\"]", label(node));
        }
    }
}

fn label(node: &Node) -> String {
    let mut label = format!(
        "{}{}<br/>{}",
        mark(node.state),
        escaped(&node.label),
        escaped(&words::service(node))
    );
    for badge in &node.badges {
        let _ = write!(
            label,
            "<br/>+ {} {}{}",
            words::badge(badge.kind),
            escaped(&badge.id),
            words::stated(badge.state)
        );
    }
    if node.kind == ItemKind::Ghost && !node.type_name.is_empty() {
        let _ = write!(label, "<br/>{}", escaped(&node.type_name));
    }
    label
}

/// A sign before the name: colours are not all.
fn mark(state: State) -> &'static str {
    match state {
        State::None | State::Ghost => "",
        State::Pass => "✓ ",
        State::Unknown => "? ",
        State::Fail => "✗ ",
    }
}

/// Strong enough on light and dark pages.
fn colour(state: State) -> Option<&'static str> {
    match state {
        State::None => None,
        State::Pass => Some("#2f9e6a"),
        State::Unknown => Some("#b07d1a"),
        State::Fail | State::Ghost => Some("#d0524b"),
    }
}

/// Text inside of double quotes, where Mermaid reads `#name;`, Markdown and tags.
fn escaped(text: &str) -> String {
    let text = words::visible(text);
    let mut escaped = String::with_capacity(text.len());
    for sign in short(&text).chars() {
        match sign {
            '"' => escaped.push_str("#quot;"),
            '#' | ';' | '`' | '<' | '>' | '&' | '\\' | '*' | '_' | '[' | ']' | '{' | '}' | '|'
            | '%' | '~' | '$' => {
                let _ = write!(escaped, "#{};", u32::from(sign));
            }
            sign => escaped.push(sign),
        }
    }
    escaped
}

fn short(text: &str) -> String {
    let count = text.chars().count();
    if count <= LONGEST {
        return text.to_owned();
    }
    let head: String = text.chars().take(LONGEST * 2 / 3).collect();
    let tail: String = text.chars().skip(count - LONGEST / 3 + 1).collect();
    format!("{head}…{tail}")
}
