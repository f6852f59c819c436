//! From the middles that `dagre` gives to boxes: those of one column get one width, and what can stand straight beside its neighbour does.

use std::collections::BTreeMap;

use super::{
    geometry::{self, Point, Rect},
    level::{Bends, Level, Spread},
    stack::Block,
    straight,
};

/// The boxes of a part, in the order of its blocks and their units, and the bends of its lines.
pub(super) fn finish(
    level: &Level,
    blocks: &[Block],
    part: &[usize],
    middles: &[Point],
    bends: Bends,
    ends: &[(usize, usize)],
) -> Spread {
    let middles = straight::level(level, blocks, part, middles, &bends, ends);
    // Blocks of one column have one middle.
    let column = |middle: &Point| (middle[0] * 2.0).round() as i64;
    let mut widest: BTreeMap<i64, f64> = BTreeMap::new();
    let mut placed: Vec<(i64, bool, Rect)> = Vec::new();
    for (block, middle) in part
        .iter()
        .filter_map(|block| blocks.get(*block))
        .zip(&middles)
    {
        let [x, y, ..] = geometry::around(*middle, block.width, block.height);
        for (unit, [left, above, width, height]) in block.units.iter().zip(block.places(level)) {
            let plain = level
                .units
                .get(*unit)
                .is_some_and(|unit| !unit.holds_others && unit.loops == 0);
            if plain {
                let widest = widest.entry(column(middle)).or_default();
                *widest = widest.max(width);
            }
            placed.push((column(middle), plain, [x + left, y + above, width, height]));
        }
    }
    let boxes = placed.into_iter().map(|(column, plain, rect)| {
        let width = widest
            .get(&column)
            .copied()
            .filter(|_| plain)
            .unwrap_or(rect[2]);
        [rect[0] - (width - rect[2]) / 2.0, rect[1], width, rect[3]]
    });
    let mut spread = Spread {
        boxes: boxes.collect(),
        bends,
        ..Spread::default()
    };
    let corner = |axis: usize| {
        let points = spread.bends.iter().flat_map(|(_, points)| points.iter());
        let points = points.filter_map(|point| point.get(axis));
        let boxes = spread.boxes.iter().filter_map(|rect| rect.get(axis));
        points.chain(boxes).copied().fold(f64::MAX, f64::min)
    };
    let (left, above) = (corner(0), corner(1));
    spread.shift(-left, -above);
    spread.measure();
    spread
}
