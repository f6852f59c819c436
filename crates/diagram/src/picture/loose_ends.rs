//! Lines that keep boxes from hanging alone, once all that says more is drawn: references, and the subnets that something lies in.

use std::collections::BTreeSet;

use cfn::{Decision, Relation};

use super::{
    BadgeKind,
    draft::Draft,
    folds::Form,
    nesting::{Rank, rank},
};

/// Most references of a box that would hang alone.
const MOST_REFERENCES: usize = 4;

/// Draws what keeps boxes from hanging alone, once all that criteria ask for is drawn.
pub(super) fn draw(draft: &mut Draft<'_>) {
    in_several_subnets(draft);
    hanging_alone(draft);
}

/// What lies in several subnets lies in their network, as a box; a line leads to those of the subnets that hold nothing else, which would
/// hang alone.
fn in_several_subnets(draft: &mut Draft<'_>) {
    let joined = draft.has_lines();
    let holding: BTreeSet<usize> = draft.boxes.iter().filter_map(|one| one.parent).collect();
    for edge in draft.graph.edges() {
        if edge.relation != Relation::ContainedIn || edge.certainty == Decision::False {
            continue;
        }
        for (from, to) in draft.pairs(edge.from, edge.to) {
            let is_empty = rank(draft.type_of(to)) == Rank::Subnet
                && rank(draft.type_of(from)) > Rank::Subnet
                && !holding.contains(&to)
                && !joined.contains(&to);
            if is_empty && !draft.are_joined(from, to) {
                draft.add_edge(from, to, Relation::ContainedIn, edge);
            }
        }
    }
}

/// References of what would have no line at all; what holds others does not hang alone.
fn hanging_alone(draft: &mut Draft<'_>) {
    let joined = draft.has_lines();
    let holding: BTreeSet<usize> = draft.boxes.iter().filter_map(|one| one.parent).collect();
    let drawn_on = drawn_on(draft);
    for alone in 0..draft.boxes.len() {
        let Some(resource) = draft.boxes[alone].resource else {
            continue;
        };
        if joined.contains(&alone) || holding.contains(&alone) {
            continue;
        }
        let mut left = MOST_REFERENCES;
        for (from, to) in references(draft, resource, &drawn_on) {
            // Where something lies is said by the group around it.
            let lies_there = draft
                .graph
                .edge(resource, Relation::ContainedIn, to)
                .is_some();
            if lies_there {
                continue;
            }
            let Some(edge) = draft
                .graph
                .edge(from, Relation::References, to)
                .filter(|_| !lets_somebody_in(draft, from) && !runs_as(draft, from, to))
            else {
                continue;
            };
            let is_turned = lets_in(draft, from, to);
            for (start, end) in draft.pairs(from, to) {
                if (start == alone || end == alone) && left > 0 && !draft.are_joined(start, end) {
                    let (start, end) = if is_turned {
                        (end, start)
                    } else {
                        (start, end)
                    };
                    draft.add_edge(start, end, Relation::References, &edge);
                    left -= 1;
                }
            }
        }
    }
}

/// Whether a reference says who may do something, not what goes where: a key's policy names those who keep it.
fn lets_somebody_in(draft: &Draft<'_>, from: usize) -> bool {
    matches!(
        draft.folding.form(from),
        Some(Form::Badge(
            BadgeKind::Key | BadgeKind::Policy | BadgeKind::Role
        ))
    )
}

/// Whether a connector names the role that it runs with: that says nothing of what else has this role.
fn runs_as(draft: &Draft<'_>, from: usize, to: usize) -> bool {
    draft.folding.form(from).is_some()
        && draft.folding.form(to) == Some(Form::Badge(BadgeKind::Role))
}

/// Whether a guard names another one because it lets in what comes from there: what comes goes the other way round.
fn lets_in(draft: &Draft<'_>, from: usize, to: usize) -> bool {
    let resource = &draft.model.resources[from];
    let rules = match resource.type_name {
        "AWS::EC2::SecurityGroup" => "SecurityGroupIngress",
        "AWS::EC2::SecurityGroupIngress" => "SourceSecurityGroupId",
        _ => return false,
    };
    resource.properties.get(rules).is_some_and(|value| {
        let targets = draft.graph.targets(draft.model, value);
        targets.iter().any(|(target, _)| *target == to)
    })
}

/// What refers to a resource or to what is drawn on it, and what they refer to.
fn references(draft: &Draft<'_>, resource: usize, drawn_on: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let parts = drawn_on.get(resource).into_iter().flatten().copied();
    let graph = draft.graph;
    [resource]
        .into_iter()
        .chain(parts)
        .flat_map(|index| {
            graph
                .from(index, Relation::References)
                .chain(graph.to(index, Relation::References))
        })
        .map(|edge| (edge.from, edge.to))
        .collect()
}

/// By resource: what is drawn on it.
fn drawn_on(draft: &Draft<'_>) -> Vec<Vec<usize>> {
    let mut drawn_on = vec![Vec::new(); draft.model.resources.len()];
    for index in 0..draft.model.resources.len() {
        if draft.folding.form(index).is_some() {
            for anchor in draft.folding.anchors(index) {
                drawn_on[*anchor].push(index);
            }
        }
    }
    drawn_on
}
