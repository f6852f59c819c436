//! Saving on a disk that really is full: a file system of two megabytes in memory, which only a process with mounts of its own can have. Each
//! test runs itself again in one; where the system does not allow that, it says so and ends.

use std::{
    env,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
};

use engine::{EngineError, edit_here::SavedTemplate};
use store::StoreError;

use crate::desk::{Desk, ID, catalogue, half, home, read};

/// Tells the second process where the small file system is.
const PLACE: &str = "MISSION_ARCHITECT_TEST_SMALL_DISK";

const MOUNT: &str = r#"mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@""#;

/// Where the small file system is, in the process that has one; in the first process nothing, once the second has passed.
fn small_disk(test: &str) -> Option<PathBuf> {
    if let Some(place) = env::var_os(PLACE) {
        return Some(place.into());
    }
    let folder = tempfile::tempdir().expect("a folder");
    let inside = |arguments: &[&str]| {
        let mut command = Command::new("unshare");
        command
            .args(["--map-root-user", "--mount", "sh", "-c", MOUNT])
            .arg(folder.path())
            .args(arguments)
            .env(PLACE, folder.path());
        command.output()
    };
    let is_possible = inside(&["true"]).is_ok_and(|output| output.status.success());
    if !is_possible {
        tell_of_skipping();
        return None;
    }
    let program = env::current_exe().expect("this test");
    let program = program.to_str().expect("a path");
    let name = format!("full_disk::{test}");
    let output = inside(&[program, "--exact", &name, "--nocapture"]).expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "on the small disk:\n{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    None
}

#[allow(
    clippy::print_stderr,
    reason = "whoever reads the log has to know what was not tested"
)]
fn tell_of_skipping() {
    eprintln!("skipped: this system lets nobody mount a small file system (unshare, tmpfs)");
}

/// Fills a disk to the last byte; gives the file to be deleted when there shall be room again.
fn fill(disk: &Path) -> PathBuf {
    let ballast = disk.join("ballast");
    let mut file = File::create(&ballast).expect("a file");
    let block = [7; 512];
    loop {
        if let Err(error) = file.write_all(&block) {
            assert_eq!(
                error.kind(),
                io::ErrorKind::StorageFull,
                "the disk is full, and nothing else: {error}"
            );
            return ballast;
        }
    }
}

/// What is in a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

/// A template with remarks that no compression makes small, so that room is needed for it wherever it is kept.
fn large(mark: u32) -> String {
    let numbers = (1..20_000_u32).map(|n| n.wrapping_mul(2_654_435_761).rotate_left(mark));
    let remarks: String = numbers.map(|n| format!("# {n:x}\n")).collect();
    remarks + &half("large")
}

#[test]
fn a_template_on_a_full_disk_stays_whole() {
    let Some(disk) = small_disk("a_template_on_a_full_disk_stays_whole") else {
        return;
    };
    let (_folder, home) = home();
    let desk = Desk::try_open(&home, catalogue()).expect("it opens");
    let workspace = disk.join("work");
    let started = desk.engine.start(ID, Some(&workspace)).expect("it starts");
    let template = started.template;
    let standing = read(&template);
    let seen = desk.engine.template_text(ID).expect("read");
    let beside = names(template.parent().expect("a folder"));
    let ballast = fill(&disk);

    let is_told = |error: &EngineError| {
        let said = error.to_string();
        matches!(error, EngineError::Unwritable { .. })
            && said.contains("the disk is full")
            && said.contains("free some space")
    };
    let saved = desk.engine.save_template(ID, &half("here"), &seen.hash);
    assert!(
        saved.as_ref().is_err_and(is_told),
        "what is wrong, and what to do: {saved:?}"
    );
    let first = desk.attempts()[0].id;
    let restored = desk.engine.restore(first);
    assert!(
        restored.as_ref().is_err_and(is_told),
        "of a restore too: {restored:?}"
    );
    assert_eq!(read(&template), standing, "the file is whole");
    assert_eq!(
        names(template.parent().expect("a folder")),
        beside,
        "nothing is left beside it"
    );
    assert_eq!(
        desk.history(),
        ["Start 0/2"],
        "what never was in the file is no save"
    );
    assert_eq!(
        desk.engine.template_text(ID).expect("read"),
        seen,
        "the hash that the window has is good still, so that its draft can be saved later"
    );

    fs::remove_file(ballast).expect("room again");
    let saved = desk.engine.save_template(ID, &half("here"), &seen.hash);
    assert!(
        matches!(saved, Ok(SavedTemplate::Saved { .. })),
        "the same save works when there is room: {saved:?}"
    );
    assert_eq!(read(&template), half("here"), "and is in the file");
}

#[test]
fn a_save_that_a_full_disk_cannot_keep_is_taken_back() {
    let Some(disk) = small_disk("a_save_that_a_full_disk_cannot_keep_is_taken_back") else {
        return;
    };
    let (_folder, mut home) = home();
    home.data = disk.join("data");
    let desk = Desk::try_open(&home, catalogue()).expect("it opens");
    let template = desk.start();
    let standing = read(&template);
    let seen = desk.engine.template_text(ID).expect("read");
    let beside = names(template.parent().expect("a folder"));
    let ballast = fill(&disk);

    let saved = desk.engine.save_template(ID, &large(1), &seen.hash);
    assert!(
        matches!(&saved, Err(error @ EngineError::Store(StoreError::Full)) if error.to_string().contains("free some space")),
        "what is wrong, and what to do: {saved:?}"
    );
    assert_eq!(
        read(&template),
        standing,
        "there was room for the file, but none for what it replaces it with in the history: it is as it was"
    );
    assert_eq!(
        names(template.parent().expect("a folder")),
        beside,
        "nothing is left beside it"
    );
    assert_eq!(desk.history(), ["Start 0/2"], "nothing was recorded");

    fs::remove_file(ballast).expect("room again");
    let saved = desk.engine.save_template(ID, &large(1), &seen.hash);
    assert!(
        matches!(saved, Ok(SavedTemplate::Saved { .. })),
        "the same save works when there is room: {saved:?}"
    );
    assert_eq!(desk.history(), ["Start 0/2", "Save 1/2"], "and is one save");
}
