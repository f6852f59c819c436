//! What a fault of the program itself looks like: one line for a person, the rest in a file.

use std::{
    backtrace::Backtrace,
    fs::{self, OpenOptions},
    io::{self, Write},
    panic::{self, PanicHookInfo},
    path::PathBuf,
};

use engine::Home;

/// Replaces the default panic message, which means nothing to a learner. The process then ends with exit code 5, or goes on with
/// the next template.
pub(crate) fn say_panics_in_one_line() {
    panic::set_hook(Box::new(|panic| {
        // A person's terminal first, or the line below would be drawn like stairs.
        crate::commands::watch::give_terminal_back();
        let line = match write_report(panic) {
            Ok(log) => format!(
                "mission: something went wrong inside; {} has the details",
                log.display()
            ),
            Err(_) => format!(
                "mission: something went wrong inside: {}",
                one_line(&panic.to_string())
            ),
        };
        let _ = writeln!(io::stderr(), "{line}");
    }));
}

fn write_report(panic: &PanicHookInfo<'_>) -> io::Result<PathBuf> {
    let home = Home::from_environment().map_err(io::Error::other)?;
    fs::create_dir_all(&home.logs)?;
    let log = home.logs.join("mission-faults.log");
    let mut file = OpenOptions::new().create(true).append(true).open(&log)?;
    let version = env!("CARGO_PKG_VERSION");
    writeln!(
        file,
        "mission {version}: {panic}\n{}\n",
        Backtrace::force_capture()
    )?;
    Ok(log)
}

fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}
