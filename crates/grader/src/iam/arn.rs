//! ARNs as patterns: `arn:aws:s3:::${Data}/*` and `arn:${AWS::Partition}:s3:::data/*` compare by their fields. What the texts of a
//! template mean as ARNs is in `names`.

use super::text::{Fit, Steps, Token, fit, token};

pub(super) const PARTITION: &str = "AWS::Partition";
pub(super) const REGION: &str = "AWS::Region";
pub(super) const ACCOUNT: &str = "AWS::AccountId";

/// What a text of `Resource` reaches.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reach {
    /// `*`
    Everything,
    /// An ARN, with wildcards or without.
    Arn(Arn),
    /// It cannot be told; why, as the end of a sentence.
    Unknown(String),
    /// A text that is no ARN, and so reaches nothing.
    Nothing,
}

/// An ARN in its fields. A field that is left out at the end is `*`, as IAM reads it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Arn {
    /// Partition, service, region, account.
    head: [Vec<Token>; 4],
    /// What follows the fifth colon.
    pub(crate) rest: Vec<Token>,
}

impl Arn {
    pub(crate) fn with_rest(&self, rest: Vec<Token>) -> Self {
        Self {
            head: self.head.clone(),
            rest,
        }
    }

    /// The same with more text at its end, where `*` is a wildcard.
    pub(crate) fn followed_by(&self, text: &str) -> Self {
        let mut rest = self.rest.clone();
        rest.extend(text.chars().map(token));
        self.with_rest(rest)
    }

    /// Its service, when that is written out.
    pub(crate) fn service(&self) -> Option<String> {
        let [_, service, _, _] = &self.head;
        service
            .iter()
            .map(|token| match token {
                Token::Char(char) => Some(*char),
                _ => None,
            })
            .collect()
    }

    /// How far this pattern reaches over another. The stack's own partition, region and account are taken for any that is
    /// written out: a template is deployed where its author says.
    pub(crate) fn fit(&self, asked: &Self, steps: &Steps) -> Fit {
        let mut all = fit(&self.rest, &asked.rest, steps);
        let own = [PARTITION, "", REGION, ACCOUNT];
        for ((mine, theirs), own) in self.head.iter().zip(&asked.head).zip(own) {
            if all == Fit::None {
                break;
            }
            all = all.and(field(mine, theirs, own, steps));
        }
        all
    }
}

fn field(mine: &[Token], theirs: &[Token], own: &str, steps: &Steps) -> Fit {
    let is_own = |field: &[Token]| matches!(field, [Token::Open(name)] if name == own);
    let is_written = |field: &[Token]| field.iter().all(|token| matches!(token, Token::Char(_)));
    let (written, is_pair) = match (is_own(mine), is_own(theirs)) {
        (true, false) => (theirs, is_written(theirs)),
        (false, true) => (mine, is_written(mine)),
        _ => (mine, false),
    };
    match is_pair {
        true if written.is_empty() => Fit::None,
        true => Fit::Whole,
        false => fit(mine, theirs, steps),
    }
}

impl Reach {
    /// What a text's tokens mean as a resource.
    pub(crate) fn of(tokens: &[Token]) -> Self {
        if tokens.iter().all(|token| *token == Token::AnyRun) && !tokens.is_empty() {
            return Self::Everything;
        }
        // A pseudo parameter, such as a stack's name before a generated one, is no beginning of an ARN.
        if let Some(Token::Open(name)) = tokens.first()
            && !name.starts_with("AWS::")
        {
            return Self::Unknown(format!("`${{{name}}}` is not known"));
        }
        let mut parts = tokens.splitn(6, |token| *token == Token::Char(':'));
        if parts.next() != Some(["a", "r", "n"].map(char_of).as_slice()) {
            return Self::Nothing;
        }
        let mut next = || {
            parts
                .next()
                .map_or_else(|| vec![Token::AnyRun], <[Token]>::to_vec)
        };
        let head = [next(), next(), next(), next()];
        Self::Arn(Arn { head, rest: next() })
    }

    /// How far it reaches over an ARN.
    pub(crate) fn fit(&self, asked: &Arn, steps: &Steps) -> Fit {
        match self {
            Self::Everything => Fit::Whole,
            Self::Arn(arn) => arn.fit(asked, steps),
            Self::Unknown(_) => Fit::Unknown,
            Self::Nothing => Fit::None,
        }
    }
}

fn char_of(text: &str) -> Token {
    text.chars().next().map_or(Token::AnyChar, Token::Char)
}
