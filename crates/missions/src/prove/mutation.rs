//! Mutations of a solution that take something away or change it: resources and properties removed, values changed, references broken
//! or pointed elsewhere, list elements dropped, permissions widened. What adds something is in `additions`.

use std::{collections::HashMap, ops::Range};

use cfn::{Intrinsic, Span, types::resource_type};

use crate::{document::quoted, fields::shorten};

use super::{
    flat::{Flat, Part, Shape, Step, is_reference},
    json_text::json_text,
};

/// A small change of the solution.
pub(super) struct Mutation {
    /// Stretches of the flat text and what comes in their place.
    pub(super) edits: Vec<(Range<usize>, String)>,
    /// What it does, as a sentence without its stop.
    pub(super) what: String,
    /// Where, in the solution's own text; none for what is added.
    pub(super) spans: Vec<Span>,
    /// The resources that it changes, as parts of the flat text; none for what is added.
    pub(super) resources: Vec<usize>,
}

/// What a text is changed to when nothing better is known.
const OTHER_TEXT: &str = "changed";

/// Resources that a reference is pointed to before other things are tried.
const FIRST_TARGETS: usize = 3;

/// Each part changed in the ways that its shape has.
pub(super) fn changes(flat: &Flat) -> Vec<Mutation> {
    let mut all = Vec::new();
    for resource in &flat.resources {
        let end = flat.parts.get(*resource).map_or(0, |one| one.end);
        all.push(removed(flat, *resource));
        for part in resource + 1..end {
            if is_the_type(flat, part) {
                continue;
            }
            if is_removable(flat, part) {
                all.push(removed(flat, part));
            }
            replaced(flat, part, &mut all);
            elsewhere(flat, part, 0..FIRST_TARGETS, &mut all);
            json_text(flat, part, &mut all);
        }
    }
    all
}

/// What several resources of one type have, removed from or changed in all of them, and all resources of a type removed: where any of
/// them is enough, a change of one says nothing.
pub(super) fn everywhere(flat: &Flat) -> Vec<Mutation> {
    let mut types: Vec<(&str, Vec<usize>)> = Vec::new();
    for resource in &flat.resources {
        let name = flat.type_of(*resource);
        match types.iter_mut().find(|(known, _)| *known == name) {
            Some((_, resources)) => resources.push(*resource),
            None => types.push((name, vec![*resource])),
        }
    }
    let mut all = Vec::new();
    for (name, resources) in types.iter().filter(|(_, resources)| resources.len() > 1) {
        all.extend(without(flat, name, resources));
        for (path, parts) in shared(flat, resources) {
            let name = format!("`{}` of every {}", shorten(&path), shorten(name));
            all.push(together(flat, &parts, format!("{name} removed"), |one| {
                (one.removal.clone(), String::new())
            }));
            let other = parts.first().and_then(|part| other_value(flat, *part));
            all.extend(other.map(|value| {
                let what = format!("{name} changed to `{}`", shorten(value.trim_matches('"')));
                together(flat, &parts, what, |one| (one.value.clone(), value.clone()))
            }));
        }
    }
    all
}

/// The paths that more than one of the resources have, with the parts there.
fn shared(flat: &Flat, resources: &[usize]) -> Vec<(String, Vec<usize>)> {
    let mut paths: Vec<(String, Vec<usize>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for resource in resources {
        let end = flat.parts.get(*resource).map_or(0, |one| one.end);
        for part in (resource + 1..end)
            .filter(|part| !is_the_type(flat, *part) && is_removable(flat, *part))
        {
            let path = flat.path(part);
            match places.get(&path) {
                Some(place) => {
                    if let Some((_, parts)) = paths.get_mut(*place) {
                        parts.push(part);
                    }
                }
                None => {
                    places.insert(path.clone(), paths.len());
                    paths.push((path, vec![part]));
                }
            }
        }
    }
    paths.retain(|(path, parts)| parts.len() > 1 && !path.is_empty());
    paths
}

fn other_value(flat: &Flat, part: usize) -> Option<String> {
    match &flat.parts.get(part)?.shape {
        Shape::Scalar { text, plain } => other_scalars(text, *plain).into_iter().next(),
        Shape::List | Shape::Map | Shape::Function(_) => None,
    }
}

fn together(
    flat: &Flat,
    parts: &[usize],
    what: String,
    edit: impl Fn(&Part) -> (Range<usize>, String),
) -> Mutation {
    let parts: Vec<&Part> = parts
        .iter()
        .filter_map(|part| flat.parts.get(*part))
        .collect();
    Mutation {
        edits: parts.iter().map(|one| edit(one)).collect(),
        what,
        spans: parts.iter().map(|one| one.span).collect(),
        resources: parts.iter().filter_map(|one| one.resource).collect(),
    }
}

/// The template without the resources of a type.
fn without(flat: &Flat, name: &str, gone: &[usize]) -> Option<Mutation> {
    let section = flat.parts.get(flat.child(0, "Resources")?)?;
    let kept: Vec<String> = flat
        .resources
        .iter()
        .filter(|resource| !gone.contains(resource))
        .filter_map(|resource| {
            let value = flat.text.get(flat.parts.get(*resource)?.value.clone())?;
            Some(format!("{}:{value}", quoted(flat.key(*resource)?)))
        })
        .collect();
    let spans = gone.iter().filter_map(|resource| flat.parts.get(*resource));
    Some(Mutation {
        edits: vec![(section.value.clone(), format!("{{{}}}", kept.join(",")))],
        what: format!("Every {} removed", shorten(name)),
        spans: spans.map(|one| one.span).collect(),
        resources: gone.to_vec(),
    })
}

/// Each reference pointed to each of the resources that [`changes`] did not get to, up to so many mutations.
pub(super) fn pointed_anywhere(flat: &Flat, most: usize) -> Vec<Mutation> {
    let mut all = Vec::new();
    for part in 0..flat.parts.len() {
        if all.len() >= most {
            break;
        }
        elsewhere(flat, part, FIRST_TARGETS..usize::MAX, &mut all);
    }
    all
}

/// `A.B of X`, for a sentence.
pub(super) fn place(flat: &Flat, part: usize) -> String {
    let resource = flat.parts.get(part).and_then(|one| one.resource);
    let id = resource
        .and_then(|resource| flat.key(resource))
        .unwrap_or("the template");
    let path = match flat.path(part) {
        path if path.is_empty() && resource != Some(part) => "Properties".to_owned(),
        path => path,
    };
    if path.is_empty() {
        format!("`{}`", shorten(id))
    } else {
        format!("`{}` of `{}`", shorten(&path), shorten(id))
    }
}

pub(super) fn is_the_type(flat: &Flat, part: usize) -> bool {
    flat.key(part) == Some("Type")
        && flat
            .parts
            .get(part)
            .is_some_and(|one| one.resource == Some(one.parent))
}

/// The argument of a function cannot go alone.
fn is_removable(flat: &Flat, part: usize) -> bool {
    flat.parts.get(part).is_some_and(|one| {
        let of_function = flat
            .parts
            .get(one.parent)
            .is_some_and(|parent| matches!(parent.shape, Shape::Function(_)));
        !of_function && !one.removal.is_empty()
    })
}

fn removed(flat: &Flat, part: usize) -> Mutation {
    let verb = match flat.parts.get(part).map(|one| &one.step) {
        Some(Step::Index(_)) => "dropped",
        _ => "removed",
    };
    edited(flat, part, format!("{} {verb}", place(flat, part)), |one| {
        (one.removal.clone(), String::new())
    })
}

pub(super) fn edited(
    flat: &Flat,
    part: usize,
    what: String,
    edit: impl Fn(&Part) -> (Range<usize>, String),
) -> Mutation {
    let one = flat.parts.get(part);
    Mutation {
        edits: one.map(edit).into_iter().collect(),
        what,
        spans: one.map(|one| one.span).into_iter().collect(),
        resources: one.and_then(|one| one.resource).into_iter().collect(),
    }
}

/// Another value in the place of a scalar, a reference, or a list of permissions.
fn replaced(flat: &Flat, part: usize, all: &mut Vec<Mutation>) {
    let Some(one) = flat.parts.get(part) else {
        return;
    };
    let mut values: Vec<String> = match &one.shape {
        Shape::Scalar { text, plain } => other_scalars(text, *plain),
        Shape::Function(name) if is_reference(*name) => vec![quoted(OTHER_TEXT)],
        Shape::List | Shape::Map | Shape::Function(_) => Vec::new(),
    };
    values.extend(wider(flat, part).map(quoted));
    if let Shape::Scalar { text, .. } = &one.shape {
        values.extend(other_words(flat, part, text));
    }
    let mut seen: Vec<&String> = Vec::new();
    for value in &values {
        if seen.contains(&value) || flat.text.get(one.value.clone()) == Some(value) {
            continue;
        }
        seen.push(value);
        let what = match &one.shape {
            Shape::Function(_) if *value == quoted(OTHER_TEXT) => {
                format!("The reference in {} broken", place(flat, part))
            }
            Shape::Function(_) | Shape::Scalar { .. } | Shape::List | Shape::Map => {
                format!(
                    "{} changed to `{}`",
                    place(flat, part),
                    shorten(value.trim_matches('"'))
                )
            }
        };
        all.push(edited(flat, part, what, |one| {
            (one.value.clone(), value.clone())
        }));
    }
}

fn other_scalars(text: &str, plain: bool) -> Vec<String> {
    let lower = text.to_ascii_lowercase();
    match lower.as_str() {
        "true" | "yes" | "on" => return vec!["false".to_owned(), quoted(OTHER_TEXT)],
        "false" | "no" | "off" => return vec!["true".to_owned(), quoted(OTHER_TEXT)],
        "allow" => return vec![quoted("Deny")],
        "deny" => return vec![quoted("Allow")],
        _ => {}
    }
    match text.parse::<f64>() {
        // Below any bound, above any bound, and one that no list of values has.
        Ok(number) if number.is_finite() => ["0", "1000000007", "1"]
            .iter()
            .filter(|other| **other != text)
            .map(|other| {
                if plain {
                    (*other).to_owned()
                } else {
                    quoted(other)
                }
            })
            .collect(),
        _ => vec![quoted(OTHER_TEXT)],
    }
}

/// What lets more through in this place.
fn wider(flat: &Flat, part: usize) -> impl Iterator<Item = &'static str> {
    let parent = flat.parts.get(part).map(|one| one.parent);
    let key = flat
        .key(part)
        .or_else(|| flat.key(parent?))
        .unwrap_or_default();
    let words: &'static [&'static str] = match key {
        "Action" | "Resource" | "Principal" | "AWS" | "Service" | "SourceArn" | "SourceAccount" => {
            &["*"]
        }
        "CidrIp" | "CidrBlock" | "DestinationCidrBlock" => &["0.0.0.0/0"],
        "CidrIpv6" => &["::/0"],
        _ => &[],
    };
    words.iter().copied()
}

/// The other values of a property that has only a few.
fn other_words(flat: &Flat, part: usize, text: &str) -> Vec<String> {
    const MOST: usize = 6;
    let words = || {
        let keys = flat.property_keys(part)?;
        let resource = flat.parts.get(part)?.resource?;
        resource_type(flat.type_of(resource))?.values(&keys)
    };
    let words = words().unwrap_or_default();
    words
        .into_iter()
        .filter(|word| *word != text)
        .take(MOST)
        .map(quoted)
        .collect()
}

/// A reference pointed to other resources, those of the same type first.
fn elsewhere(flat: &Flat, part: usize, targets: Range<usize>, all: &mut Vec<Mutation>) {
    for (id, value) in pointed(flat, part).skip(targets.start).take(targets.len()) {
        let what = format!(
            "The reference in {} pointed to `{}`",
            place(flat, part),
            shorten(id)
        );
        all.push(edited(flat, part, what, |one| {
            (one.value.clone(), value.clone())
        }));
    }
}

/// A reference's text for each other resource, those of the same type first.
pub(super) fn pointed(flat: &Flat, part: usize) -> impl Iterator<Item = (&str, String)> {
    let found = flat.parts.get(part).and_then(|one| {
        let written = flat.text.get(one.value.clone())?;
        let (resource, name) = target(flat, &one.shape, written)?;
        Some((written, resource, name, one.resource))
    });
    found
        .into_iter()
        .flat_map(move |(written, resource, name, own)| {
            let wanted = flat.type_of(resource);
            let is_other = move |other: &usize| *other != resource && Some(*other) != own;
            let of_type = move |same: bool| {
                let others = flat.resources.iter().copied().filter(is_other);
                others.filter(move |other| (flat.type_of(*other) == wanted) == same)
            };
            of_type(true)
                .chain(of_type(false))
                .filter_map(move |other| {
                    let id = flat.key(other)?;
                    Some((id, renamed(written, name, id)))
                })
        })
}

/// The resource that a reference is to, and its name there.
fn target<'f>(flat: &'f Flat, shape: &Shape, written: &str) -> Option<(usize, &'f str)> {
    let named = |start: &dyn Fn(&str) -> Vec<String>| {
        flat.resources.iter().find_map(|resource| {
            let id = flat.key(*resource)?;
            start(id)
                .iter()
                .any(|piece| written.contains(piece))
                .then_some((*resource, id))
        })
    };
    match shape {
        Shape::Function(Intrinsic::Ref | Intrinsic::GetAtt) => named(&|id| vec![quoted(id)]),
        Shape::Function(Intrinsic::Sub) => {
            named(&|id| vec![format!("${{{id}}}"), format!("${{{id}.")])
        }
        Shape::Scalar { .. } | Shape::List | Shape::Map | Shape::Function(_) => None,
    }
}

fn renamed(written: &str, from: &str, to: &str) -> String {
    written
        .replace(&quoted(from), &quoted(to))
        .replace(&format!("${{{from}}}"), &format!("${{{to}}}"))
        .replace(&format!("${{{from}."), &format!("${{{to}."))
}
