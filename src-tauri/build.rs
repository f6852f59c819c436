//! Runs before the desktop shell compiles: Tauri's own code generation, with an ACL for every command of the one table.

use std::{error::Error, fs};

/// The one table lists commands as `name: Request => Response`; here only the names are wanted.
macro_rules! command_table {
    ($( $(#[$doc:meta])* $name:ident : $request:ty => $response:ty ; )*) => {
        const COMMANDS: &[&str] = &[$(stringify!($name)),*];
    };
}

include!("../crates/ipc/src/command_table.in.rs");

fn main() -> Result<(), Box<dyn Error>> {
    // `generate_context!` refuses a missing folder, and a first `cargo check` has no built front end yet.
    fs::create_dir_all("ui/dist")?;
    println!("cargo::rerun-if-changed=crates/ipc/src/command_table.in.rs");
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .app_manifest(tauri_build::AppManifest::new().commands(COMMANDS)),
    )?;
    Ok(())
}
