//! Plays Amazon Bedrock on this machine, for tests and for showing the program without an account: HTTP/1.1 over loopback with real event-stream
//! frames, and a script of what each call gets, faults included. It knows the wire and nothing of our own crates, so that what they send is judged
//! from outside.
//!
//! ```no_run
//! let server = fake_bedrock::Server::start(fake_bedrock::Script::named("throttled"));
//! println!("AWS_ENDPOINT_URL_BEDROCK_RUNTIME={}", server.endpoint());
//! // ... one call later:
//! assert_eq!(server.call_count(), 1);
//! ```

mod answers;
mod calls;
mod check;
mod connection;
mod frames;
mod http;
mod named;
mod plan;
mod play;
mod script;
mod server;
mod state;
mod token_services;

pub use calls::{Authorization, Call};
pub use named::{Named, named_scripts};
pub use script::{
    Answer, Content, Fault, FaultKind, Pace, Pause, Refusal, Script, Split, Step, Then,
};
pub use server::Server;
