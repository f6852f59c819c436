//! Whether places are inside of a text. Knows lines and columns, and not what stands there.

use cfn::{Data, Node, NodeKind, Position, Span, Value};
use grader::Evidence;

/// How long every line of a text is.
pub struct Places<'t> {
    text: &'t [u8],
    /// Characters of each line, its end left out.
    lengths: Vec<u32>,
}

impl<'t> Places<'t> {
    pub fn of(text: &'t [u8]) -> Self {
        let without_mark = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
        let mut lengths = Vec::new();
        let mut length = 0;
        let mut rest = without_mark.iter().peekable();
        while let Some(byte) = rest.next() {
            match byte {
                b'\r' if rest.peek() == Some(&&b'\n') => {}
                b'\n' | b'\r' => {
                    lengths.push(length);
                    length = 0;
                }
                // Bytes that continue a character do not count.
                byte if byte & 0xC0 == 0x80 => {}
                _ => length += 1,
            }
        }
        lengths.push(length);
        Self {
            text: without_mark,
            lengths,
        }
    }

    /// Panics unless the stretch is inside of the text and ends after it starts.
    pub fn hold(&self, span: Span, what: &str) {
        self.hold_point(span.start.line, span.start.column, what);
        self.hold_point(span.end.line, span.end.column, what);
        assert!(
            span.start <= span.end,
            "it ends before it starts: {span:?}, {what}"
        );
    }

    pub fn hold_evidence(&self, evidence: &Evidence) {
        let span = Span {
            start: Position {
                line: evidence.line,
                column: evidence.column,
            },
            end: Position {
                line: evidence.end_line,
                column: evidence.end_column,
            },
        };
        self.hold(span, evidence.resource.as_deref().unwrap_or_default());
    }

    /// A place may be one past the end of its line. What is said of a whole text stands at its first character, even when it has none.
    pub fn hold_point(&self, line: u32, column: u32, what: &str) {
        let length = (line as usize)
            .checked_sub(1)
            .and_then(|index| self.lengths.get(index));
        let is_inside = length.is_some_and(|length| (1..=length + 1).contains(&column));
        let is_first_character = line == 1 && column <= 2;
        assert!(
            is_inside || is_first_character,
            "{line}:{column} is not in the text of {} lines, the line has {length:?} characters: {what}",
            self.lengths.len()
        );
    }

    /// The places of a tree: inside of the text, children inside of their parents and one after the other. Aliases stand for what
    /// was written elsewhere, so a text that may have them is only held to the first.
    pub fn hold_tree(&self, node: &Node) {
        let is_in_order = !self.text.contains(&b'*');
        self.hold_node(node, is_in_order);
    }

    fn hold_node(&self, node: &Node, is_in_order: bool) {
        self.hold(node.span, node.describe());
        let mut last = node.span.start;
        let mut child = |span: Span| {
            // What was not written has no place of its own.
            if is_in_order && span.start < span.end {
                assert!(
                    last <= span.start && span.end <= node.span.end,
                    "{span:?} is out of order in {:?} ({}), after {last:?}",
                    node.span,
                    node.describe()
                );
                last = span.start;
            }
        };
        match &node.kind {
            NodeKind::Scalar(_) => {}
            NodeKind::List(items) => {
                for item in items {
                    child(item.span);
                    self.hold_node(item, is_in_order);
                }
            }
            NodeKind::Map(entries) => {
                for entry in entries {
                    self.hold(entry.key_span, &entry.key);
                    child(entry.key_span);
                    child(entry.value.span);
                    self.hold_node(&entry.value, is_in_order);
                }
            }
            NodeKind::Function(function) => {
                self.hold(function.name_span, function.name.long_name());
                child(function.argument.span);
                self.hold_node(&function.argument, is_in_order);
            }
        }
    }

    /// The places of a resolved value.
    pub fn hold_value(&self, value: &Value<'_>) {
        self.hold(value.span(), value.node.describe());
        match &value.data {
            Data::Text(_) | Data::Absent => {}
            Data::Unknown(unknown) => {
                assert!(
                    !unknown.reason.is_empty(),
                    "it is said why something is not known"
                );
            }
            Data::List(items) => items.iter().for_each(|item| self.hold_value(item)),
            Data::Map(members) => {
                for member in members {
                    self.hold(member.key_span, &member.key);
                    self.hold_value(&member.value);
                }
            }
        }
    }
}
