//! The server from outside, over plain sockets: what a client sees on the wire. The SDK's view of it is tested in `llm`.
#![allow(
    clippy::expect_used,
    reason = "helpers of tests are not inside test functions"
)]

mod wire;
