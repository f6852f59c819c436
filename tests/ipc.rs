//! The command table from its outside: names and JSON, as the window sends them.

use std::{
    fs,
    path::Path,
    sync::{Arc, mpsc},
    time::Duration,
};

use engine::{Engine, Event, EventSink, Home, Options, SystemClock};
use ipc::{Backend, ErrorCode};
use serde_json::{Value, json};

use crate::support::{TestHome, write_settings};

/// Hands events to a test.
struct ToTest(mpsc::Sender<Event>);

impl EventSink for ToTest {
    fn emit(&self, event: Event) {
        // The test may have ended already.
        let _ = self.0.send(event);
    }
}

pub(crate) struct Window {
    backend: Backend,
    events: mpsc::Receiver<Event>,
    runtime: tokio::runtime::Runtime,
}

impl Window {
    pub(crate) fn open(home: &Path) -> Window {
        // Starting a mission must not open the editors of this machine.
        if !home.join("config").exists() {
            write_settings(home, "open_editor_on_start = false\n");
        }
        let home = Home::under(home);
        let (sender, events) = mpsc::channel();
        let options = Options::new(
            home.clone(),
            Arc::new(SystemClock),
            Arc::new(ToTest(sender)),
        );
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        Window {
            // As the app does it: the first command waits for the engine.
            backend: Backend::opening(home, || Engine::open(options)),
            events,
            runtime,
        }
    }

    fn call(&self, command: &str, request: Value) -> Value {
        let _context = self.runtime.enter();
        self.backend.call(command, request).unwrap_or_else(|error| {
            panic!("`{command}` answers: {}: {:?}", error.message, error.detail)
        })
    }

    fn refused(&self, command: &str, request: Value) -> ErrorCode {
        let _context = self.runtime.enter();
        match self.backend.call(command, request) {
            Ok(answer) => panic!("`{command}` should be refused, not answer {answer}"),
            Err(error) => {
                assert!(!error.message.is_empty(), "an error says something");
                error.code
            }
        }
    }

    fn next_graded(&self) -> i64 {
        loop {
            match self.events.recv_timeout(Duration::from_secs(10)) {
                Ok(Event::AttemptGraded { attempt_id, .. }) => return attempt_id.0,
                Ok(_) => {}
                Err(error) => panic!("no save was graded: {error}"),
            }
        }
    }
}

fn first_mission(window: &Window) -> String {
    let list = window.call("list_missions", json!({}));
    list["packs"][0]["missions"][0]["id"]
        .as_str()
        .expect("a first mission")
        .to_owned()
}

#[test]
fn the_acl_of_the_window_is_the_command_table() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tauri.conf.json"))
        .expect("the configuration");
    let config: Value = serde_json::from_str(&text).expect("it is JSON");
    let capability = &config["app"]["security"]["capabilities"][0];
    assert_eq!(
        capability["windows"],
        json!(["main"]),
        "the capability is for the one window and no other"
    );
    let allowed: Vec<&str> = capability["permissions"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(Value::as_str)
        .filter(|permission| !permission.contains(':'))
        .collect();
    let table: Vec<String> = ipc::COMMANDS
        .iter()
        .map(|name| format!("allow-{}", name.replace('_', "-")))
        .collect();
    assert_eq!(
        allowed, table,
        "each command of the table, and nothing else, is allowed to the window"
    );
}

#[test]
fn a_mission_goes_from_start_to_full_score_and_survives_a_restart() {
    let home = TestHome::new();
    let window = Window::open(home.path());
    let id = first_mission(&window);
    assert_eq!(
        window.refused("restore_attempt", json!({ "attemptId": 1 })),
        ErrorCode::NotFound,
        "there is nothing to restore before the start"
    );

    let started = window.call("start_mission", json!({ "missionId": id, "folder": null }));
    let template = started["workspace"]
        .as_str()
        .expect("a workspace")
        .to_owned();
    assert!(
        Path::new(&template).starts_with(home.path()),
        "the workspace is below the given home"
    );
    assert!(
        started["attempt"]["summary"]["score"]
            .as_f64()
            .expect("a score")
            < 0.6,
        "the starter is no solution"
    );
    assert_eq!(
        window.refused(
            "compare_template",
            json!({ "missionId": id, "attemptId": null, "against": "solution" })
        ),
        ErrorCode::SolutionLocked,
        "the solution is not shown before a full pass"
    );

    let solution = missions::Catalogue::bundled()
        .mission(&id)
        .and_then(|mission| mission.solution.clone());
    while window.events.try_recv().is_ok() {}
    fs::write(
        &template,
        solution.expect("a bundled mission has a solution"),
    )
    .expect("the template can be written");
    let attempt = window.next_graded();
    let graded = window.call("get_attempt", json!({ "attemptId": attempt }));
    assert_eq!(
        graded["summary"]["score"],
        json!(1.0),
        "the solution scores 1.0 when it is saved"
    );

    let list = window.call("list_attempts", json!({ "missionId": id }));
    let flips = list["flips"].as_array().expect("flips");
    assert_eq!(
        flips.len(),
        list["attempts"].as_array().expect("attempts").len(),
        "flips stand beside attempts"
    );
    assert!(
        !flips.last().expect("a last one")[0].is_null(),
        "the last save flipped something"
    );

    drop(window);
    let again = Window::open(home.path());
    let mission = again.call("get_mission", json!({ "missionId": id }));
    assert_eq!(
        mission["card"]["standing"]["state"], "passed",
        "the pass is still there after a restart"
    );
    assert_eq!(
        mission["solutionUnlocked"],
        json!(true),
        "and so is the solution"
    );
    let progress = again.call("get_progress", json!({}));
    assert_eq!(progress["passed"], json!(1), "and it counts");
}

#[test]
fn requests_of_another_shape_are_refused_and_change_nothing() {
    let home = TestHome::new();
    let window = Window::open(home.path());
    for (command, request) in [
        ("no_such_command", json!({})),
        ("get_mission", json!({})),
        ("get_mission", json!(null)),
        ("get_mission", json!({ "missionId": 7 })),
        ("get_mission", json!({ "missionId": "x", "more": 1 })),
        (
            "open_editor",
            json!({ "missionId": "x", "line": -1, "column": 1 }),
        ),
        ("get_attempt", json!({ "attemptId": "1" })),
    ] {
        assert_eq!(
            window.refused(command, request.clone()),
            ErrorCode::BadRequest,
            "`{command}` with {request}"
        );
    }
    assert_eq!(
        window.refused("get_mission", json!({ "missionId": "nope" })),
        ErrorCode::NotFound,
        "an unknown mission"
    );
    assert_eq!(
        window.refused("get_attempt", json!({ "attemptId": 99 })),
        ErrorCode::NotFound,
        "an unknown attempt"
    );
    assert_eq!(
        window.refused("grade_now", json!({ "missionId": first_mission(&window) })),
        ErrorCode::NotStarted,
        "a mission that was not started"
    );
}

#[test]
fn settings_come_back_as_they_were_put() {
    let home = TestHome::new();
    let window = Window::open(home.path());
    let view = window.call("get_settings", json!({}));
    let mut settings = view["settings"].clone();
    settings["theme"] = json!("dark");
    settings["learnerName"] = json!("Ada");
    window.call("put_settings", settings.clone());
    drop(window);
    let again = Window::open(home.path());
    assert_eq!(
        again.call("get_settings", json!({}))["settings"],
        settings,
        "after a restart too"
    );
}

#[test]
fn data_of_a_newer_version_is_refused_untouched_and_can_be_exported() {
    let home = TestHome::new();
    write_settings(
        home.path(),
        "open_editor_on_start = false\nzoom_percent = 150\n",
    );
    // An answer means that the data is there.
    let _ = Window::open(home.path()).call("app_info", json!({}));
    let database = fs::read_dir(home.path().join("data"))
        .expect("the data folder")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| {
            path.extension()
                .is_some_and(|extension| extension == "db" || extension == "sqlite3")
        })
        .expect("a database");
    // `user_version` is the big-endian number at offset 60 of the header.
    let mut bytes = fs::read(&database).expect("the database");
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    fs::write(&database, &bytes).expect("it can be written");

    let window = Window::open(home.path());
    let info = window.call("app_info", json!({}));
    assert_eq!(
        info["data"]["state"], "newer",
        "the window is told why there is no data"
    );
    assert_eq!(
        info["settings"]["zoomPercent"], 150,
        "and says so in the size that was chosen: settings are no data"
    );
    assert_eq!(
        window.refused("list_missions", json!({})),
        ErrorCode::Data,
        "nothing is shown as if it were empty"
    );
    let target = TestHome::new();
    let exported = window.call("export_data", json!({ "path": target.path() }));
    let folder = exported["path"].as_str().expect("where it went").to_owned();
    assert!(
        fs::read_dir(&folder).expect("the export").count() > 0,
        "there is something in it"
    );
    assert_eq!(
        fs::read(&database).expect("the database"),
        bytes,
        "the database was not touched"
    );
}

#[test]
fn commands_wait_for_an_engine_that_is_still_being_opened() {
    let home = TestHome::new();
    let folders = Home::under(home.path());
    let (sender, _events) = mpsc::channel();
    let options = Options::new(
        folders.clone(),
        Arc::new(SystemClock),
        Arc::new(ToTest(sender)),
    );
    let (go, wait) = mpsc::channel::<()>();
    let backend = Backend::opening(folders, move || {
        wait.recv().expect("the test lets it go on");
        Engine::open(options)
    });
    let (tell, told) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            let (tell, backend) = (tell.clone(), &backend);
            scope.spawn(move || {
                let _ = tell.send(None);
                let _ = tell.send(Some(backend.call("list_missions", json!({}))));
            });
        }
        for _ in 0..4 {
            let first = told.recv().expect("it asks");
            assert!(
                first.is_none(),
                "nobody is answered before the data is open"
            );
        }
        assert!(
            told.recv_timeout(Duration::from_millis(100)).is_err(),
            "nor while it is being opened"
        );
        go.send(()).expect("it is waited for");
        for _ in 0..4 {
            let list = told
                .recv()
                .expect("it ends")
                .expect("an answer")
                .expect("the missions");
            assert!(
                list["packs"]
                    .as_array()
                    .is_some_and(|packs| !packs.is_empty()),
                "each of those who waited has the whole answer"
            );
        }
    });
}

#[test]
fn an_engine_whose_opening_breaks_off_is_told_of_and_not_waited_for() {
    let home = TestHome::new();
    let backend = Backend::opening(Home::under(home.path()), || panic!("on purpose"));
    for asked in ["the first time", "again"] {
        let error = backend
            .call("list_missions", json!({}))
            .expect_err("there is no engine");
        assert_eq!(error.code, ErrorCode::Internal, "it is our fault, {asked}");
        assert!(
            error.message.contains("the log"),
            "it says where to look, {asked}: {}",
            error.message
        );
    }
    let info = backend
        .call("app_info", json!({}))
        .expect("the window still learns where its data is");
    assert_eq!(info["data"]["state"], "refused", "and that there is none");
}
