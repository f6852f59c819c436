//! The kinds of criteria: one file each, and the table that brings them together. What all kinds share (weights, `requires`,
//! `ifUnknown`) is not here.

mod all_of;
mod any_of;
mod check;
mod graph;
mod iam;
mod not;
pub(crate) mod parts;
mod preset;
mod property;

use crate::{
    fields::{Fields, Problems},
    remedy::Remedy,
    report::{Evidence, Part, Verdict},
    sketch::Drawing,
    world::World,
};

/// A kind's entry in the table.
#[derive(Clone, Copy)]
pub(crate) struct KindInfo {
    /// What `kind` says.
    pub(crate) name: &'static str,
    /// The fields that it has beside those of every kind.
    pub(crate) fields: &'static [&'static str],
    compile: Compile,
}

/// How a criterion of a kind is compiled.
#[derive(Clone, Copy)]
enum Compile {
    /// With problems noted; `None` only when one of them is an error.
    With(fn(&Fields<'_>, &mut Problems) -> Option<Check>),
    /// A name kept free on purpose.
    Reserved,
}

/// Every kind of the criterion language, in its order there.
pub(crate) const KINDS: &[KindInfo] = &[
    KindInfo {
        name: "property",
        fields: property::FIELDS,
        compile: Compile::With(|fields, problems| {
            property::Property::compile(fields, problems).map(Check::Property)
        }),
    },
    KindInfo {
        name: "check",
        fields: check::FIELDS,
        compile: Compile::With(|fields, problems| {
            check::Check::compile(fields, problems).map(Check::Check)
        }),
    },
    KindInfo {
        name: "graph",
        fields: graph::FIELDS,
        compile: Compile::With(|fields, problems| {
            graph::Graph::compile(fields, problems).map(Check::Graph)
        }),
    },
    KindInfo {
        name: "iam",
        fields: iam::FIELDS,
        compile: Compile::With(|fields, problems| {
            iam::Iam::compile(fields, problems).map(Check::Iam)
        }),
    },
    KindInfo {
        name: "preset",
        fields: &["preset", "args"],
        compile: Compile::With(|fields, problems| {
            preset::Preset::compile(fields, problems).map(Check::Preset)
        }),
    },
    KindInfo {
        name: "allOf",
        fields: &["of"],
        compile: Compile::With(|fields, problems| {
            all_of::AllOf::compile(fields, problems).map(Check::AllOf)
        }),
    },
    KindInfo {
        name: "anyOf",
        fields: &["of"],
        compile: Compile::With(|fields, problems| {
            any_of::AnyOf::compile(fields, problems).map(Check::AnyOf)
        }),
    },
    KindInfo {
        name: "not",
        fields: &["of"],
        compile: Compile::With(|fields, problems| {
            not::Not::compile(fields, problems).map(Check::Not)
        }),
    },
    KindInfo {
        name: "guard",
        fields: &["rules"],
        compile: Compile::Reserved,
    },
];

impl KindInfo {
    /// The kind of a criterion that names none.
    pub(crate) const DEFAULT: &'static KindInfo = &KINDS[0];

    pub(crate) fn named(name: &str) -> Option<&'static KindInfo> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// Whether this grader has it.
    pub(crate) fn is_supported(&self) -> bool {
        matches!(self.compile, Compile::With(_))
    }

    /// Compiles what this kind adds to a criterion; `named_at` is where the kind's name stands.
    pub(crate) fn compile(
        &self,
        fields: &Fields<'_>,
        named_at: cfn::Span,
        problems: &mut Problems,
    ) -> Option<Check> {
        match self.compile {
            Compile::With(compile) => compile(fields, problems),
            Compile::Reserved => {
                problems.error(
                    named_at,
                    format!("kind `{}` is reserved and not supported yet", self.name),
                );
                None
            }
        }
    }
}

/// A compiled check of any kind.
#[derive(Clone, Debug)]
pub(crate) enum Check {
    Property(property::Property),
    Check(check::Check),
    Graph(graph::Graph),
    Iam(iam::Iam),
    Preset(preset::Preset),
    AllOf(all_of::AllOf),
    AnyOf(any_of::AnyOf),
    Not(not::Not),
}

impl Check {
    /// Evaluates it; what is earned for it is the caller's.
    pub(crate) fn evaluate(&self, world: &World<'_>) -> Outcome {
        match self {
            Self::Property(property) => property.evaluate(world),
            Self::Check(check) => check.evaluate(world),
            Self::Graph(graph) => graph.evaluate(world),
            Self::Iam(iam) => iam.evaluate(world),
            Self::Preset(preset) => preset.evaluate(world),
            Self::AllOf(all_of) => all_of.evaluate(world),
            Self::AnyOf(any_of) => any_of.evaluate(world),
            Self::Not(not) => not.evaluate(world),
        }
    }

    /// The smallest edit that would make it pass; `None` when it passes, or when there is none that can be said.
    pub(crate) fn remedy(&self, world: &World<'_>) -> Option<Remedy> {
        match self {
            Self::Property(property) => property.remedy(world),
            Self::Check(check) => check.remedy(world),
            Self::Graph(graph) => graph.remedy(world),
            Self::Iam(iam) => iam.remedy(world),
            Self::Preset(preset) => preset.remedy(world),
            Self::AllOf(all_of) => all_of.remedy(world),
            Self::AnyOf(any_of) => any_of.remedy(world),
            Self::Not(not) => not.remedy(world),
        }
    }

    /// What it is about as far as it can be drawn: of a combination what its parts are about, and nothing below a `not`.
    pub(crate) fn draw(&self, world: &World<'_>, into: &mut Vec<Drawing>) {
        match self {
            Self::Property(property) => into.extend(property.draw(world)),
            Self::Check(check) => into.extend(check.draw(world)),
            Self::Graph(graph) => into.extend(graph.draw(world)),
            Self::Preset(preset) => preset.draw(world, into),
            Self::AllOf(all_of) => all_of.draw(world, into),
            Self::AnyOf(any_of) => any_of.draw(world, into),
            Self::Iam(iam) => iam.draw(world, into),
            Self::Not(_) => {}
        }
    }
}

/// What a check says of a template.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// Never [`Verdict::Locked`], which is about other criteria.
    pub(crate) verdict: Verdict,
    /// The share that is met, 0 to 1, when the verdict is [`Verdict::Partial`].
    pub(crate) share: f64,
    /// How much of it is there, 0 to 1: 1 when it is met. It earns nothing; of several ways the nearest one is told.
    pub(crate) nearness: f64,
    pub(crate) message: String,
    pub(crate) evidence: Vec<Evidence>,
    /// What it is made of, when it is made of several: asserts, nodes and edges, statements, resources.
    pub(crate) parts: Vec<Part>,
}

impl Outcome {
    /// A verdict that nothing has been said of yet.
    pub(crate) fn of(verdict: Verdict) -> Self {
        Self {
            verdict,
            share: 0.0,
            nearness: if verdict == Verdict::Pass { 1.0 } else { 0.0 },
            message: String::new(),
            evidence: Vec::new(),
            parts: Vec::new(),
        }
    }
}
