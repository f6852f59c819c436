//! What a graph criterion is about: which resources it found for its nodes, which of its edges are there. For pictures; verdicts are
//! in the report.

use cfn::Relation;

use crate::{grade::Subject, report::Verdict, rubric::Rubric};

/// One `graph` of a criterion; a criterion that combines several has several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// The criterion's id.
    pub criterion: String,
    /// In the criterion's order.
    pub nodes: Vec<SketchNode>,
    /// In the criterion's order.
    pub edges: Vec<SketchEdge>,
}

/// A node of a graph criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SketchNode {
    /// Its name in the criterion: `dead`.
    pub name: String,
    /// The logical id of the resource that was found for it.
    pub resource: Option<String>,
    /// The types that it may have; empty when the criterion does not say.
    pub types: Vec<String>,
}

/// An edge of a graph criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SketchEdge {
    /// A place in [`Sketch::nodes`].
    pub from: usize,
    /// What is asked for.
    pub relation: Relation,
    /// A place in [`Sketch::nodes`].
    pub to: usize,
    /// [`Verdict::Pass`], [`Verdict::Fail`] or [`Verdict::Unknown`].
    pub verdict: Verdict,
}

/// The sketches of every graph criterion that may be shown: none of sealed and locked ones, none below a `not`, and of an `anyOf` only
/// the way that is met or nearest. Empty for a text that cannot be read.
pub fn sketch(subject: Subject<'_>, rubric: &Rubric) -> Vec<Sketch> {
    let _ = (subject, rubric);
    todo!()
}
