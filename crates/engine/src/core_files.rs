//! No core files: a crash must not write credentials from memory to a disk.

/// Asks the system never to write this process's memory to a file when it crashes. Called once, first of all.
#[cfg(unix)]
pub fn refuse_core_files() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    if let Err(error) = setrlimit(Resource::Core, none) {
        tracing::warn!(%error, "core files cannot be refused");
    }
}

/// Windows writes no memory of its own accord; what its error reporting keeps is the administrator's choice.
#[cfg(not(unix))]
pub fn refuse_core_files() {}
