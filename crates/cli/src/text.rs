//! Text for people: colours, wrapping to a width, and values that must not take a terminal over.

use grader::Verdict;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What a colour means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    Pass,
    Fail,
    Warning,
    Info,
    Strong,
    Quiet,
    Code,
}

/// Colours, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Paint {
    on: bool,
}

impl Paint {
    pub(crate) fn new(on: bool) -> Paint {
        Paint { on }
    }

    pub(crate) fn ink(self, ink: Ink, text: &str) -> String {
        if !self.on || text.is_empty() {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Pass => "32",
            Ink::Fail => "31",
            Ink::Warning => "33",
            Ink::Info => "34",
            Ink::Strong => "1",
            Ink::Quiet => "2",
            Ink::Code => "36",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// A verdict as an icon and a word, since a colour alone says nothing to many people.
    pub(crate) fn verdict(self, verdict: Verdict) -> String {
        let (icon, ink) = icon(verdict);
        self.ink(ink, &format!("{icon} {:<7}", word(verdict)))
    }

    /// A verdict as an icon alone, of one column.
    pub(crate) fn icon(self, verdict: Verdict) -> String {
        let (icon, ink) = icon(verdict);
        self.ink(ink, icon)
    }
}

fn icon(verdict: Verdict) -> (&'static str, Ink) {
    match verdict {
        Verdict::Pass => ("✓", Ink::Pass),
        Verdict::Partial => ("◐", Ink::Warning),
        Verdict::Fail => ("✗", Ink::Fail),
        Verdict::Unknown => ("?", Ink::Warning),
        Verdict::Locked => ("·", Ink::Quiet),
    }
}

/// The verdict as the report spells it.
pub(crate) fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Partial => "partial",
        Verdict::Fail => "fail",
        Verdict::Unknown => "unknown",
        Verdict::Locked => "locked",
    }
}

/// A text from a template, a mission or a path, with the characters shown that would move the cursor, colour the terminal, turn the
/// reading direction around, or hide.
pub(crate) fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(' '),
            c if diagram::is_unseen(c) => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

/// The same of a text whose lines and tabs stay: a template, or what a model wrote.
pub(crate) fn safe_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(['\n', '\t']) {
        let words = piece.trim_end_matches(['\n', '\t']);
        out.push_str(&safe(words));
        out.push_str(&piece[words.len()..]);
    }
    out
}

/// Columns that a text takes; colours take none.
pub(crate) fn columns(text: &str) -> usize {
    if !text.contains('\u{1b}') {
        return text.width();
    }
    let mut in_escape = false;
    let mut columns = 0;
    for c in text.chars() {
        match (in_escape, c) {
            (true, 'm') => in_escape = false,
            (true, _) => {}
            (false, '\u{1b}') => in_escape = true,
            (false, c) => columns += c.width().unwrap_or(0),
        }
    }
    columns
}

/// Words in lines of at most `width` columns; the first line after `first`, the others after `rest`. A longer word keeps its own line.
pub(crate) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut out = first.to_owned();
    let mut at = columns(first);
    let mut at_start = true;
    for word in text.split_whitespace() {
        let wide = columns(word);
        if !at_start && at + 1 + wide > width {
            out.push('\n');
            out.push_str(rest);
            at = columns(rest);
            at_start = true;
        }
        if !at_start {
            out.push(' ');
            at += 1;
        }
        out.push_str(word);
        at += wide;
        at_start = false;
    }
    out
}

/// A text cut to `width` columns. It must have no colours.
pub(crate) fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut at = 1;
    for c in text.chars() {
        at += c.width().unwrap_or(0);
        if at > width {
            break;
        }
        out.push(c);
    }
    out.push('…');
    out
}

/// A share as people read it. Never rounded up to the whole: 99.9 % is not done.
pub(crate) fn percent(share: f64) -> String {
    let hundredths = if share >= 1.0 {
        100.0
    } else {
        (share * 100.0).round().min(99.0)
    };
    format!("{hundredths} %")
}

/// Points as people read them: at most two places, `1.33`.
pub(crate) fn points(number: f64) -> String {
    let rounded = format!("{number:.2}");
    rounded
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// `1 criterion`, `2 criteria`.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_cannot_take_the_terminal_over() {
        assert_eq!(
            safe("a\u{1b}[2Jb\r\nc\u{202e}d\u{7}"),
            "a\\u{1b}[2Jb\\r c\\u{202e}d\\u{7}",
            "escapes have to be shown, not sent"
        );
        assert_eq!(
            safe("Jo\u{200b}bs\u{61c}\u{200f}\u{2066}"),
            "Jo\\u{200b}bs\\u{61c}\\u{200f}\\u{2066}",
            "nor may a name look like another"
        );
        assert_eq!(
            safe_lines("a:\n\tb\u{1b}]0;title\u{7}\r\n\n c"),
            "a:\n\tb\\u{1b}]0;title\\u{7}\\r\n\n c",
            "lines and tabs stay, the rest is shown and not done"
        );
    }

    #[test]
    fn lines_are_wrapped_by_columns_not_bytes() {
        assert_eq!(
            wrap("äöü 日本 lang", 8, "- ", "  "),
            "- äöü\n  日本\n  lang",
            "wide characters take two columns"
        );
        assert_eq!(
            wrap("unbreakable", 4, "", ""),
            "unbreakable",
            "a long word is not torn"
        );
        assert_eq!(columns("\u{1b}[31mrot\u{1b}[0m"), 3, "colours take no room");
        assert_eq!(
            shorten("日本語テキスト", 6),
            "日本…",
            "cut at whole characters, the mark included"
        );
    }

    #[test]
    fn points_are_short() {
        let table = [
            (4.0, "4"),
            (4.0 / 3.0, "1.33"),
            (0.5, "0.5"),
            (0.0, "0"),
            (100.0, "100"),
        ];
        for (number, expected) in table {
            assert_eq!(points(number), expected, "{number} points");
        }
    }

    #[test]
    fn nearly_all_is_not_all() {
        let table = [
            (1.0, "100 %"),
            (0.999, "99 %"),
            (0.755, "76 %"),
            (0.0, "0 %"),
        ];
        for (share, expected) in table {
            assert_eq!(percent(share), expected, "{share} of 1");
        }
    }
}
