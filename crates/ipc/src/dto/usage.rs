//! What was used, and what may be. Amounts are billionths of a USD.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// Asks for usage.
    struct GetUsage {
        /// Which stretch of time.
        range: UsageRangeDto,
    }

    /// What was used.
    struct UsageDto {
        /// The stretch of time begins.
        #[ts(type = "number")]
        from_ms: i64,
        /// And ends: now.
        #[ts(type = "number")]
        to_ms: i64,
        /// By model and purpose.
        rows: Vec<UsageRowDto>,
        /// By day, UTC, oldest first; days without calls are left out.
        days: Vec<UsageDayDto>,
        /// How long calls took.
        latency: LatencyDto,
        /// How the budgets stand.
        budgets: Vec<BudgetStateDto>,
        /// Sentences on a ledger that does not add up; empty when it does.
        disagreements: Vec<String>,
    }

    /// Sums of a model and purpose.
    struct UsageRowDto {
        /// The model.
        model: String,
        /// What people call it.
        model_label: String,
        /// What for.
        purpose: PurposeDto,
        /// Calls made.
        #[ts(type = "number")]
        calls: u64,
        /// Of those, failed.
        #[ts(type = "number")]
        failed: u64,
        /// Of those, throttled.
        #[ts(type = "number")]
        throttled: u64,
        /// Of those, with an unknown end, charged whole.
        #[ts(type = "number")]
        unknown: u64,
        /// Tokens read.
        #[ts(type = "number")]
        input_tokens: i64,
        /// Tokens written.
        #[ts(type = "number")]
        output_tokens: i64,
        /// Tokens read from the prompt cache.
        #[ts(type = "number")]
        cache_read_tokens: i64,
        /// Tokens written to the prompt cache.
        #[ts(type = "number")]
        cache_write_tokens: i64,
        /// Tokens charged: those, and whole reservations of unknown ends.
        #[ts(type = "number")]
        charged_tokens: i64,
        /// Charged.
        #[ts(type = "number")]
        nusd: i64,
        /// Answers taken from the response cache.
        #[ts(type = "number")]
        answers_from_cache: u64,
    }

    /// Sums of a day.
    struct UsageDayDto {
        /// When it began.
        #[ts(type = "number")]
        start_ms: i64,
        /// Calls.
        #[ts(type = "number")]
        calls: u64,
        /// Tokens charged.
        #[ts(type = "number")]
        tokens: i64,
        /// Charged.
        #[ts(type = "number")]
        nusd: i64,
    }

    /// How long calls took, in milliseconds.
    struct LatencyDto {
        /// Calls that went well.
        #[ts(type = "number")]
        calls: u64,
        /// To the first text, median.
        #[ts(type = "number | null")]
        first_p50_ms: Option<i64>,
        /// To the first text, 95th percentile.
        #[ts(type = "number | null")]
        first_p95_ms: Option<i64>,
        /// To the end, median.
        #[ts(type = "number | null")]
        whole_p50_ms: Option<i64>,
        /// To the end, 95th percentile.
        #[ts(type = "number | null")]
        whole_p95_ms: Option<i64>,
    }

    /// How a budget stands.
    struct BudgetStateDto {
        /// What it is about.
        scope: BudgetScopeDto,
        /// Over which stretch of time.
        window: WindowDto,
        /// The limit.
        #[ts(type = "number | null")]
        limit_nusd: Option<i64>,
        /// The limit.
        #[ts(type = "number | null")]
        limit_tokens: Option<i64>,
        /// Used.
        #[ts(type = "number")]
        used_nusd: i64,
        /// Used.
        #[ts(type = "number")]
        used_tokens: i64,
        /// Reserved now.
        #[ts(type = "number")]
        reserved_nusd: i64,
        /// Reserved now.
        #[ts(type = "number")]
        reserved_tokens: i64,
        /// When the window began.
        #[ts(type = "number")]
        since_ms: i64,
    }

    /// The budgets.
    struct BudgetsDto {
        /// Every limit that is set; what is not in the list is not limited.
        limits: Vec<BudgetDto>,
    }

    /// A budget.
    struct BudgetDto {
        /// What it is about.
        scope: BudgetScopeDto,
        /// Over which stretch of time.
        window: WindowDto,
        /// Billionths of a USD.
        #[ts(type = "number | null")]
        nusd: Option<i64>,
        /// Tokens.
        #[ts(type = "number | null")]
        tokens: Option<i64>,
    }

    /// The prices in force.
    struct PriceListDto {
        /// `YYYY-MM-DD`.
        as_of: String,
        /// The file that they were read from; otherwise they came with the program.
        file: Option<String>,
        /// What is wrong with the file, with its line.
        problem: Option<String>,
        /// The prices.
        prices: Vec<PriceDto>,
    }

    /// A model's price: billionths of a USD a thousand tokens.
    struct PriceDto {
        /// The part of a model's id that it is for.
        model: String,
        /// Input.
        #[ts(type = "number")]
        input_nusd_per1k: i64,
        /// Output.
        #[ts(type = "number")]
        output_nusd_per1k: i64,
        /// Read from the prompt cache.
        #[ts(type = "number")]
        cache_read_nusd_per1k: i64,
        /// Written to the prompt cache.
        #[ts(type = "number")]
        cache_write_nusd_per1k: i64,
    }
}

words! {
    /// Which stretch of time usage is shown for.
    enum UsageRangeDto {
        /// The last 24 hours.
        Day,
        /// The last 7 days.
        Week,
        /// This calendar month, UTC.
        Month,
        /// Everything.
        All,
    }

    /// What a call is for.
    enum PurposeDto {
        /// Writing a mission.
        Mission,
        /// Mending one.
        Repair,
        /// A hint.
        Hint,
        /// A question.
        Question,
        /// A test of the connection.
        Test,
    }

    /// What a budget is about.
    enum BudgetScopeDto {
        /// Everything.
        All,
        /// Writing and mending missions.
        Missions,
        /// Hints and questions.
        Mentor,
    }

    /// A budget's stretch of time.
    enum WindowDto {
        /// The last ten minutes.
        TenMinutes,
        /// The day, UTC.
        Day,
        /// The calendar month, UTC.
        Month,
    }
}
