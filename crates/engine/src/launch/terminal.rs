//! A terminal around an editor that draws in one.

use std::{ffi::OsString, path::PathBuf};

use super::{Command, find};
use crate::{EngineError, Environment};

/// Terminals and what comes between them and the program. `x-terminal-emulator` is the one that the person chose on Debian.
const TERMINALS: &[(&str, &[&str])] = &[
    ("x-terminal-emulator", &["-e"]),
    ("gnome-terminal", &["--"]),
    ("konsole", &["-e"]),
    ("kitty", &[]),
    ("alacritty", &["-e"]),
    ("wezterm", &["start", "--"]),
    ("foot", &[]),
    ("xfce4-terminal", &["-x"]),
    ("xterm", &["-e"]),
];

/// `do script` gives its text to the shell of the new window; AppleScript's own `quoted form` makes each argument one word there.
const MAC_SCRIPT: &[&str] = &[
    "on run argv",
    "set words to \"\"",
    "repeat with part in argv",
    "set words to words & quoted form of part & space",
    "end repeat",
    "tell application \"Terminal\"",
    "activate",
    "do script words",
    "end tell",
    "end run",
];

/// Whether [`around`] would find what it needs.
pub(super) fn is_there(environment: &Environment) -> bool {
    cfg!(windows) || terminal(environment).is_some()
}

/// The same command, in a terminal.
pub(super) fn around(command: Command, environment: &Environment) -> Result<Command, EngineError> {
    if cfg!(windows) {
        return Ok(Command {
            in_console: true,
            ..command
        });
    }
    let Some((terminal, between)) = terminal(environment) else {
        return Err(EngineError::Launch(format!(
            "no terminal was found for {}; install one, or choose another editor in Settings",
            command.label
        )));
    };
    let mut arguments = between;
    arguments.push(command.program.into());
    arguments.extend(command.arguments);
    Ok(Command {
        id: command.id,
        label: command.label,
        program: terminal,
        arguments,
        in_console: false,
    })
}

fn terminal(environment: &Environment) -> Option<(PathBuf, Vec<OsString>)> {
    if cfg!(target_os = "macos") {
        let lines = MAC_SCRIPT
            .iter()
            .flat_map(|line| ["-e".into(), OsString::from(line)]);
        return find::named("osascript", environment).map(|program| (program, lines.collect()));
    }
    if !environment.has_display {
        return None;
    }
    TERMINALS.iter().find_map(|(name, between)| {
        let program = find::named(name, environment)?;
        Some((program, between.iter().map(OsString::from).collect()))
    })
}
