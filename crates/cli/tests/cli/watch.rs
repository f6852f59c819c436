//! `mission watch` where there is no terminal: a line a graded save.

use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use crate::support::{GOOD, HALF, MISSION, Place, solution};

/// A watch that is ended with the test.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(place: &Place, line: &str) -> Watch {
        let mut child = place
            .command(line.split(' '))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Watch { child, lines }
    }

    /// The next line; so long a wait only ends a test that has failed.
    fn next(&self) -> String {
        self.lines
            .recv_timeout(Duration::from_secs(60))
            .expect("a save has to be graded and printed")
    }

    fn next_report(&self) -> serde_json::Value {
        let line: serde_json::Value = serde_json::from_str(&self.next()).expect("a line is JSON");
        line["report"].clone()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn each_save_is_a_line() {
    let place = Place::new();
    let watch = Watch::start(&place, &format!("watch {MISSION} --format json"));
    let first = watch.next_report();
    assert!(
        first["score"].as_f64() < Some(0.6),
        "the starter is graded first: {first}"
    );
    let template = place
        .home()
        .join("workspaces")
        .join(MISSION)
        .join("template.yaml");
    fs::write(&template, solution(&place)).unwrap();
    assert_eq!(watch.next_report()["score"], 1.0, "the save passes");
}

#[test]
fn without_an_id_the_first_mission_is_begun() {
    let place = Place::new();
    let watch = Watch::start(&place, "watch");
    let line = watch.next();
    assert!(line.contains(" of "), "a line says how far it is: {line}");
    assert!(
        place.home().join("workspaces").join(MISSION).is_dir(),
        "the first mission was started"
    );
}

#[test]
fn another_file_can_be_worked_in() {
    let place = Place::new();
    let file = place.write("mine.yaml", HALF);
    let watch = Watch::start(
        &place,
        &format!("watch {MISSION} --file mine.yaml --format json"),
    );
    let first = watch.next_report();
    assert_eq!(
        first["template"], "mine.yaml",
        "that file is graded: {first}"
    );
    fs::write(&file, GOOD).unwrap();
    let second = watch.next_report();
    assert!(
        second["earned"].as_f64() > first["earned"].as_f64(),
        "and its saves: {second}"
    );
    drop(watch);
    place
        .run(&format!("watch {MISSION} --file nothing.yaml"))
        .exits(3, "a file that is not there");
    place
        .run("watch --file mine.yaml")
        .exits(2, "a file of which mission?");
}

#[test]
#[cfg(unix)]
fn asked_to_end_it_ends_well() {
    let place = Place::new();
    let mut watch = Watch::start(&place, &format!("watch {MISSION}"));
    watch.next();
    let pid = watch.child.id().to_string();
    let killed = std::process::Command::new("kill")
        .args(["-TERM", &pid])
        .status()
        .unwrap();
    assert!(killed.success(), "the signal was sent");
    assert_eq!(
        watch.child.wait().unwrap().code(),
        Some(0),
        "Ctrl-C and a service manager get a clean end"
    );
}
