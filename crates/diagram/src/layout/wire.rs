//! The connections of a picture before they have their ways.

use std::collections::BTreeMap;

use super::{direction::Downwards, geometry::Point, nest::Nest};
use crate::picture::Picture;

/// A connection that waits for its way.
#[derive(Clone, Debug)]
pub(super) struct Wire {
    /// Its ends; `None` when they are not in the picture.
    pub(super) ends: Option<(usize, usize)>,
    pub(super) relation: &'static str,
    /// Which one it is of those with the same ends and the same relation.
    pub(super) twin: usize,
    /// Whether others join the same boxes.
    pub(super) is_shared: bool,
    /// Whether it is of a level whose lines lead down.
    pub(super) leads_down: bool,
    /// Where it leads between its ends.
    pub(super) bends: Vec<Point>,
}

impl Wire {
    /// Those of a picture, straight.
    pub(super) fn all(picture: &Picture, nest: &Nest, downwards: &Downwards) -> Vec<Self> {
        let mut twins: BTreeMap<(usize, usize, &str), usize> = BTreeMap::new();
        let mut joined: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let pair = |from: usize, to: usize| (from.min(to), from.max(to));
        for line in &picture.connections {
            *joined.entry(pair(line.from, line.to)).or_default() += 1;
        }
        let wires = picture.connections.iter().map(|connection| {
            let count = picture.items.len();
            let (from, to) = (connection.from, connection.to);
            let ends = (from < count && to < count).then_some((from, to));
            // Those of a loop are told apart whatever they are called.
            let name = if from == to { "" } else { connection.relation };
            let twins = twins.entry((from, to, name)).or_default();
            *twins += 1;
            let level = ends.map(|(from, to)| nest.meet(from, to).0);
            Self {
                ends,
                relation: connection.relation,
                twin: *twins - 1,
                is_shared: joined.get(&pair(from, to)).is_some_and(|count| *count > 1),
                leads_down: level.is_some_and(|level| downwards.contains(&level)),
                bends: Vec::new(),
            }
        });
        wires.collect()
    }
}
