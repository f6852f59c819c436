//! What happens once, before and while the window opens.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    process::ExitCode,
    sync::Arc,
};

use engine::{Engine, Home, Options, Settings, SystemClock, Theme};
use ipc::Backend;
use tauri::{AppHandle, Manager, WebviewWindowBuilder, window::Color};
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

use crate::{events::ToWindow, placement};

/// Says on stderr why the app does not open, and what works instead.
#[allow(clippy::print_stderr, reason = "there is no window to say it in")]
pub(crate) fn refuse(reason: &str) -> ExitCode {
    tracing::error!(reason, "the app did not open");
    eprintln!("mission-architect: {reason}");
    ExitCode::from(5)
}

/// Logs to a file a day and, when it is a debug build, to stderr. The guard writes what is left when it is dropped.
pub(crate) fn log_to(folder: &Path) -> Option<tracing_appender::non_blocking::WorkerGuard> {
    let asked =
        EnvFilter::try_from_env("MISSION_ARCHITECT_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let filter = engine::CONFIDENTIAL_LOGS
        .iter()
        .filter_map(|directive| directive.parse().ok())
        .fold(asked, EnvFilter::add_directive);
    let appender = tracing_appender::rolling::Builder::new()
        .rotation(tracing_appender::rolling::Rotation::DAILY)
        .filename_prefix("mission-architect")
        .filename_suffix("log")
        .max_log_files(7)
        .build(folder);
    let stderr = cfg!(debug_assertions).then(|| fmt::layer().with_writer(std::io::stderr));
    let registry = tracing_subscriber::registry().with(filter).with(stderr);
    // A folder that cannot be written is said in the window; it must not keep the window from opening.
    if let Ok(appender) = appender {
        let (writer, guard) = tracing_appender::non_blocking(appender);
        registry
            .with(fmt::layer().with_ansi(false).with_writer(writer))
            .init();
        Some(guard)
    } else {
        registry.init();
        None
    }
}

/// Whether there is a display to open a window on; GTK would end the process without a word that helps.
pub(crate) fn display() -> Result<(), String> {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !set("DISPLAY") && !set("WAYLAND_DISPLAY") {
        return Err(
            "there is no display to open a window on; `mission watch` works in this terminal"
                .to_owned(),
        );
    }
    Ok(())
}

/// Whether a session bus can be asked for another instance; the plugin panics without one.
pub(crate) fn session_bus() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    if std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty()) {
        return true;
    }
    std::env::var_os("XDG_RUNTIME_DIR")
        .is_some_and(|folder| Path::new(&folder).join("bus").exists())
}

/// What instances of the same data share on the session bus. One with another `MISSION_ARCHITECT_HOME` is another app.
pub(crate) fn instance_id(home: &Home) -> String {
    // Only compared between running instances, so that it need not be the same hash in every release.
    let mut hasher = DefaultHasher::new();
    home.data.hash(&mut hasher);
    format!("dev.mission-architect.app.h{:x}", hasher.finish())
}

/// Opens the engine beside the window, which takes longer, and hands it to the commands. A failure is shown in the window, not here.
pub(crate) fn backend(app: &AppHandle, home: Home) {
    let options = Options::new(
        home.clone(),
        Arc::new(SystemClock),
        Arc::new(ToWindow(app.clone())),
    );
    let app_of_engine = app.clone();
    let backend = Backend::opening(home, move || {
        let engine = Engine::open(options);
        match &engine {
            Ok(engine) => {
                // The runner lives as long as the app; Tauri drops its state when it ends.
                let _in_runtime = tauri::async_runtime::handle().inner().enter();
                app_of_engine.manage(engine.run_queue());
            }
            Err(error) => tracing::error!(%error, "the data could not be opened"),
        }
        engine
    });
    app.manage(Arc::new(backend));
}

/// Opens the one window, in the colours of the chosen theme from its first frame on.
pub(crate) fn window(app: &AppHandle) -> anyhow::Result<()> {
    let backend = app.state::<Arc<Backend>>();
    // Read here: the engine is still being opened.
    let Settings {
        theme,
        zoom_percent,
        ..
    } = Settings::read(backend.home());
    let data = backend.home().data.clone();
    let placement = placement::remembered(app, &data);
    for config in &app.config().app.windows {
        let mut window = WebviewWindowBuilder::from_config(app, config)?
            // The web view keeps its storage with our data, so that MISSION_ARCHITECT_HOME holds everything that is written.
            .data_directory(backend.home().data.join("webview"))
            // Links in mission texts are inert; nothing may take the window elsewhere.
            .on_navigation(|url| {
                url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
            });
        // `--paper` of ui/src/styles/tokens.css. What the system prefers is known to the page only.
        window = match theme {
            Theme::System => window,
            Theme::Light => window.background_color(Color(0xf6, 0xf5, 0xf1, 0xff)),
            Theme::Dark => window.background_color(Color(0x0e, 0x16, 0x24, 0xff)),
        };
        if let Some(placement) = placement {
            window = window
                .inner_size(placement.size.0, placement.size.1)
                .maximized(placement.maximised);
            if let Some((x, y)) = placement.position {
                window = window.position(x, y);
            }
        }
        let window = window.build()?;
        // The page asks for the same; from its first frame on, nothing changes its size then.
        if let Err(error) = window.set_zoom(f64::from(zoom_percent) / 100.0) {
            tracing::debug!(%error, "the page is shown at its usual size");
        }
        placement::keep(&window, &data, placement);
    }
    Ok(())
}

/// Brings the window to the front, for a second start.
pub(crate) fn show_window(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        let shown = window
            .unminimize()
            .and_then(|()| window.show())
            .and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the window did not come to the front");
        }
    }
}
