//! Boxes in rows, each as wide as the widest of its level. Needs nothing of the lines, so nothing can be wrong with it.

use super::{
    level::{Level, Spread},
    pack,
};

pub(super) fn level(level: &Level) -> Option<Spread> {
    let parts = level.units.iter().map(|unit| {
        let [right, above] = unit.room_for_loops();
        Spread {
            boxes: vec![[0.0, above, unit.width, unit.height]],
            bends: Vec::new(),
            width: unit.width + right,
            height: unit.height + above,
        }
    });
    let parts: Vec<Spread> = parts.collect();
    let owners: Vec<Vec<usize>> = (0..parts.len()).map(|index| vec![index]).collect();
    Some(pack::pack(parts, &owners, level.units.len()))
}
