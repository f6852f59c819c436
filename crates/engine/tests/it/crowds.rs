//! Many jobs and long storms, on a model in memory and a clock that stands still: hours of the queue in seconds of a test.

use std::{
    env,
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering},
    },
    time::Duration,
};

use engine::{Clock, Engine, Event, EventSink, Home, Options, generate::Asked, queue::RunUntil};
use llm::{Charge, Failure, FailureKind, Model, Reply, Request, SendGate, StopReason, Usage};
use store::JobState;
use tokio::{runtime::Builder, time::Instant};

use crate::{desk::empty_catalogue, yard::about};

const MISSION: &str = include_str!("../../../../tests/bedrock/answers/good-mission.json");

/// The wall clock of a runtime whose clock stands still.
struct Virtual {
    began: Instant,
}

impl Clock for Virtual {
    fn now_ms(&self) -> i64 {
        1_780_000_000_000 + i64::try_from(self.began.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}

struct Nobody;

impl EventSink for Nobody {
    fn emit(&self, _event: Event) {}
}

/// A model that counts how many are asked at once, and answers as it is told.
struct Crowd {
    now: AtomicU32,
    most: AtomicU32,
    asked: AtomicUsize,
    throttles: AtomicBool,
    /// Of a thousand calls, when it throttles.
    throttled: u64,
    answer: fn(usize) -> Result<&'static str, FailureKind>,
}

impl Crowd {
    fn new(throttled: u64, answer: fn(usize) -> Result<&'static str, FailureKind>) -> Arc<Crowd> {
        Arc::new(Crowd {
            now: AtomicU32::new(0),
            most: AtomicU32::new(0),
            asked: AtomicUsize::new(0),
            throttles: AtomicBool::new(throttled > 0),
            throttled,
            answer,
        })
    }
}

fn failure(kind: FailureKind) -> Failure {
    Failure {
        kind,
        message: kind.what().to_owned(),
        charge: Charge::Nothing,
        retry_after: None,
        request_id: None,
    }
}

impl Model for Crowd {
    fn converse<'a>(
        &'a self,
        _request: &'a Request,
        gate: &'a SendGate,
        on_delta: &'a mut (dyn FnMut(&str) + Send),
    ) -> Pin<Box<dyn Future<Output = Result<Reply, Failure>> + Send + 'a>> {
        Box::pin(async move {
            assert!(gate.pass(), "nobody called it back");
            let number = self.asked.fetch_add(1, Ordering::SeqCst);
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            // A number that looks drawn and is the same each time.
            let drawn = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33;
            tokio::time::sleep(Duration::from_millis(200 + drawn % 1_800)).await;
            self.now.fetch_sub(1, Ordering::SeqCst);
            if self.throttles.load(Ordering::SeqCst) && drawn % 1_000 < self.throttled {
                return Err(failure(FailureKind::Throttled));
            }
            let text = (self.answer)(number).map_err(failure)?;
            on_delta(text);
            Ok(Reply {
                text: text.to_owned(),
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

/// Runs a test on an engine that keeps everything in memory, with budgets that are no part of it.
fn with_engine<F: Future<Output = ()>>(model: Arc<Crowd>, test: impl FnOnce(Engine) -> F) {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .expect("a runtime");
    // A home below a file cannot be made, so the engine works in memory: ten thousand jobs need no disk.
    let file = tempfile::NamedTempFile::new().expect("a file");
    runtime.block_on(async {
        let clock = Arc::new(Virtual {
            began: Instant::now(),
        });
        let home = Home::under(&file.path().join("home"));
        let options = Options::new(home, clock, Arc::new(Nobody)).with_model(model);
        let engine = Engine::open_with(options, empty_catalogue()).expect("the engine opens");
        assert!(!engine.data_state().kept, "in memory");
        let mut settings = engine.settings();
        settings.budgets.all = engine::BudgetLines::default();
        engine.put_settings(settings).expect("the settings hold");
        test(engine).await;
    });
}

fn ask(engine: &Engine, topic: &str) -> store::JobId {
    match engine.ask_mission(&about(topic)) {
        Ok(Asked::Queued { job, .. }) => job,
        other => panic!("the mission is queued: {other:?}"),
    }
}

/// How many of the ten thousand have to end; all of them take a debug build more than a minute.
const ENDS: &str = "MISSION_CROWD_ENDS";

#[test]
fn ten_thousand_jobs_never_exceed_ten_calls_at_once() {
    const JOBS: u64 = 10_000;
    let ends: u64 = env::var(ENDS).map_or(1_500, |ends| ends.parse().expect("a number"));
    // One of a thousand is a mission, which takes its time to be proved; the others are refused for good.
    let crowd = Crowd::new(0, |number| match number % 1_000 {
        500 => Ok(MISSION),
        _ => Err(FailureKind::Invalid),
    });
    with_engine(Arc::clone(&crowd), |engine| async move {
        for job in 0..JOBS {
            ask(&engine, &format!("topic {job}"));
        }
        let queue = engine.run_queue();
        loop {
            let [_, ready, failed, _] = engine.generation_counts().expect("counted");
            if ready + failed >= ends {
                break;
            }
            let state = engine.queue_state().expect("it stands");
            assert!(
                state.calls <= 10 && state.call_limit == 10,
                "ten at once, as the setting says: {state:?}"
            );
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        drop(queue);
        let [generating, ready, failed, cancelled] = engine.generation_counts().expect("counted");
        assert_eq!(
            (generating + ready + failed, cancelled),
            (JOBS, 0),
            "none is lost: {generating} wait, {ready} are ready, {failed} failed"
        );
        let answered = ends / 1_000;
        assert!(
            ready >= answered,
            "those that were answered are missions: {ready} of at least {answered}"
        );
    });
    assert_eq!(
        crowd.most.load(Ordering::SeqCst),
        10,
        "ten at once were asked, and never one more"
    );
}

#[test]
fn ten_minutes_of_throttling_slow_the_work_kill_nothing_and_all_come_through_afterwards() {
    const JOBS: usize = 60;
    let crowd = Crowd::new(950, |_| Ok(MISSION));
    with_engine(Arc::clone(&crowd), |engine| {
        let crowd = Arc::clone(&crowd);
        async move {
            let jobs: Vec<_> = (0..JOBS)
                .map(|n| ask(&engine, &format!("topic {n}")))
                .collect();
            let queue = engine.run_queue();
            tokio::time::sleep(Duration::from_secs(10 * 60)).await;
            let asked = crowd.asked.load(Ordering::SeqCst);
            assert!(asked >= 200, "it was tried again and again: {asked} calls");
            let [_, ready, ..] = engine.generation_counts().expect("counted");
            assert!(
                ready > 10,
                "one call of twenty is answered, and the work goes on by those: {ready} missions of {asked} calls"
            );
            for job in &jobs {
                let (job, _) = engine.job(*job).expect("it is there");
                assert_ne!(job.state, JobState::Dead, "nothing dies: {job:?}");
                assert!(job.receive_count <= 1, "a throttle burns nothing: {job:?}");
            }
            crowd.throttles.store(false, Ordering::SeqCst);
            drop(queue);
            engine
                .run_queue_until(RunUntil::Empty)
                .await
                .expect("it ran");
            for job in &jobs {
                let (job, history) = engine.job(*job).expect("it is there");
                assert_eq!(
                    job.state,
                    JobState::Done,
                    "each comes through when the storm is over: {history:?}"
                );
            }
        }
    });
    assert!(
        crowd.most.load(Ordering::SeqCst) <= 10,
        "never more than the setting"
    );
}

#[test]
fn a_daily_quota_pauses_until_midnight_and_goes_on_by_itself() {
    let crowd = Crowd::new(0, |number| match number {
        0 => Err(FailureKind::DailyQuota),
        _ => Ok(MISSION),
    });
    with_engine(Arc::clone(&crowd), |engine| async move {
        let job = ask(&engine, "parcels");
        let queue = engine.run_queue();
        tokio::time::sleep(Duration::from_secs(60)).await;
        let pause = engine
            .queue_state()
            .expect("it stands")
            .pause
            .expect("it is paused");
        let until = pause.until_ms.expect("it ends by itself");
        assert_eq!(until % 86_400_000, 0, "at midnight, UTC: {pause:?}");
        assert_eq!(pause.code, "daily-quota", "{pause:?}");
        tokio::time::sleep(Duration::from_secs(24 * 60 * 60)).await;
        assert_eq!(
            engine.job(job).expect("it is there").0.state,
            JobState::Done,
            "the next day it went on"
        );
        drop(queue);
    });
    assert_eq!(crowd.asked.load(Ordering::SeqCst), 2, "no call in between");
}
