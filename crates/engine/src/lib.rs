//! The use cases of Mission Architect: start, watch, grade, restore, hint, settings, progress. Knows no desktop and no terminal; the
//! shells stand on it. Every method of [`Engine`] blocks (files, SQLite, keyring): shells call it off their main thread.

mod attempts;
mod clock;
mod compare;
mod config_file;
pub mod credentials;
mod doctor;
mod engine;
mod environment;
mod event;
mod export;
mod files;
mod hints;
mod home;
mod job_lock;
pub mod launch;
mod open;
mod restore;
mod settings;
mod standing;
mod start;
mod types;
mod watch;

pub use clock::{Clock, SystemClock};
pub use doctor::doctor;
pub use engine::{Engine, Options};
pub use environment::Environment;
pub use event::{Event, EventSink};
pub use export::export_home;
pub use home::{Home, NoHome};
pub use job_lock::JobRunner;
pub use settings::{Settings, Theme};
pub use store::{AttemptId, AttemptSummary, Origin};
pub use types::*;
