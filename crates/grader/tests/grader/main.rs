//! What authors and learners see of the grader, from text to report. Single parts are tested beside their code.
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests fail by panicking, and the corpus is files; the crate itself stays pure"
)]

mod arbitrary;
mod checks;
mod corpus;
mod graphs;
mod language;
mod paths;
mod presets;
mod report;
mod rubrics;
mod support;
mod values;
mod verdicts;
