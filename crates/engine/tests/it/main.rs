//! The use cases, end to end on temporary folders: real files, a real database, real file events. Nothing waits for a time: whatever
//! has to happen is heard from the engine's own events.

mod bad_input;
mod data;
mod desk;
mod doctor;
mod learning;
mod restoring;
mod saving;
mod settings;
mod starting;
