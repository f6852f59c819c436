//! `multi-az`: what can run in two availability zones does.
//!
//! # What it checks
//! - An `AWS::RDS::DBInstance` of its own has `MultiAZ: true`. Replicas and members of a cluster are not asked.
//! - An Aurora `AWS::RDS::DBCluster` has at least two instances in the template. Clusters of other engines are always in several zones.
//! - An `AWS::ElastiCache::ReplicationGroup` has `MultiAZEnabled: true`.
//! - An `AWS::AutoScaling::AutoScalingGroup`, an `AWS::ElasticLoadBalancingV2::LoadBalancer` and the network of an `AWS::ECS::Service` name subnets
//!   (or zones) in at least two zones. Subnets of the template are told apart by their `AvailabilityZone`; one that does not say it is
//!   open. Subnets from outside count as a zone each.
//!
//! `types` says which of these to look at.
//!
//! # Why it matters
//! A zone is one or several data centres, and now and then one fails as a whole. What runs in one zone only is down with it.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: The database outlives a zone, preset: multi-az, args: {types: "AWS::RDS::DBInstance"}, tag: reliability}
//! ```
//!
//! # Fix
//! What has to stay up runs in two availability zones, so that one may fail. Write `MultiAZ: true` for a database, a second instance
//! for an Aurora cluster, and subnets of two zones for everything that is placed in subnets.

use std::collections::{BTreeMap, BTreeSet};

use cfn::{Data, Intrinsic};
use serde_json::json;

use super::{
    Args, Finding,
    databases::{CLUSTER, Databases, INSTANCE, Settings, is_aurora},
    dead_letters::free_id,
    finding::{At, Fix},
    subject::{
        Ask, Look, Spot, Subject, by_id, elements, is_true, look_in, of_types, referred, written,
    },
};
use crate::{remedy::Change, world::World};

const CACHE: &str = "AWS::ElastiCache::ReplicationGroup";
const GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
const BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const SERVICE: &str = "AWS::ECS::Service";
const SUBNET: &str = "AWS::EC2::Subnet";

pub(super) const TYPES: &[&str] = &[INSTANCE, CLUSTER, CACHE, GROUP, BALANCER, SERVICE];

pub(super) fn check(world: &World<'_>, args: &Args) -> Vec<Finding> {
    let databases = Databases::of(world);
    let subnets = by_id(world, &[SUBNET]);
    of_types(world, TYPES)
        .iter()
        .filter(|subject| args.takes("types", subject.resource.type_name))
        .filter_map(|subject| match subject.resource.type_name {
            INSTANCE => instance(subject, &databases),
            CLUSTER => Some(cluster(world, subject, &databases)),
            CACHE => Some(cache(subject)),
            _ => placed(subject, &subnets),
        })
        .collect()
}

fn instance(subject: &Subject<'_>, databases: &Databases<'_>) -> Option<Finding> {
    match databases.settings(subject) {
        Settings::FromTemplate => return None,
        Settings::FromOutside(reason) => {
            return Some(subject.undecided(At::Missing("MultiAZ"), &reason));
        }
        Settings::Own => {}
    }
    Some(subject.ask(Ask {
        path: "MultiAZ",
        fits: &is_true,
        needs: "true",
        good: "runs in two zones",
        bad: "runs in one zone",
        missing: "",
        fix: Fix::set(
            subject,
            "Write `MultiAZ: true`.",
            &[("MultiAZ", json!(true))],
        ),
    }))
}

fn cluster(world: &World<'_>, subject: &Subject<'_>, databases: &Databases<'_>) -> Finding {
    let id = subject.id();
    match is_aurora(subject) {
        None => {
            return subject.undecided(
                At::Missing("Engine"),
                "the engine of the cluster is not known",
            );
        }
        Some(false) => {
            return subject.good(
                At::Resource,
                format!("`{id}` is a cluster that runs in several zones."),
            );
        }
        Some(true) => {}
    }
    let members = databases.members(subject);
    if members >= 2 {
        return subject.good(
            At::Resource,
            format!("`{id}` has {members} instances, which RDS puts in different zones."),
        );
    }
    let first = databases
        .all
        .iter()
        .find(|other| other.is(INSTANCE) && other.text("DBInstanceClass").is_some());
    let class = first
        .and_then(|first| first.text("DBInstanceClass"))
        .unwrap_or("db.t4g.medium");
    let second = free_id(world, &format!("{id}Second"));
    let change = Change::AddResource {
        id: second.clone(),
        type_name: INSTANCE.to_owned(),
        properties: json!({
            "DBClusterIdentifier": {"Ref": id},
            "Engine": subject.text("Engine"),
            "DBInstanceClass": class,
        }),
    };
    let count = if members == 1 {
        "one instance"
    } else {
        "no instance"
    };
    subject.bad(
        At::Resource,
        format!("`{id}` runs in one zone: it has {count} in this template, needs two."),
        Fix::advice(format!(
            "Add an `{INSTANCE}` such as `{second}` with `DBClusterIdentifier: !Ref {id}`, until there are two."
        ))
        .and([change]),
    )
}

fn cache(subject: &Subject<'_>) -> Finding {
    subject.ask(Ask {
        path: "MultiAZEnabled",
        fits: &is_true,
        needs: "true",
        good: "runs in two zones",
        bad: "runs in one zone",
        missing: "",
        fix: Fix::set(
            subject,
            "Write `MultiAZEnabled: true` and `AutomaticFailoverEnabled: true`, with at least one replica.",
            &[
                ("MultiAZEnabled", json!(true)),
                ("AutomaticFailoverEnabled", json!(true)),
            ],
        ),
    })
}

/// What is placed in subnets. `None` for a service whose instances decide.
fn placed(subject: &Subject<'_>, subnets: &BTreeMap<&str, Subject<'_>>) -> Option<Finding> {
    let id = subject.id();
    let paths: &[&str] = match subject.resource.type_name {
        GROUP => &["VPCZoneIdentifier", "AvailabilityZones"],
        BALANCER => &["Subnets", "SubnetMappings"],
        _ => &["NetworkConfiguration.AwsvpcConfiguration.Subnets"],
    };
    let first = paths.first().copied().unwrap_or_default();
    let path = paths
        .iter()
        .copied()
        .find(|path| subject.has(path))
        .unwrap_or(first);
    match subject.look(path) {
        Look::Missing if subject.is(SERVICE) => None,
        Look::Missing => Some(subject.bad(
            At::Missing(path),
            format!("`{id}` is in no zone for certain: it has no `{path}`."),
            fix(subject, path, subnets),
        )),
        Look::Unknown { reason, mark } => Some(subject.undecided(At::Property(path, mark), reason)),
        Look::Found(spot) => {
            let at = At::Property(path, spot.mark);
            Some(match spread(spot, subnets) {
                Spread::Wide => subject.good(at, format!("`{id}` is in at least two zones.")),
                Spread::Narrow => subject.bad(
                    at,
                    format!("`{id}` is in one zone: `{path}` names only one."),
                    fix(subject, path, subnets),
                ),
                Spread::Unknown(reason) => subject.undecided(at, &reason),
            })
        }
    }
}

enum Spread {
    Wide,
    Narrow,
    Unknown(String),
}

fn spread(spot: Spot<'_>, subnets: &BTreeMap<&str, Subject<'_>>) -> Spread {
    let all_zones = |function: &cfn::FunctionUse<'_>| function.name == Intrinsic::GetAZs;
    if spot.value.function.as_ref().is_some_and(all_zones) {
        return Spread::Wide;
    }
    if let Data::Unknown(unknown) = &spot.value.data {
        return Spread::Unknown(unknown.reason.clone());
    }
    let mut zones = BTreeSet::new();
    let mut open = None;
    for (_, element) in elements(spot) {
        // A `SubnetMappings` entry holds its subnet one level down.
        let value = match look_in(element.value, "SubnetId") {
            Look::Found(inner) => inner.value,
            Look::Missing | Look::Unknown { .. } => element.value,
        };
        let here = referred(value).and_then(|id| subnets.get(id.as_str()));
        match (here, &value.data) {
            (Some(subnet), _) => match zone(subnet) {
                Some(zone) => {
                    zones.insert(zone);
                }
                None => {
                    open = Some(format!(
                        "`{}` does not say in which zone it is",
                        subnet.id()
                    ));
                }
            },
            (None, Data::Unknown(unknown)) => open = Some(unknown.reason.clone()),
            (None, _) => zones.extend(written(value).map(std::borrow::Cow::into_owned)),
        }
    }
    match (zones.len(), open) {
        (2.., _) => Spread::Wide,
        (_, Some(reason)) => Spread::Unknown(reason),
        (_, None) => Spread::Narrow,
    }
}

fn zone(subnet: &Subject<'_>) -> Option<String> {
    ["AvailabilityZone", "AvailabilityZoneId"]
        .into_iter()
        .find_map(|path| match subnet.look(path) {
            Look::Found(spot) => written(spot.value).map(std::borrow::Cow::into_owned),
            Look::Missing | Look::Unknown { .. } => None,
        })
}

fn fix(subject: &Subject<'_>, path: &str, subnets: &BTreeMap<&str, Subject<'_>>) -> Fix {
    let advice = Fix::advice(format!(
        "At `{path}` name subnets of two availability zones."
    ));
    let mut by_zone: BTreeMap<String, &str> = BTreeMap::new();
    for subnet in subnets.values() {
        if let Some(zone) = zone(subnet) {
            by_zone.entry(zone).or_insert(subnet.id());
        }
    }
    if by_zone.len() < 2 || matches!(path, "AvailabilityZones" | "SubnetMappings") {
        return advice;
    }
    let references: Vec<_> = by_zone
        .values()
        .take(2)
        .map(|id| json!({"Ref": id}))
        .collect();
    Fix::set(subject, advice.value, &[(path, json!(references))])
}
