//! `human`: an icon, a word and a colour a verdict, places that a terminal makes clickable, the score last.

use std::fmt::Write as _;

use grader::{CriterionResult, Evidence, Part, Report, Verdict};

use super::{Batch, counts, other_places, told_parts};
use crate::text::{self, Ink, Paint, percent, safe};

/// More places than these help nobody; the rest is counted.
const MOST_PLACES: usize = 5;

pub(super) fn render(batch: Batch<'_>, paint: Paint) -> String {
    let mut out = String::new();
    for report in batch.reports {
        if !out.is_empty() {
            out.push('\n');
        }
        one(&mut out, report, paint);
    }
    if batch.reports.len() > 1 {
        let passed = batch
            .reports
            .iter()
            .filter(|report| report.passed_all())
            .count();
        let _ = writeln!(
            out,
            "\n{passed} of {} templates passed everything",
            batch.reports.len()
        );
    }
    out
}

fn one(out: &mut String, report: &Report, paint: Paint) {
    let name = paint.ink(Ink::Strong, &safe(&report.template));
    let _ = writeln!(
        out,
        "{name}  {}",
        paint.ink(Ink::Quiet, &safe(&report.mission))
    );
    for result in &report.results {
        out.push_str(&result_block(&report.template, result, paint));
    }
    if !report.diagnostics.is_empty() {
        let _ = writeln!(out, "\n  {}", paint.ink(Ink::Quiet, "About the text:"));
    }
    for diagnostic in &report.diagnostics {
        let ink = match diagnostic.severity.as_str() {
            "error" => Ink::Fail,
            "warning" => Ink::Warning,
            _ => Ink::Info,
        };
        let place = place(&report.template, diagnostic.line, diagnostic.column);
        let severity = paint.ink(ink, &diagnostic.severity);
        let _ = writeln!(
            out,
            "  {place}: {severity}: {} [{}]",
            safe(&diagnostic.message),
            diagnostic.code
        );
    }
    let ink = if report.passed_all() {
        Ink::Pass
    } else {
        Ink::Strong
    };
    let score = paint.ink(ink, &format!("Score {}", percent(report.score)));
    let _ = writeln!(out, "\n{score}  {}", counts(report));
}

/// A criterion with what was found, ended by a line end.
fn result_block(template: &str, result: &CriterionResult, paint: Paint) -> String {
    let mut out = String::new();
    let points = if result.weight == result.earned || result.weight == 0.0 {
        String::new()
    } else {
        paint.ink(
            Ink::Quiet,
            &format!(
                "  {} of {}",
                text::points(result.earned),
                text::points(result.weight)
            ),
        )
    };
    let _ = writeln!(
        out,
        "  {} {}{points}",
        paint.verdict(result.verdict),
        safe(&result.label)
    );
    if result.verdict == Verdict::Pass {
        return out;
    }
    let _ = writeln!(out, "            {}", safe(&result.message));
    for part in told_parts(result) {
        for line in part_lines(template, part, paint) {
            let _ = writeln!(out, "            {line}");
        }
    }
    for evidence in other_places(result).take(MOST_PLACES) {
        let _ = writeln!(
            out,
            "            {}",
            evidence_line(template, evidence, &result.message, paint)
        );
    }
    let more = other_places(result).count().saturating_sub(MOST_PLACES);
    if more > 0 {
        let _ = writeln!(out, "            and {more} more places");
    }
    out
}

/// `✗ `Jobs` has no dead-letter queue.` and below it its place; what is met is quiet and in one line.
pub(crate) fn part_lines(template: &str, part: &Part, paint: Paint) -> Vec<String> {
    let text = safe(&part.text);
    let icon = match part.verdict {
        Verdict::Pass => {
            let line = part.evidence.as_ref().map(|it| format!("line {}", it.line));
            // Some sentences name their line themselves.
            let line = line.filter(|line| !text.contains(line.as_str()));
            let line = line.map_or_else(String::new, |line| format!("  {line}"));
            return vec![paint.ink(Ink::Quiet, &format!("✓ {text}{line}"))];
        }
        Verdict::Unknown => paint.ink(Ink::Warning, "?"),
        Verdict::Partial | Verdict::Fail | Verdict::Locked => paint.ink(Ink::Fail, "✗"),
    };
    let mut lines = vec![format!("{icon} {text}")];
    if let Some(evidence) = &part.evidence {
        let place = evidence_line(template, evidence, &part.text, paint);
        lines.push(format!("  {place}"));
    }
    lines
}

/// `template.yaml:12:7  Bucket.VersioningConfiguration.Status  found “Suspended”, expected “Enabled”`, without what `said` has told.
pub(crate) fn evidence_line(
    template: &str,
    evidence: &Evidence,
    said: &str,
    paint: Paint,
) -> String {
    let is_news = |text: &&String| !said.contains(text.as_str());
    let mut out = paint.ink(Ink::Code, &place(template, evidence.line, evidence.column));
    let subject: Vec<&String> = [&evidence.resource, &evidence.path]
        .into_iter()
        .flatten()
        .collect();
    if subject.iter().any(is_news) {
        let subject: Vec<&str> = subject.into_iter().map(String::as_str).collect();
        let _ = write!(out, "  {}", safe(&subject.join(".")));
    }
    let found = evidence.found.as_ref().filter(is_news);
    let expected = evidence.expected.as_ref().filter(is_news);
    let compared: Vec<String> = [("found", found), ("expected", expected)]
        .into_iter()
        .filter_map(|(word, value)| Some(format!("{word} {}", quoted(value?))))
        .collect();
    if !compared.is_empty() {
        let _ = write!(out, "  {}", compared.join(", "));
    }
    out
}

fn quoted(value: &str) -> String {
    format!("“{}”", safe(value))
}

fn place(template: &str, line: u32, column: u32) -> String {
    format!("{}:{line}:{column}", safe(template))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::samples;
    use crate::text::Paint;

    #[test]
    fn every_verdict_has_an_icon_a_word_and_its_place() {
        let sample = samples::all_verdicts();
        expect![[r#"
            photos/template.yaml  photos
              ✓ pass    The criterion encrypted
              ✗ fail    The criterion versioned  0 of 1
                        A sentence about versioned.
                        photos/template.yaml:12:7  Bucket.Versioning.Status  found “Suspended”, expected “Enabled”
                        photos/template.yaml:12:7  Bucket.Versioning.Status
              ◐ partial The criterion rules  0.5 of 1
                        A sentence about rules.
                        ✓ `Orders` delivers to `Jobs`.  line 31
                        ✗ `Jobs` has no dead-letter queue: `RedrivePolicy` is missing.
                          photos/template.yaml:17:7  Bucket
                        ✗ `Status` of `Bucket` is wrong.
                          photos/template.yaml:20:7  Bucket.Versioning.Status  found “Suspended”, expected “Enabled”
                        ✗ There is no topic yet.
                        ? It hangs on a parameter.
                          photos/template.yaml:17:7  Bucket
                        photos/template.yaml:12:7  Bucket.Versioning.Status
              ? unknown The criterion stage  0 of 1
                        A sentence about stage.
                        ? The statement hangs on a condition.
                          photos/template.yaml:12:7  Bucket.Versioning.Status
                        photos/template.yaml:12:7  Bucket.Versioning.Status  found “Suspended”, expected “Enabled”
              · locked  The criterion cheap  0 of 1
                        A sentence about cheap.

              About the text:
              photos/template.yaml:3:3: warning: `Key` is there twice; the last one counts. [duplicate-key]
              photos/template.yaml:4:3: info: `Key` is there twice; the last one counts. [unused-parameter]

            Score 30 %  1 of 5 criteria, 1.5 of 5 points
        "#]].assert_eq(&super::render(sample.batch(), Paint::new(false)));
    }

    #[test]
    fn colours_do_not_change_the_words() {
        let sample = samples::all_verdicts();
        let coloured = super::render(sample.batch(), Paint::new(true));
        let mut plain = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            plain.push_str(before);
            rest = after
                .split_once('m')
                .expect("every colour code ends with m")
                .1;
        }
        plain.push_str(rest);
        assert_ne!(coloured, plain, "there have to be colours");
        assert_eq!(
            plain,
            super::render(sample.batch(), Paint::new(false)),
            "colours are all that differs"
        );
    }

    #[test]
    fn hostile_values_cannot_reach_the_terminal() {
        let text = super::render(samples::hostile().batch(), Paint::new(false));
        assert!(
            !text.contains('\u{1b}'),
            "an escape of the template must not be sent: {text:?}"
        );
    }
}
