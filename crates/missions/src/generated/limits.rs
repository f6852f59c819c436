//! Sizes, numbers and names that the schema cannot say. What the grader knows of the criteria is the grader's to say.

use std::collections::BTreeMap;

use crate::{
    fields::{is_kebab_case, shorten},
    single::MINUTES,
    skills::is_skill,
};

use super::answer::{Answer, Criteria, Match};

const MOST_TITLE_CHARS: usize = 120;
const MOST_SCENARIO_BYTES: usize = 8 * 1024;
const MOST_TEMPLATE_BYTES: usize = 64 * 1024;
const CRITERIA: std::ops::RangeInclusive<usize> = 3..=8;
const WEIGHTS: std::ops::RangeInclusive<i64> = 1..=3;
/// Resources that a `check` may ask for.
const MINIMA: std::ops::RangeInclusive<i64> = 0..=50;
const MOST_ID_CHARS: usize = 64;
const MOST_LABEL_CHARS: usize = 200;
const MOST_HINTS: usize = 3;
const MOST_HINT_CHARS: usize = 600;
/// Services, skills, parameters, args, asserts, edges: more than any mission has.
const MOST_ITEMS: usize = 20;

pub(super) fn check(answer: &Answer) -> Vec<String> {
    let mut found = Vec::new();
    texts(answer, &mut found);
    lists(answer, &mut found);
    criteria(&answer.criteria, &mut found);
    found
}

fn texts(answer: &Answer, found: &mut Vec<String>) {
    characters("title", answer.title.trim(), MOST_TITLE_CHARS, found);
    if answer.title.trim().contains(char::is_control) {
        found.push("`title` must be one line of plain text.".to_owned());
    }
    bytes("scenario", &answer.scenario, MOST_SCENARIO_BYTES, found);
    bytes("starter", &answer.starter, MOST_TEMPLATE_BYTES, found);
    bytes("solution", &answer.solution, MOST_TEMPLATE_BYTES, found);
    if !MINUTES.contains(&answer.minutes) {
        found.push(format!(
            "`minutes` must be from {} to {}, not {}.",
            MINUTES.start(),
            MINUTES.end(),
            answer.minutes
        ));
    }
}

fn lists(answer: &Answer, found: &mut Vec<String>) {
    if answer.services.is_empty() {
        found.push(
            "`services` is empty; name the AWS services of the mission, as in `sqs`.".to_owned(),
        );
    }
    most("services", answer.services.len(), found);
    most("skills", answer.skills.len(), found);
    most("parameters", answer.parameters.len(), found);
    for (index, service) in answer.services.iter().enumerate() {
        if !is_kebab_case(service) {
            found.push(format!(
                "`services[{index}]` must be lower case, as in `api-gateway`, not `{}`.",
                shorten(service)
            ));
        }
    }
    for (index, skill) in answer.skills.iter().enumerate() {
        if !is_skill(skill) {
            found.push(format!(
                "`skills[{index}]` must be lower case with a dot, as in `messaging.dead-letter`, not `{}`.",
                shorten(skill)
            ));
        }
    }
    let names = answer
        .parameters
        .iter()
        .map(|one| one.name.as_str())
        .enumerate();
    unique(
        names.map(|(index, name)| (format!("parameters[{index}].name"), name)),
        found,
    );
}

fn criteria(criteria: &Criteria, found: &mut Vec<String>) {
    let count = criteria.heads().count();
    if !CRITERIA.contains(&count) {
        found.push(format!(
            "`criteria` has {count} criteria in all; a mission has {} to {}.",
            CRITERIA.start(),
            CRITERIA.end()
        ));
    }
    unique(
        criteria
            .heads()
            .map(|head| (format!("{}.id", head.path()), head.id)),
        found,
    );
    for head in criteria.heads() {
        let path = head.path();
        id(&format!("{path}.id"), head.id, found);
        characters(
            &format!("{path}.label"),
            head.label,
            MOST_LABEL_CHARS,
            found,
        );
        if !WEIGHTS.contains(&head.weight) {
            found.push(format!(
                "`{path}.weight` must be {} to {}, not {}.",
                WEIGHTS.start(),
                WEIGHTS.end(),
                head.weight
            ));
        }
        if head.hints.len() > MOST_HINTS {
            found.push(format!(
                "`{path}.hints` has {} hints; {MOST_HINTS} are wanted: concept, where, kind of value.",
                head.hints.len()
            ));
        }
        for (index, hint) in head.hints.iter().enumerate() {
            if hint.chars().count() > MOST_HINT_CHARS {
                found.push(too_many(
                    &format!("{path}.hints[{index}]"),
                    hint.chars().count(),
                    MOST_HINT_CHARS,
                ));
            }
        }
    }
    of_kinds(criteria, found);
}

/// What only some kinds have.
fn of_kinds(criteria: &Criteria, found: &mut Vec<String>) {
    for (index, check) in criteria.check.iter().enumerate() {
        let path = format!("criteria.check[{index}]");
        most(&format!("{path}.assert"), check.asserts.len(), found);
        if !MINIMA.contains(&check.min) {
            found.push(format!(
                "`{path}.min` must be {} to {}, not {}.",
                MINIMA.start(),
                MINIMA.end(),
                check.min
            ));
        }
        if check.matching == Match::Any && check.min == 0 && check.asserts.is_empty() {
            found.push(format!(
                "`{path}` asks for nothing, since there are always 0 or more: give `min` 1 or more or an `assert`, or `match` none for an absence."
            ));
        }
    }
    for (index, graph) in criteria.graph.iter().enumerate() {
        let path = format!("criteria.graph[{index}]");
        most(&format!("{path}.edges"), graph.edges.len(), found);
        most(&format!("{path}.nodes"), graph.nodes.len(), found);
        let names = graph
            .nodes
            .iter()
            .map(|node| node.name.as_str())
            .enumerate();
        unique(
            names.map(|(node, name)| (format!("{path}.nodes[{node}].name"), name)),
            found,
        );
    }
    for (index, preset) in criteria.preset.iter().enumerate() {
        let path = format!("criteria.preset[{index}]");
        most(&format!("{path}.args"), preset.args.len(), found);
        let names = preset.args.iter().map(|arg| arg.name.as_str()).enumerate();
        unique(
            names.map(|(arg, name)| (format!("{path}.args[{arg}].name"), name)),
            found,
        );
    }
}

fn id(path: &str, id: &str, found: &mut Vec<String>) {
    let is_plain = |char: char| char.is_ascii_alphanumeric() || "-_.".contains(char);
    if id.is_empty() || id.chars().count() > MOST_ID_CHARS || !id.chars().all(is_plain) {
        found.push(format!(
            "`{path}` must be 1 to {MOST_ID_CHARS} letters, digits, hyphens, dots or underscores, not `{}`.",
            shorten(id)
        ));
    }
}

/// Names that may be there once, and must not be blank.
fn unique<'a>(names: impl Iterator<Item = (String, &'a str)>, found: &mut Vec<String>) {
    let mut taken: BTreeMap<&str, String> = BTreeMap::new();
    for (path, name) in names {
        if name.trim().is_empty() {
            found.push(format!("`{path}` is empty."));
        } else if let Some(first) = taken.get(name) {
            found.push(format!(
                "`{path}`: `{}` is taken already by `{first}`.",
                shorten(name)
            ));
        } else {
            taken.insert(name, path);
        }
    }
}

fn characters(path: &str, text: &str, most: usize, found: &mut Vec<String>) {
    let count = text.chars().count();
    if text.trim().is_empty() {
        found.push(format!("`{path}` is empty."));
    } else if count > most {
        found.push(too_many(path, count, most));
    }
}

fn too_many(path: &str, count: usize, most: usize) -> String {
    format!("`{path}` has {count} characters; {most} are the most.")
}

fn bytes(path: &str, text: &str, most: usize, found: &mut Vec<String>) {
    if text.trim().is_empty() {
        found.push(format!("`{path}` is empty."));
    } else if text.len() > most {
        found.push(format!(
            "`{path}` has {} bytes; {most} are the most.",
            text.len()
        ));
    }
}

fn most(path: &str, count: usize, found: &mut Vec<String>) {
    if count > MOST_ITEMS {
        found.push(format!(
            "`{path}` has {count} items; {MOST_ITEMS} are the most."
        ));
    }
}
