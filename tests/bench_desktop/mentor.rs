//! The mentor's pane of the real window, before a server that plays Bedrock: how it is opened, and how something is asked in it.

use std::{
    collections::BTreeMap,
    path::Path,
    time::{Duration, Instant},
};

use fake_bedrock::{Call, Script, Server};
use fantoccini::{Client, Locator, wd::TimeoutConfiguration};
use serde_json::json;

use crate::{
    paint, process,
    support::{Driver, TestHome, binary, wait_for, write_settings},
};

/// No budget ends a benchmark; nothing is paid here.
const SETTINGS: &str = "welcomed = true\nopen_editor_on_start = false\n
[budgets.all]\nten_minutes_usd = \"unlimited\"\nday_usd = \"unlimited\"\nmonth_usd = \"unlimited\"\n";

/// What is asked, and where. One of the bundled missions.
pub(crate) const MISSION: &str = "private-photo-bucket";

/// The app's window with Bedrock connected.
pub(crate) struct Window {
    pub(crate) client: Client,
    pub(crate) server: Server,
    /// The app's own process; the window's others are below it.
    pub(crate) pid: u32,
    // Both end when dropped, after the client's session.
    _driver: Driver,
    _home: TestHome,
}

impl Window {
    /// Opens the window; `prepare` may put something into the home before.
    pub(crate) async fn open(prepare: impl FnOnce(&Path)) -> Window {
        let home = TestHome::new();
        write_settings(home.path(), SETTINGS);
        prepare(home.path());
        let server = Server::start(Script::default());
        let driver = Driver::start_in(home.path(), &surroundings(home.path(), &server))
            .expect("a display and WebKitWebDriver");
        let client = driver.open(&binary("mission-architect")).await;
        // What the page is asked to measure by itself may take a while.
        let patient = TimeoutConfiguration::new(Some(Duration::from_secs(180)), None, None);
        client
            .update_timeouts(patient)
            .await
            .expect("a longer script timeout");
        wait_for(&client, "html[data-ready=true]").await;
        let pid = process::find_below(driver.process.id(), "mission-architect")
            .expect("the app runs below the driver");
        Window {
            client,
            server,
            pid,
            _driver: driver,
            _home: home,
        }
    }

    pub(crate) async fn go(&self, route: &str) {
        let script = "location.hash = arguments[0]";
        paint::run(&self.client, script, vec![json!(format!("#/{route}"))]).await;
    }

    /// Starts the mission and opens the mentor beside it.
    pub(crate) async fn meet_the_mentor(&self) {
        self.go(&format!("mission/{MISSION}")).await;
        self.click("[data-testid=start-mission]").await;
        wait_for(&self.client, "[data-testid=criterion]").await;
        if self
            .client
            .find(Locator::Css("[data-testid=mentor]"))
            .await
            .is_err()
        {
            self.click("[data-testid=mentor-button]").await;
        }
        wait_for(&self.client, "[data-testid=mentor-log]").await;
        paint::prepare(&self.client).await;
    }

    pub(crate) async fn click(&self, css: &str) {
        let element = wait_for(&self.client, css).await;
        element.click().await.expect("a click");
    }

    /// Asks a question as a learner does who presses Enter.
    pub(crate) async fn ask(&self, question: &str) {
        wait_for(&self.client, "[data-testid=mentor-send]").await;
        let script = r"
            const field = document.querySelector('[data-testid=mentor-question]');
            field.value = arguments[0];
            field.dispatchEvent(new Event('input', { bubbles: true }));
            field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        ";
        paint::run(&self.client, script, vec![json!(question)]).await;
    }

    /// Waits until a call stands as it should; the page is left alone meanwhile.
    pub(crate) async fn call(&self, number: usize, stands: impl Fn(&Call) -> bool) -> Call {
        let began = Instant::now();
        loop {
            if let Some(call) = self.server.calls().get(number)
                && stands(call)
            {
                return call.clone();
            }
            if began.elapsed() > Duration::from_secs(90) {
                let script =
                    "return document.querySelector('[data-testid=mentor]')?.innerText.slice(-1500)";
                let shown = paint::run(&self.client, script, Vec::new()).await;
                panic!(
                    "call {number} is not made or does not end: {:?}; the mentor's pane shows {shown}",
                    self.server.calls().get(number)
                );
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    pub(crate) async fn close(self) {
        self.client.close().await.expect("the session ends");
    }
}

/// What the app sees of AWS: the server, made-up keys, and no configuration of whoever runs this.
fn surroundings(home: &Path, server: &Server) -> BTreeMap<String, String> {
    let mut variables: BTreeMap<String, String> = server
        .environment()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    for (name, file) in [
        ("AWS_CONFIG_FILE", "aws-config"),
        ("AWS_SHARED_CREDENTIALS_FILE", "aws-credentials"),
    ] {
        variables.insert(name.to_owned(), home.join(file).display().to_string());
    }
    variables
}
