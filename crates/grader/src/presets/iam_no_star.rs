//! `iam-no-star`: no role may do everything, or something everywhere.
//!
//! # What it checks
//! Policies of roles, users and groups: inline `Policies`, `AWS::IAM::Policy`, `AWS::IAM::ManagedPolicy`, `AWS::IAM::RolePolicy`,
//! `AWS::IAM::UserPolicy`, `AWS::IAM::GroupPolicy` and statements in `Policies` of SAM functions. No statement that allows has `*` or all actions
//! of a service (`s3:*`) as `Action`, or `NotAction`; none has `*` as `Resource`, unless all of its actions are ones that AWS does not narrow (such
//! as `ec2:Describe*`, `xray:PutTraceSegments`). `AdministratorAccess` and `PowerUserAccess` are not attached. A template without policies passes.
//!
//! # Why it matters
//! Whoever gets hold of a role can do what the role may do. A role that may do everything is the whole account.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: No role may do everything, preset: iam-no-star, tag: security}
//! ```
//!
//! # Fix
//! A role may do what its work needs and nothing else. Write the single actions in `Action`, and in `Resource` the ARNs of the
//! resources that they are about.

use cfn::{Data, Value};

use super::{
    Args, Finding,
    finding::{At, Fix},
    subject::{
        Look, Spot, Subject, element_path, elements, fits_pattern, look_in, of_types, written,
    },
};
use crate::{fields::shorten, world::World};

pub(super) const TYPES: &[&str] = &[
    "AWS::IAM::Role",
    "AWS::IAM::User",
    "AWS::IAM::Group",
    "AWS::IAM::Policy",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::UserPolicy",
    "AWS::IAM::GroupPolicy",
    "AWS::Serverless::Function",
    "AWS::Serverless::StateMachine",
];

/// AWS's own policies that allow (nearly) everything.
const TOO_WIDE: &[&str] = &["AdministratorAccess", "PowerUserAccess"];

/// Actions, in small letters, for which AWS takes no narrower resource than `*`.
/// <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>
const EVERYWHERE: &[&str] = &[
    "autoscaling:describe*",
    "cloudwatch:describealarms*",
    "cloudwatch:getmetricdata",
    "cloudwatch:getmetricstatistics",
    "cloudwatch:listmetrics",
    "cloudwatch:putmetricdata",
    "ec2:createnetworkinterface",
    "ec2:deletenetworkinterface",
    "ec2:describe*",
    "ecr:getauthorizationtoken",
    "elasticloadbalancing:describe*",
    "logs:describeloggroups",
    "s3:listallmybuckets",
    "ssmmessages:*channel",
    "sts:getcalleridentity",
    "xray:getsampling*",
    "xray:puttelemetryrecords",
    "xray:puttracesegments",
];

pub(super) fn check(world: &World<'_>, _: &Args) -> Vec<Finding> {
    of_types(world, TYPES).iter().filter_map(one).collect()
}

/// `None` for what has no policy.
fn one(subject: &Subject<'_>) -> Option<Finding> {
    let mut statements = Vec::new();
    let mut undecided = None;
    let mut attached = false;
    for path in ["PolicyDocument", "Policies", "ManagedPolicyArns"] {
        match subject.look(path) {
            Look::Missing => {}
            Look::Unknown { reason, mark } => {
                undecided
                    .get_or_insert_with(|| subject.undecided(At::Property(path, mark), reason));
            }
            Look::Found(spot) if path == "PolicyDocument" => {
                statements_of(path, spot, &mut statements);
            }
            Look::Found(spot) => {
                for (index, element) in elements(spot) {
                    attached = true;
                    let path = element_path(path, index);
                    if let Some(name) = too_wide(element.value) {
                        let sentence = format!(
                            "`{}` has `{name}`, which allows far too much.",
                            subject.id()
                        );
                        return Some(subject.bad(
                            At::Property(&path, element.mark),
                            sentence,
                            narrower(&path),
                        ));
                    }
                    match look_in(element.value, "PolicyDocument") {
                        Look::Found(document) => {
                            statements_of(
                                &format!("{path}.PolicyDocument"),
                                document,
                                &mut statements,
                            );
                        }
                        // SAM takes a document without a name around it.
                        Look::Missing => statements_of(&path, element, &mut statements),
                        Look::Unknown { reason, mark } => {
                            undecided.get_or_insert_with(|| {
                                subject.undecided(At::Property(&path, mark), reason)
                            });
                        }
                    }
                }
            }
        }
    }
    for (path, statement) in &statements {
        match star(statement.value) {
            Star::None => {}
            Star::At { key, spot, what } => {
                let path = format!("{path}.{key}");
                let sentence = format!("`{}` allows too much: `{path}` {what}.", subject.id());
                return Some(subject.bad(
                    At::Property(&path, spot.mark),
                    sentence,
                    narrower(&path),
                ));
            }
            Star::Unknown(reason) => {
                undecided.get_or_insert_with(|| {
                    subject.undecided(At::Property(path, statement.mark), &reason)
                });
            }
        }
    }
    if undecided.is_some() {
        return undecided;
    }
    (attached || !statements.is_empty()).then(|| {
        let sentence = format!(
            "`{}` allows single actions on single resources.",
            subject.id()
        );
        subject.good(At::Resource, sentence)
    })
}

/// Which actions and resources are needed only a person knows, so there is no edit.
fn narrower(path: &str) -> Fix {
    Fix::advice(format!(
        "At `{path}` name the single actions that are needed, and the ARNs of the resources that they are about."
    ))
}

fn statements_of<'v>(path: &str, document: Spot<'v>, found: &mut Vec<(String, Spot<'v>)>) {
    if let Look::Found(spot) = look_in(document.value, "Statement") {
        let path = format!("{path}.Statement");
        found.extend(
            elements(spot)
                .into_iter()
                .map(|(index, spot)| (element_path(&path, index), spot)),
        );
    }
}

fn too_wide(value: &Value<'_>) -> Option<&'static str> {
    let text = written(value)?;
    let name = text.rsplit('/').next()?;
    TOO_WIDE.iter().copied().find(|wide| *wide == name)
}

enum Star<'v> {
    None,
    At {
        key: &'static str,
        spot: Spot<'v>,
        /// The end of a sentence about the property.
        what: String,
    },
    Unknown(String),
}

fn star<'v>(statement: &'v Value<'v>) -> Star<'v> {
    if let Data::Unknown(unknown) = &statement.data {
        return Star::Unknown(unknown.reason.clone());
    }
    if let Look::Found(effect) = look_in(statement, "Effect")
        && effect.value.as_text() == Some("Deny")
    {
        return Star::None;
    }
    if let Look::Found(spot) = look_in(statement, "NotAction") {
        let what = "allows every action but some".to_owned();
        return Star::At {
            key: "NotAction",
            spot,
            what,
        };
    }
    let mut actions = Vec::new();
    let mut unknown = None;
    if let Look::Found(spot) = look_in(statement, "Action") {
        for (_, element) in elements(spot) {
            match (&element.value.data, written(element.value)) {
                (Data::Text(_), Some(text)) if text == "*" || text.ends_with(":*") => {
                    return Star::At {
                        key: "Action",
                        spot,
                        what: format!("is `{}`", shorten(&text)),
                    };
                }
                (Data::Text(_), Some(text)) => actions.push(text.to_lowercase()),
                (Data::Unknown(reason), _) => unknown = Some(reason.reason.clone()),
                _ => {}
            }
        }
    }
    let narrow = |action: &String| {
        !EVERYWHERE
            .iter()
            .any(|pattern| action == pattern || fits_pattern(pattern, action))
    };
    if let Look::Found(spot) = look_in(statement, "Resource") {
        for (_, element) in elements(spot) {
            match &element.value.data {
                Data::Text(text) if text.resolved == "*" && actions.iter().any(narrow) => {
                    return Star::At {
                        key: "Resource",
                        spot,
                        what: "is `*`".to_owned(),
                    };
                }
                Data::Unknown(reason) if reason.canonical.is_none() => {
                    unknown = Some(reason.reason.clone());
                }
                Data::Text(_) | Data::Unknown(_) | Data::List(_) | Data::Map(_) | Data::Absent => {}
            }
        }
    }
    unknown.map_or(Star::None, Star::Unknown)
}
