//! The field `blanks` of a mission file, held against its starter.

use cfn::{Node, Position, suggest::did_you_mean};

use super::{Blank, BlankKind, DurationUnit, site::with_marker};
use crate::{
    fields::{Fields, describe, is_kebab_case, shorten},
    problems::Problems,
};

const KINDS: &[&str] = &[
    "cidr",
    "arn",
    "runtime",
    "integer",
    "duration",
    "enum",
    "logical-id",
    "property",
    "action",
];

/// Fewer words than this are a coin to toss.
const LEAST_WORDS: usize = 3;

/// Reads `blanks`: a mapping of an id to what is asked for. Each has to stand in the starter once.
pub(crate) fn read(
    fields: Fields<'_>,
    starter: Option<&str>,
    problems: &mut Problems,
) -> Vec<Blank> {
    let Some(node) = fields.get("blanks") else {
        return Vec::new();
    };
    let Some(fields) = Fields::of(node, "`blanks`", problems) else {
        return Vec::new();
    };
    if fields.entries().is_empty() {
        problems.error(
            node.span.start,
            "`blanks` is empty: name the blanks of the starter, or leave it out",
        );
    }
    let mut blanks = Vec::new();
    let template = starter.map(|starter| cfn::parse(starter.as_bytes()));
    let root = template
        .as_ref()
        .and_then(|template| template.root.as_ref());
    for entry in fields.entries() {
        let at = entry.key_span.start;
        if !is_kebab_case(&entry.key) {
            let message = format!(
                "the blank `{}` must be kebab case, as in `visibility-timeout`",
                shorten(&entry.key)
            );
            problems.error(at, message);
            continue;
        }
        let Some(blank) = blank(&entry.key, &entry.value, problems) else {
            continue;
        };
        if let Some(starter) = starter {
            in_starter(&blank, starter, root, at, problems);
        }
        blanks.push(blank);
    }
    blanks
}

/// A starter that cannot be read says so elsewhere.
fn in_starter(
    blank: &Blank,
    starter: &str,
    root: Option<&Node>,
    at: Position,
    problems: &mut Problems,
) {
    let marker = blank.marker();
    let message = match starter.matches(&marker).count() {
        1 if root.is_none_or(|root| !with_marker(root, &marker).is_empty()) => return,
        1 => format!(
            "the blank `{marker}` stands in a comment of the starter, where nothing is answered"
        ),
        0 => format!("the starter has no blank `{marker}`"),
        count => {
            format!("the starter has the blank `{marker}` {count} times; each blank stands once")
        }
    };
    problems.error(at, message);
}

fn blank(id: &str, node: &Node, problems: &mut Problems) -> Option<Blank> {
    let fields = Fields::of(node, &format!("the blank `{id}`"), problems)?;
    let kind = kind(fields, problems);
    let ask = fields.text("ask", problems);
    let example = fields.text("example", problems);
    Some(Blank {
        id: id.to_owned(),
        kind: kind?,
        ask: ask?.0.to_owned(),
        example: example?.0.to_owned(),
    })
}

fn kind(fields: Fields<'_>, problems: &mut Problems) -> Option<BlankKind> {
    let (word, node) = fields.text("type", problems)?;
    let known: &[&str] = match word {
        "integer" => &["type", "ask", "example", "min", "max"],
        "duration" => &["type", "ask", "example", "min", "max", "unit"],
        "enum" => &["type", "ask", "example", "values"],
        _ => &["type", "ask", "example"],
    };
    fields.refuse_unknown(known, problems);
    match word {
        "cidr" => Some(BlankKind::Cidr),
        "arn" => Some(BlankKind::Arn),
        "runtime" => Some(BlankKind::Runtime),
        "logical-id" => Some(BlankKind::LogicalId),
        "property" => Some(BlankKind::Property),
        "action" => Some(BlankKind::Action),
        "integer" => {
            let (min, max) = bounds(fields, problems)?;
            Some(BlankKind::Integer { min, max })
        }
        "duration" => {
            let unit = unit(fields, problems);
            let (min, max) = bounds(fields, problems)?;
            Some(BlankKind::Duration {
                unit: unit?,
                min,
                max,
            })
        }
        "enum" => {
            let values = fields.texts("values", problems)?;
            if values.len() < LEAST_WORDS {
                let at = fields.get("values").unwrap_or(node).span.start;
                let message = format!("`values` needs at least {LEAST_WORDS} words to choose from");
                problems.error(at, message);
            }
            let values = values.into_iter().map(|(word, _)| word.to_owned());
            Some(BlankKind::Enum {
                values: values.collect(),
            })
        }
        _ => {
            let near = did_you_mean(word, KINDS.iter().copied());
            let message = format!(
                "a blank's `type` must be one of {}, not `{}`{near}",
                KINDS.join(", "),
                shorten(word)
            );
            problems.error(node.span.start, message);
            None
        }
    }
}

fn unit(fields: Fields<'_>, problems: &mut Problems) -> Option<DurationUnit> {
    let (word, node) = fields.text("unit", problems)?;
    let found = DurationUnit::WORDS.iter().find(|(name, _)| *name == word);
    if found.is_none() {
        let message = format!(
            "`unit` must be seconds, minutes, hours or days, not `{}`",
            shorten(word)
        );
        problems.error(node.span.start, message);
    }
    found.map(|(_, unit)| *unit)
}

fn bounds(fields: Fields<'_>, problems: &mut Problems) -> Option<(i64, i64)> {
    let min = number(fields, "min", problems);
    let max = number(fields, "max", problems);
    let (min, max) = (min?, max?);
    if min.0 >= max.0 {
        problems.error(max.1, "`max` must be more than `min`");
        return None;
    }
    Some((min.0, max.0))
}

fn number(fields: Fields<'_>, name: &str, problems: &mut Problems) -> Option<(i64, Position)> {
    let node = fields.required(name, problems)?;
    let found = node.as_text().and_then(|text| text.parse().ok());
    if found.is_none() {
        let message = format!("`{name}` must be a whole number, not {}", describe(node));
        problems.error(node.span.start, message);
    }
    found.map(|number| (number, node.span.start))
}
