//! Text forms of a scene.

use crate::scene::Scene;

/// One line of JSON, the published format.
pub fn to_json(scene: &Scene) -> String {
    let _ = scene;
    todo!()
}

/// A drawing of its own, with its colours for a light or a dark page; no scripts, no fonts, nothing from outside.
pub fn to_svg(scene: &Scene, dark: bool) -> String {
    let _ = (scene, dark);
    todo!()
}

/// Mermaid's `flowchart LR`.
pub fn to_mermaid(scene: &Scene) -> String {
    let _ = scene;
    todo!()
}

/// Graphviz.
pub fn to_dot(scene: &Scene) -> String {
    let _ = scene;
    todo!()
}

/// Lines for a terminal: a tree of what holds what, and what leads where. The same content as the picture.
pub fn to_text(scene: &Scene, width: usize) -> String {
    let _ = (scene, width);
    todo!()
}
