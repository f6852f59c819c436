//! A Tauri window with an almost empty page: what start and memory of the app are measured against.

fn main() {
    if let Err(error) = tauri::Builder::default().run(tauri::generate_context!(
        "tests/bare_window/tauri.conf.json"
    )) {
        panic!("the bare window did not run: {error}");
    }
}
