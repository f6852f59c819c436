//! The real window, driven through WebDriver, and the program around it: what it does without a display, beside a second instance, on
//! data that it must not touch. Single screens and ways of working are in the modules.

mod accessibility;
mod by_keyboard;
mod cut_off;
mod editing_here;
mod hands;
mod picture;
mod time_machine;
mod window;
mod without_network;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use engine::{Engine, Event, EventSink, Home, Options, SystemClock};
use fantoccini::Client;

use crate::support::{Driver, TestHome, attribute, binary, wait_for, write_settings};

/// Starting a mission must not open the editors of this machine, and the welcome is in the way of nothing but its own test.
const SETTINGS: &str = "welcomed = true\nopen_editor_on_start = false\n";

/// Says that a test was skipped, unless the caller has promised a display and a driver: then nothing may be skipped.
pub(crate) fn skip(reason: &str) {
    assert!(
        std::env::var_os("MISSION_TEST_WINDOW").is_none_or(|promise| promise != "required"),
        "MISSION_TEST_WINDOW=required, but {reason}"
    );
    println!("skipped: {reason}");
}

/// Runs a test's body with a driver for windows on this home.
fn with_driver(home: &TestHome, settings: &str, body: impl AsyncFnOnce(&Driver)) {
    write_settings(home.path(), settings);
    match Driver::start(home.path()) {
        Ok(driver) => {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(body(&driver));
        }
        Err(reason) => skip(&reason),
    }
}

async fn open(driver: &Driver) -> Client {
    driver.open(&binary("mission-architect")).await
}

struct Nobody;

impl EventSink for Nobody {
    fn emit(&self, _event: Event) {}
}

/// A second look at the data, beside the window.
pub(crate) fn look(home: &Path) -> Engine {
    Engine::open(Options::new(
        Home::under(home),
        Arc::new(SystemClock),
        Arc::new(Nobody),
    ))
    .expect("the data can be read beside the window")
}

pub(crate) async fn click(client: &Client, css: &str) {
    let element = wait_for(client, css).await;
    element
        .click()
        .await
        .unwrap_or_else(|error| panic!("`{css}` cannot be clicked: {error}"));
}

async fn text(client: &Client, css: &str) -> String {
    let element = wait_for(client, css).await;
    element.text().await.expect("an element has a text")
}

#[test]
fn a_mission_is_passed_in_the_real_window_and_is_still_passed_after_a_restart() {
    let home = TestHome::new();
    with_driver(&home, SETTINGS, async |driver| {
        let client = open(driver).await;
        let id = attribute(&client, "[data-testid=mission-card]", "data-mission-id").await;
        click(&client, "[data-testid=mission-card]").await;
        click(&client, "[data-testid=start-mission]").await;
        let template = attribute(&client, "[data-testid=workspace-path]", "data-path").await;
        assert!(
            Path::new(&template).is_absolute(),
            "the path is absolute: {template}"
        );
        assert!(
            Path::new(&template).is_file(),
            "the starter was copied to {template}"
        );
        wait_for(&client, "[data-testid=criterion][data-verdict=fail]").await;

        let mission = missions::Catalogue::bundled()
            .mission(&id)
            .expect("a bundled mission");
        let solution = mission.solution.as_deref().expect("a solution");
        fs::write(&template, solution).expect("the template can be written");
        for criterion in &mission.rubric.criteria {
            let passed = format!(
                "[data-testid=criterion][data-criterion-id='{}'][data-verdict=pass]",
                criterion.id
            );
            wait_for(&client, &passed).await;
        }
        wait_for(&client, "[data-testid=score][data-score='1']").await;
        let score = text(&client, "[data-testid=score]").await;
        assert!(score.contains("100"), "the score reaches 100: {score}");
        client.close().await.expect("the session ends");

        let client = open(driver).await;
        let card = format!("[data-testid=mission-card][data-mission-id='{id}']");
        let shown = text(&client, &card).await.to_lowercase();
        assert!(
            shown.contains("passed"),
            "the card says so after a restart: {shown}"
        );
        client.close().await.expect("the session ends");
    });
}

#[test]
fn data_of_a_newer_version_is_said_in_the_window_and_left_alone() {
    let home = TestHome::new();
    let (database, bytes) = leave_data_of_a_newer_version(home.path());
    with_driver(&home, SETTINGS, async |driver| {
        let client = open(driver).await;
        let shown = text(&client, "main.refused").await.to_lowercase();
        assert!(
            shown.contains("newer"),
            "the window says what is wrong: {shown}"
        );
        assert!(shown.contains("export"), "and offers a way out: {shown}");
        client.close().await.expect("the session ends");
    });
    assert_eq!(
        fs::read(&database).expect("the database"),
        bytes,
        "nothing was written to it"
    );
}

/// Leaves the data as a version that is still to come would. Gives the database's file and what is in it.
fn leave_data_of_a_newer_version(home: &Path) -> (PathBuf, Vec<u8>) {
    let database = Home::under(home).database();
    drop(look(home));
    // `user_version` is the big-endian number at offset 60 of the header.
    let mut bytes = fs::read(&database).expect("the database");
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    fs::write(&database, &bytes).expect("the database can be written");
    (database, bytes)
}

#[test]
fn a_corrupt_database_is_moved_aside_and_said_in_the_window() {
    let home = TestHome::new();
    let database = engine::Home::under(home.path()).database();
    fs::create_dir_all(database.parent().expect("a folder")).expect("the data folder");
    fs::write(&database, b"this is no database at all").expect("the file can be written");
    with_driver(&home, SETTINGS, async |driver| {
        let client = open(driver).await;
        wait_for(&client, "[data-testid=mission-card]").await;
        let shown = text(&client, "body").await;
        assert!(
            shown.contains("corrupt") || shown.contains("damaged"),
            "the window says what happened: {shown}"
        );
        client.close().await.expect("the session ends");
        let aside = fs::read_dir(home.path().join("data")).expect("the data folder");
        let kept = aside.flatten().any(|entry| {
            fs::read(entry.path()).is_ok_and(|bytes| bytes == b"this is no database at all")
        });
        assert!(kept, "the damaged file is kept beside the new one");
    });
}

#[test]
fn without_a_display_the_app_says_what_works_instead() {
    if !cfg!(target_os = "linux") {
        println!("skipped: other systems always have a display");
        return;
    }
    let home = TestHome::new();
    let done = Command::new(binary("mission-architect"))
        .env("MISSION_ARCHITECT_HOME", home.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("the app starts");
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(5), "it ends, and not well: {said}");
    assert!(
        said.contains("no display"),
        "it says what is missing: {said}"
    );
    assert!(said.contains("mission watch"), "it says what works: {said}");
}

#[test]
fn a_second_start_hands_over_to_the_first_and_without_a_bus_both_run() {
    if std::env::var_os("DISPLAY").is_none()
        || std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_none()
    {
        return skip("there is no display or no session bus (scripts/test brings both)");
    }
    let home = TestHome::new();
    write_settings(home.path(), SETTINGS);
    let start = |bus: bool| {
        let mut command = Command::new(binary("mission-architect"));
        command
            .env("MISSION_ARCHITECT_HOME", home.path())
            .env("NO_AT_BRIDGE", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if !bus {
            command
                .env_remove("DBUS_SESSION_BUS_ADDRESS")
                .env_remove("XDG_RUNTIME_DIR");
        }
        Running(command.spawn().expect("the app starts"))
    };
    let database = engine::Home::under(home.path()).database();
    let mut first = start(true);
    wait_until("the first instance has opened its data", || {
        database.is_file()
    });
    let mut second = start(true);
    wait_until("the second instance has ended by itself", || {
        second.0.try_wait().is_ok_and(|status| status.is_some())
    });
    assert!(
        first.0.try_wait().is_ok_and(|status| status.is_none()),
        "the first instance goes on"
    );

    let mut apart = start(false);
    let log = home.path().join("logs");
    wait_until("an instance without a bus has opened its window", || {
        fs::read_dir(&log).is_ok_and(|mut entries| entries.next().is_some())
    });
    assert!(
        apart.0.try_wait().is_ok_and(|status| status.is_none()),
        "without a bus it runs beside the first"
    );
}

/// A process that ends with the test.
struct Running(std::process::Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn wait_until(what: &str, mut happened: impl FnMut() -> bool) {
    let began = Instant::now();
    while !happened() {
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "waited in vain until {what}"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}
