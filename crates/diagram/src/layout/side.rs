//! The sides of a box on which lines leave and arrive.

use super::geometry::{Point, Rect};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Left,
    Right,
    Above,
    Below,
}

impl Side {
    pub(super) const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Above, Self::Below];

    /// Whether lines leave it to the left or to the right.
    pub(super) fn is_level(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }

    /// One pixel away from the box.
    pub(super) fn out(self) -> Point {
        match self {
            Self::Left => [-1.0, 0.0],
            Self::Right => [1.0, 0.0],
            Self::Above => [0.0, -1.0],
            Self::Below => [0.0, 1.0],
        }
    }

    /// The same with right and down changed for each other.
    fn turned(self) -> Self {
        match self {
            Self::Left => Self::Above,
            Self::Right => Self::Below,
            Self::Above => Self::Left,
            Self::Below => Self::Right,
        }
    }

    /// Where along itself it begins on a box, and how long it is.
    pub(super) fn span(self, [x, y, width, height]: Rect) -> (f64, f64) {
        match self.is_level() {
            true => (y, height),
            false => (x, width),
        }
    }

    /// The point of it at a place along it.
    pub(super) fn at(self, [x, y, width, height]: Rect, along: f64) -> Point {
        match self {
            Self::Left => [x, along],
            Self::Right => [x + width, along],
            Self::Above => [along, y],
            Self::Below => [along, y + height],
        }
    }

    /// A point's place along it.
    pub(super) fn along(self, [x, y]: Point) -> f64 {
        match self.is_level() {
            true => y,
            false => x,
        }
    }
}

/// On which sides a line leaves and arrives; `None` for a box inside of the other. In what leads down lines leave below where they can.
pub(super) fn of(from: Rect, to: Rect, leads_down: bool) -> Option<(Side, Side)> {
    if !leads_down {
        return onwards(from, to);
    }
    let turned = |[x, y, width, height]: Rect| [y, x, height, width];
    let (leaves, arrives) = onwards(turned(from), turned(to))?;
    Some((leaves.turned(), arrives.turned()))
}

fn onwards(from: Rect, to: Rect) -> Option<(Side, Side)> {
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
