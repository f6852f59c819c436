//! The dispatcher: a command's name and JSON in, JSON out.

use std::{
    sync::{Mutex, OnceLock, PoisonError},
    thread::{self, JoinHandle},
};

use engine::{Engine, EngineError, Home};
use serde_json::Value;

use crate::{MentorListener, convert, dto::*, handlers};

type Opened = Result<Engine, EngineError>;

/// What answers commands: an engine, or the reason why there is none.
pub struct Backend {
    engine: OnceLock<Opened>,
    /// The thread that opens the engine, until somebody has waited for it.
    opening: Mutex<Option<JoinHandle<Opened>>>,
    home: Home,
}

impl Backend {
    /// A backend on an opened engine, or on the error of opening it: then only what needs no data answers.
    #[must_use]
    pub fn new(home: Home, engine: Opened) -> Backend {
        Backend {
            engine: OnceLock::from(engine),
            opening: Mutex::new(None),
            home,
        }
    }

    /// A backend on an engine that `open` opens on a thread of its own. Whoever asks for it before it is there waits.
    #[must_use]
    pub fn opening(home: Home, open: impl FnOnce() -> Opened + Send + 'static) -> Backend {
        Backend {
            engine: OnceLock::new(),
            opening: Mutex::new(Some(thread::spawn(open))),
            home,
        }
    }

    /// The engine, once it is open. Blocks until then.
    ///
    /// # Errors
    /// Why the data could not be opened.
    pub fn engine(&self) -> Result<&Engine, ErrorDto> {
        self.opened().as_ref().map_err(convert::error)
    }

    /// Why the data could not be opened, when it could not.
    pub(crate) fn refusal(&self) -> Option<&EngineError> {
        self.opened().as_ref().err()
    }

    fn opened(&self) -> &Opened {
        self.engine.get_or_init(|| {
            let opening = self
                .opening
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
            opening
                .and_then(|thread| thread.join().ok())
                .unwrap_or_else(|| {
                    // The panic hook has said where.
                    Err(EngineError::Damaged {
                        context: "opening the data",
                        reason: "it ended in the middle; the log says where".to_owned(),
                    })
                })
        })
    }

    /// Where everything is.
    #[must_use]
    pub fn home(&self) -> &Home {
        &self.home
    }
}

impl Backend {
    /// Answers `ask_mentor`, with somebody who hears the reply come in. Blocks until the reply has ended; needs a Tokio runtime's context.
    ///
    /// # Errors
    /// As [`Backend::call`].
    pub fn ask_mentor(&self, payload: Value, listener: MentorListener) -> Result<Value, ErrorDto> {
        let request: AskMentor = serde_json::from_value(payload)
            .map_err(|error| ErrorDto::bad_request("ask_mentor", &error))?;
        let answer = handlers::ask_mentor_aloud(self, &request, listener)?;
        serde_json::to_value(answer).map_err(|error| ErrorDto::internal(&error))
    }
}

macro_rules! command_table {
    ($( $(#[$doc:meta])* $name:ident : $request:ty => $response:ty ; )*) => {
        /// The names of all commands, in the table's order.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),*];

        impl Backend {
            /// Answers a command. Blocks; needs a Tokio runtime's context for commands that watch or wait.
            ///
            /// # Errors
            /// An error as front ends see it; `badRequest` for an unknown command or a payload of another shape.
            pub fn call(&self, command: &str, payload: Value) -> Result<Value, ErrorDto> {
                match command {
                    $( stringify!($name) => {
                        let request: $request = serde_json::from_value(payload)
                            .map_err(|error| ErrorDto::bad_request(command, &error))?;
                        let response: $response = handlers::$name(self, &request)?;
                        serde_json::to_value(response).map_err(|error| ErrorDto::internal(&error))
                    } )*
                    _ => Err(ErrorDto::bad_request(command, &"there is no such command")),
                }
            }
        }
    };
}

include!("command_table.in.rs");
