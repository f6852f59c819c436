//! How single lines run: by their bends from port to port, back to their own box, into a box of their own.

use super::{
    geometry::{self, Point, Rect, half},
    side::Side,
};

/// How far a line that leads back to its own box goes out.
pub(super) const LOOP_OUT: f64 = 22.0;
/// How far a line with bends runs straight before the first of them.
pub(super) const STUB: f64 = 14.0;
/// The same as a share of the way to the bend, where there is room; and at most.
const STUB_SHARE: f64 = 0.3;
pub(super) const LONGEST_STUB: f64 = 48.0;
/// Bends nearer to a box than this are left out.
const AHEAD: f64 = 28.0;
/// A line that turns aside at once by more than this, as a share of how far it goes on, is better led around corners.
const STEEP: f64 = 1.7;

/// A line from port to port by its bends, leaving and arriving straight. Bends that it would have to turn back for are left out.
pub(super) fn bent(
    bends: &[Point],
    start: (Point, Side),
    end: (Point, Side),
    longest: f64,
) -> Vec<Point> {
    let mut bends = bends.to_vec();
    let is_ahead = |(at, side): (Point, Side), bend: Point| {
        let [x, y] = side.out();
        (bend[0] - at[0]) * x + (bend[1] - at[1]) * y >= AHEAD
    };
    while bends.first().is_some_and(|bend| !is_ahead(start, *bend)) {
        bends.remove(0);
    }
    while bends.last().is_some_and(|bend| !is_ahead(end, *bend)) {
        bends.pop();
    }
    let out = |(at, side): (Point, Side), bend: Point| {
        let [x, y] = side.out();
        let stub = (STUB_SHARE * geometry::distance(at, bend)).clamp(STUB, longest);
        [at[0] + stub * x, at[1] + stub * y].map(half)
    };
    let mut points = vec![start.0];
    if let (Some(first), Some(last)) = (bends.first(), bends.last()) {
        let (leaves, arrives) = (out(start, *first), out(end, *last));
        points.push(leaves);
        points.extend(bends);
        points.push(arrives);
    }
    points.push(end.0);
    while let Some(sharp) = points.windows(3).position(
        |three| matches!(three, [one, two, three] if geometry::turns_back(*one, *two, *three)),
    ) {
        // Never an end.
        points.remove(sharp + 1);
    }
    points
}

/// Whether a line has to turn hard aside between one of its ends and the bend next to it.
pub(super) fn is_steep(bends: &[Point], start: (Point, Side), end: (Point, Side)) -> bool {
    let turns = |(at, side): (Point, Side), bend: Option<&Point>| {
        let ([x, y], Some(bend)) = (side.out(), bend) else {
            return false;
        };
        let [dx, dy] = [bend[0] - at[0], bend[1] - at[1]];
        let (ahead, aside) = (dx * x + dy * y, (dx * y + dy * x).abs());
        aside > STEEP * (ahead - STUB).max(0.0)
    };
    turns(start, bends.first()) || turns(end, bends.last())
}

/// A line from a box to itself, around its upper right corner.
pub(super) fn back([x, y, width, height]: Rect, which: usize, count: usize) -> Vec<Point> {
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
pub(super) fn into_own(from: Rect, to: Rect) -> Vec<Point> {
    let inner = if from[2] * from[3] < to[2] * to[3] {
        from
    } else {
        to
    };
    let y = half(inner[1] + inner[3] / 2.0);
    let within = |rect: Rect| y.clamp(rect[1], rect[1] + rect[3]);
    vec![[from[0], within(from)], [to[0], within(to)]]
}
