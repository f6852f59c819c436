//! The text forms of scenes, as they are printed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "tests: a panic is how they fail"
)]

mod hostile;
mod small;
