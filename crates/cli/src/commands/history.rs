//! `mission history`: the graded saves of a mission.

use std::fmt::Write as _;

use clap::Args;
use ipc::AttemptSummaryDto;
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
    text::{Ink, percent},
};

/// List the graded saves of a mission, oldest first
#[derive(Debug, Args)]
pub(crate) struct HistoryArgs {
    /// The mission's id
    #[arg(value_name = "ID")]
    mission: String,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: &HistoryArgs, shell: &Shell) -> Result<Exit, Failure> {
    let engine = data::open(shell)?;
    let attempts = engine.attempts(&args.mission)?;
    if args.output.is_json() {
        let attempts: Vec<AttemptSummaryDto> =
            attempts.into_iter().map(AttemptSummaryDto::from).collect();
        shell.print_json(&json!({ "missionId": args.mission, "attempts": attempts }))?;
        return Ok(Exit::Passed);
    }
    if attempts.is_empty() {
        shell.say(&format!(
            "nothing was graded yet; `mission start {}` starts the mission",
            args.mission
        ));
    }
    let attempts: Vec<AttemptSummaryDto> =
        attempts.into_iter().map(AttemptSummaryDto::from).collect();
    let mut out = String::new();
    for attempt in &attempts {
        let number = shell.paint.ink(Ink::Code, &format!("{:>5}", attempt.id));
        let score = format!(
            "{:>5}  {} of {}",
            percent(attempt.score),
            attempt.passed,
            attempt.total
        );
        let origin = serde_json::to_value(attempt.origin).unwrap_or_default();
        let _ = writeln!(
            out,
            "{number}  {}  {score}  {}{}",
            date_and_time(attempt.at_ms),
            origin.as_str().unwrap_or_default(),
            hints(attempt.hints_used)
        );
    }
    shell.print(&out)?;
    Ok(Exit::Passed)
}

/// How many hints had been revealed by then; nothing for none.
fn hints(used: u32) -> String {
    match used {
        0 => String::new(),
        1 => "  1 hint".to_owned(),
        used => format!("  {used} hints"),
    }
}

/// `2026-03-14 09:26:53 UTC`. In UTC, since the standard library knows no other time zone.
fn date_and_time(at_ms: i64) -> String {
    let seconds = at_ms.div_euclid(1000);
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil_from_days(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02} UTC")
}

/// Year, month and day of a number of days since 1970-01-01, by Howard Hinnant's formula
/// (<https://howardhinnant.github.io/date_algorithms.html#civil_from_days>).
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::date_and_time;

    #[test]
    fn times_are_calendar_dates() {
        let table = [
            (0, "1970-01-01 00:00:00 UTC", "the epoch"),
            (
                951_782_400_000,
                "2000-02-29 00:00:00 UTC",
                "a leap day of a century",
            ),
            (
                1_773_480_413_000,
                "2026-03-14 09:26:53 UTC",
                "a time of day",
            ),
            (-1, "1969-12-31 23:59:59 UTC", "before the epoch"),
        ];
        for (at_ms, expected, why) in table {
            assert_eq!(date_and_time(at_ms), expected, "{why}");
        }
    }
}
