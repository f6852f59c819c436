//! Real templates, when `MISSION_CORPUS` names a folder of them: nothing panics, every file has a tree or a located error.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "tests read the corpus and say when there is none; the crate itself does not"
)]

use std::{collections::BTreeMap, fs, path::PathBuf};

use cfn::{Document, Parameters, Severity};
use expect_test::expect;

struct File {
    path: String,
    well_formed: bool,
    resources: u64,
    document: Document,
}

/// The corpus, or `None` after a line that says so.
fn corpus() -> Option<Vec<File>> {
    let Some(folder) = std::env::var_os("MISSION_CORPUS").map(PathBuf::from) else {
        println!("skipped: MISSION_CORPUS is not set");
        return None;
    };
    let index = fs::read(folder.join("index.json")).expect("the corpus has an index.json");
    let index: serde_json::Value = serde_json::from_slice(&index).expect("the index is JSON");
    let entries = index.as_array().expect("the index is a list");
    let file = |entry: &serde_json::Value| {
        let path = entry["path"].as_str().expect("path").to_owned();
        let bytes = fs::read(folder.join(&path)).expect("a file of the index can be read");
        File {
            path,
            well_formed: entry["well_formed"].as_bool().expect("well_formed"),
            resources: entry["resources"].as_u64().expect("resources"),
            document: cfn::parse(&bytes),
        }
    };
    Some(entries.iter().map(file).collect())
}

#[test]
fn every_file_has_a_tree_or_a_located_error() {
    for file in corpus().unwrap_or_default() {
        let located = file
            .document
            .diagnostics
            .iter()
            .any(|remark| remark.severity == Severity::Error && remark.span.start.line > 0);
        assert!(
            file.document.root.is_some() || located,
            "{} has neither a tree nor a located error",
            file.path
        );
    }
}

/// The index counts a loop as one resource; it is not expanded, so it is none here.
#[test]
fn every_well_formed_template_has_its_resources() {
    for file in corpus().unwrap_or_default() {
        let Some(root) = file.document.root.as_ref().filter(|_| file.well_formed) else {
            assert!(!file.well_formed, "{} can be read", file.path);
            continue;
        };
        let model = cfn::resolve(&file.document, &Parameters::new());
        let only_a_loop = root
            .get("Resources")
            .is_some_and(|section| section.as_function().is_some());
        let expected = if only_a_loop { 0 } else { file.resources };
        assert_eq!(
            model.resources.len() as u64,
            expected,
            "the resources of {}",
            file.path
        );
    }
}

/// Each remark about types among these was looked at by hand, and each is right: most are in fixtures that are wrong on purpose. A
/// number that grows after a new table wants the same look.
#[test]
fn remarks_are_as_many_as_were_looked_at() {
    let Some(files) = corpus() else { return };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &files {
        let model = cfn::resolve(&file.document, &Parameters::new());
        for remark in file.document.diagnostics.iter().chain(&model.diagnostics) {
            *counts.entry(remark.code).or_default() += 1;
        }
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(code, count)| format!("{code}: {count}\n"))
        .collect();
    expect![[r#"
        dangling-reference: 34
        duplicate-key: 6
        function-with-siblings: 3
        key-not-text: 2
        missing-property: 16
        missing-transform: 2
        no-resources: 15
        not-a-mapping: 1
        not-a-template: 22
        syntax: 6
        too-large: 18
        unknown-attribute: 3
        unknown-function: 38
        unknown-property: 21
        unknown-type: 6
        unquoted-account-id: 3
        unused-parameter: 14
    "#]]
    .assert_eq(&counts.concat());
}
