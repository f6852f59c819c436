//! `mission queue run`: works on the queue.

use engine::{Engine, Event, JobRunner, JobState, queue::RunUntil};
use serde_json::json;
use tokio::sync::mpsc::UnboundedReceiver;

use super::{JobLine, RunArgs, at_work, pause};
use crate::{
    commands::phase_line,
    failure::{Exit, Failure},
    prompt, runtime,
    shell::Shell,
    text::{counted, safe},
};

/// Works until the queue is empty, paused or a person stops it; says what becomes of each mission.
pub(super) fn work(args: RunArgs, shell: &Shell) -> Result<Exit, Failure> {
    let (engine, events) = runtime::open_listening(shell)?;
    prompt::unlock_if_needed(&engine, shell)?;
    let before = engine.queue_state()?;
    if let JobRunner::Other { .. } = before.runner {
        shell.say(&format!(
            "{}; this one takes over when that ends",
            at_work(before.runner)
        ));
    }
    let until = if args.until_empty {
        RunUntil::Empty
    } else {
        shell.say("working on the queue until Ctrl-C");
        RunUntil::Stopped
    };
    let ended = runtime::wait(async {
        let mut interrupts = runtime::Interrupts::new();
        let ended = tokio::select! {
            state = engine.run_queue_until(until) => state.map(Some),
            () = tell(&engine, events, shell) => Ok(None),
            () = interrupts.next() => Ok(None),
        };
        runtime::wound_down(&engine).await;
        ended
    })??;
    let was_stopped = ended.is_none();
    let state = match ended {
        Some(state) => state,
        None => engine.queue_state()?,
    };
    if args.output.is_json() {
        let jobs: Vec<JobLine> = engine.jobs(false)?.into_iter().map(JobLine::from).collect();
        shell.print_json(&json!({"jobs": jobs, "pause": pause(&state)}))?;
    }
    if let Some(pause) = &state.pause {
        return Err(Failure::paused(&pause.code, pause.message.clone()).with_detail(
            "nothing is lost; when this is mended, `mission queue resume` and `mission queue run` go on",
        ));
    }
    let died = state.counts.dead.saturating_sub(before.counts.dead);
    if died > 0 {
        let died = counted(usize::try_from(died).unwrap_or_default(), "job", "jobs");
        return Err(Failure::generation(format!("{died} failed for good"))
            .with_detail("`mission queue list` says why, `mission queue redrive` tries again"));
    }
    if !was_stopped && let Some(waiting) = waiting_for_budget(&engine)? {
        return Err(waiting);
    }
    let left = state.counts.ready + state.counts.leased;
    if was_stopped && args.until_empty && left > 0 {
        let left = counted(usize::try_from(left).unwrap_or_default(), "job", "jobs");
        return Err(Failure::interrupted(format!(
            "{left} left in the queue; `mission queue run` goes on"
        )));
    }
    Ok(Exit::Passed)
}

/// What is left when all that is left waits for a budget.
fn waiting_for_budget(engine: &Engine) -> Result<Option<Failure>, Failure> {
    let mut waiting = engine.jobs(false)?;
    waiting
        .retain(|job| job.state == JobState::Ready && job.last_code.as_deref() == Some("budget"));
    let Some(newest) = waiting.first() else {
        return Ok(None);
    };
    let why = newest.last_error.clone().unwrap_or_default();
    let left = counted(waiting.len(), "job", "jobs");
    let failure = Failure::budget(format!("{left} left in the queue: {why}"));
    Ok(Some(failure.with_detail(
        "nothing is lost; when the budget allows it, `mission queue run` goes on",
    )))
}

/// Says what becomes of missions; never ends.
async fn tell(engine: &Engine, mut events: UnboundedReceiver<Event>, shell: &Shell) {
    let mut told = std::collections::HashMap::new();
    while let Some(event) = events.recv().await {
        let (Event::MissionChanged { mission_id } | Event::DeadLetter { mission_id }) = event
        else {
            continue;
        };
        let Ok(generation) = engine.generation(&mission_id) else {
            continue;
        };
        let now = phase_line(&generation);
        if told.get(&mission_id) != Some(&now) {
            shell.say(&safe(&format!("{mission_id}: {now}")));
            told.insert(mission_id, now);
        }
    }
    std::future::pending::<()>().await;
}
