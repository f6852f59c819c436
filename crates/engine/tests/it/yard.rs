//! A queue at work in a temporary folder: a home, an engine, and a server that plays Bedrock or a model in memory. Nothing here waits for a time:
//! whatever has to happen is waited for, with a deadline.

use std::{
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::{Duration, Instant},
};

use engine::{
    Clock, Engine, Event, EventSink, Home, Options, Settings, SystemClock,
    generate::{Asked, MissionRequest},
    queue::{QueueTimes, RunningQueue},
};
use fake_bedrock::{Answer, Content, Pace, Script, Server, Step};
use store::{Call, Charged, Job, JobId, Store};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use crate::desk::empty_catalogue;

/// Long enough for the slowest machine; only a test that fails waits for it.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a condition is looked at when no event says that it may have changed.
const LOOK: Duration = Duration::from_millis(20);

/// A model that Claude's row of the capabilities is for: structured output by schema, prompt cache.
pub(crate) const MODEL: &str = "global.anthropic.claude-sonnet-4-6";

struct Told(Sender<Event>);

impl EventSink for Told {
    fn emit(&self, event: Event) {
        // A test that is over hears nothing any more.
        let _ = self.0.send(event);
    }
}

/// An engine whose queue can run, with what it tells.
pub(crate) struct Yard {
    pub(crate) engine: Engine,
    pub(crate) events: Receiver<Event>,
    /// What was told until now, as far as it was waited for.
    heard: Mutex<Vec<Event>>,
    pub(crate) home: Home,
    pub(crate) runtime: Runtime,
    /// Dropped last: an open database cannot be deleted everywhere.
    _folder: Option<TempDir>,
}

impl Yard {
    /// On a server that plays Bedrock, with little patience for it.
    pub(crate) fn on(server: &Server) -> Yard {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::under(folder.path());
        let mut yard = Yard::at(&home, server);
        yard._folder = Some(folder);
        yard
    }

    /// The same, in a home that is there already.
    pub(crate) fn at(home: &Home, server: &Server) -> Yard {
        let access = llm::Access {
            environment: environment(server),
            ..llm::Access::default()
        };
        let connected = runtime().block_on(llm::Bedrock::connect(access));
        let bedrock = connected
            .expect("the server's environment leads to it")
            .with_timers(impatient());
        Yard::with(home, |options| options.with_model(Arc::new(bedrock)))
    }

    /// On a server, as the settings and this environment say: credentials are looked for and checked.
    pub(crate) fn on_aws(environment: llm::Environment) -> Yard {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::under(folder.path());
        let mut yard = Yard::with(&home, |options| options.with_aws_environment(environment));
        yard._folder = Some(folder);
        yard
    }

    pub(crate) fn with(home: &Home, more: impl FnOnce(Options) -> Options) -> Yard {
        Yard::with_clock(home, Arc::new(SystemClock), more)
    }

    pub(crate) fn with_clock(
        home: &Home,
        clock: Arc<dyn Clock>,
        more: impl FnOnce(Options) -> Options,
    ) -> Yard {
        let (sender, events) = channel();
        let options = Options::new(home.clone(), clock, Arc::new(Told(sender)));
        let engine = Engine::open_with(more(options), empty_catalogue()).expect("the engine opens");
        Yard {
            engine,
            events,
            heard: Mutex::default(),
            home: home.clone(),
            runtime: runtime(),
            _folder: None,
        }
    }

    /// Waits between attempts are as short as a test wants them.
    pub(crate) fn quick(self) -> Yard {
        self.engine.set_queue_times(quick());
        self
    }

    /// No second attempt while a test looks.
    pub(crate) fn one_attempt_only(self) -> Yard {
        let day = Duration::from_secs(24 * 60 * 60);
        self.engine.set_queue_times(QueueTimes {
            backoff_base: day,
            backoff_cap: day,
            ..quick()
        });
        self
    }

    pub(crate) fn change_settings(&self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.engine.settings();
        change(&mut settings);
        self.engine
            .put_settings(settings)
            .expect("the settings can be written");
    }

    /// Asks for a mission; gives its id and its job.
    pub(crate) fn ask(&self, topic: &str) -> (String, JobId) {
        match self.engine.ask_mission(&about(topic)) {
            Ok(Asked::Queued {
                mission_id, job, ..
            }) => (mission_id, job),
            other => panic!("the mission is queued: {other:?}"),
        }
    }

    pub(crate) fn run(&self) -> RunningQueue {
        let _context = self.runtime.enter();
        self.engine.run_queue()
    }

    /// Waits until something is there; looks whenever the engine tells of something, and now and then.
    pub(crate) fn until<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            if began.elapsed() > PATIENCE {
                panic!(
                    "{what}; the queue stands at {:?} with {:?}",
                    self.engine.queue_state(),
                    self.engine.jobs(true)
                );
            }
            match self.events.recv_timeout(LOOK) {
                Ok(event) => self.note(event),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => panic!("{what}; the engine is gone"),
            }
        }
    }

    fn note(&self, event: Event) {
        self.heard.lock().expect("nobody panicked").push(event);
    }

    /// Everything that was told until now.
    pub(crate) fn heard(&self) -> Vec<Event> {
        self.events.try_iter().for_each(|event| self.note(event));
        self.heard.lock().expect("nobody panicked").clone()
    }

    pub(crate) fn job(&self, job: JobId) -> Job {
        self.engine.job(job).expect("the job is there").0
    }

    /// What happened to a job, in order.
    pub(crate) fn history(&self, job: JobId) -> Vec<String> {
        let (_, events) = self.engine.job(job).expect("the job is there");
        events.into_iter().map(|event| event.event).collect()
    }

    /// Waits until an attempt at a job has ended, however it did, and gives what was written last.
    pub(crate) fn until_ended(&self, job: JobId) -> String {
        self.until("an attempt ends", || {
            self.history(job).pop().filter(|event| {
                matches!(
                    event.as_str(),
                    "snoozed" | "retried" | "dead" | "done" | "cancelled"
                )
            })
        })
    }

    /// Ends as a crash does: nothing that is under way is waited for. Gives the home with what keeps it there.
    pub(crate) fn crash(self) -> (Home, Option<TempDir>) {
        self.runtime.shutdown_background();
        (self.home, self._folder)
    }

    /// A second handle on the database.
    pub(crate) fn store(&self) -> Store {
        Store::open(&self.home.database())
            .expect("the database opens")
            .0
    }

    /// Every call of the ledger, oldest first.
    pub(crate) fn calls(&self) -> Vec<Call> {
        let mut calls = self
            .store()
            .calls(None, 10_000)
            .expect("the calls are read");
        calls.reverse();
        calls
    }

    /// What each call was charged at, a letter a call: `0` nothing, `k` what the provider counted, `w` the whole reservation, `r` it runs.
    pub(crate) fn charged(&self) -> String {
        let calls = self.calls().into_iter();
        calls
            .map(|call| match call.end.map(|end| end.charged) {
                Some(Charged::Nothing) => '0',
                Some(Charged::Known { tokens, nusd }) if tokens.total() > 0 && nusd > 0 => 'k',
                Some(Charged::Known { .. }) => '?',
                Some(Charged::Whole) => 'w',
                None => 'r',
            })
            .collect()
    }

    /// Nothing of the ledger disagrees with the counters.
    pub(crate) fn audit(&self) {
        let audit = self.store().audit().expect("the ledger is read");
        assert!(
            audit.disagreements.is_empty(),
            "the ledger and the counters agree: {:?}",
            audit.disagreements
        );
    }
}

fn runtime() -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
}

pub(crate) fn about(topic: &str) -> MissionRequest {
    MissionRequest {
        topic: topic.to_owned(),
        services: vec!["sqs".to_owned()],
        level: Some(missions::Level::Associate),
        model: Some(MODEL.to_owned()),
    }
}

/// What leads an AWS client to the server.
pub(crate) fn environment(server: &Server) -> llm::Environment {
    llm::Environment::of(server.environment())
}

pub(crate) fn quick() -> QueueTimes {
    QueueTimes {
        lock_retry: Duration::from_millis(100),
        tick: Duration::from_millis(100),
        backoff_base: Duration::from_millis(20),
        backoff_cap: Duration::from_millis(200),
        recheck: Duration::from_millis(100),
        recheck_cap: Duration::from_millis(400),
        // A test that wants it says so.
        retry_paused: Duration::from_secs(60 * 60),
        breaker_first: Duration::from_millis(100),
        breaker_cap: Duration::from_millis(400),
        trouble_base: Duration::from_millis(50),
        trouble_cap: Duration::from_millis(200),
    }
}

/// Timers of a model that a test waits for.
fn impatient() -> llm::Timers {
    llm::Timers {
        first_event: Duration::from_millis(2_000),
        between_events: Duration::from_millis(1_000),
        whole: Duration::from_secs(20),
    }
}

/// Words for half a minute.
pub(crate) fn long_answer() -> Step {
    Step::Answer(Answer {
        content: Content::Words(3_000),
        pace: Pace {
            tokens_per_s: 100,
            ..Pace::default()
        },
        ..Answer::default()
    })
}

/// Every answer is one.
pub(crate) fn endless() -> Script {
    Script::repeat("endless", long_answer())
}
