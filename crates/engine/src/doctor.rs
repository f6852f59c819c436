//! Looking at everything the program needs but the model, which is in `access`. Nothing lasting is changed: what is written to find out is taken away again.

use std::{path::Path, time::Duration};

use missions::Catalogue;
use store::{Store, StoreError};

use crate::{
    Check, CheckState, Environment, Home, config_file,
    credentials::{SecretStore, secret_store},
    launch, watch,
};

/// Looks at everything the program needs (folders, database, secret store, editors, display, watching) without changing anything.
pub fn doctor(home: &Home) -> Vec<Check> {
    let environment = Environment::of_this_process();
    let settings = config_file::load(&home.config_file()).settings;
    let workspaces = settings
        .workspaces
        .unwrap_or_else(|| home.workspaces.clone());
    vec![
        folder("data-folder", "Data folder", &home.data),
        database(home),
        config(home),
        folder("workspaces-folder", "Workspaces folder", &workspaces),
        bundled_missions(),
        watching(),
        editors(&environment),
        display(&environment),
        session_bus(&environment),
        secrets(),
    ]
}

fn check(id: &'static str, label: &str, state: CheckState, message: String) -> Check {
    Check {
        id,
        label: label.to_owned(),
        state,
        message,
    }
}

/// A folder is tried by writing a file that is gone again; one that is not there yet, by its nearest parent.
fn folder(id: &'static str, label: &str, folder: &Path) -> Check {
    let Some(nearest) = folder.ancestors().find(|ancestor| ancestor.exists()) else {
        return check(
            id,
            label,
            CheckState::Failed,
            format!("{} has no parent folder that exists", folder.display()),
        );
    };
    match tempfile::tempfile_in(nearest) {
        Ok(_) if nearest == folder => check(
            id,
            label,
            CheckState::Ok,
            format!("{} can be written", folder.display()),
        ),
        Ok(_) => check(
            id,
            label,
            CheckState::Ok,
            format!("{} will be made when it is needed", folder.display()),
        ),
        Err(error) => check(
            id,
            label,
            CheckState::Failed,
            format!(
                "{} cannot be written: {error}; change its permissions, or set MISSION_ARCHITECT_HOME to another folder",
                nearest.display()
            ),
        ),
    }
}

/// Every page of the database is read; the file, and what lies beside it, are left alone.
fn database(home: &Home) -> Check {
    let (id, label) = ("database", "Database");
    let file = home.database();
    if !file.exists() {
        return check(
            id,
            label,
            CheckState::Ok,
            format!("{} will be made when it is needed", file.display()),
        );
    }
    match Store::inspect(&file) {
        Ok(found) if found.schema > found.supported => check(
            id,
            label,
            CheckState::Failed,
            StoreError::Newer {
                found: found.schema,
                supported: found.supported,
            }
            .to_string()
                + "; update the program, or export the data",
        ),
        Ok(found) => check(
            id,
            label,
            CheckState::Ok,
            format!(
                "{} is whole: version {}, {} bytes",
                file.display(),
                found.schema,
                found.size_bytes
            ),
        ),
        Err(error) => check(
            id,
            label,
            CheckState::Failed,
            format!(
                "{error}; the program moves a damaged database aside when it starts, and begins a new one"
            ),
        ),
    }
}

fn config(home: &Home) -> Check {
    let (id, label) = ("config", "Settings");
    let file = home.config_file();
    let problems = config_file::load(&file).problems;
    if problems.is_empty() {
        let state = if file.exists() {
            "is understood"
        } else {
            "is not there, so the defaults hold"
        };
        return check(
            id,
            label,
            CheckState::Ok,
            format!("{} {state}", file.display()),
        );
    }
    let said: Vec<String> = problems
        .iter()
        .map(|problem| format!("{}:{}: {}", file.display(), problem.line, problem.message))
        .collect();
    check(
        id,
        label,
        CheckState::Warning,
        format!(
            "{}; the defaults hold until it is corrected",
            said.join("; ")
        ),
    )
}

fn bundled_missions() -> Check {
    let packs = &Catalogue::bundled().packs;
    let missions: usize = packs.iter().map(|pack| pack.missions.len()).sum();
    let state = if missions == 0 {
        CheckState::Failed
    } else {
        CheckState::Ok
    };
    let message = format!(
        "{} in {}",
        counted(missions, "mission"),
        counted(packs.len(), "pack")
    );
    check("bundled-missions", "Bundled missions", state, message)
}

fn watching() -> Check {
    let (id, label) = ("watching", "Watching files");
    let seen = tempfile::tempdir()
        .map_err(|error| format!("no temporary folder can be made: {error}"))
        .and_then(|folder| watch::see_one_event(folder.path(), Duration::from_secs(1)));
    match seen {
        Ok(()) => check(
            id,
            label,
            CheckState::Ok,
            "the system tells of file changes".to_owned(),
        ),
        Err(reason) => check(
            id,
            label,
            CheckState::Warning,
            format!("{reason}; saves are noticed all the same, up to two seconds later"),
        ),
    }
}

fn editors(environment: &Environment) -> Check {
    let (id, label) = ("editors", "Editors");
    let found: Vec<String> = launch::editors_in(environment)
        .into_iter()
        .filter(|editor| editor.program.is_some() && editor.id != launch::SYSTEM)
        .map(|editor| editor.label)
        .collect();
    if found.is_empty() {
        let message = "none of the known editors was found; any editor works, and Settings takes a command of your own";
        return check(id, label, CheckState::Warning, message.to_owned());
    }
    check(id, label, CheckState::Ok, found.join(", "))
}

fn display(environment: &Environment) -> Check {
    let (id, label) = ("display", "Display");
    if environment.has_display {
        return check(
            id,
            label,
            CheckState::Ok,
            "there is a display for the window".to_owned(),
        );
    }
    let message = "neither DISPLAY nor WAYLAND_DISPLAY is set, so the window cannot open; `mission` works in this terminal";
    check(id, label, CheckState::Warning, message.to_owned())
}

fn session_bus(environment: &Environment) -> Check {
    let (id, label) = ("session-bus", "Session bus");
    if environment.has_session_bus {
        return check(
            id,
            label,
            CheckState::Ok,
            "there is a session bus, or none is needed".to_owned(),
        );
    }
    let message = "there is no D-Bus session bus: a second window is not joined to the first, and no keyring can be reached";
    check(id, label, CheckState::Warning, message.to_owned())
}

fn secrets() -> Check {
    let (id, label) = ("secret-store", "Secret store");
    match secret_store() {
        SecretStore::Available => check(
            id,
            label,
            CheckState::Ok,
            "the system can keep secrets".to_owned(),
        ),
        SecretStore::Unavailable { reason } => check(
            id,
            label,
            CheckState::Warning,
            format!(
                "{reason}. Only pasted credentials are kept in it; AWS profiles, memory and the encrypted file work without"
            ),
        ),
    }
}

/// `1 pack`, `2 packs`.
fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}
