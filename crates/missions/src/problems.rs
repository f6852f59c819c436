//! Collecting problems of one file. Where a file stands among others is the caller's affair.

use std::path::{Path, PathBuf};

use cfn::{Position, Severity};

use crate::Problem;

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
        self.found.push(Problem {
            severity,
            file: self.file.clone(),
            line: at.line,
            column: at.column,
            message: message.into(),
        });
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
        file: file.to_owned(),
        line: 1,
        column: 1,
        message: message.into(),
    }
}

pub(crate) fn has_error(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
}
