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
mod determinism;
mod earned;
mod edits;
mod examples;
mod facts;
mod fuzzed;
mod generated;
mod graphs;
mod iam;
mod language;
mod laws;
mod paths;
mod presets;
mod remedies;
mod remedy_yaml;
mod report;
mod rubrics;
mod sealed;
mod sketches;
mod support;
// The same laws for the fuzzers, which are a workspace of their own, and for the tests here.
#[allow(unreachable_pub, reason = "public in its own crate")]
#[path = "../../../../fuzz/src/lib.rs"]
mod targets;
mod values;
mod verdicts;
