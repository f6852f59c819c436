//! A text with its lines: where one is, what stands around a place in it. Looking around is bounded, so that a text without line breaks,
//! or with a million quotes, is not read over and over.

use std::{borrow::Cow, ops::Range};

use super::Secret;

/// The longest value that is looked at as one, in bytes; session tokens have two thousand.
pub(super) const LONGEST_VALUE: usize = 4096;

/// The farthest that anything looks for what belongs together, in bytes.
pub(super) const FARTHEST: usize = 8192;

pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    /// Where each line begins.
    starts: Vec<usize>,
    /// Whether it is JSON, where a word needs quotes.
    is_json: bool,
}

impl<'t> Page<'t> {
    pub(super) fn new(text: &'t str) -> Page<'t> {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        Page {
            text,
            starts,
            is_json: text
                .trim_start_matches('\u{feff}')
                .trim_start()
                .starts_with('{'),
        }
    }

    pub(super) fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    /// The index of the line of a place, from 0.
    pub(super) fn index_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    /// The number of the line of a place, from 1.
    pub(super) fn line_of(&self, at: usize) -> u32 {
        u32::try_from(self.index_of(at) + 1).unwrap_or(u32::MAX)
    }

    /// How many lines there are.
    pub(super) fn lines(&self) -> usize {
        self.starts.len()
    }

    /// A line without its line break.
    pub(super) fn line(&self, index: usize) -> Range<usize> {
        let start = self.starts[index];
        let end = self
            .starts
            .get(index + 1)
            .map_or(self.text.len(), |next| next - 1);
        let is_return = end > start && self.bytes()[end - 1] == b'\r';
        start..end - usize::from(is_return)
    }

    /// The end of the line of a place.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.line(self.index_of(at)).end.max(at)
    }

    /// How far a line is indented; absent for an empty one.
    pub(super) fn indent(&self, index: usize) -> Option<usize> {
        let line = &self.text[self.line(index)];
        let content = line.trim_start();
        (!content.is_empty()).then(|| line.len() - content.len())
    }

    pub(super) fn before(&self, at: usize) -> Option<u8> {
        at.checked_sub(1).map(|at| self.bytes()[at])
    }

    pub(super) fn at(&self, at: usize) -> Option<u8> {
        self.bytes().get(at).copied()
    }

    /// The first place from `at` on that has no space.
    pub(super) fn skip_spaces(&self, at: usize) -> usize {
        let blank = self.bytes()[at..]
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t'))
            .count();
        at + blank
    }

    /// The nearest place at or before `at` where a character begins.
    pub(super) fn boundary(&self, mut at: usize) -> usize {
        at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The word that replaces a secret; quoted where it replaces a number of JSON.
    pub(super) fn in_place(&self, secret: &Secret) -> Cow<'static, str> {
        let word = secret.kind.placeholder();
        let is_number = self.is_json
            && self.text[secret.range.clone()]
                .bytes()
                .all(|byte| byte.is_ascii_digit())
            && self.bytes()[..secret.range.start]
                .iter()
                .rev()
                .take(16)
                .find(|byte| !byte.is_ascii_whitespace())
                .is_some_and(|byte| matches!(byte, b':' | b'[' | b','))
            && self.bytes()[secret.range.end..]
                .iter()
                .take(16)
                .find(|byte| !byte.is_ascii_whitespace())
                .is_some_and(|byte| matches!(byte, b',' | b'}' | b']'));
        if is_number {
            Cow::Owned(format!("\"{word}\""))
        } else {
            Cow::Borrowed(word)
        }
    }
}
