//! `mission sabotage`: a template that passed, broken on purpose.

use clap::Args;
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
    text::{counted, safe},
};

/// Break your own template of a mission you passed, to find and mend it
///
/// Takes your newest save that passed everything, breaks it in one to three ways (encryption dropped, a reference rewired, a permission
/// widened ...), and makes that a mission of its own. Your template stays as it is.
#[derive(Debug, Args)]
#[command(after_help = "\
Prints the new mission's id; `mission start` begins it. The same seed breaks the same template in the same way.")]
pub(crate) struct SabotageArgs {
    /// The mission's id
    #[arg(value_name = "ID")]
    mission: String,
    /// Break it as it was broken with this number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=missions::MOST_SEED))]
    seed: Option<u64>,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: &SabotageArgs, shell: &Shell) -> Result<Exit, Failure> {
    let sabotaged = data::open(shell)?.sabotage(&args.mission, args.seed)?;
    let id = &sabotaged.mission_id;
    if args.output.is_json() {
        shell.print_json(&json!({
            "missionId": id,
            "title": sabotaged.title,
            "sabotageOf": args.mission,
            "changes": sabotaged.changes,
            "seed": sabotaged.seed,
        }))?;
        return Ok(Exit::Passed);
    }
    shell.print(&format!("{id}\n"))?;
    let changes = usize::try_from(sabotaged.changes).unwrap_or(usize::MAX);
    shell.say(&format!(
        "{}: your template, broken in {}",
        safe(&sabotaged.title),
        counted(changes, "way", "ways")
    ));
    shell.say(&format!(
        "  `mission start {id}` begins it; --seed {} breaks it in the same way again",
        sabotaged.seed
    ));
    Ok(Exit::Passed)
}
