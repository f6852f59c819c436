//! Text forms of a scene. Each says everything that the picture says, states in words or signs and not by colour alone, and takes names of
//! any content: what a form gives a meaning to is written so that it has none.

mod colours;
mod dot;
mod mermaid;
mod plain;
mod svg;
mod words;

pub use words::is_unseen;

use crate::scene::Scene;

/// One line of JSON, the published format.
pub fn to_json(scene: &Scene) -> String {
    // A scene holds nothing that JSON cannot.
    serde_json::to_string(scene).unwrap_or_default()
}

/// A drawing of its own, with its colours for a light or a dark page; no scripts, no fonts, nothing from outside.
pub fn to_svg(scene: &Scene, dark: bool) -> String {
    svg::write(
        scene,
        if dark {
            &colours::DARK
        } else {
            &colours::LIGHT
        },
    )
}

/// Mermaid's `flowchart LR`.
pub fn to_mermaid(scene: &Scene) -> String {
    mermaid::write(scene)
}

/// Graphviz.
pub fn to_dot(scene: &Scene) -> String {
    dot::write(scene)
}

/// Lines for a terminal: a tree of what holds what, and what leads where. The same content as the picture.
pub fn to_text(scene: &Scene, width: usize) -> String {
    plain::write(scene, width)
}
