//! Starting and resuming a mission. A learner's file is never overwritten, here or anywhere.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use missions::Mission;
use store::{Origin, StartedMission};

use crate::{
    Engine, EngineError, Event, Started,
    files::{self, Content},
};

/// What a workspace's template is called.
const TEMPLATE: &str = "template.yaml";

impl Engine {
    /// Starts a mission: makes the workspace folder (`folder`, else one under the settings' workspace folder), copies the starter,
    /// grades it as the first attempt. A template that is already there is kept and graded. Starting again is resuming, at the
    /// recorded place unless `folder` says another; a template that has gone comes back as it was last saved.
    pub fn start(&self, id: &str, folder: Option<&Path>) -> Result<Started, EngineError> {
        let standing = self.inner.store.started(id)?;
        let place = self.place(id, folder, standing.as_ref())?;
        self.start_at(id, standing, place)
    }

    /// As [`Engine::start`], with a template of the learner's own choice in place of one in a workspace folder.
    pub fn start_with(&self, id: &str, template: &Path) -> Result<Started, EngineError> {
        let place = std::path::absolute(template).map_err(|error| unwritable(template, &error))?;
        self.start_at(id, self.inner.store.started(id)?, place)
    }

    fn start_at(
        &self,
        id: &str,
        standing: Option<StartedMission>,
        place: PathBuf,
    ) -> Result<Started, EngineError> {
        let mission = match &standing {
            Some(standing) => self.mission_as_started(standing)?,
            None => self.mission_in_catalogue(id)?,
        };
        let resumes = standing
            .as_ref()
            .is_some_and(|standing| standing.template == place);
        let text = if resumes {
            self.newest_text(&mission)?
        } else {
            starter(&mission)
        };
        let created = create(&place, &text)?;
        let template = behind_a_link(place)?;
        self.sweep_beside(&template);
        // Where there is no mission yet, nothing is recorded for a template that cannot be graded.
        if standing.is_none() {
            self.readable(&template)?;
        }
        self.note_started(&mission, standing, template.clone())?;
        let attempt = self.first_attempt(&mission, &template)?;
        self.emit(Event::MissionChanged {
            mission_id: id.to_owned(),
        });
        Ok(Started {
            template,
            created,
            attempt,
        })
    }

    /// Takes away what a process that died left in the learner's folder.
    pub(crate) fn sweep_beside(&self, template: &Path) {
        let now = u64::try_from(self.inner.clock.now_ms()).unwrap_or(0);
        if let Some(folder) = template.parent() {
            files::sweep(folder, SystemTime::UNIX_EPOCH + Duration::from_millis(now));
        }
    }

    fn place(
        &self,
        id: &str,
        folder: Option<&Path>,
        standing: Option<&StartedMission>,
    ) -> Result<PathBuf, EngineError> {
        match (folder, standing) {
            (None, Some(standing)) => Ok(standing.template.clone()),
            (None, None) => Ok(self.workspaces().join(id).join(TEMPLATE)),
            (Some(folder), _) => std::path::absolute(folder)
                .map(|folder| folder.join(TEMPLATE))
                .map_err(|error| unwritable(folder, &error)),
        }
    }

    /// The template as it was last saved; the starter when it never was.
    fn newest_text(&self, mission: &Mission) -> Result<Vec<u8>, EngineError> {
        let Some(newest) = self.newest_attempt(&mission.id)? else {
            return Ok(starter(mission));
        };
        let kept = self.inner.store.attempt(newest.id)?;
        Ok(kept.map_or_else(|| starter(mission), |attempt| attempt.snapshot))
    }

    fn readable(&self, template: &Path) -> Result<(), EngineError> {
        content(template).map(|_| ())
    }

    fn note_started(
        &self,
        mission: &Mission,
        standing: Option<StartedMission>,
        template: PathBuf,
    ) -> Result<(), EngineError> {
        let now = self.inner.clock.now_ms();
        let started = match standing {
            Some(standing) => StartedMission {
                template,
                touched_at_ms: now,
                ..standing
            },
            None => StartedMission {
                mission_id: mission.id.clone(),
                mission_version: mission.version.clone(),
                document: mission.document.clone(),
                template,
                started_at_ms: now,
                touched_at_ms: now,
                passed_at_ms: None,
            },
        };
        Ok(self.inner.store.put_started(started)?)
    }

    /// Grades what is there. A resumed mission whose template cannot be read opens all the same, on its newest attempt.
    fn first_attempt(
        &self,
        mission: &Arc<Mission>,
        template: &Path,
    ) -> Result<Option<store::AttemptId>, EngineError> {
        let newest = self.newest_attempt(&mission.id)?.map(|newest| newest.id);
        let origin = if newest.is_none() {
            Origin::Start
        } else {
            Origin::Save
        };
        match self.grade_file(mission, template, origin) {
            Ok(graded) => Ok(Some(graded.attempt)),
            Err(EngineError::Unreadable { .. }) if newest.is_some() => Ok(newest),
            Err(error) => Err(error),
        }
    }
}

/// The template's bytes, or the sentence that says why there are none.
pub(crate) fn content(template: &Path) -> Result<Vec<u8>, EngineError> {
    let reason = match files::read(template) {
        Content::Bytes(bytes) => return Ok(bytes),
        Content::Missing => {
            "it is not there; start the mission again to bring it back as it was last saved"
                .to_owned()
        }
        Content::Unreadable(reason) => reason,
        Content::LinkElsewhere(target) => format!(
            "it became a link to {}; start the mission again to work there",
            target.display()
        ),
    };
    Err(EngineError::Unreadable {
        path: template.to_owned(),
        reason,
    })
}

fn starter(mission: &Mission) -> Vec<u8> {
    mission.starter.clone().unwrap_or_default().into_bytes()
}

/// Writes a file that is not there yet; whatever is there stays. Says whether it wrote.
fn create(template: &Path, text: &[u8]) -> Result<bool, EngineError> {
    let folder = template.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let mut file = match OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(template)
    {
        Ok(file) => file,
        Err(_) if fs::symlink_metadata(template).is_ok() => return Ok(false),
        Err(error) => return Err(unwritable(template, &error)),
    };
    let written = file.write_all(text).and_then(|()| file.sync_all());
    drop(file);
    if let Err(error) = written {
        // Half a starter (a full disk) would be taken for the learner's file next time.
        let _ = fs::remove_file(template);
        return Err(unwritable(template, &error));
    }
    Ok(true)
}

/// A template that is a link when the mission is started is meant: its target is the template from then on.
fn behind_a_link(place: PathBuf) -> Result<PathBuf, EngineError> {
    let is_link = fs::symlink_metadata(&place).is_ok_and(|found| found.file_type().is_symlink());
    if !is_link {
        return Ok(place);
    }
    fs::canonicalize(&place)
        .map(without_verbatim_prefix)
        .map_err(|error| EngineError::Unreadable {
            reason: format!("it is a link, and what it leads to cannot be opened: {error}"),
            path: place,
        })
}

/// Windows' `\\?\C:\...` is a path that many editors do not take.
fn without_verbatim_prefix(path: PathBuf) -> PathBuf {
    match path.to_str().and_then(|text| text.strip_prefix(r"\\?\")) {
        Some(plain) if plain.as_bytes().get(1) == Some(&b':') => PathBuf::from(plain),
        _ => path,
    }
}

fn unwritable(path: &Path, error: &io::Error) -> EngineError {
    EngineError::Unwritable {
        path: path.to_owned(),
        reason: files::why(error),
    }
}
