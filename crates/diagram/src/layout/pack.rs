//! Parts of a level that have nothing to do with each other, put beside and below one another so that the whole fits a window's pane.

use super::level::Spread;

/// A pane that pictures are mostly looked at in; its shape counts, not its size.
const PANE: [f64; 2] = [560.0, 640.0];
/// Between parts.
const GAP: f64 = 36.0;
/// Between single boxes.
const SMALL_GAP: f64 = 24.0;

/// Puts `parts` together. `owners` says which units a part's boxes are, of `count` of them.
pub(super) fn pack(parts: Vec<Spread>, owners: &[Vec<usize>], count: usize) -> Spread {
    let sizes: Vec<[f64; 2]> = cells(&parts);
    let gaps: Vec<f64> = parts
        .iter()
        .map(|part| if part.boxes.len() > 1 { GAP } else { SMALL_GAP })
        .collect();
    let places = best(&sizes, &gaps);
    let mut whole = Spread {
        boxes: vec![[0.0; 4]; count],
        ..Spread::default()
    };
    for ((mut part, owner), [x, y]) in parts.into_iter().zip(owners).zip(places) {
        part.shift(x, y);
        whole.width = whole.width.max(x + part.width);
        whole.height = whole.height.max(y + part.height);
        for (unit, place) in owner.iter().zip(&part.boxes) {
            if let Some(own) = whole.boxes.get_mut(*unit) {
                *own = *place;
            }
        }
        whole.bends.append(&mut part.bends);
    }
    whole
}

/// The room of each part: single boxes have cells of one width, so that they make a grid.
fn cells(parts: &[Spread]) -> Vec<[f64; 2]> {
    let single = |part: &&Spread| part.boxes.len() == 1;
    let widest = parts
        .iter()
        .filter(single)
        .map(|part| part.width)
        .fold(0.0, f64::max);
    // A group among single boxes would make all cells as wide as itself.
    let cell = if widest <= 300.0 { widest } else { 0.0 };
    let sizes = parts.iter().map(|part| match part.boxes.len() {
        1 => [part.width.max(cell), part.height],
        _ => [part.width, part.height],
    });
    sizes.collect()
}

/// The rows that let the whole be seen largest in a pane.
fn best(sizes: &[[f64; 2]], gaps: &[f64]) -> Vec<[f64; 2]> {
    let mut widths: Vec<f64> = Vec::new();
    // Every width at which the first row could end: more would not give other rows for it. A lot of parts only needs a rough one.
    let mut reach = 0.0;
    for (size, gap) in sizes.iter().zip(gaps).take(40) {
        reach += size[0];
        widths.push(reach);
        reach += gap;
    }
    widths.extend(sizes.iter().map(|size| size[0]));
    let area: f64 = sizes
        .iter()
        .map(|size| (size[0] + SMALL_GAP) * (size[1] + SMALL_GAP))
        .sum();
    widths.extend([0.8, 1.0, 1.2].map(|factor| (area * PANE[0] / PANE[1]).sqrt() * factor));
    widths.sort_by(f64::total_cmp);
    widths.dedup();
    let widest = sizes.iter().map(|size| size[0]).fold(0.0, f64::max);
    let tried = widths.iter().filter(|width| **width >= widest);
    let tried = tried.map(|width| {
        let places = rows(sizes, gaps, *width);
        let mut extent = [0.0_f64; 2];
        for (place, size) in places.iter().zip(sizes) {
            extent = [
                extent[0].max(place[0] + size[0]),
                extent[1].max(place[1] + size[1]),
            ];
        }
        (cost(extent), places)
    });
    tried
        .min_by(|one, other| one.0.total_cmp(&other.0))
        .map_or_else(|| rows(sizes, gaps, f64::MAX), |(_, places)| places)
}

/// How much something has to be made smaller for a pane; below its full size nothing is gained.
pub(super) fn cost([width, height]: [f64; 2]) -> f64 {
    (width / PANE[0]).max(height / PANE[1]).max(0.6)
}

/// Parts in rows of at most a width.
fn rows(sizes: &[[f64; 2]], gaps: &[f64], width: f64) -> Vec<[f64; 2]> {
    let (mut x, mut y, mut height, mut below) = (0.0_f64, 0.0_f64, 0.0_f64, 0.0_f64);
    let mut places = Vec::with_capacity(sizes.len());
    for (size, gap) in sizes.iter().zip(gaps) {
        if x > 0.0 && x + size[0] > width {
            (x, y) = (0.0, y + height + below);
            (height, below) = (0.0, 0.0);
        }
        places.push([x, y]);
        x += size[0] + gap;
        height = height.max(size[1]);
        below = below.max(*gap);
    }
    places
}
