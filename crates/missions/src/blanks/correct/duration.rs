//! Lengths of time, turned into the number that a property counts in when that comes out even.

use std::ops::RangeInclusive;

use super::{
    Form,
    number::{self, Read},
};
use crate::DurationUnit;

/// Milliseconds are the smallest unit that anybody writes.
const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;

const UNITS: &[(&str, i64)] = &[
    ("ms", 1),
    ("msec", 1),
    ("millisecond", 1),
    ("s", SECOND),
    ("sec", SECOND),
    ("second", SECOND),
    ("m", MINUTE),
    ("min", MINUTE),
    ("minute", MINUTE),
    ("h", HOUR),
    ("hr", HOUR),
    ("hour", HOUR),
    ("d", DAY),
    ("day", DAY),
    ("w", WEEK),
    ("wk", WEEK),
    ("week", WEEK),
];

/// A whole number of `unit` within bounds. A length of time in other words is turned into it: `5min`, `2 h`, `1h30m`, `PT5M`.
pub(super) fn duration(answer: &str, unit: DurationUnit, bounds: RangeInclusive<i64>) -> Form {
    match number::read(answer) {
        Read::Number(_) | Read::TooLarge => return number::integer(answer, bounds),
        Read::NoNumber => {}
    }
    let Some(length) = milliseconds(answer) else {
        return Err("is no length of time".to_owned());
    };
    let size = match unit {
        DurationUnit::Seconds => SECOND,
        DurationUnit::Minutes => MINUTE,
        DurationUnit::Hours => HOUR,
        DurationUnit::Days => DAY,
    };
    if length % size != 0 {
        return Err(format!("does not come out as whole {}", unit.as_str()));
    }
    let count = length / size;
    if !bounds.contains(&count) {
        return Err(format!(
            "is {count} {}, which is out of range",
            unit.as_str()
        ));
    }
    let name = match count {
        1 => unit.as_str().trim_end_matches('s'),
        _ => unit.as_str(),
    };
    Ok(Some((
        count.to_string(),
        format!("`{answer}` is {count} {name}."),
    )))
}

/// One or more numbers with a unit each, the larger units first.
fn milliseconds(answer: &str) -> Option<i64> {
    let lower = answer.to_lowercase();
    if let Some(rest) = lower.strip_prefix('p') {
        return iso_8601(rest);
    }
    let mut rest = lower.trim();
    let mut total: i64 = 0;
    let mut last_size = i64::MAX;
    while !rest.is_empty() {
        let number_end = rest.find(|char: char| !is_of_a_number(char))?;
        let (number, after) = rest.split_at(number_end);
        let after = after.trim_start_matches([' ', '\u{a0}', '-']);
        let word_end = after
            .find(|char: char| !char.is_alphabetic())
            .unwrap_or(after.len());
        let (word, after) = after.split_at(word_end);
        let size = size_of(word)?;
        if size >= last_size {
            return None;
        }
        last_size = size;
        total = total.checked_add(times(number, size)?)?;
        rest = after.trim_start_matches(['.', ',', ' ']);
        rest = rest.strip_prefix("and ").unwrap_or(rest);
    }
    (last_size != i64::MAX).then_some(total)
}

fn is_of_a_number(char: char) -> bool {
    char.is_ascii_digit() || char == '.' || char == '_'
}

fn size_of(word: &str) -> Option<i64> {
    let find = |word: &str| UNITS.iter().find(|(name, _)| *name == word);
    let found = find(word).or_else(|| find(word.strip_suffix('s')?));
    found.map(|(_, size)| *size)
}

/// `5`, `1_000` and `1.5` of a unit, when that is a whole number of milliseconds.
fn times(number: &str, size: i64) -> Option<i64> {
    let Some((whole, fraction)) = number.split_once('.') else {
        return match number::read(number) {
            Read::Number(number) => number.checked_mul(size),
            Read::TooLarge | Read::NoNumber => None,
        };
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(whole) || !is_digits(fraction) || fraction.len() > 6 {
        return None;
    }
    let scale = 10_i64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let scaled: i64 = format!("{whole}{fraction}").parse().ok()?;
    let product = scaled.checked_mul(size)?;
    (product % scale == 0).then_some(product / scale)
}

/// What follows the `P` of `P1DT12H`: days and weeks, then after a `T` hours, minutes and seconds. Months and years have no length.
fn iso_8601(rest: &str) -> Option<i64> {
    let (date, time) = rest.split_once('t').unwrap_or((rest, ""));
    let parts = |text: &str, units: &[(char, i64)]| {
        let mut total: i64 = 0;
        let mut rest = text;
        let mut left = units.iter();
        while !rest.is_empty() {
            let end = rest.find(|char: char| !is_of_a_number(char))?;
            let (number, after) = rest.split_at(end);
            let letter = after.chars().next()?;
            let (_, size) = left.find(|(name, _)| *name == letter)?;
            total = total.checked_add(times(number, *size)?)?;
            rest = after.get(letter.len_utf8()..)?;
        }
        Some(total)
    };
    if rest.is_empty() || rest.ends_with('t') {
        return None;
    }
    let days = parts(date, &[('w', WEEK), ('d', DAY)])?;
    days.checked_add(parts(time, &[('h', HOUR), ('m', MINUTE), ('s', SECOND)])?)
}
