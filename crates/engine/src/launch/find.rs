//! Looking for programs: on `PATH`, then where platforms put applications. Nothing is run to find out.

use std::path::{Path, PathBuf};

use super::Launcher;
use crate::Environment;

/// The program of a launcher.
pub(super) fn program(launcher: &Launcher, environment: &Environment) -> Option<PathBuf> {
    let on_path = launcher
        .programs()
        .iter()
        .find_map(|name| named(name, environment));
    on_path.or_else(|| installed(launcher, environment))
}

/// A program by its name, or by its path when it is one.
pub(super) fn named(name: &str, environment: &Environment) -> Option<PathBuf> {
    let path = Path::new(name);
    if path.components().count() > 1 || path.is_absolute() {
        // Relative to nothing a person would expect, so only a whole path counts.
        return path
            .is_absolute()
            .then(|| runnable(path, environment))
            .flatten();
    }
    environment
        .path
        .iter()
        .find_map(|folder| runnable(&folder.join(name), environment))
}

fn installed(launcher: &Launcher, environment: &Environment) -> Option<PathBuf> {
    let places = if cfg!(target_os = "macos") {
        launcher.in_mac_applications()
    } else if cfg!(windows) {
        launcher.in_windows_folders()
    } else {
        &[]
    };
    let folders = environment.applications.iter();
    folders
        .flat_map(|folder| places.iter().map(move |place| folder.join(place)))
        .find(|path| is_program(path))
}

fn runnable(path: &Path, environment: &Environment) -> Option<PathBuf> {
    let extensions = &environment.path_extensions;
    let has_extension = path.extension().is_some_and(|extension| {
        let extension = extension.to_string_lossy().to_ascii_lowercase();
        extensions.contains(&extension)
    });
    // Where programs have extensions, a file without one (the `code` script for WSL beside `code.cmd`) is none.
    if extensions.is_empty() || has_extension {
        return is_program(path).then(|| path.to_owned());
    }
    extensions.iter().find_map(|extension| {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(extension);
        let candidate = PathBuf::from(name);
        is_program(&candidate).then_some(candidate)
    })
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}
