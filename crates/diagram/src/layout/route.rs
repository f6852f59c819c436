//! Lines between boxes that have their places: on which side they leave and arrive, where on it, and where their names are written.

use std::collections::BTreeMap;

use super::{
    geometry::{self, Point, Rect},
    names::Names,
    nest::Nest,
};
use crate::picture::Picture;

/// How far a line that leads back to its own box goes out.
pub(super) const LOOP_OUT: f64 = 22.0;
/// Between lines that leave a box on one side.
const APART: f64 = 13.0;
/// From a corner.
const CORNER: f64 = 8.0;
/// How far a line with bends runs straight before the first of them.
const STUB: f64 = 14.0;
/// Two ends that differ by no more are drawn straight.
const NEARLY: f64 = 13.0;

/// A connection that waits for its way.
#[derive(Clone, Debug)]
pub(super) struct Wire {
    /// Its ends; `None` when they are not in the picture.
    ends: Option<(usize, usize)>,
    relation: &'static str,
    /// Which one it is of those with the same ends and the same relation.
    twin: usize,
    /// Where it leads between its ends.
    pub(super) bends: Vec<Point>,
}

impl Wire {
    /// Those of a picture, straight.
    pub(super) fn all(picture: &Picture) -> Vec<Self> {
        let mut twins: BTreeMap<(usize, usize, &str), usize> = BTreeMap::new();
        let wires = picture.connections.iter().map(|connection| {
            let count = picture.items.len();
            let known = connection.from < count && connection.to < count;
            // Those of a loop are told apart whatever they are called.
            let name = if connection.from == connection.to {
                ""
            } else {
                connection.relation
            };
            let twins = twins
                .entry((connection.from, connection.to, name))
                .or_default();
            *twins += 1;
            Self {
                ends: known.then_some((connection.from, connection.to)),
                relation: connection.relation,
                twin: *twins - 1,
                bends: Vec::new(),
            }
        });
        wires.collect()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
    Above,
    Below,
}

/// The points of every connection, and the middle of its name.
pub(super) fn lead(
    boxes: &[Rect],
    nest: &Nest,
    picture: &Picture,
    wires: &[Wire],
) -> Vec<(Vec<Point>, Point)> {
    let ways = ways(boxes, nest, wires, &vec![true; wires.len()]);
    let mut names = Names::new(boxes, nest, picture.connections.len());
    let named = ways.into_iter().zip(wires).map(|(points, wire)| {
        let name = names.place(&points, wire.relation);
        (points, name)
    });
    named.collect()
}

/// The points of the connections that are `wanted`; none of the others.
pub(super) fn ways(
    boxes: &[Rect],
    nest: &Nest,
    wires: &[Wire],
    wanted: &[bool],
) -> Vec<Vec<Point>> {
    let rect = |item: usize| boxes.get(item).copied().unwrap_or_default();
    let mut loops: BTreeMap<usize, usize> = BTreeMap::new();
    for (from, to) in wires.iter().filter_map(|wire| wire.ends) {
        if from == to {
            *loops.entry(from).or_default() += 1;
        }
    }
    let straight = wires.iter().zip(wanted).map(|(wire, wanted)| {
        let (from, to) = wire.ends.filter(|(from, to)| *wanted && from != to)?;
        sides(rect(from), rect(to))
    });
    let sides: Vec<Option<(Side, Side)>> = straight.collect();
    let mut ports = ports(boxes, nest, wires, &sides);
    straighten(boxes, wires, &sides, &mut ports);
    let ways = wires.iter().enumerate().map(|(index, wire)| {
        let (Some((from, to)), Some(true)) = (wire.ends, wanted.get(index)) else {
            return vec![[0.0; 2]; 2];
        };
        if from == to {
            let count = loops.get(&from).copied().unwrap_or(1);
            return back(rect(from), wire.twin, count);
        }
        let Some((leaves, arrives)) = sides.get(index).copied().flatten() else {
            return into_own(rect(from), rect(to));
        };
        let port = |at_start| {
            ports
                .get(&(index, at_start))
                .map_or([0.0; 2], |port| port.at)
        };
        bent(wire, (port(true), leaves), (port(false), arrives))
    });
    ways.collect()
}

/// On which sides a line leaves and arrives; `None` for a box inside of the other.
fn sides(from: Rect, to: Rect) -> Option<(Side, Side)> {
    let right_of = to[0] - (from[0] + from[2]);
    let left_of = from[0] - (to[0] + to[2]);
    let below = to[1] - (from[1] + from[3]);
    let above = from[1] - (to[1] + to[3]);
    if right_of >= 0.0 {
        Some((Side::Right, Side::Left))
    } else if below >= 0.0 {
        // Nearly beside each other is not below.
        Some(if left_of > below {
            (Side::Left, Side::Right)
        } else {
            (Side::Below, Side::Above)
        })
    } else if above >= 0.0 {
        Some(if left_of > above {
            (Side::Left, Side::Right)
        } else {
            (Side::Above, Side::Below)
        })
    } else if left_of >= 0.0 {
        Some((Side::Left, Side::Right))
    } else {
        None
    }
}

/// Where a line leaves or arrives.
struct Port {
    at: Point,
    /// Whether no other line is on this side of the box.
    alone: bool,
}

/// Whether the line starts there, its relation, and which of those with the same ends it is.
type Kind = (bool, &'static str, usize);

/// Where a line leads, along the side that it is on, and which one it is.
type End = (f64, usize);

/// Lines of one relation and direction share a place on the side of a box; others are apart, in the order of where they lead.
fn ports(
    boxes: &[Rect],
    nest: &Nest,
    wires: &[Wire],
    sides: &[Option<(Side, Side)>],
) -> BTreeMap<(usize, bool), Port> {
    let mut groups: BTreeMap<(usize, Side), BTreeMap<Kind, Vec<End>>> = BTreeMap::new();
    for (index, (wire, sides)) in wires.iter().zip(sides).enumerate() {
        let (Some((from, to)), Some((leaves, arrives))) = (wire.ends, sides) else {
            continue;
        };
        let middle = |item: usize| geometry::middle(boxes.get(item).copied().unwrap_or_default());
        let first = wire.bends.first().copied().unwrap_or_else(|| middle(to));
        let last = wire.bends.last().copied().unwrap_or_else(|| middle(from));
        for (item, side, toward, is_start) in
            [(from, leaves, first, true), (to, arrives, last, false)]
        {
            let toward = match side {
                Side::Left | Side::Right => toward[1],
                Side::Above | Side::Below => toward[0],
            };
            let kinds = groups.entry((item, *side)).or_default();
            let ends = kinds
                .entry((is_start, wire.relation, wire.twin))
                .or_default();
            ends.push((toward, index));
        }
    }
    let mut ports = BTreeMap::new();
    for ((item, side), kinds) in groups {
        let rect = boxes.get(item).copied().unwrap_or_default();
        let holds_others = nest.children.get(item).is_some_and(|own| !own.is_empty());
        let mean = |ends: &[(f64, usize)]| {
            ends.iter().map(|end| end.0).sum::<f64>() / ends.len().max(1) as f64
        };
        let mut kinds: Vec<(f64, Kind, Vec<End>)> = kinds
            .into_iter()
            .map(|(kind, ends)| (mean(&ends), kind, ends))
            .collect();
        kinds.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let (start, length) = match side {
            Side::Left | Side::Right => (rect[1], rect[3]),
            Side::Above | Side::Below => (rect[0], rect[2]),
        };
        let count = kinds.len();
        let room = (length - 2.0 * CORNER).max(0.0);
        let step = match count {
            0 | 1 => 0.0,
            _ => APART.min(room / (count - 1) as f64),
        };
        let span = step * count.saturating_sub(1) as f64;
        // A large box is met where the line comes from, a small one in its middle.
        let wanted = match holds_others {
            true => kinds.iter().map(|kind| kind.0).sum::<f64>() / count.max(1) as f64,
            false => start + length / 2.0,
        };
        let first = (wanted - span / 2.0)
            .min(start + length - CORNER - span)
            .max(start + CORNER.min(length / 2.0));
        for (place, (_, kind, ends)) in kinds.into_iter().enumerate() {
            let along = half(first + step * place as f64).clamp(start, start + length);
            let at = match side {
                Side::Left => [rect[0], along],
                Side::Right => [rect[0] + rect[2], along],
                Side::Above => [along, rect[1]],
                Side::Below => [along, rect[1] + rect[3]],
            };
            let alone = count == 1 && ends.len() == 1;
            for (_, wire) in ends {
                ports.insert((wire, kind.0), Port { at, alone });
            }
        }
    }
    ports
}

/// A line whose ends are nearly level is drawn level, where an end that is its own can give way.
fn straighten(
    boxes: &[Rect],
    wires: &[Wire],
    sides: &[Option<(Side, Side)>],
    ports: &mut BTreeMap<(usize, bool), Port>,
) {
    for (index, (wire, sides)) in wires.iter().zip(sides).enumerate() {
        let (Some((from, to)), Some((side, _))) = (wire.ends, sides) else {
            continue;
        };
        if !wire.bends.is_empty() {
            continue;
        }
        let axis: usize = match side {
            Side::Left | Side::Right => 1,
            Side::Above | Side::Below => 0,
        };
        let value = |ports: &BTreeMap<(usize, bool), Port>, is_start| {
            ports
                .get(&(index, is_start))
                .and_then(|port| port.at.get(axis).copied())
        };
        let (Some(start), Some(end)) = (value(ports, true), value(ports, false)) else {
            continue;
        };
        if start == end || (start - end).abs() > NEARLY {
            continue;
        }
        for (is_start, item, wanted) in [(false, to, start), (true, from, end)] {
            let rect = boxes.get(item).copied().unwrap_or_default();
            let low = rect.get(axis).copied().unwrap_or_default();
            let length = rect.get(axis + 2).copied().unwrap_or_default();
            let fits = wanted >= low + CORNER && wanted <= low + length - CORNER;
            if let Some(port) = ports.get_mut(&(index, is_start))
                && port.alone
                && fits
                && let Some(at) = port.at.get_mut(axis)
            {
                *at = wanted;
                break;
            }
        }
    }
}

/// A line from port to port by its bends. With bends it leaves and arrives straight.
fn bent(wire: &Wire, start: (Point, Side), end: (Point, Side)) -> Vec<Point> {
    let mut points = vec![start.0];
    if let (Some(first), Some(last)) = (wire.bends.first(), wire.bends.last()) {
        points.extend(stub(start, *first));
        points.extend(&wire.bends);
        points.extend(stub(end, *last));
    }
    points.push(end.0);
    points
}

/// A point straight out of a port, where the next one is far enough.
fn stub((at, side): (Point, Side), next: Point) -> Option<Point> {
    let out = match side {
        Side::Left => [-STUB, 0.0],
        Side::Right => [STUB, 0.0],
        Side::Above => [0.0, -STUB],
        Side::Below => [0.0, STUB],
    };
    let ahead = (next[0] - at[0]) * out[0] + (next[1] - at[1]) * out[1];
    (ahead >= 2.0 * STUB * STUB).then_some([at[0] + out[0], at[1] + out[1]])
}

/// A line from a box to itself, around its upper right corner.
fn back([x, y, width, height]: Rect, which: usize, count: usize) -> Vec<Point> {
    let share = (which + 1) as f64 / count.max(1) as f64;
    let out = LOOP_OUT * share;
    let right = x + width;
    let down = half(y + (height / 2.0).min(20.0) * share);
    let left = half(right - (width / 2.0).min(28.0) * share);
    vec![
        [right, down],
        [right + out, down],
        [right + out, y - out],
        [left, y - out],
        [left, y],
    ]
}

/// A line between a group and a box inside of it: from the left border of one to the left border of the other.
fn into_own(from: Rect, to: Rect) -> Vec<Point> {
    let inner = if from[2] * from[3] < to[2] * to[3] {
        from
    } else {
        to
    };
    let y = half(inner[1] + inner[3] / 2.0);
    let within = |rect: Rect| y.clamp(rect[1], rect[1] + rect[3]);
    vec![[from[0], within(from)], [to[0], within(to)]]
}

/// Half pixels: everything is drawn sharp, and short in JSON.
pub(super) fn half(value: f64) -> f64 {
    (value * 2.0).round() / 2.0
}
