//! What of a found value is compared: the value, a count, or an amount with its unit.

use std::collections::BTreeSet;

use cfn::{Data, Decision, Value};

use crate::decimal::Decimal;

/// What `measure` says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Measure {
    /// The value itself.
    #[default]
    Value,
    /// Characters of a text, elements of a list, keys of a mapping.
    Length,
    /// Different values of a list, or of all places that the path leads to.
    Distinct,
    /// An amount of memory or storage, in bytes: `512 MB`. As AWS counts, a kilobyte is 1,024 bytes.
    Bytes,
    /// A time, in seconds: `5 minutes`, `rate(5 minutes)`, `PT5M`; a bare number is seconds.
    Seconds,
}

impl Measure {
    pub(crate) const WORDS: &'static [(&'static str, Measure)] = &[
        ("value", Measure::Value),
        ("length", Measure::Length),
        ("distinct", Measure::Distinct),
        ("bytes", Measure::Bytes),
        ("seconds", Measure::Seconds),
    ];

    /// What is compared, for the documentation.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Self::Value => "the value itself",
            Self::Length => "characters of a text, elements of a list, keys of a mapping",
            Self::Distinct => {
                "how many different values there are: of a list, or of all places that a path with `[*]` leads to"
            }
            Self::Bytes => {
                "an amount in bytes: `512 MB`, `1.5 GiB`; as AWS counts, 1 KB is 1,024 bytes"
            }
            Self::Seconds => {
                "a time in seconds: `300`, `5 minutes`, `rate(5 minutes)`, `PT5M`, `P1D`"
            }
        }
    }

    /// The amount that a text says, for [`Measure::Value`], [`Measure::Bytes`] and [`Measure::Seconds`].
    pub(crate) fn amount(self, text: &str) -> Option<Decimal> {
        match self {
            Self::Value | Self::Length | Self::Distinct => Decimal::parse(text),
            Self::Bytes => bytes(text),
            Self::Seconds => seconds(text),
        }
    }

    /// What stands after a number: `180 seconds`.
    pub(crate) fn unit(self, amount: &Decimal) -> &'static str {
        let one = *amount == Decimal::whole(1);
        match (self, one) {
            (Self::Value | Self::Length, _) => "",
            (Self::Distinct, true) => " different value",
            (Self::Distinct, false) => " different values",
            (Self::Bytes, true) => " byte",
            (Self::Bytes, false) => " bytes",
            (Self::Seconds, true) => " second",
            (Self::Seconds, false) => " seconds",
        }
    }
}

/// How long a known value is; `None` for one that is not known.
pub(crate) fn length(value: &Value<'_>) -> Option<Decimal> {
    let count = match &value.data {
        Data::Text(text) if text.is_symbolic() => return None,
        Data::Text(text) => text.resolved.chars().count(),
        Data::List(items) => items.len(),
        Data::Map(members) => members.len(),
        Data::Absent => 0,
        Data::Unknown(_) => return None,
    };
    u64::try_from(count).ok().map(Decimal::whole)
}

/// How many different values there are, as far as it can be told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Different {
    known: BTreeSet<String>,
    /// Values that are not known, in one spelling each: they may turn out to be equal to any other.
    unknown: BTreeSet<String>,
    /// Why one of them is not known.
    pub(crate) reason: Option<String>,
}

impl Different {
    /// Counts more values.
    pub(crate) fn add<'v>(&mut self, values: impl Iterator<Item = &'v Value<'v>>) {
        for value in values {
            let (text, reason) = match (spelled(value), value.as_unknown()) {
                (Ok(text), Some(_)) if is_element_of_set(&text) => (text, None),
                (Ok(text), Some(unknown)) => (text, Some(unknown.reason.clone())),
                (Ok(text), None) => (text, None),
                // Without a spelling each is taken for another one.
                (Err(reason), _) => (format!("{} {reason}", self.unknown.len()), Some(reason)),
            };
            match reason {
                None => self.known.insert(text),
                Some(reason) => {
                    self.reason = Some(reason);
                    self.unknown.insert(text)
                }
            };
        }
    }

    /// At least, and at most so many.
    pub(crate) fn range(&self) -> (usize, usize) {
        let most = self.known.len() + self.unknown.len();
        (self.known.len().max(usize::from(most > 0)), most)
    }

    /// Whether a test of the number passes, when all numbers that are possible agree.
    pub(crate) fn decide(&self, passes: &dyn Fn(&Decimal) -> bool) -> Decision {
        let (least, most) = self.range();
        let answer =
            |count: usize| u64::try_from(count).is_ok_and(|count| passes(&Decimal::whole(count)));
        let first = answer(least);
        if (least..=most).any(|count| answer(count) != first) {
            Decision::Unknown
        } else {
            Decision::of(first)
        }
    }
}

/// Whether a canonical text is an element of a list in which no two are equal: zones, or ranges cut from one.
pub(crate) fn is_element_of_set(canonical: &str) -> bool {
    (canonical.starts_with("${Fn::GetAZs(") || canonical.starts_with("${Fn::Cidr("))
        && canonical.ends_with("]}")
}

/// One spelling for each value, so that `!Ref A` and `!Sub "${A}"` are one value.
pub(crate) fn spelled(value: &Value<'_>) -> Result<String, String> {
    match &value.data {
        Data::Text(text) => Ok(text.resolved.to_string()),
        Data::Absent => Ok(String::new()),
        Data::Unknown(unknown) => match value.canonical() {
            Some(text) => Ok(text.into_owned()),
            None => Err(unknown.reason.clone()),
        },
        Data::List(items) => {
            let parts = items.iter().map(spelled).collect::<Result<Vec<_>, _>>()?;
            Ok(format!("[{}]", parts.join(",")))
        }
        Data::Map(members) => {
            let mut parts = members
                .iter()
                .map(|member| Ok(format!("{}:{}", member.key, spelled(&member.value)?)))
                .collect::<Result<Vec<_>, String>>()?;
            parts.sort();
            Ok(format!("{{{}}}", parts.join(",")))
        }
    }
}

/// `512 MB`, `1.5GiB`, `1024`.
fn bytes(text: &str) -> Option<Decimal> {
    const UNITS: &[(&str, u64)] = &[
        ("", 1),
        ("b", 1),
        ("byte", 1),
        ("bytes", 1),
        ("k", 1 << 10),
        ("kb", 1 << 10),
        ("kib", 1 << 10),
        ("m", 1 << 20),
        ("mb", 1 << 20),
        ("mib", 1 << 20),
        ("g", 1 << 30),
        ("gb", 1 << 30),
        ("gib", 1 << 30),
        ("t", 1 << 40),
        ("tb", 1 << 40),
        ("tib", 1 << 40),
    ];
    with_unit(text.trim(), UNITS)
}

/// Times as AWS and people write them.
fn seconds(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let rate = text
        .strip_prefix("rate(")
        .and_then(|rest| rest.strip_suffix(')'));
    if let Some(rate) = rate {
        return with_unit(rate.trim(), TIMES);
    }
    if text.starts_with(['P', 'p']) {
        return iso_8601(text);
    }
    with_unit(text, TIMES)
}

const TIMES: &[(&str, u64)] = &[
    ("", 1),
    ("s", 1),
    ("sec", 1),
    ("secs", 1),
    ("second", 1),
    ("seconds", 1),
    ("m", 60),
    ("min", 60),
    ("mins", 60),
    ("minute", 60),
    ("minutes", 60),
    ("h", 3_600),
    ("hour", 3_600),
    ("hours", 3_600),
    ("d", 86_400),
    ("day", 86_400),
    ("days", 86_400),
    ("week", 604_800),
    ("weeks", 604_800),
];

/// A number and a unit, with or without a space between.
fn with_unit(text: &str, units: &[(&str, u64)]) -> Option<Decimal> {
    let end = text
        .find(|char: char| !(char.is_ascii_digit() || matches!(char, '.' | '-' | '+')))
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = unit.trim();
    let (_, factor) = units
        .iter()
        .find(|(name, _)| unit.eq_ignore_ascii_case(name))?;
    Decimal::parse(number)?.times(*factor)
}

/// Durations of ISO 8601 without years and months, whose length differs: `PT5M`, `P1DT12H`, `P2W`.
fn iso_8601(text: &str) -> Option<Decimal> {
    let mut sum = Decimal::whole(0);
    let mut in_time = false;
    let mut number = String::new();
    let mut parts = 0;
    for char in text.chars().skip(1) {
        match char.to_ascii_uppercase() {
            'T' if !in_time && number.is_empty() => in_time = true,
            digit if digit.is_ascii_digit() || digit == '.' => number.push(digit),
            letter => {
                let factor = match (letter, in_time) {
                    ('W', false) => 604_800,
                    ('D', false) => 86_400,
                    ('H', true) => 3_600,
                    ('M', true) => 60,
                    ('S', true) => 1,
                    _ => return None,
                };
                sum = sum.plus(&Decimal::parse(&number)?.times(factor)?)?;
                number.clear();
                parts += 1;
            }
        }
    }
    (parts > 0 && number.is_empty()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_seconds() {
        for (text, expected) in [
            ("300", Some("300")),
            ("5 minutes", Some("300")),
            ("5min", Some("300")),
            ("1 day", Some("86400")),
            ("rate(5 minutes)", Some("300")),
            ("rate(1 hour)", Some("3600")),
            ("PT5M", Some("300")),
            ("P1DT12H", Some("129600")),
            ("P2W", Some("1209600")),
            ("PT1.5S", Some("1.5")),
            ("0.5 hours", Some("1800")),
            ("cron(0 12 * * ? *)", None),
            ("P1M", None),
            ("PT", None),
            ("PT5", None),
            ("5 fortnights", None),
            ("minutes", None),
            ("", None),
        ] {
            assert_eq!(
                seconds(text).map(|amount| amount.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn amounts_are_bytes() {
        for (text, expected) in [
            ("512 MB", Some("536870912")),
            ("512MiB", Some("536870912")),
            ("1.5 GB", Some("1610612736")),
            ("1024", Some("1024")),
            ("1 KB", Some("1024")),
            ("2 XB", None),
            ("GB", None),
        ] {
            assert_eq!(
                bytes(text).map(|amount| amount.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
    }
}
