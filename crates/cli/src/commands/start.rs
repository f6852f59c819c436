//! `mission start`: a workspace to work in.

use std::{io::IsTerminal, path::PathBuf};

use clap::Args;
use engine::launch::Launched;
use serde_json::json;

use crate::{
    args::Output,
    data,
    failure::{Exit, Failure},
    shell::Shell,
    text::{Ink, safe},
};

/// Start a mission, or go on with it
///
/// Makes a folder with the starter template and opens your editor on it. A template that is there already is yours: it is kept, and
/// graded.
#[derive(Debug, Args)]
pub(crate) struct StartArgs {
    /// The mission's id, as `mission list` shows it
    #[arg(value_name = "ID")]
    mission: String,
    /// The folder to work in, instead of one below your workspaces
    #[arg(long, value_name = "D")]
    dir: Option<PathBuf>,
    /// Leave the editor closed, whatever the settings say
    #[arg(long)]
    no_editor: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

pub(crate) fn run(args: &StartArgs, shell: &Shell) -> Result<Exit, Failure> {
    let engine = data::open(shell)?;
    let id = &args.mission;
    let started = engine.start(id, args.dir.as_deref())?;
    // In a script or in CI nobody waits for an editor.
    let opens = engine.settings().open_editor_on_start
        && !args.no_editor
        && std::io::stdout().is_terminal();
    let editor: Option<Launched> = if opens {
        match engine.open_editor(id, 1, 1) {
            Ok(launched) => Some(launched),
            // The mission is started all the same.
            Err(error) => {
                shell.warn(&error.to_string());
                None
            }
        }
    } else {
        None
    };
    let template = started.template.to_string_lossy();
    if args.output.is_json() {
        shell.print_json(&json!({
            "missionId": id,
            "template": template,
            "created": started.created,
            "attemptId": started.attempt.map(|attempt| attempt.0),
            "editor": editor.map(ipc::LaunchedDto::from),
        }))?;
        return Ok(Exit::Passed);
    }
    shell.print(&format!("{template}\n"))?;
    let what = if started.created {
        "the starter is in place"
    } else {
        "your template was kept as it is"
    };
    shell.say(&format!("{} {what}", shell.error_paint.ink(Ink::Pass, "✓")));
    if let Some(editor) = editor {
        shell.say(&format!("  opened in {}", safe(&editor.label)));
    }
    if !engine.mission(id)?.blanks.is_empty() {
        shell.say(&format!(
            "  `mission fill {id}` lists its blanks, `mission fill {id} BLANK=ANSWER` answers one"
        ));
    }
    shell.say(&format!(
        "  `mission watch {id}` grades each save; `mission show {id}` is the brief"
    ));
    Ok(Exit::Passed)
}
