//! `github`: workflow commands that a runner turns into annotations
//! (<https://docs.github.com/actions/reference/workflow-commands-for-github-actions>).

use std::fmt::Write as _;

use grader::{CriterionResult, Evidence, Report, Verdict};

use super::{Batch, Level, counts, told_parts};
use crate::text::{percent, safe, word};

pub(super) fn render(batch: Batch<'_>) -> String {
    let mut out = String::new();
    for report in batch.reports {
        annotations(&mut out, report);
        // The word before it keeps a template's name from beginning a line, where it could be a command itself.
        let _ = writeln!(
            out,
            "mission: {}: {}, {}",
            safe(&report.template),
            percent(report.score),
            counts(report)
        );
    }
    out
}

fn annotations(out: &mut String, report: &Report) {
    for result in &report.results {
        let Some(level) = Level::of(result) else {
            continue;
        };
        let mut properties = format!("file={}", property(&report.template));
        if let Some(evidence) = result.evidence.first() {
            properties.push_str(&region(evidence));
        }
        let title = format!("{}: {}", word(result.verdict), result.label);
        let message = data(&explain(&result.message, result.evidence.first()));
        let _ = writeln!(
            out,
            "::{} {properties},title={}::{message}",
            command(level),
            property(&title)
        );
    }
    for result in &report.results {
        parts(out, report, result);
    }
    for diagnostic in &report.diagnostics {
        let _ = writeln!(
            out,
            "::{} file={},line={},col={},title={}::{}",
            command(Level::of_remark(diagnostic)),
            property(&report.template),
            diagnostic.line,
            diagnostic.column,
            property(&diagnostic.code),
            data(&diagnostic.message)
        );
    }
}

/// An annotation for each line of a criterion's parts that are not met and that has none of it yet. After those of the criteria
/// themselves: a runner shows the first ten of a level.
fn parts(out: &mut String, report: &Report, result: &CriterionResult) {
    let Some(level) = Level::of(result) else {
        return;
    };
    let mut told: Vec<u32> = result
        .evidence
        .first()
        .map(|main| main.line)
        .into_iter()
        .collect();
    for part in told_parts(result) {
        let Some(evidence) = &part.evidence else {
            continue;
        };
        if part.verdict == Verdict::Pass || told.contains(&evidence.line) {
            continue;
        }
        told.push(evidence.line);
        let title = format!("{}: {}", word(part.verdict), result.label);
        let _ = writeln!(
            out,
            "::{} file={}{},title={}::{}",
            command(level),
            property(&report.template),
            region(evidence),
            property(&title),
            data(&part.text)
        );
    }
}

/// Columns are only taken when the annotation is in one line.
fn region(evidence: &Evidence) -> String {
    if evidence.line == evidence.end_line {
        format!(
            ",line={},col={},endColumn={}",
            evidence.line, evidence.column, evidence.end_column
        )
    } else {
        format!(",line={},endLine={}", evidence.line, evidence.end_line)
    }
}

fn explain(message: &str, evidence: Option<&Evidence>) -> String {
    let resource =
        evidence.and_then(|evidence| Some((evidence.resource.as_ref()?, evidence.path.as_ref()?)));
    match resource {
        Some((resource, path)) => format!("{message} ({resource}.{path})"),
        None => message.to_owned(),
    }
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    }
}

/// The three characters that end a command have escapes of their own; other control characters are shown.
fn data(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            c if c.is_control() && c != '\t' => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::samples;

    #[test]
    fn what_is_not_met_is_an_annotation() {
        let sample = samples::all_verdicts();
        expect![[r#"
            ::error file=photos/template.yaml,line=12,col=7,endColumn=16,title=fail%3A The criterion versioned::A sentence about versioned. (Bucket.Versioning.Status)
            ::warning file=photos/template.yaml,line=12,endLine=14,title=partial%3A The criterion rules::A sentence about rules. (Bucket.Versioning.Status)
            ::warning file=photos/template.yaml,line=12,col=7,endColumn=16,title=unknown%3A The criterion stage::A sentence about stage. (Bucket.Versioning.Status)
            ::notice file=photos/template.yaml,title=locked%3A The criterion cheap::A sentence about cheap.
            ::warning file=photos/template.yaml,line=17,col=7,endColumn=16,title=fail%3A The criterion rules::`Jobs` has no dead-letter queue: `RedrivePolicy` is missing.
            ::warning file=photos/template.yaml,line=20,col=7,endColumn=16,title=fail%3A The criterion rules::`Status` of `Bucket` is wrong.
            ::warning file=photos/template.yaml,line=3,col=3,title=duplicate-key::`Key` is there twice; the last one counts.
            ::notice file=photos/template.yaml,line=4,col=3,title=unused-parameter::`Key` is there twice; the last one counts.
            mission: photos/template.yaml: 30 %, 1 of 5 criteria, 1.5 of 5 points
        "#]].assert_eq(&super::render(sample.batch()));
    }

    #[test]
    fn a_value_cannot_begin_a_command_of_its_own() {
        let text = super::render(samples::hostile().batch());
        for line in text.lines() {
            let own = line.starts_with("::error ")
                || line.starts_with("::warning ")
                || line.starts_with("mission: ");
            assert!(own, "a line that we did not begin: {line:?}");
        }
        let first = text.lines().next().unwrap_or_default();
        let (properties, _) = first
            .strip_prefix("::error ")
            .and_then(|rest| rest.split_once("::"))
            .expect("a command has two parts");
        let names: Vec<&str> = properties
            .split(',')
            .filter_map(|property| property.split('=').next())
            .collect();
        assert_eq!(
            names,
            ["file", "line", "col", "endColumn", "title"],
            "a comma in a value must not begin a property"
        );
        assert!(!text.contains('\u{1b}'), "a log is read in a terminal too");
    }
}
