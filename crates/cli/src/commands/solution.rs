//! `mission solution`: the reference solution, after the first full pass.

use clap::Args;
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
};

/// Print the reference solution, once every criterion has passed
#[derive(Debug, Args)]
pub(crate) struct SolutionArgs {
    /// The mission's id
    #[arg(value_name = "ID")]
    mission: String,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: &SolutionArgs, shell: &Shell) -> Result<Exit, Failure> {
    let solution = data::open(shell)?.solution(&args.mission)?;
    if args.output.is_json() {
        shell.print_json(&json!({ "missionId": args.mission, "solution": solution }))?;
    } else {
        shell.print(&solution)?;
    }
    Ok(Exit::Passed)
}
