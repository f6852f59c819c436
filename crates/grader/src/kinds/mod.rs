//! The kinds of criteria: one file each, and the table that brings them together. What all kinds share (weights, `requires`,
//! `ifUnknown`) is not here.

mod property;

use crate::{
    fields::{Fields, Problems},
    report::{Evidence, Verdict},
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
    /// A kind of the language that this grader does not have yet.
    NotYet,
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
        fields: &["select", "match", "count", "assert"],
        compile: Compile::NotYet,
    },
    KindInfo {
        name: "graph",
        fields: &["nodes", "edges", "differ"],
        compile: Compile::NotYet,
    },
    KindInfo {
        name: "iam",
        fields: &["who", "action", "on", "expect", "maxScope"],
        compile: Compile::NotYet,
    },
    KindInfo {
        name: "preset",
        fields: &["preset", "args"],
        compile: Compile::NotYet,
    },
    KindInfo {
        name: "allOf",
        fields: &["of"],
        compile: Compile::NotYet,
    },
    KindInfo {
        name: "anyOf",
        fields: &["of"],
        compile: Compile::NotYet,
    },
    KindInfo {
        name: "not",
        fields: &["of"],
        compile: Compile::NotYet,
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
            Compile::NotYet => {
                problems.error(
                    named_at,
                    format!("kind `{}` is not supported yet", self.name),
                );
                None
            }
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
}

impl Check {
    /// Evaluates it; what is earned for it is the caller's.
    pub(crate) fn evaluate(&self, world: &World<'_>) -> Outcome {
        match self {
            Self::Property(property) => property.evaluate(world),
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
    pub(crate) message: String,
    pub(crate) evidence: Vec<Evidence>,
}
