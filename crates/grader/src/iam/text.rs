//! Texts with wildcards and with parts that are only known later, and how far one pattern reaches over another. What the texts mean
//! (actions, ARNs) is not known here.

use std::cell::Cell;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// One known character.
    Char(char),
    /// `*`: any run of characters.
    AnyRun,
    /// `?`: any one character.
    AnyChar,
    /// A text that AWS makes up, always the same and like nobody else's: the generated name of a resource.
    Made(String),
    /// One character that AWS makes up.
    MadeChar(String),
    /// A text that may turn out to be anything: a parameter without a value, `${AWS::Region}`.
    Open(String),
}

/// How far a pattern reaches over what is asked for, which may be a pattern too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// Over all of it.
    Whole,
    /// Over some of it.
    Part,
    /// Over nothing of it.
    None,
    /// It depends on a part that is not known.
    Unknown,
}

impl Fit {
    /// Both must fit: an action and a resource, or two fields of an ARN.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::None, _) | (_, Self::None) => Self::None,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Part, _) | (_, Self::Part) => Self::Part,
            (Self::Whole, Self::Whole) => Self::Whole,
        }
    }

    /// The better of two patterns of a list. A certain part is less than what may be the whole.
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Whole, _) | (_, Self::Whole) => Self::Whole,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Part, _) | (_, Self::Part) => Self::Part,
            (Self::None, Self::None) => Self::None,
        }
    }

    /// What `NotAction` or `NotResource` reaches when its list reaches this.
    pub(crate) fn inverted(self) -> Self {
        match self {
            Self::Whole => Self::None,
            Self::None => Self::Whole,
            Self::Part => Self::Part,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// What may still be spent on comparing. One is spent for each pair of tokens.
#[derive(Debug)]
pub(crate) struct Steps(Cell<usize>);

impl Steps {
    /// Some tens of milliseconds; no template that people write comes near it.
    const LIMIT: usize = 5_000_000;

    pub(crate) fn new() -> Self {
        Self(Cell::new(Self::LIMIT))
    }

    /// Whether everything was spent: what was said since is not certain.
    pub(crate) fn are_used_up(&self) -> bool {
        self.0.get() == 0
    }

    fn spend(&self, steps: usize) -> bool {
        let rest = self.0.get().saturating_sub(steps);
        self.0.set(rest);
        rest > 0
    }
}

/// How far `pattern` reaches over `asked`.
pub(crate) fn fit(pattern: &[Token], asked: &[Token], steps: &Steps) -> Fit {
    match covers(pattern, asked, steps) {
        Some(true) => return Fit::Whole,
        Some(false) => {}
        None => return Fit::Unknown,
    }
    match overlaps(pattern, asked, false, steps) {
        Some(true) => return Fit::Part,
        Some(false) => {}
        None => return Fit::Unknown,
    }
    let is_open = |token: &Token| matches!(token, Token::Open(_));
    if !pattern.iter().chain(asked).any(is_open) {
        return Fit::None;
    }
    match overlaps(pattern, asked, true, steps) {
        Some(false) => Fit::None,
        Some(true) | None => Fit::Unknown,
    }
}

/// Whether every text of `asked` is one of `pattern`: a wildcard that is asked for is only covered by a wildcard. `None` when the
/// steps are used up.
fn covers(pattern: &[Token], asked: &[Token], steps: &Steps) -> Option<bool> {
    let (mut at, mut next) = (0, 0);
    // After the last `*` passed, and from where it has not yet tried to go on.
    let mut retry: Option<(usize, usize)> = None;
    loop {
        if !steps.spend(1) {
            return None;
        }
        if pattern.get(at) == Some(&Token::AnyRun) {
            at += 1;
            if at == pattern.len() {
                return Some(true);
            }
            retry = Some((at, next));
            continue;
        }
        let fits = match (pattern.get(at), asked.get(next)) {
            (None, None) => return Some(true),
            (Some(Token::AnyChar), Some(Token::Char(_) | Token::AnyChar | Token::MadeChar(_))) => {
                true
            }
            (Some(Token::AnyChar) | None, _) | (_, None) => false,
            (Some(mine), Some(theirs)) => mine == theirs,
        };
        if fits {
            at += 1;
            next += 1;
            continue;
        }
        let Some((star, from)) = &mut retry else {
            return Some(false);
        };
        if next >= asked.len() {
            return Some(false);
        }
        *from += 1;
        at = *star;
        next = *from;
    }
}

/// Whether some text is one of both patterns. `open_is_any` takes an open text for any text. `None` when the steps are used up.
fn overlaps(a: &[Token], b: &[Token], open_is_any: bool, steps: &Steps) -> Option<bool> {
    let runs = |token: &Token| {
        matches!(token, Token::AnyRun) || (open_is_any && matches!(token, Token::Open(_)))
    };
    // The places in `b` that can be reached together with the place in `a`.
    let mut reached = vec![false; b.len() + 1];
    if let Some(first) = reached.first_mut() {
        *first = true;
    }
    pass_runs(&mut reached, b, &runs);
    for token in a {
        if !steps.spend(b.len() + 1) {
            return None;
        }
        let mut after = vec![false; b.len() + 1];
        if runs(token) {
            let mut any = false;
            for (place, is_reached) in reached.iter().enumerate() {
                any |= *is_reached;
                if let Some(place) = after.get_mut(place) {
                    *place = any;
                }
                any &= b.get(place).is_some_and(|other| takes(token, other));
            }
        } else {
            for (place, is_reached) in reached.iter().enumerate() {
                let Some(other) = b.get(place).filter(|_| *is_reached) else {
                    continue;
                };
                // A run in `b` takes the token and stays.
                let next = if runs(other) && takes(other, token) {
                    place
                } else if alike(token, other) {
                    place + 1
                } else {
                    continue;
                };
                if let Some(place) = after.get_mut(next) {
                    *place = true;
                }
            }
        }
        pass_runs(&mut after, b, &runs);
        if !after.contains(&true) {
            return Some(false);
        }
        reached = after;
    }
    Some(reached.last() == Some(&true))
}

/// Whether a run can have a token in it. A name that AWS makes is not known to who gives a parameter its value, and a stack's name
/// has letters, digits and hyphens only.
fn takes(run: &Token, other: &Token) -> bool {
    match (run, other) {
        (Token::Open(_), Token::Made(_) | Token::MadeChar(_)) => false,
        (Token::Open(name), Token::Char('/' | ':' | '.' | '_')) => name != "AWS::StackName",
        _ => true,
    }
}

/// A run may be empty.
fn pass_runs(reached: &mut [bool], tokens: &[Token], runs: &dyn Fn(&Token) -> bool) {
    for (place, token) in tokens.iter().enumerate() {
        if runs(token)
            && reached.get(place) == Some(&true)
            && let Some(next) = reached.get_mut(place + 1)
        {
            *next = true;
        }
    }
}

/// Whether two tokens that are no runs can be the same text.
fn alike(a: &Token, b: &Token) -> bool {
    match (a, b) {
        (Token::AnyChar, Token::Char(_) | Token::AnyChar | Token::MadeChar(_))
        | (Token::Char(_) | Token::MadeChar(_), Token::AnyChar) => true,
        (a, b) => a == b,
    }
}

/// A written text with `*` and `?`.
pub(crate) fn pattern(text: &str) -> Vec<Token> {
    text.chars().map(token).collect()
}

pub(crate) fn token(char: char) -> Token {
    match char {
        '*' => Token::AnyRun,
        '?' => Token::AnyChar,
        char => Token::Char(char),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        text.chars()
            .map(|char| match char {
                '@' => Token::Open("P".to_owned()),
                '#' => Token::Made("R".to_owned()),
                '%' => Token::MadeChar("R".to_owned()),
                char => token(char),
            })
            .collect()
    }

    #[test]
    fn a_pattern_reaches_over_texts_and_patterns() {
        for (pattern, asked, expected) in [
            ("abc", "abc", Fit::Whole),
            ("abc", "abd", Fit::None),
            ("a*", "abc", Fit::Whole),
            ("a*", "a*", Fit::Whole),
            ("a*", "ab*", Fit::Whole),
            ("ab*", "a*", Fit::Part),
            ("a?c", "abc", Fit::Whole),
            ("a?c", "a*", Fit::Part),
            ("a?c", "ac", Fit::None),
            ("*", "", Fit::Whole),
            ("*b*", "a*b", Fit::Whole),
            ("*x", "y*", Fit::Part),
            ("x*", "y*", Fit::None),
            ("*a*b*", "*b*a", Fit::Part),
            ("*a*b", "*b*a", Fit::None),
            // An open text may be anything, but is itself for certain.
            ("@", "@", Fit::Whole),
            ("a@", "abc", Fit::Unknown),
            ("a@", "b*", Fit::None),
            ("abc", "a@", Fit::Unknown),
            ("x*", "a@", Fit::None),
            ("*@", "a@", Fit::Whole),
            // A name that AWS makes is nobody's but its own.
            ("#/*", "#/*", Fit::Whole),
            ("#", "#/*", Fit::None),
            ("abc", "#", Fit::None),
            ("?", "#", Fit::None),
            ("??", "%%", Fit::Whole),
            ("?", "%%", Fit::None),
            ("*", "#", Fit::Whole),
            ("@*", "#", Fit::Unknown),
            ("@*", "a#", Fit::Unknown),
            ("@", "#", Fit::None),
            ("a@", "a#", Fit::None),
        ] {
            assert_eq!(
                fit(&tokens(pattern), &tokens(asked), &Steps::new()),
                expected,
                "{pattern} over {asked}"
            );
        }
    }

    #[test]
    fn used_up_steps_are_never_an_answer() {
        let (pattern, asked) = (tokens(&"*a".repeat(5_000)), tokens(&"*b".repeat(5_000)));
        let steps = Steps::new();
        assert_eq!(fit(&pattern, &asked, &steps), Fit::Unknown, "not decided");
        assert!(steps.are_used_up(), "and it can be told why");
    }
}
