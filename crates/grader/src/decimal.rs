//! Exact decimal numbers: account ids and 20-digit numbers do not survive an `f64`.

use std::{cmp::Ordering, fmt};

/// A decimal number of any length, exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    /// Without zeros at either end; empty for zero.
    digits: String,
    /// The power of ten of the last digit.
    exponent: i64,
}

impl Decimal {
    /// The number that a text is, as JSON and YAML write them: `22`, `-0.5`, `1e3`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let negative = text.starts_with('-');
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (mantissa, power) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i32>().ok()?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits(whole) || !is_digits(fraction) || whole.len() + fraction.len() == 0 {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let significant = all.trim_end_matches('0');
        let digits = significant.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self {
                negative: false,
                digits,
                exponent: 0,
            });
        }
        let dropped = i64::try_from(all.len() - significant.len()).ok()?;
        let places = i64::try_from(fraction.len()).ok()?;
        Some(Self {
            negative,
            digits,
            exponent: i64::from(power) - places + dropped,
        })
    }

    /// A whole number.
    pub(crate) fn whole(number: u64) -> Self {
        let text = number.to_string();
        let digits = text.trim_end_matches('0');
        let dropped = text.len() - digits.len();
        Self {
            negative: false,
            digits: digits.to_owned(),
            exponent: if digits.is_empty() {
                0
            } else {
                i64::try_from(dropped).unwrap_or_default()
            },
        }
    }

    /// This many times as much; `None` for numbers of more digits than anything that is measured has.
    pub(crate) fn times(&self, factor: u64) -> Option<Self> {
        if self.digits.is_empty() {
            return Some(self.clone());
        }
        let product = self
            .digits
            .parse::<u128>()
            .ok()?
            .checked_mul(factor.into())?;
        let text = product.to_string();
        let digits = text.trim_end_matches('0');
        let dropped = i64::try_from(text.len() - digits.len()).ok()?;
        Some(Self {
            negative: self.negative,
            digits: digits.to_owned(),
            exponent: self.exponent.checked_add(dropped)?,
        })
    }

    /// The sum; `None` as in [`Decimal::times`].
    pub(crate) fn plus(&self, other: &Self) -> Option<Self> {
        let exponent = self.exponent.min(other.exponent);
        let scaled = |number: &Self| -> Option<i128> {
            if number.digits.is_empty() {
                return Some(0);
            }
            let power = u32::try_from(number.exponent - exponent).ok()?;
            let digits = number.digits.parse::<i128>().ok()?;
            let scaled = digits.checked_mul(10_i128.checked_pow(power)?)?;
            Some(if number.negative { -scaled } else { scaled })
        };
        let sum = scaled(self)?.checked_add(scaled(other)?)?;
        Self::parse(&format!("{sum}e{exponent}"))
    }

    /// The power of ten of the first digit, for numbers that are not zero.
    fn magnitude(&self) -> i64 {
        i64::try_from(self.digits.len())
            .unwrap_or(i64::MAX)
            .saturating_add(self.exponent)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let sign = |number: &Self| match (number.digits.is_empty(), number.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        sign(self).cmp(&sign(other)).then_with(|| {
            // Without zeros at the end, digits from the first on compare as text does.
            let by_size = (self.magnitude(), &self.digits).cmp(&(other.magnitude(), &other.digits));
            if self.negative {
                by_size.reverse()
            } else {
                by_size
            }
        })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// More zeros than this are written as a power.
        const MOST_ZEROS: i64 = 30;
        if self.digits.is_empty() {
            return formatter.write_str("0");
        }
        if self.negative {
            formatter.write_str("-")?;
        }
        if self.exponent > MOST_ZEROS || self.magnitude() < -MOST_ZEROS {
            return write!(formatter, "{}e{}", self.digits, self.exponent);
        }
        let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or_default());
        if self.exponent >= 0 {
            return write!(formatter, "{}{}", self.digits, zeros(self.exponent));
        }
        let whole = self.magnitude();
        if whole <= 0 {
            return write!(formatter, "0.{}{}", zeros(-whole), self.digits);
        }
        let (before, after) = self
            .digits
            .split_at(usize::try_from(whole).unwrap_or_default());
        write!(formatter, "{before}.{after}")
    }
}

/// Whether the text is a decimal number as JSON and YAML write them: `22`, `-0.5`, `1e3`.
pub(crate) fn is_number(text: &str) -> bool {
    Decimal::parse(text).is_some()
}

/// Whether a zero stands where a number has none: `012`, `-00.5`; not `0` or `0.5`.
pub(crate) fn has_leading_zero(text: &str) -> bool {
    let mut chars = text.trim_start_matches(['-', '+']).chars();
    chars.next() == Some('0') && chars.next().is_some_and(|char| char.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap_or_else(|| panic!("`{text}` is a number"))
    }

    #[test]
    fn order_is_that_of_numbers_at_any_length() {
        let ascending = [
            "-1e20",
            "-10",
            "-9.5",
            "-9",
            "-0.5",
            "-0.05",
            "0",
            "0.049",
            "0.05",
            "0.5",
            "1",
            "1.5",
            "9",
            "10",
            "99",
            "100.0001",
            "12345678901234567890",
            "12345678901234567891",
            "1e30",
        ];
        for (index, left) in ascending.iter().enumerate() {
            for (other, right) in ascending.iter().enumerate() {
                assert_eq!(
                    number(left).cmp(&number(right)),
                    index.cmp(&other),
                    "{left} against {right}"
                );
            }
        }
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        for (text, expected) in [
            ("180", "180"),
            ("0180.50", "180.5"),
            ("-0.05", "-0.05"),
            (".5", "0.5"),
            ("1e3", "1000"),
            ("0e9", "0"),
            ("1e90", "1e90"),
            ("12.34e1", "123.4"),
        ] {
            assert_eq!(number(text).to_string(), expected, "{text}");
        }
        assert_eq!(Decimal::whole(1200).to_string(), "1200", "a whole number");
        assert_eq!(Decimal::whole(0), number("0"), "nothing");
    }

    #[test]
    fn products_and_sums_are_exact() {
        assert_eq!(number("1.5").times(60), Some(number("90")), "minutes");
        assert_eq!(
            number("0.1").plus(&number("0.2")),
            Some(number("0.3")),
            "no binary noise"
        );
        assert_eq!(
            number("-2").plus(&number("2")),
            Some(number("0")),
            "to nothing"
        );
        let huge = number(&"9".repeat(60));
        assert_eq!(
            huge.times(2),
            None,
            "more digits than anything measured has"
        );
        assert_eq!(number("1e300").plus(&number("1")), None, "too far apart");
    }
}
