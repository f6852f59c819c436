//! Writing an answer into a learner's text: only the stretch of the blank changes, and the text is read again to show that.

use std::ops::Range;

use cfn::{Node, ScalarStyle};

use super::{
    Blank, BlankKind,
    place::{Found, View},
};
use crate::{
    Mission,
    edit::{Change, Source, double_quoted, escaped, is_changed},
    fields::shorten,
};

/// Longer answers are no answers to anything.
const LONGEST: usize = 512;

/// Why an answer was not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotFill {
    /// The mission has no such blank.
    #[error("there is no blank `{0}`")]
    Unknown(String),
    /// The blank is not to be found in the text; a sentence that says what to do.
    #[error("{0}")]
    Lost(String),
    /// The answer cannot stand there; a sentence.
    #[error("{0}")]
    Refused(String),
}

/// The text with another answer in the place of a blank; an empty one puts the marker back. Nothing else of the text changes.
///
/// # Errors
/// When there is no such blank, it cannot be found, or the answer cannot stand in its place.
pub fn fill(
    mission: &Mission,
    text: &[u8],
    blank: &str,
    answer: &str,
) -> Result<Vec<u8>, CannotFill> {
    let index = (mission.blanks.iter().position(|one| one.id == blank))
        .ok_or_else(|| CannotFill::Unknown(blank.to_owned()))?;
    let starter = cfn::parse(mission.starter.as_deref().unwrap_or_default().as_bytes());
    let document = cfn::parse(text);
    let source = Source::of(text);
    let view = View::of(mission, &starter, &document, source.as_ref());
    let found = view.find(index).map_err(CannotFill::Lost)?;
    let (Some(root), Some(source), Some(blank)) =
        (&document.root, &source, mission.blanks.get(index))
    else {
        return Err(CannotFill::Lost(String::new()));
    };
    check(answer, &found).map_err(CannotFill::Refused)?;
    let marker = blank.marker();
    let writing = Writing {
        source,
        root,
        was_plain: view.pattern(index).is_none_or(|(_, is_plain)| is_plain),
        wants_quotes: !answer.is_empty() && wants_quotes(&blank.kind, answer),
        answer: if answer.is_empty() { &marker } else { answer },
        marker: &marker,
        found: &found,
    };
    writing
        .texts()
        .into_iter()
        .map(|edit| source.with(&[edit]))
        .find(|new| writing.is_proven(new))
        .ok_or_else(|| CannotFill::Refused(cannot_stand(blank, answer)))
}

/// What can stand nowhere, or not in a key.
fn check(answer: &str, found: &Found) -> Result<(), String> {
    if answer.chars().count() > LONGEST {
        return Err(format!("An answer has at most {LONGEST} characters."));
    }
    if answer.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        return Err("An answer stands on one line; write longer text in the file.".to_owned());
    }
    if let Some(odd) = answer.chars().find(|char| char.is_control()) {
        return Err(format!(
            "An answer cannot have the control character U+{:04X} in it.",
            u32::from(odd)
        ));
    }
    if found.site.key.is_some() && answer.contains(':') {
        return Err("A name before a colon cannot have a colon of its own.".to_owned());
    }
    Ok(())
}

fn cannot_stand(blank: &Blank, answer: &str) -> String {
    format!(
        "`{}` cannot stand in the place of `{}`: the template would read as something else. Write it in the file, or answer as in `{}`.",
        shorten(answer),
        blank.marker(),
        shorten(&blank.example)
    )
}

struct Writing<'w> {
    source: &'w Source<'w>,
    root: &'w Node,
    found: &'w Found,
    answer: &'w str,
    marker: &'w str,
    /// Whether the blank has no quotes around it in the starter.
    was_plain: bool,
    /// Whether the answer would not be read as text without quotes.
    wants_quotes: bool,
}

impl Writing<'_> {
    /// The ways to write the answer, the one that changes least first.
    fn texts(&self) -> Vec<(Range<usize>, String)> {
        let found = self.found;
        let Some(written) = &found.written else {
            return self.whole(found.stretch.clone());
        };
        if written.range.is_empty() {
            return self.whole(written.range.clone());
        }
        let in_place = (found.stretch.clone(), escaped(self.answer, written.style));
        let is_plain = written.style == ScalarStyle::Plain;
        if !found.is_whole {
            let mut all = vec![in_place];
            if is_plain && written.is_whole() {
                all.extend(self.quoted_around(written.range.clone()));
            }
            return all;
        }
        let has_quotes = written.has_own_quotes(self.source);
        // Quotes that an earlier answer needed are not the learner's; those around the marker are.
        let quotes_are_ours = has_quotes && self.was_plain && found.answer != self.marker;
        match (is_plain || quotes_are_ours) && written.is_whole() {
            true => self.whole(written.range.clone()),
            false => vec![in_place],
        }
    }

    /// Without quotes, or with them when it needs them.
    fn whole(&self, range: Range<usize>) -> Vec<(Range<usize>, String)> {
        let before = self.source.text.get(..range.start).unwrap_or_default();
        let space = if before.ends_with([':', '-', ',']) {
            " "
        } else {
            ""
        };
        let plain = (range.clone(), format!("{space}{}", self.answer));
        let quoted = (range, format!("{space}{}", double_quoted(self.answer)));
        match self.wants_quotes {
            true => vec![quoted],
            false => vec![plain, quoted],
        }
    }

    /// Quotes around all of a plain scalar, when the answer in it needs them.
    fn quoted_around(&self, range: Range<usize>) -> Option<(Range<usize>, String)> {
        let text = self.source.text;
        let whole = format!(
            "{}{}{}",
            text.get(range.start..self.found.stretch.start)?,
            self.answer,
            text.get(self.found.stretch.end..range.end)?
        );
        Some((range, double_quoted(&whole)))
    }

    /// Reads the new text: it is the old one, and the answer is where the blank was.
    fn is_proven(&self, new: &[u8]) -> bool {
        let read = cfn::parse(new);
        let Some(root) = &read.root else {
            return false;
        };
        let site = &self.found.site;
        let old = match self.found.written {
            Some(_) => site.text(self.root).unwrap_or_default(),
            None => self.found.answer.as_str(),
        };
        let wanted = self.replaced(old);
        let change = match site.key {
            Some(index) => Change::Key(index, &wanted),
            None => Change::Text(&wanted),
        };
        is_changed(self.root, root, &site.address, &change)
    }

    /// The text of the scalar with the new answer for the old one.
    fn replaced(&self, old: &str) -> String {
        if self.found.is_whole {
            return self.answer.to_owned();
        }
        let inside = self.found.inside.clone();
        format!(
            "{}{}{}",
            old.get(..inside.start).unwrap_or_default(),
            self.answer,
            old.get(inside.end..).unwrap_or_default()
        )
    }
}

/// Whether YAML 1.1, which CloudFormation reads, would take an answer that is text for something else.
fn wants_quotes(kind: &BlankKind, answer: &str) -> bool {
    const WORDS: &[&str] = &["yes", "no", "on", "off", "y", "n", "null", "~"];
    let is_word = WORDS.iter().any(|word| answer.eq_ignore_ascii_case(word));
    let is_boolean = matches!(answer, "true" | "false");
    let is_whole_number = !answer.is_empty()
        && answer.bytes().all(|byte| byte.is_ascii_digit())
        && (answer == "0" || !answer.starts_with('0'));
    let starts_like_a_number = answer
        .trim_start_matches(['-', '+', '.'])
        .starts_with(|char: char| char.is_ascii_digit());
    let is_like_a_number = starts_like_a_number
        && answer
            .chars()
            .all(|char| char.is_ascii_hexdigit() || "+-.:_xoT".contains(char));
    match kind {
        BlankKind::Integer { .. } | BlankKind::Duration { .. } => false,
        BlankKind::Enum { .. } => is_word || (is_like_a_number && !is_whole_number && !is_boolean),
        BlankKind::Cidr
        | BlankKind::Arn
        | BlankKind::Runtime
        | BlankKind::LogicalId
        | BlankKind::Property
        | BlankKind::Action => is_word || is_boolean || is_like_a_number,
    }
}
