//! The settings in force. How they are kept in `config.toml` is in `config_file`.

use std::path::PathBuf;

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Light, dark, or what the system says.
    pub theme: Theme,
    /// A launcher's id from [`crate::launch::LAUNCHERS`], `custom`, or nothing: the first one found.
    pub editor: Option<String>,
    /// The program and arguments of `custom`, with `{file}` `{line}` `{column}`; never given to a shell.
    pub custom_editor: Vec<String>,
    /// Whether starting a mission opens the editor.
    pub open_editor_on_start: bool,
    /// Where workspaces are made, when not [`crate::Home::workspaces`].
    pub workspaces: Option<PathBuf>,
    /// Whether Progress shows a streak.
    pub show_streak: bool,
    /// The learner's name, shown in Progress; may be empty.
    pub learner_name: String,
    /// Whether the welcome screen was left.
    pub welcomed: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: Theme::System,
            editor: None,
            custom_editor: Vec::new(),
            // A mission is worked on in an editor; the first one found is better than none.
            open_editor_on_start: true,
            workspaces: None,
            show_streak: true,
            learner_name: String::new(),
            welcomed: false,
        }
    }
}

/// The window's colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    /// What the system says.
    #[default]
    System,
    /// Paper.
    Light,
    /// Blueprint.
    Dark,
}

impl Theme {
    /// As `config.toml` names it.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of a name.
    pub fn named(name: &str) -> Option<Theme> {
        [Theme::System, Theme::Light, Theme::Dark]
            .into_iter()
            .find(|theme| theme.name() == name)
    }
}

/// A setting that cannot be used, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SettingProblem {
    /// The key; empty when the file as a whole cannot be read.
    pub(crate) key: &'static str,
    /// From 1.
    pub(crate) line: u32,
    /// A sentence.
    pub(crate) message: String,
}

/// What is wrong with settings, whoever wrote them: the key and a sentence.
pub(crate) fn check(settings: &Settings) -> Result<(), (&'static str, String)> {
    match settings.editor.as_deref() {
        Some("custom")
            if settings
                .custom_editor
                .iter()
                .all(|part| part.trim().is_empty()) =>
        {
            return Err((
                "custom_editor",
                "a custom editor needs a program, for example [\"my-editor\", \"{file}\"]"
                    .to_owned(),
            ));
        }
        Some(id) if !crate::launch::is_known(id) => {
            return Err((
                "editor",
                format!("there is no editor `{id}`; `mission doctor` lists them"),
            ));
        }
        _ => {}
    }
    match &settings.workspaces {
        Some(folder) if !folder.is_absolute() => Err((
            "workspaces",
            format!("the folder {} has to be absolute", folder.display()),
        )),
        _ => Ok(()),
    }
}
