//! What a criterion expects of a scalar, and whether a found text is that. Places, paths and verdicts are not known here.

use cfn::Scalar;

use crate::glob::Glob;

/// An expected scalar: its source text and what it counts as.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expected {
    /// As the author wrote it.
    pub(crate) text: String,
    meaning: Meaning,
}

#[derive(Clone, Debug, PartialEq)]
enum Meaning {
    /// Only the text itself.
    Text,
    /// A number that was not quoted.
    Number(Decimal),
    /// `true` or `false`, quoted or not; another YAML 1.1 word only when not quoted.
    Boolean(bool),
    Glob(Glob),
}

impl Expected {
    /// What a scalar of a rubric expects.
    pub(crate) fn new(scalar: &Scalar) -> Self {
        Self::read(&scalar.text, scalar.is_plain(), Glob::new(&scalar.text))
    }

    /// What the value of a `[?Key=Value]` filter expects; a filter knows no globs.
    pub(crate) fn of_filter(text: &str, plain: bool) -> Self {
        Self::read(text, plain, None)
    }

    fn read(text: &str, plain: bool, glob: Option<Glob>) -> Self {
        let boolean = match text {
            "true" => Some(true),
            "false" => Some(false),
            text if plain => boolean_word(text),
            _ => None,
        };
        let number = if plain && !has_leading_zero(text) {
            Decimal::parse(text)
        } else {
            None
        };
        let meaning = match (boolean, number, glob) {
            (Some(boolean), _, _) => Meaning::Boolean(boolean),
            (None, Some(number), _) => Meaning::Number(number),
            (None, None, Some(glob)) => Meaning::Glob(glob),
            (None, None, None) => Meaning::Text,
        };
        Self {
            text: text.to_owned(),
            meaning,
        }
    }

    /// Whether it has a wildcard.
    pub(crate) fn is_wild(&self) -> bool {
        matches!(&self.meaning, Meaning::Glob(glob) if glob.is_wild())
    }

    /// Whether it is a number or a boolean, which are shown without marks around them.
    pub(crate) fn is_bare(&self) -> bool {
        matches!(self.meaning, Meaning::Number(_) | Meaning::Boolean(_))
    }

    /// Whether it is a boolean.
    pub(crate) fn is_boolean(&self) -> bool {
        matches!(self.meaning, Meaning::Boolean(_))
    }

    /// Whether a found text is the expected one. `plain` says that it was written without quotes.
    pub(crate) fn matches(&self, found: &str, plain: bool) -> bool {
        if found == self.text {
            return true;
        }
        match &self.meaning {
            Meaning::Text => false,
            Meaning::Number(number) => {
                !has_leading_zero(found) && Decimal::parse(found).as_ref() == Some(number)
            }
            Meaning::Boolean(boolean) => {
                found == if *boolean { "true" } else { "false" }
                    || (plain && boolean_word(found) == Some(*boolean))
            }
            Meaning::Glob(glob) => glob.matches(found),
        }
    }
}

/// The YAML 1.1 words, in any case.
pub(crate) fn boolean_word(text: &str) -> Option<bool> {
    let is = |word: &&str| text.eq_ignore_ascii_case(word);
    if ["true", "yes", "on"].iter().any(is) {
        Some(true)
    } else if ["false", "no", "off"].iter().any(is) {
        Some(false)
    } else {
        None
    }
}

/// Whether the text is a decimal number as JSON and YAML write them: `22`, `-0.5`, `1e3`.
pub(crate) fn is_number(text: &str) -> bool {
    Decimal::parse(text).is_some()
}

/// Whether a zero stands where a number has none: `012`, `-00.5`; not `0` or `0.5`.
fn has_leading_zero(text: &str) -> bool {
    let mut chars = text.trim_start_matches(['-', '+']).chars();
    chars.next() == Some('0') && chars.next().is_some_and(|char| char.is_ascii_digit())
}

/// An exact decimal number: account ids and 20-digit numbers do not survive an `f64`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    /// Without zeros at either end; empty for zero.
    digits: String,
    /// The power of ten of the last digit.
    exponent: i64,
}

impl Decimal {
    fn parse(text: &str) -> Option<Self> {
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
}

#[cfg(test)]
mod tests {
    use cfn::ScalarStyle;

    use super::*;

    /// `"x"` is text in either argument; anything else is plain.
    fn check(expected: &str, found: &str, matches: bool) {
        let read = |source: &str| match source
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'))
        {
            Some(text) => (text.to_owned(), ScalarStyle::DoubleQuoted),
            None => (source.to_owned(), ScalarStyle::Plain),
        };
        let (text, style) = read(expected);
        let (found_text, found_style) = read(found);
        assert_eq!(
            Expected::new(&Scalar {
                text: text.into(),
                style
            })
            .matches(&found_text, found_style == ScalarStyle::Plain),
            matches,
            "expected {expected}, found {found}"
        );
    }

    #[test]
    fn text_equality_comes_first() {
        check("nodejs22.x", "nodejs22.x", true);
        check("nodejs22.x", "\"nodejs22.x\"", true);
        check("nodejs22.x", "NodeJS22.x", false);
        check("\"22\"", "22", true);
        check("22", "\"22\"", true);
        check("2012-10-17", "\"2012-10-17\"", true);
        check("2012-10-17", "2012-10-18", false);
        check("\"\"", "\"\"", true);
    }

    #[test]
    fn a_doubled_backslash_is_a_backslash() {
        check(r"'a\\c'", r"'a\c'", true);
        check(r"'a\\c'", r"'a\\c'", true);
        check(r"'a\c'", r"'a\c'", true);
        check(r"'a\c'", r"'ac'", false);
    }

    #[test]
    fn only_an_expected_number_compares_as_a_number() {
        check("180", "180.0", true);
        check("180", "\"180.0\"", true);
        check("1000", "1e3", true);
        check("0.5", ".50", true);
        check("-0", "0", true);
        check("-1", "1", false);
        check("1.1", "1.10", true);
        check("\"1.1\"", "1.10", false);
        check("\"1.10\"", "1.1", false);
        check("\"180\"", "180.0", false);
        check("180", "0x180", false);
        check("180", "1_80", false);
        check("1", "inf", false);
        check("1", "", false);
    }

    #[test]
    fn a_leading_zero_is_text() {
        check("12345670123", "012345670123", false);
        check("012345670123", "12345670123", false);
        check("012345670123", "012345670123", true);
        check("7", "\"07\"", false);
        check("0.5", "0.50", true);
        check("0", "00", false);
    }

    #[test]
    fn numbers_are_exact_at_any_length() {
        check("12345678901234567890", "12345678901234567891", false);
        check("12345678901234567890", "12345678901234567890.0", true);
        check("1e300", "1e301", false);
        check("1e99999999999", "1e99999999998", false);
    }

    #[test]
    fn booleans_are_the_unquoted_words_of_yaml_1_1() {
        for word in ["true", "True", "TRUE", "yes", "Yes", "on", "ON"] {
            check("true", word, true);
            check("\"true\"", word, true);
            check("false", word, false);
        }
        for word in ["false", "no", "No", "off", "OFF"] {
            check("false", word, true);
            check("true", word, false);
        }
        check("true", "\"true\"", true);
        check("true", "\"True\"", false);
        check("true", "\"yes\"", false);
        check("true", "1", false);
        check("true", "y", false);
        check("True", "\"true\"", true);
        check("yes", "true", true);
        check("\"yes\"", "true", false);
        check("\"yes\"", "yes", true);
    }

    #[test]
    fn a_star_makes_a_glob_quoted_or_not() {
        check("\"nodejs*\"", "nodejs22.x", true);
        check("nodejs*", "\"nodejs22.x\"", true);
        check("\"*\"", "", true);
        check("\"a\\*b\"", "a*b", true);
        check("\"a\\*b\"", "axb", false);
        check("\"C:\\\\x\"", "C:\\\\x", true);
    }
}
