//! What changed since the runner looked last: settings, clocks, jobs that another process cancelled.

use std::time::Duration;

use store::{JobId, JobState, StoreError};
use tokio::time::Instant;

use super::Runner;
use crate::queue::{pauses::OurSettings, times::ms};

/// A wall clock that moved this much against the other one was set, or the machine slept.
const JUMP: Duration = Duration::from_secs(5);

impl Runner {
    /// Looks whether settings were changed, here or in another process, and whether a clock jumped or the machine slept.
    pub(super) async fn notice_changes(&mut self) {
        let read = self
            .engine
            .blocking(|engine| Ok::<_, StoreError>(engine.settings()))
            .await;
        if let Ok(read) = read {
            let read = OurSettings::from(read);
            if read != self.settings {
                self.settings = read;
                self.changed = true;
                self.hurry().await;
            }
        }
        let queue = &self.engine.inner.queue;
        let ceiling = self.settings.bedrock.calls_at_once;
        let (asked, answered) = queue.with(|state| {
            state.limiter.set_ceiling(ceiling);
            (
                std::mem::take(&mut state.look_again),
                std::mem::take(&mut state.answered),
            )
        });
        self.changed |= asked;
        if answered {
            self.pauses.answered();
            if std::mem::take(&mut self.trying) {
                self.went_through().await;
            }
        }
        // Where it is refused, nothing is leased before it is not.
        let _ = self.survive_clock_jump().await;
    }

    /// Leases of this process seem to have run out after a sleep; they are kept before anybody asks for a job that is due.
    ///
    /// # Errors
    /// When they could not be kept, so that nothing may be leased yet.
    pub(super) async fn survive_clock_jump(&mut self) -> Result<(), StoreError> {
        let before = self.clocks;
        if self.has_jumped() {
            self.changed = true;
            self.extend_all()
                .await
                .inspect_err(|_| self.clocks = before)?;
        }
        Ok(())
    }

    /// Jobs that wait for a budget or for something else that a setting may have changed are tried now.
    async fn hurry(&self) {
        let now = self.now_ms();
        // Where it is not taken, they wait as long as they were to.
        let _ = self
            .engine
            .persist(&self.stop, move |store| store.hurry_jobs(now))
            .await;
    }

    fn has_jumped(&mut self) -> bool {
        let now = (self.now_ms(), Instant::now());
        let (wall, steady) = std::mem::replace(&mut self.clocks, now);
        let moved = now.0 - wall - ms(now.1 - steady);
        let jumped = moved.unsigned_abs() > u64::try_from(JUMP.as_millis()).unwrap_or(u64::MAX);
        if jumped {
            tracing::info!(moved, "the clock was set or the machine slept");
        }
        jumped
    }

    async fn extend_all(&self) -> Result<(), StoreError> {
        let until = self.now_ms() + ms(self.visibility());
        let running = self.engine.inner.queue.with(|state| {
            let running = state.running.values();
            running
                .map(|running| (running.receipt.clone(), running.cancel.clone()))
                .collect::<Vec<_>>()
        });
        for (receipt, cancel) in running {
            let kept = self
                .engine
                .blocking(move |engine| engine.inner.store.extend(&receipt, until));
            if !kept.await? {
                cancel.cancel();
            }
        }
        Ok(())
    }

    /// What a reply has reserved whose program was killed is given back when its time is over, also where nobody looks at the budgets.
    pub(super) async fn end_overdue_calls(&self) {
        let now = self.now_ms();
        let ended = self.engine.blocking(move |engine| {
            engine.end_overdue_calls(now);
            Ok::<_, StoreError>(())
        });
        // What is in the way is told there.
        let _ = ended.await;
    }

    /// Jobs that another process cancelled are broken off within a tick.
    pub(super) async fn look_after_running(&self) {
        let jobs: Vec<JobId> = self
            .engine
            .inner
            .queue
            .with(|state| state.running.keys().copied().collect());
        if jobs.is_empty() {
            return;
        }
        let gone = self.engine.blocking(move |engine| {
            let mut gone = Vec::new();
            for job in jobs {
                let found = engine.inner.store.job(job)?;
                if found.is_none_or(|job| job.state == JobState::Cancelled) {
                    gone.push(job);
                }
            }
            Ok::<_, StoreError>(gone)
        });
        for job in gone.await.unwrap_or_default() {
            self.engine.inner.queue.break_off(job);
        }
    }
}
