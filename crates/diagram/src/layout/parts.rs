//! A level in parts that hang together, each spread out on its own and all of them put beside one another. What leads down is spread out
//! as if it led to the right, with all lengths turned.

use std::collections::BTreeMap;

use super::{
    direction::Direction,
    level::{Level, LevelEdge, Spread},
    pack, size,
    stack::{self, Block},
    tangle,
};

/// Between boxes of one column.
pub(super) const BESIDE: f64 = 30.0;
/// Between columns, the names of relations not counted.
pub(super) const COLUMNS: f64 = 40.0;

/// A line between two blocks.
#[derive(Clone, Copy)]
pub(super) struct Line<'l> {
    pub(super) edge: &'l LevelEdge,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Line<'_> {
    /// The room of its name: along the line's way, and across it.
    pub(super) fn name(&self, direction: Direction) -> [f64; 2] {
        let width = size::label_width(self.edge.relation);
        match direction {
            Direction::Right => [width, size::LABEL_HEIGHT],
            Direction::Down => [size::LABEL_HEIGHT, width],
        }
    }
}

/// Spreads out the blocks of one part, which leads to the right: the boxes in the order of the blocks and their units.
pub(super) type PartSpreader<'s> =
    dyn Fn(&Level, &[Block], &[usize], &[Line<'_>]) -> Option<Spread> + 's;

/// Spreads a level out, each part of it by `spread`.
pub(super) fn level(
    level: &Level,
    direction: Direction,
    spread: &PartSpreader<'_>,
) -> Option<Spread> {
    let place_of: BTreeMap<usize, usize> = level
        .units
        .iter()
        .enumerate()
        .map(|(place, unit)| (unit.item, place))
        .collect();
    let ends: Vec<(usize, usize)> = level
        .edges
        .iter()
        .map(|edge| {
            let end = |item| place_of.get(&item).copied();
            end(edge.from).zip(end(edge.to))
        })
        .collect::<Option<_>>()?;
    let turned = match direction {
        Direction::Right => None,
        Direction::Down => Some(level.turned()),
    };
    let own = turned.as_ref().unwrap_or(level);
    let blocks = match direction {
        Direction::Right => stack::blocks(own, &ends),
        // What leads down has its dead letters below it anyway.
        Direction::Down => stack::single(own),
    };
    let mut block_of = vec![0; own.units.len()];
    for (index, block) in blocks.iter().enumerate() {
        for unit in &block.units {
            *block_of.get_mut(*unit)? = index;
        }
    }
    let lines: Vec<Line<'_>> = own
        .edges
        .iter()
        .zip(&ends)
        .filter_map(|(edge, (from, to))| {
            let (from, to) = (*block_of.get(*from)?, *block_of.get(*to)?);
            (from != to).then_some(Line { edge, from, to })
        })
        .collect();
    let (mut parts, mut owners): (Vec<Spread>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
    for part in connected(blocks.len(), &lines) {
        let owner: Vec<usize> = part
            .iter()
            .filter_map(|block| blocks.get(*block))
            .flat_map(|block| block.units.clone())
            .collect();
        let mut done = match part.as_slice() {
            [only] => blocks.get(*only)?.alone(own),
            _ => spread(own, &blocks, &part, &lines)?,
        };
        if direction == Direction::Down {
            done.turn(owner.iter().filter_map(|unit| level.units.get(*unit)));
        }
        owners.push(owner);
        parts.push(done);
    }
    // Single boxes after everything that hangs together, so that they make a grid.
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|part| parts.get(*part).is_some_and(|part| part.boxes.len() == 1));
    let take = |part: &usize| Some((parts.get(*part)?.clone(), owners.get(*part)?.clone()));
    let (parts, owners): (Vec<Spread>, Vec<Vec<usize>>) = order.iter().filter_map(take).unzip();
    Some(pack::pack(parts, &owners, level.units.len()))
}

/// The blocks that hang together, each part and the parts themselves in order.
fn connected(count: usize, lines: &[Line<'_>]) -> Vec<Vec<usize>> {
    let mut heads: Vec<usize> = (0..count).collect();
    fn head(heads: &mut [usize], mut block: usize) -> usize {
        while let Some(above) = heads.get(block).copied().filter(|above| *above != block) {
            // Halving the way keeps it short.
            let next = heads.get(above).copied().unwrap_or(above);
            if let Some(own) = heads.get_mut(block) {
                *own = next;
            }
            block = next;
        }
        block
    }
    for line in lines {
        let (one, other) = (head(&mut heads, line.from), head(&mut heads, line.to));
        if let Some(own) = heads.get_mut(one.max(other)) {
            *own = one.min(other);
        }
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for block in 0..count {
        parts
            .entry(head(&mut heads, block))
            .or_default()
            .push(block);
    }
    parts.into_values().collect()
}

/// The lines of a part, and their ends by their place in it.
pub(super) fn own_lines<'l>(
    part: &[usize],
    lines: &[Line<'l>],
) -> (Vec<Line<'l>>, Vec<(usize, usize)>) {
    let own: BTreeMap<usize, usize> = part
        .iter()
        .enumerate()
        .map(|(place, block)| (*block, place))
        .collect();
    let known = lines.iter().filter_map(|line| {
        let ends = own
            .get(&line.from)
            .copied()
            .zip(own.get(&line.to).copied())?;
        Some((*line, ends))
    });
    known.unzip()
}

/// About how large a part becomes: columns by the longest way to each block.
pub(super) fn rough(
    level: &Level,
    blocks: &[Block],
    part: &[usize],
    lines: &[Line<'_>],
    direction: Direction,
) -> Spread {
    let (lines, ends) = own_lines(part, lines);
    let columns = tangle::columns(part.len(), &ends);
    let count = columns.iter().max().map_or(0, |last| last + 1);
    let mut sizes = vec![[0.0_f64; 2]; count];
    // The rooms of names in the gap behind each column: the longest one, and all of them beside each other.
    let mut names = vec![[0.0_f64; 2]; count];
    let mut boxes = Vec::new();
    for (block, column) in part.iter().zip(&columns) {
        let (Some(block), Some(size)) = (blocks.get(*block), sizes.get_mut(*column)) else {
            continue;
        };
        size[0] = size[0].max(block.width);
        size[1] += block.height + if size[1] > 0.0 { BESIDE } else { 0.0 };
        boxes.extend(block.places(level));
    }
    for (line, (from, to)) in lines.iter().zip(&ends) {
        let at = |end: usize| columns.get(end).copied().unwrap_or_default();
        if let Some(names) = names.get_mut(at(*from).min(at(*to))) {
            let [along, across] = line.name(direction);
            names[0] = names[0].max(along);
            names[1] += across + 16.0;
        }
    }
    let gaps = names.iter().take(count.saturating_sub(1));
    let gaps: f64 = gaps.map(|names| names[0] + COLUMNS).sum();
    Spread {
        boxes,
        bends: Vec::new(),
        width: gaps + sizes.iter().map(|size| size[0]).sum::<f64>(),
        height: sizes
            .iter()
            .chain(&names)
            .map(|size| size[1])
            .fold(0.0, f64::max),
    }
}
