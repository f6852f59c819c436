//! The report: what the grader says. It is a published format (`schemaVersion`), so it serialises itself.

use cfn::Span;
use serde::{Deserialize, Serialize, Serializer};

/// The shape's version; it changes when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// One graded template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The grader's own version.
    pub grader_version: String,
    /// The mission's id, as given.
    pub mission: String,
    /// The template's name, as given.
    pub template: String,
    /// `earned / possible`, 0 to 1; 0 when nothing is possible.
    #[serde(serialize_with = "number")]
    pub score: f64,
    /// Points earned.
    #[serde(serialize_with = "number")]
    pub earned: f64,
    /// Points that could be earned.
    #[serde(serialize_with = "number")]
    pub possible: f64,
    /// Criteria passed.
    pub passed: usize,
    /// Criteria in all, skipped ones left out.
    pub total: usize,
    /// One a criterion, in the rubric's order.
    pub results: Vec<CriterionResult>,
    /// Remarks about the template's text, in the order of their places.
    pub diagnostics: Vec<ReportDiagnostic>,
}

impl Report {
    /// Whether every criterion that counts is met; `false` when none counts.
    pub fn passed_all(&self) -> bool {
        self.total > 0 && self.passed == self.total
    }

    /// The report as one line of JSON without a line end, in the published field order: same report, same bytes.
    pub fn to_json(&self) -> String {
        #[allow(
            clippy::expect_used,
            reason = "only texts, numbers, lists and structs with text keys: nothing in it can fail to serialise"
        )]
        {
            // Room for a usual result each, so that the text is not moved again and again while it grows.
            let room = 256 + 512 * self.results.len() + 256 * self.diagnostics.len();
            let mut json = Vec::with_capacity(room);
            serde_json::to_writer(&mut json, self).expect("a report is plain data");
            String::from_utf8(json).expect("JSON is UTF-8")
        }
    }
}

/// What came of one criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CriterionResult {
    /// The criterion's id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its kind, for example `property`.
    pub kind: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Points earned.
    #[serde(serialize_with = "number")]
    pub earned: f64,
    /// Points that could be earned; 0 for a criterion that is left out of the totals.
    #[serde(serialize_with = "number")]
    pub weight: f64,
    /// Sentences a learner understands.
    pub message: String,
    /// Where it shows.
    pub evidence: Vec<Evidence>,
    /// What a verdict about several things is made of, in a fixed order: which of them are met, and which are not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// One of several things that a criterion is about: an assert, an edge, a statement of a policy, a resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// Never [`Verdict::Locked`] or [`Verdict::Partial`].
    pub verdict: Verdict,
    /// A sentence.
    pub text: String,
    /// Where it shows; absent for what is nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// The five verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Met.
    Pass,
    /// Met in part.
    Partial,
    /// Not met.
    Fail,
    /// Not decidable from what is known; never shown as wrong.
    Unknown,
    /// A criterion that it requires is not met.
    Locked,
}

/// A place that a verdict rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// The resource's logical id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// The path from the resource's `Properties`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
    /// From 1, included.
    pub end_line: u32,
    /// From 1, excluded.
    pub end_column: u32,
    /// What stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
}

impl Evidence {
    /// A place alone.
    pub(crate) fn at(span: Span) -> Self {
        Self {
            resource: None,
            path: None,
            line: span.start.line,
            column: span.start.column,
            end_line: span.end.line,
            end_column: span.end.column,
            found: None,
            expected: None,
        }
    }
}

/// A remark about the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportDiagnostic {
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// A stable code.
    pub code: String,
    /// A sentence.
    pub message: String,
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
}

/// Writes whole numbers without `.0`: `1`, `0.75`.
fn number<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    /// 2^53: up to here every whole `f64` is exact.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() <= EXACT {
        serializer.serialize_i64(*value as i64)
    } else {
        serializer.serialize_f64(*value)
    }
}
