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

/// A box of a size around a point.
pub(super) fn around(middle: Point, width: f64, height: f64) -> Rect {
    [
        middle[0] - width / 2.0,
        middle[1] - height / 2.0,
        width,
        height,
    ]
}

pub(super) fn middle(rect: Rect) -> Point {
    [rect[0] + rect[2] / 2.0, rect[1] + rect[3] / 2.0]
}

/// The cubic curves through all points: start, two handles, end. Two points leave and arrive straight, as a wire does.
pub(crate) fn curve(points: &[Point]) -> Vec<[Point; 4]> {
    if let [from, to] = points {
        return vec![between(*from, *to)];
    }
    let at = |index: usize| points.get(index).copied();
    let pieces = points.windows(2).enumerate().filter_map(|(index, pair)| {
        let [from, to] = [*pair.first()?, *pair.get(1)?];
        let before = index.checked_sub(1).and_then(at).unwrap_or(from);
        let after = at(index + 2).unwrap_or(to);
        let one = [0, 1]
            .map(|axis: usize| part(from, axis) + (part(to, axis) - part(before, axis)) / 6.0);
        let two =
            [0, 1].map(|axis: usize| part(to, axis) - (part(after, axis) - part(from, axis)) / 6.0);
        Some([from, one, two, to])
    });
    pieces.collect()
}

/// Points along the curve, both ends among them.
pub(super) fn along(points: &[Point], steps: usize) -> Vec<Point> {
    let mut found: Vec<Point> = points.first().copied().into_iter().collect();
    for piece in curve(points) {
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

fn between(from: Point, to: Point) -> [Point; 4] {
    let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    if dx.abs() < 1.0 || dy.abs() < 1.0 {
        return [from, from, to, to];
    }
    if dx.abs() >= dy.abs() {
        let bend = dx / 2.0;
        return [from, [from[0] + bend, from[1]], [to[0] - bend, to[1]], to];
    }
    let bend = dy / 2.0;
    [from, [from[0], from[1] + bend], [to[0], to[1] - bend], to]
}

fn part(point: Point, axis: usize) -> f64 {
    point.get(axis).copied().unwrap_or_default()
}
