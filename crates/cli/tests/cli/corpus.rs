//! Public templates, thousands of them: each one is a report or one located error.

use std::{env, fs, path::PathBuf};

use crate::support::Place;

/// The corpus' folder and its files' paths; `None`, said once, where there is none.
pub(crate) fn templates() -> Option<(PathBuf, Vec<String>)> {
    let Some(folder) = env::var_os("MISSION_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: MISSION_CORPUS names no folder of templates");
        return None;
    };
    let index = fs::read_to_string(folder.join("index.json")).expect("the corpus has an index");
    let index: serde_json::Value = serde_json::from_str(&index).expect("the index is JSON");
    let entries = index.as_array().expect("the index is a list");
    let paths = entries
        .iter()
        .map(|entry| {
            entry["path"]
                .as_str()
                .expect("an entry has a path")
                .to_owned()
        })
        .collect();
    Some((folder, paths))
}

#[test]
fn every_template_is_a_report_or_one_located_error() {
    let Some((folder, paths)) = templates() else {
        return;
    };
    let place = Place::new();
    let mut lines = 0;
    // In parts, since a command line has its limits.
    for part in paths.chunks(200) {
        let mut command = place.command(["grade", "-m"]);
        command
            .arg(place.work().join("criteria.json"))
            .args(["--format", "jsonl", "--"])
            .args(part)
            .current_dir(&folder);
        let ran = crate::support::Ran::of(command.output().unwrap());
        assert!(
            ran.code == 1 || ran.code == 3,
            "never a fault of the program: {} {}",
            ran.code,
            ran.stderr
        );
        assert!(
            !ran.stderr.contains("went wrong inside"),
            "no panic: {}",
            ran.stderr
        );
        let mut failed = 0;
        for (line, path) in ran.stdout.lines().zip(part) {
            let report: serde_json::Value = serde_json::from_str(line).expect("a line is JSON");
            assert_eq!(report["template"], *path, "in the order given");
            assert_eq!(
                report["results"].as_array().map(Vec::len),
                Some(2),
                "{path}: every criterion has a verdict"
            );
            failed += usize::from(ran.stderr.contains(&format!("\"{path}:")));
            lines += 1;
        }
        assert_eq!(
            ran.stderr.lines().count(),
            failed,
            "an error is one line that begins with its place: {}",
            ran.stderr
        );
    }
    assert_eq!(lines, paths.len(), "every template was graded");
}
