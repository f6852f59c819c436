//! The kind `not`: what must not be.
//!
//! # What it checks
//! That none of the criteria in `of` is met. Combinations go three deep at most.
//!
//! # Why it matters
//! Security is often about what nobody can do. A rule that allows everything to everyone is a whole sentence to say, and one `not` in
//! front of it.
//!
//! # Example
//! ```yaml
//! kind: not
//! label: No role may do everything
//! of:
//!   - {kind: iam, label: everything everywhere, who: {type: AWS::IAM::Role}, action: "*", on: "*", expect: allow}
//! ```
//!
//! # Fix
//! The message says what is there, and where. Take it away, or narrow it.

use crate::{
    fields::{Fields, Problems},
    kinds::{
        Outcome,
        parts::{self, Child},
    },
    remedy::Remedy,
    report::{Evidence, Part, Verdict},
    world::World,
};

/// A compiled `not`.
#[derive(Clone, Debug)]
pub(crate) struct Not {
    of: Vec<Child>,
}

impl Not {
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
        let parts: Vec<Part> = match outcomes.as_slice() {
            [_] => Vec::new(),
            all => all
                .iter()
                .map(|(child, outcome)| Part {
                    verdict: opposite(outcome.verdict),
                    text: match outcome.verdict {
                        Verdict::Pass => format!(
                            "“{}” must not be so: {}",
                            child.label,
                            without_praise(&outcome.message)
                        ),
                        _ => format!("“{}” is not so, as it should be.", child.label),
                    },
                    evidence: outcome.evidence.first().cloned(),
                })
                .collect(),
        };
        if let Some((_, outcome)) = of_verdict(Verdict::Pass) {
            return Outcome {
                message: format!("This must not be so: {}", without_praise(&outcome.message)),
                // What the part expects is what the whole forbids.
                evidence: outcome
                    .evidence
                    .iter()
                    .map(|place| Evidence {
                        expected: None,
                        ..place.clone()
                    })
                    .collect(),
                parts,
                // What is there has to go again.
                nearness: 0.5,
                ..Outcome::of(Verdict::Fail)
            };
        }
        if let Some((_, outcome)) = of_verdict(Verdict::Unknown) {
            return Outcome {
                message: outcome.message.clone(),
                evidence: outcome.evidence.clone(),
                parts,
                ..Outcome::of(Verdict::Unknown)
            };
        }
        Outcome {
            message: match outcomes.as_slice() {
                [(child, _)] => format!("“{}” is not so, as it should be.", child.label),
                all => format!("None of the {} is so, as it should be.", all.len()),
            },
            parts,
            ..Outcome::of(Verdict::Pass)
        }
    }

    pub(super) fn remedy(&self, world: &World<'_>) -> Option<Remedy> {
        let outcomes = parts::evaluate(&self.of, world);
        let (_, met) = outcomes
            .iter()
            .find(|(_, outcome)| outcome.verdict == Verdict::Pass)?;
        let place = met.evidence.first()?;
        let resource = place.resource.as_deref().unwrap_or("the template");
        Some(Remedy {
            concept: "Something is there that must not be. Ask what could go wrong because of it."
                .to_owned(),
            place: format!("Look at `{resource}`, line {}.", place.line),
            value: format!(
                "This must no longer be so: {}",
                without_praise(&met.message)
            ),
            changes: Vec::new(),
        })
    }
}

/// What is right for the part is wrong for the whole.
fn without_praise(message: &str) -> String {
    message.replace(", as it should be", "")
}

fn opposite(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Pass => Verdict::Fail,
        Verdict::Fail | Verdict::Partial | Verdict::Locked => Verdict::Pass,
        Verdict::Unknown => Verdict::Unknown,
    }
}
