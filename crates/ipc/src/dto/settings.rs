//! Settings and editors, and what `doctor` finds.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// Asks for a place in the editor.
    struct OpenEditor {
        /// The mission.
        mission_id: String,
        /// From 1.
        line: u32,
        /// From 1.
        column: u32,
    }

    /// An editor that was started.
    struct LaunchedDto {
        /// An [`EditorDto::id`].
        id: String,
        /// What people call it.
        label: String,
        /// The program and its arguments.
        command: Vec<String>,
    }

    /// The settings and what they can be set to.
    struct SettingsViewDto {
        /// In force.
        settings: SettingsDto,
        /// The editors, found ones first.
        editors: Vec<EditorDto>,
        /// The folder used when `workspaces` is not set.
        default_workspaces: String,
    }

    /// The settings.
    struct SettingsDto {
        /// Light, dark, or what the system says.
        theme: ThemeDto,
        /// An [`EditorDto::id`]; otherwise the first one found.
        editor: Option<String>,
        /// The program and arguments of `custom`, with `{file}` `{line}` `{column}`.
        custom_editor: Vec<String>,
        /// Whether starting a mission opens the editor.
        open_editor_on_start: bool,
        /// Where workspaces are made; otherwise the default.
        workspaces: Option<String>,
        /// Whether Progress shows a streak.
        show_streak: bool,
        /// May be empty.
        learner_name: String,
        /// Whether the welcome screen was left.
        welcomed: bool,
        /// Whether what was hard comes back.
        spaced_return: bool,
        /// How well it should still be known when it comes back, in percent: 70 to 97.
        retention_percent: u32,
        /// The window's language, as `en` or `de`; otherwise what the system says.
        language: Option<String>,
        /// How large the window's text is, in percent: 80 to 200.
        zoom_percent: u32,
        /// The learner's own folder of service icons.
        icons: Option<String>,
        /// Whether the desktop is told of what happens while the window is not in front.
        notify: bool,
    }

    /// An editor.
    struct EditorDto {
        /// What settings name it by.
        id: String,
        /// What people call it.
        label: String,
        /// The program that would run; nothing when it was not found.
        program: Option<String>,
    }

    /// Everything the program needs, looked at.
    struct DoctorDto {
        /// In order.
        checks: Vec<CheckDto>,
    }

    /// A finding.
    struct CheckDto {
        /// Stable.
        id: String,
        /// What was looked at.
        label: String,
        /// How it stands.
        state: CheckStateDto,
        /// A sentence; when it is not good, with the next step.
        message: String,
    }
}

words! {
    /// The window's colours.
    enum ThemeDto {
        /// What the system says.
        System,
        /// Paper.
        Light,
        /// Blueprint.
        Dark,
    }

    /// How a check stands.
    enum CheckStateDto {
        /// Works.
        Ok,
        /// Something optional is missing.
        Warning,
        /// Does not work.
        Failed,
    }
}
