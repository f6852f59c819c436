//! `mission`: Mission Architect in a terminal and in CI, the second shell on the engine.
//!
//! One file a subcommand in `commands`, one a report format in `formats`. What is decided about missions is decided in the engine
//! and below; here is only what people type and read. Data goes to stdout, everything else to stderr.

mod args;
mod commands;
mod data;
mod failure;
mod fault;
mod formats;
mod markdown;
mod prompt;
mod runtime;
mod shell;
mod source;
mod template;
mod text;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
};

use clap::Parser;

use args::Cli;
use failure::Exit;
use shell::Shell;

fn main() -> ExitCode {
    engine::refuse_core_files();
    fault::say_panics_in_one_line();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return args::refuse(&error).into(),
    };
    let shell = Shell::new(cli.color);
    if cli.verbose > 0 {
        shell::log_to_stderr(cli.verbose);
    }
    let Some(command) = cli.command else {
        return match shell.print(args::FIRST_STEPS) {
            Ok(()) => Exit::Passed.into(),
            Err(failure) => shell.fail(&failure, false).into(),
        };
    };
    let as_json = command.wants_json();
    match catch_unwind(AssertUnwindSafe(|| command.run(&shell))) {
        Ok(Ok(exit)) => exit.into(),
        Ok(Err(failure)) => shell.fail(&failure, as_json).into(),
        // The panic hook has said it.
        Err(_) => Exit::Internal.into(),
    }
}
