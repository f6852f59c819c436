//! How an edge that is missing would be written. Most of it comes from the table of connectors; what needs a shape of its own is in
//! `ways`. AWS must take what is written here: a pair of types that is not known to work has no advice.

mod fits;

use crate::{
    Data, Model, Resource, Value,
    types::{Kinds, resource_type},
};

use super::{
    Advice, Relation,
    kinds::ref_is_arn,
    table::{self, Rule, Wanted},
    ways::{Place, WAYS, Way},
};
use fits::{FUNCTIONS, fits};

/// How to write an edge; `None` when no connector is known for the two types.
pub(super) fn advice(
    model: &Model<'_>,
    from: usize,
    relation: Relation,
    to: usize,
) -> Option<Advice> {
    let (source, target) = (model.resources.get(from)?, model.resources.get(to)?);
    match relation {
        Relation::DependsOn => Some(Advice {
            resource: Some(from),
            property: "@DependsOn".to_owned(),
            value: target.id.to_owned(),
            text: format!("add `DependsOn: {}` to `{}`", target.id, source.id),
        }),
        Relation::References | Relation::Reaches => Some(
            table::rules(source.type_name)
                .iter()
                .filter(|rule| fits(rule, source.type_name, target.type_name))
                // A function that works with a queue or topic does not send its failures there.
                .filter(|rule| {
                    rule.relation != Relation::DeadLettersTo
                        || !FUNCTIONS.contains(&source.type_name)
                })
                .min_by_key(|rule| length(rule))
                .and_then(|rule| written((from, source), rule, target))
                .or_else(|| by_name((from, source), target))
                .or_else(|| in_environment((from, source), target))
                .unwrap_or_else(|| Advice {
                    resource: Some(from),
                    property: "@DependsOn".to_owned(),
                    value: target.id.to_owned(),
                    text: format!(
                        "name `{}` in a property of `{}`, as `!Ref {}`, or add `DependsOn: {}`",
                        target.id, source.id, target.id, target.id
                    ),
                }),
        ),
        Relation::Delivers
        | Relation::DeadLettersTo
        | Relation::Assumes
        | Relation::ContainedIn
        | Relation::Protects
        | Relation::Notifies
        | Relation::LogsTo
        | Relation::EncryptsWith => by_way((from, source), relation, (to, target))
            .or_else(|| by_rule((from, source), relation, (to, target))),
    }
}

fn by_way(
    (from, source): (usize, &Resource<'_>),
    relation: Relation,
    (to, target): (usize, &Resource<'_>),
) -> Option<Advice> {
    let way: &Way = WAYS.iter().find(|way| {
        way.relation == relation
            && way.from.contains(&source.type_name)
            && way.to.contains(&target.type_name)
    })?;
    let fill = |text: &str| {
        text.replace("{from.arn}", &arn_of(source))
            .replace("{to.arn}", &arn_of(target))
            .replace("{from.ref}", &format!("!Ref {}", source.id))
            .replace("{to.ref}", &format!("!Ref {}", target.id))
            .replace("{from}", source.id)
            .replace("{to}", target.id)
    };
    let (resource, on) = match way.place {
        Place::From => (Some(from), Some(source)),
        Place::To => (Some(to), Some(target)),
        Place::New => (None, None),
    };
    let (property, value) = (fill(way.property), fill(way.value));
    let (property, value) = match (on, only_element(&value)) {
        // Another element of a list that is there already.
        (Some(on), Some(element)) => placed(
            &format!("{property}[]"),
            element.to_owned(),
            &on.properties,
            relation,
        ),
        _ => (property, value),
    };
    Some(Advice {
        resource,
        property,
        value,
        text: fill(way.text),
    })
}

/// The element of a list that has one.
fn only_element(value: &str) -> Option<&str> {
    let inner = value.strip_prefix('[')?.strip_suffix(']')?;
    let mut depth = 0_usize;
    for byte in inner.bytes() {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => return None,
            _ => {}
        }
    }
    Some(inner)
}

/// The property of the table that says such an edge; the shortest path, since the others are for rare cases.
fn by_rule(
    (from, source): (usize, &Resource<'_>),
    relation: Relation,
    (to, target): (usize, &Resource<'_>),
) -> Option<Advice> {
    let outwards = table::rules(source.type_name)
        .iter()
        .filter(|rule| rule.outwards)
        .map(|rule| (rule, from, source, target));
    let inwards = table::rules(target.type_name)
        .iter()
        .filter(|rule| !rule.outwards)
        .map(|rule| (rule, to, target, source));
    let (rule, place, on, other) = outwards
        .chain(inwards)
        .filter(|(rule, _, on, other)| {
            rule.relation == relation && fits(rule, on.type_name, other.type_name)
        })
        .min_by_key(|(rule, ..)| length(rule))?;
    written((place, on), rule, other)
}

/// The property whose name says that it names such a resource: `LogGroupName` of a metric filter, `Bucket` of a bucket's policy.
fn by_name((place, on): (usize, &Resource<'_>), other: &Resource<'_>) -> Option<Advice> {
    /// What resources of every service name.
    const NAMED_EVERYWHERE: &[&str] = &[
        "AWS::EC2::SecurityGroup",
        "AWS::EC2::Subnet",
        "AWS::EC2::VPC",
        "AWS::IAM::Role",
        "AWS::Lambda::Function",
        "AWS::Logs::LogGroup",
        "AWS::S3::Bucket",
        "AWS::SNS::Topic",
        "AWS::SQS::Queue",
    ];
    /// What may stand behind the noun, the longer first, and whether an ARN belongs there.
    const ENDS: &[(&str, bool)] = &[
        ("Identifier", false),
        ("Names", false),
        ("Name", false),
        ("Arns", true),
        ("Arn", true),
        ("ARN", true),
        ("Ids", false),
        ("Id", false),
        ("s", false),
        ("", false),
    ];
    let noun = |type_name: &'static str| type_name.rsplit("::").next().unwrap_or(type_name);
    let (own, wanted) = (
        resource_type(on.type_name)?,
        resource_type(other.type_name)?,
    );
    let reachable =
        service(own.name()) == service(wanted.name()) || NAMED_EVERYWHERE.contains(&wanted.name());
    // `QueueName` of a queue is its own name.
    if !reachable || noun(own.name()) == noun(wanted.name()) {
        return None;
    }
    let names = own.properties(&[]);
    let (property, is_arn) = ENDS.iter().find_map(|(end, is_arn)| {
        let property = names.iter().find(|name| {
            name.strip_suffix(end)
                .is_some_and(|start| start.eq_ignore_ascii_case(noun(wanted.name())))
                && !own.is_read_only(name)
        })?;
        Some((*property, *is_arn))
    })?;
    let kinds = own.kinds(&[property])?;
    let is_list = kinds.has(Kinds::LIST);
    if !is_list && !kinds.has(Kinds::TEXT) {
        return None;
    }
    let value = if is_arn || matches!(property, "Role" | "Function") {
        arn_of(other)
    } else {
        format!("!Ref {}", other.id)
    };
    let path = format!("{property}{}", if is_list { "[]" } else { "" });
    let (path, value) = placed(&path, value, &on.properties, Relation::References);
    Some(Advice {
        resource: Some(place),
        text: format!("name `{}` in `{property}` of `{}`", other.id, on.id),
        property: path,
        value,
    })
}

/// Code is told by its environment what it works with.
fn in_environment((place, on): (usize, &Resource<'_>), other: &Resource<'_>) -> Option<Advice> {
    if !FUNCTIONS.contains(&on.type_name) {
        return None;
    }
    let mut name = String::new();
    for (at, char) in other.id.chars().enumerate() {
        if char.is_uppercase() && at > 0 {
            name.push('_');
        }
        name.extend(char.to_uppercase());
    }
    Some(Advice {
        resource: Some(place),
        text: format!(
            "name `{}` in an environment variable of `{}`",
            other.id, on.id
        ),
        property: format!("Environment.Variables.{name}"),
        value: format!("!Ref {}", other.id),
    })
}

fn length(rule: &Rule) -> (usize, bool) {
    // What a task itself may do comes before what starts it.
    let for_starting = rule.path.contains("Execution");
    (rule.path.split('.').count(), for_starting)
}

fn written(
    (place, on): (usize, &Resource<'_>),
    rule: &Rule,
    other: &Resource<'_>,
) -> Option<Advice> {
    let value = match (rule.value, other.type_name) {
        // Origins and targets of balancers are named by what they have.
        (Wanted::Attribute("RegionalDomainName"), "AWS::ElasticLoadBalancingV2::LoadBalancer") => {
            format!("!GetAtt {}.DNSName", other.id)
        }
        (Wanted::Arn, "AWS::EC2::Instance") => format!("!Ref {}", other.id),
        (Wanted::Arn, _) => arn_of(other),
        (Wanted::Ref, _) => format!("!Ref {}", other.id),
        (Wanted::Attribute(name), _) => format!("!GetAtt {}.{name}", other.id),
    };
    let path = match rule.path.split_once('*') {
        None => rule.path.to_owned(),
        Some((before, after)) => format!("{before}{}{after}", any_key(rule.path, other)?),
    };
    let (path, value) = placed(&path, value, &on.properties, rule.relation);
    let last = path.rsplit('.').next().unwrap_or(&path);
    let last = last.split('[').next().unwrap_or(last);
    let switch = match rule.relation {
        Relation::EncryptsWith => switched_on(on.type_name),
        _ => None,
    };
    let also = switch.map_or(String::new(), |switch| format!(", with `{switch}: true`"));
    Some(Advice {
        resource: Some(place),
        text: format!("name `{}` in `{last}` of `{}`{also}", other.id, on.id),
        property: path,
        value,
    })
}

/// The property without which AWS refuses a key.
fn switched_on(type_name: &str) -> Option<&'static str> {
    match type_name {
        "AWS::DocDB::DBCluster"
        | "AWS::Neptune::DBCluster"
        | "AWS::RDS::DBCluster"
        | "AWS::RDS::DBInstance" => Some("StorageEncrypted"),
        "AWS::EC2::Volume" | "AWS::EFS::FileSystem" | "AWS::Redshift::Cluster" => Some("Encrypted"),
        "AWS::ElastiCache::ReplicationGroup" => Some("AtRestEncryptionEnabled"),
        _ => None,
    }
}

/// What to write where any key will do.
fn any_key<'k>(path: &str, other: &Resource<'k>) -> Option<&'k str> {
    match path.split('.').next() {
        Some("Roles") => Some("authenticated"),
        Some("LogPublishingOptions") => Some("ES_APPLICATION_LOGS"),
        Some("Auth") => Some(other.id),
        _ => None,
    }
}

/// A path with its lists: a destination is added to what a list has, anything else goes to the first element; and the value, as a
/// list where there is none yet.
fn placed(
    path: &str,
    value: String,
    properties: &Value<'_>,
    relation: Relation,
) -> (String, String) {
    let adds = matches!(
        relation,
        Relation::Delivers
            | Relation::Notifies
            | Relation::LogsTo
            | Relation::References
            | Relation::Reaches
    );
    let mut out = String::new();
    let mut found = Some(properties);
    let mut keys = path.split('.').peekable();
    while let Some(key) = keys.next() {
        let (name, is_list) = match key.strip_suffix("[]") {
            Some(name) => (name, true),
            None => (key, false),
        };
        if !out.is_empty() {
            out.push('.');
        }
        out.push_str(name);
        found = found.and_then(|value| value.get(name));
        let items = match found.map(|value| &value.data) {
            Some(Data::List(items)) => items.as_slice(),
            _ => &[],
        };
        if is_list && keys.peek().is_none() {
            if items.is_empty() {
                return (out, format!("[{value}]"));
            }
            out.push_str(&format!("[{}]", items.len()));
        } else if is_list {
            let index = if adds { items.len() } else { 0 };
            out.push_str(&format!("[{index}]"));
            found = items.get(index);
        }
    }
    (out, value)
}

/// `AWS::ECS` of `AWS::ECS::Service`.
fn service(type_name: &str) -> &str {
    type_name
        .rsplit_once("::")
        .map_or(type_name, |(service, _)| service)
}

/// The function that gives a resource's ARN.
fn arn_of(resource: &Resource<'_>) -> String {
    if ref_is_arn(resource.type_name) {
        format!("!Ref {}", resource.id)
    } else {
        format!("!GetAtt {}.Arn", resource.id)
    }
}
