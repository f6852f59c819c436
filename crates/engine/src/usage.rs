//! What was used, against the budgets.

use store::{Latency, LimitState, UsageDay, UsageRow};

use crate::{Engine, EngineError};

/// Which stretch of time usage is shown for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum UsageRange {
    /// The last 24 hours.
    Day,
    /// The last 7 days.
    Week,
    /// This calendar month, UTC.
    #[default]
    Month,
    /// Everything.
    All,
}

/// What was used.
#[derive(Clone, Debug, PartialEq)]
pub struct UsageReport {
    /// The stretch of time, `[from, to)`.
    pub from_ms: i64,
    /// Its end: now.
    pub to_ms: i64,
    /// By model and purpose.
    pub rows: Vec<UsageRow>,
    /// By day.
    pub days: Vec<UsageDay>,
    /// How long calls took.
    pub latency: Latency,
    /// How the budgets stand.
    pub budgets: Vec<LimitState>,
    /// Sentences on a ledger that does not add up; empty when it does.
    pub disagreements: Vec<String>,
}

impl Engine {
    /// What was used in a stretch of time, and how the budgets stand.
    pub fn usage(&self, range: UsageRange) -> Result<UsageReport, EngineError> {
        todo!()
    }
}
