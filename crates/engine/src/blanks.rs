//! Fill-in-the-blank missions: where each blank of the learner's template stands, and answering one.

use missions::Blank;

use crate::{Engine, EngineError};

/// The blanks of a started mission, in the order of the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlankSheet {
    /// The template's text as it is now.
    pub text: String,
    /// One a blank of the mission.
    pub blanks: Vec<BlankStanding>,
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

impl Engine {
    /// The blanks of a started mission, as its template is now; empty for a mission without blanks.
    pub fn blanks(&self, _id: &str) -> Result<BlankSheet, EngineError> {
        todo!()
    }

    /// Answers a blank in the learner's template and grades it. `as_written` refuses every correction and takes a malformed answer too, as
    /// long as it can stand in the file. An empty answer puts the blank back. What stood there is an attempt first.
    ///
    /// # Errors
    /// [`EngineError::Unknown`]: no such blank; [`EngineError::Request`]: it cannot be found any more, or cannot stand in the file.
    pub fn fill_blank(
        &self,
        _id: &str,
        _blank: &str,
        _answer: &str,
        _as_written: bool,
    ) -> Result<Filled, EngineError> {
        todo!()
    }
}
