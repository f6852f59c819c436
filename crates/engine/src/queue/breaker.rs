//! The circuit breaker: after failures in a row it stops asking for a while, then one call tries. No clock of its own; moments are handed in.

use std::time::Duration;

use tokio::time::Instant;

/// When it opens and for how long.
#[derive(Clone, Copy, Debug)]
pub(super) struct BreakerTerms {
    /// Failures in a row that open it.
    pub(super) after: u32,
    /// Requests for fewer calls in a row, with one call at once, that open it.
    pub(super) after_throttles: u32,
    /// How long it is open first.
    pub(super) first: Duration,
    /// How long it is open at most.
    pub(super) most: Duration,
}

/// The breaker over all jobs.
#[derive(Debug, Default)]
pub(super) struct CircuitBreaker {
    /// Failures in a row.
    failures: u32,
    /// Requests for fewer calls in a row since there is no fewer than one at once.
    throttles: u32,
    last: String,
    open: Option<Open>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    until: Instant,
    duration: Duration,
    /// Whether the one call that tries is under way.
    probing: bool,
}

/// What the breaker says to one more call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gate {
    /// Any number.
    Open,
    /// One, to try.
    Probe,
    /// None before this moment.
    Shut(Instant),
    /// None before the one that tries has ended.
    Probing,
}

impl CircuitBreaker {
    /// Whether a call may be made at `now`.
    pub(super) fn gate(&self, now: Instant) -> Gate {
        match self.open {
            None => Gate::Open,
            Some(open) if open.probing => Gate::Probing,
            Some(open) if now < open.until => Gate::Shut(open.until),
            Some(_) => Gate::Probe,
        }
    }

    /// The one call that tries begins.
    pub(super) fn probe_begins(&mut self) {
        if let Some(open) = &mut self.open {
            open.probing = true;
        }
    }

    /// The one call that tried ended without saying anything about the service (cancelled, over budget): another one may.
    pub(super) fn probe_said_nothing(&mut self) {
        if let Some(open) = &mut self.open {
            open.probing = false;
        }
    }

    /// A call failed in a way that says that the service does not work now. Says whether the breaker opened by it.
    pub(super) fn failed(&mut self, message: &str, now: Instant, terms: BreakerTerms) -> bool {
        self.failures = self.failures.saturating_add(1);
        message.clone_into(&mut self.last);
        let opens = self.failures >= terms.after;
        self.open(opens, now, terms)
    }

    /// A call was refused because there are too many. As long as there can be fewer at once (`is_floor` is false), the limit of calls is the answer
    /// to that: most services that throttle still answer some. Says whether the breaker opened by it.
    pub(super) fn throttled(
        &mut self,
        message: &str,
        is_floor: bool,
        now: Instant,
        terms: BreakerTerms,
    ) -> bool {
        if is_floor || self.open.is_some() {
            self.throttles = self.throttles.saturating_add(1);
            message.clone_into(&mut self.last);
        }
        let opens = self.throttles >= terms.after_throttles;
        self.open(opens, now, terms)
    }

    /// Opens when it is closed and this is enough, or again when the one call that tried failed.
    fn open(&mut self, is_enough: bool, now: Instant, terms: BreakerTerms) -> bool {
        let duration = match self.open {
            // Calls that were under way when it opened: they say nothing new.
            Some(open) if !open.probing => return false,
            Some(open) => (open.duration * 2).min(terms.most),
            None if is_enough => terms.first,
            None => return false,
        };
        self.open = Some(Open {
            until: now + duration,
            duration,
            probing: false,
        });
        true
    }

    /// A call was answered: the service works. Says whether the breaker was open.
    pub(super) fn succeeded(&mut self) -> bool {
        self.failures = 0;
        self.throttles = 0;
        self.open.take().is_some()
    }

    /// Failures in a row, the last one's sentence, and when one call tries; nothing while it is closed.
    pub(super) fn state(&self) -> Option<(u32, &str, Instant)> {
        self.open.map(|open| {
            (
                self.failures + self.throttles,
                self.last.as_str(),
                open.until,
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: BreakerTerms = BreakerTerms {
        after: 5,
        after_throttles: 20,
        first: Duration::from_secs(30),
        most: Duration::from_secs(600),
    };

    #[test]
    fn it_opens_after_five_failures_doubles_and_closes_by_an_answer() {
        let mut now = Instant::now();
        let mut breaker = CircuitBreaker::default();
        for _ in 0..4 {
            assert!(!breaker.failed("down", now, TERMS), "four are not enough");
        }
        assert_eq!(breaker.gate(now), Gate::Open, "still closed");
        assert!(breaker.failed("down", now, TERMS), "the fifth opens it");
        for seconds in [30, 60, 120, 240, 480, 600, 600] {
            let until = now + Duration::from_secs(seconds);
            assert_eq!(breaker.gate(now), Gate::Shut(until), "for {seconds} s");
            assert!(
                !breaker.failed("late", now, TERMS),
                "a call from before does not lengthen it"
            );
            now = until;
            assert_eq!(breaker.gate(now), Gate::Probe, "then one tries");
            breaker.probe_begins();
            assert_eq!(breaker.gate(now), Gate::Probing, "one, not two");
            assert!(breaker.failed("down", now, TERMS), "it opens again");
        }
        assert!(breaker.succeeded(), "an answer closes it");
        assert_eq!(breaker.gate(now), Gate::Open, "for everybody");
        assert_eq!(breaker.state(), None, "and nothing is said of it");
    }

    #[test]
    fn failures_with_answers_between_them_do_not_open_it() {
        let now = Instant::now();
        let mut breaker = CircuitBreaker::default();
        for _ in 0..20 {
            for _ in 0..4 {
                assert!(!breaker.failed("down", now, TERMS), "not five in a row");
            }
            breaker.succeeded();
        }
    }

    #[test]
    fn throttles_open_it_only_when_there_cannot_be_fewer_calls_and_after_many() {
        let now = Instant::now();
        let mut breaker = CircuitBreaker::default();
        for _ in 0..100 {
            assert!(
                !breaker.throttled("slow down", false, now, TERMS),
                "fewer calls are the answer"
            );
        }
        for _ in 0..4 {
            breaker.failed("down", now, TERMS);
        }
        for _ in 0..19 {
            assert!(
                !breaker.throttled("slow down", true, now, TERMS),
                "some of them may still be answered"
            );
        }
        assert!(
            breaker.throttled("slow down", true, now, TERMS),
            "twenty without an answer are enough"
        );
        breaker.probe_begins();
        assert!(
            breaker.throttled("slow down", false, now, TERMS),
            "a try that is throttled has failed, whatever the limit is"
        );
        assert_eq!(
            breaker.gate(now),
            Gate::Shut(now + TERMS.first * 2),
            "twice as long"
        );
        assert!(breaker.succeeded(), "an answer closes it");
        assert!(
            !breaker.throttled("slow down", true, now, TERMS),
            "and starts over"
        );
    }

    #[test]
    fn a_try_that_said_nothing_leaves_room_for_another() {
        let now = Instant::now();
        let mut breaker = CircuitBreaker::default();
        for _ in 0..5 {
            breaker.failed("down", now, TERMS);
        }
        let later = now + TERMS.first;
        breaker.probe_begins();
        breaker.probe_said_nothing();
        assert_eq!(breaker.gate(later), Gate::Probe, "another one may try");
    }
}
