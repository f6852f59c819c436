//! What each family of models can do, as data: `models.json` beside this file. Where to look it up: the user guide's pages on structured output
//! (<https://docs.aws.amazon.com/bedrock/latest/userguide/structured-output.html>), on prompt caching
//! (<https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html>) and on each model. Not every row was held against them: a model
//! that refuses a way of structured output is asked in the next one. Timers are
//! ours, for models that were not told to think; those that think by themselves can be silent for two minutes.

use std::{sync::LazyLock, time::Duration};

use serde::Deserialize;

/// How a model is held to a JSON schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Structured {
    /// Converse's own structured output.
    JsonSchema,
    /// A tool that the model is forced to call.
    ForcedTool,
    /// The schema in the prompt, and a repair when it was not followed.
    Prompt,
}

/// How long to wait for a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timers {
    /// From sending to the first event.
    pub first_event: Duration,
    /// Between two events.
    pub between_events: Duration,
    /// For everything.
    pub whole: Duration,
}

/// What a model can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// What people call it, for example `Claude Sonnet 4.6`; the id itself for one that is not known.
    pub label: String,
    /// Ways of structured output, the best first; never empty.
    pub structured: Vec<Structured>,
    /// The least prompt in tokens that it caches; absent when it caches none.
    pub cache_from_tokens: Option<u32>,
    /// How long to wait for it.
    pub timers: Timers,
    /// The most tokens that it writes.
    pub max_output_tokens: u32,
    /// Whether the table knows it.
    pub known: bool,
}

/// What a model, an inference profile or an ARN of either can do. One that is not known gets cautious values; so does an application inference
/// profile, whose ARN does not say what is behind it.
#[must_use]
pub fn capabilities(model: &str) -> Capabilities {
    let Some(row) = find(&MODELS, stem(model)) else {
        return unknown(model);
    };
    let [first_event, between_events, whole] = row.timers_s.map(Duration::from_secs);
    Capabilities {
        label: row.label.clone().unwrap_or_else(|| model.to_owned()),
        structured: row.structured.clone(),
        cache_from_tokens: row.cache_from_tokens,
        timers: Timers {
            first_event,
            between_events,
            whole,
        },
        max_output_tokens: row.max_output_tokens,
        known: row.label.is_some(),
    }
}

/// One family of models.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Row {
    /// How ids of the family begin, without a region and a version. The longest that fits wins.
    ids: Vec<String>,
    /// Absent in rows that catch what a provider may bring next.
    label: Option<String>,
    structured: Vec<Structured>,
    cache_from_tokens: Option<u32>,
    max_output_tokens: u32,
    /// First event, between events, whole; in seconds.
    timers_s: [u64; 3],
}

static MODELS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    // A test reads the same text and fails where this would be silent.
    serde_json::from_str(include_str!("models.json")).unwrap_or_default()
});

/// The part of an id that names provider and model: without the path of an ARN and without the region before it.
fn stem(model: &str) -> &str {
    let id = model.rsplit('/').next().unwrap_or(model);
    // `global.anthropic.claude-...` and `us.anthropic.claude-...`: the provider is the last name before the model's.
    match id.split_once('.') {
        Some((prefix, rest)) if rest.contains('.') && is_region(prefix) => rest,
        _ => id,
    }
}

/// Whether this stands before the ids of inference profiles: short and of small letters and dashes (`us`, `us-gov`, `apac`, `global`).
fn is_region(prefix: &str) -> bool {
    prefix.len() <= 8
        && prefix
            .chars()
            .all(|character| character.is_ascii_lowercase() || character == '-')
}

fn find<'a>(rows: &'a [Row], stem: &str) -> Option<&'a Row> {
    rows.iter()
        .flat_map(|row| row.ids.iter().map(move |id| (id, row)))
        .filter(|(id, _)| begins(stem, id))
        .max_by_key(|(id, _)| id.len())
        .map(|(_, row)| row)
}

/// Whether an id begins with a family's, at the end of a word: `claude-sonnet-4` is not `claude-sonnet-40`.
fn begins(stem: &str, family: &str) -> bool {
    stem.strip_prefix(family).is_some_and(|rest| {
        family.ends_with('-') || rest.is_empty() || rest.starts_with(['-', ':', '.'])
    })
}

fn unknown(model: &str) -> Capabilities {
    Capabilities {
        label: model.to_owned(),
        structured: vec![Structured::Prompt],
        cache_from_tokens: None,
        timers: Timers {
            first_event: Duration::from_secs(60),
            between_events: Duration::from_secs(60),
            whole: Duration::from_secs(300),
        },
        max_output_tokens: 4096,
        known: false,
    }
}

#[cfg(test)]
mod tests {
    use super::{MODELS, Row, Structured, capabilities};

    #[test]
    fn every_row_of_the_table_is_read_and_makes_sense() {
        let rows: Vec<Row> =
            serde_json::from_str(include_str!("models.json")).expect("models.json is valid");
        assert_eq!(
            rows.len(),
            MODELS.len(),
            "the program sees the rows that the file has"
        );
        for row in rows {
            assert!(
                !row.structured.is_empty(),
                "{:?} has no way of structured output",
                row.ids
            );
            assert_eq!(
                row.structured.last(),
                Some(&Structured::Prompt),
                "{:?}: asking in the prompt works with every model, so it is the last resort",
                row.ids
            );
            let [first, between, whole] = row.timers_s;
            assert!(
                first < whole && between < whole,
                "{:?}: a part cannot take longer than the whole",
                row.ids
            );
            assert!(
                row.max_output_tokens >= 4096,
                "{:?}: a mission needs about 2,500 tokens",
                row.ids
            );
            if let (Some(label), [id]) = (&row.label, row.ids.as_slice()) {
                assert_eq!(
                    &capabilities(id).label,
                    label,
                    "a family's own id leads to its own row"
                );
            }
        }
    }

    #[test]
    fn ids_profiles_and_arns_lead_to_their_family() {
        for (model, label) in [
            ("global.anthropic.claude-sonnet-4-6", "Claude Sonnet 4.6"),
            ("anthropic.claude-sonnet-4-6", "Claude Sonnet 4.6"),
            (
                "us.anthropic.claude-sonnet-4-20250514-v1:0",
                "Claude Sonnet 4",
            ),
            (
                "eu.anthropic.claude-sonnet-4-5-20250929-v1:0",
                "Claude Sonnet 4.5",
            ),
            (
                "jp.anthropic.claude-haiku-4-5-20251001-v1:0",
                "Claude Haiku 4.5",
            ),
            (
                "us-gov.anthropic.claude-3-7-sonnet-20250219-v1:0",
                "Claude 3.7 Sonnet",
            ),
            ("us.anthropic.claude-opus-4-20250514-v1:0", "Claude Opus 4"),
            (
                "us.anthropic.claude-opus-4-1-20250805-v1:0",
                "Claude Opus 4.1",
            ),
            (
                "global.anthropic.claude-opus-4-5-20251101-v1:0",
                "Claude Opus 4.5",
            ),
            ("global.anthropic.claude-opus-4-6-v1", "Claude Opus 4.6"),
            ("au.anthropic.claude-opus-4-7", "Claude Opus 4.7"),
            (
                "anthropic.claude-3-5-haiku-20241022-v1:0",
                "Claude 3.5 Haiku",
            ),
            ("anthropic.claude-3-haiku-20240307-v1:0", "Claude 3 Haiku"),
            ("amazon.nova-micro-v1:0", "Nova Micro"),
            ("apac.amazon.nova-lite-v1:0", "Nova Lite"),
            ("us.amazon.nova-pro-v1:0", "Nova Pro"),
            ("us.amazon.nova-premier-v1:0", "Nova Premier"),
            ("us.meta.llama3-3-70b-instruct-v1:0", "Llama 3.3"),
            (
                "us.meta.llama4-maverick-17b-instruct-v1:0",
                "Llama 4 Maverick",
            ),
            ("mistral.mistral-large-2407-v1:0", "Mistral Large"),
            (
                "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-5-haiku-20241022-v1:0",
                "Claude 3.5 Haiku",
            ),
            (
                "arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.anthropic.claude-sonnet-4-6",
                "Claude Sonnet 4.6",
            ),
        ] {
            let found = capabilities(model);
            assert_eq!(found.label, label, "{model} is of this family");
            assert!(found.known, "{model} is in the table");
        }
    }

    #[test]
    fn what_is_not_known_is_handled_with_care_and_keeps_its_name() {
        for model in [
            "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6",
            "arn:aws:bedrock:us-east-1:111122223333:provisioned-model/abcdefghijkl",
            "somebody.new-model-v9:0",
            "us.anthropic.claude-sonnet-9-20300101-v1:0",
            "",
        ] {
            let found = capabilities(model);
            assert!(!found.known, "{model:?} is not in the table");
            assert_eq!(found.label, model, "a person recognises what they typed");
            assert!(
                !found.structured.contains(&Structured::ForcedTool),
                "newer models refuse a forced tool"
            );
        }
        assert_eq!(
            capabilities("anthropic.claude-sonnet-40").label,
            "anthropic.claude-sonnet-40",
            "a number that goes on is another model"
        );
    }
}
