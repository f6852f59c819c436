//! Files dragged onto the real window, as the window's own backend tells the page. WebDriver cannot hold a file over a window.

use std::path::Path;

use fantoccini::Client;

/// A file comes over the window.
pub(crate) const OVER: &str = "tauri://drag-enter";
/// It is let go there.
pub(crate) const LET_GO: &str = "tauri://drag-drop";

/// Sends one of the events above to whoever listens to it in the page.
pub(crate) async fn drag(client: &Client, event: &str, file: &Path) {
    const SEND: &str = "const [event, path] = arguments;
        const table = Object.getOwnPropertyNames(window).map(name => { try { return window[name] } catch { return null } })
            .find(value => value !== null && typeof value === 'object' && Object.hasOwn(value, event));
        const payload = { paths: [path], position: { x: 400, y: 300 } };
        for (const id of Object.getOwnPropertyNames(table?.[event] ?? {}))
            window.__TAURI_INTERNALS__.runCallback(table[event][id].handlerId, { event, id: Number(id), payload });
        return table !== undefined";
    let heard = client
        .execute(SEND, vec![event.into(), file.to_string_lossy().into()])
        .await
        .expect("the event is sent");
    assert_eq!(heard, true, "somebody listens to `{event}`");
}
