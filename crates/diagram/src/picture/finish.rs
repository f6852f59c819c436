//! The last step: a draft becomes a picture, in an order that stays, with the groups folded that are to be.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Badge, Connection, Item, ItemKind, MORE, Picture,
    draft::{Draft, DraftBox, Line, LineKey},
    marks::{Marks, Order},
};
use crate::scene::State;

/// Boxes that are drawn. More than a stack may have (500 resources) and more than anybody can read; a window would become slow.
const MOST_BOXES: usize = 1000;
/// Orders, names and counts.
pub(super) fn finish(
    draft: &Draft<'_>,
    order: &Order<'_>,
    collapsed: &BTreeSet<String>,
) -> Picture {
    let unique = ids(&draft.boxes);
    let holding: BTreeSet<usize> = draft.boxes.iter().filter_map(|one| one.parent).collect();
    let folded: BTreeSet<usize> = holding
        .iter()
        .copied()
        .filter(|at| collapsed.contains(&unique[*at]))
        .collect();
    let shown: Vec<usize> = (0..draft.boxes.len())
        .map(|at| outermost(&draft.boxes, &folded, at))
        .collect();
    let mut marks: Vec<Marks> = draft.boxes.iter().map(|one| one.marks.clone()).collect();
    let mut holds = vec![0; draft.boxes.len()];
    for (at, outer) in shown.iter().enumerate() {
        if at != *outer {
            let inner = as_seen_from_outside(&draft.boxes[at], &marks[at]);
            marks[*outer].merge(&inner);
            holds[*outer] += usize::from(draft.boxes[at].resource.is_some());
        }
    }
    let mut sequence = sequence(&draft.boxes, &shown);
    let too_many = match sequence.len() > MOST_BOXES {
        true => sequence.split_off(MOST_BOXES - 1),
        false => Vec::new(),
    };
    let mut place_of: Vec<Option<usize>> = vec![None; draft.boxes.len()];
    for (place, at) in sequence.iter().enumerate() {
        place_of[*at] = Some(place);
    }
    for at in &too_many {
        place_of[*at] = Some(sequence.len());
    }
    let items = sequence.iter().map(|at| {
        let one = &draft.boxes[*at];
        let is_group = holding.contains(at);
        Item {
            id: unique[*at].clone(),
            label: one.label.clone(),
            type_name: one.type_name.clone(),
            kind: match one.resource {
                None => ItemKind::Ghost,
                Some(_) if is_group => ItemKind::Group,
                Some(_) => ItemKind::Resource,
            },
            state: match one.resource {
                None => State::Ghost,
                Some(_) => marks[*at].state(),
            },
            parent: one.parent.and_then(|parent| place_of[parent]),
            collapsed: folded.contains(at),
            holds: holds[*at],
            badges: badges(draft, one, order),
            criteria: marks[*at].criteria(order),
            place: one.place,
        }
    });
    let mut items: Vec<Item> = items.collect();
    if !too_many.is_empty() {
        items.push(more(draft, order, &too_many, &marks, &holds));
    }
    let connections = connections(draft, order, &shown, &place_of, &items);
    Picture { items, connections }
}

/// The box that stands for those that are too many to draw, and says so: drawn as a folded group is.
fn more(
    draft: &Draft<'_>,
    order: &Order<'_>,
    too_many: &[usize],
    marks: &[Marks],
    holds: &[usize],
) -> Item {
    let mut all = Marks::default();
    let mut count = 0;
    for at in too_many {
        let one = &draft.boxes[*at];
        all.merge(&as_seen_from_outside(one, &marks[*at]));
        count += holds[*at] + usize::from(one.resource.is_some());
    }
    Item {
        id: MORE.to_owned(),
        label: format!("{count} more, too many to draw"),
        type_name: String::new(),
        kind: ItemKind::Group,
        state: all.state(),
        parent: None,
        collapsed: true,
        holds: count,
        badges: Vec::new(),
        criteria: all.criteria(order),
        place: too_many.first().and_then(|at| draft.boxes[*at].place),
    }
}

/// The box that a box is drawn as: the outermost folded group around it, else itself.
fn outermost(boxes: &[DraftBox], folded: &BTreeSet<usize>, at: usize) -> usize {
    let mut shown = at;
    let mut next = boxes[at].parent;
    while let Some(parent) = next {
        if folded.contains(&parent) {
            shown = parent;
        }
        next = boxes[parent].parent;
    }
    shown
}

/// What is said of a box and its badges, as a folded group around it says it: what is missing in it is a failure of the group.
fn as_seen_from_outside(one: &DraftBox, marks: &Marks) -> Marks {
    let mut all = marks.clone();
    for badge in &one.badges {
        all.merge(&badge.marks);
    }
    all.without_ghosts()
}

/// Ids that no two boxes share, though a broken template may have a resource twice.
fn ids(boxes: &[DraftBox]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    boxes
        .iter()
        .map(|one| {
            let mut id = one.id.clone();
            let mut count = 1;
            while !taken.insert(id.clone()) {
                count += 1;
                id = format!("{}:{count}", one.id);
            }
            id
        })
        .collect()
}

/// What is shown, groups before what they hold, otherwise in the order of the template, ghosts last.
fn sequence(boxes: &[DraftBox], shown: &[usize]) -> Vec<usize> {
    let mut sequence = Vec::new();
    let mut is_in = vec![false; boxes.len()];
    for at in 0..boxes.len() {
        if shown[at] != at {
            continue;
        }
        let mut way = vec![at];
        let mut next = boxes[at].parent;
        while let Some(parent) = next {
            way.push(parent);
            next = boxes[parent].parent;
        }
        for at in way.into_iter().rev() {
            if !std::mem::replace(&mut is_in[at], true) {
                sequence.push(at);
            }
        }
    }
    sequence
}

fn badges(draft: &Draft<'_>, one: &DraftBox, order: &Order<'_>) -> Vec<Badge> {
    let mut badges: Vec<Badge> = one
        .badges
        .iter()
        .filter_map(|badge| {
            let resource = draft.model.resources.get(badge.resource)?;
            Some(Badge {
                kind: badge.kind,
                id: resource.id.to_owned(),
                type_name: resource.type_name.to_owned(),
                state: badge.marks.state(),
                criteria: badge.marks.criteria(order),
                line: resource.id_span.start.line,
                column: resource.id_span.start.column,
            })
        })
        .collect();
    badges.sort_by_key(|badge| badge.kind);
    badges
}

/// Lines between what is shown; those that become one are one.
fn connections(
    draft: &Draft<'_>,
    order: &Order<'_>,
    shown: &[usize],
    place_of: &[Option<usize>],
    items: &[Item],
) -> Vec<Connection> {
    let mut merged: BTreeMap<LineKey, Line> = BTreeMap::new();
    for ((from, to, relation), line) in &draft.lines {
        let (Some(start), Some(end)) = (place_of[shown[*from]], place_of[shown[*to]]) else {
            continue;
        };
        // What is inside of a folded group says nothing outside of it.
        let is_folded = shown[*from] != *from
            || shown[*to] != *to
            || items[start].id == MORE
            || items[end].id == MORE;
        if is_folded
            && (start == end || is_around(items, start, end) || is_around(items, end, start))
        {
            continue;
        }
        match merged.get_mut(&(start, end, *relation)) {
            None => {
                let copy = Line {
                    via: line.via.clone(),
                    is_ghost: line.is_ghost,
                    marks: line.marks.clone(),
                    place: line.place,
                };
                merged.insert((start, end, *relation), copy);
            }
            Some(known) => known.merge(line),
        }
    }
    merged
        .into_iter()
        .map(|((from, to, relation), line)| Connection {
            id: format!("{}>{}>{}", items[from].id, relation.name(), items[to].id),
            from,
            to,
            relation: relation.name(),
            state: line.marks.state(),
            via: line
                .via
                .first()
                .and_then(|via| draft.model.resources.get(*via))
                .map(|resource| resource.id.to_owned()),
            criteria: line.marks.criteria(order),
            place: line.place,
        })
        .collect()
}

fn is_around(items: &[Item], outer: usize, inner: usize) -> bool {
    let mut next = items[inner].parent;
    while let Some(parent) = next {
        if parent == outer {
            return true;
        }
        next = items[parent].parent;
    }
    false
}
