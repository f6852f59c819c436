//! Opening an editor at a line, from a closed list of launchers. Arguments travel as an array; no shell of ours is involved, so a file
//! name is never more than a file name. The list is in `table`, looking for programs in `find`, terminals in `terminal`.

mod find;
mod run;
mod table;
mod terminal;

use std::path::{Path, PathBuf};

pub use table::{LAUNCHERS, Launcher};

use crate::{EngineError, Environment, Settings};

/// The settings' name for a person's own command.
pub const CUSTOM: &str = "custom";
/// The settings' name for whatever the platform opens the file with.
pub const SYSTEM: &str = "system";
/// The environment variable that names, with commas between, the variables which the window was started again with for this machine's
/// graphics driver. Editors do not inherit them.
pub const GRAPHICS_MARK: &str = "MISSION_ARCHITECT_GRAPHICS";

/// A launcher and whether it was found on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditorOption {
    /// As [`Launcher::id`]; `custom` and `system` (the platform's default for the file) are in the list too.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// The program that would run; absent when it was not found.
    pub program: Option<String>,
}

/// An editor that was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Launched {
    /// As [`EditorOption::id`].
    pub id: &'static str,
    /// What people call it.
    pub label: String,
    /// The program and its arguments, as they were run.
    pub command: Vec<String>,
}

/// Every launcher with what was found of it.
pub fn editors() -> Vec<EditorOption> {
    editors_in(&Environment::of_this_process())
}

/// Every launcher with what an environment has of it.
pub fn editors_in(environment: &Environment) -> Vec<EditorOption> {
    let option = |id: &str, label: &str, program: Option<PathBuf>| EditorOption {
        id: id.to_owned(),
        label: label.to_owned(),
        program: program.map(|program| program.to_string_lossy().into_owned()),
    };
    let mut options: Vec<EditorOption> = LAUNCHERS
        .iter()
        .map(|launcher| option(launcher.id, launcher.label, usable(launcher, environment)))
        .collect();
    options.push(option(SYSTEM, SYSTEM_LABEL, system_opener(environment)));
    options.push(option(CUSTOM, CUSTOM_LABEL, None));
    options
}

const SYSTEM_LABEL: &str = "the system's default";
const CUSTOM_LABEL: &str = "your own command";

pub(crate) fn is_known(id: &str) -> bool {
    id == CUSTOM || id == SYSTEM || LAUNCHERS.iter().any(|launcher| launcher.id == id)
}

/// Starts the editor that the settings name, else the first one found.
pub fn open_editor(
    settings: &Settings,
    file: &Path,
    line: u32,
    column: u32,
) -> Result<Launched, EngineError> {
    let environment = Environment::of_this_process();
    let place = Place {
        file,
        line: line.max(1),
        column: column.max(1),
    };
    let command = command(settings, &environment, place)?;
    run::detached(&command)?;
    Ok(command.launched())
}

/// Shows a folder in the platform's file manager.
pub(crate) fn open_folder(folder: &Path) -> Result<Launched, EngineError> {
    let environment = Environment::of_this_process();
    let command = system_command(&environment, folder)?;
    run::detached(&command)?;
    Ok(command.launched())
}

/// A place in a file; line and column count from 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) file: &'a Path,
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// What is going to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) id: &'static str,
    pub(crate) label: String,
    pub(crate) program: PathBuf,
    pub(crate) arguments: Vec<std::ffi::OsString>,
    /// It needs a console window of its own (Windows), because it draws in one.
    pub(crate) in_console: bool,
}

impl Command {
    fn launched(&self) -> Launched {
        let arguments = self
            .arguments
            .iter()
            .map(|argument| argument.to_string_lossy().into_owned());
        Launched {
            id: self.id,
            label: self.label.clone(),
            command: std::iter::once(self.program.to_string_lossy().into_owned())
                .chain(arguments)
                .collect(),
        }
    }
}

/// The command for the settings' editor. Nothing is started.
pub(crate) fn command(
    settings: &Settings,
    environment: &Environment,
    place: Place<'_>,
) -> Result<Command, EngineError> {
    match settings.editor.as_deref() {
        Some(CUSTOM) => custom_command(&settings.custom_editor, environment, place),
        Some(SYSTEM) => system_command(environment, place.file),
        Some(id) => {
            let launcher = LAUNCHERS
                .iter()
                .find(|launcher| launcher.id == id)
                .ok_or_else(|| EngineError::Unknown {
                    what: "editor",
                    id: id.to_owned(),
                })?;
            let program =
                find::program(launcher, environment).ok_or_else(|| not_found(launcher))?;
            launcher.command(program, environment, place)
        }
        None => LAUNCHERS
            .iter()
            .find_map(|launcher| usable(launcher, environment).map(|program| (launcher, program)))
            .map_or_else(
                || system_command(environment, place.file),
                |(launcher, program)| launcher.command(program, environment, place),
            ),
    }
}

/// The launcher's program, when everything that it needs is there.
fn usable(launcher: &Launcher, environment: &Environment) -> Option<PathBuf> {
    let program = find::program(launcher, environment)?;
    (!launcher.needs_terminal() || terminal::is_there(environment)).then_some(program)
}

fn custom_command(
    parts: &[String],
    environment: &Environment,
    place: Place<'_>,
) -> Result<Command, EngineError> {
    let Some((program, arguments)) = parts
        .split_first()
        .filter(|(program, _)| !program.trim().is_empty())
    else {
        return Err(EngineError::Launch(
            "no custom editor is set; name a program and its arguments in Settings".to_owned(),
        ));
    };
    let found = find::named(program, environment).ok_or_else(|| {
        EngineError::Launch(format!(
            "{program} was not found; write its whole path in Settings"
        ))
    })?;
    let mut arguments: Vec<_> = arguments
        .iter()
        .map(|argument| table::fill(argument, place))
        .collect();
    if !parts.iter().any(|part| part.contains("{file}")) {
        arguments.push(place.file.into());
    }
    Ok(Command {
        id: CUSTOM,
        label: CUSTOM_LABEL.to_owned(),
        program: found,
        arguments,
        in_console: false,
    })
}

fn system_opener(environment: &Environment) -> Option<PathBuf> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    find::named(program, environment).filter(|_| environment.has_display)
}

fn system_command(environment: &Environment, path: &Path) -> Result<Command, EngineError> {
    let program = system_opener(environment).ok_or_else(|| {
        EngineError::Launch(if environment.has_display {
            "no editor was found; install one of the list in Settings, or set a command of your own there".to_owned()
        } else {
            format!("there is no display to open a window on; edit {} in this terminal", path.display())
        })
    })?;
    Ok(Command {
        id: SYSTEM,
        label: SYSTEM_LABEL.to_owned(),
        program,
        arguments: vec![path.into()],
        in_console: false,
    })
}

fn not_found(launcher: &Launcher) -> EngineError {
    EngineError::Launch(format!(
        "{} was not found; install it (with its command `{}`), or choose another editor in Settings",
        launcher.label,
        launcher.programs().first().copied().unwrap_or(launcher.id)
    ))
}

#[cfg(test)]
mod tests;
