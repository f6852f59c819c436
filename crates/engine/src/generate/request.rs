//! What was asked for, as it is kept with the mission until the job has ended.

use missions::Level;
use serde::{Deserialize, Serialize};

use super::MissionRequest;
use crate::{EngineError, settings};

/// The most characters of a topic: a few sentences.
const MOST_TOPIC_CHARS: usize = 500;

/// Service names of one request, and the characters of one.
const MOST_SERVICES: usize = 20;
const MOST_SERVICE_CHARS: usize = 40;

/// A request as JSON. Titles to stay away from are those of the moment when it was asked for: the request to the model has to stay the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Kept {
    pub(crate) topic: String,
    pub(crate) services: Vec<String>,
    pub(crate) level: Option<String>,
    #[serde(default)]
    pub(crate) avoid: Vec<String>,
}

impl Kept {
    /// A request that can be written down, its words trimmed.
    pub(crate) fn of(request: &MissionRequest, avoid: Vec<String>) -> Result<Kept, EngineError> {
        let topic = request.topic.trim();
        let characters = topic.chars().count();
        if characters > MOST_TOPIC_CHARS {
            return Err(EngineError::Request(format!(
                "the topic has {characters} characters; say it in {MOST_TOPIC_CHARS} at most"
            )));
        }
        let model = request.model.as_deref().map(str::trim).unwrap_or_default();
        if !model.is_empty()
            && let Some(problem) = settings::model(model)
        {
            return Err(EngineError::Request(format!("`{model}`: {problem}")));
        }
        if request.services.len() > MOST_SERVICES {
            return Err(EngineError::Request(format!(
                "{} services are too many for one mission; name {MOST_SERVICES} at most",
                request.services.len()
            )));
        }
        Ok(Kept {
            topic: one_line(topic),
            services: (request.services.iter())
                .map(|name| service(name))
                .filter(|name| !matches!(name, Ok(name) if name.is_empty()))
                .collect::<Result<_, _>>()?,
            level: request.level.map(|level| level.as_str().to_owned()),
            avoid,
        })
    }

    /// What is shown until the mission has a title of its own.
    pub(crate) fn title(&self) -> String {
        match (self.topic.as_str(), self.services.as_slice()) {
            ("", []) => "A new mission".to_owned(),
            ("", services) => format!("A mission with {}", services.join(", ")),
            (topic, _) => shorten(topic, 80),
        }
    }
}

/// What was asked for, from the JSON that is kept with a mission; nothing when it is of another kind (the offline generator's).
pub fn asked_for(request: &str) -> Option<MissionRequest> {
    let kept: Kept = serde_json::from_str(request).ok()?;
    Some(MissionRequest {
        topic: kept.topic,
        services: kept.services,
        level: kept.level.as_deref().and_then(level_named),
        model: None,
    })
}

/// The level of a word.
pub(crate) fn level_named(word: &str) -> Option<Level> {
    [Level::Foundation, Level::Associate, Level::Professional]
        .into_iter()
        .find(|level| level.as_str() == word)
}

fn service(name: &str) -> Result<String, EngineError> {
    let name = name.trim().to_lowercase();
    let is_plain = |char: char| char.is_ascii_alphanumeric() || " -_./".contains(char);
    if name.chars().count() > MOST_SERVICE_CHARS || !name.chars().all(is_plain) {
        return Err(EngineError::Request(format!(
            "`{}` is no name of a service; write it as in `sqs` or `api-gateway`",
            name.chars().take(MOST_SERVICE_CHARS).collect::<String>()
        )));
    }
    Ok(name)
}

/// Line ends and control characters are blanks: a topic is one line of the request.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|char: char| char.is_whitespace() || char.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}...", text[..end].trim_end()),
    }
}

/// An id that no other mission has: `gen-`, some words of the topic, and something random.
pub(crate) fn new_id(asked: &Kept) -> String {
    const RANDOM: usize = 6;
    let words = match asked.topic.as_str() {
        "" => asked.services.join(" "),
        topic => topic.to_owned(),
    };
    let random: String = (0..RANDOM)
        .map(|_| char::from(b"abcdefghjkmnpqrstuvwxyz23456789"[fastrand::usize(..31)]))
        .collect();
    match slug(&words) {
        words if words.is_empty() => format!("gen-{random}"),
        words => format!("gen-{words}-{random}"),
    }
}

/// Kebab case of the first words, at most 32 characters.
fn slug(text: &str) -> String {
    const MOST: usize = 32;
    let lower = text.to_lowercase();
    let words = lower
        .split(|char: char| !char.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        let with = slug.len() + usize::from(!slug.is_empty()) + word.len();
        if with > MOST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(topic: &str, services: &[&str]) -> MissionRequest {
        MissionRequest {
            topic: topic.to_owned(),
            services: services.iter().map(|name| (*name).to_owned()).collect(),
            ..MissionRequest::default()
        }
    }

    #[test]
    fn ids_are_kebab_case_and_unlike_each_other() {
        for (topic, starts) in [
            ("Fan out order events!", "gen-fan-out-order-events-"),
            ("", "gen-sqs-api-gateway-"),
            ("Überweisungen prüfen", "gen-berweisungen-pr-fen-"),
            ("日本語", "gen-"),
            (&"word ".repeat(60), "gen-word-word-word-word-word-word-"),
        ] {
            let kept = Kept::of(&asking(topic, &["SQS", "api-gateway"]), Vec::new()).unwrap();
            let (one, other) = (new_id(&kept), new_id(&kept));
            assert!(one.starts_with(starts), "{topic:?} gives {one}");
            assert_ne!(one, other, "two of one topic are two missions");
            assert!(
                one.split('-').all(|word| !word.is_empty()
                    && word
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())),
                "{one} is kebab case"
            );
        }
    }

    #[test]
    fn what_cannot_be_asked_for_is_refused_in_words() {
        let many: Vec<&str> = vec!["s3"; 21];
        for (request, says) in [
            (asking(&"x".repeat(501), &[]), "501 characters"),
            (asking("a", &["drop table;"]), "no name of a service"),
            (asking("a", &[&"s".repeat(41)]), "no name of a service"),
            (asking("a", &many), "21 services"),
        ] {
            let refused = Kept::of(&request, Vec::new()).expect_err("it is refused");
            assert!(refused.to_string().contains(says), "{refused}");
        }
        assert!(
            Kept::of(&asking(&"ü".repeat(500), &["s3"]), Vec::new()).is_ok(),
            "characters count, not bytes"
        );
    }

    #[test]
    fn a_topic_is_one_line_however_it_was_typed() {
        let kept = Kept::of(&asking(" a\nb\r\n\tc\u{7} d ", &[" ", "S3 "]), Vec::new()).unwrap();
        assert_eq!(kept.topic, "a b c d", "no line of it can pass for another");
        assert_eq!(kept.services, ["s3"], "blank names are left out");
        let json = serde_json::to_string(&kept).unwrap();
        assert_eq!(
            asked_for(&json).map(|request| request.topic),
            Some("a b c d".to_owned()),
            "it comes back as it was kept"
        );
    }
}
