//! The kind `preset`: a named check of security, cost or reliability.
//!
//! # What it checks
//! That every resource that the preset is about is as the preset asks. `args` says more where the preset takes any.
//!
//! # Why it matters
//! Some rules are the same in every template: nothing open to the world, nothing without a backup. A name is shorter than the
//! properties behind it, and knows all of them.
//!
//! # Example
//! ```yaml
//! {kind: preset, label: No security group opens SSH to the world, preset: sg-not-open, args: {port: 22}}
//! ```
//!
//! # Fix
//! The message names the first resource that is not right, and what is missing there.

use cfn::{Decision, Relation, suggest::did_you_mean};

use crate::{
    fields::{Fields, Problems, shorten},
    kinds::Outcome,
    presets::{Args, Finding, PRESETS, PresetInfo},
    remedy::Remedy,
    report::{Evidence, Part, Verdict},
    sketch::{Drawing, SketchEdge, SketchNode},
    wording,
    world::{Unexpanded, World},
};

/// A compiled criterion of this kind.
#[derive(Clone, Debug)]
pub(crate) struct Preset {
    info: &'static PresetInfo,
    args: Args,
}

impl Preset {
    pub(super) fn compile(fields: &Fields<'_>, problems: &mut Problems) -> Option<Self> {
        let (name, span) = fields.required_text("preset", problems)?;
        let Some(info) = PRESETS.iter().find(|info| info.name == name.text) else {
            let suggestion = did_you_mean(&name.text, PRESETS.iter().map(|info| info.name));
            problems.error(
                span,
                format!("unknown preset `{}`{suggestion}", shorten(&name.text)),
            );
            return None;
        };
        let args = Args::compile(fields.get("args"), info.name, info.args, problems)?;
        Some(Self { info, args })
    }

    pub(super) fn evaluate(&self, world: &World<'_>) -> Outcome {
        let findings = self.findings(world);
        let mut outcome = self.settle(&findings, world);
        outcome.parts = findings.iter().map(part).collect();
        outcome
    }

    pub(super) fn remedy(&self, world: &World<'_>) -> Option<Remedy> {
        let findings = self.findings(world);
        let bad = findings
            .iter()
            .find(|finding| finding.decision == Decision::False)?;
        let fix = bad.fix.as_ref()?;
        let id = bad
            .evidence
            .resource
            .as_deref()
            .unwrap_or(world.resource(bad.resource).id);
        let line = bad.evidence.line;
        let place = match &bad.evidence.path {
            Some(path) if fix.is_there => format!("It is `{path}` of `{id}`, on line {line}."),
            Some(path) => {
                format!("`{id}`, which starts on line {line}, has no `{path}` yet.")
            }
            None => format!("It is `{id}`, on line {line}."),
        };
        Some(Remedy {
            concept: self.info.concept(),
            place,
            value: fix.value.clone(),
            changes: fix.changes.clone(),
        })
    }

    /// What is missing: the resource that the preset is about when there is none, and the dead-letter queues that it asks for. What
    /// else presets ask for is a property, which the report marks.
    pub(super) fn draw(&self, world: &World<'_>, into: &mut Vec<Drawing>) {
        let findings = self.findings(world);
        if findings.is_empty() && !self.info.is_prohibition {
            let types: Vec<String> = self
                .info
                .types
                .iter()
                .map(|name| (*name).to_owned())
                .collect();
            into.extend(Drawing::of_missing(world, &types, None, &[]));
        }
        if self.info.asks_for_dead_letters() {
            into.extend(
                findings
                    .iter()
                    .filter_map(|finding| dead_letters(finding, world)),
            );
        }
    }

    /// What the preset finds, where a condition that cannot be decided leaves a bad resource open.
    fn findings(&self, world: &World<'_>) -> Vec<Finding> {
        let mut findings = (self.info.check)(world, &self.args);
        for finding in &mut findings {
            let resource = world.resource(finding.resource);
            if resource.presence == Decision::Unknown && finding.decision == Decision::False {
                finding.decision = Decision::Unknown;
                finding.sentence.push_str(&format!(
                    " Whether `{}` is created at all cannot be decided: its condition depends on something that is not known.",
                    resource.id
                ));
            }
        }
        findings
    }

    fn settle(&self, findings: &[Finding], world: &World<'_>) -> Outcome {
        let with = |decision: Decision| {
            findings
                .iter()
                .filter(move |finding| finding.decision == decision)
        };
        let good = with(Decision::True).count();
        if let Some(first) = with(Decision::False).next() {
            let bad = with(Decision::False).count();
            let evidence = with(Decision::False).map(|bad| bad.evidence.clone());
            return Outcome {
                share: good as f64 / findings.len() as f64,
                nearness: (1.0 + good as f64) / (1.0 + findings.len() as f64),
                message: self.message(findings, bad, &first.sentence, world),
                evidence: evidence.collect(),
                ..Outcome::of(if good > 0 {
                    Verdict::Partial
                } else {
                    Verdict::Fail
                })
            };
        }
        if let Some(first) = with(Decision::Unknown).next() {
            return Outcome {
                message: self.message(findings, 1, &first.sentence, world),
                evidence: vec![first.evidence.clone()],
                ..Outcome::of(Verdict::Unknown)
            };
        }
        if let Some(unexpanded) = self.unexpanded(world) {
            return self.made_later(unexpanded);
        }
        let certain =
            |finding: &&Finding| world.resource(finding.resource).presence == Decision::True;
        match (findings.first(), findings.iter().find(certain)) {
            (None, _) if self.info.is_prohibition => {
                nothing(self.info.absent, Verdict::Pass, world)
            }
            (None, _) => nothing(self.info.absent, Verdict::Fail, world),
            (Some(first), None) if !self.info.is_prohibition => Outcome {
                message: format!(
                    "{} Whether it is created at all cannot be decided: its condition depends on something that is not known.",
                    first.sentence
                ),
                evidence: vec![first.evidence.clone()],
                ..Outcome::of(Verdict::Unknown)
            },
            (Some(first), _) => Outcome {
                message: self.all_good(findings, &first.sentence, world),
                evidence: vec![first.evidence.clone()],
                ..Outcome::of(Verdict::Pass)
            },
        }
    }

    /// "buckets": what the findings are about, when all of them are of one type, and otherwise all that the preset is about.
    fn many(&self, findings: &[Finding], world: &World<'_>) -> String {
        let of = |finding: &Finding| wording::plural(world.resource(finding.resource).type_name);
        let is_narrow = self.info.types.len() > 1;
        match findings.split_first().filter(|_| is_narrow) {
            Some((first, others))
                if wording::is_well_known(world.resource(first.resource).type_name)
                    && others.iter().all(|other| of(other) == of(first)) =>
            {
                of(first)
            }
            _ => self.info.many.to_owned(),
        }
    }

    /// "2 buckets; `Logs` is not encrypted: ..."
    fn message(
        &self,
        findings: &[Finding],
        bad: usize,
        sentence: &str,
        world: &World<'_>,
    ) -> String {
        let many = self.many(findings, world);
        let all = findings.len();
        match (all, bad) {
            (1, _) => sentence.to_owned(),
            (_, 1) => format!("{all} {many}; {sentence}"),
            _ => format!("{all} {many}, of which {bad} are not right yet; {sentence}"),
        }
    }

    fn all_good(&self, findings: &[Finding], sentence: &str, world: &World<'_>) -> String {
        let all_good = self.info.all_good;
        let many = self.many(findings, world);
        match findings.len() {
            1 => sentence.to_owned(),
            2 => format!("Both {many} {all_good}."),
            all => format!("All {all} {many} {all_good}."),
        }
    }

    /// A loop or macro that may make a resource that the preset is about.
    fn unexpanded<'w>(&self, world: &'w World<'_>) -> Option<&'w Unexpanded<'w>> {
        if self.info.types.is_empty() {
            return world.any_unexpanded();
        }
        self.info
            .types
            .iter()
            .find_map(|type_name| world.unexpanded(type_name))
    }

    fn made_later(&self, unexpanded: &Unexpanded<'_>) -> Outcome {
        Outcome {
            message: format!(
                "Whether all {} are right cannot be decided: `{}` makes its resources only when the template is deployed.",
                self.info.many, unexpanded.key
            ),
            evidence: vec![Evidence::at(unexpanded.span)],
            ..Outcome::of(Verdict::Unknown)
        }
    }
}

/// A template without anything that the preset is about.
fn nothing(absent: &str, verdict: Verdict, world: &World<'_>) -> Outcome {
    Outcome {
        message: absent.to_owned(),
        evidence: vec![Evidence::at(world.resources_span())],
        ..Outcome::of(verdict)
    }
}

fn part(finding: &Finding) -> Part {
    Part {
        verdict: match finding.decision {
            Decision::True => Verdict::Pass,
            Decision::False => Verdict::Fail,
            Decision::Unknown => Verdict::Unknown,
        },
        text: finding.sentence.clone(),
        evidence: Some(finding.evidence.clone()),
    }
}

/// What a resource fails at, and where it goes; `None` where that is known to be kept elsewhere.
fn dead_letters(finding: &Finding, world: &World<'_>) -> Option<Drawing> {
    let resource = world.resource(finding.resource);
    let is = |index: usize| Some(world.resource(index).id.to_owned());
    let there = world
        .graph()
        .from(finding.resource, Relation::DeadLettersTo)
        .next();
    let verdict = match finding.decision {
        Decision::True => Verdict::Pass,
        Decision::False => Verdict::Fail,
        Decision::Unknown => Verdict::Unknown,
    };
    if there.is_none() && verdict != Verdict::Fail {
        return None;
    }
    let queue = ["AWS::SQS::Queue".to_owned()];
    Some(Drawing {
        nodes: vec![
            SketchNode {
                resource: is(finding.resource),
                ..SketchNode::missing("source", &[resource.type_name.to_owned()], None)
            },
            SketchNode {
                resource: there.and_then(|edge| is(edge.to)),
                ..SketchNode::missing("dead", &queue, None)
            },
        ],
        edges: vec![SketchEdge {
            from: 0,
            relation: Relation::DeadLettersTo,
            to: 1,
            verdict,
        }],
    })
}
