//! Where on the side of a box lines leave and arrive.

use std::collections::BTreeMap;

use super::{
    geometry::{self, Point, Rect, half},
    nest::Nest,
    side::Side,
    wire::Wire,
};

/// Between lines that leave a box on one side.
const APART: f64 = 13.0;
/// Between lines that share a side when one of them comes later.
const LATER: f64 = 9.0;
/// From a corner.
const CORNER: f64 = 8.0;
/// Two ends that differ by no more are drawn straight.
const NEARLY: f64 = 13.0;

/// Where a line leaves or arrives.
struct Port {
    at: Point,
    /// Whether no other line is on this side of the box.
    alone: bool,
}

/// The ports of all lines.
#[derive(Default)]
pub(super) struct Ports {
    /// By line, and whether it is its start.
    ports: BTreeMap<(usize, bool), Port>,
    /// Where along each side of each box there are some.
    taken: BTreeMap<(usize, Side), Vec<f64>>,
}

/// Whether the line starts there, its relation, and which of those with the same ends it is.
type Kind = (bool, &'static str, usize);

/// Where a line leads, along the side that it is on, and which one it is.
type End = (f64, usize);

impl Ports {
    /// Lines of one relation and direction share a place on the side of a box; others are apart, in the order of where they lead.
    pub(super) fn of(
        boxes: &[Rect],
        nest: &Nest,
        wires: &[Wire],
        sides: &[Option<(Side, Side)>],
    ) -> Self {
        let mut groups: BTreeMap<(usize, Side), BTreeMap<Kind, Vec<End>>> = BTreeMap::new();
        for (index, (wire, sides)) in wires.iter().zip(sides).enumerate() {
            let (Some((from, to)), Some((leaves, arrives))) = (wire.ends, sides) else {
                continue;
            };
            let middle =
                |item: usize| geometry::middle(boxes.get(item).copied().unwrap_or_default());
            let first = wire.bends.first().copied().unwrap_or_else(|| middle(to));
            let last = wire.bends.last().copied().unwrap_or_else(|| middle(from));
            for (item, side, toward, is_start) in
                [(from, leaves, first, true), (to, arrives, last, false)]
            {
                let kinds = groups.entry((item, *side)).or_default();
                let ends = kinds
                    .entry((is_start, wire.relation, wire.twin))
                    .or_default();
                ends.push((side.along(toward), index));
            }
        }
        let mut ports = Self::default();
        for ((item, side), kinds) in groups {
            let rect = boxes.get(item).copied().unwrap_or_default();
            let holds_others = nest.children.get(item).is_some_and(|own| !own.is_empty());
            ports.on_side((item, side), rect, holds_others, kinds);
        }
        ports
    }

    fn on_side(
        &mut self,
        (item, side): (usize, Side),
        rect: Rect,
        holds_others: bool,
        kinds: BTreeMap<Kind, Vec<End>>,
    ) {
        let mean =
            |ends: &[End]| ends.iter().map(|end| end.0).sum::<f64>() / ends.len().max(1) as f64;
        let mut kinds: Vec<(f64, Kind, Vec<End>)> = kinds
            .into_iter()
            .map(|(kind, ends)| (mean(&ends), kind, ends))
            .collect();
        kinds.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let (start, length) = side.span(rect);
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
            let at = side.at(rect, along);
            let alone = count == 1 && ends.len() == 1;
            for (_, wire) in ends {
                self.ports.insert((wire, kind.0), Port { at, alone });
            }
            self.taken.entry((item, side)).or_default().push(along);
        }
    }

    /// Where a line starts or ends.
    pub(super) fn at(&self, wire: usize, at_start: bool) -> Option<Point> {
        self.ports.get(&(wire, at_start)).map(|port| port.at)
    }

    /// The free place along a side that is nearest to the wanted one.
    pub(super) fn free_at(&self, side: (usize, Side), rect: Rect, wanted: f64) -> Option<f64> {
        let (start, length) = side.1.span(rect);
        let taken = self.taken.get(&side).map_or(&[][..], Vec::as_slice);
        let (low, high) = (start + CORNER, start + length - CORNER);
        if low > high {
            return None;
        }
        let steps = [0.0, 1.0, -1.0, 2.0, -2.0, 3.0, -3.0];
        steps
            .into_iter()
            .map(|step| half(wanted.clamp(low, high) + step * APART))
            .find(|along| {
                (low..=high).contains(along)
                    && taken.iter().all(|taken| (taken - along).abs() >= LATER)
            })
    }

    /// Moves one end of a line.
    pub(super) fn take(&mut self, wire: usize, at_start: bool, side: (usize, Side), at: Point) {
        self.taken.entry(side).or_default().push(side.1.along(at));
        self.ports
            .insert((wire, at_start), Port { at, alone: false });
    }
}

/// A line whose ends are nearly level is drawn level, where an end that is its own can give way.
pub(super) fn straighten(
    boxes: &[Rect],
    wires: &[Wire],
    sides: &[Option<(Side, Side)>],
    ports: &mut Ports,
) {
    for (index, (wire, sides)) in wires.iter().zip(sides).enumerate() {
        let (Some((from, to)), Some((side, arrives))) = (wire.ends, sides) else {
            continue;
        };
        let (Some(start), Some(end)) = (ports.at(index, true), ports.at(index, false)) else {
            continue;
        };
        let (start, end) = (side.along(start), side.along(end));
        if !wire.bends.is_empty() || start == end || (start - end).abs() > NEARLY {
            continue;
        }
        for (is_start, item, own, wanted) in [(false, to, arrives, start), (true, from, side, end)]
        {
            let rect = boxes.get(item).copied().unwrap_or_default();
            let (low, length) = side.span(rect);
            let fits = wanted >= low + CORNER && wanted <= low + length - CORNER;
            let axis = usize::from(side.is_level());
            if let Some(port) = ports.ports.get_mut(&(index, is_start))
                && port.alone
                && fits
                && let Some(at) = port.at.get_mut(axis)
            {
                *at = wanted;
                // It is alone there, so that no other place is taken.
                ports.taken.insert((item, *own), vec![wanted]);
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at once")]

    use super::*;
    use crate::layout::{direction::Downwards, sample};

    #[test]
    fn what_comes_later_keeps_away_from_an_end_that_was_moved() {
        let picture = sample::picture(2, &[(0, 1)]);
        let nest = Nest::of(&picture);
        let wires = Wire::all(&picture, &nest, &Downwards::new());
        let boxes = [[0.0, 0.0, 100.0, 40.0], [200.0, 6.0, 100.0, 40.0]];
        let sides = [Some((Side::Right, Side::Left))];
        let mut ports = Ports::of(&boxes, &nest, &wires, &sides);
        assert_eq!(ports.at(0, false), Some([200.0, 26.0]), "in the middle");
        straighten(&boxes, &wires, &sides, &mut ports);
        let moved = ports.at(0, false).unwrap();
        assert_eq!(moved, [200.0, 20.0], "level with its start");
        let free = ports.free_at((1, Side::Left), boxes[1], 29.0).unwrap();
        assert!(
            (free - moved[1]).abs() >= LATER,
            "{free} is {LATER} away from where the line ends now"
        );
    }
}
