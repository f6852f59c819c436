//! What was deleted is in no file of the data folder any more: not in free pages, not in the log, not in the copies that migrations made.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use rusqlite_migration::M;

use super::{attempt, home, integrity, mission, number, open};
use crate::{
    Asked, NewAttempt, NewExchange, Notice, ReplyState, Store,
    copy::with_suffix,
    schema::{MIGRATIONS, Schema},
    wipe::{DUE, Opening, take_traces_away},
};

/// A text that no compression makes smaller, so that its bytes are what is looked for.
fn noise(seed: u32, lines: u32) -> String {
    (1..=lines)
        .map(|n| {
            format!(
                "# {:08x}\n",
                n.wrapping_add(seed).wrapping_mul(2_654_435_761)
            )
        })
        .collect()
}

fn save(seed: u32) -> NewAttempt {
    NewAttempt {
        report: format!(
            "{{\"score\":0.5,\"message\":{:?}}}",
            noise(seed + 5_000, 90)
        ),
        ..attempt("m", i64::from(seed), &noise(seed, 400))
    }
}

/// Pieces of every text of the older saves, as they stand in the file: frames of zstd, and plain ones of an older version.
fn pieces(store: &Store) -> Vec<Vec<u8>> {
    let contents: Vec<Vec<u8>> = store.with_writer(|connection| {
        let mut statement = connection
            .prepare(
                "SELECT content FROM snapshots WHERE hash NOT IN
                     (SELECT snapshot FROM attempts WHERE id = (SELECT max(id) FROM attempts)
                      UNION SELECT packed_report FROM attempts WHERE id = (SELECT max(id) FROM attempts) AND packed_report IS NOT NULL)",
            )
            .expect("a query");
        let rows = statement.query_map([], |row| row.get(0)).expect("it runs");
        rows.map(|row| row.expect("a text")).collect()
    });
    let mut pieces = Vec::new();
    for content in contents {
        // Texts go over several pages; a piece may be cut in two by one, so that there are many.
        pieces.extend(content.chunks_exact(24).map(<[u8]>::to_vec));
    }
    pieces
}

/// How many of the pieces are in any file of a folder.
fn found(folder: &Path, pieces: &[Vec<u8>]) -> usize {
    let mut windows = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let bytes = fs::read(entry.expect("an entry").path()).expect("a file");
        windows.extend(bytes.windows(24).map(<[u8]>::to_vec));
    }
    pieces
        .iter()
        .filter(|piece| windows.contains(*piece))
        .count()
}

/// Saves that the program before deleted: more than what is written afterwards needs the pages of.
const LONG_GONE: std::ops::Range<u32> = 100..130;

/// A database that the program before made, with a save, and many that were deleted there; three saves since then.
fn migrated(file: &Path) -> Store {
    const BEFORE: &[M<'static>] = MIGRATIONS.split_at(12).0;
    let (old, _) =
        Store::open_with(file, Schema::of(BEFORE)).expect("opened by the program before");
    old.put_started(mission("m", 1)).expect("written");
    old.with_writer(|connection| {
        for seed in LONG_GONE.map(|n| n * 10_000).chain([20_000]) {
            let text = noise(seed, 400).into_bytes();
            let hash = crate::tables::snapshots::hash(&text);
            connection
                .execute(
                    "INSERT INTO snapshots (hash, codec, size_bytes, content) VALUES (?1, 'plain', ?2, ?3)",
                    rusqlite::params![hash, text.len() as i64, text],
                )
                .expect("written");
            connection
                .execute(
                    "INSERT INTO attempts (mission_id, at_ms, origin, snapshot, score, passed, total, grade_us, report)
                     VALUES ('m', 1, 'save', ?1, 0.5, 1, 2, 1, 'null')",
                    [hash],
                )
                .expect("written");
        }
        connection
            .execute_batch(
                "PRAGMA secure_delete = OFF;
                 DELETE FROM attempts WHERE id < (SELECT max(id) FROM attempts);
                 DELETE FROM snapshots WHERE NOT EXISTS (SELECT 1 FROM attempts WHERE snapshot = hash)",
            )
            .expect("deleted as the program before did");
    });
    drop(old);
    let (store, _) = Store::open(file).expect("migrated");
    for seed in [30_000, 40_000, 50_000] {
        store.record_attempt(save(seed)).expect("recorded");
    }
    store
}

#[test]
fn a_deleted_history_is_in_no_file_any_more() {
    let (folder, file) = home();
    let store = migrated(&file);
    let mut deleted = pieces(&store);
    for n in LONG_GONE {
        let text = noise(n * 10_000, 400);
        deleted.extend(text.as_bytes().chunks_exact(24).map(<[u8]>::to_vec));
    }
    let before = found(folder.path(), &deleted);
    assert!(
        before * 10 > deleted.len() * 7,
        "this finds what is there: {before} of {}",
        deleted.len()
    );
    let newest = store.newest_attempt("m").expect("read").expect("there").id;
    assert_eq!(
        store.delete_older_attempts("m").expect("deleted"),
        3,
        "all but one"
    );
    assert_eq!(
        found(folder.path(), &deleted),
        0,
        "while the program runs on: in free pages, in the log, in the copy before the migration"
    );
    let kept = store.attempt(newest).expect("read").expect("there");
    assert_eq!(
        (kept.snapshot, kept.report),
        (save(50_000).snapshot, save(50_000).report),
        "the newest save is whole, although it was written against one that is gone"
    );
    assert_eq!(integrity(&store), "ok", "and so is the file");
    assert_eq!(
        number(&store, "SELECT count(*) FROM settings"),
        0,
        "nothing is left to be done"
    );
    drop(store);
    assert_eq!(found(folder.path(), &deleted), 0, "nor after it");
    open(&file);
}

#[test]
fn a_forgotten_mission_is_in_no_file_any_more() {
    let (folder, file) = home();
    let store = migrated(&file);
    let mut deleted = pieces(&store);
    deleted.extend(
        noise(50_000, 400)
            .as_bytes()
            .chunks_exact(24)
            .map(<[u8]>::to_vec),
    );
    assert!(found(folder.path(), &deleted) > 0, "it is there");
    assert!(store.forget("m").expect("forgotten"), "it was started");
    assert_eq!(found(folder.path(), &deleted), 0, "and is no more");
}

const WORD: &str = "Donaudampfschifffahrtsgesellschaft";

/// A question and a reply with [`WORD`].
fn converse(store: &Store) {
    let exchange = NewExchange {
        mission_id: "m".to_owned(),
        asked: Asked::Question,
        criterion_id: None,
        question: format!("What is a {WORD}?"),
        model: "a model".to_owned(),
        at_ms: 1,
        deadline_ms: 2,
    };
    let id = store.begin_exchange(exchange).expect("written");
    let reply = format!("No {WORD} of mine.");
    store
        .end_exchange(id, &reply, ReplyState::Done, None, None, 2)
        .expect("written");
}

/// As the index has [`WORD`]: in small letters, and the beginning of it can be elsewhere.
fn indexed() -> String {
    WORD[6..].to_lowercase()
}

/// Whether a word is in any file of a folder.
fn is_there(folder: &Path, word: &str) -> bool {
    let mut files = fs::read_dir(folder).expect("a folder");
    files.any(|entry| {
        let bytes = fs::read(entry.expect("an entry").path()).expect("a file");
        bytes
            .windows(word.len())
            .any(|window| window == word.as_bytes())
    })
}

#[test]
fn a_deleted_conversation_is_in_no_file_any_more() {
    let (folder, file) = home();
    let store = open(&file);
    converse(&store);
    let folder = folder.path();
    assert!(
        is_there(folder, WORD) && is_there(folder, &indexed()),
        "it can be found"
    );
    assert_eq!(
        store.forget_conversation("m").expect("deleted"),
        1,
        "one exchange"
    );
    assert!(!is_there(folder, WORD), "neither its text");
    assert!(!is_there(folder, &indexed()), "nor its words in the index");
}

#[test]
fn a_migration_makes_no_copy_of_what_was_left_in_the_index() {
    const BEFORE: &[M<'static>] = MIGRATIONS.split_at(12).0;
    let (folder, file) = home();
    let (old, _) = Store::open_with(&file, Schema::of(BEFORE)).expect("opened");
    converse(&old);
    // As when the process ends right behind the deletion.
    old.write_for_test(|transaction| {
        crate::tables::exchanges::delete_of_mission(transaction, "m").expect("deleted");
        crate::tables::settings::put(transaction, DUE, "true").expect("noted");
    })
    .expect("written");
    drop(old);
    assert!(
        is_there(folder.path(), &indexed()),
        "the index still has it"
    );
    let (store, notices) = Store::open(&file).expect("migrated");
    let [Notice::Migrated { backup }] = notices.as_slice() else {
        panic!("it was migrated and nothing else: {notices:?}");
    };
    assert!(backup.is_file(), "with a backup, which stays");
    assert!(
        !is_there(folder.path(), &indexed()),
        "and that has no deleted word either"
    );
    assert_eq!(is_due(&store), 0, "nothing is left to be done");
}

fn is_due(store: &Store) -> i64 {
    number(store, "SELECT count(*) FROM settings")
}

/// The copy that the migration in [`migrated`] made.
fn backup_of(file: &Path) -> PathBuf {
    let backup = with_suffix(file, ".v12-backup");
    assert!(backup.is_file(), "the migration made a copy");
    backup
}

#[test]
fn a_backup_that_cannot_be_removed_is_not_forgotten() {
    let (_folder, file) = home();
    let store = migrated(&file);
    let backup = backup_of(&file);
    // Nobody, not even root, removes a folder as if it were a file.
    let stubborn = ["-2", "-3"].map(|number| with_suffix(&backup, number));
    for path in &stubborn {
        fs::create_dir(path).expect("made");
    }
    store.delete_older_attempts("m").expect("deleted");
    assert!(!backup.exists(), "what could be removed was");
    assert_eq!(is_due(&store), 1, "the rest is still to be done");
    drop(store);
    for path in &stubborn {
        fs::remove_dir(path).expect("removed");
        fs::write(path, "a copy").expect("written");
    }
    let store = open(&file);
    assert!(
        stubborn.iter().all(|path| !path.exists()),
        "it is done with the next start"
    );
    assert_eq!(is_due(&store), 0, "and then no more");
}

#[test]
fn a_backup_stays_until_the_database_was_written_anew() {
    let (_folder, file) = home();
    let store = migrated(&file);
    let backup = backup_of(&file);
    store
        .with_writer(|connection| connection.execute_batch("DROP TABLE exchange_words"))
        .expect("damaged");
    store.delete_older_attempts("m").expect("deleted");
    assert!(
        backup.exists(),
        "a database that is not whole may need its backup"
    );
    assert_eq!(is_due(&store), 1, "it is still to be done");
}

#[test]
fn no_backup_is_removed_while_another_process_opens() {
    let (_folder, file) = home();
    let store = migrated(&file);
    let backup = backup_of(&file);
    let other = fs::OpenOptions::new()
        .write(true)
        .open(with_suffix(&file, ".opening"))
        .expect("the lock is there");
    other.lock().expect("another process opens");
    store.delete_older_attempts("m").expect("deleted");
    assert!(backup.exists(), "it may be the one that the other makes");
    assert_eq!(is_due(&store), 1, "it is still to be done");
    drop((other, store));
    let store = open(&file);
    assert!(!backup.exists(), "it is done with the next start");
    assert_eq!(is_due(&store), 0, "and then no more");
}

#[test]
fn what_another_process_deleted_meanwhile_stays_due() {
    let (_folder, file) = home();
    let store = migrated(&file);
    store.delete_older_attempts("m").expect("deleted");
    store
        .write_for_test(|transaction| {
            crate::tables::settings::put(transaction, DUE, "\"of another\"").expect("noted");
        })
        .expect("written");
    let place = file.clone();
    store
        .with_writer(move |connection| {
            take_traces_away(connection, &place, Opening::Free, "\"of ours\"")
        })
        .expect("taken away");
    assert_eq!(is_due(&store), 1, "only what was seen before is done");
}

#[test]
fn each_deletion_is_due_by_a_name_of_its_own() {
    let (_folder, file) = home();
    let store = migrated(&file);
    store
        .with_writer(|connection| connection.execute_batch("DROP TABLE exchange_words"))
        .expect("damaged");
    let mut names = BTreeSet::new();
    for _ in 0..3 {
        store.delete_older_attempts("m").expect("deleted");
        names.insert(store.with_writer(|connection| {
            crate::tables::settings::get(connection, DUE).expect("read")
        }));
    }
    assert_eq!(names.len(), 3, "all different: {names:?}");
}

#[test]
fn traces_that_were_left_go_with_the_next_start() {
    let (folder, file) = home();
    let store = migrated(&file);
    let deleted = pieces(&store);
    // As when the process ends right behind the deletion.
    store
        .write_for_test(|transaction| {
            crate::tables::attempts::delete_older(transaction, "m").expect("deleted");
            crate::tables::snapshots::delete_unused(transaction).expect("deleted");
            crate::tables::settings::put(transaction, DUE, "true").expect("noted");
        })
        .expect("written");
    drop(store);
    assert!(
        found(folder.path(), &deleted) > 0,
        "the copy before the migration still has it"
    );
    let store = open(&file);
    assert_eq!(found(folder.path(), &deleted), 0, "it is gone");
    assert_eq!(
        store.attempts("m").expect("read").len(),
        1,
        "and the newest save is not"
    );
}

#[test]
fn a_database_in_memory_leaves_no_file() {
    let store = Store::in_memory().expect("opened");
    store.put_started(mission("m", 1)).expect("written");
    store.forget("m").expect("forgotten");
    assert_eq!(is_due(&store), 0, "there is nothing more to be done");
    assert!(
        !Path::new(":memory:.opening").exists(),
        "it has no folder in which backups or a lock could be"
    );
}
