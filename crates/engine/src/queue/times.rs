//! How long the queue waits for what, in one place.

use std::time::Duration;

use super::breaker::BreakerTerms;

/// How long the queue waits for what. The defaults are what people get; tests and demonstrations have less patience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueTimes {
    /// Between two requests for the job lock while another process has it.
    pub lock_retry: Duration,
    /// How often the runner looks for what other processes did.
    pub tick: Duration,
    /// The bound of the first wait of a job; it doubles.
    pub backoff_base: Duration,
    /// The bound of every wait of a job.
    pub backoff_cap: Duration,
    /// Between two free checks whether what paused the queue is mended; it doubles while mending does not help.
    pub recheck: Duration,
    /// The bound of that.
    pub recheck_cap: Duration,
    /// Between two jobs that are let through one at a time while the queue is paused for what only AWS knows to be mended.
    pub retry_paused: Duration,
    /// How long the circuit breaker is open first; it doubles.
    pub breaker_first: Duration,
    /// The bound of that.
    pub breaker_cap: Duration,
    /// Between two tries to write while the database refuses; it doubles.
    pub trouble_base: Duration,
    /// The bound of that.
    pub trouble_cap: Duration,
}

impl Default for QueueTimes {
    fn default() -> QueueTimes {
        QueueTimes {
            lock_retry: Duration::from_secs(2),
            tick: Duration::from_secs(3),
            backoff_base: Duration::from_secs(2),
            backoff_cap: Duration::from_secs(5 * 60),
            recheck: Duration::from_secs(60),
            recheck_cap: Duration::from_secs(16 * 60),
            retry_paused: Duration::from_secs(15 * 60),
            breaker_first: Duration::from_secs(30),
            breaker_cap: Duration::from_secs(10 * 60),
            trouble_base: Duration::from_millis(500),
            trouble_cap: Duration::from_secs(30),
        }
    }
}

/// Failures in a row that open the circuit breaker.
const BREAKER_AFTER: u32 = 5;

/// Throttles in a row, at one call at a time, that open it. A service that answers one call of twenty does so within a hundred all but always.
const BREAKER_AFTER_THROTTLES: u32 = 100;

impl QueueTimes {
    pub(super) fn breaker(&self) -> BreakerTerms {
        BreakerTerms {
            after: BREAKER_AFTER,
            after_throttles: BREAKER_AFTER_THROTTLES,
            first: self.breaker_first,
            most: self.breaker_cap,
        }
    }

    /// How long a job waits that failed `earlier` times in a row before: full jitter, anywhere below a bound that doubles
    /// (<https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>), and no less than the provider asks for.
    pub(super) fn backoff(&self, earlier: u32, asked: Option<Duration>) -> Duration {
        let bound = doubled(self.backoff_base, self.backoff_cap, earlier);
        let jittered = bound.mul_f64(fastrand::f64());
        jittered.max(asked.unwrap_or_default().min(LONGEST_WAIT))
    }
}

/// The store keeps no longer wait: a due time further away is taken for a clock that was set back.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// A wait that doubles `times` times up to a bound.
pub(super) fn doubled(base: Duration, cap: Duration, times: u32) -> Duration {
    base.saturating_mul(1_u32.checked_shl(times).unwrap_or(u32::MAX))
        .min(cap)
}

/// Milliseconds of a duration, as times are kept.
pub(super) fn ms(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_jittered_bounded_and_not_shorter_than_asked() {
        let times = QueueTimes::default();
        for (earlier, most) in [
            (0, 2),
            (1, 4),
            (4, 32),
            (8, 300),
            (31, 300),
            (u32::MAX, 300),
        ] {
            let waits: Vec<Duration> = (0..500).map(|_| times.backoff(earlier, None)).collect();
            let bound = Duration::from_secs(most);
            assert!(
                waits.iter().all(|wait| *wait <= bound),
                "{earlier} earlier failures wait {most} s at most"
            );
            assert!(
                waits.iter().any(|wait| *wait < bound / 4)
                    && waits.iter().any(|wait| *wait > bound / 4 * 3),
                "they are spread over all of it"
            );
        }
        let asked = Duration::from_secs(40);
        assert!(
            (0..100).all(|_| times.backoff(0, Some(asked)) >= asked),
            "the provider's own figure is honoured"
        );
    }
}
