//! A level in layers, left to right, by the crate `dagre`. It is given what hangs together, one part at a time and without nesting, which
//! it is neither quick nor reliable with; what it answers is checked.

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use dagre::{
    EdgeLabel, LayoutOptions, NodeLabel, RankDir, Ranker,
    graph::{Graph, GraphOptions},
    layout::types::LabelPos,
};

use super::{
    columns, geometry, grid,
    level::{Level, LevelEdge, Spread},
    pack, size,
    stack::{self, Block},
    tangle,
};

/// Between boxes of one column.
const BESIDE: f64 = 30.0;
/// Between lines of one column.
const BETWEEN_LINES: f64 = 16.0;
/// Between columns, the names of relations not counted.
const COLUMNS: f64 = 40.0;
/// More lines than this between the same two boxes need no ways of their own.
const MOST_PARALLEL: usize = 4;
/// What hangs together in more boxes and lines than this is laid out in rows: a picture that nobody can read should not cost seconds.
const MOST_BOXES: usize = 600;
const MOST_LINES: usize = 1500;

/// Spreads a level out; `None` when the foreign crate fails.
pub(super) fn level(level: &Level) -> Option<Spread> {
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
    let blocks = stack::blocks(level, &ends);
    let mut block_of = vec![0; level.units.len()];
    for (index, block) in blocks.iter().enumerate() {
        for unit in &block.units {
            *block_of.get_mut(*unit)? = index;
        }
    }
    let lines: Vec<Line<'_>> = level
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
        owners.push(
            part.iter()
                .filter_map(|block| blocks.get(*block))
                .flat_map(|block| block.units.clone())
                .collect(),
        );
        parts.push(match part.as_slice() {
            [only] => blocks.get(*only)?.alone(level),
            _ => spread_part(level, &blocks, &part, &lines)?,
        });
    }
    // Single boxes after everything that hangs together, so that they make a grid.
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|part| parts.get(*part).is_some_and(|part| part.boxes.len() == 1));
    let take = |part: &usize| Some((parts.get(*part)?.clone(), owners.get(*part)?.clone()));
    let (parts, owners): (Vec<Spread>, Vec<Vec<usize>>) = order.iter().filter_map(take).unzip();
    Some(pack::pack(parts, &owners, level.units.len()))
}

/// A line between two blocks.
#[derive(Clone, Copy)]
struct Line<'l> {
    edge: &'l LevelEdge,
    from: usize,
    to: usize,
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

/// Lays one part out; its boxes are in the order of the part's blocks and their units.
fn spread_part(
    level: &Level,
    blocks: &[Block],
    part: &[usize],
    lines: &[Line<'_>],
) -> Option<Spread> {
    let own: BTreeMap<usize, usize> = part
        .iter()
        .enumerate()
        .map(|(place, block)| (*block, place))
        .collect();
    let lines: Vec<Line<'_>> = lines
        .iter()
        .filter(|line| own.contains_key(&line.from))
        .copied()
        .collect();
    if part.len() > MOST_BOXES || lines.len() > MOST_LINES {
        let units = part
            .iter()
            .filter_map(|block| blocks.get(*block))
            .flat_map(|block| &block.units);
        return grid::level(&Level {
            units: units
                .filter_map(|unit| level.units.get(*unit).cloned())
                .collect(),
            edges: Vec::new(),
        });
    }
    let mut graph = Graph::with_options(GraphOptions {
        directed: true,
        multigraph: true,
        compound: false,
    });
    for block in part {
        let size = blocks.get(*block)?;
        let label = NodeLabel {
            width: size.width,
            height: size.height,
            ..NodeLabel::default()
        };
        graph.set_node(block.to_string(), Some(label));
    }
    let ends: Vec<(usize, usize)> = lines
        .iter()
        .filter_map(|line| own.get(&line.from).copied().zip(own.get(&line.to).copied()))
        .collect();
    let asked = tangle::asked(part.len(), &ends);
    let mut parallel: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut named = Vec::new();
    for (line, asked) in lines.iter().zip(&asked) {
        let same = parallel.entry((line.from, line.to)).or_default();
        *same += 1;
        if *same > MOST_PARALLEL || !asked {
            continue;
        }
        let label = EdgeLabel {
            width: size::label_width(line.edge.relation),
            height: size::LABEL_HEIGHT,
            labelpos: LabelPos::Center,
            ..EdgeLabel::default()
        };
        let (from, to, name) = (
            line.from.to_string(),
            line.to.to_string(),
            line.edge.connection.to_string(),
        );
        graph.set_edge(from.clone(), to.clone(), Some(label), Some(&name));
        named.push((line, from, to, name));
    }
    let options = LayoutOptions {
        rankdir: RankDir::LR,
        nodesep: BESIDE,
        edgesep: BETWEEN_LINES,
        ranksep: COLUMNS,
        // The default one may turn in circles, and there is no way to stop it.
        ranker: Ranker::TightTree,
        // Boxes that could stand either way stand in the order of the template.
        tie_keep_first: true,
        ..LayoutOptions::default()
    };
    // A fault in a foreign crate must not take the grading down. The panic hook has said it.
    catch_unwind(AssertUnwindSafe(|| {
        dagre::layout(&mut graph, Some(options));
    }))
    .ok()?;

    let mut middles = Vec::with_capacity(part.len());
    for block in part {
        let node = graph.node(&block.to_string())?;
        middles.push([node.x?, node.y?]);
    }
    let mut bends = Vec::new();
    for (line, from, to, name) in &named {
        let points = &graph.edge(from, to, Some(name))?.points;
        // The ends are dagre's guess. What lies between is a way around something, or keeps lines between the same boxes apart.
        let inner = points
            .get(1..points.len().saturating_sub(1))
            .unwrap_or_default();
        let lines = |from, to| parallel.get(&(from, to)).copied().unwrap_or_default();
        let shared = lines(line.from, line.to) + lines(line.to, line.from) > 1;
        if inner.len() > 1 || shared {
            bends.push((
                line.edge.connection,
                inner.iter().map(|point| [point.x, point.y]).collect(),
            ));
        }
    }
    let finite = middles
        .iter()
        .flatten()
        .all(|number: &f64| number.is_finite())
        && bends
            .iter()
            .all(|(_, points): &(usize, Vec<geometry::Point>)| {
                points.iter().flatten().all(|number| number.is_finite())
            });
    finite.then(|| columns::finish(level, blocks, part, &middles, bends, &ends))
}
