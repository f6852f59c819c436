//! A mission and a pack, loaded and checked. How they are read is in `load`, how a mission is written in `document` and `json`.

use std::{collections::BTreeMap, path::PathBuf};

use grader::Rubric;

use crate::{blanks::Blank, origin::MissionOrigin};

/// The version of the mission and pack formats.
pub const FORMAT: &str = "1";

/// How much a mission asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// First steps.
    Foundation,
    /// Several services together.
    Associate,
    /// Trade-offs under constraints.
    Professional,
}

impl Level {
    /// Every level by its word in a mission file, the first steps first.
    pub(crate) const WORDS: &'static [(&'static str, Level)] = &[
        ("foundation", Level::Foundation),
        ("associate", Level::Associate),
        ("professional", Level::Professional),
    ];

    /// The word in a mission file.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Foundation => "foundation",
            Level::Associate => "associate",
            Level::Professional => "professional",
        }
    }
}

/// A customer scenario with its criteria.
#[derive(Clone, Debug)]
pub struct Mission {
    /// Kebab case, unique in the catalogue.
    pub id: String,
    /// What a learner reads first.
    pub title: String,
    /// One sentence for the card; may be empty for a bare criteria list.
    pub summary: String,
    /// How much it asks for.
    pub level: Level,
    /// Lower-case service names, for example `sqs`.
    pub services: Vec<String>,
    /// Dotted skill names, for example `messaging.fan-out`.
    pub skills: Vec<String>,
    /// The skills that each criterion practises, by criterion id; empty where the mission only lists its skills.
    pub criterion_skills: BTreeMap<String, Vec<String>>,
    /// How long it takes, in minutes; 0 for a bare criteria list, which does not say.
    pub minutes: u32,
    /// Markdown, written to the learner.
    pub scenario: String,
    /// Values used when the template asks for parameters.
    pub parameters: cfn::Parameters,
    /// The compiled criteria.
    pub rubric: Rubric,
    /// Up to three static hints a criterion, by criterion id.
    pub hints: BTreeMap<String, Vec<String>>,
    /// The template that a learner starts from; absent for a bare criteria list.
    pub starter: Option<String>,
    /// The reference solution; absent for a bare criteria list.
    pub solution: Option<String>,
    /// Criteria that the starter meets on purpose, by id: they guard what must not be broken.
    pub given: Vec<String>,
    /// The mission whose second part this is.
    pub follows: Option<String>,
    /// The blanks of the starter; empty when it is no fill-in-the-blank mission.
    pub blanks: Vec<Blank>,
    /// Where it came from, when neither an author nor a model wrote it.
    pub origin: Option<MissionOrigin>,
    /// Titles of the AWS documentation pages behind the facts.
    pub sources: Vec<String>,
    /// Hex SHA-256 of everything above, so that a started mission can be told from a changed one.
    pub version: String,
    /// The whole mission in its single-file YAML form, so that a started mission can be kept as it was. Reading it with
    /// [`crate::parse_mission`] gives this mission again.
    pub document: String,
}

impl Mission {
    /// The skills that a criterion practises: its own, else the mission's.
    pub fn skills_of(&self, criterion: &str) -> &[String] {
        match self.criterion_skills.get(criterion) {
            Some(skills) => skills,
            None if self.criterion_skills.is_empty() => &self.skills,
            None => &[],
        }
    }
}

/// A folder of missions.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Kebab case.
    pub id: String,
    /// What a learner reads.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// In order of difficulty.
    pub missions: Vec<Mission>,
}

/// Something wrong with a mission or pack file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether the file can be used all the same.
    pub severity: cfn::Severity,
    /// What it is about, for programs: `file` for what is written wrongly, else what a proof found, for example `cannot-fail`. All of them
    /// are in `docs/formats/mission.md`.
    pub code: &'static str,
    /// The file, relative to what was loaded where that is a folder.
    pub file: PathBuf,
    /// From 1.
    pub line: u32,
    /// From 1.
    pub column: u32,
    /// A sentence an author understands.
    pub message: String,
    /// Of what a proof found: the change of the solution that showed it, as a sentence without its stop.
    pub mutation: Option<String>,
}
