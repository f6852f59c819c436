//! A text of the starter with blanks in it, held against the same text as the learner has it now.

use std::ops::Range;

/// A text with blanks: `literals` stand before, between and after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    literals: Vec<String>,
    /// By their place among the mission's blanks.
    blanks: Vec<usize>,
}

impl Pattern {
    /// Splits a text at its markers; `None` when it has none.
    pub(super) fn of(text: &str, markers: &[String]) -> Option<Self> {
        let mut found: Vec<(usize, usize)> = markers
            .iter()
            .enumerate()
            .filter_map(|(blank, marker)| Some((text.find(marker.as_str())?, blank)))
            .collect();
        found.sort_unstable();
        let mut pattern = Self {
            literals: Vec::new(),
            blanks: Vec::new(),
        };
        let mut at = 0;
        for (start, blank) in found {
            pattern.literals.push(text.get(at..start)?.to_owned());
            pattern.blanks.push(blank);
            at = start + markers.get(blank)?.len();
        }
        pattern.literals.push(text.get(at..)?.to_owned());
        (!pattern.blanks.is_empty()).then_some(pattern)
    }

    /// Whether nothing stands around the one blank.
    pub(super) fn is_whole(&self) -> bool {
        self.blanks.len() == 1 && self.literals.iter().all(String::is_empty)
    }

    /// Whether a text can be this one, answered.
    pub(super) fn fits(&self, text: &str) -> bool {
        self.stretches(text).is_some()
    }

    /// Where what stands for a blank is in a text; `None` when the text is another one, or when it could be cut in two ways.
    pub(super) fn stretch(&self, text: &str, blank: usize) -> Option<Range<usize>> {
        let place = self.blanks.iter().position(|one| *one == blank)?;
        self.stretches(text)?.get(place).cloned()
    }

    fn stretches(&self, text: &str) -> Option<Vec<Range<usize>>> {
        let (first, last) = (self.literals.first()?, self.literals.last()?);
        let end = text.len().checked_sub(last.len())?;
        if !text.starts_with(first.as_str()) || !text.ends_with(last.as_str()) || first.len() > end
        {
            return None;
        }
        let between = self.literals.get(1..self.literals.len() - 1)?;
        let cuts = early(text, first.len()..end, between)?;
        if cuts != late(text, first.len()..end, between)? {
            return None;
        }
        let starts = std::iter::once(first.len()).chain(cuts.iter().map(|cut| cut.end));
        let ends = cuts.iter().map(|cut| cut.start).chain(std::iter::once(end));
        Some(starts.zip(ends).map(|(start, end)| start..end).collect())
    }
}

/// The first place of each literal after the one before it. Nothing stands between two blanks that touch, so where one ends is not known.
fn early(text: &str, within: Range<usize>, literals: &[String]) -> Option<Vec<Range<usize>>> {
    let mut at = within.start;
    let mut cuts = Vec::with_capacity(literals.len());
    for literal in literals {
        let rest = text.get(at..within.end).filter(|_| !literal.is_empty())?;
        let start = at + rest.find(literal.as_str())?;
        at = start + literal.len();
        cuts.push(start..at);
    }
    Some(cuts)
}

/// The last place of each.
fn late(text: &str, within: Range<usize>, literals: &[String]) -> Option<Vec<Range<usize>>> {
    let mut end = within.end;
    let mut cuts = Vec::with_capacity(literals.len());
    for literal in literals.iter().rev() {
        let start = within.start + text.get(within.start..end)?.rfind(literal.as_str())?;
        cuts.push(start..start + literal.len());
        end = start;
    }
    cuts.reverse();
    Some(cuts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, text: &str, expected: Option<&[&str]>) {
        let markers = ["__a__".to_owned(), "__b__".to_owned()];
        let split = Pattern::of(pattern, &markers).expect("there is a blank");
        let found = split
            .stretches(text)
            .map(|all| all.into_iter().map(|one| &text[one]).collect::<Vec<_>>());
        assert_eq!(
            found.as_deref(),
            expected,
            "{text:?} held against {pattern:?}"
        );
    }

    #[test]
    fn what_stands_around_says_where_the_answer_is() {
        check("__a__", "anything", Some(&["anything"]));
        check("__a__", "", Some(&[""]));
        check("${__a__.Arn}/*", "${Photos.Arn}/*", Some(&["Photos"]));
        check("${__a__.Arn}/*", "${Photos.Arn}", None);
        check("aXa__a__aXa", "aXa", None);
        check("__a__:__b__", "s3:GetObject", Some(&["s3", "GetObject"]));
        check("__a__:__b__", "__a__:Get", Some(&["__a__", "Get"]));
        check("__a__:__b__", "arn:aws:s3", None);
        check("__a____b__", "ab", None);
    }
}
