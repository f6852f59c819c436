//! `rds-encrypted`: every database encrypts its storage.
//!
//! # What it checks
//! Each `AWS::RDS::DBInstance` and `AWS::RDS::DBCluster` has `StorageEncrypted: true`. Instances of a cluster and replicas take the
//! setting from the cluster or the database that they belong to, so only that is looked at. A database made from a snapshot takes it
//! from the snapshot when it says nothing itself, which cannot be decided here.
//!
//! # Why it matters
//! Without encryption a copy of the disk or of a backup can be read by whoever gets hold of it, and encryption cannot be switched on
//! later: the database has to be made again. RDS instances are not encrypted unless the template says so. Aurora encrypts new
//! clusters by itself since February 2026, but with a key that cannot be seen or audited; the setting is asked for all the same.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: The database is encrypted, preset: rds-encrypted, tag: security}
//! ```
//!
//! # Fix
//! A database encrypts its storage from the first day, since that cannot be switched on later. Add `StorageEncrypted: true` to the
//! instance, or to the cluster for Aurora. `KmsKeyId` may name a key of your own.

use serde_json::json;

use super::{
    Args, Finding,
    databases::{Databases, Settings},
    finding::{At, Fix},
    subject::{Ask, Subject, is_true},
};
use crate::world::World;

const PATH: &str = "StorageEncrypted";
const SNAPSHOTS: &[&str] = &[
    "DBSnapshotIdentifier",
    "DBClusterSnapshotIdentifier",
    "SnapshotIdentifier",
    "SourceDBClusterIdentifier",
];

pub(super) fn check(world: &World<'_>, _: &Args) -> Vec<Finding> {
    let databases = Databases::of(world);
    databases
        .all
        .iter()
        .filter_map(|subject| match databases.settings(subject) {
            Settings::Own => Some(one(subject)),
            Settings::FromTemplate => None,
            Settings::FromOutside(reason) => Some(subject.undecided(At::Missing(PATH), &reason)),
        })
        .collect()
}

fn one(subject: &Subject<'_>) -> Finding {
    let copied = SNAPSHOTS.iter().find(|path| subject.has(path));
    if let (Some(copied), false) = (copied, subject.has(PATH)) {
        let reason = format!("it is taken from what `{copied}` names");
        return subject.undecided(At::Missing(PATH), &reason);
    }
    subject.ask(Ask {
        path: PATH,
        fits: &is_true,
        needs: "true",
        good: "is encrypted",
        bad: "is not encrypted",
        missing: "",
        fix: Fix::set(
            subject,
            format!("Write `{PATH}: true`."),
            &[(PATH, json!(true))],
        ),
    })
}
