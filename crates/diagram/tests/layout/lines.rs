//! What a drawn line must not do: run over a box that it has nothing to do with, or turn back on itself.

use std::collections::BTreeMap;

use diagram::{Edge, Node, Scene};

/// So far into a box is a touch.
const TOUCH: f64 = 1.0;
/// Points on each piece of a curve.
const STEPS: usize = 24;

/// The lines that run over foreign boxes, in words: not their ends, nor what is around those or in them.
pub(crate) fn over_boxes(scene: &Scene) -> Vec<String> {
    let nodes: BTreeMap<&str, &Node> = scene
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node))
        .collect();
    let outwards = |id: &str| -> Vec<String> {
        let parent = |id: &String| nodes[id.as_str()].parent.clone();
        std::iter::successors(Some(id.to_owned()), parent).collect()
    };
    let mut found = Vec::new();
    for edge in &scene.edges {
        let around: Vec<String> = [outwards(&edge.from), outwards(&edge.to)].concat();
        let points = along(scene, edge);
        for node in &scene.nodes {
            let is_crossed = points.iter().any(|[x, y]| {
                *x > node.x + TOUCH
                    && *x < node.x + node.width - TOUCH
                    && *y > node.y + TOUCH
                    && *y < node.y + node.height - TOUCH
            });
            if !is_crossed || around.contains(&node.id) {
                continue;
            }
            let inside = outwards(&node.id);
            if !inside.contains(&edge.from) && !inside.contains(&edge.to) {
                found.push(format!("{} over {}", edge.id, node.id));
                break;
            }
        }
    }
    found
}

/// The lines that cross themselves, run into their own box first, or turn on the spot. One that leads back to its own box turns by intent.
pub(crate) fn knots(scene: &Scene) -> Vec<String> {
    let edges = scene.edges.iter().filter(|edge| edge.from != edge.to);
    let knotted = edges.filter(|edge| {
        let points = along(scene, edge);
        crosses_itself(&points)
            || turns_on_the_spot(&points)
            || runs_into_an_end(scene, edge, &points)
    });
    knotted
        .map(|edge| format!("{} is knotted", edge.id))
        .collect()
}

/// Points along a drawn line.
pub(crate) fn along(scene: &Scene, edge: &Edge) -> Vec<[f64; 2]> {
    let mut points = vec![edge.points[0]];
    for [from, one, two, to] in scene.curve(edge) {
        points.extend((1..=STEPS).map(|step| {
            let (share, rest) = (step as f64 / STEPS as f64, 1.0 - step as f64 / STEPS as f64);
            [0, 1].map(|axis| {
                rest.powi(3) * from[axis]
                    + 3.0 * rest.powi(2) * share * one[axis]
                    + 3.0 * rest * share.powi(2) * two[axis]
                    + share.powi(3) * to[axis]
            })
        }));
    }
    points
}

fn crosses_itself(points: &[[f64; 2]]) -> bool {
    let side = |[ax, ay]: [f64; 2], [bx, by]: [f64; 2], [x, y]: [f64; 2]| {
        (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    };
    let pieces: Vec<([f64; 2], [f64; 2])> =
        points.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pieces.iter().enumerate().any(|(place, (a, b))| {
        pieces.iter().skip(place + 2).any(|(c, d)| {
            side(*a, *b, *c) * side(*a, *b, *d) < -1e-6
                && side(*c, *d, *a) * side(*c, *d, *b) < -1e-6
        })
    })
}

/// Whether a line turns by more than a right angle and a half within a dozen pixels.
fn turns_on_the_spot(points: &[[f64; 2]]) -> bool {
    let mut steps: Vec<([f64; 2], f64)> = Vec::new();
    for pair in points.windows(2) {
        let [dx, dy] = [pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]];
        let length = dx.hypot(dy);
        if length > 0.05 {
            steps.push(([dx / length, dy / length], length));
        }
    }
    steps.iter().enumerate().any(|(place, (one, _))| {
        let mut way = 0.0;
        steps[place + 1..].iter().any(|(other, length)| {
            let is_near = way < 12.0;
            way += length;
            is_near && one[0] * other[0] + one[1] * other[1] < -0.7
        })
    })
}

fn runs_into_an_end(scene: &Scene, edge: &Edge, points: &[[f64; 2]]) -> bool {
    let node = |id: &str| scene.nodes.iter().find(|node| node.id == id).unwrap();
    let (from, to) = (node(&edge.from), node(&edge.to));
    let lies_in = |one: &Node, other: &Node| {
        one.x >= other.x
            && one.y >= other.y
            && one.x + one.width <= other.x + other.width
            && one.y + one.height <= other.y + other.height
    };
    if lies_in(from, to) || lies_in(to, from) {
        return false;
    }
    [from, to].iter().any(|end| {
        points.iter().any(|[x, y]| {
            *x > end.x + 3.0
                && *x < end.x + end.width - 3.0
                && *y > end.y + 3.0
                && *y < end.y + end.height - 3.0
        })
    })
}
