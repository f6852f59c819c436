//! Changes of a template's tree as changes of its text: an entry or an element taken out with its lines, a scalar replaced. Each is held
//! against the tree that it should give.

use std::ops::Range;

use cfn::{Entry, Node, NodeKind, Scalar, ScalarStyle};

use super::{Address, Source, Written, at, double_quoted, escaped, same};

/// A change of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    /// The entry, or the element, is gone.
    Remove,
    /// A stretch of a scalar's text is another text.
    Within(Range<usize>, String),
    /// In the place of whatever was there stands this text.
    Value(String),
}

/// A change of a text that gives the changed tree, and nothing else.
#[derive(Clone, Debug)]
pub(crate) struct Proven {
    address: Address,
    becomes: Option<Scalar>,
    /// The stretch, and what comes in its place.
    pub(crate) edit: (Range<usize>, String),
}

/// How a change is written into a text, when it can be done without touching anything else.
pub(crate) fn proven(
    source: &Source<'_>,
    root: &Node,
    address: &[usize],
    op: &Op,
) -> Option<Proven> {
    ways(source, root, address, op)
        .into_iter()
        .map(|(edit, becomes)| Proven {
            address: address.to_vec(),
            becomes,
            edit,
        })
        .find(|way| together(source, root, &[way]).is_some())
}

/// The text with several changes; `None` when two of them touch.
pub(crate) fn together(source: &Source<'_>, root: &Node, changes: &[&Proven]) -> Option<Vec<u8>> {
    let mut ranges: Vec<&Range<usize>> = changes.iter().map(|change| &change.edit.0).collect();
    ranges.sort_by_key(|range| range.start);
    if ranges.windows(2).any(|pair| pair[0].end > pair[1].start) {
        return None;
    }
    let edits: Vec<_> = changes.iter().map(|change| change.edit.clone()).collect();
    let new = source.with(&edits);
    let wanted = rebuilt(root, &mut Vec::new(), changes)?;
    let read = cfn::parse(&new);
    same(&wanted, read.root.as_ref()?).then_some(new)
}

/// The tree with the changes; `None` for a node that is gone.
fn rebuilt(node: &Node, address: &mut Address, changes: &[&Proven]) -> Option<Node> {
    if let Some(change) = changes.iter().find(|change| change.address == *address) {
        return change.becomes.clone().map(|scalar| Node {
            kind: NodeKind::Scalar(scalar),
            span: node.span,
        });
    }
    let mut inside = |index: usize, node: &Node| {
        address.push(index);
        let new = rebuilt(node, address, changes);
        address.pop();
        new
    };
    let kind = match &node.kind {
        NodeKind::Scalar(scalar) => NodeKind::Scalar(scalar.clone()),
        NodeKind::List(items) => {
            let items = items.iter().enumerate();
            NodeKind::List(
                items
                    .filter_map(|(index, item)| inside(index, item))
                    .collect(),
            )
        }
        NodeKind::Map(entries) => {
            let entries = entries.iter().enumerate();
            let kept = entries.filter_map(|(index, entry)| {
                Some(Entry {
                    value: inside(index, &entry.value)?,
                    ..entry.clone()
                })
            });
            NodeKind::Map(kept.collect())
        }
        NodeKind::Function(function) => {
            let argument = inside(0, &function.argument)?;
            NodeKind::Function(Box::new(cfn::Function {
                argument,
                ..(**function).clone()
            }))
        }
    };
    Some(Node {
        kind,
        span: node.span,
    })
}

type Way = ((Range<usize>, String), Option<Scalar>);

fn ways(source: &Source<'_>, root: &Node, address: &[usize], op: &Op) -> Vec<Way> {
    match op {
        Op::Remove => removal(source, root, address)
            .map(|range| ((range, String::new()), None))
            .into_iter()
            .collect(),
        Op::Within(inside, text) => within(source, root, address, inside, text)
            .into_iter()
            .collect(),
        Op::Value(text) => values(source, root, address, text),
    }
}

fn within(
    source: &Source<'_>,
    root: &Node,
    address: &[usize],
    inside: &Range<usize>,
    text: &str,
) -> Option<Way> {
    let node = at(root, address)?;
    let scalar = node.as_scalar()?;
    let written = Written::of(source, node)?;
    let stretch = written.stretch(source, &scalar.text, inside.clone())?;
    let mut new = scalar.text.to_string();
    new.replace_range(inside.clone(), text);
    let becomes = Scalar {
        text: new.into(),
        style: scalar.style,
    };
    Some(((stretch, escaped(text, written.style)), Some(becomes)))
}

/// A text in the place of a node: within its own quotes, else without quotes, else in double ones.
fn values(source: &Source<'_>, root: &Node, address: &[usize], text: &str) -> Vec<Way> {
    let Some(node) = at(root, address) else {
        return Vec::new();
    };
    let scalar = |style| {
        Some(Scalar {
            text: text.into(),
            style,
        })
    };
    if let Some(old) = node.as_scalar()
        && let Some(written) = Written::of(source, node)
        && written.has_own_quotes(source)
    {
        let inside = 0..old.text.len();
        let stretch = written.stretch(source, &old.text, inside);
        let way = |stretch| {
            (
                (stretch, escaped(text, written.style)),
                scalar(written.style),
            )
        };
        return stretch.map(way).into_iter().collect();
    }
    let Some((range, before)) = place(source, root, address) else {
        return Vec::new();
    };
    let plain = (
        (range.clone(), format!("{before}{text}")),
        scalar(ScalarStyle::Plain),
    );
    let quoted = (
        (range, format!("{before}{}", double_quoted(text))),
        scalar(ScalarStyle::DoubleQuoted),
    );
    let is_json = source.text.trim_start().starts_with('{');
    let is_bare = matches!(text, "true" | "false") || text.parse::<f64>().is_ok();
    match is_json && !is_bare {
        true => vec![quoted],
        false => vec![plain, quoted],
    }
}

/// What a value takes: itself when it is on one line or in brackets, else all from after its key's colon, unless that holds a comment.
fn place(
    source: &Source<'_>,
    root: &Node,
    address: &[usize],
) -> Option<(Range<usize>, &'static str)> {
    let node = at(root, address)?;
    let range = source.range(node.span)?;
    let raw = source.text.get(range.clone())?;
    let (index, parent) = address.split_last()?;
    let entry = match &at(root, parent)?.kind {
        NodeKind::Map(entries) => entries.get(*index),
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Function(_) => None,
    };
    let start = node.span.start.line;
    let is_after_its_key = entry.is_none_or(|entry| entry.key_span.end.line == start);
    let is_closed = start == node.span.end.line || raw.starts_with(['[', '{']);
    if is_after_its_key && is_closed {
        return Some((range, ""));
    }
    let entry = entry?;
    let key_end = source.range(entry.key_span)?.end;
    let whole = key_end + 1..range.end;
    let has_colon = source.text.get(key_end..=key_end) == Some(":");
    let has_comment = source.text.get(whole.clone())?.contains('#');
    (has_colon && !has_comment).then_some((whole, " "))
}

/// The stretch that an entry of a mapping, or an element of a list, takes with what divides it from the others. `None` for the only one.
fn removal(source: &Source<'_>, root: &Node, address: &[usize]) -> Option<Range<usize>> {
    let (index, parent) = address.split_last()?;
    let parent = at(root, parent)?;
    let spans: Vec<(cfn::Position, cfn::Position)> = match &parent.kind {
        NodeKind::Map(entries) => entries
            .iter()
            .map(|entry| (entry.key_span.start, entry.value.span.end))
            .collect(),
        NodeKind::List(items) => items
            .iter()
            .map(|item| (item.span.start, item.span.end))
            .collect(),
        NodeKind::Scalar(_) | NodeKind::Function(_) => return None,
    };
    if spans.len() < 2 {
        return None;
    }
    let (start, end) = *spans.get(*index)?;
    let (from, to) = (source.offset(start)?, source.offset(end)?);
    let begins = source.text.get(source.offset(parent.span.start)?..)?;
    let next = spans
        .get(index + 1)
        .and_then(|(start, _)| source.offset(*start));
    let after = || {
        let next = next?;
        is_bare(source, to..next).then_some(from..next)
    };
    if begins.starts_with(['{', '[']) {
        let before = index.checked_sub(1).and_then(|index| spans.get(index));
        return match before {
            Some((_, end)) => {
                let end = source.offset(*end)?;
                is_bare(source, end..from).then_some(end..to)
            }
            None => after(),
        };
    }
    let line_start = source.line_start(start.line)?;
    let indent = source.text.get(line_start..from)?.trim();
    match (&parent.kind, indent) {
        (NodeKind::Map(_), "") | (NodeKind::List(_), "-") => {
            Some(whole_lines(source, line_start, end.line))
        }
        // The first entry stands on the line of a dash: the next one takes its place.
        (NodeKind::Map(_), dash) if dash.ends_with('-') && *index == 0 => after(),
        _ => None,
    }
}

/// Whether no comment is in a stretch between two values.
fn is_bare(source: &Source<'_>, stretch: Range<usize>) -> bool {
    let gap = source.text.get(stretch);
    gap.is_some_and(|gap| !gap.contains('#'))
}

/// Lines, and the empty one after them when there is one before them too, so that no gap tells of them.
fn whole_lines(source: &Source<'_>, start: usize, last: u32) -> Range<usize> {
    let end = source.line_end(last);
    let is_empty = |line: Option<&str>| line.is_some_and(|line| line.trim().is_empty());
    let first = source.position(start).line;
    let before = first.checked_sub(1).and_then(|line| source.line(line));
    let after = source.line(last.saturating_add(1));
    match is_empty(before) && is_empty(after) && end < source.text.len() {
        true => start..source.line_end(last.saturating_add(1)),
        false => start..end,
    }
}
