//! What was used: sums over calls, for people and for charts.

use crate::{Purpose, Store, StoreError, Tokens, tables::usage};

/// Sums of one model and purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageRow {
    /// The model.
    pub model: String,
    /// What for.
    pub purpose: Purpose,
    /// Calls that were made, however they ended.
    pub calls: u64,
    /// Of those, failed (not cancelled).
    pub failed: u64,
    /// Of those, throttled.
    pub throttled: u64,
    /// Of those, with an unknown end, charged whole.
    pub unknown: u64,
    /// Tokens that the provider counted.
    pub tokens: Tokens,
    /// Tokens charged: those, and whole reservations of unknown ends.
    pub charged_tokens: i64,
    /// Billionths of a USD.
    pub nusd: i64,
    /// Answers taken from the response cache instead of a call; counted by days (UTC), so a stretch that begins within one has all of it.
    pub answers_from_cache: u64,
}

/// Sums of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageDay {
    /// When it began, UTC.
    pub start_ms: i64,
    /// Calls.
    pub calls: u64,
    /// Tokens charged.
    pub tokens: i64,
    /// Billionths of a USD.
    pub nusd: i64,
}

/// How long calls took, in milliseconds, of those that went well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Latency {
    /// How many.
    pub calls: u64,
    /// To the first text, median.
    pub first_p50_ms: Option<i64>,
    /// To the first text, 95th percentile.
    pub first_p95_ms: Option<i64>,
    /// To the end, median.
    pub whole_p50_ms: Option<i64>,
    /// To the end, 95th percentile.
    pub whole_p95_ms: Option<i64>,
}

impl Store {
    /// Sums by model and purpose of calls that began in `[from_ms, to_ms)`, the dearest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn usage(&self, from_ms: i64, to_ms: i64) -> Result<Vec<UsageRow>, StoreError> {
        self.read("adding up what was used", move |connection| {
            usage::by_model(connection, from_ms, to_ms)
        })
    }

    /// Sums by day, oldest first; days without calls are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn usage_by_day(&self, from_ms: i64, to_ms: i64) -> Result<Vec<UsageDay>, StoreError> {
        self.read("adding up what was used by day", move |connection| {
            usage::by_day(connection, from_ms, to_ms)
        })
    }

    /// How long calls took, by nearest rank.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn latency(&self, from_ms: i64, to_ms: i64) -> Result<Latency, StoreError> {
        self.read("reading how long calls took", move |connection| {
            usage::latency(connection, from_ms, to_ms)
        })
    }
}
