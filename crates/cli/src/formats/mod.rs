//! Reports as text, one format a file. A format takes what was graded and gives bytes: it reads no clock, no terminal and no file,
//! so that the same reports give the same bytes.

mod csv;
mod github;
mod human;
mod json;
mod junit;
mod markdown;
#[cfg(test)]
mod samples;
mod sarif;

use clap::ValueEnum;
use grader::{CriterionResult, Evidence, Part, Report, ReportDiagnostic, Verdict};
use missions::Mission;

use crate::{
    failure::Failure,
    text::{Paint, points},
};

pub(crate) use human::{evidence_line, part_lines};

/// How reports are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: verdicts, places, score
    #[default]
    Human,
    /// The report of one template
    Json,
    /// One report a line, for many templates
    Jsonl,
    /// JUnit XML: a suite a template, a case a criterion
    Junit,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// A summary for a pull request
    Markdown,
    /// GitHub workflow commands: annotations at the lines
    Github,
    /// A row a criterion, for spreadsheets
    Csv,
}

impl Format {
    /// Whether a failure is printed as JSON too.
    pub(crate) fn is_json(self) -> bool {
        matches!(self, Format::Json | Format::Jsonl)
    }
}

/// What was graded: one report a template, in the order they were named.
#[derive(Clone, Copy)]
pub(crate) struct Batch<'a> {
    pub(crate) mission: &'a Mission,
    pub(crate) reports: &'a [Report],
}

/// Renders all of it.
pub(crate) fn render(format: Format, batch: Batch<'_>, paint: Paint) -> Result<String, Failure> {
    match format {
        Format::Human => Ok(human::render(batch, paint)),
        Format::Json | Format::Jsonl => Ok(json::render(batch)),
        Format::Junit => junit::render(batch),
        Format::Sarif => sarif::render(batch),
        Format::Markdown => Ok(markdown::render(batch)),
        Format::Github => Ok(github::render(batch)),
        Format::Csv => csv::render(batch),
    }
}

/// What a verdict or a remark is to a tool that knows three levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Error,
    Warning,
    Note,
}

impl Level {
    /// Nothing for what is met. What cannot be decided is never called wrong.
    fn of(result: &CriterionResult) -> Option<Level> {
        match result.verdict {
            Verdict::Pass => None,
            Verdict::Fail => Some(Level::Error),
            Verdict::Partial | Verdict::Unknown => Some(Level::Warning),
            Verdict::Locked => Some(Level::Note),
        }
    }

    fn of_remark(diagnostic: &ReportDiagnostic) -> Level {
        match diagnostic.severity.as_str() {
            "error" => Level::Error,
            "warning" => Level::Warning,
            _ => Level::Note,
        }
    }
}

/// The parts that say more than the sentence does: none of what is met, and not a lone one that was told already.
pub(crate) fn told_parts(result: &CriterionResult) -> &[Part] {
    let is_open = match result.verdict {
        Verdict::Pass | Verdict::Locked => false,
        Verdict::Partial | Verdict::Fail | Verdict::Unknown => true,
    };
    match result.parts.as_slice() {
        _ if !is_open => &[],
        [only] if result.message.contains(only.text.trim_end_matches('.')) => &[],
        parts => parts,
    }
}

/// The places of a criterion that none of its told parts shows, with what stands there.
pub(crate) fn other_places(result: &CriterionResult) -> impl Iterator<Item = &Evidence> {
    let parts = told_parts(result);
    result
        .evidence
        .iter()
        .filter(move |place| !parts.iter().any(|part| tells(part, place)))
}

fn tells(part: &Part, place: &Evidence) -> bool {
    let Some(shown) = &part.evidence else {
        return false;
    };
    let has = |value: &Option<String>, shown: &Option<String>| {
        value
            .as_ref()
            .is_none_or(|value| shown.as_ref() == Some(value) || part.text.contains(value))
    };
    (shown.line, shown.column) == (place.line, place.column)
        && has(&place.found, &shown.found)
        && has(&place.expected, &shown.expected)
}

/// `3 of 4 criteria, 3 of 4 points`.
fn counts(report: &Report) -> String {
    format!(
        "{} of {}, {} of {}",
        report.passed,
        crate::text::counted(report.total, "criterion", "criteria"),
        points(report.earned),
        if report.possible == 1.0 {
            "1 point".to_owned()
        } else {
            format!("{} points", points(report.possible))
        }
    )
}
