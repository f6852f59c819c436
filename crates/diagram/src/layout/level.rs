//! One level of a picture on its way to its places: the boxes that lie side by side, and the lines between them.

/// A level that waits to be spread out.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    /// In the picture's order.
    pub(super) units: Vec<Unit>,
    /// In the picture's order; never from a box to itself.
    pub(super) edges: Vec<LevelEdge>,
}

/// A box of a level.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Its place in the picture.
    pub(super) item: usize,
    pub(super) width: f64,
    pub(super) height: f64,
    /// How many lines lead from it to itself.
    pub(super) loops: usize,
    /// A box with others in it has the width that they need.
    pub(super) holds_others: bool,
}

/// A line between two boxes of a level, or what lies in them.
#[derive(Clone, Debug)]
pub(super) struct LevelEdge {
    /// Its place in the picture.
    pub(super) connection: usize,
    /// The item of the unit that it starts in.
    pub(super) from: usize,
    /// The item of the unit that it ends in.
    pub(super) to: usize,
    pub(super) relation: &'static str,
}

/// The places in between of lines that do not run straight, by their connection's place in the picture.
pub(super) type Bends = Vec<(usize, Vec<[f64; 2]>)>;

/// A level with its places, from `[0, 0]` on.
#[derive(Clone, Debug, Default)]
pub(super) struct Spread {
    /// In the order of the units.
    pub(super) boxes: Vec<[f64; 4]>,
    pub(super) bends: Bends,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Spread {
    /// Turns what was spread out in turned lengths back: right becomes down. `units` are those of its boxes as they are.
    pub(super) fn turn<'u>(&mut self, units: impl Iterator<Item = &'u Unit>) {
        for (place, unit) in self.boxes.iter_mut().zip(units) {
            let [right, above] = unit.room_for_loops();
            let [y, x, ..] = *place;
            *place = [x + right, y + above, unit.width, unit.height];
        }
        for point in self.bends.iter_mut().flat_map(|(_, points)| points) {
            point.swap(0, 1);
        }
        std::mem::swap(&mut self.width, &mut self.height);
    }

    pub(super) fn shift(&mut self, right: f64, down: f64) {
        for place in &mut self.boxes {
            place[0] += right;
            place[1] += down;
        }
        for point in self.bends.iter_mut().flat_map(|(_, points)| points) {
            point[0] += right;
            point[1] += down;
        }
    }

    /// Sets width and height to what the boxes and bends need.
    pub(super) fn measure(&mut self) {
        (self.width, self.height) = (0.0, 0.0);
        let corners = self
            .boxes
            .iter()
            .map(|[x, y, width, height]| [x + width, y + height]);
        let points = self
            .bends
            .iter()
            .flat_map(|(_, points)| points.iter().copied());
        for [x, y] in corners.chain(points) {
            self.width = self.width.max(x);
            self.height = self.height.max(y);
        }
    }
}

impl Level {
    /// The same with right and down changed for each other, so that what leads down can be spread out as what leads to the right.
    pub(super) fn turned(&self) -> Self {
        let units = self.units.iter().map(|unit| {
            let [right, above] = unit.room_for_loops();
            Unit {
                item: unit.item,
                width: unit.height + 2.0 * above,
                height: unit.width + 2.0 * right,
                loops: 0,
                // Boxes of one row have one height without being made equal.
                holds_others: true,
            }
        });
        Self {
            units: units.collect(),
            edges: self.edges.clone(),
        }
    }
}

impl Unit {
    /// Room above and right of a box for the lines that lead back to it.
    pub(super) fn room_for_loops(&self) -> [f64; 2] {
        match self.loops {
            0 => [0.0, 0.0],
            _ => [super::shape::LOOP_OUT + 8.0, super::shape::LOOP_OUT + 8.0],
        }
    }
}
