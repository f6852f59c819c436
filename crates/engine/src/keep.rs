//! Keeping a mission that needed no model: once, and never another one under its id.

use missions::Mission;
use serde_json::Value;

use crate::{Engine, EngineError, Event, generate::ready_mission};

/// What became of a mission that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeptAs {
    /// It was not there.
    New,
    /// It was there, the same to the byte.
    Same,
    /// Another mission has its id, and stays.
    Other,
}

impl Engine {
    /// Keeps a mission that is ready, unless something has its id. `request` says what was asked for, `origin` how it was made.
    pub(crate) fn keep_ready(
        &self,
        mission: &Mission,
        request: &Value,
        origin: &Value,
    ) -> Result<KeptAs, EngineError> {
        let ready = ready_mission(mission, origin.to_string());
        let now = self.inner.clock.now_ms();
        let store = &self.inner.store;
        if store.put_ready(&mission.id, &request.to_string(), ready, now)? {
            self.emit(Event::MissionChanged {
                mission_id: mission.id.clone(),
            });
            return Ok(KeptAs::New);
        }
        let there = store.generated_mission(&mission.id)?;
        let is_same = there.is_some_and(|there| there.version.as_deref() == Some(&mission.version));
        Ok(if is_same { KeptAs::Same } else { KeptAs::Other })
    }
}
