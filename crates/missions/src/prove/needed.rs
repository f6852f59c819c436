//! Whether a solution needs what its criteria are met by: each property that the report of the solution names, left out, has to cost
//! points. Otherwise a learner who leaves it out passes, and the criterion asks for less than it seems to.

use std::collections::BTreeSet;

use cfn::{Node, Position};
use grader::{CriterionResult, Report, Verdict};

use crate::Mission;

use super::{flat::Flat, trials::graded};

/// A property that a criterion is met by, and can be left out all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotNeeded {
    /// The criterion's id.
    pub criterion: String,
    /// The resource's logical id.
    pub resource: String,
    /// The path in it, as the report says it.
    pub path: String,
    /// Where it stands in the solution.
    pub(crate) at: Position,
}

/// What was left out, and what was not needed of it.
pub struct Needed {
    /// How many properties were left out, one at a time.
    pub tried: usize,
    /// Those that could be, though the criterion asks for them.
    pub not_needed: Vec<NotNeeded>,
}

/// Leaves out of the solution each property that a met criterion rests on. Three are spared:
///
/// - what a criterion only forbids to be something: a value of `notEquals`, `absent`, `each: none` or `match: none`, a statement that does
///   not allow what nobody may do. That it is not there is as good;
/// - what is one of several: the criterion is then met by another resource, which it did not name before;
/// - what a preset takes another setting of the same resource for.
pub fn needed(mission: &Mission) -> Needed {
    let mut found = Needed {
        tried: 0,
        not_needed: Vec::new(),
    };
    let Some(text) = mission.solution.as_deref() else {
        return found;
    };
    let parsed = cfn::parse(text.as_bytes());
    let document = cfn::parse(mission.document.as_bytes());
    let criteria = document.root.as_ref().and_then(|root| root.get("criteria"));
    let criteria = criteria.and_then(Node::as_list).unwrap_or_default();
    let Some(flat) = parsed.root.as_ref().and_then(Flat::of) else {
        return found;
    };
    let report = graded(mission, text);
    for (index, result) in report.results.iter().enumerate() {
        if result.verdict != Verdict::Pass {
            continue;
        }
        let asks = criteria
            .get(index)
            .map(|criterion| Asks::of(criterion, result));
        let asks = asks.unwrap_or_default();
        let before: BTreeSet<(&str, &str)> = asserted(result).collect();
        for (resource, path) in &before {
            let Some((at, without)) = left_out(&flat, resource, path) else {
                continue;
            };
            if asks.only_forbids(path) {
                continue;
            }
            found.tried += 1;
            let after = graded(mission, &without);
            if after.score < report.score || is_spared(result, &after, index, resource, &before) {
                continue;
            }
            found.not_needed.push(NotNeeded {
                criterion: result.id.clone(),
                resource: (*resource).to_owned(),
                path: (*path).to_owned(),
                at,
            });
        }
    }
    found
}

fn is_spared(
    result: &CriterionResult,
    after: &Report,
    index: usize,
    resource: &str,
    before: &BTreeSet<(&str, &str)>,
) -> bool {
    let is_preset = result.kind == "preset";
    let now = after.results.get(index).into_iter().flat_map(asserted);
    let mut new = now.filter(|place| !before.contains(place));
    new.any(|(other, _)| is_preset || other != resource)
}

/// The places with a path that a met criterion rests on: its own, and those of its parts that are met.
fn asserted(result: &CriterionResult) -> impl Iterator<Item = (&str, &str)> {
    let met = result
        .parts
        .iter()
        .filter(|part| part.verdict == Verdict::Pass);
    let of_parts = met.filter_map(|part| part.evidence.as_ref());
    let places = result.evidence.iter().chain(of_parts);
    places.filter_map(|place| Some((place.resource.as_deref()?, place.path.as_deref()?)))
}

/// The solution without what stands at a path of a resource, and where that was.
fn left_out(flat: &Flat, resource: &str, path: &str) -> Option<(Position, String)> {
    let resources = flat.resources.iter().copied();
    let mut named = resources.filter(|one| flat.key(*one) == Some(resource));
    let resource = named.next()?;
    // An attribute of the resource itself is written with an `@`.
    let path = path.trim_start_matches('@');
    let end = flat.parts.get(resource)?.end;
    let part = (resource + 1..end).find(|part| flat.path(*part) == path)?;
    let one = flat.parts.get(part)?;
    if one.removal.is_empty() {
        return None;
    }
    let without = flat.with(&[(one.removal.clone(), String::new())]);
    Some((one.span.start, without))
}

/// The paths that a criterion asks for, and those at which it forbids something.
#[derive(Default)]
struct Asks {
    wanted: Vec<String>,
    forbidden: Vec<String>,
    /// Whether an `iam` in it says what nobody may do.
    forbids_actions: bool,
}

impl Asks {
    /// Of a choice only the ways that are met: what one asks for may be what another forbids.
    fn of(criterion: &Node, result: &CriterionResult) -> Self {
        let mut asks = Self::default();
        let is_choice = criterion.get("kind").and_then(Node::as_text) == Some("anyOf");
        let ways = criterion
            .get("of")
            .and_then(Node::as_list)
            .filter(|ways| is_choice && ways.len() == result.parts.len());
        match ways {
            Some(ways) => {
                let met = ways
                    .iter()
                    .zip(&result.parts)
                    .filter(|(_, part)| part.verdict == Verdict::Pass);
                met.for_each(|(way, _)| asks.look(way, false));
            }
            None => asks.look(criterion, false),
        }
        asks
    }

    fn look(&mut self, node: &Node, is_forbidden: bool) {
        if let Some(items) = node.as_list() {
            items.iter().for_each(|item| self.look(item, is_forbidden));
        }
        let Some(entries) = node.as_map() else {
            return;
        };
        let text = |name| node.get(name).and_then(Node::as_text);
        if let Some(path) = text("property") {
            let forbids =
                matches!(text("op"), Some("notEquals" | "absent")) || text("each") == Some("none");
            let paths = match is_forbidden || forbids {
                true => &mut self.forbidden,
                false => &mut self.wanted,
            };
            paths.push(shape(path));
        }
        if matches!(text("expect"), Some("notAllow" | "explicitDeny")) {
            self.forbids_actions = true;
        }
        let inside = is_forbidden || text("match") == Some("none") || text("kind") == Some("not");
        entries
            .iter()
            .for_each(|entry| self.look(&entry.value, inside));
    }

    fn only_forbids(&self, path: &str) -> bool {
        let path = shape(path);
        let is_statement = path.ends_with("Statement[]") || path.ends_with("Statement");
        !self.wanted.contains(&path)
            && (self.forbidden.contains(&path) || (self.forbids_actions && is_statement))
    }
}

/// A path whichever elements of lists it goes through: `A[0].B`, `A[*].B` and `A[?C=d].B` are all `A[].B`.
fn shape(path: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    for char in path.chars() {
        match char {
            '[' => {
                depth += 1;
                out.push('[');
            }
            ']' => {
                depth = depth.saturating_sub(1);
                out.push(']');
            }
            char if depth == 0 => out.push(char),
            _ => {}
        }
    }
    out
}
