//! The one integration binary: what only shows when the parts are together.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a panic is how a test fails, and a skipped one says so"
)]

mod architecture;
mod desktop;
mod drag;
mod ipc;
mod support;
mod with_model;
