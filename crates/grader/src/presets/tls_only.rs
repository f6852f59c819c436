//! `tls-only`: nothing is read or written without encryption on the way.
//!
//! # What it checks
//! - An `AWS::S3::Bucket`, `AWS::SQS::Queue` or `AWS::SNS::Topic` has a policy in the template that denies everybody (`Principal: "*"`) every request
//!   with `aws:SecureTransport` false, under no other condition. For a bucket it covers reading and writing objects and listing the
//!   bucket, so `Resource` names the bucket and everything in it; for a queue sending and receiving; for a topic publishing.
//! - An `AWS::ElasticLoadBalancingV2::Listener` of an application load balancer is `HTTPS`, or its `HTTP` only redirects to `HTTPS`. A network load
//!   balancer's listener is right with `TLS`; what it passes on unread (`TCP`, `UDP`) is not asked.
//!
//! `types` says which of these to look at.
//!
//! # Why it matters
//! AWS answers on HTTP as well as on HTTPS where nobody forbids it. What goes over HTTP can be read and changed by anyone on the way.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: Buckets are only reached over TLS, preset: tls-only, args: {types: "AWS::S3::Bucket"}, tag: security}
//! ```
//!
//! # Fix
//! A request without TLS is refused, whoever sends it. Add to the policy of the bucket, queue or topic a statement with
//! `Effect: Deny`, `Principal: "*"` and the condition `Bool: {"aws:SecureTransport": "false"}`; let a listener speak HTTPS, and let
//! the one on port 80 redirect there.

use std::{borrow::Cow, collections::BTreeMap};

use cfn::{Data, Value};
use serde_json::{Value as Json, json};

use super::{
    Args, Finding,
    dead_letters::free_id,
    finding::{At, Fix, set},
    subject::{
        Look, Subject, elements, fits_pattern, is_false, later, look_in, of_types, referred,
        written,
    },
};
use crate::{remedy::Change, world::World};

const BUCKET: &str = "AWS::S3::Bucket";
const QUEUE: &str = "AWS::SQS::Queue";
const TOPIC: &str = "AWS::SNS::Topic";
const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";

pub(super) const TYPES: &[&str] = &[BUCKET, QUEUE, TOPIC, LISTENER];

pub(super) fn check(world: &World<'_>, args: &Args) -> Vec<Finding> {
    let policies = Policies::of(world);
    of_types(world, TYPES)
        .iter()
        .filter(|subject| args.takes("types", subject.resource.type_name))
        .filter_map(|subject| match Guarded::of(subject) {
            Some(guarded) => Some(guarded_by_policy(world, subject, guarded, &policies)),
            None => listener(subject),
        })
        .collect()
}

/// A kind of resource that a policy guards.
struct Guarded {
    policy_type: &'static str,
    /// Where a policy says what it guards.
    names: &'static str,
    every_action: &'static str,
    /// Actions that have to be denied, and what follows the resource's own name in the ARN that each is about.
    needs: &'static [(&'static str, &'static str)],
}

const GUARDED: &[(&str, Guarded)] = &[
    (
        BUCKET,
        Guarded {
            policy_type: "AWS::S3::BucketPolicy",
            names: "Bucket",
            every_action: "s3:*",
            needs: &[
                ("s3:getobject", "/object"),
                ("s3:putobject", "/object"),
                ("s3:listbucket", ""),
            ],
        },
    ),
    (
        QUEUE,
        Guarded {
            policy_type: "AWS::SQS::QueuePolicy",
            names: "Queues",
            every_action: "sqs:*",
            needs: &[("sqs:sendmessage", ""), ("sqs:receivemessage", "")],
        },
    ),
    (
        TOPIC,
        Guarded {
            policy_type: "AWS::SNS::TopicPolicy",
            names: "Topics",
            // SNS refuses a topic policy with an action that is not about topics.
            every_action: "sns:Publish",
            needs: &[("sns:publish", "")],
        },
    ),
];

impl Guarded {
    fn of(subject: &Subject<'_>) -> Option<&'static Self> {
        GUARDED
            .iter()
            .find(|(type_name, _)| subject.is(type_name))
            .map(|(_, guarded)| guarded)
    }
}

/// Policies by what they guard: a logical id or a literal name.
struct Policies<'m> {
    by_name: BTreeMap<String, Vec<Subject<'m>>>,
}

impl<'m> Policies<'m> {
    fn of(world: &World<'m>) -> Self {
        let mut by_name: BTreeMap<String, Vec<Subject<'m>>> = BTreeMap::new();
        for (_, guarded) in GUARDED {
            for policy in of_types(world, &[guarded.policy_type]) {
                let Look::Found(spot) = policy.look(guarded.names) else {
                    continue;
                };
                for (_, element) in elements(spot) {
                    let name = referred(element.value)
                        .or_else(|| written(element.value).map(Cow::into_owned));
                    if let Some(name) = name {
                        by_name.entry(name).or_default().push(policy);
                    }
                }
            }
        }
        Self { by_name }
    }

    /// Those of the right type, by logical id first.
    fn about(&self, names: &[String], policy_type: &str) -> Vec<Subject<'m>> {
        names
            .iter()
            .filter_map(|name| self.by_name.get(name))
            .flatten()
            .filter(|policy| policy.is(policy_type))
            .copied()
            .collect()
    }
}

fn guarded_by_policy(
    world: &World<'_>,
    subject: &Subject<'_>,
    guarded: &Guarded,
    policies: &Policies<'_>,
) -> Finding {
    let id = subject.id();
    let mut names = vec![id.to_owned()];
    for path in ["BucketName", "QueueName", "TopicName"] {
        if let Look::Found(spot) = subject.look(path) {
            names.extend(written(spot.value).map(Cow::into_owned));
        }
    }
    let policies = policies.about(&names, guarded.policy_type);
    let mut missing: Vec<(&str, &str)> = guarded.needs.to_vec();
    let mut unknown = None;
    let mut denies = None;
    for policy in &policies {
        let statements = match policy.look("PolicyDocument.Statement") {
            Look::Found(spot) => elements(spot),
            Look::Missing => Vec::new(),
            Look::Unknown { reason, .. } => {
                unknown = Some(reason.to_owned());
                continue;
            }
        };
        for (_, statement) in statements {
            match Denial::read(statement.value) {
                Denial::No => {}
                Denial::Unknown(reason) => unknown = Some(reason),
                Denial::Of { actions, resources } => {
                    denies = Some((policy, statement.mark));
                    missing.retain(|(action, rest)| {
                        let action_is = actions.iter().any(|pattern| fits_pattern(pattern, action));
                        !(action_is
                            && resources
                                .iter()
                                .any(|pattern| is_about(pattern, &names, rest)))
                    });
                }
            }
        }
    }
    if missing.is_empty() {
        let by = denies.map_or("", |(policy, _)| policy.id());
        return subject.good(
            At::Resource,
            format!("`{id}` is only reached over TLS, as `{by}` says."),
        );
    }
    if let Some(reason) = unknown {
        return subject.undecided(At::Resource, &reason);
    }
    let fix = fix(world, subject, guarded, policies.first());
    match denies {
        // The statement stands in the policy, but the place to look at first is there.
        Some((policy, mark)) => {
            let what = missing
                .iter()
                .map(|(action, _)| format!("`{}`", shown_action(action)))
                .collect::<Vec<_>>()
                .join(" and ");
            let sentence = format!(
                "`{id}` is still reached without TLS: the statement of `{}` does not deny {what}.",
                policy.id()
            );
            let at = At::Property("PolicyDocument.Statement", mark);
            let mut finding = subject.bad(at, sentence, fix);
            finding.evidence.resource = Some(policy.id().to_owned());
            finding
        }
        None if policies.is_empty() => subject.bad(
            At::Resource,
            format!("`{id}` is reached without TLS too: it has no `{}`.", guarded.policy_type),
            fix,
        ),
        None => subject.bad(
            At::Resource,
            format!("`{id}` is reached without TLS too: no statement of its policy denies everybody when `aws:SecureTransport` is false."),
            fix,
        ),
    }
}

fn shown_action(lower: &str) -> &str {
    match lower {
        "s3:getobject" => "s3:GetObject",
        "s3:putobject" => "s3:PutObject",
        "s3:listbucket" => "s3:ListBucket",
        "sqs:sendmessage" => "sqs:SendMessage",
        "sqs:receivemessage" => "sqs:ReceiveMessage",
        "sns:publish" => "sns:Publish",
        other => other,
    }
}

/// Whether a statement denies everybody who comes without TLS.
enum Denial {
    No,
    Of {
        /// In small letters: case does not count in actions.
        actions: Vec<String>,
        resources: Vec<String>,
    },
    /// The end of a sentence.
    Unknown(String),
}

impl Denial {
    fn read(statement: &Value<'_>) -> Self {
        let read = || -> Result<Option<Self>, String> {
            if let Data::Unknown(unknown) = &statement.data {
                return Err(unknown.reason.clone());
            }
            let effect = strings(statement, "Effect")?;
            let everybody = match look_in(statement, "Principal.AWS") {
                Look::Missing => strings(statement, "Principal")?,
                Look::Found(_) | Look::Unknown { .. } => strings(statement, "Principal.AWS")?,
            };
            if effect != ["Deny"]
                || !everybody.iter().any(|who| who == "*")
                || !without_tls(statement)?
            {
                return Ok(None);
            }
            let actions = strings(statement, "Action")?;
            Ok(Some(Self::Of {
                actions: actions.iter().map(|action| action.to_lowercase()).collect(),
                resources: strings(statement, "Resource")?,
            }))
        };
        match read() {
            Ok(Some(denial)) => denial,
            Ok(None) => Self::No,
            Err(reason) => Self::Unknown(reason),
        }
    }
}

/// Whether the condition is `aws:SecureTransport` false and nothing else.
fn without_tls(statement: &Value<'_>) -> Result<bool, String> {
    let Look::Found(condition) = look_in(statement, "Condition") else {
        return Ok(false);
    };
    let [operator] = condition.value.as_map().unwrap_or_default() else {
        return Ok(false);
    };
    let [key] = operator.value.as_map().unwrap_or_default() else {
        return Ok(false);
    };
    if !matches!(operator.key.as_ref(), "Bool" | "BoolIfExists")
        || !key.key.eq_ignore_ascii_case("aws:SecureTransport")
    {
        return Ok(false);
    }
    let value = match key.value.as_list() {
        Some([only]) => only,
        Some(_) => return Ok(false),
        None => &key.value,
    };
    match &value.data {
        Data::Text(text) if text.is_symbolic() => Err(later(text)),
        Data::Text(text) => Ok(is_false(&text.resolved, text.plain)),
        Data::Unknown(unknown) => Err(unknown.reason.clone()),
        Data::List(_) | Data::Map(_) | Data::Absent => Ok(false),
    }
}

/// One text or a list of them.
fn strings(value: &Value<'_>, key: &str) -> Result<Vec<String>, String> {
    match look_in(value, key) {
        Look::Missing => Ok(Vec::new()),
        Look::Unknown { reason, .. } => Err(reason.to_owned()),
        Look::Found(spot) => elements(spot)
            .into_iter()
            .map(|(_, element)| match &element.value.data {
                Data::Unknown(unknown) if unknown.canonical.is_none() => {
                    Err(unknown.reason.clone())
                }
                _ => Ok(written(element.value)
                    .map(Cow::into_owned)
                    .unwrap_or_default()),
            })
            .collect(),
    }
}

/// Whether a pattern for ARNs takes the resource of one of these names, with `rest` behind it.
fn is_about(pattern: &str, names: &[String], rest: &str) -> bool {
    let Some((id, literal)) = names.split_first() else {
        return false;
    };
    let own = format!("${{{id}}}");
    let pattern = one_symbol(pattern, id);
    let last = pattern.rsplit(':').next().unwrap_or_default();
    fits_pattern(last, &format!("{own}{rest}"))
        || literal.iter().any(|name| {
            let name = name.rsplit(':').next().unwrap_or_default();
            fits_pattern(last, &format!("{name}{rest}"))
        })
}

/// `${Logs.Arn}/*` as `${Logs}/*`: whichever way a resource is named.
fn one_symbol(text: &str, id: &str) -> String {
    let start = format!("${{{id}.");
    let mut parts = text.split(start.as_str());
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(&format!("${{{id}}}"));
        out.push_str(part.split_once('}').map_or("", |(_, after)| after));
    }
    out
}

fn fix(
    world: &World<'_>,
    subject: &Subject<'_>,
    guarded: &Guarded,
    policy: Option<&Subject<'_>>,
) -> Fix {
    let id = subject.id();
    let reference = json!({"Ref": id});
    let arn = match guarded.names {
        // A topic's `Ref` is its ARN.
        "Topics" => reference.clone(),
        _ => json!({"Fn::GetAtt": [id, "Arn"]}),
    };
    let resource = match guarded.names {
        "Bucket" => json!([arn, {"Fn::Sub": format!("${{{id}.Arn}}/*")}]),
        _ => arn,
    };
    let statement = json!({
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": guarded.every_action,
        "Resource": resource,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    });
    let what = format!(
        "a statement that denies `{}` on `{id}` to `Principal: \"*\"` under `Bool: {{\"aws:SecureTransport\": \"false\"}}`",
        guarded.every_action
    );
    match policy {
        None => {
            let new = free_id(world, &format!("{id}Policy"));
            let names = if guarded.names == "Bucket" {
                reference
            } else {
                json!([reference])
            };
            Fix::advice(format!(
                "Add an `{}` for `{id}` with {what}.",
                guarded.policy_type
            ))
            .and([Change::AddResource {
                id: new,
                type_name: guarded.policy_type.to_owned(),
                properties: json!({
                    guarded.names: names,
                    "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]},
                }),
            }])
        }
        Some(policy) => {
            let advice = Fix::advice(format!("Add to `{}` {what}.", policy.id()));
            match policy.look("PolicyDocument.Statement") {
                Look::Found(spot) if spot.value.as_list().is_some() => {
                    let next = spot.value.as_list().map_or(0, <[Value<'_>]>::len);
                    let path = format!("PolicyDocument.Statement[{next}]");
                    advice.and([set(policy.id(), &path, statement)])
                }
                _ => advice,
            }
        }
    }
}

/// `None` for a listener that passes bytes on unread.
fn listener(subject: &Subject<'_>) -> Option<Finding> {
    let id = subject.id();
    let spot = match subject.look("Protocol") {
        Look::Found(spot) => spot,
        // Of a gateway load balancer.
        Look::Missing => return None,
        Look::Unknown { reason, mark } => {
            return Some(subject.undecided(At::Property("Protocol", mark), reason));
        }
    };
    let at = At::Property("Protocol", spot.mark);
    let protocol = match &spot.value.data {
        Data::Text(text) if text.is_symbolic() => return Some(subject.undecided(at, &later(text))),
        Data::Unknown(unknown) => return Some(subject.undecided(at, &unknown.reason)),
        Data::Text(text) => text.resolved.as_ref(),
        Data::List(_) | Data::Map(_) | Data::Absent => return None,
    };
    match protocol {
        "HTTPS" | "TLS" => Some(subject.good(at, format!("`{id}` speaks {protocol}."))),
        "HTTP" => Some(match redirects(subject) {
            Ok(true) => subject.good(at, format!("`{id}` sends everybody on to HTTPS.")),
            Ok(false) => subject.bad(
                at,
                format!("`{id}` answers without TLS: `Protocol` is `HTTP`, and it does not only redirect to `HTTPS`."),
                listener_fix(subject),
            ),
            Err(reason) => subject.undecided(At::Property("DefaultActions", spot.mark), &reason),
        }),
        _ => None,
    }
}

fn redirects(subject: &Subject<'_>) -> Result<bool, String> {
    let actions = match subject.look("DefaultActions") {
        Look::Found(spot) => elements(spot),
        Look::Missing => return Ok(false),
        Look::Unknown { reason, .. } => return Err(reason.to_owned()),
    };
    for (_, action) in &actions {
        let kind = strings(action.value, "Type")?;
        let to = strings(action.value, "RedirectConfig.Protocol")?;
        if kind != ["redirect"] || to != ["HTTPS"] {
            return Ok(false);
        }
    }
    Ok(!actions.is_empty())
}

fn listener_fix(subject: &Subject<'_>) -> Fix {
    let redirect: Json = json!([{
        "Type": "redirect",
        "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"},
    }]);
    Fix::set(
        subject,
        "Let `DefaultActions` be one `redirect` to `HTTPS` on port 443, and give the balancer a listener with `Protocol: HTTPS` and a certificate in `Certificates`.",
        &[("DefaultActions", redirect)],
    )
}
