//! What is stored, as plain values. Times are milliseconds since the Unix epoch, UTC.

use std::path::PathBuf;

/// An attempt's number, growing with time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttemptId(pub i64);

/// A mission that a learner began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartedMission {
    /// The mission's id.
    pub mission_id: String,
    /// The version that was started (`Mission::version` of the crate `missions`).
    pub mission_version: String,
    /// The mission as it was when started, in its single-file form.
    pub document: String,
    /// The template file, absolute.
    pub template: PathBuf,
    /// When it was first started.
    pub started_at_ms: i64,
    /// When it was last graded or opened.
    pub touched_at_ms: i64,
    /// When every criterion first passed.
    pub passed_at_ms: Option<i64>,
}

/// Where a graded text came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The starter, when the mission was started.
    Start,
    /// The learner's editor.
    Save,
    /// An earlier snapshot, put back.
    Restore,
    /// A restore, taken back.
    Undo,
}

/// A graded save, to be recorded.
#[derive(Clone, Debug)]
pub struct NewAttempt {
    /// The mission's id.
    pub mission_id: String,
    /// When it was saved.
    pub at_ms: i64,
    /// Where the text came from.
    pub origin: Origin,
    /// The template's bytes.
    pub snapshot: Vec<u8>,
    /// The report's JSON.
    pub report: String,
    /// The report's verdicts in few letters, which only the caller understands.
    pub verdicts: String,
    /// 0 to 1.
    pub score: f64,
    /// Criteria passed.
    pub passed: u32,
    /// Criteria in all.
    pub total: u32,
    /// How long reading and grading took, in microseconds.
    pub grade_us: u64,
}

/// An attempt without its snapshot and report.
#[derive(Clone, Debug, PartialEq)]
pub struct AttemptSummary {
    /// Its number.
    pub id: AttemptId,
    /// The mission's id.
    pub mission_id: String,
    /// When it was saved.
    pub at_ms: i64,
    /// Where the text came from.
    pub origin: Origin,
    /// Hex SHA-256 of the snapshot.
    pub content_hash: String,
    /// 0 to 1.
    pub score: f64,
    /// Criteria passed.
    pub passed: u32,
    /// Criteria in all.
    pub total: u32,
    /// How long reading and grading took, in microseconds.
    pub grade_us: u64,
    /// How many hints of the mission had been revealed by then, all criteria together.
    pub hints_used: u32,
}

/// How well a skill was known when a mission was passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The mission.
    pub mission_id: String,
    /// Dotted name.
    pub skill: String,
    /// When the mission was passed.
    pub at_ms: i64,
    /// 1 again, 2 hard, 3 good, 4 easy.
    pub rating: u32,
}

/// An attempt, whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// All but the texts.
    pub summary: AttemptSummary,
    /// The template's bytes.
    pub snapshot: Vec<u8>,
    /// The report's JSON.
    pub report: String,
}

/// How far a criterion's hints have been revealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HintLevel {
    /// The criterion's id.
    pub criterion_id: String,
    /// 1 is the first hint.
    pub level: u8,
}

/// What happened in a quarter of an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityBucket {
    /// When the quarter begins.
    pub start_ms: i64,
    /// Graded saves in it.
    pub saves: u32,
    /// Missions that were passed for the first time in it.
    pub passes: u32,
}
