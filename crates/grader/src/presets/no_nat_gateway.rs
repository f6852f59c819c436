//! `no-nat-gateway`: the template has no NAT gateway.
//!
//! # What it checks
//! There is no `AWS::EC2::NatGateway`. A template without one passes.
//!
//! # Why it matters
//! A NAT gateway costs about 30 US dollars a month before the first byte goes through, and then by the gigabyte. Much of what it is
//! used for goes without: VPC endpoints reach AWS services, and for S3 and DynamoDB they are free.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: No NAT gateway, preset: no-nat-gateway, tag: cost}
//! ```
//!
//! # Fix
//! A NAT gateway costs money every hour, and private subnets often need none. Take it away with its route and its Elastic IP address;
//! use an `AWS::EC2::VPCEndpoint` for the AWS services that are called.

use super::{
    Args, Finding,
    finding::{At, Fix},
    subject::{Look, Subject, of_types, referred},
};
use crate::{remedy::Change, world::World};

pub(super) fn check(world: &World<'_>, _: &Args) -> Vec<Finding> {
    let routes = of_types(world, &["AWS::EC2::Route"]);
    of_types(world, &["AWS::EC2::NatGateway"])
        .iter()
        .map(|gateway| one(gateway, &routes))
        .collect()
}

fn one(gateway: &Subject<'_>, routes: &[Subject<'_>]) -> Finding {
    let id = gateway.id();
    // A route to nothing cannot stay.
    let through = routes
        .iter()
        .filter(|route| match route.look("NatGatewayId") {
            Look::Found(spot) => referred(spot.value).as_deref() == Some(id),
            Look::Missing | Look::Unknown { .. } => false,
        });
    let changes = through
        .map(Subject::id)
        .chain([id])
        .map(|id| Change::RemoveResource { id: id.to_owned() });
    let fix = Fix::advice(format!(
        "Take `{id}` away, with the routes that lead to it and the Elastic IP address that it alone uses."
    ))
    .and(changes);
    gateway.bad(
        At::Resource,
        format!("`{id}` is a NAT gateway, which costs money every hour."),
        fix,
    )
}
