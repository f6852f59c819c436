//! Pictures of templates: what is drawn, how it stands, and that no text makes one fail.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod look;
mod support;
