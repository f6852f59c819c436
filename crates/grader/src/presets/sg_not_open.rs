//! `sg-not-open`: no security group lets the whole internet in.
//!
//! # What it checks
//! No ingress rule of an `AWS::EC2::SecurityGroup`, and no `AWS::EC2::SecurityGroupIngress`, lets a range in that holds one of `cidrs`
//! (`0.0.0.0/0` and `::/0` when not given) on one of the ports in `port`. Without `port` every port counts but 80 and 443, on which a
//! web server is meant to be open. A range of ports counts when a port is within it; every protocol but TCP, UDP and ICMP, `-1` first,
//! opens all ports. ICMP has no ports and is left alone. A template without security groups passes.
//!
//! # Why it matters
//! An open port is found and tried by strangers within minutes: SSH, RDP and databases above all.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: No security group opens SSH to the world, preset: sg-not-open, args: {port: 22}, tag: security}
//! ```
//!
//! # Fix
//! A security group names who may come in, and the whole internet is nobody in particular. Narrow `CidrIp` to the network that needs
//! the port, or name another security group in `SourceSecurityGroupId`.

use std::net::{Ipv4Addr, Ipv6Addr};

use cfn::{Data, Value};
use serde_json::{Value as Json, json};

use super::{
    Args, Finding,
    finding::{At, Fix, remove},
    subject::{Look, Spot, Subject, element_path, elements, later, look_in, number, of_types},
};
use crate::{fields::shorten, remedy::Change, world::World};

const GROUP: &str = "AWS::EC2::SecurityGroup";
const RULE: &str = "AWS::EC2::SecurityGroupIngress";
const LIST: &str = "SecurityGroupIngress";
/// What is open on purpose when no port is asked about.
const WEB_PORTS: &[f64] = &[80.0, 443.0];

pub(super) fn check(world: &World<'_>, args: &Args) -> Vec<Finding> {
    let asked = Asked {
        ports: args.numbers("port"),
        cidrs: args.texts("cidrs"),
    };
    // Where a network is known, a hint narrows to it.
    let network = of_types(world, &["AWS::EC2::VPC"]).first().map_or_else(
        || json!("10.0.0.0/8"),
        |vpc| json!({"Fn::GetAtt": [vpc.id(), "CidrBlock"]}),
    );
    of_types(world, &[GROUP, RULE])
        .iter()
        .map(|subject| one(subject, &asked, &network))
        .collect()
}

struct Asked<'a> {
    /// None: every port but those of the web.
    ports: &'a [f64],
    cidrs: &'a [String],
}

fn one(subject: &Subject<'_>, asked: &Asked<'_>, network: &Json) -> Finding {
    let rules: Vec<(String, Spot<'_>)> = if subject.is(RULE) {
        let value = &subject.resource.properties;
        let mark = subject.resource.id_span;
        vec![(String::new(), Spot { value, mark })]
    } else {
        match subject.look(LIST) {
            Look::Found(spot) => elements(spot)
                .into_iter()
                .map(|(index, spot)| (element_path(LIST, index), spot))
                .collect(),
            Look::Unknown { reason, mark } => {
                return subject.undecided(At::Property(LIST, mark), reason);
            }
            Look::Missing => Vec::new(),
        }
    };
    let mut undecided = None;
    for (path, rule) in &rules {
        match judge_rule(rule.value, asked) {
            Opening::Closed => {}
            Opening::Open { key, spot, ports } => {
                return open(subject, path, key, spot, &ports, network);
            }
            Opening::Unknown { key, spot, reason } => {
                let path = join(path, key);
                let mark = spot.map_or(rule.mark, |spot| spot.mark);
                undecided
                    .get_or_insert_with(|| subject.undecided(At::Property(&path, mark), &reason));
            }
        }
    }
    undecided.unwrap_or_else(|| {
        let sentence = format!("`{}` lets nobody in who is not meant.", subject.id());
        subject.good(At::Resource, sentence)
    })
}

fn open(
    subject: &Subject<'_>,
    rule: &str,
    key: &str,
    spot: Spot<'_>,
    ports: &str,
    network: &Json,
) -> Finding {
    let id = subject.id();
    let path = join(rule, key);
    let cidr = shorten(spot.value.as_text().unwrap_or_default());
    let sentence = format!("`{id}` lets everybody in `{cidr}` in on {ports}: `{path}`.");
    let change = match (key, rule) {
        ("CidrIp", _) => Change::Set {
            resource: id.to_owned(),
            path: path.clone(),
            value: network.clone(),
        },
        // A network of one's own has IPv6 only when it asked for it, so there is nothing to narrow to.
        (_, "") => Change::RemoveResource { id: id.to_owned() },
        (_, rule) => remove(id, rule),
    };
    let fix = Fix::advice(format!(
        "Write a narrower range at `{path}`, such as the range of your own network, or take the rule away."
    ))
    .and([change]);
    subject.bad(At::Property(&path, spot.mark), sentence, fix)
}

fn join(rule: &str, key: &str) -> String {
    match (rule, key) {
        ("", key) => key.to_owned(),
        (rule, "") => rule.to_owned(),
        (rule, key) => format!("{rule}.{key}"),
    }
}

/// What one rule lets in.
enum Opening<'v> {
    Closed,
    Open {
        key: &'static str,
        spot: Spot<'v>,
        /// "port 22", "all ports".
        ports: String,
    },
    Unknown {
        key: &'static str,
        spot: Option<Spot<'v>>,
        reason: String,
    },
}

fn judge_rule<'v>(rule: &'v Value<'v>, asked: &Asked<'_>) -> Opening<'v> {
    if let Data::Unknown(unknown) = &rule.data {
        return Opening::Unknown {
            key: "",
            spot: None,
            reason: unknown.reason.clone(),
        };
    }
    let ports = ports(rule, asked);
    let mut undecided = None;
    for key in ["CidrIp", "CidrIpv6"] {
        let (spot, wide) = match look_in(rule, key) {
            Look::Missing => continue,
            Look::Found(spot) => (Some(spot), wide(spot.value, asked.cidrs)),
            Look::Unknown { reason, .. } => (None, Wide::Unknown(reason.to_owned())),
        };
        match (wide, &ports, spot) {
            (Wide::No, _, _) | (_, Ports::None, _) => {}
            (Wide::Yes, Ports::Some(text), Some(spot)) => {
                return Opening::Open {
                    key,
                    spot,
                    ports: text.clone(),
                };
            }
            (Wide::Unknown(reason), _, spot) => {
                undecided = Some(Opening::Unknown { key, spot, reason });
            }
            (Wide::Yes, Ports::Unknown(key, reason), _) => {
                undecided = Some(Opening::Unknown {
                    key,
                    spot: None,
                    reason: reason.clone(),
                });
            }
            (Wide::Yes, Ports::Some(_), None) => {}
        }
    }
    undecided.unwrap_or(Opening::Closed)
}

/// Which of the ports asked about a rule opens.
enum Ports {
    None,
    Some(String),
    Unknown(&'static str, String),
}

fn ports(rule: &Value<'_>, asked: &Asked<'_>) -> Ports {
    let text = |key: &'static str| match look_in(rule, key) {
        Look::Missing => Ok(None),
        Look::Unknown { reason, .. } => Err(Ports::Unknown(key, reason.to_owned())),
        Look::Found(spot) => match &spot.value.data {
            Data::Text(text) if text.is_symbolic() => Err(Ports::Unknown(key, later(text))),
            Data::Text(text) => Ok(Some(text.resolved.to_string())),
            Data::Unknown(unknown) => Err(Ports::Unknown(key, unknown.reason.clone())),
            Data::List(_) | Data::Map(_) | Data::Absent => Ok(None),
        },
    };
    let protocol = match text("IpProtocol") {
        Ok(protocol) => protocol.unwrap_or_default().to_lowercase(),
        Err(unknown) => return unknown,
    };
    match protocol.as_str() {
        "icmp" | "icmpv6" | "1" | "58" => return Ports::None,
        "tcp" | "udp" | "6" | "17" => {}
        // EC2 opens every port for any other protocol, whatever ports the rule names.
        _ => return Ports::Some("all ports".to_owned()),
    }
    let end = |key, otherwise: f64| match text(key) {
        Ok(Some(text)) => Ok(number(&text)
            .filter(|port| *port >= 0.0)
            .unwrap_or(otherwise)),
        Ok(None) => Ok(otherwise),
        Err(unknown) => Err(unknown),
    };
    let (from, to) = match (end("FromPort", 0.0), end("ToPort", 65535.0)) {
        (Ok(from), Ok(to)) => (from, to),
        (Err(unknown), _) | (_, Err(unknown)) => return unknown,
    };
    if asked.ports.is_empty() {
        if from == to && WEB_PORTS.contains(&from) {
            return Ports::None;
        }
    } else if !asked.ports.iter().any(|port| (from..=to).contains(port)) {
        return Ports::None;
    }
    Ports::Some(if from == to {
        format!("port {from}")
    } else if from == 0.0 && to == 65535.0 {
        "all ports".to_owned()
    } else {
        format!("the ports {from} to {to}")
    })
}

enum Wide {
    Yes,
    No,
    Unknown(String),
}

/// Whether a range holds one of those asked about.
fn wide(value: &Value<'_>, cidrs: &[String]) -> Wide {
    let text = match &value.data {
        Data::Text(text) => text,
        Data::Unknown(unknown) => {
            // `${Address}/32` is one address, whichever it is.
            let canonical = unknown.canonical.as_deref().unwrap_or_default();
            return if is_narrow(canonical, cidrs) {
                Wide::No
            } else {
                Wide::Unknown(unknown.reason.clone())
            };
        }
        Data::List(_) | Data::Map(_) | Data::Absent => return Wide::No,
    };
    if text.is_symbolic() {
        // The range of a VPC or subnet is that of a network, never of the internet.
        let of_network = text.resolved.starts_with("${")
            && (text.resolved.ends_with(".CidrBlock}") || text.resolved.ends_with(".CidrIp}"));
        return if of_network || is_narrow(&text.resolved, cidrs) {
            Wide::No
        } else {
            Wide::Unknown(later(text))
        };
    }
    if cidrs.iter().any(|cidr| holds(&text.resolved, cidr)) {
        Wide::Yes
    } else {
        Wide::No
    }
}

/// Whether a range whose address is not known is narrower than every one of `cidrs` by its length alone.
fn is_narrow(text: &str, cidrs: &[String]) -> bool {
    let length = |text: &str| text.rsplit_once('/')?.1.parse::<u8>().ok();
    length(text).is_some_and(|own| {
        cidrs
            .iter()
            .all(|cidr| length(cidr).is_some_and(|other| own > other))
    })
}

/// Whether the range `outer` holds all of `inner`.
fn holds(outer: &str, inner: &str) -> bool {
    match (range(outer), range(inner)) {
        (Some(outer), Some(inner)) => {
            outer.is_v6 == inner.is_v6
                && outer.length <= inner.length
                && outer.masked(inner.bits) == outer.masked(outer.bits)
        }
        _ => outer == inner,
    }
}

#[derive(Clone, Copy)]
struct Range {
    bits: u128,
    length: u32,
    is_v6: bool,
}

impl Range {
    fn masked(&self, bits: u128) -> u128 {
        let width: u32 = if self.is_v6 { 128 } else { 32 };
        bits.checked_shr(width - self.length).unwrap_or(0)
    }
}

fn range(text: &str) -> Option<Range> {
    let (address, length) = text.trim().split_once('/')?;
    let length: u32 = length.parse().ok()?;
    if let Ok(v4) = address.parse::<Ipv4Addr>() {
        return (length <= 32).then_some(Range {
            bits: u128::from(u32::from(v4)),
            length,
            is_v6: false,
        });
    }
    let v6: Ipv6Addr = address.parse().ok()?;
    (length <= 128).then_some(Range {
        bits: u128::from(v6),
        length,
        is_v6: true,
    })
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn a_range_holds_another_by_its_bits() {
        for (outer, inner, expected) in [
            ("0.0.0.0/0", "0.0.0.0/0", true),
            ("1.2.3.4/0", "0.0.0.0/0", true),
            ("0.0.0.0/1", "0.0.0.0/0", false),
            ("0.0.0.0/0", "10.0.0.0/8", true),
            ("10.0.0.0/8", "10.1.0.0/16", true),
            ("11.0.0.0/8", "10.1.0.0/16", false),
            ("0:0:0:0:0:0:0:0/0", "::/0", true),
            ("::/0", "0.0.0.0/0", false),
            ("::/1", "::/0", false),
            ("0.0.0.0/33", "0.0.0.0/0", false),
            ("everybody", "0.0.0.0/0", false),
        ] {
            assert_eq!(holds(outer, inner), expected, "{outer} holds {inner}");
        }
    }
}
