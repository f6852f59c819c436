//! Every operation of the queue, the budget and the conversations, refused at every row that it writes and at its commit, one after the
//! other, until it gets through. After each refusal the database is what it was; afterwards all agrees.

use rusqlite::Connection;

use super::{
    MINUTE, NOON, begin, call_end, cause, enqueue, home, known, lease, new_call, new_job, open,
    ready, reserve, sound, terms,
};
use crate::{
    Asked, Begun, CachedResponse, CallId, Charged, Enqueued, JobId, Leased, NewExchange, Pause,
    Purpose, PutBack, ReplyState, Store, StoreError,
};

type Answer = Result<(), StoreError>;
/// Makes a database in which the operation has something to do, and gives the operation.
type Prepare = fn(&Store) -> Box<dyn Fn(&Store) -> Answer>;

/// The operation, and how many rows it is known to write; each has an edge before it, and most have one after it.
const OPERATIONS: &[(&str, i64, Prepare)] = &[
    ("enqueue", 7, |_| {
        Box::new(|store| {
            let enqueued = store.enqueue(new_job("new", NOON), vec![])?;
            done(matches!(enqueued, Enqueued::Job(_)))
        })
    }),
    ("lease", 2, |store| {
        enqueue(store, "m", NOON);
        Box::new(|store| done(matches!(store.lease(terms("boot"), NOON)?, Leased::Job(_))))
    }),
    (
        "lease, past a dead one, under a clock that was set back",
        9,
        |store| {
            enqueue(store, "m", NOON);
            for receive in 0..3 {
                lease(store, NOON + receive * 31 * MINUTE);
            }
            enqueue(store, "next", NOON + 200 * MINUTE);
            let later = terms("boot");
            Box::new(move |store| {
                done(matches!(
                    store.lease(later.clone(), NOON + 180 * MINUTE)?,
                    Leased::Job(_)
                ))
            })
        },
    ),
    ("lease, past a pause that is over", 3, |store| {
        enqueue(store, "m", NOON);
        pause(store, Some(NOON)).expect("paused");
        Box::new(|store| done(matches!(store.lease(terms("boot"), NOON)?, Leased::Job(_))))
    }),
    ("extend", 1, |store| {
        enqueue(store, "m", NOON);
        let receipt = lease(store, NOON).receipt;
        Box::new(move |store| done(store.extend(&receipt, NOON + 40 * MINUTE)?))
    }),
    ("hurry", 2, |store| {
        enqueue(store, "m", NOON + MINUTE);
        Box::new(|store| done(store.hurry_jobs(NOON)? == 1))
    }),
    ("put back, a snooze", 2, |store| {
        enqueue(store, "m", NOON);
        let receipt = lease(store, NOON).receipt;
        Box::new(move |store| {
            let back = store.put_back(&receipt, NOON, NOON, cause("throttled"), false, 3)?;
            done(back == PutBack::Again)
        })
    }),
    ("put back, for the last time", 7, |store| {
        enqueue(store, "m", NOON);
        let receipt = lease(store, NOON).receipt;
        Box::new(move |store| {
            let back = store.put_back(&receipt, NOON, NOON, cause("garbled"), true, 1)?;
            done(back == PutBack::Dead)
        })
    }),
    ("bury", 7, |store| {
        enqueue(store, "m", NOON);
        let receipt = lease(store, NOON).receipt;
        Box::new(move |store| done(store.bury(&receipt, NOON, cause("invalid"))?))
    }),
    ("complete, with a call", 8, |store| {
        let (job, receipt, call) = running(store);
        assert!(job.0 > 0, "there is one");
        Box::new(move |store| {
            let end = call_end(NOON + 1, known(40, 4));
            done(store.complete(&receipt, NOON + 1, ready("Ready"), Some((call, end)))?)
        })
    }),
    ("complete, without a call", 7, |store| {
        enqueue(store, "m", NOON);
        let receipt = lease(store, NOON).receipt;
        Box::new(move |store| done(store.complete(&receipt, NOON, ready("Ready"), None)?))
    }),
    ("complete, too late", 5, |store| {
        let (job, receipt, call) = running(store);
        store.cancel_job(job, NOON).expect("cancelled");
        Box::new(move |store| {
            let end = call_end(NOON + 1, known(40, 4));
            done(!store.complete(&receipt, NOON + 1, ready("Ready"), Some((call, end)))?)
        })
    }),
    ("cancel", 7, |store| {
        let job = enqueue(store, "m", NOON);
        Box::new(move |store| done(store.cancel_job(job, NOON)?))
    }),
    ("redrive", 3, |store| {
        let job = dead(store);
        Box::new(move |store| done(store.redrive(job, NOON)?))
    }),
    ("discard", 3, |store| {
        let job = dead(store);
        Box::new(move |store| done(store.discard_job(job, NOON)?))
    }),
    ("adopt orphans, one of them dead", 15, |store| {
        enqueue(store, "first", NOON);
        lease(store, NOON);
        store.adopt_orphans("boot 2", 9, NOON).expect("adopted");
        store.lease(terms("boot 2"), NOON).expect("leased");
        running(store);
        Box::new(|store| done(store.adopt_orphans("boot 3", 2, NOON + 1)?.len() == 2))
    }),
    ("pause", 1, |_| Box::new(|store| pause(store, None))),
    ("resume", 1, |store| {
        pause(store, None).expect("paused");
        Box::new(|store| done(store.resume_queue()?))
    }),
    ("begin a call of a job", 7, |store| {
        let job = enqueue(store, "m", NOON);
        let receipt = lease(store, NOON).receipt;
        Box::new(move |store| {
            let held = Some((job, receipt.clone()));
            let call = new_call(held, reserve(Purpose::Mission, 120, 9), NOON);
            done(matches!(store.begin_call(call, vec![])?, Begun::Call(_)))
        })
    }),
    ("begin a call of no job", 4, |_| {
        Box::new(|store| {
            let call = new_call(None, reserve(Purpose::Hint, 20, 9), NOON);
            done(matches!(store.begin_call(call, vec![])?, Begun::Call(_)))
        })
    }),
    ("end a call, and keep its answer", 7, |store| {
        let call = begin(store, None, reserve(Purpose::Hint, 20, 9), NOON);
        Box::new(move |store| {
            let keep = CachedResponse {
                key: [7; 32],
                text: "answer".to_owned(),
            };
            done(store.end_call(call, call_end(NOON, known(15, 5)), Some(keep))?)
        })
    }),
    ("end a call that cost nothing", 4, |store| {
        let call = begin(store, None, reserve(Purpose::Hint, 20, 9), NOON);
        Box::new(move |store| done(store.end_call(call, call_end(NOON, Charged::Nothing), None)?))
    }),
    ("end overdue calls", 12, |store| {
        for _ in 0..2 {
            begin(store, None, reserve(Purpose::Hint, 20, 9), NOON);
        }
        Box::new(|store| done(store.end_overdue_calls(NOON + 2 * MINUTE)? == 2))
    }),
    ("use a kept answer", 1, |store| {
        keep_answer(store);
        Box::new(|store| done(store.cached_response([7; 32], NOON)?.is_some()))
    }),
    ("forget a kept answer", 1, |store| {
        keep_answer(store);
        Box::new(|store| store.forget_cached(vec![[7; 32]]))
    }),
    ("keep a mission that is ready", 1, |_| {
        Box::new(|store| done(store.put_ready("ready", "{}", ready("Ready"), NOON)?))
    }),
    ("ask the mentor", 1, |_| {
        Box::new(|store| store.begin_exchange(question()).map(|_| ()))
    }),
    ("keep a reply", 1, |store| {
        let id = store.begin_exchange(question()).expect("asked");
        Box::new(move |store| store.keep_reply(id, "so far"))
    }),
    ("end a reply", 1, |store| {
        let id = store.begin_exchange(question()).expect("asked");
        Box::new(move |store| {
            done(store.end_exchange(id, "all", ReplyState::Done, None, None, NOON)?)
        })
    }),
    ("forget a conversation", 2, |store| {
        for _ in 0..2 {
            store.begin_exchange(question()).expect("asked");
        }
        Box::new(|store| done(store.forget_conversation("m")? == 2))
    }),
];

#[test]
fn every_operation_happens_whole_or_not_at_all() {
    for (name, rows, prepare) in OPERATIONS {
        let (_folder, file) = home();
        let store = open(&file);
        store.with_writer(|connection| {
            connection
                .execute_batch("PRAGMA synchronous = OFF")
                .expect("faster: no power is cut here");
        });
        let operation = prepare(&store);
        store.with_writer(set_traps);
        let before = store.with_writer(dump);

        refuse_commit(&store, true);
        assert!(operation(&store).is_err(), "{name}: its commit is refused");
        refuse_commit(&store, false);
        assert_eq!(
            store.with_writer(dump),
            before,
            "{name}: nothing is left of it"
        );

        let mut edges = 0;
        loop {
            store.with_writer(move |connection| {
                connection
                    .execute("UPDATE temp.trap SET left = ?1", [edges + 1])
                    .expect("set");
            });
            let answer = operation(&store);
            store.with_writer(|connection| {
                connection
                    .execute("UPDATE temp.trap SET left = 0", [])
                    .expect("taken away");
            });
            sound(&store, &format!("after edge {edges} of: {name}"));
            match answer {
                Ok(()) => break,
                Err(error) => {
                    assert!(
                        error.to_string().contains("trapped"),
                        "{name}: stopped where it was meant to be, and not by {error}"
                    );
                    assert_eq!(
                        store.with_writer(dump),
                        before,
                        "{name}: nothing is left of it after edge {edges}"
                    );
                }
            }
            edges += 1;
        }
        assert_ne!(store.with_writer(dump), before, "{name}: it happened");
        assert!(
            edges >= *rows,
            "{name}: it could be stopped at {edges} edges of {rows} rows"
        );
    }
}

/// Temporary triggers on every table: the one that finds `left` at 1 refuses. At 0 none does.
fn set_traps(connection: &mut Connection) {
    connection
        .execute_batch("CREATE TEMP TABLE trap (left INTEGER); INSERT INTO trap VALUES (0)")
        .expect("made");
    for table in tables(connection) {
        for (number, moment) in [
            "BEFORE INSERT",
            "AFTER INSERT",
            "BEFORE UPDATE",
            "AFTER UPDATE",
            "BEFORE DELETE",
            "AFTER DELETE",
        ]
        .iter()
        .enumerate()
        {
            connection
                .execute_batch(&format!(
                    "CREATE TEMP TRIGGER trap_{table}_{number} {moment} ON main.{table} WHEN (SELECT left FROM trap) > 0
                     BEGIN
                         SELECT RAISE(ABORT, 'trapped') FROM trap WHERE left = 1;
                         UPDATE trap SET left = left - 1;
                     END"
                ))
                .expect("made");
        }
    }
}

fn refuse_commit(store: &Store, refuse: bool) {
    store.with_writer(move |connection| {
        connection
            .commit_hook(refuse.then_some(|| true))
            .expect("set");
    });
}

fn tables(connection: &Connection) -> Vec<String> {
    connection
        .prepare(
            "SELECT name FROM pragma_table_list
             WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .expect("prepared")
        .query_map([], |row| row.get(0))
        .expect("asked")
        .collect::<Result<_, _>>()
        .expect("read")
}

/// Every row of every table.
fn dump(connection: &mut Connection) -> String {
    let mut text = String::new();
    for table in tables(connection)
        .iter()
        .map(String::as_str)
        .chain(["sqlite_sequence", "exchange_words_data"])
    {
        let mut statement = connection
            .prepare(&format!("SELECT * FROM {table}"))
            .expect("prepared");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("asked");
        while let Some(row) = rows.next().expect("read") {
            let values: Vec<_> = (0..columns)
                .map(|column| row.get_ref(column).expect("a value"))
                .collect();
            text += &format!("{table} {values:?}\n");
        }
    }
    text
}

fn done(happened: bool) -> Answer {
    assert!(happened, "there was something to do, and it was done");
    Ok(())
}

fn pause(store: &Store, until_ms: Option<i64>) -> Answer {
    store.pause_queue(Pause {
        code: "pause".to_owned(),
        message: "Paused.".to_owned(),
        since_ms: NOON - 1,
        until_ms,
    })
}

/// A leased job with a call.
fn running(store: &Store) -> (JobId, crate::Receipt, CallId) {
    enqueue(store, "running", NOON);
    let held = lease(store, NOON);
    let call = begin(
        store,
        Some((held.job, held.receipt.clone())),
        reserve(Purpose::Mission, 100, 10),
        NOON,
    );
    (held.job, held.receipt, call)
}

fn dead(store: &Store) -> JobId {
    let job = enqueue(store, "m", NOON);
    let receipt = lease(store, NOON).receipt;
    store
        .bury(&receipt, NOON, cause("invalid"))
        .expect("buried");
    job
}

fn keep_answer(store: &Store) {
    let call = begin(store, None, reserve(Purpose::Hint, 20, 9), NOON);
    let keep = CachedResponse {
        key: [7; 32],
        text: "answer".to_owned(),
    };
    store
        .end_call(call, call_end(NOON, known(15, 5)), Some(keep))
        .expect("ended");
}

fn question() -> NewExchange {
    NewExchange {
        mission_id: "m".to_owned(),
        asked: Asked::Question,
        criterion_id: None,
        question: "Why?".to_owned(),
        model: "model".to_owned(),
        at_ms: NOON,
        deadline_ms: NOON + MINUTE,
    }
}
