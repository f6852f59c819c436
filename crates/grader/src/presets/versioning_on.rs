//! `versioning-on`: every bucket keeps old versions of its objects.
//!
//! # What it checks
//! Each `AWS::S3::Bucket` has `VersioningConfiguration.Status` `Enabled`. `Suspended` is not enough.
//!
//! # Why it matters
//! Without versions an object that is overwritten or deleted by mistake is gone. With versions the old one is still there.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: Every bucket keeps old versions, preset: versioning-on, tag: reliability}
//! ```
//!
//! # Fix
//! A bucket with versioning keeps what is overwritten or deleted, so that a mistake can be undone. Add
//! `VersioningConfiguration: {Status: Enabled}`. A lifecycle rule that expires old versions keeps the price low.

use serde_json::json;

use super::{
    Args, Finding,
    finding::Fix,
    subject::{Ask, of_types},
};
use crate::world::World;

const PATH: &str = "VersioningConfiguration.Status";

pub(super) fn check(world: &World<'_>, _: &Args) -> Vec<Finding> {
    of_types(world, &["AWS::S3::Bucket"])
        .iter()
        .map(|bucket| {
            bucket.ask(Ask {
                path: PATH,
                fits: &|text, _| text == "Enabled",
                needs: "`Enabled`",
                good: "keeps old versions",
                bad: "keeps no old versions",
                missing: "",
                fix: Fix::set(
                    bucket,
                    format!("Write `Enabled` at `{PATH}`."),
                    &[(PATH, json!("Enabled"))],
                ),
            })
        })
        .collect()
}
