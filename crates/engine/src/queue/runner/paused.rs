//! What the runner does about a pause in force; when it is looked at is in `pauses`.

use store::{Leased, Pause, Store};
use tokio::time::Instant;

use super::Runner;
use crate::{
    Event,
    access::Problem,
    queue::{
        QueueTimes,
        pauses::{Look, is_tried},
        persist::Unwritten,
    },
};

impl Runner {
    /// What to do about a pause; nothing to wait for when it is over.
    pub(super) async fn paused(&mut self, pause: &Pause) -> Option<Option<Instant>> {
        self.trying &= !self.workers.is_empty();
        let changed = std::mem::take(&mut self.changed);
        let (now, times) = (Instant::now(), self.times());
        match self.pauses.look(pause, changed, self.now_ms(), now, &times) {
            Look::Over => self.end_pause(&pause.code).await,
            Look::Wait(at) => {
                let end = pause.until_ms.map(|until| self.moment(until));
                Some(at.into_iter().chain(end).min())
            }
            Look::Try => Some(self.try_one(now, &times).await),
            Look::Credentials => match self.engine.check_access().await {
                Ok(()) => {
                    tracing::info!(code = pause.code, "what paused the queue is mended");
                    self.end_pause(&pause.code).await
                }
                Err(problem) => {
                    self.say_anew(pause, problem).await;
                    self.pauses.still_bad(now, &times);
                    Some(Some(now + times.recheck))
                }
            },
        }
    }

    /// Lets one job through a pause, when nothing else is under way whose answer could be taken for its.
    async fn try_one(&mut self, now: Instant, times: &QueueTimes) -> Option<Instant> {
        if !self.workers.is_empty() {
            return None;
        }
        match self.receive(Store::receive_past_pause).await {
            Ok(Leased::Job(lease)) => {
                tracing::info!(job = lease.job.0, "a job tries what paused the queue");
                self.trying = true;
                self.employ(lease, false);
            }
            Ok(Leased::Nothing { .. } | Leased::Paused(_)) => {}
            Err(error) => self.engine.trouble(&error),
        }
        self.pauses.tried(now, times);
        Some(now + times.retry_paused)
    }

    /// The job that tried was answered: the pause is over, if it is still one of those.
    pub(super) async fn went_through(&mut self) {
        let pause = self
            .engine
            .blocking(|engine| engine.inner.store.queue_pause());
        if let Ok(Some(pause)) = pause.await
            && is_tried(&pause.code)
        {
            tracing::info!(code = pause.code, "what paused the queue is mended");
            let _ = self.end_pause(&pause.code).await;
        }
    }

    async fn end_pause(&mut self, code: &str) -> Option<Option<Instant>> {
        self.pauses.mended(code);
        let ended = self.engine.persist(&self.stop, Store::resume_queue).await;
        self.engine.emit(Event::QueueChanged);
        match ended {
            Ok(_) => None,
            // The loop ends.
            Err(Unwritten::Stopped) => Some(None),
            Err(Unwritten::Refused(_)) => Some(Some(Instant::now() + self.times().recheck)),
        }
    }

    /// What is wrong now may be something else than when the queue was paused.
    async fn say_anew(&self, pause: &Pause, problem: Problem) {
        if problem.code == pause.code {
            return;
        }
        let anew = Pause {
            code: problem.code,
            message: format!("{} {}", problem.message, problem.next_step),
            since_ms: pause.since_ms,
            until_ms: None,
        };
        // Where it is not taken, the pause says what was wrong before.
        let _ = self
            .engine
            .persist(&self.stop, move |store| store.pause_queue(anew.clone()))
            .await;
        self.engine.emit(Event::QueueChanged);
    }
}
