//! How many calls may be under way at once: additive increase, multiplicative decrease. No clock of its own; moments are handed in.

use tokio::time::Instant;

/// The number of calls that may be under way, learnt from throttles.
#[derive(Clone, Debug)]
pub(super) struct Limiter {
    ceiling: u32,
    limit: u32,
    successes: u32,
    cut_at: Option<Instant>,
}

impl Limiter {
    pub(super) fn new(ceiling: u32) -> Limiter {
        let ceiling = ceiling.max(1);
        Limiter {
            ceiling,
            limit: ceiling,
            successes: 0,
            cut_at: None,
        }
    }

    /// How many calls may be under way now, at least 1.
    pub(super) fn limit(&self) -> u32 {
        self.limit
    }

    /// The setting changed. A limit that was never cut follows it up; one that was is grown by successes alone.
    pub(super) fn set_ceiling(&mut self, ceiling: u32) {
        let ceiling = ceiling.max(1);
        if self.limit == self.ceiling || self.limit > ceiling {
            self.limit = ceiling;
        }
        self.ceiling = ceiling;
    }

    /// A call that began at `began` was throttled at `now`: half as many, at least one. Calls that were under way when the limit was cut say
    /// nothing about the new one, so they do not cut again: once a round trip.
    pub(super) fn throttled(&mut self, began: Instant, now: Instant) {
        self.successes = 0;
        if self.cut_at.is_some_and(|cut| began < cut) {
            return;
        }
        self.limit = (self.limit / 2).max(1);
        self.cut_at = Some(now);
    }

    /// A call was answered: one more at once after as many answers as the limit.
    pub(super) fn succeeded(&mut self) {
        self.successes += 1;
        if self.successes >= self.limit {
            self.successes = 0;
            self.limit = (self.limit + 1).min(self.ceiling);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_burst_of_throttles_cuts_once_and_answers_bring_it_back() {
        let start = Instant::now();
        let mut limiter = Limiter::new(10);
        for call in 0..10 {
            limiter.throttled(start, start + Duration::from_millis(100 + call));
        }
        assert_eq!(limiter.limit(), 5, "ten calls of one round trip cut once");
        let later = start + Duration::from_secs(1);
        for _ in 0..5 {
            limiter.throttled(later, later + Duration::from_millis(1));
        }
        assert_eq!(limiter.limit(), 2, "a later round trip cuts again");
        for round in 1..20 {
            let began = later + Duration::from_secs(round);
            limiter.throttled(began, began + Duration::from_millis(1));
        }
        assert_eq!(limiter.limit(), 1, "one call is always tried");
        let answers = (1..10).sum::<u32>();
        for _ in 0..answers {
            limiter.succeeded();
        }
        assert_eq!(
            limiter.limit(),
            10,
            "as many answers as the limit add one, up to the setting"
        );
        limiter.succeeded();
        assert_eq!(limiter.limit(), 10, "and no further");
    }

    #[test]
    fn the_setting_moves_the_limit_unless_throttles_did() {
        let now = Instant::now();
        let mut limiter = Limiter::new(4);
        limiter.set_ceiling(8);
        assert_eq!(limiter.limit(), 8, "nothing was cut, so the setting holds");
        limiter.throttled(now, now);
        limiter.set_ceiling(50);
        assert_eq!(limiter.limit(), 4, "what was cut grows by answers alone");
        limiter.set_ceiling(2);
        assert_eq!(limiter.limit(), 2, "never above the setting");
        limiter.set_ceiling(0);
        assert_eq!(limiter.limit(), 1, "never nothing");
    }
}
