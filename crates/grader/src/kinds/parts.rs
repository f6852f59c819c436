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

/// How much of it is met, 0 to 1.
pub(super) fn share(outcome: &Outcome) -> f64 {
    match outcome.verdict {
        Verdict::Pass => 1.0,
        Verdict::Partial => outcome.share,
        Verdict::Fail | Verdict::Unknown | Verdict::Locked => 0.0,
    }
}

/// The outcome of which most is met; the first of equal ones.
pub(super) fn nearest<'o, 'c>(
    outcomes: &'o [(&'c Child, Outcome)],
) -> Option<&'o (&'c Child, Outcome)> {
    let rank = |outcome: &Outcome| {
        let met = outcome
            .parts
            .iter()
            .filter(|part| part.verdict == Verdict::Pass)
            .count();
        // A way on which something is there already is nearer than one on which nothing is.
        let begun = outcome
            .evidence
            .iter()
            .any(|place| place.resource.is_some());
        (share(outcome), met, begun)
    };
    let mut best: Option<&(&Child, Outcome)> = None;
    for one in outcomes {
        if best.is_none_or(|best| rank(&one.1) > rank(&best.1)) {
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

/// The places of what is not met.
pub(super) fn places(outcomes: &[(&Child, Outcome)]) -> Vec<Evidence> {
    outcomes
        .iter()
        .filter(|(_, outcome)| outcome.verdict != Verdict::Pass)
        .flat_map(|(_, outcome)| outcome.evidence.iter().cloned())
        .take(MOST_PLACES)
        .collect()
}
