//! Data folders that cannot be used: what can be done without them is done, nothing is lost, and the reason is said.

use std::{fs, path::PathBuf};

use crate::support::{GOOD, MISSION, Place};

fn database(place: &Place) -> PathBuf {
    let path = place.home().join("data").join("mission-architect.db");
    assert!(path.is_file(), "the database is where it belongs");
    path
}

#[test]
fn grading_needs_no_data_and_leaves_none() {
    let place = Place::new();
    place.write("good.yaml", GOOD);
    place
        .run("grade good.yaml -m criteria.json")
        .exits(0, "graded");
    let left = fs::read_dir(place.home()).unwrap().count();
    assert_eq!(left, 0, "a CI machine gets no files");
}

#[test]
fn a_file_in_the_place_of_the_data_folder() {
    let place = Place::new();
    fs::write(place.home().join("data"), "not a folder").unwrap();
    let ran = place.run("list").exits(0, "the missions can be listed");
    assert!(
        ran.stdout.contains(MISSION),
        "they are there: {}",
        ran.stdout
    );
    assert!(
        ran.stderr.contains("warning:"),
        "that nothing is kept is said: {}",
        ran.stderr
    );
    let ran = place
        .run(&format!("start {MISSION} --no-editor --dir here"))
        .exits(0, "a mission can be started");
    assert!(
        ran.stderr.contains("warning:"),
        "that nothing is kept is said: {}",
        ran.stderr
    );
    assert!(
        place.work().join("here/template.yaml").is_file(),
        "the starter is there"
    );
    assert_eq!(
        fs::read_to_string(place.home().join("data")).unwrap(),
        "not a folder",
        "the file was left alone"
    );
}

/// Also for root, who may write into every folder of a disk.
#[test]
#[cfg(target_os = "linux")]
fn a_place_where_nobody_can_write() {
    let place = Place::new();
    let run = |line: &str| {
        let mut command = place.command(line.split_whitespace());
        crate::support::Ran::of(
            command
                .env("MISSION_ARCHITECT_HOME", "/proc/mission")
                .output()
                .unwrap(),
        )
    };
    let ran = run("list").exits(0, "the missions can be listed");
    assert!(
        ran.stdout.contains(MISSION) && ran.stderr.contains("Nothing you do now is kept"),
        "they are there, and that nothing is kept is said: {}",
        ran.stderr
    );
    let ran = run(&format!("start {MISSION} --no-editor"))
        .exits(5, "there is no place for the workspace");
    assert!(
        ran.stderr.contains("error: /proc/mission/workspaces")
            && ran.stderr.contains("cannot be written"),
        "which place is said: {}",
        ran.stderr
    );
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    fs::set_permissions(place.home(), fs::Permissions::from_mode(0o555)).unwrap();
    let probe = fs::write(place.home().join("probe"), "");
    if probe.is_ok() {
        eprintln!("skipped: this user may write everywhere");
        return;
    }
    let ran = place.run("list").exits(0, "the missions can be listed");
    assert!(
        ran.stderr.contains("warning:"),
        "that nothing is kept is said: {}",
        ran.stderr
    );
    place
        .run(&format!("start {MISSION} --no-editor"))
        .exits(5, "there is no place for the workspace");
    fs::set_permissions(place.home(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn data_of_a_newer_version_is_left_alone() {
    let place = Place::new();
    place
        .run(&format!("start {MISSION} --no-editor"))
        .exits(0, "there is data");
    let path = database(&place);
    let mut bytes = fs::read(&path).unwrap();
    // `user_version` in SQLite's file header (https://www.sqlite.org/fileformat.html#the_database_header).
    bytes[60..64].copy_from_slice(&9_999_u32.to_be_bytes());
    fs::write(&path, &bytes).unwrap();
    let ran = place
        .run(&format!("start {MISSION} --no-editor --format json"))
        .exits(5, "refused");
    assert_eq!(
        ran.json_error()["code"],
        "data",
        "front ends branch on the code"
    );
    assert!(
        ran.stderr.contains("newer"),
        "the reason is said: {}",
        ran.stderr
    );
    let ran = place
        .run("list")
        .exits(0, "the missions can be listed all the same");
    assert!(
        ran.stderr.contains("newer"),
        "the reason is said: {}",
        ran.stderr
    );
    assert_eq!(
        fs::read(&path).unwrap(),
        bytes,
        "not a byte of it was touched"
    );
}

#[test]
fn corrupt_data_is_moved_aside() {
    let place = Place::new();
    place
        .run(&format!("start {MISSION} --no-editor"))
        .exits(0, "there is data");
    let template = place
        .home()
        .join("workspaces")
        .join(MISSION)
        .join("template.yaml");
    let text = fs::read_to_string(&template).unwrap();
    fs::write(database(&place), "this was a database once ".repeat(1000)).unwrap();
    let ran = place.run("list").exits(0, "it goes on");
    assert!(
        ran.stderr.contains("warning:"),
        "what happened is said: {}",
        ran.stderr
    );
    let mut kept = fs::read_dir(place.home().join("data"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let is_old = |path: PathBuf| {
        if path.is_dir() {
            fs::read_dir(path).unwrap().any(|entry| {
                fs::read(entry.unwrap().path())
                    .is_ok_and(|bytes| bytes.starts_with(b"this was a database"))
            })
        } else {
            fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"this was a database"))
        }
    };
    assert!(
        kept.any(is_old),
        "the old file is kept, for whoever can repair it"
    );
    assert_eq!(
        fs::read_to_string(&template).unwrap(),
        text,
        "the learner's work is untouched"
    );
}
