//! `mission doctor`: what works on this machine, and what to do about the rest.

use clap::Args;
use engine::{Check, CheckState};
use ipc::CheckDto;
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
    text::{Ink, Paint, safe, wrap},
};

/// Check the data folder, the editors, file watching and the rest
#[derive(Clone, Copy, Debug, Args)]
#[command(after_help = "Exits with 1 when a check failed; a warning is no failure.")]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: DoctorArgs, shell: &Shell) -> Result<Exit, Failure> {
    let checks = engine::doctor(&data::home()?);
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
