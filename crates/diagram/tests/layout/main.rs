//! Places of boxes and ways of lines: geometric truths that hold for every picture, by hand, at random and of real templates.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    missing_docs,
    reason = "tests: a panic is how they fail"
)]

mod check;
mod corpus;
mod generated;
mod hand;
mod put;
