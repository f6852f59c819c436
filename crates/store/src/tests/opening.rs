//! Opening: new files, old ones, newer ones, damaged ones, ones of other programs, and places that cannot be written.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::Connection;
use rusqlite_migration::M;

use super::{attempt, home, integrity, mission, number, open};
use crate::{
    Notice, Store, StoreError, connection,
    schema::{APPLICATION_ID, MIGRATIONS, Schema},
};

/// What the program knew before its second table.
const OLD: &[M<'static>] = &[crate::tables::started_missions::MIGRATION_1];

/// What the last released program knew.
const RELEASED: &[M<'static>] = &[
    crate::tables::started_missions::MIGRATION_1,
    crate::tables::attempts::MIGRATION_2,
    crate::tables::hint_levels::MIGRATION_3,
    crate::tables::settings::MIGRATION_4,
];

/// The names in a folder, sorted, without the lock.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder is read")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .filter(|name| !name.ends_with(".opening"))
        .collect();
    names.sort();
    names
}

#[test]
fn a_sqlite_that_can_corrupt_a_log_is_refused() {
    for (version, good) in [
        (3_051_002, false),
        (3_051_003, true),
        (3_052_000, false),
        (3_053_002, true),
        (rusqlite::version_number(), true),
    ] {
        assert_eq!(
            connection::check_sqlite_version(version).is_ok(),
            good,
            "SQLite {version}"
        );
    }
}

#[test]
fn the_migrations_fit_together() {
    assert_eq!(
        rusqlite_migration::Migrations::from_slice(MIGRATIONS).validate(),
        Ok(()),
        "all of them run on an empty database"
    );
}

#[test]
fn a_new_file_gets_its_folder_its_mark_and_strict_tables() {
    let (folder, _) = home();
    let file = folder.path().join("a/b c/é?#%.db");
    let store = open(&file);
    assert_eq!(
        number(&store, "PRAGMA application_id"),
        i64::from(APPLICATION_ID),
        "the mark"
    );
    assert_eq!(
        number(&store, "PRAGMA user_version"),
        Schema::CURRENT.version(),
        "the version"
    );
    assert_eq!(
        number(
            &store,
            "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'"
        ),
        0,
        "every table is strict"
    );
    drop(store);
    assert_eq!(
        names(&folder.path().join("a/b c")),
        ["é?#%.db"],
        "nothing else is left"
    );
}

#[test]
fn the_pragmas_are_in_force() {
    let (_folder, file) = home();
    let store = open(&file);
    for (pragma, value) in [
        ("PRAGMA synchronous", 2),
        ("PRAGMA foreign_keys", 1),
        ("PRAGMA trusted_schema", 0),
        ("PRAGMA cell_size_check", 1),
        ("PRAGMA busy_timeout", 5000),
        ("SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1),
    ] {
        assert_eq!(number(&store, pragma), value, "{pragma}");
    }
}

#[test]
fn a_reader_cannot_write() {
    let (_folder, file) = home();
    let _store = open(&file);
    let reader = connection::open_read_only(&file).expect("opened");
    connection::prepare_reader(&reader).expect("prepared");
    let error = reader
        .execute("DELETE FROM settings", [])
        .expect_err("it is refused");
    assert_eq!(
        error.sqlite_error_code(),
        Some(rusqlite::ErrorCode::ReadOnly),
        "{error}"
    );
}

#[test]
fn what_was_written_is_there_again() {
    let (_folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 1)).expect("written");
    let id = store
        .record_attempt(attempt("m", 2, "x"))
        .expect("recorded");
    drop(store);
    let attempt = open(&file).attempt(id).expect("read").expect("there");
    assert_eq!(attempt.snapshot, b"x", "in another life of the program");
}

#[test]
fn an_older_database_is_backed_up_and_migrated() {
    let (folder, file) = home();
    let (store, _) = Store::open_with(&file, Schema::of(OLD)).expect("opened by the old program");
    store
        .put_started(mission("m", 1))
        .expect("written by the old program");
    drop(store);

    let (store, notices) = Store::open(&file).expect("opened by the new one");
    let backup = folder.path().join("missions.db.v1-backup");
    assert_eq!(
        notices,
        [Notice::Migrated {
            backup: backup.clone()
        }],
        "a person is told where the backup is"
    );
    assert!(
        store.started("m").expect("read").is_some(),
        "nothing is lost"
    );
    store
        .record_attempt(attempt("m", 2, "x"))
        .expect("the new tables are there");
    drop(store);

    let (old, notices) =
        Store::open_with(&backup, Schema::of(OLD)).expect("the old program opens the backup");
    assert_eq!(notices, [], "it is of the old program's version");
    assert!(
        old.started("m").expect("read").is_some(),
        "and holds everything"
    );
    assert_eq!(integrity(&old), "ok", "whole");
    open(&file);
}

#[test]
fn a_released_database_gets_a_queue_and_keeps_what_it_has() {
    let (folder, file) = home();
    let (store, _) =
        Store::open_with(&file, Schema::of(RELEASED)).expect("opened by the released program");
    store.put_started(mission("m", 1)).expect("written");
    save_as_released(&store);
    store.reveal_hint("m", "c1", 2).expect("written");
    store.put_setting("theme", "\"dark\"").expect("written");
    drop(store);

    let (store, notices) = Store::open(&file).expect("opened by this one");
    let attempt = store
        .newest_attempt("m")
        .expect("read")
        .expect("it is there");
    assert_eq!(
        (
            attempt.hints_used,
            store.hints_of_attempt(attempt.id).expect("read")
        ),
        (0, vec![]),
        "nobody noted then which hints a save had"
    );
    let backup = folder.path().join("missions.db.v4-backup");
    assert_eq!(
        notices,
        [Notice::Migrated {
            backup: backup.clone()
        }],
        "after a backup"
    );
    let old_data = |store: &Store| {
        (
            number(
                store,
                "SELECT count(*) FROM attempts JOIN snapshots ON hash = snapshot WHERE content = CAST('text' AS BLOB)",
            ),
            store.hint_levels("m").expect("read").len(),
            store.setting("theme").expect("read"),
        )
    };
    let expected = (1, 1, Some("\"dark\"".to_owned()));
    assert_eq!(old_data(&store), expected, "nothing is lost");
    super::enqueue(&store, "m", super::NOON);
    let receipt = super::lease(&store, super::NOON).receipt;
    assert!(
        store
            .complete(&receipt, super::NOON, super::ready("Ready"), None)
            .expect("written"),
        "the queue works"
    );
    super::sound(&store, "after the migration");
    let copy = folder.path().join("export.db");
    Store::export(&file, &copy).expect("exported");
    drop(store);

    let (old, notices) = Store::open_with(&backup, Schema::of(RELEASED))
        .expect("the released program opens the backup");
    assert_eq!(notices, [], "it is of its version");
    assert_eq!(old_data(&old), expected, "and holds everything");
    let copy = open(&copy);
    assert!(
        copy.generated_mission("m").expect("read").is_some()
            && copy.job_of_mission("m").expect("read").is_some()
            && old_data(&copy) == expected,
        "an export has all of it"
    );
    super::sound(&copy, "in the export");
}

/// Records a save of the mission `m` as the released program did, which knew fewer tables.
fn save_as_released(store: &Store) {
    store.with_writer(|connection| {
        // The hash is that of `text`.
        connection
            .execute_batch(
                "INSERT INTO snapshots (hash, codec, size_bytes, content)
                 VALUES (x'982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1', 'plain', 4, CAST('text' AS BLOB));
                 INSERT INTO attempts (mission_id, at_ms, origin, snapshot, score, passed, total, grade_us, report)
                 SELECT 'm', 2, 'save', hash, 0.5, 1, 2, 1234, '{}' FROM snapshots;",
            )
            .expect("written by the released program");
    });
}

#[test]
fn a_migration_that_fails_changes_nothing() {
    const BROKEN: &[M<'static>] = &[
        crate::tables::started_missions::MIGRATION_1,
        M::up("CREATE TABLE half_done (x INTEGER) STRICT; SELECT no_such_function();"),
    ];
    let (folder, file) = home();
    let (store, _) = Store::open_with(&file, Schema::of(OLD)).expect("opened by the old program");
    store
        .put_started(mission("m", 1))
        .expect("written by the old program");
    drop(store);
    for backup in ["missions.db.v1-backup", "missions.db.v1-backup-2"] {
        let error = Store::open_with(&file, Schema::of(BROKEN)).expect_err("the migration fails");
        assert!(
            error.to_string().contains("no_such_function"),
            "the reason is said: {error}"
        );
        assert!(
            folder.path().join(backup).is_file(),
            "{backup} was made before"
        );
    }
    let (store, notices) =
        Store::open_with(&file, Schema::of(OLD)).expect("the old program still opens it");
    assert_eq!(notices, [], "it has its old version");
    assert!(
        store.started("m").expect("read").is_some(),
        "and everything in it"
    );
    assert_eq!(
        number(
            &store,
            "SELECT count(*) FROM sqlite_schema WHERE name = 'half_done'"
        ),
        0,
        "nothing of the new one"
    );
}

#[test]
fn a_newer_database_is_left_as_it_is_and_can_be_exported() {
    let (folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 1)).expect("written");
    drop(store);
    let (newer, _) = Store::open_with(&file, Schema::CURRENT).expect("opened");
    newer.with_writer(|connection| {
        connection
            .pragma_update(None, "user_version", 99)
            .expect("set");
    });
    drop(newer);
    let before = fs::read(&file).expect("read");

    match Store::open(&file) {
        Err(StoreError::Newer {
            found: 99,
            supported,
        }) => {
            assert_eq!(
                supported,
                Schema::CURRENT.version(),
                "what this program knows"
            );
        }
        other => panic!("it is refused as newer, not {other:?}"),
    }
    assert_eq!(
        fs::read(&file).expect("read"),
        before,
        "not a byte is changed"
    );
    assert_eq!(
        names(folder.path()),
        ["missions.db"],
        "and nothing is beside it"
    );

    let target = folder.path().join("export.db");
    Store::export(&file, &target).expect("exported");
    let copy = Connection::open(&target).expect("opened");
    let (version, missions): (i64, i64) = copy
        .query_row(
            "SELECT user_version, (SELECT count(*) FROM started_missions) FROM pragma_user_version",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .expect("read");
    assert_eq!(
        (version, missions),
        (99, 1),
        "the copy is whole, with its version"
    );
}

#[test]
fn a_newer_version_that_is_still_in_the_log_is_seen_and_left_there() {
    let (folder, file) = home();
    drop(open(&file));
    let newer = Connection::open(&file).expect("opened");
    newer.pragma_update(None, "user_version", 99).expect("set");
    // A copy of the files as a crash leaves them: the version stands in the -wal only.
    let crashed = folder.path().join("crashed.db");
    for part in ["", "-wal"] {
        let from = crate::copy::with_suffix(&file, part);
        fs::copy(from, crate::copy::with_suffix(&crashed, part)).expect("copied");
    }
    let before = fs::read(&crashed).expect("read");
    assert!(
        matches!(
            Store::open(&crashed),
            Err(StoreError::Newer { found: 99, .. })
        ),
        "the log counts"
    );
    assert_eq!(
        fs::read(&crashed).expect("read"),
        before,
        "and is not written into the file"
    );
}

#[test]
fn a_database_of_another_program_is_left_as_it_is() {
    for mark in [0, 0x1234] {
        let (folder, file) = home();
        let other = Connection::open(&file).expect("opened");
        other
            .execute_batch("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1);")
            .expect("written");
        other
            .pragma_update(None, "application_id", mark)
            .expect("marked");
        drop(other);
        let before = fs::read(&file).expect("read");
        let error = Store::open(&file).expect_err("it is refused");
        assert!(
            error.to_string().contains("belongs to another program"),
            "{error}"
        );
        assert_eq!(
            fs::read(&file).expect("read"),
            before,
            "not a byte is changed"
        );
        assert_eq!(names(folder.path()), ["missions.db"], "nothing is moved");
    }
}

/// Damages a good database, opens it, and expects it to have been moved aside whole.
fn check_damaged(what: &str, damage: impl FnOnce(&mut Vec<u8>)) {
    let (folder, file) = home();
    let store = open(&file);
    for number in 0..50 {
        let id = format!("mission-{number}");
        store.put_started(mission(&id, 1)).expect("written");
        store
            .record_attempt(attempt(&id, 2, &id.repeat(100)))
            .expect("recorded");
    }
    drop(store);
    let mut bytes = fs::read(&file).expect("read");
    damage(&mut bytes);
    fs::write(&file, &bytes).expect("damaged");
    fs::write(folder.path().join("missions.db-wal"), b"").expect("an old log");

    let (store, notices) = Store::open(&file).expect("a new database is begun");
    let moved_to = folder.path().join("missions.db.corrupt-1");
    assert_eq!(
        notices,
        [Notice::CorruptMovedAside {
            moved_to: moved_to.clone()
        }],
        "{what}: a person is told"
    );
    assert_eq!(
        fs::read(&moved_to).expect("read"),
        bytes,
        "{what}: the old one is kept as it was"
    );
    assert_eq!(
        store.all_started().expect("read"),
        [],
        "{what}: the new one is empty"
    );
    store.put_started(mission("m", 1)).expect("and works");
    drop(store);
    open(&file);
}

#[test]
fn a_damaged_database_is_moved_aside() {
    check_damaged("not a database", |bytes| {
        *bytes = b"all my notes\n".to_vec();
    });
    check_damaged("cut short", |bytes| bytes.truncate(bytes.len() / 2));
    check_damaged("cut to its header", |bytes| bytes.truncate(60));
    check_damaged("no header", |bytes| bytes[..16].fill(b'x'));
    check_damaged("a page size that is none", |bytes| {
        bytes[16..18].copy_from_slice(&[0x12, 0x34]);
    });
    check_damaged("a schema of zeros", |bytes| bytes[100..4096].fill(0));
    check_damaged("pages of noise", |bytes| {
        for byte in &mut bytes[3 * 4096..] {
            *byte = byte.wrapping_mul(31).wrapping_add(7);
        }
    });
}

#[test]
fn the_second_damaged_database_takes_the_next_name() {
    let (folder, file) = home();
    for number in 1..=3 {
        fs::write(&file, b"not a database").expect("damaged");
        let (_, notices) = Store::open(&file).expect("a new one is begun");
        let moved_to = folder.path().join(format!("missions.db.corrupt-{number}"));
        assert_eq!(
            notices,
            [Notice::CorruptMovedAside { moved_to }],
            "no old one is overwritten"
        );
    }
}

#[test]
fn an_empty_file_is_a_new_database() {
    let (_folder, file) = home();
    fs::write(&file, b"").expect("written");
    open(&file);
}

#[test]
fn a_folder_in_the_files_place_is_said() {
    let (folder, file) = home();
    fs::create_dir(&file).expect("made");
    let error = Store::open(&file).expect_err("it is no file");
    assert!(error.to_string().contains("is a folder"), "{error}");
    let error = Store::open(&folder.path().join("missions.db/x\0y")).expect_err("no such name");
    assert!(matches!(error, StoreError::Failed { .. }), "{error:?}");
}

/// Who may write everywhere (root) cannot be kept out by permissions: then the system's own folder says no.
#[cfg(target_os = "linux")]
#[test]
fn a_place_that_cannot_be_written_is_read_only() {
    let (folder, _) = home();
    let mut permissions = fs::metadata(folder.path()).expect("read").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path(), permissions).expect("set");
    let may_write = fs::write(folder.path().join("probe"), b"").is_ok();
    let place = if may_write {
        PathBuf::from("/sys/mission-architect")
    } else {
        folder.path().to_owned()
    };
    let error = Store::open(&place.join("missions.db")).expect_err("it cannot be written");
    assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
}

#[test]
fn sqlites_words_become_ours() {
    use rusqlite::ffi;
    for (code, wanted) in [
        (ffi::SQLITE_FULL, "Full"),
        (ffi::SQLITE_READONLY_DBMOVED, "ReadOnly"),
        (ffi::SQLITE_CANTOPEN, "ReadOnly"),
        (ffi::SQLITE_PERM, "ReadOnly"),
        (ffi::SQLITE_BUSY, "Failed"),
        (ffi::SQLITE_IOERR_SHMSIZE, "Full"),
        (ffi::SQLITE_IOERR_READ, "Unreachable"),
        (ffi::SQLITE_IOERR_FSYNC, "Unreachable"),
        (ffi::SQLITE_PROTOCOL, "Unreachable"),
        (ffi::SQLITE_CORRUPT, "Failed"),
        (ffi::SQLITE_CONSTRAINT, "Failed"),
    ] {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        let ours = StoreError::sqlite("x", Path::new("f"), &error);
        let said = format!("{ours:?}");
        assert!(said.starts_with(wanted), "{code} is {said}");
        let passes = wanted != "Failed" || code == ffi::SQLITE_BUSY;
        assert_eq!(
            ours.is_of_surroundings(),
            passes,
            "{code}: whether the same write may work later, when the disk is back or another program has let go"
        );
    }
}

#[test]
fn an_export_never_overwrites_and_leaves_nothing_half() {
    let (folder, file) = home();
    drop(open(&file));
    let target = folder.path().join("export.db");
    fs::write(&target, b"mine").expect("written");
    let error = Store::export(&file, &target).expect_err("it is there already");
    assert!(error.to_string().contains("is there already"), "{error}");
    assert_eq!(fs::read(&target).expect("read"), b"mine", "and stays");

    fs::write(
        &file,
        b"not a database, but long enough to be looked at as one",
    )
    .expect("damaged");
    let target = folder.path().join("second.db");
    Store::export(&file, &target).expect_err("there is nothing whole to copy");
    assert!(!target.exists(), "nothing is left");
    Store::export(&folder.path().join("nothing.db"), &target).expect_err("there is no such file");
    assert!(
        !target.exists() && !folder.path().join("nothing.db").exists(),
        "nothing is made"
    );
}

#[test]
fn an_export_while_others_write_is_whole() {
    let (folder, file) = home();
    let store = open(&file);
    store.put_started(mission("m", 1)).expect("written");
    let target = folder.path().join("export.db");
    Store::export(&file, &target).expect("exported");
    assert!(
        open(&target).started("m").expect("read").is_some(),
        "what is only in the log is in the copy"
    );
}

#[test]
fn an_inspection_says_what_a_file_is_and_changes_nothing() {
    let (folder, file) = home();
    drop(open(&file));
    let inspection = Store::inspect(&file).expect("a good database");
    assert_eq!(inspection.schema, Schema::CURRENT.version(), "its version");
    let length = fs::metadata(&file).expect("read").len();
    assert_eq!(inspection.size_bytes, length, "its length");
    assert_eq!(
        names(folder.path()),
        ["missions.db"],
        "nothing is beside it"
    );

    let store = open(&file);
    store.put_started(mission("m", 1)).expect("written");
    Store::inspect(&file).expect("also while it is in use");
    drop(store);

    fs::write(
        &file,
        b"not a database, but long enough to be looked at as one",
    )
    .expect("damaged");
    let error = Store::inspect(&file).expect_err("it is damaged");
    assert!(
        error.to_string().contains("missions.db"),
        "the file is named: {error}"
    );
    Store::inspect(&folder.path().join("nothing.db")).expect_err("there is no such file");
    assert_eq!(names(folder.path()), ["missions.db"], "and nothing is made");
}
