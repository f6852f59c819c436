//! What was deleted is in no file of the data folder any more: not in free pages, not in the log, not in the copies that migrations made.

use std::{collections::BTreeSet, fs, path::Path};

use rusqlite_migration::M;

use super::{attempt, home, integrity, mission, number, open};
use crate::{
    Asked, NewAttempt, NewExchange, ReplyState, Store,
    schema::{MIGRATIONS, Schema},
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

#[test]
fn a_deleted_conversation_is_in_no_file_any_more() {
    const WORD: &str = "Donaudampfschifffahrtsgesellschaft";
    let (folder, file) = home();
    let store = open(&file);
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
    store
        .end_exchange(
            id,
            &format!("No {WORD} of mine."),
            ReplyState::Done,
            None,
            None,
            2,
        )
        .expect("written");
    let folder = folder.path();
    let is_there = |word: &str| {
        let mut files = fs::read_dir(folder).expect("a folder");
        files.any(|entry| {
            let bytes = fs::read(entry.expect("an entry").path()).expect("a file");
            bytes
                .windows(word.len())
                .any(|window| window == word.as_bytes())
        })
    };
    // The index has the word in small letters, and can have the beginning of it elsewhere.
    let indexed = WORD[6..].to_lowercase();
    assert!(is_there(WORD) && is_there(&indexed), "it can be found");
    assert_eq!(
        store.forget_conversation("m").expect("deleted"),
        1,
        "one exchange"
    );
    assert!(!is_there(WORD), "neither its text");
    assert!(!is_there(&indexed), "nor its words in the index");
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
            crate::tables::settings::put(transaction, crate::wipe::DUE, "true").expect("noted");
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
