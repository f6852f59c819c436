//! How a scalar stands in the text: which bytes are which characters of its value, and how a value is written within quotes.

use std::ops::Range;

use cfn::{Node, ScalarStyle, Span};

use super::Source;

/// A piece of text as it stands in a file.
pub(crate) struct Written {
    /// All of it, quotes included.
    pub(crate) range: Range<usize>,
    /// The quotes that characters stand in; plain for a piece of `A.B` between them.
    pub(crate) style: ScalarStyle,
    /// For each character of the value its byte in the value and its byte in the file, and for the end. `None` where a line is folded,
    /// or it is an alias.
    offsets: Option<Vec<(usize, usize)>>,
}

impl Written {
    /// Of a scalar value.
    pub(crate) fn of(source: &Source<'_>, node: &Node) -> Option<Self> {
        let scalar = node.as_scalar()?;
        let range = source.range(node.span)?;
        let raw = source.text.get(range.clone())?;
        let offsets = match scalar.style {
            ScalarStyle::Literal => literal(source, node.span, &scalar.text),
            ScalarStyle::Folded => None,
            ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                in_a_line(raw, range.start, &scalar.text)
            }
        };
        Some(Self {
            range,
            style: scalar.style,
            offsets,
        })
    }

    /// Of a key.
    pub(crate) fn of_key(source: &Source<'_>, span: Span, key: &str) -> Option<Self> {
        let range = source.range(span)?;
        let raw = source.text.get(range.clone())?;
        Some(Self {
            style: match raw.as_bytes().first() {
                Some(b'"') => ScalarStyle::DoubleQuoted,
                Some(b'\'') => ScalarStyle::SingleQuoted,
                _ => ScalarStyle::Plain,
            },
            offsets: in_a_line(raw, range.start, key),
            range,
        })
    }

    /// Where a stretch of the value stands in the file.
    pub(crate) fn stretch(
        &self,
        source: &Source<'_>,
        value: &str,
        inside: Range<usize>,
    ) -> Option<Range<usize>> {
        if let Some(offsets) = &self.offsets {
            let find = |at: usize| {
                let index = offsets.partition_point(|(inside, _)| *inside < at);
                offsets.get(index).filter(|(inside, _)| *inside == at)
            };
            return Some(find(inside.start)?.1..find(inside.end)?.1);
        }
        // A folded text: what is there once can be found all the same.
        let wanted = value
            .get(inside)
            .filter(|text| !text.is_empty() && !text.contains('\n'))?;
        let raw = source.text.get(self.range.clone())?;
        let mut found = raw.match_indices(wanted);
        let (first, _) = found.next()?;
        let start = self.range.start + first;
        found.next().is_none().then(|| start..start + wanted.len())
    }

    /// Whether all of the value is there on one line with nothing but quotes around it.
    pub(crate) fn is_whole(&self) -> bool {
        self.offsets.is_some() && !matches!(self.style, ScalarStyle::Literal | ScalarStyle::Folded)
    }

    /// Whether its quotes stand around it, and not around more than it.
    pub(crate) fn has_own_quotes(&self, source: &Source<'_>) -> bool {
        let raw = source.text.get(self.range.clone()).unwrap_or_default();
        match self.style {
            ScalarStyle::DoubleQuoted => raw.starts_with('"'),
            ScalarStyle::SingleQuoted => raw.starts_with('\''),
            ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => false,
        }
    }
}

/// The offsets of a value that stands on one line, held against the value itself.
fn in_a_line(raw: &str, start: usize, value: &str) -> Option<Vec<(usize, usize)>> {
    if raw.contains(['\n', '\r']) {
        return None;
    }
    let characters: Vec<(char, usize)> = if raw == value {
        raw.char_indices().map(|(at, char)| (char, at)).collect()
    } else if let Some(inner) = within(raw, '"') {
        double_quoted_characters(inner)?
    } else {
        single_quoted_characters(within(raw, '\'')?)?
    };
    let is_quoted = raw != value;
    let mut offsets = Vec::with_capacity(characters.len() + 1);
    let mut inside = 0;
    let mut wanted = value.chars();
    for (char, at) in characters {
        if wanted.next() != Some(char) {
            return None;
        }
        offsets.push((inside, start + at + usize::from(is_quoted)));
        inside += char.len_utf8();
    }
    let end = start + raw.len() - usize::from(is_quoted);
    offsets.push((inside, end));
    wanted.next().is_none().then_some(offsets)
}

fn within(raw: &str, quote: char) -> Option<&str> {
    raw.strip_prefix(quote)?.strip_suffix(quote)
}

fn single_quoted_characters(inner: &str) -> Option<Vec<(char, usize)>> {
    let mut characters = Vec::new();
    let mut rest = inner.char_indices();
    while let Some((at, char)) = rest.next() {
        if char == '\'' && rest.next()?.1 != '\'' {
            return None;
        }
        characters.push((char, at));
    }
    Some(characters)
}

/// <https://yaml.org/spec/1.2.2/#57-escaped-characters>; JSON's are among them.
fn double_quoted_characters(inner: &str) -> Option<Vec<(char, usize)>> {
    let mut characters = Vec::new();
    let mut rest = inner.char_indices();
    while let Some((at, char)) = rest.next() {
        if char != '\\' {
            characters.push((char, at));
            continue;
        }
        let name = inner.get(at + 1..)?.chars().next()?;
        let digits = match name {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let meant = match digits {
            0 => escape(name)?,
            _ => hex_at(inner, at + 2, digits)?,
        };
        rest.nth(digits)?;
        characters.push((meant, at));
    }
    Some(characters)
}

fn hex_at(inner: &str, start: usize, digits: usize) -> Option<char> {
    let hex = inner.get(start..start + digits)?;
    char::from_u32(u32::from_str_radix(hex, 16).ok()?)
}

fn escape(name: char) -> Option<char> {
    Some(match name {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        ' ' | '"' | '/' | '\\' => name,
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        _ => return None,
    })
}

/// The offsets of a `|` block: each line of the value is the end of a line of the file.
fn literal(source: &Source<'_>, span: Span, value: &str) -> Option<Vec<(usize, usize)>> {
    let mut offsets = Vec::with_capacity(value.len() + 1);
    // The block's place is that of its first line with something on it.
    let blank = value.split('\n').take_while(|line| line.is_empty()).count();
    let first = span.start.line.checked_sub(u32::try_from(blank).ok()?)?;
    let mut inside = 0;
    for (index, line) in value.split('\n').enumerate() {
        let number = first.checked_add(u32::try_from(index).ok()?)?;
        let is_last = inside + line.len() == value.len();
        let (start, end) = match source.line(number) {
            Some(written) if written.ends_with(line) => {
                let end = source.line_start(number)? + written.len();
                (end - line.len(), end)
            }
            // After the last line end there may be nothing more.
            _ if is_last && line.is_empty() => (source.text.len(), source.text.len()),
            _ => return None,
        };
        let characters = line.char_indices();
        offsets.extend(characters.map(|(at, _)| (inside + at, start + at)));
        offsets.push((inside + line.len(), end));
        inside += line.len() + 1;
    }
    Some(offsets)
}

/// A text as it is written within quotes, or without.
pub(crate) fn escaped(text: &str, style: ScalarStyle) -> String {
    match style {
        ScalarStyle::SingleQuoted => text.replace('\'', "''"),
        ScalarStyle::DoubleQuoted => text.replace('\\', "\\\\").replace('"', "\\\""),
        ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => text.to_owned(),
    }
}

/// A text without line ends in double quotes.
pub(crate) fn double_quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text, ScalarStyle::DoubleQuoted))
}
