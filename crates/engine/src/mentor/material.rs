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
    /// Words that were taken out, the longest first: they go nowhere else either.
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

    /// Another text without secrets, those of the template included: the grader quotes what it found.
    pub(super) fn scrubbed(&self, text: &str) -> String {
        let mut text = scrub(text).text;
        for secret in &self.secrets {
            if text.contains(secret.as_str()) {
                text = text.replace(secret.as_str(), "REMOVED");
            }
        }
        text
    }
}

/// Takes what was a secret in one place out of the others: a password that is a bucket's name too. Only words that no resource, property or type
/// could be called.
fn without_repetitions(text: &str, secrets: &[String], found: &mut Vec<(String, u32)>) -> String {
    let telling: Vec<&String> = secrets
        .iter()
        .filter(|secret| secret.len() >= 8 && !secret.chars().all(char::is_alphabetic))
        .collect();
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
        let message = template.scrubbed(&remark.message);
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
    let message = template.scrubbed(&result.message);
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
