//! Secrets whose name stands elsewhere: the `Default` of a parameter with `NoEcho`, the `Value` beside a `Name` that says PASSWORD, the
//! lines of a block below a key.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    Secret, SecretKind,
    named::meaning,
    page::{FARTHEST, Page},
    value::{self, Place, Value, is_literal, is_sentence, looks_made},
};

static NO_ECHO: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?-u)["']?\bNoEcho\b["']?[ \t]*:\s*["']?(?i:true|yes|on|1)\b"#).ok()
});

/// A key that names something, with the name.
static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?-u)["']?\b(?:Name|name|Key|key|ParameterKey|OptionName|VariableName)\b["']?[ \t]*:[ \t]*["']?([A-Za-z0-9_./-]{3,80})["']?[ \t]*(?:[,}\r\n#]|$)"#)
        .ok()
});

/// More lines than any parameter has.
const MOST_LINES: usize = 60;

/// Deeper than any parameter or pair.
const DEEPEST: usize = 8;

pub(super) fn find(page: &Page<'_>) -> Vec<Secret> {
    let mut found = Vec::new();
    for key in NO_ECHO.iter().flat_map(|key| key.find_iter(page.text)) {
        let Some(value) = sibling(page, key.start(), &["Default"]) else {
            continue;
        };
        let text = &page.text[value.range.clone()];
        let is_reference = text.contains("{{resolve:")
            || matches!(text, "" | "{" | "[" | "~" | "null" | "none" | "|" | ">");
        if !is_reference {
            found.push(Secret::new(value.range, SecretKind::HiddenDefault));
        }
    }
    for captures in NAMED
        .iter()
        .flat_map(|named| named.captures_iter(page.text))
    {
        let (Some(all), Some(name)) = (captures.get(0), captures.get(1)) else {
            continue;
        };
        let Some(meaning) = meaning(name.as_str()) else {
            continue;
        };
        let Some(value) = sibling(
            page,
            all.start(),
            &["Value", "value", "ParameterValue", "DefaultValue"],
        ) else {
            continue;
        };
        let text = &page.text[value.range.clone()];
        let is_one = is_literal(text)
            && !is_sentence(text)
            && (meaning.kind == SecretKind::Password || looks_made(text));
        if is_one {
            found.push(Secret::new(value.range, meaning.kind));
        }
    }
    found
}

/// The value of `Default` in the mapping that stands under a key; `at` is the place after the key's colon.
pub(super) fn default_of(page: &Page<'_>, key: usize, at: usize) -> Option<Value> {
    let start = page.skip_spaces(at);
    if page.at(start) == Some(b'{') {
        return member(page, start, &["Default"]);
    }
    if start < page.line_end(start) {
        return None;
    }
    let index = page.index_of(key);
    let own = page.indent(index)?;
    let first = (index + 1..page.lines().min(index + MOST_LINES))
        .find(|line| page.indent(*line).is_some())?;
    let inner = page.indent(first).filter(|inner| *inner > own)?;
    if page.text[page.line(first)].trim_start().starts_with('{') {
        return member(page, page.line(first).start + inner, &["Default"]);
    }
    lines_of_mapping(page, first, inner, true)
        .into_iter()
        .find_map(|line| value_of(page, line, &["Default"]))
}

/// The lines of a block scalar under a key, each without its indentation; `at` is the place after the key's colon.
pub(super) fn block_scalar(page: &Page<'_>, key: usize, at: usize) -> Option<Vec<Range<usize>>> {
    let start = page.skip_spaces(at);
    let mark = page.text[start..page.line_end(start)].trim_end();
    let is_mark = mark.starts_with(['|', '>'])
        && mark.len() <= 3
        && mark[1..].bytes().all(|byte| b"+-123456789".contains(&byte));
    if !is_mark {
        return None;
    }
    let index = page.index_of(key);
    let own = page.indent(index)?;
    let mut lines = Vec::new();
    for line in index + 1..page.lines().min(index + MOST_LINES) {
        match page.indent(line) {
            None => {}
            Some(indent) if indent > own => {
                let range = page.line(line);
                let length = page.text[range.clone()].trim_end().len();
                lines.push(range.start + indent..range.start + length);
            }
            Some(_) => break,
        }
    }
    (!lines.is_empty()).then_some(lines)
}

/// The value of another key of the mapping in which the key at a place stands.
fn sibling(page: &Page<'_>, key: usize, wanted: &[&str]) -> Option<Value> {
    if let Some(open) = opening(page, key) {
        return member(page, open, wanted);
    }
    let index = page.index_of(key);
    let column = column(page, index)?;
    let mut lines = Vec::new();
    if !has_dash(page, index) {
        lines = lines_of_mapping(page, index, column, false);
    }
    lines.extend(lines_of_mapping(page, index, column, true));
    lines
        .into_iter()
        .find_map(|line| value_of(page, line, wanted))
}

/// The lines of the block mapping of a line that begin a key of it, downwards or upwards.
fn lines_of_mapping(page: &Page<'_>, from: usize, wanted: usize, down: bool) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut line = from;
    for _ in 0..MOST_LINES {
        match column(page, line) {
            Some(found) if found < wanted => break,
            Some(found) if found == wanted => {
                let begins_item = has_dash(page, line);
                // A mapping has a key once, so the next of the same name is of another.
                let is_next = line != from && first_word(page, line) == first_word(page, from);
                if is_next || begins_item && down && line != from {
                    break;
                }
                lines.push(line);
                if begins_item && !down {
                    break;
                }
            }
            _ => {}
        }
        line = match down {
            true if line + 1 < page.lines() => line + 1,
            false if line > 0 => line - 1,
            _ => break,
        };
    }
    lines
}

/// A line's key, or whatever stands there.
fn first_word<'t>(page: &Page<'t>, line: usize) -> &'t str {
    let text = page.text[page.line(line)].trim_start_matches([' ', '\t', '-']);
    text.split([' ', ':']).next().unwrap_or_default()
}

/// Where a line's first key begins, behind the dashes of a list; absent for empty lines and remarks.
fn column(page: &Page<'_>, line: usize) -> Option<usize> {
    let text = &page.text[page.line(line)];
    let content = text.trim_start_matches([' ', '\t', '-']);
    (!content.is_empty() && !content.starts_with('#')).then(|| text.len() - content.len())
}

fn has_dash(page: &Page<'_>, line: usize) -> bool {
    page.text[page.line(line)].trim_start().starts_with("- ")
}

/// The value on a line, when its key is one of these.
fn value_of(page: &Page<'_>, line: usize, wanted: &[&str]) -> Option<Value> {
    let start = page.line(line).start + column(page, line)?;
    let rest = &page.text[start..page.line(line).end];
    let bare = rest.trim_start_matches(['"', '\'']);
    let key = wanted.iter().find(|key| bare.starts_with(**key))?;
    let after = bare[key.len()..]
        .trim_start_matches(['"', '\''])
        .trim_start();
    let value = after.strip_prefix(':')?;
    value::read(page, start + rest.len() - value.len(), Place::Block)
}

/// The brace of the mapping in which a key of JSON or of a flow mapping stands.
fn opening(page: &Page<'_>, key: usize) -> Option<usize> {
    let bytes = page.bytes();
    let from = key.saturating_sub(FARTHEST);
    let before = bytes[from..key]
        .iter()
        .rposition(|byte| !byte.is_ascii_whitespace())?;
    if !matches!(bytes[from + before], b'{' | b',') {
        return None;
    }
    let mut depth = 0_usize;
    for at in (from..key).rev() {
        match bytes[at] {
            b'}' => depth += 1,
            b'{' if depth == 0 => return Some(at),
            b'{' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The value of a key of the mapping that a brace opens.
fn member(page: &Page<'_>, open: usize, wanted: &[&str]) -> Option<Value> {
    let bytes = page.bytes();
    let end = bytes.len().min(open + FARTHEST);
    let mut depth = 0_usize;
    let mut at = open;
    while at < end {
        match bytes[at] {
            // Nothing that we look in is as deep.
            b'{' | b'[' if depth == DEEPEST => return None,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return None;
                }
            }
            quote @ (b'"' | b'\'') => {
                let close = string_end(bytes, at, end, quote);
                let text = page.text.get(at + 1..close)?;
                let colon = skip_whitespace(bytes, close + 1);
                if depth == 1 && wanted.contains(&text) && bytes.get(colon) == Some(&b':') {
                    return value::read(page, skip_whitespace(bytes, colon + 1), Place::Flow);
                }
                at = close;
            }
            byte if depth == 1 && byte.is_ascii_alphabetic() => {
                let length = bytes[at..end]
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphanumeric())
                    .count();
                let colon = skip_whitespace(bytes, at + length);
                if wanted.contains(&&page.text[at..at + length]) && bytes.get(colon) == Some(&b':')
                {
                    return value::read(page, skip_whitespace(bytes, colon + 1), Place::Flow);
                }
                at += length - 1;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

fn string_end(bytes: &[u8], open: usize, end: usize, quote: u8) -> usize {
    let mut at = open + 1;
    while at < end && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(end)
}

fn skip_whitespace(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .take_while(|byte| byte.is_ascii_whitespace())
        .count()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_pattern_is_understood() {
        assert!(
            super::NO_ECHO.is_some() && super::NAMED.is_some(),
            "hidden parameters and pairs are looked for"
        );
    }
}
