//! Chains drawn level: what has one neighbour before it, and that one no other behind it, moves up or down to stand beside it, where there
//! is room. `dagre` sets blocks of different heights by their middles, which makes lines lean.

use super::{
    geometry::{self, Point, Rect},
    level::{Bends, Level},
    stack::Block,
};

/// Between boxes of one column.
const ROOM: f64 = 24.0;
/// Between a box and a line that passes it.
const PASSING: f64 = 10.0;
/// Parts with more boxes than this are left as they are: it costs their square.
const MOST: usize = 250;

/// The middles of a part's blocks, some of them moved; `ends` are the blocks of each line by their place in the part.
pub(super) fn level(
    level: &Level,
    blocks: &[Block],
    part: &[usize],
    middles: &[Point],
    bends: &Bends,
    ends: &[(usize, usize)],
) -> Vec<Point> {
    let mut middles = middles.to_vec();
    let own: Vec<&Block> = part.iter().filter_map(|block| blocks.get(*block)).collect();
    if own.len() != middles.len() || own.len() > MOST {
        return middles;
    }
    // From the middle of a block to the middle of its first unit, which lines lead to.
    let heads: Vec<f64> = own
        .iter()
        .map(|block| {
            let first = block.places(level).first().copied().unwrap_or_default();
            geometry::middle(first)[1] - block.height / 2.0
        })
        .collect();
    let (before, behind) = neighbours(own.len(), &middles, ends);
    let mut order: Vec<usize> = (0..own.len()).collect();
    order.sort_by(|one, other| {
        let x = |index: &usize| middles.get(*index).map_or(0.0, |middle| middle[0]);
        x(one).total_cmp(&x(other)).then(one.cmp(other))
    });
    let backwards: Vec<usize> = order.iter().rev().copied().collect();
    for (order, toward, away) in [(order, &before, &behind), (backwards, &behind, &before)] {
        for index in order {
            let Some([neighbour]) = toward.get(index).map(Vec::as_slice) else {
                continue;
            };
            let only = away.get(*neighbour).is_some_and(|own| own.len() == 1);
            let free = away.get(index).is_some_and(|own| own.len() <= 1);
            let y = |of: usize| Some(middles.get(of)?[1] + heads.get(of)?);
            let (Some(wanted), Some(now)) = (y(*neighbour), y(index)) else {
                continue;
            };
            if only
                && free
                && wanted != now
                && may_stand(index, wanted - now, &own, &middles, bends)
                && let Some(middle) = middles.get_mut(index)
            {
                middle[1] += wanted - now;
            }
        }
    }
    middles
}

/// For each block the different ones left of it that it has lines with, and those right of it.
fn neighbours(
    count: usize,
    middles: &[Point],
    ends: &[(usize, usize)],
) -> (Vec<Vec<usize>>, Vec<Vec<usize>>) {
    let (mut before, mut behind) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    let x = |index: usize| middles.get(index).map_or(0.0, |middle| middle[0]);
    for (from, to) in ends {
        let (left, right) = if x(*from) <= x(*to) {
            (*from, *to)
        } else {
            (*to, *from)
        };
        for (list, of, neighbour) in [(&mut before, right, left), (&mut behind, left, right)] {
            if let Some(list) = list.get_mut(of).filter(|list| !list.contains(&neighbour)) {
                list.push(neighbour);
            }
        }
    }
    (before, behind)
}

/// Whether a block may be moved down by so much: the part gets no higher, and it comes to lie on nothing.
fn may_stand(index: usize, by: f64, own: &[&Block], middles: &[Point], bends: &Bends) -> bool {
    let rects = own
        .iter()
        .zip(middles)
        .map(|(block, middle)| geometry::around(*middle, block.width, block.height));
    let rects: Vec<Rect> = rects.collect();
    let top = rects.iter().map(|rect| rect[1]).fold(f64::MAX, f64::min);
    let bottom = rects
        .iter()
        .map(|rect| rect[1] + rect[3])
        .fold(f64::MIN, f64::max);
    let Some([x, y, width, height]) = rects.get(index).copied() else {
        return false;
    };
    // As wide as it may become with its column.
    let moved = [x - ROOM, y + by, width + 2.0 * ROOM, height];
    let others = rects
        .iter()
        .enumerate()
        .filter(|(other, _)| *other != index);
    moved[1] >= top
        && moved[1] + height <= bottom
        && others
            .into_iter()
            .all(|(_, other)| !geometry::overlap(moved, *other, ROOM))
        && !bends
            .iter()
            .flat_map(|(_, points)| points)
            .any(|point| geometry::inside(*point, moved, PASSING))
}
