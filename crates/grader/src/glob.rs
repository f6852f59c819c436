//! Globs over text: `*` any run, newlines included, `?` one character, `\*` `\?` `\\` literal. Linear in text times pattern at
//! worst, without backtracking beyond the last star. Paths and files are not known here.

/// Longest pattern in characters.
pub(crate) const MAX_CHARS: usize = 256;

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Glob(Vec<Token>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Char(char),
    AnyChar,
    AnyRun,
}

impl Glob {
    /// The pattern, when the text has a `*`, `?` or `\\`, escaped or not; any other text is only itself.
    pub(crate) fn new(pattern: &str) -> Option<Self> {
        if !pattern.contains(['*', '?']) && !pattern.contains("\\\\") {
            return None;
        }
        let mut tokens = Vec::new();
        let mut chars = pattern.chars().peekable();
        while let Some(char) = chars.next() {
            tokens.push(match char {
                '*' if tokens.last() == Some(&Token::AnyRun) => continue,
                '*' => Token::AnyRun,
                '?' => Token::AnyChar,
                '\\' => Token::Char(
                    chars
                        .next_if(|next| matches!(next, '*' | '?' | '\\'))
                        .unwrap_or('\\'),
                ),
                char => Token::Char(char),
            });
        }
        Some(Self(tokens))
    }

    /// Whether it has a wildcard, and not only escaped ones.
    pub(crate) fn is_wild(&self) -> bool {
        self.0
            .iter()
            .any(|token| matches!(token, Token::AnyChar | Token::AnyRun))
    }

    /// The only text that fits, when there are no wildcards.
    pub(crate) fn literal(&self) -> Option<String> {
        self.0
            .iter()
            .map(|token| match token {
                Token::Char(char) => Some(*char),
                Token::AnyChar | Token::AnyRun => None,
            })
            .collect()
    }

    /// Whether the whole text fits.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let tokens = &self.0;
        let mut rest = text.chars();
        let mut token = 0;
        // The last star passed, and the text from which it has not yet tried to go on.
        let mut retry: Option<(usize, std::str::Chars<'_>)> = None;
        loop {
            if tokens.get(token) == Some(&Token::AnyRun) {
                token += 1;
                if token == tokens.len() {
                    return true;
                }
                retry = Some((token, rest.clone()));
                continue;
            }
            let mut after = rest.clone();
            let next = after.next();
            let fits = match (tokens.get(token), next) {
                (None, None) => return true,
                (Some(Token::AnyChar), Some(_)) => true,
                (Some(Token::Char(wanted)), Some(found)) => *wanted == found,
                _ => false,
            };
            if fits {
                token += 1;
                rest = after;
                continue;
            }
            // When the text is used up, a longer run for the star cannot help.
            let (Some((star, from)), Some(_)) = (&mut retry, next) else {
                return false;
            };
            from.next();
            token = *star;
            rest = from.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, text: &str, expected: bool) {
        let matches = Glob::new(pattern).map_or(pattern == text, |glob| glob.matches(text));
        assert_eq!(matches, expected, "pattern {pattern:?} on {text:?}");
    }

    #[test]
    fn wildcards() {
        check("nodejs*", "nodejs22.x", true);
        check("nodejs*", "python3.13", false);
        check("*", "", true);
        check("*", "two\nlines", true);
        check("a*z", "a\n\nz", true);
        check("?", "", false);
        check("?", "é", true);
        check("nodejs2?.x", "nodejs22.x", true);
        check("*.handler", "index.handler", true);
        check("*ab*ab", "abab", true);
        check("*ab*ab", "ab", false);
        check("a**b", "ab", true);
        check("a*?b", "ab", false);
        check("a*b*c", "aXbXbYc", true);
        check("", "", true);
    }

    #[test]
    fn a_backslash_takes_the_meaning_of_a_wildcard() {
        check(r"\*", "*", true);
        check(r"\*", "x", false);
        check(r"a\?*", "a?b", true);
        check(r"a\?*", "abb", false);
        check(r"\\*", r"\x", true);
        check(r"\n*", r"\nx", true);
        assert!(
            Glob::new(r"\*").is_some_and(|glob| !glob.is_wild()),
            "an escaped star is no wildcard"
        );
    }

    #[test]
    fn many_stars_stay_linear() {
        let pattern = "*a".repeat(100) + "b";
        let text = "a".repeat(20_000);
        assert!(
            Glob::new(&pattern).is_some_and(|glob| !glob.matches(&text)),
            "there is no b at the end, and the answer comes without exponential search"
        );
    }
}
