//! Opening the engine for the commands that need a learner's data.

use std::sync::Arc;

use engine::{Engine, Event, EventSink, Home, Options, SystemClock};

use crate::{failure::Failure, shell::Shell};

/// For commands that do one thing and end.
struct Nobody;

impl EventSink for Nobody {
    fn emit(&self, _event: Event) {}
}

/// The engine on the learner's data, for a command that does one thing and ends.
pub(crate) fn open(shell: &Shell) -> Result<Engine, Failure> {
    open_for(shell, Arc::new(Nobody))
}

/// The engine on the learner's data. What there is to say about the data is said on stderr.
pub(crate) fn open_for(shell: &Shell, events: Arc<dyn EventSink>) -> Result<Engine, Failure> {
    let home = home()?;
    let place = home.data.clone();
    let engine = Engine::open(Options::new(home, Arc::new(SystemClock), events)).map_err(|error| {
        let failure = Failure::from(error);
        match failure.detail {
            Some(_) => failure,
            None => failure.with_detail(format!(
                "the data is in {}; `mission doctor` says more, MISSION_ARCHITECT_HOME chooses another place",
                place.display()
            )),
        }
    })?;
    for notice in engine.data_state().notices {
        shell.warn(&notice);
    }
    Ok(engine)
}

pub(crate) fn home() -> Result<Home, Failure> {
    Home::from_environment().map_err(|error| Failure::internal(error.to_string()))
}
