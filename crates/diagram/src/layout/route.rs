//! Lines between boxes that have their places: on which side they leave and arrive, where on it, by which way, and where their names are
//! written. Bends are kept where they lead around something or keep lines apart; a line that would still run over a foreign box gets a
//! way around it.

use std::collections::BTreeMap;

use super::{
    clear::Obstacles,
    detour::{self, Door},
    geometry::{self, Point, Rect},
    names::Names,
    nest::Nest,
    ports::{self, Ports},
    shape::{LONGEST_STUB, STUB, back, bent, into_own, is_steep},
    side::{self, Side},
    size,
    wire::Wire,
};
use crate::picture::Picture;

/// A line without bends keeps so far away from foreign boxes; a nearer one keeps its bends.
const EASY: f64 = 7.0;
/// A nearer line is led around.
const TIGHT: f64 = 2.0;
/// What it costs a way around to take another side than the line would.
const OTHER_SIDE: f64 = 24.0;
/// How far around its ends a way around is looked for.
const REACHES: [f64; 2] = [160.0, 480.0];
/// What it costs a way around to leave its side at another place.
const OTHER_PLACE: f64 = 6.0;
/// Of all ways around of one picture: boxes looked at.
const MOST_LOOKED_AT: usize = 2500;
/// Of a line that is made simpler; one with more leads far.
const MOST_BENDS: usize = 24;

/// The points of every connection, and the middle of its name.
pub(super) fn lead(
    boxes: &[Rect],
    nest: &Nest,
    picture: &Picture,
    wires: &[Wire],
) -> Vec<(Vec<Point>, Point)> {
    let ways = ways(picture, boxes, nest, wires, &vec![true; wires.len()]);
    let mut names = Names::new(boxes, nest, picture);
    let named = ways.into_iter().zip(wires).map(|(points, wire)| {
        let from = wire.ends.and_then(|(from, _)| boxes.get(from));
        let level = from.is_some_and(|from| geometry::leaves_level(&points, *from));
        let name = names.place(&points, level, wire.relation);
        (points, name)
    });
    named.collect()
}

/// The points of the connections that are `wanted`; none of the others.
pub(super) fn ways(
    picture: &Picture,
    boxes: &[Rect],
    nest: &Nest,
    wires: &[Wire],
    wanted: &[bool],
) -> Vec<Vec<Point>> {
    let rect = |item: usize| boxes.get(item).copied().unwrap_or_default();
    let mut loops: BTreeMap<usize, usize> = BTreeMap::new();
    for (from, to) in wires.iter().filter_map(|wire| wire.ends) {
        if from == to {
            *loops.entry(from).or_default() += 1;
        }
    }
    let sides = wires.iter().zip(wanted).map(|(wire, wanted)| {
        let (from, to) = wire.ends.filter(|(from, to)| *wanted && from != to)?;
        side::of(rect(from), rect(to), wire.leads_down)
    });
    let mut leading = Leading {
        obstacles: Obstacles::new(picture, boxes, nest),
        sides: sides.collect(),
        wires: wires.to_vec(),
        ports: Ports::default(),
        left: MOST_LOOKED_AT,
    };
    leading.place_ports();
    let ways = wires.iter().enumerate().map(|(index, wire)| {
        let (Some((from, to)), Some(true)) = (wire.ends, wanted.get(index)) else {
            return vec![[0.0; 2]; 2];
        };
        if from == to {
            let count = loops.get(&from).copied().unwrap_or(1);
            return back(rect(from), wire.twin, count);
        }
        leading
            .way(index)
            .unwrap_or_else(|| into_own(rect(from), rect(to)))
    });
    ways.collect()
}

/// The lines of a picture while they get their ways.
struct Leading<'b> {
    obstacles: Obstacles<'b>,
    sides: Vec<Option<(Side, Side)>>,
    wires: Vec<Wire>,
    ports: Ports,
    /// How many boxes may still be looked at.
    left: usize,
}

impl Leading<'_> {
    fn rect(&self, item: usize) -> Rect {
        self.obstacles.boxes.get(item).copied().unwrap_or_default()
    }

    /// Gives the lines their ports, and takes the bends away that nothing asks for.
    fn place_ports(&mut self) {
        let (boxes, nest) = (self.obstacles.boxes, self.obstacles.nest);
        self.ports = Ports::of(boxes, nest, &self.wires, &self.sides);
        for index in 0..self.wires.len() {
            let is_bent = self
                .wires
                .get(index)
                .is_some_and(|wire| !wire.bends.is_empty() && !wire.is_shared);
            if is_bent
                && let Some(straight) = self.straight(index)
                && self.is_easy(index, &straight)
                && let Some(wire) = self.wires.get_mut(index)
            {
                wire.bends.clear();
            }
        }
        self.ports = Ports::of(boxes, nest, &self.wires, &self.sides);
        ports::straighten(boxes, &self.wires, &self.sides, &mut self.ports);
    }

    fn straight(&self, index: usize) -> Option<Vec<Point>> {
        Some(vec![
            self.ports.at(index, true)?,
            self.ports.at(index, false)?,
        ])
    }

    /// Whether a line leaves its box to the left or to the right.
    fn is_level(&self, index: usize) -> bool {
        let sides = self.sides.get(index).copied().flatten();
        sides.is_some_and(|(leaves, _)| leaves.is_level())
    }

    fn is_clear(&self, index: usize, points: &[Point], apart: f64) -> bool {
        let ends = self.wires.get(index).and_then(|wire| wire.ends);
        let level = self.is_level(index);
        ends.is_none_or(|ends| self.obstacles.is_clear(points, level, ends, apart))
    }

    /// Whether a line keeps well away from everything.
    fn is_easy(&self, index: usize, points: &[Point]) -> bool {
        self.is_clear(index, points, EASY)
            && self.obstacles.spares_titles(points, self.is_level(index))
    }

    /// `None` for a line between a box and what lies in it.
    fn way(&mut self, index: usize) -> Option<Vec<Point>> {
        let (leaves, arrives) = self.sides.get(index).copied().flatten()?;
        let straight = self.straight(index)?;
        let wire = self.wires.get(index)?;
        let ends = ((*straight.first()?, leaves), (*straight.last()?, arrives));
        let mut bends = wire.bends.clone();
        if !wire.is_shared {
            self.leave_out(index, &mut bends, ends);
        }
        let smooth = bent(&bends, ends.0, ends.1, LONGEST_STUB);
        let is_steep = !bends.is_empty() && is_steep(&bends, ends.0, ends.1);
        if is_steep && let Some(around) = self.around(index, true) {
            return Some(around);
        }
        let mut ways = vec![smooth, bent(&bends, ends.0, ends.1, STUB), straight];
        // Without bends they are one.
        ways.dedup();
        let level = self.is_level(index);
        let clear = |way: &&Vec<Point>| self.is_clear(index, way, TIGHT);
        let clear: Vec<&Vec<Point>> = ways.iter().filter(clear).collect();
        let best = clear
            .iter()
            .find(|way| self.obstacles.spares_titles(way, level));
        if let Some(best) = best {
            return Some((*best).clone());
        }
        // A name that is run over is the lesser evil.
        let good = clear.first().map(|way| (*way).clone());
        // For a steep line there was none a moment ago.
        let around = if is_steep {
            None
        } else {
            self.around(index, true)
        };
        let around = around.or(good);
        let around = around.or_else(|| self.around(index, false));
        around.or_else(|| ways.into_iter().next())
    }

    /// Leaves out the bends without which a line is as easy to follow.
    fn leave_out(
        &self,
        index: usize,
        bends: &mut Vec<Point>,
        ends: ((Point, Side), (Point, Side)),
    ) {
        let mut place = 0;
        while place < bends.len() && bends.len() <= MOST_BENDS {
            let mut fewer = bends.clone();
            fewer.remove(place);
            let way = bent(&fewer, ends.0, ends.1, LONGEST_STUB);
            if self.is_easy(index, &way) {
                *bends = fewer;
            } else {
                place += 1;
            }
        }
    }

    /// A way around what lies in the way, the names of groups among it or not.
    fn around(&mut self, index: usize, with_titles: bool) -> Option<Vec<Point>> {
        let (from, to) = self.wires.get(index)?.ends?;
        let rects = [self.rect(from), self.rect(to)];
        let ends = geometry::bounds(&rects.map(geometry::corners).concat());
        let frames = self.obstacles.frames(from, to);
        let level = self.obstacles.nest.meet(from, to).0;
        for (reach, level) in REACHES.into_iter().zip([level, None]) {
            let mut bounds = geometry::grown(ends, reach);
            if let Some(group) = level {
                let [x, y, width, height] = self.rect(group);
                let room = [
                    x,
                    y + size::TITLE_HEIGHT - 10.0,
                    width,
                    height - size::TITLE_HEIGHT + 10.0,
                ];
                bounds = geometry::common(bounds, geometry::grown(room, -4.0));
            }
            let mut foreign = self.obstacles.within(bounds, (from, to));
            if with_titles {
                foreign.extend(self.obstacles.titles_within(bounds));
            }
            // Among so many none is looked for, and farther around there are no fewer: that costs nothing.
            if foreign.len() > detour::MOST_BOXES {
                return None;
            }
            self.left = self.left.checked_sub(foreign.len() + 1)?;
            let mut doors = [self.doors(index, true), self.doors(index, false)];
            let [out, into] = &mut doors;
            let opposite = [
                self.opposite(index, true, into),
                self.opposite(index, false, out),
            ];
            let [more_out, more_into] = opposite;
            out.extend(more_out);
            into.extend(more_into);
            let found = detour::around(&foreign, rects, &frames, out, into, bounds);
            if let Some((points, [start, end])) = found
                && self.is_clear(index, &points, 0.0)
            {
                self.ports.take(index, true, (from, start.side), start.at);
                self.ports.take(index, false, (to, end.side), end.at);
                return Some(points);
            }
        }
        None
    }

    /// Places on the line's own side that lie straight opposite to the doors of its other end.
    fn opposite(&self, index: usize, at_start: bool, others: &[Door]) -> Vec<Door> {
        let known = self.wires.get(index).and_then(|wire| wire.ends);
        let sides = self.sides.get(index).copied().flatten();
        let (Some((from, to)), Some((leaves, arrives))) = (known, sides) else {
            return Vec::new();
        };
        let (item, side) = if at_start {
            (from, leaves)
        } else {
            (to, arrives)
        };
        let rect = self.rect(item);
        let doors = others.iter().filter_map(|door| {
            let wanted = side.along(door.outside());
            let along = self.ports.free_at((item, side), rect, wanted)?;
            (along == wanted).then(|| Door {
                at: side.at(rect, along),
                side,
                cost: OTHER_PLACE,
            })
        });
        doors.collect()
    }

    /// Where a way around may leave or arrive: the line's own port, and a free place on each other side.
    fn doors(&self, index: usize, at_start: bool) -> Vec<Door> {
        let known = self.wires.get(index).and_then(|wire| wire.ends);
        let sides = self.sides.get(index).copied().flatten();
        let (Some((from, to)), Some((leaves, arrives))) = (known, sides) else {
            return Vec::new();
        };
        let (item, other, usual) = match at_start {
            true => (from, to, leaves),
            false => (to, from, arrives),
        };
        let rect = self.rect(item);
        let children = self.obstacles.nest.children.get(item);
        let holds_others = children.is_some_and(|own| !own.is_empty());
        let doors = Side::ALL.into_iter().filter_map(|side| {
            if side == usual {
                return Some(Door {
                    at: self.ports.at(index, at_start)?,
                    side,
                    cost: 0.0,
                });
            }
            let (start, length) = side.span(rect);
            let wanted = match holds_others {
                true => side.along(geometry::middle(self.rect(other))),
                false => start + length / 2.0,
            };
            let along = self.ports.free_at((item, side), rect, wanted)?;
            Some(Door {
                at: side.at(rect, along),
                side,
                cost: OTHER_SIDE,
            })
        });
        doors.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{direction::Downwards, sample};

    #[test]
    fn lines_that_no_way_is_looked_for_take_none_from_the_others() {
        // Rows of boxes so near that a line through one has more than forty others around it; far below them, boxes between two others.
        const ROWS: usize = 12;
        const COLUMNS: usize = 12;
        const BELOW: usize = 20;
        let mut boxes: Vec<Rect> = (0..ROWS * COLUMNS)
            .map(|place| {
                let (row, column) = (place / COLUMNS, place % COLUMNS);
                [column as f64 * 100.0, row as f64 * 40.0, 80.0, 30.0]
            })
            .collect();
        let mut lines: Vec<(usize, usize)> = (0..ROWS)
            .flat_map(|row| (6..COLUMNS).map(move |to| (row * COLUMNS, row * COLUMNS + to)))
            .collect();
        let among_many = lines.len();
        for row in 0..BELOW {
            let first = boxes.len();
            let y = 3000.0 + 70.0 * row as f64;
            boxes.extend([0.0, 200.0, 400.0].map(|x| [x, y, 80.0, 30.0]));
            lines.push((first, first + 2));
        }
        let picture = sample::picture(boxes.len(), &lines);
        let nest = Nest::of(&picture);
        let wires = Wire::all(&picture, &nest, &Downwards::new());
        let ways = ways(&picture, &boxes, &nest, &wires, &vec![true; wires.len()]);
        let obstacles = Obstacles::new(&picture, &boxes, &nest);
        for (way, ends) in ways.iter().zip(&lines).skip(among_many) {
            assert!(
                obstacles.is_clear(way, true, *ends, 0.0),
                "the line is led around the box in its way: {way:?}"
            );
        }
    }
}
