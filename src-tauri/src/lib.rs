//! The desktop shell: a window on `ipc`. The only Rust that names Tauri; nothing is decided here.

mod badge;
mod commands;
mod events;
mod graphics;
mod placement;
mod setup;

use std::process::ExitCode;

use engine::Home;

/// Runs the app until its window closes.
#[must_use]
pub fn main() -> ExitCode {
    graphics::prepare();
    engine::refuse_core_files();
    let home = match Home::from_environment() {
        Ok(home) => home,
        Err(error) => return setup::refuse(&error.to_string()),
    };
    let _log = setup::log_to(&home.logs);
    if let Err(reason) = setup::display() {
        return setup::refuse(&reason);
    }
    match run(home) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => setup::refuse(&format!("{error:#}")),
    }
}

fn run(home: Home) -> anyhow::Result<()> {
    let mut builder = tauri::Builder::default();
    // First of all plugins, so that a second start ends before it opens anything. Only a courtesy: what must not happen twice is
    // guarded by the engine's own lock.
    if setup::session_bus() {
        builder = builder.plugin(
            tauri_plugin_single_instance::Builder::new()
                .callback(|app, _arguments, _folder| setup::show_window(app))
                .dbus_id(setup::instance_id(&home))
                .build(),
        );
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .setup(move |app| {
            setup::backend(app.handle(), home);
            setup::window(app.handle())?;
            Ok(())
        })
        .invoke_handler(commands::answer)
        .run(tauri::generate_context!())?;
    Ok(())
}
