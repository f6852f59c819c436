//! Which way the lines of each level lead: to the right, or down where the whole can be seen clearly larger that way. It is decided by
//! rough sizes, which cost next to nothing; of a small picture both ways are laid out.

use std::collections::BTreeSet;

use super::{
    level::{Level, Spread},
    nest::{self, Levels, Nest, Spreader},
    pack, parts, size,
};
use crate::picture::Picture;

/// Which way the lines of a level lead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    #[default]
    Right,
    Down,
}

impl Direction {
    pub(super) fn of(level: Option<usize>, downwards: &Downwards) -> Self {
        match downwards.contains(&level) {
            true => Self::Down,
            false => Self::Right,
        }
    }
}

/// The levels that lead down, by the group that they lie in, `None` for the outermost one. All others lead to the right.
pub(super) type Downwards = BTreeSet<Option<usize>>;

/// Whatever can be seen as large as this share of another picture is as good.
const CLEARLY: f64 = 0.87;
/// What is hardly larger than a pane needs no other way: three columns are read most easily from left to right.
const FITS: f64 = 1.1;
/// A picture that somebody has before them is not turned before it is so much larger than a pane.
const STAYS: f64 = 1.6;
/// Of boxes and lines of a picture that is laid out both ways.
const SMALL: usize = 60;
/// Levels that are turned one by one, the outermost first; the others keep their way. Of a picture with many boxes, fewer.
const MOST_LEVELS: usize = 24;
const FEW_LEVELS: usize = 6;
const MANY_BOXES: usize = 150;

/// The levels of a picture spread out by `spread`, and which way each leads. `leaning` is how they led in the
/// picture before, where there was one.
pub(super) fn spread(
    picture: &Picture,
    nest: &Nest,
    spread: &Spreader,
    leaning: Option<&Downwards>,
) -> Option<(Levels, Downwards)> {
    let fits = if leaning.is_some() { STAYS } else { FITS };
    let leaning = &leaning.cloned().unwrap_or_default();
    let planned = plan(picture, nest, leaning, fits);
    let turned = nest::spread_levels(picture, nest, spread, &planned);
    let is_large = picture.items.len() + picture.connections.len() > SMALL;
    if planned == *leaning || (is_large && turned.is_some()) {
        return Some((turned?, planned));
    }
    // One way that can be drawn is enough.
    let same = nest::spread_levels(picture, nest, spread, leaning);
    match (turned, same) {
        (Some(turned), Some(same)) if cost(turned.size) >= CLEARLY * cost(same.size) => {
            Some((same, leaning.clone()))
        }
        (Some(turned), _) => Some((turned, planned)),
        (None, same) => Some((same?, leaning.clone())),
    }
}

/// The directions under which the whole can be seen largest, by rough sizes; `leaning` where others are not clearly better.
fn plan(picture: &Picture, nest: &Nest, leaning: &Downwards, fits: f64) -> Downwards {
    let with_lines: Downwards = picture
        .connections
        .iter()
        .filter(|line| line.from < picture.items.len() && line.to < picture.items.len())
        .filter(|line| line.from != line.to)
        .map(|line| nest.meet(line.from, line.to).0)
        .collect();
    let most = match picture.items.len() > MANY_BOXES {
        true => FEW_LEVELS,
        false => MOST_LEVELS,
    };
    let levels: Vec<Option<usize>> = with_lines.into_iter().take(most).collect();
    let cost_of = |downwards: &Downwards| {
        nest::spread_levels(picture, nest, &rough, downwards)
            .map_or(f64::MAX, |levels| cost(levels.size))
    };
    let before = cost_of(leaning);
    if before <= fits {
        return leaning.clone();
    }
    let all_down: Downwards = levels.iter().copied().collect();
    let mut best = (before, leaning.clone());
    for start in [leaning.clone(), all_down] {
        let mut now = (cost_of(&start), start);
        // From the outside in: what is outside asks for the shape of what is inside.
        for level in &levels {
            let mut turned = now.1.clone();
            if !turned.remove(level) {
                turned.insert(*level);
            }
            let turned = (cost_of(&turned), turned);
            if turned.0 < now.0 {
                now = turned;
            }
        }
        if now.0 < best.0 {
            best = now;
        }
    }
    match best.0 < CLEARLY * before {
        true => best.1,
        false => leaning.clone(),
    }
}

fn cost([width, height]: [f64; 2]) -> f64 {
    pack::cost([width + size::MARGIN, height + size::MARGIN])
}

/// About how large a level becomes. Where its boxes lie is not told.
fn rough(level: &Level, direction: Direction) -> Option<Spread> {
    parts::level(level, direction, &|level, blocks, part, lines| {
        Some(parts::rough(level, blocks, part, lines, direction))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at once")]

    use super::*;
    use crate::layout::sample;

    /// A chain that is too wide for a pane, so that it is to lead down.
    fn chain(count: usize) -> Picture {
        let lines: Vec<(usize, usize)> = (1..count).map(|index| (index - 1, index)).collect();
        sample::picture(count, &lines)
    }

    #[test]
    fn one_way_that_can_be_drawn_is_enough() {
        for count in [8, 40] {
            let picture = chain(count);
            let nest = Nest::of(&picture);
            let leads_down = |fails: Option<Direction>| {
                let some = move |level: &Level, direction: Direction| match fails {
                    Some(fails) if fails == direction => None,
                    _ => rough(level, direction),
                };
                let (_, downwards) = spread(&picture, &nest, &some, None).unwrap();
                !downwards.is_empty()
            };
            assert!(leads_down(None), "a chain of {count} leads down");
            assert!(
                leads_down(Some(Direction::Right)),
                "a chain of {count} needs no way to the right for that"
            );
            assert!(
                !leads_down(Some(Direction::Down)),
                "a chain of {count} leads to the right when it cannot lead down"
            );
        }
        let none = |_: &Level, _: Direction| None;
        let picture = chain(8);
        assert!(
            spread(&picture, &Nest::of(&picture), &none, None).is_none(),
            "what can be drawn in no way is said to the caller"
        );
    }
}
