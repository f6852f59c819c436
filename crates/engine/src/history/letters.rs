//! The verdicts of a report in few letters, so that a thousand saves are listed without reading a thousand reports: `3f9c01d2:ppfu`. What
//! stands before the colon says of which criteria, in which order; letters of other criteria are not understood.

use grader::{Report, Verdict};

use crate::files;

/// As many digits of a hash as make it unlikely enough that two rubrics of one mission have the same.
const DIGITS: usize = 8;

/// The letters of a report.
pub(crate) fn write(report: &Report) -> String {
    let results = report.results.iter();
    let ids: Vec<String> = results.map(|result| result.id.clone()).collect();
    let letters = report.results.iter().map(|result| letter(result.verdict));
    let mut text = mark(&ids);
    text.push(':');
    text.extend(letters);
    text
}

/// What is before the colon for these criteria.
pub(super) fn mark(ids: &[String]) -> String {
    let mut mark = files::hash(ids.join("\n").as_bytes());
    mark.truncate(DIGITS);
    mark
}

/// The mark and the verdicts; nothing when a later version wrote them.
pub(super) fn read(text: &str) -> Option<(&str, Vec<Verdict>)> {
    let (mark, letters) = text.split_once(':')?;
    let verdicts: Option<Vec<Verdict>> = letters.chars().map(verdict).collect();
    Some((mark, verdicts?))
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
    fn what_is_written_is_read_and_nothing_else() {
        let of = |ids: &[&str]| -> String {
            let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
            mark(&ids)
        };
        let of_two = of(&["a", "b"]);
        let text = format!("{of_two}:pf");
        assert_eq!(
            read(&text),
            Some((of_two.as_str(), vec![Verdict::Pass, Verdict::Fail])),
            "mark and verdicts"
        );
        for (ids, why) in [
            (&["b", "a"][..], "another order"),
            (&["a", "c"], "another criterion"),
            (&["a", "b", "c"], "another number"),
        ] {
            assert_ne!(of(ids), of_two, "{why} has another mark");
        }
        assert_eq!(read(""), None, "no letters at all");
        assert_eq!(
            read(&format!("{of_two}:px")),
            None,
            "a letter of a later version"
        );
    }
}
