//! How a skill is remembered, by FSRS, from the times it was practised.

use fsrs::{DEFAULT_PARAMETERS, FSRS, FSRS6_DEFAULT_DECAY, FSRSItem, FSRSReview, MemoryState};
use store::Review;

use super::SkillMemory;
use crate::EngineError;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Reckons with the parameters that FSRS was published with: one learner's missions are far too few to fit others.
pub(super) struct Scheduler {
    fsrs: FSRS,
    retention: f32,
}

impl Scheduler {
    /// `retention_percent`: how well a skill should still be known when it comes back.
    pub(super) fn new(retention_percent: u32) -> Result<Scheduler, EngineError> {
        let fsrs = FSRS::new(&DEFAULT_PARAMETERS).map_err(|error| damaged(&error))?;
        let percent = u16::try_from(retention_percent).unwrap_or(u16::MAX);
        Ok(Scheduler {
            fsrs,
            retention: f32::from(percent) / 100.0,
        })
    }

    /// How a skill stands at a time, from its reviews in the order of time; absent without any.
    pub(super) fn memory(
        &self,
        reviews: &[Review],
        now_ms: i64,
    ) -> Result<Option<SkillMemory>, EngineError> {
        let Some(last) = reviews.last() else {
            return Ok(None);
        };
        let state = self
            .fsrs
            .memory_state(history(reviews), None)
            .map_err(|error| damaged(&error))?;
        let days = f64::from(
            self.fsrs
                .next_interval(Some(state.stability), self.retention, 3),
        );
        let interval = days.round().clamp(1.0, 36_500.0);
        Ok(Some(SkillMemory {
            skill: last.skill.clone(),
            #[allow(clippy::cast_possible_truncation)] // Between a day and a century.
            due_at_ms: last.at_ms.saturating_add(interval as i64 * DAY_MS),
            practised_at_ms: last.at_ms,
            reviews: count(reviews.len()),
            lapses: count(reviews.iter().filter(|review| review.rating == 1).count()),
            retrievability: retrievability(state, now_ms.saturating_sub(last.at_ms)),
            stability_days: f64::from(state.stability),
        }))
    }
}

fn history(reviews: &[Review]) -> FSRSItem {
    let before = std::iter::once(None).chain(reviews.iter().map(Some));
    let reviews = reviews.iter().zip(before).map(|(now, before)| FSRSReview {
        rating: now.rating,
        delta_t: before.map_or(0, |before| {
            whole_days(now.at_ms.saturating_sub(before.at_ms))
        }),
    });
    FSRSItem {
        reviews: reviews.collect(),
    }
}

fn retrievability(state: MemoryState, since_ms: i64) -> f64 {
    #[allow(clippy::cast_precision_loss)] // A share of a day is fine enough.
    let days = (since_ms.max(0) as f64 / DAY_MS as f64) as f32;
    f64::from(fsrs::current_retrievability(
        state,
        days,
        FSRS6_DEFAULT_DECAY,
    ))
}

/// A clock that was set back makes no day negative.
fn whole_days(ms: i64) -> u32 {
    u32::try_from(ms.max(0) / DAY_MS).unwrap_or(u32::MAX)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn damaged(error: &fsrs::FSRSError) -> EngineError {
    EngineError::Damaged {
        context: "reckoning when a skill should come back",
        reason: error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_800_000_000_000;

    fn reviews(of: &[(i64, u32)]) -> Vec<Review> {
        let review = |(day, rating): &(i64, u32)| Review {
            mission_id: format!("m{day}"),
            skill: "storage.versioning".to_owned(),
            at_ms: NOON + day * DAY_MS,
            rating: *rating,
        };
        of.iter().map(review).collect()
    }

    fn due_in_days(retention: u32, of: &[(i64, u32)]) -> i64 {
        let all = reviews(of);
        let last = all.last().expect("there is one").at_ms;
        let scheduler = Scheduler::new(retention).expect("it reckons");
        let memory = scheduler.memory(&all, last).expect("it reckons");
        (memory.expect("it was practised").due_at_ms - last) / DAY_MS
    }

    #[test]
    fn what_was_hard_comes_back_sooner() {
        let days = [1, 2, 3, 4].map(|rating| due_in_days(90, &[(0, rating)]));
        assert!(
            days.is_sorted() && days[0] < days[2] && days[2] < days[3],
            "again before good before easy: {days:?}"
        );
        assert!(days[0] >= 1, "not twice on one day");
    }

    #[test]
    fn what_is_known_again_and_again_comes_back_at_growing_intervals() {
        let mut of = vec![(0, 3)];
        let mut intervals = Vec::new();
        for _ in 0..4 {
            let days = due_in_days(90, &of);
            intervals.push(days);
            let last = of.last().expect("there is one").0;
            of.push((last + days, 3));
        }
        assert!(
            intervals.windows(2).all(|pair| pair[0] < pair[1]),
            "each interval is longer than the one before: {intervals:?}"
        );
        of.push((of.last().expect("there is one").0 + intervals[3], 1));
        assert!(
            due_in_days(90, &of) < intervals[3],
            "a lapse makes it short again"
        );
    }

    #[test]
    fn a_higher_retention_asks_more_often() {
        let [low, middle, high] = [70, 90, 97].map(|retention| due_in_days(retention, &[(0, 4)]));
        assert!(low > middle && middle > high, "{low} {middle} {high}");
    }

    #[test]
    fn what_was_practised_fades() {
        let all = reviews(&[(0, 3)]);
        let scheduler = Scheduler::new(90).expect("it reckons");
        let known = |days: i64| {
            let memory = scheduler.memory(&all, NOON + days * DAY_MS);
            memory
                .expect("it reckons")
                .expect("it was practised")
                .retrievability
        };
        assert!(known(0) > 0.999, "just practised: {}", known(0));
        assert!(known(3) > known(30), "and less and less");
        assert!(known(-3) > 0.999, "a clock that was set back does no harm");
    }

    #[test]
    fn never_practised_is_not_remembered() {
        let scheduler = Scheduler::new(90).expect("it reckons");
        assert_eq!(scheduler.memory(&[], NOON).expect("it reckons"), None);
    }
}
