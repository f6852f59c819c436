//! The closed list of editors: what their programs are called, where platforms put them, how each is told a line.

use std::{ffi::OsString, path::PathBuf};

use super::{Command, Place, terminal};
use crate::{EngineError, Environment};

/// A known editor.
#[derive(Clone, Copy, Debug)]
pub struct Launcher {
    /// What settings name it by, for example `vscode`.
    pub id: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// Names on `PATH`, the best first.
    programs: &'static [&'static str],
    /// Below `/Applications` and `~/Applications`.
    in_mac_applications: &'static [&'static str],
    /// Below `%LOCALAPPDATA%` and `%ProgramFiles%`.
    in_windows_folders: &'static [&'static str],
    style: Style,
}

/// How an editor is told where to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `--goto FILE:LINE:COLUMN`
    Goto,
    /// `FILE:LINE:COLUMN`
    Suffix,
    /// `--line LINE --column COLUMN FILE`
    Flags,
    /// `+call cursor(LINE,COLUMN) -- FILE`, in a terminal
    Vim,
}

/// The closed list, in the order in which an unset editor is looked for.
pub const LAUNCHERS: &[Launcher] = &[
    Launcher {
        id: "vscode",
        label: "Visual Studio Code",
        programs: &["code", "code-insiders"],
        in_mac_applications: &["Visual Studio Code.app/Contents/Resources/app/bin/code"],
        in_windows_folders: &[
            "Programs/Microsoft VS Code/bin/code.cmd",
            "Microsoft VS Code/bin/code.cmd",
        ],
        style: Style::Goto,
    },
    Launcher {
        id: "cursor",
        label: "Cursor",
        programs: &["cursor"],
        in_mac_applications: &["Cursor.app/Contents/Resources/app/bin/cursor"],
        in_windows_folders: &["Programs/cursor/resources/app/bin/cursor.cmd"],
        style: Style::Goto,
    },
    Launcher {
        id: "vscodium",
        label: "VSCodium",
        programs: &["codium", "vscodium"],
        in_mac_applications: &["VSCodium.app/Contents/Resources/app/bin/codium"],
        in_windows_folders: &[
            "Programs/VSCodium/bin/codium.cmd",
            "VSCodium/bin/codium.cmd",
        ],
        style: Style::Goto,
    },
    Launcher {
        id: "zed",
        label: "Zed",
        // `zed` is also the name of the ZFS event daemon, so the name that distributions took is looked for first.
        programs: &["zeditor", "zedit", "zed"],
        in_mac_applications: &["Zed.app/Contents/MacOS/cli"],
        in_windows_folders: &["Programs/Zed/bin/zed.exe"],
        style: Style::Suffix,
    },
    jetbrains(
        "idea",
        "IntelliJ IDEA",
        &[
            "idea",
            "idea64",
            "idea.sh",
            "intellij-idea-ultimate",
            "intellij-idea-community",
        ],
        &[
            "IntelliJ IDEA.app/Contents/MacOS/idea",
            "IntelliJ IDEA CE.app/Contents/MacOS/idea",
        ],
        &[
            "JetBrains/Toolbox/scripts/idea.cmd",
            "Programs/IntelliJ IDEA Ultimate/bin/idea64.exe",
        ],
    ),
    jetbrains(
        "pycharm",
        "PyCharm",
        &[
            "pycharm",
            "pycharm64",
            "pycharm.sh",
            "pycharm-professional",
            "pycharm-community",
        ],
        &[
            "PyCharm.app/Contents/MacOS/pycharm",
            "PyCharm CE.app/Contents/MacOS/pycharm",
        ],
        &[
            "JetBrains/Toolbox/scripts/pycharm.cmd",
            "Programs/PyCharm Professional/bin/pycharm64.exe",
        ],
    ),
    jetbrains(
        "webstorm",
        "WebStorm",
        &["webstorm", "webstorm64", "webstorm.sh"],
        &["WebStorm.app/Contents/MacOS/webstorm"],
        &[
            "JetBrains/Toolbox/scripts/webstorm.cmd",
            "Programs/WebStorm/bin/webstorm64.exe",
        ],
    ),
    jetbrains(
        "goland",
        "GoLand",
        &["goland", "goland64", "goland.sh"],
        &["GoLand.app/Contents/MacOS/goland"],
        &[
            "JetBrains/Toolbox/scripts/goland.cmd",
            "Programs/GoLand/bin/goland64.exe",
        ],
    ),
    jetbrains(
        "rustrover",
        "RustRover",
        &["rustrover", "rustrover64", "rustrover.sh"],
        &["RustRover.app/Contents/MacOS/rustrover"],
        &[
            "JetBrains/Toolbox/scripts/rustrover.cmd",
            "Programs/RustRover/bin/rustrover64.exe",
        ],
    ),
    jetbrains(
        "rider",
        "Rider",
        &["rider", "rider64", "rider.sh"],
        &["Rider.app/Contents/MacOS/rider"],
        &[
            "JetBrains/Toolbox/scripts/rider.cmd",
            "Programs/Rider/bin/rider64.exe",
        ],
    ),
    Launcher {
        id: "sublime",
        label: "Sublime Text",
        programs: &["subl", "sublime_text"],
        in_mac_applications: &["Sublime Text.app/Contents/SharedSupport/bin/subl"],
        in_windows_folders: &["Sublime Text/subl.exe", "Sublime Text 3/subl.exe"],
        style: Style::Suffix,
    },
    vim("neovim", "Neovim in a terminal", &["nvim"]),
    vim("vim", "Vim in a terminal", &["vim"]),
];

const fn jetbrains(
    id: &'static str,
    label: &'static str,
    programs: &'static [&'static str],
    in_mac_applications: &'static [&'static str],
    in_windows_folders: &'static [&'static str],
) -> Launcher {
    Launcher {
        id,
        label,
        programs,
        in_mac_applications,
        in_windows_folders,
        style: Style::Flags,
    }
}

const fn vim(id: &'static str, label: &'static str, programs: &'static [&'static str]) -> Launcher {
    Launcher {
        id,
        label,
        programs,
        in_mac_applications: &[],
        in_windows_folders: &[],
        style: Style::Vim,
    }
}

impl Launcher {
    pub(super) fn programs(&self) -> &'static [&'static str] {
        self.programs
    }

    pub(super) fn in_mac_applications(&self) -> &'static [&'static str] {
        self.in_mac_applications
    }

    pub(super) fn in_windows_folders(&self) -> &'static [&'static str] {
        self.in_windows_folders
    }

    pub(super) fn needs_terminal(&self) -> bool {
        self.style == Style::Vim
    }

    /// The command that opens a place. The file is absolute, so it never begins with a dash.
    pub(super) fn command(
        &self,
        program: PathBuf,
        environment: &Environment,
        place: Place<'_>,
    ) -> Result<Command, EngineError> {
        let Place { file, line, column } = place;
        let text = |text: &str| OsString::from(text);
        let arguments = match self.style {
            Style::Goto => vec![text("--goto"), fill("{file}:{line}:{column}", place)],
            Style::Suffix => vec![fill("{file}:{line}:{column}", place)],
            Style::Flags => vec![
                text("--line"),
                line.to_string().into(),
                text("--column"),
                column.to_string().into(),
                file.into(),
            ],
            Style::Vim => vec![
                format!("+call cursor({line},{column})").into(),
                text("--"),
                file.into(),
            ],
        };
        let command = Command {
            id: self.id,
            label: self.label.to_owned(),
            program,
            arguments,
            in_console: false,
        };
        if self.needs_terminal() {
            terminal::around(command, environment)
        } else {
            Ok(command)
        }
    }
}

/// An argument with `{file}`, `{line}` and `{column}` put in, once: a file that is called `{line}` keeps its name.
pub(super) fn fill(argument: &str, place: Place<'_>) -> OsString {
    let mut filled = OsString::new();
    let mut rest = argument;
    while let Some((before, name, after)) = next_placeholder(rest) {
        filled.push(before);
        match name {
            "{file}" => filled.push(place.file),
            "{line}" => filled.push(place.line.to_string()),
            _ => filled.push(place.column.to_string()),
        }
        rest = after;
    }
    filled.push(rest);
    filled
}

fn next_placeholder(text: &str) -> Option<(&str, &'static str, &str)> {
    let (at, name) = ["{file}", "{line}", "{column}"]
        .into_iter()
        .filter_map(|name| text.find(name).map(|at| (at, name)))
        .min()?;
    Some((&text[..at], name, &text[at + name.len()..]))
}
