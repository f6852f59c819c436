//! Whole numbers.

use std::ops::RangeInclusive;

use super::Form;

/// A whole number within bounds. Digits may be grouped by threes.
pub(super) fn integer(answer: &str, bounds: RangeInclusive<i64>) -> Form {
    let number = match read(answer) {
        Read::Number(number) if bounds.contains(&number) => number,
        Read::Number(_) | Read::TooLarge => return Err("is out of range".to_owned()),
        Read::NoNumber => return Err("is no whole number".to_owned()),
    };
    let plain = number.to_string();
    let why = format!("`{answer}` is the number {plain}.");
    Ok((plain != answer).then_some((plain, why)))
}

/// What a text is as a whole number.
pub(super) enum Read {
    /// This one.
    Number(i64),
    /// One, beyond all bounds.
    TooLarge,
    /// None.
    NoNumber,
}

/// `1000`, `+5`, `007`, `1_000`, `1'000`, `1 000`. A point and a comma are left alone: each groups in one country and divides in another.
pub(super) fn read(answer: &str) -> Read {
    let (sign, digits) = match answer.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", answer.strip_prefix('+').unwrap_or(answer)),
    };
    match joined(digits) {
        // Of nothing but digits, only the size can be wrong.
        Some(joined) => match format!("{sign}{joined}").parse() {
            Ok(number) => Read::Number(number),
            Err(_) => Read::TooLarge,
        },
        None => Read::NoNumber,
    }
}

/// The digits without what groups them by threes.
fn joined(digits: &str) -> Option<String> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(digits) {
        return Some(digits.to_owned());
    }
    let separator = digits.chars().find(|char| !char.is_ascii_digit())?;
    if !matches!(
        separator,
        '_' | ' ' | '\'' | '\u{a0}' | '\u{202f}' | '\u{2009}'
    ) {
        return None;
    }
    let mut groups = digits.split(separator);
    let first = groups.next()?;
    let is_grouped = is_number(first)
        && first.len() <= 3
        && groups.all(|group| is_number(group) && group.len() == 3);
    is_grouped.then(|| digits.chars().filter(|char| *char != separator).collect())
}
