//! Reading a rubric's mappings field by field, every problem noted with its place. Which fields there are is said by those
//! who read them.

use cfn::{
    Entry, Node, NodeKind, Scalar, Severity, Span,
    suggest::{did_you_mean, nearest},
};

use crate::{Problem, decimal, known, path::Path};

/// The problems found so far.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    pub(crate) found: Vec<Problem>,
    /// Whether what AWS may have by now, and our table does not, is refused.
    pub(crate) refuse_doubtful: bool,
}

impl Problems {
    /// Something that is most likely a slip: AWS adds types and properties every week.
    pub(crate) fn doubt(&mut self, span: Span, message: impl Into<String>) {
        if self.refuse_doubtful {
            self.error(span, message);
        } else {
            self.warning(span, message);
        }
    }

    pub(crate) fn error(&mut self, span: Span, message: impl Into<String>) {
        self.push(Severity::Error, span, message.into());
    }

    pub(crate) fn warning(&mut self, span: Span, message: impl Into<String>) {
        self.push(Severity::Warning, span, message.into());
    }

    fn push(&mut self, severity: Severity, span: Span, message: String) {
        self.found.push(Problem {
            severity,
            message,
            span,
        });
    }

    pub(crate) fn has_error(&self) -> bool {
        self.found
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }
}

/// A mapping whose fields are read.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'n> {
    pub(crate) entries: &'n [Entry],
    /// The whole mapping.
    pub(crate) span: Span,
    /// How many combinations it stands in.
    pub(crate) depth: usize,
}

impl<'n> Fields<'n> {
    pub(crate) fn get(&self, name: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|entry| entry.key == name)
            .map(|entry| &entry.value)
    }

    /// The field, which must be there.
    pub(crate) fn required(&self, name: &str, problems: &mut Problems) -> Option<&'n Node> {
        let node = self.get(name);
        if node.is_none() {
            problems.error(self.span, format!("`{name}` is missing"));
        }
        node
    }

    /// The field's text, which must be there and not be empty.
    pub(crate) fn required_text(
        &self,
        name: &str,
        problems: &mut Problems,
    ) -> Option<(&'n Scalar, Span)> {
        let node = self.required(name, problems)?;
        text(name, node, problems).map(|scalar| (scalar, node.span))
    }

    /// The field's text when there is such a field; it must not be empty.
    pub(crate) fn text(&self, name: &str, problems: &mut Problems) -> Option<(&'n Scalar, Span)> {
        let node = self.get(name)?;
        text(name, node, problems).map(|scalar| (scalar, node.span))
    }

    /// The field's boolean when there is such a field.
    pub(crate) fn boolean(&self, name: &str, problems: &mut Problems) -> Option<bool> {
        let node = self.get(name)?;
        if let NodeKind::Scalar(scalar) = &node.kind
            && scalar.is_plain()
        {
            match scalar.text.to_ascii_lowercase().as_str() {
                "true" => return Some(true),
                "false" => return Some(false),
                _ => {}
            }
        }
        problems.error(
            node.span,
            format!("`{name}` must be true or false, not {}", describe(node)),
        );
        None
    }

    /// One of a closed set of words when there is such a field.
    pub(crate) fn word<T: Copy>(
        &self,
        name: &str,
        words: &[(&'static str, T)],
        problems: &mut Problems,
    ) -> Option<T> {
        let (scalar, span) = self.text(name, problems)?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == scalar.text) {
            return Some(*meaning);
        }
        let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let suggestion = match nearest(&scalar.text, all.iter().copied()) {
            Some(word) => format!("; did you mean `{word}`?"),
            None => String::new(),
        };
        problems.error(
            span,
            format!(
                "`{name}` must be one of {}, not `{}`{suggestion}",
                all.join(", "),
                shorten(&scalar.text),
            ),
        );
        None
    }
}

impl Fields<'_> {
    /// Notes every field that is not one of `known`; `owner` is what they are fields of.
    pub(crate) fn refuse_others(&self, owner: &str, known: &[&str], problems: &mut Problems) {
        for entry in self.entries {
            if !known.contains(&entry.key.as_str()) {
                let suggestion = did_you_mean(&entry.key, known.iter().copied());
                problems.error(
                    entry.key_span,
                    format!(
                        "unknown field `{}` in {owner}{suggestion}",
                        shorten(&entry.key)
                    ),
                );
            }
        }
    }

    /// A field that names a resource type.
    pub(crate) fn resource_type(&self, name: &str, problems: &mut Problems) -> Option<String> {
        let (scalar, span) = self.required_text(name, problems)?;
        known::check_type(&scalar.text, span, problems);
        Some(scalar.text.to_string())
    }

    /// A field that is a path.
    pub(crate) fn path(&self, name: &str, problems: &mut Problems) -> Option<Path> {
        let (scalar, span) = self.required_text(name, problems)?;
        Path::parse(&scalar.text)
            .map_err(|error| {
                problems.error(
                    within(span, &scalar.text, error.offset),
                    format!("`{name}`: {}", error.message),
                );
            })
            .ok()
    }
}

/// The place of one character of a scalar's text; the whole scalar where quotes or line ends make that unsure.
fn within(span: Span, text: &str, offset: usize) -> Span {
    let width = span.end.column.saturating_sub(span.start.column) as usize;
    let quotes = width.wrapping_sub(text.chars().count());
    if span.start.line != span.end.line || !matches!(quotes, 0 | 2) {
        return span;
    }
    let Ok(before) = u32::try_from(offset + quotes / 2) else {
        return span;
    };
    let mut place = span;
    place.start.column += before;
    place.end.column = place.start.column + 1;
    place
}

/// A node's text. A number, a boolean or nothing at all is not text unless it is quoted.
pub(crate) fn text<'n>(name: &str, node: &'n Node, problems: &mut Problems) -> Option<&'n Scalar> {
    let NodeKind::Scalar(scalar) = &node.kind else {
        problems.error(
            node.span,
            format!("`{name}` must be text, not {}", describe(node)),
        );
        return None;
    };
    if scalar.text.is_empty() || is_null(scalar) {
        problems.error(node.span, format!("`{name}` is empty"));
        return None;
    }
    if scalar.is_plain() && (decimal::is_number(&scalar.text) || is_true_or_false(&scalar.text)) {
        problems.error(
            node.span,
            format!(
                "`{name}` must be text, not {}; put it in quotes",
                describe(node)
            ),
        );
        return None;
    }
    Some(scalar)
}

/// What a node is, for the end of a sentence.
pub(crate) fn describe(node: &Node) -> String {
    match &node.kind {
        NodeKind::List(_) => "a list".to_owned(),
        NodeKind::Map(_) => "a mapping".to_owned(),
        NodeKind::Function(function) => format!("the function `{}`", function.name.long_name()),
        NodeKind::Scalar(scalar) if is_null(scalar) => "nothing".to_owned(),
        NodeKind::Scalar(scalar) if scalar.is_plain() && decimal::is_number(&scalar.text) => {
            format!("the number {}", scalar.text)
        }
        NodeKind::Scalar(scalar) if scalar.is_plain() && is_true_or_false(&scalar.text) => {
            format!("the boolean {}", scalar.text)
        }
        NodeKind::Scalar(scalar) => format!("the text `{}`", shorten(&scalar.text)),
    }
}

/// Whether YAML and JSON read nothing here.
pub(crate) fn is_null(scalar: &Scalar) -> bool {
    scalar.is_missing() || (scalar.is_plain() && matches!(scalar.text.as_str(), "null" | "~"))
}

fn is_true_or_false(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
}

/// The first characters of a text that may be of any length, on one line.
pub(crate) fn shorten(text: &str) -> String {
    const SHOWN: usize = 80;
    let mut chars = text.chars();
    let mut short: String = chars
        .by_ref()
        .take(SHOWN)
        .map(|char| if char.is_control() { ' ' } else { char })
        .collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}
