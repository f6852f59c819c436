//! `s3-public-blocked`: every bucket blocks public access.
//!
//! # What it checks
//! Each `AWS::S3::Bucket` has a `PublicAccessBlockConfiguration` in which all four are true: `BlockPublicAcls`, `BlockPublicPolicy`,
//! `IgnorePublicAcls`, `RestrictPublicBuckets`.
//!
//! # Why it matters
//! One wrong policy or access list is enough to show a bucket to the whole world. Since April 2023 S3 blocks public access for new
//! buckets by itself. The setting is asked for all the same: a template that has it keeps the block when someone changes the bucket
//! by hand, and whoever reads it sees that the block is meant.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: No bucket can be public, preset: s3-public-blocked, tag: security}
//! ```
//!
//! # Fix
//! A bucket that nobody outside should read blocks public access in all four ways. Add `PublicAccessBlockConfiguration` and set its
//! four switches to true.

use serde_json::json;

use super::{
    Args, Finding,
    finding::{At, Fix},
    subject::{Judged, Subject, is_true, judge, of_types},
};
use crate::world::World;

const PATH: &str = "PublicAccessBlockConfiguration";
const SWITCHES: &[&str] = &[
    "BlockPublicAcls",
    "BlockPublicPolicy",
    "IgnorePublicAcls",
    "RestrictPublicBuckets",
];

pub(super) fn check(world: &World<'_>, _: &Args) -> Vec<Finding> {
    of_types(world, &["AWS::S3::Bucket"])
        .iter()
        .map(one)
        .collect()
}

fn one(bucket: &Subject<'_>) -> Finding {
    let id = bucket.id();
    let paths: Vec<String> = SWITCHES
        .iter()
        .map(|name| format!("{PATH}.{name}"))
        .collect();
    let all: Vec<(&str, serde_json::Value)> = paths
        .iter()
        .map(|path| (path.as_str(), json!(true)))
        .collect();
    let fix = Fix::set(
        bucket,
        format!(
            "Under `{PATH}` write {} with the value true.",
            SWITCHES.join(", ")
        ),
        &all,
    );
    if !bucket.has(PATH) {
        let sentence = format!("`{id}` can be made public: it has no `{PATH}`.");
        return bucket.bad(At::Missing(PATH), sentence, fix);
    }
    let mut unknown = None;
    for path in &paths {
        match judge(bucket.look(path), &is_true) {
            Judged::Met(..) => {}
            Judged::Wrong(mark, shown) => {
                let shown = shown.trim_end_matches(',');
                let sentence =
                    format!("`{id}` can be made public: `{path}` is {shown}, needs true.");
                return bucket.bad(At::Property(path, mark), sentence, fix);
            }
            Judged::Missing => {
                let sentence = format!("`{id}` can be made public: it has no `{path}`.");
                return bucket.bad(At::Missing(path), sentence, fix);
            }
            Judged::Unknown(mark, reason) => {
                unknown.get_or_insert_with(|| bucket.undecided(At::Property(path, mark), &reason));
            }
        }
    }
    unknown.unwrap_or_else(|| {
        bucket.good(
            At::Missing(PATH),
            format!("`{id}` blocks public access in all four ways."),
        )
    })
}
