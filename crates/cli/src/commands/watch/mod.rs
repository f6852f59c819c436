//! `mission watch`: each save graded, in the terminal. A block of lines that is drawn anew in place, so that it works over ssh and
//! leaves the scrollback alone; a line a save where there is no terminal.

mod keys;
mod lines;
mod screen;
mod session;
mod view;

use std::{path::PathBuf, sync::Arc};

use clap::Args;
use engine::{Engine, Event, EventSink, MissionOverview};
use tokio::sync::mpsc::{self, UnboundedSender};

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
};

pub(crate) use screen::give_terminal_back;

/// Grade each save of a mission's template
///
/// Starts the mission, or goes on with it. Without an ID: the one you worked on last, else the first one you have not passed.
///
/// On a terminal, single keys work: h hint, n next criterion, l list, o open the editor, r restore the save before, u take that
/// back, q quit. Elsewhere each graded save is a line.
#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// The mission's id
    #[arg(value_name = "ID")]
    mission: Option<String>,
    /// Work in this file from now on, instead of the workspace's template
    #[arg(long, value_name = "F", requires = "mission")]
    file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Brings the engine's events to the session.
struct ToSession(UnboundedSender<Event>);

impl EventSink for ToSession {
    fn emit(&self, event: Event) {
        // A session that has ended listens no more.
        let _ = self.0.send(event);
    }
}

pub(crate) fn run(args: WatchArgs, shell: &Shell) -> Result<Exit, Failure> {
    let (sender, events) = mpsc::unbounded_channel();
    let engine = data::open_for(shell, Arc::new(ToSession(sender)))?;
    let id = match args.mission {
        Some(id) => id,
        None => to_go_on_with(&engine)?,
    };
    match &args.file {
        Some(file) if !file.is_file() => {
            return Err(Failure::template(format!(
                "{} is not a file",
                file.display()
            )));
        }
        Some(file) => engine.start_with(&id, file)?,
        None => engine.start(&id, None)?,
    };
    // The engine's watch has tasks of its own beside the session.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::internal(format!("no threads to watch on: {error}")))?;
    let ended = runtime.block_on(async {
        engine.watch(&id)?;
        if screen::is_interactive() && !args.output.is_json() {
            session::on_a_terminal(&engine, &id, events, shell).await
        } else {
            lines::run(&engine, &id, events, shell, args.output.is_json()).await
        }
    });
    engine.unwatch();
    ended.map(|()| Exit::Passed)
}

/// The mission that was touched last and is not passed, else the first new one, else the one touched last.
fn to_go_on_with(engine: &Engine) -> Result<String, Failure> {
    let missions: Vec<MissionOverview> = engine
        .overview()?
        .into_iter()
        .flat_map(|pack| pack.missions)
        .collect();
    let touched = |mission: &&MissionOverview| mission.standing.touched_at_ms;
    let open = missions
        .iter()
        .filter(|mission| mission.standing.passed_at_ms.is_none());
    let resumed = open
        .clone()
        .filter(|mission| mission.standing.template.is_some())
        .max_by_key(touched);
    let new = || {
        open.clone()
            .find(|mission| mission.standing.template.is_none())
    };
    let chosen = resumed
        .or_else(new)
        .or_else(|| missions.iter().max_by_key(touched));
    chosen
        .map(|mission| mission.id.clone())
        .ok_or_else(|| Failure::internal("there are no missions"))
}
