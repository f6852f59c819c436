//! The queue while the database refuses, with real refusals of SQLite put into the engine's own connection: what was answered is not lost, the trouble
//! is said, and it goes on by itself.

use std::{
    future::Future,
    path::Path,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use llm::{Failure, Model, Reply, Request, SendGate, StopReason, Usage};
use missions::Catalogue;
use store::{Job, JobId, JobState, trouble::Trouble};
use tokio::sync::Semaphore;

use super::{QueueTimes, RunningQueue};
use crate::{
    Clock, Engine, Event, EventSink, Home, Options, SystemClock,
    generate::{Asked, MissionRequest},
};

const MISSION: &str = include_str!("../../../../tests/bedrock/answers/good-mission.json");

static EMPTY: Catalogue = Catalogue { packs: Vec::new() };

struct Nobody;

impl EventSink for Nobody {
    fn emit(&self, _event: Event) {}
}

/// A model that says when it was asked and answers when it may.
struct Gated {
    asked: AtomicU32,
    may_answer: Semaphore,
}

impl Model for Gated {
    fn converse<'a>(
        &'a self,
        _request: &'a Request,
        gate: &'a SendGate,
        on_delta: &'a mut (dyn FnMut(&str) + Send),
    ) -> Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send + 'a>> {
        Box::pin(async move {
            assert!(gate.pass(), "nobody called it back");
            self.asked.fetch_add(1, Ordering::SeqCst);
            self.may_answer
                .acquire()
                .await
                .expect("it is never closed")
                .forget();
            on_delta(MISSION);
            Ok(Reply {
                text: MISSION.to_owned(),
                stop: StopReason::EndTurn,
                usage: Some(Usage {
                    input: 1_500,
                    output: 2_500,
                    ..Usage::default()
                }),
                first_delta: None,
                whole: Duration::from_secs(1),
            })
        })
    }
}

fn open(root: &Path, model: Arc<Gated>) -> Engine {
    open_at(root, model, Arc::new(SystemClock))
}

fn open_at(root: &Path, model: Arc<Gated>, clock: Arc<dyn Clock>) -> Engine {
    let options = Options::new(Home::under(root), clock, Arc::new(Nobody));
    let engine = Engine::open_with(options.with_model(model), &EMPTY).expect("the engine opens");
    engine.set_queue_times(QueueTimes {
        tick: Duration::from_millis(50),
        trouble_base: Duration::from_millis(20),
        trouble_cap: Duration::from_millis(100),
        ..QueueTimes::default()
    });
    engine
}

/// The system's clock, set to another time.
#[derive(Default)]
struct SetClock {
    by_ms: AtomicI64,
}

impl Clock for SetClock {
    fn now_ms(&self) -> i64 {
        SystemClock.now_ms() + self.by_ms.load(Ordering::SeqCst)
    }
}

/// Waits for a condition, with a deadline.
async fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn survives(trouble: Trouble, says: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let model = Arc::new(Gated {
        asked: AtomicU32::new(0),
        may_answer: Semaphore::new(0),
    });
    let engine = open(folder.path(), Arc::clone(&model));
    let ask = || match engine.ask_mission(&MissionRequest::default()) {
        Ok(Asked::Queued { job, .. }) => job,
        other => panic!("the mission is queued: {other:?}"),
    };
    let (first, second) = (ask(), ask());
    let queue = engine.run_queue();
    until("both are asked for", || {
        (model.asked.load(Ordering::SeqCst) == 2).then_some(())
    })
    .await;
    engine
        .inner
        .store
        .make_trouble(trouble)
        .expect("trouble is made");
    model.may_answer.add_permits(2);
    let said = until("the trouble is said", || {
        engine.queue_state().expect("it can be read").trouble
    })
    .await;
    assert!(
        said.contains(says) && said.contains("by itself"),
        "what it is, and that nobody has to do more: {said}"
    );
    // A full disk may have room for something small.
    assert!(
        trouble == Trouble::Full || engine.ask_mission(&MissionRequest::default()).is_err(),
        "asking fails while nothing can be written"
    );
    for job in [first, second] {
        let (job, _) = engine.job(job).expect("it can be read");
        assert_eq!(job.state, JobState::Leased, "nothing is given up: {job:?}");
    }
    engine
        .inner
        .store
        .make_trouble(Trouble::Over)
        .expect("it is over");
    for job in [first, second] {
        until("the mission is ready", || {
            let (job, _) = engine.job(job).expect("it can be read");
            (job.state == JobState::Done).then_some(())
        })
        .await;
    }
    assert_eq!(
        model.asked.load(Ordering::SeqCst),
        2,
        "the answers were kept in memory, and nothing was paid again"
    );
    until("nothing is said any more", || {
        let state = engine.queue_state().expect("it can be read");
        state.trouble.is_none().then_some(())
    })
    .await;
    let audit = engine.inner.store.audit().expect("the ledger is read");
    assert!(audit.disagreements.is_empty(), "{audit:?}");
    drop(queue);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_said_and_waited_for() {
    survives(Trouble::Full, "The disk is full").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_cannot_be_written_is_said_and_waited_for() {
    survives(Trouble::ReadOnly, "cannot be written").await;
}

/// One job whose end is refused for a reason of its own, and another one beside it.
struct Refused {
    engine: Engine,
    model: Arc<Gated>,
    first: JobId,
    second: JobId,
    _queue: RunningQueue,
    _folder: tempfile::TempDir,
}

/// Both were asked for and answered, and this is in the way of the first.
async fn refused(trouble: Trouble) -> Refused {
    let folder = tempfile::tempdir().expect("a folder");
    let model = Arc::new(Gated {
        asked: AtomicU32::new(0),
        may_answer: Semaphore::new(0),
    });
    let engine = open(folder.path(), Arc::clone(&model));
    engine.set_queue_times(QueueTimes {
        backoff_base: Duration::from_millis(20),
        backoff_cap: Duration::from_millis(50),
        ..engine.inner.queue.times()
    });
    let ask = || match engine.ask_mission(&MissionRequest::default()) {
        Ok(Asked::Queued { job, .. }) => job,
        other => panic!("the mission is queued: {other:?}"),
    };
    let (first, second) = (ask(), ask());
    let queue = engine.run_queue();
    until("both are asked for", || {
        (model.asked.load(Ordering::SeqCst) == 2).then_some(())
    })
    .await;
    engine.inner.store.make_trouble(trouble).expect("made");
    model.may_answer.add_permits(2);
    Refused {
        engine,
        model,
        first,
        second,
        _queue: queue,
        _folder: folder,
    }
}

impl Refused {
    async fn until_stands(&self, job: JobId, state: JobState) -> Job {
        until("the job stands there", || {
            let (job, _) = self.engine.job(job).expect("it can be read");
            (job.state == state).then_some(job)
        })
        .await
    }

    /// A job that is asked for now is worked on.
    async fn others_go_on(&self) {
        self.model.may_answer.add_permits(1);
        let Ok(Asked::Queued { job, .. }) = self.engine.ask_mission(&MissionRequest::default())
        else {
            panic!("everything else works");
        };
        self.until_stands(job, JobState::Done).await;
        self.until_stands(self.second, JobState::Done).await;
        let audit = self.engine.inner.store.audit().expect("the ledger");
        assert!(audit.disagreements.is_empty(), "{audit:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mission_that_cannot_be_written_is_a_dead_letter_in_the_end_and_holds_nobody_up() {
    let refused = refused(Trouble::FirstJobIsNotDone).await;
    let dead = refused.until_stands(refused.first, JobState::Dead).await;
    let said = dead.last_error.unwrap_or_default();
    assert!(
        said.contains("could not be written down") && said.contains("refused on purpose"),
        "the reason is the database's: {said}"
    );
    assert_eq!(
        (dead.receive_count, dead.last_code.as_deref()),
        (3, Some("unwritten")),
        "it had its three chances"
    );
    refused.others_go_on().await;
    assert_eq!(
        refused.model.asked.load(Ordering::SeqCst),
        3,
        "its answer was kept, so that no chance was paid again"
    );
    let trouble = refused.engine.queue_state().expect("it stands").trouble;
    assert_eq!(trouble, None, "its job says what is wrong");
    let store = &refused.engine.inner.store;
    store.make_trouble(Trouble::Over).expect("it is over");
    refused.engine.redrive(refused.first).expect("redriven");
    refused.until_stands(refused.first, JobState::Done).await;
    assert_eq!(
        refused.model.asked.load(Ordering::SeqCst),
        3,
        "the kept answer is the mission after all"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_whose_lease_cannot_be_ended_is_said_and_holds_nobody_up() {
    let refused = refused(Trouble::FirstJobIsHeld).await;
    let name = format!("job {}", refused.first.0);
    let said = until("the trouble names the job", || {
        let trouble = refused.engine.queue_state().expect("it stands").trouble;
        trouble.filter(|said| said.contains(&name))
    })
    .await;
    assert!(
        said.contains("refused on purpose") && said.contains("the others go on"),
        "what is wrong, and what follows: {said}"
    );
    refused.others_go_on().await;
    let (held, _) = refused.engine.job(refused.first).expect("it can be read");
    assert_eq!(
        held.state,
        JobState::Leased,
        "nothing of it could be written"
    );
    let state = refused.engine.queue_state().expect("it stands");
    assert_eq!(state.trouble, Some(said), "it is said as long as it is so");
    let store = &refused.engine.inner.store;
    store.make_trouble(Trouble::Over).expect("it is over");
    assert!(
        refused.engine.cancel_job(refused.first).expect("cancelled"),
        "a person can end it"
    );
    let state = refused.engine.queue_state().expect("it stands");
    assert_eq!(state.trouble, None, "then nothing is said any more");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_jumps_takes_no_lease_from_a_worker() {
    const HOUR_MS: i64 = 60 * 60 * 1000;
    let folder = tempfile::tempdir().expect("a folder");
    let model = Arc::new(Gated {
        asked: AtomicU32::new(0),
        may_answer: Semaphore::new(0),
    });
    let clock = Arc::new(SetClock::default());
    let engine = open_at(folder.path(), Arc::clone(&model), Arc::clone(&clock) as _);
    let queue = engine.run_queue();
    let mut jobs = Vec::new();
    // Further ahead than a lease is long, as after a night's sleep, and then back further than that.
    for (number, by_ms) in [(1, 0), (2, 8 * HOUR_MS), (3, -8 * HOUR_MS)] {
        clock.by_ms.store(by_ms, Ordering::SeqCst);
        match engine.ask_mission(&MissionRequest::default()) {
            Ok(Asked::Queued { job, .. }) => jobs.push(job),
            other => panic!("the mission is queued: {other:?}"),
        }
        until("the model is asked for the new one", || {
            (model.asked.load(Ordering::SeqCst) == number).then_some(())
        })
        .await;
        let now = clock.now_ms();
        for job in &jobs {
            let (job, _) = engine.job(*job).expect("it can be read");
            assert_eq!(job.state, JobState::Leased, "each has its worker: {job:?}");
            assert!(
                (now..=now + HOUR_MS).contains(&job.visible_at_ms),
                "by the clock as it is now, its lease has begun and ends within its length: {job:?} at {now}"
            );
        }
    }
    model.may_answer.add_permits(3);
    for job in jobs {
        until("the mission is ready", || {
            let (job, _) = engine.job(job).expect("it can be read");
            (job.state == JobState::Done).then_some(())
        })
        .await;
        let (_, history) = engine.job(job).expect("it can be read");
        let events: Vec<&str> = history.iter().map(|event| event.event.as_str()).collect();
        assert_eq!(
            events,
            ["enqueued", "leased", "done"],
            "no lease ran out, and none was given twice"
        );
    }
    assert_eq!(
        model.asked.load(Ordering::SeqCst),
        3,
        "nothing was paid twice"
    );
    drop(queue);
}
