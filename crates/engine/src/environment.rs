//! The environment variables that the program listens to. Nothing else in this crate reads the environment, so that a test can say
//! what it is.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

/// What the environment says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `MISSION_ARCHITECT_HOME`.
    pub home: Option<PathBuf>,
    /// `PATH`, split; entries that are not absolute are left out, so that a mission's folder cannot offer a program.
    pub path: Vec<PathBuf>,
    /// `PATHEXT`, split; empty but on Windows.
    pub path_extensions: Vec<String>,
    /// Where this platform keeps applications (`/Applications`, `%LOCALAPPDATA%`, `%ProgramFiles%`).
    pub applications: Vec<PathBuf>,
    /// `DISPLAY` or `WAYLAND_DISPLAY`; always true where a desktop needs neither.
    pub has_display: bool,
    /// Whether there is a session bus; always true where secrets are kept without one.
    pub has_session_bus: bool,
}

impl Environment {
    /// The environment of this process.
    pub fn of_this_process() -> Environment {
        Environment {
            home: set("MISSION_ARCHITECT_HOME").map(PathBuf::from),
            path: set("PATH")
                .map(|path| {
                    env::split_paths(&path)
                        .filter(|entry| entry.is_absolute())
                        .collect()
                })
                .unwrap_or_default(),
            path_extensions: path_extensions(),
            applications: applications(),
            has_display: !cfg!(target_os = "linux")
                || set("DISPLAY").is_some()
                || set("WAYLAND_DISPLAY").is_some(),
            has_session_bus: has_session_bus(),
        }
    }
}

fn set(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

fn path_extensions() -> Vec<String> {
    if !cfg!(windows) {
        return Vec::new();
    }
    let listed = set("PATHEXT")
        .and_then(|value| value.into_string().ok())
        .unwrap_or_else(|| ".COM;.EXE;.BAT;.CMD".to_owned());
    listed
        .split(';')
        .map(|extension| extension.trim_start_matches('.').to_ascii_lowercase())
        .filter(|extension| !extension.is_empty())
        .collect()
}

fn applications() -> Vec<PathBuf> {
    if cfg!(target_os = "macos") {
        let own = set("HOME").map(|home| PathBuf::from(home).join("Applications"));
        return [Some(PathBuf::from("/Applications")), own]
            .into_iter()
            .flatten()
            .collect();
    }
    if cfg!(windows) {
        return ["LOCALAPPDATA", "ProgramFiles", "ProgramFiles(x86)"]
            .into_iter()
            .filter_map(set)
            .map(PathBuf::from)
            .collect();
    }
    Vec::new()
}

fn has_session_bus() -> bool {
    if !cfg!(target_os = "linux") || set("DBUS_SESSION_BUS_ADDRESS").is_some() {
        return true;
    }
    set("XDG_RUNTIME_DIR").is_some_and(|folder| Path::new(&folder).join("bus").exists())
}
