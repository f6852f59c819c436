//! Starting a program that outlives us.

use std::{
    env,
    process::{self, Stdio},
    thread,
};

use super::{Command, GRAPHICS_MARK};
use crate::EngineError;

/// Starts a program with nothing of ours: no streams, no process group, no console.
pub(super) fn detached(command: &Command) -> Result<(), EngineError> {
    let mut process = process::Command::new(&command.program);
    process
        .args(&command.arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // What the window was started again with for this machine's graphics driver is not the editor's business.
    if let Some(needed) = env::var_os(GRAPHICS_MARK) {
        process.env_remove(GRAPHICS_MARK);
        for name in needed.to_string_lossy().split(',') {
            process.env_remove(name);
        }
    }
    apart(&mut process, command.in_console);
    let mut child = process.spawn().map_err(|error| {
        EngineError::Launch(format!(
            "{} did not start: {error}; choose another editor in Settings",
            command.program.display()
        ))
    })?;
    // Somebody has to wait for it, or it stays as a zombie when it ends. Not being able to wait is no reason to fail.
    let waiting = thread::Builder::new()
        .name("editor".to_owned())
        .stack_size(64 * 1024)
        .spawn(move || child.wait());
    if let Err(error) = waiting {
        tracing::warn!(%error, "nobody waits for the editor");
    }
    Ok(())
}

/// Ctrl-C in the terminal of `mission watch` must not end the editor.
#[cfg(unix)]
fn apart(process: &mut process::Command, _in_console: bool) {
    use std::os::unix::process::CommandExt;
    process.process_group(0);
}

#[cfg(windows)]
fn apart(process: &mut process::Command, in_console: bool) {
    use std::os::windows::process::CommandExt;
    // https://learn.microsoft.com/windows/win32/procthread/process-creation-flags
    const CREATE_NEW_CONSOLE: u32 = 0x0000_0010;
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x0000_0200;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    let window = if in_console {
        CREATE_NEW_CONSOLE
    } else {
        CREATE_NO_WINDOW
    };
    process.creation_flags(window | CREATE_NEW_PROCESS_GROUP);
}

#[cfg(not(any(unix, windows)))]
fn apart(_process: &mut process::Command, _in_console: bool) {}
