//! A learner's desk in a temporary folder: a home, one small mission, an engine, and its events.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicI64, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    time::Duration,
};

use engine::{
    AttemptDetail, Clock, Engine, EngineError, Event, EventSink, Home, Options, WatchPhase,
};
use missions::{Catalogue, Mission, Pack};
use store::AttemptSummary;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

/// The mission that most tests start.
pub(crate) const ID: &str = "one-bucket";

/// The second mission of [`catalogue_of_two`].
pub(crate) const OTHER_ID: &str = "other-bucket";

/// Long enough for the slowest machine; only a test that fails waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// Its document.
pub(crate) const MISSION: &str = r#"
format: 1
id: one-bucket
title: One bucket
summary: A bucket to put right.
level: foundation
services: [s3]
skills: [storage.versioning, storage.naming]
minutes: 5
scenario: |
  Keep what was overwritten.
criteria:
  - id: versioning
    label: Versions are kept
    resourceType: AWS::S3::Bucket
    property: VersioningConfiguration.Status
    expected: Enabled
  - id: name
    label: The bucket has its name
    resourceType: AWS::S3::Bucket
    property: BucketName
    expected: kept
hints:
  versioning:
    - The first.
    - The second.
    - The third.
starter: |
  Resources:
    Bucket:
      Type: AWS::S3::Bucket
      Properties:
        VersioningConfiguration:
          Status: Suspended
solution: |
  Resources:
    Bucket:
      Type: AWS::S3::Bucket
      Properties:
        BucketName: kept
        VersioningConfiguration:
          Status: Enabled
"#;

/// A template that meets one of the two criteria; `mark` makes it another content.
pub(crate) fn half(mark: &str) -> String {
    format!(
        "# {mark}\nResources:\n  Bucket:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration:\n        Status: Enabled\n"
    )
}

/// A template that meets both criteria; `mark` makes it another content.
pub(crate) fn whole(mark: &str) -> String {
    format!("{}      BucketName: kept\n", half(mark))
}

/// The starter of the mission.
pub(crate) fn starter() -> String {
    mission("format: 1", "format: 1")
        .starter
        .expect("the mission has a starter")
}

fn mission(replaced: &str, with: &str) -> Mission {
    let (mission, problems) = missions::parse_mission(
        "mission.yaml",
        MISSION.replacen(replaced, with, 1).as_bytes(),
    );
    mission.unwrap_or_else(|| panic!("the mission is understood: {problems:?}"))
}

fn catalogue_of(mission: Mission) -> &'static Catalogue {
    let pack = Pack {
        id: "tests".to_owned(),
        title: "Tests".to_owned(),
        summary: "For tests.".to_owned(),
        missions: vec![mission],
    };
    Box::leak(Box::new(Catalogue { packs: vec![pack] }))
}

/// The catalogue with the one mission.
pub(crate) fn catalogue() -> &'static Catalogue {
    static ONE: OnceLock<&'static Catalogue> = OnceLock::new();
    ONE.get_or_init(|| catalogue_of(mission("format: 1", "format: 1")))
}

/// The same catalogue after an update of the program: the mission asks for another name.
pub(crate) fn changed_catalogue() -> &'static Catalogue {
    static CHANGED: OnceLock<&'static Catalogue> = OnceLock::new();
    CHANGED.get_or_init(|| catalogue_of(mission("expected: kept", "expected: other")))
}

/// The same mission as a test, with a hint at one criterion itself.
pub(crate) fn sealed_catalogue() -> &'static Catalogue {
    static SEALED: OnceLock<&'static Catalogue> = OnceLock::new();
    SEALED.get_or_init(|| {
        let document = MISSION
            .replacen("expected: kept", "expected: kept\n    sealed: true", 1)
            .replacen(
                "expected: Enabled",
                "expected: Enabled\n    hint: Its own.",
                1,
            );
        let start = document.find("hints:").expect("there are hints");
        let end = document.find("starter:").expect("there is a starter");
        let document = format!("{}{}", &document[..start], &document[end..]);
        let (mission, problems) = missions::parse_mission("mission.yaml", document.as_bytes());
        catalogue_of(mission.unwrap_or_else(|| panic!("it is understood: {problems:?}")))
    })
}

/// The same mission, and one more for the bucket's name, as [`OTHER_ID`].
pub(crate) fn catalogue_of_two() -> &'static Catalogue {
    static TWO: OnceLock<&'static Catalogue> = OnceLock::new();
    TWO.get_or_init(|| {
        let practised = "skills:\n  storage.versioning: [versioning]\n  storage.naming: [name]";
        let first = mission("skills: [storage.versioning, storage.naming]", practised);
        let document = MISSION
            .replacen("id: one-bucket", &format!("id: {OTHER_ID}"), 1)
            .replacen(
                "skills: [storage.versioning, storage.naming]",
                "skills: [storage.naming]",
                1,
            );
        let (other, problems) = missions::parse_mission("mission.yaml", document.as_bytes());
        let other = other.unwrap_or_else(|| panic!("the mission is understood: {problems:?}"));
        let pack = Pack {
            id: "tests".to_owned(),
            title: "Tests".to_owned(),
            summary: "For tests.".to_owned(),
            missions: vec![first, other],
        };
        Box::leak(Box::new(Catalogue { packs: vec![pack] }))
    })
}

/// A catalogue without missions.
pub(crate) fn empty_catalogue() -> &'static Catalogue {
    static EMPTY: Catalogue = Catalogue { packs: Vec::new() };
    &EMPTY
}

struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now_ms(&self) -> i64 {
        self.0.fetch_add(1000, Ordering::Relaxed)
    }
}

struct Told(Sender<Event>);

impl EventSink for Told {
    fn emit(&self, event: Event) {
        // A test that is over hears nothing any more.
        let _ = self.0.send(event);
    }
}

/// An engine with what it tells.
pub(crate) struct Desk {
    pub(crate) engine: Engine,
    pub(crate) events: Receiver<Event>,
    clock: Arc<Ticking>,
    runtime: Runtime,
}

impl Desk {
    pub(crate) fn open(home: &Home) -> Desk {
        Desk::try_open(home, catalogue()).expect("the engine opens")
    }

    pub(crate) fn try_open(
        home: &Home,
        catalogue: &'static Catalogue,
    ) -> Result<Desk, EngineError> {
        let (sender, events) = channel();
        let clock = Arc::new(Ticking(AtomicI64::new(1_700_000_000_000)));
        let options = Options::new(
            home.clone(),
            Arc::clone(&clock) as Arc<dyn Clock>,
            Arc::new(Told(sender)),
        );
        let engine = Engine::open_with(options, catalogue)?;
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        Ok(Desk {
            engine,
            events,
            clock,
            runtime,
        })
    }

    /// Lets days go by.
    pub(crate) fn pass_days(&self, days: i64) {
        let ms = days * 24 * 60 * 60 * 1000;
        self.clock.0.fetch_add(ms, Ordering::Relaxed);
    }

    /// Starts the mission, and gives its template.
    pub(crate) fn start(&self) -> PathBuf {
        self.engine
            .start(ID, None)
            .expect("the mission starts")
            .template
    }

    pub(crate) fn watch(&self) {
        self.watch_mission(ID);
    }

    pub(crate) fn watch_mission(&self, id: &str) {
        let _context = self.runtime.enter();
        self.engine.watch(id).expect("the mission is watched");
        while self.events.try_recv().is_ok() {}
    }

    /// Starts and watches.
    pub(crate) fn watching(&self) -> PathBuf {
        let template = self.start();
        self.watch();
        template
    }

    /// The next attempt that the engine tells of.
    pub(crate) fn next_attempt(&self) -> AttemptDetail {
        self.hear("a graded save", |event| match event {
            Event::AttemptGraded { attempt_id, .. } => Some(attempt_id),
            Event::WatchChanged
            | Event::MissionChanged { .. }
            | Event::QueueChanged
            | Event::DeadLetter { .. }
            | Event::UsageChanged => None,
        })
        .map(|id| self.engine.attempt(id).expect("the attempt is there"))
        .expect("a graded save")
    }

    /// Waits until the watch stands like this.
    pub(crate) fn until_phase(&self, what: &str, is: impl Fn(&WatchPhase) -> bool) -> WatchPhase {
        let phase = || {
            self.engine
                .watch_state()
                .expect("something is watched")
                .phase
        };
        if is(&phase()) {
            return phase();
        }
        let found = self.hear(what, |_| Some(phase()).filter(&is));
        found.unwrap_or_else(|| panic!("{what}; the watch stands at {:?}", phase()))
    }

    fn hear<T>(&self, _what: &str, mut take: impl FnMut(Event) -> Option<T>) -> Option<T> {
        loop {
            match self.events.recv_timeout(PATIENCE) {
                Ok(event) => {
                    if let Some(taken) = take(event) {
                        return Some(taken);
                    }
                }
                Err(_) => return None,
            }
        }
    }

    pub(crate) fn attempts(&self) -> Vec<AttemptSummary> {
        self.engine.attempts(ID).expect("the attempts can be read")
    }

    /// Each attempt as `origin passed/total`.
    pub(crate) fn history(&self) -> Vec<String> {
        let attempts = self.attempts();
        attempts
            .iter()
            .map(|one| format!("{:?} {}/{}", one.origin, one.passed, one.total))
            .collect()
    }
}

/// A temporary home; dropped last, since an open database cannot be deleted everywhere.
pub(crate) fn home() -> (TempDir, Home) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let home = Home::under(folder.path());
    (folder, home)
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>) {
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// A mission that many templates meet: a queue that waits three minutes at least and keeps a day at least. As a test, what it keeps is
/// sealed.
pub(crate) fn roomy_catalogue(is_test: bool) -> &'static Catalogue {
    let sealed = if is_test { ", sealed: true" } else { "" };
    let document = format!(
        r"
format: 1
id: {ID}
title: One queue
summary: A queue to put right.
level: foundation
services: [sqs]
skills: [messaging.queues]
minutes: 5
scenario: Keep what was sent.
criteria:
  - {{id: waits, label: It waits, kind: check, select: {{type: AWS::SQS::Queue}}, assert: [{{property: VisibilityTimeout, op: gte, value: 180}}]}}
  - {{id: keeps, label: It keeps, kind: check, select: {{type: AWS::SQS::Queue}}, assert: [{{property: MessageRetentionPeriod, op: gte, value: 86400}}]{sealed}}}
starter: |
  Resources:
    Jobs:
      Type: AWS::SQS::Queue
      Properties:
        VisibilityTimeout: 30
solution: |
  Resources:
    Jobs:
      Type: AWS::SQS::Queue
      Properties:
        VisibilityTimeout: 180
        MessageRetentionPeriod: 345600
"
    );
    let (mission, problems) = missions::parse_mission("mission.yaml", document.as_bytes());
    catalogue_of(mission.unwrap_or_else(|| panic!("it is understood: {problems:?}")))
}
