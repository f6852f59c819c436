//! The work on one leased job: the attempt, the heartbeat that keeps the lease, and what follows from the outcome.

use std::time::Duration;

use llm::{Charge, Failure, FailureKind, Reaction};
use store::{Cause, Exceeded, Lease, Pause, PutBack, ReadyMission, StoreError};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::{
    persist::Unwritten,
    progress::Progress,
    times::{LONGEST_WAIT, ms},
};
use crate::{
    Engine, Event,
    access::Problem,
    generate::{Attempt, Outcome},
};

/// How often a job may be received before it is dead: SQS's `maxReceiveCount` in most examples, and a bound on what one wish may cost.
pub(super) const MAX_RECEIVES: u32 = 3;

/// How a lease is kept and what counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    pub(super) visibility: Duration,
    /// Whether throttles and the like count as receives, as they would in SQS.
    pub(super) sqs_strict: bool,
}

/// The work on one job.
pub(super) struct Worker {
    pub(super) engine: Engine,
    pub(super) lease: Lease,
    pub(super) terms: Terms,
    /// Ends this job's work.
    pub(super) cancel: CancellationToken,
    /// Ends the runner: writes that the database refuses are given up then.
    pub(super) stop: CancellationToken,
}

impl Worker {
    /// Works until the job is done, dead, put back or somebody else's.
    pub(super) async fn work(self) {
        let outcome = self.attempt().await;
        self.conclude(outcome).await;
    }

    /// The attempt, in a task of its own: its panic is an outcome, and the heartbeat does not hold it up.
    async fn attempt(&self) -> Outcome {
        let (engine, lease, cancel) =
            (self.engine.clone(), self.lease.clone(), self.cancel.clone());
        let mut attempt = JoinSet::new();
        attempt.spawn(async move {
            let progress = Progress::new(engine.clone(), lease.job, lease.mission_id.clone());
            let attempt = Attempt {
                engine: &engine,
                lease: &lease,
                progress: &progress,
                cancel: &cancel,
            };
            attempt.make().await
        });
        let mut beat = tokio::time::interval(self.terms.visibility / 3);
        beat.reset();
        loop {
            tokio::select! {
                biased;
                ended = attempt.join_next() => return match ended {
                    Some(Ok(outcome)) => outcome,
                    Some(Err(error)) if error.is_panic() => Outcome::NotAccepted(Cause {
                        code: "internal".to_owned(),
                        message: "A fault of the program ended the attempt; the log says more.".to_owned(),
                    }),
                    Some(Err(_)) | None => Outcome::Ended,
                },
                _ = beat.tick() => self.keep_lease().await,
            }
        }
    }

    /// Moves the end of the lease. One that is lost ends the work: somebody else does it, or nobody wants it.
    async fn keep_lease(&self) {
        let receipt = self.lease.receipt.clone();
        let until = self.now_ms() + ms(self.terms.visibility);
        let kept = self
            .engine
            .blocking(move |engine| engine.inner.store.extend(&receipt, until))
            .await;
        match kept {
            Ok(true) => {}
            Ok(false) => self.cancel.cancel(),
            // The next beat tries again; a third of the lease is left then.
            Err(error) => self.engine.trouble(&error),
        }
    }

    async fn conclude(&self, outcome: Outcome) {
        match outcome {
            Outcome::Ready(mission) => self.complete(*mission).await,
            Outcome::Failed(failure) => self.failed(failure).await,
            Outcome::NotAccepted(cause) => self.retry(cause).await,
            Outcome::Hopeless(cause) => self.bury(cause).await,
            Outcome::OverBudget(exceeded) => self.over_budget(&exceeded).await,
            Outcome::NotConnected(problem) => self.not_connected(problem).await,
            Outcome::Trouble(message) => {
                let wait = self.backoff(self.lease.snoozes, None);
                self.put_back(wait, cause("trouble", message), false).await;
            }
            // Without a burnt receive; when the lease is somebody else's, this changes nothing.
            Outcome::Ended => {
                let stopped = cause("stopped", "The work was stopped; it goes on later.");
                self.put_back(Duration::ZERO, stopped, false).await;
            }
        }
    }

    async fn complete(&self, mission: ReadyMission) {
        let (receipt, now) = (self.lease.receipt.clone(), self.now_ms());
        self.persist(move |store| store.complete(&receipt, now, mission.clone(), None))
            .await;
    }

    /// The one place where a failure's kind becomes what happens to the job.
    async fn failed(&self, failure: Failure) {
        let words = self.words(&failure);
        let why = cause(failure.kind.code(), words.clone());
        match failure.kind.reaction() {
            Reaction::Snooze => {
                // What may have been paid counts, whoever is to blame: else a throttle within every answer is paid for without end.
                let burn = self.terms.sqs_strict || failure.charge != Charge::Nothing;
                let earlier = self.lease.receive_count.saturating_sub(1);
                let wait = self.backoff(self.lease.snoozes.max(earlier), failure.retry_after);
                self.put_back(wait, why, burn).await;
            }
            Reaction::Retry => {
                let earlier = self.lease.receive_count.saturating_sub(1);
                let wait = self.backoff(earlier, failure.retry_after);
                self.put_back(wait, why, true).await;
            }
            Reaction::Pause => {
                let until =
                    (failure.kind == FailureKind::DailyQuota).then(|| next_midnight(self.now_ms()));
                self.pause(failure.kind.code(), words, until, why).await;
            }
            Reaction::GiveUp => self.bury(why).await,
        }
    }

    /// What is wrong and the next step, in one text; and that it may have been paid, where nobody knows.
    fn words(&self, failure: &Failure) -> String {
        let problem = Problem::of(failure, self.engine.in_force().as_ref());
        let mut words = format!("{} {}", problem.message, problem.next_step);
        if failure.charge == Charge::Unknown {
            words.push_str(" What it cost is not known; the whole reservation was charged.");
        }
        words
    }

    /// There was a call, and it gave nothing: it counts.
    async fn retry(&self, cause: Cause) {
        let wait = self.backoff(self.lease.receive_count.saturating_sub(1), None);
        self.put_back(wait, cause, true).await;
    }

    async fn over_budget(&self, exceeded: &Exceeded) {
        let now = self.now_ms();
        let problem = Problem::budget(exceeded);
        let message = format!("{} {}", problem.message, problem.next_step);
        match exceeded.fits_at_ms {
            Some(at) => {
                let wait = Duration::from_millis(u64::try_from(at - now).unwrap_or(0));
                // At once would be a circle when clocks disagree.
                let wait = wait.clamp(Duration::from_secs(1), LONGEST_WAIT);
                self.put_back(wait, cause("budget", message), false).await;
            }
            None => {
                let why = cause("budget", message.clone());
                self.pause("budget", message, None, why).await;
            }
        }
    }

    async fn not_connected(&self, problem: Problem) {
        let message = format!("{} {}", problem.message, problem.next_step);
        let why = cause(&problem.code, message.clone());
        self.pause(&problem.code, message, None, why).await;
    }

    async fn put_back(&self, wait: Duration, why: Cause, burn: bool) {
        let (receipt, now) = (self.lease.receipt.clone(), self.now_ms());
        let until = now + ms(wait.min(LONGEST_WAIT));
        let put = self
            .persist(move |store| {
                store.put_back(&receipt, now, until, why.clone(), burn, MAX_RECEIVES)
            })
            .await;
        if put == Some(PutBack::Dead) {
            self.dead();
        }
    }

    async fn bury(&self, why: Cause) {
        let (receipt, now) = (self.lease.receipt.clone(), self.now_ms());
        let buried = self
            .persist(move |store| store.bury(&receipt, now, why.clone()))
            .await;
        if buried == Some(true) {
            self.dead();
        }
    }

    /// Pauses the queue and puts the job back. A queue that is paused for the same reason already stays as it is: ten calls that fail alike are one
    /// pause.
    async fn pause(&self, code: &str, message: String, until_ms: Option<i64>, why: Cause) {
        let pause = Pause {
            code: code.to_owned(),
            message,
            since_ms: self.now_ms(),
            until_ms,
        };
        let write = move |store: &store::Store| match store.queue_pause()? {
            Some(there) if there.code == pause.code => Ok(()),
            Some(_) | None => store.pause_queue(pause.clone()),
        };
        let paused = self.engine.persist(&self.stop, write).await;
        self.engine.emit(Event::QueueChanged);
        let wait = match paused {
            Ok(()) | Err(Unwritten::Stopped) => Duration::ZERO,
            // Nothing holds it back but its own wait.
            Err(Unwritten::Refused(_)) => self.backoff(self.lease.snoozes, None),
        };
        self.put_back(wait, why, false).await;
    }

    async fn persist<T: Send + 'static>(
        &self,
        write: impl Fn(&store::Store) -> Result<T, StoreError> + Clone + Send + 'static,
    ) -> Option<T> {
        match self.engine.persist(&self.stop, write).await {
            Ok(done) => Some(done),
            Err(Unwritten::Stopped) => None,
            Err(Unwritten::Refused(error)) => {
                self.give_up(&error).await;
                None
            }
        }
    }

    /// What came of the attempt is not taken: the job goes back for another one, or is dead, with that as the reason. An answer that was paid for is
    /// kept in the response cache. Where neither is taken, the lease runs out by itself.
    async fn give_up(&self, error: &StoreError) {
        let why = cause(
            "unwritten",
            format!(
                "What came of the attempt could not be written down ({error}). An answer that had come is kept, and the next attempt takes it."
            ),
        );
        let earlier = self.lease.receive_count.saturating_sub(1);
        let (receipt, now) = (self.lease.receipt.clone(), self.now_ms());
        let until = now + ms(self.backoff(earlier, None));
        let given_up = self
            .engine
            .blocking(move |engine| {
                let store = &engine.inner.store;
                store
                    .put_back(&receipt, now, until, why.clone(), true, MAX_RECEIVES)
                    .or_else(|_| {
                        let buried = store.bury(&receipt, now, why)?;
                        Ok(if buried {
                            PutBack::Dead
                        } else {
                            PutBack::Stale
                        })
                    })
            })
            .await;
        match given_up {
            Ok(PutBack::Dead) => self.dead(),
            Ok(PutBack::Again | PutBack::Stale) => {}
            Err(error) => self.engine.job_is_held(self.lease.job, &error),
        }
    }

    fn backoff(&self, earlier: u32, asked: Option<Duration>) -> Duration {
        self.engine.inner.queue.times().backoff(earlier, asked)
    }

    fn dead(&self) {
        self.engine.emit(Event::DeadLetter {
            mission_id: self.lease.mission_id.clone(),
        });
    }

    fn now_ms(&self) -> i64 {
        self.engine.inner.clock.now_ms()
    }
}

fn cause(code: &str, message: impl Into<String>) -> Cause {
    Cause {
        code: code.to_owned(),
        message: message.into(),
    }
}

/// When the next day begins, UTC: AWS counts days so.
fn next_midnight(now_ms: i64) -> i64 {
    const DAY_MS: i64 = 24 * 60 * 60 * 1000;
    (now_ms.div_euclid(DAY_MS) + 1) * DAY_MS
}
