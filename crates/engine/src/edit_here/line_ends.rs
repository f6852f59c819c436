//! Line ends and the byte order mark: a window shows `\n` alone, a file keeps what it had.

/// The byte order mark, as UTF-8 has it.
const MARK: char = '\u{feff}';

/// How a file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    has_mark: bool,
    line_end: LineEnd,
}

/// Of a file with several kinds, the one of which there are most; of two that there are equally many of, the first of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LineEnd {
    #[default]
    Lf,
    CrLf,
    Cr,
}

impl LineEnd {
    fn text(self) -> &'static str {
        match self {
            LineEnd::Lf => "\n",
            LineEnd::CrLf => "\r\n",
            LineEnd::Cr => "\r",
        }
    }
}

impl Written {
    /// How a text is written.
    pub(super) fn of(text: &str) -> Written {
        let pairs = text.matches("\r\n").count();
        let feeds = text.matches('\n').count() - pairs;
        let returns = text.matches('\r').count() - pairs;
        let line_end = if feeds >= pairs && feeds >= returns {
            LineEnd::Lf
        } else if pairs >= returns {
            LineEnd::CrLf
        } else {
            LineEnd::Cr
        };
        Written {
            has_mark: text.starts_with(MARK),
            line_end,
        }
    }

    /// A text from the window in this way. Nothing is added at its end: a last line without a line end stays so.
    pub(super) fn write(self, text: &str) -> String {
        let plain = shown(text);
        let plain = match self.line_end {
            LineEnd::Lf => plain,
            other => plain.replace('\n', other.text()),
        };
        if self.has_mark {
            format!("{MARK}{plain}")
        } else {
            plain
        }
    }
}

/// A text as a window shows it: `\n` alone between lines, no byte order mark.
pub(super) fn shown(text: &str) -> String {
    let text = text.strip_prefix(MARK).unwrap_or(text);
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{Written, shown};

    #[test]
    fn a_text_goes_back_as_it_came() {
        let table = [
            ("a\nb\n", "line feeds"),
            ("a\r\nb\r\n", "as Windows has them"),
            ("a\rb\r", "as an old Mac had them"),
            ("\u{feff}a\r\nb", "with a mark, and no line end at the end"),
            ("", "nothing"),
            ("\u{feff}", "a mark alone"),
            ("one line", "no line end at all"),
            ("\n\n\n", "line ends alone"),
        ];
        for (text, why) in table {
            let window = shown(text);
            assert!(
                !window.contains(['\r', '\u{feff}']),
                "the window has line feeds alone: {why}"
            );
            assert_eq!(Written::of(text).write(&window), text, "{why}");
        }
    }

    #[test]
    fn of_several_kinds_the_most_frequent_wins() {
        let table = [
            ("a\r\nb\r\nc\n", "a\r\nb\r\nc\r\n", "two to one"),
            ("a\r\nb\nc\n", "a\nb\nc\n", "one to two"),
            ("a\r\nb\n", "a\nb\n", "equally many"),
            ("a\rb\rc\r\n", "a\rb\rc\r", "returns"),
        ];
        for (text, expected, why) in table {
            assert_eq!(Written::of(text).write(&shown(text)), expected, "{why}");
        }
    }

    #[test]
    fn what_comes_from_a_window_on_windows_has_no_doubled_returns() {
        let file = Written::of("a\r\n");
        assert_eq!(
            file.write("a\r\nb\r\n"),
            "a\r\nb\r\n",
            "already as the file has them"
        );
    }
}
