//! Pictures of templates: what is drawn, how it stands, and that no text makes one fail.
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and missions and the corpus are files; the crate itself stays pure"
)]

mod bad_input;
mod folding;
mod ghosts;
mod missions;
mod support;
