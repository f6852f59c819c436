//! The lines of sketches: those that are there are marked, those that are missing drawn. The boxes at their ends have their places by then.

use cfn::Relation;
use grader::{Sketch, Verdict};

use super::{
    draft::Draft,
    ghosts::{Stand, is_connector, neighbours},
    marks::mark,
};
use crate::scene::State;

/// Draws and marks the edges of a sketch.
pub(super) fn draw(draft: &mut Draft<'_>, sketch: &Sketch, criterion: usize, stands: &[Stand]) {
    for edge in &sketch.edges {
        let (Some(from), Some(to)) = (stands.get(edge.from), stands.get(edge.to)) else {
            continue;
        };
        match (from, to) {
            (Stand::There(from, _), Stand::There(to, _)) => {
                between(draft, criterion, *from, edge.relation, *to, edge.verdict);
            }
            (Stand::Nowhere, _) | (_, Stand::Nowhere) => {}
            (from, to) => {
                if let Some((from, to)) = ends(from, to) {
                    missing(draft, criterion, from, edge.relation, to);
                }
            }
        }
    }
    around_connectors(draft, sketch, criterion, stands);
}

/// The pairs of boxes of two nodes of which one is a ghost: the first box of what is drawn on several.
fn ends(from: &Stand, to: &Stand) -> Option<(usize, usize)> {
    let at = |stand: &Stand| match stand {
        Stand::There(_, boxes) => boxes.first().copied(),
        Stand::Ghost(at) => Some(*at),
        Stand::Nowhere => None,
    };
    Some((at(from)?, at(to)?))
}

/// An edge between two resources that are there.
fn between(
    draft: &mut Draft<'_>,
    criterion: usize,
    from: usize,
    relation: Relation,
    to: usize,
    verdict: Verdict,
) {
    let state = match verdict {
        Verdict::Pass => State::Pass,
        Verdict::Unknown => State::Unknown,
        Verdict::Fail | Verdict::Partial | Verdict::Locked => State::Fail,
    };
    let pairs = draft.pairs(from, to);
    if pairs.is_empty() {
        // A badge or nesting says it, and is marked for it.
        mark(draft, from, criterion, state);
        if draft.folding.form(to).is_some() {
            mark(draft, to, criterion, state);
        }
        return;
    }
    let mut is_marked = false;
    for (start, end) in &pairs {
        if let Some(line) = draft.lines.get_mut(&(*start, *end, relation)) {
            line.marks.add(criterion, state);
            is_marked = true;
        }
    }
    let Some((start, end)) = pairs.first().copied().filter(|_| !is_marked) else {
        return;
    };
    if state == State::Fail {
        missing(draft, criterion, start, relation, end);
    } else if !(says_little(relation) && mark_joined(draft, criterion, state, start, end)) {
        match draft.graph.edge(from, relation, to) {
            Some(edge) => draft.add_edge(start, end, relation, &edge),
            None => {
                draft.line((start, end, relation));
            }
        }
        draft
            .line((start, end, relation))
            .marks
            .add(criterion, state);
    }
}

/// Marks the lines that are there between two boxes, which say more; whether there are any.
fn mark_joined(
    draft: &mut Draft<'_>,
    criterion: usize,
    state: State,
    one: usize,
    other: usize,
) -> bool {
    if !draft.are_joined(one, other) {
        return false;
    }
    let mut is_marked = false;
    for (key, line) in &mut draft.lines {
        if [(key.0, key.1), (key.1, key.0)].contains(&(one, other)) && !line.is_ghost {
            line.marks.add(criterion, state);
            is_marked = true;
        }
    }
    is_marked
}

/// Relations that hold wherever a stronger one does, or say nothing of what goes where.
fn says_little(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::References | Relation::Reaches | Relation::DependsOn
    )
}

/// A line that is missing between two boxes, unless nesting will say it; whether there is one.
pub(super) fn missing(
    draft: &mut Draft<'_>,
    criterion: usize,
    from: usize,
    relation: Relation,
    to: usize,
) -> bool {
    if from == to || draft.is_inside(from, to) || draft.is_inside(to, from) {
        return false;
    }
    let place = draft.boxes[from].place.or(draft.boxes[to].place);
    let is_new = !draft.lines.contains_key(&(from, to, relation));
    let line = draft.line((from, to, relation));
    if is_new {
        line.is_ghost = true;
        line.place = place;
    }
    let state = if line.is_ghost {
        State::Ghost
    } else {
        State::Fail
    };
    line.marks.add(criterion, state);
    true
}

/// Joins what a missing connector would join: the first of its neighbours with each of the others.
fn around_connectors(draft: &mut Draft<'_>, sketch: &Sketch, criterion: usize, stands: &[Stand]) {
    for (place, node) in sketch.nodes.iter().enumerate() {
        if node.resource.is_some() || !is_connector(sketch, place) {
            continue;
        }
        let mut others = neighbours(sketch, place);
        // What it would be a part of comes first.
        others.sort_by_key(|(_, relation)| *relation != Relation::ContainedIn);
        let Some(((first, _), rest)) = others.split_first().map(|(first, rest)| (*first, rest))
        else {
            continue;
        };
        for (other, relation) in rest {
            let pair = stands.get(first).zip(stands.get(*other));
            if let Some((from, to)) = pair.and_then(|(from, to)| ends(from, to)) {
                missing(draft, criterion, from, *relation, to);
            }
        }
    }
}
