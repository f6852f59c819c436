//! The desktop app's entry point.

// A console window beside the app is for debug builds only.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    mission_architect::main()
}
