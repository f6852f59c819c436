//! Where things live.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

use crate::environment::Environment;

/// The folders that the program writes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// The database, its backups and the lock.
    pub data: PathBuf,
    /// `config.toml`.
    pub config: PathBuf,
    /// Logs.
    pub logs: PathBuf,
    /// Where mission workspaces are made unless the settings say otherwise.
    pub workspaces: PathBuf,
}

/// The platform does not say where a person's files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no home folder is known on this system; set MISSION_ARCHITECT_HOME to a folder for all data"
)]
pub struct NoHome;

impl Home {
    /// Everything under one folder, as `MISSION_ARCHITECT_HOME` asks for.
    pub fn under(root: &Path) -> Home {
        Home {
            data: root.join("data"),
            config: root.join("config"),
            logs: root.join("logs"),
            workspaces: root.join("workspaces"),
        }
    }

    /// `MISSION_ARCHITECT_HOME` when it is set, else the platform's own data, config and documents folders.
    pub fn from_environment() -> Result<Home, NoHome> {
        if let Some(root) = Environment::of_this_process().home {
            let root = std::path::absolute(&root).unwrap_or(root);
            return Ok(Home::under(&root));
        }
        let project = ProjectDirs::from("", "", "mission-architect").ok_or(NoHome)?;
        let user = UserDirs::new().ok_or(NoHome)?;
        let data = project.data_local_dir().to_owned();
        Ok(Home {
            logs: project
                .state_dir()
                .map_or_else(|| data.join("logs"), |state| state.join("logs")),
            config: project.config_dir().to_owned(),
            workspaces: user
                .document_dir()
                .unwrap_or_else(|| user.home_dir())
                .join("Mission Architect"),
            data,
        })
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.data.join("mission-architect.db")
    }

    /// The settings file.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }
}
