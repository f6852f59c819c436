//! `mission new`: a mission of one's own, written by a model through the queue.

use std::time::Duration;

use clap::{Args, ValueEnum};
use engine::{
    Engine, Event, Pause,
    budget::Quote,
    generate::{Asked, Generation, MissionRequest, Phase},
};
use missions::Level;
use serde_json::json;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::{
    args::Output,
    failure::{Exit, Failure},
    prompt, runtime,
    shell::Shell,
    text::safe,
};

/// How often the state is looked at while another process runs the queue: its events are not heard here.
const LOOK: Duration = Duration::from_millis(500);

/// Have a mission written for you by a model on Amazon Bedrock
///
/// The price is shown before anything is paid. The mission is written by a queue that survives throttling, crashes and bad answers: without
/// --wait it is left to the window, or to `mission queue run`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mission new --topic \"fan out order events\" --services sns,sqs --level associate --wait
  mission new --topic \"a private static site\" --price
  mission new --wait --format json > mission.json

Exits with 6 when Bedrock is not connected or refuses, 7 when a budget would be exceeded, 8 when the mission failed for good.")]
pub(crate) struct NewArgs {
    /// What it should be about, in your words
    #[arg(short, long, value_name = "T", default_value = "")]
    topic: String,
    /// AWS services that it should use
    #[arg(short, long, value_name = "A,B", value_delimiter = ',')]
    services: Vec<String>,
    /// How much it may ask for [default: the model chooses]
    #[arg(short, long, value_name = "LEVEL")]
    level: Option<LevelArg>,
    /// Another model, inference profile or ARN than that of the settings
    #[arg(short, long, value_name = "M")]
    model: Option<String>,
    /// Only say what it would cost
    #[arg(long, conflicts_with = "wait")]
    price: bool,
    /// Work on the queue until the mission is ready
    #[arg(short, long)]
    wait: bool,
    /// Do not ask before it is paid
    #[arg(short, long)]
    yes: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LevelArg {
    /// First steps
    Foundation,
    /// Several services together
    Associate,
    /// Trade-offs under constraints
    Professional,
}

impl From<LevelArg> for Level {
    fn from(level: LevelArg) -> Level {
        match level {
            LevelArg::Foundation => Level::Foundation,
            LevelArg::Associate => Level::Associate,
            LevelArg::Professional => Level::Professional,
        }
    }
}

pub(crate) fn run(args: &NewArgs, shell: &Shell) -> Result<Exit, Failure> {
    let (engine, events) = runtime::open_listening(shell)?;
    prompt::unlock_if_needed(&engine, shell)?;
    let request = MissionRequest {
        topic: args.topic.trim().to_owned(),
        services: args
            .services
            .iter()
            .map(|service| service.trim().to_lowercase())
            .filter(|service| !service.is_empty())
            .collect(),
        level: args.level.map(Into::into),
        model: args.model.clone(),
    };
    let quote = engine.quote_mission(&request)?;
    if args.price {
        return price(&quote, args.output, shell);
    }
    shell.say(&price_line(&quote));
    if !args.yes && !prompt::confirm("Have it written?") {
        shell.say("nothing was asked for");
        return Ok(Exit::Passed);
    }
    let mission_id = match engine.ask_mission(&request)? {
        Asked::Queued {
            mission_id, job, ..
        } => {
            if !args.wait {
                return queued(&engine, &mission_id, job.0, &quote, args.output, shell);
            }
            mission_id
        }
        Asked::OverBudget(quote) => return Err(over_budget(&quote)),
        Asked::NotConnected(problem) => return Err(Failure::not_connected(&problem)),
    };
    runtime::wait(wait_for(&engine, &mission_id, events, shell))??;
    show(&engine, &mission_id, args.output, shell)
}

fn price(quote: &Quote, output: Output, shell: &Shell) -> Result<Exit, Failure> {
    if output.is_json() {
        shell.print_json(&ipc::QuoteDto::from(quote.clone()))?;
    } else {
        shell.print(&format!("{}\n", price_line(quote)))?;
    }
    match &quote.exceeds {
        Some(_) => Err(over_budget(quote)),
        None => Ok(Exit::Passed),
    }
}

/// What it is likely to cost, and at most.
pub(crate) fn price_line(quote: &Quote) -> String {
    let known = if quote.price_known {
        ""
    } else {
        "; this model is not in the price list, so the dearest price is used"
    };
    format!(
        "likely {} USD, at most {} USD, on {} (prices of {}{known})",
        ipc::dollars(quote.likely_nusd),
        ipc::dollars(quote.most_nusd),
        safe(&quote.model_label),
        quote.prices_as_of
    )
}

/// A budget stands in the way.
pub(crate) fn over_budget(quote: &Quote) -> Failure {
    let reason = match &quote.exceeds {
        Some(exceeded) => ipc::exceeded_sentence(exceeded),
        None => "a budget would be exceeded".to_owned(),
    };
    Failure::budget(reason).with_detail(
        "nothing was asked for; raise the budget in config.toml, [budgets.all], or in the window's settings",
    )
}

fn queued(
    engine: &Engine,
    mission_id: &str,
    job: i64,
    quote: &Quote,
    output: Output,
    shell: &Shell,
) -> Result<Exit, Failure> {
    if output.is_json() {
        let quote = ipc::QuoteDto::from(quote.clone());
        shell.print_json(&json!({"missionId": mission_id, "jobId": job, "quote": quote}))?;
        return Ok(Exit::Passed);
    }
    shell.print(&format!("{mission_id}\n"))?;
    let next = if engine.queue_state()?.runner == engine::JobRunner::ThisEngine {
        "it is in the queue; `mission queue run --until-empty` works on it, and so does the window while it is open"
    } else {
        "it is in the queue, and another program works on that"
    };
    shell.say(next);
    Ok(Exit::Passed)
}

/// Runs the queue, and says what happens with one mission, until that has ended.
async fn wait_for(
    engine: &Engine,
    mission_id: &str,
    mut events: UnboundedReceiver<Event>,
    shell: &Shell,
) -> Result<(), Failure> {
    let _running = engine.run_queue();
    let mut look = tokio::time::interval(LOOK);
    let mut told = None;
    loop {
        tokio::select! {
            _ = look.tick() => {}
            Some(_) = events.recv() => while events.try_recv().is_ok() {},
            () = runtime::interrupted() => {
                return Err(Failure::internal(
                    format!("`{mission_id}` stays in the queue; `mission queue run` goes on with it, `mission queue cancel` takes it back"),
                ));
            }
        }
        let generation = engine.generation(mission_id)?;
        let now = phase_line(&generation);
        if told.as_ref() != Some(&now) {
            shell.say(&now);
            told = Some(now);
        }
        match generation.phase {
            Phase::Ready => return Ok(()),
            Phase::Failed => {
                let reason = generation.card.reason.unwrap_or_default();
                return Err(Failure::generation(format!(
                    "`{mission_id}` could not be written: {reason}"
                ))
                .with_detail(
                    "`mission queue redrive` tries it again, `mission queue discard` removes it",
                ));
            }
            Phase::Cancelled => {
                return Err(Failure::generation(format!(
                    "`{mission_id}` was taken back"
                )));
            }
            Phase::Paused => {
                if let Some(pause) = engine.queue_state()?.pause {
                    return Err(paused(&pause, mission_id));
                }
            }
            Phase::Waiting
            | Phase::Snoozed
            | Phase::WaitsForBudget
            | Phase::Writing
            | Phase::Proving
            | Phase::Repairing
            | Phase::Elsewhere => {}
        }
    }
}

/// A person has to do something first; the mission stays in the queue.
fn paused(pause: &Pause, mission_id: &str) -> Failure {
    Failure::paused(&pause.code, pause.message.clone()).with_detail(format!(
        "`{mission_id}` stays in the queue; `mission doctor --online` says what is wrong, `mission queue run --until-empty` goes on"
    ))
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
        Phase::Paused => format!("the queue is paused{why}"),
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

fn show(engine: &Engine, id: &str, output: Output, shell: &Shell) -> Result<Exit, Failure> {
    let mission = engine.mission(id)?;
    if output.is_json() {
        shell.print(&format!("{}\n", mission.to_single_file_json()))?;
        return Ok(Exit::Passed);
    }
    let cost = engine.generation(id)?.card.cost_nusd;
    shell.print(&format!("{id}\n"))?;
    shell.say(&format!(
        "{}: ready for {} USD; `mission start {id}` begins it",
        safe(&mission.title),
        ipc::dollars(cost)
    ));
    Ok(Exit::Passed)
}
