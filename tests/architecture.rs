//! The arrows between our crates and the walls around dependencies, read from `cargo metadata`.

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

/// Who may use whom: each crate, and every crate of ours that it may name. The order is that of docs/ARCHITECTURE.md.
const ARROWS: &[(&str, &[&str])] = &[
    ("cfn", &[]),
    ("grader", &["cfn"]),
    ("diagram", &["cfn", "grader"]),
    ("missions", &["cfn", "grader"]),
    ("store", &[]),
    ("llm", &[]),
    (
        "engine",
        &["cfn", "grader", "diagram", "missions", "store", "llm"],
    ),
    ("ipc", &["engine", "grader", "diagram", "missions", "store"]),
    (
        "cli",
        &["cfn", "grader", "diagram", "missions", "engine", "ipc"],
    ),
    ("mission-architect", &["engine", "ipc"]),
    // Plays Amazon Bedrock for tests; nothing that is shipped names it.
    ("fake-bedrock", &[]),
];

/// Dependencies that only the named crates may have, each with its reason.
const WALLS: &[(&str, &[&str], &str)] = &[
    (
        "tauri",
        &["mission-architect"],
        "the engine does not know the desktop",
    ),
    ("rusqlite", &["store"], "one crate speaks SQL"),
    ("aws-sdk-", &["llm"], "one crate speaks to the model"),
    ("aws-config", &["llm"], "one crate speaks to the model"),
    ("notify", &["engine"], "pure crates read no files"),
    ("keyring", &["engine"], "one crate keeps secrets"),
    (
        "tokio",
        &[
            "engine",
            "llm",
            "ipc",
            "cli",
            "mission-architect",
            "fake-bedrock",
        ],
        "async at the edge",
    ),
    ("granit-parser", &["cfn"], "one parser gives the spans"),
];

/// Packages of the workspace and the names of what each depends on; with or without development dependencies.
fn workspace(with_tests: bool) -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo metadata runs");
    assert!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value =
        serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"]
                .as_array()
                .expect("a list of dependencies");
            let names = dependencies
                .iter()
                .filter(|dependency| with_tests || dependency["kind"].as_str() != Some("dev"))
                .map(|dependency| dependency["name"].as_str().expect("a name").to_owned())
                .collect();
            (package["name"].as_str().expect("a name").to_owned(), names)
        })
        .collect()
}

#[test]
fn arrows_point_down_the_list_only() {
    let workspace = workspace(false);
    let ours: Vec<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    for name in workspace.keys() {
        assert!(
            ours.contains(&name.as_str()),
            "the crate `{name}` is not on the map: add it to ARROWS and to docs/ARCHITECTURE.md"
        );
    }
    for (name, allowed) in ARROWS {
        let dependencies = workspace
            .get(*name)
            .unwrap_or_else(|| panic!("the crate `{name}` of the map does not exist"));
        for dependency in dependencies
            .iter()
            .filter(|dependency| ours.contains(&dependency.as_str()))
        {
            assert!(
                allowed.contains(&dependency.as_str()),
                "`{name}` names `{dependency}`, an arrow that the map does not have"
            );
        }
    }
}

#[test]
fn walled_dependencies_stay_behind_their_wall() {
    // Tests too: what a crate's tests name, its code will.
    for (name, dependencies) in workspace(true) {
        for (walled, allowed, reason) in WALLS {
            let broken = dependencies
                .iter()
                .any(|dependency| dependency.starts_with(walled));
            assert!(
                !broken || allowed.contains(&name.as_str()),
                "`{name}` names `{walled}`: {reason}"
            );
        }
    }
}

#[test]
fn every_crate_takes_the_workspace_lints() {
    let root = env!("CARGO_MANIFEST_DIR");
    for (name, _) in ARROWS {
        let manifest = match *name {
            "mission-architect" => format!("{root}/Cargo.toml"),
            "fake-bedrock" => format!("{root}/tests/bedrock/Cargo.toml"),
            name => format!("{root}/crates/{name}/Cargo.toml"),
        };
        let text = std::fs::read_to_string(&manifest).expect("the manifest can be read");
        assert!(
            text.contains("[lints]\nworkspace = true"),
            "{manifest} does not take the workspace's lints"
        );
    }
}

/// Names that a crate does not show in `Cargo.toml`: the front end speaks to Tauri in one folder.
#[test]
fn only_the_platform_folder_of_the_front_end_imports_tauri() {
    let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("ui/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("ui/src can be listed") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.components().any(|part| part.as_os_str() == "platform") {
                let text = std::fs::read(&path).expect("a source file can be read");
                let text = String::from_utf8_lossy(&text);
                assert!(
                    !text.contains("@tauri-apps/"),
                    "{} imports Tauri; only ui/src/platform may",
                    path.display()
                );
            }
        }
    }
}
