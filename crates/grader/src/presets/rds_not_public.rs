//! `rds-not-public`: no database has a public address.
//!
//! # What it checks
//! Each `AWS::RDS::DBInstance` has `PubliclyAccessible: false`, instances of an Aurora cluster too. A `AWS::RDS::DBCluster` of another
//! engine has it itself; an Aurora cluster leaves it to its instances.
//!
//! # Why it matters
//! A database with a public address is tried by strangers within minutes. When the template says nothing, RDS decides by the network
//! that the database lands in, and in a default VPC it becomes public. So the setting is asked for in so many words.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: The database is private, preset: rds-not-public, tag: security}
//! ```
//!
//! # Fix
//! A database is reached from inside its network, never from the internet. Write `PubliclyAccessible: false` and let applications
//! reach it through private subnets and security groups.

use serde_json::json;

use super::{
    Args, Finding,
    databases::{CLUSTER, Databases, is_aurora},
    finding::{At, Fix},
    subject::{Ask, Subject, is_false},
};
use crate::world::World;

const PATH: &str = "PubliclyAccessible";

pub(super) fn check(world: &World<'_>, _: &Args) -> Vec<Finding> {
    Databases::of(world).all.iter().map(one).collect()
}

fn one(subject: &Subject<'_>) -> Finding {
    if subject.is(CLUSTER) && !subject.has(PATH) {
        let id = subject.id();
        match is_aurora(subject) {
            Some(true) => {
                let sentence = format!(
                    "`{id}` is an Aurora cluster, whose instances say whether they are public."
                );
                return subject.good(At::Resource, sentence);
            }
            None => {
                return subject
                    .undecided(At::Missing(PATH), "the engine of the cluster is not known");
            }
            Some(false) => {}
        }
    }
    subject.ask(Ask {
        path: PATH,
        fits: &is_false,
        needs: "false",
        good: "is private",
        bad: "may be public",
        missing: "",
        fix: Fix::set(
            subject,
            format!("Write `{PATH}: false`."),
            &[(PATH, json!(false))],
        ),
    })
}
