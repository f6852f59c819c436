//! Bytes -> [`Document`]: the checks that need no tree, the parser, and what is asked of the whole text. The tree is built in
//! `builder`, functions are recognised in `functions`; nothing here knows what a resource is.

mod aliases;
mod builder;
mod functions;
mod repair;
mod syntax;

use std::borrow::Cow;

use granit_parser::{Options, Parser, ScanError};

use crate::{
    Diagnostic, Document, Node, Position, Span, codes, diagnostic::Remarks, limits,
    span::saturating,
};

use builder::{Builder, Stop};
use repair::Repairs;

pub(crate) fn parse(bytes: &[u8]) -> Document {
    let text = with_line_ends(bytes);
    let (root, remarks) = match readable(&text) {
        Ok(text) => tree(text),
        Err(diagnostic) => (None, Remarks::from(diagnostic)),
    };
    Document {
        root,
        diagnostics: remarks.into_sorted(),
        size_bytes: bytes.len(),
    }
}

/// The text without its byte order mark, or why there is none.
fn readable(bytes: &[u8]) -> Result<&str, Diagnostic> {
    let start = Span::at(Position::START);
    if bytes.len() > limits::HARD_BYTES {
        let message = format!(
            "The file has {} bytes. More than {} bytes are not read; CloudFormation takes 1 MB at most.",
            bytes.len(),
            limits::HARD_BYTES
        );
        return Err(Diagnostic::error(codes::TOO_LARGE, start, message));
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let message = "The file is saved as UTF-16. Save it as UTF-8.";
        return Err(Diagnostic::error(codes::NOT_UTF8, start, message));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let place = end_of(&bytes[..error.valid_up_to()]);
        let message = format!(
            "Line {} has bytes that are not UTF-8. Save the file as UTF-8.",
            place.line
        );
        Diagnostic::error(codes::NOT_UTF8, Span::at(place), message)
    })?;
    // `contains` looks at a word at a time, and almost no text has one.
    if bytes.contains(&0)
        && let Some(at) = bytes.iter().position(|byte| *byte == 0)
    {
        let place = end_of(&bytes[..at]);
        let message = format!(
            "Line {} has a NUL character, which no template has. Is this a binary file?",
            place.line
        );
        return Err(Diagnostic::error(codes::NOT_TEXT, Span::at(place), message));
    }
    Ok(text)
}

/// The bytes with every line end that is a `\r` alone as `\n`, as the parser reads them, so that all count lines alike. Nothing moves.
fn with_line_ends(bytes: &[u8]) -> Cow<'_, [u8]> {
    let is_alone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    if !bytes.contains(&b'\r') || !(0..bytes.len()).any(is_alone) {
        return Cow::Borrowed(bytes);
    }
    let mut changed = bytes.to_vec();
    for at in (0..bytes.len()).filter(|at| is_alone(*at)) {
        changed[at] = b'\n';
    }
    Cow::Owned(changed)
}

/// The place just after some bytes, which are UTF-8.
fn end_of(bytes: &[u8]) -> Position {
    let line_start = bytes
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let line = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    // Bytes that continue a character do not count.
    let column = bytes[line_start..]
        .iter()
        .filter(|byte| **byte & 0xC0 != 0x80)
        .count()
        + 1;
    Position {
        line: saturating(line),
        column: saturating(column),
    }
}

fn tree(text: &str) -> (Option<Node>, Remarks) {
    let repairs = Repairs::default();
    match attempt(text, &repairs) {
        Ok(read) => read,
        Err(error) => repair::read_repaired(text, &error)
            .unwrap_or_else(|| (None, Remarks::from(syntax::explain(text, &error)))),
    }
}

/// One run of the parser. `Err` is a syntax error; any other reason to stop is among the diagnostics.
fn attempt(text: &str, repairs: &Repairs) -> Result<(Option<Node>, Remarks), ScanError> {
    let mut builder = Builder::new(text, repairs);
    for step in Parser::new_from_str_with_options(text, options()) {
        let (event, span) = step?;
        match builder.take(event, span) {
            Ok(()) => {}
            Err(Stop::Done) => break,
            Err(Stop::Refused(diagnostic)) => return Ok((None, builder.into_refused(diagnostic))),
        }
    }
    Ok(builder.finish())
}

fn options() -> Options {
    granit_parser::options! {
        emit_comments: false,
        // YAML allows keys of 1,024 characters, and JSON written by programs has longer ones.
        simple_key_max_lookahead: 64 * 1024,
        // Ours is lower, and says so in plainer words; the parser's only has to be above it.
        flow_nesting_limit: limits::DEPTH + 8,
        block_nesting_limit: limits::DEPTH + 8,
    }
}
