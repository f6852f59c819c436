//! The kind `preset`.

use crate::{
    fields::{Fields, Problems},
    kinds::Outcome,
    remedy::Remedy,
    report::Verdict,
    world::World,
};

/// A compiled criterion of this kind.
#[derive(Clone, Debug)]
pub(crate) struct Preset {}

impl Preset {
    pub(super) fn compile(fields: &Fields<'_>, problems: &mut Problems) -> Option<Self> {
        problems.error(fields.span, "this kind is not supported yet");
        None
    }

    pub(super) fn evaluate(&self, world: &World<'_>) -> Outcome {
        let _ = world;
        Outcome::of(Verdict::Unknown)
    }

    pub(super) fn remedy(&self, world: &World<'_>) -> Option<Remedy> {
        let _ = world;
        None
    }
}
