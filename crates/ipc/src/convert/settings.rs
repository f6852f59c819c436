//! Settings, editors and `doctor`. No decisions here.

use std::path::PathBuf;

use engine::{Check, CheckState, PracticeSettings, Settings, Theme};

use super::path;
use crate::dto::*;

impl From<engine::launch::Launched> for LaunchedDto {
    fn from(launched: engine::launch::Launched) -> LaunchedDto {
        LaunchedDto {
            id: launched.id.to_owned(),
            label: launched.label,
            command: launched.command,
        }
    }
}

impl From<engine::launch::EditorOption> for EditorDto {
    fn from(editor: engine::launch::EditorOption) -> EditorDto {
        EditorDto {
            id: editor.id,
            label: editor.label,
            program: editor.program,
        }
    }
}

impl From<Settings> for SettingsDto {
    fn from(settings: Settings) -> SettingsDto {
        SettingsDto {
            theme: match settings.theme {
                Theme::System => ThemeDto::System,
                Theme::Light => ThemeDto::Light,
                Theme::Dark => ThemeDto::Dark,
            },
            editor: settings.editor,
            custom_editor: settings.custom_editor,
            open_editor_on_start: settings.open_editor_on_start,
            workspaces: settings.workspaces.as_deref().map(path),
            show_streak: settings.show_streak,
            learner_name: settings.learner_name,
            welcomed: settings.welcomed,
            spaced_return: settings.practice.spaced_return,
            retention_percent: settings.practice.retention_percent,
            language: settings.language,
            zoom_percent: settings.zoom_percent,
            icons: settings.icons.as_deref().map(path),
            notify: settings.notify,
        }
    }
}

/// The settings that the form shows, over those in force; what it does not show stays.
pub(crate) fn settings(form: &SettingsDto, in_force: Settings) -> Settings {
    let form = form.clone();
    Settings {
        theme: match form.theme {
            ThemeDto::System => Theme::System,
            ThemeDto::Light => Theme::Light,
            ThemeDto::Dark => Theme::Dark,
        },
        editor: form.editor,
        custom_editor: form.custom_editor,
        open_editor_on_start: form.open_editor_on_start,
        workspaces: form.workspaces.map(PathBuf::from),
        show_streak: form.show_streak,
        learner_name: form.learner_name,
        welcomed: form.welcomed,
        practice: PracticeSettings {
            spaced_return: form.spaced_return,
            retention_percent: form.retention_percent,
        },
        language: form.language.filter(|language| !language.is_empty()),
        zoom_percent: form.zoom_percent,
        icons: form
            .icons
            .filter(|folder| !folder.is_empty())
            .map(PathBuf::from),
        notify: form.notify,
        ..in_force
    }
}

impl From<Check> for CheckDto {
    fn from(check: Check) -> CheckDto {
        CheckDto {
            id: check.id.to_owned(),
            label: check.label,
            state: match check.state {
                CheckState::Ok => CheckStateDto::Ok,
                CheckState::Warning => CheckStateDto::Warning,
                CheckState::Failed => CheckStateDto::Failed,
            },
            message: check.message,
        }
    }
}
