//! `mission add`: a mission file taken into the list.

use std::path::PathBuf;

use clap::Args;
use engine::dropped::Dropped;
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
    text::safe,
};

/// Take a mission from a file or folder into your list
///
/// A mission in its single-file form (YAML or JSON), or a folder with a `mission.yaml`, is proved first: its solution has to pass, its
/// starter must not, and each criterion can be failed. It is kept as it is now; the file is not needed afterwards.
#[derive(Debug, Args)]
#[command(after_help = "\
Prints the mission's id; `mission start` begins it. Exits with 4 when it is no mission, cannot be proved,
or another mission has its id.")]
pub(crate) struct AddArgs {
    /// The mission's file or folder
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: &AddArgs, shell: &Shell) -> Result<Exit, Failure> {
    let engine = data::open(shell)?;
    let (title, existed) = match engine.look_at_dropped(&args.file)? {
        Dropped::Mission { title, known, .. } => (title, known),
        Dropped::Template { .. } => {
            return Err(Failure::mission(format!(
                "{} is a template, not a mission; `mission grade` grades it",
                safe(&args.file.to_string_lossy())
            )));
        }
        Dropped::Neither { problems } => {
            let mut problems = problems.into_iter();
            let first = problems.next().unwrap_or_default();
            let rest: Vec<String> = problems.collect();
            let failure = Failure::mission(first);
            return Err(match rest.is_empty() {
                true => failure,
                false => failure.with_detail(rest.join("\n")),
            });
        }
    };
    let id = engine
        .add_mission(&args.file)
        .map_err(|error| match error {
            engine::EngineError::Request(why) => Failure::mission(why),
            other => other.into(),
        })?;
    if args.output.is_json() {
        shell.print_json(&json!({"missionId": id, "title": title, "existed": existed}))?;
        return Ok(Exit::Passed);
    }
    shell.print(&format!("{id}\n"))?;
    let what = if existed {
        "was there already"
    } else {
        "is in your list"
    };
    shell.say(&format!(
        "{} {what}; `mission start {id}` begins it",
        safe(&title)
    ));
    Ok(Exit::Passed)
}
