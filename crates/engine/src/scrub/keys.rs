//! Private keys: blocks between `BEGIN` and `END`, line by line, so that what stands around them stays. Public keys and certificates are
//! nobody's secret.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    Secret, SecretKind,
    page::{FARTHEST, Page},
};

static BEGIN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-[0-9]+:")
        .ok()
});

const END: &str = "-----END ";

/// More lines than any key has.
const MOST_LINES: usize = 200;

pub(super) fn find(page: &Page<'_>) -> Vec<Secret> {
    let mut found = Vec::new();
    let mut from = 0;
    let begins = BEGIN.iter().flat_map(|begin| begin.find_iter(page.text));
    let begins: Vec<Range<usize>> = begins.map(|begin| begin.range()).collect();
    for (index, begin) in begins.iter().enumerate() {
        if begin.start < from {
            continue;
        }
        // A block ends before the next begins.
        let limit = begins
            .get(index + 1)
            .map_or(page.text.len(), |next| next.start);
        from = block(page, begin.end, limit, &mut found);
    }
    found
}

/// Takes the lines of one block and gives the place where it ends.
fn block(page: &Page<'_>, start: usize, limit: usize, found: &mut Vec<Secret>) -> usize {
    let limit = page.boundary(limit.min(start + 2 * FARTHEST));
    let end = page.text[start..limit].find(END).map(|at| start + at);
    let mut first = true;
    let mut add = |range: Range<usize>| {
        found.push(Secret {
            range,
            kind: SecretKind::PrivateKey,
            continues: !first,
        });
        first = false;
    };
    // What follows on the line itself: a key on one line, with `\n` spelled out or with blanks.
    let rest = page
        .line_end(start)
        .min(end.unwrap_or(usize::MAX))
        .min(limit);
    if let Some(range) = content(page, start..rest) {
        add(range);
    }
    if end == Some(rest) {
        return rest;
    }
    let index = page.index_of(start);
    for line in index + 1..page.lines().min(index + 1 + MOST_LINES) {
        let line = page.line(line);
        if end.is_some_and(|end| line.start > end) || line.start >= limit {
            return line.start.min(limit);
        }
        let line = line.start..line.end.min(end.unwrap_or(usize::MAX)).min(limit);
        let Some(range) = content(page, line.clone()) else {
            continue;
        };
        // Without an end, a key goes on as long as lines look like one.
        if end.is_none() && !looks_like_key(&page.text[range.clone()]) {
            return line.start;
        }
        add(range);
    }
    end.unwrap_or(limit)
}

/// A line without its indentation, the marks of a list, quotes and spelled-out line breaks.
fn content(page: &Page<'_>, line: Range<usize>) -> Option<Range<usize>> {
    let mut start = line.start;
    let mut rest = &page.text[line.clone()];
    for skipped in ["\\r", "\\n", "\\\\n"] {
        rest = rest.trim_start_matches(skipped);
    }
    rest = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '#' | '"' | '\'' | ',' | ']' | '-')
    });
    for skipped in ["\\r", "\\n", "\\\\n"] {
        rest = rest.trim_start_matches(skipped);
    }
    start = line.end - rest.len().min(line.end - start);
    let mut end = rest.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | ',' | ']' | '\\')
    });
    while let Some(shorter) = end.strip_suffix("\\n").or_else(|| end.strip_suffix("\\r")) {
        end = shorter;
    }
    (!end.is_empty()).then(|| start..start + end.len())
}

fn looks_like_key(line: &str) -> bool {
    let is_header = line.contains(": ") && line.starts_with(char::is_uppercase);
    is_header
        || line.len() >= 4
            && line
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+/=\\".contains(&byte))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_pattern_is_understood() {
        assert!(super::BEGIN.is_some(), "private keys are looked for");
    }
}
