//! Where the names of lines are written, and a picture that has come to lie left of its edge or above it.

use super::{
    Placed,
    geometry::{self, Point, Rect},
    nest::Nest,
    route::half,
    size,
};
use crate::picture::Picture;

/// Names of more lines than this are not kept from lying on each other: it costs their square.
const MOST_NAMES: usize = 1500;

/// Where names are written: on their line, not over boxes and other names where that can be.
pub(super) struct Names<'b> {
    boxes: &'b [Rect],
    /// Whether a box is full; an open group only has a title.
    full: Vec<bool>,
    taken: Vec<Rect>,
    many: bool,
}

impl<'b> Names<'b> {
    pub(super) fn new(boxes: &'b [Rect], nest: &Nest, count: usize) -> Self {
        Self {
            boxes,
            full: nest.children.iter().map(Vec::is_empty).collect(),
            taken: Vec::new(),
            many: count > MOST_NAMES,
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
    pub(super) fn place(&mut self, points: &[Point], relation: &str) -> Point {
        let along = geometry::along(points, if points.len() < 3 { 16 } else { 6 });
        let last = along.len().saturating_sub(1);
        let at = |share: f64| {
            let place = (last as f64 * share).round() as usize;
            along
                .get(place.min(last))
                .copied()
                .unwrap_or_default()
                .map(half)
        };
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
            .zip(&self.full)
            .map(|(rect, full)| match full {
                true => *rect,
                false => [rect[0], rect[1], rect[2], size::TITLE_HEIGHT - 8.0],
            });
        !self
            .taken
            .iter()
            .copied()
            .chain(boxes)
            .any(|other| geometry::overlap(own, other, 1.0))
    }
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
