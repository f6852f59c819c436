//! What the runner does about a pause in force; when it is looked at is in `pauses`.

use store::Pause;
use tokio::time::Instant;

use super::Runner;
use crate::{
    Event,
    access::Problem,
    queue::{pauses::Look, persist::Unwritten},
};

impl Runner {
    /// What to do about a pause; nothing to wait for when it is over.
    pub(super) async fn paused(&mut self, pause: &Pause) -> Option<Option<Instant>> {
        let changed = std::mem::take(&mut self.changed);
        let (now, times) = (Instant::now(), self.times());
        match self.pauses.look(pause, changed, self.now_ms(), now, &times) {
            Look::Over => self.end_pause(&pause.code).await,
            Look::Wait(at) => {
                let end = pause.until_ms.map(|until| self.moment(until));
                Some(at.into_iter().chain(end).min())
            }
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

    async fn end_pause(&mut self, code: &str) -> Option<Option<Instant>> {
        self.pauses.mended(code);
        let ended = self
            .engine
            .persist(&self.stop, store::Store::resume_queue)
            .await;
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
