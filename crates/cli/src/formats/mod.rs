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
use grader::{CriterionResult, Report, ReportDiagnostic, Verdict};
use missions::Mission;

use crate::{failure::Failure, text::Paint};

pub(crate) use human::evidence_line;

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

/// `3 of 4 criteria, 3 of 4 points`.
fn counts(report: &Report) -> String {
    format!(
        "{} of {}, {} of {}",
        report.passed,
        crate::text::counted(report.total, "criterion", "criteria"),
        report.earned,
        if report.possible == 1.0 {
            "1 point".to_owned()
        } else {
            format!("{} points", report.possible)
        }
    )
}
