//! The built-in scripts. Wordings are Bedrock's own as far as they are known in public, because clients have to tell kinds of errors by them.

mod answered;
mod broken;
mod mixtures;
mod refused;

use crate::script::{Answer, Content, Script, Step};

/// A built-in script.
pub struct Named {
    /// What it does, a sentence.
    pub about: &'static str,
    /// The script; its name is in it.
    pub script: Script,
}

/// All built-in scripts: whole answers, answers that are whole and wrong, streams that break, refusals, and mixtures.
#[must_use]
pub fn named_scripts() -> Vec<Named> {
    let mut all = answered::whole();
    all.extend(answered::wrong());
    all.extend(broken::broken());
    all.extend(broken::exceptions());
    all.extend(refused::refusals());
    all.extend(mixtures::mixtures());
    all
}

fn answer(name: &str, about: &'static str, answer: Answer) -> Named {
    Named {
        about,
        script: Script::repeat(name, Step::Answer(answer)),
    }
}

fn content(name: &str, about: &'static str, content: Content) -> Named {
    let said = Answer {
        content,
        ..Answer::default()
    };
    answer(name, about, said)
}
