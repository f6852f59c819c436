//! The data folder: not writable, of a newer version, damaged, shared, exported.

use std::{
    fs::{self, OpenOptions},
    io::{Seek, SeekFrom, Write},
};

use engine::{EngineError, Home, JobRunner, export_home};
use store::StoreError;

use crate::desk::{Desk, ID, catalogue, half, home, read, starter, whole, write};

#[test]
fn a_data_folder_that_cannot_be_written_opens_on_memory() {
    let (folder, home) = home();
    // A file where the folder should be stops everybody, an administrator too.
    write(&folder.path().join("data"), "in the way");
    let desk = Desk::open(&home);
    let state = desk.engine.data_state();
    assert!(!state.kept, "nothing can be kept");
    assert!(
        state.notices[0].starts_with("Nothing you do now is kept"),
        "the learner is told: {:?}",
        state.notices
    );
    let template = desk.watching();
    write(&template, whole("kept as a file"));
    assert!(
        desk.next_attempt().report.passed_all(),
        "everything works all the same"
    );
    assert_eq!(
        desk.engine.job_runner(),
        JobRunner::ThisEngine,
        "data of its own needs no lock"
    );
    assert_eq!(
        read(&folder.path().join("data")),
        "in the way",
        "the file is left alone"
    );
    let target = desk
        .engine
        .export(folder.path())
        .expect("what there is can be exported");
    assert!(
        !target.join("mission-architect.db").exists(),
        "there is no database file to copy"
    );
    assert!(
        target
            .join("workspaces")
            .join(ID)
            .join("template.yaml")
            .exists(),
        "the templates are there"
    );
}

#[test]
fn data_of_a_newer_version_is_refused_and_untouched() {
    let (folder, home) = home();
    drop(started(&home));
    // `user_version` in the header, https://sqlite.org/fileformat2.html, 1.3.
    let mut file = OpenOptions::new()
        .write(true)
        .open(home.database())
        .unwrap();
    file.seek(SeekFrom::Start(60)).unwrap();
    file.write_all(&9999_u32.to_be_bytes()).unwrap();
    drop(file);
    let before = fs::read(home.database()).unwrap();
    match Desk::try_open(&home, catalogue()).err() {
        Some(EngineError::Store(StoreError::Newer { found, .. })) => {
            assert_eq!(found, 9999, "the version is said");
        }
        other => panic!("a newer database is refused: {other:?}"),
    }
    assert_eq!(
        fs::read(home.database()).unwrap(),
        before,
        "not a byte of it has changed"
    );
    let target = export_home(&home, folder.path()).expect("it can be exported without an engine");
    assert!(
        target.join("mission-architect.db").exists(),
        "the database is copied"
    );
    let template = target.join("workspaces").join(ID).join("template.yaml");
    assert_eq!(read(&template), starter(), "so are the templates");
}

#[test]
fn a_damaged_database_is_moved_aside() {
    let (_folder, home) = home();
    drop(started(&home));
    write(&home.database(), "this was a database once".repeat(100));
    let desk = Desk::open(&home);
    let state = desk.engine.data_state();
    assert!(state.kept, "a new database is kept");
    assert!(
        state.notices[0].contains("damaged"),
        "the learner is told: {:?}",
        state.notices
    );
    let again = desk
        .engine
        .start(ID, None)
        .expect("the mission starts anew");
    assert!(!again.created, "on the template that was there");
    let aside = fs::read_dir(&home.data).unwrap().flatten().any(|entry| {
        let path = entry.path();
        path != home.database()
            && (path.is_dir() && fs::read_dir(&path).unwrap().count() > 0
                || fs::read(&path)
                    .is_ok_and(|bytes| bytes.starts_with(b"this was a database once")))
    });
    assert!(aside, "the damaged file is still somewhere");
}

#[test]
fn two_engines_on_one_home_both_record_and_neither_has_the_jobs_by_being_open() {
    let (_folder, home) = home();
    let (one, other) = (Desk::open(&home), Desk::open(&home));
    for desk in [&one, &other] {
        assert!(
            !desk.engine.runs_jobs() && desk.engine.job_runner() == JobRunner::ThisEngine,
            "the lock is a runner's, and nobody has it"
        );
    }
    let template = one.start();
    write(&template, half("by one"));
    one.engine.grade_now(ID).expect("the first records");
    write(&template, whole("by the other"));
    other.engine.grade_now(ID).expect("the second records");
    assert_eq!(
        one.history(),
        ["Start 0/2", "Save 1/2", "Save 2/2"],
        "both see all of it"
    );
}

#[test]
fn progress_is_there_after_a_restart() {
    let (_folder, home) = home();
    let desk = started(&home);
    write(
        &home.workspaces.join(ID).join("template.yaml"),
        whole("done"),
    );
    desk.engine.grade_now(ID).expect("it is graded");
    drop(desk);
    let desk = Desk::open(&home);
    let progress = desk.engine.progress().expect("it can be read");
    assert_eq!(
        (progress.missions, progress.started, progress.passed),
        (1, 1, 1),
        "the mission is passed"
    );
    assert_eq!(progress.criteria_passed, 2, "with both criteria");
    assert_eq!(progress.passed_missions[0].0, ID, "it is listed");
    assert!(
        progress.skills.iter().all(|skill| skill.passed == 1),
        "its skills are learnt: {:?}",
        progress.skills
    );
    let saves: u32 = progress.activity.iter().map(|bucket| bucket.saves).sum();
    let passes: u32 = progress.activity.iter().map(|bucket| bucket.passes).sum();
    assert_eq!((saves, passes), (1, 1), "the calendar has the day");
}

#[test]
fn an_export_has_everything_and_never_overwrites() {
    let (folder, home) = home();
    let desk = started(&home);
    let settings = engine::Settings {
        learner_name: "Ada".to_owned(),
        ..desk.engine.settings()
    };
    desk.engine
        .put_settings(settings)
        .expect("the settings are written");
    let one = desk.engine.export(folder.path()).expect("it is exported");
    let other = export_home(&home, folder.path()).expect("it is exported again");
    assert_ne!(one, other, "each export is a folder of its own");
    for target in [&one, &other] {
        assert!(
            read(&target.join("config.toml")).contains("Ada"),
            "the settings are there"
        );
        assert_eq!(
            read(&target.join("workspaces").join(ID).join("template.yaml")),
            starter(),
            "so is the template"
        );
    }
    let copy = Home {
        data: one,
        ..home.clone()
    };
    let copied = Desk::open(&copy);
    assert_eq!(
        copied.history(),
        ["Start 0/2"],
        "the copied database is a whole one"
    );
}

fn started(home: &Home) -> Desk {
    let desk = Desk::open(home);
    desk.start();
    desk
}
