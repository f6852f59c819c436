//! The kind `allOf`: several checks as one criterion.
//!
//! # What it checks
//! That every criterion in `of` is met. With `partial`, each that is met earns the same share. Combinations go three deep at most.
//!
//! # Why it matters
//! Some requirements only mean something together: a queue with a dead-letter queue *and* an alarm on it.
//!
//! # Example
//! ```yaml
//! kind: allOf
//! label: The orders can be brought back
//! of:
//!   - {kind: check, label: The table is kept, select: {type: AWS::DynamoDB::Table}, assert: [{property: "@DeletionPolicy", op: equals, value: Retain}]}
//!   - {kind: preset, label: The table has backups, preset: backup-enabled}
//! ```
//!
//! # Fix
//! The message names the first part that is not met; every part is listed with its own verdict.

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

/// A compiled `allOf`.
#[derive(Clone, Debug)]
pub(crate) struct AllOf {
    of: Vec<Child>,
}

impl AllOf {
    pub(super) fn compile(fields: &Fields<'_>, problems: &mut Problems) -> Option<Self> {
        parts::compile(fields, problems).map(|of| Self { of })
    }

    pub(super) fn evaluate(&self, world: &World<'_>) -> Outcome {
        let outcomes = parts::evaluate(&self.of, world);
        let met = parts::count(&outcomes, Verdict::Pass);
        let all = outcomes.len();
        let first_not = |verdicts: &[Verdict]| {
            outcomes
                .iter()
                .find(|(_, outcome)| verdicts.contains(&outcome.verdict))
        };
        let failed = first_not(&[Verdict::Fail, Verdict::Partial]);
        let Some((child, decisive)) = failed.or_else(|| first_not(&[Verdict::Unknown])) else {
            return Outcome {
                message: format!("All {all} parts are met."),
                evidence: outcomes
                    .iter()
                    .flat_map(|(_, outcome)| outcome.evidence.iter().take(1).cloned())
                    .collect(),
                parts: parts::listed(&outcomes),
                ..Outcome::of(Verdict::Pass)
            };
        };
        let message = format!(
            "{met} of {all} parts {} met. “{}”: {}",
            if met == 1 { "is" } else { "are" },
            child.label,
            decisive.message
        );
        let share = met as f64 / all as f64;
        let verdict = match failed {
            None => Verdict::Unknown,
            Some(_) if share > 0.0 => Verdict::Partial,
            Some(_) => Verdict::Fail,
        };
        Outcome {
            share,
            nearness: parts::nearness(&outcomes),
            message,
            evidence: parts::places(&outcomes),
            parts: parts::listed(&outcomes),
            ..Outcome::of(verdict)
        }
    }

    pub(super) fn remedy(&self, world: &World<'_>) -> Option<Remedy> {
        self.of
            .iter()
            .filter(|child| child.check.evaluate(world).verdict != Verdict::Pass)
            .find_map(|child| child.check.remedy(world))
    }

    pub(super) fn draw(&self, world: &World<'_>, into: &mut Vec<Drawing>) {
        for child in &self.of {
            child.check.draw(world, into);
        }
    }
}
