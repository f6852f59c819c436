//! Graded saves and comparisons of them. No decisions here.

use engine::{Against, Comparison, LineChange};
use grader::{CriterionResult, Evidence, Part, ReportDiagnostic, Verdict};
use store::{AttemptId, AttemptSummary, Origin};

use crate::dto::*;

/// What changed its verdict with each save, against the save before; the first has nothing to differ from.
pub(super) fn flips_of(strips: &[StripDto], saves: usize) -> Vec<Vec<FlipDto>> {
    let flipped = |at: usize| {
        let flips = strips.iter().filter_map(|strip| {
            let before = strip.verdicts.get(at.checked_sub(1)?).copied().flatten()?;
            let now = strip.verdicts.get(at).copied().flatten()?;
            (before != now).then(|| FlipDto {
                criterion_id: strip.criterion_id.clone(),
                label: strip.label.clone(),
                verdict: now,
            })
        });
        flips.collect()
    };
    (0..saves).map(flipped).collect()
}

pub(crate) fn attempt(attempt: engine::AttemptDetail) -> AttemptDto {
    let report = attempt.report;
    let label_of = |id: &str| {
        let result = report.results.iter().find(|result| result.id == id);
        result.map_or_else(|| id.to_owned(), |result| result.label.clone())
    };
    let hints = attempt.hints.iter().map(|hint| HintUsedDto {
        criterion_id: hint.criterion_id.clone(),
        label: label_of(&hint.criterion_id),
        level: u32::from(hint.level),
    });
    AttemptDto {
        hints: hints.collect(),
        mission_id: attempt.summary.mission_id.clone(),
        summary: attempt.summary.into(),
        earned: report.earned,
        possible: report.possible,
        results: report.results.into_iter().map(Into::into).collect(),
        diagnostics: report.diagnostics.into_iter().map(Into::into).collect(),
    }
}

impl From<AttemptSummary> for AttemptSummaryDto {
    fn from(summary: AttemptSummary) -> AttemptSummaryDto {
        AttemptSummaryDto {
            id: summary.id.0,
            at_ms: summary.at_ms,
            origin: match summary.origin {
                Origin::Start => OriginDto::Start,
                Origin::Save => OriginDto::Save,
                Origin::Restore => OriginDto::Restore,
                Origin::Undo => OriginDto::Undo,
            },
            score: summary.score,
            passed: summary.passed,
            total: summary.total,
            grade_us: summary.grade_us,
            hints_used: summary.hints_used,
        }
    }
}

impl From<CriterionResult> for CriterionResultDto {
    fn from(result: CriterionResult) -> CriterionResultDto {
        CriterionResultDto {
            id: result.id,
            label: result.label,
            kind: result.kind,
            verdict: result.verdict.into(),
            earned: result.earned,
            weight: result.weight,
            message: result.message,
            evidence: result.evidence.into_iter().map(Into::into).collect(),
            parts: result.parts.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Part> for PartDto {
    fn from(part: Part) -> PartDto {
        PartDto {
            verdict: part.verdict.into(),
            text: part.text,
            evidence: part.evidence.map(Into::into),
        }
    }
}

impl From<Evidence> for EvidenceDto {
    fn from(evidence: Evidence) -> EvidenceDto {
        EvidenceDto {
            resource: evidence.resource,
            path: evidence.path,
            line: evidence.line,
            column: evidence.column,
            end_line: evidence.end_line,
            end_column: evidence.end_column,
            found: evidence.found,
            expected: evidence.expected,
        }
    }
}

impl From<ReportDiagnostic> for DiagnosticDto {
    fn from(diagnostic: ReportDiagnostic) -> DiagnosticDto {
        DiagnosticDto {
            severity: match diagnostic.severity.as_str() {
                "error" => SeverityDto::Error,
                "warning" => SeverityDto::Warning,
                _ => SeverityDto::Info,
            },
            code: diagnostic.code,
            message: diagnostic.message,
            line: diagnostic.line,
            column: diagnostic.column,
        }
    }
}

impl From<Verdict> for VerdictDto {
    fn from(verdict: Verdict) -> VerdictDto {
        match verdict {
            Verdict::Pass => VerdictDto::Pass,
            Verdict::Partial => VerdictDto::Partial,
            Verdict::Fail => VerdictDto::Fail,
            Verdict::Unknown => VerdictDto::Unknown,
            Verdict::Locked => VerdictDto::Locked,
        }
    }
}

pub(crate) fn against(request: &CompareTemplate) -> Result<Against, ErrorDto> {
    Ok(match request.against {
        AgainstDto::Starter => Against::Starter,
        AgainstDto::Previous => Against::Previous,
        AgainstDto::LastGreen => Against::LastGreen,
        AgainstDto::Attempt => {
            Against::Attempt(AttemptId(request.against_id.ok_or_else(|| {
                ErrorDto::bad_request("compare_template", &"`againstId` is missing: which save?")
            })?))
        }
        AgainstDto::Solution => Against::Solution,
    })
}

impl From<Comparison> for ComparisonDto {
    fn from(comparison: Comparison) -> ComparisonDto {
        let lines = comparison
            .lines
            .into_iter()
            .map(|line| ComparedLineDto {
                change: match line.change {
                    LineChange::Same => LineChangeDto::Same,
                    LineChange::Added => LineChangeDto::Added,
                    LineChange::Removed => LineChangeDto::Removed,
                },
                old_line: line.old_line,
                new_line: line.new_line,
                text: line.text,
            })
            .collect();
        ComparisonDto {
            lines,
            lossy: comparison.lossy,
            truncated: comparison.truncated,
        }
    }
}
