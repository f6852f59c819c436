//! Quoted text whose continuation lines are not indented: CloudFormation reads it, the parser refuses it.
//!
//! ```yaml
//! Description: "a text
//! that goes on"
//! ```
//!
//! White space at the start of such a line is no part of the value, so the reported line is indented and the text read again;
//! columns are corrected back. When that leads nowhere, the first error stands, since it is nearest to an unclosed quote.

use std::collections::BTreeMap;

use granit_parser::{ErrorKind, Marker, ScanError};

use crate::{Node, Position, diagnostic::Remarks, span::saturating};

use super::attempt;

/// How many lines may be indented; templates in the wild need fewer than twenty.
const MOST_LINES: usize = 100;
/// How many bytes may be read again in all, so that a large hostile text is not read a hundred times.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Which lines were indented, and by how many spaces.
#[derive(Debug, Default)]
pub(super) struct Repairs {
    spaces_by_line: BTreeMap<usize, usize>,
}

impl Repairs {
    /// A place in the text as it was written.
    pub(super) fn position(&self, marker: &Marker) -> Position {
        let inserted = if self.spaces_by_line.is_empty() {
            0
        } else {
            self.spaces_by_line
                .get(&marker.line())
                .copied()
                .unwrap_or(0)
        };
        Position {
            line: saturating(marker.line()),
            column: saturating(marker.col().saturating_sub(inserted) + 1),
        }
    }

    fn apply(&self, text: &str) -> String {
        let added: usize = self.spaces_by_line.values().sum();
        let mut repaired = String::with_capacity(text.len() + added);
        for (index, line) in text.split_inclusive('\n').enumerate() {
            if let Some(spaces) = self.spaces_by_line.get(&(index + 1)) {
                repaired.extend(std::iter::repeat_n(' ', *spaces));
            }
            repaired.push_str(line);
        }
        repaired
    }
}

/// Indents the line that `error` names, and each that is reported after it, until the text can be read. `None` when it cannot.
pub(super) fn read_repaired(text: &str, error: &ScanError) -> Option<(Option<Node>, Remarks)> {
    if *error.kind() != ErrorKind::InvalidQuotedScalarIndent {
        return None;
    }
    // One more than the deepest indentation is enough for every line.
    let spaces = text
        .lines()
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .max()
        .unwrap_or(0)
        + 1;
    let mut repairs = Repairs::default();
    let mut line = error.marker().line();
    let tries = MOST_LINES.min(MOST_BYTES / text.len().max(1));
    for _ in 0..tries {
        if repairs.spaces_by_line.insert(line, spaces).is_some() {
            return None;
        }
        match attempt(&repairs.apply(text), &repairs) {
            Ok(read) => return Some(read),
            Err(next) if *next.kind() == ErrorKind::InvalidQuotedScalarIndent => {
                line = next.marker().line();
            }
            Err(_) => return None,
        }
    }
    None
}
