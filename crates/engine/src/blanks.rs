//! Fill-in-the-blank missions: where each blank of the learner's template stands, and answering one.

use grader::{CriterionResult, Report, Verdict};
use missions::{
    Blank, Mission,
    blanks::{Answered, CannotFill, Place, Placed, State, correct, fill, place},
};
use store::Attempt;

use crate::{Engine, EngineError, attempts::parse_report, engine::lock, start::content};

/// The blanks of a started mission, in the order of the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankSheet {
    /// The template's text as it is now.
    pub text: String,
    /// One a blank of the mission.
    pub blanks: Vec<BlankStanding>,
}

/// Stands in a report for what a criterion needs, while blanks are open.
const NOT_SAID_YET: &str = "What is missing is said once all blanks are answered.";

impl BlankSheet {
    /// Whether nothing is left to answer, so that the report may say what a criterion needs; true of a mission without blanks.
    pub fn is_answered(&self) -> bool {
        let mut blanks = self.blanks.iter();
        blanks.all(|standing| matches!(standing.state, BlankState::Filled { .. }))
    }

    /// A report of the template as it is told to who answers the blanks. What a criterion needs is often the answer, word for word, so it is
    /// kept back until all are answered. Score and verdicts are told always, and so is what became of the criteria that the starter met.
    pub fn told(&self, mission: &Mission, report: Report) -> Report {
        if self.is_answered() || report.passed_all() {
            return report;
        }
        let results = report.results.into_iter();
        let results = results.map(|result| match mission.given.contains(&result.id) {
            true => result,
            false => kept_back(result),
        });
        let mut diagnostics = report.diagnostics;
        // That a blank is no name or value is nothing to mend: it is to be answered.
        diagnostics.retain(|diagnostic| !self.is_about_open(&diagnostic.message));
        Report {
            results: results.collect(),
            diagnostics,
            ..report
        }
    }

    fn is_about_open(&self, message: &str) -> bool {
        let mut blanks = self.blanks.iter();
        blanks.any(|standing| {
            !matches!(standing.state, BlankState::Filled { .. })
                && message.contains(&standing.blank.marker())
        })
    }
}

fn kept_back(result: CriterionResult) -> CriterionResult {
    match result.verdict {
        // A locked one names the criterion that it waits for.
        Verdict::Pass | Verdict::Locked => result,
        Verdict::Partial | Verdict::Fail | Verdict::Unknown => CriterionResult {
            message: NOT_SAID_YET.to_owned(),
            evidence: Vec::new(),
            parts: Vec::new(),
            ..result
        },
    }
}

/// A blank and how it stands in the learner's template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankStanding {
    /// The blank.
    pub blank: Blank,
    /// What an answer has to look like, a short phrase: "a whole number of seconds from 0 to 43200".
    pub form: String,
    /// The resource that it is in.
    pub resource: Option<String>,
    /// The path of the property that it is in or is the name of, from the resource.
    pub path: String,
    /// How it stands.
    pub state: BlankState,
}

/// How a blank stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlankState {
    /// Not answered.
    Empty(BlankPlace),
    /// Answered.
    Filled {
        /// The answer as it stands in the file, without quotes.
        answer: String,
        /// Where.
        place: BlankPlace,
    },
    /// The template was changed so much around it that it cannot be found; a sentence.
    Lost(String),
}

/// Where a blank, or its answer, stands; from 1, on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlankPlace {
    /// The line.
    pub line: u32,
    /// The first column, in characters.
    pub column: u32,
    /// The column after the last.
    pub end_column: u32,
}

/// What came of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filled {
    /// It was written into the template, and the save was graded.
    Written {
        /// What was written.
        answer: String,
        /// What was changed about it, of spelling and form only; the learner can refuse it by answering `as_written`.
        correction: Option<Correction>,
    },
    /// It has not the form that the blank asks for; nothing was written.
    Malformed {
        /// What is wrong with it, a sentence that says form and never the answer.
        message: String,
    },
}

/// A correction of spelling or form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What was answered.
    pub from: String,
    /// What was written.
    pub to: String,
    /// Why, a sentence: "`5min` is 300 seconds".
    pub why: String,
}

/// A file that somebody else writes into all the time is left to them after so many tries.
const MOST_TRIES: usize = 5;

impl Engine {
    /// The blanks of a started mission, as its template is now; empty for a mission without blanks.
    ///
    /// # Errors
    /// When the mission is not started, or its template cannot be read from disk.
    pub fn blanks(&self, id: &str) -> Result<BlankSheet, EngineError> {
        let started = self.started(id)?;
        let mission = self.mission_as_started(&started)?;
        let bytes = content(&started.template)?;
        Ok(sheet(&mission, &bytes))
    }

    /// The report of a save as it may be told: while blanks were open in that save, without what a criterion needs. Where
    /// the mission cannot be understood any more, there are no blanks to answer.
    ///
    /// # Errors
    /// [`EngineError::Damaged`]: the report cannot be understood.
    pub fn told_report(&self, id: &str, save: &Attempt) -> Result<Report, EngineError> {
        let report = parse_report(&save.report)?;
        Ok(match self.mission(id) {
            Ok(mission) => sheet(&mission, &save.snapshot).told(&mission, report),
            Err(_) => report,
        })
    }

    /// The answers that have not the form that their blanks ask for, each as its blank and a sentence. Nothing is written: this is to know
    /// before the first of several answers is.
    ///
    /// # Errors
    /// As [`Engine::fill_blank`].
    pub fn malformed_answers(
        &self,
        id: &str,
        answers: &[(String, String)],
        as_written: bool,
    ) -> Result<Vec<(String, String)>, EngineError> {
        let started = self.started(id)?;
        let mission = self.mission_as_started(&started)?;
        let mut text = content(&started.template)?;
        let mut malformed = Vec::new();
        for (blank, answer) in answers {
            match form(&mission, &text, blank, answer, as_written)? {
                Answered::Good { answer, .. } => {
                    text = fill(&mission, &text, blank, &answer).map_err(refused)?;
                }
                Answered::Malformed(message) => malformed.push((blank.clone(), message)),
            }
        }
        Ok(malformed)
    }

    /// Answers a blank in the learner's template and grades it. `as_written` refuses every correction and takes a malformed answer too, as
    /// long as it can stand in the file. An empty answer puts the blank back. What stood there is an attempt first.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]: no such blank; [`EngineError::Request`]: it cannot be found any more, or cannot stand in the file.
    pub fn fill_blank(
        &self,
        id: &str,
        blank: &str,
        answer: &str,
        as_written: bool,
    ) -> Result<Filled, EngineError> {
        let started = self.started(id)?;
        let mission = self.mission_as_started(&started)?;
        let recording = lock(&self.inner.recording);
        for _ in 0..MOST_TRIES {
            let bytes = content(&started.template)?;
            let (answer, correction) = match form(&mission, &bytes, blank, answer, as_written)? {
                Answered::Good { answer, correction } => (answer, correction),
                Answered::Malformed(message) => return Ok(Filled::Malformed { message }),
            };
            let new = fill(&mission, &bytes, blank, &answer).map_err(refused)?;
            let filled = Filled::Written {
                answer,
                correction: correction.map(Into::into),
            };
            self.keep_standing(&mission, &started.template)?;
            if new == bytes {
                return Ok(filled);
            }
            let put = self.put_in_place_of(&mission, &started.template, Some(&bytes), new)?;
            if let Some((text, recorded)) = put {
                self.announce(recording, id, &text, recorded);
                return Ok(filled);
            }
        }
        Err(EngineError::Request(format!(
            "{} is being written by another program all the time; answer the blank when it is done",
            started.template.display()
        )))
    }
}

/// The answer in its form. Nothing is no form's answer, and puts the blank back.
fn form(
    mission: &Mission,
    text: &[u8],
    blank: &str,
    answer: &str,
    as_written: bool,
) -> Result<Answered, EngineError> {
    if as_written {
        return Ok(Answered::Good {
            answer: answer.to_owned(),
            correction: None,
        });
    }
    correct(mission, text, blank, answer).map_err(refused)
}

fn refused(error: CannotFill) -> EngineError {
    match error {
        CannotFill::Unknown(id) => EngineError::Unknown { what: "blank", id },
        CannotFill::Lost(why) | CannotFill::Refused(why) => EngineError::Request(why),
    }
}

/// The blanks of a mission in any template of it, for one that is a save and not the file.
pub(crate) fn sheet(mission: &Mission, bytes: &[u8]) -> BlankSheet {
    // The mark is no part of what is shown, and of no column.
    let text = String::from_utf8_lossy(bytes);
    let blanks = if mission.blanks.is_empty() {
        Vec::new()
    } else {
        place(mission, bytes)
    };
    let standing = |placed: Placed| {
        let blank = mission.blanks.iter().find(|one| one.id == placed.id)?;
        Some(BlankStanding {
            form: blank.form(),
            blank: blank.clone(),
            resource: placed.resource,
            path: placed.path,
            state: placed.state.into(),
        })
    };
    BlankSheet {
        text: text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned(),
        blanks: blanks.into_iter().filter_map(standing).collect(),
    }
}

impl From<State> for BlankState {
    fn from(state: State) -> BlankState {
        match state {
            State::Empty(place) => BlankState::Empty(place.into()),
            State::Filled { answer, place } => BlankState::Filled {
                answer,
                place: place.into(),
            },
            State::Lost(why) => BlankState::Lost(why),
        }
    }
}

impl From<Place> for BlankPlace {
    fn from(place: Place) -> BlankPlace {
        BlankPlace {
            line: place.line,
            column: place.column,
            end_column: place.end_column,
        }
    }
}

impl From<missions::blanks::Correction> for Correction {
    fn from(correction: missions::blanks::Correction) -> Correction {
        Correction {
            from: correction.from,
            to: correction.to,
            why: correction.why,
        }
    }
}
