//! Dates from milliseconds, in UTC: the standard library knows no time zone.

/// `2026-03-14 09:26:53 UTC`.
#[must_use]
pub fn date_and_time(at_ms: i64) -> String {
    let moment = Moment::of(at_ms);
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC",
        moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second
    )
}

/// `2026-03-14T09-26-53Z`: RFC 3339 but for the colons, which no file name on Windows may have.
pub(crate) fn for_file_names(at_ms: i64) -> String {
    let moment = Moment::of(at_ms);
    format!(
        "{:04}-{:02}-{:02}T{:02}-{:02}-{:02}Z",
        moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second
    )
}

struct Moment {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
}

impl Moment {
    fn of(at_ms: i64) -> Moment {
        let seconds = at_ms.div_euclid(1000);
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, day) = civil_from_days(days);
        Moment {
            year,
            month,
            day,
            hour: second / 3600,
            minute: second / 60 % 60,
            second: second % 60,
        }
    }
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
    use super::{date_and_time, for_file_names};

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
        assert_eq!(
            for_file_names(1_773_480_413_000),
            "2026-03-14T09-26-53Z",
            "in names of files"
        );
    }
}
