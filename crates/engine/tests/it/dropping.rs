//! Files that are dropped on the window: what each is, and what becomes of it.

use std::{fs, path::PathBuf};

use engine::{EngineError, MissionKind, MissionSource, dropped::Dropped};

use crate::desk::{Desk, ID, MISSION, half, home, read, starter, whole, write};

/// A mission of another id, as a single file.
fn quiz() -> String {
    MISSION.replacen("id: one-bucket", "id: a-quiz", 1)
}

struct Drop {
    desk: Desk,
    folder: tempfile::TempDir,
}

impl Drop {
    fn open() -> Drop {
        let (folder, home) = home();
        Drop {
            desk: Desk::open(&home),
            folder,
        }
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let file = self.folder.path().join("dropped").join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("it is made");
        write(&file, text);
        file
    }

    fn problems(&self, file: &std::path::Path) -> Vec<String> {
        match self.desk.engine.look_at_dropped(file) {
            Ok(Dropped::Neither { problems }) => problems,
            other => panic!("{} is nothing to use: {other:?}", file.display()),
        }
    }
}

#[test]
fn missions_and_templates_are_told_apart() {
    let drop = Drop::open();
    let look = |file: &std::path::Path| drop.desk.engine.look_at_dropped(file).expect("a look");
    let new = |known| Dropped::Mission {
        mission_id: if known { ID } else { "a-quiz" }.to_owned(),
        title: "One bucket".to_owned(),
        known,
    };
    let single = drop.file("quiz.yaml", quiz());
    assert_eq!(look(&single), new(false), "a single file");
    let (mission, _) = missions::parse_mission("quiz.yaml", quiz().as_bytes());
    let json = mission
        .expect("it is one")
        .to_single_file_json()
        .to_string();
    assert_eq!(look(&drop.file("quiz.json", json)), new(false), "as JSON");
    let folder = drop.file("quiz/mission.yaml", quiz());
    assert_eq!(look(&folder), new(false), "its file in its folder");
    assert_eq!(
        look(folder.parent().expect("a folder")),
        new(false),
        "the folder"
    );
    assert_eq!(
        look(&drop.file("known.yaml", MISSION)),
        new(true),
        "it is in the list"
    );
    for (name, text, resources) in [
        ("t.yaml", whole("x"), 1),
        (
            "t.json",
            r#"{"Resources": {"A": {"Type": "AWS::SNS::Topic"}, "B": {}}}"#.to_owned(),
            2,
        ),
        ("none.yaml", "Resources:\n".to_owned(), 0),
        ("no-ending", "\u{feff}Resources: {}\r\n".to_owned(), 0),
    ] {
        assert_eq!(
            look(&drop.file(name, text)),
            Dropped::Template { resources },
            "{name}"
        );
    }
    assert_eq!(drop.desk.attempts(), [], "nothing came of looking");
}

#[test]
fn what_cannot_be_used_says_where_and_what_next() {
    let drop = Drop::open();
    let unprovable = quiz().replace("expected: kept", "expected: other");
    for (name, text, says) in [
        ("a.yaml", b"Resources: [".to_vec(), "a.yaml:1:"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0".to_vec(), "is not text"),
        ("latin.yaml", b"# \xe9\n".to_vec(), "is not text"),
        ("notes.md", b"# Notes\n".to_vec(), "notes.md"),
        ("other.yaml", b"a: 1\n".to_vec(), "neither `Resources`"),
        (
            "list.yaml",
            b"Resources: [a]\n".to_vec(),
            "list.yaml:1:1: `Resources` must be",
        ),
        ("empty.yaml", Vec::new(), "empty.yaml:1:1:"),
        (
            "field.yaml",
            quiz().replace("level:", "lvl:").into_bytes(),
            "unknown field `lvl`",
        ),
        (
            "proof.yaml",
            unprovable.into_bytes(),
            "does not meet `name`",
        ),
        (
            "seed.yaml",
            b"- {resourceType: AWS::S3::Bucket, property: A, expected: b, label: It is b}\n"
                .to_vec(),
            "no solution",
        ),
        ("large.yaml", vec![b'#'; 5 * 1024 * 1024], "at most"),
    ] {
        let problems = drop.problems(&drop.file(name, text));
        assert!(
            problems.iter().any(|problem| problem.contains(says)),
            "{name}: {problems:?}"
        );
    }
    let pack = drop.file("pack/pack.yaml", "id: p\n");
    let of_pack = drop.problems(pack.parent().expect("a folder"));
    assert!(of_pack[0].contains("one of the missions"), "{of_pack:?}");
    let empty = drop.folder.path().join("dropped/nothing");
    fs::create_dir_all(&empty).expect("it is made");
    assert!(
        drop.problems(&empty)[0].contains("without a `mission.yaml`"),
        "a folder"
    );
    let gone = drop.problems(&drop.folder.path().join("gone.yaml"));
    assert!(gone[0].contains("cannot be opened"), "{gone:?}");
}

#[test]
fn an_added_mission_is_in_the_list_once_and_can_be_started() {
    let drop = Drop::open();
    let file = drop.file("quiz.yaml", quiz());
    let engine = &drop.desk.engine;
    for _ in 0..2 {
        assert_eq!(
            engine.add_mission(&file).expect("it is added"),
            "a-quiz",
            "the second time it is found"
        );
    }
    let listed: Vec<_> = engine
        .overview()
        .expect("the list")
        .into_iter()
        .flat_map(|pack| pack.missions)
        .filter(|mission| mission.id == "a-quiz")
        .map(|mission| (mission.kind, mission.source, mission.criteria))
        .collect();
    assert_eq!(
        listed,
        [(MissionKind::Build, MissionSource::File, 2)],
        "once, and it says where it is from"
    );
    let started = engine.start("a-quiz", None).expect("it starts");
    assert_eq!(read(&started.template), starter(), "with its starter");
    let other = drop.file(
        "other.yaml",
        quiz().replace("A bucket to put right.", "Another."),
    );
    for (file, says) in [
        (other, "give this one another `id`"),
        (
            drop.file(
                "b.yaml",
                MISSION.replace("A bucket to put right.", "Another."),
            ),
            "`one-bucket` is there already",
        ),
        (
            drop.file("t.yaml", starter()),
            "is a template, not a mission",
        ),
        (drop.file("x.yaml", "a: 1\n"), "neither `Resources`"),
    ] {
        let refused = engine.add_mission(&file);
        assert!(
            matches!(&refused, Err(EngineError::Request(why)) if why.contains(says)),
            "{says}: {refused:?}"
        );
    }
    let same = drop.file("same.yaml", MISSION);
    assert_eq!(
        engine.add_mission(&same).expect("it is there"),
        ID,
        "a bundled one is there, and nothing is added"
    );
}

#[test]
fn a_used_template_is_a_save_that_can_be_taken_back() {
    let drop = Drop::open();
    let engine = &drop.desk.engine;
    let file = drop.file("mine.yaml", whole("dropped"));
    assert!(
        matches!(
            engine.use_template(ID, &file),
            Err(EngineError::NotStarted { .. })
        ),
        "there is nothing to write it over"
    );
    let template = drop.desk.start();
    write(&template, half("not yet graded"));
    let used = engine.use_template(ID, &file).expect("it is used");
    assert_eq!(read(&template), whole("dropped"), "the whole file");
    assert_eq!(
        drop.desk.history(),
        ["Start 0/2", "Save 1/2", "Restore 2/2"],
        "what stood there is an attempt first"
    );
    assert_eq!(
        drop.desk.attempts().last().map(|last| last.id),
        Some(used.attempt),
        "and the file one after it"
    );
    engine.undo_restore(ID).expect("it is taken back");
    assert_eq!(read(&template), half("not yet graded"), "nothing is lost");
    for (file, says) in [
        (template.clone(), "template already"),
        (drop.file("quiz.yaml", quiz()), "is a mission"),
        (drop.file("a.yaml", "Resources: ["), "a.yaml:1:"),
    ] {
        let refused = engine.use_template(ID, &file);
        assert!(
            matches!(&refused, Err(EngineError::Request(why)) if why.contains(says)),
            "{says}: {refused:?}"
        );
    }
    assert_eq!(read(&template), half("not yet graded"), "and stays");
    assert_eq!(read(&file), whole("dropped"), "as the dropped file does");
}

#[cfg(unix)]
#[test]
fn a_template_that_became_a_link_to_elsewhere_is_not_written_through() {
    let drop = Drop::open();
    let template = drop.desk.start();
    let elsewhere = drop.file("elsewhere.yaml", half("not mine"));
    fs::remove_file(&template).expect("it goes");
    std::os::unix::fs::symlink(&elsewhere, &template).expect("a link");
    let file = drop.file("mine.yaml", whole("dropped"));
    let refused = drop.desk.engine.use_template(ID, &file);
    assert!(
        matches!(refused, Err(EngineError::Unwritable { .. })),
        "as with a restore: {refused:?}"
    );
    assert_eq!(read(&elsewhere), half("not mine"), "it stays");
}
