//! `mission completions`: what a shell needs to complete the command line.

use clap::{Args, CommandFactory};
use clap_complete::Shell as Kind;

use crate::{
    args::Cli,
    failure::{Exit, Failure},
    shell::Shell,
};

/// Print a completion script for a shell
#[derive(Clone, Copy, Debug, Args)]
#[command(after_help = "\
Examples:
  mission completions bash > ~/.local/share/bash-completion/completions/mission
  mission completions zsh > ~/.zfunc/_mission
  mission completions fish > ~/.config/fish/completions/mission.fish")]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Kind,
}

pub(crate) fn run(args: CompletionsArgs, shell: &Shell) -> Result<Exit, Failure> {
    // Into memory first: the generator panics on a pipe that was closed.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "mission", &mut script);
    shell.print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Passed)
}
