//! Conditions, decided once each with Kleene's three values: what is unknown stays unknown unless the other side decides.

use std::collections::BTreeMap;

use crate::{
    Data, Decision, Diagnostic, Function, Intrinsic, Node, NodeKind, Value, codes,
    diagnostic::Remarks,
};

use super::world::World;

/// Decides every condition of the template, those that others need first. No recursion from one to the next, so that a long
/// chain is no danger.
pub(super) fn decide_all<'t>(world: &mut World<'_, 't>, diagnostics: &mut Remarks) {
    let mut state: BTreeMap<&'t str, State> = BTreeMap::new();
    let mut path: Vec<Step<'t>> = Vec::new();
    let entries = world.template().conditions.entries();
    for entry in entries {
        if state.contains_key(entry.key.as_str()) {
            continue;
        }
        path.push(Step::new(&entry.key, &entry.value));
        state.insert(&entry.key, State::Open);
        while let Some(step) = path.last_mut() {
            let Some(needed) = step.needs.pop() else {
                let decision = world.decide(step.node);
                world.record_condition(step.name, decision);
                state.insert(step.name, State::Done);
                path.pop();
                continue;
            };
            let Some(other) = world.template().conditions.entry(needed) else {
                continue;
            };
            match state.get(needed) {
                Some(State::Done) => {}
                Some(State::Open) => {
                    let message = if needed == step.name {
                        format!("The condition `{needed}` needs itself, so it cannot be decided.")
                    } else {
                        format!(
                            "The conditions `{}` and `{needed}` need each other: neither can be decided.",
                            step.name
                        )
                    };
                    let span = step.node.span;
                    diagnostics.push(Diagnostic::error(codes::CONDITION_CYCLE, span, message));
                }
                None => {
                    state.insert(&other.key, State::Open);
                    path.push(Step::new(&other.key, &other.value));
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
enum State {
    Open,
    Done,
}

/// A condition on the way, with the names that it still waits for.
struct Step<'t> {
    name: &'t str,
    node: &'t Node,
    needs: Vec<&'t str>,
}

impl<'t> Step<'t> {
    fn new(name: &'t str, node: &'t Node) -> Self {
        let mut needs = Vec::new();
        collect_needs(node, &mut needs);
        needs.reverse();
        Self { name, node, needs }
    }
}

fn collect_needs<'t>(node: &'t Node, needs: &mut Vec<&'t str>) {
    match &node.kind {
        NodeKind::Scalar(_) => {}
        NodeKind::List(items) => items.iter().for_each(|item| collect_needs(item, needs)),
        NodeKind::Map(entries) => entries
            .iter()
            .for_each(|entry| collect_needs(&entry.value, needs)),
        NodeKind::Function(function) => {
            needs.extend(condition_name(function));
            collect_needs(&function.argument, needs);
        }
    }
}

/// The condition that a function names itself.
pub(super) fn condition_name(function: &Function) -> Option<&str> {
    match function.name {
        Intrinsic::Condition => function.argument.as_text(),
        Intrinsic::If => function.argument.as_list()?.first()?.as_text(),
        _ => None,
    }
}

impl<'t> World<'_, 't> {
    /// What a condition's value says.
    pub(super) fn decide(&self, node: &'t Node) -> Decision {
        let Some(function) = node.as_function() else {
            return Decision::Unknown;
        };
        let arguments = function.argument.as_list().unwrap_or_default();
        match function.name {
            Intrinsic::Condition => function
                .argument
                .as_text()
                .map_or(Decision::Unknown, |name| self.condition(name)),
            Intrinsic::And => arguments
                .iter()
                .map(|node| self.decide(node))
                .fold(Decision::True, and),
            Intrinsic::Or => !arguments
                .iter()
                .map(|node| !self.decide(node))
                .fold(Decision::True, and),
            Intrinsic::Not => match arguments {
                [only] => !self.decide(only),
                _ => Decision::Unknown,
            },
            Intrinsic::Equals => match arguments {
                [left, right] => equal(&self.value(left), &self.value(right)),
                _ => Decision::Unknown,
            },
            _ => Decision::Unknown,
        }
    }

    /// What the first argument of `Fn::If` says: a condition's name, or a condition written out.
    pub(super) fn decide_choice(&self, node: &'t Node) -> Decision {
        match node.as_text() {
            Some(name) => self.condition(name),
            None => self.decide(node),
        }
    }
}

fn and(a: Decision, b: Decision) -> Decision {
    match (a, b) {
        (Decision::False, _) | (_, Decision::False) => Decision::False,
        (Decision::True, Decision::True) => Decision::True,
        (Decision::Unknown, _) | (_, Decision::Unknown) => Decision::Unknown,
    }
}

/// Equal texts are equal whatever their symbols stand for; different ones only differ for sure without symbols.
fn equal(left: &Value<'_>, right: &Value<'_>) -> Decision {
    match (&left.data, &right.data) {
        (Data::Text(a), Data::Text(b)) if a.resolved == b.resolved => Decision::True,
        (Data::Text(a), Data::Text(b)) if !a.is_symbolic() && !b.is_symbolic() => Decision::False,
        _ => Decision::Unknown,
    }
}
