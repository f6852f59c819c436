//! Writing everything to a folder that a person can take elsewhere. Works without an engine too, for a database of a newer version.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use store::Store;

use crate::{Clock, Engine, EngineError, Home, SystemClock, config_file, files};

impl Engine {
    /// Writes everything (database copy, settings, workspaces) to a new folder below `folder`, and gives its path.
    pub fn export(&self, folder: &Path) -> Result<PathBuf, EngineError> {
        let target = new_folder(folder, &name(self.inner.clock.now_ms()))?;
        if self.inner.kept {
            export_database(self.home(), &target)?;
        }
        export_config(self.home(), &target)?;
        for started in self.inner.store.all_started()? {
            let name = Path::new(&started.mission_id).join("template.yaml");
            let copied = copy_template(&started.template, &target.join("workspaces").join(&name))?;
            // Gone, or a link to elsewhere: the last save is what there is.
            if let Some(newest) = self
                .newest_attempt(&started.mission_id)?
                .filter(|_| !copied)
            {
                let snapshot = self.stored_attempt(newest.id)?.snapshot;
                write(&target.join("workspaces").join(&name), &snapshot)?;
            }
        }
        Ok(target)
    }
}

/// Writes a copy of the data of a home that no engine could be opened on: the database file as it is, the settings, and the templates
/// of the workspace folder.
pub fn export_home(home: &Home, folder: &Path) -> Result<PathBuf, EngineError> {
    let target = new_folder(folder, &name(SystemClock.now_ms()))?;
    export_database(home, &target)?;
    export_config(home, &target)?;
    let settings = config_file::load(&home.config_file()).settings;
    let workspaces = settings
        .workspaces
        .unwrap_or_else(|| home.workspaces.clone());
    let entries = match fs::read_dir(&workspaces) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(target),
        Err(error) => {
            return Err(EngineError::Unreadable {
                path: workspaces,
                reason: error.to_string(),
            });
        }
    };
    for entry in entries.flatten() {
        let copy = target
            .join("workspaces")
            .join(entry.file_name())
            .join("template.yaml");
        copy_template(&entry.path().join("template.yaml"), &copy)?;
    }
    Ok(target)
}

fn name(now_ms: i64) -> String {
    format!("mission-architect-export-{now_ms}")
}

/// A folder that did not exist, with this name or one like it.
pub(crate) fn new_folder(parent: &Path, name: &str) -> Result<PathBuf, EngineError> {
    let parent = std::path::absolute(parent).map_err(|error| unwritable(parent, &error))?;
    fs::create_dir_all(&parent).map_err(|error| unwritable(&parent, &error))?;
    let mut number = 1_u32;
    loop {
        let suffix = if number == 1 {
            String::new()
        } else {
            format!("-{number}")
        };
        let folder = parent.join(format!("{name}{suffix}"));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(unwritable(&folder, &error)),
        }
    }
}

fn export_database(home: &Home, target: &Path) -> Result<(), EngineError> {
    let database = home.database();
    if database.exists() {
        Store::export(&database, &target.join("mission-architect.db"))?;
    }
    Ok(())
}

fn export_config(home: &Home, target: &Path) -> Result<(), EngineError> {
    match fs::read(home.config_file()) {
        Ok(bytes) => write(&target.join("config.toml"), &bytes),
        Err(_) => Ok(()),
    }
}

/// Says whether there was a template to copy.
fn copy_template(template: &Path, copy: &Path) -> Result<bool, EngineError> {
    let files::Content::Bytes(bytes) = files::read(template) else {
        return Ok(false);
    };
    write(copy, &bytes)?;
    Ok(true)
}

pub(crate) fn write(file: &Path, bytes: &[u8]) -> Result<(), EngineError> {
    let folder = file.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, bytes))
        .map_err(|error| unwritable(file, &error))
}

fn unwritable(path: &Path, error: &io::Error) -> EngineError {
    EngineError::Unwritable {
        path: path.to_owned(),
        reason: files::why(error),
    }
}
