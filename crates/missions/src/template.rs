//! A mission's starter and solution: inline text or a file beside the mission, and whether it can be parsed at all.

use cfn::{Node, Position, ScalarStyle, Severity, Span};

use crate::{
    Problem,
    problems::{Problems, codes},
};

/// A template's text and where it came from.
pub(crate) struct Inline<'n> {
    pub(crate) text: &'n str,
    node: &'n Node,
    /// The text of the mission file.
    file_text: &'n str,
}

impl<'n> Inline<'n> {
    pub(crate) fn new(text: &'n str, node: &'n Node, file_text: &'n str) -> Self {
        Self {
            text,
            node,
            file_text,
        }
    }

    /// Puts the template's parse errors at their places in the mission file.
    pub(crate) fn check(&self, name: &str, problems: &mut Problems) {
        for error in parse_errors(self.text.as_bytes()) {
            let message = format!("in `{name}`: {}", error.message);
            let at = self.place(error.span);
            problems.found(codes::TEMPLATE, Severity::Error, at, message);
        }
    }

    /// The place in the mission file of a place in the text. Only in a `|` block does a line of the text stand on a line of the file.
    pub(crate) fn place(&self, inside: Span) -> Position {
        let start = self.node.span.start;
        let style = self.node.as_scalar().map(|scalar| scalar.style);
        if style != Some(ScalarStyle::Literal) {
            return start;
        }
        // The block's place is that of its first line with something on it.
        let blank = self.text.lines().take_while(|line| line.is_empty()).count();
        let blank = u32::try_from(blank).unwrap_or(u32::MAX);
        let line = (start.line + inside.start.line)
            .saturating_sub(1)
            .saturating_sub(blank);
        let index = |line: u32| {
            usize::try_from(line)
                .unwrap_or(usize::MAX)
                .saturating_sub(1)
        };
        let in_file = self.file_text.lines().nth(index(line)).unwrap_or("");
        let in_text = self
            .text
            .lines()
            .nth(index(inside.start.line))
            .unwrap_or("");
        let indent = in_file
            .chars()
            .count()
            .saturating_sub(in_text.chars().count());
        Position {
            line,
            column: inside.start.column,
        }
        .right(indent)
    }
}

/// The problems of a template file.
pub(crate) fn check_file(name: &str, text: &[u8]) -> Vec<Problem> {
    let mut problems = Problems::of(name);
    for error in parse_errors(text) {
        let at = error.span.start;
        problems.found(codes::TEMPLATE, Severity::Error, at, error.message);
    }
    problems.into_sorted()
}

/// What keeps a text from being read. What CloudFormation would say about the rest may be what a mission is about.
pub(crate) fn parse_errors(text: &[u8]) -> impl Iterator<Item = cfn::Diagnostic> {
    cfn::parse(text)
        .diagnostics
        .into_iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
}
