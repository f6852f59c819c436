//! `deletion-protected`: what holds data is not deleted by mistake.
//!
//! # What it checks
//! Each of these has the protection of its service or a `DeletionPolicy` that keeps it (`Retain`, `RetainExceptOnCreate`, or `Snapshot` where
//! there are snapshots):
//! - `AWS::RDS::DBInstance`, `AWS::RDS::DBCluster`, `AWS::DocDB::DBCluster`, `AWS::Neptune::DBCluster`: `DeletionProtection: true`, or a policy
//!   (`Snapshot` too). Members of a cluster and replicas are not asked.
//! - `AWS::DynamoDB::Table`: `DeletionProtectionEnabled: true`, or a policy. `AWS::DynamoDB::GlobalTable`: the same in each of its `Replicas`.
//! - `AWS::Cognito::UserPool`: `DeletionProtection: ACTIVE`, or a policy.
//! - `AWS::S3::Bucket`, `AWS::EFS::FileSystem`: a policy.
//!
//! `types` says which of these to look at.
//!
//! # Why it matters
//! Deleting a stack, or changing a property that makes a new resource, deletes the old one with its data. Databases of RDS leave a
//! snapshot even when the template says nothing, but whoever reads it cannot know whether that was meant.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: Data outlives the stack, preset: deletion-protected, tag: reliability}
//! ```
//!
//! # Fix
//! What holds data is not deleted together with its stack. Turn the service's own protection on where it has one, else write
//! `DeletionPolicy: Retain` (and `UpdateReplacePolicy: Retain`) beside `Type`.

use serde_json::{Value as Json, json};

use super::{
    Args, Finding,
    databases::{CLUSTER, Databases, INSTANCE, Settings},
    finding::{At, Fix},
    subject::{Judged, Look, Subject, elements, is_true, judge, look_in, of_types},
};
use crate::world::World;

const TABLE: &str = "AWS::DynamoDB::Table";
const GLOBAL_TABLE: &str = "AWS::DynamoDB::GlobalTable";
const POOL: &str = "AWS::Cognito::UserPool";
const POLICY: &str = "@DeletionPolicy";
/// Those of which a snapshot is taken.
const DATABASES: &[&str] = &[
    INSTANCE,
    CLUSTER,
    "AWS::DocDB::DBCluster",
    "AWS::Neptune::DBCluster",
];

pub(super) const TYPES: &[&str] = &[
    INSTANCE,
    CLUSTER,
    "AWS::DocDB::DBCluster",
    "AWS::Neptune::DBCluster",
    TABLE,
    GLOBAL_TABLE,
    POOL,
    "AWS::S3::Bucket",
    "AWS::EFS::FileSystem",
];

pub(super) fn check(world: &World<'_>, args: &Args) -> Vec<Finding> {
    let databases = Databases::of(world);
    of_types(world, TYPES)
        .iter()
        .filter(|subject| {
            TYPES
                .iter()
                .any(|name| subject.is(name) && args.takes("types", name))
        })
        .filter(|subject| matches!(databases.settings(subject), Settings::Own))
        .map(one)
        .collect()
}

/// The protection of a service: the property, and what it says when it is on.
fn switch(subject: &Subject<'_>) -> Option<(&'static str, &'static str)> {
    if DATABASES.iter().any(|name| subject.is(name)) {
        Some(("DeletionProtection", "true"))
    } else if subject.is(POOL) {
        Some(("DeletionProtection", "ACTIVE"))
    } else if subject.is(TABLE) && !subject.is_sam() {
        Some(("DeletionProtectionEnabled", "true"))
    } else {
        None
    }
}

fn one(subject: &Subject<'_>) -> Finding {
    let id = subject.id();
    let has_snapshots = DATABASES.iter().any(|name| subject.is(name));
    let policy = judge(subject.look(POLICY), &|text, _| {
        matches!(text, "Retain" | "RetainExceptOnCreate") || (has_snapshots && text == "Snapshot")
    });
    if let Judged::Met(mark, shown) = &policy {
        let sentence = format!("`{id}` outlives its stack: `DeletionPolicy` is {shown}.");
        return subject.good(At::Property(POLICY, *mark), sentence);
    }
    let keep: &[(&str, Json)] = &[
        (POLICY, json!("Retain")),
        ("@UpdateReplacePolicy", json!("Retain")),
    ];
    let by_policy = || {
        Fix::set(
            subject,
            "Write `DeletionPolicy: Retain` and `UpdateReplacePolicy: Retain` beside `Type`.",
            keep,
        )
    };
    if subject.is(GLOBAL_TABLE) && every_replica(subject) {
        return subject.good(
            At::Resource,
            format!("`{id}` is protected in each of its replicas."),
        );
    }
    let Some((path, on)) = switch(subject) else {
        return match policy {
            Judged::Wrong(mark, shown) => {
                let shown = shown.trim_end_matches(',');
                let sentence = format!(
                    "`{id}` is deleted with its stack: `DeletionPolicy` is {shown}, needs `Retain`."
                );
                subject.bad(At::Property(POLICY, mark), sentence, by_policy())
            }
            Judged::Unknown(mark, reason) => subject.undecided(At::Property(POLICY, mark), &reason),
            Judged::Met(..) | Judged::Missing => {
                let sentence =
                    format!("`{id}` is deleted with its stack: it has no `DeletionPolicy`.");
                subject.bad(At::Missing(POLICY), sentence, by_policy())
            }
        };
    };
    let fits = |text: &str, plain: bool| {
        if on == "true" {
            is_true(text, plain)
        } else {
            text == on
        }
    };
    let value = if on == "true" { json!(true) } else { json!(on) };
    let fix = Fix::set(subject, format!("Write `{path}: {on}`."), &[(path, value)]);
    match (judge(subject.look(path), &fits), policy) {
        (Judged::Met(mark, shown), _) => {
            let shown = shown.trim_end_matches(',');
            subject.good(
                At::Property(path, mark),
                format!("`{id}` is protected: `{path}` is {shown}."),
            )
        }
        (Judged::Unknown(mark, reason), _) => subject.undecided(At::Property(path, mark), &reason),
        (_, Judged::Unknown(mark, reason)) => {
            subject.undecided(At::Property(POLICY, mark), &reason)
        }
        (Judged::Wrong(mark, shown), _) => {
            let shown = shown.trim_end_matches(',');
            let sentence = format!("`{id}` can be deleted: `{path}` is {shown}, needs {on}.");
            subject.bad(At::Property(path, mark), sentence, fix)
        }
        (Judged::Missing, _) => {
            let sentence = format!(
                "`{id}` can be deleted: it has no `{path}` and no `DeletionPolicy` that keeps it."
            );
            subject.bad(At::Missing(path), sentence, fix)
        }
    }
}

fn every_replica(table: &Subject<'_>) -> bool {
    let Look::Found(replicas) = table.look("Replicas") else {
        return false;
    };
    let replicas = elements(replicas);
    !replicas.is_empty()
        && replicas.iter().all(|(_, replica)| {
            let inside = look_in(replica.value, "DeletionProtectionEnabled");
            matches!(judge(inside, &is_true), Judged::Met(..))
        })
}
