//! `mission man`: the manual pages, for packages.

use std::{fs, io, path::PathBuf};

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use crate::{
    args::Cli,
    failure::{Exit, Failure},
    shell::Shell,
};

/// Print the manual page
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  mission man | man -l -
  mission man --dir /usr/local/share/man/man1")]
pub(crate) struct ManArgs {
    /// Write every page (mission.1, mission-grade.1, ...) into this folder instead
    #[arg(long, value_name = "D")]
    dir: Option<PathBuf>,
}

pub(crate) fn run(args: &ManArgs, shell: &Shell) -> Result<Exit, Failure> {
    let failed =
        |error: io::Error| Failure::internal(format!("the manual could not be written: {error}"));
    // `help` is a way to ask, not a subject: it has no page, on no level.
    let mut command = Cli::command()
        .disable_help_subcommand(true)
        .mut_subcommands(|subcommand| subcommand.disable_help_subcommand(true));
    // Without it the pages of subcommands are not named after their parent.
    command.build();
    let Some(folder) = &args.dir else {
        let mut page = Vec::new();
        Man::new(command).render(&mut page).map_err(failed)?;
        shell.print(&String::from_utf8_lossy(&page))?;
        return Ok(Exit::Passed);
    };
    fs::create_dir_all(folder).map_err(failed)?;
    clap_mangen::generate_to(command, folder).map_err(failed)?;
    Ok(Exit::Passed)
}
