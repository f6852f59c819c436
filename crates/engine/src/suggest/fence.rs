//! Blocks of code in a Markdown text that is still coming in: text flows on at once, a block comes whole. What is in a block is not known
//! here.

/// A piece of a text. All pieces together, in order, are the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text outside of blocks, or a part of it.
    Text(String),
    /// A block of code.
    Block {
        /// As it stands in the text, with its marks and line ends.
        raw: String,
        /// The lines between the marks, without what marks them as part of a quote.
        code: String,
    },
}

/// Cuts a text into pieces as it comes in.
#[derive(Clone, Debug, Default)]
pub struct Fences {
    open: Option<Open>,
    /// The line that is coming in.
    line: String,
    /// How much of it was given out.
    given: usize,
}

#[derive(Clone, Debug)]
struct Open {
    mark: char,
    length: usize,
    raw: String,
    code: String,
}

impl Fences {
    /// Takes what came in, and gives what is known of it.
    pub fn push(&mut self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for part in text.split_inclusive('\n') {
            self.line.push_str(part);
            if part.ends_with('\n') {
                self.end_line(&mut pieces);
            } else {
                self.flow(&mut pieces);
            }
        }
        pieces
    }

    /// The text has ended. A block that was not closed ends with it.
    pub fn finish(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.end_line(&mut pieces);
        if let Some(open) = self.open.take() {
            pieces.push(Piece::Block {
                raw: open.raw,
                code: open.code,
            });
        }
        pieces
    }

    fn end_line(&mut self, pieces: &mut Vec<Piece>) {
        let line = std::mem::take(&mut self.line);
        let given = std::mem::take(&mut self.given);
        if line.is_empty() {
            return;
        }
        if let Some(mut open) = self.open.take() {
            open.raw.push_str(&line);
            if open.is_closed_by(&line) {
                pieces.push(Piece::Block {
                    raw: open.raw,
                    code: open.code,
                });
            } else {
                open.code.push_str(without_quote(&line));
                self.open = Some(open);
            }
            return;
        }
        match opening(&line) {
            Some((mark, length)) => {
                self.open = Some(Open {
                    mark,
                    length,
                    raw: line[given..].to_owned(),
                    code: String::new(),
                });
            }
            None => text(&line[given..], pieces),
        }
    }

    /// Gives out the beginning of a line that cannot open a block any more.
    fn flow(&mut self, pieces: &mut Vec<Piece>) {
        if self.open.is_some() || may_open(&self.line) {
            return;
        }
        text(&self.line[self.given..], pieces);
        self.given = self.line.len();
    }
}

impl Open {
    fn is_closed_by(&self, line: &str) -> bool {
        let line = without_quote(line).trim();
        line.chars().count() >= self.length && line.chars().all(|c| c == self.mark)
    }
}

fn text(text: &str, pieces: &mut Vec<Piece>) {
    if text.is_empty() {
        return;
    }
    match pieces.last_mut() {
        Some(Piece::Text(before)) => before.push_str(text),
        Some(Piece::Block { .. }) | None => pieces.push(Piece::Text(text.to_owned())),
    }
}

/// A line without the marks of a quote.
pub(crate) fn without_quote(line: &str) -> &str {
    let mut rest = line;
    while let Some(after) = rest.trim_start_matches(' ').strip_prefix('>') {
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    rest
}

/// A line without the marks of quotes and of lists, in which a block may stand.
pub(crate) fn content(line: &str) -> &str {
    let mut rest = line.trim_start();
    loop {
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let after = if let Some(after) = rest.strip_prefix('>') {
            after
        } else if let Some(after) = rest.strip_prefix(['-', '*', '+']) {
            match after.strip_prefix([' ', '\t']) {
                Some(after) => after,
                None => return rest,
            }
        } else if digits.len() < rest.len() {
            match digits.strip_prefix(['.', ')']) {
                Some(after) => after,
                None => return rest,
            }
        } else {
            return rest;
        };
        rest = after.trim_start();
    }
}

/// The marks that open a block: three or more of one kind; what follows backticks has none itself.
fn opening(line: &str) -> Option<(char, usize)> {
    let content = content(line);
    let mark = content
        .chars()
        .next()
        .filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = content.trim_start_matches(mark);
    let length = content.len() - rest.len();
    (length >= 3 && !(mark == '`' && rest.contains('`'))).then_some((mark, length))
}

/// Whether the beginning of a line can still become one that opens a block.
fn may_open(line: &str) -> bool {
    let content = content(line);
    let is_list_mark = |content: &str| {
        matches!(content, "-" | "*" | "+")
            || content.chars().all(|c| c.is_ascii_digit()) && content.len() <= 9
    };
    if content.is_empty() || is_list_mark(content) {
        return true;
    }
    match content.chars().next() {
        Some(mark @ ('`' | '~')) => {
            let rest = content.trim_start_matches(mark);
            let length = content.len() - rest.len();
            (length < 3 && rest.is_empty()) || (length >= 3 && !(mark == '`' && rest.contains('`')))
        }
        Some(_) | None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a text that comes in so many characters at a time, text put together.
    fn pieces(text: &str, at_a_time: usize) -> Vec<Piece> {
        let mut fences = Fences::default();
        let mut all: Vec<Piece> = Vec::new();
        let characters: Vec<char> = text.chars().collect();
        let mut found: Vec<Piece> = characters
            .chunks(at_a_time)
            .flat_map(|chunk| fences.push(&chunk.iter().collect::<String>()))
            .collect();
        found.extend(fences.finish());
        for piece in found {
            match (all.last_mut(), piece) {
                (Some(Piece::Text(before)), Piece::Text(more)) => before.push_str(&more),
                (_, piece) => all.push(piece),
            }
        }
        all
    }

    fn block(raw: &str, code: &str) -> Piece {
        Piece::Block {
            raw: raw.to_owned(),
            code: code.to_owned(),
        }
    }

    fn said(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    #[test]
    fn blocks_are_found_however_they_come() {
        let table = [
            (
                "Put:\n\n```yaml\nA: 1\n```\nThere.\n",
                vec![
                    said("Put:\n\n"),
                    block("```yaml\nA: 1\n```\n", "A: 1\n"),
                    said("There.\n"),
                ],
            ),
            ("~~~\n```\n~~~\n", vec![block("~~~\n```\n~~~\n", "```\n")]),
            ("````\n```\n````", vec![block("````\n```\n````", "```\n")]),
            (
                "> - ```\n> A: 1\n> ```\n",
                vec![block("> - ```\n> A: 1\n> ```\n", "A: 1\n")],
            ),
            (
                "1. ```diff\n   -a\n   ```\n",
                vec![block("1. ```diff\n   -a\n   ```\n", "   -a\n")],
            ),
            (
                "no ```end\n`a` and ```b``` c\n``` d ```\n",
                vec![said("no ```end\n`a` and ```b``` c\n``` d ```\n")],
            ),
            ("```yaml\nA: 1\n", vec![block("```yaml\nA: 1\n", "A: 1\n")]),
            ("2", vec![said("2")]),
            ("", vec![]),
        ];
        for (text, expected) in table {
            for at_a_time in [1, 2, 3, 7, 1000] {
                assert_eq!(
                    pieces(text, at_a_time),
                    expected,
                    "{text:?}, {at_a_time} at a time"
                );
            }
        }
    }

    #[test]
    fn text_flows_on_at_once() {
        let mut fences = Fences::default();
        assert_eq!(fences.push("Put `a"), [said("Put `a")], "no block");
        assert_eq!(fences.push("` in.\n``"), [said("` in.\n")], "two marks");
        assert_eq!(fences.push(" b"), [said("`` b")], "are none");
        assert_eq!(fences.push("\n```"), [said("\n")], "three are");
        assert_eq!(fences.push("\nA: 1"), [], "and hold what follows");
    }
}
