//! The picture of a mission's template, now or at an attempt; positions stay put from one to the next. What is drawn is decided in the
//! crate `diagram`.

use std::{collections::BTreeSet, path::PathBuf};

use diagram::Scene;
use store::AttemptId;

use crate::{Engine, EngineError};

/// A form in which a picture is taken along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiagramFormat {
    /// A drawing, for a light page.
    Svg,
    /// A drawing, for a dark page.
    SvgDark,
    /// Pixels; the front end makes them.
    Png,
    /// Mermaid's `flowchart`.
    Mermaid,
    /// Graphviz.
    Dot,
    /// The scene as JSON.
    Json,
    /// Lines of text.
    Text,
}

/// A picture that was taken along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportedDiagram {
    /// Written to a file.
    Written(PathBuf),
    /// To be copied.
    Text(String),
}

impl Engine {
    /// Draws the newest attempt, or a given one; before the start the starter. `collapsed` names the groups that are folded.
    pub fn diagram(
        &self,
        id: &str,
        attempt: Option<AttemptId>,
        collapsed: &BTreeSet<String>,
    ) -> Result<Scene, EngineError> {
        let _ = (id, attempt, collapsed);
        todo!()
    }

    /// Takes a picture along: into a file, replaced whole, or as text when there is no `file`. `png` is what the front end made.
    pub fn export_diagram(
        &self,
        id: &str,
        attempt: Option<AttemptId>,
        collapsed: &BTreeSet<String>,
        format: DiagramFormat,
        file: Option<PathBuf>,
        png: Option<Vec<u8>>,
    ) -> Result<ExportedDiagram, EngineError> {
        let _ = (id, attempt, collapsed, format, file, png);
        todo!()
    }
}
