//! Which box lies in which, and placing them from the inside out: first the members of the innermost groups, at last the outermost level.

use std::collections::BTreeMap;

use super::{
    Placed,
    direction::{Direction, Downwards},
    geometry::half,
    level::{Bends, Level, LevelEdge, Spread, Unit},
    route, size,
    wire::Wire,
};
use crate::picture::Picture;

/// How a level is spread out; `None` when that cannot be.
pub(super) type Spreader = dyn Fn(&Level, Direction) -> Option<Spread>;

/// The levels of a picture. A box whose parent does not come before it lies in none: that is not a picture, and is drawn all the same.
pub(super) struct Nest {
    /// In the picture's order.
    pub(super) parents: Vec<Option<usize>>,
    /// In the picture's order.
    pub(super) children: Vec<Vec<usize>>,
    roots: Vec<usize>,
}

impl Nest {
    pub(super) fn of(picture: &Picture) -> Self {
        let mut nest = Self {
            parents: Vec::with_capacity(picture.items.len()),
            children: vec![Vec::new(); picture.items.len()],
            roots: Vec::new(),
        };
        for (index, item) in picture.items.iter().enumerate() {
            let parent = item.parent.filter(|parent| *parent < index);
            nest.parents.push(parent);
            match parent.and_then(|parent| nest.children.get_mut(parent)) {
                Some(children) => children.push(index),
                None => nest.roots.push(index),
            }
        }
        nest
    }

    /// The items of a level: a group's members, or those that lie in none.
    fn members(&self, level: Option<usize>) -> &[usize] {
        match level {
            Some(group) => self.children.get(group).map_or(&[], Vec::as_slice),
            None => &self.roots,
        }
    }

    /// The boxes around one, from itself outwards.
    pub(super) fn outwards(&self, item: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(item), |inner| {
            self.parents.get(*inner).copied().flatten()
        })
    }

    /// The innermost level that holds both, and the two boxes of that level that they are or lie in. A group and its own member have no
    /// such two boxes.
    pub(super) fn meet(&self, one: usize, other: usize) -> (Option<usize>, Option<(usize, usize)>) {
        let of_one: Vec<usize> = self.outwards(one).collect();
        let of_other: Vec<usize> = self.outwards(other).collect();
        let common = of_one
            .iter()
            .rev()
            .zip(of_other.iter().rev())
            .take_while(|(one, other)| one == other)
            .count();
        let below = |chain: &[usize]| {
            let place = chain.len().checked_sub(common + 1)?;
            chain.get(place).copied()
        };
        let level = common
            .checked_sub(1)
            .and_then(|deep| of_one.iter().rev().nth(deep).copied());
        (level, below(&of_one).zip(below(&of_other)))
    }
}

/// The lines of a picture by the level that they belong to, and how many lead from each box to itself.
fn lines(picture: &Picture, nest: &Nest) -> (BTreeMap<Option<usize>, Vec<LevelEdge>>, Vec<usize>) {
    let count = picture.items.len();
    let mut edges: BTreeMap<Option<usize>, Vec<LevelEdge>> = BTreeMap::new();
    let mut loops = vec![0_usize; count];
    for (index, connection) in picture.connections.iter().enumerate() {
        if connection.from >= count || connection.to >= count {
            continue;
        }
        if connection.from == connection.to {
            if let Some(own) = loops.get_mut(connection.from) {
                *own += 1;
            }
            continue;
        }
        let (level, ends) = nest.meet(connection.from, connection.to);
        if let Some((from, to)) = ends {
            edges.entry(level).or_default().push(LevelEdge {
                connection: index,
                from,
                to,
                relation: connection.relation,
            });
        }
    }
    (edges, loops)
}

/// Places a picture whose levels are spread out.
pub(super) fn place(
    picture: &Picture,
    nest: &Nest,
    levels: Levels,
    downwards: &Downwards,
) -> Option<Placed> {
    let Levels {
        mut boxes, bends, ..
    } = levels;
    // A group comes before what it holds, so its own place is known by then.
    for index in 0..boxes.len() {
        let [x, y, ..] = match nest.parents.get(index).copied().flatten() {
            Some(parent) => *boxes.get(parent)?,
            None => [0.0; 4],
        };
        let place = boxes.get_mut(index)?;
        *place = [place[0] + x, place[1] + y, place[2], place[3]].map(half);
    }
    let mut wires: Vec<Wire> = Wire::all(picture, nest, downwards);
    for (level, lines) in bends {
        let [x, y, ..] = match level {
            Some(group) => *boxes.get(group)?,
            None => [0.0; 4],
        };
        for (connection, points) in lines {
            wires.get_mut(connection)?.bends = points
                .iter()
                .map(|[a, b]| [half(a + x), half(b + y)])
                .collect();
        }
    }
    let routes = route::lead(&boxes, nest, picture, &wires);
    let mut placed = Placed { boxes, routes };
    placed.bring_into_view(picture);
    Some(placed)
}

/// Levels that are spread out, each from its own corner on.
pub(super) struct Levels {
    /// Where each box lies in its level and how large it is.
    boxes: Vec<[f64; 4]>,
    /// How the lines of each level run.
    bends: Vec<(Option<usize>, Bends)>,
    /// Of the outermost one, with the margin left of it and above it.
    pub(super) size: [f64; 2],
}

/// Spreads all levels out, each by `spread`.
pub(super) fn spread_levels(
    picture: &Picture,
    nest: &Nest,
    spread: &Spreader,
    downwards: &Downwards,
) -> Option<Levels> {
    let count = picture.items.len();
    let (mut edges, loops) = lines(picture, nest);
    let mut boxes = vec![[0.0; 4]; count];
    let mut bends = Vec::new();
    let mut outermost = [0.0; 2];
    for level in (0..count).rev().map(Some).chain([None]) {
        let members = nest.members(level);
        if members.is_empty() {
            if let Some(index) = level {
                let [width, height] = size::of(picture.items.get(index)?);
                *boxes.get_mut(index)? = [0.0, 0.0, width, height];
            }
            continue;
        }
        let units = members.iter().map(|member| {
            let [.., width, height] = boxes.get(*member).copied().unwrap_or_default();
            Unit {
                item: *member,
                width,
                height,
                loops: loops.get(*member).copied().unwrap_or_default(),
                holds_others: !nest.members(Some(*member)).is_empty(),
            }
        });
        let units: Vec<Unit> = units.collect();
        let edges = edges.remove(&level).unwrap_or_default();
        let mut done = spread(&Level { units, edges }, Direction::of(level, downwards))?;
        let (left, above) = match level {
            Some(_) => (size::GROUP_PAD, size::TITLE_HEIGHT),
            None => (size::MARGIN, size::MARGIN),
        };
        done.shift(left, above);
        for (member, place) in members.iter().zip(&done.boxes) {
            *boxes.get_mut(*member)? = *place;
        }
        outermost = [done.width + left, done.height + above];
        if let Some(index) = level {
            let title = size::of_title(picture.items.get(index)?);
            let width = (done.width + 2.0 * size::GROUP_PAD).max(title);
            let height = done.height + size::TITLE_HEIGHT + size::GROUP_PAD;
            *boxes.get_mut(index)? = [0.0, 0.0, width.ceil(), height.ceil()];
        }
        bends.push((level, done.bends));
    }
    Some(Levels {
        boxes,
        bends,
        size: outermost,
    })
}
