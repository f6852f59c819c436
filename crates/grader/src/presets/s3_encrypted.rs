//! `s3-encrypted`: every bucket says how it is encrypted.
//!
//! # What it checks
//! Each `AWS::S3::Bucket` has `BucketEncryption` with `SSEAlgorithm` `AES256`, `aws:kms` or `aws:kms:dsse`. With `algorithms` only the
//! named ones are taken.
//!
//! # Why it matters
//! Objects in S3 hold what a company may not lose to strangers. Since January 2023 S3 encrypts every new object with keys of its own
//! even when the template says nothing. The setting is asked for all the same: it shows the decision to whoever reads the template,
//! it names the key, and tools that read templates ask for it too.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: Every bucket is encrypted, preset: s3-encrypted, args: {algorithms: [AES256, "aws:kms"]}, tag: security}
//! ```
//!
//! # Fix
//! A bucket says with which keys its objects are encrypted, so that nobody has to guess. Add `BucketEncryption` with one
//! `ServerSideEncryptionConfiguration` rule: `AES256` for keys of S3, `aws:kms` for a key of KMS.

use serde_json::json;

use super::{
    Args, Finding,
    finding::{At, Fix},
    subject::{Ask, Look, Subject, element_path, elements, look_in, of_types},
};
use crate::world::World;

const PATH: &str = "BucketEncryption.ServerSideEncryptionConfiguration";
const DEFAULT: &str = "ServerSideEncryptionByDefault.SSEAlgorithm";

pub(super) fn check(world: &World<'_>, args: &Args) -> Vec<Finding> {
    of_types(world, &["AWS::S3::Bucket"])
        .iter()
        .map(|bucket| one(bucket, args.texts("algorithms")))
        .collect()
}

fn one(bucket: &Subject<'_>, algorithms: &[String]) -> Finding {
    let wanted = algorithms.first().map_or("AES256", String::as_str);
    let fix = |path: &str, value| {
        Fix::set(
            bucket,
            format!("Add a rule to `{PATH}` whose `{DEFAULT}` is `{wanted}`."),
            &[(path, value)],
        )
    };
    let rules = match bucket.look(PATH) {
        Look::Found(spot) => elements(spot),
        Look::Unknown { reason, mark } => {
            return bucket.undecided(At::Property(PATH, mark), reason);
        }
        Look::Missing => Vec::new(),
    };
    // S3 takes one rule with a default; others say more about it.
    for (index, rule) in &rules {
        let inside = look_in(rule.value, DEFAULT);
        if matches!(inside, Look::Missing) {
            continue;
        }
        let path = format!("{}.{DEFAULT}", element_path(PATH, *index));
        return bucket.ask_at(
            inside,
            Ask {
                path: &path,
                fits: &|text, _| algorithms.iter().any(|known| known == text),
                needs: &format!("`{}`", algorithms.join("` or `")),
                good: "is encrypted",
                bad: "is not encrypted as asked",
                missing: "",
                fix: fix(&path, json!(wanted)),
            },
        );
    }
    let rule = json!([{"ServerSideEncryptionByDefault": {"SSEAlgorithm": wanted}}]);
    let id = bucket.id();
    if bucket.has("BucketEncryption") {
        return bucket.bad(
            At::Missing(PATH),
            format!(
                "`{id}` is not encrypted: its `BucketEncryption` has no rule with `{DEFAULT}`."
            ),
            fix(PATH, rule),
        );
    }
    bucket.bad(
        At::Missing("BucketEncryption"),
        format!("`{id}` is not encrypted: it has no `BucketEncryption`."),
        fix(PATH, rule),
    )
}
