//! A template written again on one line, with the place of each part: what mutations cut out of and put into.
//!
//! Cutting lines out of a learner's YAML would have to know its indentation, its flow mappings and its JSON. Every template is one tree,
//! so it is written once in flow style, and a mutation is a few replaced stretches of that. To the grader it is the same template: what
//! was without quotes and says something by it stays so.

use std::ops::Range;

use cfn::{Entry, Intrinsic, Node, NodeKind, Span};

use crate::document::{as_written, quoted};

/// A template in flow style.
pub(super) struct Flat {
    pub(super) text: String,
    /// In document order, each before what is in it; the first is the root.
    pub(super) parts: Vec<Part>,
    /// The resources among the parts.
    pub(super) resources: Vec<usize>,
}

/// A value in the template.
pub(super) struct Part {
    pub(super) shape: Shape,
    /// The key in a mapping, or the place in a list.
    pub(super) step: Step,
    /// The value in the flat text.
    pub(super) value: Range<usize>,
    /// What to cut so that it is gone, a comma included.
    pub(super) removal: Range<usize>,
    /// Where it stands in the author's text, its key included.
    pub(super) span: Span,
    pub(super) parent: usize,
    /// The parts in it are those up to here.
    pub(super) end: usize,
    /// The resource that it is, or is in.
    pub(super) resource: Option<usize>,
}

pub(super) enum Step {
    Key(String),
    Index(usize),
}

pub(super) enum Shape {
    /// Text and whether it was written without quotes.
    Scalar {
        text: String,
        plain: bool,
    },
    List,
    Map,
    /// A reference has no parts in it.
    Function(Intrinsic),
}

impl Flat {
    /// Writes a template. `None` when there is none.
    pub(super) fn of(root: &Node) -> Option<Self> {
        root.as_map()?;
        let mut flat = Self {
            text: String::new(),
            parts: Vec::new(),
            resources: Vec::new(),
        };
        flat.write(Step::Index(0), root, root.span, 0, None);
        Some(flat)
    }

    /// The part under a key of a part.
    pub(super) fn child(&self, part: usize, key: &str) -> Option<usize> {
        self.children(part)
            .find(|child| self.key(*child) == Some(key))
    }

    /// The parts directly in a part.
    pub(super) fn children(&self, part: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.parts.get(part).map_or(0, |one| one.end);
        let first = (part + 1 < end).then_some(part + 1);
        std::iter::successors(first, move |child| {
            let next = self.parts.get(*child)?.end;
            (next < end).then_some(next)
        })
    }

    /// The key of a part, when it has one.
    pub(super) fn key(&self, part: usize) -> Option<&str> {
        match &self.parts.get(part)?.step {
            Step::Key(key) => Some(key),
            Step::Index(_) => None,
        }
    }

    /// The text of a scalar.
    pub(super) fn scalar(&self, part: usize) -> Option<&str> {
        match &self.parts.get(part)?.shape {
            Shape::Scalar { text, .. } => Some(text),
            Shape::List | Shape::Map | Shape::Function(_) => None,
        }
    }

    /// The type of a resource.
    pub(super) fn type_of(&self, resource: usize) -> &str {
        self.child(resource, "Type")
            .and_then(|part| self.scalar(part))
            .unwrap_or_default()
    }

    /// The keys from a resource's `Properties` to a part, elements of lists left out; `None` for what is not in them.
    pub(super) fn property_keys(&self, part: usize) -> Option<Vec<&str>> {
        let resource = self.parts.get(part)?.resource?;
        let mut keys = Vec::new();
        let mut at = part;
        while at != resource {
            keys.extend(self.key(at));
            at = self.parts.get(at)?.parent;
        }
        (keys.pop()? == "Properties").then(|| keys.into_iter().rev().collect())
    }

    /// The way from a resource to a part as a learner would write it: `RedrivePolicy.maxReceiveCount`, `Statement[0].Action`.
    pub(super) fn path(&self, part: usize) -> String {
        let mut steps = Vec::new();
        let mut at = part;
        while let Some(one) = self
            .parts
            .get(at)
            .filter(|one| one.resource.is_some_and(|resource| resource != at))
        {
            steps.push(&one.step);
            at = one.parent;
        }
        let mut path = String::new();
        for step in steps.into_iter().rev() {
            match step {
                Step::Key(key) if path.is_empty() && key == "Properties" => {}
                Step::Key(key) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(key);
                }
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }

    /// `text` in place of each stretch. The stretches do not overlap.
    pub(super) fn with(&self, edits: &[(Range<usize>, String)]) -> String {
        let mut edits: Vec<_> = edits.iter().collect();
        edits.sort_by_key(|(range, _)| range.start);
        let mut out = String::with_capacity(self.text.len() + 256);
        let mut at = 0;
        for (range, text) in edits {
            out.push_str(self.text.get(at..range.start).unwrap_or_default());
            out.push_str(text);
            at = range.end;
        }
        out.push_str(self.text.get(at..).unwrap_or_default());
        out
    }

    fn write(
        &mut self,
        step: Step,
        node: &Node,
        span: Span,
        parent: usize,
        resource: Option<usize>,
    ) {
        let part = self.parts.len();
        let start = self.text.len();
        let shape = match &node.kind {
            NodeKind::Scalar(scalar) => Shape::Scalar {
                text: scalar.text.to_string(),
                plain: scalar.is_plain(),
            },
            NodeKind::List(_) => Shape::List,
            NodeKind::Map(_) => Shape::Map,
            NodeKind::Function(function) => Shape::Function(function.name),
        };
        let resource = match self.is_in_resources(parent, part) {
            true => Some(part),
            false => resource,
        };
        if resource == Some(part) {
            self.resources.push(part);
        }
        self.parts.push(Part {
            shape,
            step,
            value: start..start,
            removal: start..start,
            span,
            parent,
            end: part + 1,
            resource,
        });
        self.write_value(node, part, resource);
        let (end, text_end) = (self.parts.len(), self.text.len());
        if let Some(one) = self.parts.get_mut(part) {
            one.value.end = text_end;
            one.end = end;
        }
    }

    /// Whether a part in `parent` is a resource.
    fn is_in_resources(&self, parent: usize, part: usize) -> bool {
        part > 1
            && self.key(parent) == Some("Resources")
            && self
                .parts
                .get(parent)
                .is_some_and(|one| one.parent == 0 && matches!(one.shape, Shape::Map))
    }

    fn write_value(&mut self, node: &Node, part: usize, resource: Option<usize>) {
        match &node.kind {
            NodeKind::Scalar(scalar) if scalar.is_missing() => self.text.push_str("null"),
            NodeKind::Scalar(scalar) => self.text.push_str(&as_written(scalar)),
            NodeKind::List(items) => {
                self.text.push('[');
                let mut written = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    self.comma(index);
                    let start = self.text.len();
                    written.push((self.parts.len(), start));
                    self.write(Step::Index(index), item, item.span, part, resource);
                }
                self.removals(&written);
                self.text.push(']');
            }
            NodeKind::Map(entries) => self.write_entries(entries, part, resource),
            NodeKind::Function(function) => {
                self.text
                    .push_str(&format!("{{{}:", quoted(function.name.long_name())));
                if is_reference(function.name) {
                    let before = self.parts.len();
                    self.write_value(&function.argument, part, resource);
                    self.parts.truncate(before);
                } else {
                    let argument = &function.argument;
                    let key = Step::Key(function.name.long_name().to_owned());
                    self.write(key, argument, argument.span, part, resource);
                }
                self.text.push('}');
            }
        }
    }

    fn write_entries(&mut self, entries: &[Entry], part: usize, resource: Option<usize>) {
        self.text.push('{');
        let mut written = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            self.comma(index);
            written.push((self.parts.len(), self.text.len()));
            self.text.push_str(&format!("{}:", quoted(&entry.key)));
            let span = Span {
                start: entry.key_span.start,
                end: entry.value.span.end,
            };
            self.write(
                Step::Key(entry.key.to_string()),
                &entry.value,
                span,
                part,
                resource,
            );
        }
        self.removals(&written);
        self.text.push('}');
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.text.push(',');
        }
    }

    /// With the comma after it, or for the last with the one before it.
    fn removals(&mut self, written: &[(usize, usize)]) {
        for (index, (part, start)) in written.iter().enumerate() {
            let end = self.parts.get(*part).map_or(*start, |one| one.value.end);
            let removal = match written.get(index + 1) {
                Some((_, next)) => *start..*next,
                None => start.saturating_sub(usize::from(index > 0))..end,
            };
            if let Some(one) = self.parts.get_mut(*part) {
                one.removal = removal;
            }
        }
    }
}

/// Whether a function names something of the template, and nothing inside of it is looked at on its own.
pub(super) fn is_reference(name: Intrinsic) -> bool {
    matches!(name, Intrinsic::Ref | Intrinsic::GetAtt | Intrinsic::Sub)
}
