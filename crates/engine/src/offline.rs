//! Missions of the offline generator: made from a seed, kept beside those that a model wrote.
//!
//! A kept mission never changes: its id says blueprint, seed and, from the second version of the generator on, the version. Making it again
//! finds it as it was.

use missions::{
    Level, MOST_SEED, Mission, MissionOrigin,
    offline::{self, VERSION, Wishes},
};
use serde_json::json;

use crate::{
    Engine, EngineError, MissionKind, MissionSource,
    generate::{Kept, MissionRequest},
    keep::KeptAs,
};

/// Seeds that are drawn are below this: nine digits can be copied by hand.
const DRAWN_BELOW: u64 = 1_000_000_000;

/// What a learner asks the offline generator for; all of it may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OfflineRequest {
    /// In their words.
    pub topic: String,
    /// Lower-case service names.
    pub services: Vec<String>,
    /// How much it may ask for.
    pub level: Option<Level>,
    /// Dotted skill names, of which it should practise one.
    pub skills: Vec<String>,
    /// The same seed, wishes and version give the same mission; absent: a new one is drawn.
    pub seed: Option<u64>,
}

/// A mission that was made, ready to be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfflineMission {
    /// Its id.
    pub mission_id: String,
    /// Its title.
    pub title: String,
    /// The seed that makes it again elsewhere, without any wishes. Where there were wishes, it is seldom the one asked for.
    pub seed: u64,
    /// The generator's version.
    pub version: u32,
    /// Whether it was there before.
    pub existed: bool,
}

impl Engine {
    /// Makes a mission without a model, proves it, and keeps it; ready at once.
    ///
    /// # Errors
    /// [`EngineError::Request`]: no blueprint is anything like what was asked for, or the topic or a service's name cannot be used.
    pub fn make_offline(&self, request: &OfflineRequest) -> Result<OfflineMission, EngineError> {
        usable_seed(request.seed)?;
        let wishes = wishes(request)?;
        let seed = match request.seed {
            Some(seed) => seed,
            None => fastrand::u64(..DRAWN_BELOW),
        };
        let mission = offline::make(seed, &wishes).map_err(|none| EngineError::Request(none.0))?;
        let seed = match &mission.origin {
            Some(MissionOrigin::Blueprint { seed, .. }) => *seed,
            Some(MissionOrigin::Sabotage { .. }) | None => seed,
        };
        let kept = self.keep_offline(&mission, seed, &wishes)?;
        if kept == KeptAs::Other {
            // Its id says blueprint, seed and version, which are to give one text: the generator was changed without the next version.
            return Err(EngineError::Request(format!(
                "`{}` is there already with other content, made by another program that calls itself version {VERSION} of the generator too; \
                 choose another seed, and please report this as a fault",
                mission.id
            )));
        }
        Ok(OfflineMission {
            mission_id: mission.id,
            title: mission.title,
            seed,
            version: VERSION,
            existed: kept == KeptAs::Same,
        })
    }

    fn keep_offline(
        &self,
        mission: &Mission,
        seed: u64,
        wishes: &Wishes,
    ) -> Result<KeptAs, EngineError> {
        let request = json!({"offline": {
            "seed": seed,
            "version": VERSION,
            "topic": wishes.topic,
            "services": wishes.services,
            "level": wishes.level.map(Level::as_str),
            "skills": wishes.skills,
        }});
        let origin = json!({"kind": "offline", "seed": seed, "version": VERSION});
        self.keep_ready(mission, &request, &origin)
    }
}

/// # Errors
/// [`EngineError::Request`] for a seed above [`MOST_SEED`].
pub(crate) fn usable_seed(seed: Option<u64>) -> Result<(), EngineError> {
    match seed {
        Some(seed) if seed > MOST_SEED => Err(EngineError::Request(format!(
            "{seed} is too large for a seed: choose one from 0 to {MOST_SEED}"
        ))),
        Some(_) | None => Ok(()),
    }
}

/// Topic and services are held to the same rules as in a request to a model.
fn wishes(request: &OfflineRequest) -> Result<Wishes, EngineError> {
    let asked = MissionRequest {
        topic: request.topic.clone(),
        services: request.services.clone(),
        level: request.level,
        model: None,
    };
    let kept = Kept::of(&asked, Vec::new())?;
    Ok(Wishes {
        topic: kept.topic,
        services: kept.services,
        level: request.level,
        skills: request.skills.clone(),
    })
}

/// What a kept mission is and who made it, from the request that is kept with it: only what a model was asked for says neither.
pub(crate) fn made_by(request: &str) -> (MissionKind, MissionSource) {
    let request: serde_json::Value = serde_json::from_str(request).unwrap_or_default();
    if request.get("offline").is_some() {
        (MissionKind::Build, MissionSource::Offline)
    } else if request.get("sabotageOf").is_some() {
        (MissionKind::Sabotage, MissionSource::Sabotage)
    } else if request.get("file").is_some() {
        let kind = match request["kind"].as_str() {
            Some("blanks") => MissionKind::Blanks,
            Some("sabotage") => MissionKind::Sabotage,
            Some(_) | None => MissionKind::Build,
        };
        (kind, MissionSource::File)
    } else {
        (MissionKind::Build, MissionSource::Model)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_request_says_who_made_the_mission() {
        let table = [
            (
                r#"{"offline":{"seed":7}}"#,
                MissionKind::Build,
                MissionSource::Offline,
            ),
            (
                r#"{"sabotageOf":"a","seed":7}"#,
                MissionKind::Sabotage,
                MissionSource::Sabotage,
            ),
            (
                r#"{"topic":"offline","services":[],"level":null}"#,
                MissionKind::Build,
                MissionSource::Model,
            ),
            (
                r#"{"file":"quiz.yaml","kind":"blanks"}"#,
                MissionKind::Blanks,
                MissionSource::File,
            ),
            ("not JSON", MissionKind::Build, MissionSource::Model),
        ];
        for (request, kind, source) in table {
            assert_eq!(made_by(request), (kind, source), "{request}");
        }
    }
}
