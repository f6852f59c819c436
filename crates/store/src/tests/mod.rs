//! Tests by what they are about; what they share is here.

mod budget;
mod edges;
mod faults;
mod generated;
mod history;
mod interruptions;
mod mentor;
mod model;
mod opening;
mod processes;
mod queue;
mod records;
mod usage;
mod wipe;

use std::path::{Path, PathBuf};

use crate::{
    Begun, CallEnd, CallId, Cause, Charged, Enqueued, JobId, Lease, LeaseTerms, Leased, Limit,
    NewAttempt, NewCall, NewJob, Origin, Purpose, ReadyMission, Receipt, Reserve, StartedMission,
    Store, Tokens, Window,
};

/// A moment from which tests count: 2026-06-15, 12:00 UTC.
pub(super) const NOON: i64 = 1_781_524_800_000;
pub(super) const MINUTE: i64 = 60_000;
pub(super) const DAY: i64 = 24 * 60 * MINUTE;

/// A folder of its own, gone after the test, and the database's file in it.
pub(super) fn home() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("missions.db");
    (folder, file)
}

/// Opens a database from which no notice is expected.
pub(super) fn open(file: &Path) -> Store {
    let (store, notices) = Store::open(file).expect("the database opens");
    assert_eq!(
        notices,
        vec![],
        "nothing happened that a person should know"
    );
    store
}

pub(super) fn mission(id: &str, at_ms: i64) -> StartedMission {
    StartedMission {
        mission_id: id.to_owned(),
        mission_version: "v1".to_owned(),
        document: "format: 1\n".to_owned(),
        template: PathBuf::from(format!("/home/ada/{id}/template.yaml")),
        started_at_ms: at_ms,
        touched_at_ms: at_ms,
        passed_at_ms: None,
    }
}

pub(super) fn attempt(mission_id: &str, at_ms: i64, snapshot: &str) -> NewAttempt {
    NewAttempt {
        mission_id: mission_id.to_owned(),
        at_ms,
        origin: Origin::Save,
        snapshot: snapshot.as_bytes().to_vec(),
        report: "{\"score\":0.5}".to_owned(),
        verdicts: "pf".to_owned(),
        score: 0.5,
        passed: 1,
        total: 2,
        grade_us: 1234,
    }
}

/// One number from the writer's connection.
pub(super) fn number(store: &Store, sql: &'static str) -> i64 {
    store.with_writer(move |connection| {
        connection
            .query_row(sql, [], |row| row.get(0))
            .expect("the query gives a number")
    })
}

/// What `PRAGMA integrity_check` says of the whole file.
pub(super) fn integrity(store: &Store) -> String {
    store.with_writer(|connection| {
        connection
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .expect("the check runs")
    })
}

pub(super) fn reserve(purpose: Purpose, nusd: i64, tokens: i64) -> Reserve {
    Reserve {
        purpose,
        nusd,
        tokens,
    }
}

/// A limit in billionths of a USD on everything.
pub(super) fn limit(window: Window, nusd: i64) -> Limit {
    Limit {
        window,
        purposes: vec![],
        nusd: Some(nusd),
        tokens: None,
    }
}

pub(super) fn new_job(mission_id: &str, at_ms: i64) -> NewJob {
    NewJob {
        mission_id: mission_id.to_owned(),
        title: format!("Something with {mission_id}"),
        request: "{\"topic\":\"queues\"}".to_owned(),
        model: "model".to_owned(),
        reserve: reserve(Purpose::Mission, 100, 10),
        at_ms,
    }
}

/// Enqueues a mission for which there is room.
pub(super) fn enqueue(store: &Store, mission_id: &str, at_ms: i64) -> JobId {
    match store.enqueue(new_job(mission_id, at_ms), vec![]) {
        Ok(Enqueued::Job(job)) => job,
        other => panic!("it is enqueued, not {other:?}"),
    }
}

pub(super) fn terms(boot: &str) -> LeaseTerms {
    LeaseTerms {
        boot: boot.to_owned(),
        visibility_ms: 30 * MINUTE,
        max_receives: 3,
    }
}

/// Leases a job that is due.
pub(super) fn lease(store: &Store, now_ms: i64) -> Lease {
    match store.lease(terms("boot"), now_ms) {
        Ok(Leased::Job(lease)) => lease,
        other => panic!("a job is leased, not {other:?}"),
    }
}

pub(super) fn cause(code: &str) -> Cause {
    Cause {
        code: code.to_owned(),
        message: format!("It was {code}."),
    }
}

pub(super) fn ready(title: &str) -> ReadyMission {
    ReadyMission {
        title: title.to_owned(),
        summary: "A summary.".to_owned(),
        level: "associate".to_owned(),
        services: vec!["sns".to_owned(), "sqs".to_owned()],
        skills: vec!["messaging.fan-out".to_owned()],
        minutes: 30,
        criteria: 5,
        document: "format: 1\n".to_owned(),
        version: "v1".to_owned(),
        origin: "{\"model\":\"model\"}".to_owned(),
    }
}

pub(super) fn new_call(job: Option<(JobId, Receipt)>, asked: Reserve, at_ms: i64) -> NewCall {
    NewCall {
        job,
        mission_id: Some("m".to_owned()),
        model: "model".to_owned(),
        prompt_version: "1".to_owned(),
        boot: "boot".to_owned(),
        deadline_ms: at_ms + 2 * MINUTE,
        reserve: asked,
        at_ms,
    }
}

/// Begins a call for which there is room.
pub(super) fn begin(
    store: &Store,
    job: Option<(JobId, Receipt)>,
    asked: Reserve,
    at_ms: i64,
) -> CallId {
    match store.begin_call(new_call(job, asked, at_ms), vec![]) {
        Ok(Begun::Call(call)) => call,
        other => panic!("it may be made, not {other:?}"),
    }
}

/// What the provider counted: all of it as output.
pub(super) fn known(nusd: i64, tokens: i64) -> Charged {
    Charged::Known {
        tokens: Tokens {
            output: tokens,
            ..Tokens::default()
        },
        nusd,
    }
}

pub(super) fn call_end(at_ms: i64, charged: Charged) -> CallEnd {
    CallEnd {
        at_ms,
        outcome: "ok".to_owned(),
        message: String::new(),
        charged,
        first_ms: Some(400),
        whole_ms: Some(9_000),
    }
}

/// The audit finds nothing, and the file is whole.
pub(super) fn sound(store: &Store, when: &str) {
    let audit = store.audit().expect("the audit runs");
    assert_eq!(
        audit.disagreements,
        Vec::<String>::new(),
        "the ledger, its counters and the calls agree {when}"
    );
    assert_eq!(
        (audit.ledger_nusd, audit.ledger_tokens),
        (audit.counted_nusd, audit.counted_tokens),
        "to the billionth and to the token {when}"
    );
    assert_eq!(
        audit.open_nusd.0, audit.open_nusd.1,
        "what is reserved as well {when}"
    );
    assert_eq!(integrity(store), "ok", "the file is whole {when}");
}
