//! `mission undo`: a restore, taken back.

use clap::Args;
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
};

/// Take the last restore back
#[derive(Debug, Args)]
pub(crate) struct UndoArgs {
    /// The mission's id
    #[arg(value_name = "ID")]
    mission: String,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: &UndoArgs, shell: &Shell) -> Result<Exit, Failure> {
    let engine = data::open(shell)?;
    let restored = engine.undo_restore(&args.mission)?;
    if args.output.is_json() {
        shell.print_json(&json!({ "missionId": args.mission, "attemptId": restored.attempt.0 }))?;
    } else {
        shell.say("✓ the template is as it was before the restore");
    }
    Ok(Exit::Passed)
}
