//! `mission open`: the learner's editor at a line of the template.

use clap::Args;
use ipc::LaunchedDto;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
    text::safe,
};

/// Open a mission's template in your editor
#[derive(Debug, Args)]
pub(crate) struct OpenArgs {
    /// The mission's id
    #[arg(value_name = "ID")]
    mission: String,
    /// The line to go to
    #[arg(short, long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    line: u32,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: &OpenArgs, shell: &Shell) -> Result<Exit, Failure> {
    let engine = data::open(shell)?;
    let launched = engine.open_editor(&args.mission, args.line, 1)?;
    if args.output.is_json() {
        shell.print_json(&LaunchedDto::from(launched))?;
    } else {
        shell.say(&format!("✓ opened in {}", safe(&launched.label)));
    }
    Ok(Exit::Passed)
}
