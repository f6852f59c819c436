//! The use cases of Mission Architect: start, watch, grade, restore, hint, settings, progress. Knows no desktop and no terminal; the
//! shells stand on it. Every method of [`Engine`] blocks (files, SQLite, keyring): shells call it off their main thread.

pub mod access;
mod attempts;
pub mod blanks;
pub mod budget;
pub mod calendar;
mod calls;
mod clock;
mod compare;
mod confidential;
mod config_file;
pub mod credentials;
mod decimal;
pub mod diagram;
mod doctor;
pub mod dropped;
pub mod edit_here;
mod engine;
mod environment;
mod event;
mod export;
mod files;
pub mod generate;
mod hints;
pub mod history;
mod home;
pub mod icons;
mod job_lock;
mod keep;
mod later;
pub mod launch;
pub mod leak;
pub mod mentor;
pub mod offline;
mod open;
pub mod practice;
mod prices;
pub mod queue;
mod restore;
pub mod sabotage;
pub mod scrub;
mod settings;
mod standing;
mod start;
pub mod suggest;
mod types;
pub mod usage;
pub mod vault;
mod watch;

pub use clock::{Clock, SystemClock};
pub use confidential::{CONFIDENTIAL_LOGS, refuse_core_files};
pub use doctor::doctor;
pub use engine::{Engine, Options};
pub use environment::Environment;
pub use event::{Event, EventSink};
pub use export::export_home;
pub use home::{Home, NoHome};
pub use job_lock::JobRunner;
pub use llm::{InForce, KeySource, Overridden, Profile, ProfileKind, capabilities};
pub use settings::{
    Amount, BedrockSettings, BudgetLines, Budgets, PracticeSettings, Settings, Theme,
};
pub use store::{
    AttemptId, AttemptSummary, Exchange, Job, JobEvent, JobId, JobState, MessageId, Origin, Pause,
    Purpose, ReplyState, UsageRow,
};
pub use types::*;
