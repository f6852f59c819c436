//! The task behind a watch: raw events, timers and the poll go into the decider, looks come out. One look and one poll at a time, both
//! on blocking threads; at rest it wakes every two seconds for one `stat`.

use std::{
    future::pending,
    path::Path,
    sync::{Arc, Weak},
    time::Duration,
};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender},
    task::{JoinError, JoinHandle, spawn_blocking},
    time::{Instant, MissedTickBehavior, interval, sleep_until},
};

use super::{
    Shared,
    decide::{Decider, Happening, Ms, Step},
    events::{Meaning, meaning},
    look::{Found, look},
};
use crate::{
    Engine, Event, WatchPhase,
    attempts::words,
    engine::Inner,
    files::{self, Fingerprint},
};

/// The net under the events: network folders and WSL tell of nothing.
const POLL: Duration = Duration::from_secs(2);

type FolderIdentity = (u64, u64, i64);

/// A folder that the system watches for us, until this is dropped.
pub(super) struct Armed {
    folder: FolderIdentity,
    _watcher: RecommendedWatcher,
}

/// Why a folder is not watched.
pub(super) enum NotArmed {
    /// It is not there.
    NoFolder,
    /// The system refuses; a sentence.
    Refused(String),
}

/// Asks the system to tell of changes in the template's folder. The template itself is not watched: most editors replace it.
pub(super) fn arm(shared: &Shared, sender: &UnboundedSender<Meaning>) -> Result<Armed, NotArmed> {
    // Asked before watching: a folder that is replaced in between is noticed by the next poll.
    let folder = files::folder_identity(shared.folder()).ok_or(NotArmed::NoFolder)?;
    let (path, name) = (
        shared.folder().to_owned(),
        shared.template.file_name().unwrap_or_default().to_owned(),
    );
    let sender = sender.clone();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let meaning = match event {
            Ok(event) => meaning(&event, &path, &name),
            Err(error) => {
                tracing::warn!(%error, "the system's file events failed");
                Some(Meaning::Folder)
            }
        };
        if let Some(meaning) = meaning {
            // The task is gone when nobody listens; so is this watcher, soon.
            let _ = sender.send(meaning);
        }
    });
    let watched = watcher.and_then(|mut watcher| {
        watcher.watch(shared.folder(), RecursiveMode::NonRecursive)?;
        Ok(watcher)
    });
    match watched {
        Ok(watcher) => Ok(Armed {
            folder,
            _watcher: watcher,
        }),
        Err(error) if matches!(error.kind, notify::ErrorKind::PathNotFound) => {
            Err(NotArmed::NoFolder)
        }
        Err(error) => Err(NotArmed::Refused(why(&error))),
    }
}

fn why(error: &notify::Error) -> String {
    if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) {
        "the system's limit of file watches is reached (fs.inotify.max_user_watches); close programs that watch many files, or raise it"
            .to_owned()
    } else {
        format!("the system does not tell of file changes: {error}")
    }
}

/// The task's state.
pub(super) struct Driver {
    engine: Weak<Inner>,
    shared: Arc<Shared>,
    sender: UnboundedSender<Meaning>,
    armed: Option<Armed>,
    decider: Decider,
    began: Instant,
    looking: Option<JoinHandle<Found>>,
    polling: Option<JoinHandle<Polled>>,
    looked_at: Option<Fingerprint>,
}

struct Polled {
    folder: Option<FolderIdentity>,
    fingerprint: Option<Fingerprint>,
    rearmed: Option<Result<Armed, NotArmed>>,
}

impl Driver {
    pub(super) fn new(
        engine: Weak<Inner>,
        shared: Arc<Shared>,
        sender: UnboundedSender<Meaning>,
        armed: Result<Armed, NotArmed>,
    ) -> Driver {
        let mut driver = Driver {
            engine,
            shared,
            sender,
            armed: None,
            decider: Decider::new(cfg!(any(target_os = "linux", target_os = "android"))),
            began: Instant::now(),
            looking: None,
            polling: None,
            looked_at: None,
        };
        driver.take_arms(armed);
        driver
    }

    pub(super) async fn run(mut self, mut receiver: UnboundedReceiver<Meaning>) {
        let mut poll = interval(POLL);
        poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // The first tick of an interval is at once; the first look is, too.
        poll.tick().await;
        self.step(Happening::Whole);
        loop {
            let due = self
                .decider
                .due()
                .map(|ms| self.began + Duration::from_millis(ms));
            tokio::select! {
                Some(meaning) = receiver.recv() => self.hear(meaning),
                found = done(&mut self.looking) => {
                    self.looking = None;
                    self.found(found);
                }
                polled = done(&mut self.polling) => {
                    self.polling = None;
                    self.polled(polled);
                }
                () = at(due) => self.step(Happening::Tick),
                _ = poll.tick() => self.poll(),
            }
            if self.engine.strong_count() == 0 {
                return;
            }
        }
    }

    fn hear(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::Template(happening) => self.step(happening),
            Meaning::Folder => {
                self.armed = None;
                self.poll();
            }
        }
    }

    fn step(&mut self, happening: Happening) {
        let for_good = match self.decider.step(happening, self.now()) {
            Step::Wait => return,
            Step::Look => false,
            Step::LookForGood => true,
        };
        let (engine, shared) = (self.engine.clone(), Arc::clone(&self.shared));
        self.looking = Some(spawn_blocking(move || match engine.upgrade() {
            Some(inner) => look(&Engine { inner }, &shared, for_good),
            None => Found {
                happening: Happening::FoundSound,
                fingerprint: None,
            },
        }));
    }

    fn found(&mut self, found: Result<Found, JoinError>) {
        let found = found.unwrap_or_else(|error| {
            // Grading itself is guarded; whatever else went wrong, the next save finds the watch alive.
            let reason = error
                .try_into_panic()
                .map_or_else(|_| "it was cancelled".to_owned(), |panic| words(&*panic));
            self.change(|shared| {
                shared.enter(WatchPhase::Unreadable {
                    reason: format!(
                        "this save could not be graded, on a fault of the program: {reason}"
                    ),
                })
            });
            Found {
                happening: Happening::FoundSound,
                fingerprint: files::fingerprint(&self.shared.template),
            }
        });
        self.looked_at = found.fingerprint;
        self.step(found.happening);
    }

    fn poll(&mut self) {
        if self.polling.is_some() || self.looking.is_some() {
            return;
        }
        let (shared, sender) = (Arc::clone(&self.shared), self.sender.clone());
        let armed = self.armed.as_ref().map(|armed| armed.folder);
        self.polling = Some(spawn_blocking(move || {
            let folder = files::folder_identity(shared.folder());
            let rearmed = (folder.is_some() && folder != armed).then(|| arm(&shared, &sender));
            Polled {
                folder,
                fingerprint: files::fingerprint(&shared.template),
                rearmed,
            }
        }));
    }

    fn polled(&mut self, polled: Result<Polled, JoinError>) {
        let Ok(polled) = polled else {
            return;
        };
        let replaced = polled.rearmed.is_some();
        match polled.rearmed {
            Some(rearmed) => self.take_arms(rearmed),
            None if polled.folder.is_none() => self.armed = None,
            None => {}
        }
        // A folder that refuses to be watched is asked again with each poll, which says nothing of the template.
        let rearmed = replaced && self.armed.is_some();
        if (rearmed || polled.fingerprint != self.looked_at) && self.decider.due().is_none() {
            // The poll may have come in the middle of a save.
            self.step(Happening::Stirred);
        }
    }

    fn take_arms(&mut self, arms: Result<Armed, NotArmed>) {
        let (armed, reason) = match arms {
            Ok(armed) => (Some(armed), None),
            Err(NotArmed::NoFolder) => (None, None),
            Err(NotArmed::Refused(reason)) => (None, Some(reason)),
        };
        self.armed = armed;
        self.change(|shared| shared.poll_because(reason));
    }

    fn change(&self, change: impl FnOnce(&Shared) -> bool) {
        if let Some(inner) = self.engine.upgrade().filter(|_| change(&self.shared)) {
            inner.events.emit(Event::WatchChanged);
        }
    }

    fn now(&self) -> Ms {
        Ms::try_from(self.began.elapsed().as_millis()).unwrap_or(Ms::MAX)
    }
}

async fn done<T>(task: &mut Option<JoinHandle<T>>) -> Result<T, JoinError> {
    match task {
        Some(task) => task.await,
        None => pending().await,
    }
}

async fn at(due: Option<Instant>) {
    match due {
        Some(due) => sleep_until(due).await,
        None => pending().await,
    }
}

/// Watches a folder, changes a file in it, and waits for the event. For `doctor`: says whether watching works on this machine.
pub(crate) fn see_one_event(folder: &Path, patience: Duration) -> Result<(), String> {
    let (sender, receiver) = std::sync::mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok() {
            let _ = sender.send(());
        }
    })
    .map_err(|error| why(&error))?;
    watcher
        .watch(folder, RecursiveMode::NonRecursive)
        .map_err(|error| why(&error))?;
    std::fs::write(folder.join("seen"), b"seen").map_err(|error| error.to_string())?;
    receiver.recv_timeout(patience).map_err(|_| {
        format!(
            "the system did not tell of a change within {} ms",
            patience.as_millis()
        )
    })
}
