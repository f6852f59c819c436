//! The one integration binary: what only shows when the parts are together.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how a test fails"
)]

mod architecture;
mod desktop;
mod ipc;
mod support;
