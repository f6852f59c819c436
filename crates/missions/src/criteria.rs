//! A mission's criteria, compiled by the grader, with its problems at their places. And the hints that belong to them.

use std::collections::BTreeMap;

use cfn::{Node, suggest::did_you_mean};
use grader::Rubric;

use crate::{
    fields::{Fields, describe, shorten, texts},
    problems::Problems,
};

/// The most static hints of a criterion: concept, where, kind of value.
const MOST_HINTS: usize = 3;

/// Compiles a criteria list, or an object with `successCriteria`.
pub(crate) fn compile(node: &Node, limit: usize, problems: &mut Problems) -> Option<Rubric> {
    let (rubric, found) = Rubric::compile_with_limit(node, limit);
    for problem in found {
        problems.push(problem.severity, problem.span.start, problem.message);
    }
    rubric
}

/// Reads `hints`: for a criterion's id up to three texts.
pub(crate) fn hints(
    node: &Node,
    criteria: Option<&Node>,
    problems: &mut Problems,
) -> BTreeMap<String, Vec<String>> {
    let mut hints = BTreeMap::new();
    let Some(fields) = Fields::of(node, "`hints`", problems) else {
        return hints;
    };
    let ids = criteria.map(ids);
    for entry in fields.entries() {
        let name = shorten(&entry.key);
        if let Some(ids) = &ids
            && !ids.iter().any(|id| *id == entry.key)
        {
            let near = did_you_mean(&entry.key, ids.iter().map(String::as_str));
            let message = format!("hints for `{name}`, which is no criterion's id{near}");
            problems.error(entry.key_span.start, message);
        }
        let Some(read) = texts(&entry.value, &format!("the hints of `{name}`"), problems) else {
            continue;
        };
        let written = entry.value.as_list().unwrap_or_default();
        if let Some(extra) = written.get(MOST_HINTS) {
            let message = format!(
                "`{name}` has {} hints; {MOST_HINTS} are the most",
                written.len()
            );
            problems.error(extra.span.start, message);
        }
        let read = read.into_iter().map(|(text, _)| text.to_owned()).collect();
        hints.insert(entry.key.to_string(), read);
    }
    hints
}

/// The ids in a criteria list, read apart from the rubric so that hints are checked when there is none. One that is not given is made
/// from the position, as the grader does.
pub(crate) fn ids(criteria: &Node) -> Vec<String> {
    let items = criteria.as_list().unwrap_or_default();
    items
        .iter()
        .enumerate()
        .map(
            |(index, item)| match item.get("id").and_then(Node::as_text) {
                Some(id) => id.to_owned(),
                None => format!("c{}", index + 1),
            },
        )
        .collect()
}

/// Reads `parameters`: texts by name.
pub(crate) fn parameters(node: &Node, problems: &mut Problems) -> cfn::Parameters {
    let mut parameters = cfn::Parameters::new();
    let Some(fields) = Fields::of(node, "`parameters`", problems) else {
        return parameters;
    };
    for entry in fields.entries() {
        match entry.value.as_text() {
            Some(text) => {
                parameters.insert(entry.key.to_string(), text.to_owned());
            }
            None => problems.error(
                entry.value.span.start,
                format!(
                    "the parameter `{}` must be text, a number or a boolean, not {}",
                    shorten(&entry.key),
                    describe(&entry.value)
                ),
            ),
        }
    }
    parameters
}
