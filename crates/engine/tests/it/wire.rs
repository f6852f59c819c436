//! An engine whose Bedrock is a server on this machine: real HTTP, real frames, real SQLite. The clock is turned by hand.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
        mpsc::{Receiver, channel},
    },
    time::{Duration, Instant},
};

use engine::{
    Clock, Engine, Event, EventSink, Home, Options, Settings,
    mentor::{MentorAnswer, MentorMessage, MentorRequest, MentorSink},
};
use fake_bedrock::{Script, Server};
use llm::{Environment, Timers};
use missions::Catalogue;
use store::{Exchange, MessageId};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use crate::desk::{ID, catalogue};

/// Noon of 2026-06-15, UTC: in the middle of a day and of a month.
pub(crate) const NOON: i64 = 1_781_524_800_000;

/// Long enough for the slowest machine; only a test that fails waits for it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// How often a condition is looked at when no event says that it may have changed.
const LOOK: Duration = Duration::from_millis(20);

/// Timers for scripts that go silent.
pub(crate) fn short_timers() -> Timers {
    Timers {
        first_event: Duration::from_millis(1_500),
        between_events: Duration::from_millis(1_500),
        whole: Duration::from_secs(20),
    }
}

/// A clock that stands until it is turned.
pub(crate) struct Hands(AtomicI64);

impl Hands {
    pub(crate) fn turn(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for Hands {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

struct Told(Mutex<std::sync::mpsc::Sender<Event>>);

impl EventSink for Told {
    fn emit(&self, event: Event) {
        // A test that is over hears nothing any more.
        let _ = self.0.lock().unwrap().send(event);
    }
}

pub(crate) struct Wire {
    pub(crate) engine: Engine,
    pub(crate) events: Receiver<Event>,
    pub(crate) clock: Arc<Hands>,
    pub(crate) home: Home,
    pub(crate) server: Server,
    pub(crate) runtime: Runtime,
    /// Dropped last: an open database cannot be deleted everywhere.
    pub(crate) folder: TempDir,
}

/// Variables of a machine on which nobody has AWS files, with the server as its Bedrock.
pub(crate) fn variables(server: &Server, folder: &Path) -> Vec<(String, String)> {
    let mut variables: Vec<(String, String)> = server
        .environment()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    let own = |name: &str| folder.join(name).to_string_lossy().into_owned();
    variables.push(("HOME".to_owned(), own("user")));
    variables.push(("AWS_CONFIG_FILE".to_owned(), own("aws-config")));
    variables.push((
        "AWS_SHARED_CREDENTIALS_FILE".to_owned(),
        own("aws-credentials"),
    ));
    variables
}

impl Wire {
    pub(crate) fn to(script: &str) -> Wire {
        Wire::with(Script::named(script), |_, _| {}, |_| {})
    }

    pub(crate) fn playing(script: Script) -> Wire {
        Wire::with(script, |_, _| {}, |_| {})
    }

    /// With other variables and other settings than the usual ones.
    pub(crate) fn with(
        script: Script,
        variables_of: impl FnOnce(&mut Vec<(String, String)>, &Path),
        settings_of: impl FnOnce(&mut Settings),
    ) -> Wire {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::under(folder.path());
        let server = Server::start(script);
        let mut variables = variables(&server, folder.path());
        variables_of(&mut variables, folder.path());
        let clock = Arc::new(Hands(AtomicI64::new(NOON)));
        let (engine, events) = open(&home, &clock, variables);
        let mut settings = engine.settings();
        settings_of(&mut settings);
        engine
            .put_settings(settings)
            .expect("the settings are good");
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        Wire {
            engine,
            events,
            clock,
            home,
            server,
            runtime,
            folder,
        }
    }

    /// Another engine on the same home, with other missions.
    pub(crate) fn again(&self, catalogue: &'static Catalogue) -> Engine {
        let variables = variables(&self.server, self.folder.path());
        open_with(&self.home, &self.clock, variables, catalogue).0
    }

    /// Starts the mission without an editor, and gives its template.
    pub(crate) fn start(&self) -> PathBuf {
        self.engine
            .start(ID, None)
            .expect("the mission starts")
            .template
    }

    pub(crate) fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(async {
            tokio::time::timeout(PATIENCE, future)
                .await
                .expect("an end within the patience of this test")
        })
    }

    /// Asks, and gives what was heard with the answer.
    pub(crate) fn ask(&self, request: MentorRequest) -> (Vec<MentorMessage>, MentorAnswer) {
        let (sink, heard) = listener();
        let answer = self
            .wait(self.engine.ask_mentor(ID, request, sink))
            .expect("asking is possible");
        (heard.try_iter().collect(), answer)
    }

    /// Asks, and gives the exchange; what was heard is held against it.
    pub(crate) fn exchange(&self, request: MentorRequest) -> Exchange {
        let (heard, answer) = self.ask(request);
        let MentorAnswer::Ended(exchange) = answer else {
            panic!("it was asked: {answer:?}");
        };
        well_told(&heard, &exchange);
        *exchange
    }

    /// Waits for something that another thread does.
    pub(crate) fn until(&self, what: &str, mut is: impl FnMut() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is() {
            assert!(Instant::now() < deadline, "{what} within {PATIENCE:?}");
            // Whatever is told, or a moment later when nothing is.
            let _ = self.events.recv_timeout(LOOK);
        }
    }
}

/// An engine of that home, another time.
pub(crate) fn open(
    home: &Home,
    clock: &Arc<Hands>,
    variables: Vec<(String, String)>,
) -> (Engine, Receiver<Event>) {
    open_with(home, clock, variables, catalogue())
}

fn open_with(
    home: &Home,
    clock: &Arc<Hands>,
    variables: Vec<(String, String)>,
    catalogue: &'static Catalogue,
) -> (Engine, Receiver<Event>) {
    let (sender, events) = channel();
    let clock: Arc<Hands> = Arc::clone(clock);
    let options = Options::new(home.clone(), clock, Arc::new(Told(Mutex::new(sender))))
        .with_aws_environment(Environment::of(variables))
        .with_timers(short_timers());
    let engine = Engine::open_with(options, catalogue).expect("the engine opens");
    (engine, events)
}

/// A sink, and what it heard.
pub(crate) fn listener() -> (MentorSink, Receiver<MentorMessage>) {
    let (sender, heard) = channel();
    let sender = Mutex::new(sender);
    let sink: MentorSink = Arc::new(move |message| {
        // A test that is over hears nothing any more.
        let _ = sender.lock().unwrap().send(message);
    });
    (sink, heard)
}

/// Began first, ended last, and in between the reply and nothing else.
pub(crate) fn well_told(heard: &[MentorMessage], exchange: &Exchange) {
    let [
        MentorMessage::Began(id),
        deltas @ ..,
        MentorMessage::Ended(ended),
    ] = heard
    else {
        panic!("it begins and ends: {heard:?}");
    };
    assert_eq!(*id, exchange.id, "the number is told first");
    assert_eq!(**ended, *exchange, "what is told last is what is stored");
    let told: String = deltas
        .iter()
        .map(|delta| match delta {
            MentorMessage::Delta(text) => text.as_str(),
            other => panic!("only text in between: {other:?}"),
        })
        .collect();
    assert_eq!(told, exchange.reply, "every piece in order, none twice");
}

/// The number of the exchange that began.
pub(crate) fn began(heard: &Receiver<MentorMessage>) -> MessageId {
    match heard.recv_timeout(PATIENCE).expect("it begins") {
        MentorMessage::Began(id) => id,
        other => panic!("it begins with its number: {other:?}"),
    }
}

pub(crate) fn hint(level: u8) -> MentorRequest {
    MentorRequest::Hint {
        criterion_id: None,
        level,
    }
}

pub(crate) fn question(text: &str) -> MentorRequest {
    MentorRequest::Question {
        text: text.to_owned(),
    }
}

pub(crate) fn aws_config(folder: &Path, text: &str) {
    fs::write(folder.join("aws-config"), text).expect("the file is written");
}
