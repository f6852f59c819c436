//! Where the names of lines are written, and a picture that has come to lie left of its edge or above it.

use super::{
    Placed,
    geometry::{self, Point, Rect, half},
    nest::Nest,
    size,
};
use crate::picture::Picture;

/// Names of more lines than this are not kept from lying on each other: it costs their square.
const MOST_NAMES: usize = 1500;

/// Where names are written: on their line, not over boxes and other names where that can be.
pub(super) struct Names<'b> {
    boxes: &'b [Rect],
    /// How much of the height of each box may not be written on: a group has its title, a box with signs on its border more than itself.
    heights: Vec<f64>,
    taken: Vec<Rect>,
    many: bool,
}

impl<'b> Names<'b> {
    pub(super) fn new(boxes: &'b [Rect], nest: &Nest, picture: &Picture) -> Self {
        let items = picture.items.iter().zip(&nest.children).zip(boxes);
        let heights = items.map(|((item, children), [.., height])| {
            match (children.is_empty(), item.badges.is_empty()) {
                (false, _) => size::TITLE_HEIGHT - 8.0,
                (true, true) => *height,
                (true, false) => height + size::BADGES_BELOW,
            }
        });
        Self {
            boxes,
            heights: heights.collect(),
            taken: Vec::new(),
            many: picture.connections.len() > MOST_NAMES,
        }
    }

    /// A name that is written already.
    pub(super) fn take(&mut self, name: Point, relation: &str) {
        self.taken.push(geometry::around(
            name,
            size::label_width(relation),
            size::LABEL_HEIGHT,
        ));
    }

    /// The middle of a line's name.
    pub(super) fn place(&mut self, points: &[Point], level: bool, relation: &str) -> Point {
        let along = geometry::along(points, level, if points.len() < 3 { 16 } else { 6 });
        let at = |share: f64| at_share(&along, share).map(half);
        let shares = [0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75, 0.18, 0.82];
        let middle = at(0.5);
        let lifted = |point: Point| {
            [[0.0, 0.0], [0.0, -11.0], [0.0, 11.0]].map(|by| [point[0] + by[0], point[1] + by[1]])
        };
        let name = match self.many {
            true => None,
            false => shares
                .iter()
                .map(|share| at(*share))
                .chain(shares.iter().flat_map(|share| lifted(at(*share))))
                .find(|point| self.is_free(*point, relation)),
        };
        let name = name.unwrap_or(middle);
        self.take(name, relation);
        name
    }

    fn is_free(&self, at: Point, relation: &str) -> bool {
        let own = geometry::around(at, size::label_width(relation), size::LABEL_HEIGHT);
        if own[0] < 0.0 || own[1] < 0.0 {
            return false;
        }
        let boxes = self
            .boxes
            .iter()
            .zip(&self.heights)
            .map(|([x, y, width, _], height)| [*x, *y, *width, *height]);
        !self
            .taken
            .iter()
            .copied()
            .chain(boxes)
            .any(|other| geometry::overlap(own, other, 1.0))
    }
}

/// The point after a share of a line's length.
fn at_share(along: &[Point], share: f64) -> Point {
    let steps = along.windows(2).filter_map(|pair| {
        let (from, to) = (*pair.first()?, *pair.get(1)?);
        Some((from, to, geometry::distance(from, to)))
    });
    let mut left = share * steps.clone().map(|(.., length)| length).sum::<f64>();
    for (from, to, length) in steps {
        if left <= length && length > 0.0 {
            let part = left / length;
            return [
                from[0] + (to[0] - from[0]) * part,
                from[1] + (to[1] - from[1]) * part,
            ];
        }
        left -= length;
    }
    along.last().copied().unwrap_or_default()
}

impl Placed {
    /// Moves everything right and down so that nothing lies left of the picture or above it.
    pub(super) fn bring_into_view(&mut self, picture: &Picture) {
        let mut least = [size::MARGIN; 2];
        let mut hold = |point: Point| least = [least[0].min(point[0]), least[1].min(point[1])];
        for ((points, name), connection) in self.routes.iter().zip(&picture.connections) {
            points
                .iter()
                .for_each(|point| hold([point[0] - 4.0, point[1] - 4.0]));
            hold([
                name[0] - size::label_width(connection.relation) / 2.0,
                name[1] - size::LABEL_HEIGHT / 2.0,
            ]);
        }
        for rect in &self.boxes {
            hold([rect[0], rect[1]]);
        }
        let by = least.map(|least| {
            if least < 4.0 {
                half(size::MARGIN - least)
            } else {
                0.0
            }
        });
        if by == [0.0; 2] {
            return;
        }
        let shift = |point: &mut Point| *point = [point[0] + by[0], point[1] + by[1]];
        for rect in &mut self.boxes {
            *rect = [rect[0] + by[0], rect[1] + by[1], rect[2], rect[3]];
        }
        for (points, name) in &mut self.routes {
            points.iter_mut().for_each(shift);
            shift(name);
        }
    }
}
