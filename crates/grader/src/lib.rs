//! Criteria to report: the deterministic grader. Pure, like `cfn` below it.
//!
//! A rubric is compiled once from a mission file's tree ([`Rubric::compile`]); [`grade()`] then evaluates it on a template's text.
//! Neither can fail on what people write: problems and reports are data. Files, clocks and front ends are not known here.

mod assert;
mod decimal;
mod expected;
mod fields;
mod generated;
mod glob;
mod grade;
mod iam;
mod inspect;
mod kinds;
mod known;
pub mod language;
mod literal;
mod measure;
mod misspelt;
mod operator;
mod path;
mod presets;
mod remedy;
mod report;
mod requires;
mod rubric;
mod select;
mod sketch;
mod walk;
mod wording;
mod world;

pub use grade::{Subject, grade, remedy};
pub use remedy::{Change, Remedy};
pub use report::{
    CriterionResult, Evidence, Part, Report, ReportDiagnostic, SCHEMA_VERSION, Verdict,
};
pub use rubric::{Criterion, IfUnknown, MAX_CRITERIA, MAX_CRITERIA_IN_PACK, Problem, Rubric, Tag};
pub use sketch::{Sketch, SketchEdge, SketchNode, SketchReference, sketch, sketch_of};
