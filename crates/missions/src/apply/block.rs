//! What a block of code in a mentor's reply can mean for a template: a whole template, resources, a piece of one, properties alone, a
//! difference. Only one reading is believed; all of them are given to whoever has to be careful.

use cfn::{Entry, Node, Severity, types};

use super::{
    CannotApply, MOST_BYTES, cannot, diff, root_of,
    tree::{RESOURCES, lay_over, member, members, resource, resources},
};
use crate::{fields::shorten, prove::flat_text};

/// What a block of code would make of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readings {
    /// The changed template, when only one can be meant; else why not.
    pub certain: Result<String, CannotApply>,
    /// Every changed template that may be meant, the certain one included; at most 16.
    pub possible: Vec<String>,
}

/// More readings than this are not told apart.
const MOST_READINGS: usize = 16;

/// Sections of a template, <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html>.
const SECTIONS: &[&str] = &[
    "AWSTemplateFormatVersion",
    "Conditions",
    "Description",
    "Globals",
    "Hooks",
    "Mappings",
    "Metadata",
    "Outputs",
    "Parameters",
    RESOURCES,
    "Rules",
    "Transform",
];

/// What a resource has, <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html>.
const ATTRIBUTES: &[&str] = &[
    "Condition",
    "Connectors",
    "CreationPolicy",
    "DeletionPolicy",
    "DependsOn",
    "IgnoreGlobals",
    "Metadata",
    "Properties",
    "Type",
    "UpdatePolicy",
    "UpdateReplacePolicy",
];

/// Reads a block of code as a change of a template. Never fails on what stands in either.
///
/// - a template with `AWSTemplateFormatVersion`: in the place of the whole;
/// - other sections (`Resources:`, `Parameters:` ...): each of their members added, or in the place of the one of its name;
/// - logical ids with resources: a resource with a `Type` is added or put in the place of the one of its name, one without is laid over it;
/// - a resource without its id, and properties alone: laid over the one resource that can be meant;
/// - a difference, with its lines as they stand in the template.
///
/// Where a comment says that something was left out, resources are laid over what is there.
pub fn read(template: &[u8], block: &str) -> Readings {
    match all(template, block) {
        Ok(Meant { of, also }) => {
            let certain = match of.as_slice() {
                [(_, only)] => Ok(only.clone()),
                several => Err(several_meant(several)),
            };
            let possible = of.into_iter().map(|(_, text)| text).chain(also);
            Readings {
                certain,
                possible: possible.take(MOST_READINGS).collect(),
            }
        }
        Err(error) => Readings {
            certain: Err(error),
            possible: Vec::new(),
        },
    }
}

/// Changed templates.
struct Meant {
    /// Each with the resource that it takes the block for.
    of: Vec<(String, String)>,
    /// What is not said, but may be meant: a resource with a type that shows only what changes.
    also: Option<String>,
}

fn several_meant(several: &[(String, String)]) -> CannotApply {
    let ids: Vec<String> = several
        .iter()
        .map(|(id, _)| format!("`{}`", shorten(id)))
        .collect();
    match ids.split_last() {
        None => cannot("It is no change of a resource that your template has."),
        Some((last, rest)) => cannot(format!(
            "It does not say which resource is meant: {} or {last}.",
            rest.join(", ")
        )),
    }
}

fn all(template: &[u8], block: &str) -> Result<Meant, CannotApply> {
    if block.len() > MOST_BYTES {
        return Err(cannot(format!(
            "It has {} bytes; at most {MOST_BYTES} are read.",
            block.len()
        )));
    }
    if diff::is_diff(block) {
        let text = String::from_utf8_lossy(template);
        return Ok(one(diff::apply(&text, block)?));
    }
    let leaves_out = leaves_out(block)?;
    let new = parsed(block)?;
    let Some(entries) = new.as_map() else {
        return Err(cannot(
            "It is no template, no resource and no property, so there is nothing to try.",
        ));
    };
    if new.get("AWSTemplateFormatVersion").is_some() && new.get(RESOURCES).is_some() && !leaves_out
    {
        return Ok(one(flat_text(&new)));
    }
    let root = root_of(template)?;
    if entries.is_empty() {
        return Err(cannot("There is nothing in it."));
    }
    if is_sections(entries) {
        return in_both_ways(leaves_out, |leaves_out| {
            with_sections(root.clone(), entries, leaves_out)
        });
    }
    if entries.iter().all(|entry| is_resource(&root, entry)) {
        return in_both_ways(leaves_out, |leaves_out| {
            with_resources(root.clone(), entries, leaves_out)
        });
    }
    let is_body = entries
        .iter()
        .all(|entry| ATTRIBUTES.contains(&entry.key.as_str()));
    if is_body && new.get("Properties").or(new.get("Type")).is_some() {
        return as_body(&root, &new);
    }
    as_properties(&root, &new)
}

fn one(text: String) -> Meant {
    Meant {
        of: vec![(String::new(), text)],
        also: None,
    }
}

/// With what is new in the place of what is there; and, where nothing is said of it, laid over it as well.
fn in_both_ways(
    leaves_out: bool,
    make: impl Fn(bool) -> Result<String, CannotApply>,
) -> Result<Meant, CannotApply> {
    let meant = one(make(leaves_out)?);
    let also = (!leaves_out).then(|| make(true).ok()).flatten();
    Ok(Meant { also, ..meant })
}

/// Whether these are sections of a template, and not properties that are called like some of them.
fn is_sections(entries: &[Entry]) -> bool {
    let is_shared = |key: &str| matches!(key, "Description" | "Metadata");
    entries
        .iter()
        .all(|entry| SECTIONS.contains(&entry.key.as_str()))
        && entries.iter().any(|entry| !is_shared(&entry.key))
}

/// Whether it is said that not all is there, in a comment; three dots in the place of a value cannot be read.
fn leaves_out(block: &str) -> Result<bool, CannotApply> {
    let mut in_comment = false;
    for line in block.lines() {
        let line = line.trim();
        if matches!(line.trim_start_matches("- "), "..." | "…" | "[...]") {
            return Err(cannot(
                "It leaves something out (`...`), so it cannot be tried as it is.",
            ));
        }
        if let Some((_, comment)) = line.split_once('#') {
            in_comment |= comment.contains("...") || comment.contains('…');
        }
    }
    Ok(in_comment)
}

fn parsed(block: &str) -> Result<Node, CannotApply> {
    let text = without_indent(block);
    let document = cfn::parse(text.as_bytes());
    // Members of an object without its braces.
    if text.trim_start().starts_with('"') && document.root.as_ref().is_none_or(is_no_map) {
        let braced = format!("{{{}}}", text.trim().trim_end_matches(','));
        if let Some(root) = cfn::parse(braced.as_bytes())
            .root
            .filter(|root| !is_no_map(root))
        {
            return Ok(root);
        }
    }
    let error = document
        .diagnostics
        .into_iter()
        .find(|remark| remark.severity == Severity::Error);
    match (document.root, error) {
        (Some(root), None) => Ok(root),
        (_, Some(error)) => Err(cannot(format!(
            "It cannot be read as YAML or JSON, line {}: {}",
            error.span.start.line, error.message
        ))),
        (None, None) => Err(cannot("There is nothing in it.")),
    }
}

fn is_no_map(node: &Node) -> bool {
    node.as_map().is_none()
}

/// The lines without the blanks that all of them begin with, as in a list of Markdown.
fn without_indent(block: &str) -> String {
    let full = || block.lines().filter(|line| !line.trim().is_empty());
    let indent = full().map(|line| line.len() - line.trim_start_matches(' ').len());
    let indent = indent.min().unwrap_or(0);
    let lines: Vec<&str> = block
        .lines()
        .map(|line| line.get(indent..).unwrap_or_default())
        .collect();
    lines.join("\n")
}

/// The members of sections in their places.
fn with_sections(
    mut root: Node,
    sections: &[Entry],
    leaves_out: bool,
) -> Result<String, CannotApply> {
    for section in sections {
        if section.key == RESOURCES {
            let entries = section.value.as_map().ok_or_else(|| {
                cannot("Its `Resources` is not a mapping of logical ids to resources.")
            })?;
            put_resources(&mut root, entries, leaves_out)?;
            continue;
        }
        let Some(standing) = members(&mut root) else {
            continue;
        };
        let standing = member(standing, &section.key);
        match (section.value.as_map(), members(standing)) {
            (Some(news), Some(standing)) => {
                for entry in news {
                    *member(standing, &entry.key) = entry.value.clone();
                }
            }
            _ => *standing = section.value.clone(),
        }
    }
    Ok(flat_text(&root))
}

/// Whether an entry is a resource: it says its type, or it is a piece of one that is there.
fn is_resource(root: &Node, entry: &Entry) -> bool {
    let Some(body) = entry.value.as_map() else {
        return false;
    };
    if entry.value.get("Type").and_then(Node::as_text).is_some() {
        return true;
    }
    let standing = root
        .get(RESOURCES)
        .and_then(|resources| resources.get(&entry.key));
    standing.is_some_and(|standing| {
        let attributes = || {
            body.iter()
                .all(|one| ATTRIBUTES.contains(&one.key.as_str()))
        };
        !body.is_empty() && (attributes() || has_properties(standing, body))
    })
}

/// Whether a resource's type has all these properties.
fn has_properties(standing: &Node, entries: &[Entry]) -> bool {
    let known = standing.get("Type").and_then(Node::as_text);
    known
        .and_then(types::resource_type)
        .is_some_and(|known| knows(&known, entries))
}

fn knows(known: &types::ResourceType, entries: &[Entry]) -> bool {
    let names = known.properties(&[]);
    entries
        .iter()
        .all(|entry| names.contains(&entry.key.as_str()))
}

fn with_resources(
    mut root: Node,
    entries: &[Entry],
    leaves_out: bool,
) -> Result<String, CannotApply> {
    put_resources(&mut root, entries, leaves_out)?;
    Ok(flat_text(&root))
}

fn put_resources(root: &mut Node, entries: &[Entry], leaves_out: bool) -> Result<(), CannotApply> {
    for entry in entries {
        if entry.value.as_map().is_none() {
            return Err(cannot(format!(
                "Its `{}` is no resource, which is a mapping with a `Type`.",
                shorten(&entry.key)
            )));
        }
        if entry.value.get("Type").is_some() && !leaves_out {
            *member(resources(root)?, &entry.key) = entry.value.clone();
            continue;
        }
        let body = match is_piece_of_properties(root, entry) {
            true => under_properties(&entry.value),
            false => entry.value.clone(),
        };
        let is_new = root
            .get(RESOURCES)
            .is_none_or(|resources| resources.get(&entry.key).is_none());
        if is_new && entry.value.get("Type").is_none() {
            return Err(cannot(format!(
                "Your template has no resource `{}`, and the change does not say its `Type`.",
                shorten(&entry.key)
            )));
        }
        lay_over(member(resources(root)?, &entry.key), &body);
    }
    Ok(())
}

/// Whether an entry names properties right below a logical id.
fn is_piece_of_properties(root: &Node, entry: &Entry) -> bool {
    let standing = root
        .get(RESOURCES)
        .and_then(|resources| resources.get(&entry.key));
    match (standing, entry.value.as_map()) {
        (Some(standing), Some(body)) => {
            let is_attribute = |one: &Entry| ATTRIBUTES.contains(&one.key.as_str());
            !body.iter().all(is_attribute) && has_properties(standing, body)
        }
        _ => false,
    }
}

fn under_properties(properties: &Node) -> Node {
    let mut body = super::tree::empty();
    if let Some(entries) = members(&mut body) {
        *member(entries, "Properties") = properties.clone();
    }
    body
}

/// A resource without its logical id, for each that can be meant.
fn as_body(root: &Node, body: &Node) -> Result<Meant, CannotApply> {
    let wanted = body.get("Type").and_then(Node::as_text);
    let properties = body
        .get("Properties")
        .and_then(Node::as_map)
        .unwrap_or_default();
    let is_meant = |standing: &Node| match wanted {
        Some(wanted) => standing.get("Type").and_then(Node::as_text) == Some(wanted),
        None => has_properties(standing, properties),
    };
    laid_over_each(root, body, is_meant)
}

/// Properties alone, for each resource that can have all of them.
fn as_properties(root: &Node, properties: &Node) -> Result<Meant, CannotApply> {
    let entries = properties.as_map().unwrap_or_default();
    let body = under_properties(properties);
    laid_over_each(root, &body, |standing| has_properties(standing, entries))
}

fn laid_over_each(
    root: &Node,
    body: &Node,
    is_meant: impl Fn(&Node) -> bool,
) -> Result<Meant, CannotApply> {
    let standing = root
        .get(RESOURCES)
        .and_then(Node::as_map)
        .unwrap_or_default();
    let of: Result<_, CannotApply> = standing
        .iter()
        .filter(|entry| is_meant(&entry.value))
        .take(MOST_READINGS)
        .map(|entry| {
            let mut changed = root.clone();
            lay_over(resource(&mut changed, &entry.key)?, body);
            Ok((entry.key.to_string(), flat_text(&changed)))
        })
        .collect();
    Ok(Meant {
        of: of?,
        also: None,
    })
}
