//! A reply that comes in, cut into prose, which flows on, and what may be a change of the template, which comes whole: blocks of code with
//! marks around them, indented ones, and lines of a template that stand between the others as they are. What a change does is not known here.

#[cfg(test)]
mod tests;

use crate::suggest::fence::{Fences, Piece, content, without_quote};

/// A part of a reply. All parts together, in order, are the reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Passage {
    /// Text, or a part of it.
    Prose(String),
    /// What may be a change.
    Change {
        /// As it stands in the reply.
        raw: String,
        /// The code that it may be meant as: marks of lists and quotes can be part of it or not. One more than [`MOST_READINGS`] says that
        /// there are others.
        readings: Vec<String>,
    },
}

/// Cuts a reply as it comes in.
#[derive(Clone, Debug, Default)]
pub(super) struct Passages {
    fences: Fences,
    /// The line of text that is coming in.
    line: String,
    /// How much of it was given out.
    given: usize,
    run: Option<Run>,
}

/// Lines that look like a piece of a template, one after the other.
#[derive(Clone, Debug)]
struct Run {
    raw: String,
    /// Where the first line begins; what stands further right belongs to it.
    indent: usize,
    /// How much of `raw` there is without the blank lines at its end.
    full: usize,
}

/// A block in a block in a block is as deep as anyone looks.
const DEEPEST: u8 = 3;

/// More readings of one change are not told apart: each of them is tried.
pub(super) const MOST_READINGS: usize = 100;

/// What a line is, is seen at its beginning behind marks of lists and quotes, in bytes. What is no key by then is prose: not every language
/// has blanks between its words.
const LONGEST_BEGINNING: usize = 256;

/// Behind a colon, so many words are a sentence: `Note: the queue keeps ...`.
const WORDS_OF_A_SENTENCE: usize = 8;

impl Passages {
    /// Takes what came in, and gives what is known of it.
    pub(super) fn push(&mut self, text: &str) -> Vec<Passage> {
        let pieces = self.fences.push(text);
        self.take(pieces, 0)
    }

    /// The reply has ended; what was not closed ends with it.
    pub(super) fn finish(&mut self) -> Vec<Passage> {
        self.end(0)
    }

    fn end(&mut self, depth: u8) -> Vec<Passage> {
        let pieces = self.fences.finish();
        let mut found = self.take(pieces, depth);
        self.end_line(&mut found);
        self.end_run(&mut found);
        found
    }

    fn take(&mut self, pieces: Vec<Piece>, depth: u8) -> Vec<Passage> {
        let mut found = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.text(&text, &mut found),
                Piece::Block { raw, code } => {
                    self.end_line(&mut found);
                    self.end_run(&mut found);
                    let mut readings = vec![code];
                    inside(&mut readings, depth);
                    found.push(Passage::Change { raw, readings });
                }
            }
        }
        found
    }

    fn text(&mut self, text: &str, found: &mut Vec<Passage>) {
        for part in text.split_inclusive('\n') {
            self.line.push_str(part);
            if part.ends_with('\n') {
                self.end_line(found);
            } else {
                self.flow(found);
            }
        }
    }

    fn end_line(&mut self, found: &mut Vec<Passage>) {
        let line = std::mem::take(&mut self.line);
        let given = std::mem::take(&mut self.given);
        if line.is_empty() {
            return;
        }
        if given > 0 {
            return prose(&line[given..], found);
        }
        let is_blank = without_quote(&line).trim().is_empty();
        let looks = !is_blank && look(&line) != Look::Prose;
        match &mut self.run {
            Some(run) if is_blank => run.raw.push_str(&line),
            Some(run) if looks || indent(&line) > run.indent => {
                run.raw.push_str(&line);
                run.full = run.raw.len();
            }
            None if looks => {
                self.run = Some(Run {
                    indent: indent(&line),
                    full: line.len(),
                    raw: line,
                });
            }
            Some(_) | None => {
                self.end_run(found);
                prose(&line, found);
            }
        }
    }

    /// Gives out the beginning of a line that is plainly one of prose.
    fn flow(&mut self, found: &mut Vec<Passage>) {
        if self.given == 0 {
            let belongs = |run: &Run| indent(&self.line) > run.indent;
            if self.run.as_ref().is_some_and(belongs) || look(&self.line) != Look::Prose {
                return;
            }
            self.end_run(found);
        }
        prose(&self.line[self.given..], found);
        self.given = self.line.len();
    }

    fn end_run(&mut self, found: &mut Vec<Passage>) {
        let Some(mut run) = self.run.take() else {
            return;
        };
        let blank = run.raw.split_off(run.full);
        found.push(Passage::Change {
            readings: readings_of(&run.raw),
            raw: run.raw,
        });
        prose(&blank, found);
    }
}

/// What a line, or its beginning, looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Prose,
    Code,
    /// More of it has to be seen.
    Unclear,
}

fn look(line: &str) -> Look {
    let text = content(line);
    let is_known = line.ends_with('\n') || text.len() >= LONGEST_BEGINNING;
    let text = clean(&text[..floor_char_boundary(text, LONGEST_BEGINNING)]);
    let text = text.trim_end_matches(['\n', '\r']);
    let unclear = if is_known { Look::Prose } else { Look::Unclear };
    let Some(first) = text.chars().next() else {
        return unclear;
    };
    match first {
        '{' | '}' | '[' | ']' | '#' | '@' | '!' | '+' | '-' => Look::Code,
        '"' | '\'' => look_of_quoted(&text[1..], first, unclear),
        _ => look_of_words(text, unclear),
    }
}

/// A key in quotes, or an item of a list.
fn look_of_quoted(text: &str, mark: char, unclear: Look) -> Look {
    let Some((_, after)) = text.split_once(mark) else {
        return if text.len() < LONGEST_BEGINNING / 2 {
            unclear
        } else {
            Look::Prose
        };
    };
    match after.trim_start().chars().next() {
        Some(':' | ',' | ']' | '}') => Look::Code,
        Some(_) => Look::Prose,
        None => unclear,
    }
}

/// `Key: value`, `Key:`, or words.
fn look_of_words(text: &str, unclear: Look) -> Look {
    let (word, rest) = match text.find(char::is_whitespace) {
        Some(end) => (&text[..end], Some(text[end..].trim_start())),
        None => (text, None),
    };
    let is_key = |word: &str| word.len() > 1 && word.ends_with(':');
    let value = match rest {
        // The line may end here.
        None | Some("") if is_key(word) => {
            return if unclear == Look::Prose {
                Look::Code
            } else {
                Look::Unclear
            };
        }
        None | Some("") => return unclear,
        Some(rest) if is_key(word) => rest,
        Some(rest) => match rest.strip_prefix(':') {
            Some(value) => value.trim_start(),
            None => return Look::Prose,
        },
    };
    let is_sentence = value.starts_with(char::is_alphabetic)
        && value.split_whitespace().count() >= WORDS_OF_A_SENTENCE;
    if is_sentence { Look::Prose } else { Look::Code }
}

/// A text without the marks of emphasis and of code.
fn clean(text: &str) -> String {
    text.replace('`', "").replace("**", "")
}

/// Blanks before the text of a line, which may be part of a quote.
fn indent(line: &str) -> usize {
    let line = without_quote(line);
    let blanks = line.chars().take_while(|c| matches!(c, ' ' | '\t'));
    blanks.map(|c| if c == '\t' { 4 } else { 1 }).sum()
}

/// What lines may be meant as: as they stand; with the mark of the first line for one of a list; with those of all lines.
fn readings_of(raw: &str) -> Vec<String> {
    let unmarked = |line: &str| {
        let line = without_quote(line);
        match content(line) {
            "" => line.to_owned(),
            rest => " ".repeat(line.len() - rest.len()) + &clean(rest),
        }
    };
    let as_it_is: String = raw.split_inclusive('\n').map(without_quote).collect();
    let first: String = (raw.split_inclusive('\n').enumerate())
        .map(|(at, line)| {
            if at == 0 {
                unmarked(line)
            } else {
                without_quote(line).to_owned()
            }
        })
        .collect();
    let all: String = raw.split_inclusive('\n').map(unmarked).collect();
    let mut readings = vec![as_it_is];
    for reading in [first, all] {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// Adds what stands inside of a block: blocks in a block of Markdown, and the lines of a template between words.
fn inside(readings: &mut Vec<String>, depth: u8) {
    if depth >= DEEPEST {
        return;
    }
    let Some(code) = readings.first().cloned() else {
        return;
    };
    let mut passages = Passages::default();
    let pieces = passages.fences.push(&code);
    let mut parts = passages.take(pieces, depth + 1);
    parts.extend(passages.end(depth + 1));
    for part in parts {
        if let Passage::Change { readings: more, .. } = part {
            for reading in more {
                if readings.len() > MOST_READINGS {
                    return;
                }
                if !readings.contains(&reading) {
                    readings.push(reading);
                }
            }
        }
    }
}

fn prose(text: &str, found: &mut Vec<Passage>) {
    if text.is_empty() {
        return;
    }
    match found.last_mut() {
        Some(Passage::Prose(before)) => before.push_str(text),
        Some(Passage::Change { .. }) | None => found.push(Passage::Prose(text.to_owned())),
    }
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
