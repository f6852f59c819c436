//! Places of boxes and ways of lines: geometric truths that hold for every picture, by hand, at random and of real templates.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    missing_docs,
    reason = "tests: a panic is how they fail, and they read the missions that are bundled"
)]

mod check;
mod corpus;
mod generated;
mod hand;
mod lines;
mod missions;
mod put;
#[path = "../scene/support.rs"]
#[allow(dead_code, reason = "shared with the tests of scenes")]
mod support;
