//! The terminal that the program was started in: stdout for data, stderr for everything else, colours, width.

use std::{
    cell::Cell,
    env,
    io::{self, ErrorKind, IsTerminal, Write},
};

use clap::ValueEnum;
use serde::Serialize;

use crate::{
    failure::{Exit, Failure},
    text::{Ink, Paint, safe},
};

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR`, `CLICOLOR=0` or a dumb terminal says otherwise
    #[default]
    Auto,
    /// Also into a pipe or a file
    Always,
    /// Not at all
    Never,
}

/// Narrower than this nothing is laid out; wider than [`WIDEST`] nobody reads.
const NARROWEST: usize = 40;
const WIDEST: usize = 100;

/// Where a command writes.
pub(crate) struct Shell {
    /// How stdout is coloured.
    pub(crate) paint: Paint,
    /// How stderr is coloured.
    pub(crate) error_paint: Paint,
    /// Columns to lay text out in.
    pub(crate) width: usize,
    reader_gone: Cell<bool>,
}

impl Shell {
    pub(crate) fn new(color: Color) -> Shell {
        let columns = crossterm::terminal::size().map_or(80, |(columns, _)| usize::from(columns));
        Shell {
            paint: Paint::new(colours(color, io::stdout().is_terminal())),
            error_paint: Paint::new(colours(color, io::stderr().is_terminal())),
            width: columns.clamp(NARROWEST, WIDEST),
            reader_gone: Cell::new(false),
        }
    }

    /// Writes data to stdout. A reader that has gone (`| head`) has what it wanted.
    pub(crate) fn print(&self, data: &str) -> Result<(), Failure> {
        self.print_bytes(data.as_bytes())
    }

    /// Writes data that may be no text.
    pub(crate) fn print_bytes(&self, data: &[u8]) -> Result<(), Failure> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(data).and_then(|()| stdout.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.reader_gone.set(true);
                Ok(())
            }
            Err(error) => Err(Failure::internal(format!(
                "the output could not be written: {error}"
            ))),
        }
    }

    /// Whether nobody reads stdout any more.
    pub(crate) fn reader_gone(&self) -> bool {
        self.reader_gone.get()
    }

    /// Writes one line of JSON to stdout.
    pub(crate) fn print_json(&self, value: &impl Serialize) -> Result<(), Failure> {
        let json = serde_json::to_string(value).map_err(|error| {
            Failure::internal(format!("the answer could not be written as JSON: {error}"))
        })?;
        self.print(&(json + "\n"))
    }

    /// Says something beside the data, on stderr. Where nobody listens there is nothing to do about it.
    pub(crate) fn say(&self, line: &str) {
        let _ = writeln!(io::stderr(), "{line}");
    }

    /// Says what a person should know although the command goes on.
    pub(crate) fn warn(&self, message: &str) {
        let word = self.error_paint.ink(Ink::Warning, "warning:");
        self.say(&format!("{word} {}", safe(message)));
    }

    /// Says why a command, or a part of it, failed.
    pub(crate) fn fail(&self, failure: &Failure, as_json: bool) -> Exit {
        if as_json {
            self.say(&serde_json::to_string(failure).unwrap_or_default());
            return failure.exit;
        }
        let word = self.error_paint.ink(Ink::Fail, "error:");
        self.say(&format!("{word} {}", safe(&failure.message)));
        for line in failure.detail.iter().flat_map(|detail| detail.lines()) {
            self.say(&format!("  {}", safe(line)));
        }
        failure.exit
    }
}

/// <https://no-color.org> and <https://bixense.com/clicolors>.
fn colours(color: Color, is_terminal: bool) -> bool {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    let wanted = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR").is_some() => false,
        Color::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        Color::Auto => {
            is_terminal
                && set("CLICOLOR").is_none_or(|value| value != "0")
                && set("TERM").is_none_or(|term| term != "dumb")
        }
    };
    wanted && understands_colours()
}

/// An old Windows console has to be told that it may.
#[cfg(windows)]
fn understands_colours() -> bool {
    crossterm::ansi_support::supports_ansi() || !io::stdout().is_terminal()
}

#[cfg(not(windows))]
fn understands_colours() -> bool {
    true
}

/// Logs to stderr: `-v` tells what is done, `-vv` how, `-vvv` everything but what is confidential.
pub(crate) fn log_to_stderr(verbose: u8) {
    let level = match verbose {
        0 | 1 => "info",
        2 => "debug",
        _ => "trace",
    };
    let filter = [&[level], engine::CONFIDENTIAL_LOGS].concat().join(",");
    let subscriber = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_env_filter(filter);
    // Only fails when there is one already.
    let _ = subscriber.try_init();
}
