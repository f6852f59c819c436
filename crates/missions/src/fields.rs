//! Reading a mapping field by field, with every problem and its place. What the fields mean is not known here.

use cfn::{Entry, Node, NodeKind, Position, Scalar, suggest::did_you_mean};

use crate::problems::Problems;

/// A mapping whose fields are read.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'n> {
    entries: &'n [Entry],
    start: Position,
}

impl<'n> Fields<'n> {
    /// The fields of a node; `None` and a problem when it is no mapping.
    pub(crate) fn of(node: &'n Node, what: &str, problems: &mut Problems) -> Option<Self> {
        let Some(entries) = node.as_map() else {
            problems.error(
                node.span.start,
                format!("{what} must be a mapping, not {}", describe(node)),
            );
            return None;
        };
        Some(Self {
            entries,
            start: node.span.start,
        })
    }

    pub(crate) fn entries(self) -> &'n [Entry] {
        self.entries
    }

    pub(crate) fn get(self, name: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|entry| entry.key == name)
            .map(|entry| &entry.value)
    }

    /// A problem for each field whose name is not among the known ones.
    pub(crate) fn refuse_unknown(self, known: &[&str], problems: &mut Problems) {
        for entry in self.entries {
            if !known.contains(&entry.key.as_str()) {
                let near = did_you_mean(&entry.key, known.iter().copied());
                let name = shorten(&entry.key);
                problems.error(
                    entry.key_span.start,
                    format!("unknown field `{name}`{near}"),
                );
            }
        }
    }

    /// The field, which must be there.
    pub(crate) fn required(self, name: &str, problems: &mut Problems) -> Option<&'n Node> {
        let node = self.get(name);
        if node.is_none() {
            problems.error(self.start, format!("`{name}` is missing"));
        }
        node
    }

    /// The field's text, which must be there and not be blank.
    pub(crate) fn text(self, name: &str, problems: &mut Problems) -> Option<(&'n str, &'n Node)> {
        let node = self.required(name, problems)?;
        let scalar = text(node, &format!("`{name}`"), problems)?;
        Some((&scalar.text, node))
    }

    /// The field's list of texts, which must be there; it may be empty.
    pub(crate) fn texts(
        self,
        name: &str,
        problems: &mut Problems,
    ) -> Option<Vec<(&'n str, &'n Node)>> {
        let node = self.required(name, problems)?;
        texts(node, &format!("`{name}`"), problems)
    }
}

/// A node's text, which must not be blank. `what` names it in a problem.
pub(crate) fn text<'n>(node: &'n Node, what: &str, problems: &mut Problems) -> Option<&'n Scalar> {
    let scalar = match &node.kind {
        NodeKind::Scalar(scalar) => scalar,
        NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Function(_) => {
            problems.error(
                node.span.start,
                format!("{what} must be text, not {}", describe(node)),
            );
            return None;
        }
    };
    let is_null = scalar.is_plain() && matches!(scalar.text.as_str(), "null" | "~");
    if scalar.text.trim().is_empty() || is_null {
        problems.error(node.span.start, format!("{what} is empty"));
        return None;
    }
    Some(scalar)
}

/// A list of texts, none of them blank. An item that is none is a problem, and left out, so that the others are looked at too.
pub(crate) fn texts<'n>(
    node: &'n Node,
    what: &str,
    problems: &mut Problems,
) -> Option<Vec<(&'n str, &'n Node)>> {
    let Some(items) = node.as_list() else {
        problems.error(
            node.span.start,
            format!("{what} must be a list of texts, not {}", describe(node)),
        );
        return None;
    };
    let item_name = format!("an item of {what}");
    let read = items
        .iter()
        .filter_map(|item| Some((text(item, &item_name, problems)?.text.as_str(), item)));
    Some(read.collect())
}

/// What a node is, for the end of a sentence.
pub(crate) fn describe(node: &Node) -> String {
    match &node.kind {
        NodeKind::Scalar(scalar) if !scalar.is_missing() => {
            format!("the text `{}`", shorten(&scalar.text))
        }
        NodeKind::Function(function) => format!("the function `{}`", function.name.long_name()),
        NodeKind::Scalar(_) | NodeKind::List(_) | NodeKind::Map(_) => node.describe().to_owned(),
    }
}

/// The first characters of a text of any length, on one line.
pub(crate) fn shorten(text: &str) -> String {
    const SHOWN: usize = 60;
    let mut chars = text.chars();
    let mut short: String = chars
        .by_ref()
        .take(SHOWN)
        .map(|char| if char.is_control() { ' ' } else { char })
        .collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

/// Lower-case letters, digits and single hyphens between them, at most 64 characters: a name for folders on every system.
pub(crate) fn is_kebab_case(text: &str) -> bool {
    text.len() <= 64
        && text.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}
