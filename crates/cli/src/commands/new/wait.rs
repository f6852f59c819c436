//! `mission new --wait`: works on the queue until one mission has ended, and says what happens with it.

use std::{future::Future, pin::Pin, time::Duration};

use engine::{
    Engine, EngineError, Event, Pause,
    generate::{Generation, Phase},
    queue::{QueueState, RunUntil},
};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::{
    failure::{Exit, Failure},
    runtime::{self, Interrupts},
    shell::Shell,
    text::safe,
};

/// How often the state is looked at while another process runs the queue: its events are not heard here.
const LOOK: Duration = Duration::from_millis(500);

/// Works on the queue until the mission is ready, then shows it.
pub(super) fn until_ready(
    engine: &Engine,
    mission_id: &str,
    mut events: UnboundedReceiver<Event>,
    shell: &Shell,
    show: impl FnOnce() -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    runtime::wait(async {
        let mut interrupts = Interrupts::new();
        let mut work = Work::on(engine);
        let ended = follow(&mut work, mission_id, &mut events, &mut interrupts, shell).await;
        let shown = ended.and_then(|()| show());
        if shown.is_ok() {
            finish(&mut work, &mut interrupts, shell).await;
        }
        drop(work);
        runtime::wound_down(engine).await;
        shown
    })?
}

/// The runner, started again when it ends before the mission does.
struct Work<'a> {
    engine: &'a Engine,
    running: Option<Running<'a>>,
}

type Running<'a> = Pin<Box<dyn Future<Output = Result<QueueState, EngineError>> + 'a>>;

impl<'a> Work<'a> {
    fn on(engine: &'a Engine) -> Work<'a> {
        let mut work = Work {
            engine,
            running: None,
        };
        work.go_on();
        work
    }

    fn go_on(&mut self) {
        let engine = self.engine;
        self.running
            .get_or_insert_with(|| Box::pin(engine.run_queue_until(RunUntil::Empty)));
    }

    /// Ends when the runner does: nothing is left to do, or the queue is paused and a look did not end that.
    async fn ran_out(&mut self) -> Result<QueueState, EngineError> {
        match &mut self.running {
            Some(running) => {
                let state = running.as_mut().await;
                self.running = None;
                state
            }
            None => std::future::pending().await,
        }
    }
}

async fn follow(
    work: &mut Work<'_>,
    mission_id: &str,
    events: &mut UnboundedReceiver<Event>,
    interrupts: &mut Interrupts,
    shell: &Shell,
) -> Result<(), Failure> {
    let engine = work.engine;
    let mut look = tokio::time::interval(LOOK);
    let mut told = None;
    loop {
        let (mut ran_out, mut pause) = (false, None);
        tokio::select! {
            state = work.ran_out() => (ran_out, pause) = (true, state?.pause),
            _ = look.tick() => work.go_on(),
            Some(_) = events.recv() => while events.try_recv().is_ok() {},
            () = interrupts.next() => {
                return Err(Failure::interrupted(
                    format!("`{mission_id}` stays in the queue; `mission queue run` goes on with it, `mission queue cancel` takes it back"),
                ));
            }
        }
        let generation = engine.generation(mission_id)?;
        if let Some(ended) = ended(&generation, mission_id) {
            return ended;
        }
        if let Some(pause) = pause {
            return Err(paused(&pause, mission_id));
        }
        if ran_out && generation.phase == Phase::WaitsForBudget {
            return Err(over_budget(&generation, mission_id));
        }
        // A pause is told when it turns out to last, with what to do about it.
        let now = phase_line(&generation);
        if generation.phase != Phase::Paused && told.as_ref() != Some(&now) {
            shell.say(&safe(&now));
            told = Some(now);
        }
    }
}

/// Other missions may be under way, and what they cost would be paid for nothing: they are let end.
async fn finish(work: &mut Work<'_>, interrupts: &mut Interrupts, shell: &Shell) {
    let engine = work.engine;
    let mut look = tokio::time::interval(LOOK);
    let mut told = false;
    loop {
        tokio::select! {
            _ = look.tick() => {}
            _ = work.ran_out() => return,
            () = interrupts.next() => return,
        }
        // Leased until the answer has been proved and kept: a call that has ended is not enough.
        let leased = engine.queue_state().map_or(0, |state| state.counts.leased);
        if leased == 0 || !engine.runs_jobs() {
            return;
        }
        if !told {
            shell.say("finishing other missions that are being written; Ctrl-C puts them back");
            told = true;
        }
    }
}

/// What an ended mission comes to; nothing while it goes on.
fn ended(generation: &Generation, mission_id: &str) -> Option<Result<(), Failure>> {
    match generation.phase {
        Phase::Ready => Some(Ok(())),
        Phase::Failed => {
            let reason = generation.card.reason.clone().unwrap_or_default();
            let job = generation
                .card
                .job
                .map_or_else(String::new, |job| format!(" {}", job.0));
            let failure =
                Failure::generation(format!("`{mission_id}` could not be written: {reason}"));
            Some(Err(failure.with_detail(format!(
                "`mission queue redrive{job}` tries it again, `mission queue discard{job}` removes it"
            ))))
        }
        Phase::Cancelled => Some(Err(Failure::generation(format!(
            "`{mission_id}` was taken back"
        )))),
        Phase::Waiting
        | Phase::Snoozed
        | Phase::Paused
        | Phase::WaitsForBudget
        | Phase::Writing
        | Phase::Proving
        | Phase::Repairing
        | Phase::Elsewhere => None,
    }
}

/// A person has to do something first; the mission stays in the queue.
fn paused(pause: &Pause, mission_id: &str) -> Failure {
    Failure::paused(&pause.code, pause.message.clone()).with_detail(format!(
        "`{mission_id}` stays in the queue; when this is mended, `mission queue resume` and `mission queue run --until-empty` go on"
    ))
}

/// Nothing else is left to do, and when the budget allows this may be far away; the mission stays in the queue.
fn over_budget(generation: &Generation, mission_id: &str) -> Failure {
    let why = generation.last_error.clone();
    Failure::budget(why.unwrap_or_else(|| "A budget would be exceeded.".to_owned())).with_detail(
        format!(
            "`{mission_id}` stays in the queue; when the budget allows it, `mission queue run` goes on with it"
        ),
    )
}

/// What happens, without figures that change with every piece of text.
pub(crate) fn phase_line(generation: &Generation) -> String {
    let why = generation
        .last_error
        .as_ref()
        .map_or_else(String::new, |error| format!(": {error}"));
    match generation.phase {
        Phase::Waiting => "waiting for its turn".to_owned(),
        Phase::Snoozed => format!("waiting, and trying again by itself{why}"),
        Phase::Paused => "the queue is paused".to_owned(),
        Phase::WaitsForBudget => format!("waiting until the budget allows it{why}"),
        Phase::Writing => "the model writes".to_owned(),
        Phase::Proving => "checking and proving what it wrote".to_owned(),
        Phase::Repairing => "the model mends what was not accepted".to_owned(),
        Phase::Elsewhere => "another program works on it".to_owned(),
        Phase::Ready => "ready".to_owned(),
        Phase::Failed => format!("failed{why}"),
        Phase::Cancelled => "taken back".to_owned(),
    }
}
