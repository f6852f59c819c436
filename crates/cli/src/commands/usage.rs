//! `mission usage`: what was used, by model and purpose, against the budgets.

use std::fmt::Write as _;

use clap::{Args, ValueEnum};
use engine::{
    Purpose, UsageRow,
    usage::{UsageRange, UsageReport},
};
use ipc::{BudgetStateDto, WindowDto, dollars};
use serde_json::{Value, json};

use crate::{
    data,
    failure::{Exit, Failure},
    shell::Shell,
    text::{Ink, Paint, counted, safe},
};

/// Show what was used: calls, tokens and USD by model and purpose
#[derive(Clone, Copy, Debug, Args)]
#[command(after_help = "\
`cached` are tokens written to the prompt cache, `read` those read from it. `charged` is what counts
against budgets: all tokens of calls whose usage is known, and the whole reservation of those whose
end is not. Days and months are those of UTC, as AWS bills.")]
pub(crate) struct UsageArgs {
    /// Which stretch of time
    #[arg(short, long, value_enum, default_value_t, value_name = "RANGE")]
    range: Range,
    /// For people, or for programs
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Range {
    /// The last 24 hours
    Day,
    /// The last 7 days
    Week,
    /// This calendar month
    #[default]
    Month,
    /// Everything
    All,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    #[default]
    Human,
    /// One JSON value
    Json,
    /// A line for each model and purpose
    Csv,
}

impl From<Range> for UsageRange {
    fn from(range: Range) -> UsageRange {
        match range {
            Range::Day => UsageRange::Day,
            Range::Week => UsageRange::Week,
            Range::Month => UsageRange::Month,
            Range::All => UsageRange::All,
        }
    }
}

impl UsageArgs {
    pub(crate) fn is_json(self) -> bool {
        self.format == Format::Json
    }
}

pub(crate) fn run(args: UsageArgs, shell: &Shell) -> Result<Exit, Failure> {
    let report = data::open(shell)?.usage(args.range.into())?;
    for disagreement in &report.disagreements {
        shell.warn(&format!("the ledger does not add up: {disagreement}"));
    }
    match args.format {
        Format::Human => shell.print(&page(report, shell.paint))?,
        Format::Json => shell.print_json(&as_json(report))?,
        Format::Csv => shell.print(&as_csv(&report)?)?,
    }
    Ok(Exit::Passed)
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Mission => "mission",
        Purpose::Repair => "repair",
        Purpose::Hint => "hint",
        Purpose::Question => "question",
        Purpose::Test => "test",
    }
}

/// Sums over all rows, under the names that each row has.
#[derive(Clone, Copy, Default)]
struct Totals {
    calls: u64,
    failed: u64,
    throttled: u64,
    unknown: u64,
    input: i64,
    output: i64,
    cache_read: i64,
    cache_write: i64,
    charged: i64,
    nusd: i64,
    answers_from_cache: u64,
}

impl Totals {
    fn of(rows: &[UsageRow]) -> Totals {
        rows.iter().fold(Totals::default(), |sum, row| Totals {
            calls: sum.calls + row.calls,
            failed: sum.failed + row.failed,
            throttled: sum.throttled + row.throttled,
            unknown: sum.unknown + row.unknown,
            input: sum.input + row.tokens.input,
            output: sum.output + row.tokens.output,
            cache_read: sum.cache_read + row.tokens.cache_read,
            cache_write: sum.cache_write + row.tokens.cache_write,
            charged: sum.charged + row.charged_tokens,
            nusd: sum.nusd + row.nusd,
            answers_from_cache: sum.answers_from_cache + row.answers_from_cache,
        })
    }

    fn of_one(row: &UsageRow) -> Totals {
        Totals::of(std::slice::from_ref(row))
    }

    fn json(self) -> Value {
        json!({
            "calls": self.calls,
            "failed": self.failed,
            "throttled": self.throttled,
            "unknown": self.unknown,
            "inputTokens": self.input,
            "outputTokens": self.output,
            "cacheReadTokens": self.cache_read,
            "cacheWriteTokens": self.cache_write,
            "chargedTokens": self.charged,
            "nusd": self.nusd,
            "usd": usd(self.nusd),
            "answersFromCache": self.answers_from_cache,
        })
    }
}

/// For programs that want a number; `nusd` is exact.
#[allow(clippy::cast_precision_loss, reason = "`nusd` beside it is exact")]
fn usd(nusd: i64) -> f64 {
    nusd as f64 / 1e9
}

fn as_json(report: UsageReport) -> Value {
    let rows: Vec<Value> = report
        .rows
        .iter()
        .map(|row| {
            let mut line = json!({"model": row.model, "purpose": purpose(row.purpose)});
            if let (Value::Object(line), Value::Object(sums)) =
                (&mut line, Totals::of_one(row).json())
            {
                line.extend(sums);
            }
            line
        })
        .collect();
    let totals = Totals::of(&report.rows).json();
    let dto = ipc::UsageDto::from(report);
    json!({
        "fromMs": dto.from_ms,
        "toMs": dto.to_ms,
        "rows": rows,
        "totals": totals,
        "days": dto.days,
        "latency": dto.latency,
        "budgets": dto.budgets,
        "disagreements": dto.disagreements,
    })
}

fn as_csv(report: &UsageReport) -> Result<String, Failure> {
    let failed =
        |error: &dyn std::fmt::Display| Failure::internal(format!("no CSV could be made: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record([
            "model",
            "purpose",
            "calls",
            "failed",
            "throttled",
            "unknown",
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            "charged_tokens",
            "usd",
            "answers_from_cache",
        ])
        .map_err(|error| failed(&error))?;
    for row in &report.rows {
        let sums = Totals::of_one(row);
        // All nine digits: a sum of the column is the ledger's sum.
        let exact = format!(
            "{}.{:09}",
            sums.nusd / 1_000_000_000,
            sums.nusd % 1_000_000_000
        );
        writer
            .write_record([
                row.model.as_str(),
                purpose(row.purpose),
                &sums.calls.to_string(),
                &sums.failed.to_string(),
                &sums.throttled.to_string(),
                &sums.unknown.to_string(),
                &sums.input.to_string(),
                &sums.output.to_string(),
                &sums.cache_read.to_string(),
                &sums.cache_write.to_string(),
                &sums.charged.to_string(),
                &exact,
                &sums.answers_from_cache.to_string(),
            ])
            .map_err(|error| failed(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(&error))?;
    String::from_utf8(bytes).map_err(|error| failed(&error))
}

fn page(report: UsageReport, paint: Paint) -> String {
    let mut out = String::new();
    if report.rows.is_empty() {
        out.push_str("nothing was asked of a model in this time\n");
    } else {
        out.push_str(&table(&report.rows, paint));
        out.push_str(&remarks(Totals::of(&report.rows)));
    }
    let latency = report.latency;
    if let (Some(first), Some(whole)) = (latency.first_p50_ms, latency.whole_p50_ms) {
        let calls = usize::try_from(latency.calls).unwrap_or_default();
        let _ = writeln!(
            out,
            "\nfirst text after {first} ms (median), whole after {whole} ms, over {}",
            counted(calls, "call", "calls")
        );
    }
    let limited: Vec<BudgetStateDto> = report.budgets.into_iter().map(Into::into).collect();
    if !limited.is_empty() {
        out.push('\n');
    }
    for budget in limited {
        out.push_str(&budget_line(&budget));
    }
    out
}

/// A model at a time, in the order of the report; then everything together.
fn table(rows: &[UsageRow], paint: Paint) -> String {
    let mut out = String::new();
    let head = format!(
        "{:<10} {:>5} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
        "", "calls", "failed", "input", "cached", "read", "output", "charged", "USD"
    );
    let _ = writeln!(out, "{}", paint.ink(Ink::Quiet, &head));
    let mut models: Vec<&str> = Vec::new();
    for row in rows {
        if !models.contains(&row.model.as_str()) {
            models.push(&row.model);
        }
    }
    for model in models {
        let label = safe(&engine::capabilities(model).label);
        let _ = writeln!(out, "{}", paint.ink(Ink::Strong, &label));
        for row in rows.iter().filter(|row| row.model == model) {
            let name = format!("  {}", purpose(row.purpose));
            let _ = writeln!(out, "{}", figures(&name, Totals::of_one(row)));
        }
    }
    let total = figures("total", Totals::of(rows));
    let _ = writeln!(out, "{}", paint.ink(Ink::Strong, &total));
    out
}

/// What the figures do not say by themselves.
fn remarks(sums: Totals) -> String {
    let mut out = String::new();
    let calls = |number: u64| counted(usize::try_from(number).unwrap_or_default(), "call", "calls");
    if sums.throttled > 0 {
        let _ = writeln!(
            out,
            "{} of those that failed were throttled",
            sums.throttled
        );
    }
    if sums.unknown > 0 {
        let _ = writeln!(
            out,
            "{} ended in a way that nobody knows, and had to be charged whole",
            calls(sums.unknown)
        );
    }
    if sums.answers_from_cache > 0 {
        let _ = writeln!(
            out,
            "{} saved by answers that were kept",
            calls(sums.answers_from_cache)
        );
    }
    out
}

fn figures(name: &str, sums: Totals) -> String {
    format!(
        "{name:<10} {:>5} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
        sums.calls,
        sums.failed,
        sums.input,
        sums.cache_write,
        sums.cache_read,
        sums.output,
        sums.charged,
        dollars(sums.nusd)
    )
}

fn budget_line(budget: &BudgetStateDto) -> String {
    let scope = match budget.scope {
        ipc::BudgetScopeDto::All => "everything",
        ipc::BudgetScopeDto::Missions => "missions",
        ipc::BudgetScopeDto::Mentor => "mentor",
    };
    let window = match budget.window {
        WindowDto::TenMinutes => "ten minutes",
        WindowDto::Day => "today",
        WindowDto::Month => "this month",
    };
    let mut out = String::new();
    if let Some(limit) = budget.limit_nusd {
        let _ = writeln!(
            out,
            "budget for {scope}, {window}: {} of {} USD used, {} reserved",
            dollars(budget.used_nusd),
            dollars(limit),
            dollars(budget.reserved_nusd)
        );
    }
    if let Some(limit) = budget.limit_tokens {
        let _ = writeln!(
            out,
            "budget for {scope}, {window}: {} of {limit} tokens used, {} reserved",
            budget.used_tokens, budget.reserved_tokens
        );
    }
    out
}
