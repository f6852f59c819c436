//! What crosses to a front end: DTOs, the one command table, error codes. Knows no window; `src-tauri` hands it a command's name and
//! JSON, and gets JSON back, so that tests speak to the same code as the window does.

mod backend;
mod bindings;
mod convert;
mod dto;
mod handlers;

pub use backend::{Backend, COMMANDS};
pub use bindings::typescript;
pub use convert::bedrock::{dollars, exceeded_sentence};
pub use dto::*;
pub use handlers::MentorListener;
