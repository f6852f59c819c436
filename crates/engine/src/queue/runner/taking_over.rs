//! Before anything is leased: the seat in this engine, the job lock, and what an earlier start left.

use std::time::Duration;

use store::{JobChange, JobCounts, JobState, JobsSeen, Pause, StoreError};
use tokio::sync::OwnedMutexGuard;

use super::Runner;
use crate::{
    Event,
    job_lock::HeldLock,
    queue::{RunUntil, persist::Unwritten},
};

/// The first tries for the lock come quickly: whoever only looks whether it is free has it for a moment.
const QUICK_TRIES: u32 = 5;
const QUICK_RETRY: Duration = Duration::from_millis(50);

impl Runner {
    /// Waits until no other runner of this engine is at work.
    pub(super) async fn seat(&self) -> Option<OwnedMutexGuard<()>> {
        loop {
            tokio::select! {
                biased;
                () = self.stop.cancelled() => return None,
                seat = self.engine.inner.queue.seat() => return Some(seat),
                () = tokio::time::sleep(self.times().lock_retry) => {}
            }
            let is_enough = self.until == RunUntil::Empty;
            if is_enough && self.seen().await.as_ref().is_some_and(is_over) {
                return None;
            }
        }
    }

    /// Waits for the job lock. While another process has it, what that one does is told as far as it can be seen.
    pub(super) async fn own(&mut self) -> Option<HeldLock> {
        let times = self.times();
        let (mut seen, mut told) = (None, None);
        for tries in 0_u32.. {
            let held = self
                .engine
                .blocking(|engine| Ok::<_, StoreError>(engine.inner.jobs.take()));
            if let Ok(Some(held)) = held.await {
                // What was done between the last look and the end of whoever had it.
                if told.is_some() {
                    self.tell_of_jobs(&mut told).await;
                }
                return Some(held);
            }
            let now = self.seen().await;
            if self.until == RunUntil::Empty && now.as_ref().is_some_and(is_over) {
                return None;
            }
            if seen.is_some() && now != seen {
                self.engine.emit(Event::QueueChanged);
            }
            seen = now;
            self.tell_of_jobs(&mut told).await;
            let wait = if tries < QUICK_TRIES {
                QUICK_RETRY
            } else {
                times.lock_retry
            };
            tokio::select! {
                biased;
                () = self.stop.cancelled() => return None,
                () = tokio::time::sleep(wait) => {}
            }
        }
        None
    }

    /// Tells of the jobs that another process did something to since this was asked last; of nothing the first time.
    async fn tell_of_jobs(&self, told: &mut Option<JobsSeen>) {
        let before = *told;
        let looked = self.engine.blocking(move |engine| {
            let store = &engine.inner.store;
            match before {
                Some(before) => store.jobs_changed_since(before),
                None => Ok((store.jobs_seen()?, Vec::new())),
            }
        });
        let (now, changes) = match looked.await {
            Ok(looked) => looked,
            // The next look finds what this one would have found.
            Err(error) => return self.engine.trouble(&error),
        };
        *told = Some(now);
        if changes.is_empty() {
            return;
        }
        for JobChange {
            mission_id, died, ..
        } in changes
        {
            if died {
                self.engine.emit(Event::DeadLetter {
                    mission_id: mission_id.clone(),
                });
            }
            self.engine.emit(Event::MissionChanged { mission_id });
        }
        self.engine.emit(Event::QueueChanged);
    }

    /// What can be seen of the queue from outside.
    pub(super) async fn seen(&self) -> Option<Seen> {
        let now = self.now_ms();
        let seen = self.engine.blocking(move |engine| {
            let store = &engine.inner.store;
            Ok::<_, StoreError>(Seen {
                counts: store.job_counts()?,
                waiting_for_budget: store.jobs_waiting_for_budget(now)?,
                pause: store.queue_pause()?,
                missions: store.generated_counts()?,
            })
        });
        match seen.await {
            Ok(seen) => Some(seen),
            Err(error) => {
                self.engine.trouble(&error);
                None
            }
        }
    }

    /// Takes up the jobs and calls of an earlier start. False when the runner was stopped first.
    pub(super) async fn adopt(&self) -> bool {
        let boot = self.engine.inner.queue.renew_boot();
        self.engine.inner.queue.with(|state| state.held.clear());
        let most = (self.engine.inner.queue).with(|state| state.max_orphanings);
        let now = self.now_ms();
        let adopted = self
            .engine
            .persist(&self.stop, move |store| {
                // The budget may have been raised while nobody ran the queue.
                store.hurry_jobs_for_budget(now)?;
                let adopted = store.adopt_orphans(&boot, most, now)?;
                adopted
                    .into_iter()
                    .map(|job| store.job(job))
                    .collect::<Result<Vec<_>, _>>()
            })
            .await;
        let adopted = match adopted {
            Ok(adopted) => adopted,
            Err(Unwritten::Stopped) => return false,
            // Their leases run out by themselves; the others need not wait for that.
            Err(Unwritten::Refused(_)) => Vec::new(),
        };
        for job in adopted.into_iter().flatten() {
            tracing::info!(job = job.id.0, "a job of an earlier start is taken up");
            if job.state == JobState::Dead {
                self.engine.emit(Event::DeadLetter {
                    mission_id: job.mission_id.clone(),
                });
            }
            self.engine.emit(Event::MissionChanged {
                mission_id: job.mission_id,
            });
        }
        true
    }
}

/// What can be seen of the queue from outside.
#[derive(Debug, PartialEq)]
pub(super) struct Seen {
    counts: JobCounts,
    /// Of those that are ready.
    waiting_for_budget: u64,
    pause: Option<Pause>,
    missions: [u64; 4],
}

/// Whether nothing is ready or leased any more, or the queue is paused, or all that is left waits for a budget: that may be until the month has
/// passed, and whoever only waits for the end is not to wait so long.
pub(super) fn is_over(seen: &Seen) -> bool {
    let waits = seen.counts.leased == 0 && seen.counts.ready <= seen.waiting_for_budget;
    seen.pause.is_some() || waits
}
