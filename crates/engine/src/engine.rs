//! The handle on the use cases and what they share. Each use case is a file of its own beside this one.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use llm::{Model, Timers};
use missions::{Catalogue, Mission};
use store::{MessageId, StartedMission, Store};
use tokio_util::sync::CancellationToken;

use crate::{
    Clock, DataState, EngineError, Event, EventSink, Home, JobRunner, Settings,
    access::Access,
    config_file, files,
    job_lock::JobLock,
    launch::{self, Launched},
    queue, settings,
    watch::Watching,
};

/// What an engine is opened with.
pub struct Options {
    pub(crate) home: Home,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) events: Arc<dyn EventSink>,
    pub(crate) model: Option<Arc<dyn Model>>,
    pub(crate) aws: Option<llm::Environment>,
    pub(crate) timers: Option<Timers>,
}

impl Options {
    /// Where everything is written, where the time comes from, and who hears of changes.
    pub fn new(home: Home, clock: Arc<dyn Clock>, events: Arc<dyn EventSink>) -> Options {
        Options {
            home,
            clock,
            events,
            model: None,
            aws: None,
            timers: None,
        }
    }

    /// Waits this long for every model, instead of as long as each of them may need.
    #[must_use]
    pub fn with_timers(mut self, timers: Timers) -> Options {
        self.timers = Some(timers);
        self
    }

    /// Tells the AWS SDK of this environment instead of the process's own.
    #[must_use]
    pub fn with_aws_environment(mut self, environment: llm::Environment) -> Options {
        self.aws = Some(environment);
        self
    }

    /// Asks this model instead of Amazon Bedrock; settings and credentials are not looked at then, but for `off`.
    #[must_use]
    pub fn with_model(mut self, model: Arc<dyn Model>) -> Options {
        self.model = Some(model);
        self
    }
}

/// A handle on the use cases; clones share it. The watch ends with the last of them.
#[derive(Clone)]
pub struct Engine {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) home: Home,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) events: Arc<dyn EventSink>,
    pub(crate) store: Store,
    pub(crate) catalogue: &'static Catalogue,
    pub(crate) kept: bool,
    pub(crate) notices: Vec<String>,
    pub(crate) jobs: JobLock,
    /// What the runner of the queue and those who ask about it share.
    pub(crate) queue: queue::Shared,
    /// The way to the model.
    pub(crate) access: Access,
    /// Replies of the mentor that come in here, each with what stops it.
    pub(crate) replies: Mutex<HashMap<MessageId, CancellationToken>>,
    pub(crate) settings: Mutex<SettingsInForce>,
    /// Held while a template is read, compared with the newest attempt and recorded, so that one save is one attempt.
    pub(crate) recording: Mutex<()>,
    pub(crate) watching: Mutex<Option<Watching>>,
    /// What was found in the learner's folder of icons.
    pub(crate) icons: Mutex<Option<crate::icons::Found>>,
    /// The pictures that were drawn last, so that what stays in them stays where it is.
    pub(crate) drawn: Mutex<crate::diagram::Drawn>,
    /// Missions as they were when they were started, by id; the version says whether an entry still holds.
    pub(crate) missions: Mutex<HashMap<String, Arc<Mission>>>,
}

/// The settings and the file's `stat` when they were read.
pub(crate) struct SettingsInForce {
    pub(crate) loaded: config_file::Loaded,
    pub(crate) fingerprint: Option<files::Fingerprint>,
}

/// A panic while a lock was held leaves plain values behind, none of them half written: the lock is taken all the same.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Engine {
    /// Runs what blocks (SQLite, files, the keyring) on a thread that may block. Dropping the future does not stop the work.
    pub(crate) async fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Engine) -> T + Send + 'static,
    ) -> Result<T, EngineError> {
        let engine = self.clone();
        let running = tokio::task::spawn_blocking(move || work(&engine));
        match running.await {
            Ok(value) => Ok(value),
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(error) => Err(EngineError::Damaged {
                    context: "the program is ending",
                    reason: error.to_string(),
                }),
            },
        }
    }

    /// Whether what is done here is kept, and what there is to say about it.
    pub fn data_state(&self) -> DataState {
        let mut notices = self.inner.notices.clone();
        self.refresh_settings();
        let file = self.inner.home.config_file();
        for problem in &lock(&self.inner.settings).loaded.problems {
            notices.push(format!(
                "{}:{}: {}; the default is used, and the file is left as it is",
                file.display(),
                problem.line,
                problem.message
            ));
        }
        DataState {
            kept: self.inner.kept,
            notices,
        }
    }

    /// The time of this engine's clock, in milliseconds since the Unix epoch.
    pub fn now_ms(&self) -> i64 {
        self.inner.clock.now_ms()
    }

    /// Where everything is.
    pub fn home(&self) -> &Home {
        &self.inner.home
    }

    /// Whether a runner of this engine has the jobs of this data folder.
    pub fn runs_jobs(&self) -> bool {
        self.inner.queue.is_running()
    }

    /// Who runs the jobs of this data folder.
    pub fn job_runner(&self) -> JobRunner {
        match self.runs_jobs() {
            true => JobRunner::ThisEngine,
            false => self.inner.jobs.runner(),
        }
    }

    /// A mission: as it was when it was started, else as it is in the catalogue.
    pub fn mission(&self, id: &str) -> Result<Arc<Mission>, EngineError> {
        match self.inner.store.started(id)? {
            Some(started) => self.mission_as_started(&started),
            None => self.mission_in_catalogue(id),
        }
    }

    /// A mission as it is in the catalogue, bundled or generated.
    pub(crate) fn mission_in_catalogue(&self, id: &str) -> Result<Arc<Mission>, EngineError> {
        let catalogue = self.inner.catalogue;
        let Some(mission) = catalogue.mission(id) else {
            if let Some(generated) = self.generated_mission(id)? {
                return Ok(generated);
            }
            return Err(EngineError::UnknownMission {
                id: id.to_owned(),
                nearest: catalogue.nearest(id).map(str::to_owned),
            });
        };
        self.cached(id, &mission.version, || Ok(mission.clone()))
    }

    pub(crate) fn mission_as_started(
        &self,
        started: &StartedMission,
    ) -> Result<Arc<Mission>, EngineError> {
        let id = &started.mission_id;
        match self.inner.catalogue.mission(id) {
            Some(mission) if mission.version == started.mission_version => {
                self.mission_in_catalogue(id)
            }
            _ => self.cached(id, &started.mission_version, || {
                parse_document(&started.document)
            }),
        }
    }

    pub(crate) fn cached(
        &self,
        id: &str,
        version: &str,
        make: impl FnOnce() -> Result<Mission, EngineError>,
    ) -> Result<Arc<Mission>, EngineError> {
        // Two versions of one mission are both in use when the bundled one has changed.
        let key = format!("{id}@{version}");
        if let Some(mission) = lock(&self.inner.missions).get(&key) {
            return Ok(Arc::clone(mission));
        }
        let mission = Arc::new(make()?);
        lock(&self.inner.missions).insert(key, Arc::clone(&mission));
        Ok(mission)
    }

    /// The row of a started mission; an unknown mission is told from one that was not started.
    pub(crate) fn started(&self, id: &str) -> Result<StartedMission, EngineError> {
        if let Some(started) = self.inner.store.started(id)? {
            return Ok(started);
        }
        self.mission_in_catalogue(id)?;
        Err(EngineError::NotStarted { id: id.to_owned() })
    }

    pub(crate) fn emit(&self, event: Event) {
        self.inner.events.emit(event);
    }

    /// The settings in force. A file that was edited since is read again.
    pub fn settings(&self) -> Settings {
        self.refresh_settings();
        lock(&self.inner.settings).loaded.settings.clone()
    }

    fn refresh_settings(&self) {
        let file = self.inner.home.config_file();
        let fingerprint = files::fingerprint(&file);
        let mut in_force = lock(&self.inner.settings);
        if in_force.fingerprint != fingerprint {
            *in_force = SettingsInForce {
                loaded: config_file::load(&file),
                fingerprint,
            };
        }
    }

    /// Checks, writes and applies settings. Where nothing can be kept they hold until the program ends.
    pub fn put_settings(&self, settings: Settings) -> Result<(), EngineError> {
        let file = self.inner.home.config_file();
        if let Err((_, message)) = settings::check(&settings) {
            return Err(EngineError::Setting {
                file,
                line: 1,
                message,
            });
        }
        let before = self.settings();
        let written = config_file::save(&file, &settings);
        match written {
            Err(error) if self.inner.kept => {
                return Err(EngineError::Unwritable {
                    path: file,
                    reason: error.to_string(),
                });
            }
            Ok(()) | Err(_) => {}
        }
        let (budgets, bedrock) = (
            before.budgets != settings.budgets,
            before.bedrock != settings.bedrock,
        );
        *lock(&self.inner.settings) = SettingsInForce {
            loaded: config_file::Loaded {
                settings,
                problems: Vec::new(),
            },
            fingerprint: files::fingerprint(&file),
        };
        if budgets {
            self.emit(Event::UsageChanged);
        }
        if budgets || bedrock {
            self.emit(Event::QueueChanged);
            // What the queue waits for may be there now.
            self.look_at_pause_again();
        }
        Ok(())
    }

    /// The folder below which workspaces are made.
    pub(crate) fn workspaces(&self) -> PathBuf {
        self.settings()
            .workspaces
            .unwrap_or_else(|| self.inner.home.workspaces.clone())
    }

    /// Opens the learner's editor at a place in the mission's template.
    pub fn open_editor(&self, id: &str, line: u32, column: u32) -> Result<Launched, EngineError> {
        let template = self.started(id)?.template;
        launch::open_editor(&self.settings(), &template, line, column)
    }

    /// Opens the mission's folder in the platform's file manager.
    pub fn open_folder(&self, id: &str) -> Result<(), EngineError> {
        let template = self.started(id)?.template;
        launch::open_folder(template.parent().unwrap_or(Path::new("/"))).map(|_| ())
    }
}

/// A mission from the document that was kept when it was started.
pub(crate) fn parse_document(document: &str) -> Result<Mission, EngineError> {
    let (mission, problems) = missions::parse_mission("mission.yaml", document.as_bytes());
    mission.ok_or_else(|| EngineError::Damaged {
        context: "the mission as it was when it was started",
        reason: problems
            .first()
            .map_or_else(String::new, |problem| problem.message.clone()),
    })
}
