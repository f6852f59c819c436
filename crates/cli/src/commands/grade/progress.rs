//! How far a long grading is.

use std::{
    io::{self, IsTerminal},
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on stderr, for people only, and only when there is time to see it.
pub(super) struct Progress {
    began: Instant,
    all: u64,
    done: AtomicU64,
    bar: Option<OnceLock<ProgressBar>>,
}

/// Shorter work shows no bar.
const WORTH_A_BAR: Duration = Duration::from_millis(200);

impl Progress {
    pub(super) fn new(all: usize) -> Progress {
        Progress {
            began: Instant::now(),
            all: all as u64,
            done: 0.into(),
            bar: io::stderr().is_terminal().then(OnceLock::new),
        }
    }

    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(bar) = &self.bar
            && self.began.elapsed() > WORTH_A_BAR
        {
            bar.get_or_init(|| bar_of(self.all)).set_position(done);
        }
    }

    pub(super) fn end(&self) {
        if let Some(bar) = self.bar.as_ref().and_then(OnceLock::get) {
            bar.finish_and_clear();
        }
    }
}

fn bar_of(all: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(all), ProgressDrawTarget::stderr_with_hz(10));
    match ProgressStyle::with_template("{wide_bar} {pos} of {len} templates") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
