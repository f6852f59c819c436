//! `markdown`: a table of templates and what is open in each, for a pull request's comment.

use std::fmt::Write as _;

use grader::{CriterionResult, Evidence, Report, Verdict};

use super::{Batch, counts, told_parts};
use crate::text::{percent, word};

pub(super) fn render(batch: Batch<'_>) -> String {
    let mut out = format!("## {}\n\n", text(&batch.mission.title));
    out.push_str("| Template | Score | Passed | Remarks |\n|---|---:|---:|---:|\n");
    for report in batch.reports {
        let icon = if report.passed_all() { "✅" } else { "❌" };
        let _ = writeln!(
            out,
            "| {icon} {} | {} | {} of {} | {} |",
            code(&report.template),
            percent(report.score),
            report.passed,
            report.total,
            report.diagnostics.len()
        );
    }
    for report in batch.reports {
        details(&mut out, report);
    }
    out
}

fn details(out: &mut String, report: &Report) {
    let _ = write!(
        out,
        "\n<details{}><summary>{}: {}</summary>\n\n",
        open(report),
        code(&report.template),
        counts(report)
    );
    out.push_str("| Verdict | Criterion | What was found | Place |\n|---|---|---|---|\n");
    for result in &report.results {
        let _ = writeln!(
            out,
            "| {} {} | {} | {} | {} |",
            icon(result.verdict),
            word(result.verdict),
            text(&result.label),
            text(&result.message),
            place(&report.template, result)
        );
    }
    parts(out, report);
    if !report.diagnostics.is_empty() {
        out.push_str("\n| Remark | Place | |\n|---|---|---|\n");
    }
    for diagnostic in &report.diagnostics {
        let place = code(&format!(
            "{}:{}:{}",
            report.template, diagnostic.line, diagnostic.column
        ));
        let _ = writeln!(
            out,
            "| {} | {place} | {} |",
            text(&diagnostic.severity),
            text(&diagnostic.message)
        );
    }
    out.push_str("\n</details>\n");
}

/// What each open criterion is made of, as a list in a list.
fn parts(out: &mut String, report: &Report) {
    let mut is_first = true;
    for result in &report.results {
        let told = told_parts(result);
        if told.is_empty() {
            continue;
        }
        // A table ends with an empty line.
        out.push_str(if is_first { "\n" } else { "" });
        is_first = false;
        let _ = writeln!(out, "- {} {}", icon(result.verdict), text(&result.label));
        for part in told {
            let place = part.evidence.as_ref().map_or_else(String::new, |evidence| {
                format!(" {}", place_of(&report.template, evidence))
            });
            let _ = writeln!(
                out,
                "  - {} {}{place}",
                icon(part.verdict),
                text(&part.text)
            );
        }
    }
}

/// What needs work is unfolded.
fn open(report: &Report) -> &'static str {
    if report.passed_all() { "" } else { " open" }
}

fn place(template: &str, result: &CriterionResult) -> String {
    match result.evidence.first() {
        Some(evidence) if result.verdict != Verdict::Pass => place_of(template, evidence),
        Some(_) | None => String::new(),
    }
}

fn place_of(template: &str, evidence: &Evidence) -> String {
    code(&format!("{template}:{}:{}", evidence.line, evidence.column))
}

fn icon(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "✅",
        Verdict::Partial => "🟡",
        Verdict::Fail => "❌",
        Verdict::Unknown => "❔",
        Verdict::Locked => "🔒",
    }
}

/// Text that stays text: no table, no markup, no HTML, and nobody is mentioned, since the `@` gets a character of no width after it.
fn text(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\r' => {}
            '\n' => out.push_str("<br>"),
            '@' => out.push_str("@\u{200b}"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '#' | '!' => out.extend(['\\', c]),
            c if c.is_control() => out.extend(
                c.escape_default()
                    .flat_map(|c| (c == '\\').then_some('\\').into_iter().chain([c])),
            ),
            c => out.push(c),
        }
    }
    out
}

/// A name or a place in a typewriter's letters. An element, since a backtick could end a code span.
fn code(value: &str) -> String {
    format!("<code>{}</code>", text(value))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::samples;

    #[test]
    fn a_table_and_the_details() {
        let sample = samples::all_verdicts();
        expect![[r#"
            ## Photos &amp; \*videos\*

            | Template | Score | Passed | Remarks |
            |---|---:|---:|---:|
            | ❌ <code>photos/template.yaml</code> | 30 % | 1 of 5 | 2 |

            <details open><summary><code>photos/template.yaml</code>: 1 of 5 criteria, 1.5 of 5 points</summary>

            | Verdict | Criterion | What was found | Place |
            |---|---|---|---|
            | ✅ pass | The criterion encrypted | A sentence about encrypted. |  |
            | ❌ fail | The criterion versioned | A sentence about versioned. | <code>photos/template.yaml:12:7</code> |
            | 🟡 partial | The criterion rules | A sentence about rules. | <code>photos/template.yaml:12:7</code> |
            | ❔ unknown | The criterion stage | A sentence about stage. | <code>photos/template.yaml:12:7</code> |
            | 🔒 locked | The criterion cheap | A sentence about cheap. |  |

            - 🟡 The criterion rules
              - ✅ \`Orders\` delivers to \`Jobs\`. <code>photos/template.yaml:31:7</code>
              - ❌ \`Jobs\` has no dead-letter queue: \`RedrivePolicy\` is missing. <code>photos/template.yaml:17:7</code>
              - ❌ \`Status\` of \`Bucket\` is wrong. <code>photos/template.yaml:20:7</code>
              - ❌ There is no topic yet.
              - ❔ It hangs on a parameter. <code>photos/template.yaml:17:7</code>
            - ❔ The criterion stage
              - ❔ The statement hangs on a condition. <code>photos/template.yaml:12:7</code>

            | Remark | Place | |
            |---|---|---|
            | warning | <code>photos/template.yaml:3:3</code> | \`Key\` is there twice; the last one counts. |
            | info | <code>photos/template.yaml:4:3</code> | \`Key\` is there twice; the last one counts. |

            </details>
        "#]].assert_eq(&super::render(sample.batch()));
    }

    #[test]
    fn values_cannot_break_the_table_or_mention_anybody() {
        let text = super::render(samples::hostile().batch());
        assert!(
            !text.contains("@team"),
            "nobody is called by a template: {text}"
        );
        assert!(!text.contains("<b>"), "no HTML of a template: {text}");
        for row in text
            .lines()
            .filter(|line| line.starts_with("| ") && !line.contains("---"))
        {
            let bars = row.replace("\\|", "").matches('|').count();
            assert!(bars == 5 || bars == 4, "a value made a column: {row}");
        }
    }
}
