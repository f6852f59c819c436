//! Two processes on one file, and a process that is killed while it writes. The other process is this test binary again.

use std::{
    env,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
};

use super::{attempt, home, integrity, mission, number, open};
use crate::Store;

/// The database that a child writes to. Without it, the child's test does nothing: it is no test of its own.
const FILE: &str = "STORE_TEST_FILE";
/// How many attempts a child records; without it, it goes on until it is killed.
const COUNT: &str = "STORE_TEST_COUNT";

/// What the child does: records attempts, and says after each that it is recorded.
#[test]
fn child_records_attempts() {
    let Ok(file) = env::var(FILE) else { return };
    let count = env::var(COUNT).map_or(u32::MAX, |count| count.parse().expect("a number"));
    let (store, _) = Store::open(Path::new(&file)).expect("the child opens the database");
    for number in 0..count {
        store
            .record_attempt(attempt(
                "m",
                i64::from(number),
                &format!("child {number}").repeat(500),
            ))
            .expect("the child records");
        println!("recorded {number}");
    }
}

fn child(file: &Path, count: Option<u32>) -> Child {
    let mut command = Command::new(env::current_exe().expect("this test binary"));
    command
        .args([
            "--exact",
            "tests::processes::child_records_attempts",
            "--nocapture",
        ])
        .env(FILE, file)
        .stdout(Stdio::piped());
    if let Some(count) = count {
        command.env(COUNT, count.to_string());
    }
    command.spawn().expect("the child starts")
}

/// The child's lines about recorded attempts, as they come.
fn recorded(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    BufReader::new(child.stdout.take().expect("piped"))
        .lines()
        .map(|line| line.expect("text"))
        .filter(|line| line.contains("recorded "))
}

#[test]
fn what_was_recorded_survives_a_kill() {
    let (_folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 1)).expect("written");
    drop(store);
    let mut acknowledged = 0;
    for round in 1..=5_usize {
        let mut child = child(&file, None);
        let mut lines = recorded(&mut child);
        // Each round is killed at another moment.
        acknowledged += lines.by_ref().take(3 * round).count();
        child.kill().expect("killed");
        child.wait().expect("gone");
        acknowledged += lines.count();
        let store = open(&file);
        assert_eq!(integrity(&store), "ok", "whole after kill {round}");
        let kept = number(&store, "SELECT count(*) FROM attempts");
        let kept = usize::try_from(kept).expect("a count");
        assert!(
            kept >= acknowledged && kept <= acknowledged + round,
            "every recorded attempt is there after kill {round}: {kept} of {acknowledged}, and at most one more each time"
        );
        assert_eq!(
            number(
                &store,
                "SELECT count(*) FROM snapshots WHERE hash NOT IN (SELECT snapshot FROM attempts)"
            ),
            0,
            "no snapshot without an attempt after kill {round}"
        );
    }
}

#[test]
fn two_processes_record_into_one_file() {
    const EACH: u32 = 40;
    let (_folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 1)).expect("written");
    let mut child = child(&file, Some(EACH));
    let lines = recorded(&mut child);
    let other = thread::spawn(move || lines.count());
    for number in 0..EACH {
        store
            .record_attempt(attempt("m", 1, &format!("parent {number}")))
            .expect("recorded beside the child");
    }
    assert_eq!(
        other.join().expect("counted"),
        EACH as usize,
        "the child recorded all of its own"
    );
    assert!(child.wait().expect("gone").success(), "and ended well");
    assert_eq!(
        store.attempts("m").expect("read").len(),
        2 * EACH as usize,
        "none is lost"
    );
    assert_eq!(integrity(&store), "ok", "whole");
}

#[test]
fn two_handles_and_many_threads_share_one_file() {
    const EACH: i64 = 10;
    let (_folder, file) = home();
    let (one, two) = (open(&file), open(&file));
    one.put_started(mission("m", 1)).expect("written");
    thread::scope(|scope| {
        for number in 0..6 {
            let store = if number % 2 == 0 {
                one.clone()
            } else {
                two.clone()
            };
            scope.spawn(move || {
                for at_ms in 0..EACH {
                    let id = store
                        .record_attempt(attempt("m", at_ms, &format!("{number}")))
                        .expect("recorded");
                    assert!(
                        store.attempt(id).expect("read").is_some(),
                        "a reader sees what its thread wrote"
                    );
                }
            });
        }
    });
    assert_eq!(two.attempts("m").expect("read").len(), 60, "none is lost");
    assert_eq!(
        number(&one, "SELECT count(*) FROM snapshots"),
        6,
        "and no content is kept twice"
    );
}

#[test]
fn many_open_a_new_file_at_once() {
    let (_folder, file) = home();
    thread::scope(|scope| {
        for number in 0..8 {
            let file = &file;
            scope.spawn(move || {
                let store = open(file);
                store
                    .put_started(mission(&format!("m{number}"), 1))
                    .expect("written");
            });
        }
    });
    assert_eq!(
        open(&file).all_started().expect("read").len(),
        8,
        "one of them made it, all used it"
    );
}
