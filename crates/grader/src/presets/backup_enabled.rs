//! `backup-enabled`: what holds data has backups.
//!
//! # What it checks
//! - `AWS::RDS::DBInstance`, `AWS::RDS::DBCluster`, `AWS::DocDB::DBCluster` and `AWS::Neptune::DBCluster` have a `BackupRetentionPeriod` of at least `minDays`
//!   (1 when not given). Members of a cluster leave it to the cluster; replicas are not asked.
//! - `AWS::DynamoDB::Table` (and SAM's SimpleTable) has `PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled: true`, and
//!   `AWS::DynamoDB::GlobalTable` has it in each of its `Replicas`.
//! - `AWS::EFS::FileSystem` has `BackupPolicy.Status: ENABLED`.
//!
//! Anything that an `AWS::Backup::BackupSelection` of the template takes, by its ARN or its tags, is right as well. `types` says which of
//! these to look at.
//!
//! # Why it matters
//! Data is lost by mistakes more often than by broken disks, and only a backup brings it back. RDS keeps backups for one day when the
//! template says nothing, which is over before most mistakes are seen, so the number of days is asked for.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: Backups of a week, preset: backup-enabled, args: {minDays: 7}, tag: reliability}
//! ```
//!
//! # Fix
//! Data that matters can be brought back as it was before a mistake. Write `BackupRetentionPeriod` with a number of days for a
//! database, turn on point-in-time recovery for a table, and a backup policy for a file system.

use cfn::Value;
use serde_json::json;

use super::{
    Args, Finding,
    databases::{CLUSTER, Databases, INSTANCE, Settings},
    finding::{At, Fix},
    subject::{
        Ask, Judged, Look, Subject, element_path, elements, fits_pattern, is_true, judge, look_in,
        mentioned, number, of_types, written,
    },
};
use crate::world::World;

const TABLE: &str = "AWS::DynamoDB::Table";
const GLOBAL_TABLE: &str = "AWS::DynamoDB::GlobalTable";
const FILES: &str = "AWS::EFS::FileSystem";
const DOCUMENTS: &str = "AWS::DocDB::DBCluster";
const NEPTUNE: &str = "AWS::Neptune::DBCluster";
const DAYS: &str = "BackupRetentionPeriod";
const RECOVERY: &str = "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled";

pub(super) const TYPES: &[&str] = &[
    INSTANCE,
    CLUSTER,
    DOCUMENTS,
    NEPTUNE,
    TABLE,
    GLOBAL_TABLE,
    FILES,
];

pub(super) fn check(world: &World<'_>, args: &Args) -> Vec<Finding> {
    let databases = Databases::of(world);
    let least = args.number("minDays").unwrap_or(1.0);
    let selections = of_types(world, &["AWS::Backup::BackupSelection"]);
    of_types(world, TYPES)
        .iter()
        .filter(|subject| {
            TYPES
                .iter()
                .any(|name| subject.is(name) && args.takes("types", name))
        })
        .filter_map(|subject| {
            if let Some(selection) = selections
                .iter()
                .find(|selection| takes(selection, subject))
            {
                let sentence = format!("`{}` is backed up by `{}`.", subject.id(), selection.id());
                return Some(subject.good(At::Resource, sentence));
            }
            match databases.settings(subject) {
                Settings::FromTemplate => None,
                Settings::FromOutside(reason) => {
                    Some(subject.undecided(At::Missing(DAYS), &reason))
                }
                Settings::Own => Some(own(subject, least)),
            }
        })
        .collect()
}

fn own(subject: &Subject<'_>, least: f64) -> Finding {
    let switch = |path: &'static str, value: &'static str| {
        let json = if value == "true" {
            json!(true)
        } else {
            json!(value)
        };
        Ask {
            path,
            fits: if value == "true" {
                &is_true
            } else {
                &|text: &str, _| text == "ENABLED"
            },
            needs: value,
            good: "has backups",
            bad: "has no backups",
            missing: "",
            fix: Fix::set(
                subject,
                format!("Write {value} at `{path}`."),
                &[(path, json)],
            ),
        }
    };
    if subject.is(TABLE) {
        return subject.ask(switch(RECOVERY, "true"));
    }
    if subject.is(FILES) {
        return subject.ask(switch("BackupPolicy.Status", "ENABLED"));
    }
    if subject.is(GLOBAL_TABLE) {
        return replicas(subject);
    }
    subject.ask(Ask {
        path: DAYS,
        fits: &|text, _| number(text).is_some_and(|days| days >= least),
        needs: &format!("at least {least}"),
        good: "has backups",
        bad: "keeps no backups for as long as asked",
        missing: ", and without it AWS keeps backups for one day",
        fix: Fix::set(
            subject,
            format!("Write `{DAYS}: {}` or more.", least.max(7.0)),
            &[(DAYS, json!(least.max(7.0) as u32))],
        ),
    })
}

fn replicas(table: &Subject<'_>) -> Finding {
    let id = table.id();
    let replicas = match table.look("Replicas") {
        Look::Found(spot) => elements(spot),
        Look::Missing => Vec::new(),
        Look::Unknown { reason, mark } => {
            return table.undecided(At::Property("Replicas", mark), reason);
        }
    };
    for (index, replica) in replicas {
        let path = format!("{}.{RECOVERY}", element_path("Replicas", index));
        let fix = || {
            Fix::set(
                table,
                format!("Write true at `{path}`."),
                &[(&path, json!(true))],
            )
        };
        let sentence = format!("`{id}` has no backups: `{path}` is not true.");
        match judge(look_in(replica.value, RECOVERY), &is_true) {
            Judged::Met(..) => {}
            Judged::Missing => {
                return table.bad(At::Property(&path, replica.mark), sentence, fix());
            }
            Judged::Wrong(mark, _) => return table.bad(At::Property(&path, mark), sentence, fix()),
            Judged::Unknown(mark, reason) => {
                return table.undecided(At::Property(&path, mark), &reason);
            }
        }
    }
    table.good(
        At::Resource,
        format!("`{id}` has backups in each of its replicas."),
    )
}

/// Whether a backup selection takes a resource. Where it names both resources and tags, both have to fit.
fn takes(selection: &Subject<'_>, subject: &Subject<'_>) -> bool {
    let named = list(selection, "BackupSelection.Resources").map(|items| {
        items
            .iter()
            .any(|item| written(item).is_some_and(|text| names(&text, subject)))
    });
    let tagged = list(selection, "BackupSelection.ListOfTags")
        .map(|items| items.iter().any(|item| is_tagged(item, "", subject)));
    let conditions = list(selection, "BackupSelection.Conditions.StringEquals").map(|items| {
        items
            .iter()
            .all(|item| is_tagged(item, "aws:ResourceTag/", subject))
    });
    let excluded = list(selection, "BackupSelection.NotResources").is_some_and(|items| {
        items
            .iter()
            .any(|item| written(item).is_some_and(|text| names(&text, subject)))
    });
    let asked: Vec<bool> = [named, tagged, conditions].into_iter().flatten().collect();
    !excluded && !asked.is_empty() && asked.iter().all(|fits| *fits)
}

fn list<'m>(subject: &Subject<'m>, path: &str) -> Option<&'m [Value<'m>]> {
    match subject.look(path) {
        Look::Found(spot) => spot.value.as_list().filter(|items| !items.is_empty()),
        Look::Missing | Look::Unknown { .. } => None,
    }
}

/// Whether an ARN, or a pattern for ARNs, means a resource.
fn names(text: &str, subject: &Subject<'_>) -> bool {
    if text == "*" || mentioned(text).any(|name| name == subject.id()) {
        return true;
    }
    let (service, example) = if subject.is(TABLE) || subject.is(GLOBAL_TABLE) {
        ("dynamodb", "table/x")
    } else if subject.is(FILES) {
        ("elasticfilesystem", "file-system/x")
    } else if subject.is(INSTANCE) {
        ("rds", "db:x")
    } else {
        ("rds", "cluster:x")
    };
    // Only a pattern that takes every one of the kind is sure to take this one.
    let pattern = text.split_once(&format!(":{service}:"));
    pattern.is_some_and(|(_, rest)| {
        fits_pattern(rest, &format!("region:account:{example}"))
            || rest
                .rsplit_once(&example[..example.len() - 1])
                .is_some_and(|(_, last)| last == "*")
    })
}

fn is_tagged(condition: &Value<'_>, prefix: &str, subject: &Subject<'_>) -> bool {
    let text = |key| condition.get(key).and_then(Value::as_text);
    let (Some(key), Some(value)) = (text("ConditionKey"), text("ConditionValue")) else {
        return false;
    };
    let key = key.strip_prefix(prefix).unwrap_or(key);
    ["Tags", "FileSystemTags"]
        .iter()
        .any(|path| match subject.look(path) {
            Look::Found(spot) => {
                spot.value.get(key).and_then(Value::as_text) == Some(value)
                    || spot.value.as_list().unwrap_or_default().iter().any(|tag| {
                        tag.get("Key").and_then(Value::as_text) == Some(key)
                            && tag.get("Value").and_then(Value::as_text) == Some(value)
                    })
            }
            Look::Missing | Look::Unknown { .. } => false,
        })
}
