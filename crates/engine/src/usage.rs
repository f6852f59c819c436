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

impl UsageRange {
    /// `[from, to)` for a moment, in milliseconds.
    fn around(self, now_ms: i64) -> (i64, i64) {
        const DAY_MS: i64 = 24 * 60 * 60 * 1000;
        let from_ms = match self {
            UsageRange::Day => now_ms - DAY_MS,
            UsageRange::Week => now_ms - 7 * DAY_MS,
            UsageRange::Month => {
                let days = now_ms.div_euclid(DAY_MS);
                (days - i64::from(day_of_month(days)) + 1) * DAY_MS
            }
            UsageRange::All => 0,
        };
        // A call that began in this very millisecond counts.
        (from_ms, now_ms + 1)
    }
}

/// The day of the month, from 1, of a count of days since 1970-01-01: Howard Hinnant's `civil_from_days`
/// (<https://howardhinnant.github.io/date_algorithms.html>).
fn day_of_month(days: i64) -> u8 {
    let shifted = days + 719_468;
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    u8::try_from(day_of_year - (153 * month + 2) / 5 + 1).unwrap_or(1)
}

impl Engine {
    /// What was used in a stretch of time, and how the budgets stand.
    pub fn usage(&self, range: UsageRange) -> Result<UsageReport, EngineError> {
        let store = &self.inner.store;
        let now_ms = self.inner.clock.now_ms();
        self.end_overdue_calls(now_ms);
        let (from_ms, to_ms) = range.around(now_ms);
        Ok(UsageReport {
            from_ms,
            to_ms,
            rows: store.usage(from_ms, to_ms)?,
            days: store.usage_by_day(from_ms, to_ms)?,
            latency: store.latency(from_ms, to_ms)?,
            budgets: store.limit_states(self.limits(), now_ms)?,
            disagreements: store.audit()?.disagreements,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_on_its_first() {
        let day = |days: i64| days * 24 * 60 * 60 * 1000;
        let table = [
            // 1970-01-01, 1972-02-29, 2000-03-01, 2026-11-28, 1969-12-31
            (0, 0),
            (789, 761),
            (11_017, 11_017),
            (20_785, 20_758),
            (-1, -31),
        ];
        for (days, first) in table {
            let (from_ms, to_ms) = UsageRange::Month.around(day(days) + 12_345);
            assert_eq!(from_ms, day(first), "the month of day {days}");
            assert_eq!(to_ms, day(days) + 12_346, "up to now, now included");
        }
    }
}
