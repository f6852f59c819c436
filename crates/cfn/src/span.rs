//! Places in a template's text.

/// A place in the text. Both count from 1; columns count Unicode scalar values, not bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
}

impl Position {
    /// The first character of a text.
    pub const START: Self = Self { line: 1, column: 1 };

    /// This many characters further on in the same line.
    #[must_use]
    pub fn right(self, characters: usize) -> Self {
        Self {
            column: self.column.saturating_add(saturating(characters)),
            ..self
        }
    }
}

/// A stretch of text, `start` included and `end` excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

impl Span {
    /// The empty stretch at a place.
    pub fn at(position: Position) -> Self {
        Self {
            start: position,
            end: position,
        }
    }
}

/// Lines and columns of a text of at most 4 MiB always fit; anything else is the last one.
pub(crate) fn saturating(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
