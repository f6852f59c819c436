//! Graphviz's language.

use std::fmt::Write as _;

use super::words;
use crate::{
    picture::ItemKind,
    scene::{Node, Scene, State},
};

pub(super) fn write(scene: &Scene) -> String {
    let mut text = "digraph architecture {\n  rankdir=LR;\n  compound=true;\n  node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=11];\n  \
                    edge [fontname=\"Helvetica\", fontsize=9];\n"
        .to_owned();
    let keys = words::keys(scene);
    let key = |id: &str| keys.get(id).map_or("", String::as_str);
    if scene.nodes.is_empty() {
        text.push_str("  none [label=\"No resources\", shape=plaintext];\n");
    }
    level(scene, None, 1, &key, &mut text);
    for edge in &scene.edges {
        // Writing to a `String` cannot fail, here and below.
        let _ = write!(
            text,
            "  {} -> {} [label=\"{}{}\", {}",
            key(&edge.from),
            key(&edge.to),
            edge.relation,
            words::stated(edge.state),
            style(edge.state)
        );
        // A line to a group ends at its border; one from what is in it cannot.
        if !words::is_inside(scene, &edge.from, &edge.to) {
            for (end, attribute) in [(&edge.from, "ltail"), (&edge.to, "lhead")] {
                if words::holds_others(scene, end) {
                    let _ = write!(text, ", {attribute}=cluster_{}", key(end));
                }
            }
        }
        text.push_str("];\n");
    }
    text.push_str("}\n");
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
            let _ = writeln!(text, "{indent}subgraph cluster_{name} {{");
            let _ = writeln!(
                text,
                "{indent}  label=\"{}\"; {};",
                label(node),
                style(node.state).replace(", ", "; ")
            );
            // Lines to the group need something in it to lead to.
            let _ = writeln!(
                text,
                "{indent}  {name} [shape=point, style=invis, width=0, label=\"\"];"
            );
            level(scene, Some(&node.id), depth + 1, key, text);
            let _ = writeln!(text, "{indent}}}");
        } else {
            let _ = writeln!(
                text,
                "{indent}{name} [label=\"{}\", {}];",
                label(node),
                style(node.state)
            );
        }
    }
}

fn label(node: &Node) -> String {
    let mut label = format!(
        "{}\\n{}",
        escaped(&node.label),
        escaped(&words::service(node))
    );
    // Of what is missing the second line says so.
    if node.kind != ItemKind::Ghost {
        label.push_str(&words::stated(node.state));
    }
    for badge in &node.badges {
        let _ = write!(
            label,
            "\\n+ {} {}{}",
            words::badge(badge.kind),
            escaped(&badge.id),
            words::stated(badge.state)
        );
    }
    label
}

fn style(state: State) -> &'static str {
    match state {
        State::None => "color=\"#8c8776\"",
        State::Pass => "color=\"#12764a\"",
        State::Unknown => "color=\"#855700\", style=\"dashed\"",
        State::Fail => "color=\"#b3312c\", penwidth=2",
        State::Ghost => "color=\"#b3312c\", style=\"dashed\"",
    }
}

/// Text inside of double quotes, where Graphviz reads backslashes and entities.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in words::visible(text).chars() {
        match sign {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '&' => escaped.push_str("&amp;"),
            sign => escaped.push(sign),
        }
    }
    escaped
}
