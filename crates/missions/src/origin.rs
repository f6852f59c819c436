//! Where a mission came from that nobody wrote by hand and no model wrote: a blueprint of the offline generator, or a learner's own
//! template that was broken on purpose.

use crate::{
    fields::{Fields, describe, is_kebab_case, shorten},
    problems::Problems,
};

/// The largest seed, which numbers of JavaScript and of JSON readers still tell from the next: 2^53 - 1. The window gets seeds as such numbers.
pub const MOST_SEED: u64 = 9_007_199_254_740_991;

/// Where a mission came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MissionOrigin {
    /// The offline generator: the same three give the same bytes.
    Blueprint {
        /// The blueprint's id.
        blueprint: String,
        /// [`crate::offline::VERSION`] of the generator that made it.
        version: u32,
        /// The seed.
        seed: u64,
    },
    /// A learner's template that passed and was broken.
    Sabotage {
        /// The mission that was passed.
        mission: String,
        /// In how many ways it was broken, 1 to 3.
        changes: u32,
    },
}

/// Reads `origin`.
pub(crate) fn read(fields: Fields<'_>, problems: &mut Problems) -> Option<MissionOrigin> {
    let node = fields.get("origin")?;
    let fields = Fields::of(node, "`origin`", problems)?;
    match fields.get("sabotaged") {
        Some(_) => {
            fields.refuse_unknown(&["sabotaged", "changes"], problems);
            let mission = id(fields, "sabotaged", problems);
            let changes = number(fields, "changes", 1..=3, problems);
            Some(MissionOrigin::Sabotage {
                mission: mission?,
                changes: u32::try_from(changes?).ok()?,
            })
        }
        None => {
            fields.refuse_unknown(&["blueprint", "version", "seed"], problems);
            let blueprint = id(fields, "blueprint", problems);
            let version = number(fields, "version", 1..=u64::from(u32::MAX), problems);
            let seed = number(fields, "seed", 0..=MOST_SEED, problems);
            Some(MissionOrigin::Blueprint {
                blueprint: blueprint?,
                version: u32::try_from(version?).ok()?,
                seed: seed?,
            })
        }
    }
}

fn id(fields: Fields<'_>, name: &str, problems: &mut Problems) -> Option<String> {
    let (text, node) = fields.text(name, problems)?;
    if is_kebab_case(text) {
        return Some(text.to_owned());
    }
    let message = format!("`{}` is no id, which is kebab case", shorten(text));
    problems.error(node.span.start, message);
    None
}

fn number(
    fields: Fields<'_>,
    name: &str,
    range: std::ops::RangeInclusive<u64>,
    problems: &mut Problems,
) -> Option<u64> {
    let node = fields.required(name, problems)?;
    let found = node
        .as_text()
        .filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|text| text.parse().ok())
        .filter(|number| range.contains(number));
    if found.is_none() {
        let message = format!(
            "`{name}` must be a whole number from {} to {}, not {}",
            range.start(),
            range.end(),
            describe(node)
        );
        problems.error(node.span.start, message);
    }
    found
}
