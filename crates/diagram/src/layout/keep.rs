//! Positions that stay put: nothing moves while the topology is the same, and a changed one keeps its old places where what is new fits
//! beside them.

use std::collections::BTreeMap;

use super::{
    Placed,
    clear::Obstacles,
    direction::Downwards,
    geometry::{self, Point, Rect, half},
    names::Names,
    nest::Nest,
    pack, route, size,
    wire::Wire,
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
/// Between a new line and foreign boxes.
const CLEAR: f64 = 4.0;
const DEAD_LETTERS: &str = "deadLettersTo";

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

/// The levels of a picture that led down in the scene before it: most of their lines left below or above. `None` when no line of it is
/// still there.
pub(super) fn downwards(picture: &Picture, before: &Scene) -> Option<Downwards> {
    let nest = Nest::of(picture);
    let items = picture.items.iter().enumerate();
    let places: BTreeMap<&str, usize> = items
        .map(|(place, item)| (item.id.as_str(), place))
        .collect();
    let nodes = before.nodes.iter();
    let nodes: BTreeMap<&str, &Node> = nodes.map(|node| (node.id.as_str(), node)).collect();
    let mut upright: BTreeMap<Option<usize>, i64> = BTreeMap::new();
    for edge in &before.edges {
        let place = |id: &str| places.get(id).copied();
        let (Some(from), Some(to), Some(node)) = (
            place(&edge.from),
            place(&edge.to),
            nodes.get(edge.from.as_str()),
        ) else {
            continue;
        };
        // Dead letters are below their queue whatever the others do.
        if from != to && edge.relation != DEAD_LETTERS {
            let level = nest.meet(from, to).0;
            let is_level = geometry::leaves_level(&edge.points, rect(node));
            *upright.entry(level).or_default() += if is_level { -1 } else { 1 };
        }
    }
    let is_known = !upright.is_empty();
    let down = upright.into_iter().filter(|(_, lines)| *lines > 0);
    is_known.then(|| down.map(|(level, _)| level).collect())
}

/// The old places with what is new beside them, where that is as good as the `fresh` ones; else those. `leaning` are the levels that led
/// down before; beside the fresh places are those that would.
pub(super) fn settle(
    picture: &Picture,
    before: &Scene,
    leaning: &Downwards,
    (fresh, downwards): (Placed, Downwards),
) -> Placed {
    let nest = Nest::of(picture);
    match keep(picture, &nest, before, leaning, &fresh) {
        Some(kept) if is_good(picture, &nest, (&kept, leaning), (&fresh, &downwards)) => kept,
        _ => fresh,
    }
}

fn keep(
    picture: &Picture,
    nest: &Nest,
    before: &Scene,
    leaning: &Downwards,
    fresh: &Placed,
) -> Option<Placed> {
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
        .map(|edge| {
            let from = old.get(edge.from.as_str()).map(|node| rect(node));
            let level = from.is_some_and(|from| geometry::leaves_level(&edge.points, from));
            geometry::along(&edge.points, level, 8)
        })
        .collect();
    for index in added {
        let place = free_place(index, picture, nest, leaning, &places, &lines, fresh)?;
        *places.get_mut(index)? = Some(place);
    }
    let boxes: Vec<Rect> = places.into_iter().collect::<Option<_>>()?;
    let wires = Wire::all(picture, nest, leaning);
    let wanted: Vec<bool> = kept.iter().map(Option::is_none).collect();
    let ways = route::ways(picture, &boxes, nest, &wires, &wanted);
    let mut names = Names::new(&boxes, nest, picture);
    for edge in kept.iter().flatten() {
        names.take(edge.label_at, edge.relation);
    }
    let obstacles = Obstacles::new(picture, &boxes, nest);
    let mut routes = Vec::with_capacity(ways.len());
    for ((kept, points), connection) in kept.iter().zip(ways).zip(&picture.connections) {
        routes.push(match kept {
            Some(edge) => (edge.points.clone(), edge.label_at),
            None => {
                let from = boxes.get(connection.from).copied().unwrap_or_default();
                let level = geometry::leaves_level(&points, from);
                let ends = (connection.from, connection.to);
                if !obstacles.is_clear(&points, level, ends, CLEAR) {
                    return None;
                }
                let name = names.place(&points, level, connection.relation);
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
    (in_view && placed.is_sound(picture)).then_some(placed)
}

/// Free space for a new box: where it belongs beside its neighbours, or below everything.
fn free_place(
    index: usize,
    picture: &Picture,
    nest: &Nest,
    leaning: &Downwards,
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
    let leads_down = leaning.contains(&parent);
    let steps = [0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0];
    for connection in &picture.connections {
        let gap = BESIDE + size::label_width(connection.relation);
        let neighbour = |item: usize| places.get(item).copied().flatten();
        let levels = steps.map(|step| step * (size::BOX_HEIGHT + 30.0));
        let columns = steps.map(|step| step * (width + 30.0));
        if connection.to == index
            && let Some([x, y, beside, tall]) = neighbour(connection.from)
        {
            let below = [x + (beside - width) / 2.0, y + tall + BELOW];
            if connection.relation == DEAD_LETTERS {
                wanted.push(below);
            }
            if leads_down {
                wanted.extend(columns.map(|aside| [below[0] + aside, below[1]]));
            }
            wanted
                .extend(levels.map(|level| [x + beside + gap, y + (tall - height) / 2.0 + level]));
            wanted.push(below);
        } else if connection.from == index
            && let Some([x, y, beside, tall]) = neighbour(connection.to)
        {
            if leads_down {
                let above = [x + (beside - width) / 2.0, y - BELOW - height];
                wanted.extend(columns.map(|aside| [above[0] + aside, above[1]]));
            }
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
        .map(|[x, y]| [half(x), half(y), width, height]);
    places.into_iter().find(fits)
}

/// Whether kept places are hardly worse than new ones: no more lines that run against the way of their level, and not much more room.
fn is_good(
    picture: &Picture,
    nest: &Nest,
    (kept, leaning): (&Placed, &Downwards),
    (fresh, downwards): (&Placed, &Downwards),
) -> bool {
    let backwards = |placed: &Placed, downwards: &Downwards| {
        let lines = picture.connections.iter().filter(|line| {
            let axis = usize::from(downwards.contains(&nest.meet(line.from, line.to).0));
            let start = |item: usize| placed.boxes.get(item).and_then(|rect| rect.get(axis));
            start(line.to)
                .zip(start(line.from))
                .is_some_and(|(to, from)| *to < from - 1.0)
        });
        lines.count()
    };
    let cost = |placed: &Placed| pack::cost(placed.extent(picture));
    backwards(kept, leaning) <= backwards(fresh, downwards) && cost(kept) <= WORSE * cost(fresh)
}

fn rect(node: &Node) -> Rect {
    [node.x, node.y, node.width, node.height]
}
