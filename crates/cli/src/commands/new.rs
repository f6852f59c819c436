//! `mission new`: a mission of one's own, written by a model through the queue, or made on this machine from a seed.

mod offline;
mod wait;

use clap::{Args, ValueEnum};
use engine::{
    Engine, JobRunner,
    budget::Quote,
    generate::{Asked, MissionRequest},
};
use missions::Level;
use serde_json::json;

use crate::{
    args::Output,
    failure::{Exit, Failure},
    prompt, runtime,
    shell::Shell,
    text::safe,
};

pub(crate) use wait::phase_line;

/// Have a mission written for you by a model on Amazon Bedrock, or made on this machine with --offline
///
/// The price is shown before anything is paid. The mission is written by a queue that survives throttling, crashes and bad answers: without
/// --wait it is left to the window, or to `mission queue run`.
///
/// With --offline no model, no account and no network is needed: a mission is put together from a blueprint by a seed, proved, and ready at
/// once. No AI writes it. The same seed gives the same mission.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mission new --topic \"fan out order events\" --services sns,sqs --level associate --wait
  mission new --topic \"a private static site\" --price
  mission new --wait --format json > mission.json
  mission new --offline --topic queues --level foundation
  mission new --offline --seed 42

Prints the mission's id: at once without --wait, when the mission is ready with it. With --wait or
--offline, and --format json, prints the whole mission in its single-file form.

Exits with 6 when Bedrock is not connected or refuses, 7 when a budget would be exceeded, and 8 when
the mission failed for good.")]
pub(crate) struct NewArgs {
    /// What it should be about, in your words
    #[arg(
        short,
        long,
        value_name = "T",
        default_value = "",
        hide_default_value = true
    )]
    topic: String,
    /// AWS services that it should use
    #[arg(short, long, value_name = "A,B", value_delimiter = ',')]
    services: Vec<String>,
    /// How much it may ask for [default: the model, or the seed, chooses]
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
    /// Make it on this machine, without a model
    #[arg(long, conflicts_with_all = ["model", "price", "wait", "yes"])]
    offline: bool,
    /// The seed of a mission that was made with --offline [default: one is drawn]
    #[arg(long, value_name = "N", requires = "offline", value_parser = clap::value_parser!(u64).range(0..=missions::MOST_SEED))]
    seed: Option<u64>,
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

impl NewArgs {
    fn service_names(&self) -> Vec<String> {
        self.services
            .iter()
            .map(|service| service.trim().to_lowercase())
            .filter(|service| !service.is_empty())
            .collect()
    }
}

pub(crate) fn run(args: &NewArgs, shell: &Shell) -> Result<Exit, Failure> {
    if args.offline {
        return offline::run(args, shell);
    }
    let (engine, events) = runtime::open_listening(shell)?;
    prompt::unlock_if_needed(&engine, shell)?;
    let request = MissionRequest {
        topic: args.topic.trim().to_owned(),
        services: args.service_names(),
        level: args.level.map(Into::into),
        model: args.model.clone(),
    };
    let quote = engine.quote_mission(&request)?;
    if args.price {
        return price(&quote, args.output, shell);
    }
    runtime::wait(engine.connected())?.map_err(|problem| Failure::not_connected(&problem))?;
    shell.say(&price_line(&quote));
    if quote.exceeds.is_some() {
        return Err(over_budget(&quote));
    }
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
    wait::until_ready(&engine, &mission_id, events, shell, || {
        show(&engine, &mission_id, args.output, shell)
    })
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
        "nothing was asked and nothing was paid; budgets stand in config.toml under [budgets], and in the window's settings",
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
    let state = engine.queue_state()?;
    if let Some(pause) = &state.pause {
        shell.warn(&format!(
            "it is in the queue, which is paused: {}",
            pause.message
        ));
        return Ok(Exit::Passed);
    }
    let next = match state.runner {
        JobRunner::ThisEngine => {
            "it is in the queue; `mission queue run --until-empty` works on it, and so does the window while it is open"
        }
        JobRunner::Other { .. } => "it is in the queue, and another program works on that",
    };
    shell.say(next);
    Ok(Exit::Passed)
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
