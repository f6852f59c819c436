//! What `dagre` is asked about: all lines of a part, or, where so many of them lead over so many columns that it would take seconds, those
//! that give the part its columns. The others are led straight afterwards.

use std::collections::VecDeque;

/// Boxes and the places that lines have in the columns between their ends, at most. Time grows with the square.
const MOST_PLACES: usize = 900;
/// Beyond this not even the lines from one column to the next are asked about, only one to each box.
const MOST_STEPS: usize = 1200;

/// For each line of a part of `count` boxes, whether it is asked about.
pub(super) fn asked(count: usize, ends: &[(usize, usize)]) -> Vec<bool> {
    let onwards = onwards(count, ends);
    if count + places(&onwards, ends) <= MOST_PLACES {
        return vec![true; ends.len()];
    }
    let (depths, reached_by) = breadth_first(count, &onwards, ends);
    let depth = |index: usize| depths.get(index).copied().unwrap_or_default();
    let steps: Vec<bool> = ends
        .iter()
        .map(|(from, to)| depth(*to) == depth(*from) + 1)
        .collect();
    if steps.iter().filter(|step| **step).count() + count <= MOST_STEPS {
        return steps;
    }
    let mut taken = vec![false; count];
    let tree = ends.iter().map(|(from, to)| {
        let first = reached_by.get(*to).copied().flatten() == Some(*from);
        match taken.get_mut(*to) {
            Some(taken) if first && !*taken => {
                *taken = true;
                true
            }
            _ => false,
        }
    });
    tree.collect()
}

/// How many places the lines take in the columns between their ends, were each box as far to the right as its longest way asks.
fn places(onwards: &[Vec<usize>], ends: &[(usize, usize)]) -> usize {
    let columns = by_longest_way(onwards);
    let at = |index: usize| columns.get(index).copied().unwrap_or_default();
    let spans = ends.iter().map(|(from, to)| at(*from).abs_diff(at(*to)));
    // A name takes a column of its own.
    spans.map(|span| (2 * span).saturating_sub(1)).sum()
}

/// The column of each of `count` boxes, were it as far to the right as its longest way asks.
pub(super) fn columns(count: usize, ends: &[(usize, usize)]) -> Vec<usize> {
    by_longest_way(&onwards(count, ends))
}

fn onwards(count: usize, ends: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut onwards = vec![Vec::new(); count];
    for (from, to) in ends {
        if let Some(onwards) = onwards.get_mut(*from) {
            onwards.push(*to);
        }
    }
    onwards
}

fn by_longest_way(onwards: &[Vec<usize>]) -> Vec<usize> {
    let order = topological(onwards);
    let mut position = vec![0_usize; onwards.len()];
    for (place, index) in order.iter().enumerate() {
        if let Some(own) = position.get_mut(*index) {
            *own = place;
        }
    }
    let at = |list: &[usize], index: usize| list.get(index).copied().unwrap_or_default();
    let mut columns = vec![0_usize; onwards.len()];
    for index in &order {
        let column = at(&columns, *index);
        for next in onwards.get(*index).into_iter().flatten() {
            // A line back to the left is turned around.
            if at(&position, *next) > at(&position, *index)
                && let Some(own) = columns.get_mut(*next)
            {
                *own = (*own).max(column + 1);
            }
        }
    }
    columns
}

/// All boxes, each before those that it leads to, as far as there are no circles.
fn topological(onwards: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; onwards.len()];
    let mut finished = Vec::with_capacity(onwards.len());
    for start in 0..onwards.len() {
        if seen.get(start) != Some(&false) {
            continue;
        }
        if let Some(seen) = seen.get_mut(start) {
            *seen = true;
        }
        let mut path = vec![(start, 0_usize)];
        while let Some((index, next)) = path.last_mut() {
            let Some(to) = onwards
                .get(*index)
                .and_then(|onwards| onwards.get(*next))
                .copied()
            else {
                finished.push(*index);
                path.pop();
                continue;
            };
            *next += 1;
            if let Some(seen @ false) = seen.get_mut(to) {
                *seen = true;
                path.push((to, 0));
            }
        }
    }
    finished.reverse();
    finished
}

/// How many lines each box is from where nothing leads to, and which box it is reached from. A circle that nothing leads into begins at its
/// first box.
fn breadth_first(
    count: usize,
    onwards: &[Vec<usize>],
    ends: &[(usize, usize)],
) -> (Vec<usize>, Vec<Option<usize>>) {
    let mut is_reached = vec![false; count];
    for (from, to) in ends {
        if let Some(is_reached) = is_reached.get_mut(*to).filter(|_| from != to) {
            *is_reached = true;
        }
    }
    let mut depths: Vec<Option<usize>> = vec![None; count];
    let mut reached_by = vec![None; count];
    let mut queue = VecDeque::new();
    let sources = (0..count).filter(|index| is_reached.get(*index) == Some(&false));
    for start in sources.collect::<Vec<_>>().into_iter().chain(0..count) {
        match depths.get_mut(start) {
            Some(depth @ None) => *depth = Some(0),
            _ => continue,
        }
        queue.push_back(start);
        while let Some(index) = queue.pop_front() {
            let next = depths.get(index).copied().flatten().unwrap_or_default() + 1;
            for to in onwards.get(index).into_iter().flatten() {
                if let Some(depth @ None) = depths.get_mut(*to) {
                    *depth = Some(next);
                    if let Some(reached_by) = reached_by.get_mut(*to) {
                        *reached_by = Some(index);
                    }
                    queue.push_back(*to);
                }
            }
        }
    }
    (
        depths.into_iter().map(Option::unwrap_or_default).collect(),
        reached_by,
    )
}
