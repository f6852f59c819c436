//! A Tauri window with an almost empty page: what start and memory of the app are measured against.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!(
        "tests/bare_window/tauri.conf.json"
    ))
}
