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
    columns,
    direction::Direction,
    geometry, grid,
    level::{Level, Spread},
    parts::{self, BESIDE, COLUMNS, Line},
    stack::Block,
    tangle,
};

/// Between lines of one column.
const BETWEEN_LINES: f64 = 16.0;
/// More lines than this between the same two boxes need no ways of their own.
const MOST_PARALLEL: usize = 4;
/// What hangs together in more boxes and lines than this is laid out in rows: a picture that nobody can read should not cost seconds.
const MOST_BOXES: usize = 600;
const MOST_LINES: usize = 1500;

/// Spreads a level out; `None` when the foreign crate fails.
pub(super) fn level(level: &Level, direction: Direction) -> Option<Spread> {
    parts::level(level, direction, &|level, blocks, part, lines| {
        spread_part(level, blocks, part, lines, direction)
    })
}

/// Lays one part out; its boxes are in the order of the part's blocks and their units.
fn spread_part(
    level: &Level,
    blocks: &[Block],
    part: &[usize],
    lines: &[Line<'_>],
    direction: Direction,
) -> Option<Spread> {
    let (lines, ends) = parts::own_lines(part, lines);
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
    let asked = tangle::asked(part.len(), &ends);
    let mut parallel: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut named = Vec::new();
    for (line, asked) in lines.iter().zip(&asked) {
        let same = parallel.entry((line.from, line.to)).or_default();
        *same += 1;
        if *same > MOST_PARALLEL || !asked {
            continue;
        }
        let [width, height] = line.name(direction);
        let label = EdgeLabel {
            width,
            height,
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
