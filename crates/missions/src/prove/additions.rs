//! Mutations of a solution that add something, so that a criterion can be failed that forbids it: what the starter had, what the
//! criteria speak of, what the presets look for, and copies of what is there.

use std::ops::Range;

use cfn::Node;

use crate::{document::quoted, fields::shorten};

use super::{
    flat::{Flat, Shape},
    mutation::{Mutation, edited, place, pointed},
    wants::{Group, Wants},
};

/// The logical id of what is added. No mission has it.
const ADDED: &str = "AddedByProof";

/// What the presets and a careful reader look for: a type, its properties in flow style, and what it is.
const FORBIDDEN: &[(&str, &str, &str)] = &[
    (
        "AWS::EC2::SecurityGroup",
        r#"{"GroupDescription":"open","SecurityGroupIngress":[{"IpProtocol":"-1","CidrIp":"0.0.0.0/0"},{"IpProtocol":"tcp","FromPort":0,"ToPort":65535,"CidrIp":"0.0.0.0/0"}]}"#,
        "A security group that is open to everybody",
    ),
    (
        "AWS::IAM::Role",
        r#"{"AssumeRolePolicyDocument":{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]},"Policies":[{"PolicyName":"all","PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]}"#,
        "A role that may do everything",
    ),
    ("AWS::EC2::NatGateway", "{}", "A NAT gateway"),
    (
        "AWS::RDS::DBInstance",
        r#"{"PubliclyAccessible":true,"StorageEncrypted":false,"MultiAZ":false,"BackupRetentionPeriod":0,"DeletionProtection":false,"MasterUserPassword":"hunter2hunter2"}"#,
        "A public database with its password in the template",
    ),
    ("AWS::S3::Bucket", "{}", "A bucket without settings"),
    ("AWS::SQS::Queue", "{}", "A queue without settings"),
    ("AWS::Logs::LogGroup", "{}", "A log group without an end"),
    (
        "AWS::DynamoDB::Table",
        r#"{"BillingMode":"PROVISIONED","ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}}"#,
        "A table with provisioned capacity",
    ),
    (
        "AWS::Lambda::Function",
        r#"{"MemorySize":10240,"Role":"arn:aws:iam::123456789012:role/anything"}"#,
        "A large function with an ARN in the template",
    ),
];

/// What the starter has and the solution has not: each of its resources put back as it was.
pub(super) fn of_starter(flat: &Flat, starter: &Node) -> Vec<Mutation> {
    let Some(before) = Flat::of(starter) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for resource in &before.resources {
        let (Some(id), Some(part)) = (before.key(*resource), before.parts.get(*resource)) else {
            continue;
        };
        let text = before.text.get(part.value.clone()).unwrap_or_default();
        let now = flat
            .resources
            .iter()
            .copied()
            .find(|now| flat.key(*now) == Some(id));
        match now.and_then(|now| flat.parts.get(now)) {
            Some(one) if flat.text.get(one.value.clone()) == Some(text) => {}
            Some(one) => all.push(Mutation {
                edits: vec![(one.value.clone(), text.to_owned())],
                what: format!("`{}` as it is in the starter", shorten(id)),
                spans: vec![one.span],
                resources: now.into_iter().collect(),
            }),
            None => all.extend(added(
                flat,
                id,
                text,
                format!("`{}` of the starter put back", shorten(id)),
            )),
        }
    }
    all
}

/// What the criteria speak of, and what the presets look for.
pub(super) fn forbidden(flat: &Flat, wants: &Wants) -> Vec<Mutation> {
    let mut all = Vec::new();
    for group in &wants.groups {
        with_values(flat, group, &mut all);
    }
    for type_name in &wants.types {
        let text = format!("{{\"Type\":{}}}", quoted(type_name));
        all.extend(added(flat, ADDED, &text, format!("An {type_name} added")));
    }
    for (type_name, properties, what) in FORBIDDEN {
        let text = format!(
            "{{\"Type\":{},\"Properties\":{properties}}}",
            quoted(type_name)
        );
        all.extend(added(flat, ADDED, &text, format!("{what} added")));
    }
    all.extend(widened(flat));
    all
}

/// A copy of each resource, and a copy with each of its references pointed to each other resource, up to so many mutations.
pub(super) fn copies(flat: &Flat, most: usize) -> Vec<Mutation> {
    let mut all = Vec::new();
    for resource in &flat.resources {
        let Some(one) = flat.parts.get(*resource) else {
            continue;
        };
        let id = shorten(flat.key(*resource).unwrap_or_default());
        let text = flat.text.get(one.value.clone()).unwrap_or_default();
        all.extend(added(flat, ADDED, text, format!("A second `{id}`")));
    }
    for resource in &flat.resources {
        if all.len() >= most {
            break;
        }
        pointed_copies(flat, *resource, |_| true, &mut all);
    }
    all
}

/// Words in the types of resources that connect others, and are connected elsewhere first.
const CONNECTORS: &[&str] = &[
    "EventSourceMapping",
    "Subscription",
    "Permission",
    "Rule",
    "Pipe",
    "Policy",
    "Route",
    "Association",
    "Attachment",
    "Integration",
    "Ingress",
    "Egress",
];

/// A copy of each resource with one of its references pointed to a resource of one of the types, connectors first, up to so many.
pub(super) fn connections(flat: &Flat, types: &[String], most: usize) -> Vec<Mutation> {
    let is_connector = |resource: &usize| {
        let name = flat.type_of(*resource);
        CONNECTORS.iter().any(|word| name.contains(word))
    };
    let mut resources = flat.resources.clone();
    resources.sort_by_key(|resource| !is_connector(resource));
    let is_meant = |other: &str| {
        let found = flat
            .resources
            .iter()
            .find(|one| flat.key(**one) == Some(other));
        found.is_some_and(|one| types.iter().any(|name| name == flat.type_of(*one)))
    };
    let mut all = Vec::new();
    for resource in &resources {
        if all.len() >= most {
            break;
        }
        pointed_copies(flat, *resource, is_meant, &mut all);
    }
    all
}

/// A copy of a resource for each of its references and each other resource that is meant.
fn pointed_copies(
    flat: &Flat,
    resource: usize,
    is_meant: impl Fn(&str) -> bool,
    all: &mut Vec<Mutation>,
) {
    let Some(one) = flat.parts.get(resource) else {
        return;
    };
    for part in resource + 1..one.end {
        let Some(inside) = flat.parts.get(part) else {
            continue;
        };
        for (other, value) in pointed(flat, part).filter(|(other, _)| is_meant(other)) {
            let text = replaced(flat, &one.value, &inside.value, &value);
            let what = format!(
                "A second `{}` whose reference in {} is pointed to `{}`",
                shorten(flat.key(resource).unwrap_or_default()),
                place(flat, part),
                shorten(other)
            );
            all.extend(added(flat, ADDED, &text, what));
        }
    }
}

/// The stretch `whole` with another text for the stretch `inside` of it.
fn replaced(flat: &Flat, whole: &Range<usize>, inside: &Range<usize>, text: &str) -> String {
    let piece = |range: Range<usize>| flat.text.get(range).unwrap_or_default();
    format!(
        "{}{text}{}",
        piece(whole.start..inside.start),
        piece(inside.end..whole.end)
    )
}

/// One more resource, at the end.
fn added(flat: &Flat, id: &str, text: &str, what: String) -> Option<Mutation> {
    let resources = flat.child(0, "Resources")?;
    let section = flat.parts.get(resources)?;
    let comma = if flat.resources.is_empty() { "" } else { "," };
    let end = section.value.end.checked_sub(1)?;
    matches!(section.shape, Shape::Map).then(|| Mutation {
        edits: vec![(end..end, format!("{comma}{}:{text}", quoted(id)))],
        what,
        spans: Vec::new(),
        resources: Vec::new(),
    })
}

/// Each value of a group set on each resource of its types, then a new resource that has them all.
fn with_values(flat: &Flat, group: &Group, all: &mut Vec<Mutation>) {
    for resource in &flat.resources {
        if !group
            .types
            .iter()
            .any(|name| name == flat.type_of(*resource))
        {
            continue;
        }
        for (path, value) in &group.values {
            all.extend(set(flat, *resource, path, value));
        }
    }
    let mut properties = String::new();
    for (path, value) in &group.values {
        let Some((first, rest)) = path.split_first() else {
            continue;
        };
        if !properties.is_empty() {
            properties.push(',');
        }
        properties.push_str(&format!("{}:{}", quoted(first), nested(rest, value)));
    }
    for type_name in &group.types {
        let text = format!(
            "{{\"Type\":{},\"Properties\":{{{properties}}}}}",
            quoted(type_name)
        );
        all.extend(added(
            flat,
            ADDED,
            &text,
            format!("An {type_name} as the criterion describes it added"),
        ));
    }
}

/// A value at a path of a resource; what is on the way is made.
fn set(flat: &Flat, resource: usize, path: &[String], value: &str) -> Option<Mutation> {
    let id = shorten(flat.key(resource)?);
    let what = format!("`{}` of `{id}` set to `{}`", path.join("."), shorten(value));
    let mut at = resource;
    let mut rest: Vec<String> = std::iter::once("Properties".to_owned())
        .chain(path.iter().cloned())
        .collect();
    while let Some(step) = rest.first() {
        let next = if step == "[]" {
            flat.children(at).next()
        } else {
            flat.child(at, step)
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
        rest.remove(0);
    }
    let one = flat.parts.get(at)?;
    let edit = match rest.split_first() {
        None => (one.value.clone(), value.to_owned()),
        Some((step, below)) => {
            let has_more = flat.children(at).next().is_some();
            let comma = if has_more { "," } else { "" };
            let inside = nested(below, value);
            let text = match one.shape {
                Shape::Map => format!("{}:{inside}{comma}", quoted(step)),
                Shape::List if step == "[]" => format!("{inside}{comma}"),
                Shape::List | Shape::Scalar { .. } | Shape::Function(_) => return None,
            };
            let start = one.value.start + 1;
            (start..start, text)
        }
    };
    Some(Mutation {
        edits: vec![edit],
        what,
        spans: vec![one.span],
        resources: vec![resource],
    })
}

/// `{"A":[{"B":value}]}` for the path `A`, `[]`, `B`.
fn nested(path: &[String], value: &str) -> String {
    path.iter().rev().fold(value.to_owned(), |inside, step| {
        if step == "[]" {
            format!("[{inside}]")
        } else {
            format!("{{{}:{inside}}}", quoted(step))
        }
    })
}

/// Each statement that names actions, with one of these as well.
pub(super) fn allowed_too(flat: &Flat, actions: &[String]) -> Vec<Mutation> {
    let mut all = Vec::new();
    for (part, one) in flat.parts.iter().enumerate() {
        if flat.key(part) != Some("Action") || one.resource.is_none() {
            continue;
        }
        let written = flat.text.get(one.value.clone()).unwrap_or_default();
        for action in actions {
            let list = match &one.shape {
                Shape::List if written.len() > 2 => {
                    let inside = written.get(1..written.len() - 1).unwrap_or_default();
                    format!("[{},{inside}]", quoted(action))
                }
                Shape::Scalar { .. } => format!("[{},{written}]", quoted(action)),
                Shape::List | Shape::Map | Shape::Function(_) => continue,
            };
            let what = format!("`{}` added to {}", shorten(action), place(flat, part));
            all.push(edited(flat, part, what, |one| {
                (one.value.clone(), list.clone())
            }));
        }
    }
    all
}

/// Each role with a policy more, one that allows everything.
fn widened(flat: &Flat) -> Vec<Mutation> {
    const POLICY: &str = r#"{"PolicyName":"all","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}"#;
    let mut all = Vec::new();
    for resource in &flat.resources {
        if flat.type_of(*resource) != "AWS::IAM::Role" {
            continue;
        }
        let policies = flat
            .child(*resource, "Properties")
            .and_then(|properties| flat.child(properties, "Policies"))
            .and_then(|policies| flat.parts.get(policies));
        let id = shorten(flat.key(*resource).unwrap_or_default());
        let what = format!("`{id}` allowed everything");
        match policies {
            Some(list) if matches!(list.shape, Shape::List) => {
                let comma = if list.value.len() > 2 { "," } else { "" };
                let start = list.value.start + 1;
                all.push(Mutation {
                    edits: vec![(start..start, format!("{POLICY}{comma}"))],
                    what,
                    spans: vec![list.span],
                    resources: vec![*resource],
                });
            }
            Some(_) => {}
            None => {
                let path = ["Policies".to_owned()];
                all.extend(
                    set(flat, *resource, &path, &format!("[{POLICY}]"))
                        .map(|mutation| Mutation { what, ..mutation }),
                );
            }
        }
    }
    all
}
