//! What the combinations share: the criteria inside of them, how they are compiled, and which of them is nearest.

use cfn::Node;

use super::{Check, Outcome};
use crate::{
    fields::{Fields, Problems, describe},
    report::{Evidence, Part, Verdict},
    rubric,
    world::World,
};

/// Combinations in combinations.
pub(crate) const MAX_DEPTH: usize = 3;

/// Most criteria inside of one combination.
const MAX_CHILDREN: usize = 20;

/// Most places of one criterion.
const MOST_PLACES: usize = 10;

/// A criterion inside of a combination.
#[derive(Clone, Debug)]
pub(crate) struct Child {
    pub(super) label: String,
    pub(super) check: Check,
}

/// Compiles `of`.
pub(super) fn compile(fields: &Fields<'_>, problems: &mut Problems) -> Option<Vec<Child>> {
    let node = fields.required("of", problems)?;
    if fields.depth >= MAX_DEPTH {
        problems.error(
            fields.span,
            format!("combinations go at most {MAX_DEPTH} deep"),
        );
        return None;
    }
    let items = items(node, problems)?;
    let children: Vec<_> = items
        .iter()
        .map(|item| {
            let (label, check) = rubric::nested(item, fields.depth + 1, problems)?;
            Some(Child { label, check })
        })
        .collect();
    children.into_iter().collect()
}

fn items<'n>(node: &'n Node, problems: &mut Problems) -> Option<&'n [Node]> {
    let Some(items) = node.as_list() else {
        problems.error(
            node.span,
            format!("`of` must be a list of criteria, not {}", describe(node)),
        );
        return None;
    };
    if items.is_empty() {
        problems.error(node.span, "`of` is empty: at least one criterion is needed");
        return None;
    }
    if items.len() > MAX_CHILDREN {
        problems.error(
            node.span,
            format!(
                "{} criteria are too many in one: at most {MAX_CHILDREN}",
                items.len()
            ),
        );
        return None;
    }
    Some(items)
}

pub(super) fn evaluate<'c>(of: &'c [Child], world: &World<'_>) -> Vec<(&'c Child, Outcome)> {
    of.iter()
        .map(|child| (child, child.check.evaluate(world)))
        .collect()
}

pub(super) fn count(outcomes: &[(&Child, Outcome)], verdict: Verdict) -> usize {
    outcomes
        .iter()
        .filter(|(_, outcome)| outcome.verdict == verdict)
        .count()
}

/// The outcome of which most is there; the first of equal ones.
pub(super) fn nearest<'o, 'c>(
    outcomes: &'o [(&'c Child, Outcome)],
) -> Option<&'o (&'c Child, Outcome)> {
    let mut best: Option<&(&Child, Outcome)> = None;
    for one in outcomes {
        if best.is_none_or(|best| one.1.nearness > best.1.nearness) {
            best = Some(one);
        }
    }
    best
}

/// One part a child.
pub(super) fn listed(outcomes: &[(&Child, Outcome)]) -> Vec<Part> {
    outcomes
        .iter()
        .map(|(child, outcome)| Part {
            verdict: match outcome.verdict {
                Verdict::Partial => Verdict::Fail,
                verdict => verdict,
            },
            text: format!("“{}”: {}", child.label, outcome.message),
            evidence: outcome.evidence.first().cloned(),
        })
        .collect()
}

/// As [`listed`], with what the one that is told of lacks after it: each place of it has its sentence.
pub(super) fn listed_with(outcomes: &[(&Child, Outcome)], told: &Child) -> Vec<Part> {
    let mut parts = listed(outcomes);
    let at = outcomes
        .iter()
        .position(|(child, _)| std::ptr::eq(*child, told));
    if let Some(at) = at
        && let Some((_, outcome)) = outcomes.get(at)
    {
        let first = outcome.evidence.first();
        let place = |evidence: &Evidence| (evidence.line, evidence.column);
        let lacks = outcome.parts.iter().filter(|part| {
            part.verdict != Verdict::Pass
                && part.evidence.as_ref().map(place) != first.map(place)
                && part.evidence.is_some()
        });
        let lacks: Vec<Part> = lacks.take(MOST_PLACES).cloned().collect();
        parts.splice(at + 1..at + 1, lacks);
    }
    parts
}

/// The mean of what is there.
pub(super) fn nearness(outcomes: &[(&Child, Outcome)]) -> f64 {
    let sum: f64 = outcomes.iter().map(|(_, outcome)| outcome.nearness).sum();
    sum / outcomes.len().max(1) as f64
}

/// The places of what is not met.
pub(super) fn places(outcomes: &[(&Child, Outcome)]) -> Vec<Evidence> {
    outcomes
        .iter()
        .filter(|(_, outcome)| outcome.verdict != Verdict::Pass)
        .flat_map(|(_, outcome)| outcome.evidence.iter().cloned())
        .take(MOST_PLACES)
        .collect()
}
