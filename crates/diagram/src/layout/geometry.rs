//! Boxes, points, and the curve that a line of points is drawn as. The window draws the same one (`ui/src/lib/diagram/path.ts`).

pub(super) type Rect = [f64; 4];
pub(super) type Point = [f64; 2];

/// Whether two boxes lie on each other, were each larger by `apart` all around.
pub(super) fn overlap(one: Rect, other: Rect, apart: f64) -> bool {
    one[0] < other[0] + other[2] + apart
        && other[0] < one[0] + one[2] + apart
        && one[1] < other[1] + other[3] + apart
        && other[1] < one[1] + one[3] + apart
}

/// Whether a point lies inside of a box, were that larger by `apart` all around.
pub(super) fn inside(point: Point, rect: Rect, apart: f64) -> bool {
    overlap([point[0], point[1], 0.0, 0.0], rect, apart)
}

/// Whether the straight line between two points leads through a box, were that larger by `apart` all around.
pub(super) fn crosses(from: Point, to: Point, rect: Rect, apart: f64) -> bool {
    let rect = grown(rect, apart);
    let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
    for (start, length, low, room) in [
        (from[0], to[0] - from[0], rect[0], rect[2]),
        (from[1], to[1] - from[1], rect[1], rect[3]),
    ] {
        if room <= 0.0 {
            return false;
        }
        if length.abs() < 1e-9 {
            if start <= low || start >= low + room {
                return false;
            }
            continue;
        }
        let (one, other) = ((low - start) / length, (low + room - start) / length);
        enters = enters.max(one.min(other));
        leaves = leaves.min(one.max(other));
    }
    enters < leaves
}

/// A box of a size around a point.
pub(super) fn around(middle: Point, width: f64, height: f64) -> Rect {
    [
        middle[0] - width / 2.0,
        middle[1] - height / 2.0,
        width,
        height,
    ]
}

/// The least box around points.
pub(super) fn bounds(points: &[Point]) -> Rect {
    let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
    for [x, y] in points {
        low = [low[0].min(*x), low[1].min(*y)];
        high = [high[0].max(*x), high[1].max(*y)];
    }
    [low[0], low[1], high[0] - low[0], high[1] - low[1]]
}

/// A box that is larger by so much on each side.
pub(super) fn grown([x, y, width, height]: Rect, by: f64) -> Rect {
    [x - by, y - by, width + 2.0 * by, height + 2.0 * by]
}

/// What two boxes have in common; of no size when they have nothing.
pub(super) fn common(one: Rect, other: Rect) -> Rect {
    let (x, y) = (one[0].max(other[0]), one[1].max(other[1]));
    let right = (one[0] + one[2]).min(other[0] + other[2]);
    let below = (one[1] + one[3]).min(other[1] + other[3]);
    [x, y, (right - x).max(0.0), (below - y).max(0.0)]
}

/// The upper left and the lower right corner.
pub(super) fn corners([x, y, width, height]: Rect) -> [Point; 2] {
    [[x, y], [x + width, y + height]]
}

pub(super) fn middle(rect: Rect) -> Point {
    [rect[0] + rect[2] / 2.0, rect[1] + rect[3] / 2.0]
}

/// Not by `hypot`, whose last bit is another on another system: a picture is the same everywhere.
pub(super) fn distance(from: Point, to: Point) -> f64 {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    (dx * dx + dy * dy).sqrt()
}

/// The direction from one point to another, one pixel long.
pub(super) fn toward(from: Point, to: Point) -> Point {
    let length = distance(from, to);
    match length > 1e-9 {
        true => [(to[0] - from[0]) / length, (to[1] - from[1]) / length],
        false => [0.0; 2],
    }
}

/// Whether a way by three points turns by clearly more than a right angle.
pub(super) fn turns_back(before: Point, at: Point, after: Point) -> bool {
    let (one, two) = (toward(before, at), toward(at, after));
    one[0] * two[0] + one[1] * two[1] < -0.25
}

/// Half pixels: everything is drawn sharp, and short in JSON.
pub(super) fn half(value: f64) -> f64 {
    (value * 2.0).round() / 2.0
}

/// Whether a line leaves a box at its left or right border. Where it has only two points, it then runs level before it goes up or down.
pub(crate) fn leaves_level(points: &[Point], from: Rect) -> bool {
    let at = |x: f64| {
        points
            .first()
            .is_some_and(|point| (point[0] - x).abs() < 0.6)
    };
    at(from[0]) || at(from[0] + from[2])
}

/// The cubic curves through all points: start, two handles, end. Two points leave and arrive straight, as a wire does: `level` says whether
/// at left and right borders.
pub(crate) fn curve(points: &[Point], level: bool) -> Vec<[Point; 4]> {
    if let [from, to] = points {
        return vec![between(*from, *to, level)];
    }
    let at = |index: usize| points.get(index).copied();
    let pieces = points.windows(2).enumerate().filter_map(|(index, pair)| {
        let [from, to] = [*pair.first()?, *pair.get(1)?];
        let before = index.checked_sub(1).and_then(at).unwrap_or(from);
        let after = at(index + 2).unwrap_or(to);
        // A handle as long as its neighbours ask for would make a knot of a short piece beside a long one.
        let reach = distance(from, to) / 3.0;
        let (leaves, arrives) = (toward(before, to), toward(from, after));
        let one = [from[0] + leaves[0] * reach, from[1] + leaves[1] * reach];
        let two = [to[0] - arrives[0] * reach, to[1] - arrives[1] * reach];
        Some([from, one, two, to])
    });
    pieces.collect()
}

/// Points along the curve, both ends among them.
pub(super) fn along(points: &[Point], level: bool, steps: usize) -> Vec<Point> {
    let mut found: Vec<Point> = points.first().copied().into_iter().collect();
    for piece in curve(points, level) {
        found.extend((1..=steps).map(|step| on(piece, step as f64 / steps as f64)));
    }
    found
}

/// A place on a cubic curve; `share` runs from 0 to 1.
pub(super) fn on([from, one, two, to]: [Point; 4], share: f64) -> Point {
    let rest = 1.0 - share;
    let weights = [
        rest * rest * rest,
        3.0 * rest * rest * share,
        3.0 * rest * share * share,
        share * share * share,
    ];
    [0, 1].map(|axis: usize| {
        let values = [from, one, two, to].map(|point| part(point, axis));
        values
            .iter()
            .zip(weights)
            .map(|(value, weight)| value * weight)
            .sum()
    })
}

fn between(from: Point, to: Point, level: bool) -> [Point; 4] {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    if dx.abs() < 1.0 || dy.abs() < 1.0 {
        return [from, from, to, to];
    }
    if level {
        let bend = dx / 2.0;
        return [from, [from[0] + bend, from[1]], [to[0] - bend, to[1]], to];
    }
    let bend = dy / 2.0;
    [from, [from[0], from[1] + bend], [to[0], to[1] - bend], to]
}

fn part(point: Point, axis: usize) -> f64 {
    point.get(axis).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_distance_is_the_same_on_every_system() {
        // One of those for which the C library of one system answers something else in the last places.
        let distance = super::distance([0.0; 2], [991.666_666_666_666_6, 567.857_142_857_142_9]);
        assert_eq!(
            distance.to_bits(),
            1_142.744_290_063_028_8_f64.to_bits(),
            "as IEEE 754 has it, to the last bit"
        );
    }
}
