//! From a picture to a scene: where everything lies. Layouts stand behind a trait; one of them cannot fail. Boxes are placed from the
//! inside out, a group being one box for the level that it lies in; lines are led once all boxes have their places.

mod clear;
mod columns;
mod detour;
mod direction;
mod geometry;
mod grid;
mod keep;
mod layered;
mod level;
mod names;
mod nest;
mod pack;
mod parts;
mod ports;
mod route;
#[cfg(test)]
mod sample;
mod shape;
mod side;
mod size;
mod stack;
mod straight;
mod tangle;
mod wire;

use std::collections::BTreeMap;

use crate::{
    picture::Picture,
    scene::{Edge, Node, Scene},
    service,
};
use direction::Downwards;
use nest::Nest;

pub(crate) use geometry::{curve, leaves_level};
pub(crate) use size::{label_width, shortened, text_width};

/// Places a picture's items and routes its connections.
pub trait Layout {
    /// `None` when it cannot: the caller takes the next one.
    fn place(&self, picture: &Picture) -> Option<Placed>;
}

/// Places of items and routes of connections, in the picture's order.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// `[x, y, width, height]` of each item.
    pub boxes: Vec<[f64; 4]>,
    /// The points of each connection, and the middle of its label.
    pub routes: Vec<(Vec<[f64; 2]>, [f64; 2])>,
}

/// Layered, left to right or, where that can be seen clearly larger, top down, by the crate `dagre`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dagre;

/// Rows of boxes in the order of the template, connections as straight lines. Works for every picture.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rows;

impl Layout for Dagre {
    fn place(&self, picture: &Picture) -> Option<Placed> {
        in_layers(picture, None).map(|(placed, _)| placed)
    }
}

impl Layout for Rows {
    fn place(&self, picture: &Picture) -> Option<Placed> {
        let nest = Nest::of(picture);
        let downwards = Downwards::new();
        let levels =
            nest::spread_levels(picture, &nest, &|level, _| grid::level(level), &downwards)?;
        nest::place(picture, &nest, levels, &downwards)
    }
}

/// A picture in layers, and which of its levels lead down. `leaning` are those that did before.
fn in_layers(picture: &Picture, leaning: Option<&Downwards>) -> Option<(Placed, Downwards)> {
    let nest = Nest::of(picture);
    let (levels, downwards) = direction::spread(picture, &nest, &layered::level, leaning)?;
    let placed = nest::place(picture, &nest, levels, &downwards)?;
    placed.is_sound(picture).then_some((placed, downwards))
}

/// Lays a picture out: by [`Dagre`], else by [`Rows`]. With the scene before it, nothing moves when the topology is the same, and what
/// is still there moves as little as possible when it is not. Says whether it was laid out anew.
pub fn lay_out(picture: &Picture, before: Option<(&Picture, &Scene)>) -> (Scene, bool) {
    if let Some((old, scene)) = before
        && keep::is_same(old, picture)
        && let Some(placed) = keep::places_of(scene, picture)
    {
        return (scene_of(picture, placed), false);
    }
    let leaning = before.and_then(|(_, scene)| keep::downwards(picture, scene));
    let in_rows = || {
        let placed = Rows.place(picture).unwrap_or_else(|| Placed {
            boxes: vec![[0.0; 4]; picture.items.len()],
            routes: vec![(vec![[0.0; 2]; 2], [0.0; 2]); picture.connections.len()],
        });
        (placed, Downwards::new())
    };
    let fresh = in_layers(picture, leaning.as_ref()).unwrap_or_else(in_rows);
    let placed = match before {
        Some((_, scene)) => keep::settle(picture, scene, &leaning.unwrap_or_default(), fresh),
        None => fresh.0,
    };
    (scene_of(picture, placed), true)
}

/// Puts a picture and its places together.
fn scene_of(picture: &Picture, placed: Placed) -> Scene {
    let [width, height] = placed.extent(picture);
    let nodes = picture.items.iter().zip(placed.boxes);
    let nodes = nodes.map(|(item, [x, y, width, height])| {
        let glyph = service(&item.type_name);
        Node {
            id: item.id.clone(),
            label: item.label.clone(),
            type_name: item.type_name.clone(),
            service: glyph.name,
            glyph: glyph.icon,
            kind: item.kind,
            x,
            y,
            width,
            height,
            state: item.state,
            parent: item
                .parent
                .and_then(|parent| picture.items.get(parent))
                .map(|parent| parent.id.clone()),
            collapsed: item.collapsed,
            holds: item.holds,
            badges: item.badges.clone(),
            criteria: item.criteria.clone(),
            line: item.place.map(|place| place.0),
            column: item.place.map(|place| place.1),
        }
    });
    let name = |index: usize| picture.items.get(index).map_or("", |item| &item.id);
    let edges = picture.connections.iter().zip(placed.routes);
    let edges = edges.map(|(connection, (points, label_at))| Edge {
        id: connection.id.clone(),
        from: name(connection.from).to_owned(),
        to: name(connection.to).to_owned(),
        relation: connection.relation,
        state: connection.state,
        points,
        label_at,
        label_width: label_width(connection.relation),
        via: connection.via.clone(),
        criteria: connection.criteria.clone(),
        line: connection.place.map(|place| place.0),
        column: connection.place.map(|place| place.1),
    });
    Scene {
        nodes: nodes.collect(),
        edges: edges.collect(),
        width,
        height,
    }
}

impl Placed {
    /// Whether every figure can be drawn and no two boxes that should lie apart lie on each other. What a foreign crate says is not
    /// believed.
    fn is_sound(&self, picture: &Picture) -> bool {
        let finite = |number: &f64| number.is_finite() && *number >= 0.0;
        self.boxes.iter().flatten().all(finite)
            && self.routes.iter().all(|(points, label)| {
                points
                    .iter()
                    .flatten()
                    .chain(label)
                    .all(|number| number.is_finite())
            })
            && self.are_apart(picture)
    }

    /// Whether the boxes of each level lie beside each other: from the left, each is held against those that begin before it ends.
    fn are_apart(&self, picture: &Picture) -> bool {
        let mut levels: BTreeMap<Option<usize>, Vec<geometry::Rect>> = BTreeMap::new();
        for (index, (item, rect)) in picture.items.iter().zip(&self.boxes).enumerate() {
            let parent = item.parent.filter(|parent| *parent < index);
            levels.entry(parent).or_default().push(*rect);
        }
        levels.values_mut().all(|level| {
            level.sort_by(|one, other| one[0].total_cmp(&other[0]));
            level.iter().enumerate().all(|(place, one)| {
                level
                    .iter()
                    .skip(place + 1)
                    .take_while(|other| other[0] < one[0] + one[2])
                    .all(|other| !geometry::overlap(*one, *other, 0.0))
            })
        })
    }

    /// Width and height of everything, with a margin.
    fn extent(&self, picture: &Picture) -> [f64; 2] {
        let mut extent = [0.0_f64; 2];
        let mut hold = |point: [f64; 2]| {
            extent = [extent[0].max(point[0]), extent[1].max(point[1])];
        };
        for [x, y, width, height] in &self.boxes {
            hold([x + width, y + height]);
        }
        for ((points, label), connection) in self.routes.iter().zip(&picture.connections) {
            points.iter().copied().for_each(&mut hold);
            let half = label_width(connection.relation) / 2.0;
            hold([label[0] + half, label[1] + size::LABEL_HEIGHT / 2.0]);
        }
        if self.boxes.is_empty() {
            return [0.0; 2];
        }
        extent.map(|length| (length + size::MARGIN).ceil())
    }
}
