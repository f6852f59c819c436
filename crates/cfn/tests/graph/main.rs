//! The resource graph: which edges a template has, and which it only seems to have. Every table has both.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests read the corpus and say when there is none, and measure whether time grows with the text; the crate does neither"
)]

mod advice;
mod connectors;
mod corpus;
mod deliveries;
mod hostile;
mod kit;
mod places;
mod references;
mod sam;
mod writing;
