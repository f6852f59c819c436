//! The parser's errors in a learner's words, with the parser's own words after them.

use granit_parser::{ErrorKind, ScanError};

use crate::{Diagnostic, Position, Span, codes, limits, span::saturating};

/// One located remark for a text that cannot be read.
pub(super) fn explain(text: &str, error: &ScanError) -> Diagnostic {
    let marker = error.marker();
    let reported = Position {
        line: saturating(marker.line().max(1)),
        column: saturating(marker.col() + 1),
    };
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        let message = format!(
            "The template is nested deeper than {} levels here.",
            limits::DEPTH
        );
        return Diagnostic::error(codes::TOO_DEEP, Span::at(reported), message);
    }
    if let Some(tab) = indenting_tab(text, error.kind(), reported) {
        let message = "This line is indented with a tab. YAML takes only spaces: replace each tab with two spaces.";
        return Diagnostic::error(codes::TAB_INDENTATION, Span::at(tab), message);
    }
    let place = match error.kind() {
        ErrorKind::InvalidQuotedScalarIndent | ErrorKind::UnclosedQuotedScalar => {
            open_quote(text, reported).unwrap_or(reported)
        }
        _ => inside(text, reported),
    };
    let message = format!(
        "{} (the parser says: {})",
        sentence(error.kind()),
        error.info()
    );
    Diagnostic::error(codes::SYNTAX, Span::at(place), message)
}

fn sentence(kind: &ErrorKind) -> String {
    let fixed = match kind {
        ErrorKind::UnclosedFlowCollection { open } => {
            return format!("The bracket `{open}` is never closed. Is the file complete?");
        }
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => {
            return format!("The bracket `{open}` is closed by `{close}`.");
        }
        ErrorKind::UnexpectedCharacter { character } => {
            return format!(
                "A text cannot start with `{character}` here. Put the value into quotes."
            );
        }
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            "The file ends inside of a bracket that is never closed. Is it complete?"
        }
        ErrorKind::UnexpectedEofBlockSequence
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::UnexpectedEof => "The file ends too early. Is it complete?",
        ErrorKind::ExpectedFlowMappingSeparator => {
            "Inside of `{ }` a comma or the closing bracket is missing before this."
        }
        ErrorKind::ExpectedFlowSequenceSeparator => {
            "Inside of `[ ]` a comma or the closing bracket is missing before this."
        }
        ErrorKind::MisplacedFlowCollectionEnd => "This bracket closes nothing.",
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            "A key without its colon: write `Key: value`, with a space after the colon, and indent it like its neighbours."
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::InvalidFlowScalarIndent
        | ErrorKind::InvalidBlockScalarIndent => {
            "The indentation does not fit: this line has to line up with the keys or the `-` of its block."
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => {
            "A `key: value` is not expected here. Either the indentation is wrong, or a text with `: ` in it needs quotes."
        }
        ErrorKind::InvalidColonPlacement => {
            "A `key: value` is not expected here. Is a bracket before it still open?"
        }
        ErrorKind::BlockSequenceEntryNotAllowed | ErrorKind::BlockEntryInFlowCollection => {
            "A list item `-` is not expected here. Put it on a line of its own, below its key."
        }
        ErrorKind::InvalidBlockEntryWhitespace => "A list item needs a space after its `-`.",
        ErrorKind::InvalidMappingValueWhitespace => "A key needs a space after its colon.",
        ErrorKind::UnclosedQuotedScalar | ErrorKind::InvalidQuotedScalarIndent => {
            "This quote is never closed, or the lines after it are not indented."
        }
        ErrorKind::DocumentIndicatorInQuotedScalar => {
            "A line `---` or `...` inside of quotes: is the quote before it closed?"
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "There is more text after the closing quote. Put all of it into the quotes, or a comma between two values."
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            "A `\\` in \"double quotes\" starts an escape, and this is none. Write `\\\\`, or use 'single quotes'."
        }
        ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => {
            "An escape such as `\\u00e9` in quotes is incomplete, or names no character."
        }
        ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => {
            "A value that starts with `*` or `&` is read as a YAML alias. Put it into quotes: \"*\"."
        }
        ErrorKind::ExpectedDocumentStart
        | ErrorKind::InvalidDocumentEnd
        | ErrorKind::MissingDocumentEndBeforeDirective => {
            "There is text after the end of the document. Check the brackets and the indentation above."
        }
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::ExpectedTagBang
        | ErrorKind::MissingTagUri => {
            "A value that starts with `!` is read as a function. Put a space after the function's name, or the text into quotes."
        }
        ErrorKind::CommentNotSeparated => "A comment needs a space before its `#`.",
        ErrorKind::BomInsideDocument => {
            "There is an invisible character (a byte order mark) in the text: delete it."
        }
        _ => "This is not YAML that can be read.",
    };
    fixed.to_owned()
}

/// The place of a tab that indents the reported line or a neighbour of it, when tabs may be what is wrong.
fn indenting_tab(text: &str, kind: &ErrorKind, reported: Position) -> Option<Position> {
    let certain = matches!(
        kind,
        ErrorKind::TabInIndentation
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabNotAllowed
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
    );
    // JSON may be indented with tabs, so other errors of it are about something else.
    let is_json = text.trim_start().starts_with(['{', '[']);
    if is_json && !certain {
        return None;
    }
    let line = reported.line as usize;
    // A tab after a plain text is reported where that text ends, on the line before.
    let neighbours = [
        line,
        if certain { line + 1 } else { 0 },
        line.saturating_sub(1),
    ];
    let found = neighbours
        .into_iter()
        .filter(|number| *number > 0)
        .find_map(|number| {
            let content = text.lines().nth(number - 1)?;
            let indent = content.len() - content.trim_start_matches([' ', '\t']).len();
            let tab = content[..indent].find('\t')?;
            Some(Position {
                line: saturating(number),
                column: saturating(tab + 1),
            })
        });
    found.or(certain.then_some(reported))
}

/// The last quote before the reported line: the one that is not closed.
fn open_quote(text: &str, reported: Position) -> Option<Position> {
    let before: Vec<&str> = text.lines().take(reported.line as usize - 1).collect();
    let (index, line) = before
        .iter()
        .enumerate()
        .rev()
        .find(|(_, line)| line.contains(['"', '\'']))?;
    let column = line
        .chars()
        .enumerate()
        .filter(|(_, character)| matches!(character, '"' | '\''))
        .last()
        .map(|(column, _)| column + 1)?;
    Some(Position {
        line: saturating(index + 1),
        column: saturating(column),
    })
}

/// An end of file is reported after the last line; a place with something to see is better.
fn inside(text: &str, reported: Position) -> Position {
    let lines = text.lines().count();
    if (reported.line as usize) <= lines || lines == 0 {
        return reported;
    }
    let last = text.lines().last().unwrap_or_default();
    Position {
        line: saturating(lines),
        column: saturating(last.chars().count() + 1),
    }
}
