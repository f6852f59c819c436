//! The real binary, run as people and scripts run it: what it prints, where, and what it exits with.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]
#![allow(clippy::print_stderr, reason = "what was skipped has to be said")]

mod adding;
mod bad_data;
mod bad_missions;
mod bad_templates;
mod bedrock;
mod blanks;
mod corpus;
mod diagram;
mod grade;
mod history;
mod learner;
mod offline;
mod pack_check;
mod practice;
mod shell;
mod support;
mod translation;
mod watch;
