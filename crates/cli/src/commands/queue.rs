//! `mission queue`: what is being written, what waits, and what failed for good.

mod run;

use std::fmt::Write as _;

use clap::{Args, Subcommand};
use engine::{Engine, Job, JobId, JobRunner, JobState, Pause, queue::QueueState};
use serde::Serialize;
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
    text::{Ink, Paint, counted, safe},
};

/// Look at the queue of missions that are being written, and work on it
#[derive(Debug, Args)]
pub(crate) struct QueueArgs {
    #[command(subcommand)]
    command: QueueCommand,
}

#[derive(Debug, Subcommand)]
enum QueueCommand {
    /// List the jobs
    List(ListArgs),
    /// Work on the queue, until Ctrl-C
    ///
    /// Runs every job that is due, those that a crash left behind included.
    Run(RunArgs),
    /// Give dead letters another chance
    Redrive(JobsArgs),
    /// Remove dead letters
    Discard(JobsArgs),
    /// Take back jobs that wait or run
    Cancel(JobsArgs),
    /// End a pause and try at once
    Resume(ResumeArgs),
    /// Show what happened to a job
    History(HistoryArgs),
}

#[derive(Clone, Copy, Debug, Args)]
struct ListArgs {
    /// Also the jobs that are done or discarded
    #[arg(short, long)]
    all: bool,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, Debug, Args)]
#[command(after_help = "\
Without --until-empty, waits for jobs until Ctrl-C. Where another process works on the queue, waits
for what that one does, and takes over when it ends.

Exits with 6 when the queue is paused because Bedrock is not connected or refuses, 7 when a budget
is used up, and 8 when a job failed for good.")]
struct RunArgs {
    /// End when every job has ended
    #[arg(long)]
    until_empty: bool,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
struct JobsArgs {
    /// The jobs' numbers, as `mission queue list` shows them
    #[arg(value_name = "JOB", required_unless_present = "all")]
    jobs: Vec<i64>,
    /// All that this can be done to
    #[arg(long, conflicts_with = "jobs")]
    all: bool,
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, Debug, Args)]
struct ResumeArgs {
    #[command(flatten)]
    output: Output,
}

#[derive(Clone, Copy, Debug, Args)]
struct HistoryArgs {
    /// The job's number
    #[arg(value_name = "JOB")]
    job: i64,
    #[command(flatten)]
    output: Output,
}

impl QueueArgs {
    pub(crate) fn is_json(&self) -> bool {
        match &self.command {
            QueueCommand::List(args) => args.output,
            QueueCommand::Run(args) => args.output,
            QueueCommand::Redrive(args)
            | QueueCommand::Discard(args)
            | QueueCommand::Cancel(args) => args.output,
            QueueCommand::Resume(args) => args.output,
            QueueCommand::History(args) => args.output,
        }
        .is_json()
    }
}

pub(crate) fn run(args: QueueArgs, shell: &Shell) -> Result<Exit, Failure> {
    match args.command {
        QueueCommand::List(args) => list(args, shell),
        QueueCommand::Run(args) => run::work(args, shell),
        QueueCommand::Redrive(args) => each(&args, shell, &REDRIVE),
        QueueCommand::Discard(args) => each(&args, shell, &DISCARD),
        QueueCommand::Cancel(args) => each(&args, shell, &CANCEL),
        QueueCommand::Resume(args) => resume(args, shell),
        QueueCommand::History(args) => history(args, shell),
    }
}

/// A job as `--format json` prints it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JobLine {
    id: i64,
    mission_id: String,
    title: String,
    model: String,
    state: &'static str,
    discarded: bool,
    receive_count: u32,
    snoozes: u32,
    visible_at_ms: i64,
    created_at_ms: i64,
    last_error: Option<String>,
    last_code: Option<String>,
}

impl From<Job> for JobLine {
    fn from(job: Job) -> JobLine {
        JobLine {
            id: job.id.0,
            mission_id: job.mission_id,
            title: job.title,
            model: job.model,
            state: word(job.state),
            discarded: job.discarded,
            receive_count: job.receive_count,
            snoozes: job.snoozes,
            visible_at_ms: job.visible_at_ms,
            created_at_ms: job.created_at_ms,
            last_error: job.last_error,
            last_code: job.last_code,
        }
    }
}

fn word(state: JobState) -> &'static str {
    match state {
        JobState::Ready => "ready",
        JobState::Leased => "leased",
        JobState::Done => "done",
        JobState::Dead => "dead",
        JobState::Cancelled => "cancelled",
    }
}

fn list(args: ListArgs, shell: &Shell) -> Result<Exit, Failure> {
    let engine = data::open(shell)?;
    let jobs = engine.jobs(args.all)?;
    let state = engine.queue_state()?;
    if args.output.is_json() {
        let jobs: Vec<JobLine> = jobs.into_iter().map(JobLine::from).collect();
        shell.print_json(&json!({"jobs": jobs, "pause": pause(&state)}))?;
        return Ok(Exit::Passed);
    }
    let text: String = jobs
        .iter()
        .map(|job| line(job, state.pause.as_ref(), shell.paint))
        .collect();
    shell.print(&text)?;
    if let Some(pause) = &state.pause {
        shell.warn(&format!("the queue is paused: {}", pause.message));
        shell.say("when that is mended, `mission queue resume` goes on");
    } else if jobs.is_empty() {
        shell.say("no jobs; `mission new` asks for a mission");
    } else if state.counts.ready + state.counts.leased > 0 {
        shell.say(&at_work(state.runner));
    }
    Ok(Exit::Passed)
}

/// Who works on the queue.
fn at_work(runner: JobRunner) -> String {
    match runner {
        JobRunner::ThisEngine => {
            "nobody works on the queue now; `mission queue run` does".to_owned()
        }
        JobRunner::Other { pid: Some(pid) } => format!("process {pid} works on the queue"),
        JobRunner::Other { pid: None } => "another process works on the queue".to_owned(),
    }
}

fn pause(state: &QueueState) -> serde_json::Value {
    state.pause.as_ref().map_or(
        serde_json::Value::Null,
        |pause| json!({"code": pause.code, "message": pause.message, "sinceMs": pause.since_ms, "untilMs": pause.until_ms}),
    )
}

fn line(job: &Job, pause: Option<&Pause>, paint: Paint) -> String {
    let (ink, word) = match job.state {
        _ if job.discarded => (Ink::Quiet, "discarded"),
        JobState::Ready | JobState::Leased => (Ink::Info, word(job.state)),
        JobState::Done => (Ink::Pass, word(job.state)),
        JobState::Dead => (Ink::Fail, word(job.state)),
        JobState::Cancelled => (Ink::Quiet, word(job.state)),
    };
    let mut out = format!(
        "{:>5}  {}  {}  {}\n",
        job.id.0,
        paint.ink(ink, &format!("{word:<9}")),
        paint.ink(Ink::Code, &safe(&job.mission_id)),
        safe(&job.title)
    );
    let about = about(job, pause);
    if !about.is_empty() {
        let _ = writeln!(out, "                  {}", paint.ink(Ink::Quiet, &about));
    }
    out
}

/// How often it was tried and what went wrong last: what a done job came over, and what the pause says, is left out.
fn about(job: &Job, pause: Option<&Pause>) -> String {
    let mut about = Vec::new();
    if job.receive_count > 0 {
        let times = usize::try_from(job.receive_count).unwrap_or_default();
        about.push(format!("received {}", counted(times, "time", "times")));
    }
    if job.snoozes > 0 && job.state != JobState::Done {
        let times = usize::try_from(job.snoozes).unwrap_or_default();
        about.push(format!("put off {}", counted(times, "time", "times")));
    }
    let is_known = |error: &&str| pause.is_some_and(|pause| pause.message == **error);
    about.extend(
        job.last_error
            .as_deref()
            .filter(|error| job.state != JobState::Done && !is_known(error))
            .map(safe),
    );
    about.join("; ")
}

/// Something that is done to jobs.
struct Action {
    /// The jobs that it can be done to.
    applies: fn(JobState) -> bool,
    act: fn(&Engine, JobId) -> Result<bool, engine::EngineError>,
    done: &'static str,
    /// Why nothing was done.
    refused: &'static str,
}

const REDRIVE: Action = Action {
    applies: |state| matches!(state, JobState::Dead | JobState::Cancelled),
    act: Engine::redrive,
    done: "is in the queue again",
    refused: "is neither dead nor cancelled, or was removed before",
};
const DISCARD: Action = Action {
    applies: |state| matches!(state, JobState::Dead | JobState::Cancelled),
    act: Engine::discard,
    done: "is removed",
    refused: "is neither dead nor cancelled, or was removed before",
};
const CANCEL: Action = Action {
    applies: |state| matches!(state, JobState::Ready | JobState::Leased),
    act: Engine::cancel_job,
    done: "is taken back",
    refused: "has ended already",
};

fn each(args: &JobsArgs, shell: &Shell, action: &Action) -> Result<Exit, Failure> {
    let engine = data::open(shell)?;
    let jobs: Vec<JobId> = if args.all {
        let jobs = engine.jobs(false)?.into_iter();
        jobs.filter(|job| (action.applies)(job.state))
            .map(|job| job.id)
            .collect()
    } else {
        args.jobs.iter().copied().map(JobId).collect()
    };
    // All are known before anything is done to one.
    for job in &jobs {
        engine.job(*job)?;
    }
    let mut done = Vec::new();
    let mut refused = Vec::new();
    for job in jobs {
        if (action.act)(&engine, job)? {
            shell.say(&format!("job {} {}", job.0, action.done));
            done.push(job.0);
        } else {
            shell.warn(&format!("job {} {}", job.0, action.refused));
            refused.push(job.0);
        }
    }
    if args.output.is_json() {
        shell.print_json(&json!({"done": done, "refused": refused}))?;
    }
    Ok(if refused.is_empty() {
        Exit::Passed
    } else {
        Exit::Below
    })
}

fn resume(args: ResumeArgs, shell: &Shell) -> Result<Exit, Failure> {
    let resumed = data::open(shell)?.resume_queue()?;
    if args.output.is_json() {
        shell.print_json(&json!({ "resumed": resumed }))?;
    } else if resumed {
        shell.say("the queue goes on");
    } else {
        shell.say("the queue was not paused");
    }
    Ok(Exit::Passed)
}

fn history(args: HistoryArgs, shell: &Shell) -> Result<Exit, Failure> {
    let (job, events) = data::open(shell)?.job(JobId(args.job))?;
    if args.output.is_json() {
        let events: Vec<_> = events
            .into_iter()
            .map(|event| json!({"atMs": event.at_ms, "event": event.event, "detail": event.detail}))
            .collect();
        shell.print_json(&json!({"job": JobLine::from(job), "history": events}))?;
        return Ok(Exit::Passed);
    }
    let mut out = line(&job, None, shell.paint);
    let begun = job.created_at_ms;
    for event in events {
        #[allow(clippy::cast_precision_loss, reason = "shown with one decimal")]
        let after_s = (event.at_ms - begun) as f64 / 1000.0;
        let _ = writeln!(
            out,
            "  {after_s:>9.1} s  {:<10} {}",
            event.event,
            safe(&event.detail)
        );
    }
    shell.print(&out)?;
    Ok(Exit::Passed)
}
