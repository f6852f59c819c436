//! Missions written by a model: what can be asked for, and what comes of it. How the queue works on it is in `queue`.

use store::{GeneratedCard, JobId};
use missions::Level;

use crate::{Engine, EngineError, budget::Quote, access::Problem};

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
    pub fn quote_mission(&self, request: &MissionRequest) -> Result<Quote, EngineError> {
        todo!()
    }

    /// Puts a request into the queue; back at once. The runner, here or in another process, does the rest.
    pub fn ask_mission(&self, request: &MissionRequest) -> Result<Asked, EngineError> {
        todo!()
    }

    /// A page of generated missions, the newest first.
    pub fn generations(
        &self,
        after: Option<store::Cursor>,
        state: Option<store::GeneratedState>,
        limit: u32,
    ) -> Result<Vec<Generation>, EngineError> {
        todo!()
    }

    /// One of them.
    pub fn generation(&self, mission_id: &str) -> Result<Generation, EngineError> {
        todo!()
    }

    /// Takes a generation back. A call that is running is broken off within 100 ms. False when it had ended.
    pub fn cancel_generation(&self, mission_id: &str) -> Result<bool, EngineError> {
        todo!()
    }

    /// Tries a failed or cancelled one again. False when it is neither.
    pub fn retry_generation(&self, mission_id: &str) -> Result<bool, EngineError> {
        todo!()
    }

    /// Removes a failed or cancelled one from what is shown. False when it is neither.
    pub fn discard_generation(&self, mission_id: &str) -> Result<bool, EngineError> {
        todo!()
    }
}
