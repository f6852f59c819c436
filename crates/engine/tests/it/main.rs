//! The use cases, end to end on temporary folders: real files, a real database, real file events. Nothing waits for a time: whatever
//! has to happen is heard from the engine's own events.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how a test fails, in its helpers too"
)]

mod access;
mod bad_input;
mod blanks;
mod breaking_off;
mod crowds;
mod data;
mod dead_letters;
mod desk;
mod doctor;
mod drawing;
mod dropping;
mod editing;
mod full_disk;
mod generating;
mod holding;
mod killing;
mod learning;
mod mentor_context;
mod mentoring;
mod offline;
mod outcomes;
mod own_icons;
mod pausing;
mod practising;
mod proving;
mod queueing;
mod restoring;
mod sabotaging;
mod saving;
mod settings;
mod spending;
mod starting;
mod travelling;
mod waiting;
mod wire;
mod yard;
