//! Amounts as people write them, read without a binary fraction in between: `0.1` is a tenth, not the float nearest to it.

use toml_edit::{Item, Value};

/// A number of a TOML document as a whole number of `10^-places`: with nine places, `1.5` is 1,500,000,000. `source` is the document's text.
pub(crate) fn scaled(item: &Item, source: &str, places: usize) -> Result<i64, String> {
    match item {
        Item::Value(Value::Integer(_) | Value::Float(_)) => {
            let written = item
                .span()
                .and_then(|span| source.get(span))
                .unwrap_or_default();
            parse(written, places)
        }
        // In quotes it is meant the same.
        Item::Value(Value::String(text)) => parse(text.value(), places),
        other => Err(format!("it is a number, not {}", other.type_name())),
    }
}

/// The same of a text.
pub(crate) fn parse(written: &str, places: usize) -> Result<i64, String> {
    let plain = written.trim().replace('_', "");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let whole = whole.strip_prefix('+').unwrap_or(whole);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && part.is_empty() || !digits(whole) || !digits(part) {
        return Err(format!(
            "`{written}` is no plain number; write it as 0.25 or 3, not negative and without an exponent"
        ));
    }
    let part = part.trim_end_matches('0');
    if part.len() > places {
        return Err(format!(
            "`{written}` has more than {places} digits behind the point"
        ));
    }
    format!("{whole}{part:0<places$}")
        .parse()
        .map_err(|_| format!("`{written}` is too large"))
}

/// The shortest text that [`parse`] reads as this.
pub(crate) fn written(scaled: i64, places: usize) -> String {
    let digits = format!("{scaled:0>width$}", width = places + 1);
    let (whole, part) = digits.split_at(digits.len() - places);
    match part.trim_end_matches('0') {
        "" => whole.to_owned(),
        part => format!("{whole}.{part}"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a panic is how a test fails")]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_meant_to_the_last_digit() {
        let table = [
            ("0", 0),
            ("3", 3_000_000_000),
            ("0.1", 100_000_000),
            ("0.3", 300_000_000),
            ("+1.50", 1_500_000_000),
            ("1_000.000_000_001", 1_000_000_000_001),
            (".5", 500_000_000),
            ("2.", 2_000_000_000),
            ("9223372036.854775807", i64::MAX),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text, 9), Ok(expected), "{text}");
            assert_eq!(
                parse(&written(expected, 9), 9),
                Ok(expected),
                "{text} is read back as it was written"
            );
        }
        assert_eq!(written(1_500_000_000, 9), "1.5", "no zeros behind it");
        assert_eq!(written(3_000_000_000, 9), "3", "nor a point");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in [
            "",
            ".",
            "-1",
            "1e3",
            "inf",
            "nan",
            "0x10",
            "1.0000000001",
            "1,5",
            "9223372037",
            "１",
        ] {
            assert!(parse(text, 9).is_err(), "`{text}` must not be guessed at");
        }
    }
}
