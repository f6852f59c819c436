//! Parser events -> span tree, without recursion. Depth, aliases, keys and the remarks that need no other place are here.

use std::borrow::Cow;

use granit_parser::{Event, ScalarStyle as ParserStyle, Span as ParserSpan, Tag};
use smol_str::SmolStr;

use crate::{
    Diagnostic, Entry, Node, NodeKind, Position, Scalar, ScalarStyle, Span, codes,
    diagnostic::Remarks, limits,
};

use super::{
    aliases::{Anchors, NoValue},
    functions::{self, TagUse},
    repair::Repairs,
};

/// Why no more events are taken.
pub(super) enum Stop {
    /// All that is wanted has been read.
    Done,
    /// The text cannot be used, for this reason.
    Refused(Diagnostic),
}

/// Puts one document together.
pub(super) struct Builder<'s> {
    source: &'s str,
    repairs: &'s Repairs,
    open: Vec<Open>,
    /// Elements of the lists that are open, those of the innermost last; a list that ends takes its own in one piece, of the
    /// right size.
    nodes: Vec<Node>,
    /// Members of the mappings that are open, in the same way.
    entries: Vec<Entry>,
    depth: usize,
    /// Bytes before the end of the last scalar or alias.
    last_end: Option<usize>,
    anchors: Anchors,
    root: Option<Node>,
    documents: usize,
    alias_remarked: bool,
    diagnostics: Remarks,
}

/// A collection whose end has not come yet.
struct Open {
    start: Position,
    tag: Option<TagUse>,
    anchor: usize,
    /// One, or two when a tag makes a function of it.
    weight: usize,
    items: Items,
}

/// Where its own begin among [`Builder::nodes`] or [`Builder::entries`].
enum Items {
    List { first: usize },
    Map { first: usize, key: Option<Key> },
}

/// A key that waits for its value. Without text it was a list or a mapping, and is dropped with its value.
struct Key {
    text: Option<SmolStr>,
    span: Span,
}

impl<'s> Builder<'s> {
    pub(super) fn new(source: &'s str, repairs: &'s Repairs) -> Self {
        Self {
            source,
            repairs,
            open: Vec::new(),
            nodes: Vec::new(),
            entries: Vec::new(),
            depth: 0,
            last_end: None,
            anchors: Anchors::default(),
            root: None,
            documents: 0,
            alias_remarked: false,
            diagnostics: Remarks::default(),
        }
    }

    pub(super) fn take(&mut self, event: Event<'_>, span: ParserSpan) -> Result<(), Stop> {
        match event {
            Event::DocumentStart(..) => self.start_document(&span),
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag, &span),
            Event::SequenceStart(_, anchor, tag) => {
                let first = self.nodes.len();
                self.start(Items::List { first }, anchor, tag.as_deref(), &span)
            }
            Event::MappingStart(_, anchor, tag) => {
                let first = self.entries.len();
                let items = Items::Map { first, key: None };
                self.start(items, anchor, tag.as_deref(), &span)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(&span),
            Event::Alias(id) => self.alias(id, &span),
            // Comments and anchor names are switched off, and the enum may grow.
            _ => Ok(()),
        }
    }

    /// The tree and its remarks, when all events have been taken.
    pub(super) fn finish(mut self) -> (Option<Node>, Remarks) {
        let nothing = self
            .root
            .as_ref()
            .is_none_or(|root| root.as_scalar().is_some_and(Scalar::is_missing));
        if nothing {
            let message = "The file is empty. A template starts with `Resources:`.";
            let empty = Diagnostic::error(codes::EMPTY, Span::at(Position::START), message);
            self.diagnostics.push_reason(empty);
            return (None, self.diagnostics);
        }
        if let Some(root) = &mut self.root {
            functions::mark_conditions_section(root);
        }
        (self.root, self.diagnostics)
    }

    /// The remarks, when the text is refused.
    pub(super) fn into_refused(mut self, why: Diagnostic) -> Remarks {
        self.diagnostics.push_reason(why);
        self.diagnostics
    }

    fn start_document(&mut self, span: &ParserSpan) -> Result<(), Stop> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let message = "A second YAML document starts here. CloudFormation takes one a file; only the first is read.";
        let place = Span::at(self.repairs.position(&span.start));
        self.diagnostics
            .push_reason(Diagnostic::error(codes::SECOND_DOCUMENT, place, message));
        Err(Stop::Done)
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ParserStyle,
        anchor: usize,
        tag: Option<Cow<'_, Tag>>,
        span: &ParserSpan,
    ) -> Result<(), Stop> {
        // The parser says `~` for a value that was not written.
        let missing = style == ParserStyle::Plain && span.is_empty();
        let text = if missing { Cow::Borrowed("") } else { text };
        let place = if missing {
            self.place_of_nothing(span)
        } else {
            self.scalar_span(span, style)
        };
        self.last_end = span.end.byte_offset();
        let tag = tag.and_then(|tag| TagUse::new(&tag, span, self.repairs));
        let style = match style {
            // `!!str 5` and `! 5` are text, as if quoted.
            ParserStyle::Plain if tag.as_ref().is_some_and(TagUse::is_text) => {
                ScalarStyle::DoubleQuoted
            }
            ParserStyle::Plain => ScalarStyle::Plain,
            ParserStyle::SingleQuoted => ScalarStyle::SingleQuoted,
            ParserStyle::DoubleQuoted => ScalarStyle::DoubleQuoted,
            ParserStyle::Literal => ScalarStyle::Literal,
            ParserStyle::Folded => ScalarStyle::Folded,
        };
        let scalar = Scalar {
            text: SmolStr::from(text),
            style,
        };
        if !self.awaits_key() {
            self.remark_account_id(&scalar, place);
        }
        let node = Node {
            kind: NodeKind::Scalar(scalar),
            span: place,
        };
        self.complete(node, tag, anchor)
    }

    /// Where a value that was not written stands: just after its key's colon when that follows the key, or where the parser says.
    fn place_of_nothing(&self, span: &ParserSpan) -> Span {
        let next = self.last_end.and_then(|at| self.source.as_bytes().get(at));
        let said = self.repairs.position(&span.start);
        if next != Some(&b':') {
            return Span::at(said);
        }
        let key_end = self.open.last().and_then(|open| match &open.items {
            Items::Map { key: Some(key), .. } => Some(key.span.end.right(1)),
            Items::Map { key: None, .. } | Items::List { .. } => None,
        });
        Span::at(key_end.unwrap_or(said))
    }

    fn scalar_span(&self, span: &ParserSpan, style: ParserStyle) -> Span {
        let start = self.repairs.position(&span.start);
        let end = self.repairs.position(&span.end);
        if !matches!(style, ParserStyle::Literal | ParserStyle::Folded) || end.line == start.line {
            return Span { start, end };
        }
        // The parser ends a block scalar where the next thing starts; end it after its last written character.
        let written = span.slice(self.source).unwrap_or_default().trim_end();
        let last_line = written.rsplit('\n').next().unwrap_or_default();
        let lines = written.bytes().filter(|byte| *byte == b'\n').count();
        let before = if lines == 0 { span.start.col() } else { 0 };
        let end = Position {
            line: start.line.saturating_add(crate::span::saturating(lines)),
            column: 1,
        };
        Span {
            start,
            end: end.right(before + last_line.chars().count()),
        }
    }

    fn remark_account_id(&mut self, scalar: &Scalar, span: Span) {
        let text = scalar.text.as_bytes();
        if text.len() != 12 || !scalar.is_plain() || !text.iter().all(u8::is_ascii_digit) {
            return;
        }
        let id = &scalar.text;
        if text[0] == b'0' {
            let message = format!(
                "`{id}` is a number without quotes, and loses its leading zero. Write the account id as \"{id}\"."
            );
            let remark = Diagnostic::warning(codes::UNQUOTED_ACCOUNT_ID, span, message);
            self.diagnostics.push(remark);
        } else if !text.ends_with(b"000") {
            // A round number is a threshold, not an account.
            let message = format!(
                "`{id}` is read as a number. Account ids are text: write \"{id}\", so that one with a leading zero works too."
            );
            let remark = Diagnostic::info(codes::UNQUOTED_ACCOUNT_ID, span, message);
            self.diagnostics.push(remark);
        }
    }

    fn awaits_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open {
                items: Items::Map { key: None, .. },
                ..
            })
        )
    }

    fn start(
        &mut self,
        items: Items,
        anchor: usize,
        tag: Option<&Tag>,
        span: &ParserSpan,
    ) -> Result<(), Stop> {
        let start = self.repairs.position(&span.start);
        let tag = tag.and_then(|tag| TagUse::new(tag, span, self.repairs));
        let weight = if tag.is_some() { 2 } else { 1 };
        self.depth += weight;
        self.check_depth(self.depth, start)?;
        self.open.push(Open {
            start,
            tag,
            anchor,
            weight,
            items,
        });
        Ok(())
    }

    fn check_depth(&self, depth: usize, place: Position) -> Result<(), Stop> {
        if depth <= limits::DEPTH {
            return Ok(());
        }
        let message = format!(
            "The template is nested deeper than {} levels here.",
            limits::DEPTH
        );
        Err(Stop::Refused(Diagnostic::error(
            codes::TOO_DEEP,
            Span::at(place),
            message,
        )))
    }

    fn end(&mut self, span: &ParserSpan) -> Result<(), Stop> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        self.depth -= open.weight;
        // Block collections end where the next token starts, flow ones after their bracket.
        let bracket = span.end.index() > span.start.index();
        let last = match &open.items {
            Items::List { first } => self.nodes[*first..].last().map(|node| node.span.end),
            Items::Map { first, .. } => {
                let last = self.entries[*first..].last();
                last.map(|entry| entry.value.span.end)
            }
        };
        let end = if bracket {
            self.repairs.position(&span.end)
        } else {
            last.unwrap_or(open.start)
        };
        let place = Span {
            start: open.start,
            end,
        };
        let kind = match open.items {
            Items::List { first } => NodeKind::List(self.nodes.drain(first..).collect()),
            Items::Map { first, .. } => {
                let entries = self.entries.drain(first..).collect();
                functions::mapping(entries, &mut self.diagnostics)
            }
        };
        let node = Node { kind, span: place };
        self.complete(node, open.tag, open.anchor)
    }

    fn alias(&mut self, id: usize, span: &ParserSpan) -> Result<(), Stop> {
        self.last_end = span.end.byte_offset();
        let place = Span {
            start: self.repairs.position(&span.start),
            end: self.repairs.position(&span.end),
        };
        match self.anchors.expand(id) {
            Ok((mut node, size)) => {
                self.check_depth(self.depth + size.depth, place.start)?;
                if !std::mem::replace(&mut self.alias_remarked, true) {
                    // One remark about aliases is enough.
                    let message = "CloudFormation does not take YAML aliases: write the value out, or use a parameter or mapping.";
                    self.diagnostics.push(Diagnostic::warning(
                        codes::ALIAS_OR_MERGE,
                        place,
                        message,
                    ));
                }
                node.span = place;
                self.attach(node);
                Ok(())
            }
            Err(no_value) => Err(Stop::Refused(refused_alias(&no_value, place))),
        }
    }

    /// A value is whole: make a function of a tagged one, remember an anchored one, put it where it belongs.
    fn complete(&mut self, node: Node, tag: Option<TagUse>, anchor: usize) -> Result<(), Stop> {
        let node = match tag {
            Some(tag) => functions::tagged(&tag, node, &mut self.diagnostics),
            None => node,
        };
        if anchor > 0
            && let Err(no_value) = self.anchors.remember(anchor, &node)
        {
            return Err(Stop::Refused(refused_alias(&no_value, node.span)));
        }
        self.attach(node);
        Ok(())
    }

    fn attach(&mut self, node: Node) {
        let Some(open) = self.open.last_mut() else {
            if self.root.is_none() {
                self.root = Some(node);
            }
            return;
        };
        match &mut open.items {
            Items::List { .. } => self.nodes.push(node),
            Items::Map { key, .. } => match key.take() {
                Some(key) => {
                    if let Some(text) = key.text {
                        self.entries.push(Entry {
                            key: text,
                            key_span: key.span,
                            value: node,
                        });
                    }
                }
                None => *key = Some(key_of(node, &mut self.diagnostics)),
            },
        }
    }
}

fn key_of(node: Node, diagnostics: &mut Remarks) -> Key {
    let span = node.span;
    let what = node.describe();
    let text = match node.kind {
        NodeKind::Scalar(scalar) => {
            if scalar.text == "<<" && scalar.is_plain() {
                let message =
                    "CloudFormation does not take YAML merge keys (`<<`): write the members out.";
                diagnostics.push(Diagnostic::warning(codes::ALIAS_OR_MERGE, span, message));
            }
            Some(scalar.text)
        }
        NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Function(_) => {
            let message = format!(
                "A key must be text, but this is {what}. A placeholder such as `{{{{ name }}}}` has to be filled in, or quoted."
            );
            diagnostics.push(Diagnostic::error(codes::KEY_NOT_TEXT, span, message));
            None
        }
    };
    Key { text, span }
}

fn refused_alias(no_value: &NoValue, span: Span) -> Diagnostic {
    match no_value {
        NoValue::Itself => Diagnostic::error(
            codes::ALIAS_OR_MERGE,
            span,
            "This alias stands inside of the value that it names, so it would never end.",
        ),
        NoValue::TooMany => Diagnostic::error(
            codes::ALIAS_EXPANSION,
            span,
            format!(
                "The aliases of this file expand to more than {} values.",
                limits::ALIAS_NODES
            ),
        ),
    }
}
