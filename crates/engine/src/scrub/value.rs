//! A value after its key: where it begins and ends, and whether it can be a secret at all rather than a reference, a type, a sentence or
//! a piece of code.

use std::ops::Range;

use super::page::{LONGEST_VALUE, Page};

/// How a value came to stand where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// After a key of a block of YAML: to the end of the line.
    Block,
    /// After a key between braces, or of JSON: to the next comma or brace.
    Flow,
    /// Anywhere else, as in a script: to the next blank or sign.
    Inline,
}

/// A value as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// Without its quotes.
    pub(super) range: Range<usize>,
    pub(super) is_quoted: bool,
}

/// Reads the value that begins at or after `at`, on the same line. Nothing when there is none, or when it is a function's.
pub(super) fn read(page: &Page<'_>, at: usize, place: Place) -> Option<Value> {
    let mut start = page.skip_spaces(at);
    while page.at(start) == Some(b'!')
        && page
            .at(start + 1)
            .is_some_and(|byte| byte.is_ascii_alphabetic())
    {
        let end = page.boundary(start + 12).max(start);
        let tag = page.text[start..end].split_ascii_whitespace().next()?;
        if place == Place::Inline || !matches!(tag, "!Sub" | "!Base64") {
            return None;
        }
        start = page.skip_spaces(start + tag.len());
    }
    let end = page.line_end(start);
    let limit = page.boundary(end.min(start + LONGEST_VALUE));
    let rest = page.text.get(start..limit)?;
    // A string of Python or PowerShell.
    let prefix = usize::from(
        rest.starts_with(['b', 'f', 'r', 'u', '@', 'N']) && rest[1..].starts_with(['"', '\'']),
    );
    let quoted = &rest[prefix..];
    for quote in ["\\\"", "\"", "'", "\\'"] {
        if let Some(inner) = quoted.strip_prefix(quote) {
            let start = start + prefix + quote.len();
            let length = closing(inner, quote)?;
            return Some(Value {
                range: start..start + length,
                is_quoted: true,
            });
        }
    }
    let length = match place {
        Place::Block => rest.find(" #").unwrap_or(rest.len()),
        Place::Flow => rest.find([',', '}', ']']).unwrap_or(rest.len()),
        Place::Inline => inline_end(rest),
    };
    let text = rest[..length].trim_end();
    (!text.is_empty()).then(|| Value {
        range: start..start + text.len(),
        is_quoted: false,
    })
}

/// The length of a quoted text.
fn closing(inner: &str, quote: &str) -> Option<usize> {
    if quote.len() == 2 {
        return inner.find(quote);
    }
    let mut bytes = inner.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        if byte == quote.as_bytes()[0] {
            let doubled = quote == "'" && inner[at + 1..].starts_with('\'');
            if !doubled {
                return Some(at);
            }
            bytes.next();
        } else if byte == b'\\' && quote == "\"" {
            bytes.next();
        }
    }
    None
}

fn inline_end(rest: &str) -> usize {
    let mut characters = rest.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let ends = c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | '`' | ';' | '&' | '|' | '<' | '>' | '\\' | ')' | '}' | ']'
            )
            || c == ','
                && characters
                    .peek()
                    .is_none_or(|(_, next)| next.is_whitespace() || matches!(next, '"' | '\''));
        if ends {
            return at;
        }
    }
    rest.len()
}

/// What stands for a secret without being one, in lower case.
const NO_SECRETS: &[&str] = &[
    "any",
    "array",
    "auto",
    "basic",
    "bearer",
    "bool",
    "boolean",
    "bytes",
    "disabled",
    "enabled",
    "false",
    "generated",
    "header",
    "hidden",
    "id",
    "int",
    "integer",
    "n/a",
    "never",
    "nil",
    "no",
    "none",
    "null",
    "number",
    "object",
    "off",
    "on",
    "optional",
    "os",
    "plaintext",
    "random",
    "redacted",
    "required",
    "securestring",
    "self",
    "str",
    "string",
    "string!",
    "true",
    "undefined",
    "yes",
    "~",
];

/// Whether a text is a value of its own: no reference, variable, function, type, path, ARN, or stars.
pub(super) fn is_literal(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_variable = text.strip_prefix('$').is_some_and(|name| {
        name.starts_with(['{', '('])
            || name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_.".contains(&byte))
            || name.contains('(')
    });
    let is_reference = is_variable
        || text.starts_with(['{', '[', '<', '(', '*', '`'])
        || text.starts_with("%(")
        || text.starts_with("%{")
        || ["${", "#{", "{{", "$(", "::", "REMOVED_"]
            .iter()
            .any(|sign| text.contains(sign));
    let is_place = [
        "arn:",
        "http://",
        "https://",
        "s3://",
        "alias/",
        "file:",
        "/",
        "./",
        "#/",
        "method.request",
        "ssm:",
        "env:",
    ]
    .iter()
    .any(|start| lower.starts_with(start));
    let is_stars = text
        .bytes()
        .all(|byte| matches!(byte, b'*' | b'x' | b'X' | b'.' | b'-' | b'_' | b'?'));
    !(text.is_empty()
        || is_reference
        || is_place
        || is_stars
        || NO_SECRETS.contains(&lower.as_str()))
}

/// Whether an unquoted text is an expression of a program: a name with a member, a call, an index.
pub(super) fn is_expression(text: &str) -> bool {
    if text.contains('(') || text.contains('[') {
        return true;
    }
    let mut parts = text.trim_end_matches([',', ';']).split('.');
    let is_name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    text.contains('.') && parts.all(is_name)
}

/// Words of a sentence about a secret, which is not the secret.
const SENTENCE: &[&str] = &[
    "a", "an", "and", "at", "be", "by", "can", "contain", "enter", "for", "from", "if", "in", "is",
    "it", "master", "must", "of", "or", "password", "please", "provide", "secret", "should",
    "specify", "that", "the", "this", "to", "token", "use", "used", "will", "with", "you", "your",
];

/// Whether a text with blanks reads like a sentence or a label.
pub(super) fn is_sentence(text: &str) -> bool {
    let words: Vec<String> = text
        .split_whitespace()
        .map(str::to_ascii_lowercase)
        .collect();
    words.len() > 6
        || words.len() > 1
            && words.iter().any(|word| {
                SENTENCE.contains(&word.trim_matches(|c: char| !c.is_ascii_alphanumeric()))
            })
}

/// Whether a text looks made by a machine: long enough, letters and digits or signs, and no name made of words.
pub(super) fn looks_made(text: &str) -> bool {
    if text.len() < 8 || text.contains(char::is_whitespace) {
        return false;
    }
    let has = |test: fn(&u8) -> bool| text.as_bytes().iter().any(test);
    let letters = has(u8::is_ascii_alphabetic);
    let digits = has(u8::is_ascii_digit);
    let both_cases = has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
    let parts: Vec<&str> = text
        .split(['-', '_', '.', '/', ':'])
        .filter(|part| !part.is_empty())
        .collect();
    let words = parts
        .iter()
        .filter(|part| part.len() >= 3 && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
        .count();
    let is_name = parts.len() > 1 && words * 2 > parts.len();
    let signs = text.bytes().any(|byte| b"!@#%^*+=?~&$".contains(&byte));
    !is_name && (letters && (digits || signs) || both_cases && text.len() >= 24)
}
