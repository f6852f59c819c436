//! Mutations of a solution that only just miss it: a number one off or ten times as large, a range of addresses one bit wider, a runtime
//! one version older, a time in the wrong unit, a text in the wrong case, one action widened to its service, two subnets in one zone.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::{document::quoted, fields::shorten};

use super::{
    flat::{Flat, Shape},
    mutation::{Mutation, edited, is_the_type, place},
};

/// Lambda runtimes by family, each before the next younger one.
/// <https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html>
const RUNTIMES: &[&[&str]] = &[
    &[
        "nodejs16.x",
        "nodejs18.x",
        "nodejs20.x",
        "nodejs22.x",
        "nodejs24.x",
    ],
    &[
        "python3.8",
        "python3.9",
        "python3.10",
        "python3.11",
        "python3.12",
        "python3.13",
        "python3.14",
    ],
    &["java8.al2", "java11", "java17", "java21", "java25"],
    &["dotnet6", "dotnet8", "dotnet10"],
    &["ruby3.2", "ruby3.3", "ruby3.4"],
    &["provided", "provided.al2", "provided.al2023"],
];

/// What a unit of time is taken for by mistake, in texts such as `rate(5 minutes)`.
const UNITS: &[(&str, &str)] = &[
    ("second", "minute"),
    ("minute", "hour"),
    ("hour", "day"),
    ("day", "hour"),
];

/// Words in the name of a property that counts time.
const TIMES: &[&str] = &[
    "timeout",
    "seconds",
    "minutes",
    "hours",
    "days",
    "period",
    "retention",
    "delay",
    "ttl",
    "age",
    "interval",
    "duration",
    "window",
];

/// Pairs of resources that are put into one zone, at most.
const MOST_PAIRS: usize = 40;

/// Elements of a list that are made equal to its first, at most.
const MOST_DOUBLED: usize = 3;

/// Each value just missed, then zones and elements doubled.
pub(super) fn near_misses(flat: &Flat) -> Vec<Mutation> {
    let mut all = Vec::new();
    zones(flat, &mut all);
    for resource in &flat.resources {
        let end = flat.parts.get(*resource).map_or(0, |one| one.end);
        for part in (resource + 1..end).filter(|part| !is_the_type(flat, *part)) {
            doubled(flat, part, &mut all);
            for value in values(flat, part) {
                let what = format!(
                    "{} changed to `{}`",
                    place(flat, part),
                    shorten(value.trim_matches('"'))
                );
                all.push(edited(flat, part, what, |one| {
                    (one.value.clone(), value.clone())
                }));
            }
        }
    }
    all
}

/// Resources that say a zone, the later of each pair put into the zone of the earlier.
fn zones(flat: &Flat, all: &mut Vec<Mutation>) {
    let said: Vec<usize> = flat
        .resources
        .iter()
        .filter_map(|resource| {
            let properties = flat.child(*resource, "Properties")?;
            flat.child(properties, "AvailabilityZone")
        })
        .collect();
    let text = |part: usize| {
        let one = flat.parts.get(part)?;
        flat.text.get(one.value.clone())
    };
    let owner = |part: usize| {
        let resource = flat.parts.get(part).and_then(|one| one.resource);
        shorten(resource.and_then(|one| flat.key(one)).unwrap_or_default())
    };
    let mut count = 0;
    for (index, second) in said.iter().enumerate() {
        for first in said.get(..index).unwrap_or_default() {
            let Some(zone) = text(*first).filter(|zone| Some(*zone) != text(*second)) else {
                continue;
            };
            if count == MOST_PAIRS {
                return;
            }
            count += 1;
            let what = format!(
                "`{}` put into the zone of `{}`",
                owner(*second),
                owner(*first)
            );
            all.push(edited(flat, *second, what, |one| {
                (one.value.clone(), zone.to_owned())
            }));
        }
    }
}

/// The first elements of a list made equal to its first: two subnets become one.
fn doubled(flat: &Flat, part: usize, all: &mut Vec<Mutation>) {
    let is_list = flat
        .parts
        .get(part)
        .is_some_and(|one| matches!(one.shape, Shape::List));
    if !is_list {
        return;
    }
    let mut elements = flat.children(part);
    let first = elements.next().and_then(|first| flat.parts.get(first));
    let Some(first) = first.filter(|one| !matches!(one.shape, Shape::Map | Shape::List)) else {
        return;
    };
    let text = flat.text.get(first.value.clone()).unwrap_or_default();
    for other in elements.take(MOST_DOUBLED) {
        let what = format!("{} made the same as the first", place(flat, other));
        all.push(edited(flat, other, what, |one| {
            (one.value.clone(), text.to_owned())
        }));
    }
}

/// What stands in a part, just missed, as it is written in flow style.
fn values(flat: &Flat, part: usize) -> Vec<String> {
    let Some(Shape::Scalar { text, plain }) = flat.parts.get(part).map(|one| &one.shape) else {
        return Vec::new();
    };
    let numbers = numbers(text, names_a_time(flat, part));
    if !numbers.is_empty() {
        let written = numbers.into_iter();
        return match plain {
            true => written.collect(),
            false => written.map(|number| quoted(&number)).collect(),
        };
    }
    let mut texts = ranges(text);
    texts.extend(older(text));
    texts.extend(other_units(text));
    texts.extend(whole_service(text));
    texts.extend(misspelt(text));
    texts.retain(|other| other != text);
    texts.iter().map(|text| quoted(text)).collect()
}

fn names_a_time(flat: &Flat, part: usize) -> bool {
    let key = flat.key(part).unwrap_or_default().to_ascii_lowercase();
    TIMES.iter().any(|word| key.contains(word))
}

/// One off, ten times and a tenth; of a time, also in the next larger and smaller unit. None for what is no whole number.
fn numbers(text: &str, is_time: bool) -> Vec<String> {
    let has_leading_zero = text.len() > 1 && text.starts_with('0');
    let Some(number) = text.parse::<i64>().ok().filter(|_| !has_leading_zero) else {
        return Vec::new();
    };
    let factors: &[i64] = if is_time { &[10, 60] } else { &[10] };
    let mut all = vec![number.checked_sub(1), number.checked_add(1)];
    for factor in factors {
        all.push(number.checked_mul(*factor));
        all.push(number.checked_div(*factor).filter(|less| *less != 0));
    }
    let mut numbers: Vec<i64> = Vec::new();
    for other in all.into_iter().flatten() {
        if other != number && !numbers.contains(&other) {
            numbers.push(other);
        }
    }
    numbers.iter().map(i64::to_string).collect()
}

/// A range of addresses one bit wider and narrower, and the next one of its size.
fn ranges(text: &str) -> Vec<String> {
    let parsed = || {
        let (address, length) = text.split_once('/')?;
        Some((address.parse().ok()?, length.parse().ok()?))
    };
    let Some((address, length)): Option<(IpAddr, u32)> = parsed() else {
        return Vec::new();
    };
    let (bits, next) = match address {
        IpAddr::V4(address) => {
            let size = 32_u32
                .checked_sub(length)
                .and_then(|rest| 1_u32.checked_shl(rest));
            let next = size.map(|size| address.to_bits().wrapping_add(size));
            (32, next.map(|bits| Ipv4Addr::from_bits(bits).to_string()))
        }
        IpAddr::V6(address) => {
            let size = 128_u32
                .checked_sub(length)
                .and_then(|rest| 1_u128.checked_shl(rest));
            let next = size.map(|size| address.to_bits().wrapping_add(size));
            (128, next.map(|bits| Ipv6Addr::from_bits(bits).to_string()))
        }
    };
    let wider = length
        .checked_sub(1)
        .map(|less| format!("{address}/{less}"));
    let narrower = (length < bits).then(|| format!("{address}/{}", length + 1));
    let next = next.map(|next| format!("{next}/{length}"));
    [wider, narrower, next].into_iter().flatten().collect()
}

/// The next older runtime of a family, of the oldest the next younger.
fn older(text: &str) -> Option<String> {
    RUNTIMES.iter().find_map(|family| {
        let place = family.iter().position(|runtime| *runtime == text)?;
        let near = place.checked_sub(1).unwrap_or(1);
        family.get(near).map(|runtime| (*runtime).to_owned())
    })
}

/// `rate(5 minutes)` in hours, `PT5M` in hours, `P1D` as one hour.
fn other_units(text: &str) -> Vec<String> {
    let lower = text.to_ascii_lowercase();
    let has_number = lower.contains(|c: char| c.is_ascii_digit());
    let words = UNITS
        .iter()
        .find(|(unit, _)| has_number && lower.contains(*unit))
        .map(|(unit, other)| lower.replacen(unit, other, 1));
    let iso = text
        .strip_prefix('P')
        .filter(|_| has_number)
        .and_then(|rest| {
            let (head, unit) = rest.split_at_checked(rest.len().checked_sub(1)?)?;
            Some(match (unit, head.strip_prefix('T')) {
                ("S", Some(count)) => format!("PT{count}M"),
                ("M", Some(count)) => format!("PT{count}H"),
                ("H", Some(count)) => format!("P{count}D"),
                ("D", None) => format!("PT{head}H"),
                _ => return None,
            })
        });
    words.into_iter().chain(iso).collect()
}

/// `s3:*` for `s3:GetObject`.
fn whole_service(text: &str) -> Option<String> {
    let (service, name) = text.split_once(':')?;
    let is_action = !service.is_empty()
        && service
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit())
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'*');
    is_action.then(|| format!("{service}:*"))
}

/// In the other case, and without its last letter.
fn misspelt(text: &str) -> Vec<String> {
    let upper = text.to_ascii_uppercase();
    let swapped = if upper == text {
        text.to_ascii_lowercase()
    } else {
        upper
    };
    let mut shorter = text.to_owned();
    shorter.pop();
    let mut all = vec![swapped];
    all.extend(Some(shorter).filter(|shorter| !shorter.trim().is_empty()));
    all
}
