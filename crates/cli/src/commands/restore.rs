//! `mission restore`: an earlier save, put back.

use clap::Args;
use engine::AttemptId;
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
};

/// Put an earlier save back into the template
///
/// What stands in the template now is kept as a save first, so `mission undo` takes it back.
#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    /// The number of the save, as `mission history` lists it
    #[arg(value_name = "ATTEMPT")]
    attempt: i64,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: &RestoreArgs, shell: &Shell) -> Result<Exit, Failure> {
    let engine = data::open(shell)?;
    let wanted = AttemptId(args.attempt);
    let of_save = |error| Failure::of_save(error, None);
    let mission_id = engine.attempt(wanted).map_err(of_save)?.summary.mission_id;
    let restored = engine.restore(wanted).map_err(of_save)?;
    if args.output.is_json() {
        shell.print_json(&json!({ "missionId": mission_id, "restored": args.attempt, "attemptId": restored.attempt.0 }))?;
    } else {
        shell.say(&format!(
            "✓ save {} is back in the template; `mission undo {mission_id}` takes it back",
            args.attempt
        ));
    }
    Ok(Exit::Passed)
}
