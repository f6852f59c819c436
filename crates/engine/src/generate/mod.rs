//! Missions written by a model: what can be asked for, and what comes of it. How the queue works on it is in `queue`.

mod attempt;
mod prompt;
mod request;

use llm::FailureKind;
use missions::{Level, Mission};
use store::{
    Enqueued, GeneratedCard, GeneratedState, Job, JobId, JobState, NewJob, Pause, Purpose,
};

pub(crate) use attempt::{Attempt, Outcome, ready_mission};
pub use request::asked_for;
pub(crate) use request::{Kept, level_named};

use crate::{
    Engine, EngineError, Event,
    access::{CredentialChoice, Problem},
    budget::Quote,
};
use request::new_id;

/// Titles that a new mission has to stay away from, the newest first: more would make each request dearer.
const MOST_TITLES: u32 = 40;

/// What a learner asks for.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct MissionRequest {
    /// In their words; may be empty.
    pub topic: String,
    /// Lower-case service names; may be empty.
    pub services: Vec<String>,
    /// How much it may ask for; absent: the model chooses.
    pub level: Option<Level>,
    /// Another model than the settings'.
    pub model: Option<String>,
}

/// What asking came to. None of these is an error: a person can do something about each.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// It is in the queue.
    Queued {
        /// The mission.
        mission_id: String,
        /// Its job.
        job: JobId,
        /// What it may cost.
        quote: Quote,
    },
    /// A budget would be exceeded; nothing was written.
    OverBudget(Quote),
    /// Bedrock is off or cannot be reached; nothing was written.
    NotConnected(Problem),
}

/// Where a mission that is being generated stands, for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Generation {
    /// The mission as the store has it.
    pub card: GeneratedCard,
    /// What happens now.
    pub phase: Phase,
    /// When the next attempt is due, when it waits for one.
    pub due_at_ms: Option<i64>,
    /// Text received so far in this call, in characters.
    pub received: u64,
    /// The last thing that went wrong, a sentence.
    pub last_error: Option<String>,
}

/// What happens with a mission that is being generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It waits for its turn.
    Waiting,
    /// It waits because the model was throttled, unavailable or out of reach.
    Snoozed,
    /// The queue is paused.
    Paused,
    /// A budget has to free up first.
    WaitsForBudget,
    /// The model writes.
    Writing,
    /// The answer is checked and proved.
    Proving,
    /// The model mends what was not accepted.
    Repairing,
    /// Another program works on it (the window, a terminal).
    Elsewhere,
    /// It is ready.
    Ready,
    /// It failed for good.
    Failed,
    /// It was cancelled.
    Cancelled,
}

impl Engine {
    /// What a request costs; nothing is written.
    ///
    /// # Errors
    /// [`EngineError::Request`]: the topic or a service's name cannot be used.
    pub fn quote_mission(&self, request: &MissionRequest) -> Result<Quote, EngineError> {
        let asked = Kept::of(request, self.taken_titles()?)?;
        self.quote(
            &self.request_for(request, "gen-quote", &asked),
            Purpose::Mission,
        )
    }

    /// Puts a request into the queue; back at once. The runner, here or in another process, does the rest.
    ///
    /// # Errors
    /// [`EngineError::Request`]: the topic or a service's name cannot be used.
    pub fn ask_mission(&self, request: &MissionRequest) -> Result<Asked, EngineError> {
        let asked = Kept::of(request, self.taken_titles()?)?;
        if self.settings().bedrock.credentials == CredentialChoice::Off {
            return Ok(Asked::NotConnected(Problem::off()));
        }
        let mission_id = new_id(&asked);
        let call = self.request_for(request, &mission_id, &asked);
        let quote = self.quote(&call, Purpose::Mission)?;
        if quote.exceeds.is_some() {
            return Ok(Asked::OverBudget(quote));
        }
        let job = NewJob {
            mission_id: mission_id.clone(),
            title: asked.title(),
            request: serde_json::to_string(&asked).map_err(|error| EngineError::Damaged {
                context: "the request",
                reason: error.to_string(),
            })?,
            model: call.model.clone(),
            reserve: self.costs(&call, Purpose::Mission).first,
            at_ms: self.inner.clock.now_ms(),
        };
        match self.inner.store.enqueue(job, self.limits())? {
            Enqueued::Job(job) => {
                self.emit(Event::MissionChanged {
                    mission_id: mission_id.clone(),
                });
                self.emit(Event::QueueChanged);
                self.wake_queue();
                Ok(Asked::Queued {
                    mission_id,
                    job,
                    quote,
                })
            }
            // Somebody else took it between the quote and now.
            Enqueued::OverBudget(exceeded) => Ok(Asked::OverBudget(Quote {
                exceeds: Some(exceeded),
                ..quote
            })),
        }
    }

    /// The request to the model that the first call will make.
    fn request_for(
        &self,
        request: &MissionRequest,
        mission_id: &str,
        asked: &Kept,
    ) -> llm::Request {
        let model = match request.model.as_deref().map(str::trim) {
            Some(model) if !model.is_empty() => model.to_owned(),
            Some(_) | None => self.settings().bedrock.model,
        };
        let way = self.inner.queue.way(&model);
        prompt::mission(&model, mission_id, asked, way)
    }

    fn taken_titles(&self) -> Result<Vec<String>, EngineError> {
        Ok(self.inner.store.generated_titles(MOST_TITLES)?)
    }

    /// A page of generated missions, the newest first.
    pub fn generations(
        &self,
        after: Option<store::Cursor>,
        state: Option<GeneratedState>,
        limit: u32,
    ) -> Result<Vec<Generation>, EngineError> {
        let pause = self.inner.store.queue_pause()?;
        let cards = self.inner.store.generated(after, state, limit)?;
        cards
            .into_iter()
            .map(|card| self.generation_of(card, pause.as_ref()))
            .collect()
    }

    /// How many there are in each state: generating, ready, failed, cancelled.
    pub fn generation_counts(&self) -> Result<[u64; 4], EngineError> {
        Ok(self.inner.store.generated_counts()?)
    }

    /// One of them.
    pub fn generation(&self, mission_id: &str) -> Result<Generation, EngineError> {
        let card = self.card(mission_id)?;
        let pause = self.inner.store.queue_pause()?;
        self.generation_of(card, pause.as_ref())
    }

    fn card(&self, mission_id: &str) -> Result<GeneratedCard, EngineError> {
        let found = self.inner.store.generated_mission(mission_id)?;
        found
            .map(|found| found.card)
            .ok_or_else(|| EngineError::UnknownMission {
                id: mission_id.to_owned(),
                nearest: None,
            })
    }

    fn generation_of(
        &self,
        card: GeneratedCard,
        pause: Option<&Pause>,
    ) -> Result<Generation, EngineError> {
        let ended = match card.state {
            GeneratedState::Generating => None,
            GeneratedState::Ready => Some(Phase::Ready),
            GeneratedState::Failed => Some(Phase::Failed),
            GeneratedState::Cancelled => Some(Phase::Cancelled),
        };
        let job = match (ended, card.job) {
            (None, Some(job)) => self.inner.store.job(job)?,
            _ => None,
        };
        let (phase, received) = match (ended, &job) {
            (Some(phase), _) => (phase, 0),
            (None, job) => match self.inner.queue.live(&card.mission_id) {
                // Leased, and not at the model yet: the next moment says more.
                Some(live) => live,
                None => (self.waiting(job.as_ref(), pause), 0),
            },
        };
        let waits = matches!(
            phase,
            Phase::Waiting | Phase::Snoozed | Phase::Paused | Phase::WaitsForBudget
        );
        Ok(Generation {
            phase,
            due_at_ms: job.as_ref().filter(|_| waits).map(|job| job.visible_at_ms),
            received,
            last_error: match card.state {
                GeneratedState::Failed => card.reason.clone(),
                GeneratedState::Generating => job.and_then(|job| job.last_error),
                GeneratedState::Ready | GeneratedState::Cancelled => None,
            },
            card,
        })
    }

    fn waiting(&self, job: Option<&Job>, pause: Option<&Pause>) -> Phase {
        let Some(job) = job else {
            return Phase::Waiting;
        };
        if job.state == JobState::Leased {
            return Phase::Elsewhere;
        }
        if pause.is_some() {
            return Phase::Paused;
        }
        let is_due = job.visible_at_ms <= self.inner.clock.now_ms();
        match job.last_code.as_deref() {
            Some("budget") if !is_due => Phase::WaitsForBudget,
            Some(code) if !is_due && is_snoozed(code) => Phase::Snoozed,
            Some(_) | None => Phase::Waiting,
        }
    }

    /// Takes a generation back. A call that is running is broken off within 100 ms. False when it had ended.
    pub fn cancel_generation(&self, mission_id: &str) -> Result<bool, EngineError> {
        match self.card(mission_id)?.job {
            Some(job) => self.cancel_job(job),
            None => Ok(false),
        }
    }

    /// Tries a failed or cancelled one again. False when it is neither.
    pub fn retry_generation(&self, mission_id: &str) -> Result<bool, EngineError> {
        match self.card(mission_id)?.job {
            Some(job) => self.redrive(job),
            None => Ok(false),
        }
    }

    /// Removes a failed or cancelled one from what is shown. False when it is neither.
    pub fn discard_generation(&self, mission_id: &str) -> Result<bool, EngineError> {
        match self.card(mission_id)?.job {
            Some(job) => self.discard(job),
            None => Ok(false),
        }
    }

    /// A generated mission that is ready, from its document.
    pub(crate) fn generated_mission(
        &self,
        id: &str,
    ) -> Result<Option<std::sync::Arc<Mission>>, EngineError> {
        let Some(found) = self.inner.store.generated_mission(id)? else {
            return Ok(None);
        };
        let (Some(document), Some(version)) = (found.document, found.version) else {
            return Ok(None);
        };
        self.cached(id, &version, || crate::engine::parse_document(&document))
            .map(Some)
    }
}

/// Whether a job with this last error waits for the service, and not for its turn.
fn is_snoozed(code: &str) -> bool {
    FailureKind::from_code(code).is_some_and(|kind| kind.reaction() == llm::Reaction::Snooze)
}
