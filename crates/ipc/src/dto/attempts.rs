//! Graded saves: what came of each criterion, how they are listed and compared.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{HintUsedDto, StripDto};

dto! {
    /// Asks for a template and its diff.
    struct CompareTemplate {
        /// The mission.
        mission_id: String,
        /// The attempt whose text is shown; otherwise the newest.
        #[ts(type = "number | null")]
        attempt_id: Option<i64>,
        /// What it is compared with.
        against: AgainstDto,
        /// The save that it is compared with, for `attempt`.
        #[ts(type = "number | null")]
        against_id: Option<i64>,
    }

    /// An attempt, as a dot on the line.
    struct AttemptSummaryDto {
        /// Its number.
        #[ts(type = "number")]
        id: i64,
        /// When it was saved.
        #[ts(type = "number")]
        at_ms: i64,
        /// Where the text came from.
        origin: OriginDto,
        /// 0 to 1.
        score: f64,
        /// Criteria passed.
        passed: u32,
        /// Criteria in all.
        total: u32,
        /// From reading to the report, in microseconds.
        #[ts(type = "number")]
        grade_us: u64,
        /// How many hints had been revealed, all criteria together.
        hints_used: u32,
    }

    /// A mission's attempts.
    struct AttemptListDto {
        /// Oldest first.
        attempts: Vec<AttemptSummaryDto>,
        /// The ids of the criteria that changed their verdict with each attempt, in the same order as `attempts`.
        flips: Vec<Vec<FlipDto>>,
        /// One a criterion.
        strips: Vec<StripDto>,
        /// The newest save that met every criterion.
        #[ts(type = "number | null")]
        last_green_id: Option<i64>,
        /// What the saves take, in bytes.
        #[ts(type = "number")]
        size_bytes: u64,
    }

    /// A criterion that changed its verdict.
    struct FlipDto {
        /// The criterion.
        criterion_id: String,
        /// Its label.
        label: String,
        /// What it is now.
        verdict: VerdictDto,
    }

    /// An attempt with its report.
    struct AttemptDto {
        /// The mission.
        mission_id: String,
        /// The dot.
        summary: AttemptSummaryDto,
        /// Points earned.
        earned: f64,
        /// Points in all.
        possible: f64,
        /// In the rubric's order.
        results: Vec<CriterionResultDto>,
        /// Remarks about the text.
        diagnostics: Vec<DiagnosticDto>,
        /// The hints that had been revealed when it was graded.
        hints: Vec<HintUsedDto>,
    }

    /// What came of a criterion.
    struct CriterionResultDto {
        /// The criterion.
        id: String,
        /// Its label.
        label: String,
        /// Its kind.
        kind: String,
        /// The verdict.
        verdict: VerdictDto,
        /// Points earned.
        earned: f64,
        /// Points in all.
        weight: f64,
        /// Sentences.
        message: String,
        /// Where it shows.
        evidence: Vec<EvidenceDto>,
        /// What it is made of, when it is about several things.
        parts: Vec<PartDto>,
    }

    /// One of several things that a criterion is about: a condition, a connection, a statement of a policy, a resource.
    struct PartDto {
        /// `pass`, `fail` or `unknown`.
        verdict: VerdictDto,
        /// A sentence.
        text: String,
        /// Where it shows; absent for what is nowhere.
        evidence: Option<EvidenceDto>,
    }

    /// A place that a verdict rests on.
    struct EvidenceDto {
        /// The resource's logical id.
        resource: Option<String>,
        /// The path from its properties.
        path: Option<String>,
        /// From 1.
        line: u32,
        /// From 1.
        column: u32,
        /// From 1, included.
        end_line: u32,
        /// From 1, excluded.
        end_column: u32,
        /// What stands there.
        found: Option<String>,
        /// What was asked for.
        expected: Option<String>,
    }

    /// A remark about the text.
    struct DiagnosticDto {
        /// How bad it is.
        severity: SeverityDto,
        /// A stable code.
        code: String,
        /// A sentence.
        message: String,
        /// From 1.
        line: u32,
        /// From 1.
        column: u32,
    }

    /// A text with its line diff.
    struct ComparisonDto {
        /// In order; removed lines stand where they stood.
        lines: Vec<ComparedLineDto>,
        /// The text was not UTF-8, and is shown with replacement characters.
        lossy: bool,
        /// Only the first lines are shown; there are too many to read.
        truncated: bool,
    }

    /// A line of a comparison.
    struct ComparedLineDto {
        /// What became of it.
        change: LineChangeDto,
        /// In the older text.
        old_line: Option<u32>,
        /// In the newer text.
        new_line: Option<u32>,
        /// Without its line ending.
        text: String,
    }

    /// A snapshot that was put back.
    struct RestoredDto {
        /// The attempt that stands now.
        attempt: AttemptDto,
        /// Whether it can be taken back.
        can_undo: bool,
    }
}

words! {
    /// The five verdicts.
    enum VerdictDto {
        /// Met.
        Pass,
        /// Met in part.
        Partial,
        /// Not met.
        Fail,
        /// Not decidable.
        Unknown,
        /// What it requires is not met.
        Locked,
    }

    /// How bad a remark is.
    enum SeverityDto {
        /// CloudFormation would refuse it.
        Error,
        /// Probably not meant.
        Warning,
        /// Worth knowing.
        Info,
    }

    /// Where a graded text came from.
    enum OriginDto {
        /// The starter.
        Start,
        /// The editor.
        Save,
        /// A snapshot, put back.
        Restore,
        /// A restore, taken back.
        Undo,
    }

    /// What a template is compared with.
    enum AgainstDto {
        /// The starter.
        Starter,
        /// The save before.
        Previous,
        /// The last save that met every criterion.
        LastGreen,
        /// A save of the same mission: `against_id`.
        Attempt,
        /// The reference solution.
        Solution,
    }

    /// What became of a line.
    enum LineChangeDto {
        /// In both.
        Same,
        /// Only in the newer text.
        Added,
        /// Only in the older text.
        Removed,
    }
}
