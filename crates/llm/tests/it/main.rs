//! The model port against a server that speaks Bedrock's own frames: what goes over the wire, what comes of each script, where credentials come
//! from, and that nothing secret gets out. No network but loopback; the process's environment is never changed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests are not inside test functions, and a panic is how a test fails"
)]

mod access;
mod cancel;
mod child;
// Its programs are shell scripts.
#[cfg(unix)]
mod program;
mod scripts;
mod secrets;
mod sending;
mod support;
mod wire;
