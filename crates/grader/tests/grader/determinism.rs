//! The same bytes from the same template, in one process and in another: over real templates, when `MISSION_CORPUS` names a folder of
//! them, and every fuzz seed without it. A hash table with a seed of its own would show in a second process only.

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Stdio},
};

use grader::{Subject, Verdict, grade};

/// Tells the process that is started by the test that it is the second one.
const SECOND: &str = "MISSION_TEST_SECOND_PROCESS";

/// What stands before each digest, among what a test runner prints.
const MARK: &str = "digest:";

/// Of so many criteria that are not met, the remedies are compared too; each is as dear as grading.
const REMEDIES: usize = 2;

#[test]
fn every_template_gives_the_same_bytes_in_a_second_process() {
    if std::env::var_os(SECOND).is_some() {
        print!("{}", digests(false));
        return;
    }
    if std::env::var_os("MISSION_CORPUS").is_none() {
        println!(
            "skipped real templates, only the fuzzers' seeds are graded: MISSION_CORPUS names no folder"
        );
    }
    let second = Command::new(std::env::current_exe().expect("a test knows its own program"))
        .args([
            "--exact",
            "--nocapture",
            "determinism::every_template_gives_the_same_bytes_in_a_second_process",
        ])
        .env(SECOND, "1")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the test's own program can be started");
    let digests = digests(true);
    assert!(digests.lines().count() > 20, "there are templates to grade");
    let output = second.wait_with_output().expect("the second process ends");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "the second process graded: {said}");
    let lines = |text: &str| -> Vec<String> {
        let marked = text.split(MARK).skip(1);
        marked
            .filter_map(|rest| rest.lines().next().map(str::to_owned))
            .collect()
    };
    assert_eq!(
        lines(&digests),
        lines(&said),
        "two processes, the same bytes"
    );
}

/// A line for each template: its name, and what its report and remedies come to.
fn digests(twice: bool) -> String {
    let rubric = crate::targets::house_rubric::digest();
    let parameters = cfn::Parameters::new();
    let mut lines = String::new();
    for (name, text) in templates() {
        let subject = Subject {
            mission: "determinism",
            template: &name,
            text: &text,
            parameters: &parameters,
        };
        let report = grade(subject, &rubric);
        let mut all = report.to_json();
        assert!(
            !twice || all == grade(subject, &rubric).to_json(),
            "{name} gives the same bytes twice"
        );
        let unmet = report.results.iter().zip(&rubric.criteria);
        let unmet = unmet.filter(|(result, _)| result.verdict == Verdict::Fail);
        for (_, criterion) in unmet.take(REMEDIES) {
            let remedy = grader::remedy(subject, criterion);
            remedy.iter().for_each(crate::support::reads_back);
            let _ = write!(all, "{remedy:?}");
        }
        let _ = writeln!(lines, "{MARK}{name} {:016x}", digest(all.as_bytes()));
    }
    lines
}

fn templates() -> Vec<(String, Vec<u8>)> {
    let Some(corpus) = std::env::var_os("MISSION_CORPUS") else {
        return seeds();
    };
    let corpus = Path::new(&corpus);
    let index = fs::read(corpus.join("index.json")).expect("the corpus has an index");
    let index: serde_json::Value = serde_json::from_slice(&index).expect("the index is JSON");
    let files = index.as_array().expect("the index is a list");
    let file = |file: &serde_json::Value| {
        let path = file["path"].as_str().expect("every file has a path");
        let text = fs::read(corpus.join(path)).expect("every file of the index is there");
        (path.to_owned(), text)
    };
    files.iter().map(file).collect()
}

fn seeds() -> Vec<(String, Vec<u8>)> {
    ["parse", "resolve", "grade"]
        .iter()
        .flat_map(|target| crate::fuzzed::seeds(target))
        .collect()
}

/// FNV-1a: the standard hasher's result may differ between releases, and nothing here is hostile.
fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |digest, byte| {
        (digest ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
