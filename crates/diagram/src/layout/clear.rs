//! What lies in the way of a line: boxes that it has nothing to do with. Its ends, what is around them and what is in them do not.

use super::{
    geometry::{self, Point, Rect},
    nest::Nest,
    size,
};
use crate::picture::Picture;

/// Points on each piece of a curve; between them it is nearly straight.
const STEPS: usize = 12;
/// So far inside of its own end a line may not run: it is drawn around it.
const INTO_OWN: f64 = 3.0;

/// The boxes of a picture, to ask what a line runs over.
pub(super) struct Obstacles<'b> {
    pub(super) boxes: &'b [Rect],
    pub(super) nest: &'b Nest,
    /// Where the names of open groups are written.
    titles: Vec<Rect>,
}

impl<'b> Obstacles<'b> {
    pub(super) fn new(picture: &Picture, boxes: &'b [Rect], nest: &'b Nest) -> Self {
        let items = picture.items.iter().zip(boxes).zip(&nest.children);
        let titles =
            items
                .filter(|(_, children)| !children.is_empty())
                .map(|((item, [x, y, ..]), _)| {
                    [*x + 10.0, *y + 7.0, size::of_title(item) - 24.0, 16.0]
                });
        Self {
            boxes,
            nest,
            titles: titles.collect(),
        }
    }

    /// Whether a drawn line leaves the names of all groups free.
    pub(super) fn spares_titles(&self, points: &[Point], level: bool) -> bool {
        if self.titles.is_empty() {
            return true;
        }
        let along = geometry::along(points, level, STEPS);
        let around = geometry::bounds(&along);
        !self.titles.iter().any(|title| {
            geometry::overlap(around, *title, 0.0)
                && along.windows(2).any(
                    |pair| matches!(pair, [one, other] if geometry::crosses(*one, *other, *title, 0.0)),
                )
        })
    }

    /// The names that touch an area, a little smaller: a line may pass them nearer than a box.
    pub(super) fn titles_within(&self, area: Rect) -> impl Iterator<Item = Rect> {
        let titles = self
            .titles
            .iter()
            .map(|title| geometry::grown(*title, -5.0));
        titles.filter(move |title| geometry::overlap(area, *title, 0.0))
    }

    /// Whether a drawn line keeps so far away from every foreign box, and does not run through its own ends.
    pub(super) fn is_clear(
        &self,
        points: &[Point],
        level: bool,
        (from, to): (usize, usize),
        apart: f64,
    ) -> bool {
        let along = geometry::along(points, level, STEPS);
        let around = geometry::bounds(&along);
        let crossed = |rect: Rect, apart: f64| {
            geometry::overlap(around, rect, apart)
                && along
                    .windows(2)
                    .any(|pair| matches!(pair, [one, other] if geometry::crosses(*one, *other, rect, apart)))
        };
        let own = [from, to].iter().all(|end| {
            let rect = self.boxes.get(*end).copied().unwrap_or_default();
            self.are_nested(from, to) || !crossed(rect, -INTO_OWN)
        });
        own && self.boxes.iter().enumerate().all(|(index, rect)| {
            !geometry::overlap(around, *rect, apart)
                || !self.is_foreign(index, (from, to))
                || !crossed(*rect, apart)
        })
    }

    /// The foreign boxes that touch an area.
    pub(super) fn within(&self, area: Rect, ends: (usize, usize)) -> Vec<Rect> {
        let boxes = self.boxes.iter().enumerate();
        boxes
            .filter(|(index, rect)| {
                geometry::overlap(area, **rect, 0.0) && self.is_foreign(*index, ends)
            })
            .map(|(_, rect)| *rect)
            .collect()
    }

    /// The groups around two boxes.
    pub(super) fn frames(&self, from: usize, to: usize) -> Vec<Rect> {
        let around = [from, to].map(|end| self.nest.outwards(end).skip(1));
        let rects = around.into_iter().flatten();
        rects
            .filter_map(|outer| self.boxes.get(outer).copied())
            .collect()
    }

    fn is_foreign(&self, index: usize, (from, to): (usize, usize)) -> bool {
        ![from, to].iter().any(|end| {
            self.nest.outwards(*end).any(|outer| outer == index)
                || self.nest.outwards(index).any(|outer| outer == *end)
        })
    }

    /// Whether one of two boxes lies in the other, or they are one.
    pub(super) fn are_nested(&self, one: usize, other: usize) -> bool {
        self.nest.outwards(one).any(|outer| outer == other)
            || self.nest.outwards(other).any(|outer| outer == one)
    }
}
