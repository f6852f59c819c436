//! Whole numbers.

use std::ops::RangeInclusive;

use super::Form;

/// A whole number within bounds. Digits may be grouped by threes.
pub(super) fn integer(answer: &str, bounds: RangeInclusive<i64>) -> Form {
    let Some(number) = read(answer) else {
        return Err("is no whole number".to_owned());
    };
    if !bounds.contains(&number) {
        return Err("is out of range".to_owned());
    }
    let plain = number.to_string();
    let why = format!("`{answer}` is the number {plain}.");
    Ok((plain != answer).then_some((plain, why)))
}

/// `1000`, `+5`, `007`, `1_000`, `1,000`, `1 000`. A point is left alone: it groups in one country and divides in the other.
pub(super) fn read(answer: &str) -> Option<i64> {
    let (sign, digits) = match answer.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", answer.strip_prefix('+').unwrap_or(answer)),
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number(digits) {
        return format!("{sign}{digits}").parse().ok();
    }
    let separator = digits.chars().find(|char| !char.is_ascii_digit())?;
    if !matches!(
        separator,
        '_' | ',' | ' ' | '\'' | '\u{a0}' | '\u{202f}' | '\u{2009}'
    ) {
        return None;
    }
    let mut groups = digits.split(separator);
    let first = groups.next()?;
    let is_grouped = is_number(first)
        && first.len() <= 3
        && groups.all(|group| is_number(group) && group.len() == 3);
    let joined: String = digits.chars().filter(|char| *char != separator).collect();
    is_grouped.then(|| format!("{sign}{joined}").parse().ok())?
}
