//! What a condition asks for and what it says of a resource, in sentences. Whether it holds is decided beside it.

use cfn::{Decision, Resource};

use super::{Assert, Each, Judged};
use crate::{
    decimal::Decimal,
    fields::shorten,
    inspect::{Finding, end_of_sentence},
    measure::Measure,
    operator::{Comparison, Operator},
};

impl Assert {
    /// What it asks for, for the end of `needs ...`.
    pub(crate) fn needed(&self) -> String {
        let phrase = self.needed_of_one();
        match self.each {
            Each::Any | Each::All => phrase,
            Each::None => match &self.operator {
                Operator::Exists => "nothing there".to_owned(),
                Operator::Contains(literal) => format!("none with {} in it", literal.needed()),
                Operator::RefersTo(_) => format!("no {}", phrase.trim_start_matches("a ")),
                Operator::NotEquals(literal) => format!("{} everywhere", literal.needed()),
                Operator::Absent => "something there".to_owned(),
                Operator::Equals(_)
                | Operator::Glob(_)
                | Operator::Regex(_)
                | Operator::OneOf(_)
                | Operator::CidrWithin(_)
                | Operator::Amount { .. } => format!("none that is {phrase}"),
            },
        }
    }

    fn needed_of_one(&self) -> String {
        match &self.operator {
            Operator::Equals(literal) => literal.needed().into_owned(),
            Operator::NotEquals(literal) => format!("anything but {}", literal.needed()),
            Operator::Glob(pattern) => crate::wording::needed(pattern).into_owned(),
            Operator::Regex(regex) => format!("text that fits `{}`", shorten(regex.as_str())),
            Operator::OneOf(literals) => {
                one_of(literals.iter().map(|literal| literal.needed().into_owned()))
            }
            Operator::Exists => "a value".to_owned(),
            Operator::Absent => "to be left out".to_owned(),
            Operator::Contains(literal) => format!("{} in it", literal.needed()),
            Operator::RefersTo(select) => format!("a reference to {}", select.noun_with_article()),
            Operator::CidrWithin(range) => format!("a range within {range}"),
            Operator::Amount {
                comparison,
                bounds,
                written,
            } => {
                let amounts = bounds.iter().zip(written).map(|(bound, written)| {
                    // What the author wrote with a unit says it best.
                    match Decimal::parse(written) {
                        Some(_) => format!("{written}{}", self.measure.unit(bound)),
                        None => written.clone(),
                    }
                });
                let amounts = one_of(amounts);
                let is_length = self.measure == Measure::Length;
                let of_length = |words: &str, amounts: &str| {
                    let length = if is_length { "a length of " } else { "" };
                    format!("{length}{words} {amounts}")
                };
                match comparison {
                    Comparison::Is if is_length => format!("a length of {amounts}"),
                    Comparison::Is => amounts,
                    Comparison::IsNot => format!("anything but {amounts}"),
                    Comparison::More => of_length("more than", &amounts),
                    Comparison::AtLeast => of_length("at least", &amounts),
                    Comparison::Less => of_length("less than", &amounts),
                    Comparison::AtMost => of_length("at most", &amounts),
                }
            }
        }
    }

    /// What it asks for, as evidence shows it.
    pub(super) fn expected(&self) -> String {
        match &self.operator {
            Operator::Equals(literal) => literal.text(),
            Operator::Glob(pattern) => pattern.text.clone(),
            _ => self.needed(),
        }
    }

    /// A whole sentence about a resource.
    pub(crate) fn sentence(&self, resource: &Resource<'_>, judged: &Judged) -> String {
        self.sentence_with(resource, judged, &self.needed())
    }

    fn sentence_with(&self, resource: &Resource<'_>, judged: &Judged, needed: &str) -> String {
        let id = resource.id;
        let path = &self.path.text;
        match (judged.decision, &judged.finding) {
            (_, Finding::Unknown { spot, reason }) => {
                format!("`{}` of `{id}` cannot be decided: {reason}.", spot.path)
            }
            (Decision::True, Finding::Met(spot) | Finding::Wrong { spot, .. }) => format!(
                "`{}` of `{id}` is {}.",
                spot.path,
                end_of_sentence(&spot.shown.phrase)
            ),
            (Decision::True, Finding::Missing { .. }) => {
                format!("`{id}` has no `{path}`, as it should be.")
            }
            (_, Finding::Met(spot)) => format!(
                "`{}` of `{id}` is {}; {}.",
                spot.path,
                end_of_sentence(&spot.shown.phrase),
                self.forbidden()
            ),
            (_, Finding::Wrong { spot, note, .. }) => {
                let found = &spot.shown.phrase;
                if matches!(self.operator, Operator::Absent) {
                    return format!("`{id}` has `{}`; it must not be there.", spot.path);
                }
                let comma = if found.ends_with(',') { "" } else { "," };
                let mut text = format!(
                    "`{}` of `{id}` is {found}{comma} needs {needed}.",
                    spot.path
                );
                if let Some(note) = note {
                    text.push(' ');
                    text.push_str(note);
                }
                text
            }
            (
                _,
                Finding::Missing {
                    because, so_far, ..
                },
            ) => {
                let place = if so_far.is_empty() { path } else { so_far };
                if self.each == Each::None {
                    return format!("`{id}` has no `{place}`; it needs {needed}.");
                }
                let mut text = format!("`{id}` has no `{place}` yet; it needs {needed}.");
                if let Some(explained) = because.explained(id) {
                    text.push(' ');
                    text.push_str(&explained);
                }
                text
            }
        }
    }

    /// Sentences about several conditions on a resource. What is not there is said once, with all that is asked of it.
    pub(crate) fn sentences<'j>(
        resource: &Resource<'_>,
        all: impl IntoIterator<Item = &'j (&'j Self, Judged)>,
    ) -> String {
        let all: Vec<_> = all.into_iter().collect();
        let lacking = |(assert, judged): &(&'j Self, Judged)| match &judged.finding {
            Finding::Missing { so_far, .. }
                if judged.decision == Decision::False && assert.each != Each::None =>
            {
                Some((assert.path.text.as_str(), so_far.clone()))
            }
            _ => None,
        };
        let mut said = Vec::new();
        let mut sentences = Vec::new();
        for one in &all {
            let (assert, judged) = one;
            let place = lacking(one);
            if place.is_none() {
                sentences.push(assert.sentence(resource, judged));
                continue;
            }
            if said.contains(&place) {
                continue;
            }
            let mut needs: Vec<String> = Vec::new();
            for (other, _) in all.iter().filter(|other| lacking(other) == place) {
                let needed = other.needed();
                if !needs.contains(&needed) {
                    needs.push(needed);
                }
            }
            sentences.push(assert.sentence_with(resource, judged, &needs.join(" and ")));
            said.push(place);
        }
        sentences.join(" ")
    }

    /// What no place may be, with `each: none`: the end of a sentence that names one that is.
    fn forbidden(&self) -> String {
        match &self.operator {
            Operator::Exists => "none may be there".to_owned(),
            Operator::Contains(literal) => format!("none may have {} in it", literal.needed()),
            Operator::RefersTo(select) => {
                format!("none may refer to {}", select.noun_with_article())
            }
            Operator::CidrWithin(range) => format!("none may lie within {range}"),
            Operator::NotEquals(literal) => format!("each has to be {}", literal.needed()),
            Operator::Amount {
                comparison: Comparison::IsNot,
                written,
                ..
            } => format!("each has to be {}", one_of(written.iter().cloned())),
            Operator::Amount { .. } if self.measure == Measure::Length => {
                format!("none may have {}", self.needed_of_one())
            }
            Operator::Absent
            | Operator::Equals(_)
            | Operator::Glob(_)
            | Operator::Regex(_)
            | Operator::OneOf(_)
            | Operator::Amount { .. } => format!("none may be {}", self.needed_of_one()),
        }
    }

    /// A whole sentence about a resource that meets what none of its kind may, with `match: none`; `noun` is what it is.
    pub(crate) fn sentence_of_none(
        &self,
        resource: &Resource<'_>,
        judged: &Judged,
        noun: &str,
    ) -> String {
        let id = resource.id;
        let path = &self.path.text;
        let rule = match &self.operator {
            _ if self.each != Each::Any => format!("that must be so for no {noun}"),
            Operator::Exists => format!("no {noun} may have it"),
            Operator::Absent => format!("every {noun} needs it"),
            Operator::Contains(literal) => {
                format!("no {noun} may have {} in it", literal.needed())
            }
            Operator::RefersTo(select) => {
                format!(
                    "no {noun} may refer to {} there",
                    select.noun_with_article()
                )
            }
            Operator::NotEquals(literal) => {
                format!("every {noun} needs {} there", literal.needed())
            }
            Operator::Equals(_)
            | Operator::Glob(_)
            | Operator::Regex(_)
            | Operator::OneOf(_)
            | Operator::CidrWithin(_)
            | Operator::Amount { .. } => {
                format!("no {noun} may have {} there", self.needed_of_one())
            }
        };
        match &judged.finding {
            Finding::Met(spot) | Finding::Wrong { spot, .. } | Finding::Unknown { spot, .. } => {
                format!(
                    "`{}` of `{id}` is {}; {rule}.",
                    spot.path,
                    end_of_sentence(&spot.shown.phrase)
                )
            }
            Finding::Missing { .. } => format!("`{id}` has no `{path}`; {rule}."),
        }
    }

    /// Why it is not decided for a resource, as the end of a sentence; nothing where it is.
    pub(crate) fn doubt(&self, resource: &Resource<'_>, judged: &Judged) -> Option<String> {
        match (judged.decision, &judged.finding) {
            (Decision::Unknown, Finding::Unknown { spot, reason }) => Some(format!(
                "`{}` of `{}` is not known, as {reason}",
                spot.path, resource.id
            )),
            _ => None,
        }
    }

    /// The rest of "only `VisibilityTimeout` is wrong: 30, needs at least 180".
    pub(crate) fn only_wrong(&self, resource: &Resource<'_>, judged: &Judged) -> String {
        let needed = self.needed();
        match (&judged.finding, &self.operator) {
            (Finding::Wrong { spot, note, .. }, operator)
                if judged.decision == Decision::False && !matches!(operator, Operator::Absent) =>
            {
                let found = &spot.shown.phrase;
                let comma = if found.ends_with(',') { "" } else { "," };
                let note = note.map_or_else(String::new, |note| format!(" {note}"));
                format!(
                    "and only `{}` is wrong: {found}{comma} needs {needed}.{note}",
                    spot.path
                )
            }
            (Finding::Missing { because, .. }, _) if judged.decision == Decision::False => {
                let explained = because
                    .explained(resource.id)
                    .map_or_else(String::new, |text| format!(" {text}"));
                format!(
                    "and has no `{}` yet; it needs {needed}.{explained}",
                    self.path.text
                )
            }
            _ => format!("but {}", self.sentence(resource, judged)),
        }
    }
}

/// `a`, `a or b`, `one of a, b or c`.
fn one_of(texts: impl Iterator<Item = String>) -> String {
    /// More are only counted.
    const MOST: usize = 6;
    let texts: Vec<String> = texts.collect();
    match texts.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first} or {second}"),
        [all @ .., last] if texts.len() <= MOST => format!("one of {} or {last}", all.join(", ")),
        _ => format!(
            "one of {} and {} more",
            texts[..MOST].join(", "),
            texts.len() - MOST
        ),
    }
}
