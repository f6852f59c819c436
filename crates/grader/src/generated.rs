//! What a model may write into a rubric: a smaller language than an author's, so that its answer's schema stays small and nothing
//! in it is hard to prove. Everything else is refused, each with its place.

use cfn::Relation;

use crate::{
    fields::Problems,
    kinds::Check,
    operator::Operator,
    path::{Path, StepKind},
    rubric::{Criterion, Rubric},
    select::Select,
};

/// Criteria in a generated mission.
const CRITERIA: std::ops::RangeInclusive<usize> = 3..=8;
/// The weight of each.
const WEIGHTS: std::ops::RangeInclusive<f64> = 1.0..=3.0;
/// Nodes of a graph.
const MAX_NODES: usize = 4;
/// The relations that a model has.
const RELATIONS: &[Relation] = &[
    Relation::References,
    Relation::Delivers,
    Relation::DeadLettersTo,
    Relation::Assumes,
    Relation::ContainedIn,
    Relation::Protects,
];

/// Notes what a model may not write.
pub(crate) fn restrict(rubric: &Rubric, problems: &mut Problems) {
    let count = rubric.criteria.len();
    if let Some(first) = rubric.criteria.first()
        && !CRITERIA.contains(&count)
    {
        problems.error(
            first.span,
            format!(
                "a generated mission has {} to {} criteria, not {count}",
                CRITERIA.start(),
                CRITERIA.end()
            ),
        );
    }
    for criterion in &rubric.criteria {
        if !WEIGHTS.contains(&criterion.weight) {
            problems.error(
                criterion.span,
                format!(
                    "in a generated mission `weight` is {} to {}, not {}",
                    WEIGHTS.start(),
                    WEIGHTS.end(),
                    criterion.weight
                ),
            );
        }
        for reason in refused(criterion) {
            problems.error(
                criterion.span,
                format!("{reason} may not be used in a generated mission"),
            );
        }
    }
}

fn refused(criterion: &Criterion) -> Vec<String> {
    let mut reasons = Vec::new();
    match &criterion.check {
        Check::Property(property) => in_path(property.path(), &mut reasons),
        Check::Check(check) => {
            in_select(check.select(), &mut reasons);
            for assert in check.asserts() {
                in_path(&assert.path, &mut reasons);
                in_operator(&assert.operator, &mut reasons);
            }
        }
        Check::Graph(graph) => {
            let nodes = graph.selects().count();
            if nodes > MAX_NODES {
                reasons.push(format!("a graph of {nodes} nodes (more than {MAX_NODES})"));
            }
            for relation in graph.relations().filter(|one| !RELATIONS.contains(one)) {
                reasons.push(format!("the relation `{}`", relation.name()));
            }
            graph
                .selects()
                .for_each(|select| in_select(select, &mut reasons));
            graph
                .differing()
                .for_each(|path| in_path(path, &mut reasons));
        }
        Check::Iam(iam) => iam
            .selects()
            .for_each(|select| in_select(select, &mut reasons)),
        Check::Preset(_) => {}
        Check::AllOf(_) | Check::AnyOf(_) | Check::Not(_) => {
            reasons.push(format!("the kind `{}`", criterion.kind));
        }
    }
    reasons
}

fn in_select(select: &Select, reasons: &mut Vec<String>) {
    for condition in &select.conditions {
        in_path(&condition.path, reasons);
        in_operator(&condition.operator, reasons);
    }
}

fn in_path(path: &Path, reasons: &mut Vec<String>) {
    let filtered = path
        .steps
        .iter()
        .any(|step| matches!(step.kind, StepKind::Where(_)));
    if filtered {
        reasons.push(format!("a path with `[?..]` (`{}`)", path.text));
    }
}

fn in_operator(operator: &Operator, reasons: &mut Vec<String>) {
    if !operator.is_for_models() {
        reasons.push(format!("the operator `{}`", operator.name()));
    }
    if let Operator::RefersTo(select) = operator {
        in_select(select, reasons);
    }
}
