//! Dead letters below their queue: a box that only dead letters lead to makes one block with the box that they come from.

use super::level::{Level, Spread};

/// Between a box and the one below it; the relation's name is written there.
const BELOW: f64 = 48.0;
const DEAD_LETTERS: &str = "deadLettersTo";

/// One or two units of a level that are placed as one.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Places in the level's units, from above.
    pub(super) units: Vec<usize>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// The blocks of a level, in the order of their first units. `ends` are the units that each line of the level joins.
pub(super) fn blocks(level: &Level, ends: &[(usize, usize)]) -> Vec<Block> {
    let count = level.units.len();
    let mut lines = vec![0_usize; count];
    for (from, to) in ends {
        for end in [from, to] {
            if let Some(lines) = lines.get_mut(*end) {
                *lines += 1;
            }
        }
    }
    // Which unit stands below which.
    let mut below: Vec<Option<usize>> = vec![None; count];
    let mut is_below = vec![false; count];
    for (edge, (from, to)) in level.edges.iter().zip(ends) {
        let only = lines.get(*to) == Some(&1) && is_below.get(*from) == Some(&false);
        if edge.relation == DEAD_LETTERS
            && only
            && let (Some(below @ None), Some(is_below)) =
                (below.get_mut(*from), is_below.get_mut(*to))
        {
            *below = Some(*to);
            *is_below = true;
        }
    }
    let firsts = (0..count).filter(|unit| is_below.get(*unit) == Some(&false));
    let blocks = firsts.map(|first| {
        let second = below.get(first).copied().flatten();
        let units: Vec<usize> = [first].into_iter().chain(second).collect();
        let (mut width, mut height) = (0.0_f64, 0.0_f64);
        for unit in units.iter().filter_map(|unit| level.units.get(*unit)) {
            let [right, above] = unit.room_for_loops();
            width = width.max(unit.width + 2.0 * right);
            height += unit.height + above + if height > 0.0 { BELOW } else { 0.0 };
        }
        Block {
            units,
            width,
            height,
        }
    });
    blocks.collect()
}

/// Each unit by itself.
pub(super) fn single(level: &Level) -> Vec<Block> {
    let units = level.units.iter().enumerate().map(|(place, unit)| {
        let [right, above] = unit.room_for_loops();
        Block {
            units: vec![place],
            width: unit.width + 2.0 * right,
            height: unit.height + above,
        }
    });
    units.collect()
}

impl Block {
    /// The places of the block's units, around the middle of its width.
    pub(super) fn places(&self, level: &Level) -> Vec<[f64; 4]> {
        let mut y = 0.0;
        let units = self.units.iter().filter_map(|unit| level.units.get(*unit));
        let places = units.map(|unit| {
            let [_, above] = unit.room_for_loops();
            let place = [
                (self.width - unit.width) / 2.0,
                y + above,
                unit.width,
                unit.height,
            ];
            y += above + unit.height + BELOW;
            place
        });
        places.collect()
    }

    /// The block by itself.
    pub(super) fn alone(&self, level: &Level) -> Spread {
        Spread {
            boxes: self.places(level),
            bends: Vec::new(),
            width: self.width,
            height: self.height,
        }
    }
}
