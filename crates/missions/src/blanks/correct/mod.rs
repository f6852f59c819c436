//! Correcting an answer: its spelling and its form, never what it says. An answer that has the form already is left as it is; one that has
//! not, and cannot be read as one that has, is malformed, and a sentence says what form is wanted.

mod action;
mod address;
mod duration;
mod near;
mod number;
mod tables;
mod words;

use super::{Blank, BlankKind, CannotFill};
use crate::{Mission, fields::shorten};

use words::Words;

/// What became of an answer's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It has the form, perhaps after a correction.
    Good {
        /// What to write.
        answer: String,
        /// What was changed about it.
        correction: Option<Correction>,
    },
    /// It has not the form; a sentence that says form and never the answer.
    Malformed(String),
}

/// A correction of spelling or form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What was answered.
    pub from: String,
    /// What it was corrected to.
    pub to: String,
    /// Why, a sentence: "`5min` is 300 seconds."
    pub why: String,
}

/// An answer in another form, and why; or `Ok(None)` when it is good as it is.
type Form = Result<Option<(String, String)>, String>;

/// Corrects an answer to a blank. The learner's text says which names there are. An empty answer is good: it takes the answer back.
///
/// # Errors
/// When the mission has no such blank.
pub fn correct(
    mission: &Mission,
    text: &[u8],
    blank: &str,
    answer: &str,
) -> Result<Answered, CannotFill> {
    let index = (mission.blanks.iter().position(|one| one.id == blank))
        .ok_or_else(|| CannotFill::Unknown(blank.to_owned()))?;
    let words = Words::of(mission, text, index);
    Ok(match mission.blanks.get(index) {
        Some(blank) => corrected(blank, &words, answer),
        None => Answered::Malformed(String::new()),
    })
}

/// As [`correct`], with the words that there are.
fn corrected(blank: &Blank, words: &Words, answer: &str) -> Answered {
    let mut whys = Vec::new();
    let tidy = tidied(answer, &mut whys);
    if tidy.is_empty() {
        return Answered::Good {
            answer: String::new(),
            correction: None,
        };
    }
    let form = match &blank.kind {
        BlankKind::Cidr => address::cidr(&tidy),
        BlankKind::Arn => address::arn(&tidy),
        BlankKind::Runtime => words::runtime(&tidy),
        BlankKind::Integer { min, max } => number::integer(&tidy, *min..=*max),
        BlankKind::Duration { unit, min, max } => duration::duration(&tidy, *unit, *min..=*max),
        BlankKind::Enum { values } => words::one_of(&tidy, values),
        BlankKind::LogicalId => words.logical_id(&tidy),
        BlankKind::Property => words.property(&tidy),
        BlankKind::Action => action::action(&tidy, &words.actions),
    };
    let to = match form {
        Ok(None) => tidy,
        Ok(Some((to, why))) => {
            whys.push(why);
            to
        }
        Err(what) => return Answered::Malformed(malformed(blank, &tidy, &what)),
    };
    let correction = (!whys.is_empty()).then(|| Correction {
        from: answer.to_owned(),
        to: to.clone(),
        why: whys.join(" "),
    });
    Answered::Good {
        answer: to,
        correction,
    }
}

/// Without what stands around an answer when it is copied from somewhere.
fn tidied(answer: &str, whys: &mut Vec<String>) -> String {
    let mut tidy = answer.trim();
    if tidy.len() != answer.len() {
        whys.push("Spaces around it are left out.".to_owned());
    }
    let unquoted = || {
        let quote = ['"', '\'', '`']
            .into_iter()
            .find(|quote| tidy.starts_with(*quote))?;
        let inner = tidy.strip_prefix(quote)?.strip_suffix(quote)?.trim();
        (!inner.is_empty() && !inner.contains(['"', '\'', '`'])).then_some(inner)
    };
    if let Some(inner) = unquoted() {
        tidy = inner;
        whys.push(
            "Quotes around it are left out; the template has them where it needs them.".to_owned(),
        );
    }
    tidy.to_owned()
}

/// What is wrong, what is wanted, and the example. An example shows type and form, and is not the answer.
fn malformed(blank: &Blank, answer: &str, what: &str) -> String {
    format!(
        "`{}` {what}. It takes {}, as in `{}`.",
        shorten(answer),
        blank.form(),
        shorten(&blank.example)
    )
}
