//! Two processes on one file, and a process that is killed while it writes. The other process is this test binary again.

use std::{
    collections::HashSet,
    env,
    io::{BufRead, BufReader, Read, Write, stdin},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use super::{
    NOON, attempt, begin, call_end, enqueue, home, integrity, known, mission, number, open, ready,
    reserve, sound, terms,
};
use crate::{JobState, Leased, Purpose, Store, StoreError};

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
    let mut command = this_test("child_records_attempts", file);
    if let Some(count) = count {
        command.env(COUNT, count.to_string());
    }
    command.spawn().expect("the child starts")
}

/// A test of this file as a process of its own.
fn this_test(name: &str, file: &Path) -> Command {
    let mut command = Command::new(env::current_exe().expect("this test binary"));
    command
        .args([
            "--exact",
            &format!("tests::processes::{name}"),
            "--nocapture",
        ])
        .env(FILE, file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

/// The child's lines about recorded attempts, as they come.
fn recorded(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    BufReader::new(child.stdout.take().expect("piped"))
        .lines()
        .map(|line| line.expect("text"))
        .filter(|line| line.contains("recorded "))
}

/// What comes after a word in a child's lines, as they come.
fn after<'a>(child: &mut Child, word: &'a str) -> impl Iterator<Item = String> + use<'a> {
    BufReader::new(child.stdout.take().expect("piped"))
        .lines()
        .map(|line| line.expect("text"))
        .filter_map(move |line| Some(line.split_once(word)?.1.trim().to_owned()))
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

/// Works the queue until nothing is due: leases, calls, completes. Gives the missions it had, each after it was leased.
fn work(store: &Store, boot: &str, mut leased: impl FnMut(&str)) {
    loop {
        let lease = match store.lease(terms(boot), NOON).expect("asked") {
            Leased::Job(lease) => lease,
            Leased::Nothing { .. } => return,
            paused @ Leased::Paused(_) => panic!("nobody paused it: {paused:?}"),
        };
        leased(&lease.mission_id);
        let held = Some((lease.job, lease.receipt.clone()));
        let call = begin(store, held, reserve(Purpose::Mission, 100, 10), NOON);
        let end = call_end(NOON, known(40, 4));
        assert!(
            store
                .complete(&lease.receipt, NOON, ready("Ready"), Some((call, end)))
                .expect("written"),
            "the lease of {} is nobody else's",
            lease.mission_id
        );
    }
}

/// What the child does: works the queue.
#[test]
fn child_works_the_queue() {
    let Ok(file) = env::var(FILE) else { return };
    let (store, _) = Store::open(Path::new(&file)).expect("the child opens the database");
    let mut is_first = true;
    work(&store, "child", |mission| {
        println!("leased {mission}");
        if std::mem::take(&mut is_first) {
            // Until the other one has a job as well.
            let mut line = String::new();
            stdin().read_line(&mut line).expect("told");
        }
    });
}

#[test]
fn two_processes_never_lease_the_same_job() {
    const JOBS: usize = 60;
    let (_folder, file) = home();
    let store = open(&file);
    for number in 0..JOBS {
        enqueue(&store, &format!("m{number}"), NOON);
    }
    let mut child = this_test("child_works_the_queue", &file)
        .spawn()
        .expect("the child starts");
    let mut go = child.stdin.take();
    let mut lines = after(&mut child, "leased ");
    // Only when the child is at work as well.
    let first = lines.next().expect("the child leases one");
    let other = thread::spawn(move || lines.collect::<Vec<_>>());
    let mut ours = Vec::new();
    work(&store, "parent", |mission| {
        ours.push(mission.to_owned());
        if let Some(mut go) = go.take() {
            go.write_all(b"go\n").expect("the child listens");
        }
    });
    let mut theirs = other.join().expect("read");
    theirs.push(first);
    assert!(
        child.wait().expect("gone").success(),
        "the child ended well"
    );
    assert!(!ours.is_empty(), "both had some");
    let all: HashSet<&String> = ours.iter().chain(&theirs).collect();
    assert_eq!(
        (all.len(), ours.len() + theirs.len()),
        (JOBS, JOBS),
        "each job once"
    );
    assert_eq!(
        number(
            &store,
            "SELECT count(*) FROM jobs WHERE state = 'done' AND receive_count = 1"
        ),
        60,
        "and all are done"
    );
    sound(&store, "after both");
}

#[test]
fn the_queue_of_a_killed_process_is_taken_up() {
    const JOBS: usize = 40;
    let (_folder, file) = home();
    let store = open(&file);
    for number in 0..JOBS {
        enqueue(&store, &format!("m{number}"), NOON);
    }
    for round in 1..=5_usize {
        let mut child = this_test("child_works_the_queue", &file)
            .spawn()
            .expect("the child starts");
        // It waits for nobody.
        drop(child.stdin.take());
        let mut lines = after(&mut child, "leased ");
        // Each round is killed at another moment.
        lines.by_ref().take(2 * round).count();
        child.kill().expect("killed");
        child.wait().expect("gone");
        let adopted = store
            .adopt_orphans(&format!("boot {round}"), 9, NOON)
            .expect("taken up");
        assert!(
            adopted.len() <= 1,
            "it worked on one job at a time: {adopted:?} after kill {round}"
        );
        for job in adopted {
            let job = store.job(job).expect("read").expect("there");
            assert_eq!(
                (job.state, job.visible_at_ms),
                (JobState::Ready, NOON),
                "ready at once after kill {round}"
            );
        }
        assert_eq!(
            number(
                &store,
                "SELECT count(*) FROM calls WHERE ended_at_ms IS NULL"
            ),
            0,
            "no call is left open after kill {round}"
        );
        sound(&store, &format!("after kill {round}"));
    }
    work(&store, "boot 5", |_| {});
    assert_eq!(
        number(
            &store,
            "SELECT count(*) FROM generated_missions AS m WHERE state = 'ready'
             AND 1 = (SELECT count(*) FROM job_events JOIN jobs ON jobs.id = job WHERE event = 'done' AND jobs.mission_id = m.mission_id)"
        ),
        40,
        "nothing is lost, and each mission became ready once"
    );
    sound(&store, "at the end");
}

/// What the child does: holds the database's lock until its input ends.
#[test]
fn child_locks_the_database() {
    let Ok(file) = env::var(FILE) else { return };
    let connection = rusqlite::Connection::open(file).expect("opened");
    connection.execute_batch("BEGIN IMMEDIATE").expect("locked");
    println!("locked it");
    stdin().read_to_end(&mut Vec::new()).expect("until the end");
    connection.execute_batch("COMMIT").expect("let go");
}

#[test]
fn a_database_that_another_process_locks_is_said_and_used_again_afterwards() {
    let (_folder, file) = home();
    let store = open(&file);
    let job = enqueue(&store, "m", NOON);
    store.with_writer(|connection| {
        connection
            .busy_timeout(Duration::from_millis(50))
            .expect("not the whole time of 5 s");
    });
    let mut child = this_test("child_locks_the_database", &file)
        .spawn()
        .expect("the child starts");
    // Read to the end, so that the child can say all that it has to.
    let mut lines = after(&mut child, "locked");
    lines.next().expect("it is locked");
    for answer in [
        store.lease(terms("boot"), NOON).map(|_| ()),
        store.cancel_job(job, NOON).map(|_| ()),
    ] {
        let error = answer.expect_err("it is refused");
        assert!(
            error.is_locked() && matches!(error, StoreError::Failed { .. }),
            "and the reason is said: {error}"
        );
    }
    assert_eq!(
        store
            .job(job)
            .expect("reading goes on")
            .map(|job| job.state),
        Some(JobState::Ready),
        "nothing has changed"
    );
    drop(child.stdin.take());
    lines.for_each(drop);
    assert!(child.wait().expect("gone").success(), "it lets go");
    super::lease(&store, NOON);
    sound(&store, "afterwards");
}
