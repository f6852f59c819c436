//! The check of a reply that is still coming in: nothing is given out before the line that it stands on is known to be harmless. Lines of
//! code are held back until they end; words of prose flow on.

use super::{
    Leak, Ledger, Reference,
    statements::{Reader, Statement},
};

/// What to do with the text that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This much more may be shown; may be empty.
    Show(String),
    /// This much more may be shown, and then nothing: the next line would print too much of the solution.
    Stop {
        /// What may still be shown; may be empty.
        show: String,
        /// How much it would be.
        leak: Leak,
    },
}

impl Verdict {
    /// What may be shown more.
    pub fn show(&self) -> &str {
        match self {
            Verdict::Show(show) | Verdict::Stop { show, .. } => show,
        }
    }

    /// Why nothing more may be shown.
    pub fn leak(&self) -> Option<Leak> {
        match self {
            Verdict::Show(_) => None,
            Verdict::Stop { leak, .. } => Some(*leak),
        }
    }
}

/// Reads a reply as it comes in and says what of it may be shown. Give it the earlier replies of a conversation first, and a solution
/// that is printed piece by piece is noticed too.
#[derive(Clone, Debug)]
pub struct LeakGuard {
    ledger: Ledger,
    markdown: Markdown,
    /// The line that is coming in.
    line: String,
    /// How much of it was given out.
    given: usize,
    /// Its number.
    number: u32,
    leak: Option<Leak>,
}

/// A longer line of prose is held back to its end, so that looking at it again and again stays cheap.
const LONGEST_FLOW: usize = 4096;

impl LeakGuard {
    /// A guard of one reply.
    pub fn new(reference: &Reference<'_>) -> LeakGuard {
        LeakGuard {
            ledger: Ledger::new(reference),
            markdown: Markdown::default(),
            line: String::new(),
            given: 0,
            number: 1,
            leak: None,
        }
    }

    /// Takes what came in. After a [`Verdict::Stop`] everything else is one too, with nothing to show.
    pub fn push(&mut self, delta: &str) -> Verdict {
        let mut show = String::new();
        for piece in delta.split_inclusive('\n') {
            if self.leak.is_some() {
                break;
            }
            self.line.push_str(piece);
            if piece.ends_with('\n') {
                self.end_line(&mut show);
            } else {
                self.flow(&mut show);
            }
        }
        self.verdict(show)
    }

    /// The reply has ended: says what of its last line may be shown.
    pub fn finish(&mut self) -> Verdict {
        let mut show = String::new();
        if self.leak.is_none() {
            self.end_line(&mut show);
        }
        self.verdict(show)
    }

    fn verdict(&self, show: String) -> Verdict {
        match self.leak {
            None => Verdict::Show(show),
            Some(leak) => Verdict::Stop { show, leak },
        }
    }

    fn end_line(&mut self, show: &mut String) {
        let statements = self.markdown.line(&self.line);
        self.ledger
            .enter(&statements, self.markdown.fence.is_some());
        self.leak = self.ledger.leak(self.number);
        if self.leak.is_none() {
            show.push_str(&self.line[self.given..]);
        }
        self.line.clear();
        self.given = 0;
        self.number += 1;
    }

    /// Gives out the whole words of a line of prose. What stands between backticks is looked at before its end is shown.
    fn flow(&mut self, show: &mut String) {
        if self.line.len() > LONGEST_FLOW || !self.markdown.is_prose(&self.line) {
            return;
        }
        let marks = self.line.matches('`').count();
        let end = if marks % 2 == 1 {
            self.line.rfind('`')
        } else {
            self.line.rfind(char::is_whitespace).map(|at| at + 1)
        };
        let Some(end) = end.filter(|end| *end > self.given) else {
            return;
        };
        if self.line[self.given..end].contains('`') {
            let mut tried = self.ledger.clone();
            tried.enter(&spans(&self.line[..end]), false);
            if let Some(leak) = tried.leak(self.number) {
                self.leak = Some(leak);
                return;
            }
        }
        show.push_str(&self.line[self.given..end]);
        self.given = end;
    }
}

/// Where in a Markdown text we are.
#[derive(Clone, Debug, Default)]
struct Markdown {
    /// The marks that opened a block of code.
    fence: Option<String>,
    reader: Reader,
}

impl Markdown {
    /// What a whole line says.
    fn line(&mut self, line: &str) -> Vec<Statement> {
        let mut found = Vec::new();
        let trimmed = line.trim().trim_start_matches(['>', ' ']);
        let mark = fence_mark(trimmed);
        match (&self.fence, mark) {
            (None, Some(mark)) => {
                self.reader.end(&mut found);
                self.fence = Some(mark.to_owned());
            }
            (Some(open), Some(mark)) if mark.starts_with(open.as_str()) && mark == trimmed => {
                self.reader.end(&mut found);
                self.fence = None;
            }
            (Some(_), _) => self.reader.read(without_gutter(trimmed), &mut found),
            (None, None) => {
                self.reader.read(without_number(trimmed), &mut found);
                found.extend(spans(trimmed));
            }
        }
        found
    }

    /// Whether the beginning of a line is plainly the beginning of a sentence: three words, and the first two are words.
    fn is_prose(&self, line: &str) -> bool {
        if self.fence.is_some() {
            return false;
        }
        let line = line.trim_start();
        let sentence = line.strip_prefix("- ").unwrap_or(without_number(line));
        let mut words = sentence.split_whitespace();
        let mut is_word = || {
            words.next().is_some_and(|word| {
                let word = word.trim_matches(['*', '_', '(', ')', ',', '`']);
                word.starts_with(char::is_alphabetic) && !word.ends_with([':', '"', '\''])
            })
        };
        is_word() && is_word() && words.next().is_some()
    }
}

/// The marks of a line that opens or closes a block of code.
fn fence_mark(trimmed: &str) -> Option<&str> {
    let mark = if trimmed.starts_with("```") { '`' } else { '~' };
    let end = trimmed.find(|c| c != mark).unwrap_or(trimmed.len());
    (end >= 3).then(|| &trimmed[..end])
}

/// A line of a block of code without the mark of a difference or a line number.
fn without_gutter(line: &str) -> &str {
    if let Some(added) = line.strip_prefix('+') {
        return added;
    }
    let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() == line.len() {
        return line;
    }
    match after.trim_start().strip_prefix(['|', ':']) {
        Some(rest) if rest.starts_with([' ', '\t']) => rest,
        _ => line,
    }
}

/// A line of text without what marks it as one of a list, but for the dash, which YAML has too.
fn without_number(line: &str) -> &str {
    if let Some(rest) = line.strip_prefix("* ").or_else(|| line.strip_prefix("+ ")) {
        return rest;
    }
    let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match after
        .strip_prefix(". ")
        .or_else(|| after.strip_prefix(") "))
    {
        Some(rest) if after.len() < line.len() => rest,
        _ => line,
    }
}

/// What stands between backticks in a line of text: each alone, and each with the next, as in "set `Timeout` to `180`".
fn spans(line: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let pieces: Vec<&str> = line.split('`').collect();
    // The last piece is outside, or was not closed.
    let inside: Vec<&str> = pieces
        .iter()
        .take(pieces.len().saturating_sub(1))
        .skip(1)
        .step_by(2)
        .copied()
        .filter(|span| !span.trim().is_empty())
        .collect();
    let mut read = |text: &str| {
        let mut reader = Reader::default();
        reader.read(text, &mut found);
        reader.end(&mut found);
    };
    for span in &inside {
        read(span);
    }
    for pair in inside.windows(2) {
        if !pair[0].contains([':', ' ']) {
            read(&format!("{}: {}", pair[0], pair[1]));
        }
    }
    found
}
