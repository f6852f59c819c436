//! Where a blank stands: in the starter, which says what stands around it, and from that in the learner's tree as it is now. A path is
//! followed key by key; what has moved among its siblings is followed where only one can be meant, and given up where two can.

use cfn::{Entry, Node, NodeKind};

use super::pattern::Pattern;
use crate::edit::{Address, at, child, children};

/// A place in a tree: a value, or the key of one of the entries of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Site {
    /// The value; for a key the mapping that it is in.
    pub(super) address: Address,
    /// Which entry of the mapping.
    pub(super) key: Option<usize>,
}

impl Site {
    fn value(address: &[usize]) -> Self {
        Self {
            address: address.to_vec(),
            key: None,
        }
    }

    /// The text there: of a value, or of a key.
    pub(super) fn text<'n>(&self, root: &'n Node) -> Option<&'n str> {
        let node = at(root, &self.address)?;
        match self.key {
            Some(index) => node.as_map()?.get(index).map(|entry| entry.key.as_str()),
            None => node.as_text(),
        }
    }
}

/// Everywhere that a text of the tree, key or value, has the marker in it.
pub(super) fn with_marker(root: &Node, marker: &str) -> Vec<Site> {
    let mut found = Vec::new();
    look(root, marker, &mut Vec::new(), &mut found);
    found
}

fn look(node: &Node, marker: &str, address: &mut Address, found: &mut Vec<Site>) {
    if node.as_text().is_some_and(|text| text.contains(marker)) {
        found.push(Site::value(address));
    }
    for (index, entry) in node.as_map().unwrap_or_default().iter().enumerate() {
        if entry.key.contains(marker) {
            found.push(Site {
                address: address.clone(),
                key: Some(index),
            });
        }
    }
    for index in 0..children(node) {
        if let Some(inside) = child(node, index) {
            address.push(index);
            look(inside, marker, address, found);
            address.pop();
        }
    }
}

/// The way from the starter's tree to the learner's.
pub(super) struct Trail<'m> {
    /// Every marker of the mission.
    pub(super) markers: &'m [String],
    /// Which of them is looked for.
    pub(super) blank: usize,
}

impl Trail<'_> {
    /// The blank's place in `now`, from its place in `starter`.
    pub(super) fn follow(&self, starter: &Node, now: &Node, site: &Site) -> Option<Site> {
        let mut address = Vec::new();
        let key = self.descend(starter, now, &site.address, site.key, &mut address)?;
        Some(Site { address, key })
    }

    /// Leaves the address in `address`, and gives the entry's index when a key is looked for.
    fn descend(
        &self,
        starter: &Node,
        now: &Node,
        rest: &[usize],
        key: Option<usize>,
        address: &mut Address,
    ) -> Option<Option<usize>> {
        let Some((step, below)) = rest.split_first() else {
            return self.arrive(starter, now, key, address);
        };
        let inside = child(starter, *step)?;
        let (index, next) = match (&starter.kind, &now.kind) {
            (NodeKind::Function(one), NodeKind::Function(other)) if one.name == other.name => {
                (0, &other.argument)
            }
            (NodeKind::Map(entries), NodeKind::Map(others)) => {
                let index = self.entry(entries, *step, others, below, key)?;
                (index, &others.get(index)?.value)
            }
            (NodeKind::List(items), NodeKind::List(others)) => {
                let index = self.element(items, *step, others, below, key)?;
                (index, others.get(index)?)
            }
            // `[x]` became `x`.
            (NodeKind::List(items), NodeKind::Scalar(_)) if items.len() == 1 => {
                return self.descend(inside, now, below, key, address);
            }
            _ => return None,
        };
        address.push(index);
        self.descend(inside, next, below, key, address)
    }

    fn arrive(
        &self,
        starter: &Node,
        now: &Node,
        key: Option<usize>,
        address: &mut Address,
    ) -> Option<Option<usize>> {
        if let Some(index) = key {
            let index = self.named(starter.as_map()?, index, now.as_map()?)?;
            return Some(Some(index));
        }
        let pattern = Pattern::of(starter.as_text()?, self.markers)?;
        match &now.kind {
            NodeKind::Scalar(scalar) => pattern.stretch(&scalar.text, self.blank)?,
            // `x` became `[x]`.
            NodeKind::List(items) if items.len() == 1 => {
                address.push(0);
                return self.arrive(starter, items.first()?, None, address);
            }
            // A function or a list in the place of the whole value is an answer too.
            _ if pattern.is_whole() && now.span.start.line == now.span.end.line => 0..0,
            _ => return None,
        };
        Some(None)
    }

    fn leads_on(&self, starter: &Node, now: &Node, rest: &[usize], key: Option<usize>) -> bool {
        self.descend(starter, now, rest, key, &mut Vec::new())
            .is_some()
    }

    /// The entry of the learner's mapping that is the starter's `index`: by its key, else the only new one that leads on.
    fn entry(
        &self,
        entries: &[Entry],
        index: usize,
        others: &[Entry],
        below: &[usize],
        key: Option<usize>,
    ) -> Option<usize> {
        let wanted = entries.get(index)?;
        if let Some(found) = others.iter().position(|other| other.key == wanted.key) {
            return Some(found);
        }
        if Pattern::of(&wanted.key, self.markers).is_some() {
            return self.named(entries, index, others);
        }
        let mut led = new_ones(entries, others)
            .filter(|(_, other)| self.leads_on(&wanted.value, &other.value, below, key));
        let (found, _) = led.next()?;
        led.next().is_none().then_some(found)
    }

    /// The entry whose key stands where a blank was a key.
    fn named(&self, entries: &[Entry], index: usize, others: &[Entry]) -> Option<usize> {
        let wanted = entries.get(index)?;
        let pattern = Pattern::of(&wanted.key, self.markers)?;
        let is_still_there = |entry: &Entry| others.iter().any(|other| other.key == entry.key);
        let open: Vec<usize> = (0..entries.len())
            .filter(|at| {
                entries.get(*at).is_some_and(|entry| {
                    Pattern::of(&entry.key, self.markers).is_some() && !is_still_there(entry)
                })
            })
            .collect();
        let candidates: Vec<(usize, &Entry)> = new_ones(entries, others)
            .filter(|(_, other)| {
                let same_shape = std::mem::discriminant(&other.value.kind)
                    == std::mem::discriminant(&wanted.value.kind);
                same_shape && pattern.fits(&other.key)
            })
            .collect();
        if candidates.len() == open.len() {
            let order = open.iter().position(|at| *at == index)?;
            return candidates.get(order).map(|(found, _)| *found);
        }
        let mut fitting = candidates
            .iter()
            .filter(|(_, other)| self.fits(&wanted.value, &other.value));
        let (found, _) = fitting.next()?;
        fitting.next().is_none().then_some(*found)
    }

    /// The element of the learner's list that is the starter's `index`: the only one that leads on, else the one most like it.
    fn element(
        &self,
        items: &[Node],
        index: usize,
        others: &[Node],
        below: &[usize],
        key: Option<usize>,
    ) -> Option<usize> {
        let wanted = items.get(index)?;
        let led: Vec<usize> = (0..others.len())
            .filter(|at| {
                let other = others.get(*at);
                other.is_some_and(|other| self.leads_on(wanted, other, below, key))
            })
            // What another element of the starter is, this one is not.
            .filter(|at| {
                let other = others.get(*at);
                let mut rest = items.iter().filter(|item| !self.has_blanks(item));
                !rest.any(|item| other.is_some_and(|other| self.fits(item, other)))
            })
            .collect();
        let likeness = |at: usize| {
            others
                .get(at)
                .map_or(0, |other| self.likeness(wanted, other))
        };
        let most = led.iter().map(|at| likeness(*at)).max()?;
        let mut best = led.iter().copied().filter(|at| likeness(*at) == most);
        let first = best.next()?;
        if best.next().is_none() {
            return Some(first);
        }
        // Nothing came and nothing went: it is where it was.
        let stayed = items.len() == others.len() && led.contains(&index);
        (stayed && likeness(index) == most).then_some(index)
    }

    /// Whether a value can be the starter's, answered.
    fn fits(&self, starter: &Node, now: &Node) -> bool {
        match (&starter.kind, &now.kind) {
            (NodeKind::Scalar(one), NodeKind::Scalar(other)) => {
                match Pattern::of(&one.text, self.markers) {
                    Some(pattern) => pattern.fits(&other.text),
                    None => one.text == other.text,
                }
            }
            (NodeKind::List(one), NodeKind::List(other)) => {
                one.len() == other.len()
                    && one
                        .iter()
                        .zip(other)
                        .all(|(one, other)| self.fits(one, other))
            }
            (NodeKind::Map(one), NodeKind::Map(other)) => {
                one.len() == other.len()
                    && one.iter().zip(other).all(|(one, other)| {
                        let same_key =
                            one.key == other.key || Pattern::of(&one.key, self.markers).is_some();
                        same_key && self.fits(&one.value, &other.value)
                    })
            }
            (NodeKind::Function(one), NodeKind::Function(other)) => {
                one.name == other.name && self.fits(&one.argument, &other.argument)
            }
            _ => false,
        }
    }

    fn has_blanks(&self, node: &Node) -> bool {
        let mut markers = self.markers.iter();
        markers.any(|marker| !with_marker(node, marker).is_empty())
    }

    /// How many texts two values have in common, under the same keys.
    fn likeness(&self, starter: &Node, now: &Node) -> usize {
        match (&starter.kind, &now.kind) {
            (NodeKind::Scalar(_), NodeKind::Scalar(_)) => usize::from(self.fits(starter, now)),
            (NodeKind::List(one), NodeKind::List(other)) => one
                .iter()
                .map(|item| usize::from(other.iter().any(|other| self.fits(item, other))))
                .sum(),
            (NodeKind::Map(one), NodeKind::Map(other)) => one
                .iter()
                .filter_map(|entry| {
                    let other = other.iter().find(|other| other.key == entry.key)?;
                    Some(1 + self.likeness(&entry.value, &other.value))
                })
                .sum(),
            (NodeKind::Function(one), NodeKind::Function(other)) if one.name == other.name => {
                1 + self.likeness(&one.argument, &other.argument)
            }
            _ => 0,
        }
    }
}

/// The entries whose keys the starter's mapping does not have.
fn new_ones<'o>(
    entries: &'o [Entry],
    others: &'o [Entry],
) -> impl Iterator<Item = (usize, &'o Entry)> {
    others
        .iter()
        .enumerate()
        .filter(|(_, other)| !entries.iter().any(|entry| entry.key == other.key))
}

/// The resource that a place is in, and the path from it to the place as a learner writes it; for a key, its own path.
pub(super) fn described(root: &Node, site: &Site) -> (Option<String>, String) {
    let mut steps = Vec::new();
    let mut node = root;
    let mut in_function = false;
    for index in &site.address {
        match &node.kind {
            NodeKind::Map(entries) => {
                steps.extend(entries.get(*index).map(|entry| entry.key.to_string()));
            }
            NodeKind::List(_) => steps.push(format!("[{index}]")),
            // What is inside of a function is the function's, and it is the value.
            NodeKind::Function(_) => in_function = true,
            NodeKind::Scalar(_) => {}
        }
        let Some(next) = child(node, *index).filter(|_| !in_function) else {
            break;
        };
        node = next;
    }
    let key = site.key.and_then(|index| node.as_map()?.get(index));
    steps.extend(key.map(|entry| entry.key.to_string()));
    let resource = match steps.as_slice() {
        [section, id, _, ..] if section == "Resources" => Some(id.clone()),
        _ => None,
    };
    let own = match (&resource, steps.get(2)) {
        (Some(_), Some(first)) if first == "Properties" && steps.len() > 3 => steps.get(3..),
        (Some(_), _) => steps.get(2..),
        (None, _) => steps.get(..),
    };
    let mut path = String::new();
    for step in own.unwrap_or_default() {
        if !path.is_empty() && !step.starts_with('[') {
            path.push('.');
        }
        path.push_str(step);
    }
    (resource, path)
}
