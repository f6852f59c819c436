//! What is said: missions from `answers/*.json`, hints, and texts meant to do harm.

use std::fmt::Write as _;

use crate::{
    check::{Asked, Form},
    script::Content,
};

const GOOD_MISSION: &str = include_str!("../answers/good-mission.json");
const UNSOLVABLE: &str = include_str!("../answers/unsolvable.json");
const CANNOT_FAIL: &str = include_str!("../answers/cannot-fail.json");
const STARTER_PASSES: &str = include_str!("../answers/starter-passes.json");
const HINT: &str = include_str!("../answers/hint.md");
const HOSTILE: &str = include_str!("../answers/hostile.md");

/// What an answer says, and how it is cut into deltas.
pub(crate) struct Said {
    pub(crate) text: String,
    /// One delta a word, as it stands; otherwise by the pace's size.
    pub(crate) by_word: bool,
    /// Whether `maxTokens` cut it.
    pub(crate) cut: bool,
}

/// The text of an answer. `earlier` counts the missions given before, so that no two have one title.
pub(crate) fn said(content: &Content, asked: &Asked, fenced: bool, earlier: usize) -> Said {
    let json = asked.form != Form::Text;
    let text = match content {
        Content::Ordinary if json => good_mission(earlier),
        Content::Unsolvable if json => UNSOLVABLE.to_owned(),
        Content::CannotFail if json => CANNOT_FAIL.to_owned(),
        Content::StarterPasses if json => STARTER_PASSES.to_owned(),
        Content::WrongShape if json => r#"{"title":"A mission without most of its fields","minutes":"thirty"}"#.to_owned(),
        Content::Ordinary
        | Content::Unsolvable
        | Content::CannotFail
        | Content::StarterPasses
        | Content::WrongShape => HINT.to_owned(),
        Content::NotJson => "Certainly! Here is your mission: {\"title\": \"Fan out order events\", \"level\": associate,".to_owned(),
        Content::HostileMarkdown => HOSTILE.to_owned(),
        Content::Text(text) => text.clone(),
        Content::Words(count) => words(*count),
        Content::Huge(bytes) => huge(*bytes),
        Content::Nothing => String::new(),
    };
    let text = if fenced && json {
        format!("```json\n{}\n```\n", text.trim())
    } else {
        text
    };
    let by_word = matches!(content, Content::Words(_));
    match (content, asked.max_tokens) {
        (Content::Ordinary, Some(most)) => cut(&text, most),
        _ => Said {
            text,
            by_word,
            cut: false,
        },
    }
}

/// The good mission; from the second on with a number in its title.
fn good_mission(earlier: usize) -> String {
    if earlier == 0 {
        return GOOD_MISSION.trim().to_owned();
    }
    let Ok(mut mission) = serde_json::from_str::<serde_json::Value>(GOOD_MISSION) else {
        return GOOD_MISSION.to_owned();
    };
    let title = mission["title"].as_str().unwrap_or_default();
    mission["title"] = format!("{title}, part {}", earlier + 1).into();
    mission.to_string()
}

fn words(count: u32) -> String {
    let mut text = String::new();
    for number in 0..count {
        let _ = write!(text, "w{number} ");
    }
    text
}

fn huge(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + HINT.len());
    while text.len() < bytes {
        text.push_str(HINT);
        text.push('\n');
    }
    text
}

/// Cuts after so many tokens of four characters.
fn cut(text: &str, most_tokens: u64) -> Said {
    let most_chars = usize::try_from(most_tokens)
        .unwrap_or(usize::MAX)
        .saturating_mul(4);
    let end = text.char_indices().nth(most_chars).map(|(at, _)| at);
    Said {
        text: text[..end.unwrap_or(text.len())].to_owned(),
        by_word: false,
        cut: end.is_some(),
    }
}

impl Said {
    /// The deltas, in order; together they are the text.
    pub(crate) fn deltas(&self, about_chars: u32, random: &mut fastrand::Rng) -> Vec<String> {
        if self.by_word {
            return self.text.split_inclusive(' ').map(str::to_owned).collect();
        }
        let about = usize::try_from(about_chars.max(1)).unwrap_or(1);
        let mut deltas = Vec::new();
        let mut rest = self.text.as_str();
        while !rest.is_empty() {
            let chars = random.usize(about.div_ceil(2)..=about + about / 2);
            let end = rest
                .char_indices()
                .nth(chars)
                .map_or(rest.len(), |(at, _)| at);
            let (delta, after) = rest.split_at(end);
            deltas.push(delta.to_owned());
            rest = after;
        }
        deltas
    }

    /// Tokens, as this server counts them.
    pub(crate) fn tokens(&self) -> u64 {
        if self.by_word {
            self.text.split_whitespace().count() as u64
        } else {
            tokens(self.text.chars().count() as u64)
        }
    }
}

/// Tokens of so many characters.
pub(crate) fn tokens(chars: u64) -> u64 {
    chars.div_ceil(4)
}
