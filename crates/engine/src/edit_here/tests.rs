//! Saving on a full or read-only disk: what needs the store's own trouble, which only the engine reaches.

use std::{
    fs,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    time::Duration,
};

use store::{StoreError, trouble::Trouble};

use super::SavedTemplate;
use crate::{
    Engine, EngineError, Event, EventSink, Home, Options, SystemClock, WatchPhase, engine::lock,
};

const ID: &str = "private-photo-bucket";

/// Only a test that fails waits for it.
const PATIENCE: Duration = Duration::from_secs(30);

struct Told(std::sync::Mutex<Sender<Event>>);

impl EventSink for Told {
    fn emit(&self, event: Event) {
        // A test that is over hears nothing any more.
        let _ = lock(&self.0).send(event);
    }
}

fn started() -> (tempfile::TempDir, Engine, PathBuf, Receiver<Event>) {
    let folder = tempfile::tempdir().expect("a folder");
    let (sender, events) = channel();
    let options = Options::new(
        Home::under(folder.path()),
        Arc::new(SystemClock),
        Arc::new(Told(std::sync::Mutex::new(sender))),
    );
    let engine = Engine::open(options).expect("the engine opens");
    let template = engine.start(ID, None).expect("it starts").template;
    (folder, engine, template, events)
}

/// A text that does not get small, so that it needs a page of its own.
fn large(mark: u32) -> String {
    let numbers = (1..4_000_u32).map(|n| n.wrapping_mul(2_654_435_761).rotate_left(mark));
    let lines: String = numbers.map(|n| format!("# {n:x}\n")).collect();
    format!("Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n{lines}")
}

#[test]
fn a_disk_that_refuses_leaves_the_file_and_the_history_as_they_were() {
    let (_folder, engine, template, _events) = started();
    let before = fs::read(&template).expect("the starter");
    let seen = engine.template_text(ID).expect("read");
    type Says = fn(&EngineError) -> bool;
    let told: [(Trouble, Says); 2] = [
        (Trouble::Full, |error| {
            matches!(error, EngineError::Store(StoreError::Full))
        }),
        (Trouble::ReadOnly, |error| {
            matches!(error, EngineError::Store(StoreError::ReadOnly { .. }))
        }),
    ];
    for (trouble, is_told) in told {
        engine.inner.store.make_trouble(trouble).expect("trouble");
        let refused = engine.save_template(ID, &large(1), &seen.hash);
        assert!(
            refused.as_ref().is_err_and(is_told),
            "{trouble:?} is said: {refused:?}"
        );
        assert_eq!(
            fs::read(&template).expect("read"),
            before,
            "the file is whole and as it was"
        );
        assert_eq!(
            engine.template_text(ID).expect("read"),
            seen,
            "reading for editing goes on"
        );
        let beside = fs::read_dir(template.parent().expect("a folder")).expect("read");
        assert_eq!(beside.count(), 1, "nothing is left beside it");
        engine
            .inner
            .store
            .make_trouble(Trouble::Over)
            .expect("over");
        assert_eq!(engine.attempts(ID).expect("read").len(), 1, "no attempt");
    }
    let saved = engine.save_template(ID, &large(1), &seen.hash);
    assert!(
        matches!(saved, Ok(SavedTemplate::Saved { .. })),
        "the same save works when there is room: {saved:?}"
    );
    assert_eq!(
        fs::read_to_string(&template).expect("read"),
        large(1),
        "and is in the file"
    );
}

#[test]
fn a_conflict_on_a_full_disk_writes_over_nothing() {
    let (_folder, engine, template, _events) = started();
    let seen = engine.template_text(ID).expect("read");
    fs::write(&template, large(2)).expect("saved outside");
    engine
        .inner
        .store
        .make_trouble(Trouble::Full)
        .expect("full");
    let refused = engine.save_template(ID, &large(1), &seen.hash);
    assert!(
        matches!(refused, Err(EngineError::Store(StoreError::Full))),
        "theirs cannot be kept, and that is said: {refused:?}"
    );
    assert_eq!(
        fs::read_to_string(&template).expect("read"),
        large(2),
        "theirs stands"
    );
}

#[test]
fn the_watch_goes_on_after_a_full_disk() {
    let (_folder, engine, template, events) = started();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    {
        let _context = runtime.enter();
        engine.watch(ID).expect("watched");
    }
    let until = |what: &str, is: &dyn Fn() -> bool| {
        while !is() {
            events
                .recv_timeout(PATIENCE)
                .unwrap_or_else(|error| panic!("{what}: {error}"));
        }
    };
    engine
        .inner
        .store
        .make_trouble(Trouble::Full)
        .expect("full");
    fs::write(&template, large(3)).expect("saved in the editor");
    let is_unreadable = || {
        matches!(
            engine.watch_state().map(|state| state.phase),
            Some(WatchPhase::Unreadable { reason }) if reason.contains("the disk is full")
        )
    };
    until("the watch says that the disk is full", &is_unreadable);
    engine
        .inner
        .store
        .make_trouble(Trouble::Over)
        .expect("room again");
    fs::write(&template, large(4)).expect("saved once more");
    // A look in between may have kept what the full disk refused: that is one more attempt, and no fault.
    let is_recorded = || {
        let newest = engine.attempts(ID).expect("read").pop().expect("there");
        engine.attempt(newest.id).expect("read").snapshot == large(4).into_bytes()
    };
    until("the next save is graded, as it was saved", &is_recorded);
    let is_well = || engine.watch_state().map(|state| state.phase) == Some(WatchPhase::Watching);
    until("all is well again", &is_well);
}
