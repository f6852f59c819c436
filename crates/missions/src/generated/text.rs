//! Small work on texts of an answer.

/// A text of at most so many bytes, cut between characters.
pub(super) fn cut(text: &str, most_bytes: usize) -> String {
    if text.len() <= most_bytes {
        return text.to_owned();
    }
    let mut end = most_bytes.saturating_sub('…'.len_utf8());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}…", text.get(..end).unwrap_or_default())
}

/// With a capital, as a message of its own begins.
pub(super) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// With a stop, unless it has one.
pub(super) fn stopped(text: &str) -> String {
    let end = if text.ends_with(['.', '?', '!', '…', ')']) {
        ""
    } else {
        "."
    };
    format!("{text}{end}")
}

/// Markdown from its first paragraph that is no heading; the whole when there is none.
pub(super) fn without_headings(markdown: &str) -> &str {
    let mut rest = markdown.trim_start();
    while rest.starts_with('#') {
        let after = rest.split_once('\n').map_or("", |(_, after)| after);
        rest = after.trim_start();
    }
    if rest.is_empty() { markdown } else { rest }
}
