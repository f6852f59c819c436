//! Changing a learner's text where it stands: places to bytes, addresses in the span tree, and what shows that nothing else changed.
//! Everything that is not changed stays as it was written: comments, quotes, line ends, a byte order mark.

mod change;
mod scalar;
#[cfg(test)]
mod tests;

use std::ops::Range;

use cfn::{Node, NodeKind, Position, Span};

pub(crate) use change::{Op, Proven, proven, together};
pub(crate) use scalar::{Written, double_quoted, escaped};

/// A text and where its lines begin, so that places of the span tree become bytes.
pub(crate) struct Source<'t> {
    /// Without a byte order mark, which has no place in the tree.
    pub(crate) text: &'t str,
    has_mark: bool,
    line_starts: Vec<usize>,
}

impl<'t> Source<'t> {
    /// `None` when the bytes are no UTF-8.
    pub(crate) fn of(bytes: &'t [u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (text, has_mark) = match text.strip_prefix('\u{feff}') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let bytes = text.as_bytes();
        // As the parser counts: `\n`, `\r\n`, and a `\r` alone.
        let ends = (0..bytes.len()).filter(|at| {
            bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
        });
        let line_starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        Some(Self {
            text,
            has_mark,
            line_starts,
        })
    }

    /// The byte at a place; `None` for a place that the text does not have.
    pub(crate) fn offset(&self, at: Position) -> Option<usize> {
        let line = self.line(at.line)?;
        let characters = usize::try_from(at.column).ok()?.checked_sub(1)?;
        let inside = match line.char_indices().nth(characters) {
            Some((offset, _)) => offset,
            None if line.chars().count() == characters => line.len(),
            None => return None,
        };
        Some(self.line_start(at.line)? + inside)
    }

    /// The bytes of a stretch.
    pub(crate) fn range(&self, span: Span) -> Option<Range<usize>> {
        let (start, end) = (self.offset(span.start)?, self.offset(span.end)?);
        (start <= end).then_some(start..end)
    }

    /// The place of a byte.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or_default();
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: 1,
        }
        .right(before.chars().count())
    }

    /// Where a line begins; lines count from 1.
    pub(crate) fn line_start(&self, line: u32) -> Option<usize> {
        let index = usize::try_from(line).ok()?.checked_sub(1)?;
        self.line_starts.get(index).copied()
    }

    /// Where the line after a line begins, its end included.
    pub(crate) fn line_end(&self, line: u32) -> usize {
        self.line_start(line.saturating_add(1))
            .unwrap_or(self.text.len())
    }

    /// A line without its end.
    pub(crate) fn line(&self, line: u32) -> Option<&'t str> {
        let start = self.line_start(line)?;
        let whole = self.text.get(start..self.line_end(line))?;
        Some(whole.trim_end_matches(['\n', '\r']))
    }

    /// The whole file with other texts in the place of stretches that do not overlap.
    pub(crate) fn with(&self, edits: &[(Range<usize>, String)]) -> Vec<u8> {
        let mut edits: Vec<_> = edits.iter().collect();
        edits.sort_by_key(|(range, _)| range.start);
        let mut out = String::with_capacity(self.text.len() + 64);
        if self.has_mark {
            out.push('\u{feff}');
        }
        let mut at = 0;
        for (range, text) in edits {
            out.push_str(self.text.get(at..range.start).unwrap_or_default());
            out.push_str(text);
            at = range.end;
        }
        out.push_str(self.text.get(at..).unwrap_or_default());
        out.into_bytes()
    }
}

/// The way from the root to a node: which entry, which element; the argument of a function is its 0.
pub(crate) type Address = Vec<usize>;

/// The child of a node.
pub(crate) fn child(node: &Node, index: usize) -> Option<&Node> {
    match &node.kind {
        NodeKind::Scalar(_) => None,
        NodeKind::List(items) => items.get(index),
        NodeKind::Map(entries) => entries.get(index).map(|entry| &entry.value),
        NodeKind::Function(function) => (index == 0).then_some(&function.argument),
    }
}

/// How many children a node has.
pub(crate) fn children(node: &Node) -> usize {
    match &node.kind {
        NodeKind::Scalar(_) => 0,
        NodeKind::List(items) => items.len(),
        NodeKind::Map(entries) => entries.len(),
        NodeKind::Function(_) => 1,
    }
}

/// The node at an address.
pub(crate) fn at<'n>(root: &'n Node, address: &[usize]) -> Option<&'n Node> {
    address
        .iter()
        .try_fold(root, |node, index| child(node, *index))
}

/// Whether two trees are the same but for places.
pub(crate) fn same(one: &Node, other: &Node) -> bool {
    match (&one.kind, &other.kind) {
        (NodeKind::Scalar(one), NodeKind::Scalar(other)) => one == other,
        (NodeKind::List(one), NodeKind::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (NodeKind::Map(one), NodeKind::Map(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| one.key == other.key && same(&one.value, &other.value))
        }
        (NodeKind::Function(one), NodeKind::Function(other)) => {
            one.name == other.name && same(&one.argument, &other.argument)
        }
        (NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Function(_), _) => {
            false
        }
    }
}

/// What a changed text should read as.
pub(crate) enum Change<'c> {
    /// The node is text now, whatever its quotes.
    Text(&'c str),
    /// The entry with this index has another key.
    Key(usize, &'c str),
}

/// Whether `new` is `old` with the one change at an address, and nothing else.
pub(crate) fn is_changed(old: &Node, new: &Node, address: &[usize], change: &Change<'_>) -> bool {
    let Some((step, rest)) = address.split_first() else {
        return is_the_change(old, new, change);
    };
    match (&old.kind, &new.kind) {
        (NodeKind::List(one), NodeKind::List(other)) => {
            one.len() == other.len()
                && pairs(one, other).all(|(index, one, other)| match index == *step {
                    true => is_changed(one, other, rest, change),
                    false => same(one, other),
                })
        }
        (NodeKind::Map(one), NodeKind::Map(other)) => {
            one.len() == other.len()
                && pairs(one, other).all(|(index, one, other)| {
                    one.key == other.key
                        && match index == *step {
                            true => is_changed(&one.value, &other.value, rest, change),
                            false => same(&one.value, &other.value),
                        }
                })
        }
        (NodeKind::Function(one), NodeKind::Function(other)) => {
            one.name == other.name && is_changed(&one.argument, &other.argument, rest, change)
        }
        (NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Function(_), _) => {
            false
        }
    }
}

fn is_the_change(old: &Node, new: &Node, change: &Change<'_>) -> bool {
    match change {
        Change::Text(text) => {
            new.as_text() == Some(*text) && new.as_scalar().is_some_and(|now| !now.is_missing())
        }
        Change::Key(changed, key) => {
            let (Some(one), Some(other)) = (old.as_map(), new.as_map()) else {
                return false;
            };
            one.len() == other.len()
                && pairs(one, other).all(|(index, one, other)| {
                    let wanted = if index == *changed { *key } else { &one.key };
                    other.key == wanted && same(&one.value, &other.value)
                })
        }
    }
}

fn pairs<'p, T>(one: &'p [T], other: &'p [T]) -> impl Iterator<Item = (usize, &'p T, &'p T)> {
    let pairs = one.iter().zip(other).enumerate();
    pairs.map(|(index, (one, other))| (index, one, other))
}
