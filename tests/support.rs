//! What the tests share: a home of their own, and the real window driven through WebDriver.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

/// A temporary `MISSION_ARCHITECT_HOME`, gone when dropped.
pub(crate) struct TestHome {
    folder: tempfile::TempDir,
}

impl TestHome {
    pub(crate) fn new() -> TestHome {
        TestHome {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// A binary of this workspace, built with the same profile as the running one.
pub(crate) fn binary(name: &str) -> PathBuf {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let running = std::env::current_exe().expect("the running program has a path");
    running
        .ancestors()
        .map(|folder| folder.join(&file))
        .find(|path| path.is_file())
        .unwrap_or_else(|| {
            panic!("{file} is not built: run `cargo build --workspace --bins` first")
        })
}

/// `WebKitWebDriver` and what it drives; both end when dropped.
pub(crate) struct Driver {
    /// The driver itself; the window's processes are below it.
    pub(crate) process: Child,
    port: u16,
}

impl Driver {
    /// Starts the driver, or says why the window cannot be driven here.
    pub(crate) fn start(home: &Path) -> Result<Driver, String> {
        Driver::start_in(home, &BTreeMap::new())
    }

    /// As [`Driver::start`], with more environment variables for the window.
    pub(crate) fn start_in(
        home: &Path,
        variables: &BTreeMap<String, String>,
    ) -> Result<Driver, String> {
        if std::env::var_os("DISPLAY").is_none() {
            return Err("there is no display (scripts/test brings one)".to_owned());
        }
        let port = free_port();
        let process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("MISSION_ARCHITECT_HOME", home)
            // Without the first the session hangs for a minute; without the second GTK waits for an accessibility bus.
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("NO_AT_BRIDGE", "1")
            .envs(variables)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("WebKitWebDriver does not start: {error}"))?;
        Ok(Driver { process, port })
    }

    /// Opens the app's window, once the last one's process has ended: it would hand over to that one and end.
    pub(crate) async fn open(&self, app: &Path) -> Client {
        let began = Instant::now();
        while self.has_children() && began.elapsed() < Duration::from_secs(10) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let mut capabilities = serde_json::Map::new();
        capabilities.insert(
            "webkitgtk:browserOptions".to_owned(),
            json!({ "binary": app.to_string_lossy(), "args": [] }),
        );
        let address = format!("http://127.0.0.1:{}", self.port);
        let began = Instant::now();
        loop {
            let session = ClientBuilder::new(HttpConnector::new())
                .capabilities(capabilities.clone())
                .connect(&address)
                .await;
            match session {
                Ok(client) => return client,
                // The driver takes a moment to listen.
                Err(error) if began.elapsed() > Duration::from_secs(30) => {
                    panic!("no session with the window: {error}")
                }
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }
}

impl Driver {
    /// The processes that the driver started and that still run. Linux only, as WebKitWebDriver is.
    fn children(&self) -> Vec<String> {
        let pid = self.process.id();
        let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children"));
        let children = children.unwrap_or_default();
        children.split_whitespace().map(str::to_owned).collect()
    }

    fn has_children(&self) -> bool {
        !self.children().is_empty()
    }
}

impl Drop for Driver {
    /// A driver that ends leaves a window alone that it has not closed yet: the next one of the same data would hand over to that, and end.
    fn drop(&mut self) {
        let began = Instant::now();
        while self.has_children() && began.elapsed() < Duration::from_secs(2) {
            std::thread::sleep(Duration::from_millis(10));
        }
        let left = self.children();
        // Already gone is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
        if !left.is_empty() {
            let _ = Command::new("kill").arg("-9").args(left).status();
        }
    }
}

/// Writes `config.toml` before the app is started.
pub(crate) fn write_settings(home: &Path, settings: &str) {
    std::fs::create_dir_all(home.join("config")).expect("the config folder");
    std::fs::write(home.join("config/config.toml"), settings).expect("the settings");
}

/// Waits until an element is there. What the window showed instead is in the panic's message, and in a picture when
/// `MISSION_TEST_PICTURE` names a file for it.
pub(crate) async fn wait_for(client: &Client, css: &str) -> Element {
    let appeared = client
        .wait()
        .at_most(Duration::from_secs(20))
        .every(Duration::from_millis(25))
        .for_element(Locator::Css(css))
        .await;
    match appeared {
        Ok(element) => element,
        Err(error) => {
            if let (Some(file), Ok(picture)) = (
                std::env::var_os("MISSION_TEST_PICTURE"),
                client.screenshot().await,
            ) {
                let _ = std::fs::write(file, picture);
            }
            let shown = client
                .execute(
                    "return location.href + ' ' + document.body.innerText",
                    Vec::new(),
                )
                .await;
            panic!("`{css}` does not appear ({error}); the window shows: {shown:?}")
        }
    }
}

/// Waits until an element is there and reads an attribute of it.
pub(crate) async fn attribute(client: &Client, css: &str, name: &str) -> String {
    let element = wait_for(client, css).await;
    element
        .attr(name)
        .await
        .expect("the attribute can be read")
        .unwrap_or_default()
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}
