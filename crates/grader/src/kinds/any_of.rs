//! The kind `anyOf`: more than one right answer.
//!
//! # What it checks
//! That at least one of the criteria in `of` is met. Combinations go three deep at most.
//!
//! # Why it matters
//! Architecture has trade-offs, and often two designs solve a problem: a dead-letter queue or a failure destination, IAM or a
//! Lambda authorizer. A criterion that only knows one of them teaches the wrong thing.
//!
//! # Example
//! ```yaml
//! kind: anyOf
//! label: Failed orders are kept
//! of:
//!   - {kind: preset, label: The queue has a dead-letter queue, preset: sqs-has-dlq}
//!   - {kind: preset, label: The function has one, preset: lambda-has-dlq}
//! ```
//!
//! # Fix
//! Choose one of the ways that are listed; the message names the one that got furthest, the first of equal ones.

use crate::{
    fields::{Fields, Problems},
    kinds::{
        Outcome,
        parts::{self, Child},
    },
    remedy::Remedy,
    report::Verdict,
    sketch::Drawing,
    world::World,
};

/// A compiled `anyOf`.
#[derive(Clone, Debug)]
pub(crate) struct AnyOf {
    of: Vec<Child>,
}

impl AnyOf {
    pub(super) fn compile(fields: &Fields<'_>, problems: &mut Problems) -> Option<Self> {
        parts::compile(fields, problems).map(|of| Self { of })
    }

    pub(super) fn evaluate(&self, world: &World<'_>) -> Outcome {
        let outcomes = parts::evaluate(&self.of, world);
        let of_verdict = |verdict: Verdict| {
            outcomes
                .iter()
                .find(|(_, outcome)| outcome.verdict == verdict)
        };
        if let Some((child, outcome)) = of_verdict(Verdict::Pass) {
            return Outcome {
                message: format!("“{}”: {}", child.label, outcome.message),
                evidence: outcome.evidence.clone(),
                parts: parts::listed(&outcomes),
                ..Outcome::of(Verdict::Pass)
            };
        }
        if let Some((child, outcome)) = of_verdict(Verdict::Unknown) {
            return Outcome {
                message: format!("“{}”: {}", child.label, outcome.message),
                evidence: outcome.evidence.clone(),
                parts: parts::listed(&outcomes),
                ..Outcome::of(Verdict::Unknown)
            };
        }
        let Some((child, outcome)) = parts::nearest(&outcomes) else {
            return Outcome::of(Verdict::Fail);
        };
        let message = match outcomes.len() {
            1 => format!("“{}”: {}", child.label, outcome.message),
            all => format!(
                "None of the {all} ways is there yet. The nearest is “{}”: {}",
                child.label, outcome.message
            ),
        };
        Outcome {
            message,
            evidence: outcome.evidence.clone(),
            parts: parts::listed_with(&outcomes, child),
            nearness: outcome.nearness,
            ..Outcome::of(Verdict::Fail)
        }
    }

    pub(super) fn remedy(&self, world: &World<'_>) -> Option<Remedy> {
        let outcomes = parts::evaluate(&self.of, world);
        let (nearest, _) = parts::nearest(&outcomes)?;
        nearest
            .check
            .remedy(world)
            .or_else(|| self.of.iter().find_map(|child| child.check.remedy(world)))
    }

    /// The way that is met or nearest: the others would be drawn as missing though nobody asks for them.
    pub(super) fn draw(&self, world: &World<'_>, into: &mut Vec<Drawing>) {
        let outcomes = parts::evaluate(&self.of, world);
        let of_verdict = |verdict: Verdict| {
            outcomes
                .iter()
                .find(|(_, outcome)| outcome.verdict == verdict)
        };
        let told = of_verdict(Verdict::Pass)
            .or_else(|| of_verdict(Verdict::Unknown))
            .or_else(|| parts::nearest(&outcomes));
        if let Some((child, _)) = told {
            child.check.draw(world, into);
        }
    }
}
