//! Ways around boxes: along lanes beside the boxes that lie in the way, by the shortest way with the fewest bends. Used for the few lines
//! that would run over something; the work is bounded.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

use super::{
    geometry::{self, Point, Rect},
    side::Side,
};

/// From a box to the lane beside it.
const LANE: f64 = 13.0;
/// A way keeps at least so far from every box.
const NEAR: f64 = 7.0;
/// A bend costs as much as so many pixels.
const BEND: f64 = 40.0;
/// How far a way runs straight out of a box before its first bend.
const OUT: f64 = 13.0;
/// Corners are rounded by so much.
const ROUND: f64 = 14.0;
/// A way does not run along a frame that it only crosses: nearer than this, its length counts so many times. Beside a short border there is
/// no mistaking it.
const ALONG_FRAME: f64 = 8.0;
const FRAME_COST: f64 = 3.0;
const LONG_BORDER: f64 = 240.0;
/// Between two boxes with so much room between them a lane leads through the middle.
const GAPS: [f64; 2] = [11.0, 60.0];
/// With more boxes than this there are no lanes through the middle.
const FEW_BOXES: usize = 20;
/// Of boxes that lanes lead along; among more there is no way.
pub(super) const MOST_BOXES: usize = 40;

/// A place where a way may leave or arrive, and what it costs to take it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Door {
    pub(super) at: Point,
    pub(super) side: Side,
    pub(super) cost: f64,
}

impl Door {
    /// Where a way from it may bend first.
    pub(super) fn outside(&self) -> Point {
        let [x, y] = self.side.out();
        [self.at[0] + OUT * x, self.at[1] + OUT * y]
    }
}

/// A way from one of the doors to one of the others around all boxes, its corners rounded, within `bounds`; and the doors that it takes.
/// `ends` are the boxes that have the doors, `frames` are around them.
pub(super) fn around(
    foreign: &[Rect],
    ends: [Rect; 2],
    frames: &[Rect],
    from: &[Door],
    to: &[Door],
    bounds: Rect,
) -> Option<(Vec<Point>, [Door; 2])> {
    if foreign.len() > MOST_BOXES {
        return None;
    }
    let boxes: Vec<Rect> = foreign.iter().copied().chain(ends).collect();
    let is_open = |door: &&Door| {
        geometry::inside(door.outside(), bounds, 0.0)
            && !foreign
                .iter()
                .any(|rect| geometry::crosses(door.at, door.outside(), *rect, 2.0))
            && !boxes
                .iter()
                .any(|rect| geometry::inside(door.outside(), *rect, NEAR))
    };
    let from: Vec<Door> = from.iter().filter(is_open).copied().collect();
    let to: Vec<Door> = to.iter().filter(is_open).copied().collect();
    let lanes = Lanes::of(&boxes, frames, &from, &to, bounds);
    let (corners, start, end) = lanes.shortest(&from, &to)?;
    let mut way = vec![start.at];
    way.extend(corners);
    way.push(end.at);
    Some((rounded(&straightened(&way)), [start, end]))
}

/// Lanes to the right and down, and where boxes block them.
struct Lanes<'f> {
    frames: &'f [Rect],
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// Whether the piece from a crossing to the next one right of it is blocked, and to the one below it.
    blocked: [Vec<bool>; 2],
}

/// A crossing of lanes, and along which of them it was reached.
type Crossing = (usize, usize, bool);

impl<'f> Lanes<'f> {
    fn of(boxes: &[Rect], frames: &'f [Rect], from: &[Door], to: &[Door], bounds: Rect) -> Self {
        let mut lanes = [Vec::new(), Vec::new()];
        for (axis, lanes) in lanes.iter_mut().enumerate() {
            let at = |list: &[f64], place: usize| list.get(place).copied().unwrap_or_default();
            let mut edges: Vec<f64> = Vec::new();
            for rect in boxes.iter().chain(frames) {
                let low = at(rect, axis);
                let high = low + at(rect, axis + 2);
                lanes.extend([low - LANE, high + LANE]);
                edges.extend([low, high]);
            }
            edges.sort_by(f64::total_cmp);
            if boxes.len() <= FEW_BOXES {
                let gaps = edges.windows(2).filter_map(|pair| {
                    let (low, high) = (*pair.first()?, *pair.get(1)?);
                    let is_gap = (GAPS[0]..=GAPS[1]).contains(&(high - low));
                    is_gap.then_some(geometry::half((low + high) / 2.0))
                });
                lanes.extend(gaps);
            }
            let (low, high) = (at(&bounds, axis), at(&bounds, axis) + at(&bounds, axis + 2));
            lanes.retain(|lane| *lane > low && *lane < high);
            for door in from.iter().chain(to) {
                lanes.push(at(&door.outside(), axis));
            }
            lanes.sort_by(f64::total_cmp);
            lanes.dedup();
        }
        let [xs, ys] = lanes;
        let mut lanes = Self {
            frames,
            blocked: [
                vec![false; xs.len() * ys.len()],
                vec![false; xs.len() * ys.len()],
            ],
            xs,
            ys,
        };
        for rect in boxes {
            lanes.block(geometry::grown(*rect, NEAR));
        }
        lanes
    }

    /// Blocks all pieces of lanes that lead through a box.
    fn block(&mut self, [x, y, width, height]: Rect) {
        let across = |lanes: &[f64], low: f64, high: f64| {
            lanes.partition_point(|lane| *lane <= low)..lanes.partition_point(|lane| *lane < high)
        };
        // A piece begins at the crossing before the box, or in it.
        let pieces = |lanes: &[f64], low: f64, high: f64| {
            let inside = across(lanes, low, high);
            inside.start.saturating_sub(1)..inside.end
        };
        let count = self.ys.len();
        let areas = [
            (
                pieces(&self.xs, x, x + width),
                across(&self.ys, y, y + height),
            ),
            (
                across(&self.xs, x, x + width),
                pieces(&self.ys, y, y + height),
            ),
        ];
        for (blocked, (columns, rows)) in self.blocked.iter_mut().zip(areas) {
            for column in columns {
                for row in rows.clone() {
                    if let Some(blocked) = blocked.get_mut(column * count + row) {
                        *blocked = true;
                    }
                }
            }
        }
    }
    /// The crossings of a shortest way, and the doors that it leads from and to.
    fn shortest(&self, from: &[Door], to: &[Door]) -> Option<(Vec<Point>, Door, Door)> {
        let mut reached: BTreeMap<Crossing, (u64, Option<Crossing>)> = BTreeMap::new();
        let mut waiting: BinaryHeap<Reverse<(u64, Crossing, Option<Crossing>)>> = BinaryHeap::new();
        for door in from {
            if let Some((x, y)) = self.crossing(door) {
                waiting.push(Reverse((
                    whole(door.cost),
                    (x, y, door.side.is_level()),
                    None,
                )));
            }
        }
        let targets: Vec<(usize, usize, &Door)> = to
            .iter()
            .filter_map(|door| self.crossing(door).map(|(x, y)| (x, y, door)))
            .collect();
        let mut best: Option<(u64, Crossing, &Door)> = None;
        while let Some(Reverse((cost, at, before))) = waiting.pop() {
            if best.is_some_and(|best| best.0 <= cost) {
                break;
            }
            if reached.contains_key(&at) {
                continue;
            }
            reached.insert(at, (cost, before));
            let (x, y, is_level) = at;
            for (_, _, door) in targets
                .iter()
                .filter(|target| (target.0, target.1) == (x, y))
            {
                let turn = if door.side.is_level() == is_level {
                    0.0
                } else {
                    BEND
                };
                let total = cost + whole(door.cost + turn);
                if best.is_none_or(|best| total < best.0) {
                    best = Some((total, at, door));
                }
            }
            for (next, length) in self.next_to(x, y) {
                let length = match self.is_along_a_frame(at, next) {
                    true => FRAME_COST * length,
                    false => length,
                };
                let turn = if next.2 == is_level { 0.0 } else { BEND };
                if !reached.contains_key(&next) {
                    waiting.push(Reverse((cost + whole(length + turn), next, Some(at))));
                }
            }
        }
        let (_, last, end) = best?;
        let mut way = vec![last];
        while let Some((_, Some(before))) = way.last().and_then(|at| reached.get(at)) {
            way.push(*before);
        }
        way.reverse();
        let first = way.first().copied()?;
        let start = from.iter().find(|door| {
            self.crossing(door) == Some((first.0, first.1)) && door.side.is_level() == first.2
        })?;
        let points = way
            .iter()
            .filter_map(|(x, y, _)| Some([*self.xs.get(*x)?, *self.ys.get(*y)?]));
        Some((points.collect(), *start, *end))
    }

    /// Whether the lane from one crossing to the next runs beside the border of a frame.
    fn is_along_a_frame(&self, from: Crossing, to: Crossing) -> bool {
        let point = |(x, y, _): Crossing| Some([*self.xs.get(x)?, *self.ys.get(y)?]);
        let (Some(from), Some(to)) = (point(from), point(to)) else {
            return false;
        };
        let lane = geometry::bounds(&[from, to]);
        let is_level = from[1] == to[1];
        self.frames.iter().any(|[x, y, width, height]| {
            if if is_level { *width } else { *height } < LONG_BORDER {
                return false;
            }
            let borders = match is_level {
                true => [[*x, *y, *width, 0.0], [*x, y + height, *width, 0.0]],
                false => [[*x, *y, 0.0, *height], [x + width, *y, 0.0, *height]],
            };
            borders
                .into_iter()
                .any(|border| geometry::overlap(lane, border, ALONG_FRAME))
        })
    }

    fn crossing(&self, door: &Door) -> Option<(usize, usize)> {
        let [x, y] = door.outside();
        let place = |lanes: &[f64], at: f64| lanes.iter().position(|lane| *lane == at);
        place(&self.xs, x).zip(place(&self.ys, y))
    }

    /// The crossings beside one that nothing keeps it from, and how far away they are.
    fn next_to(&self, x: usize, y: usize) -> Vec<(Crossing, f64)> {
        let is_free = |axis: usize, x: usize, y: usize| {
            let blocked = self.blocked.get(axis);
            blocked.and_then(|blocked| blocked.get(x * self.ys.len() + y)) == Some(&false)
        };
        let between = |lanes: &[f64], one: usize, other: usize| {
            let at = |place: usize| lanes.get(place).copied().unwrap_or_default();
            (at(one) - at(other)).abs()
        };
        let mut found = Vec::with_capacity(4);
        if x + 1 < self.xs.len() && is_free(0, x, y) {
            found.push(((x + 1, y, true), between(&self.xs, x, x + 1)));
        }
        if y + 1 < self.ys.len() && is_free(1, x, y) {
            found.push(((x, y + 1, false), between(&self.ys, y, y + 1)));
        }
        if let Some(left) = x.checked_sub(1).filter(|left| is_free(0, *left, y)) {
            found.push(((left, y, true), between(&self.xs, left, x)));
        }
        if let Some(above) = y.checked_sub(1).filter(|above| is_free(1, x, *above)) {
            found.push(((x, above, false), between(&self.ys, above, y)));
        }
        found
    }
}

/// Tenths, so that costs can be compared.
fn whole(cost: f64) -> u64 {
    (cost * 10.0).round().max(0.0) as u64
}

/// A way without the points that it runs straight through.
fn straightened(way: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::with_capacity(way.len());
    for point in way {
        let is_between = |before: Point, last: Point| {
            (0..2).any(|axis: usize| {
                let at = |point: Point| point.get(axis).copied().unwrap_or_default();
                (at(before) - at(last)).abs() < 0.01 && (at(last) - at(*point)).abs() < 0.01
            })
        };
        if let [.., before, last] = kept.as_slice()
            && is_between(*before, *last)
        {
            kept.pop();
        }
        kept.push(*point);
    }
    kept
}

/// Points around each corner, so that the curve through them turns there and nowhere else.
fn rounded(way: &[Point]) -> Vec<Point> {
    let mut points: Vec<Point> = way.first().copied().into_iter().collect();
    for corner in way.windows(3) {
        let [before, at, after] = corner else {
            continue;
        };
        let room = geometry::distance(*before, *at).min(geometry::distance(*at, *after));
        let reach = ROUND.min(room / 2.0);
        let on = |other: &Point, reach: f64| {
            let [x, y] = geometry::toward(*at, *other);
            [at[0] + x * reach, at[1] + y * reach].map(geometry::half)
        };
        // From there on it is straight.
        let straight = |other: &Point| {
            let is_long = geometry::distance(*at, *other) > 5.0 * reach;
            is_long.then(|| on(other, 2.0 * reach))
        };
        let corner = [
            straight(before),
            Some(on(before, reach)),
            Some(on(after, reach)),
            straight(after),
        ];
        for point in corner.into_iter().flatten() {
            if points
                .last()
                .is_none_or(|last| geometry::distance(*last, point) > 1.0)
            {
                points.push(point);
            }
        }
    }
    points.extend(way.last());
    points
}
