//! A blueprint as it stands in its file. What the fields mean to an author is in `blueprints/README.md`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// One architecture with everything that can be asked about it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Blueprint {
    /// Kebab case; its file's name.
    pub(super) id: String,
    /// A few words for a list.
    pub(super) title: String,
    /// Services that every mission of it has.
    pub(super) services: Vec<String>,
    /// Words that a topic may have.
    pub(super) keywords: Vec<String>,
    /// What finding one's way in the template adds to the level.
    #[serde(default)]
    pub(super) effort: u32,
    /// What reading takes, in minutes.
    pub(super) minutes: u32,
    /// What is drawn, by name.
    #[serde(default)]
    pub(super) values: BTreeMap<String, Choices>,
    /// What the architecture may or may not have.
    #[serde(default)]
    pub(super) parts: Vec<Part>,
    /// Customers.
    pub(super) stories: Vec<Story>,
    /// What can be asked.
    pub(super) lessons: Vec<Lesson>,
    /// Values of the template's parameters when it is graded.
    #[serde(default)]
    pub(super) parameters: BTreeMap<String, String>,
    /// AWS pages behind every mission of it.
    #[serde(default)]
    pub(super) sources: Vec<String>,
    /// Starter and solution.
    pub(super) template: String,
}

/// What a value may be.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Choices {
    /// One of these.
    List(Vec<serde_yaml::Value>),
    /// One of `from`, `from + step`, ... up to `to`.
    Range(Range),
}

/// Whole numbers with the same distance.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Range {
    pub(super) from: u64,
    pub(super) to: u64,
    pub(super) step: u64,
}

impl Choices {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::List(list) => list.len(),
            Self::Range(range) => {
                let steps = (range.to.saturating_sub(range.from)).checked_div(range.step);
                usize::try_from(steps.unwrap_or(0)).unwrap_or(usize::MAX - 1) + 1
            }
        }
    }

    /// The one at a place.
    pub(super) fn at(&self, index: usize) -> minijinja::Value {
        match self {
            Self::List(list) => value(list.get(index)),
            Self::Range(range) => minijinja::Value::from(range.from + range.step * (index as u64)),
        }
    }
}

/// Something that is in both templates or in neither.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub(super) id: String,
    /// Services that it brings.
    #[serde(default)]
    pub(super) services: Vec<String>,
    /// Parts without which it makes no sense.
    #[serde(default)]
    pub(super) needs: Vec<String>,
    /// Parts that it does not go with.
    #[serde(default)]
    pub(super) excludes: Vec<String>,
}

/// A customer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Story {
    pub(super) id: String,
    /// Their own words, by name; every story of a blueprint has the same names.
    pub(super) words: BTreeMap<String, Word>,
    pub(super) titles: Texts,
    pub(super) summaries: Texts,
    /// Who they are and what hurts.
    pub(super) opening: Texts,
    /// What leads to the list of what is wrong.
    pub(super) plaint: Texts,
    /// What stands in the template, and what has to stay.
    pub(super) closing: Texts,
}

/// A word of a story.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Word {
    /// One of these.
    OneOf(Vec<serde_yaml::Value>),
    /// Always this.
    This(serde_yaml::Value),
}

/// A text, or several that say the same.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Texts {
    One(String),
    Many(Vec<String>),
}

impl Texts {
    pub(super) fn all(&self) -> &[String] {
        match self {
            Self::One(text) => std::slice::from_ref(text),
            Self::Many(texts) => texts,
        }
    }
}

/// One thing to learn: a criterion, and how its absence looks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lesson {
    /// Kebab case; the criterion's id. In templates its `-` are `_`.
    pub(super) id: String,
    /// Dotted.
    pub(super) skill: String,
    #[serde(default = "one")]
    pub(super) weight: u32,
    /// `function`, `security`, `cost` or `reliability`.
    pub(super) tag: String,
    /// How hard it is, 1 to 3.
    #[serde(default = "one")]
    pub(super) effort: u32,
    pub(super) minutes: u32,
    /// Services that it brings.
    #[serde(default)]
    pub(super) services: Vec<String>,
    /// Parts and lessons that are there when this one is.
    #[serde(default)]
    pub(super) needs: Vec<String>,
    /// Parts and lessons that are not there when this one is.
    #[serde(default)]
    pub(super) excludes: Vec<String>,
    /// What becomes of it when it is not asked for.
    #[serde(default = "absent")]
    pub(super) otherwise: Vec<Otherwise>,
    /// Criteria that must pass first, where they are asked for.
    #[serde(default)]
    pub(super) requires: Vec<String>,
    /// What has to be true, in the learner's words.
    pub(super) label: Texts,
    /// The line of the list "What must be true at the end".
    pub(super) told: Texts,
    /// The same line when it is true already and has to stay so; a lesson with it may be a guard.
    pub(super) kept: Option<Texts>,
    /// How it is missing or broken in the starter, by name, with what the customer says of it.
    pub(super) lacks: BTreeMap<String, Texts>,
    /// The criterion's own fields, as YAML.
    pub(super) criterion: String,
    /// Concept, where, kind of value.
    pub(super) hints: [String; 3],
    /// AWS pages behind it.
    #[serde(default)]
    pub(super) sources: Vec<String>,
}

/// What becomes of a lesson that is not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Otherwise {
    /// Both templates have it.
    Given,
    /// Neither has it.
    Absent,
}

fn one() -> u32 {
    1
}

fn absent() -> Vec<Otherwise> {
    vec![Otherwise::Absent]
}

impl Blueprint {
    /// Reads a file.
    ///
    /// # Errors
    /// When it is no blueprint; a sentence with the place.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        serde_yaml::from_str(text).map_err(|error| error.to_string())
    }
}

impl Lesson {
    /// Its name in templates.
    pub(super) fn variable(&self) -> String {
        variable(&self.id)
    }
}

/// An id as a name in templates.
pub(super) fn variable(id: &str) -> String {
    id.replace('-', "_")
}

/// What a template sees of a value: nothing but text, whole numbers, booleans, and lists and mappings of these.
pub(super) fn value(written: Option<&serde_yaml::Value>) -> minijinja::Value {
    use minijinja::Value;
    match written {
        Some(serde_yaml::Value::Bool(is_true)) => Value::from(*is_true),
        Some(serde_yaml::Value::Number(number)) => {
            number.as_u64().map_or(Value::UNDEFINED, Value::from)
        }
        Some(serde_yaml::Value::String(text)) => Value::from(text.as_str()),
        Some(serde_yaml::Value::Sequence(items)) => Value::from(
            items
                .iter()
                .map(|item| value(Some(item)))
                .collect::<Vec<_>>(),
        ),
        Some(serde_yaml::Value::Mapping(entries)) => Value::from_pairs(
            entries
                .iter()
                .map(|(key, item)| (value(Some(key)), value(Some(item)))),
        ),
        Some(serde_yaml::Value::Null | serde_yaml::Value::Tagged(_)) | None => Value::UNDEFINED,
    }
}
