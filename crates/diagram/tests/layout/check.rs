//! What is true of every scene that can be looked at, and pictures made by hand.

use std::collections::BTreeMap;

use diagram::{Connection, Item, ItemKind, Node, Picture, Scene, State};

/// Half a pixel: coordinates are rounded to it.
const NEARLY: f64 = 0.01;

/// A box.
pub(crate) fn item(id: &str, type_name: &str) -> Item {
    Item {
        id: id.to_owned(),
        label: id.to_owned(),
        type_name: type_name.to_owned(),
        kind: ItemKind::Resource,
        state: State::None,
        parent: None,
        collapsed: false,
        holds: 0,
        badges: Vec::new(),
        criteria: Vec::new(),
        place: Some((1, 1)),
    }
}

/// A line.
pub(crate) fn line(from: usize, to: usize, relation: &'static str) -> Connection {
    Connection {
        id: format!("{from} {relation} {to}"),
        from,
        to,
        relation,
        state: State::None,
        via: None,
        criteria: Vec::new(),
        place: Some((1, 1)),
    }
}

/// A picture of functions `A`, `B` ... and lines between them; `A > B deadLettersTo` in short.
pub(crate) fn picture(lines: &[(&str, &str, &'static str)]) -> Picture {
    let mut items: Vec<Item> = Vec::new();
    let mut connections = Vec::new();
    let mut place = |id: &str| {
        items
            .iter()
            .position(|item| item.id == id)
            .unwrap_or_else(|| {
                items.push(item(id, "AWS::Lambda::Function"));
                items.len() - 1
            })
    };
    for (from, to, relation) in lines {
        let (from, to) = (place(from), place(to));
        let mut connection = line(from, to, relation);
        connection.id = format!("{} {}", connection.id, connections.len());
        connections.push(connection);
    }
    Picture { items, connections }
}

/// Panics with a sentence when something about the scene cannot be right.
pub(crate) fn check(scene: &Scene) {
    let nodes: BTreeMap<&str, &Node> = scene
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node))
        .collect();
    for node in &scene.nodes {
        let figures = [node.x, node.y, node.width, node.height];
        assert!(
            figures
                .iter()
                .all(|figure| figure.is_finite() && *figure >= 0.0),
            "{}: {figures:?} can be drawn",
            node.id
        );
        assert!(
            node.width >= 20.0 && node.height >= 20.0,
            "{}: a box can be seen",
            node.id
        );
        assert!(
            node.x + node.width <= scene.width && node.y + node.height <= scene.height,
            "{}: the picture is large enough for it",
            node.id
        );
        if let Some(parent) = node.parent.as_deref().and_then(|id| nodes.get(id)) {
            assert!(
                parent.x < node.x
                    && parent.y < node.y
                    && node.x + node.width < parent.x + parent.width
                    && node.y + node.height < parent.y + parent.height,
                "{} lies in {}",
                node.id,
                parent.id
            );
        }
    }
    apart(scene);
    for edge in &scene.edges {
        assert!(edge.points.len() >= 2, "{}: a line has two ends", edge.id);
        let all = edge.points.iter().chain([&edge.label_at]);
        for [x, y] in all {
            assert!(
                x.is_finite()
                    && y.is_finite()
                    && (0.0..=scene.width).contains(x)
                    && (0.0..=scene.height).contains(y),
                "{}: [{x}, {y}] lies in the picture of {} by {}",
                edge.id,
                scene.width,
                scene.height
            );
        }
        for (end, id) in [
            (edge.points.first(), &edge.from),
            (edge.points.last(), &edge.to),
        ] {
            let (end, node) = (end.unwrap(), nodes[id.as_str()]);
            assert!(
                on_border(*end, node),
                "{}: {end:?} is on the border of {id}, {:?}",
                edge.id,
                [node.x, node.y, node.width, node.height]
            );
        }
    }
}

/// Boxes of one level do not lie on each other; by that those of different levels do not either, since each lies in its group.
fn apart(scene: &Scene) {
    let mut levels: BTreeMap<Option<&str>, Vec<&Node>> = BTreeMap::new();
    for node in &scene.nodes {
        levels.entry(node.parent.as_deref()).or_default().push(node);
    }
    for level in levels.values_mut() {
        level.sort_by(|one, other| one.x.total_cmp(&other.x));
        for (place, one) in level.iter().enumerate() {
            let beside = level[place + 1..]
                .iter()
                .take_while(|other| other.x < one.x + one.width);
            for other in beside {
                assert!(
                    one.y + one.height <= other.y || other.y + other.height <= one.y,
                    "{} and {} lie on each other",
                    one.id,
                    other.id
                );
            }
        }
    }
}

fn on_border([x, y]: [f64; 2], node: &Node) -> bool {
    let (right, below) = (node.x + node.width, node.y + node.height);
    let within =
        x >= node.x - NEARLY && x <= right + NEARLY && y >= node.y - NEARLY && y <= below + NEARLY;
    let at = |one: f64, other: f64| (one - other).abs() <= NEARLY;
    within && (at(x, node.x) || at(x, right) || at(y, node.y) || at(y, below))
}

/// The box of an id.
pub(crate) fn node<'s>(scene: &'s Scene, id: &str) -> &'s Node {
    scene.nodes.iter().find(|node| node.id == id).unwrap()
}
