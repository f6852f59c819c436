//! `kill -9` at random moments with work going on: nothing is lost, nothing is stuck, nothing is ready twice, and no call was made that is not in the
//! ledger. `MISSION_KILL_CYCLES` says how often; the seed is fixed, the moments are the machine's.

use std::{
    env,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use engine::{Home, queue::QueueTimes};
use fake_bedrock::{Answer, Pace, Refusal, Script, Server, Step, Then};
use store::{GeneratedState, JobId, JobState, Store};

use crate::yard::{Yard, quick};

const HOME: &str = "MISSION_TEST_KILLED_HOME";
const CYCLES: &str = "MISSION_KILL_CYCLES";

/// Jobs that are in the queue at most while it is killed: there is always work, and it ends.
const MOST_WAITING: u64 = 6;

/// How long after a start an orphan may wait to be taken up.
const STUCK: Duration = Duration::from_secs(2);

/// What the child does: asks for missions and runs the queue until it is killed.
#[test]
fn child_runs_the_queue() {
    let Ok(root) = env::var(HOME) else { return };
    let home = Home::under(Path::new(&root));
    let yard = Yard::with(&home, |options| options);
    yard.engine.set_queue_times(QueueTimes {
        tick: Duration::from_millis(20),
        ..quick()
    });
    yard.engine.set_max_orphanings(10_000);
    yard.change_settings(|settings| settings.budgets.all = engine::BudgetLines::default());
    let _queue = yard.run();
    println!("\nworking ");
    loop {
        let counts = yard.engine.queue_state().expect("it stands").counts;
        if counts.ready + counts.leased < MOST_WAITING {
            // Said when it is acknowledged: from then on it must not be lost.
            println!("asked {} ", yard.ask("parcels").0);
        }
        let _ = yard.events.recv_timeout(Duration::from_millis(20));
    }
}

struct Working {
    child: Child,
    lines: Receiver<String>,
    began: Instant,
}

impl Working {
    fn start(root: &Path, server: &Server) -> Working {
        let began = Instant::now();
        let mut child = Command::new(env::current_exe().expect("this test binary"))
            .args(["--exact", "killing::child_runs_the_queue", "--nocapture"])
            .env(HOME, root)
            .envs(server.environment())
            .env("AWS_CONFIG_FILE", root.join("none"))
            .env("AWS_SHARED_CREDENTIALS_FILE", root.join("none"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the child starts");
        let stdout = child.stdout.take().expect("piped");
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Working {
            child,
            lines,
            began,
        }
    }

    /// Listens for so long; gives the missions that were acknowledged.
    fn listen(&self, length: Duration, asked: &mut Vec<String>) {
        let end = Instant::now() + length;
        loop {
            match self
                .lines
                .recv_timeout(end.saturating_duration_since(Instant::now()))
            {
                Ok(line) => asked.extend(acknowledged(&line)),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Ends it as a power cut does; gives what it said until then.
    fn kill(mut self, asked: &mut Vec<String>) {
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it is gone");
        // What was in the pipe was said before.
        while let Ok(line) = self.lines.recv_timeout(Duration::from_secs(5)) {
            asked.extend(acknowledged(&line));
        }
    }
}

/// A line that was cut by the kill has no blank at its end.
fn acknowledged(line: &str) -> Option<String> {
    let id = line.strip_prefix("asked ")?.strip_suffix(' ')?;
    Some(id.to_owned())
}

fn leased(store: &Store) -> Vec<JobId> {
    let jobs = store.jobs(false, 10_000).expect("listed").into_iter();
    jobs.filter(|job| job.state == JobState::Leased)
        .map(|job| job.id)
        .collect()
}

fn orphanings(store: &Store, job: JobId) -> usize {
    let history = store.job_history(job).expect("read").into_iter();
    history.filter(|event| event.event == "orphaned").count()
}

/// Every job that was under way when the last one was killed is taken up by this one in time.
fn takes_up(store: &Store, working: &Working, orphans: &[(JobId, usize)], asked: &mut Vec<String>) {
    for (job, before) in orphans {
        while orphanings(store, *job) == *before {
            assert!(
                working.began.elapsed() < STUCK,
                "job {} was under way when it was killed, and is not taken up: {:?}",
                job.0,
                store.job_history(*job)
            );
            working.listen(Duration::from_millis(10), asked);
        }
    }
}

#[test]
fn killed_at_any_moment_nothing_is_lost_stuck_done_twice_or_unwritten() {
    let cycles: u32 = env::var(CYCLES).map_or(50, |cycles| cycles.parse().expect("a number"));
    let folder = tempfile::tempdir().expect("a folder");
    let home = Home::under(folder.path());
    let throttled = Step::Refuse(Refusal {
        status: 429,
        error_type: "ThrottlingException".to_owned(),
        message: "Too many requests, please wait before trying again.".to_owned(),
        retry_after_s: None,
    });
    let server = Server::start(
        Script::of(
            "some-throttles",
            Vec::new(),
            Then::Chance {
                probability: 0.2,
                step: Box::new(throttled),
                otherwise: Box::new(Step::Answer(Answer::default())),
            },
        )
        .with_pace(Pace {
            tokens_per_s: 60_000,
            ..Pace::default()
        }),
    );
    let mut random = fastrand::Rng::with_seed(0x5eed);
    let mut asked = Vec::new();
    let mut orphans: Vec<(JobId, usize)> = Vec::new();
    let mut taken_up = 0;
    for cycle in 0..cycles {
        let working = Working::start(folder.path(), &server);
        // Every other one lives long enough to take up what was left; the others are killed at any moment, opening the database included.
        if cycle % 2 == 0 {
            let store = home
                .database()
                .exists()
                .then(|| Store::open(&home.database()));
            if let Some(Ok((store, _))) = store {
                takes_up(&store, &working, &orphans, &mut asked);
                taken_up += orphans.len();
            }
        }
        working.listen(Duration::from_millis(random.u64(10..500)), &mut asked);
        working.kill(&mut asked);
        if home.database().exists() {
            let (store, _) = Store::open(&home.database()).expect("it opens after a kill");
            let jobs = leased(&store).into_iter();
            orphans = jobs.map(|job| (job, orphanings(&store, job))).collect();
        }
    }
    println!("{}", finish(&home, &server, &orphans, &asked));
    assert!(
        taken_up > 0 && !asked.is_empty(),
        "there was work going on when it was killed: {taken_up} jobs taken up of {} asked for",
        asked.len()
    );
}

/// The last start does what is left; then everything is counted. Gives the counts in words.
fn finish(home: &Home, server: &Server, orphans: &[(JobId, usize)], asked: &[String]) -> String {
    assert_eq!(
        store::trouble::integrity(&home.database()).expect("it is checked"),
        "ok",
        "the file is whole before anybody repairs anything"
    );
    let yard = Yard::at(home, server).quick();
    yard.engine.set_max_orphanings(10_000);
    let store = yard.store();
    let began = Instant::now();
    let queue = yard.run();
    yard.until("every orphan is taken up", || {
        (orphans.iter())
            .all(|(job, before)| orphanings(&store, *job) > *before)
            .then_some(())
    });
    assert!(
        began.elapsed() < STUCK,
        "nothing is stuck after a restart: {:?}",
        began.elapsed()
    );
    yard.until("all is done", || {
        let counts = yard.engine.queue_state().expect("it stands").counts;
        (counts.ready + counts.leased == 0).then_some(())
    });
    drop(queue);
    for id in asked {
        let found = store.generated_mission(id).expect("read");
        let card = found.expect("it was acknowledged and is not lost").card;
        assert_eq!(
            card.state,
            GeneratedState::Ready,
            "it comes through in the end: {card:?}, {:?}",
            card.job.map(|job| store.job_history(job))
        );
        assert!(yard.engine.mission(id).is_ok(), "`{id}` can be started");
    }
    for job in store.jobs(true, 10_000).expect("listed") {
        let history = store.job_history(job.id).expect("read");
        let done = history.iter().filter(|event| event.event == "done");
        assert_eq!(done.count(), 1, "ready once, not twice: {history:?}");
    }
    let calls = yard.calls();
    assert!(
        server.call_count() <= calls.len(),
        "{} calls were made, and {} are in the ledger",
        server.call_count(),
        calls.len()
    );
    assert!(
        calls.iter().all(|call| call.end.is_some()),
        "each has an end, an unknown one where it was killed"
    );
    let audit = store.audit().expect("the ledger is read");
    assert!(
        audit.disagreements.is_empty() && audit.open_nusd == (0, 0),
        "the ledger agrees, and nothing is reserved any more: {audit:?}"
    );
    assert_eq!(
        store::trouble::integrity(&home.database()).expect("it is checked"),
        "ok",
        "the file is whole"
    );
    format!(
        "{} missions, {} calls in the ledger, {} calls at the server",
        asked.len(),
        calls.len(),
        server.call_count()
    )
}
