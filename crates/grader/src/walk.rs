//! Follows a path through a resolved value to every place it leads to. What is compared there is not known here.

use std::borrow::Cow;

use cfn::{Data, Intrinsic, Member, Node, NodeKind, Position, Span, Text, Value};

use crate::path::{Filter, Key, Path, StepKind};

/// One end of a walk.
pub(crate) enum Arrival<'v> {
    /// The path led to a value.
    Found(Found<'v>),
    /// It ended before.
    Missing(Missing<'v>),
    /// What comes next cannot be known.
    Unknown(Stuck<'v>),
}

/// A value at the end of a path; it may be unknown itself.
pub(crate) struct Found<'v> {
    pub(crate) value: &'v Value<'v>,
    pub(crate) place: Place,
    /// The elements taken for the steps into a list, in the path's order; nothing where one value stood for a list.
    pub(crate) indices: &'v [Option<usize>],
    /// What the whole function meant in the first form, when the path ends in its argument: `X.Arn` at `Role.Fn::GetAtt`.
    pub(crate) whole: Option<&'v str>,
    /// `false` inside a JSON text of which a part is unknown: a difference there proves nothing.
    pub(crate) certain: bool,
}

/// Where a path ended too early.
pub(crate) struct Missing<'v> {
    /// How many steps were taken.
    pub(crate) depth: usize,
    pub(crate) why: Why,
    /// The value in which the next step found nothing.
    pub(crate) container: &'v Value<'v>,
    pub(crate) indices: &'v [Option<usize>],
    /// As in [`Found::certain`].
    pub(crate) certain: bool,
}

/// Why a step found nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// A mapping without the key.
    NoKey,
    /// A list without the element, or without one that the filter takes.
    NoElement,
    /// The step needs a mapping or a list, and there is something else.
    OtherShape,
    /// `(json)` on a text that is not JSON.
    NotJson,
    /// There is nothing at all, by a condition.
    Absent,
}

/// Where a path cannot be followed.
pub(crate) struct Stuck<'v> {
    pub(crate) reason: Cow<'v, str>,
    pub(crate) place: Place,
    pub(crate) depth: usize,
    pub(crate) indices: &'v [Option<usize>],
}

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Its key, when it is a member of a mapping.
    key: Option<Span>,
    value: Span,
    /// Whether the value is a scalar or a function, and not a list or a mapping.
    inline: bool,
}

impl Place {
    pub(crate) fn of(key: Option<Span>, node: &Node) -> Self {
        Self {
            key,
            value: node.span,
            inline: matches!(node.kind, NodeKind::Scalar(_) | NodeKind::Function(_)),
        }
    }

    /// What an editor marks: from the key to the end of its value on the same line, else the key alone.
    pub(crate) fn mark(&self) -> Span {
        let one_line = |span: Span| span.start.line == span.end.line;
        match self.key {
            Some(key)
                if self.inline
                    && one_line(self.value)
                    && self.value.end.line == key.start.line
                    && self.value.end > key.start =>
            {
                Span {
                    start: key.start,
                    end: self.value.end,
                }
            }
            Some(key) => key,
            None if one_line(self.value) => self.value,
            // A list's element over several lines: its first character shows where it begins.
            None => Span {
                start: self.value.start,
                end: Position {
                    line: self.value.start.line,
                    column: self.value.start.column + 1,
                },
            },
        }
    }
}

/// Follows `path` from `root`, which is a resource's properties or, for `@`, its attributes.
pub(crate) fn walk(root: &Value<'_>, path: &Path, visit: &mut dyn FnMut(Arrival<'_>)) {
    let mut walker = Walker {
        path,
        policy_from: path.policy_from(),
        indices: Vec::new(),
        visit,
    };
    let cursor = Cursor {
        place: Place::of(None, root.node),
        in_text: false,
        certain: true,
    };
    walker.step(root, cursor, 0);
}

struct Walker<'p, 'f> {
    path: &'p Path,
    /// From which step on a policy is walked through.
    policy_from: Option<usize>,
    indices: Vec<Option<usize>>,
    visit: &'f mut dyn FnMut(Arrival<'_>),
}

#[derive(Clone, Copy)]
struct Cursor {
    place: Place,
    /// Inside a JSON text: places within it are the text's own.
    in_text: bool,
    certain: bool,
}

impl Cursor {
    fn to(self, key: Option<Span>, node: &Node) -> Self {
        Self {
            place: if self.in_text {
                self.place
            } else {
                Place::of(key, node)
            },
            ..self
        }
    }
}

impl Walker<'_, '_> {
    /// Takes step number `depth` on `value`, and all after it.
    fn step(&mut self, value: &Value<'_>, cursor: Cursor, depth: usize) {
        if matches!(value.data, Data::Absent) {
            return self.missing(value, cursor, depth, Why::Absent);
        }
        let path = self.path;
        let Some(step) = path.steps.get(depth) else {
            return self.found(value, cursor, None);
        };
        match &step.kind {
            StepKind::Key(key) => self.key(value, cursor, depth, key),
            StepKind::Index(index) => self.index(value, cursor, depth, *index),
            StepKind::Every => self.elements(value, cursor, depth, None),
            StepKind::Where(filter) => self.elements(value, cursor, depth, Some(filter)),
            StepKind::Json => self.json(value, cursor, depth),
        }
    }

    fn key(&mut self, value: &Value<'_>, cursor: Cursor, depth: usize, key: &Key) {
        // A decided `Fn::If` is not among them: criteria ask for what is deployed, so a mission sees its branch and never the
        // choice. `Timeout.Fn::If[1]` is only followed while the condition is undecided.
        if let Some(function) = &value.function
            && key.function == Some(function.name)
        {
            let inside = cursor.to(cursor.place.key, function.argument.node);
            if function.name == Intrinsic::GetAtt && depth + 1 == self.path.steps.len() {
                return self.found(&function.argument, inside, value.first_form());
            }
            return self.step(&function.argument, inside, depth + 1);
        }
        match &value.data {
            Data::Map(members) => match members.iter().find(|member| member.key == key.name) {
                Some(member) => {
                    let inside = cursor.to(Some(member.key_span), member.value.node);
                    self.step(&member.value, inside, depth + 1);
                }
                None => match members.iter().find(|member| is_unexpanded(&member.key)) {
                    Some(member) => {
                        let reason = format!("`{}` is not expanded here", member.key);
                        let inside = cursor.to(Some(member.key_span), member.value.node);
                        self.unknown(reason.into(), inside, depth);
                    }
                    None => self.missing(value, cursor, depth, Why::NoKey),
                },
            },
            Data::List(items) => match key.index.map(|index| items.get(index)) {
                Some(Some(item)) => self.step(item, cursor.to(None, item.node), depth + 1),
                Some(None) => self.missing(value, cursor, depth, Why::NoElement),
                None => self.missing(value, cursor, depth, Why::OtherShape),
            },
            Data::Unknown(unknown) => self.unknown((&unknown.reason).into(), cursor, depth),
            Data::Text(_) | Data::Absent => self.missing(value, cursor, depth, Why::OtherShape),
        }
    }

    fn index(&mut self, value: &Value<'_>, cursor: Cursor, depth: usize, index: usize) {
        match &value.data {
            Data::List(items) => match items.get(index) {
                Some(item) => self.taking(Some(index), |walker| {
                    walker.step(item, cursor.to(None, item.node), depth + 1);
                }),
                None => self.missing(value, cursor, depth, Why::NoElement),
            },
            Data::Unknown(unknown) => self.unknown((&unknown.reason).into(), cursor, depth),
            Data::Text(_) | Data::Map(_) if index == 0 && self.is_in_policy(depth) => {
                self.taking(None, |walker| walker.step(value, cursor, depth + 1));
            }
            Data::Text(_) | Data::Map(_) | Data::Absent => {
                self.missing(value, cursor, depth, Why::OtherShape);
            }
        }
    }

    /// Goes on from an element of a list; from none where one value stands for a list of one.
    fn taking(&mut self, index: Option<usize>, go_on: impl FnOnce(&mut Self)) {
        self.indices.push(index);
        go_on(self);
        self.indices.pop();
    }

    /// Whether a step is one into a policy, where one value counts as a list of one.
    fn is_in_policy(&self, depth: usize) -> bool {
        self.policy_from.is_some_and(|from| depth >= from)
    }

    /// `[*]`, or `[?Key=Value]` with a filter.
    fn elements(
        &mut self,
        value: &Value<'_>,
        cursor: Cursor,
        depth: usize,
        filter: Option<&Filter>,
    ) {
        let in_policy = self.is_in_policy(depth);
        let (items, is_one) = match &value.data {
            Data::List(items) => (items.as_slice(), false),
            Data::Unknown(unknown) => {
                return self.unknown((&unknown.reason).into(), cursor, depth);
            }
            Data::Text(_) | Data::Map(_) if in_policy => (std::slice::from_ref(value), true),
            Data::Text(_) | Data::Map(_) | Data::Absent => {
                return self.missing(value, cursor, depth, Why::OtherShape);
            }
        };
        let mut arrived = false;
        for (index, item) in items.iter().enumerate() {
            let inside = if is_one {
                cursor
            } else {
                cursor.to(None, item.node)
            };
            let took = filter.map_or(Taken::Yes, |filter| taken(item, filter, in_policy));
            arrived |= !matches!(took, Taken::No);
            self.taking((!is_one).then_some(index), |walker| match took {
                Taken::Yes => walker.step(item, inside, depth + 1),
                Taken::Unknown(reason) => walker.unknown(reason.into(), inside, depth + 1),
                Taken::No => {}
            });
        }
        if !arrived {
            self.missing(value, cursor, depth, Why::NoElement);
        }
    }

    fn json(&mut self, value: &Value<'_>, cursor: Cursor, depth: usize) {
        if let Some(function) = &value.function
            && function.name == Intrinsic::ToJsonString
        {
            let inside = cursor.to(cursor.place.key, function.argument.node);
            return self.step(&function.argument, inside, depth + 1);
        }
        let inside = Cursor {
            in_text: true,
            ..cursor
        };
        match &value.data {
            Data::Text(text) => self.json_text(&text.resolved, value, inside, depth),
            Data::Unknown(unknown) => match &unknown.canonical {
                Some(text) if is_json(text) => {
                    let unsure = Cursor {
                        certain: false,
                        ..inside
                    };
                    self.json_text(text, value, unsure, depth);
                }
                _ => self.unknown((&unknown.reason).into(), cursor, depth),
            },
            // Written as YAML where AWS takes either: already open.
            Data::Map(_) | Data::List(_) | Data::Absent => self.step(value, cursor, depth + 1),
        }
    }

    fn json_text(&mut self, text: &str, holder: &Value<'_>, cursor: Cursor, depth: usize) {
        if !is_json(text) {
            return self.missing(holder, cursor, depth, Why::NotJson);
        }
        match cfn::parse(text.as_bytes()).root {
            Some(root) => self.step(&unresolved(&root), cursor, depth + 1),
            None => self.missing(holder, cursor, depth, Why::NotJson),
        }
    }

    fn found(&mut self, value: &Value<'_>, cursor: Cursor, whole: Option<&str>) {
        (self.visit)(Arrival::Found(Found {
            value,
            place: cursor.place,
            indices: &self.indices,
            whole,
            certain: cursor.certain,
        }));
    }

    fn missing(&mut self, container: &Value<'_>, cursor: Cursor, depth: usize, why: Why) {
        (self.visit)(Arrival::Missing(Missing {
            depth,
            why,
            container,
            indices: &self.indices,
            certain: cursor.certain,
        }));
    }

    fn unknown(&mut self, reason: Cow<'_, str>, cursor: Cursor, depth: usize) {
        (self.visit)(Arrival::Unknown(Stuck {
            reason,
            place: cursor.place,
            depth,
            indices: &self.indices,
        }));
    }
}

/// A key that stands for members which only AWS can list.
pub(crate) fn is_unexpanded(key: &str) -> bool {
    key == "Fn::Transform" || key.starts_with("Fn::ForEach::")
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

enum Taken<'v> {
    Yes,
    No,
    Unknown(&'v str),
}

/// Whether a filter takes a list's element. In a policy a list has a value when it holds it.
fn taken<'v>(item: &'v Value<'_>, filter: &Filter, in_policy: bool) -> Taken<'v> {
    let mut value = item;
    for key in &filter.keys {
        match &value.data {
            Data::Unknown(unknown) => return Taken::Unknown(&unknown.reason),
            Data::Text(_) | Data::List(_) | Data::Map(_) | Data::Absent => match value.get(key) {
                Some(inside) => value = inside,
                None => return Taken::No,
            },
        }
    }
    let is_it = |value: &Value<'_>| {
        matches_any_text(value, &|text, plain| filter.expected.matches(text, plain))
    };
    let values = match value.as_list() {
        Some(items) if in_policy => items,
        _ => std::slice::from_ref(value),
    };
    if is_it(value) || values.iter().any(is_it) {
        return Taken::Yes;
    }
    match values.iter().find_map(Value::as_unknown) {
        Some(unknown) => Taken::Unknown(&unknown.reason),
        None => Taken::No,
    }
}

/// Whether one of the texts that mean this value passes: resolved, canonical or of the first form. The second argument of
/// `passes` says whether the text was written without quotes.
pub(crate) fn matches_any_text(value: &Value<'_>, passes: &dyn Fn(&str, bool) -> bool) -> bool {
    value
        .text()
        .is_some_and(|text| passes(&text.resolved, text.plain))
        || value.canonical().is_some_and(|text| passes(&text, false))
        || value.first_form().is_some_and(|text| passes(text, false))
}

/// The value of a JSON text's node. Nothing in it is resolved: what looks like a function there is for the service that reads
/// it, and not for CloudFormation.
fn unresolved(node: &Node) -> Value<'_> {
    let data = match &node.kind {
        NodeKind::Scalar(scalar) => Data::Text(Text {
            resolved: Cow::Borrowed(&scalar.text),
            canonical: None,
            first_form: None,
            plain: scalar.is_plain(),
        }),
        NodeKind::List(items) => Data::List(items.iter().map(unresolved).collect()),
        NodeKind::Map(entries) => Data::Map(
            entries
                .iter()
                .map(|entry| Member {
                    key: Cow::Borrowed(&entry.key),
                    key_span: entry.key_span,
                    value: unresolved(&entry.value),
                })
                .collect(),
        ),
        NodeKind::Function(function) => Data::Map(vec![Member {
            key: Cow::Borrowed(function.name.long_name()),
            key_span: function.name_span,
            value: unresolved(&function.argument),
        }]),
    };
    Value {
        data,
        node,
        function: None,
    }
}
