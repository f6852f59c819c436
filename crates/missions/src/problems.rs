//! Collecting problems of one file. Where a file stands among others is the caller's affair.

use std::path::{Path, PathBuf};

use cfn::{Position, Severity};

use crate::Problem;

/// What a problem is about, as [`Problem::code`] says it.
pub(crate) mod codes {
    /// A mission or pack file: its YAML, its fields, its criteria, its blanks.
    pub(crate) const FILE: &str = "file";
    /// A starter or solution that CloudFormation would not take.
    pub(crate) const TEMPLATE: &str = "template";
    /// No starter or no solution.
    pub(crate) const NO_TEMPLATE: &str = "no-template";
    /// The starter scores too much.
    pub(crate) const STARTER_SCORE: &str = "starter-score";
    /// The solution does not meet a criterion.
    pub(crate) const SOLUTION_SCORE: &str = "solution-score";
    /// No mutation fails a criterion.
    pub(crate) const CANNOT_FAIL: &str = "cannot-fail";
    /// A criterion fails only together with all the others.
    pub(crate) const FAILS_WITH_ALL: &str = "fails-with-all";
    /// Criteria that only ever fail together.
    pub(crate) const DUPLICATE: &str = "duplicate";
    /// The starter meets a criterion already.
    pub(crate) const MET_BY_STARTER: &str = "met-by-starter";
    /// The starter does not meet a criterion that is said to be given.
    pub(crate) const NOT_GIVEN: &str = "not-given";
    /// A criterion is met without what it seems to ask for.
    pub(crate) const NOT_NEEDED: &str = "not-needed";
    /// The solution does not answer a blank in its form.
    pub(crate) const BLANK_ANSWER: &str = "blank-answer";
    /// The example of a blank is not of its form, or is the answer.
    pub(crate) const BLANK_EXAMPLE: &str = "blank-example";
    /// The starter with the solution's answers does not pass.
    pub(crate) const BLANK_SCORE: &str = "blank-score";
    /// The first part of a mission is nowhere.
    pub(crate) const FOLLOWS: &str = "follows";
}

/// The problems of one file.
pub(crate) struct Problems {
    file: PathBuf,
    found: Vec<Problem>,
}

impl Problems {
    pub(crate) fn of(file: impl Into<PathBuf>) -> Self {
        Self {
            file: file.into(),
            found: Vec::new(),
        }
    }

    pub(crate) fn error(&mut self, at: Position, message: impl Into<String>) {
        self.push(Severity::Error, at, message);
    }

    pub(crate) fn push(&mut self, severity: Severity, at: Position, message: impl Into<String>) {
        self.found(codes::FILE, severity, at, message);
    }

    /// A problem with a code of its own.
    pub(crate) fn found(
        &mut self,
        code: &'static str,
        severity: Severity,
        at: Position,
        message: impl Into<String>,
    ) {
        self.found.push(Problem {
            severity,
            code,
            file: self.file.clone(),
            line: at.line,
            column: at.column,
            message: message.into(),
            mutation: None,
        });
    }

    /// The mutation that showed what was found last.
    pub(crate) fn shown_by(&mut self, mutation: Option<String>) {
        if let Some(last) = self.found.last_mut() {
            last.mutation = mutation;
        }
    }

    /// In the order of their places.
    pub(crate) fn into_sorted(mut self) -> Vec<Problem> {
        self.found
            .sort_by(|a, b| (a.line, a.column, &a.message).cmp(&(b.line, b.column, &b.message)));
        self.found
    }
}

/// One problem of a whole file.
pub(crate) fn whole_file(file: &Path, message: impl Into<String>) -> Problem {
    Problem {
        severity: Severity::Error,
        code: codes::FILE,
        file: file.to_owned(),
        line: 1,
        column: 1,
        message: message.into(),
        mutation: None,
    }
}

pub(crate) fn has_error(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
}
