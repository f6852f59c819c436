//! Budgets: limits, reservations and the append-only ledger. What a model costs is not known here; amounts come in and are added up.
//!
//! Amounts are `_nusd`, billionths of a USD, and tokens (input, output, cache reads and writes together). A limit is held against what was
//! settled in its window and everything that is reserved now, in the one statement that reserves: two callers cannot both take the last cent.

use crate::{Store, StoreError};

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// Writing a mission.
    Mission,
    /// Mending one that was not accepted.
    Repair,
    /// A hint.
    Hint,
    /// A free question.
    Question,
    /// A tiny call that tests the connection.
    Test,
}

/// A stretch of time that a limit is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Window {
    /// The last ten minutes.
    TenMinutes,
    /// The day, UTC, as AWS bills.
    Day,
    /// The calendar month, UTC, as AWS bills.
    Month,
}

/// A limit. Fields that are absent do not limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// The stretch of time.
    pub window: Window,
    /// What it is about; empty for everything.
    pub purposes: Vec<Purpose>,
    /// Billionths of a USD.
    pub nusd: Option<i64>,
    /// Tokens.
    pub tokens: Option<i64>,
}

/// The most that a call may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reserve {
    /// What for.
    pub purpose: Purpose,
    /// Billionths of a USD.
    pub nusd: i64,
    /// Tokens.
    pub tokens: i64,
}

/// A limit that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exceeded {
    /// The limit.
    pub limit: Limit,
    /// Settled in its window.
    pub used_nusd: i64,
    /// Settled in its window.
    pub used_tokens: i64,
    /// Reserved now.
    pub reserved_nusd: i64,
    /// Reserved now.
    pub reserved_tokens: i64,
    /// When enough of the window will have passed for this reservation to fit, if nothing else is used; absent when it never will.
    pub fits_at_ms: Option<i64>,
}

/// How a limit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitState {
    /// The limit.
    pub limit: Limit,
    /// Settled in its window.
    pub used_nusd: i64,
    /// Settled in its window.
    pub used_tokens: i64,
    /// Reserved now.
    pub reserved_nusd: i64,
    /// Reserved now.
    pub reserved_tokens: i64,
    /// When the window began.
    pub since_ms: i64,
}

/// The ledger held against the counters; equal unless something is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// Sum of the ledger.
    pub ledger_nusd: i64,
    /// Sum of the ledger.
    pub ledger_tokens: i64,
    /// Sum of the counters.
    pub counted_nusd: i64,
    /// Sum of the counters.
    pub counted_tokens: i64,
    /// Open reservations by the ledger, and by the table.
    pub open_nusd: (i64, i64),
    /// Sentences on what does not agree; empty when all does.
    pub disagreements: Vec<String>,
}

impl Store {
    /// How limits stand.
    pub fn limit_states(&self, limits: Vec<Limit>, now_ms: i64) -> Result<Vec<LimitState>, StoreError> {
        todo!()
    }

    /// The limit that a reservation would exceed now, if any; nothing is written. For a price shown before it is paid.
    pub fn would_exceed(
        &self,
        reserve: Reserve,
        limits: Vec<Limit>,
        now_ms: i64,
    ) -> Result<Option<Exceeded>, StoreError> {
        todo!()
    }

    /// Adds the ledger up and compares it with the counters and with the calls.
    pub fn audit(&self) -> Result<Audit, StoreError> {
        todo!()
    }
}
