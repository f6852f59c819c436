//! What the use cases give back.

use std::path::PathBuf;

use grader::Report;
use missions::Level;
use store::{AttemptId, AttemptSummary};

/// Why a use case did not happen. What a learner can cause and see is part of a result; these are the rest.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// No such mission.
    #[error("there is no mission `{id}`{}", nearest.as_ref().map(|n| format!("; did you mean `{n}`?")).unwrap_or_default())]
    UnknownMission {
        /// What was asked for.
        id: String,
        /// The nearest id.
        nearest: Option<String>,
    },
    /// No such attempt, criterion or launcher.
    #[error("there is no {what} `{id}`")]
    Unknown {
        /// What kind of thing.
        what: &'static str,
        /// What was asked for.
        id: String,
    },
    /// The mission has not been started.
    #[error("the mission `{id}` has not been started")]
    NotStarted {
        /// The mission.
        id: String,
    },
    /// The solution is shown after the first full pass.
    #[error("the reference solution unlocks when every criterion has passed")]
    SolutionLocked,
    /// There is nothing to take back.
    #[error("there is no restore to undo")]
    NothingToUndo,
    /// The template could not be read.
    #[error("{path} cannot be read: {reason}")]
    Unreadable {
        /// The template.
        path: PathBuf,
        /// A sentence.
        reason: String,
    },
    /// A file or folder could not be written.
    #[error("{path} cannot be written: {reason}")]
    Unwritable {
        /// What.
        path: PathBuf,
        /// A sentence.
        reason: String,
    },
    /// No editor was found, or it did not start.
    #[error("{0}")]
    Launch(String),
    /// A request that cannot be met as it is; a sentence.
    #[error("{0}")]
    Request(String),
    /// Credentials could not be kept, read or forgotten.
    #[error(transparent)]
    Vault(#[from] crate::vault::VaultError),
    /// A setting is wrong.
    #[error("{file}:{line}: {message}")]
    Setting {
        /// `config.toml`.
        file: PathBuf,
        /// From 1.
        line: u32,
        /// A sentence.
        message: String,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// A stored report or mission cannot be understood.
    #[error("{context}: {reason}")]
    Damaged {
        /// What.
        context: &'static str,
        /// Why.
        reason: String,
    },
}

/// Whether what is done is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataState {
    /// False when the data folder cannot be written: everything works, nothing is kept.
    pub kept: bool,
    /// Sentences to show: why nothing is kept, what was moved aside, which backup was made.
    pub notices: Vec<String>,
}

/// How far the learner is.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Standing {
    /// The template's absolute path, once started.
    pub template: Option<PathBuf>,
    /// When it was first started.
    pub started_at_ms: Option<i64>,
    /// When it was last graded or opened.
    pub touched_at_ms: Option<i64>,
    /// When every criterion first passed.
    pub passed_at_ms: Option<i64>,
    /// The newest attempt.
    pub latest: Option<AttemptSummary>,
    /// The verdicts of the newest attempt, in the rubric's order.
    pub verdicts: Vec<grader::Verdict>,
    /// The label of the first criterion that is not met.
    pub next: Option<String>,
    /// The bundled mission has changed since it was started.
    pub outdated: bool,
}

/// A pack as it is listed.
#[derive(Clone, Debug)]
pub struct PackOverview {
    /// The pack's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Its missions, in order.
    pub missions: Vec<MissionOverview>,
}

/// A mission as it is listed.
#[derive(Clone, Debug)]
pub struct MissionOverview {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// How much it asks for.
    pub level: Level,
    /// Lower-case service names.
    pub services: Vec<String>,
    /// Dotted skill names.
    pub skills: Vec<String>,
    /// How long it takes.
    pub minutes: u32,
    /// Criteria in all.
    pub criteria: usize,
    /// What kind of mission it is.
    pub kind: MissionKind,
    /// Who made it.
    pub source: MissionSource,
    /// How far the learner is.
    pub standing: Standing,
}

/// What kind of mission it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissionKind {
    /// A starter to be built up.
    Build,
    /// A starter with typed blanks.
    Blanks,
    /// A template that passed, broken on purpose.
    Sabotage,
}

/// What a mission is besides its criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissionMake {
    /// The seed of one that was made offline.
    pub seed: Option<u64>,
    /// The mission whose second part this is: id and title.
    pub follows: Option<(String, String)>,
    /// Its second part: id and title.
    pub next_part: Option<(String, String)>,
    /// The mission whose template was broken: id and title.
    pub sabotaged: Option<(String, String)>,
    /// In how many ways it was broken.
    pub changes: Option<u32>,
    /// Whether the learner's template can be broken: it passed, and is none that was broken.
    pub can_sabotage: bool,
}

/// Who made a mission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissionSource {
    /// An author; it is in a bundled pack.
    Bundled,
    /// A model on Amazon Bedrock.
    Model,
    /// The offline generator; no model wrote it.
    Offline,
    /// The learner's own template, broken on purpose.
    Sabotage,
    /// Whoever wrote the file that was added.
    File,
}

/// A mission that was started or resumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// The template, absolute.
    pub template: PathBuf,
    /// Whether the starter was copied now; false when a file was already there.
    pub created: bool,
    /// The attempt that says where the learner stands.
    pub attempt: Option<AttemptId>,
}

/// What a watch sees.
#[derive(Clone, Debug, PartialEq)]
pub struct WatchState {
    /// The mission.
    pub mission_id: String,
    /// The template, absolute.
    pub template: PathBuf,
    /// How it stands.
    pub phase: WatchPhase,
    /// When the content last changed.
    pub saved_at_ms: Option<i64>,
    /// How long the last grading took, in microseconds, from reading to the report.
    pub grade_us: Option<u64>,
    /// The newest attempt.
    pub attempt: Option<AttemptId>,
    /// Why saves are only noticed every two seconds, when the system does not tell of them.
    pub polling: Option<String>,
}

/// How a watch stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WatchPhase {
    /// Waiting for the next save.
    Watching,
    /// The file is not there (deleted, moved); the watch goes on.
    Missing,
    /// The file cannot be read; the sentence says why and what to do.
    Unreadable {
        /// Why.
        reason: String,
    },
    /// The file became a link to somewhere else; it is not followed until the mission is started again.
    LinkElsewhere {
        /// Where it points.
        target: PathBuf,
    },
}

/// A graded template.
#[derive(Clone, Debug)]
pub struct Graded {
    /// The report.
    pub report: Report,
    /// The attempt that keeps it: a new one, or the latest when nothing changed.
    pub attempt: AttemptId,
    /// Whether the content had changed.
    pub changed: bool,
}

/// An attempt with its report.
#[derive(Clone, Debug)]
pub struct AttemptDetail {
    /// All but the texts.
    pub summary: AttemptSummary,
    /// The report.
    pub report: Report,
    /// The template.
    pub snapshot: Vec<u8>,
    /// The hints that had been revealed when it was graded.
    pub hints: Vec<store::HintLevel>,
}

/// A snapshot that was put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The attempt that stands now.
    pub attempt: AttemptId,
}

/// What a template is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The mission's starter.
    Starter,
    /// The save before.
    Previous,
    /// The last save up to it, itself among them, that met every criterion.
    LastGreen,
    /// Any save of the same mission.
    Attempt(AttemptId),
    /// The reference solution; locked before the first full pass.
    Solution,
}

/// A text and its line diff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The lines, in order; a removed line is in the list where it stood.
    pub lines: Vec<ComparedLine>,
    /// Whether the text was not UTF-8, and is shown with replacement characters.
    pub lossy: bool,
    /// Whether there were more lines than are compared (20,000 of each text); the rest is left out.
    pub truncated: bool,
}

/// A line of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedLine {
    /// What became of it.
    pub change: LineChange,
    /// Its number in the older text, from 1.
    pub old_line: Option<u32>,
    /// Its number in the newer text, from 1.
    pub new_line: Option<u32>,
    /// The text, without its line ending.
    pub text: String,
}

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineChange {
    /// In both.
    Same,
    /// Only in the newer text.
    Added,
    /// Only in the older text.
    Removed,
}

/// A criterion's hints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionHints {
    /// The criterion.
    pub criterion_id: String,
    /// Those revealed, first level first. Markdown.
    pub revealed: Vec<String>,
    /// How many there are.
    pub available: usize,
    /// Who gives them.
    pub source: HintSource,
    /// Why there are none; absent when there are.
    pub none: Option<NoHints>,
    /// What the edit that the last revealed hint tells would do to the template as it is; absent while no edit has been told.
    pub proof: Option<crate::suggest::Suggestion>,
}

/// Who gives a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HintSource {
    /// The mission's author.
    Author,
    /// The grader, from the template as it is now; another save may change what it says.
    Grader,
}

/// Why a criterion without an author's hints has none now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoHints {
    /// It is met.
    Met,
    /// It cannot be decided on this template.
    Undecided,
    /// The template cannot be read as one.
    Unreadable,
    /// No single edit would do.
    NoEdit,
    /// It is part of a test: what it expects is not told.
    Sealed,
}

/// Missions done and what happened when.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// Missions in all.
    pub missions: usize,
    /// Missions started.
    pub started: usize,
    /// Missions passed.
    pub passed: usize,
    /// Criteria that pass in the newest attempts.
    pub criteria_passed: usize,
    /// Passed missions, the newest first: id, title, when.
    pub passed_missions: Vec<(String, String, i64)>,
    /// Skills, with how many missions teach them and how many of those are passed.
    pub skills: Vec<SkillProgress>,
    /// The last 371 days in quarters of an hour.
    pub activity: Vec<store::ActivityBucket>,
}

/// A skill and how far the learner is with it.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillProgress {
    /// Dotted name.
    pub skill: String,
    /// Missions that teach it.
    pub missions: usize,
    /// Of those, passed.
    pub passed: usize,
    /// How it is remembered; absent when it was never practised, and while nothing comes back.
    pub memory: Option<crate::practice::SkillMemory>,
}

/// A finding of `doctor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Stable, for example `data-folder`.
    pub id: &'static str,
    /// What was looked at.
    pub label: String,
    /// How it stands.
    pub state: CheckState,
    /// What was found, a sentence; when it is not good, with the next step.
    pub message: String,
}

/// How a check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckState {
    /// Works.
    Ok,
    /// Works in part; something optional is missing.
    Warning,
    /// Does not work.
    Failed,
}
