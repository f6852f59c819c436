//! What a criterion expects of a scalar, and whether a found text is that. Places, paths and verdicts are not known here.

use std::borrow::Cow;

use cfn::Scalar;
use serde_json::{Value as Json, json};

use crate::{
    decimal::{Decimal, has_leading_zero},
    glob::Glob,
};

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

    /// A text of which no part is a wildcard. `plain` says that it was written without quotes.
    pub(crate) fn exactly(text: &str, plain: bool) -> Self {
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

    /// Always a glob, also where the text could be a number.
    pub(crate) fn pattern(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            meaning: Glob::new(text).map_or(Meaning::Text, Meaning::Glob),
        }
    }

    /// The value as it would be written into a template: `${X.Arn}` is a `Fn::Sub`.
    pub(crate) fn json(&self) -> Json {
        match &self.meaning {
            Meaning::Boolean(boolean) => Json::Bool(*boolean),
            Meaning::Number(_) => serde_json::from_str::<serde_json::Number>(&self.text)
                .map_or_else(|_| Json::String(self.text.clone()), Json::Number),
            Meaning::Text | Meaning::Glob(_) => {
                let text = self.literal();
                if text.contains("${") {
                    json!({ "Fn::Sub": text })
                } else {
                    Json::String(text.into_owned())
                }
            }
        }
    }

    /// The text without the backslashes that take the meaning of a wildcard.
    fn literal(&self) -> Cow<'_, str> {
        match &self.meaning {
            Meaning::Glob(glob) => glob.literal().map_or(Cow::Borrowed(&self.text), Cow::Owned),
            Meaning::Text | Meaning::Number(_) | Meaning::Boolean(_) => Cow::Borrowed(&self.text),
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

    /// The only text that fits; `None` for a pattern with wildcards.
    pub(crate) fn only_text(&self) -> Option<String> {
        match &self.meaning {
            Meaning::Glob(glob) => glob.literal(),
            Meaning::Text | Meaning::Number(_) | Meaning::Boolean(_) => Some(self.text.clone()),
        }
    }

    /// The boolean, when it is one.
    pub(crate) fn boolean(&self) -> Option<bool> {
        match self.meaning {
            Meaning::Boolean(boolean) => Some(boolean),
            Meaning::Text | Meaning::Number(_) | Meaning::Glob(_) => None,
        }
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

impl Expected {
    /// A reason for not being it that is easily overlooked.
    pub(crate) fn note(&self, found: &str, plain: bool) -> Option<&'static str> {
        if self.boolean().is_some() && !plain && boolean_word(found).is_some() {
            Some("In quotes it is text: write it without quotes.")
        } else if found.eq_ignore_ascii_case(&self.text) {
            Some("Upper and lower case count.")
        } else if found.trim() == self.text {
            Some("There is a space or a line end too many.")
        } else {
            None
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
