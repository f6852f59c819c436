//! Speed of the queue, of the list of generated missions and of a mission's saves, on a real file with `synchronous=FULL`. Prints percentiles, which criterion's
//! averages do not show: a learner waits for the slowest one. Between each two missions that are enqueued a bare row is committed to a file
//! beside them, so that a slow disk or a busy machine slows both. The files are in the system's temporary folder (`TMPDIR`).
#![allow(
    clippy::print_stderr,
    clippy::expect_used,
    reason = "a bench reports to whoever runs it, and ends when something goes wrong"
)]

use std::{
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use criterion::Criterion;
use store::{
    AttemptId, Begun, CallEnd, Cause, Charged, Cursor, Enqueued, GeneratedState, Lease, LeaseTerms,
    Leased, Limit, NewAttempt, NewCall, NewJob, Origin, Purpose, Reserve, StartedMission, Store,
    Tokens, Window,
};

const NOW_MS: i64 = 1_781_524_800_000;
const ROUNDS: usize = 1_000;
const MISSIONS: u32 = 100_000;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    queue();
    many_waiting();
    list(&mut criterion);
    saves(&mut criterion);
    criterion.final_summary();
}

/// A thousand missions through the queue, each step measured by itself.
fn queue() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (store, _) = Store::open(&folder.path().join("missions.db")).expect("opened");
    let bare = BareFile::open(&folder.path().join("bare.db"));
    let (mut enqueued, mut committed) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        enqueued.push(time(|| enqueue(&store, &format!("m{round}"))));
        committed.push(time(|| bare.commit(round)));
    }
    report(
        "enqueue (mission, job, reservation under six limits)",
        &mut enqueued,
    );
    report("commit a bare row, in turn with those", &mut committed);
    let median = |times: &[Duration]| times[times.len() / 2].as_secs_f64();
    eprintln!(
        "median of an enqueue against that of a bare commit: {:.2}; {}",
        median(&enqueued) / median(&committed),
        load()
    );
    let mut leases = Vec::new();
    measure("lease", ROUNDS, |_| leases.push(lease(&store)));
    measure("extend (a heartbeat)", ROUNDS, |round| {
        let held = store
            .extend(&leases[round].receipt, NOW_MS + 60_000)
            .expect("written");
        assert!(held, "the lease is in force");
    });
    measure("begin a call, then end it", ROUNDS, |round| {
        let lease = &leases[round];
        let call = NewCall {
            job: Some((lease.job, lease.receipt.clone())),
            mission_id: Some(lease.mission_id.clone()),
            model: "model".to_owned(),
            prompt_version: "1".to_owned(),
            boot: "boot".to_owned(),
            deadline_ms: NOW_MS + 120_000,
            reserve: reserve(),
            at_ms: NOW_MS,
        };
        let begun = store.begin_call(call, limits()).expect("written");
        let call = match begun {
            Begun::Call(call) => Some(call),
            Begun::OverBudget(_) | Begun::Stale => None,
        };
        store
            .end_call(call.expect("there is room"), end(), None)
            .expect("written");
    });
    measure("put back", ROUNDS, |round| {
        let cause = Cause {
            code: "throttled".to_owned(),
            message: "Too many requests.".to_owned(),
        };
        store
            .put_back(&leases[round].receipt, NOW_MS, NOW_MS, cause, false, 3)
            .expect("written");
    });
}

/// Enqueuing and leasing when ten thousand jobs wait already.
fn many_waiting() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("missions.db");
    drop(Store::open(&file).expect("opened"));
    fill(
        &file,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
         INSERT INTO generated_missions (mission_id, created_at_ms, changed_at_ms, state, title, model, request)
         SELECT 'w' || i, i, i, 'generating', 'Waiting', 'model', '{}' FROM n;
         INSERT INTO jobs (mission_id, state, visible_at_ms, created_at_ms, changed_at_ms)
         SELECT mission_id, 'ready', created_at_ms, created_at_ms, created_at_ms FROM generated_missions;
         INSERT INTO reservations (job, purpose, nusd, tokens) SELECT id, 'mission', 1, 1 FROM jobs;
         INSERT INTO ledger (at_ms, entry, reservation, purpose, reserved_nusd, reserved_tokens, charged_nusd, charged_tokens)
         SELECT 0, 'reserve', id, purpose, nusd, tokens, 0, 0 FROM reservations",
    );
    let (store, _) = Store::open(&file).expect("opened");
    measure("enqueue behind 10,000 waiting jobs", 200, |round| {
        enqueue(&store, &format!("m{round}"));
    });
    measure("lease one of 10,000 waiting jobs", 200, |_| {
        black_box(lease(&store));
    });
    assert_eq!(
        store.audit().expect("audited").disagreements,
        Vec::<String>::new(),
        "what was measured was right"
    );
}

/// The list of a hundred thousand missions.
fn list(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("missions.db");
    drop(Store::open(&file).expect("opened"));
    fill(
        &file,
        &format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MISSIONS})
             INSERT INTO generated_missions
                 (mission_id, created_at_ms, changed_at_ms, state, title, model, request, reason, document, version, origin)
             SELECT 'm' || i, i / 3, i, iif(i % 10, 'ready', 'failed'), 'Mission ' || i, 'model', '{{}}', iif(i % 10, NULL, 'Reason.'),
                 iif(i % 10, printf('%.*c', 2000, 'x'), NULL), iif(i % 10, 'v', NULL), iif(i % 10, '{{}}', NULL) FROM n;
             INSERT INTO jobs (mission_id, state, visible_at_ms, created_at_ms, changed_at_ms)
             SELECT mission_id, iif(state = 'ready', 'done', 'dead'), created_at_ms, created_at_ms, created_at_ms FROM generated_missions;
             INSERT INTO calls (reservation, job, mission_id, purpose, model, prompt_version, boot, started_at_ms, deadline_ms, reserved_nusd,
                 reserved_tokens, ended_at_ms, outcome, charged, charged_nusd, charged_tokens, message)
             SELECT id, id, mission_id, 'mission', 'model', '1', 'b', 0, 0, 1, 1, 0, 'ok', 'whole', 1, 1, '' FROM jobs"
        ),
    );
    let began = Instant::now();
    let (store, _) = Store::open(&file).expect("opened");
    eprintln!(
        "opening a database of {MISSIONS} missions and {} MB: {:?}",
        std::fs::metadata(&file).expect("there").len() / 1_000_000,
        began.elapsed()
    );
    let began = Instant::now();
    let first = store.generated(None, None, 50).expect("read");
    eprintln!("the first page right after opening: {:?}", began.elapsed());
    assert_eq!(first.len(), 50, "a whole page");
    let middle = Cursor {
        created_at_ms: i64::from(MISSIONS) / 6,
        mission_id: String::new(),
    };
    let mut group = criterion.benchmark_group(format!("{MISSIONS} missions"));
    group.bench_function("first page of 50", |bencher| {
        bencher.iter(|| store.generated(None, None, 50).expect("read"));
    });
    group.bench_function("a page in the middle", |bencher| {
        bencher.iter(|| {
            store
                .generated(Some(middle.clone()), None, 50)
                .expect("read")
        });
    });
    group.bench_function("first page of failed ones", |bencher| {
        bencher.iter(|| {
            store
                .generated(None, Some(GeneratedState::Failed), 50)
                .expect("read")
        });
    });
    group.bench_function("counts by state", |bencher| {
        bencher.iter(|| store.generated_counts().expect("read"));
    });
    group.bench_function("the queue's dead letters", |bencher| {
        bencher.iter(|| store.jobs(false, 50).expect("read"));
    });
    group.finish();
}

/// A thousand saves of a template of 50 KB, one line changed each: recording beside a bare commit, reading any of them, listing all.
fn saves(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("missions.db");
    let (store, _) = Store::open(&file).expect("opened");
    let started = StartedMission {
        mission_id: "m".to_owned(),
        mission_version: "v".to_owned(),
        document: "format: 1\n".to_owned(),
        template: folder.path().join("template.yaml"),
        started_at_ms: NOW_MS,
        touched_at_ms: NOW_MS,
        passed_at_ms: None,
    };
    store.put_started(started).expect("written");
    let bare = BareFile::open(&folder.path().join("bare.db"));
    let (mut recorded, mut committed) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let attempt = save(round);
        recorded.push(time(|| {
            store.record_change(attempt).expect("recorded");
        }));
        committed.push(time(|| bare.commit(round)));
    }
    report("record a save of 50 KB with its report", &mut recorded);
    report("commit a bare row, in turn with those", &mut committed);
    let bytes = std::fs::metadata(&file).expect("there").len();
    eprintln!(
        "{ROUNDS} saves take {bytes} bytes in the file, of which {} are texts",
        store.history_bytes("m").expect("measured")
    );
    let mut group = criterion.benchmark_group("1,000 saves");
    let mut next = 0;
    group.bench_function("read any save with its report", |bencher| {
        bencher.iter(|| {
            next = (next + 373) % ROUNDS as i64;
            store.attempt(AttemptId(next + 1)).expect("read")
        });
    });
    group.bench_function("list with verdicts", |bencher| {
        bencher.iter(|| store.attempts_with_verdicts("m").expect("read"));
    });
    group.bench_function("what they take", |bencher| {
        bencher.iter(|| store.history_bytes("m").expect("measured"));
    });
    group.finish();
}

/// As many as make a template of 50 KB.
const QUEUES: usize = 450;

/// A save: each differs in one value from the one before.
fn save(round: usize) -> NewAttempt {
    // Seven has no divisor in common with the number of queues: in each round it is another one's turn.
    let value = |number: usize| {
        let turns = (round + QUEUES - number * 7 % QUEUES) / QUEUES;
        number * 7919 % 1000 + turns * 13
    };
    let snapshot: String = (0..QUEUES)
        .map(|number| {
            format!(
                "  Queue{number}:\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: {}\n      QueueName: orders-{}\n",
                value(number),
                number * 104_729 % 9973
            )
        })
        .collect();
    let results: Vec<String> = (0..20)
        .map(|number| {
            let line = number * 100 + 4;
            format!(
                r#"{{"id":"criterion-{number}","label":"The queue waits long enough","verdict":"fail","message":"`VisibilityTimeout` has to be at least six times the function's timeout.","evidence":[{{"resource":"Queue{}","path":"VisibilityTimeout","line":{line},"column":7,"endLine":{line},"endColumn":30,"found":"{}","expected":"at least 180"}}]}}"#,
                number * 20,
                value(number * 20)
            )
        })
        .collect();
    NewAttempt {
        mission_id: "m".to_owned(),
        at_ms: NOW_MS + round as i64,
        origin: Origin::Save,
        snapshot: format!("Resources:\n{snapshot}").into_bytes(),
        report: format!(r#"{{"results":[{}]}}"#, results.join(",")),
        verdicts: "f".repeat(20),
        score: 0.0,
        passed: 0,
        total: 20,
        grade_us: 1_000,
    }
}

/// Runs statements in one transaction: through the store, each row would be a commit of its own.
fn fill(file: &Path, statements: &str) {
    let connection = rusqlite::Connection::open(file).expect("opened");
    connection
        .execute_batch(&format!("BEGIN; {statements}; COMMIT"))
        .expect("filled");
}

/// A database with one table of one column, written as ours is: WAL, `synchronous=FULL`.
struct BareFile {
    connection: rusqlite::Connection,
}

impl BareFile {
    fn open(file: &Path) -> BareFile {
        let connection = rusqlite::Connection::open(file).expect("opened");
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (number INTEGER)",
            )
            .expect("created");
        BareFile { connection }
    }

    fn commit(&self, number: usize) {
        self.connection
            .prepare_cached("INSERT INTO rows (number) VALUES (?1)")
            .and_then(|mut statement| statement.execute([number as i64]))
            .expect("written");
    }
}

/// How busy the machine was in the last minute, where the system says so.
fn load() -> String {
    let loads = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    format!("load {}", loads.split(' ').next().unwrap_or("unknown"))
}

fn time(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

fn measure(what: &str, rounds: usize, mut work: impl FnMut(usize)) {
    let mut times: Vec<Duration> = (0..rounds).map(|round| time(|| work(round))).collect();
    report(what, &mut times);
}

/// Sorts the times and prints what a learner waits.
fn report(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |percent: usize| times[(times.len() * percent).div_ceil(100) - 1];
    eprintln!(
        "{what}: p50 {:?}, p99 {:?}, most {:?} of {}",
        at(50),
        at(99),
        at(100),
        times.len()
    );
}

fn enqueue(store: &Store, mission_id: &str) {
    let job = NewJob {
        mission_id: mission_id.to_owned(),
        title: "A mission".to_owned(),
        request: "{\"topic\":\"queues\"}".to_owned(),
        model: "model".to_owned(),
        reserve: reserve(),
        at_ms: NOW_MS,
    };
    let enqueued = store.enqueue(job, limits()).expect("written");
    assert!(matches!(enqueued, Enqueued::Job(_)), "there is room");
}

fn lease(store: &Store) -> Lease {
    let terms = LeaseTerms {
        boot: "boot".to_owned(),
        visibility_ms: 30 * 60_000,
        max_receives: 3,
    };
    match store.lease(terms, NOW_MS).expect("written") {
        Leased::Job(lease) => Some(lease),
        Leased::Nothing { .. } | Leased::Paused(_) => None,
    }
    .expect("one is due")
}

fn reserve() -> Reserve {
    Reserve {
        purpose: Purpose::Mission,
        nusd: 42_000_000,
        tokens: 4_000,
    }
}

fn end() -> CallEnd {
    CallEnd {
        at_ms: NOW_MS,
        outcome: "ok".to_owned(),
        message: String::new(),
        charged: Charged::Known {
            tokens: Tokens {
                input: 1_500,
                output: 2_500,
                ..Tokens::default()
            },
            nusd: 42_000_000,
        },
        first_ms: Some(800),
        whole_ms: Some(30_000),
    }
}

/// Every window, in all and for missions alone; none is in the way.
fn limits() -> Vec<Limit> {
    [Window::TenMinutes, Window::Day, Window::Month]
        .into_iter()
        .flat_map(|window| {
            [vec![], vec![Purpose::Mission]].map(|purposes| Limit {
                window,
                purposes,
                nusd: Some(i64::MAX / 2),
                tokens: Some(i64::MAX / 2),
            })
        })
        .collect()
}
