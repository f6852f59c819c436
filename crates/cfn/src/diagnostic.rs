//! What is wrong with a template's text, apart from any criterion. The codes are in [`crate::codes`].

use crate::Span;

/// How bad a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing can be graded, or CloudFormation would refuse the template.
    Error,
    /// Probably not what was meant.
    Warning,
    /// Worth knowing.
    Info,
}

/// One remark about the text, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable code of [`crate::codes`], such as `duplicate-key`.
    pub code: &'static str,
    /// A sentence a learner understands.
    pub message: String,
    /// Where.
    pub span: Span,
}

impl Diagnostic {
    pub(crate) fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            span,
        }
    }

    pub(crate) fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, span, message)
        }
    }

    pub(crate) fn info(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Info,
            ..Self::error(code, span, message)
        }
    }
}

/// Remarks being gathered. A text with thousands of them needs no more, and a hostile one would otherwise grow a thousandfold.
#[derive(Debug, Default)]
pub(crate) struct Remarks {
    list: Vec<Diagnostic>,
}

impl Remarks {
    const MOST: usize = 1_000;

    /// Adds a remark while there is room.
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if !self.is_full() {
            self.list.push(diagnostic);
        }
    }

    /// Adds the remark that explains why there is no tree, room or not.
    pub(crate) fn push_reason(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Whether another remark would be dropped.
    pub(crate) fn is_full(&self) -> bool {
        self.list.len() >= Self::MOST
    }

    /// The remarks in the order of their places; those of one place keep theirs.
    pub(crate) fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by_key(|diagnostic| diagnostic.span.start);
        self.list
    }
}

impl From<Diagnostic> for Remarks {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            list: vec![diagnostic],
        }
    }
}
