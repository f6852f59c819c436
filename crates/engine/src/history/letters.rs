//! The verdicts of a report in few letters, so that a thousand saves are listed without reading a thousand reports: `3f9c01d2:ppfu`. What
//! stands before the colon says of which criteria, in which order; letters of other criteria are not understood.

use grader::{Report, Verdict};

use crate::files;

/// As many digits of a hash as make it unlikely enough that two rubrics of one mission have the same.
const DIGITS: usize = 8;

/// The letters of a report.
pub(crate) fn write(report: &Report) -> String {
    let ids = report.results.iter().map(|result| result.id.as_str());
    let letters = report.results.iter().map(|result| letter(result.verdict));
    let mut text = mark(ids);
    text.push(':');
    text.extend(letters);
    text
}

/// What is before the colon for these criteria.
pub(super) fn mark<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    let ids: Vec<&str> = ids.collect();
    let mut mark = files::hash(ids.join("\n").as_bytes());
    mark.truncate(DIGITS);
    mark
}

/// The verdicts of the criteria with this mark and number; nothing when the letters are of others.
pub(super) fn read(text: &str, mark: &str, criteria: usize) -> Option<Vec<Verdict>> {
    let letters = text.strip_prefix(mark)?.strip_prefix(':')?;
    let verdicts: Option<Vec<Verdict>> = letters.chars().map(verdict).collect();
    verdicts.filter(|verdicts| verdicts.len() == criteria)
}

fn letter(verdict: Verdict) -> char {
    match verdict {
        Verdict::Pass => 'p',
        Verdict::Partial => 'a',
        Verdict::Fail => 'f',
        Verdict::Unknown => 'u',
        Verdict::Locked => 'l',
    }
}

fn verdict(letter: char) -> Option<Verdict> {
    Some(match letter {
        'p' => Verdict::Pass,
        'a' => Verdict::Partial,
        'f' => Verdict::Fail,
        'u' => Verdict::Unknown,
        'l' => Verdict::Locked,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verdict_has_a_letter_of_its_own() {
        let all = [
            Verdict::Pass,
            Verdict::Partial,
            Verdict::Fail,
            Verdict::Unknown,
            Verdict::Locked,
        ];
        for one in all {
            assert_eq!(
                verdict(letter(one)),
                Some(one),
                "it is read as it is written"
            );
        }
    }

    #[test]
    fn letters_of_other_criteria_are_not_understood() {
        let of_two = mark(["a", "b"].into_iter());
        let text = format!("{of_two}:pf");
        assert_eq!(
            read(&text, &of_two, 2),
            Some(vec![Verdict::Pass, Verdict::Fail]),
            "of the same criteria"
        );
        for (mark, criteria, why) in [
            (mark(["b", "a"].into_iter()), 2, "another order"),
            (mark(["a", "c"].into_iter()), 2, "another criterion"),
            (of_two.clone(), 3, "another number"),
        ] {
            assert_eq!(read(&text, &mark, criteria), None, "{why}");
        }
        assert_eq!(read("", &of_two, 0), None, "no letters at all");
        assert_eq!(
            read(&format!("{of_two}:px"), &of_two, 2),
            None,
            "a letter of a later version"
        );
    }
}
