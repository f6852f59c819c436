//! The mentor's prompts: files of the repository, compiled in. Their version is kept with each call.

use sha2::{Digest, Sha256};

/// A file of `prompts/`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prompt {
    /// Its name without `.md`, with the version that people give it.
    pub(super) name: &'static str,
    text: &'static str,
}

macro_rules! prompt {
    ($name:literal) => {
        Prompt {
            name: $name,
            text: include_str!(concat!("../../prompts/", $name, ".md")),
        }
    };
}

pub(super) const RULES: Prompt = prompt!("mentor.v2");
pub(super) const QUESTION: Prompt = prompt!("question.v1");

const HINTS: [Prompt; 4] = [
    prompt!("hint-nudge.v1"),
    prompt!("hint-where.v1"),
    prompt!("hint-similar.v1"),
    prompt!("hint-everything.v1"),
];

/// The prompt of a level, from 1 to 4.
pub(super) fn of_level(level: u8) -> Option<Prompt> {
    HINTS.get(usize::from(level).checked_sub(1)?).copied()
}

impl Prompt {
    pub(super) fn text(&self) -> &'static str {
        self.text.trim_end()
    }

    /// The text with its one place filled. What is filled in is not looked at again.
    pub(super) fn filled(&self, place: &str, with: &str) -> String {
        self.text().replacen(place, with, 1)
    }
}

/// Names and the beginning of a hash of what they hold, so that an edit without a new name shows too.
pub(super) fn version(prompts: &[Prompt]) -> String {
    let names: Vec<&str> = prompts.iter().map(|prompt| prompt.name).collect();
    let mut hash = Sha256::new();
    for prompt in prompts {
        hash.update(prompt.text());
    }
    let hash = hash.finalize();
    let hash: String = hash[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{hash}", names.join("+"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prompt_has_its_place_once() {
        for level in 1..=4 {
            let prompt = of_level(level);
            let filled = prompt.map(|prompt| prompt.filled("{{criterion}}", "`{{criterion}}`"));
            assert!(
                filled.is_some_and(|text| text.matches("{{criterion}}").count() == 1),
                "level {level} names its criterion once, and what is filled in stays as it is"
            );
        }
        assert!(
            of_level(0).is_none() && of_level(5).is_none(),
            "there are four levels"
        );
        let question = QUESTION.filled("{{question}}", "Why?");
        assert!(question.ends_with("Why?"), "the question comes last");
    }

    #[test]
    fn a_version_names_what_it_is_of() {
        let one = version(&[RULES, QUESTION]);
        assert!(
            one.starts_with("mentor.v2+question.v1-") && one.len() == 22 + 8,
            "files and a hash: {one}"
        );
        assert_ne!(one, version(&[RULES]), "other prompts, another version");
    }
}
