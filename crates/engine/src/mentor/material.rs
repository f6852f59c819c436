//! What the mentor is told of the learner's work: the template and the grader's words, bounded and without secrets.

use std::collections::BTreeSet;

use grader::{CriterionResult, Report, Verdict};
use missions::Mission;

use crate::scrub::scrub;

/// More of a template than 99 in 100 published ones have; the rest is left out and said.
const MOST_CHARACTERS: usize = 48_000;

/// The grader's words on one criterion.
const MOST_OF_A_MESSAGE: usize = 600;

/// The learner's template as it goes out.
pub(super) struct Template {
    /// Without secrets and not too long.
    pub(super) text: String,
    /// What was replaced, and in which line.
    pub(super) found: Vec<(String, u32)>,
    /// Words that were taken out, the longest first.
    secrets: Vec<String>,
}

impl Template {
    pub(super) fn of(bytes: &[u8]) -> Template {
        let original = String::from_utf8_lossy(bytes);
        let scrubbed = scrub(&original);
        let secrets = taken_out(&original, &scrubbed.text);
        let mut found: Vec<(String, u32)> = scrubbed
            .found
            .iter()
            .map(|found| (found.kind.to_string(), found.line))
            .collect();
        let text = without_repetitions(&scrubbed.text, &secrets, &mut found);
        found.sort_by_key(|(_, line)| *line);
        Template {
            text: bounded(&text, MOST_CHARACTERS),
            found,
            secrets,
        }
    }

    /// A text of people or models without secrets, the telling ones of the template included. What is shorter or a word of a language stays: people
    /// use it for other things too.
    pub(super) fn scrubbed(&self, text: &str) -> String {
        let telling = self.secrets.iter().filter(|secret| is_telling(secret));
        without_words(scrub(text).text, telling)
    }

    /// The grader's words without secrets: it quotes what it found in the template, so that nothing that was taken out there is left here.
    fn scrubbed_quote(&self, text: &str) -> String {
        without_words(scrub(text).text, self.secrets.iter())
    }
}

/// Whether a word that was a secret is nothing else: no resource, property or type could be called so.
fn is_telling(secret: &str) -> bool {
    secret.chars().count() >= 8 && !secret.chars().all(char::is_alphabetic)
}

/// Takes words out where they stand whole: `pass` leaves `password` as it is.
fn without_words<'s>(mut text: String, words: impl Iterator<Item = &'s String>) -> String {
    for word in words {
        if text.contains(word.as_str()) {
            text = without_word(&text, word);
        }
    }
    text
}

fn without_word(text: &str, word: &str) -> String {
    let is_joined = |a: Option<char>, b: Option<char>| {
        a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
    };
    let mut kept = String::with_capacity(text.len());
    let mut done = 0;
    for (at, found) in text.match_indices(word) {
        let end = at + found.len();
        let goes_on = is_joined(text[..at].chars().next_back(), word.chars().next())
            || is_joined(word.chars().next_back(), text[end..].chars().next());
        if !goes_on {
            kept.push_str(&text[done..at]);
            kept.push_str("REMOVED");
            done = end;
        }
    }
    kept.push_str(&text[done..]);
    kept
}

/// Takes what was a secret in one place out of the others: a password that is a bucket's name too.
fn without_repetitions(text: &str, secrets: &[String], found: &mut Vec<(String, u32)>) -> String {
    let telling: Vec<&String> = secrets.iter().filter(|secret| is_telling(secret)).collect();
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(text.split('\n')) {
        let mut line = line.to_owned();
        for secret in &telling {
            if line.contains(secret.as_str()) {
                line = line.replace(secret.as_str(), "REMOVED");
                found.push(("the same again".to_owned(), number));
            }
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// The words of the lines that were changed which are not there any more. A word is what stands between blanks or quotes, and what stands
/// between punctuation.
fn taken_out(original: &str, scrubbed: &str) -> Vec<String> {
    /// Shorter ones are too common to be taken out elsewhere.
    const SHORTEST: usize = 4;
    let coarse =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '[' | ']' | '{' | '}');
    let fine = |c: char| {
        coarse(c) || (c.is_ascii_punctuation() && !matches!(c, '_' | '-' | '+' | '/' | '=' | '.'))
    };
    let mut secrets = BTreeSet::new();
    for (before, after) in original.lines().zip(scrubbed.lines()) {
        if before == after {
            continue;
        }
        let words = before.split(coarse).chain(before.split(fine));
        secrets.extend(
            words
                .map(|word| word.trim_end_matches([':', ';']))
                .filter(|word| word.chars().count() >= SHORTEST && !after.contains(word))
                .map(str::to_owned),
        );
    }
    let mut secrets: Vec<String> = secrets.into_iter().collect();
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    secrets
}

/// The first lines of a text, and a sentence on what is left out.
pub(super) fn bounded(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let cut = floor_char_boundary(text, most);
    let end = text[..cut].rfind('\n').map_or(cut, |at| at + 1);
    let (kept, left) = text.split_at(end);
    let first = kept.lines().count() + 1;
    let last = first + left.lines().count().saturating_sub(1);
    format!(
        "{kept}\n[Lines {first} to {last} are left out here: the text is too long to be sent whole.]"
    )
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// What the grader says of the template, for the model.
pub(super) fn report(mission: &Mission, report: &Report, template: &Template) -> String {
    let mut lines = vec![format!(
        "{} of {} criteria are met.",
        report.passed, report.total
    )];
    lines.extend(report.results.iter().map(|result| {
        let is_sealed = mission
            .rubric
            .criterion(&result.id)
            .is_none_or(|criterion| criterion.sealed);
        line(result, is_sealed, template)
    }));
    lines.extend(report.diagnostics.iter().take(20).map(|remark| {
        let message = template.scrubbed_quote(&remark.message);
        format!("- remark on line {}: {}", remark.line, clipped(&message))
    }));
    lines.join("\n")
}

fn line(result: &CriterionResult, is_sealed: bool, template: &Template) -> String {
    let verdict = match result.verdict {
        Verdict::Pass => "met",
        Verdict::Partial => "met in part",
        Verdict::Fail => "not met",
        Verdict::Unknown => "cannot be decided",
        Verdict::Locked => "not looked at before another one is met",
    };
    let head = format!("- `{}` ({}): {verdict}.", result.id, result.label);
    if is_sealed {
        return format!("{head} It is sealed.");
    }
    let place = match result.evidence.first() {
        Some(place) if result.verdict != Verdict::Pass => format!(" (line {})", place.line),
        _ => String::new(),
    };
    let message = template.scrubbed_quote(&result.message);
    format!("{head} {}{place}", clipped(&message))
}

fn clipped(message: &str) -> &str {
    &message[..floor_char_boundary(message, MOST_OF_A_MESSAGE)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_of_the_template_is_not_quoted_elsewhere() {
        let template = Template::of(
            b"Resources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: tr0ub4dor&3\n      Endpoint: arn:aws:iam::123456789012:role/x\n",
        );
        assert!(
            !template.text.contains("tr0ub4dor") && !template.text.contains("123456789012"),
            "the template goes out without them: {}",
            template.text
        );
        let said = template.scrubbed("It is \"tr0ub4dor&3\" in account 123456789012, not `Db`.");
        assert!(
            !said.contains("tr0ub4dor") && !said.contains("123456789012") && said.contains("`Db`"),
            "nor do the grader's words have them: {said}"
        );
    }

    #[test]
    fn only_whole_secrets_are_taken_out_of_what_people_and_the_grader_say() {
        let template = Template::of(
            b"Resources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: pass;hunter2hunter2\n",
        );
        assert!(
            template.secrets.iter().any(|secret| secret == "pass"),
            "a short piece was part of it: {:?}",
            template.secrets
        );
        for (asked, expected) in [
            (
                "Why does my passage say hunter2hunter2?",
                "Why does my passage say REMOVED?",
            ),
            ("Did it pass? I pass it on.", "Did it pass? I pass it on."),
            ("`hunter2hunter2`!", "`REMOVED`!"),
            ("xhunter2hunter2 is another", "xhunter2hunter2 is another"),
        ] {
            assert_eq!(
                template.scrubbed(asked),
                expected,
                "what is no secret by itself stays readable"
            );
        }
        assert_eq!(
            template.scrubbed_quote("It is \"pass\", and the passage stays."),
            "It is \"REMOVED\", and the passage stays.",
            "what the grader quotes is the secret itself, short as it may be"
        );
    }

    #[test]
    fn what_is_too_long_is_cut_at_a_line_and_said() {
        let text = "é: 1\n".repeat(30);
        let cut = bounded(&text, 64);
        assert!(
            cut.ends_with(
                "[Lines 11 to 30 are left out here: the text is too long to be sent whole.]"
            ),
            "which lines are missing: {cut}"
        );
        assert!(
            cut.starts_with(&"é: 1\n".repeat(10)),
            "whole lines are kept"
        );
        assert_eq!(bounded(&text, 10_000), text, "a short one stays as it is");
    }
}
