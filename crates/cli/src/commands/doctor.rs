//! `mission doctor`: what works on this machine, and what to do about the rest.

use clap::Args;
use engine::{Check, CheckState, access::doctor_model};
use ipc::CheckDto;
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    prompt, runtime,
    shell::Shell,
    text::{Ink, Paint, safe, wrap},
};

/// Check the data folder, the editors, file watching, the way to the model and the rest
#[derive(Clone, Copy, Debug, Args)]
#[command(after_help = "Exits with 1 when a check failed; a warning is no failure.")]
pub(crate) struct DoctorArgs {
    /// Also try the way to the model, with a tiny call
    #[arg(long)]
    online: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: DoctorArgs, shell: &Shell) -> Result<Exit, Failure> {
    let home = data::home()?;
    let mut checks = engine::doctor(&home);
    // Nothing is made just to look: before the first start there is nothing to say about the model unless it is asked for.
    if args.online || home.database().is_file() {
        let (engine, mut events) = runtime::open_listening(shell)?;
        prompt::unlock_if_needed(&engine, shell)?;
        checks.extend(runtime::wait_or_stop(
            &mut events,
            doctor_model(&engine, args.online),
        )?);
    }
    let failed = checks.iter().any(|check| check.state == CheckState::Failed);
    if args.output.is_json() {
        let checks: Vec<CheckDto> = checks.into_iter().map(CheckDto::from).collect();
        shell.print_json(&json!({ "checks": checks }))?;
    } else {
        let lines: String = checks
            .iter()
            .map(|check| line(check, shell.paint, shell.width))
            .collect();
        shell.print(&lines)?;
    }
    Ok(if failed { Exit::Below } else { Exit::Passed })
}

fn line(check: &Check, paint: Paint, width: usize) -> String {
    let (mark, ink) = match check.state {
        CheckState::Ok => ("✓ ok     ", Ink::Pass),
        CheckState::Warning => ("! warning", Ink::Warning),
        CheckState::Failed => ("✗ failed ", Ink::Fail),
    };
    let message = wrap(&safe(&check.message), width, "            ", "            ");
    format!(
        "{}  {}\n{message}\n",
        paint.ink(ink, mark),
        paint.ink(Ink::Strong, &safe(&check.label))
    )
}
