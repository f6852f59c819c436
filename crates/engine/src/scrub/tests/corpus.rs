//! Real templates, when `MISSION_CORPUS` names a folder of them: nothing is replaced that is no secret.

use std::{fs, path::PathBuf};

use serde_json::Value;

use crate::scrub::{Scrubbed, SecretKind, scrub};

/// How many templates are looked at.
const TEMPLATES: usize = 100;

/// How many wrong finds there may be in all of them.
const FALSE_ALARMS: usize = 1;

/// The kinds that have to be right. Account ids and addresses that stand in a template are what they are.
const STRICT: &[SecretKind] = &[
    SecretKind::AccessKeyId,
    SecretKind::SecretAccessKey,
    SecretKind::SessionToken,
    SecretKind::BedrockKey,
    SecretKind::PrivateKey,
    SecretKind::Password,
    SecretKind::Token,
    SecretKind::HiddenDefault,
];

/// Files of public templates that have a password or a key in them, read by a person: the find is none of ours to excuse, and they do not
/// count as clean. Named by a part of their path.
const NOT_CLEAN: &[&str] = &[
    "ActiveMQAndClientEC2.yaml",
    "DocumentDBAndMongoClientEC2.yaml",
    "RabbitMQAndClientEC2.yaml",
    "DMSAuroraToS3FullLoadAndOngoingReplication.json",
    "vpc-management.json",
    "with_noecho_and_default_value.yaml",
    "wordpress-ha",
];

#[test]
fn clean_templates_have_next_to_no_false_alarms() {
    let Some(folder) = std::env::var_os("MISSION_CORPUS").map(PathBuf::from) else {
        println!("skipped: MISSION_CORPUS is not set");
        return;
    };
    let index = fs::read(folder.join("index.json")).unwrap();
    let index: Vec<Value> = serde_json::from_slice(&index).unwrap();
    let clean: Vec<&str> = index
        .iter()
        .filter_map(|entry| entry["path"].as_str())
        .filter(|path| !NOT_CLEAN.iter().any(|part| path.contains(part)))
        .collect();
    // Spread over the whole corpus, so that every publisher is among them.
    let chosen = (0..TEMPLATES).map(|n| clean[n * clean.len() / TEMPLATES]);
    let mut looked_at = 0;
    let mut alarms = Vec::new();
    for path in chosen {
        let text = String::from_utf8_lossy(&fs::read(folder.join(path)).unwrap()).into_owned();
        looked_at += 1;
        let scrubbed = scrub(&text);
        alarms.extend(strict(&scrubbed).map(|(kind, line)| format!("{path}:{line}: {kind}")));
        assert_eq!(
            scrubbed.text.matches('\n').count(),
            text.matches('\n').count(),
            "{path}: the lines stay"
        );
    }
    println!(
        "{looked_at} templates, {} false alarms: {alarms:?}",
        alarms.len()
    );
    assert_eq!(looked_at, TEMPLATES, "the figure is about this many");
    assert!(
        alarms.len() <= FALSE_ALARMS,
        "these are no secrets:\n{}",
        alarms.join("\n")
    );
}

fn strict(scrubbed: &Scrubbed) -> impl Iterator<Item = (SecretKind, u32)> {
    scrubbed
        .found
        .iter()
        .filter(|found| STRICT.contains(&found.kind))
        .map(|found| (found.kind, found.line))
}
