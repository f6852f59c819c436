//! Positions that stay put: nothing moves while the topology is the same, and a changed one keeps its old places where what is new fits
//! beside them.

use std::collections::BTreeMap;

use super::{
    Placed,
    geometry::{self, Point, Rect},
    names::Names,
    nest::Nest,
    route::{self, Wire},
    size,
};
use crate::{
    picture::Picture,
    scene::{Edge, Node, Scene},
};

/// Around a box that is put into free space.
const ROOM: f64 = 18.0;
/// From a box to a new one beside it, the relation's name not counted.
const BESIDE: f64 = 44.0;
/// From a box to a new one below it.
const BELOW: f64 = 48.0;
/// Kept places may make the whole so much larger than new ones would.
const WORSE: f64 = 1.3;

/// Whether an old layout still holds: what [`Picture::topology`] says, without writing it down.
pub(super) fn is_same(old: &Picture, new: &Picture) -> bool {
    let items = old.items.iter().zip(&new.items);
    let connections = old.connections.iter().zip(&new.connections);
    old.items.len() == new.items.len()
        && old.connections.len() == new.connections.len()
        && items.into_iter().all(|(old, new)| {
            (
                &old.id,
                &old.label,
                &old.type_name,
                old.kind,
                old.parent,
                old.collapsed,
            ) == (
                &new.id,
                &new.label,
                &new.type_name,
                new.kind,
                new.parent,
                new.collapsed,
            )
        })
        && connections
            .into_iter()
            .all(|(old, new)| (old.from, old.to, old.relation) == (new.from, new.to, new.relation))
}

/// The places that a scene has, for a picture of the same topology; `None` when the scene is another's.
pub(super) fn places_of(scene: &Scene, picture: &Picture) -> Option<Placed> {
    let same =
        scene.nodes.len() == picture.items.len() && scene.edges.len() == picture.connections.len();
    same.then(|| Placed {
        boxes: scene.nodes.iter().map(rect).collect(),
        routes: scene
            .edges
            .iter()
            .map(|edge| (edge.points.clone(), edge.label_at))
            .collect(),
    })
}

/// The old places with what is new beside them, where that is as good as the `fresh` ones; else those.
pub(super) fn settle(picture: &Picture, before: &Scene, fresh: Placed) -> Placed {
    match keep(picture, before, &fresh) {
        Some(kept) if is_good(picture, &kept, &fresh) => kept,
        _ => fresh,
    }
}

fn keep(picture: &Picture, before: &Scene, fresh: &Placed) -> Option<Placed> {
    let nest = Nest::of(picture);
    let old: BTreeMap<&str, &Node> = before
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node))
        .collect();
    let held_others: std::collections::BTreeSet<&str> = before
        .nodes
        .iter()
        .filter_map(|node| node.parent.as_deref())
        .collect();
    let mut places: Vec<Option<Rect>> = Vec::with_capacity(picture.items.len());
    for (index, item) in picture.items.iter().enumerate() {
        let holds_others = nest.children.get(index).is_some_and(|own| !own.is_empty());
        let parent = nest.parents.get(index).copied().flatten();
        let parent = parent
            .and_then(|parent| picture.items.get(parent))
            .map(|parent| parent.id.as_str());
        let stays = old.get(item.id.as_str()).filter(|old| {
            old.parent.as_deref() == parent
                && held_others.contains(item.id.as_str()) == holds_others
                && (holds_others || size::of(item)[0] <= old.width)
        });
        // A new group, or one that became one, needs room that is hardly there.
        if stays.is_none() && holds_others {
            return None;
        }
        places.push(stays.map(|old| rect(old)));
    }
    let added: Vec<usize> = (0..places.len())
        .filter(|index| places.get(*index) == Some(&None))
        .collect();
    if added.len() > 2.max(picture.items.len() / 5) || added.len() == places.len() {
        return None;
    }
    let old_edges: BTreeMap<&str, &Edge> = before
        .edges
        .iter()
        .map(|edge| (edge.id.as_str(), edge))
        .collect();
    let kept_edge = |connection: &crate::Connection| {
        let end = |index: usize, id: &str| {
            picture.items.get(index).is_some_and(|item| item.id == id)
                && places.get(index).copied().flatten().is_some()
        };
        old_edges
            .get(connection.id.as_str())
            .filter(|edge| {
                end(connection.from, &edge.from)
                    && end(connection.to, &edge.to)
                    && edge.relation == connection.relation
            })
            .copied()
    };
    let kept: Vec<Option<&Edge>> = picture.connections.iter().map(kept_edge).collect();
    let lines: Vec<Vec<Point>> = kept
        .iter()
        .flatten()
        .map(|edge| geometry::along(&edge.points, 8))
        .collect();
    for index in added {
        let place = free_place(index, picture, &nest, &places, &lines, fresh)?;
        *places.get_mut(index)? = Some(place);
    }
    let boxes: Vec<Rect> = places.into_iter().collect::<Option<_>>()?;
    let wires = Wire::all(picture);
    let wanted: Vec<bool> = kept.iter().map(Option::is_none).collect();
    let ways = route::ways(&boxes, &nest, &wires, &wanted);
    let mut names = Names::new(&boxes, &nest, picture.connections.len());
    for edge in kept.iter().flatten() {
        names.take(edge.label_at, edge.relation);
    }
    let mut routes = Vec::with_capacity(ways.len());
    for ((kept, points), connection) in kept.iter().zip(ways).zip(&picture.connections) {
        routes.push(match kept {
            Some(edge) => (edge.points.clone(), edge.label_at),
            None => {
                if !is_clear(&points, connection, &boxes, &nest) {
                    return None;
                }
                let name = names.place(&points, connection.relation);
                (points, name)
            }
        });
    }
    let placed = Placed { boxes, routes };
    // What would lie left of the picture or above it moves everything.
    let points = placed
        .routes
        .iter()
        .flat_map(|(points, _)| points)
        .flatten();
    let in_view = points.copied().fold(f64::MAX, f64::min) >= 0.0;
    (in_view && placed.is_sound()).then_some(placed)
}

/// Free space for a new box: where it belongs beside its neighbours, or below everything.
fn free_place(
    index: usize,
    picture: &Picture,
    nest: &Nest,
    places: &[Option<Rect>],
    lines: &[Vec<Point>],
    fresh: &Placed,
) -> Option<Rect> {
    let [.., width, height] = fresh.boxes.get(index).copied()?;
    let parent = nest.parents.get(index).copied().flatten();
    let bounds = match parent {
        Some(parent) => {
            let [x, y, width, height] = places.get(parent).copied().flatten()?;
            [
                x + size::GROUP_PAD,
                y + size::TITLE_HEIGHT,
                x + width - size::GROUP_PAD,
                y + height - size::GROUP_PAD,
            ]
        }
        None => [size::MARGIN, size::MARGIN, f64::MAX, f64::MAX],
    };
    let around: Vec<usize> =
        std::iter::successors(parent, |outer| nest.parents.get(*outer).copied().flatten())
            .collect();
    let others: Vec<Rect> = places
        .iter()
        .enumerate()
        .filter(|(other, _)| !around.contains(other))
        .filter_map(|(_, place)| *place)
        .collect();
    let fits = |place: &Rect| {
        place[0] >= bounds[0]
            && place[1] >= bounds[1]
            && place[0] + place[2] <= bounds[2]
            && place[1] + place[3] <= bounds[3]
            && !others
                .iter()
                .any(|other| geometry::overlap(*place, *other, ROOM))
            && !lines
                .iter()
                .flatten()
                .any(|point| geometry::inside(*point, *place, ROOM / 2.0))
    };
    let mut wanted: Vec<Point> = Vec::new();
    for connection in &picture.connections {
        let gap = BESIDE + size::label_width(connection.relation);
        let neighbour = |item: usize| places.get(item).copied().flatten();
        let levels =
            [0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0].map(|step| step * (size::BOX_HEIGHT + 30.0));
        if connection.to == index
            && let Some([x, y, beside, tall]) = neighbour(connection.from)
        {
            let below = [x + (beside - width) / 2.0, y + tall + BELOW];
            if connection.relation == "deadLettersTo" {
                wanted.push(below);
            }
            wanted
                .extend(levels.map(|level| [x + beside + gap, y + (tall - height) / 2.0 + level]));
            wanted.push(below);
        } else if connection.from == index
            && let Some([x, y, _, tall]) = neighbour(connection.to)
        {
            wanted.extend(levels.map(|level| [x - gap - width, y + (tall - height) / 2.0 + level]));
        }
    }
    if wanted.is_empty() {
        // Nothing leads there: into the first gap, else in a row below.
        let bottom = others
            .iter()
            .map(|[_, y, _, height]| y + height)
            .fold(0.0, f64::max);
        let same = fresh.boxes.get(index).map(|[x, y, ..]| [*x, *y]);
        wanted.extend(same);
        let corners = others.iter().filter(|other| other[3] <= size::BOX_HEIGHT);
        wanted.extend(corners.map(|[x, y, beside, _]| [x + beside + 24.0, *y]));
        wanted.push([bounds[0], bottom + 36.0]);
    }
    let places = wanted
        .into_iter()
        .map(|[x, y]| [route::half(x), route::half(y), width, height]);
    places.into_iter().find(fits)
}

/// Whether a line runs over no box but its own ends, what is around them and what is in them.
fn is_clear(points: &[Point], connection: &crate::Connection, boxes: &[Rect], nest: &Nest) -> bool {
    let outwards = |item: usize| {
        std::iter::successors(Some(item), |inner| {
            nest.parents.get(*inner).copied().flatten()
        })
    };
    let along = geometry::along(points, 16);
    boxes.iter().enumerate().all(|(index, rect)| {
        let own = |end: usize| {
            outwards(end).any(|outer| outer == index) || outwards(index).any(|outer| outer == end)
        };
        own(connection.from)
            || own(connection.to)
            || !along
                .iter()
                .any(|point| geometry::inside(*point, *rect, 4.0))
    })
}

/// Whether kept places are hardly worse than new ones: no more lines that run backwards, and not much more room.
fn is_good(picture: &Picture, kept: &Placed, fresh: &Placed) -> bool {
    let backwards = |placed: &Placed| {
        let lines = picture.connections.iter().filter(|line| {
            let left = |item: usize| placed.boxes.get(item).map_or(0.0, |rect| rect[0]);
            left(line.to) < left(line.from) - 1.0
        });
        lines.count()
    };
    let cost = |placed: &Placed| {
        let [width, height] = placed.extent(picture);
        (width / 700.0).max(height / 650.0).max(0.6)
    };
    backwards(kept) <= backwards(fresh) && cost(kept) <= WORSE * cost(fresh)
}

fn rect(node: &Node) -> Rect {
    [node.x, node.y, node.width, node.height]
}
