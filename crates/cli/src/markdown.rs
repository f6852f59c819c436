//! A scenario's Markdown on a terminal: headings, paragraphs, lists, quotes, code, and emphasis inside of them. Anything else is
//! shown as it was written, which is how Markdown is meant to be readable.

use crate::text::{Ink, Paint, safe, wrap};

/// Renders a text to lines of at most `width` columns, ended by a line end.
pub(crate) fn render(markdown: &str, paint: Paint, width: usize) -> String {
    let mut out = String::new();
    let mut block = Block::default();
    let mut in_code = false;
    for line in markdown.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            block.end(&mut out, paint, width);
            in_code = !in_code;
        } else if in_code {
            // Code keeps its lines and its indentation.
            let indented: String = line.chars().take_while(|c| *c == ' ').collect();
            out.push_str(&format!(
                "    {indented}{}\n",
                paint.ink(Ink::Code, &safe(trimmed))
            ));
        } else if trimmed.is_empty() {
            block.end(&mut out, paint, width);
            if !out.is_empty() && !out.ends_with("\n\n") {
                out.push('\n');
            }
        } else if let Some(heading) = heading(trimmed) {
            block.end(&mut out, paint, width);
            out.push_str(&format!("{}\n", paint.ink(Ink::Strong, &safe(heading))));
        } else if let Some((mark, rest)) = item(trimmed) {
            block.end(&mut out, paint, width);
            let depth = line.len() - line.trim_start().len();
            block = Block {
                indent: depth,
                mark,
                text: rest.to_owned(),
            };
        } else {
            block.add(trimmed);
        }
    }
    block.end(&mut out, paint, width);
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

/// A paragraph or a list item in the making.
#[derive(Default)]
struct Block {
    indent: usize,
    mark: String,
    text: String,
}

impl Block {
    fn add(&mut self, line: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(line);
    }

    fn end(&mut self, out: &mut String, paint: Paint, width: usize) {
        let block = std::mem::take(self);
        if block.text.is_empty() {
            return;
        }
        let first = format!("{}{}", " ".repeat(block.indent), block.mark);
        let rest = " ".repeat(block.indent + block.mark.chars().count());
        out.push_str(&wrap(
            &inline(&safe(&block.text), paint),
            width,
            &first,
            &rest,
        ));
        out.push('\n');
    }
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    ((1..=6).contains(&level) && text.starts_with(' ')).then(|| text.trim())
}

/// A bullet, a number or a quotation mark with what follows it.
fn item(line: &str) -> Option<(String, &str)> {
    for bullet in ["- ", "* ", "+ "] {
        if let Some(rest) = line.strip_prefix(bullet) {
            return Some(("• ".to_owned(), rest.trim_start()));
        }
    }
    if let Some(rest) = line.strip_prefix("> ") {
        return Some(("│ ".to_owned(), rest));
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = line.get(digits..)?.strip_prefix(". ")?;
    (1..=3)
        .contains(&digits)
        .then(|| (format!("{}. ", &line[..digits]), rest.trim_start()))
}

/// `**strong**`, `*emphasis*` and `` `code` ``; a mark without its partner stays, and so does one after a backslash. Each word is coloured for itself, since words are
/// what is wrapped.
fn inline(text: &str, paint: Paint) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['*', '`', '\\']) {
        let (before, marked) = rest.split_at(at);
        out.push_str(before);
        if let Some(escaped) = marked.strip_prefix('\\') {
            let mark = escaped.chars().next().filter(char::is_ascii_punctuation);
            let mark = mark.map_or("\\", |_| &escaped[..1]);
            out.push_str(mark);
            rest = escaped.strip_prefix(mark).unwrap_or(escaped);
            continue;
        }
        let (mark, ink) = if marked.starts_with("**") {
            ("**", Ink::Strong)
        } else if marked.starts_with('*') {
            ("*", Ink::Info)
        } else {
            ("`", Ink::Code)
        };
        let inner = &marked[mark.len()..];
        match inner.find(mark) {
            Some(end) if end > 0 && !inner.starts_with(' ') => {
                let words: Vec<String> = inner[..end]
                    .split(' ')
                    .map(|word| paint.ink(ink, word))
                    .collect();
                out.push_str(&words.join(" "));
                rest = &inner[end + mark.len()..];
            }
            Some(_) | None => {
                out.push_str(mark);
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::render;
    use crate::text::Paint;

    fn check(markdown: &str, expected: &Expect) {
        expected.assert_eq(&render(markdown, Paint::new(false), 30));
    }

    #[test]
    fn paragraphs_are_filled_and_lists_hang() {
        check(
            "# The shop\nOrders are\nlost, and **nobody** knows why or when.\n\n- keep `Orders` for two long weeks\n  or more\n- 3 * 4 stays\n\n10. ten\n\n```\n  a:   b\n```\n",
            &expect![[r#"
                The shop
                Orders are lost, and nobody
                knows why or when.

                • keep Orders for two long
                  weeks or more
                • 3 * 4 stays

                10. ten

                      a:   b
            "#]],
        );
    }

    #[test]
    fn a_mark_after_a_backslash_is_a_character() {
        check(
            "\\*not\\* \\`this\\`, C:\\x \\\\ `a\\*b`\\",
            &expect![[r#"
                *not* `this`, C:\x \ a\*b\
            "#]],
        );
    }

    #[test]
    fn words_are_coloured_one_by_one() {
        let text = render("**very strong** `x`", Paint::new(true), 5);
        assert_eq!(
            text, "\u{1b}[1mvery\u{1b}[0m\n\u{1b}[1mstrong\u{1b}[0m\n\u{1b}[36mx\u{1b}[0m\n",
            "a colour must not run over a line's end"
        );
    }

    #[test]
    fn a_scenario_cannot_reach_the_terminal() {
        let text = render(
            "a \u{1b}]0;title\u{7} b\n```\n\u{1b}[2J\n```",
            Paint::new(false),
            80,
        );
        assert!(
            !text.contains('\u{1b}'),
            "an escape must be shown, not sent: {text:?}"
        );
    }
}
